//! When the meetings of a series are, checked against python-dateutil: thousands of rules, in zones whose clocks
//! change in every way, from starts at month ends and beside the changes.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{Datelike, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use ithaca_core::commands::Millis;
use ithaca_core::meetings::{SeriesEnd, SeriesRule};
use ithaca_core::time::LocalTime;
use ithaca_tests::World;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde_json::{Value, json};

/// Zones whose law is settled, north and south of the equator: an hour, half an hour, no change at all.
const ZONES: [&str; 12] = [
    "Europe/Paris",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "UTC",
];

/// dateutil knows the changes of the clocks up to 2037.
const HORIZON: &str = "2036-12-31";

#[derive(Debug, Clone, Serialize)]
struct Case {
    rule: SeriesRule,
    start: LocalTime,
    zone: &'static str,
    end: SeriesEnd,
    horizon: &'static str,
}

impl Case {
    /// What the core says: each date with its time on the wall, and as an instant.
    fn ours(&self) -> Vec<[String; 2]> {
        let zone: Tz = self.zone.parse().expect("a zone");
        let horizon: NaiveDate = self.horizon.parse().expect("a date");
        self.end
            .limit(self.rule.dates(self.start.0.date()))
            .take_while(|date| *date <= horizon)
            .map(|date| {
                let local = LocalTime(date.and_time(self.start.0.time()));
                [local.to_string(), utc(local.instant(zone))]
            })
            .collect()
    }
}

fn utc(instant: Millis) -> String {
    instant.utc().format("%Y-%m-%dT%H:%MZ").to_string()
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date that exists")
}

/// Days on which something happens: month ends, leap days, and the weeks in which clocks change.
fn day() -> impl Strategy<Value = NaiveDate> {
    let years = 2024..2031i32;
    prop_oneof![
        (years.clone(), 0..366i64)
            .prop_map(|(year, days)| date(year, 1, 1) + TimeDelta::days(days)),
        (years.clone(), 1..=12u32, 0..4i64)
            .prop_map(|(year, month, back)| date(year, month, 28) + TimeDelta::days(back)),
        (
            years,
            prop::sample::select(
                &[(3, 6), (3, 24), (4, 1), (9, 22), (10, 1), (10, 23), (11, 1)][..]
            ),
            0..9i64
        )
            .prop_map(|(year, (month, day), on)| date(year, month, day) + TimeDelta::days(on)),
    ]
}

fn start() -> impl Strategy<Value = LocalTime> {
    let minutes = prop_oneof![0..5 * 60u32, 0..24 * 60u32, Just(120), Just(150), Just(60)];
    (day(), minutes).prop_map(|(day, minutes)| {
        LocalTime(
            day.and_hms_opt(minutes / 60, minutes % 60, 0)
                .expect("a time of day"),
        )
    })
}

fn rule(start: NaiveDate) -> impl Strategy<Value = SeriesRule> {
    let every = prop_oneof![Just(1u32), Just(2), Just(3), 1..=52u32];
    // As a person picks it, from the first date; and as a file or a terminal may say it.
    let own = every.clone().prop_map(move |every| SeriesRule::MonthDay {
        every,
        day: start.day(),
    });
    prop_oneof![
        every.clone().prop_map(|every| SeriesRule::Week { every }),
        own,
        (every.clone(), 1..=31u32).prop_map(|(every, day)| SeriesRule::MonthDay { every, day }),
        (every, 1..=5u32, 0..7i64).prop_map(move |(every, which, on)| {
            SeriesRule::MonthWeekday {
                every,
                which,
                weekday: (start + TimeDelta::days(on)).weekday().into(),
            }
        }),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let end = prop_oneof![
        (1..=40u32).prop_map(|count| SeriesEnd::After { count }),
        (0..900i64).prop_map(|days| SeriesEnd::Until {
            on: date(2026, 1, 1) + TimeDelta::days(days)
        }),
    ];
    (start(), prop::sample::select(&ZONES[..]), end).prop_flat_map(|(start, zone, end)| {
        rule(start.0.date()).prop_map(move |rule| Case {
            rule,
            start,
            zone,
            end,
            horizon: HORIZON,
        })
    })
}

fn cases(count: usize) -> Vec<Case> {
    let mut runner = TestRunner::deterministic();
    let strategy = case();
    (0..count)
        .map(|_| {
            strategy
                .new_tree(&mut runner)
                .expect("every case is one")
                .current()
        })
        .collect()
}

/// What python-dateutil says of all cases, asked at once.
fn theirs(cases: &[Case]) -> Vec<Vec<[String; 2]>> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let python = std::env::var_os("ITHACA_PYTHON").map_or_else(
        || workspace.join("target/python/bin/python3"),
        PathBuf::from,
    );
    let mut asked = Command::new(&python)
        .arg(workspace.join("tests/calendars/recur.py"))
        .env("TZ", "UTC")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("Python is missing ({python:?}: {error}); `cargo xtask test` installs it")
        });
    let mut questions = asked.stdin.take().expect("a pipe");
    let lines: Vec<String> = cases.iter().map(|case| json!(case).to_string()).collect();
    let writer =
        std::thread::spawn(move || questions.write_all((lines.join("\n") + "\n").as_bytes()));
    let output = asked.wait_with_output().expect("an answer");
    writer
        .join()
        .expect("the questions were written")
        .expect("to the end");
    assert!(output.status.success(), "dateutil answers");
    let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("dates and instants"))
        .collect()
}

