//! What is due, shown once and kept in the inbox until acted on.
//!
//! Nothing is scheduled: what is due follows from the desk itself each time it is asked, so a change, a
//! restart, a jump of the clock or a month asleep cannot lose it. A row of `reminder` says that one due
//! time of one subject was shown; a moved meeting is due anew because its due time is another.

pub(crate) mod commands;
mod due;
mod model;
mod notice;
mod store;

pub use due::{next_due, take_due};
pub use model::*;
pub use notice::{Notice, NoticeButton};
pub use store::record_delivery;
pub(crate) use store::waiting;
