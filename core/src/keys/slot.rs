//! The file `keys.json`: which slots there are. Format 1.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::derive::Cost;
use super::key::{DatabaseKey, KeyId};
use super::wrap::{Sealed, Wrapped};
use crate::error::{Error, Result};
use crate::files::write_atomically;

/// The file's name in the data folder.
pub const FILE: &str = "keys.json";

const FORMAT: u32 = 1;

/// Who opens a slot. Part of what is authenticated: a slot cannot be passed off as another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    Passphrase,
    Recovery,
    Keychain,
}

impl Opener {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Passphrase => "ithaca passphrase slot",
            Self::Recovery => "ithaca recovery slot",
            Self::Keychain => "ithaca keychain slot",
        }
    }
}

/// One way in.
#[derive(Serialize, Deserialize)]
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
    pub(super) fn opened_by(&self, opener: Opener) -> Option<&Wrapped> {
        match (self, opener) {
            (Self::Passphrase(wrapped), Opener::Passphrase)
            | (Self::Recovery(wrapped), Opener::Recovery) => Some(wrapped),
            _ => None,
        }
    }
}

/// The whole file.
#[derive(Serialize, Deserialize)]
pub(super) struct KeyFile {
    format: u32,
    #[serde(flatten)]
    pub(super) ring: Ring,
    /// While the database is put under another key: the slots of the one before. Whichever of the two the
    /// database is under when a kill or a power cut ends that, one of the rings opens it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) former: Option<Ring>,
}

/// The slots that hold one key.
#[derive(Serialize, Deserialize)]
pub(super) struct Ring {
    /// Which key.
    pub(super) key: KeyId,
    pub(super) slots: Vec<Slot>,
}

impl KeyFile {
    pub(super) fn of(key: &DatabaseKey, slots: Vec<Slot>) -> Self {
        Self {
            format: FORMAT,
            ring: Ring {
                key: key.id(),
                slots,
            },
            former: None,
        }
    }

    /// Every slot there is, those of the present key first.
    pub(super) fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.ring
            .slots
            .iter()
            .chain(self.former.iter().flat_map(|former| &former.slots))
    }

    /// The folder's file; none if there is none. A slot that would make guessing cheap is refused.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let text = match fs::read_to_string(folder.join(FILE)) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                return Err(Error::Keys("not a text".to_owned()));
            }
            Err(error) => return Err(error.into()),
        };
        let file: Self =
            serde_json::from_str(&text).map_err(|error| Error::Keys(error.to_string()))?;
        if file.format != FORMAT {
            return Err(Error::Keys(format!("format {} is not known", file.format)));
        }
        if file.ring.slots.is_empty() {
            return Err(Error::Keys("no slot".to_owned()));
        }
        for slot in file.slots() {
            if let Slot::Passphrase(wrapped) | Slot::Recovery(wrapped) = slot {
                wrapped.cost.accepted()?;
            }
        }
        Ok(Some(file))
    }

    /// What guessing costs at this desk, if it can be told.
    pub(super) fn usual_cost(&self) -> Cost {
        self.slots()
            .find_map(|slot| match slot {
                Slot::Passphrase(wrapped) | Slot::Recovery(wrapped) => Some(wrapped.cost),
                _ => None,
            })
            .unwrap_or(Cost::FLOOR)
    }

    pub(super) fn text(&self) -> Result<Zeroizing<String>> {
        serde_json::to_string_pretty(self)
            .map(Zeroizing::new)
            .map_err(|error| Error::Keys(error.to_string()))
    }

    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        write_atomically(&folder.join(FILE), self.text()?.as_bytes())
    }

    /// Changes the slots of `key` and writes them, whole or not at all.
    pub(super) fn change(
        folder: &Path,
        key: &DatabaseKey,
        change: impl FnOnce(&mut Vec<Slot>),
    ) -> Result<()> {
        let mut file = Self::read(folder)?.unwrap_or_else(|| Self::of(key, Vec::new()));
        change(&mut file.ring.slots);
        file.write(folder)
    }
}
