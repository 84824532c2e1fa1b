//! A desk that does not open: what is wrong with it, and the way back, without opening it.
//!
//! Nothing here deletes or changes the old file. It is moved aside, byte for byte as it was, and only when
//! the person asks for it.

use std::path::Path;

use zeroize::Zeroizing;

use super::backups::restore::{prepare, set_aside, swap};
use super::backups::{BackupId, BackupRestored};
use crate::clock::Millis;
use crate::db::backup::Shelf;
use crate::db::page::{self, PageKey};
use crate::db::{self, copy, pairing, presence};
use crate::error::{Error, OrNotFound, Result};
use crate::keys::{self, DatabaseKey, Keychain};
use crate::locale::{Locale, Message};

/// What is wrong with a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// The database is not there, although it was.
    Gone,
    /// The file is cut off.
    CutOff,
    /// The file is not this desk's: another program's, or under another key.
    Foreign,
    /// Pages of the file are not as they were written.
    Pages(u64),
    /// Every page is as it was written, and they do not fit together.
    Structure,
    /// The log beside the file is another's.
    Mispaired,
    /// A newer Ithaca wrote it.
    Newer,
    /// `keys.json` is missing or unreadable.
    Keys,
}

/// A backup that was checked from the first page to the last just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayBack {
    /// Its name.
    pub id: BackupId,
    /// When it was made; what was written later is not in it.
    pub made_at: Millis,
}

impl Damage {
    /// What is wrong with the desk in this folder, which failed to open with `error`; none where the error
    /// says nothing of the file.
    pub fn of(folder: &Path, error: &Error) -> Option<Self> {
        match error {
            Error::DatabaseTooNew { .. } => Some(Self::Newer),
            Error::Keys(_) => Some(Self::Keys),
            Error::Damaged(text) if text == pairing::MISPAIRED => Some(Self::Mispaired),
            Error::Damaged(_) => Some(look(folder)),
            _ => None,
        }
    }

    /// The same as a sentence or two.
    pub fn sentence(self, locale: &Locale) -> String {
        let message = Message::new(match self {
            Self::Gone => "damage_gone",
            Self::CutOff => "damage_cut_off",
            Self::Foreign => "damage_foreign",
            Self::Pages(_) => "damage_pages",
            Self::Structure => "damage_structure",
            Self::Mispaired => "damage_mispaired",
            Self::Newer => "error_database_too_new",
            Self::Keys => "error_keys",
        });
        match self {
            Self::Pages(count) => locale.say(&message.with("count", count)),
            _ => locale.say(&message),
        }
    }
}

fn look(folder: &Path) -> Damage {
    let path = folder.join(db::FILE);
    let Ok(bytes) = std::fs::read(&path) else {
        return Damage::Gone;
    };
    if bytes.is_empty() {
        return Damage::Gone;
    }
    if bytes.starts_with(b"SQLite format 3\0") {
        return Damage::Foreign;
    }
    let Some(key) = own_key(folder) else {
        // Only a person could tell more.
        return match bytes.len().is_multiple_of(page::SIZE) {
            true => Damage::Structure,
            false => Damage::CutOff,
        };
    };
    let Some(own) = bytes.first_chunk().and_then(|salt| PageKey::of(&key, salt)) else {
        return Damage::CutOff;
    };
    let pages: Vec<&[u8]> = bytes.chunks(page::SIZE).collect();
    let wrong = (1u32..)
        .zip(&pages)
        .filter(|(number, page)| !own.fits(*number, page))
        .count();
    if wrong == pages.len() && !has_a_flipped_salt(&pages, &key) {
        return Damage::Foreign;
    }
    if !bytes.len().is_multiple_of(page::SIZE) {
        return Damage::CutOff;
    }
    if wrong > 0 {
        return Damage::Pages(wrong as u64);
    }
    match copy::open_without_log(&path, &key) {
        // Every page there is right, and the first one counts more of them.
        Err(_) => Damage::CutOff,
        Ok(_) if path.with_extension("db-wal").exists() => Damage::Mispaired,
        Ok(_) => Damage::Structure,
    }
}

