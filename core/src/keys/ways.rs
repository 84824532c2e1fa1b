//! Changing the ways in: what they shall be is planned first and written in one go, under the same key or with
//! another one.
//!
//! A key that lies in clear in a device slot may have been copied. Once that slot goes, the plan asks for another
//! key, which the ways that stay are wrapped for without anybody typing them.

use std::path::Path;

use super::derive;
use super::device::{self, Held, Keychain};
use super::key::DatabaseKey;
use super::recovery::RecoveryCode;
use super::secret::Secret;
use super::slot::{KeyFile, Opener, Ring, Slot};
use super::wrap::Lock;
use super::{Cost, Way};
use crate::clock::Millis;
use crate::error::{Error, Result};

/// One change of the ways in.
#[derive(Clone, Copy)]
pub(crate) enum Change<'a> {
    /// Sets or replaces the passphrase.
    Passphrase(&'a Secret),
    /// Sets or replaces the recovery code.
    Recovery(&'a RecoveryCode),
    /// Takes a person's way in away.
    Without(Way),
    /// Lets this device open the desk without asking, or no longer. With a keychain its slot goes there; a desk
    /// that only this device can open keeps it in the file, since a keychain that is reset would take the desk
    /// with it.
    Device(bool),
    /// Another key, whatever else changes.
    Key,
}

/// The ways in as they shall be. Dropped unused, nothing has changed.
pub(crate) struct Plan {
    before: Ring,
    ways: Vec<Wanted>,
    device: Device,
    new_key: bool,
}

/// A person's way in that stays or comes.
enum Wanted {
    Lock(Opener, Lock),
    /// An older Ithaca's: only the key it holds can be in it.
    Old(Slot),
}

enum Device {
    Asks,
    InFile,
    /// As it was, for the same key.
    Kept(Slot),
    InKeychain(Held),
}

/// Plans what `changes` make of the folder's ways in. Takes about a second for a passphrase: its cost is measured on
/// this computer. A code has more than enough bits of its own; the least cost is enough for it.
///
/// # Errors
/// [`Error::LastSlot`] if nobody could open the desk any more.
pub(crate) fn plan(
    folder: &Path,
    key: &DatabaseKey,
    changes: &[Change<'_>],
    keychain: Keychain,
    now: Millis,
) -> Result<Plan> {
    let file = KeyFile::read(folder)?.ok_or_else(|| Error::Keys("no keys.json".to_owned()))?;
    let before = file.ring_of(key)?.clone();
    let mut ways: Vec<Wanted> = before
        .slots
        .iter()
        .filter_map(|slot| {
            let (opener, wrapped) = slot.of_person()?;
            Some(match wrapped.lock(key, opener) {
                Some(lock) => Wanted::Lock(opener, lock),
                None => Wanted::Old(slot.clone()),
            })
        })
        .collect();
    let had_device = before
        .slots
        .iter()
        .find(|slot| device::place(slot).is_some());
    let (mut device, mut asked, mut forced) = (had_device.is_some(), false, false);
    for change in changes {
        match change {
            Change::Passphrase(secret) => {
                let lock = Lock::new(&secret.composed(), derive::calibrated()?, now)?;
                put(&mut ways, Opener::Passphrase, Some(lock));
            }
            Change::Recovery(code) => {
                let lock = Lock::new(&code.plain(), Cost::FLOOR, now)?;
                put(&mut ways, Opener::Recovery, Some(lock));
            }
            Change::Without(Way::Passphrase) => put(&mut ways, Opener::Passphrase, None),
            Change::Without(Way::Recovery) => put(&mut ways, Opener::Recovery, None),
            Change::Device(on) => (device, asked) = (*on, true),
            Change::Key => forced = true,
        }
    }
    let has_proof = !ways.is_empty();
    let stays = match had_device {
        Some(Slot::Keychain { .. }) => has_proof && !forced && !before.exposed,
        Some(_) => !asked,
        None => false,
    };
    let device = match had_device {
        _ if !device => Device::Asks,
        Some(Slot::Device { .. }) if stays => Device::InFile,
        Some(slot) if stays => Device::Kept(slot.clone()),
        _ if !has_proof => Device::InFile,
        _ => device::hold(keychain)?.map_or(Device::InFile, Device::InKeychain),
    };
    let hidden = !matches!(device, Device::InFile);
    let new_key = forced || (hidden && (before.is_clear() || before.exposed));
    if new_key {
        // Its secret is needed to wrap another key for it, and nobody has typed it.
        ways.retain(|way| matches!(way, Wanted::Lock(..)));
    }
    if ways.is_empty() && matches!(device, Device::Asks) {
        return Err(Error::LastSlot);
    }
    Ok(Plan {
        before,
        ways,
        device,
        new_key,
    })
}

fn put(ways: &mut Vec<Wanted>, opener: Opener, lock: Option<Lock>) {
    ways.retain(|way| match way {
        Wanted::Lock(other, _) => *other != opener,
        Wanted::Old(slot) => slot.opened_by(opener).is_none(),
    });
    ways.extend(lock.map(|lock| Wanted::Lock(opener, lock)));
}

impl Plan {
    /// Whether the database has to be put under another key before this holds.
    pub(crate) fn needs_new_key(&self) -> bool {
        self.new_key
    }

    /// Writes the slots, for the key there is.
    pub(crate) fn write(&self, folder: &Path, key: &DatabaseKey) -> Result<()> {
        let mut file = self.file(key)?;
        // In the file the key lies in clear by the person's own choice; hidden from there it was changed.
        file.ring.exposed = self.before.exposed;
        file.owed = true;
        file.write(folder)?;
        let stays = |slot: &&Slot| !file.ring.slots.contains(slot);
        // Only once the file no longer names them.
        self.before
            .slots
            .iter()
            .filter(stays)
            .for_each(device::forget);
        Ok(())
    }

    /// The slots of a new key, beside those of the present one.
    pub(crate) fn rotation(&self, key: &DatabaseKey) -> Result<Rotation> {
        let mut file = self.file(key)?;
        file.former = Some(self.before.clone());
        file.owed = true;
        Ok(Rotation { file })
    }

    fn file(&self, key: &DatabaseKey) -> Result<KeyFile> {
        let mut slots = Vec::new();
        for way in &self.ways {
            slots.push(match way {
                Wanted::Lock(opener, lock) => Slot::wrapped(*opener, lock.wrap(key, *opener)?),
                Wanted::Old(slot) => slot.clone(),
            });
        }
        match &self.device {
            Device::Asks => {}
            Device::InFile => slots.push(device::in_file(key)),
            Device::Kept(slot) => slots.push(slot.clone()),
            Device::InKeychain(held) => slots.push(held.slot(key)?),
        }
        Ok(KeyFile::of(key, slots))
    }
}

/// The slots of a new key, made and not yet written. Dropped unused, nothing has changed.
pub(crate) struct Rotation {
    file: KeyFile,
}

impl Rotation {
    /// Writes the slots of both keys: from here on either opens what is there.
    pub(crate) fn begin(&self, folder: &Path) -> Result<()> {
        self.file.write(folder)
    }
}
