//! Meetings as calendar programs know them: iCalendar files (RFC 5545).

mod export;
pub mod ics;
mod kept;

pub use export::*;
pub use kept::*;
