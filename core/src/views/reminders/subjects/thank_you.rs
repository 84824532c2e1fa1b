use std::collections::BTreeMap;

use rusqlite::Connection;

use super::dated::Dated;
use super::meeting_ahead::FIRST_PERSON;
use super::{Words, collect_words};
use crate::app::App;
use crate::clock::Millis;
use crate::db::Write;
use crate::error::Result;
use crate::locale::Message;
use crate::meetings;
use crate::reminders::model::ReminderKind;
use crate::time::LocalTime;

/// A thank-you that was put off to a day is still not sent.
pub(super) const THANK_YOU: Dated = Dated {
    kind: ReminderKind::ThankYou,
    name: "reminder_kind_thank_you",
    table: "meeting",
    changed_at: "changed_at",
    column: "thank_by",
    open: "s.thank_by IS NOT NULL AND s.thanked_at IS NULL",
    goes_on: || meetings::store::goes_on("s"),
    before: 0,
    stale: Some(31),
    settled: "s.thanked_at IS NOT NULL",
    words,
    answer: sent,
};

fn words(conn: &Connection, app: &App, subjects: &str) -> Result<BTreeMap<String, Words>> {
    collect_words(
        conn,
        &format!(
            "SELECT s.id, s.title, s.starts_at, {FIRST_PERSON} AS person
             FROM json_each(?1) i JOIN meeting s ON s.id = i.value"
        ),
        subjects,
        |row, id| {
            let at: Option<Millis> = row.get("starts_at")?;
            let day = at.map(|at| {
                app.locale()
                    .day(LocalTime::at(at, app.zone()).0.date(), app.today())
            });
            let person: Option<String> = row.get("person")?;
            let message = Message::new("reminder_thank_you").with("day", day.unwrap_or_default());
            Ok(Words {
                title: row.get("title")?,
                body: app.locale().say(&message),
                opens: format!("/meeting/{id}"),
                person,
                join: None,
            })
        },
    )
}

/// A thank-you whose reminder is answered was sent.
fn sent(tx: &Write<'_>, app: &App, subject: &str) -> Result<()> {
    meetings::thanked(tx, app, subject)
}
