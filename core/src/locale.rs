//! The one catalogue of sentences, as Rust reads it. The interface compiles the same two files.
//!
//! The files are inlang message format: a key holds a sentence with `{name}` placeholders, or a
//! `match` over `countPlural` with `one` and `other`, which is all English and German need (CLDR).

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

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

/// A sentence to be said: its key in the catalogue and what fills its placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The catalogue's key.
    pub key: &'static str,
    args: BTreeMap<&'static str, String>,
}

impl Message {
    /// The sentence under `key`, with nothing filled in yet.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: BTreeMap::new() }
    }

    /// Fills the placeholder `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}

/// How this person reads: language and clock. Every sentence Rust says goes through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// 24-hour clock, or 12 hours with am and pm.
    pub hours_24: bool,
}

impl Locale {
    /// The sentence. A key the catalogue lacks comes back as itself; a test keeps that from shipping.
    pub fn say(&self, message: &Message) -> String {
        let Some(entry) = catalogue(self.language).get(message.key) else {
            return message.key.to_owned();
        };
        let mut text = match entry {
            Entry::Sentence(text) => text.clone(),
            Entry::Counted { one, other } => {
                let is_one = message.args.get("count").is_some_and(|count| count == "1");
                if is_one { one.clone() } else { other.clone() }
            }
        };
        for (name, value) in &message.args {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A time of day: `14:00` or `2:00 pm`.
    pub fn time(&self, time: NaiveDateTime) -> String {
        if self.hours_24 {
            time.format("%H:%M").to_string()
        } else {
            time.format("%-I:%M %P").to_string()
        }
    }

    /// A date with its weekday, as said: `Tuesday, 3 March`, with the year if it is not `today`'s.
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

    /// A day as people say it: today, tomorrow, yesterday, a weekday within the week, else the date.
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

    /// A day and a time as people say them: `tomorrow 15:00`.
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
    Counted { one: String, other: String },
}

fn catalogue(language: Language) -> &'static BTreeMap<String, Entry> {
    static EN: OnceLock<BTreeMap<String, Entry>> = OnceLock::new();
    static DE: OnceLock<BTreeMap<String, Entry>> = OnceLock::new();
    match language {
        Language::En => EN.get_or_init(|| parse(include_str!("../words/en.json"))),
        Language::De => DE.get_or_init(|| parse(include_str!("../words/de.json"))),
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
                let one = case("countPlural=one")?;
                let other = case("countPlural=other")?;
                Some((key, Entry::Counted { one, other }))
            }
            _ => None,
        })
        .collect()
}
