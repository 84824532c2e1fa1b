//! Undo and redo: the commands over the undo stack.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::error::Result;
use crate::locale::Message;

/// Takes back this window's latest change, or puts back what was taken back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ChangeUndo {}

/// Puts back what was taken back last.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ChangeRedo {}

/// What was taken back or put back, in words.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ChangeUndone {
    /// Such as "plan a meeting"; none when there was nothing to undo.
    pub label: Option<String>,
}

/// Undoes the latest change made through this window.
pub fn change_undo(app: &App, _request: ChangeUndo) -> Result<ChangeUndone> {
    let label = app.undo().undo(|inverse| app.apply(inverse))?;
    Ok(ChangeUndone::of(app, label))
}

/// Redoes the change undone last.
pub fn change_redo(app: &App, _request: ChangeRedo) -> Result<ChangeUndone> {
    let label = app.undo().redo(|inverse| app.apply(inverse))?;
    Ok(ChangeUndone::of(app, label))
}

impl ChangeUndone {
    fn of(app: &App, label: Option<&'static str>) -> Self {
        let label = label.map(|label| app.locale().say(&Message::new(label)));
        Self { label }
    }
}
