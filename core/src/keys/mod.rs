//! The key that opens the database, and the slots that hold it, as LUKS does: one random key, wrapped
//! once for each way in.
//!
//! The file `keys.json` beside the database lists the slots ([`slot`]): this device, a passphrase, a
//! recovery code. Slots come and go without touching the database, but for one: a key that lay in the file in
//! clear is changed with the slot that held it ([`ways`]). What else holds slots, such as the backups, gets those
//! of today ([`reach`]).

mod derive;
mod device;
mod key;
mod reach;
mod recovery;
mod secret;
mod slot;
mod ways;
mod wrap;

use std::path::Path;

pub use derive::Cost;
pub use device::{DevicePlace, Keychain};
pub use key::DatabaseKey;
pub(crate) use reach::{Seen, Today, is_part, leave_nothing_owed, owe, scavenge};
pub use recovery::{RecoveryCode, is_well_formed};
pub use secret::Secret;
pub use slot::FILE;
use slot::{KeyFile, Opener, Slot};
pub(crate) use ways::{Change, Plan, Rotation, plan};
use wrap::Lock;
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
    /// Whether the recovery code has to be typed before the key can be changed, as an older Ithaca's has.
    pub recovery_is_old: bool,
    /// Whether a change of the ways in has not reached every other key file yet.
    pub owed: bool,
    /// Whether the key once lay in a file in clear, and no longer does.
    pub exposed: bool,
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
    let file = read(folder)?;
    Ok(opened(&file, proof)?
        .into_iter()
        .map(|(key, _)| key)
        .collect())
}

/// The same for the desk itself: an older Ithaca's slot that was opened gets a public half, so that from then on the
/// key can change without the proof.
pub(crate) fn unlock_and_renew(folder: &Path, proof: Proof<'_>) -> Result<Vec<DatabaseKey>> {
    let mut file = read(folder)?;
    let opened = opened(&file, proof)?;
    let (_, opener) = proven(proof);
    let mut renewed = false;
    for (key, lock) in &opened {
        let rings = std::iter::once(&mut file.ring).chain(&mut file.former);
        for ring in rings.filter(|ring| ring.key == key.id()) {
            for slot in &mut ring.slots {
                let old = slot
                    .opened_by(opener)
                    .is_some_and(|slot| !slot.is_for(lock));
                if old {
                    *slot = Slot::wrapped(opener, lock.wrap(key, opener)?);
                    renewed = true;
                }
            }
        }
    }
    if renewed {
        file.owed = true;
        // A disk that is full now keeps the old one, which opens the desk as well.
        if file.write(folder).is_err() {
            tracing::warn!("an old slot could not be made anew");
        }
    }
    Ok(opened.into_iter().map(|(key, _)| key).collect())
}

fn read(folder: &Path) -> Result<KeyFile> {
    KeyFile::read(folder)?.ok_or_else(|| Error::Keys("no keys.json".to_owned()))
}

fn opened(file: &KeyFile, proof: Proof<'_>) -> Result<Vec<(DatabaseKey, Lock)>> {
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
    let Some(file) = KeyFile::read(folder)? else {
        return Ok(Slots::default());
    };
    let slot = |opener| {
        let mut slots = file.ring.slots.iter();
        slots.find_map(|slot| slot.opened_by(opener))
    };
    let recovery = slot(Opener::Recovery);
    Ok(Slots {
        device: file.ring.slots.iter().find_map(device::place),
        passphrase: slot(Opener::Passphrase).map(|slot| slot.made_at),
        recovery: recovery.map(|slot| slot.made_at),
        recovery_is_old: recovery.is_some_and(|slot| !slot.has_public_half()),
        owed: file.owed,
        exposed: file.ring.exposed,
    })
}

/// Whether the folder's key file was being changed to another key when that was cut off: only one of the two keys
/// opens what is there.
pub(crate) fn is_between_keys(folder: &Path) -> bool {
    KeyFile::read(folder).is_ok_and(|file| file.is_some_and(|file| file.former.is_some()))
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

/// The bytes of the `keys.json` a backup carries, made of the one in `folder`, so that losing that loses nothing.
/// Elsewhere the key of this device stays behind: it opens what lies beside it for anybody.
///
/// # Errors
/// [`Error::Keys`] where the folder's file is not one.
pub fn carried_by_backup(folder: &Path, place: Place) -> Result<Zeroizing<Vec<u8>>> {
    let mut file = read(folder)?;
    file.former = None;
    file.owed = false;
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
