use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::{Facing, Said, Speaker};
use crate::locale::Language;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn speaker(language: Language, today: &str) -> Speaker {
    Speaker {
        language,
        month_first: false,
        today: day(today),
        facing: Facing::Anywhere,
    }
}

fn shown(said: Option<Said>) -> String {
    match said {
        None => "-".to_owned(),
        Some(Said { day, time: None }) => day.to_string(),
        Some(Said {
            day,
            time: Some(time),
        }) => format!("{day} {}", time.format("%H:%M")),
    }
}

/// Reads every line of a table; says which mean something else than it says.
fn wrong(table: &str, language: Language) -> Vec<String> {
    let speaker = speaker(language, "2026-03-03");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let (mut read, mut none) = (0, 0);
    let wrong = lines
        .filter_map(|line| {
            read += 1;
            let (phrase, expected) = line.split_once(" = ").expect("phrase = meaning");
            none += usize::from(expected == "-");
            let found = shown(speaker.day(phrase));
            (found != expected).then(|| format!("{phrase}: {found}, not {expected}"))
        })
        .collect();
    assert!(read >= 260, "{read} phrases");
    assert!(none >= 40, "{none} that are no day");
    wrong
}

#[test]
fn english_phrases_mean_what_people_mean_by_them() {
    assert_eq!(wrong(include_str!("en.txt"), Language::En), [""; 0]);
}

#[test]
fn german_phrases_mean_what_people_mean_by_them() {
    assert_eq!(wrong(include_str!("de.txt"), Language::De), [""; 0]);
}

#[test]
fn edges_of_the_calendar_hold() {
    for (language, today, phrase, expected) in [
        (Language::En, "2026-12-31", "tomorrow", "2027-01-01"),
        (Language::En, "2026-12-28", "Friday", "2027-01-01"),
        (Language::En, "2026-12-28", "1 January", "2027-01-01"),
        (Language::En, "2026-01-31", "in a month", "2026-02-28"),
        (Language::En, "2028-02-29", "in a year", "2029-02-28"),
        (Language::En, "2027-03-01", "29 February", "2028-02-29"),
        (Language::En, "2026-03-31", "end of the month", "2026-03-31"),
        (Language::En, "2026-03-07", "end of the week", "2026-03-13"),
        (Language::En, "2026-03-07", "this weekend", "2026-03-07"),
        (Language::En, "2026-03-08", "this weekend", "2026-03-14"),
        (Language::En, "2026-03-08", "next week", "2026-03-09"),
        (Language::En, "2026-03-08", "next Monday", "2026-03-09"),
        (Language::En, "2026-03-31", "the 31st", "2026-03-31"),
        (Language::En, "2026-04-01", "the 31st", "2026-05-31"),
        (Language::De, "2026-12-30", "KW 1", "2027-01-04"),
        (Language::De, "2020-12-21", "KW 53", "2020-12-28"),
        (
            Language::De,
            "2026-03-28",
            "morgen 2:30",
            "2026-03-29 02:30",
        ),
        (Language::De, "2026-02-28", "übermorgen", "2026-03-02"),
        (Language::De, "2028-02-28", "morgen", "2028-02-29"),
        (Language::De, "2026-03-01", "Sonntag", "2026-03-08"),
        (Language::De, "2026-03-02", "KW 9", "2027-03-01"),
    ] {
        let found = shown(speaker(language, today).day(phrase));
        assert_eq!(found, expected, "{phrase} on {today}");
    }
}

#[test]
fn numbers_follow_the_order_of_the_place() {
    let mut american = speaker(Language::En, "2026-03-03");
    american.month_first = true;
    for (phrase, expected) in [
        ("3/12", "2026-03-12"),
        ("3/12/2026", "2026-03-12"),
        ("12.3.", "2026-03-12"),
        ("12/31", "2026-12-31"),
    ] {
        assert_eq!(shown(american.day(phrase)), expected, "{phrase}");
    }
}

