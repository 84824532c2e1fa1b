//! Made-up desks: a believable year to look at, and large data sets to measure with. Both are made
//! through the same commands a person uses.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::tasks::TaskId;

/// Puts a made-up year on an empty desk.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DemoFill {
    /// To follow and stop it.
    pub task: Option<TaskId>,
}

/// Takes the made-up year away again, and nothing else.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DemoRemove {}

/// Puts a made-up year on an empty desk.
pub fn demo_fill(app: &App, request: DemoFill) -> Result<()> {
    let _ = (app, request);
    Err(Error::Conflict(Message::new("error_demo_not_empty")))
}

/// Takes the made-up year away again, and nothing else.
pub fn demo_remove(app: &App, _request: DemoRemove) -> Result<()> {
    let _ = app;
    Ok(())
}
