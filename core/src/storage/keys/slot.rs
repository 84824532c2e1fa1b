//! The file `keys.json`: which slots there are. Format 1, and 2 where a slot has a public half.

use std::fs::File;
use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::derive::Cost;
use super::key::{DatabaseKey, KeyId};
use super::wrap::{Lock, Sealed, Wrapped};
use crate::error::{Error, Result};
use crate::files::{lock_file, read_plain, without_locks, write_atomically};

/// The file's name in the data folder.
pub const FILE: &str = "keys.json";

/// Locked by whoever changes the file, so that nobody writes over what another program wrote meanwhile.
const LOCK: &str = "keys.lock";

/// The newest format. An older Ithaca would take a slot with a public half for one a passphrase does not open.
const FORMAT: u32 = 2;

/// No key file is longer; what is, is none.
const LONGEST: u64 = 256 * 1024;

/// The kind of credential that opens a key slot. Part of what is authenticated: a slot cannot be passed off as
/// another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    Passphrase,
    Recovery,
    Keychain,
}

impl Opener {
    /// The kinds of credential a person has.
    pub(super) const OF_PERSON: [Self; 2] = [Self::Passphrase, Self::Recovery];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Passphrase => "ithaca passphrase slot",
            Self::Recovery => "ithaca recovery slot",
            Self::Keychain => "ithaca keychain slot",
        }
    }
}

/// A key slot: the key wrapped for one authentication method, or in clear for this device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Slot {
    /// The key itself, in a file only this account may read.
    Device { key: Zeroizing<String> },
    /// The key under one that the system's keychain holds by this name.
    Keychain { account: String, sealed: Sealed },
    /// Under the passphrase.
    Passphrase(Wrapped),
    /// Under the recovery code.
    Recovery(Wrapped),
}

impl Slot {
    /// A key slot for a person's credential.
    pub(super) fn wrapped(opener: Opener, wrapped: Wrapped) -> Self {
        match opener {
            Opener::Recovery => Self::Recovery(wrapped),
            Opener::Passphrase | Opener::Keychain => Self::Passphrase(wrapped),
        }
    }

    /// The kind of credential of a person's key slot, with the wrapped key.
    pub(super) fn of_person(&self) -> Option<(Opener, &Wrapped)> {
        match self {
            Self::Passphrase(wrapped) => Some((Opener::Passphrase, wrapped)),
            Self::Recovery(wrapped) => Some((Opener::Recovery, wrapped)),
            Self::Device { .. } | Self::Keychain { .. } => None,
        }
    }

    pub(super) fn opened_by(&self, opener: Opener) -> Option<&Wrapped> {
        match (self, opener) {
            (Self::Passphrase(wrapped), Opener::Passphrase)
            | (Self::Recovery(wrapped), Opener::Recovery) => Some(wrapped),
            _ => None,
        }
    }
}

/// A file with the number of its format, by which an older Ithaca knows that it cannot read it.
#[derive(Serialize, Deserialize)]
struct Numbered<F> {
    format: u32,
    #[serde(flatten)]
    file: F,
}

/// The content of a key file.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct KeyFile {
    #[serde(flatten)]
    pub(super) ring: Ring,
    /// While the database is put under another key: the slots of the one before. Whichever of the two the
    /// database is under when a kill or a power cut ends that, one of the rings opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) former: Option<Ring>,
    /// True from a change of the ways in until every other key file has them too.
    #[serde(default, skip_serializing_if = "is_false")]
    owed: bool,
    /// True where only those in the second folder do not.
    #[serde(default, skip_serializing_if = "is_false")]
    only_second: bool,
}

/// The pending revocation: which key files do not have today's authentication methods yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Owed {
    /// None: all have them.
    #[default]
    Nothing,
    /// Those in the second folder.
    Second,
    /// Some beside the desk, and perhaps in the second folder.
    Everywhere,
}

/// The key slots that hold one key.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Ring {
    /// The key's fingerprint.
    pub(super) key: KeyId,
    pub(super) slots: Vec<Slot>,
    /// Whether the key lay in a file in clear and no longer does: a copy of that file would still open what is
    /// under it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) exposed: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Ring {
    /// Whether a slot holds the key in clear.
    pub(super) fn is_clear(&self) -> bool {
        self.slots
            .iter()
            .any(|slot| matches!(slot, Slot::Device { .. }))
    }

    /// The public key of an authentication method, for another key to be wrapped for; `key` is the ring's. None
    /// where an older Ithaca made it, where nobody vouched for it, and where two claim to be it.
    pub(super) fn lock(&self, opener: Opener, key: &DatabaseKey) -> Option<Lock> {
        let mut locks = self
            .slots
            .iter()
            .filter_map(|slot| slot.opened_by(opener)?.lock(key, opener));
        let lock = locks.next()?;
        locks.next().is_none().then_some(lock)
    }
}

