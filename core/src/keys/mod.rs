//! The key that opens the database, and the slots that hold it, as LUKS does: one random key, wrapped
//! once for each way in.
//!
//! The file `keys.json` beside the database lists the slots ([`slot`]): this device, a passphrase, a
//! recovery code. Slots come and go without touching the database.

mod derive;
mod device;
mod key;
mod recovery;
mod secret;
mod slot;
mod wrap;

use std::path::Path;

pub use derive::Cost;
pub use device::{DevicePlace, Keychain};
pub use key::DatabaseKey;
pub use recovery::{RecoveryCode, is_well_formed};
pub use secret::Secret;
pub use slot::FILE;
use slot::{KeyFile, Opener, Slot};
use zeroize::Zeroizing;

use crate::clock::Millis;
use crate::error::{Error, Result};

/// What a person has to prove that the desk is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof<'a> {
    /// The passphrase.
    Passphrase(&'a Secret),
    /// The recovery code, however it was typed.
    Recovery(&'a Secret),
}

/// A way in that is a person's, not this device's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

/// Which slots there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slots {
    /// Where this device keeps the key; none if it asks every time.
    pub device: Option<DevicePlace>,
    /// When the passphrase was set.
    pub passphrase: Option<Millis>,
    /// When the recovery code was made.
    pub recovery: Option<Millis>,
}

impl Slots {
    /// Whether anybody but this device can open the desk.
    pub fn has_proof(&self) -> bool {
        self.passphrase.is_some() || self.recovery.is_some()
    }
}

/// The keys a folder's slots give without asking anybody; none if the person has to be asked.
///
/// # Errors
/// [`Error::Keys`] if `keys.json` cannot be understood, or `None` if there is no such file.
pub fn open(folder: &Path, keychain: Keychain) -> Result<Option<Vec<DatabaseKey>>> {
    let Some(file) = KeyFile::read(folder)? else {
        return Ok(None);
    };
    let mut keys = Vec::new();
    for slot in file.slots.iter() {
        if let Some(key) = device::open(slot, keychain)? {
            keys.push(key);
        }
    }
    Ok(Some(keys))
}

/// The keys a person's proof opens. The same work is done whether or not there is such a slot.
///
/// # Errors
/// [`Error::WrongProof`] if it opens nothing.
pub fn unlock(folder: &Path, proof: Proof<'_>) -> Result<Vec<DatabaseKey>> {
    let file = KeyFile::read(folder)?.ok_or_else(|| Error::Keys("no keys.json".to_owned()))?;
    let (secret, opener) = proven(proof);
    let mut keys = Vec::new();
    for wrapped in file.slots.iter().filter_map(|slot| slot.opened_by(opener)) {
        keys.extend(wrapped.unwrap_with(&secret, opener)?);
    }
    if file
        .slots
        .iter()
        .all(|slot| slot.opened_by(opener).is_none())
    {
        derive::in_vain(&secret, file.usual_cost())?;
    }
    if keys.is_empty() {
        return Err(Error::WrongProof);
    }
    Ok(keys)
}

fn proven(proof: Proof<'_>) -> (Secret, Opener) {
    match proof {
        Proof::Passphrase(secret) => (secret.composed(), Opener::Passphrase),
        Proof::Recovery(typed) => (recovery::plain(typed), Opener::Recovery),
    }
}

/// Makes a key and keeps it in a new `keys.json`, in a device slot.
pub fn create(folder: &Path) -> Result<DatabaseKey> {
    let key = DatabaseKey::generate()?;
    KeyFile::of(vec![device::in_file(&key)]).write(folder)?;
    Ok(key)
}

/// Which slots the folder has.
pub fn slots(folder: &Path) -> Result<Slots> {
    let file = KeyFile::read(folder)?.unwrap_or_default();
    let made = |opener| {
        file.slots
            .iter()
            .find_map(|slot| slot.opened_by(opener))
            .map(|wrapped| wrapped.made_at)
    };
    Ok(Slots {
        device: file.slots.iter().find_map(device::place),
        passphrase: made(Opener::Passphrase),
        recovery: made(Opener::Recovery),
    })
}

