//! Other words for what a line became: a change like any other of that concept, with all that follows from it.

use super::{CaptureKind, DayOf, split_day};
use crate::actions::{self, ActionFields};
use crate::advice::{self, AdviceFields};
use crate::app::App;
use crate::db::Write;
use crate::decisions::{self, DecisionFields};
use crate::error::{OrNotFound, Result};
use crate::id::Id;
use crate::journal::{self, JournalFields};
use crate::meetings::{self, AgendaChange};

/// Replaces the words of what a line became. A day at the end of a promise becomes its due day; without one that stays.
pub(super) fn reword(
    tx: &Write<'_>,
    app: &App,
    kind: CaptureKind,
    id: &str,
    line: String,
) -> Result<()> {
    match kind {
        CaptureKind::Mine | CaptureKind::Theirs => {
            let id = read_id(id)?;
            let before = actions::store::find(tx, app, id)?.fields;
            let (title, said) = split_day(app, &line, DayOf::Due);
            let fields = ActionFields {
                title,
                due_on: said.map(|said| said.day).or(before.due_on),
                ..before
            };
            actions::commands::replace(tx, app, id, fields)?;
        }
        CaptureKind::Advice => {
            let id = read_id(id)?;
            let before = advice::store::find(tx, app, id)?.fields;
            let fields = AdviceFields {
                text: line,
                ..before
            };
            advice::commands::replace(tx, app, id, fields)?;
        }
        CaptureKind::Win => {
            let id = read_id(id)?;
            let before = journal::find(tx, id)?.fields;
            let fields = JournalFields {
                text: line,
                ..before
            };
            journal::replace(tx, app, id, fields)?;
        }
        CaptureKind::Question => {
            let id = read_id(id)?;
            let change = AgendaChange {
                id,
                text: line,
                kind: None,
                raised_by: meetings::find_point(tx, app, id)?.raised_by,
                shown: None,
            };
            meetings::reword_point(tx, app, &change)?;
        }
        CaptureKind::Decision => {
            let id = read_id(id)?;
            let before = decisions::store::find(tx, app, id)?.fields;
            let fields = DecisionFields {
                question: line,
                ..before
            };
            decisions::commands::replace(tx, app, id, fields)?;
        }
        // They are read, and changed, where they stand.
        CaptureKind::Note | CaptureKind::Private => {}
    }
    Ok(())
}

fn read_id<K>(id: &str) -> Result<Id<K>> {
    id.parse().ok().or_not_found("captured line")
}
