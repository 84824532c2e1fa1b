//! iCalendar (RFC 5545) out and in: plain structs on one side, text on the other.
//!
//! Pure functions: no database, no clock, no network. The `ical` crate gives the shape of a calendar
//! (components, their order, `BEGIN` and `END`) and the grammar of one content line; what it leaves to its
//! caller is done here: TEXT escaping, quoted parameters, folding by octets, time zones with their changes,
//! and limits on what is read. Nothing here panics, whatever the text.

mod error;
mod event;
mod read;
mod text;
mod vtimezone;
mod write;
mod zone_rule;

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

pub use crate::time::resolve_local;
pub use error::ReadError;
pub use event::{Moment, ReadAlarm, ReadEvent, read_events};
pub use read::{Component, ContentLine, MAX_BYTES, MAX_DEPTH, MAX_LINE_OCTETS, read};

/// One calendar to be written: `CalendarFile::render` makes the text of an `.ics` file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// What calendar programs show as the calendar's name (`NAME`, RFC 7986 section 5.1, and `X-WR-CALNAME`).
    pub name: String,
    /// What the receiving program is asked to do with the file.
    pub method: Method,
    /// The events, written in this order.
    pub events: Vec<Event>,
}

/// The iTIP method of a file (RFC 5546 section 1.4). A file is only ever published: it invites nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// `METHOD:PUBLISH`.
    #[default]
    Publish,
}

/// One meeting in a calendar file (`VEVENT`, RFC 5545 section 3.6.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The identity that calendar programs update by; the same for the whole life of a meeting.
    pub uid: String,
    /// Rises with every change that matters to a calendar, cancellation included.
    pub sequence: u32,
    /// When this revision was made (`DTSTAMP`).
    pub stamp: DateTime<Utc>,
    /// When the meeting was first entered.
    pub created: Option<DateTime<Utc>>,
    /// When the meeting was last changed.
    pub last_modified: Option<DateTime<Utc>>,
    /// The wall clock time in `zone`. In a gap the event starts at the first valid instant after it, in an
    /// overlap at the first of the two (see [`resolve_local`]).
    pub start_local: NaiveDateTime,
    /// The zone the meeting was planned in.
    pub zone: Tz,
    /// Length in minutes of elapsed time, also across a change of the clocks. Zero writes no end.
    pub duration_minutes: u32,
    /// The title.
    pub summary: String,
    /// A longer text; empty is the same as none.
    pub description: Option<String>,
    /// Where it takes place; empty is the same as none.
    pub location: Option<String>,
    /// Where to join from afar.
    pub join_link: Option<JoinLink>,
    /// Names of the people one meets, written as one `CONTACT`: a published file must not carry `ATTENDEE`
    /// (RFC 5546 section 3.2.1), and names need no address.
    pub contacts: Vec<String>,
    /// Whether it takes place.
    pub status: Status,
    /// Who may see it in a shared calendar.
    pub class: Class,
    /// Words to group events by.
    pub categories: Vec<String>,
    /// When to remind. A cancelled event is written without its alarms.
    pub alarms: Vec<Alarm>,
}

/// A link to a meeting held from afar, written as `CONFERENCE` (RFC 7986 section 5.11) and, for programs that
/// do not know it, as `URL`. A text that is no URI is put below the description instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinLink {
    /// The address, such as `https://…` or `tel:…`.
    pub uri: String,
    /// What the link is called (`LABEL`).
    pub label: Option<String>,
}

impl JoinLink {
    /// A link without a label.
    pub fn new(uri: impl Into<String>) -> Self {
        Self {
            uri: uri.into(),
            label: None,
        }
    }
}

/// Whether an event takes place (RFC 5545 section 3.8.1.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// It takes place.
    #[default]
    Confirmed,
    /// It may take place.
    Tentative,
    /// It was called off. Same `uid`, higher `sequence`.
    Cancelled,
}

/// Who may see an event in a shared calendar (RFC 5545 section 3.8.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Class {
    /// Others see at most that the time is taken.
    #[default]
    Private,
    /// Others see all of it.
    Public,
}

/// A reminder shown by the calendar program (`VALARM` with `ACTION:DISPLAY`, RFC 5545 section 3.6.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Minutes before the start.
    pub minutes_before: u32,
    /// What is shown.
    pub description: String,
}

impl CalendarFile {
    /// The text of the file: UTF-8, lines ended by CRLF and folded at 75 octets (RFC 5545 section 3.1), one
    /// `VTIMEZONE` for each zone used. iCalendar knows the years 1 to 9999: times outside are moved to the
    /// nearest that can be written.
    pub fn render(&self) -> String {
        write::render(self)
    }
}
