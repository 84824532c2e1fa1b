//! Ways in and the lock.

use std::sync::PoisonError;

use super::model::*;
use super::{closing, judge, rotate};
use crate::app::App;
use crate::changes::Changed;
use crate::error::{Error, Result};
use crate::keys::{self, Change, Proof, RecoveryCode, Secret, Slots};
use crate::limits::{PASSPHRASE, PASSPHRASE_MOST};
use crate::locale::Message;
use crate::reminders;
use crate::tasks::Task;

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
        recovery_to_type: slots.recovery_is_old,
        closing: closing::state(app, &slots)?,
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

/// Sets the passphrase, or another one. Where the key lay in a file for this device and shall not any more, the desk
/// is put under another.
pub fn vault_set_passphrase(app: &App, request: VaultSetPassphrase) -> Result<Vault> {
    let mut task = app.tasks().start(request.task);
    prove(app, request.proof.as_ref())?;
    type_recovery(app, request.recovery.as_ref())?;
    let length = request.passphrase.length();
    let refused = |message| Err(Error::invalid("passphrase", message));
    if length < PASSPHRASE {
        return refused(Message::new("error_passphrase_short").with("count", PASSPHRASE));
    }
    if length > PASSPHRASE_MOST {
        return refused(
            Message::new("error_passphrase_long")
                .with("length", length)
                .with("limit", PASSPHRASE_MOST),
        );
    }
    let changes = [
        Change::Passphrase(&request.passphrase),
        Change::Device(request.keep_device),
    ];
    change(app, &changes, &mut task)
}

/// Takes the passphrase away: this device opens the desk without asking again.
pub fn vault_remove_passphrase(app: &App, request: VaultRemovePassphrase) -> Result<Vault> {
    let mut task = app.tasks().start(request.task);
    prove(app, Some(&request.proof))?;
    type_recovery(app, request.recovery.as_ref())?;
    let changes = [Change::Without(keys::Way::Passphrase), Change::Device(true)];
    change(app, &changes, &mut task)
}

/// Lets this device open the desk without asking, or no longer.
pub fn vault_keep_device(app: &App, request: VaultKeepDevice) -> Result<Vault> {
    let mut task = app.tasks().start(request.task);
    prove(app, request.proof.as_ref())?;
    type_recovery(app, request.recovery.as_ref())?;
    change(app, &[Change::Device(request.on)], &mut task)
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
    app.key()?;
    let code = proposed(app)
        .clone()
        .ok_or_else(|| Error::Conflict(Message::new("error_no_recovery_proposed")))?;
    if !code.confirms(&request.typed) {
        return Err(Error::invalid(
            "typed",
            Message::new("error_recovery_not_typed_back"),
        ));
    }
    let mut task = app.tasks().start(request.task);
    // Now that a reset keychain would lose nothing, the key may move there.
    let device = keys::slots(app.folder())?.device.is_some();
    let changes = [Change::Recovery(&code), Change::Device(device)];
    let vault = change(app, &changes, &mut task)?;
    *proposed(app) = None;
    Ok(vault)
}

/// Takes the recovery code away.
pub fn vault_remove_recovery(app: &App, request: VaultRemoveRecovery) -> Result<Vault> {
    let mut task = app.tasks().start(request.task);
    prove(app, request.proof.as_ref())?;
    change(app, &[Change::Without(keys::Way::Recovery)], &mut task)
}

/// Says how long a passphrase would keep out somebody who has the folder. Nothing of it is kept.
pub fn passphrase_judge(app: &App, request: PassphraseJudge) -> Result<Judged> {
    Ok(judge::judge(&request.passphrase, &app.locale()))
}

/// Says whether to offer a passphrase now, and notes that it was.
pub fn passphrase_offer(app: &App, _request: PassphraseOffer) -> Result<Offered> {
    if keys::slots(app.folder())?.has_proof() {
        return Ok(Offered { offer: false });
    }
    let offered = app.read(|conn| {
        Ok(
            conn.query_row("SELECT passphrase_offered FROM settings", [], |row| {
                row.get::<_, bool>("passphrase_offered")
            })?,
        )
    })?;
    if !offered {
        app.write_for_good(|tx| {
            tx.execute("UPDATE settings SET passphrase_offered = 1", [])?;
            Ok(())
        })?;
    }
    Ok(Offered { offer: !offered })
}

/// Changes the ways in, here and in every key file in reach.
fn change(app: &App, changes: &[Change<'_>], task: &mut Task) -> Result<Vault> {
    let key = app.key()?;
    let plan = keys::plan(app.folder(), &key, changes, app.keychain(), app.clock())?;
    let changed = if plan.needs_new_key() {
        rotate::turn(app, &plan, task)?;
        Changed::everything()
    } else {
        plan.write(app.folder(), &key)?;
        // Each backup says which passphrase opens it.
        Changed::backups()
    };
    closing::after_a_change(app);
    reminders::schedule::refresh(app)?;
    app.changes().publish(&changed);
    vault_show(app, VaultShow {})
}

/// Who changes the ways in proves first that they know one, once there is a passphrase: an unlocked desk
/// somebody walked away from must not become somebody else's.
fn prove(app: &App, proof: Option<&TypedProof>) -> Result<()> {
    if keys::slots(app.folder())?.passphrase.is_none() {
        return Ok(());
    }
    let typed = proof.ok_or(Error::WrongProof)?;
    keys::unlock_and_renew(app.folder(), typed.as_proof()).map(drop)
}

/// Opens the slot of a recovery code that was typed along: one an older Ithaca made can go along to another key then.
pub(super) fn type_recovery(app: &App, typed: Option<&Secret>) -> Result<()> {
    let Some(typed) = typed else {
        return Ok(());
    };
    let wrong = |key| Error::invalid("recovery", Message::new(key));
    if !keys::is_well_formed(typed) {
        return Err(wrong("error_recovery_slip"));
    }
    match keys::unlock_and_renew(app.folder(), Proof::Recovery(typed)) {
        Err(Error::WrongProof) => Err(wrong("error_wrong_proof")),
        opened => opened.map(drop),
    }
}

impl TypedProof {
    /// This credential, borrowed.
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
