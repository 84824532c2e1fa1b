//! What is written, read back by our own reader. Other programs read it in `tests/tests/calendars.rs`.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a test's own time is well formed")
}

fn event(start: &str, zone: Tz) -> Event {
    Event {
        uid: "0190f5c8-0000-7000-8000-000000000001".to_owned(),
        sequence: 0,
        stamp: DateTime::UNIX_EPOCH,
        created: None,
        last_modified: None,
        start_local: at(start),
        zone,
        duration_minutes: 60,
        summary: "First talk".to_owned(),
        description: None,
        location: None,
        join_link: None,
        contacts: Vec::new(),
        status: Status::Confirmed,
        class: Class::Private,
        categories: Vec::new(),
        alarms: Vec::new(),
    }
}

fn file(events: Vec<Event>) -> CalendarFile {
    CalendarFile {
        name: "Ithaca".to_owned(),
        method: Method::Publish,
        events,
    }
}

fn read_back(events: Vec<Event>) -> Vec<ReadEvent> {
    read_events(file(events).render().as_bytes()).expect("what we write, we read")
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    Some(at(text).and_utc())
}

#[test]
fn a_whole_event_is_written_as_the_standards_say() {
    let mut meeting = event("2026-03-02T14:00", Tz::Europe__Paris);
    meeting.sequence = 3;
    meeting.summary = "Ada, Ben; \"C\" \\ D\nE".to_owned();
    meeting.join_link = Some(JoinLink {
        uri: "https://meet.example/a b".to_owned(),
        label: Some("Join: \"Ada\", now\nor later".to_owned()),
    });
    meeting.contacts = vec!["Müller, Ada".to_owned(), "山田".to_owned()];
    meeting.categories = vec!["Mentoring".to_owned(), "Career, first".to_owned()];
    meeting.alarms = vec![Alarm {
        minutes_before: 15,
        description: "Soon".to_owned(),
    }];
    let text = file(vec![meeting]).render();
    let text = text.replace("\r\n ", "");
    for line in [
        "METHOD:PUBLISH",
        "NAME:Ithaca",
        "X-WR-CALNAME:Ithaca",
        "DTSTAMP:19700101T000000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=Europe/Paris:20260302T140000",
        "DTEND;TZID=Europe/Paris:20260302T150000",
        r#"SUMMARY:Ada\, Ben\; "C" \\ D\nE"#,
        r#"CONFERENCE;VALUE=URI;LABEL="Join: ^'Ada^', now^nor later":https://meet.example/a%20b"#,
        "URL:https://meet.example/a%20b",
        r"CONTACT:Müller\, Ada\, 山田",
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        r"CATEGORIES:Mentoring,Career\, first",
        "TRIGGER:-PT15M",
        "TZID:Europe/Paris",
    ] {
        assert!(
            text.split("\r\n").any(|written| written == line),
            "{line:?} is missing in:\n{text}"
        );
    }
    assert!(
        !text.contains("ATTENDEE"),
        "a published file invites nobody"
    );
}

#[test]
fn a_cancelled_event_keeps_its_uid_and_rings_no_alarm() {
    let mut meeting = event("2026-03-02T14:00", Tz::Europe__Paris);
    meeting.alarms = vec![Alarm {
        minutes_before: 15,
        description: "Soon".to_owned(),
    }];
    let planned = read_back(vec![meeting.clone()]).remove(0);
    meeting.status = Status::Cancelled;
    meeting.sequence = 1;
    let cancelled = read_back(vec![meeting]).remove(0);
    assert_eq!(
        cancelled.uid, planned.uid,
        "the identity by which the other program finds it"
    );
    assert!(
        cancelled.sequence > planned.sequence,
        "a lower revision would be ignored"
    );
    assert_eq!(cancelled.status, Status::Cancelled);
    assert_eq!(
        (planned.alarms.len(), cancelled.alarms.len()),
        (1, 0),
        "nobody is reminded of what is off"
    );
}

#[test]
fn times_at_the_changes_of_the_clocks() {
    let paris = Tz::Europe__Paris;
    for (start, zone, starts, ends) in [
        (
            "2026-03-29T01:30",
            paris,
            "2026-03-29T00:30",
            "2026-03-29T01:30",
        ),
        (
            "2026-03-29T02:30",
            paris,
            "2026-03-29T01:00",
            "2026-03-29T02:00",
        ),
        (
            "2026-10-25T01:30",
            paris,
            "2026-10-24T23:30",
            "2026-10-25T00:30",
        ),
        (
            "2026-10-25T02:30",
            paris,
            "2026-10-25T00:30",
            "2026-10-25T01:30",
        ),
        (
            "2026-10-04T02:10",
            Tz::Australia__Lord_Howe,
            "2026-10-03T15:30",
            "2026-10-03T16:30",
        ),
        (
            "2011-12-30T09:00",
            Tz::Pacific__Apia,
            "2011-12-30T10:00",
            "2011-12-30T11:00",
        ),
        (
            "2018-11-04T00:15",
            Tz::America__Sao_Paulo,
            "2018-11-04T03:00",
            "2018-11-04T04:00",
        ),
    ] {
        let read = read_back(vec![event(start, zone)]).remove(0);
        assert_eq!(
            read.start.instant(),
            instant(starts),
            "start of {start} in {zone}"
        );
        assert_eq!(
            read.end.and_then(|end| end.instant()),
            instant(ends),
            "end of {start} in {zone}"
        );
    }
}

#[test]
fn an_event_in_utc_needs_no_zone() {
    let text = file(vec![event("2026-03-02T14:00", Tz::Etc__UTC)]).render();
    assert!(
        text.contains("DTSTART:20260302T140000Z"),
        "written as an instant: {text}"
    );
    assert!(
        !text.contains("VTIMEZONE"),
        "which refers to no zone: {text}"
    );
}

