use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::dated::Dated;
use super::{Words, collect_words};
use crate::actions::{self, ActionId, ActionState};
use crate::app::App;
use crate::db::{Write, read_word};
use crate::error::Result;
use crate::locale::Message;
use crate::meetings::Side;
use crate::reminders::model::ReminderKind;

/// A promise is due, mine or theirs.
pub(super) const ACTION_DUE: Dated = Dated {
    kind: ReminderKind::ActionDue,
    name: "reminder_kind_action_due",
    table: "action",
    changed_at: "changed_at",
    column: "due_key",
    open: "s.state = 'open'",
    goes_on: || actions::store::goes_on("s"),
    before: 0,
    stale: None,
    settled: "s.state = 'done'",
    words,
    answer: kept,
};

fn words(conn: &Connection, app: &App, subjects: &str) -> Result<BTreeMap<String, Words>> {
    collect_words(
        conn,
        "SELECT s.id, s.title, s.owner, s.due_on, s.relationship_id, p.name
         FROM json_each(?1) i JOIN action s ON s.id = i.value
         LEFT JOIN relationship r ON r.id = s.relationship_id LEFT JOIN person p ON p.id = r.person_id",
        subjects,
        |row, _| {
            let due: Option<NaiveDate> = row.get("due_on")?;
            let day = due.map(|due| app.locale().day(due, app.today()));
            let name: Option<String> = row.get("name")?;
            let message = match (read_word(row, "owner")?, &name) {
                (Side::Theirs, Some(name)) => {
                    Message::new("reminder_action_theirs").with("name", name)
                }
                (_, Some(name)) => Message::new("reminder_action_mine").with("name", name),
                (_, None) => Message::new("reminder_action_own"),
            };
            let room: Option<String> = row.get("relationship_id")?;
            Ok(Words {
                title: row.get("title")?,
                body: app
                    .locale()
                    .say(&message.with("day", day.unwrap_or_default())),
                opens: room.map_or_else(|| "/today".to_owned(), |room| format!("/room/{room}")),
                person: name,
                join: None,
            })
        },
    )
}

/// A promise whose reminder is answered was kept.
fn kept(tx: &Write<'_>, app: &App, subject: &str) -> Result<()> {
    if let Ok(id) = subject.parse::<ActionId>()
        && actions::store::find(tx, app, id)?.state == ActionState::Open
    {
        actions::store::set_state(tx, app, id, ActionState::Done, "")?;
    }
    Ok(())
}
