//! The parse at the edge of a record: what the schema's CHECKs cannot say of a value.

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;
use rusqlite::types::ValueRef;
use serde::de::value;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use uuid::Uuid;

use crate::amendments::Amended;
use crate::db::OrderKey;
use crate::discard::Discarded;
use crate::goals::{GoalKind, GoalState};
use crate::journal::JournalKind;
use crate::limits;
use crate::meetings::AgendaKind;
use crate::notes::NoteAspect;
use crate::people::Role;
use crate::relationships::{self, Phase};
use crate::reminders::{HeldBy, ReminderKind};
use crate::resources::{ReadStatus, ResourceKind};
use crate::settings::CalendarDetail;
use crate::text;
use crate::time::{self, LocalTime};

/// What a column may hold besides what its CHECK says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A UUID in its one spelling.
    Id,
    /// UTC milliseconds between 1900 and 2300.
    Instant,
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
    /// The form something is sorted by, which may be longer than the thing itself.
    SortKey,
    /// A place in an order, counted.
    Position,
    /// A place in an order, as a fractional key.
    OrderKey,
    /// One of a set of words.
    Word(Words),
    /// How often something happened.
    Count,
    /// Bytes of a kept file.
    Size,
    /// The schema's CHECK says it all.
    Checked,
}

/// The kind of a column; none for one nobody has thought about.
pub(super) fn kind(table: &str, column: &str) -> Option<Kind> {
    Some(match (table, column) {
        ("settings", "quiet_from" | "quiet_until") | ("contact", "happened_time") => {
            Kind::TimeOfDay
        }
        ("person", "position") => Kind::Line,
        (table, "body") if table.ends_with("_draft") => Kind::Draft,
        (_, "feedback" | "conversation" | "disagreement") => Kind::Draft,
        ("settings" | "person" | "meeting" | "meeting_series", "zone") => Kind::Zone,
        // Words the program knows, and no CHECK.
        ("bin" | "sample", "kind") => Kind::Word(is::<Discarded>),
        ("reminder", "kind") => Kind::Word(is::<ReminderKind>),
        ("reminder", "held_by") => Kind::Word(is::<HeldBy>),
        (_, "role") => Kind::Word(is::<Role>),
        ("relationship", "kind") => Kind::Word(is::<relationships::Kind>),
        (_, "phase") => Kind::Word(is::<Phase>),
        ("goal", "kind") => Kind::Word(is::<GoalKind>),
        ("goal", "state") => Kind::Word(is::<GoalState>),
        ("resource", "kind") => Kind::Word(is::<ResourceKind>),
        ("resource", "status") => Kind::Word(is::<ReadStatus>),
        ("journal_entry", "kind") => Kind::Word(is::<JournalKind>),
        (_, "aspect") => Kind::Word(is::<NoteAspect>),
        ("agenda_template_line", "kind") => Kind::Word(is::<AgendaKind>),
        ("settings", "calendar_detail") => Kind::Word(is::<CalendarDetail>),
        ("amendment", "field") => Kind::Word(is::<Amended>),
        ("agenda_point" | "milestone" | "agenda_template_line", "position") => Kind::OrderKey,
        (_, "thank_by") => Kind::Date,
        ("meeting_series", "planned_through") | ("advice", "try_by") => Kind::Date,
        ("relationship", "quiet_from") | ("relationship_phase", "since") | (_, "at") => {
            Kind::Instant
        }
        ("settings", "paused_until") | ("reminder", "snoozed_until") => Kind::Instant,
        (_, "starts_local") => Kind::Local,
        (_, "sort_name" | "sort_title") => Kind::SortKey,
        (_, "link" | "join_link" | "url") => Kind::Link,
        ("attachment", "name") => Kind::FileName,
        ("attachment", "size") => Kind::Size,
        (_, "moved_to" | "introduced_by" | "raised_in" | "came_up_in") => Kind::Id,
        (_, "position") => Kind::Position,
        (_, "sequence" | "attempts" | "put_off") => Kind::Count,
        (
            _,
            "why" | "measure" | "notes" | "text" | "body" | "comment" | "reason" | "state_reason"
            | "closed_reason" | "strengths" | "how_met" | "reflection" | "result" | "looked_back"
            | "will_try" | "context" | "worked",
        ) => Kind::Body,
        (
            _,
            "my_name" | "name" | "organisation" | "email" | "phone" | "topic" | "programme"
            | "title" | "place" | "uid" | "author" | "media_type" | "occurrence" | "scope"
            | "shipped_key" | "question_key" | "question" | "choice" | "was" | "became",
        ) => Kind::Line,
        (
            _,
            "kind" | "my_side" | "language" | "first_day" | "hours_24" | "theme" | "zoom"
            | "letter_keys" | "remind_early" | "remind_late" | "days_off" | "notice_detail"
            | "first_run_done" | "cadence_every" | "cadence_unit" | "duration_minutes" | "channel"
            | "state" | "raised_by" | "whose" | "progress" | "owner" | "sha256" | "status"
            | "direction" | "held_by" | "delivery" | "check_every" | "occasion" | "useful_to_me"
            | "useful_to_them" | "talked" | "cut_short" | "usefulness" | "given_by" | "helped"
            | "remember" | "begun_by" | "counts" | "unit" | "every" | "day" | "which" | "weekday"
            | "after_count" | "series_own" | "used_minutes" | "late" | "changed_by" | "beyond_end"
            | "passphrase_offered" | "blur_private",
        ) => Kind::Checked,
        (_, name) if name == "id" || name.ends_with("_id") => Kind::Id,
        (_, name) if name.ends_with("_at") => Kind::Instant,
        (_, name) if name.ends_with("_on") => Kind::Date,
        _ => return None,
    })
}

