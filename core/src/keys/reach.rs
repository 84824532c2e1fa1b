//! The key files that lie beside the desk's own: in its backups, in the second folder, in what was set aside. Each
//! holds the ways in of today, for the key its own database is under, or it would go on opening that by others.

use std::path::Path;

use super::device;
use super::key::DatabaseKey;
use super::slot::{FILE, KeyFile, Opener, Ring, Slot};
use super::wrap::Lock;
use super::{Place, read};
use crate::error::{Error, Result};
use crate::files::read_plain;

/// More than any key file has.
const LONGEST: u64 = 256 * 1024;

/// Today's ways in, and every key of the desk they shall open.
pub(crate) struct Today {
    /// The desk's own key first.
    keys: Vec<DatabaseKey>,
    locks: Vec<(Opener, Lock)>,
    /// Slots that can hold the desk's own key only: the keychain's, and an older Ithaca's.
    own: Vec<Slot>,
    in_file: bool,
    /// Whether a person's way in is an older Ithaca's.
    has_old: bool,
}

/// What a look at a key file found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// No key file.
    None,
    /// It opens by today's ways alone, or under a key this desk has never had and no slot in clear.
    Right,
    /// It opens by others.
    Open {
        /// Whether the desk's own key lies in it in clear although it shall not.
        exposes: bool,
    },
}

impl Today {
    /// Those of the desk in `folder`. `keys` are its own, the present one first.
    pub(crate) fn of(folder: &Path, keys: Vec<DatabaseKey>) -> Result<Self> {
        let key = keys
            .first()
            .ok_or_else(|| Error::Keys("no key".to_owned()))?;
        let file = read(folder)?;
        let ring = file.ring_of(key)?;
        let (mut locks, mut own, mut has_old) = (Vec::new(), Vec::new(), false);
        for slot in &ring.slots {
            let lock = slot
                .of_person()
                .and_then(|(opener, wrapped)| Some((opener, wrapped.lock(key, opener)?)));
            match lock {
                Some(lock) => locks.push(lock),
                None if matches!(slot, Slot::Device { .. }) => {}
                None => {
                    has_old |= slot.of_person().is_some();
                    own.push(slot.clone());
                }
            }
        }
        Ok(Self {
            in_file: ring.is_clear(),
            keys,
            locks,
            own,
            has_old,
        })
    }

    /// Looks at a file, and with `mend` makes it one of today's.
    pub(crate) fn look(&self, path: &Path, place: Place, mend: bool) -> Result<Seen> {
        let Some(bytes) = small(path)? else {
            return Ok(Seen::None);
        };
        let Ok(file) = KeyFile::parse_any(&bytes) else {
            return Ok(Seen::None);
        };
        let Some(wanted) = self.wanted(&file, place)? else {
            return Ok(Seen::Right);
        };
        let own = self.keys.first().map(DatabaseKey::id);
        let exposes = !self.in_file
            && std::iter::once(&file.ring)
                .chain(&file.former)
                .any(|ring| ring.is_clear() && Some(&ring.key) == own.as_ref());
        if mend {
            wanted.write_at(path)?;
        }
        Ok(Seen::Open { exposes })
    }

    /// The file it shall be; none where it is as it shall be, or nothing better can be made of it.
    fn wanted(&self, file: &KeyFile, place: Place) -> Result<Option<KeyFile>> {
        // One that was copied while the key was changed has the slots of two.
        let mut of_both = std::iter::once(&file.ring).chain(&file.former);
        let known = of_both.find_map(|ring| {
            let known = self.keys.iter().find(|key| key.id() == ring.key).cloned();
            Some((ring, known.or_else(|| clear_key(&ring.slots))?))
        });
        let Some((ring, key)) = known else {
            return Ok(None);
        };
        let is_own = self.keys.first() == Some(&key);
        let in_file = self.in_file && place == Place::DataFolder;
        // Slots of an older Ithaca cannot be made for another key: what is there stays.
        let stay = self.has_old && !is_own;
        if file.former.is_none() && self.is_right(ring, is_own, in_file, stay) {
            return Ok(None);
        }
        let mut slots = Vec::new();
        if stay {
            slots.extend(
                ring.slots
                    .iter()
                    .filter(|slot| slot.of_person().is_some())
                    .cloned(),
            );
        } else {
            for (opener, lock) in &self.locks {
                slots.push(Slot::wrapped(*opener, lock.wrap(&key, *opener)?));
            }
        }
        if is_own {
            slots.extend(self.own.iter().cloned());
        }
        if in_file {
            slots.push(device::in_file(&key));
        }
        if slots.is_empty() && place == Place::DataFolder {
            // Nobody could open it any more.
            return Ok(None);
        }
        let mut wanted = KeyFile::of(&key, slots);
        wanted.ring.exposed = (ring.exposed || ring.is_clear()) && !in_file;
        Ok(Some(wanted))
    }

