//! The events that the foreign programs are given, each with what must be understood, written down by hand.

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;
use ithaca_core::calendar::ics::{self, Class, Event, JoinLink, Status};

use crate::readers::{Alarm, Reader, Reading};

const LINK: &str = "https://meet.example/room?id=1,2;3&name=a%20b";

/// Wall clock time, zone, minutes; then start and end as instants, and the zone a reader must name.
type Time = (
    &'static str,
    Tz,
    u32,
    &'static str,
    &'static str,
    &'static str,
);

const TIMES: [Time; 24] = [
    (
        "2026-03-02T14:00",
        Tz::Europe__Paris,
        60,
        "2026-03-02T13:00",
        "2026-03-02T14:00",
        "Europe/Paris",
    ),
    // Forward in Europe: before, across, in the gap, after.
    (
        "2026-03-28T10:00",
        Tz::Europe__Paris,
        45,
        "2026-03-28T09:00",
        "2026-03-28T09:45",
        "Europe/Paris",
    ),
    (
        "2026-03-29T01:30",
        Tz::Europe__Paris,
        60,
        "2026-03-29T00:30",
        "2026-03-29T01:30",
        "Europe/Paris",
    ),
    (
        "2026-03-29T02:30",
        Tz::Europe__Paris,
        60,
        "2026-03-29T01:00",
        "2026-03-29T02:00",
        "Europe/Paris",
    ),
    (
        "2026-03-29T10:00",
        Tz::Europe__Paris,
        45,
        "2026-03-29T08:00",
        "2026-03-29T08:45",
        "Europe/Paris",
    ),
    // Back in Europe: before, across, the hour that comes twice, after.
    (
        "2026-10-24T10:00",
        Tz::Europe__Paris,
        45,
        "2026-10-24T08:00",
        "2026-10-24T08:45",
        "Europe/Paris",
    ),
    (
        "2026-10-25T01:30",
        Tz::Europe__Paris,
        150,
        "2026-10-24T23:30",
        "2026-10-25T02:00",
        "Europe/Paris",
    ),
    (
        "2026-10-25T01:30",
        Tz::Europe__Paris,
        120,
        "2026-10-24T23:30",
        "2026-10-25T01:30",
        "Europe/Paris",
    ),
    (
        "2026-10-25T02:30",
        Tz::Europe__Paris,
        60,
        "2026-10-25T00:30",
        "2026-10-25T01:30",
        "UTC",
    ),
    (
        "2026-10-25T10:00",
        Tz::Europe__Paris,
        45,
        "2026-10-25T09:00",
        "2026-10-25T09:45",
        "Europe/Paris",
    ),
    // The same in New York, whose weeks of change are others.
    (
        "2026-03-08T02:15",
        Tz::America__New_York,
        30,
        "2026-03-08T07:00",
        "2026-03-08T07:30",
        "America/New_York",
    ),
    (
        "2026-03-09T09:00",
        Tz::America__New_York,
        30,
        "2026-03-09T13:00",
        "2026-03-09T13:30",
        "America/New_York",
    ),
    (
        "2026-11-01T01:59",
        Tz::America__New_York,
        1,
        "2026-11-01T05:59",
        "2026-11-01T06:00",
        "UTC",
    ),
    (
        "2026-11-02T09:00",
        Tz::America__New_York,
        30,
        "2026-11-02T14:00",
        "2026-11-02T14:30",
        "America/New_York",
    ),
    // Half an hour.
    (
        "2026-04-06T09:00",
        Tz::Australia__Lord_Howe,
        30,
        "2026-04-05T22:30",
        "2026-04-05T23:00",
        "Australia/Lord_Howe",
    ),
    (
        "2026-10-04T02:10",
        Tz::Australia__Lord_Howe,
        30,
        "2026-10-03T15:30",
        "2026-10-03T16:00",
        "Australia/Lord_Howe",
    ),
    (
        "2026-10-05T09:00",
        Tz::Australia__Lord_Howe,
        30,
        "2026-10-04T22:00",
        "2026-10-04T22:30",
        "Australia/Lord_Howe",
    ),
    // Ramadan, and a summer that the law calls standard.
    (
        "2025-03-10T09:00",
        Tz::Africa__Casablanca,
        60,
        "2025-03-10T09:00",
        "2025-03-10T10:00",
        "Africa/Casablanca",
    ),
    (
        "2025-05-10T09:00",
        Tz::Africa__Casablanca,
        60,
        "2025-05-10T08:00",
        "2025-05-10T09:00",
        "Africa/Casablanca",
    ),
    (
        "2026-01-15T09:00",
        Tz::Europe__Dublin,
        60,
        "2026-01-15T09:00",
        "2026-01-15T10:00",
        "Europe/Dublin",
    ),
    (
        "2026-07-15T09:00",
        Tz::Europe__Dublin,
        60,
        "2026-07-15T08:00",
        "2026-07-15T09:00",
        "Europe/Dublin",
    ),
    // No changes, changes abolished, no zone at all.
    (
        "2026-07-15T09:00",
        Tz::Asia__Kolkata,
        60,
        "2026-07-15T03:30",
        "2026-07-15T04:30",
        "Asia/Kolkata",
    ),
    (
        "2026-12-15T09:00",
        Tz::America__Sao_Paulo,
        60,
        "2026-12-15T12:00",
        "2026-12-15T13:00",
        "America/Sao_Paulo",
    ),
    (
        "2026-12-31T23:30",
        Tz::UTC,
        60,
        "2026-12-31T23:30",
        "2027-01-01T00:30",
        "UTC",
    ),
];

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "Plain title",
        "Ada, Ben; and \"Cleo\" \\ Dan: 1:1",
        "\"quoted\", 'single', ^caret^, =equals=, 50 %",
        r"C:\new\table\; \n and \, are not escapes \\",
        "Two\nlines,\n\nthen four",
        "END:VEVENT\nBEGIN:VEVENT\nUID:injected",
        "👩🏽‍🏫 🌱 👨‍👩‍👧‍👦 🏳️‍🌈 flags 🇯🇵🇪🇺",
        "مرحبا، كيف حالك؟ لقاء الإرشاد الأول (A, B؛ C)",
        "שלום \u{200f}עולם\u{200e} mixed",
        "Žluťoučký kůň, e\u{301}te\u{301} déjà vu ſtraße",
        "tab\there, two  blanks and a no-break\u{a0}space",
        "{curly} %s $HOME `tick` <b>bold</b> &amp; #hash",
    ]
    .map(str::to_owned)
    .into();
    texts.push(
        "面談の予定、目標の確認；次の一歩を一緒に考える。"
            .chars()
            .cycle()
            .take(300)
            .collect(),
    );
    // Each way that a character of two, three or four octets can lie across the 75th.
    texts.extend(["é", "山", "🌱"].into_iter().flat_map(|character| {
        (0..character.len()).map(move |shift| "x".repeat(shift) + &character.repeat(60))
    }));
    texts
}

