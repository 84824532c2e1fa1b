use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::dated::{Dated, only_noted};
use super::{Words, collect_words};
use crate::app::App;
use crate::db::read_word;
use crate::error::Result;
use crate::locale::Message;
use crate::meetings::Side;
use crate::relationships;
use crate::reminders::model::ReminderKind;

/// A goal was to be reached by now.
pub(super) const GOAL_DUE: Dated = Dated {
    kind: ReminderKind::GoalDue,
    name: "reminder_kind_goal_due",
    table: "goal",
    changed_at: "changed_at",
    column: "target_on",
    open: "s.state = 'open'",
    goes_on: || relationships::store::goes_on("s.relationship_id", "s.created_at"),
    before: 0,
    stale: Some(31),
    settled: "s.state = 'reached'",
    words,
    answer: only_noted,
};

fn words(conn: &Connection, app: &App, subjects: &str) -> Result<BTreeMap<String, Words>> {
    collect_words(
        conn,
        "SELECT s.id, s.title, s.whose, s.target_on, p.name
         FROM json_each(?1) i JOIN goal s ON s.id = i.value
         LEFT JOIN relationship r ON r.id = s.relationship_id LEFT JOIN person p ON p.id = r.person_id",
        subjects,
        |row, id| {
            let by: Option<NaiveDate> = row.get("target_on")?;
            let day = by.map(|by| app.locale().day(by, app.today()));
            let name: Option<String> = row.get("name")?;
            let message = match (read_word(row, "whose")?, &name) {
                (Side::Theirs, Some(name)) => {
                    Message::new("reminder_goal_theirs").with("name", name)
                }
                _ => Message::new("reminder_goal_mine"),
            };
            Ok(Words {
                title: row.get("title")?,
                body: app
                    .locale()
                    .say(&message.with("day", day.unwrap_or_default())),
                opens: format!("/goal/{id}"),
                person: name,
                join: None,
            })
        },
    )
}
