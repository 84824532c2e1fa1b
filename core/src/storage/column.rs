//! What a concept says of the columns of its tables: what their values are, and how two devices' changes of one row
//! will meet.

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use rusqlite::types::ValueRef;
use serde::de::value;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use uuid::Uuid;

use crate::clock::Millis;
use crate::db::OrderKey;
use crate::limits;
use crate::text;
use crate::time::{self, LocalTime};

/// A table of a concept, column by column. What a database computes itself (a generated column) is left out.
#[derive(Debug)]
pub(crate) struct Stored {
    /// The table's name.
    pub(crate) table: &'static str,
    /// Its columns.
    pub(crate) columns: &'static [Columns],
}

/// A column's name and the values it holds.
pub(crate) type Column = (&'static str, Holds);

/// Columns by how the changes of two replicas (copies of a desk on two devices) are merged into one row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Columns {
    /// Identity: set when the row is made, and never changed.
    Key(&'static [Column]),
    /// Last-writer-wins registers: of each column by itself, the later change stays.
    Each(&'static [Column]),
    /// One last-writer-wins register of several columns that only make sense together: the later change of any of them
    /// stays, with all of them. What a CHECK of the schema binds together is one group.
    Group(&'static [Column]),
    /// Long texts, merged word by word.
    Words(&'static [Column]),
    /// Counters: what each device added is added up.
    Counted(&'static [Column]),
    /// Derived from other columns or rows: never sent, computed anew.
    Derived(&'static [Column]),
    /// Local to this device: never sent.
    Here(&'static [Column]),
}

impl Columns {
    /// The columns themselves.
    pub(crate) const fn of(&self) -> &'static [Column] {
        match self {
            Self::Key(columns)
            | Self::Each(columns)
            | Self::Group(columns)
            | Self::Words(columns)
            | Self::Counted(columns)
            | Self::Derived(columns)
            | Self::Here(columns) => columns,
        }
    }
}

impl Stored {
    /// A table with these columns.
    pub(crate) const fn of(table: &'static str, columns: &'static [Columns]) -> Self {
        Self { table, columns }
    }

    /// What a column of the table holds; none for one that is not declared.
    pub(crate) fn holds(&self, column: &str) -> Option<Holds> {
        let mut columns = self.columns.iter().flat_map(Columns::of);
        columns
            .find(|(name, _)| *name == column)
            .map(|(_, holds)| *holds)
    }
}

/// The values of a column, besides what its CHECK says: what a record is parsed by.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Holds {
    /// A UUID in its one spelling.
    Id,
    /// UTC milliseconds between 1900 and 2300.
    Instant,
    /// The same, or [`Millis::FOR_GOOD`].
    Until,
    /// `2026-03-02`, between 1900 and 2200.
    Date,
    /// `2026-03-02T14:00`, between 1900 and 2200.
    Local,
    /// `22:00`.
    TimeOfDay,
    /// A name of the zone database.
    Zone,
    /// One line.
    Line,
    /// Many lines.
    Body,
    /// Many lines that are not sent yet.
    Draft,
    /// An address a system can open safely.
    Link,
    /// A file's name: no path.
    FileName,
    /// The key something is sorted by ([`text::sort_key`]), made of what this SQL expression over a row `t` says.
    SortKey(&'static str),
    /// A place in an order, counted.
    Position,
    /// A place in an order, as a fractional key.
    OrderKey,
    /// One of a set of words.
    Word(OneOf),
    /// How often something happened.
    Count,
    /// Bytes of a kept file.
    Size,
    /// The schema's CHECK says it all.
    Checked,
}

/// Whether a text is one of a set of words.
pub(crate) type OneOf = fn(&str) -> bool;

/// Whether serde reads a word as one of an enum's.
pub(crate) fn is<T: DeserializeOwned>(word: &str) -> bool {
    let read: Result<T, value::Error> = T::deserialize(word.into_deserializer());
    read.is_ok()
}

impl Holds {
    /// Whether a value is one of this kind. What is absent is the schema's to allow.
    pub(crate) fn takes(self, value: ValueRef<'_>) -> bool {
        let number = |from: i64, to: i64| matches!(value, ValueRef::Integer(number) if (from..=to).contains(&number));
        if matches!(value, ValueRef::Null) || matches!(self, Self::Checked) {
            return true;
        }
        match self {
            Self::Instant | Self::Until => {
                let for_good = matches!(self, Self::Until).then_some(Millis::FOR_GOOD);
                return matches!(value, ValueRef::Integer(at)
                    if Millis(at).is_sound() || Some(Millis(at)) == for_good);
            }
            Self::Position => return number(-1_000_000_000_000_000, 1_000_000_000_000_000),
            Self::Count => return number(0, 1_000_000_000),
            Self::Size => return number(0, limits::FILE as i64),
            _ => {}
        }
        let Ok(text) = value.as_str() else {
            return false;
        };
        match self {
            Self::Id => Uuid::parse_str(text).is_ok_and(|id| id.hyphenated().to_string() == text),
            Self::Date => text
                .parse::<NaiveDate>()
                .is_ok_and(|date| date.to_string() == text && time::date("date", date).is_ok()),
            Self::Local => text.parse::<LocalTime>().is_ok_and(|local| {
                local.to_string() == text && (1900..=2200).contains(&local.0.year())
            }),
            Self::TimeOfDay => chrono::NaiveTime::parse_from_str(text, "%H:%M")
                .is_ok_and(|time| time.format("%H:%M").to_string() == text),
            Self::Zone => text.parse::<Tz>().is_ok(),
            Self::Line => within(text.trim(), limits::LINE, |_| false),
            Self::Body => within(text, limits::BODY, of_many_lines),
            Self::Draft => within(text, limits::DRAFT, of_many_lines),
            Self::Link => text::link("link", text).is_ok_and(|link| link == text),
            Self::FileName => text.chars().count() <= limits::LINE && !text.contains(['/', '\0']),
            Self::OrderKey => OrderKey::is_one(text),
            Self::Word(known) => known(text),
            Self::SortKey(_) => text.chars().count() <= 200 * limits::LINE,
            Self::Instant
            | Self::Until
            | Self::Position
            | Self::Count
            | Self::Size
            | Self::Checked => false,
        }
    }
}

/// Whether a text is as short as what the desk takes in, with no control character but those `allowed`. What was
/// kept before other invisible signs were taken out is a text like any.
fn within(text: &str, limit: usize, allowed: fn(char) -> bool) -> bool {
    text.chars().count() <= limit
        && !text.contains(|sign: char| sign.is_control() && !allowed(sign))
}

fn of_many_lines(sign: char) -> bool {
    matches!(sign, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Side {
        Mine,
        Theirs,
    }

    #[test]
    fn a_value_of_another_kind_is_found_out() {
        let text = |text: &'static str| ValueRef::Text(text.as_bytes());
        for (holds, good, bad) in [
            (
                Holds::Id,
                text("0198c0de-0000-7000-8000-000000000001"),
                text("0198C0DE-0000-7000-8000-000000000001"),
            ),
            (
                Holds::Instant,
                ValueRef::Integer(0),
                ValueRef::Integer(i64::MAX),
            ),
            (
                Holds::Until,
                ValueRef::Integer(Millis::FOR_GOOD.0),
                ValueRef::Integer(i64::MAX),
            ),
            (Holds::Date, text("2026-02-28"), text("2026-02-30")),
            (Holds::Date, text("2026-02-28"), text("+2026-2-28")),
            (
                Holds::Local,
                text("2026-03-02T14:00"),
                text("9026-03-02T14:00"),
            ),
            (Holds::TimeOfDay, text("22:00"), text("25:00")),
            (Holds::Zone, text("Europe/Paris"), text("../../etc/passwd")),
            (Holds::Line, text("one"), text("one\ntwo")),
            (Holds::Body, text("one\ntwo"), text("one\u{7}")),
            (
                Holds::Link,
                text("https://example.org"),
                text("javascript:alert(1)"),
            ),
            (
                Holds::FileName,
                text("talk.pdf"),
                text("../../.config/autostart/x"),
            ),
            (
                Holds::Position,
                ValueRef::Integer(-3),
                ValueRef::Integer(1 << 60),
            ),
            (
                Holds::OrderKey,
                text("80000000000000018"),
                text("80000000000000010"),
            ),
            (Holds::Word(is::<Side>), text("theirs"), text("nobody's")),
            (
                Holds::Count,
                ValueRef::Integer(3),
                ValueRef::Integer(1 << 40),
            ),
            (
                Holds::Size,
                ValueRef::Integer(3),
                ValueRef::Integer(1 << 40),
            ),
        ] {
            assert!(holds.takes(good), "{holds:?} takes {good:?}");
            assert!(!holds.takes(bad), "{holds:?} refuses {bad:?}");
            assert!(
                holds.takes(ValueRef::Null),
                "{holds:?}: absent is the schema's"
            );
        }
    }
}
