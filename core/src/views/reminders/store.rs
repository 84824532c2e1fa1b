use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{
    Delivery, HeldBy, HeldReminder, Join, Reminder, ReminderId, ReminderKind, ReminderList,
    ReminderOutcome, ReminderState,
};
use super::subjects::{self, Due, Subject, Words};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, read_word, read_word_option, word};
use crate::error::{OrNotFound, Result};
use crate::{limits, text};

/// The columns of a reminder's row, whether its subject still waits for an answer, and whether it was seen to
/// elsewhere. A row whose subject is gone, or in the bin, is left out.
fn select() -> String {
    select_from("reminder")
}

/// The same from rows that have a reminder's columns.
fn select_from(rows: &str) -> String {
    let of_each = |condition: fn(&dyn Subject) -> String| {
        let cases: Vec<String> = subjects::ALL
            .iter()
            .map(|subject| {
                let kind = word(subject.kind()).unwrap_or_default();
                format!(
                    "WHEN '{kind}' THEN (SELECT coalesce({}, 0) FROM {} s WHERE s.id = d.subject_id AND s.bin_id IS NULL)",
                    condition(*subject),
                    subject.table()
                )
            })
            .collect();
        format!("CASE d.kind {} END", cases.join(" "))
    };
    format!(
        "SELECT d.id, d.kind, d.subject_id, d.occurrence, d.due_at, d.state, d.shown_at, d.snoozed_until, d.closed_at,
           d.delivery, d.held_by, {} AS waits, {} AS settled
         FROM {rows} d WHERE waits IS NOT NULL",
        of_each(|subject| subject.waits()),
        of_each(|subject| subject.settled()),
    )
}

pub(super) fn list(conn: &Connection, app: &App, request: &ReminderList) -> Result<Vec<Reminder>> {
    let mut listing = Listing::about(&request.page, select(), app.now());
    if !request.all {
        listing = listing.and("d.state <> 'acted' AND d.state <> 'missed' AND waits");
    }
    let rows = listing
        .latest_first("d.due_at", "d.id")?
        .rows(conn, Told::read)?;
    with_words(conn, app, rows)
}

/// How many wait in the inbox, counted to one beyond [`limits::COUNTED`]. What was acted on is left out twice: the index
/// of the rest is found by those words.
pub(crate) fn waiting(conn: &Connection, app: &App) -> Result<u32> {
    let sql = format!(
        "SELECT count(*) FROM ({} AND d.state <> 'acted' AND d.state = 'shown' AND waits LIMIT {})",
        select(),
        limits::COUNTED + 1
    );
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([app.now()], |row| row.get(0))?)
}

/// Those whose sleep is over or whose showing is to be tried again, and whose subject still waits for an
/// answer: what was deleted, kept or moved in the meantime sleeps on.
pub(super) fn returning(conn: &Connection, now: Millis) -> Result<Vec<ReminderId>> {
    let mut ids = Vec::new();
    for condition in [
        "d.state = 'snoozed' AND d.snoozed_until <= ?1",
        "d.state = 'shown' AND d.retry_at IS NOT NULL AND d.retry_at <= ?1",
    ] {
        let mut query =
            conn.prepare_cached(&format!("{} AND {condition} AND waits LIMIT 500", select()))?;
        for id in query.query_map([now], |row| row.get("id"))? {
            ids.push(id?);
        }
    }
    Ok(ids)
}

