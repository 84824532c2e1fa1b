//! The calendar file kept up to date where the person chose: written atomically, only when it changed.

use std::path::PathBuf;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::export::{CalendarScope, calendar_file};
use crate::app::App;
use crate::error::Result;
use crate::files::{FileHandle, write_atomically};

/// Chooses the calendar file to keep up to date, or stops keeping one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CalendarKeep {
    /// Where; absent to stop. The file written last stays where it is.
    pub out: Option<FileHandle>,
}

/// Asks which calendar file is kept up to date.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CalendarKeptShow {}

/// The calendar file kept up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CalendarKept {
    /// Where it lies, to be read, not opened; absent when none is kept.
    pub path: Option<String>,
}

/// Chooses the calendar file to keep up to date, and writes it at once.
pub fn calendar_keep(app: &App, request: CalendarKeep) -> Result<CalendarKept> {
    let path = request
        .out
        .map(|handle| app.files().take_write(&handle))
        .transpose()?;
    if let Some(path) = &path {
        write_if_changed(app, path)?;
    }
    let path = path.map(|path| path.to_string_lossy().into_owned());
    app.write_for_good(|tx| {
        tx.execute("UPDATE settings SET calendar_file = ?1", [&path])?;
        Ok(())
    })?;
    Ok(CalendarKept { path })
}

/// Which calendar file is kept up to date.
pub fn calendar_kept_show(app: &App, _request: CalendarKeptShow) -> Result<CalendarKept> {
    let path = app.read(|conn| {
        Ok(conn
            .query_row("SELECT calendar_file FROM settings", [], |row| row.get(0))
            .optional()?
            .flatten())
    })?;
    Ok(CalendarKept { path })
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
    let text = calendar_file(app, CalendarScope::All)?.render();
    let same = std::fs::read(path).is_ok_and(|before| before == text.as_bytes());
    if !same {
        write_atomically(path, text.as_bytes())?;
    }
    Ok(!same)
}