/// Every time with a simple text and every text at a simple time, then cancelled and moved ones.
pub fn all() -> Vec<(Event, Reading)> {
    let texts = texts();
    let times = TIMES
        .iter()
        .flat_map(|time| texts.iter().map(move |text| (time, text)));
    times
        .enumerate()
        .map(|(number, (time, text))| {
            let (status, sequence) = match number % 5 {
                3 => (Status::Cancelled, 7),
                4 => (Status::Tentative, 3),
                _ => (Status::Confirmed, u32::from(number % 5 == 1) * 3),
            };
            pair(number, time, text, status, sequence)
        })
        .collect()
}

/// One event with nothing remarkable.
pub fn simplest() -> (Event, Reading) {
    let (mut event, mut reading) = pair(0, &TIMES[0], "Plain title", Status::Confirmed, 0);
    event.duration_minutes = 45;
    "2026-03-02T13:45:00Z".clone_into(&mut reading.end);
    reading.end_by_file = Some(reading.end.clone());
    (event, reading)
}

fn pair(number: usize, time: &Time, text: &str, status: Status, sequence: u32) -> (Event, Reading) {
    let (local, zone, duration_minutes, start, end, zone_read) = *time;
    let uid = format!("0190f5c8-0000-7000-8000-{number:012}");
    let is_rich = number.is_multiple_of(2);
    let alarms = [15, 0, 1440, 61]
        .into_iter()
        .take(number % 5)
        .map(|minutes_before| ics::Alarm {
            minutes_before,
            description: text.to_owned(),
        });
    let event = Event {
        uid: uid.clone(),
        sequence,
        stamp: DateTime::UNIX_EPOCH,
        created: Some(DateTime::UNIX_EPOCH),
        last_modified: is_rich.then_some(DateTime::UNIX_EPOCH),
        start_local: NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M")
            .expect("a time written above"),
        zone,
        duration_minutes,
        summary: text.to_owned(),
        description: is_rich.then(|| format!("{text}\n{text}")),
        location: is_rich.then(|| text.to_owned()),
        join_link: is_rich.then(|| JoinLink {
            uri: LINK.to_owned(),
            label: Some(text.to_owned()),
        }),
        contacts: vec![text.to_owned()],
        status,
        class: if is_rich {
            Class::Private
        } else {
            Class::Public
        },
        categories: if is_rich {
            vec!["Mentoring".to_owned(), "Career, \"first\"; last".to_owned()]
        } else {
            Vec::new()
        },
        alarms: alarms.collect(),
    };
    let (start, end) = (format!("{start}:00Z"), format!("{end}:00Z"));
    let reading = Reading {
        uid,
        sequence: Some(sequence),
        summary: text.to_owned(),
        description: event.description.clone(),
        location: event.location.clone(),
        status: match status {
            Status::Confirmed => "CONFIRMED",
            Status::Tentative => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        }
        .to_owned(),
        url: is_rich.then(|| LINK.to_owned()),
        categories: event.categories.clone(),
        start_by_file: Some(start.clone()),
        end_by_file: Some(end.clone()),
        start,
        end,
        zone: zone_read.to_owned(),
        alarms: Some(match status {
            Status::Cancelled => Vec::new(),
            Status::Confirmed | Status::Tentative => {
                event.alarms.iter().map(|alarm| Alarm {
                    minutes_before: alarm.minutes_before.into(),
                    description: alarm.description.clone(),
                })
            }
            .collect(),
        }),
    };
    (event, reading)
}

