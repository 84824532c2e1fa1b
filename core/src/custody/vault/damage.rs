//! A desk that does not open: what is wrong with it, and the way back, without opening it.
//!
//! Nothing here deletes or changes the old file. It is moved aside, byte for byte as it was, and only when
//! the person asks for it.

use std::path::Path;

use serde::Serialize;
use ts_rs::TS;
use zeroize::Zeroizing;

use super::backups::restore::{Desk, other_key, prepare, set_aside, swap};
use super::backups::{self, BackupId, BackupRestored, Holds};
use crate::clock::Millis;
use crate::db::backup::Shelf;
use crate::db::page::{self, PageKey};
use crate::db::{self, copy, pairing, presence};
use crate::error::{Error, OrNotFound, Result};
use crate::files::read_plain;
use crate::keys::{self, DatabaseKey, Keychain, Proof};
use crate::locale::{Locale, Message};

/// The damage that keeps a desk from opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The database is not there, although it was.
    Gone,
    /// In the place of this file, the database or one beside it, stands a folder, a pipe or a device.
    NoFile(String),
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

/// A desk that does not open, with the credential a person gave.
#[derive(Debug, Clone, Copy)]
pub struct ClosedDesk<'a> {
    folder: &'a Path,
    proof: Option<Proof<'a>>,
}

/// A backup to put in the place of a desk that does not open, checked from the first page to the last just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WayBack {
    /// The backup's name.
    pub id: BackupId,
    /// When the backup was made; what was written later is not in the backup.
    pub made_at: Millis,
    /// How much is in the backup.
    pub holds: Holds,
}

impl Damage {
    /// The damage as a sentence or two.
    pub fn sentence(&self, locale: &Locale) -> String {
        let message = Message::new(match self {
            Self::Gone => "damage_gone",
            Self::NoFile(_) => "damage_no_file",
            Self::CutOff => "damage_cut_off",
            Self::Foreign => "damage_foreign",
            Self::Pages(_) => "damage_pages",
            Self::Structure => "damage_structure",
            Self::Mispaired => "damage_mispaired",
            Self::Newer => "error_database_too_new",
            Self::Keys => "error_keys",
        });
        match self {
            Self::NoFile(name) => locale.say(&message.with("name", name)),
            Self::Pages(count) => locale.say(&message.with("count", *count)),
            _ => locale.say(&message),
        }
    }
}

impl<'a> ClosedDesk<'a> {
    /// A desk that does not open, in this folder. Without a proof only what this device can open of it, and of its
    /// backups, is looked at.
    pub fn at(folder: &'a Path, proof: Option<Proof<'a>>) -> Self {
        Self { folder, proof }
    }

    /// Classifies the damage by the `error` of opening the desk; none where the error says nothing of the
    /// file.
    pub fn damage(&self, error: &Error) -> Option<Damage> {
        match error {
            Error::DatabaseTooNew { .. } => Some(Damage::Newer),
            Error::Keys(_) => Some(Damage::Keys),
            Error::Damaged(text) if text == pairing::MISPAIRED => Some(Damage::Mispaired),
            Error::Damaged(_) => Some(self.look()),
            _ => None,
        }
    }

    /// Whether a passphrase or a recovery code would open more than this device does: the desk, or one of
    /// its backups.
    pub fn asks_for_proof(&self) -> bool {
        let asks = |folder: &Path| {
            let has_key = keys::open(folder, Keychain::Asked)
                .is_ok_and(|keys| keys.is_some_and(|keys| !keys.is_empty()));
            !has_key && keys::slots(folder).is_ok_and(|slots| slots.has_proof())
        };
        let shelf = Shelf::of(self.folder);
        let ids = shelf.ids().unwrap_or_default();
        asks(self.folder)
            || (self.own_key().is_none() && ids.iter().any(|id| asks(&shelf.folder(id))))
    }

