//! Making a backup, and when one is due.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use rusqlite::Connection;
use zeroize::Zeroizing;

use super::model::BackupId;
use super::{second, thin};
use crate::app::App;
use crate::clock::Millis;
use crate::db::backup::{Claim, Shelf};
use crate::db::{copy, revision};
use crate::error::Result;
use crate::keys::{self, DatabaseKey, Proof};
use crate::tasks::Task;
use crate::vault::closing;

/// At most this long after a change a backup is due.
const AFTER: i64 = 10 * Millis::MINUTE;

/// The retention of older backups when one is made.
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
        thin_out(&claim, app, &id)?;
    }
    if second::bring(app, &id).is_err() {
        tracing::warn!("the second folder did not get the backup");
    }
    drop(claim);
    closing::go_on(app);
    Ok(id)
}

/// Deletes the backups that no retention rule keeps, but for the backup just made or brought.
pub(super) fn thin_out(claim: &Claim, app: &App, made: &BackupId) -> Result<()> {
    let shelf = claim.shelf();
    let all: Vec<(BackupId, u64)> = newest_first(app, shelf)?
        .into_iter()
        .map(|id| {
            let bytes = shelf.size(&id);
            (id, bytes)
        })
        .collect();
    let budget = app.read(budget)?;
    thin::let_go(&all, budget)
        .iter()
        .filter(|id| *id != made)
        .try_for_each(|id| claim.delete(id))
}

/// The backups of a folder, the one with the newest content first, whatever clocks they were made by.
pub(super) fn newest_first(app: &App, shelf: &Shelf) -> Result<Vec<BackupId>> {
    Ok(by_content(shelf.ids()?, |id| writes_seen(app, shelf, id)))
}

/// How many writes each backup has seen, by the file and when it was written: a finished one is opened once.
static SEEN: Mutex<BTreeMap<(PathBuf, SystemTime), i64>> = Mutex::new(BTreeMap::new());

/// How many writes a backup has seen; none where nothing here opens it.
pub(super) fn writes_seen(app: &App, shelf: &Shelf, id: &BackupId) -> Option<i64> {
    let path = shelf.desk(id);
    let written = std::fs::metadata(&path).ok()?.modified().ok()?;
    let seen = || SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let file = (path, written);
    if let Some(number) = seen().get(&file) {
        return Some(*number);
    }
    let copy = open(app, shelf, id).ok()??;
    let number = revision::read(&copy).ok()?;
    seen().insert(file, number);
    Some(number)
}

/// Orders backups by the number of writes each has seen, the most first. One that cannot be read stays where its name
/// puts it: beside the one made before it.
pub(crate) fn by_content(
    mut ids: Vec<BackupId>,
    number: impl Fn(&BackupId) -> Option<i64>,
) -> Vec<BackupId> {
    ids.sort();
    let mut last = i64::MIN;
    let mut numbered: Vec<(i64, BackupId)> = ids
        .into_iter()
        .map(|id| {
            last = number(&id).unwrap_or(last);
            (last, id)
        })
        .collect();
    numbered.sort_by(|a, b| b.cmp(a));
    numbered.into_iter().map(|(_, id)| id).collect()
}

/// Bytes the backups of one folder may take.
pub(super) fn budget(conn: &Connection) -> Result<u64> {
    let bytes: i64 = conn.query_row("SELECT backup_budget FROM settings", [], |row| {
        row.get("backup_budget")
    })?;
    Ok(bytes.unsigned_abs())
}

/// Whether a backup should be made now: the desk has changed since the newest one, and none was made within ten
/// minutes, before or after now: a clock that was set forward or back neither keeps backups waiting nor makes one at
/// every look.
pub fn due(app: &App, now: Millis) -> Result<bool> {
    let shelf = Shelf::of(app.folder());
    let number = app.read(revision::read)?;
    let ids = shelf.ids()?;
    if ids.is_empty() {
        // A desk nobody has written on needs none.
        return Ok(number > 0);
    }
    let near = |id: &BackupId| id.made_at().0.abs_diff(now.0) < AFTER.unsigned_abs();
    if ids.iter().any(near) {
        return Ok(false);
    }
    // The one that was made last: by a clock like today's, or by one that was ahead.
    let last = [ids.iter().find(|id| id.made_at() <= now), ids.first()];
    let holds_all = |id: &BackupId| writes_seen(app, &shelf, id) == Some(number);
    Ok(!last.into_iter().flatten().any(holds_all))
}

/// Opens a backup with a key of the desk, or with one its own key file gives; none where neither opens it.
pub(super) fn open(app: &App, shelf: &Shelf, id: &BackupId) -> Result<Option<Connection>> {
    Ok(key_of(app, shelf, id, None)?.and_then(|key| copy::open(&shelf.desk(id), &key).ok()))
}

/// The key that opens a backup, in hexadecimal: the desk's, one it was under before, or one the backup's own
/// key file gives.
pub(super) fn key_of(
    app: &App,
    shelf: &Shelf,
    id: &BackupId,
    proof: Option<Proof<'_>>,
) -> Result<Option<Zeroizing<String>>> {
    let own = app.with_key(|key| Ok(Zeroizing::new(key.to_owned())))?;
    let former = app.read(former_keys)?;
    let known = std::iter::once(own).chain(former.into_iter().map(|(key, _)| key));
    Ok(key_among(known, shelf, id, proof))
}

/// The keys the desk was under before, in hexadecimal, and until when.
pub(in crate::custody::vault) fn former_keys(
    conn: &Connection,
) -> Result<Vec<(Zeroizing<String>, Millis)>> {
    let mut query = conn.prepare_cached("SELECT key, until FROM former_key ORDER BY until DESC")?;
    let rows = query.query_map([], |row| {
        Ok((Zeroizing::new(row.get("key")?), row.get("until")?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The first key that opens a backup: one of those given, or one of its own key file, without a proof only
/// what lies open in it.
pub(crate) fn key_among(
    given: impl IntoIterator<Item = Zeroizing<String>>,
    shelf: &Shelf,
    id: &BackupId,
    proof: Option<Proof<'_>>,
) -> Option<Zeroizing<String>> {
    let opens = |key: &Zeroizing<String>| copy::open(&shelf.desk(id), key).is_ok();
    let folder = shelf.folder(id);
    let carried = || keys::open(&folder, keys::Keychain::Alone).ok().flatten();
    let proven = || keys::unlock(&folder, proof?).ok();
    let hex = |keys: Option<Vec<DatabaseKey>>| keys.into_iter().flatten().map(|key| key.hex());
    given
        .into_iter()
        .find(opens)
        .or_else(|| hex(carried()).find(opens))
        .or_else(|| hex(proven()).find(opens))
}
