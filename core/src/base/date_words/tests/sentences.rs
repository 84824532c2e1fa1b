//! Sentences made by a grammar of their own, from the calendar and not from the reader's tables: what each means is
//! reckoned here once more.

use chrono::{Datelike as _, Duration, Months, NaiveDate, Weekday};
use proptest::prelude::*;

use super::{Facing, Speaker};
use crate::locale::Language;

const DAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "Monday", "Montag"),
    (Weekday::Tue, "Tuesday", "Dienstag"),
    (Weekday::Wed, "Wednesday", "Mittwoch"),
    (Weekday::Thu, "Thursday", "Donnerstag"),
    (Weekday::Fri, "Friday", "Freitag"),
    (Weekday::Sat, "Saturday", "Samstag"),
    (Weekday::Sun, "Sunday", "Sonntag"),
];

const MONTHS: [(&str, &str); 12] = [
    ("January", "Januar"),
    ("February", "Februar"),
    ("March", "März"),
    ("April", "April"),
    ("May", "Mai"),
    ("June", "Juni"),
    ("July", "Juli"),
    ("August", "August"),
    ("September", "September"),
    ("October", "Oktober"),
    ("November", "November"),
    ("December", "Dezember"),
];

/// What may stand before the words of a day: nothing in it is about one.
const BEGINNINGS: [&str; 8] = [
    "write to Ben",
    "Łukasz anrufen",
    "send the 2 drafts",
    "ask: how?",
    "Kapitel 4 lesen",
    "call her (again)",
    "会議の準備",
    "so what",
];

/// What is said, and which day it is; none for what is no one day.
#[derive(Debug, Clone)]
struct Sentence {
    words: String,
    language: Language,
    day: Option<NaiveDate>,
}

fn next(today: NaiveDate, weekday: Weekday) -> NaiveDate {
    (1..=7)
        .map(|ahead| today + Duration::days(ahead))
        .find(|day| day.weekday() == weekday)
        .expect("a week has each")
}

fn nth(first: NaiveDate, nth: usize, weekday: Weekday) -> Option<NaiveDate> {
    let month = first.month();
    let days = first.iter_days().take_while(|day| day.month() == month);
    days.filter(|day| day.weekday() == weekday).nth(nth)
}

fn ordinal(number: u32) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// A sentence of one shape, filled with a count, a weekday, a month and a day.
fn sentence(
    today: NaiveDate,
    shape: u8,
    count: u32,
    weekday: usize,
    month: usize,
    day: u32,
) -> Sentence {
    let (weekday, english, german) = DAYS[weekday];
    let (en_month, de_month) = MONTHS[month];
    let ahead = |days: i64| Some(today + Duration::days(days));
    let first_of_next = today.with_day(1).expect("it has a first") + Months::new(1);
    let first_of_named = (0..2)
        .filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month as u32 + 1, 1));
    let in_named = |which: usize| {
        first_of_named
            .clone()
            .filter_map(|first| nth(first, which, weekday))
            .find(|found| *found >= today)
    };
    let (en, de) = (Language::En, Language::De);
    let many = i64::from(count);
    let (words, language, day) = match shape {
        0 => (format!("in {count} days"), en, ahead(many)),
        1 => (format!("in {count} Wochen"), de, ahead(7 * many)),
        2 => (
            format!("{count} weeks from {english}"),
            en,
            Some(next(today, weekday) + Duration::weeks(many)),
        ),
        3 => (
            format!("{count} Tage nach {german}"),
            de,
            Some(next(today, weekday) + Duration::days(many)),
        ),
        4 => (format!("{count} days after tomorrow"), en, ahead(many + 1)),
        5 => (
            format!("by the {} of next month", ordinal(day)),
            en,
            first_of_next.with_day(day),
        ),
        6 => (
            format!("bis zum {day}. nächsten Monats"),
            de,
            first_of_next.with_day(day),
        ),
        7 => (
            format!("on the first {english} in {en_month}"),
            en,
            in_named(0),
        ),
        8 => (
            format!("am zweiten {german} im {de_month}"),
            de,
            in_named(1),
        ),
        9 => (
            format!("by {english}, please!"),
            en,
            Some(next(today, weekday)),
        ),
        10 => (format!("(bis {german})"), de, Some(next(today, weekday))),
        11 => (format!("every {english}"), en, None),
        12 => (format!("jeden {german}"), de, None),
        13 => (format!("since {english}"), en, None),
        14 => (format!("{count} days ago"), en, None),
        15 => (format!("vor {count} Wochen"), de, None),
        16 => (format!("last {english}"), en, None),
        17 => (format!("letzten {german}"), de, None),
        18 => (format!("not on {english}"), en, None),
        19 => (format!("in {count} minutes"), en, None),
        20 => (format!("the week of {day} {en_month}"), en, None),
        _ => (
            format!("{count} weeks on {english}"),
            en,
            Some(next(today, weekday) + Duration::weeks(many)),
        ),
    };
    Sentence {
        words,
        language,
        day,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn a_sentence_has_the_day_it_names_or_none(
        days in 0..4_000i64,
        shape in 0..22u8,
        count in 2..40u32,
        weekday in 0..7usize,
        month in 0..12usize,
        day in 1..29u32,
        beginning in 0..BEGINNINGS.len(),
    ) {
        let today = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day") + Duration::days(days);
        let made = sentence(today, shape, count, weekday, month, day);
        let speaker = Speaker { language: made.language, month_first: false, today, facing: Facing::Anywhere };
        let line = format!("{} {}", BEGINNINGS[beginning], made.words);
        let due = speaker.due(&line);
        prop_assert_eq!(due.as_ref().map(|due| due.said.day), made.day, "{} on {}", line, today);
        if let Some(due) = due {
            prop_assert_eq!(line[..due.place.start].trim_end(), BEGINNINGS[beginning], "{}", line);
        }
    }
}