#[test]
fn times_alone_are_read() {
    for (language, text, expected) in [
        (Language::En, "15", Some("15:00")),
        (Language::En, "3pm", Some("15:00")),
        (Language::En, "3 p.m.", Some("15:00")),
        (Language::En, "12am", Some("00:00")),
        (Language::En, "12pm", Some("12:00")),
        (Language::En, "9.30", Some("09:30")),
        (Language::En, "1530", Some("15:30")),
        (Language::En, "noon", Some("12:00")),
        (Language::En, "half past three", Some("15:30")),
        (Language::En, "13pm", None),
        (Language::En, "24:00", None),
        (Language::De, "15 Uhr", Some("15:00")),
        (Language::De, "15 Uhr 30", Some("15:30")),
        (Language::De, "halb vier", Some("15:30")),
        (Language::De, "mittags", Some("12:00")),
        (Language::De, "9h15", Some("09:15")),
    ] {
        let found = speaker(language, "2026-03-03").time(text);
        let expected = expected.map(|time| time.parse::<NaiveTime>().expect("a time"));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn what_is_due_lies_ahead_and_what_was_lies_back() {
    use Facing::{Ahead, Anywhere, Back};
    for (facing, language, phrase, expected) in [
        (Ahead, Language::En, "15 January", "2027-01-15"),
        (Anywhere, Language::En, "15 January", "2026-01-15"),
        (Back, Language::En, "15 January", "2026-01-15"),
        (Back, Language::En, "15 March", "2025-03-15"),
        (Ahead, Language::De, "15.1.", "2027-01-15"),
        (Ahead, Language::En, "15 January 2026", "2026-01-15"),
        (Ahead, Language::En, "last Friday", "-"),
        (Ahead, Language::En, "3 days ago", "-"),
        (Ahead, Language::En, "today", "2026-03-03"),
        (Back, Language::En, "Friday", "2026-02-27"),
        (Back, Language::De, "Freitag", "2026-02-27"),
        (Back, Language::En, "Tuesday", "2026-02-24"),
        (Back, Language::En, "the 12th", "2026-02-12"),
        (Back, Language::De, "am 2.", "2026-03-02"),
        (Back, Language::En, "Friday the 13th", "2026-02-13"),
        (
            Back,
            Language::En,
            "first Monday of the month",
            "2026-03-02",
        ),
        (Back, Language::De, "Freitagabend", "2026-02-27 19:00"),
        (Back, Language::De, "letzte Woche", "2026-02-23"),
        (Back, Language::De, "vor zwei Wochen", "2026-02-17"),
        (Back, Language::En, "29 February", "2024-02-29"),
    ] {
        let speaker = speaker(language, "2026-03-03").facing(facing);
        assert_eq!(shown(speaker.day(phrase)), expected, "{phrase}, {facing:?}");
    }
}

#[test]
fn the_end_of_a_line_says_by_when() {
    for (language, line, text, expected) in [
        (Language::En, "send CV by Fri", "send CV ", "2026-03-06"),
        (
            Language::En,
            "send CV by next Friday.",
            "send CV ",
            "2026-03-13",
        ),
        (
            Language::En,
            "send CV by Fri 15:00",
            "send CV ",
            "2026-03-06 15:00",
        ),
        (
            Language::En,
            "call him by 5pm",
            "call him ",
            "2026-03-03 17:00",
        ),
        (
            Language::En,
            "read chapter 4 until the 12th",
            "read chapter 4 ",
            "2026-03-12",
        ),
        (
            Language::En,
            "write to Ada tomorrow",
            "write to Ada ",
            "2026-03-04",
        ),
        (
            Language::En,
            "write to Ada on Thursday",
            "write to Ada ",
            "2026-03-05",
        ),
        (
            Language::En,
            "write to Ada Thursday",
            "write to Ada ",
            "2026-03-05",
        ),
        (
            Language::En,
            "check back in two weeks",
            "check back ",
            "2026-03-17",
        ),
        (
            Language::En,
            "report due end of March",
            "report ",
            "2026-03-31",
        ),
        (
            Language::En,
            "call her tonight",
            "call her ",
            "2026-03-03 19:00",
        ),
        (Language::De, "Lebenslauf bis Freitag schicken", "", "-"),
        (
            Language::De,
            "Lebenslauf schicken bis Freitag",
            "Lebenslauf schicken ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Lebenslauf schicken bis nächsten Freitag",
            "Lebenslauf schicken ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Ada anrufen morgen um 15 Uhr",
            "Ada anrufen ",
            "2026-03-04 15:00",
        ),
        (
            Language::De,
            "Bericht fällig am 12.3.",
            "Bericht ",
            "2026-03-12",
        ),
        (
            Language::De,
            "Bericht bis Ende März",
            "Bericht ",
            "2026-03-31",
        ),
        (
            Language::De,
            "nachfragen in zwei Wochen",
            "nachfragen ",
            "2026-03-17",
        ),
        (
            Language::En,
            "write to Ben the day after tomorrow",
            "write to Ben ",
            "2026-03-05",
        ),
        (
            Language::En,
            "check back two weeks from now",
            "check back ",
            "2026-03-17",
        ),
        (
            Language::En,
            "call Ada a week from Friday",
            "call Ada ",
            "2026-03-13",
        ),
        (
            Language::En,
            "pay by the 5th of next month",
            "pay ",
            "2026-04-05",
        ),
        (
            Language::En,
            "report by the last Friday in April",
            "report ",
            "2026-04-24",
        ),
        (
            Language::En,
            "ring her tonight at 8",
            "ring her ",
            "2026-03-03 20:00",
        ),
        (
            Language::En,
            "ring her this evening at 7",
            "ring her ",
            "2026-03-03 19:00",
        ),
        (Language::En, "send CV by Friday!", "send CV ", "2026-03-06"),
        (
            Language::En,
            "send CV (by Friday)",
            "send CV ",
            "2026-03-06",
        ),
        (
            Language::En,
            "send CV by Friday, please",
            "send CV ",
            "2026-03-06",
        ),
        (Language::En, "send CV by Friday…", "send CV ", "2026-03-06"),
        (
            Language::En,
            "thesis by 15 January",
            "thesis ",
            "2027-01-15",
        ),
        (
            Language::En,
            "learn to swim by June",
            "learn to swim ",
            "2026-06-01",
        ),
        (
            Language::En,
            "hand in by Friday the 13th",
            "hand in ",
            "2026-03-13",
        ),
        (Language::En, "start tomorrow", "start ", "2026-03-04"),
        (
            Language::En,
            "finish this tomorrow",
            "finish this ",
            "2026-03-04",
        ),
        (
            Language::En,
            "read chapter 4 tomorrow",
            "read chapter 4 ",
            "2026-03-04",
        ),
        (Language::En, "water the plants every Friday", "", "-"),
        (Language::En, "look at the report of 12 March", "", "-"),
        (Language::En, "we have known it since Monday", "", "-"),
        (Language::En, "tell him, but not tomorrow", "", "-"),
        (Language::En, "think about what he said yesterday", "", "-"),
        (Language::En, "think about last Friday", "", "-"),
        (Language::En, "thank him for coming 3 days ago", "", "-"),
        (
            Language::De,
            "Bericht zwei Wochen ab heute",
            "Bericht ",
            "2026-03-17",
        ),
        (
            Language::De,
            "zahlen bis zum 15. nächsten Monats",
            "zahlen ",
            "2026-04-15",
        ),
        (Language::De, "Arbeit bis 15.1.", "Arbeit ", "2027-01-15"),
        (
            Language::De,
            "anrufen Freitagabend um 8",
            "anrufen ",
            "2026-03-06 20:00",
        ),
        (
            Language::De,
            "Lebenslauf bis Freitag, bitte!",
            "Lebenslauf ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Lebenslauf (bis Freitag)",
            "Lebenslauf ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Lebenslauf bis uebermorgen",
            "Lebenslauf ",
            "2026-03-05",
        ),
        (
            Language::De,
            "abgeben bis Freitag, den 13.",
            "abgeben ",
            "2026-03-13",
        ),
        (
            Language::De,
            "schwimmen lernen bis Juni",
            "schwimmen lernen ",
            "2026-06-01",
        ),
        (
            Language::De,
            "das machen wir so morgen",
            "das machen wir so ",
            "2026-03-04",
        ),
        (Language::De, "Blumen gießen jeden Freitag", "", "-"),
        (
            Language::De,
            "danken für die Hilfe vor zwei Wochen",
            "",
            "-",
        ),
        (Language::De, "denken an letzten Freitag", "", "-"),
        (Language::De, "das wissen wir seit Montag", "", "-"),
        (
            Language::En,
            "Bericht zwei Wochen ab heute",
            "Bericht ",
            "2026-03-17",
        ),
        (
            Language::En,
            "zahlen bis zum 15. nächsten Monats",
            "zahlen ",
            "2026-04-15",
        ),
        (
            Language::De,
            "pay by the 5th of next month",
            "pay ",
            "2026-04-05",
        ),
        (
            Language::De,
            "call Ada a week from Friday",
            "call Ada ",
            "2026-03-13",
        ),
        (
            Language::De,
            "ring her tonight at 8",
            "ring her ",
            "2026-03-03 20:00",
        ),
        (Language::En, "sit in the sun", "", "-"),
        (Language::En, "ask what he did in march", "", "-"),
        (Language::En, "think about the second half", "", "-"),
        (Language::En, "read the May report", "", "-"),
        (Language::En, "win the race by a minute", "", "-"),
        (Language::De, "so machen wir das", "", "-"),
        (Language::De, "das mache ich so", "", "-"),
    ] {
        let due = speaker(language, "2026-03-03").due(line);
        let before = due.as_ref().map_or("", |due| &line[..due.place.start]);
        let found = shown(due.as_ref().map(|due| due.said));
        assert_eq!((before, found.as_str()), (text, expected), "{line}");
    }
}

#[test]
fn the_day_of_a_meeting_needs_no_word_before_it() {
    for (language, line, text, expected) in [
        (
            Language::En,
            "coffee Tue 15:00",
            "coffee",
            "2026-03-10 15:00",
        ),
        (Language::En, "Tue 15:00", "", "2026-03-10 15:00"),
        (
            Language::En,
            "catch up on Friday at 3pm",
            "catch up",
            "2026-03-06 15:00",
        ),
        (Language::En, "talk about the salary", "", "-"),
        (
            Language::En,
            "coffee Sunday 8 17:00",
            "coffee",
            "2026-03-08 17:00",
        ),
        (Language::En, "coffee every Tuesday", "", "-"),
        (Language::En, "coffee last Tuesday", "", "-"),
        (Language::En, "coffee two weeks before Friday", "", "-"),
        (
            Language::De,
            "Kaffee Dienstag 15 Uhr",
            "Kaffee",
            "2026-03-10 15:00",
        ),
        (Language::De, "nächsten Freitag", "", "2026-03-06"),
    ] {
        let due = speaker(language, "2026-03-03").appointment(line);
        let before = due
            .as_ref()
            .map_or("", |due| line[..due.place.start].trim_end());
        let found = shown(due.as_ref().map(|due| due.said));
        assert_eq!((before, found.as_str()), (text, expected), "{line}");
    }
}

proptest! {
    #[test]
    fn no_text_stops_the_reader(text in "[ -~äöüß0-9./:]{0,40}", german in any::<bool>()) {
        let language = if german { Language::De } else { Language::En };
        let speaker = speaker(language, "2026-03-03");
        let _ = (speaker.day(&text), speaker.time(&text));
        if let Some(due) = speaker.due(&text) {
            prop_assert!(text.is_char_boundary(due.place.start), "cut between letters");
        }
    }

    #[test]
    fn a_written_date_is_read_back(days in 0..40_000i64, german in any::<bool>()) {
        let date = day("1990-01-01") + chrono::Duration::days(days);
        let language = if german { Language::De } else { Language::En };
        for form in ["%Y-%m-%d", "%d.%m.%Y", "%-d.%-m.%Y", "%d/%m/%Y"] {
            let text = date.format(form).to_string();
            let said = speaker(language, "2026-03-03").day(&text);
            prop_assert_eq!(said.map(|said| said.day), Some(date), "{}", text);
        }
    }
}
