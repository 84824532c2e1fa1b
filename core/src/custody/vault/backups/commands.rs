//! The commands of the backups, but for putting one back.

use std::path::Path;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::Shelves;
use super::model::{Backup, BackupId, BackupPlan, BackupShow};
use super::{make, restore, second};
use crate::app::App;
use crate::changes::Changed;
use crate::db::backup::Shelf;
use crate::error::{Attempt, Error, OrNotFound, Result};
use crate::files::FileHandle;
use crate::keys;
use crate::locale::Message;
use crate::page::{Page, Paged};
use crate::tasks::TaskId;
use crate::vault::{closing, place};

/// Asks for the backups, the newest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct BackupList {
    /// The page of the list wanted.
    pub page: Page,
}

/// Makes a backup now.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct BackupMake {
    /// The task id for progress and cancellation.
    pub task: Option<TaskId>,
}

/// Deletes backups for good.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupDelete {
    /// The ids of the backups to delete.
    pub ids: Vec<BackupId>,
}

/// Takes what was deleted out of the backups as well: makes a new one, and deletes these.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupPurge {
    /// The ids of the backups that hold what was deleted.
    pub ids: Vec<BackupId>,
    /// Whether the databases kept aside go too.
    pub aside: bool,
    /// The task id for progress and cancellation.
    pub task: Option<TaskId>,
}

/// Chooses the second folder, or stops keeping one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupFolderChoose {
    /// The folder; absent to stop. What lies in the old one stays there.
    pub folder: Option<FileHandle>,
}

/// Sets how much room the backups may take.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupBudgetSet {
    /// Bytes, from 100 MB to 1 TB.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// The backups, the newest first, with what each holds.
pub fn backup_list(app: &App, request: BackupList) -> Result<Paged<Backup>> {
    let shelves = Shelves::of(app)?;
    let all = shelves.ids();
    let after = match request.page.cursor::<1>()? {
        None => None,
        Some([rusqlite::types::Value::Text(id)]) => Some(id.parse::<BackupId>()?),
        Some(_) => return Err(Error::invalid("page", Message::new("error_page"))),
    };
    let from = after.and_then(|after| all.iter().position(|id| *id == after));
    let rows = all
        .iter()
        .skip(from.map_or(0, |at| at + 1))
        .take(request.page.limit() as usize + 1)
        .map(|id| shelves.describe(app, id, &all))
        .collect::<Result<Vec<_>>>()?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.id])
    }))
}

/// How backups are kept.
pub fn backup_show(app: &App, _request: BackupShow) -> Result<BackupPlan> {
    let shelf = Shelf::of(app.folder());
    let ids = shelf.ids()?;
    Ok(BackupPlan {
        folder: shelf.path().to_string_lossy().into_owned(),
        count: ids.len(),
        bytes: ids.iter().map(|id| shelf.size(id)).sum(),
        budget: app.read(make::budget)?,
        newest: make::newest_first(app, &shelf)?
            .first()
            .map(BackupId::made_at),
        second: second::show(app)?,
        unsuited: place::unsuited(app.folder()),
        aside: restore::aside(app.folder())?,
    })
}

/// Makes a backup now, verified, and thins the older ones.
pub fn backup_make(app: &App, request: BackupMake) -> Result<Backup> {
    let mut task = app.tasks().start(request.task);
    let id = make::make(app, make::Older::Thinned, &mut task)
        .map_err(|error| error.attempting(Attempt::Backup))?;
    app.changes().publish(&Changed::backups());
    let shelves = Shelves::of(app)?;
    shelves.describe(app, &id, &shelves.ids())
}

