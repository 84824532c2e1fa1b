//! The calendar files we write, read by programs that are not ours: Python's `icalendar`, `ical.js` and `khal`.
//!
//! What each must understand is written down here by hand, as text and as instants, and compared field by field.

#[path = "calendars/meant.rs"]
mod meant;
#[path = "calendars/readers.rs"]
mod readers;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, TimeDelta, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use ithaca_core::calendar::ics::{CalendarFile, Event, Method};
use readers::{Reader, Reading};

fn file(events: Vec<Event>) -> CalendarFile {
    CalendarFile {
        name: "Mentoring, \"Ithaca\"; 山".to_owned(),
        method: Method::Publish,
        events,
    }
}

/// Every difference between what was meant and what was understood, one sentence each.
fn differences(
    reader: Reader,
    meant: &[Reading],
    understood: Result<Vec<Reading>, String>,
) -> Vec<String> {
    let understood = match understood {
        Ok(understood) => understood,
        Err(sentence) => return vec![sentence],
    };
    let mut differences = Vec::new();
    if understood.len() != meant.len() {
        differences.push(format!(
            "{reader:?} understood {} events of {}",
            understood.len(),
            meant.len()
        ));
    }
    let by_uid: BTreeMap<&str, &Reading> = understood
        .iter()
        .map(|reading| (reading.uid.as_str(), reading))
        .collect();
    for meant in meant {
        let meant = meant::within_reach(reader, meant);
        match by_uid.get(meant.uid.as_str()) {
            Some(understood) if **understood == meant => {}
            Some(understood) => differences.push(format!(
                "{reader:?} understood\n{understood:#?}\ninstead of\n{meant:#?}"
            )),
            None => differences.push(format!(
                "{reader:?} did not find {}: {}",
                meant.uid, meant.summary
            )),
        }
    }
    differences
}

#[test]
fn foreign_programs_understand_what_was_meant() {
    let (events, meant): (Vec<Event>, Vec<Reading>) = meant::all().into_iter().unzip();
    let text = file(events).render();
    for reader in Reader::ALL {
        let differences = differences(reader, &meant, reader.read(&text));
        assert!(
            differences.is_empty(),
            "{} of {} events differ; the first: {}",
            differences.len(),
            meant.len(),
            differences[0]
        );
        println!("{reader:?} understood all {} events", meant.len());
    }
}

/// The control of the test above: it must notice a file written without any escaping.
#[test]
fn a_file_without_escaping_is_noticed() {
    let meant: Vec<Reading> = meant::all().into_iter().map(|(_, meant)| meant).collect();
    let events: String = meant.iter().map(meant::without_escaping).collect();
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{events}END:VCALENDAR\r\n"
    );
    for reader in Reader::ALL {
        let understood = reader.read(&text);
        if let Err(sentence) = &understood {
            assert!(
                !sentence.contains("is missing"),
                "the program must be there to judge: {sentence}"
            );
        }
        let differences = differences(reader, &meant, understood);
        assert!(
            !differences.is_empty(),
            "{reader:?} should not have understood a file that is not escaped"
        );
    }
    let plain = meant::simplest();
    for reader in Reader::ALL {
        let text = file(vec![plain.0.clone()])
            .render()
            .replace("Plain title", "Plain, title");
        let differences = differences(reader, std::slice::from_ref(&plain.1), reader.read(&text));
        assert_eq!(
            differences.len(),
            1,
            "{reader:?}: one changed word is one difference, not a failure to read"
        );
        assert!(
            differences[0].contains("instead of"),
            "{reader:?} read the file: {}",
            differences[0]
        );
    }
}