    fn look(&self) -> Damage {
        let path = self.folder.join(db::FILE);
        if let Some(name) = db::no_file(&path) {
            return Damage::NoFile(name);
        }
        let Ok(bytes) = read_plain(&path, u64::MAX) else {
            return Damage::Gone;
        };
        if bytes.is_empty() {
            return Damage::Gone;
        }
        if bytes.starts_with(b"SQLite format 3\0") {
            return Damage::Foreign;
        }
        let Some(key) = self.own_key() else {
            // Only a person could tell more.
            return match bytes.len().is_multiple_of(page::SIZE) {
                true => Damage::Structure,
                false => Damage::CutOff,
            };
        };
        let Some(own) = bytes.first_chunk().and_then(|salt| PageKey::of(&key, salt)) else {
            return Damage::CutOff;
        };
        if bytes.len() < page::SIZE {
            // Too little of a page to tell whose it was; a desk is whole pages.
            return Damage::CutOff;
        }
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

    /// The backup beside the desk that holds the newest content and is whole, checked to the last page now.
    pub fn way_back(&self) -> Result<Option<WayBack>> {
        let shelf = Shelf::of(self.folder);
        let own = self.own_key();
        let newest_first = backups::by_content(shelf.ids()?, |id| {
            let key = backups::key_among(own.clone(), &shelf, id, self.proof)?;
            let copy = copy::open(&shelf.desk(id), &key).ok()?;
            db::revision::read(&copy).ok()
        });
        for id in newest_first {
            let Some(key) = backups::key_among(own.clone(), &shelf, &id, self.proof) else {
                continue;
            };
            let holds = copy::open(&shelf.desk(&id), &key).and_then(|conn| {
                let (schema, _, holds) = backups::look(&conn)?;
                let whole = schema <= db::SCHEMA_VERSION && copy::problems(&conn)?.is_empty();
                Ok(whole.then_some(holds))
            });
            if let Ok(Some(holds)) = holds {
                return Ok(Some(WayBack {
                    made_at: id.made_at(),
                    id,
                    holds,
                }));
            }
        }
        Ok(None)
    }

    /// The key this device, or what the person proved, has for the desk, of several the one whose pages the file holds.
    fn own_key(&self) -> Option<Zeroizing<String>> {
        let of_device = keys::open(self.folder, Keychain::Asked).ok()??;
        let proven = self
            .proof
            .and_then(|proof| keys::unlock(self.folder, proof).ok());
        let keys: Vec<DatabaseKey> = of_device
            .into_iter()
            .chain(proven.into_iter().flatten())
            .collect();
        let bytes = read_plain(&self.folder.join(db::FILE), u64::MAX).unwrap_or_default();
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
    pub fn restore(&self, id: &BackupId, now: Millis) -> Result<BackupRestored> {
        let _alone = presence::alone(self.folder)?;
        let shelf = Shelf::of(self.folder);
        let claim = shelf.claim()?;
        if !shelf.folder(id).is_dir() {
            return None.or_not_found("backup");
        }
        let own = self.own_key();
        let key = backups::key_among(own.clone(), &shelf, id, self.proof)
            .ok_or_else(|| self.proof.map_or_else(other_key, |_| Error::WrongProof))?;
        let desk = Desk {
            key: own.clone().unwrap_or_else(|| key.clone()),
            former: Vec::new(),
            writes: 0,
        };
        let part = prepare(self.folder, &shelf, id, &key, &desk, now)?;
        if own.is_none() {
            put_keys_back(self.folder, &shelf, id, now)?;
        } else {
            // The second folder the backup names may be one of before.
            keys::owe(self.folder)?;
        }
        drop(claim);
        Ok(BackupRestored {
            id: id.clone(),
            kept_as: swap(self.folder, &part, now)?,
            before: None,
        })
    }

    /// Moves a desk that does not open aside and makes a new, empty one. Only on the person's word. Returns the
    /// name the old database has now.
    pub fn start_new(&self, now: Millis) -> Result<String> {
        let _alone = presence::alone(self.folder)?;
        let kept = set_aside(self.folder, now)?;
        let key = match self.own_key() {
            Some(key) => key,
            None => {
                set_keys_aside(self.folder, now)?;
                keys::create(self.folder)?.hex()
            }
        };
        db::create(self.folder, &key, now)?;
        Ok(kept)
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

/// Puts the key file a backup carries in the place of one that is missing or unreadable, which is kept aside.
fn put_keys_back(folder: &Path, shelf: &Shelf, id: &BackupId, now: Millis) -> Result<()> {
    // What the lost one owed nobody knows any more.
    let text = keys::owing(&shelf.folder(id))?;
    set_keys_aside(folder, now)?;
    crate::files::write_atomically(&folder.join(keys::FILE), text.as_bytes())
}

fn set_keys_aside(folder: &Path, now: Millis) -> Result<()> {
    let path = folder.join(keys::FILE);
    if path.exists() {
        let name = format!("set-aside-{}-{}", BackupId::at(now), keys::FILE);
        std::fs::rename(path, folder.join(name))?;
    }
    Ok(())
}
