//! The calendar file kept up to date where the person chose: written atomically, only when it changed.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::export::{CalendarScope, calendar_file_of};
use crate::app::App;
use crate::db::read_word;
use crate::error::Result;
use crate::files::{FileHandle, Target};
use crate::settings::{self, CalendarDetail};

/// Chooses the calendar file to keep up to date, or stops keeping one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CalendarKeep {
    /// Where; absent to stop. The file written last stays where it is.
    pub out: Option<FileHandle>,
}

/// Chooses how much the calendar file that is kept up to date says, and what the next one saved says unless told otherwise.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CalendarTell {
    /// How much.
    pub detail: CalendarDetail,
}

/// Asks which calendar file is kept up to date.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct CalendarKeptShow {}

/// The calendar file kept up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CalendarKept {
    /// Where it lies, to be read, not opened; absent when none is kept.
    pub path: Option<String>,
    /// How much it says.
    pub detail: CalendarDetail,
}

/// Chooses the calendar file to keep up to date, and writes it at once.
pub fn calendar_keep(app: &App, request: CalendarKeep) -> Result<CalendarKept> {
    let path = request
        .out
        .map(|handle| app.files().take_write(&handle)?.path())
        .transpose()?;
    if let Some(path) = &path {
        write_if_changed(app, path)?;
    }
    let path = path.map(|path| path.to_string_lossy().into_owned());
    app.write_for_good(|tx| settings::keep_calendar_file(tx, path.as_deref()))?;
    calendar_kept_show(app, CalendarKeptShow {})
}

/// Chooses how much the calendar file says; the one that is kept is written anew at once.
pub fn calendar_tell(app: &App, request: CalendarTell) -> Result<CalendarKept> {
    app.write_for_good(|tx| settings::keep_calendar_detail(tx, request.detail))?;
    refresh_kept(app)?;
    calendar_kept_show(app, CalendarKeptShow {})
}

/// Which calendar file is kept up to date.
pub fn calendar_kept_show(app: &App, _request: CalendarKeptShow) -> Result<CalendarKept> {
    app.read(|conn| {
        Ok(CalendarKept {
            path: conn
                .query_row("SELECT calendar_file FROM settings", [], |row| row.get(0))
                .optional()?
                .flatten(),
            detail: detail(conn)?,
        })
    })
}

/// How much a calendar file says unless told otherwise.
pub(super) fn detail(conn: &Connection) -> Result<CalendarDetail> {
    let detail = conn
        .query_row("SELECT calendar_detail FROM settings", [], |row| {
            read_word(row, "calendar_detail")
        })
        .optional()?;
    Ok(detail.unwrap_or_default())
}

/// Brings the kept calendar file up to date, if one is kept. Says whether it was written.
///
/// # Errors
/// As for any file: no room, no right, no folder. The file known by its name stays whole.
pub fn refresh_kept(app: &App) -> Result<bool> {
    match calendar_kept_show(app, CalendarKeptShow {})?.path {
        Some(path) => write_if_changed(app, &PathBuf::from(path)),
        None => Ok(false),
    }
}

fn write_if_changed(app: &App, path: &std::path::Path) -> Result<bool> {
    let file = app.read(|conn| calendar_file_of(conn, app, CalendarScope::All, detail(conn)?))?;
    let text = file.render();
    // What is no plain file is not read either: a pipe would be waited for.
    let same = path.is_file() && std::fs::read(path).is_ok_and(|before| before == text.as_bytes());
    if !same {
        Target::File(path.to_owned()).write(|to| Ok(to.write_all(text.as_bytes())?))?;
    }
    Ok(!same)
}
