//! From the plain structs to the text of an `.ics` file.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use ical::generator::{Emitter, IcalCalendar, IcalEvent, Property};
use ical::parser::ical::component::IcalAlarm;

use super::text::{escape, fold, quote_parameter, unfold, uri};
use super::vtimezone::vtimezone;
use super::{Alarm, CalendarFile, Class, Event, Method, Status, resolve_local};

const PRODUCT: &str = concat!("-//Ithaca//Ithaca ", env!("CARGO_PKG_VERSION"), "//EN");

/// See [`CalendarFile::render`].
pub(super) fn render(file: &CalendarFile) -> String {
    let mut calendar = IcalCalendar::new();
    let method = match file.method {
        Method::Publish => "PUBLISH",
    };
    calendar.properties = vec![
        property("VERSION", "2.0"),
        property("PRODID", PRODUCT),
        property("CALSCALE", "GREGORIAN"),
        property("METHOD", method),
        property("NAME", escape(&file.name)),
        property("X-WR-CALNAME", escape(&file.name)),
    ];
    let mut zones: BTreeMap<&'static str, (Tz, DateTime<Utc>, DateTime<Utc>)> = BTreeMap::new();
    for event in &file.events {
        let times = Times::of(event);
        if !is_utc(event.zone) {
            let (start, end) = (times.start.to_utc(), times.end.to_utc());
            let (_, first, last) = zones
                .entry(event.zone.name())
                .or_insert((event.zone, start, end));
            *first = start.min(*first);
            *last = end.max(*last);
        }
        calendar.events.push(vevent(event, &times));
    }
    calendar.timezones = zones
        .into_values()
        .map(|(zone, first, last)| vtimezone(zone, first, last))
        .collect();
    // The crate folds by characters; the standard counts octets.
    fold(&unfold(&calendar.generate()))
}

/// The two ends of an event, within the years that iCalendar can write.
struct Times {
    start: DateTime<Tz>,
    end: DateTime<Tz>,
}

impl Times {
    fn of(event: &Event) -> Self {
        let start = resolve_local(within_years(event.start_local), event.zone);
        let end = start
            .checked_add_signed(TimeDelta::minutes(event.duration_minutes.into()))
            .filter(|end| within_years(end.naive_local()) == end.naive_local())
            .unwrap_or(start);
        Self { start, end }
    }
}

fn vevent(event: &Event, times: &Times) -> IcalEvent {
    let mut properties = vec![
        property("UID", escape(&event.uid)),
        property("DTSTAMP", utc_time(event.stamp)),
        property("SEQUENCE", event.sequence.to_string()),
        date_time("DTSTART", times.start),
    ];
    if times.end > times.start {
        // `DURATION` would say the same, but several readers add it to the wall clock.
        properties.push(date_time("DTEND", times.end));
    }
    properties.push(property("SUMMARY", escape(&event.summary)));

    let link = event.join_link.as_ref().map(|link| (link, uri(&link.uri)));
    let unlinkable = match &link {
        Some((link, None)) => Some(link.uri.trim()),
        _ => None,
    };
    let description: Vec<&str> = event
        .description
        .as_deref()
        .into_iter()
        .chain(unlinkable)
        .filter(|part| !part.is_empty())
        .collect();
    if !description.is_empty() {
        properties.push(property("DESCRIPTION", escape(&description.join("\n\n"))));
    }
    if let Some(location) = event
        .location
        .as_deref()
        .filter(|location| !location.is_empty())
    {
        properties.push(property("LOCATION", escape(location)));
    }
    if let Some((link, Some(uri))) = link {
        let label = link.label.as_deref().filter(|label| !label.is_empty());
        let label = label.map_or_else(String::new, |label| {
            format!(";LABEL={}", quote_parameter(label))
        });
        // The crate breaks parameters apart, so they travel in the name.
        properties.push(property(
            format!("CONFERENCE;VALUE=URI{label}"),
            uri.clone(),
        ));
        properties.push(property("URL", uri));
    }
    if !event.contacts.is_empty() {
        properties.push(property("CONTACT", escape(&event.contacts.join(", "))));
    }
    properties.push(property("STATUS", status(event.status)));
    properties.push(property("CLASS", class(event.class)));
    if !event.categories.is_empty() {
        let categories: Vec<String> = event
            .categories
            .iter()
            .map(|category| escape(category))
            .collect();
        properties.push(property("CATEGORIES", categories.join(",")));
    }
    properties.extend(
        event
            .created
            .map(|created| property("CREATED", utc_time(created))),
    );
    properties.extend(
        event
            .last_modified
            .map(|modified| property("LAST-MODIFIED", utc_time(modified))),
    );

    let alarms = match event.status {
        Status::Cancelled => Vec::new(),
        Status::Confirmed | Status::Tentative => event.alarms.iter().map(valarm).collect(),
    };
    IcalEvent { properties, alarms }
}

fn valarm(alarm: &Alarm) -> IcalAlarm {
    let trigger = match alarm.minutes_before {
        0 => "PT0S".to_owned(),
        minutes => format!("-PT{minutes}M"),
    };
    let properties = vec![
        property("ACTION", "DISPLAY"),
        property("TRIGGER", trigger),
        property("DESCRIPTION", escape(&alarm.description)),
    ];
    IcalAlarm { properties }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "CONFIRMED",
        Status::Tentative => "TENTATIVE",
        Status::Cancelled => "CANCELLED",
    }
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Private => "PRIVATE",
        Class::Public => "PUBLIC",
    }
}

/// A property without parameters of its own; the value is written as it is.
pub(super) fn property(name: impl Into<String>, value: impl Into<String>) -> Property {
    Property {
        name: name.into(),
        params: None,
        value: Some(value.into()),
    }
}

/// A DATE-TIME with zone reference, or in UTC where that is the zone (RFC 5545 section 3.3.5). A wall clock time
/// that comes twice is written in UTC too: the standard means the first of the two, but some readers (ical.js)
/// take the second, and the right instant matters more than the zone's name for one hour of the year.
fn date_time(name: &str, at: DateTime<Tz>) -> Property {
    let zone = at.timezone();
    if is_utc(zone)
        || zone
            .from_local_datetime(&at.naive_local())
            .single()
            .is_none()
    {
        property(name, utc_time(at.to_utc()))
    } else {
        property(
            format!("{name};TZID={}", zone.name()),
            local_time(at.naive_local()),
        )
    }
}

fn is_utc(zone: Tz) -> bool {
    matches!(
        zone,
        Tz::UTC
            | Tz::UCT
            | Tz::Universal
            | Tz::Zulu
            | Tz::Etc__UTC
            | Tz::Etc__UCT
            | Tz::Etc__Universal
            | Tz::Etc__Zulu
    )
}

/// A local DATE-TIME (RFC 5545 section 3.3.5, form 1 and 3).
pub(super) fn local_time(at: NaiveDateTime) -> String {
    let at = within_years(at);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

fn utc_time(at: DateTime<Utc>) -> String {
    local_time(at.naive_utc()) + "Z"
}

/// Four digits of a year from 1 on are all that iCalendar has. One day is kept free at each end, so that the
/// same instant can be written in every zone.
fn within_years(at: NaiveDateTime) -> NaiveDateTime {
    let first = NaiveDate::from_ymd_opt(1, 1, 2)
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .unwrap_or_default();
    let last = NaiveDate::from_ymd_opt(9999, 12, 30)
        .and_then(|day| day.and_hms_opt(23, 59, 0))
        .unwrap_or_default();
    at.clamp(first, last)
}
