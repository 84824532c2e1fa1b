use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::dated::{Dated, only_noted};
use super::{Words, collect_words};
use crate::app::App;
use crate::error::Result;
use crate::locale::Message;
use crate::reminders::model::ReminderKind;

/// How many days before the end it is time.
macro_rules! days_before {
    () => {
        14
    };
}

/// The day a relationship was meant to end is two weeks away: time to wind down, or to say that it goes on. One word,
/// which waits in the inbox until the day is another or the room has ended. An alumni room is no end: a day agreed for
/// it reminds like any other. Where it became one after the day had come within sight, that was the answer.
pub(super) const RELATIONSHIP_ENDING: Dated = Dated {
    kind: ReminderKind::RelationshipEnding,
    name: "reminder_kind_relationship_ending",
    table: "relationship",
    changed_at: "changed_at",
    column: "ends_on",
    open: "s.ends_on IS NOT NULL",
    goes_on: || format!("NOT ({OVER})"),
    before: days_before!(),
    stale: Some(31),
    settled: OVER,
    words,
    answer: only_noted,
};

/// Whether the relationship ended, or went over to being in touch now and then, once this day was two weeks away. The
/// day of the phase is one in UTC: an hour more or less decides nothing here.
const OVER: &str = concat!(
    "s.phase = 'ended' OR (s.phase = 'alumni' AND date(s.ends_on, '-",
    days_before!(),
    " days') <=
    (SELECT date(max(h.since) / 1000, 'unixepoch') FROM relationship_phase h WHERE h.relationship_id = s.id))"
);

fn words(conn: &Connection, app: &App, subjects: &str) -> Result<BTreeMap<String, Words>> {
    collect_words(
        conn,
        "SELECT s.id, s.ends_on, p.name
         FROM json_each(?1) i JOIN relationship s ON s.id = i.value JOIN person p ON p.id = s.person_id",
        subjects,
        |row, id| {
            let ends: Option<NaiveDate> = row.get("ends_on")?;
            let day = ends.map(|ends| app.locale().day(ends, app.today()));
            let key = if ends.is_some_and(|ends| ends < app.today()) {
                "reminder_ended"
            } else {
                "reminder_ending"
            };
            let name: String = row.get("name")?;
            let message = Message::new(key).with("day", day.unwrap_or_default());
            Ok(Words {
                title: name.clone(),
                body: app.locale().say(&message),
                opens: format!("/room/{id}"),
                person: Some(name),
                join: None,
            })
        },
    )
}
