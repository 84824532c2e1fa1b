//! The key that opens the database, and the slots that hold it, as LUKS does: one random key, wrapped
//! once for each way in.
//!
//! The file `keys.json` beside the database lists the slots (`slot`): this device, a passphrase, a
//! recovery code. Slots come and go without touching the database, but for one: a key that lay in the file in
//! clear is changed with the slot that held it (`ways`). What else holds slots, such as the backups, gets those
//! of today (`reach`).

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
pub(crate) use reach::{Mend, Seen, Today, expose, is_part, owe, owing};
pub use recovery::{RecoveryCode, is_well_formed};
pub use secret::Secret;
pub use slot::{FILE, Owed};
use slot::{KeyFile, Opener, Ring, Slot};
pub(crate) use ways::{Change, Plan, Rotation, plan};
use wrap::{Lock, Wrapped};
use zeroize::Zeroizing;

use crate::clock::Millis;
use crate::error::{Error, Result};

/// A credential a person proves ownership of the desk with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof<'a> {
    /// The passphrase.
    Passphrase(&'a Secret),
    /// The recovery code, however it was typed.
    Recovery(&'a Secret),
}

/// An authentication method that is a person's, not this device's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The passphrase.
    Passphrase,
    /// The recovery code.
    Recovery,
}

/// A summary of a folder's key slots.
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
    /// Which other key files do not have these ways in yet.
    pub owed: Owed,
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
        .map(|one| one.key)
        .collect())
}

/// Unlocks the desk itself as [`unlock`] does, and renews an opened slot no other key can be wrapped for, such as an
/// older Ithaca's, so that from then on the key can change without the proof.
pub(crate) fn unlock_and_renew(folder: &Path, proof: Proof<'_>) -> Result<Vec<DatabaseKey>> {
    let mut file = read(folder)?;
    let opened = opened(&file, proof)?;
    let (_, opener) = proven(proof);
    let renew = |file: &mut KeyFile| {
        let mut renewed = false;
        for ring in std::iter::once(&mut file.ring).chain(&mut file.former) {
            renewed |= renew(ring, opener, &opened)?;
        }
        if renewed {
            file.owe(Owed::Everywhere);
        }
        Ok(renewed.then_some(()))
    };
    // Most have nothing to renew, and a folder that cannot be written to opens, too. What was derived took a second:
    // the file may be another one by now.
    if renew(&mut file)?.is_some() && KeyFile::change(folder, renew).is_err() {
        // A disk that is full now keeps the old one, which opens the desk as well.
        tracing::warn!("an old slot could not be made anew");
    }
    Ok(opened.into_iter().map(|one| one.key).collect())
}

/// Makes the slot that was opened one another key can be wrapped for. It is the only one of its way in then: another
/// is of somebody who knew the key and wrote here. True where that changed anything.
fn renew(ring: &mut Ring, opener: Opener, opened: &[Opened]) -> Result<bool> {
    let found = opened.iter().find_map(|one| {
        let is_it = |slot: &Slot| slot.opened_by(opener) == Some(&one.slot);
        let at = ring.slots.iter().position(is_it);
        at.filter(|_| ring.key == one.key.id()).map(|at| (at, one))
    });
    let Some((at, one)) = found else {
        return Ok(false);
    };
    if ring.lock(opener, &one.key).as_ref() == Some(&one.lock) {
        return Ok(false);
    }
    // An older Ithaca made every key in the file, and did not change it when its slot there went.
    ring.exposed |= !one.slot.has_public_half() && !ring.is_clear();
    let anew = Slot::wrapped(opener, one.lock.wrap(&one.key, opener)?);
    let (before, after) = ring.slots.split_at(at);
    let others = |slot: &&Slot| slot.opened_by(opener).is_none();
    ring.slots = before
        .iter()
        .filter(others)
        .chain([&anew])
        .chain(after.iter().filter(others))
        .cloned()
        .collect();
    Ok(true)
}

fn read(folder: &Path) -> Result<KeyFile> {
    KeyFile::read(folder)?.ok_or_else(|| Error::Keys("no keys.json".to_owned()))
}

/// A slot that a proof opened.
struct Opened {
    slot: Wrapped,
    key: DatabaseKey,
    lock: Lock,
}

fn opened(file: &KeyFile, proof: Proof<'_>) -> Result<Vec<Opened>> {
    let (secret, opener) = proven(proof);
    let mut found = Vec::new();
    for slot in file.slots().filter_map(|slot| slot.opened_by(opener)) {
        let opened = slot.unwrap_with(&secret, opener)?;
        found.extend(opened.map(|(key, lock)| Opened {
            slot: slot.clone(),
            key,
            lock,
        }));
    }
    if file.slots().all(|slot| slot.opened_by(opener).is_none()) {
        derive::in_vain(&secret, file.usual_cost())?;
    }
    if found.is_empty() {
        return Err(Error::WrongProof);
    }
    Ok(found)
}

fn proven(proof: Proof<'_>) -> (Secret, Opener) {
    match proof {
        Proof::Passphrase(secret) => (secret.composed(), Opener::Passphrase),
        Proof::Recovery(typed) => (recovery::plain(typed), Opener::Recovery),
    }
}

/// Makes a key and keeps it in a new `keys.json`, in a device slot.
///
/// # Errors
/// [`Error::Busy`] where there is a `keys.json`: another program made it.
pub fn create(folder: &Path) -> Result<DatabaseKey> {
    let key = DatabaseKey::generate()?;
    KeyFile::of(&key, vec![device::in_file(&key)]).create(folder)?;
    Ok(key)
}

/// Reads a summary of the folder's key slots.
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
        owed: file.owed(),
        exposed: file.ring.exposed,
    })
}

/// Whether the folder's key file was being changed to another key when that was cut off: only one of the two keys
/// opens what is there.
pub(crate) fn is_between_keys(folder: &Path) -> bool {
    KeyFile::read(folder).is_ok_and(|file| file.is_some_and(|file| file.former.is_some()))
}

/// Deletes the key slots that an ended or cut off key rotation left: those of the key the database is not under.
pub fn settle(folder: &Path, key: &DatabaseKey) -> Result<()> {
    if !is_between_keys(folder) {
        return Ok(());
    }
    let dropped = KeyFile::change(folder, |file| {
        let of_key = file.ring_of(key)?.clone();
        let present = std::mem::replace(&mut file.ring, of_key);
        let former = file.former.take();
        Ok(former.map(|former| {
            if former.key == key.id() {
                present
            } else {
                former
            }
        }))
    })?;
    let slots = dropped.into_iter().flat_map(|ring| ring.slots);
    slots.for_each(|slot| device::forget(&slot));
    Ok(())
}

/// The location of a backup: in the data folder or elsewhere.
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
    file.owe(Owed::Nothing);
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
