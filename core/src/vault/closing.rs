//! Closing the folder: every key file in reach, of the backups, the second folder and what was set aside, opens by
//! the ways in of today and by no others.
//!
//! Nothing here needs a proof: each way in has a public half to wrap for. So what a kill cut off goes on at the next
//! opening, and a second folder that was away is reached once it is back.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::backups::restore::is_one_file;
use super::backups::{former_keys, second};
use super::model::Closing;
use super::place;
use crate::app::App;
use crate::db::backup::Shelf;
use crate::db::{self, ENDS, page};
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
        second::away(app)?
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
        return Ok(second::away(app)?.is_none());
    };
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

/// The files in the desk's folder that can be key files: set aside, or copied by a person or a program.
fn beside(folder: &Path) -> Result<Vec<(PathBuf, Place)>> {
    let (own, shelf) = (folder.join(keys::FILE), Shelf::of(folder));
    let desk: Vec<PathBuf> = ENDS
        .iter()
        .map(|end| folder.join(format!("{}{end}", db::FILE)))
        .collect();
    // What SQLite has open is never opened here: closing it would take this process's locks on it away.
    let is_desk = |path: &Path| desk.iter().any(|one| one == path || is_one_file(one, path));
    Ok(files(folder)?
        .into_iter()
        .filter(|path| *path != own && !path.starts_with(shelf.path()) && !is_desk(path))
        .map(|path| (path, Place::DataFolder))
        .collect())
}

/// The same of every backup, whatever its folder is called.
fn of_backups(shelf: &Path) -> Result<Vec<(PathBuf, Place)>> {
    let within = |path| (path, Place::DataFolder);
    Ok(files(shelf)?.into_iter().map(within).collect())
}

/// How deep a folder is looked through, and the most files that are looked at, the nearest first.
const DEPTH: usize = 8;
const MOST: usize = 20_000;

/// The plain files in a folder and in those below it, whatever their names. A link is another folder's, and what it
/// leads to is not ours to change.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut level = entries(folder)?;
    for _ in 0..DEPTH {
        let mut below = Vec::new();
        for path in level {
            match fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_dir() => match entries(&path) {
                    // What this account may not read, such as what a disk keeps of its own.
                    Err(Error::ReadOnly) => {}
                    entries => below.extend(entries?),
                },
                Ok(meta) if meta.is_file() && found.len() < MOST => found.push(path),
                _ => {}
            }
        }
        level = below;
    }
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
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
