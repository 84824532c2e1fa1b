//! What can be due: one kind of subject a file. A later concept joins with a file of its own and a line
//! in [`ALL`].

mod action_due;
mod advice_try;
mod dated;
mod decision_look_back;
mod goal_due;
mod gone_quiet;
mod meeting_ahead;
mod milestone_due;
mod relationship_ending;
mod thank_you;
mod unwritten;

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use rusqlite::{Connection, ToSql};

use super::model::ReminderKind;
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Write, word};
use crate::error::Result;
use crate::settings::Settings;

/// What is looked at when asking what is due: the moment, the place, and what the person wishes.
pub(super) struct Look {
    pub(super) now: Millis,
    pub(super) zone: Tz,
    pub(super) settings: Settings,
}

impl Look {
    /// The same look at another moment.
    pub(super) fn at(&self, now: Millis) -> Self {
        Self {
            now,
            zone: self.zone,
            settings: self.settings.clone(),
        }
    }
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

/// What a reminder says of its subject. Names and titles only: no note, private or not, is ever read here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Who or what, in a few words.
    pub(super) title: String,
    /// What for, in a sentence.
    pub(super) body: String,
    /// The route of the page that helps, such as `/meeting/ID`.
    pub(super) opens: String,
    /// Whom it is about; the first by name where there are several.
    pub(super) person: Option<String>,
    /// Where to join what is about to begin.
    pub(super) join: Option<String>,
}

/// Why one due time never comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Never {
    /// Its time had passed when the subject was entered or last changed.
    EnteredLater,
    /// It is of no use any more by the time it could come.
    TooLate,
}

/// A kind of thing that can be due. Everything follows from the desk; nothing is stored ahead.
pub(super) trait Subject: Sync {
    /// The kind of reminder it gives.
    fn kind(&self) -> ReminderKind;

    /// The catalogue's key of what this kind of reminder is called.
    fn name(&self) -> &'static str;

    /// The table with the rows it is about, which are `s` in [`waits`](Self::waits) and the like.
    fn table(&self) -> &'static str;

    /// The column that says when one of them was last entered or changed.
    fn changed_at(&self) -> &'static str {
        "changed_at"
    }

    /// What is due at the look's moment and was never shown, at most five hundred; the rest follows at
    /// the next look.
    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>>;

    /// When the next one is due after the look's moment, as far as the coming month.
    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>>;

    /// All due times of one subject, past and to come, for telling why and when.
    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>>;

    /// The due times after the look's moment and up to `until`, at most five hundred.
    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>>;

    /// An SQL condition over the reminder's row `d` and its subject's row `s` that holds while an answer is
    /// wanted; `?1` is now.
    fn waits(&self) -> String;

    /// An SQL condition over the same that holds once the subject was seen to elsewhere.
    fn settled(&self) -> String {
        "0".to_owned()
    }

    /// The words of these subjects, given as a JSON list of ids, by id.
    fn words(
        &self,
        conn: &Connection,
        app: &App,
        subjects: &str,
    ) -> Result<BTreeMap<String, Words>>;

    /// Does what an answer says of the subject itself.
    fn answer(&self, _tx: &Write<'_>, _app: &App, _subject: &str) -> Result<()> {
        Ok(())
    }

    /// What was due within the month, never shown, and is of no use any more; to be noted in the history.
    fn missed(&self, _conn: &Connection, _look: &Look) -> Result<Vec<Due>> {
        Ok(Vec::new())
    }

    /// Why this due time never comes, if `comes` is when it could be shown first.
    fn never(
        &self,
        _conn: &Connection,
        _look: &Look,
        _due: &Due,
        _comes: Millis,
    ) -> Result<Option<Never>> {
        Ok(None)
    }

    /// Whether quiet hours and days off hold its pop-up back.
    fn is_patient(&self) -> bool {
        true
    }
}

/// Every kind of subject.
pub(super) const ALL: &[&dyn Subject] = &[
    &meeting_ahead::MeetingEarly,
    &meeting_ahead::MeetingLate,
    &unwritten::Unwritten,
    &thank_you::THANK_YOU,
    &action_due::ACTION_DUE,
    &advice_try::ADVICE_TRY,
    &decision_look_back::DECISION_LOOK_BACK,
    &milestone_due::MILESTONE_DUE,
    &goal_due::GOAL_DUE,
    &relationship_ending::RELATIONSHIP_ENDING,
    &gone_quiet::GoneQuiet,
];

/// The subject of a kind of reminder.
pub(super) fn of_kind(kind: ReminderKind) -> Option<&'static dyn Subject> {
    ALL.iter().copied().find(|subject| subject.kind() == kind)
}

/// The tables that hold subjects.
pub(super) fn tables() -> BTreeSet<&'static str> {
    ALL.iter().map(|subject| subject.table()).collect()
}

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

/// The words a query yields, by its column `id`; `?1` is the JSON list of ids.
fn collect_words(
    conn: &Connection,
    sql: &str,
    subjects: &str,
    words: impl Fn(&rusqlite::Row<'_>, &str) -> rusqlite::Result<Words>,
) -> Result<BTreeMap<String, Words>> {
    let found = conn
        .prepare_cached(sql)?
        .query_map([subjects], |row| {
            let id: String = row.get("id")?;
            let words = words(row, &id)?;
            Ok((id, words))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
