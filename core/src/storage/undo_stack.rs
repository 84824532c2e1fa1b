//! The undo stack: inverses of this window's changes, in memory only, gone when the app closes.

use std::sync::{Mutex, PoisonError};

use crate::db::Inverse;
use crate::error::{Error, Result};
use crate::limits;

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

/// The undo and redo stacks of this process.
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

    /// Undoes the latest step by `apply`, which answers with the step's redo. Returns the step's key; none where there
    /// is nothing to undo.
    pub(crate) fn undo(
        &self,
        apply: impl FnOnce(&Inverse) -> Result<Inverse>,
    ) -> Result<Option<&'static str>> {
        self.step(apply, |stacks| (&mut stacks.undo, &mut stacks.redo))
    }

    /// Redoes the step that was undone last.
    pub(crate) fn redo(
        &self,
        apply: impl FnOnce(&Inverse) -> Result<Inverse>,
    ) -> Result<Option<&'static str>> {
        self.step(apply, |stacks| (&mut stacks.redo, &mut stacks.undo))
    }

    fn step(
        &self,
        apply: impl FnOnce(&Inverse) -> Result<Inverse>,
        from_and_onto: fn(&mut Stacks) -> (&mut Vec<Step>, &mut Vec<Step>),
    ) -> Result<Option<&'static str>> {
        let mut stacks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (from, onto) = from_and_onto(&mut stacks);
        let Some(last) = from.pop() else {
            return Ok(None);
        };
        match apply(&last.inverse) {
            Ok(inverse) => {
                let label = last.change.label;
                onto.push(Step {
                    change: last.change,
                    inverse,
                });
                Ok(Some(label))
            }
            // The row has moved on; the step can never be applied again.
            Err(error @ Error::Conflict(_)) => Err(error),
            Err(error) => {
                from.push(last);
                Err(error)
            }
        }
    }

    /// Empties both stacks.
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
