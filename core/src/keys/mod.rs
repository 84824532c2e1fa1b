//! The key that opens the database, and the slots that hold it.
//!
//! The file `keys.json` beside the database lists the slots. There is one kind so far: `device`, the
//! key itself in a file only this account may read (0600). It protects a copied database, not a copied
//! folder; Settings says so. The format has a version so that wrapped slots can join it.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::files::write_atomically;

/// The file's name in the data folder.
pub const FILE: &str = "keys.json";

const FORMAT: u32 = 1;

/// The 32 random bytes that open the database. Wiped when dropped.
pub struct DatabaseKey(Zeroizing<[u8; 32]>);

#[derive(Serialize, Deserialize)]
struct KeyFile {
    format: u32,
    slots: Vec<Slot>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Slot {
    Device { key: String },
}

impl DatabaseKey {
    /// A new key from the system's generator.
    pub fn generate() -> Result<Self> {
        let mut bytes = Zeroizing::new([0u8; 32]);
        getrandom::fill(bytes.as_mut()).map_err(|error| Error::Keys(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// The key in hexadecimal, as SQLCipher takes a raw key.
    pub fn hex(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0.iter() {
            for nibble in [byte >> 4, byte & 0x0f] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
        text
    }

    fn from_hex(text: &str) -> Result<Self> {
        let wrong = || Error::Keys("the key is not 64 hexadecimal digits".to_owned());
        let mut bytes = Zeroizing::new([0u8; 32]);
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        for (index, slot) in bytes.iter_mut().enumerate() {
            let pair = text.get(index * 2..index * 2 + 2).ok_or_else(wrong)?;
            *slot = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

/// The key from the device slot of the folder's `keys.json`. None if there is no such file.
pub fn open(folder: &Path) -> Result<Option<DatabaseKey>> {
    let path = folder.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let file: KeyFile =
        serde_json::from_str(&text).map_err(|error| Error::Keys(error.to_string()))?;
    if file.format != FORMAT {
        return Err(Error::Keys(format!("format {} is not known", file.format)));
    }
    match file.slots.first() {
        Some(Slot::Device { key }) => Ok(Some(DatabaseKey::from_hex(key)?)),
        None => Err(Error::Keys("no slot".to_owned())),
    }
}

/// Makes a key and keeps it in a new `keys.json` with a device slot.
pub fn create(folder: &Path) -> Result<DatabaseKey> {
    let key = DatabaseKey::generate()?;
    let file = KeyFile {
        format: FORMAT,
        slots: vec![Slot::Device {
            key: key.hex().to_string(),
        }],
    };
    let text = Zeroizing::new(
        serde_json::to_string_pretty(&file).map_err(|error| Error::Keys(error.to_string()))?,
    );
    write_atomically(&folder.join(FILE), text.as_bytes())?;
    Ok(key)
}

/// Where a backup will lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Inside the data folder, beside the slots in use.
    DataFolder,
    /// Anywhere else: a stick, a synced folder, somebody's server.
    Elsewhere,
}

/// The bytes of the `keys.json` a backup carries, so that losing the folder's own loses nothing. Elsewhere
/// the device slot stays behind: it is the key itself, and opens what lies beside it for anybody.
///
/// # Errors
/// [`Error::Keys`] where the folder's file is not one.
pub fn carried_by_backup(folder: &Path, place: Place) -> Result<Zeroizing<Vec<u8>>> {
    let bytes = Zeroizing::new(fs::read(folder.join(FILE))?);
    match place {
        Place::DataFolder => Ok(bytes),
        Place::Elsewhere => {
            let mut file: KeyFile =
                serde_json::from_slice(&bytes).map_err(|error| Error::Keys(error.to_string()))?;
            file.slots
                .retain(|slot| !matches!(slot, Slot::Device { .. }));
            let text =
                serde_json::to_vec_pretty(&file).map_err(|error| Error::Keys(error.to_string()))?;
            Ok(Zeroizing::new(text))
        }
    }
}

/// Whether what a backup elsewhere carries can be opened without this folder's own key file.
pub fn opens_elsewhere(folder: &Path) -> Result<bool> {
    let bytes = carried_by_backup(folder, Place::Elsewhere)?;
    let file: KeyFile =
        serde_json::from_slice(&bytes).map_err(|error| Error::Keys(error.to_string()))?;
    Ok(!file.slots.is_empty())
}
