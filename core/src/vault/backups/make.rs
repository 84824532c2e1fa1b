//! Making a backup, and when one is due.

use rusqlite::Connection;

use super::model::BackupId;
use super::{second, thin};
use crate::app::App;
use crate::clock::Millis;
use crate::db::backup::{Claim, Shelf};
use crate::db::{copy, revision};
use crate::error::Result;
use crate::keys;
use crate::tasks::Task;

/// At most this long after a change a backup is due.
const AFTER: i64 = 10 * Millis::MINUTE;

/// What becomes of the older backups when one is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Older {
    /// Those no rule keeps go.
    Thinned,
    /// All stay: one of them is about to be used.
    Kept,
}

/// Makes a backup, verified, and brings it to the second folder. A second folder that is not there, such as
/// a stick that is not in, is no failure: Settings tells what it has.
pub(crate) fn make(app: &App, older: Older, task: &mut Task) -> Result<BackupId> {
    let claim = Shelf::of(app.folder()).claim()?;
    let id = app.apart(|conn, key| {
        claim.make(conn, key, app.folder(), app.now(), &mut |done| {
            task.step(done, copy::STEPS)
        })
    })?;
    if older == Older::Thinned {
        thin_out(&claim, app)?;
    }
    if second::bring(app, &id).is_err() {
        tracing::warn!("the second folder did not get the backup");
    }
    Ok(id)
}

/// Deletes what no rule keeps.
pub(super) fn thin_out(claim: &Claim, app: &App) -> Result<()> {
    let shelf = claim.shelf();
    let all: Vec<(BackupId, u64)> = shelf
        .ids()?
        .into_iter()
        .map(|id| {
            let bytes = shelf.size(&id);
            (id, bytes)
        })
        .collect();
    let budget = app.read(budget)?;
    thin::let_go(&all, budget)
        .iter()
        .try_for_each(|id| claim.delete(id))
}

/// Bytes the backups of one folder may take.
pub(super) fn budget(conn: &Connection) -> Result<u64> {
    let bytes: i64 = conn.query_row("SELECT backup_budget FROM settings", [], |row| {
        row.get("backup_budget")
    })?;
    Ok(bytes.unsigned_abs())
}

/// Whether a backup should be made now: the desk has changed since the newest one, which is ten minutes old
/// or more.
pub fn due(app: &App, now: Millis) -> Result<bool> {
    let shelf = Shelf::of(app.folder());
    let number = app.read(revision::read)?;
    let Some(newest) = shelf.ids()?.into_iter().next() else {
        // A desk nobody has written on needs none.
        return Ok(number > 0);
    };
    // A clock that was set back does not make backups wait for it.
    let age = now.0 - newest.made_at().0;
    if (0..AFTER).contains(&age) {
        return Ok(false);
    }
    Ok(match open(app, &shelf, &newest) {
        Ok(Some(copy)) => revision::read(&copy)? != number,
        _ => true,
    })
}

/// Opens a backup with the desk's key, or with one its own key file gives; none where neither opens it.
pub(super) fn open(app: &App, shelf: &Shelf, id: &BackupId) -> Result<Option<Connection>> {
    Ok(key_of(app, shelf, id)?.and_then(|key| copy::open(&shelf.desk(id), &key).ok()))
}

/// The key that opens a backup, in hexadecimal.
pub(super) fn key_of(
    app: &App,
    shelf: &Shelf,
    id: &BackupId,
) -> Result<Option<zeroize::Zeroizing<String>>> {
    let own = app.with_key(|key| Ok(zeroize::Zeroizing::new(key.to_owned())))?;
    Ok(key_among(Some(own), shelf, id))
}

/// The first key that opens a backup: the one given, or the one of its own key file.
pub(crate) fn key_among(
    given: Option<zeroize::Zeroizing<String>>,
    shelf: &Shelf,
    id: &BackupId,
) -> Option<zeroize::Zeroizing<String>> {
    let carried = || {
        Some(
            keys::open(&shelf.folder(id), keys::Keychain::Alone)
                .ok()??
                .first()?
                .hex(),
        )
    };
    let opens = |key: &zeroize::Zeroizing<String>| copy::open(&shelf.desk(id), key).is_ok();
    given.filter(opens).or_else(|| carried().filter(opens))
}
