//! The key files that lie beside the desk's own: in its backups, in the second folder, in what was set aside. Each
//! holds the ways in of today, for the key its own database is under, or it would go on opening that by others.

use std::path::Path;

use zeroize::Zeroizing;

use super::device;
use super::key::DatabaseKey;
use super::slot::{FILE, KeyFile, Opener, Owed, Ring, Slot};
use super::wrap::Lock;
use super::{Place, read};
use crate::error::{Error, Result};
use crate::files::read_plain;

/// More than any key file has.
const LONGEST: u64 = 256 * 1024;

/// Today's authentication methods, and every key of the desk that these shall open.
pub(crate) struct Today {
    /// The desk's own key first.
    keys: Vec<DatabaseKey>,
    /// The desk's own slots.
    slots: Vec<Slot>,
    locks: Vec<(Opener, Lock)>,
    /// A person's ways in that have to be typed before another key can be wrapped for them.
    old: Vec<Opener>,
    in_file: bool,
}

/// Whether an inspected key file is rewritten for today's authentication methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mend {
    /// It is.
    Yes,
    /// It stays as it is.
    No,
}

/// The result of inspecting a key file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// No key file.
    None,
    /// It opens by today's ways alone, as far as they can be put there.
    Right,
    /// It holds a key this desk has never had, under ways in that nobody here can change.
    Unknown,
    /// It opens by others.
    Open {
        /// Whether the desk's own key lies in it in clear although it shall not.
        exposes: bool,
    },
}

/// What a key file shall be.
enum Wanted {
    /// As it is, or nothing better can be made of it.
    AsItIs,
    /// It cannot be told: its key is not one of the desk's.
    Unknown,
    Other(KeyFile),
}

impl Today {
    /// Today's authentication methods of the desk in `folder`. `keys` are its own, the present one first.
    pub(crate) fn of(folder: &Path, keys: Vec<DatabaseKey>) -> Result<Self> {
        let key = keys
            .first()
            .ok_or_else(|| Error::Keys("no key".to_owned()))?;
        let file = read(folder)?;
        let ring = file.ring_of(key)?;
        let (mut locks, mut old) = (Vec::new(), Vec::new());
        for opener in Opener::OF_PERSON {
            match ring.lock(opener, key) {
                Some(lock) => locks.push((opener, lock)),
                None if ring
                    .slots
                    .iter()
                    .any(|slot| slot.opened_by(opener).is_some()) =>
                {
                    old.push(opener);
                }
                None => {}
            }
        }
        Ok(Self {
            in_file: ring.is_clear(),
            slots: ring.slots.clone(),
            keys,
            locks,
            old,
        })
    }

    /// Inspects a key file, and may rewrite that file for today's authentication methods. `opens` tells whether
    /// what looks like a key in a damaged one is a key at all.
    pub(crate) fn look(
        &self,
        path: &Path,
        place: Place,
        mend: Mend,
        opens: impl Fn(&DatabaseKey) -> bool,
    ) -> Result<Seen> {
        let Some(bytes) = small(path)? else {
            return Ok(Seen::None);
        };
        let Ok(file) = KeyFile::parse_any(&bytes) else {
            return match self.scavenged(&bytes, opens)? {
                None => Ok(Seen::None),
                Some(wrapped) => {
                    if mend == Mend::Yes {
                        wrapped.write_at(path)?;
                    }
                    Ok(Seen::Open { exposes: false })
                }
            };
        };
        let wanted = match self.wanted(&file, place)? {
            Wanted::AsItIs => return Ok(Seen::Right),
            Wanted::Unknown => return Ok(Seen::Unknown),
            Wanted::Other(wanted) => wanted,
        };
        let own = self.keys.first().map(DatabaseKey::id);
        let exposes = !self.in_file
            && file
                .rings()
                .any(|ring| ring.is_clear() && Some(&ring.key) == own.as_ref());
        if mend == Mend::Yes {
            wanted.write_at(path)?;
        }
        Ok(Seen::Open { exposes })
    }