/// Whether the file is the desk's but for one bit of the salt on its first page, which makes every page look
/// foreign: put right, the second page fits.
fn has_a_flipped_salt(pages: &[&[u8]], key: &str) -> bool {
    let (Some(first), Some(second)) = (pages.first(), pages.get(1)) else {
        return false;
    };
    let Some(salt) = first.first_chunk::<{ page::SALT }>() else {
        return false;
    };
    (0..page::SALT * 8).any(|bit| {
        let mut other = *salt;
        if let Some(byte) = other.get_mut(bit / 8) {
            *byte ^= 1 << (bit % 8);
        }
        PageKey::of(key, &other).is_some_and(|own| own.fits(2, second))
    })
}

/// The newest backup beside the desk that is whole, checked to the last page now.
pub fn way_back(folder: &Path) -> Result<Option<WayBack>> {
    let shelf = Shelf::of(folder);
    let own = own_key(folder);
    for id in shelf.ids()? {
        let Some(key) = super::backups::key_among(own.clone(), &shelf, &id) else {
            continue;
        };
        let whole = copy::open(&shelf.desk(&id), &key)
            .and_then(|conn| {
                let schema: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
                Ok(schema <= db::SCHEMA_VERSION && copy::problems(&conn)?.is_empty())
            })
            .unwrap_or(false);
        if whole {
            return Ok(Some(WayBack {
                made_at: id.made_at(),
                id,
            }));
        }
    }
    Ok(None)
}

/// The key this device has for the desk, of two the one whose pages the file holds.
fn own_key(folder: &Path) -> Option<Zeroizing<String>> {
    let keys = keys::open(folder, Keychain::Asked).ok()??;
    let bytes = std::fs::read(folder.join(db::FILE)).unwrap_or_default();
    let fits = |key: &&DatabaseKey| {
        let own = bytes
            .first_chunk()
            .and_then(|salt| PageKey::of(&key.hex(), salt));
        own.is_some_and(|own| {
            let mut pages = (1u32..).zip(bytes.chunks(page::SIZE)).take(8);
            pages.any(|(number, page)| own.fits(number, page))
        })
    };
    let key = keys.iter().find(fits).or(keys.first())?;
    Some(key.hex())
}

/// Puts a backup in the place of a desk that does not open; the old files are kept aside.
///
/// # Errors
/// [`Error::Busy`] where another program has the desk open.
pub fn restore(folder: &Path, id: &BackupId, now: Millis) -> Result<BackupRestored> {
    let _alone = presence::alone(folder)?;
    let shelf = Shelf::of(folder);
    let claim = shelf.claim()?;
    if !shelf.folder(id).is_dir() {
        return None.or_not_found("backup");
    }
    let own = own_key(folder);
    let key = super::backups::key_among(own.clone(), &shelf, id)
        .ok_or_else(super::backups::restore::other_key)?;
    let target = own.as_ref().unwrap_or(&key);
    let part = prepare(folder, &shelf, id, &key, target, 0)?;
    drop(claim);
    if own.is_none() {
        put_keys_back(folder, &shelf, id, now)?;
    }
    Ok(BackupRestored {
        id: id.clone(),
        kept_as: swap(folder, &part, now)?,
        before: None,
    })
}

/// Puts the key file a backup carries in the place of one that is missing or unreadable, which is kept aside.
fn put_keys_back(folder: &Path, shelf: &Shelf, id: &BackupId, now: Millis) -> Result<()> {
    let bytes = Zeroizing::new(std::fs::read(shelf.folder(id).join(keys::FILE))?);
    set_keys_aside(folder, now)?;
    crate::files::write_atomically(&folder.join(keys::FILE), &bytes)
}

fn set_keys_aside(folder: &Path, now: Millis) -> Result<()> {
    let path = folder.join(keys::FILE);
    if path.exists() {
        let name = format!("set-aside-{}-{}", BackupId::at(now), keys::FILE);
        std::fs::rename(path, folder.join(name))?;
    }
    Ok(())
}

/// Moves a desk that does not open aside and makes a new, empty one. Only on the person's word. Returns the
/// name the old database has now.
pub fn start_new(folder: &Path, now: Millis) -> Result<String> {
    let _alone = presence::alone(folder)?;
    let kept = set_aside(folder, now)?;
    let key = match own_key(folder) {
        Some(key) => key,
        None => {
            set_keys_aside(folder, now)?;
            keys::create(folder)?.hex()
        }
    };
    db::create(folder, &key, now)?;
    Ok(kept)
}
