//! The typed reading of `VEVENT`: what Ithaca itself writes, from whatever program it comes back.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

use super::error::ReadError;
use super::read::{Component, ContentLine, read};
use super::text::{unescape, unescape_list};
use super::{Class, Status, resolve_local};

/// One event of a file. Recurrence is not expanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEvent {
    /// The identity given by the program that made the event.
    pub uid: String,
    /// The revision; 0 where none is written (RFC 5545 section 3.8.7.4).
    pub sequence: u32,
    /// When it starts.
    pub start: Moment,
    /// When it ends, if the file says so with `DTEND`.
    pub end: Option<Moment>,
    /// The title, empty where none is written.
    pub summary: String,
    /// The longer text.
    pub description: Option<String>,
    /// The place.
    pub location: Option<String>,
    /// The link of `CONFERENCE`, else of `URL`.
    pub join_link: Option<String>,
    /// Whether it takes place; `Confirmed` where nothing is said.
    pub status: Status,
    /// Who may see it; whatever is not public is private.
    pub class: Class,
    /// Words to group events by.
    pub categories: Vec<String>,
    /// Alarms that show a text some minutes before the start.
    pub alarms: Vec<ReadAlarm>,
}

/// An alarm of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAlarm {
    /// `TRIGGER` as it is written, such as `-PT15M`.
    pub trigger: String,
    /// What is shown.
    pub description: String,
}

/// A DATE or DATE-TIME as the file has it (RFC 5545 sections 3.3.4 and 3.3.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A whole day.
    Date(NaiveDate),
    /// A wall clock time that is the same wherever one is.
    Floating(NaiveDateTime),
    /// An instant.
    Utc(DateTime<Utc>),
    /// A wall clock time in a zone of the IANA database.
    Zoned(NaiveDateTime, Tz),
    /// A wall clock time in a zone by a name of the writer's own.
    UnknownZone(NaiveDateTime, String),
}

impl Moment {
    /// The instant, where it is known without asking in which zone the reader is.
    pub fn instant(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Utc(instant) => Some(*instant),
            Self::Zoned(local, zone) => Some(resolve_local(*local, *zone).to_utc()),
            Self::Date(_) | Self::Floating(_) | Self::UnknownZone(..) => None,
        }
    }

    fn read(line: &ContentLine) -> Option<Self> {
        let value = line.value.trim();
        if line
            .parameter("VALUE")
            .is_some_and(|kind| kind.eq_ignore_ascii_case("DATE"))
            || value.len() == 8
        {
            return NaiveDate::parse_from_str(value, "%Y%m%d")
                .ok()
                .map(Self::Date);
        }
        let (local, is_utc) = value
            .strip_suffix('Z')
            .map_or((value, false), |local| (local, true));
        // chrono would also take a year with a sign or with more digits.
        let local = Some(local).filter(|local| local.len() == "20260302T140000".len())?;
        let local = NaiveDateTime::parse_from_str(local, "%Y%m%dT%H%M%S").ok()?;
        Some(match line.parameter("TZID") {
            _ if is_utc => Self::Utc(local.and_utc()),
            None => Self::Floating(local),
            Some(name) => match name.parse() {
                Ok(zone) => Self::Zoned(local, zone),
                Err(_) => Self::UnknownZone(local, name.to_owned()),
            },
        })
    }
}

/// The events of a file, in their order.
///
/// # Errors
/// [`ReadError`] for what is no iCalendar object, exceeds the limits, or holds an event without `UID` or with a
/// time or number that cannot be read. Nothing is guessed.
pub fn read_events(bytes: &[u8]) -> Result<Vec<ReadEvent>, ReadError> {
    let calendars = read(bytes)?;
    let components = calendars
        .iter()
        .filter(|calendar| calendar.name == "VCALENDAR");
    let events = components
        .flat_map(|calendar| &calendar.components)
        .filter(|inner| inner.name == "VEVENT");
    events.map(event).collect()
}

fn event(component: &Component) -> Result<ReadEvent, ReadError> {
    let text = |name: &str| component.property(name).map(|line| unescape(&line.value));
    let raw = |name: &str| {
        component
            .property(name)
            .map(|line| line.value.trim().to_owned())
    };
    let wrong = |property: &'static str| ReadError::Property {
        property,
        value: raw(property).unwrap_or_default(),
    };
    let moment = |property: &'static str| {
        component
            .property(property)
            .map(|line| Moment::read(line).ok_or_else(|| wrong(property)))
            .transpose()
    };
    let sequence =
        raw("SEQUENCE").map_or(Ok(0), |value| value.parse().map_err(|_| wrong("SEQUENCE")))?;
    Ok(ReadEvent {
        uid: text("UID")
            .filter(|uid| !uid.is_empty())
            .ok_or_else(|| wrong("UID"))?,
        sequence,
        start: moment("DTSTART")?.ok_or_else(|| wrong("DTSTART"))?,
        end: moment("DTEND")?,
        summary: text("SUMMARY").unwrap_or_default(),
        description: text("DESCRIPTION"),
        location: text("LOCATION"),
        join_link: raw("CONFERENCE").or_else(|| raw("URL")),
        status: match raw("STATUS").unwrap_or_default().to_uppercase().as_str() {
            "CANCELLED" => Status::Cancelled,
            "TENTATIVE" => Status::Tentative,
            _ => Status::Confirmed,
        },
        class: match raw("CLASS").unwrap_or_default().to_uppercase().as_str() {
            "PUBLIC" => Class::Public,
            _ => Class::Private,
        },
        categories: component
            .properties
            .iter()
            .filter(|line| line.name == "CATEGORIES")
            .flat_map(|line| unescape_list(&line.value))
            .collect(),
        alarms: component
            .components
            .iter()
            .filter(|inner| inner.name == "VALARM")
            .map(alarm)
            .collect(),
    })
}

fn alarm(component: &Component) -> ReadAlarm {
    let value = |name: &str| {
        component
            .property(name)
            .map_or("", |line| line.value.as_str())
    };
    ReadAlarm {
        trigger: value("TRIGGER").trim().to_owned(),
        description: unescape(value("DESCRIPTION")),
    }
}