/// Whether a text is one of a set of words.
pub(super) type Words = fn(&str) -> bool;

/// Whether serde reads a word as one of an enum's.
fn is<T: DeserializeOwned>(word: &str) -> bool {
    let read: Result<T, value::Error> = T::deserialize(word.into_deserializer());
    read.is_ok()
}

impl Kind {
    /// Whether a value is one of this kind. What is absent is the schema's to allow.
    pub(super) fn holds(self, value: ValueRef<'_>) -> bool {
        let number = |from: i64, to: i64| matches!(value, ValueRef::Integer(number) if (from..=to).contains(&number));
        if matches!(value, ValueRef::Null) || matches!(self, Self::Checked) {
            return true;
        }
        match self {
            Self::Instant => return number(-2_208_988_800_000, 10_413_792_000_000),
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
            Self::SortKey => text.chars().count() <= 20 * limits::LINE,
            Self::Instant | Self::Position | Self::Count | Self::Size | Self::Checked => false,
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
    use super::super::tables::open;
    use super::*;
    use crate::db;
    use crate::notes::private_tables;

    #[test]
    fn every_column_of_the_record_has_a_kind() {
        let desk = db::in_memory(db::SCHEMA_VERSION).expect("an empty desk");
        let mut seen = 0;
        let private = private_tables().expect("the private tables");
        for table in open().expect("the tables").iter().chain(&private) {
            for column in table.columns(&desk).expect("its columns") {
                assert!(
                    kind(table.name, &column).is_some(),
                    "{}.{column}: say in kind() what it may hold",
                    table.name
                );
                seen += 1;
            }
        }
        assert!(seen > 100, "all tables were read: {seen} columns");
        assert!(
            kind("person", "shoe_size").is_none(),
            "a new column is noticed"
        );
    }

    #[test]
    fn a_value_of_another_kind_is_found_out() {
        let text = |text: &'static str| ValueRef::Text(text.as_bytes());
        for (kind, good, bad) in [
            (
                Kind::Id,
                text("0198c0de-0000-7000-8000-000000000001"),
                text("0198C0DE-0000-7000-8000-000000000001"),
            ),
            (
                Kind::Instant,
                ValueRef::Integer(0),
                ValueRef::Integer(i64::MAX),
            ),
            (Kind::Date, text("2026-02-28"), text("2026-02-30")),
            (Kind::Date, text("2026-02-28"), text("+2026-2-28")),
            (
                Kind::Local,
                text("2026-03-02T14:00"),
                text("9026-03-02T14:00"),
            ),
            (Kind::TimeOfDay, text("22:00"), text("25:00")),
            (Kind::Zone, text("Europe/Paris"), text("../../etc/passwd")),
            (Kind::Line, text("one"), text("one\ntwo")),
            (Kind::Body, text("one\ntwo"), text("one\u{7}")),
            (
                Kind::Link,
                text("https://example.org"),
                text("javascript:alert(1)"),
            ),
            (
                Kind::FileName,
                text("talk.pdf"),
                text("../../.config/autostart/x"),
            ),
            (
                Kind::Position,
                ValueRef::Integer(-3),
                ValueRef::Integer(1 << 60),
            ),
            (
                Kind::OrderKey,
                text("80000000000000018"),
                text("80000000000000010"),
            ),
            (
                Kind::Word(is::<Phase>),
                text("alumni"),
                text("a phase of the moon"),
            ),
            (
                Kind::Count,
                ValueRef::Integer(3),
                ValueRef::Integer(1 << 40),
            ),
            (Kind::Size, ValueRef::Integer(3), ValueRef::Integer(1 << 40)),
        ] {
            assert!(kind.holds(good), "{kind:?} takes {good:?}");
            assert!(!kind.holds(bad), "{kind:?} refuses {bad:?}");
            assert!(
                kind.holds(ValueRef::Null),
                "{kind:?}: absent is the schema's"
            );
        }
    }
}
