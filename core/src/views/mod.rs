//! What looks at several concepts at once: pages, what is due, the calendar.

pub mod brief;
pub mod calendar;
pub mod capture;
pub mod find;
pub mod meeting_around;
pub mod quick;
pub mod reminders;
pub mod room_now;
pub mod sidebar;
pub mod today;
pub mod watch;
