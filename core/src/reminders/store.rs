use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{
    Delivery, HeldReminder, Reminder, ReminderId, ReminderKind, ReminderList, ReminderOutcome,
    ReminderState,
};
use super::subjects::{self, Due};
use crate::actions::ActionId;
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Listing, read_word, read_word_option, word};
use crate::error::{OrNotFound, Result};
use crate::locale::Message;
use crate::meetings::Side;
use crate::time::LocalTime;

/// Each reminder with its subject's words, and whether the subject still waits for an answer.
fn select() -> String {
    select_from("reminder")
}

/// The same from rows that have a reminder's columns.
fn select_from(rows: &str) -> String {
    let waits: Vec<String> = subjects::ALL
        .iter()
        .map(|subject| {
            let kind = word(subject.kind()).unwrap_or_default();
            format!("WHEN d.kind = '{kind}' THEN {}", subject.waits())
        })
        .collect();
    format!(
        "SELECT d.id, d.kind, d.subject_id, d.due_at, d.state, d.shown_at, d.snoozed_until, d.closed_at, d.delivery, d.held_by,
           m.title AS meeting_title, m.starts_at,
           a.title AS action_title, a.owner, a.due_on, a.relationship_id AS action_room, rp.name AS action_name,
           p.name AS quiet_name, r.last_contact_at, r.last_met_at,
           coalesce(rp.name, p.name, (SELECT n.name FROM meeting_participant mp
             JOIN relationship x ON x.id = mp.relationship_id JOIN person n ON n.id = x.person_id
             WHERE mp.meeting_id = m.id AND x.bin_id IS NULL ORDER BY n.sort_name LIMIT 1)) AS person,
           CASE {} END AS waits,
           coalesce(a.state = 'done', d.kind = 'unwritten' AND m.state = 'held', 0) AS settled
         FROM {rows} d
         LEFT JOIN meeting m ON m.id = d.subject_id AND m.bin_id IS NULL
         LEFT JOIN action a ON a.id = d.subject_id AND a.bin_id IS NULL
         LEFT JOIN relationship ar ON ar.id = a.relationship_id
         LEFT JOIN person rp ON rp.id = ar.person_id
         LEFT JOIN relationship r ON r.id = d.subject_id AND r.bin_id IS NULL
         LEFT JOIN person p ON p.id = r.person_id
         WHERE coalesce(m.id, a.id, r.id) IS NOT NULL",
        waits.join(" ")
    )
}

pub(super) fn list(conn: &Connection, app: &App, request: &ReminderList) -> Result<Vec<Reminder>> {
    let mut listing = Listing::about(&request.page, select(), app.now());
    if !request.all {
        listing = listing.and("d.state <> 'acted' AND d.state <> 'missed' AND waits");
    }
    listing
        .latest_first("d.due_at", "d.id")?
        .rows(conn, |row| from_row(row, app))
}

