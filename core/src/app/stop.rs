//! Stopping long work.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::error::Result;
use crate::tasks::TaskId;

/// Asks a task to stop.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TaskCancel {
    /// The task.
    pub task: TaskId,
}

/// Asks a task to stop at its next step; says whether it was running.
pub fn task_cancel(app: &App, request: TaskCancel) -> Result<bool> {
    Ok(app.tasks().cancel(&request.task))
}