/// What a program can be asked for: khal's list has no revisions, alarms or second reading by the file alone, and
/// the library below it takes a backslash in a text for an escape even after having undone the escapes.
pub fn within_reach(reader: Reader, meant: &Reading) -> Reading {
    let mut meant = meant.clone();
    if reader == Reader::Khal {
        meant.sequence = None;
        meant.alarms = None;
        meant.start_by_file = None;
        meant.end_by_file = None;
        // khal lists categories with commas between them, whatever is in them.
        meant.categories = meant
            .categories
            .iter()
            .flat_map(|category| category.split(','))
            .map(str::to_owned)
            .collect();
        meant.summary = unescaped_again(&meant.summary);
        meant.description = meant.description.as_deref().map(unescaped_again);
        meant.location = meant.location.as_deref().map(unescaped_again);
    }
    meant
}

fn unescaped_again(text: &str) -> String {
    text.replace("\\n", "\n")
        .replace("\\;", ";")
        .replace("\\,", ",")
        .replace("\\\\", "\\")
}

/// The event as a program would write it that has never heard of escaping or folding.
pub fn without_escaping(meant: &Reading) -> String {
    let time = |instant: &str| instant.replace(['-', ':'], "");
    format!(
        "BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:19700101T000000Z\r\nSEQUENCE:{}\r\nDTSTART:{}\r\nDTEND:{}\r\n\
         SUMMARY:{}\r\nSTATUS:{}\r\nEND:VEVENT\r\n",
        meant.uid,
        meant.sequence.unwrap_or_default(),
        time(&meant.start),
        time(&meant.end),
        meant.summary,
        meant.status,
    )
}