/// What sleeps, wakes up to `until` and will still wait for an answer, the first to wake first, with when.
pub(super) fn asleep(
    conn: &Connection,
    now: Millis,
    until: Millis,
    most: usize,
) -> Result<Vec<(Due, Millis)>> {
    let mut query = conn.prepare_cached(&format!(
        "{} AND d.state = 'snoozed' AND d.snoozed_until <= ?2 AND waits ORDER BY d.snoozed_until, d.id LIMIT ?3",
        select()
    ))?;
    let rows = query.query_map(params![now, until, most as i64], |row| {
        let due = Due {
            kind: read_word(row, "kind")?,
            subject: row.get("subject_id")?,
            occurrence: row.get("occurrence")?,
            at: row.get("due_at")?,
        };
        Ok((due, row.get("snoozed_until")?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When those that sleep wake up to then, five hundred at most.
pub(super) fn waking(conn: &Connection, now: Millis, until: Millis) -> Result<Vec<Millis>> {
    let times = conn
        .prepare_cached(&format!(
            "{} AND d.state = 'snoozed' AND d.snoozed_until <= ?2 AND waits LIMIT 500",
            select()
        ))?
        .query_map([now, until], |row| row.get("snoozed_until"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(times)
}

/// Which of these were handed to the desktop without a word of what became of them: the program ended.
pub(super) fn left_by_a_crash(
    conn: &Connection,
    ids: &[ReminderId],
) -> Result<BTreeSet<ReminderId>> {
    let mut left = BTreeSet::new();
    for id in ids {
        let pending: bool = conn
            .prepare_cached(
                "SELECT state = 'shown' AND delivery = 'pending' FROM reminder WHERE id = ?1",
            )?
            .query_row([id], |row| row.get(0))?;
        if pending {
            left.insert(*id);
        }
    }
    Ok(left)
}

pub(super) fn find(conn: &Connection, app: &App, id: ReminderId) -> Result<Reminder> {
    let found = conn
        .prepare_cached(&format!("{} AND d.id = ?2", select()))?
        .query_row(params![app.now(), id], Told::read)
        .optional()?
        .or_not_found("reminder")?;
    with_words(conn, app, vec![found])?
        .pop()
        .or_not_found("reminder")
}

pub(super) fn by_ids(conn: &Connection, app: &App, ids: &[ReminderId]) -> Result<Vec<Reminder>> {
    ids.iter().map(|id| find(conn, app, *id)).collect()
}

/// What a reminder's row says by itself.
struct Told {
    id: ReminderId,
    kind: ReminderKind,
    subject_id: String,
    due_at: Millis,
    state: ReminderState,
    shown_at: Millis,
    snoozed_until: Option<Millis>,
    closed_at: Option<Millis>,
    delivery: Delivery,
    held_by: Option<HeldBy>,
    waits: bool,
    settled: bool,
}

impl Told {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: read_word(row, "kind")?,
            subject_id: row.get("subject_id")?,
            due_at: row.get("due_at")?,
            state: read_word(row, "state")?,
            shown_at: row.get("shown_at")?,
            snoozed_until: row.get("snoozed_until")?,
            closed_at: row.get("closed_at")?,
            delivery: read_word(row, "delivery")?,
            held_by: read_word_option(row, "held_by")?,
            waits: row.get("waits")?,
            settled: row.get::<_, Option<bool>>("settled")?.unwrap_or(false),
        })
    }

    fn with(self, words: Words) -> Reminder {
        let Words {
            title,
            body,
            opens,
            person,
            join,
        } = words;
        Reminder {
            outcome: outcome(self.state, self.delivery, self.waits, self.settled),
            join: join.filter(|_| self.waits).and_then(joined),
            id: self.id,
            kind: self.kind,
            subject_id: self.subject_id,
            title,
            body,
            opens,
            due_at: self.due_at,
            state: self.state,
            shown_at: self.shown_at,
            held_by: self.held_by,
            snoozed_until: self.snoozed_until,
            delivery: self.delivery,
            person,
            closed_at: self.closed_at,
            waits: self.waits,
        }
    }
}

/// A link of the web and its host. What leads elsewhere, to a telephone for one, is joined by other means.
fn joined(url: String) -> Option<Join> {
    let host = text::web_host(&url)?;
    Some(Join { url, host })
}

fn with_words(conn: &Connection, app: &App, rows: Vec<Told>) -> Result<Vec<Reminder>> {
    let subjects = rows.iter().map(|row| (row.kind, row.subject_id.as_str()));
    let mut words = words(conn, app, subjects)?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let words = words.entry(row.kind).or_default().get(&row.subject_id)?;
            let words = words.clone();
            Some(row.with(words))
        })
        .collect())
}

/// The words of subjects, by kind and id: one question for each kind there is.
fn words<'a>(
    conn: &Connection,
    app: &App,
    subjects: impl Iterator<Item = (ReminderKind, &'a str)>,
) -> Result<BTreeMap<ReminderKind, BTreeMap<String, Words>>> {
    let mut of_kinds: BTreeMap<ReminderKind, BTreeSet<&str>> = BTreeMap::new();
    for (kind, id) in subjects {
        of_kinds.entry(kind).or_default().insert(id);
    }
    let mut found = BTreeMap::new();
    for (kind, ids) in of_kinds {
        if let Some(subject) = subjects::of_kind(kind) {
            let ids = serde_json::json!(ids).to_string();
            found.insert(kind, subject.words(conn, app, &ids)?);
        }
    }
    Ok(found)
}

/// What became of a reminder. A promise kept and a meeting written up elsewhere count as answered.
fn outcome(
    state: ReminderState,
    delivery: Delivery,
    waits: bool,
    settled: bool,
) -> ReminderOutcome {
    match (state, delivery) {
        (ReminderState::Acted, _) => ReminderOutcome::Acted,
        (ReminderState::Missed, _) => ReminderOutcome::Missed,
        _ if !waits && settled => ReminderOutcome::Acted,
        _ if !waits => ReminderOutcome::Overtaken,
        (ReminderState::Snoozed, _) => ReminderOutcome::Snoozed,
        (ReminderState::Shown, Delivery::Failed) => ReminderOutcome::Undelivered,
        (ReminderState::Shown, Delivery::Pending | Delivery::Delivered) => ReminderOutcome::Shown,
    }
}

/// The words of what is due and not shown yet.
pub(super) fn held(conn: &Connection, app: &App, due: &[Due]) -> Result<Vec<HeldReminder>> {
    let subjects = due.iter().map(|due| (due.kind, due.subject.as_str()));
    let words = words(conn, app, subjects)?;
    Ok(due
        .iter()
        .filter_map(|due| {
            let words = words.get(&due.kind)?.get(&due.subject)?.clone();
            Some(HeldReminder {
                kind: due.kind,
                subject_id: due.subject.clone(),
                title: words.title,
                body: words.body,
                opens: words.opens,
                due_at: due.at,
                person: words.person,
            })
        })
        .collect())
}
