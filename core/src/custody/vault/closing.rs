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
use crate::db::backup::{Claim, Shelf};
use crate::db::{self, ENDS, page};
use crate::error::{Error, Result};
use crate::keys::{self, DatabaseKey, Mend, Owed, Place, Seen, Slots, Today};

/// Revokes former ways in after a change of them: what does not succeed now is owed, said by [`state`], and tried
/// again.
pub(crate) fn after_a_change(app: &App) {
    if let Err(error) = reach(app, Turn::Waits) {
        app.explain(&error);
        tracing::warn!("the ways in have not reached every key file");
    }
}

/// Continues a pending revocation at an opening and with a backup: what is owed, and what somebody laid beside the
/// desk since.
pub(crate) fn go_on(app: &App) {
    if let Err(error) = reach(app, Turn::Passes) {
        app.explain(&error);
        tracing::warn!("the ways in have not reached every key file");
    }
}

/// The state of the revocation of former ways in.
pub(super) fn state(app: &App, slots: &Slots) -> Result<Closing> {
    let away = if slots.owed != Owed::Nothing && !app.is_locked() {
        second::away(app)?
    } else {
        None
    };
    Ok(Closing {
        unfinished: match slots.owed {
            Owed::Nothing => false,
            Owed::Second => away.is_none(),
            Owed::Everywhere => true,
        },
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

/// Closes what is open, as far as that goes, and notes what is left. Fails with the first that could not be closed,
/// after all others were.
fn reach(app: &App, turn: Turn) -> Result<()> {
    let folder = app.folder();
    let owed = keys::slots(folder)?.owed;
    let today = today(app)?;
    let mut files = beside(folder);
    files.extend(of_backups(Shelf::of(folder).path()));
    let looked = pass(folder, &today, files, Place::DataFolder, Mend::No);
    if looked.exposes {
        // Before the trace of it goes.
        keys::expose(folder)?;
    }
    let open = looked.open || looked.failed.is_some();
    let here = if open || owed == Owed::Everywhere {
        close_here(app, turn)
    } else {
        Ok(true)
    };
    let second = if owed == Owed::Nothing {
        Ok(true)
    } else {
        close_second(app, turn)
    };
    let left = match (&here, &second) {
        (Ok(true), Ok(true)) => Owed::Nothing,
        (Ok(true), _) => Owed::Second,
        _ => Owed::Everywhere,
    };
    let noted = today.note(folder, left);
    here.and(second).and(noted)
}

fn today(app: &App) -> Result<Today> {
    let mut keys = vec![app.key()?];
    for (key, _) in app.read(former_keys)? {
        keys.push(DatabaseKey::from_hex(&key)?);
    }
    Today::of(app.folder(), keys)
}

/// Closes what lies beside the desk and in its backups. False where something is left open.
fn close_here(app: &App, turn: Turn) -> Result<bool> {
    let folder = app.folder();
    let own = Shelf::of(folder);
    let mut files = beside(folder);
    // With the claim goes what killed programs left of backups half made, which hold key files, too.
    let claim = own.path().is_dir().then(|| claim(&own, turn)).transpose();
    let _claim = match claim {
        Ok(claim) => {
            files.extend(of_backups(own.path()));
            claim
        }
        Err(error) => {
            files.push(Err(error));
            None
        }
    };
    // Whoever had the claim before may have changed the ways in.
    pass(folder, &today(app)?, files, Place::DataFolder, Mend::Yes).closed()
}

/// The same in the second folder. False also where one was chosen and is away.
fn close_second(app: &App, turn: Turn) -> Result<bool> {
    let Some(shelf) = second::shelf(app)? else {
        return Ok(second::away(app)?.is_none());
    };
    let _claim = claim(&shelf, turn)?;
    let files = of_backups(shelf.path());
    pass(
        app.folder(),
        &today(app)?,
        files,
        Place::Elsewhere,
        Mend::Yes,
    )
    .closed()
}

fn claim(shelf: &Shelf, turn: Turn) -> Result<Claim> {
    match turn {
        Turn::Waits => shelf.claim_in_turn(),
        Turn::Passes => shelf.claim(),
    }
}

/// What going through the key files of a place found.
#[derive(Default)]
struct Pass {
    open: bool,
    /// Whether the desk's own key lay in one in clear although it shall not.
    exposes: bool,
    unknown: bool,
    /// The first that could not be read or written.
    failed: Option<Error>,
}

impl Pass {
    /// Whether all of them are closed now.
    fn closed(self) -> Result<bool> {
        self.failed.map_or(Ok(!self.unknown), Err)
    }
}

/// Goes through key files. One that is stubborn keeps none of the others open.
fn pass(
    folder: &Path,
    today: &Today,
    files: Vec<Result<PathBuf>>,
    place: Place,
    mend: Mend,
) -> Pass {
    let mut pass = Pass::default();
    let opens = |key: &DatabaseKey| opens_what_was_set_aside(folder, key);
    for file in files {
        match file.and_then(|path| today.look(&path, place, mend, opens)) {
            Ok(Seen::None | Seen::Right) => {}
            Ok(Seen::Unknown) => pass.unknown = true,
            Ok(Seen::Open { exposes }) => {
                pass.open = true;
                pass.exposes |= exposes;
            }
            Err(error) => drop(pass.failed.get_or_insert(error)),
        }
    }
    pass
}

/// The files in the desk's folder that can be key files: set aside, or copied by a person or a program. Its own is not
/// one of them, nor what another program is about to put in its place.
fn beside(folder: &Path) -> Vec<Result<PathBuf>> {
    let shelf = Shelf::of(folder);
    let desk: Vec<PathBuf> = ENDS
        .iter()
        .map(|end| folder.join(format!("{}{end}", db::FILE)))
        .collect();
    let is_own = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.parent() == Some(folder) && (name == keys::FILE || keys::is_part(&name))
    };
    // What SQLite has open is never opened here: closing it would take this process's locks on it away.
    let is_desk = |path: &Path| desk.iter().any(|one| one == path || is_one_file(one, path));
    let mut files = files(folder);
    files.retain(|file| {
        file.as_deref().map_or(true, |path| {
            !path.starts_with(shelf.path()) && !is_own(path) && !is_desk(path)
        })
    });
    files
}

/// The same of every backup, whatever its folder is called.
fn of_backups(shelf: &Path) -> Vec<Result<PathBuf>> {
    files(shelf)
}

/// How deep a folder is looked through, and the most files that are looked at, the nearest first.
const DEPTH: usize = 8;
const MOST: usize = 20_000;

/// The plain files in a folder and in those below it, whatever their names. A link is another folder's, and what it
/// leads to is not ours to change.
fn files(folder: &Path) -> Vec<Result<PathBuf>> {
    let mut found = Vec::new();
    let mut level = entries(folder);
    for _ in 0..DEPTH {
        let mut below = Vec::new();
        for entry in level {
            let Ok(path) = &entry else {
                found.push(entry);
                continue;
            };
            match fs::symlink_metadata(path) {
                Ok(meta) if meta.is_dir() => below.extend(
                    entries(path)
                        .into_iter()
                        // What this account may not read, such as what a disk keeps of its own.
                        .filter(|entry| !matches!(entry, Err(Error::ReadOnly))),
                ),
                Ok(meta) if meta.is_file() && found.len() < MOST => found.push(entry),
                _ => {}
            }
        }
        level = below;
    }
    found
}

fn entries(folder: &Path) -> Vec<Result<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => vec![Err(error.into())],
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
