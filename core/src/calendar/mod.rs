//! Meetings as calendar programs know them: iCalendar files (RFC 5545).

mod export;
pub mod ics;

pub use export::*;