impl KeyFile {
    pub(super) fn of(key: &DatabaseKey, slots: Vec<Slot>) -> Self {
        Self {
            ring: Ring {
                key: key.id(),
                slots,
                exposed: false,
            },
            former: None,
            owed: false,
            only_second: false,
        }
    }

    /// Which other key files do not have this file's authentication methods.
    pub(super) fn owed(&self) -> Owed {
        match (self.owed, self.only_second) {
            (false, _) => Owed::Nothing,
            (true, true) => Owed::Second,
            (true, false) => Owed::Everywhere,
        }
    }

    /// Notes which other key files do not have this file's authentication methods.
    pub(super) fn owe(&mut self, owed: Owed) {
        self.owed = owed != Owed::Nothing;
        self.only_second = owed == Owed::Second;
    }

    /// The rings there are, the present key's first.
    pub(super) fn rings(&self) -> impl Iterator<Item = &Ring> {
        std::iter::once(&self.ring).chain(&self.former)
    }

    /// Every slot there is, those of the present key first.
    pub(super) fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.rings().flat_map(|ring| &ring.slots)
    }

    /// The folder's file; none if there is none. A slot that would make guessing cheap is refused.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        Self::read_at(&folder.join(FILE))
    }

    pub(super) fn read_at(path: &Path) -> Result<Option<Self>> {
        let text = match read_plain(path, LONGEST) {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == std::io::ErrorKind::InvalidInput => {
                return Err(Error::Keys("not a plain file".to_owned()));
            }
            Err(error) => return Err(error.into()),
        };
        Self::parse(&text).map(Some)
    }

    fn parse(text: &[u8]) -> Result<Self> {
        let file = Self::parse_any(text)?;
        if file.ring.slots.is_empty() {
            return Err(Error::Keys("no slot".to_owned()));
        }
        Ok(file)
    }

    /// Parses a key file, also one without slots, as a backup elsewhere has that only this computer opens.
    pub(super) fn parse_any(text: &[u8]) -> Result<Self> {
        let Numbered::<Self> { format, file } =
            serde_json::from_slice(text).map_err(|error| Error::Keys(error.to_string()))?;
        if !(1..=FORMAT).contains(&format) {
            return Err(Error::Keys(format!("format {format} is not known")));
        }
        for slot in file.slots() {
            if let Slot::Passphrase(wrapped) | Slot::Recovery(wrapped) = slot {
                wrapped.cost.accepted()?;
            }
        }
        Ok(file)
    }

    /// The key derivation parameters of this desk's slots, if any slot has some.
    pub(super) fn usual_cost(&self) -> Cost {
        self.slots()
            .find_map(|slot| match slot {
                Slot::Passphrase(wrapped) | Slot::Recovery(wrapped) => Some(wrapped.cost),
                _ => None,
            })
            .unwrap_or(Cost::FLOOR)
    }

    pub(super) fn text(&self) -> Result<Zeroizing<String>> {
        let has_public_half = |slot: &Slot| {
            let of_person = slot.of_person();
            of_person.is_some_and(|(_, wrapped)| wrapped.has_public_half())
        };
        let format = if self.slots().any(has_public_half) {
            FORMAT
        } else {
            1
        };
        serde_json::to_string_pretty(&Numbered { format, file: self })
            .map(Zeroizing::new)
            .map_err(|error| Error::Keys(error.to_string()))
    }

    /// Writes the folder's first file.
    ///
    /// # Errors
    /// [`Error::Busy`] where another program was faster: its key is the one to open by.
    pub(super) fn create(&self, folder: &Path) -> Result<()> {
        let _lock = alone(folder)?;
        let path = folder.join(FILE);
        if path.exists() {
            return Err(Error::Busy);
        }
        self.write_at(&path)
    }

    /// Changes the folder's file as it is now, which may be other than when it was last read: nobody else does
    /// meanwhile. It is written where `change` has an answer.
    pub(super) fn change<T>(
        folder: &Path,
        change: impl FnOnce(&mut Self) -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        let _lock = alone(folder)?;
        let mut file = Self::read(folder)?.ok_or_else(|| Error::Keys("no keys.json".to_owned()))?;
        let changed = change(&mut file)?;
        if changed.is_some() {
            file.write_at(&folder.join(FILE))?;
        }
        Ok(changed)
    }

    pub(super) fn write_at(&self, path: &Path) -> Result<()> {
        write_atomically(path, self.text()?.as_bytes())
    }

    /// The slots of this key.
    pub(super) fn ring_of(&self, key: &DatabaseKey) -> Result<&Ring> {
        self.rings()
            .find(|ring| ring.key == key.id())
            .ok_or_else(|| Error::Keys("the slots are of another key".to_owned()))
    }
}

/// The right to change the folder's file, until dropped. It is held for a moment only, never while a person or a
/// derivation is waited for.
fn alone(folder: &Path) -> Result<File> {
    let lock = lock_file(&folder.join(LOCK))?;
    lock.lock().or_else(without_locks)?;
    Ok(lock)
}