/// Sets or replaces the passphrase. Takes about a second: the cost is measured on this computer.
pub fn set_passphrase(
    folder: &Path,
    key: &DatabaseKey,
    passphrase: &Secret,
    now: Millis,
) -> Result<()> {
    let cost = derive::calibrated()?;
    let slot = wrap::wrapped(key, &passphrase.composed(), Opener::Passphrase, cost, now)?;
    KeyFile::change(folder, |slots| {
        slots.retain(|slot| slot.opened_by(Opener::Passphrase).is_none());
        slots.push(Slot::Passphrase(slot));
    })
}

/// Sets or replaces the recovery code. A code has more than enough bits of its own: the least cost is
/// enough.
pub fn set_recovery(
    folder: &Path,
    key: &DatabaseKey,
    code: &RecoveryCode,
    now: Millis,
) -> Result<()> {
    let slot = wrap::wrapped(key, &code.plain(), Opener::Recovery, Cost::FLOOR, now)?;
    KeyFile::change(folder, |slots| {
        slots.retain(|slot| slot.opened_by(Opener::Recovery).is_none());
        slots.push(Slot::Recovery(slot));
    })
}

/// Lets this device open the desk without asking, or no longer. With a keychain the key goes there; a
/// desk that only this device can open keeps it in the file, since a keychain that is reset would take
/// the desk with it.
///
/// # Errors
/// [`Error::LastSlot`] if nobody could open the desk any more.
pub fn set_device(folder: &Path, key: &DatabaseKey, on: bool, keychain: Keychain) -> Result<()> {
    let proof = slots(folder)?.has_proof();
    if !on && !proof {
        return Err(Error::LastSlot);
    }
    let kept = on.then(|| device::kept(key, proof, keychain)).transpose()?;
    let before = KeyFile::read(folder)?.unwrap_or_default();
    KeyFile::change(folder, |slots| {
        slots.retain(|slot| device::place(slot).is_none());
        slots.extend(kept);
    })?;
    // Only once the file no longer names them.
    before.slots.iter().for_each(device::forget);
    Ok(())
}

/// Takes the passphrase or the recovery code away.
///
/// # Errors
/// [`Error::LastSlot`] if nobody could open the desk any more.
pub fn remove(folder: &Path, way: Way) -> Result<()> {
    let opener = match way {
        Way::Passphrase => Opener::Passphrase,
        Way::Recovery => Opener::Recovery,
    };
    let file = KeyFile::read(folder)?.unwrap_or_default();
    if file
        .slots
        .iter()
        .all(|slot| slot.opened_by(opener).is_some())
    {
        return Err(Error::LastSlot);
    }
    KeyFile::change(folder, |slots| {
        slots.retain(|slot| slot.opened_by(opener).is_none());
    })
}

/// Where a backup lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the data folder, beside `keys.json` itself.
    DataFolder,
    /// Anywhere else: a stick, a synced folder.
    Elsewhere,
}

/// The bytes of the `keys.json` a backup carries, so that losing the folder's own loses nothing. Elsewhere
/// the key of this device stays behind: it opens what lies beside it for anybody.
///
/// # Errors
/// [`Error::Keys`] where the folder's file is not one.
pub fn carried_by_backup(folder: &Path, place: Place) -> Result<Zeroizing<Vec<u8>>> {
    let mut file = KeyFile::read(folder)?.ok_or_else(|| Error::Keys("no keys.json".to_owned()))?;
    if place == Place::Elsewhere {
        file.slots
            .retain(|slot| !matches!(slot, Slot::Device { .. }));
    }
    Ok(Zeroizing::new(file.text()?.as_bytes().to_vec()))
}

/// Whether what a backup elsewhere carries can be opened without this folder's own key file.
pub fn opens_elsewhere(folder: &Path) -> Result<bool> {
    Ok(slots(folder)?.has_proof())
}
