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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
    for slot in file.slots() {
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
    for wrapped in file.slots().filter_map(|slot| slot.opened_by(opener)) {
        keys.extend(wrapped.unwrap_with(&secret, opener)?);
    }
    if file.slots().all(|slot| slot.opened_by(opener).is_none()) {
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
    KeyFile::of(&key, vec![device::in_file(&key)]).write(folder)?;
    Ok(key)
}

/// Which slots the folder has.
pub fn slots(folder: &Path) -> Result<Slots> {
    let file = KeyFile::read(folder)?;
    let slots = || file.iter().flat_map(|file| &file.ring.slots);
    let made = |opener| {
        slots()
            .find_map(|slot| slot.opened_by(opener))
            .map(|wrapped| wrapped.made_at)
    };
    Ok(Slots {
        device: slots().find_map(device::place),
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
    KeyFile::change(folder, key, |slots| {
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
    KeyFile::change(folder, key, |slots| {
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
    let before = KeyFile::read(folder)?;
    KeyFile::change(folder, key, |slots| {
        slots.retain(|slot| device::place(slot).is_none());
        slots.extend(kept);
    })?;
    // Only once the file no longer names them.
    before
        .iter()
        .flat_map(KeyFile::slots)
        .for_each(device::forget);
    Ok(())
}

/// Takes the passphrase or the recovery code away.
///
/// # Errors
/// [`Error::LastSlot`] if nobody could open the desk any more.
pub fn remove(folder: &Path, key: &DatabaseKey, way: Way) -> Result<()> {
    let opener = match way {
        Way::Passphrase => Opener::Passphrase,
        Way::Recovery => Opener::Recovery,
    };
    let file = KeyFile::read(folder)?.unwrap_or_else(|| KeyFile::of(key, Vec::new()));
    if file
        .ring
        .slots
        .iter()
        .all(|slot| slot.opened_by(opener).is_some())
    {
        return Err(Error::LastSlot);
    }
    KeyFile::change(folder, key, |slots| {
        slots.retain(|slot| slot.opened_by(opener).is_none());
    })
}

/// The ways in that a person proved and a new key takes over: see [`rotate`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Proven<'a> {
    /// The passphrase.
    pub passphrase: Option<&'a Secret>,
    /// The recovery code, however it was typed.
    pub recovery: Option<&'a Secret>,
}

/// The slots of a new key, made and not yet written. Dropped unused, nothing has changed.
pub struct Rotation {
    file: KeyFile,
}

/// Wraps a new key for the ways in that were proved, and for this device where it had a slot. A way that was
/// not proved has no slot for the new key. Takes about a second for a passphrase.
///
/// # Errors
/// [`Error::LastSlot`] if nobody could open the desk any more.
pub fn rotate(
    folder: &Path,
    key: &DatabaseKey,
    proven: Proven<'_>,
    keychain: Keychain,
    now: Millis,
) -> Result<Rotation> {
    let before = KeyFile::read(folder)?.ok_or_else(|| Error::Keys("no keys.json".to_owned()))?;
    let had_device = before
        .ring
        .slots
        .iter()
        .any(|slot| device::place(slot).is_some());
    let mut file = KeyFile::of(key, Vec::new());
    if let Some(passphrase) = proven.passphrase {
        let cost = derive::calibrated()?;
        let secret = passphrase.composed();
        let slot = wrap::wrapped(key, &secret, Opener::Passphrase, cost, now)?;
        file.ring.slots.push(Slot::Passphrase(slot));
    }
    if let Some(typed) = proven.recovery {
        let secret = recovery::plain(typed);
        let slot = wrap::wrapped(key, &secret, Opener::Recovery, Cost::FLOOR, now)?;
        file.ring.slots.push(Slot::Recovery(slot));
    }
    if had_device {
        let has_proof = !file.ring.slots.is_empty();
        file.ring
            .slots
            .push(device::kept(key, has_proof, keychain)?);
    }
    if file.ring.slots.is_empty() {
        return Err(Error::LastSlot);
    }
    file.former = Some(before.ring);
    Ok(Rotation { file })
}

impl Rotation {
    /// Writes the slots of both keys: from here on either opens what is there.
    pub fn begin(&self, folder: &Path) -> Result<()> {
        self.file.write(folder)
    }
}

/// Drops the slots that an ended or cut off rotation left: those of the key the database is not under.
pub fn settle(folder: &Path, key: &DatabaseKey) -> Result<()> {
    let Some(mut file) = KeyFile::read(folder)? else {
        return Ok(());
    };
    let Some(former) = file.former.take() else {
        return Ok(());
    };
    let dropped = if former.key == key.id() {
        std::mem::replace(&mut file.ring, former)
    } else {
        former
    };
    file.write(folder)?;
    dropped.slots.iter().for_each(device::forget);
    Ok(())
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
        file.ring
            .slots
            .retain(|slot| !matches!(slot, Slot::Device { .. }));
    }
    Ok(Zeroizing::new(file.text()?.as_bytes().to_vec()))
}

/// Whether what a backup elsewhere carries can be opened without this folder's own key file.
pub fn opens_elsewhere(folder: &Path) -> Result<bool> {
    Ok(slots(folder)?.has_proof())
}
