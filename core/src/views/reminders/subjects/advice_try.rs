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

/// Advice was to be tried by now.
pub(super) const ADVICE_TRY: Dated = Dated {
    kind: ReminderKind::AdviceTry,
    name: "reminder_kind_advice_try",
    table: "advice",
    changed_at: "changed_at",
    column: "try_by",
    open: "s.state = 'trying'",
    goes_on: || relationships::store::goes_on("s.relationship_id", "s.created_at"),
    before: 0,
    stale: Some(31),
    settled: "s.state IN ('tried', 'declined')",
    words,
    answer: only_noted,
};

fn words(conn: &Connection, app: &App, subjects: &str) -> Result<BTreeMap<String, Words>> {
    collect_words(
        conn,
        "SELECT s.id, s.text, s.given_by, s.try_by, s.relationship_id, p.name
         FROM json_each(?1) i JOIN advice s ON s.id = i.value
         JOIN relationship r ON r.id = s.relationship_id JOIN person p ON p.id = r.person_id",
        subjects,
        |row, _| {
            let by: Option<NaiveDate> = row.get("try_by")?;
            let day = by.map(|by| app.locale().day(by, app.today()));
            let (name, room): (String, String) = (row.get("name")?, row.get("relationship_id")?);
            let key = match read_word(row, "given_by")? {
                Side::Theirs => "reminder_advice_mine",
                Side::Mine => "reminder_advice_theirs",
            };
            let message = Message::new(key)
                .with("name", &name)
                .with("day", day.unwrap_or_default());
            Ok(Words {
                title: row.get("text")?,
                body: app.locale().say(&message),
                opens: format!("/room/{room}"),
                person: Some(name),
                join: None,
            })
        },
    )
}