/// How many wait in the inbox, counted up to a hundred.
pub(crate) fn waiting(conn: &Connection, app: &App) -> Result<u32> {
    let sql = format!(
        "SELECT count(*) FROM ({} AND d.state = 'shown' AND waits LIMIT 100)",
        select()
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
    conn.prepare_cached(&format!("{} AND d.id = ?2", select()))?
        .query_row(params![app.now(), id], |row| from_row(row, app))
        .optional()?
        .or_not_found("reminder")
}

pub(super) fn by_ids(conn: &Connection, app: &App, ids: &[ReminderId]) -> Result<Vec<Reminder>> {
    ids.iter().map(|id| find(conn, app, *id)).collect()
}

/// The promise a reminder is about, if it is about one.
pub(super) fn action_of(reminder: &Reminder) -> Option<ActionId> {
    if reminder.kind == ReminderKind::ActionDue {
        reminder.subject_id.parse().ok()
    } else {
        None
    }
}

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<Reminder> {
    let kind: ReminderKind = read_word(row, "kind")?;
    let subject_id: String = row.get("subject_id")?;
    let (title, body, opens) = words(row, app, kind, &subject_id)?;
    let (state, delivery) = (read_word(row, "state")?, read_word(row, "delivery")?);
    let waits = row.get::<_, Option<bool>>("waits")?.unwrap_or(false);
    let settled = row.get("settled")?;
    Ok(Reminder {
        id: row.get("id")?,
        kind,
        subject_id,
        title,
        body,
        opens,
        due_at: row.get("due_at")?,
        state,
        held_by: read_word_option(row, "held_by")?,
        outcome: outcome(state, delivery, waits, settled),
        shown_at: row.get("shown_at")?,
        snoozed_until: row.get("snoozed_until")?,
        delivery,
        person: row.get("person")?,
        closed_at: row.get("closed_at")?,
        waits,
    })
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
    let rows: Vec<serde_json::Value> = due
        .iter()
        .map(|due| {
            serde_json::json!({ "kind": due.kind, "subject": due.subject, "occurrence": due.occurrence, "at": due.at })
        })
        .collect();
    let rows = serde_json::Value::Array(rows).to_string();
    let source = "(SELECT value ->> 'subject' AS id, value ->> 'kind' AS kind, value ->> 'subject' AS subject_id,
       value ->> 'occurrence' AS occurrence, value ->> 'at' AS due_at, 'shown' AS state, NULL AS shown_at,
       NULL AS snoozed_until, NULL AS closed_at, 'pending' AS delivery, NULL AS held_by FROM json_each(?2))";
    let sql = format!("{} AND ?1 IS NOT NULL", select_from(source));
    let held = conn
        .prepare_cached(&sql)?
        .query_map(params![app.now(), rows], |row| {
            let kind: ReminderKind = read_word(row, "kind")?;
            let subject_id: String = row.get("subject_id")?;
            let (title, body, opens) = words(row, app, kind, &subject_id)?;
            Ok(HeldReminder {
                kind,
                subject_id,
                title,
                body,
                opens,
                due_at: row.get("due_at")?,
                person: row.get("person")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(held)
}

/// Title, sentence and route. Names and titles only: no note, private or not, is ever read here.
fn words(
    row: &Row<'_>,
    app: &App,
    kind: ReminderKind,
    subject: &str,
) -> rusqlite::Result<(String, String, String)> {
    let locale = app.locale();
    let today = app.today();
    let moment = |at: Millis| locale.day_and_time(LocalTime::at(at, app.zone()).0, today);
    Ok(match kind {
        ReminderKind::MeetingEarly | ReminderKind::MeetingLate => {
            let at: Option<Millis> = row.get("starts_at")?;
            let body =
                at.map(|at| locale.say(&Message::new("reminder_meeting").with("when", moment(at))));
            (
                row.get::<_, Option<String>>("meeting_title")?
                    .unwrap_or_default(),
                body.unwrap_or_default(),
                format!("/brief/meeting/{subject}"),
            )
        }
        ReminderKind::Unwritten => {
            let at: Option<Millis> = row.get("starts_at")?;
            let body = at
                .map(|at| locale.say(&Message::new("reminder_unwritten").with("when", moment(at))));
            (
                row.get::<_, Option<String>>("meeting_title")?
                    .unwrap_or_default(),
                body.unwrap_or_default(),
                format!("/live/{subject}"),
            )
        }
        ReminderKind::ActionDue => {
            let due: Option<chrono::NaiveDate> = row.get("due_on")?;
            let day = due.map(|due| locale.day(due, today)).unwrap_or_default();
            let name: Option<String> = row.get("action_name")?;
            let owner: Option<Side> = read_word_option(row, "owner")?;
            let message = match (owner, name) {
                (Some(Side::Theirs), Some(name)) => Message::new("reminder_action_theirs")
                    .with("name", name)
                    .with("day", day),
                (_, Some(name)) => Message::new("reminder_action_mine")
                    .with("name", name)
                    .with("day", day),
                (_, None) => Message::new("reminder_action_own").with("day", day),
            };
            let room: Option<String> = row.get("action_room")?;
            let opens = room.map_or_else(|| "/today".to_owned(), |room| format!("/room/{room}"));
            let title: Option<String> = row.get("action_title")?;
            (title.unwrap_or_default(), locale.say(&message), opens)
        }
        ReminderKind::GoneQuiet => {
            let last: Option<Millis> = row.get("last_contact_at")?;
            let message = match last {
                Some(at) => {
                    let weeks = ((app.now().0 - at.0) / (7 * Millis::DAY)).max(1);
                    let met = row.get::<_, Option<Millis>>("last_met_at")? == Some(at);
                    Message::new(if met {
                        "reminder_quiet"
                    } else {
                        "reminder_quiet_contact"
                    })
                    .with("count", weeks)
                }
                None => Message::new("reminder_quiet_never"),
            };
            (
                row.get::<_, Option<String>>("quiet_name")?
                    .unwrap_or_default(),
                locale.say(&message),
                format!("/room/{subject}"),
            )
        }
    })
}
