//! Made-up desks: a believable year to look at, and large data sets to measure with. Both are made
//! through the same commands a person uses.

mod large;
mod sample;
mod script;
mod telling;

pub use large::{DemoLarge, demo_large};

use rusqlite::OptionalExtension as _;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::settings::{FirstRunFinish, first_run_finish};
use crate::tasks::TaskId;

/// Puts a made-up year on an empty desk.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct DemoFill {
    /// To follow and stop it.
    pub task: Option<TaskId>,
}

/// Takes the made-up year away again, and nothing else.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct DemoRemove {}

/// Puts a made-up year on a desk that has nobody on it, told back from now: five mentors, two mentees,
/// and what happened between. Ends the first run. Stopped or failed, it leaves nothing.
pub fn demo_fill(app: &App, request: DemoFill) -> Result<()> {
    refuse_somebody(app)?;
    let year = script::Year::read(app.locale().language)?;
    let mut task = app.tasks().start(request.task);
    let told = app.batch(|| telling::tell(app, &year, &mut task));
    if told.is_err() {
        sample::remove(app)?;
        return told;
    }
    first_run_finish(app, FirstRunFinish {})
}

/// Takes the made-up year away again, for good, and nothing else. What the person added to it stays
/// where it can stand alone: their goals and promises, their meetings in which others of theirs take
/// part, their own rooms. Private notes about made-up people go.
pub fn demo_remove(app: &App, _request: DemoRemove) -> Result<()> {
    sample::remove(app)
}

fn refuse_somebody(app: &App) -> Result<()> {
    let somebody = app.read(|conn| {
        Ok(conn
            .query_row(
                "SELECT 1 FROM person WHERE bin_id IS NULL LIMIT 1",
                [],
                |_| Ok(()),
            )
            .optional()?)
    })?;
    match somebody {
        Some(()) => Err(Error::Conflict(Message::new("error_demo_not_empty"))),
        None => Ok(()),
    }
}
