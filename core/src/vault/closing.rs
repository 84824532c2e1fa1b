//! Closing the folder: every key file in reach, of the backups, the second folder and what was set aside, opens by
//! the ways in of today and by no others.
//!
//! Nothing here needs a proof: each way in has a public half to wrap for. So what a kill cut off goes on at the next
//! opening, and a second folder that was away is reached once it is back.

use std::fs;
use std::path::{Path, PathBuf};

use super::backups::{former_keys, second};
use super::model::Closing;
use super::place;
use crate::app::App;
use crate::db::backup::Shelf;
use crate::db::page;
use crate::error::{Error, Result};
use crate::keys::{self, DatabaseKey, Place, Seen, Slots, Today};

/// After the ways in changed: what does not succeed now is owed, said by [`state`], and tried again.
pub(crate) fn after_a_change(app: &App) {
    if let Err(error) = reach(app, Turn::Waits) {
        app.explain(&error);
        tracing::warn!("the ways in have not reached every key file");
    }
}

/// At an opening and with a backup: what is owed, and what somebody laid beside the desk since.
pub(crate) fn go_on(app: &App) {
    if let Err(error) = reach(app, Turn::Passes) {
        app.explain(&error);
        tracing::warn!("the ways in have not reached every key file");
    }
}

/// What is told of it.
pub(super) fn state(app: &App, slots: &Slots) -> Result<Closing> {
    let away = if slots.owed && !app.is_locked() {
        second::chosen(app)?.filter(|folder| !folder.is_dir())
    } else {
        None
    };
    Ok(Closing {
        unfinished: slots.owed && away.is_none(),
        away: away.map(|folder| folder.to_string_lossy().into_owned()),
        exposed: slots.exposed,
        copies: place::copies(app.folder()),
    })
}

/// What is done where another program is at the backups.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Waits,
    Passes,
}

fn reach(app: &App, turn: Turn) -> Result<()> {
    let folder = app.folder();
    let today = Today::of(folder, known(app)?)?;
    let owed = keys::slots(folder)?.owed;
    let own = Shelf::of(folder);
    let mut files = beside(folder)?;
    files.extend(of_backups(own.path())?);
    let (open, exposes) = look(folder, &today, &files)?;
    if exposes {
        // Before the trace of it goes.
        keys::owe(folder, true)?;
    }
    if open || owed {
        // With the claim goes what killed programs left of backups half made, which hold key files, too.
        let _claim = own.path().is_dir().then(|| claim(&own, turn)).transpose()?;
        for (path, place) in beside(folder)?.iter().chain(&of_backups(own.path())?) {
            today.look(path, *place, true)?;
            keys::scavenge(path, &today, true, |key| {
                opens_what_was_set_aside(folder, key)
            })?;
        }
    }
    if owed && reach_second(app, &today, turn)? {
        keys::leave_nothing_owed(folder)?;
    }
    Ok(())
}

fn known(app: &App) -> Result<Vec<DatabaseKey>> {
    let mut keys = vec![app.key()?];
    for (key, _) in app.read(former_keys)? {
        keys.push(DatabaseKey::from_hex(&key)?);
    }
    Ok(keys)
}

/// Whether any of the files opens by other ways, and whether the desk's own key lies in one.
fn look(folder: &Path, today: &Today, files: &[(PathBuf, Place)]) -> Result<(bool, bool)> {
    let (mut open, mut exposed) = (false, false);
    for (path, place) in files {
        if let Seen::Open { exposes } = today.look(path, *place, false)? {
            open = true;
            exposed |= exposes;
        }
        open |= keys::scavenge(path, today, false, |key| {
            opens_what_was_set_aside(folder, key)
        })?;
    }
    Ok((open, exposed))
}

/// False where a second folder was chosen and could not be reached.
fn reach_second(app: &App, today: &Today, turn: Turn) -> Result<bool> {
    let Some(shelf) = second::shelf(app)? else {
        return Ok(second::chosen(app)?.is_none());
    };
    if !shelf.path().is_dir() {
        return Ok(true);
    }
    let _claim = claim(&shelf, turn)?;
    for (path, _) in of_backups(shelf.path())? {
        today.look(&path, Place::Elsewhere, true)?;
    }
    Ok(true)
}

fn claim(shelf: &Shelf, turn: Turn) -> Result<crate::db::backup::Claim> {
    match turn {
        Turn::Waits => shelf.claim_in_turn(),
        Turn::Passes => shelf.claim(),
    }
}

/// The files beside the desk that can be key files: set aside, or copied by a person or a program.
fn beside(folder: &Path) -> Result<Vec<(PathBuf, Place)>> {
    Ok(files(folder)?
        .into_iter()
        .filter(|path| path.file_name() != Some(keys::FILE.as_ref()))
        .map(|path| (path, Place::DataFolder))
        .collect())
}

/// The same of every backup, whatever its folder is called.
fn of_backups(shelf: &Path) -> Result<Vec<(PathBuf, Place)>> {
    let mut found = Vec::new();
    for folder in entries(shelf)? {
        let is_folder = fs::symlink_metadata(&folder).is_ok_and(|meta| meta.is_dir());
        if is_folder {
            found.extend(files(&folder)?);
        } else {
            found.push(folder);
        }
    }
    let within = |path| (path, Place::DataFolder);
    Ok(found
        .into_iter()
        .filter(|path| is_file(path))
        .map(within)
        .collect())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let is_database = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().contains(".db")
    };
    let mut files = entries(folder)?;
    files.retain(|path| is_file(path) && !is_database(path));
    Ok(files)
}

/// A link is another folder's, and what it leads to is not ours to change.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::from(error)),
    }
}

/// Whether a database that was set aside begins with a page under this key.
fn opens_what_was_set_aside(folder: &Path, key: &DatabaseKey) -> bool {
    let hex = key.hex();
    super::backups::aside(folder)
        .unwrap_or_default()
        .iter()
        .any(|aside| page::begins_under(&folder.join(&aside.name), &hex))
}
