use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::{Facing, Said, Speaker};
use crate::locale::Language;

mod lines;
mod sentences;

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
        Some(Said {
            day, time: None, ..
        }) => day.to_string(),
        Some(Said {
            day,
            time: Some(time),
            ..
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
    assert_eq!(wrong(include_str!("../en.txt"), Language::En), [""; 0]);
}

#[test]
fn german_phrases_mean_what_people_mean_by_them() {
    assert_eq!(wrong(include_str!("../de.txt"), Language::De), [""; 0]);
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
        (Back, Language::En, "last Friday of the month", "2026-02-27"),
        (Back, Language::De, "am 2. des Monats", "2026-03-02"),
        (Back, Language::En, "the 5th of the month", "2026-02-05"),
        (Back, Language::De, "Anfang der Woche", "2026-03-02"),
        (Back, Language::De, "am Wochenende", "2026-02-28"),
        (Back, Language::De, "KW 8", "2026-02-16"),
        (Back, Language::De, "KW 20", "2025-05-12"),
        (Back, Language::De, "Monatsende", "2026-02-28"),
        (Back, Language::De, "Ende März", "2025-03-31"),
        (Back, Language::En, "tomorrow", "-"),
        (Back, Language::En, "next Friday", "-"),
        (Back, Language::En, "15 March 2027", "2027-03-15"),
        (Back, Language::De, "Freitagabend", "2026-02-27 19:00"),
        (Back, Language::De, "letzte Woche", "2026-02-23"),
        (Back, Language::De, "vor zwei Wochen", "2026-02-17"),
        (Back, Language::En, "29 February", "2024-02-29"),
    ] {
        let speaker = speaker(language, "2026-03-03").facing(facing);
        assert_eq!(shown(speaker.day(phrase)), expected, "{phrase}, {facing:?}");
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
