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
use super::slot::{KeyFile, Opener, Owed, Ring, Slot};
use super::wrap::Lock;
use super::{Cost, Way};
use crate::clock::{Clock, Millis};
use crate::error::{Error, Result};
use crate::locale::Message;

/// One change of the authentication methods.
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

/// A planned change of authentication methods; nothing changes if the plan is dropped unused.
pub(crate) struct Plan {
    before: Ring,
    ways: Vec<Wanted>,
    device: Device,
    new_key: bool,
}

/// A person's way in that stays or comes.
enum Wanted {
    Lock(Opener, Lock),
    /// One that has to be typed before another key can be wrapped for it: only the key it holds can be in it.
    Old(Opener, Vec<Slot>),
}

impl Wanted {
    /// The way in as the ring has it; none where it has none.
    fn of(ring: &Ring, opener: Opener, key: &DatabaseKey) -> Option<Self> {
        if let Some(lock) = ring.lock(opener, key) {
            return Some(Self::Lock(opener, lock));
        }
        let mut slots = ring.slots.clone();
        slots.retain(|slot| slot.opened_by(opener).is_some());
        (!slots.is_empty()).then_some(Self::Old(opener, slots))
    }

    fn opener(&self) -> Opener {
        match self {
            Self::Lock(opener, _) | Self::Old(opener, _) => *opener,
        }
    }
}

enum Device {
    Asks,
    InFile,
    /// As it was, for the same key.
    Kept(Slot),
    InKeychain(Held),
}

/// Plans what `changes` make of the folder's authentication methods. Takes about a second for a passphrase: its
/// cost is measured on this computer. A code has more than enough bits of its own; the least cost is enough for it.
///
/// # Errors
/// [`Error::LastSlot`] if nobody could open the desk any more; that of a field if another key is needed and a way in
/// that stays has to be typed for it.
pub(crate) fn plan(
    folder: &Path,
    key: &DatabaseKey,
    changes: &[Change<'_>],
    keychain: Keychain,
    clock: &dyn Clock,
) -> Result<Plan> {
    let now = Millis::from(clock.now());
    let file = KeyFile::read(folder)?.ok_or_else(|| Error::Keys("no keys.json".to_owned()))?;
    let before = file.ring_of(key)?.clone();
    let mut ways: Vec<Wanted> = Opener::OF_PERSON
        .into_iter()
        .filter_map(|opener| Wanted::of(&before, opener, key))
        .collect();
    let had_device = before
        .slots
        .iter()
        .find(|slot| device::place(slot).is_some());
    let (mut device, mut asked, mut forced) = (had_device.is_some(), false, false);
    for change in changes {
        match change {
            Change::Passphrase(secret) => {
                let lock = Lock::new(&secret.composed(), derive::calibrated(clock)?, now)?;
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
    let to_type = ways.iter().find(|way| matches!(way, Wanted::Old(..)));
    if let Some(way) = to_type.filter(|_| new_key) {
        // Left out, it would open nothing any more, and nobody said that it shall not.
        return Err(match way.opener() {
            Opener::Recovery => Error::invalid("recovery", Message::new("error_recovery_to_type")),
            _ => Error::invalid("proof", Message::new("error_passphrase_to_type")),
        });
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
    ways.retain(|way| way.opener() != opener);
    ways.extend(lock.map(|lock| Wanted::Lock(opener, lock)));
}

impl Plan {
    /// Whether the plan needs a key rotation first.
    pub(crate) fn needs_new_key(&self) -> bool {
        self.new_key
    }

    /// Writes the plan's slots for the present key.
    pub(crate) fn write(&self, folder: &Path, key: &DatabaseKey) -> Result<()> {
        let mut planned = self.file(key)?;
        planned.owe(Owed::Everywhere);
        let written = KeyFile::change(folder, |file| {
            // In the file the key lies in clear by the person's own choice; hidden from there it was changed.
            planned.ring.exposed = self.still_there(file)?.exposed;
            *file = planned;
            Ok(Some(file.ring.slots.clone()))
        })?;
        let goes = |slot: &&Slot| !written.iter().flatten().any(|stays| stays == *slot);
        // Only once the file no longer names them.
        self.before
            .slots
            .iter()
            .filter(goes)
            .for_each(device::forget);
        Ok(())
    }

    /// Plans a key rotation: slots of a new key beside those of the present one.
    pub(crate) fn rotation(&self, key: &DatabaseKey) -> Result<Rotation<'_>> {
        let mut file = self.file(key)?;
        file.owe(Owed::Everywhere);
        Ok(Rotation { plan: self, file })
    }

    /// The ring this was planned for.
    ///
    /// # Errors
    /// [`Error::Busy`] where another program changed it meanwhile.
    fn still_there<'a>(&self, file: &'a KeyFile) -> Result<&'a Ring> {
        let same = |ring: &&Ring| ring.key == self.before.key && ring.slots == self.before.slots;
        file.rings().find(same).ok_or(Error::Busy)
    }

    fn file(&self, key: &DatabaseKey) -> Result<KeyFile> {
        let mut slots = Vec::new();
        for way in &self.ways {
            match way {
                Wanted::Lock(opener, lock) => {
                    slots.push(Slot::wrapped(*opener, lock.wrap(key, *opener)?));
                }
                Wanted::Old(_, old) => slots.extend(old.iter().cloned()),
            }
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

/// A planned key rotation: slots of a new key, not yet written; nothing changes if dropped unused.
pub(crate) struct Rotation<'a> {
    plan: &'a Plan,
    file: KeyFile,
}

impl Rotation<'_> {
    /// Writes the slots of both keys: from here on either opens what is there.
    ///
    /// # Errors
    /// [`Error::Busy`] where another program changed the ways in since they were planned.
    pub(crate) fn begin(&self, folder: &Path) -> Result<()> {
        KeyFile::change(folder, |file| {
            let former = self.plan.still_there(file)?.clone();
            *file = self.file.clone();
            file.former = Some(former);
            Ok(Some(()))
        })
        .map(drop)
    }
}
