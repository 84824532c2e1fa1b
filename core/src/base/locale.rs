//! The one catalogue of sentences, as Rust reads it. The interface compiles the same two files.
//!
//! The files are inlang message format: a key holds a sentence with `{name}` placeholders, or a `match` over one thing:
//! `countPlural` with `one` and `other`, which is all English and German need (CLDR), or `pronoun` with a sentence for
//! each way of referring to a person and one that does without.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// A language Ithaca ships.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// German.
    De,
}

impl Language {
    /// Every language Ithaca ships.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The language of a BCP 47 tag such as `de-CH`; English where we do not speak it.
    pub fn of_tag(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some(primary) if primary.eq_ignore_ascii_case("de") => Self::De,
            _ => Self::En,
        }
    }

    /// The language the system is set to.
    pub fn of_system() -> Self {
        sys_locale::get_locale().map_or(Self::En, |tag| Self::of_tag(&tag))
    }

    /// This language's BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

/// Whether the system's place writes the month before the day, as the United States do (CLDR, short dates).
pub fn writes_month_first() -> bool {
    sys_locale::get_locale().is_some_and(|tag| tag.split(['-', '_', '.']).any(|part| part == "US"))
}

/// A localisable message: its key in the catalogue and what fills its placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The catalogue's key.
    pub key: &'static str,
    args: BTreeMap<&'static str, String>,
}

impl Message {
    /// The sentence under `key`, with nothing filled in yet.
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: BTreeMap::new(),
        }
    }

    /// Fills the placeholder `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}

/// A locale: the person's language and clock. Every sentence Rust says goes through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// 24-hour clock, or 12 hours with am and pm.
    pub hours_24: bool,
}

impl Locale {
    /// Translates a message. A key the catalogue lacks comes back as itself; a test keeps that from shipping.
    pub fn say(&self, message: &Message) -> String {
        let Some(entry) = catalogue(self.language).get(message.key) else {
            return message.key.to_owned();
        };
        let sentence = match entry {
            Entry::Sentence(text) => text,
            Entry::Counted { one, other } => {
                let is_one = message.args.get("count").is_some_and(|count| count == "1");
                if is_one { one } else { other }
            }
            Entry::Referring {
                by_pronoun,
                without,
            } => message
                .args
                .get("pronoun")
                .and_then(|pronoun| by_pronoun.get(pronoun))
                .unwrap_or(without),
        };
        // In one pass: a name with braces in it is not read as a place to fill.
        let mut text = String::with_capacity(sentence.len());
        let mut rest = sentence.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let filled = after
                .split_once('}')
                .and_then(|(name, tail)| Some((message.args.get(name)?, tail)));
            match filled {
                Some((value, tail)) => {
                    text.push_str(value);
                    rest = tail;
                }
                None => {
                    debug_assert!(false, "{} is said without what it names", message.key);
                    text.push('{');
                    rest = after;
                }
            }
        }
        text + rest
    }

    /// The sentence under a key that is made of names while the program runs; none where there is none, or where it has
    /// places to fill.
    pub fn sentence(&self, key: &str) -> Option<&'static str> {
        match catalogue(self.language).get(key)? {
            Entry::Sentence(text) if !text.contains('{') => Some(text),
            _ => None,
        }
    }

    /// Formats a list as a sentence names one: `Ada, Ben and Cleo`.
    pub fn list<T: AsRef<str>>(&self, several: &[T]) -> String {
        match several {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [before @ .., last] => {
                let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
                self.say(
                    &Message::new("list_and")
                        .with("before", before.join(", "))
                        .with("last", last.as_ref()),
                )
            }
        }
    }

    /// Formats a time of day: `14:00` or `2:00 pm`.
    pub fn time(&self, time: NaiveDateTime) -> String {
        if self.hours_24 {
            time.format("%H:%M").to_string()
        } else {
            time.format("%-I:%M %P").to_string()
        }
    }

    /// Formats a date with its weekday: `Tuesday, 3 March`, with the year if it is not `today`'s.
    pub fn date(&self, date: NaiveDate, today: NaiveDate) -> String {
        let year = date.year() != today.year();
        let (format, locale) = match (self.language, year) {
            (Language::En, false) => ("%A, %-d %B", chrono::Locale::en_GB),
            (Language::En, true) => ("%A, %-d %B %Y", chrono::Locale::en_GB),
            (Language::De, false) => ("%A, %-d. %B", chrono::Locale::de_DE),
            (Language::De, true) => ("%A, %-d. %B %Y", chrono::Locale::de_DE),
        };
        date.format_localized(format, locale).to_string()
    }

    /// Formats a date relative to today, as people say one: today, tomorrow, yesterday, a weekday within the week,
    /// else the date.
    pub fn day(&self, date: NaiveDate, today: NaiveDate) -> String {
        match (date - today).num_days() {
            0 => self.say(&Message::new("day_today")),
            1 => self.say(&Message::new("day_tomorrow")),
            -1 => self.say(&Message::new("day_yesterday")),
            2..=6 => {
                let locale = match self.language {
                    Language::En => chrono::Locale::en_GB,
                    Language::De => chrono::Locale::de_DE,
                };
                date.format_localized("%A", locale).to_string()
            }
            _ => self.date(date, today),
        }
    }

    /// Formats a date and a time relative to today, as people say them: `tomorrow 15:00`.
    pub fn day_and_time(&self, time: NaiveDateTime, today: NaiveDate) -> String {
        format!("{} {}", self.day(time.date(), today), self.time(time))
    }
}

