//! Ways in and the lock.

use std::sync::PoisonError;

use super::model::*;
use crate::app::App;
use crate::changes::Changed;
use crate::error::{Error, Result};
use crate::keys::{self, Proof, RecoveryCode, Slots};
use crate::locale::Message;
use crate::reminders;

/// The fewest characters of a passphrase, as NIST SP 800-63B section 3.1.1 has it.
const SHORTEST: usize = 8;

/// The most; more than anybody types, less than what would slow the derivation.
const LONGEST: usize = 1024;

/// Whether the desk is locked, and which ways in there are.
pub fn vault_show(app: &App, _request: VaultShow) -> Result<Vault> {
    let locked = app.is_locked();
    let damaged = locked && app.is_refused();
    let slots = match keys::slots(app.folder()) {
        // A key file nobody can read is one of the damages.
        Err(Error::Keys(_)) if damaged => Slots::default(),
        slots => slots?,
    };
    let (theme, zoom) = if locked {
        reminders::schedule::look_locked(app)
    } else {
        let settings = app.read(crate::settings::current)?;
        (settings.theme, settings.zoom)
    };
    Ok(Vault {
        locked,
        damaged,
        device: slots.device,
        passphrase: slots.passphrase,
        recovery: slots.recovery,
        language: app.locale().language,
        theme,
        zoom,
    })
}

/// Locks the desk.
///
/// # Errors
/// [`Error::LastSlot`] if nobody could open it again: a passphrase or a recovery code has to be set first.
pub fn vault_lock(app: &App, _request: VaultLock) -> Result<()> {
    if app.is_locked() {
        return Ok(());
    }
    if !keys::slots(app.folder())?.has_proof() {
        return Err(Error::Conflict(Message::new("error_no_passphrase")));
    }
    // The last look at what is to come. If the disk is full the older file has to do.
    if let Err(error) = reminders::schedule::refresh(app) {
        app.explain(&error);
    }
    app.lock();
    Ok(())
}

/// Opens a locked desk.
pub fn vault_unlock(app: &App, request: VaultUnlock) -> Result<()> {
    if let TypedProof::Recovery(typed) = &request.proof
        && !keys::is_well_formed(typed)
    {
        return Err(Error::invalid("proof", Message::new("error_recovery_slip")));
    }
    app.unlock(request.proof.as_proof())
}

/// Sets the passphrase, or another one.
pub fn vault_set_passphrase(app: &App, request: VaultSetPassphrase) -> Result<Vault> {
    prove(app, request.proof.as_ref())?;
    let length = request.passphrase.length();
    if length < SHORTEST {
        return Err(Error::invalid(
            "passphrase",
            Message::new("error_passphrase_short").with("count", SHORTEST),
        ));
    }
    if length > LONGEST {
        return Err(Error::invalid("passphrase", Message::new("error_too_long")));
    }
    let key = app.key()?;
    keys::set_passphrase(app.folder(), &key, &request.passphrase, app.now())?;
    keys::set_device(app.folder(), &key, request.keep_device, app.keychain())?;
    reminders::schedule::refresh(app)?;
    // Each backup says whether it opens with today's.
    app.changes().publish(&Changed::backups());
    vault_show(app, VaultShow {})
}

/// Takes the passphrase away: this device opens the desk without asking again.
pub fn vault_remove_passphrase(app: &App, request: VaultRemovePassphrase) -> Result<Vault> {
    prove(app, Some(&request.proof))?;
    let key = app.key()?;
    keys::set_device(app.folder(), &key, true, app.keychain())?;
    keys::remove(app.folder(), &key, keys::Way::Passphrase)?;
    if !keys::slots(app.folder())?.has_proof() {
        // Only this device is left: from the keychain to the file, which a copy of the folder carries.
        keys::set_device(app.folder(), &key, true, app.keychain())?;
    }
    reminders::schedule::refresh(app)?;
    vault_show(app, VaultShow {})
}

/// Lets this device open the desk without asking, or no longer.
pub fn vault_keep_device(app: &App, request: VaultKeepDevice) -> Result<Vault> {
    prove(app, request.proof.as_ref())?;
    keys::set_device(app.folder(), &app.key()?, request.on, app.keychain())?;
    vault_show(app, VaultShow {})
}

/// Proposes a recovery code. It counts once part of it was typed back.
pub fn vault_propose_recovery(
    app: &App,
    request: VaultProposeRecovery,
) -> Result<ProposedRecovery> {
    prove(app, request.proof.as_ref())?;
    // Refused while locked, before anything is shown.
    app.key()?;
    let code = RecoveryCode::generate()?;
    let groups = code.groups();
    let ask_back = code.group_to_ask();
    *proposed(app) = Some(code);
    Ok(ProposedRecovery { groups, ask_back })
}

/// Types part of a proposed recovery code back: from now on it opens the desk, and one before it no more.
pub fn vault_confirm_recovery(app: &App, request: VaultConfirmRecovery) -> Result<Vault> {
    let key = app.key()?;
    let code = proposed(app)
        .clone()
        .ok_or_else(|| Error::Conflict(Message::new("error_no_recovery_proposed")))?;
    if !code.confirms(&request.typed) {
        return Err(Error::invalid(
            "typed",
            Message::new("error_recovery_not_typed_back"),
        ));
    }
    keys::set_recovery(app.folder(), &key, &code, app.now())?;
    *proposed(app) = None;
    let slots = keys::slots(app.folder())?;
    if slots.device.is_some() {
        // Now that a reset keychain would lose nothing, the key may move there.
        keys::set_device(app.folder(), &key, true, app.keychain())?;
    }
    reminders::schedule::refresh(app)?;
    vault_show(app, VaultShow {})
}

/// Takes the recovery code away.
pub fn vault_remove_recovery(app: &App, request: VaultRemoveRecovery) -> Result<Vault> {
    prove(app, request.proof.as_ref())?;
    let key = app.key()?;
    keys::remove(app.folder(), &key, keys::Way::Recovery)?;
    let slots = keys::slots(app.folder())?;
    if !slots.has_proof() {
        keys::set_device(app.folder(), &key, true, app.keychain())?;
    }
    reminders::schedule::refresh(app)?;
    vault_show(app, VaultShow {})
}

/// Who changes the ways in proves first that they know one, once there is a passphrase: an unlocked desk
/// somebody walked away from must not become somebody else's.
fn prove(app: &App, proof: Option<&TypedProof>) -> Result<()> {
    if keys::slots(app.folder())?.passphrase.is_none() {
        return Ok(());
    }
    let typed = proof.ok_or(Error::WrongProof)?;
    keys::unlock(app.folder(), typed.as_proof()).map(drop)
}

impl TypedProof {
    /// What it proves.
    pub fn as_proof(&self) -> Proof<'_> {
        match self {
            Self::Passphrase(typed) => Proof::Passphrase(typed),
            Self::Recovery(typed) => Proof::Recovery(typed),
        }
    }
}

fn proposed(app: &App) -> std::sync::MutexGuard<'_, Option<RecoveryCode>> {
    app.proposed_recovery()
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}