    fn wanted(&self, file: &KeyFile, place: Place) -> Result<Wanted> {
        // One that was copied while the key was changed has the slots of two.
        let known = file.rings().find_map(|ring| {
            let known = self.keys.iter().find(|key| key.id() == ring.key).cloned();
            Some((ring, known.or_else(|| clear_key(&ring.slots))?))
        });
        let Some((ring, key)) = known else {
            let is_shut = file.slots().next().is_none();
            return Ok(if is_shut {
                Wanted::AsItIs
            } else {
                Wanted::Unknown
            });
        };
        let is_own = self.keys.first() == Some(&key);
        let in_file = self.in_file && place == Place::DataFolder;
        // The keychain's slot holds the desk's own key only. So do those that have to be typed first: where another
        // key is, what it has of them stays.
        let stays: Vec<&Slot> = if is_own { &self.slots } else { &ring.slots }
            .iter()
            .filter(|slot| match slot.of_person() {
                Some((opener, _)) => self.old.contains(&opener),
                None => is_own && matches!(slot, Slot::Keychain { .. }),
            })
            .collect();
        if file.former.is_none() && self.is_right(ring, &stays, in_file) {
            return Ok(Wanted::AsItIs);
        }
        let mut slots = Vec::new();
        for (opener, lock) in &self.locks {
            slots.push(Slot::wrapped(*opener, lock.wrap(&key, *opener)?));
        }
        slots.extend(stays.into_iter().cloned());
        if in_file {
            slots.push(device::in_file(&key));
        }
        if slots.is_empty() && place == Place::DataFolder {
            // Nobody could open it any more.
            return Ok(Wanted::AsItIs);
        }
        let mut wanted = KeyFile::of(&key, slots);
        wanted.ring.exposed = (ring.exposed || ring.is_clear()) && !in_file;
        Ok(Wanted::Other(wanted))
    }

    /// Whether a ring has today's ways in, what `stays`, and no others.
    fn is_right(&self, ring: &Ring, stays: &[&Slot], in_file: bool) -> bool {
        let is_todays = |slot: &Slot| match slot.of_person() {
            None => in_file && matches!(slot, Slot::Device { .. }),
            Some((opener, wrapped)) => {
                let mut locks = self.locks.iter();
                locks.any(|(other, lock)| *other == opener && wrapped.is_for(lock))
            }
        };
        ring.slots.len() == self.locks.len() + stays.len() + usize::from(in_file)
            && ring
                .slots
                .iter()
                .all(|slot| stays.contains(&slot) || is_todays(slot))
    }

    /// What is made of a file that is no key file any more and still holds keys in clear: one that holds them wrapped
    /// for today's ways in. None where it has none.
    fn scavenged(
        &self,
        bytes: &[u8],
        opens: impl Fn(&DatabaseKey) -> bool,
    ) -> Result<Option<KeyFile>> {
        if self.in_file || self.locks.is_empty() {
            return Ok(None);
        }
        let mut found: Vec<DatabaseKey> = Vec::new();
        for run in bytes.split(|byte| !byte.is_ascii_hexdigit()) {
            let key = std::str::from_utf8(run)
                .ok()
                .and_then(|text| DatabaseKey::from_hex(&text.to_ascii_lowercase()).ok());
            found.extend(
                key.filter(|key| !found.contains(key) && (self.keys.contains(key) || opens(key))),
            );
        }
        let mut files = Vec::new();
        for key in &found {
            let mut slots = Vec::new();
            for (opener, lock) in &self.locks {
                slots.push(Slot::wrapped(*opener, lock.wrap(key, *opener)?));
            }
            let mut file = KeyFile::of(key, slots);
            file.ring.exposed = true;
            files.push(file);
        }
        let mut files = files.into_iter();
        Ok(files.next().map(|mut first| {
            // No more than two keys were ever in one.
            first.former = files.next().map(|file| file.ring);
            first
        }))
    }

    /// Notes in the folder's key file which of the others do not have these ways in yet. Where it has others by now,
    /// whoever changed it sees to that.
    pub(crate) fn note(&self, folder: &Path, owed: Owed) -> Result<()> {
        if read(folder)?.owed() == owed {
            return Ok(());
        }
        KeyFile::change(folder, |file| {
            let same = file.ring.slots == self.slots;
            if same {
                file.owe(owed);
            }
            Ok(same.then_some(()))
        })
        .map(drop)
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

/// Notes in the folder's key file that the desk's key lay in another one in clear, until that is closed.
pub(crate) fn expose(folder: &Path) -> Result<()> {
    owe_and(folder, |file| file.ring.exposed = true)
}

/// Notes in the folder's key file that others may not have its ways in.
pub(crate) fn owe(folder: &Path) -> Result<()> {
    owe_and(folder, |_| {})
}

fn owe_and(folder: &Path, also: impl FnOnce(&mut KeyFile)) -> Result<()> {
    KeyFile::change(folder, |file| {
        let before = (file.ring.exposed, file.owed());
        file.owe(Owed::Everywhere);
        also(file);
        Ok((before != (file.ring.exposed, file.owed())).then_some(()))
    })
    .map(drop)
}

/// The key file a folder carries, noting that others may not have its ways in: for the place of one that was lost.
pub(crate) fn owing(folder: &Path) -> Result<Zeroizing<String>> {
    let mut file = read(folder)?;
    file.owe(Owed::Everywhere);
    file.text()
}

/// Whether a name is that of a partial [`FILE`], which a kill left and which holds what the file was to hold.
pub(crate) fn is_part(name: &str) -> bool {
    name.starts_with(&format!(".{FILE}.")) && name.ends_with(".part")
}