#[test]
fn a_join_text_that_is_no_link_is_kept_in_the_description() {
    let mut meeting = event("2026-03-02T14:00", Tz::Europe__Paris);
    meeting.description = Some("Bring the plan.".to_owned());
    meeting.join_link = Some(JoinLink::new("room 12, second floor"));
    let read = read_back(vec![meeting]).remove(0);
    assert_eq!(
        read.description.as_deref(),
        Some("Bring the plan.\n\nroom 12, second floor")
    );
    assert_eq!(read.join_link, None, "a calendar program could not open it");
}

#[test]
fn a_line_break_in_a_title_adds_no_property() {
    let mut meeting = event("2026-03-02T14:00", Tz::Europe__Paris);
    meeting.summary = "Talk\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other".to_owned();
    let read = read_back(vec![meeting]);
    assert_eq!(read.len(), 1, "one event was written");
    assert_eq!(
        read.first().map(|event| event.summary.as_str()),
        Some("Talk\nEND:VEVENT\nBEGIN:VEVENT\nUID:other")
    );
}

#[test]
fn what_is_not_an_event_is_refused() {
    let wrap = |lines: &str| {
        format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
    };
    for (lines, property) in [
        ("DTSTART:20260302T140000Z", "UID"),
        ("UID:1", "DTSTART"),
        ("UID:1\nDTSTART:20260231T140000Z", "DTSTART"),
        ("UID:1\nDTSTART:+2621420302T140000Z", "DTSTART"),
        ("UID:1\nDTSTART:20260302T140000Z\nSEQUENCE:-1", "SEQUENCE"),
    ] {
        match read_events(wrap(lines).as_bytes()) {
            Err(ReadError::Property {
                property: found, ..
            }) => assert_eq!(found, property, "{lines}"),
            other => panic!("{lines:?} should be refused for its {property}, not {other:?}"),
        }
    }
    let kinds = |value: &str| {
        let text = wrap(&format!("UID:1\nDTSTART{value}"));
        read_events(text.as_bytes())
            .expect("a valid start")
            .remove(0)
            .start
    };
    assert_eq!(
        kinds(";VALUE=DATE:20260302"),
        Moment::Date(at("2026-03-02T00:00").date())
    );
    assert_eq!(
        kinds(":20260302T140000"),
        Moment::Floating(at("2026-03-02T14:00"))
    );
    assert_eq!(
        kinds(";TZID=Home:20260302T140000"),
        Moment::UnknownZone(at("2026-03-02T14:00"), "Home".to_owned())
    );
}

fn any_local() -> impl Strategy<Value = NaiveDateTime> {
    let start = at("1960-01-01T00:00");
    (0..140 * 366 * 24 * 60i64).prop_map(move |minutes| start + TimeDelta::minutes(minutes))
}

fn any_zone() -> impl Strategy<Value = Tz> {
    prop::sample::select(TZ_VARIANTS.to_vec())
}

prop_compose! {
    fn any_event()(
        texts in prop::collection::vec(any::<String>(), 8),
        days in any::<i32>(),
        local in any_local(),
        zone in any_zone(),
        (is_far, duration_minutes, minutes_before, sequence) in any::<(bool, u32, u32, u32)>(),
    ) -> Event {
        let [uid, summary, description, location, link, label, contact, alarm] =
            <[String; 8]>::try_from(texts).expect("eight texts were made");
        let far = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX).and_time(local.time());
        Event {
            uid,
            sequence,
            start_local: if is_far { far } else { local },
            duration_minutes,
            summary,
            description: Some(description),
            location: Some(location),
            join_link: Some(JoinLink { uri: format!("https:{link}"), label: Some(label) }),
            contacts: vec![contact.clone(), String::new()],
            categories: vec![contact],
            alarms: vec![Alarm { minutes_before, description: alarm }],
            ..event("2026-01-01T00:00", zone)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn anything_is_written_in_lines_of_75_octets(name in any::<String>(), event in any_event()) {
        let text = CalendarFile { name, method: Method::Publish, events: vec![event] }.render();
        prop_assert!(text.ends_with("END:VCALENDAR\r\n"), "the file is whole");
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "no line as this: {:?}", line);
        }
        prop_assert!(read(text.as_bytes()).is_ok(), "and can be read: {}", text);
    }

    #[test]
    fn what_is_written_is_read(local in any_local(), zone in any_zone(), minutes in 1..3000u32, summary in "\\PC{0,90}") {
        let meeting = Event { start_local: local, duration_minutes: minutes, summary, ..event("2026-01-01T00:00", zone) };
        let start = resolve_local(local, zone).to_utc();
        let read = read_back(vec![meeting.clone()]).remove(0);
        let in_lines = meeting.summary.replace(['\u{2028}', '\u{2029}'], "\n");
        prop_assert_eq!(read.summary, in_lines, "Unicode's own separators come back as line breaks");
        prop_assert_eq!(read.start.instant(), Some(start));
        prop_assert_eq!(
            read.end.and_then(|end| end.instant()),
            Some(start + TimeDelta::minutes(minutes.into())),
            "elapsed time, also across a change of the clocks"
        );
    }

    #[test]
    fn local_times_resolve_to_the_first_instant_not_before_them(local in any_local(), zone in any_zone()) {
        let resolved = resolve_local(local, zone);
        prop_assert!(resolved.naive_local() >= local, "never before what was asked for");
        let minute_before = (resolved - TimeDelta::minutes(1)).naive_local();
        match zone.from_local_datetime(&local).earliest() {
            Some(valid) => prop_assert_eq!(resolved, valid, "a time that exists is kept, the first of two"),
            None => prop_assert!(minute_before < local, "a skipped time gives the first after the gap"),
        }
    }
}