#[test]
fn the_dates_and_instants_are_those_of_dateutil() {
    let cases = cases(4000);
    let theirs = theirs(&cases);
    assert_eq!(theirs.len(), cases.len(), "each case has an answer");
    let mut meetings = 0;
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (case, theirs) in cases.iter().zip(&theirs) {
        let ours = case.ours();
        assert_eq!(&ours, theirs, "{case:?}");
        meetings += ours.len();
        let kind = match case.rule {
            SeriesRule::Week { .. } => "weeks",
            SeriesRule::MonthDay { day: 29.., .. } => "month ends",
            SeriesRule::MonthDay { .. } => "days of a month",
            SeriesRule::MonthWeekday { which: 5, .. } => "last weekdays",
            SeriesRule::MonthWeekday { .. } => "weekdays of a month",
        };
        *kinds.entry(kind).or_default() += 1;
        let zone: Tz = case.zone.parse().expect("a zone");
        let moved = ours.iter().any(|[local, utc]| {
            let instant: chrono::DateTime<chrono::Utc> =
                format!("{}:00Z", utc.trim_end_matches('Z'))
                    .parse()
                    .expect("an instant");
            LocalTime::at(instant.into(), zone).to_string() != *local
        });
        *kinds.entry("swallowed by a gap").or_default() += usize::from(moved);
    }
    println!("{meetings} meetings of {} series: {kinds:?}", cases.len());
    assert!(
        meetings > 40_000 && kinds.len() == 6 && kinds.values().all(|count| *count > 25),
        "enough of each kind to mean something: {meetings} {kinds:?}"
    );
}

#[test]
fn a_rule_that_forgets_its_anchor_is_found_out() {
    let case = Case {
        rule: SeriesRule::MonthDay { every: 1, day: 31 },
        start: "2026-01-31T10:00".parse().expect("a local time"),
        zone: "Europe/Paris",
        end: SeriesEnd::After { count: 3 },
        horizon: HORIZON,
    };
    let wrong = Case {
        rule: SeriesRule::MonthDay { every: 1, day: 28 },
        ..case.clone()
    };
    let theirs = theirs(std::slice::from_ref(&case));
    assert_eq!(theirs[0], case.ours(), "the 31st is kept");
    assert_ne!(theirs[0], wrong.ours(), "and losing it would be noticed");
}

/// The whole way: planned by the command, entered as meetings, read back.
#[test]
fn what_is_planned_is_what_dateutil_says() {
    let cases: Vec<Case> = cases(400)
        .into_iter()
        .map(|case| Case {
            horizon: "2027-07-01",
            ..case
        })
        .filter(|case| {
            case.start.0.date() >= date(2025, 2, 1) && case.start.0.date() <= date(2026, 9, 1)
        })
        .filter(|case| !case.ours().is_empty())
        .take(30)
        .collect();
    assert_eq!(cases.len(), 30, "there are enough of them");
    let world = World::at("2026-01-01T12:00[Europe/Paris]");
    for (case, theirs) in cases.iter().zip(theirs(&cases)) {
        let room = world.mentor("Ada");
        let fields = json!({ "starts_local": case.start, "zone": case.zone, "duration_minutes": 30, "channel": "phone" });
        let request = json!({ "participants": [room.id], "fields": fields, "rule": case.rule, "end": case.end });
        world.call("series_plan", request).expect("a series");
        let list = json!({ "relationship": room.id, "page": { "limit": 500 } });
        let list = world.call("meeting_list", list).expect("a list");
        let planned: Vec<[String; 2]> = list["items"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|row| {
                [
                    text(&row["when"]["local"]),
                    utc(Millis(
                        row["when"]["starts_at"].as_i64().expect("an instant"),
                    )),
                ]
            })
            .collect();
        assert_eq!(planned, theirs, "{case:?}");
    }
}

fn text(value: &Value) -> String {
    value.as_str().map(ToOwned::to_owned).unwrap_or_default()
}