    /// Whether a ring has today's ways in and no others.
    fn is_right(&self, ring: &Ring, is_own: bool, in_file: bool, stay: bool) -> bool {
        let of_person = |slot: &&Slot| slot.of_person().is_some();
        let expected = if stay {
            ring.slots.iter().filter(of_person).count()
        } else {
            self.locks.len()
        };
        let own = if is_own { self.own.len() } else { 0 };
        let is_one = |slot: &Slot| match slot.of_person() {
            _ if is_own && self.own.contains(slot) => true,
            None => in_file && matches!(slot, Slot::Device { .. }),
            Some((opener, wrapped)) => {
                let mut locks = self.locks.iter();
                stay || locks.any(|(other, lock)| *other == opener && wrapped.is_for(lock))
            }
        };
        ring.slots.len() == expected + own + usize::from(in_file) && ring.slots.iter().all(is_one)
    }
}

fn clear_key(slots: &[Slot]) -> Option<DatabaseKey> {
    slots.iter().find_map(|slot| match slot {
        Slot::Device { key } => DatabaseKey::from_hex(key).ok(),
        _ => None,
    })
}

/// The bytes of a file that can be a key file.
fn small(path: &Path) -> Result<Option<Vec<u8>>> {
    match read_plain(path, LONGEST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => match error.kind() {
            std::io::ErrorKind::NotFound
            | std::io::ErrorKind::InvalidInput
            | std::io::ErrorKind::PermissionDenied => Ok(None),
            _ => Err(error.into()),
        },
    }
}

/// Makes a file that is no key file any more, and still holds keys in clear, one that holds them wrapped for today's
/// ways in. `opens` tells whether a run of 64 hexadecimal digits is a key at all. True where it had one.
pub(crate) fn scavenge(
    path: &Path,
    today: &Today,
    mend: bool,
    opens: impl Fn(&DatabaseKey) -> bool,
) -> Result<bool> {
    let Some(bytes) = small(path)? else {
        return Ok(false);
    };
    if today.in_file || today.locks.is_empty() || KeyFile::parse_any(&bytes).is_ok() {
        return Ok(false);
    }
    let mut found: Vec<DatabaseKey> = Vec::new();
    for run in bytes.split(|byte| !byte.is_ascii_hexdigit()) {
        let key = std::str::from_utf8(run)
            .ok()
            .and_then(|text| DatabaseKey::from_hex(&text.to_ascii_lowercase()).ok());
        found.extend(
            key.filter(|key| !found.contains(key) && (today.keys.contains(key) || opens(key))),
        );
    }
    let mut rings = Vec::new();
    for key in &found {
        let mut slots = Vec::new();
        for (opener, lock) in &today.locks {
            slots.push(Slot::wrapped(*opener, lock.wrap(key, *opener)?));
        }
        let mut file = KeyFile::of(key, slots);
        file.ring.exposed = true;
        rings.push(file);
    }
    let mut rings = rings.into_iter();
    let Some(mut first) = rings.next() else {
        return Ok(false);
    };
    // No more than two keys were ever in one.
    first.former = rings.next().map(|file| file.ring);
    if mend {
        first.write_at(path)?;
    }
    Ok(true)
}

/// Notes in the folder's key file that the others do not have its ways in yet, and whether the desk's key lay in one
/// of them in clear.
pub(crate) fn owe(folder: &Path, exposed: bool) -> Result<()> {
    let mut file = read(folder)?;
    if file.owed && (file.ring.exposed || !exposed) {
        return Ok(());
    }
    file.owed = true;
    file.ring.exposed |= exposed;
    file.write(folder)
}

/// Notes that all of them have.
pub(crate) fn leave_nothing_owed(folder: &Path) -> Result<()> {
    let mut file = read(folder)?;
    if !file.owed {
        return Ok(());
    }
    file.owed = false;
    file.write(folder)
}

/// A part of [`FILE`] that a kill left while it was written: it holds what the file was to hold.
pub(crate) fn is_part(name: &str) -> bool {
    name.starts_with(&format!(".{FILE}.")) && name.ends_with(".part")
}
