use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::dated::{Dated, only_noted};
use super::{Words, collect_words};
use crate::app::App;
use crate::error::Result;
use crate::locale::Message;
use crate::relationships;
use crate::reminders::model::ReminderKind;

/// A milestone was to be reached by now.
pub(super) const MILESTONE_DUE: Dated = Dated {
    kind: ReminderKind::MilestoneDue,
    name: "reminder_kind_milestone_due",
    table: "milestone",
    changed_at: "created_at",
    column: "due_on",
    open: "s.reached_at IS NULL",
    goes_on: of_an_open_goal,
    before: 0,
    stale: Some(31),
    settled: "s.reached_at IS NOT NULL",
    words,
    answer: only_noted,
};

fn of_an_open_goal() -> String {
    format!(
        "EXISTS (SELECT 1 FROM goal g WHERE g.id = s.goal_id AND g.bin_id IS NULL AND g.state = 'open' AND {})",
        relationships::store::goes_on("g.relationship_id", "g.created_at")
    )
}

fn words(conn: &Connection, app: &App, subjects: &str) -> Result<BTreeMap<String, Words>> {
    collect_words(
        conn,
        "SELECT s.id, s.title, s.due_on, s.goal_id, g.title AS goal, p.name
         FROM json_each(?1) i JOIN milestone s ON s.id = i.value JOIN goal g ON g.id = s.goal_id
         LEFT JOIN relationship r ON r.id = g.relationship_id LEFT JOIN person p ON p.id = r.person_id",
        subjects,
        |row, _| {
            let by: Option<NaiveDate> = row.get("due_on")?;
            let day = by.map(|by| app.locale().day(by, app.today()));
            let goal: String = row.get("goal")?;
            let message = Message::new("reminder_milestone")
                .with("goal", goal)
                .with("day", day.unwrap_or_default());
            Ok(Words {
                title: row.get("title")?,
                body: app.locale().say(&message),
                opens: format!("/goal/{}", row.get::<_, String>("goal_id")?),
                person: row.get("name")?,
                join: None,
            })
        },
    )
}
