//! Meetings as calendar programs know them: iCalendar files (RFC 5545).

pub mod ics;
