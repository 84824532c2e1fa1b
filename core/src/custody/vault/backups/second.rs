//! The second folder: a finished backup is brought there as it is, without the key that lies open in the
//! data folder.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::make;
use super::model::{BackupId, SecondFolder};
use crate::app::App;
use crate::db::backup::{DESK, Shelf};
use crate::db::make_file;
use crate::error::{Error, Result};
use crate::files::{open_plain, write_atomically};
use crate::keys::{self, Place};

/// What the backups' folder is called inside the folder the person chose.
const INSIDE: &str = "ithaca-backups";

const CHUNK: usize = 256 * 1024;

/// The folder the person chose, if any.
fn chosen(app: &App) -> Result<Option<PathBuf>> {
    let path: Option<String> = app.read(|conn| {
        Ok(
            conn.query_row("SELECT backup_folder FROM settings", [], |row| {
                row.get("backup_folder")
            })?,
        )
    })?;
    Ok(path.map(PathBuf::from))
}

/// Makes the backups' folder in the folder the person chose, while that is before their eyes.
pub(super) fn begin(folder: &Path) -> Result<()> {
    Shelf::at(folder.join(INSIDE)).claim().map(drop)
}

/// The backups in the second folder; none where no folder was chosen or it is away.
pub(in crate::custody::vault) fn shelf(app: &App) -> Result<Option<Shelf>> {
    Ok(chosen(app)?.and_then(|folder| there(&folder)))
}

/// The second folder, where one was chosen and is away.
pub(in crate::custody::vault) fn away(app: &App) -> Result<Option<PathBuf>> {
    Ok(chosen(app)?.filter(|folder| there(folder).is_none()))
}

/// The backups in a folder that was chosen. One without any is away, whatever stands in its place: where a stick is
/// not in, its mount point is an empty folder.
fn there(folder: &Path) -> Option<Shelf> {
    let shelf = Shelf::at(folder.join(INSIDE));
    shelf.path().is_dir().then_some(shelf)
}

/// Describes the second backup folder.
pub(super) fn show(app: &App) -> Result<Option<SecondFolder>> {
    let Some(folder) = chosen(app)? else {
        return Ok(None);
    };
    let shelf = there(&folder);
    let newest = match &shelf {
        Some(shelf) => make::newest_first(app, shelf)?.into_iter().next(),
        None => None,
    };
    Ok(Some(SecondFolder {
        there: shelf.is_some(),
        path: folder.to_string_lossy().into_owned(),
        newest: newest.map(|id| id.made_at()),
        needs_this_computer: !keys::opens_elsewhere(app.folder())?,
    }))
}

/// Copies a backup to the second folder, verifies that what arrived is what left, and thins it there.
pub(super) fn bring(app: &App, id: &BackupId) -> Result<()> {
    let Some(shelf) = shelf(app)? else {
        return match away(app)? {
            None => Ok(()),
            Some(_) => Err(Error::NotFound { what: "folder" }),
        };
    };
    let claim = shelf.claim()?;
    if shelf.folder(id).exists() {
        return Ok(());
    }
    let from = Shelf::of(app.folder()).desk(id);
    claim.put(id.made_at(), |part| {
        let to = part.join(DESK);
        let left = copy_bytes(&from, &to)?;
        if hash(&to)? != left {
            return Err(Error::Damaged("a copy differs from its source".to_owned()));
        }
        // Of the backup itself, which may be under a key of before.
        let own = Shelf::of(app.folder()).folder(id);
        let keys = keys::carried_by_backup(&own, Place::Elsewhere)?;
        write_atomically(&part.join(keys::FILE), &keys)
    })?;
    make::thin_out(&claim, app, id)
}

/// Copies a finished backup's file, which nobody writes any more; returns the hash of what was read.
fn copy_bytes(from: &Path, to: &Path) -> Result<[u8; 32]> {
    make_file(to)?;
    let mut source = open_plain(from)?;
    let mut target = std::fs::OpenOptions::new().write(true).open(to)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0u8; CHUNK];
    loop {
        let read = source.read(&mut chunk)?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        hash.update(bytes);
        target.write_all(bytes)?;
    }
    target.sync_all()?;
    Ok(hash.finalize().into())
}

fn hash(path: &Path) -> Result<[u8; 32]> {
    let mut file = open_plain(path)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0u8; CHUNK];
    loop {
        let read = file.read(&mut chunk)?;
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok(hash.finalize().into());
        };
        hash.update(bytes);
    }
}