/// Deletes backups for good. At least one verified backup stays beside the desk.
pub fn backup_delete(app: &App, request: BackupDelete) -> Result<()> {
    let shelves = Shelves::of(app)?;
    let all = shelves.ids();
    if let Some(missing) = request.ids.iter().find(|id| !all.contains(id)) {
        return Err(Error::NotFound { what: "backup" })
            .inspect_err(|_| tracing::debug!(%missing, "no such backup"));
    }
    let left = shelves
        .own
        .ids()?
        .into_iter()
        .filter(|id| !request.ids.contains(id));
    if !left.into_iter().any(|id| {
        shelves
            .describe(app, &id, &all)
            .is_ok_and(|backup| backup.state == super::model::BackupState::Verified)
    }) {
        return Err(Error::Conflict(Message::new("error_last_backup")));
    }
    delete(app, &shelves, &request.ids)
}

/// Takes what was deleted out of the backups: a new one is made first, then these are deleted, in both
/// folders.
pub fn backup_purge(app: &App, request: BackupPurge) -> Result<Backup> {
    let mut task = app.tasks().start(request.task);
    let shelves = Shelves::of(app)?;
    let id = make::make(app, make::Older::Thinned, &mut task)?;
    // Thinning may have taken some of them already.
    delete(app, &shelves, &request.ids)?;
    if request.aside {
        restore::delete_aside(app.folder())?;
    }
    let shelves = Shelves::of(app)?;
    shelves.describe(app, &id, &shelves.ids())
}

fn delete(app: &App, shelves: &Shelves, ids: &[BackupId]) -> Result<()> {
    for shelf in std::iter::once(&shelves.own).chain(&shelves.second) {
        let claim = shelf.claim()?;
        for id in ids.iter().filter(|id| shelf.folder(id).exists()) {
            claim.delete(id)?;
        }
    }
    app.changes().publish(&Changed::backups());
    Ok(())
}

/// Chooses a second folder, in which every new backup gets a copy, and brings the newest one there.
pub fn backup_folder_choose(app: &App, request: BackupFolderChoose) -> Result<BackupPlan> {
    let folder = request
        .folder
        .map(|handle| app.files().take_folder(&handle))
        .transpose()?;
    if let Some(folder) = &folder {
        refuse_own(app, folder)?;
        second::begin(folder)?;
        // It may hold backups of before, which open by the ways in of then.
        keys::owe(app.folder())?;
    }
    let path = folder.map(|folder| folder.to_string_lossy().into_owned());
    app.write_for_good(|tx| {
        tx.execute("UPDATE settings SET backup_folder = ?1", [&path])?;
        Ok(())
    })?;
    let brought = match make::newest_first(app, &Shelf::of(app.folder()))?.first() {
        Some(newest) => second::bring(app, newest),
        None => Ok(()),
    };
    closing::after_a_change(app);
    brought?;
    backup_show(app, BackupShow {})
}

/// A copy inside the data folder goes when the folder goes.
fn refuse_own(app: &App, folder: &Path) -> Result<()> {
    let (own, other) = (app.folder().canonicalize()?, folder.canonicalize()?);
    if other.starts_with(&own) {
        return Err(Error::invalid(
            "folder",
            Message::new("error_backup_folder_own"),
        ));
    }
    Ok(())
}

/// Sets how much room the backups may take. What is over it goes with the next backup.
pub fn backup_budget_set(app: &App, request: BackupBudgetSet) -> Result<BackupPlan> {
    let bytes = i64::try_from(request.bytes)
        .ok()
        .filter(|bytes| (100_000_000..=1_000_000_000_000).contains(bytes))
        .ok_or_else(|| Error::invalid("bytes", Message::new("error_backup_budget")))?;
    app.write_for_good(|tx| {
        tx.execute("UPDATE settings SET backup_budget = ?1", [bytes])?;
        Ok(())
    })?;
    backup_show(app, BackupShow {})
}

/// Finds the backup a request names, and the folder to read that backup from.
pub(super) fn find(app: &App, id: &BackupId) -> Result<Shelf> {
    let shelves = Shelves::of(app)?;
    shelves.shelf(id).cloned().or_not_found("backup")
}
