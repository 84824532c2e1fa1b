use std::collections::BTreeMap;

use rusqlite::Connection;

use super::dated::{Dated, only_noted};
use super::{Words, collect_words};
use crate::app::App;
use crate::error::Result;
use crate::locale::Message;
use crate::relationships;
use crate::reminders::model::ReminderKind;

/// The day has come to look back on a decision.
pub(super) const DECISION_LOOK_BACK: Dated = Dated {
    kind: ReminderKind::DecisionLookBack,
    name: "reminder_kind_decision_look_back",
    table: "decision",
    changed_at: "changed_at",
    column: "look_back_on",
    open: "s.look_back_on IS NOT NULL AND s.looked_back = ''",
    goes_on: || relationships::store::goes_on("s.relationship_id", "s.created_at"),
    before: 0,
    stale: Some(31),
    settled: "s.looked_back <> ''",
    words,
    answer: only_noted,
};

fn words(conn: &Connection, app: &App, subjects: &str) -> Result<BTreeMap<String, Words>> {
    collect_words(
        conn,
        "SELECT s.id, s.question, p.name
         FROM json_each(?1) i JOIN decision s ON s.id = i.value
         LEFT JOIN relationship r ON r.id = s.relationship_id LEFT JOIN person p ON p.id = r.person_id",
        subjects,
        |row, id| {
            Ok(Words {
                title: row.get("question")?,
                body: app.locale().say(&Message::new("reminder_look_back")),
                opens: format!("/advice/decisions/{id}"),
                person: row.get("name")?,
                join: None,
            })
        },
    )
}
