//! Undo and redo: a stack of inverses for this window, in memory only, gone when the app closes.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::db::Inverse;
use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;

/// A command's name as the person reads it, by its key in the catalogue: `change_meeting_plan`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// The catalogue's key.
    pub(crate) label: &'static str,
    /// Text saved while typing is one step per text, not one per pause: what is typed into.
    pub(crate) text: Option<String>,
}

#[derive(Debug, Clone)]
struct Step {
    change: Change,
    inverse: Inverse,
}

#[derive(Debug, Default)]
struct Stacks {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// What this window can take back.
#[derive(Debug, Default)]
pub(crate) struct Undo(Mutex<Stacks>);

impl Undo {
    pub(crate) fn push(&self, change: Change, inverse: Inverse) {
        if inverse.is_empty() {
            return;
        }
        let mut stacks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stacks.redo.clear();
        let continues = stacks
            .undo
            .last()
            .is_some_and(|last| change.text.is_some() && last.change == change);
        let inverse = match stacks.undo.pop_if(|_| continues) {
            Some(earlier) => inverse.then(earlier.inverse),
            None => inverse,
        };
        stacks.undo.push(Step { change, inverse });
        trim(&mut stacks.undo);
    }
}

impl Undo {
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Stacks::default();
    }
}

fn trim(steps: &mut Vec<Step>) {
    while steps.len() > limits::UNDO_STEPS
        || (steps.len() > 1
            && steps.iter().map(|step| step.inverse.size()).sum::<usize>() > limits::UNDO_BYTES)
    {
        steps.remove(0);
    }
}

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
    step(app, |stacks| &mut stacks.undo, |stacks| &mut stacks.redo)
}

/// Redoes the change undone last.
pub fn change_redo(app: &App, _request: ChangeRedo) -> Result<ChangeUndone> {
    step(app, |stacks| &mut stacks.redo, |stacks| &mut stacks.undo)
}

fn step(
    app: &App,
    from: fn(&mut Stacks) -> &mut Vec<Step>,
    onto: fn(&mut Stacks) -> &mut Vec<Step>,
) -> Result<ChangeUndone> {
    let mut stacks = app.undo().0.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(last) = from(&mut stacks).pop() else {
        return Ok(ChangeUndone { label: None });
    };
    match app.apply(&last.inverse) {
        Ok(inverse) => {
            let label = app.locale().say(&Message::new(last.change.label));
            onto(&mut stacks).push(Step {
                change: last.change,
                inverse,
            });
            Ok(ChangeUndone { label: Some(label) })
        }
        // The row has moved on; the step can never be applied again.
        Err(error @ Error::Conflict(_)) => Err(error),
        Err(error) => {
            from(&mut stacks).push(last);
            Err(error)
        }
    }
}