/// Every key of one language's catalogue, in order. For the tests that keep the languages complete.
pub fn keys(language: Language) -> Vec<&'static str> {
    catalogue(language).keys().map(String::as_str).collect()
}

enum Entry {
    Sentence(String),
    Counted {
        one: String,
        other: String,
    },
    Referring {
        by_pronoun: BTreeMap<String, String>,
        without: String,
    },
}

fn catalogue(language: Language) -> &'static BTreeMap<String, Entry> {
    static EN: OnceLock<BTreeMap<String, Entry>> = OnceLock::new();
    static DE: OnceLock<BTreeMap<String, Entry>> = OnceLock::new();
    match language {
        Language::En => EN.get_or_init(|| parse(include_str!("../../words/en.json"))),
        Language::De => DE.get_or_init(|| parse(include_str!("../../words/de.json"))),
    }
}

fn parse(json: &str) -> BTreeMap<String, Entry> {
    let Ok(Value::Object(object)) = serde_json::from_str(json) else {
        return BTreeMap::new();
    };
    object
        .into_iter()
        .filter_map(|(key, value)| match value {
            Value::String(text) => Some((key, Entry::Sentence(text))),
            Value::Array(variants) => {
                let cases = variants.first()?.get("match")?;
                let case = |name: &str| Some(cases.get(name)?.as_str()?.to_owned());
                if let Some(without) = case("pronoun=*") {
                    let cases = cases.as_object()?.iter();
                    let by_pronoun = cases.filter_map(|(name, sentence)| {
                        let pronoun = name.strip_prefix("pronoun=")?;
                        Some((pronoun.to_owned(), sentence.as_str()?.to_owned()))
                    });
                    let entry = Entry::Referring {
                        by_pronoun: by_pronoun.collect(),
                        without,
                    };
                    return Some((key, entry));
                }
                let one = case("countPlural=one")?;
                let other = case("countPlural=other")?;
                Some((key, Entry::Counted { one, other }))
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Locale = Locale {
        language: Language::En,
        hours_24: true,
    };
    const DE: Locale = Locale {
        language: Language::De,
        hours_24: false,
    };

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = date("2026-03-02");
        for (day, en, de) in [
            ("2026-03-01", "yesterday", "gestern"),
            ("2026-03-02", "today", "heute"),
            ("2026-03-03", "tomorrow", "morgen"),
            ("2026-03-08", "Sunday", "Sonntag"),
            ("2026-03-09", "Monday, 9 March", "Montag, 9. März"),
            (
                "2026-02-28",
                "Saturday, 28 February",
                "Samstag, 28. Februar",
            ),
            (
                "2027-01-01",
                "Friday, 1 January 2027",
                "Freitag, 1. Januar 2027",
            ),
        ] {
            assert_eq!(
                (EN.day(date(day), today), DE.day(date(day), today)),
                (en.to_owned(), de.to_owned()),
                "{day}"
            );
        }
    }

    #[test]
    fn the_clock_has_twelve_or_twenty_four_hours() {
        for (time, twenty_four, twelve) in [
            ("00:05", "00:05", "12:05 am"),
            ("12:00", "12:00", "12:00 pm"),
            ("23:59", "23:59", "11:59 pm"),
        ] {
            let time = format!("2026-03-02T{time}")
                .parse::<crate::time::LocalTime>()
                .expect("a time")
                .0;
            assert_eq!(
                (EN.time(time), DE.time(time)),
                (twenty_four.to_owned(), twelve.to_owned()),
                "{time}"
            );
        }
    }

    #[test]
    fn several_are_named_as_a_sentence_names_them() {
        let all = ["Ada", "Ben", "Cleo"];
        assert_eq!(
            [0, 1, 2, 3].map(|count| EN.list(&all[..count])),
            ["", "Ada", "Ada and Ben", "Ada, Ben and Cleo"]
        );
        assert_eq!(DE.list(&all), "Ada, Ben und Cleo");
        assert_eq!(
            EN.list(&["{last}", "{before}"]),
            "{last} and {before}",
            "a name is not read again"
        );
    }

    #[test]
    fn one_is_one_and_all_else_is_many() {
        let say = |count: u32| EN.say(&Message::new("notice_digest").with("count", count));
        assert_eq!(
            [say(1), say(0), say(21)],
            [
                "One thing waits for you",
                "0 things wait for you",
                "21 things wait for you"
            ]
        );
    }

    #[test]
    fn a_name_with_braces_is_said_as_it_is() {
        let said = EN.say(
            &Message::new("headline_two")
                .with("one", "{two} {")
                .with("two", "{one}"),
        );
        assert_eq!(
            said, "{two} { and {one}",
            "what fills a place is not read again"
        );
    }

    #[test]
    fn a_tag_finds_its_language() {
        for (tag, language) in [
            ("de-CH", Language::De),
            ("de_AT.UTF-8", Language::De),
            ("DE", Language::De),
            ("den", Language::En),
            ("ja-JP", Language::En),
            ("", Language::En),
            ("C", Language::En),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag:?}");
        }
    }
}
