//! What can be due: one kind of subject a file. A later concept joins with a file of its own and a line
//! in [`ALL`].

mod action_due;
mod gone_quiet;
mod meeting_ahead;
mod unwritten;

use chrono_tz::Tz;
use rusqlite::{Connection, ToSql};

use super::model::ReminderKind;
use crate::clock::Millis;
use crate::db::word;
use crate::error::Result;
use crate::settings::Settings;

/// What is looked at when asking what is due: the moment, the place, and what the person wishes.
pub(super) struct Look {
    pub(super) now: Millis,
    pub(super) zone: Tz,
    pub(super) settings: Settings,
}

/// One due time of one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) kind: ReminderKind,
    pub(super) subject: String,
    /// Which due time it is: another occurrence is due anew.
    pub(super) occurrence: String,
    pub(super) at: Millis,
}

/// A kind of thing that can be due. Everything follows from the desk; nothing is stored ahead.
pub(super) trait Subject: Sync {
    /// The kind of reminder it gives.
    fn kind(&self) -> ReminderKind;

    /// What is due at the look's moment and was never shown, at most five hundred; the rest follows at
    /// the next look.
    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>>;

    /// When the next one is due after the look's moment, as far as the coming month.
    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>>;

    /// All due times of one subject, past and to come, for telling why and when.
    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>>;

    /// An SQL condition over the row `d` and its joined subject that holds while an answer is wanted;
    /// `?1` is now.
    fn waits(&self) -> String;

    /// What was due within the month, never shown, and is of no use any more; to be noted in the history.
    fn missed(&self, _conn: &Connection, _look: &Look) -> Result<Vec<Due>> {
        Ok(Vec::new())
    }

    /// The due times after the look's moment and up to `until`, at most five hundred.
    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>>;

    /// Whether quiet hours and days off hold its pop-up back.
    fn is_patient(&self) -> bool {
        true
    }
}

/// Every kind of subject.
pub(super) const ALL: [&dyn Subject; 5] = [
    &meeting_ahead::MeetingEarly,
    &meeting_ahead::MeetingLate,
    &action_due::ActionDue,
    &gone_quiet::GoneQuiet,
    &unwritten::Unwritten,
];

/// Runs a query that yields `subject`, `occurrence` and `at`, and ends in a condition.
fn collect(
    conn: &Connection,
    kind: ReminderKind,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<Due>> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Due {
            kind,
            subject: row.get("subject")?,
            occurrence: row.get("occurrence")?,
            at: row.get("at")?,
        });
    }
    Ok(found)
}

/// As [`collect`], without what was shown before.
fn collect_unshown(
    conn: &Connection,
    kind: ReminderKind,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<Due>> {
    let word = word(kind).unwrap_or_default();
    let sql = format!(
        "SELECT * FROM ({sql}) AS u WHERE NOT EXISTS (SELECT 1 FROM reminder d WHERE d.kind = '{word}'
           AND d.subject_id = u.subject AND d.occurrence = u.occurrence AND d.state <> 'missed') LIMIT 500"
    );
    collect(conn, kind, &sql, values)
}

/// As [`collect`], without what has a row of any kind, and only since reminders have been shown on this
/// desk: nobody owed the ones before.
fn collect_missed(
    conn: &Connection,
    kind: ReminderKind,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<Due>> {
    let word = word(kind).unwrap_or_default();
    let sql = format!(
        "SELECT * FROM ({sql}) AS u WHERE NOT EXISTS (SELECT 1 FROM reminder d WHERE d.kind = '{word}'
           AND d.subject_id = u.subject AND d.occurrence = u.occurrence)
           AND EXISTS (SELECT 1 FROM reminder d WHERE d.due_at < u.at) LIMIT 500"
    );
    collect(conn, kind, &sql, values)
}

/// The instants a query yields.
fn instants(conn: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Millis>> {
    let found = conn
        .prepare_cached(&format!("{sql} LIMIT 500"))?
        .query_map(values, |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// A single instant, if the query yields one.
fn instant(conn: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Option<Millis>> {
    Ok(conn
        .prepare_cached(sql)?
        .query_row(values, |row| row.get(0))?)
}