/// All zones of the IANA database at the turns of two years, by the file's own `VTIMEZONE` alone.
#[test]
fn every_zone_is_right_by_the_file_alone() {
    let mut events = Vec::new();
    let mut instants = BTreeMap::new();
    for zone in TZ_VARIANTS {
        for local in [
            (2007, 11, 2),
            (2025, 4, 3),
            (2026, 3, 20),
            (2026, 10, 25),
            (2027, 7, 1),
            (2028, 4, 2),
        ] {
            let noon = NaiveDate::from_ymd_opt(local.0, local.1, local.2)
                .and_then(|day| day.and_hms_opt(12, 0, 0));
            let noon = noon.expect("the dates above exist");
            let start = zone
                .from_local_datetime(&noon)
                .single()
                .expect("no zone changes its clocks at noon")
                .to_utc();
            let mut event = meant::simplest().0;
            event.uid = format!("{}-{}", zone.name(), noon.date());
            event.start_local = noon;
            event.zone = zone;
            instants.insert(event.uid.clone(), start);
            events.push(event);
        }
    }
    let count = events.len();
    let text = file(events).render();
    for reader in [Reader::Icalendar, Reader::IcalJs] {
        let readings = reader.read(&text).expect("the program reads the file");
        assert_eq!(readings.len(), count, "{reader:?} reads every event");
        for reading in readings {
            let meant = instants[&reading.uid];
            assert_eq!(
                reading.start_by_file.as_deref(),
                Some(instant(meant).as_str()),
                "{reader:?} by the time zone component of {}",
                reading.uid
            );
        }
        println!(
            "{reader:?} understood {count} events in {} zones",
            TZ_VARIANTS.len()
        );
    }
}

/// Around each change of the clocks in some zones with rules of their own.
#[test]
fn hours_around_every_change_are_right_by_the_file_alone() {
    let zones = [
        Tz::Europe__Paris,
        Tz::Europe__Dublin,
        Tz::America__New_York,
        Tz::America__Santiago,
        Tz::Africa__Casablanca,
        Tz::Africa__Cairo,
        Tz::Asia__Jerusalem,
        Tz::Australia__Lord_Howe,
        Tz::Antarctica__Troll,
        Tz::America__Nuuk,
        Tz::Asia__Gaza,
    ];
    let mut events = Vec::new();
    let mut instants = BTreeMap::new();
    for zone in zones {
        for change in changes_of(zone, 2025)
            .into_iter()
            .chain(changes_of(zone, 2026))
        {
            for minutes in [-1500, -121, -61, -31, -1, 0, 1, 29, 59, 61, 125, 1500] {
                let start = change + TimeDelta::minutes(minutes);
                let local = start.with_timezone(&zone).naive_local();
                // The second of two equal wall clock times cannot be asked for.
                if zone
                    .from_local_datetime(&local)
                    .earliest()
                    .map(|first| first.to_utc())
                    != Some(start)
                {
                    continue;
                }
                let mut event = meant::simplest().0;
                event.uid = format!("{}-{}", zone.name(), instant(start));
                event.start_local = local;
                event.zone = zone;
                instants.insert(event.uid.clone(), start);
                events.push(event);
            }
        }
    }
    assert!(
        events.len() > 400,
        "the zones change their clocks: {} events",
        events.len()
    );
    let text = file(events).render();
    for reader in [Reader::Icalendar, Reader::IcalJs] {
        let readings = reader.read(&text).expect("the program reads the file");
        assert_eq!(
            readings.len(),
            instants.len(),
            "{reader:?} reads every event"
        );
        for reading in readings {
            let start = instants[&reading.uid];
            let meant = (
                Some(instant(start)),
                Some(instant(start + TimeDelta::minutes(45))),
            );
            let understood = (reading.start_by_file, reading.end_by_file);
            assert_eq!(
                understood, meant,
                "{reader:?}, start and end of {}",
                reading.uid
            );
        }
        println!(
            "{reader:?} understood {} events around changes",
            instants.len()
        );
    }
}

/// The hours of a year at which the zone's offset differs from the minute before.
fn changes_of(zone: Tz, year: i32) -> Vec<DateTime<Utc>> {
    let offset = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local() - at.naive_utc();
    let first = Utc
        .with_ymd_and_hms(year, 1, 1, 0, 0, 0)
        .single()
        .expect("a valid time");
    (0..366 * 48)
        .map(|halves| first + TimeDelta::minutes(30 * halves))
        .take_while(|at| at.year() == year)
        .filter(|at| offset(*at) != offset(*at - TimeDelta::minutes(1)))
        .collect()
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
