//! Long work: how far it is, and the wish to stop it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde::Serialize;
use ts_rs::TS;

use crate::error::{Error, Result};

/// The name the caller gives a long command, so that it can follow and stop it.
pub type TaskId = String;

/// The progress report of a task. The unit of `done` and `total` is the task's own (bytes, rows).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TaskProgress {
    /// The task.
    pub id: TaskId,
    /// What is done.
    #[ts(type = "number")]
    pub done: u64,
    /// What there is to do; 0 when not known.
    #[ts(type = "number")]
    pub total: u64,
    /// True in the last report of a task, whether it succeeded or not.
    pub finished: bool,
}

type Listener = Box<dyn Fn(&TaskProgress) + Send + Sync>;

/// The tasks at work in this process.
#[derive(Default)]
pub struct Tasks {
    running: Mutex<BTreeMap<TaskId, Arc<AtomicBool>>>,
    listeners: RwLock<Vec<Listener>>,
}

impl Tasks {
    /// Calls `listener` with every report.
    pub fn subscribe(&self, listener: impl Fn(&TaskProgress) + Send + Sync + 'static) {
        self.listeners
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Box::new(listener));
    }

    /// Begins a task; nobody follows it when `id` is none.
    pub fn start(self: &Arc<Self>, id: Option<TaskId>) -> Task {
        let stop = Arc::new(AtomicBool::new(false));
        if let Some(id) = &id {
            let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
            running.insert(id.clone(), Arc::clone(&stop));
        }
        Task {
            tasks: Arc::clone(self),
            id,
            stop,
            last: (0, 0),
        }
    }

    /// Asks a task to stop at its next step. Says whether it was running.
    pub fn cancel(&self, id: &TaskId) -> bool {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.get(id).is_some_and(|stop| {
            stop.store(true, Ordering::Relaxed);
            true
        })
    }

    fn report(&self, progress: &TaskProgress) {
        for listener in self
            .listeners
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
        {
            listener(progress);
        }
    }
}

/// A running task; dropping the value ends the task.
pub struct Task {
    tasks: Arc<Tasks>,
    id: Option<TaskId>,
    stop: Arc<AtomicBool>,
    last: (u64, u64),
}

impl Task {
    /// Reports a task's progress; fails with [`Error::Cancelled`] when the person stopped it.
    pub fn step(&mut self, done: u64, total: u64) -> Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        // A report a percent is enough for the eye.
        let shown = |part: u64| part.saturating_mul(100).checked_div(total);
        let worth_saying =
            done == total || shown(done) != shown(self.last.0) || self.last.1 != total;
        if worth_saying {
            self.last = (done, total);
            self.say(false);
        }
        Ok(())
    }

    fn say(&self, finished: bool) {
        if let Some(id) = &self.id {
            let (done, total) = self.last;
            self.tasks.report(&TaskProgress {
                id: id.clone(),
                done,
                total,
                finished,
            });
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.say(true);
        if let Some(id) = &self.id {
            self.tasks
                .running
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(id);
        }
    }
}
