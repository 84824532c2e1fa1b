//! What is due, shown once and kept in the inbox until acted on.
//!
//! Nothing is scheduled: what is due follows from the desk itself each time it is asked, so a change, a
//! restart, a jump of the clock or a month asleep cannot lose it. A row of `reminder` says that one due
//! time of one subject was shown; a moved meeting is due anew because its due time is another.

pub(crate) mod commands;
mod due;
mod explain;
mod model;
mod notice;
pub mod schedule;
mod store;
mod subjects;
mod tables;

pub use commands::press;
pub use due::{next_due, record_delivery, recover, retry_failed, take_due};
pub use explain::reminder_explain;
pub use model::*;
pub use notice::{Notice, NoticeButton};
pub(crate) use store::waiting;

use crate::changes::Topic;
use crate::concept::Concept;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Reminders),
    tables: tables::TABLES,
    found: &[],
};

/// What is due while the desk is locked: no view shows it.
pub(crate) const SCHEDULE: Concept = Concept::unseen(tables::SCHEDULE);
