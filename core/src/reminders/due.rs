use rusqlite::{Connection, OptionalExtension, params};

use super::model::{ReminderId, ReminderKind};
use super::notice::{self, Notice};
use super::store;
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Write, word};
use crate::error::Result;
use crate::notes::ABOUT_MEETING_M;
use crate::settings;
use crate::time;

/// When a promise is due on its day, here: 9:00.
const ACTION_HOUR: i64 = 9;

/// One due time of one subject.
struct Due {
    kind: ReminderKind,
    subject: String,
    occurrence: String,
    at: Millis,
}

/// Everything due and not shown yet, marked as shown in the same transaction: due things are shown once.
/// More than three at a time come as one digest.
pub fn take_due(app: &App) -> Result<Vec<Notice>> {
    // Most checks find nothing: they cost reads only.
    let any = app.read(|conn| Ok(!due(conn, app)?.is_empty() || !awake(conn, app.now())?.is_empty()))?;
    if !any {
        return Ok(Vec::new());
    }
    app.write_for_good(|tx| {
        let mut ids = awake(tx, app.now())?;
        for id in &ids {
            tx.prepare_cached(
                "UPDATE reminder SET state = 'shown', snoozed_until = NULL, shown_at = ?2, delivery = 'pending'
                 WHERE id = ?1",
            )?
            .execute(params![id, app.now()])?;
        }
        for due in due(tx, app)? {
            ids.push(mark(tx, app, &due)?);
        }
        let shown = store::by_ids(tx, app, &ids)?;
        Ok(notice::compose(app, &shown))
    })
}

/// When something is due next, if anything is; at once when something is due already.
pub fn next_due(app: &App) -> Result<Option<Millis>> {
    let now = app.now();
    app.read(|conn| {
        if !due(conn, app)?.is_empty() {
            return Ok(Some(now));
        }
        let settings = settings::current(conn)?;
        let minimum = |sql: &str, after: Millis| -> Result<Option<Millis>> {
            Ok(conn.prepare_cached(sql)?.query_row([after], |row| row.get(0)).optional()?.flatten())
        };
        let mut times = Vec::new();
        for minutes in [settings.remind_early, settings.remind_late].into_iter().filter(|minutes| *minutes > 0) {
            let lead = i64::from(minutes);
            let start = minimum(
                "SELECT min(starts_at) FROM meeting WHERE bin_id IS NULL AND state = 'planned' AND starts_at > ?1",
                now.plus_minutes(lead),
            )?;
            times.extend(start.map(|at| at.plus_minutes(-lead)));
        }
        times.extend(minimum(
            "SELECT min(ends_at) FROM meeting WHERE bin_id IS NULL AND state = 'planned' AND ends_at > ?1",
            now,
        )?);
        times.extend(minimum(
            "SELECT min(quiet_from) FROM relationship WHERE bin_id IS NULL AND quiet_from > ?1 AND quiet_from IS NOT NULL",
            now,
        )?);
        times.extend(minimum("SELECT min(snoozed_until) FROM reminder WHERE state = 'snoozed' AND snoozed_until > ?1", now)?);
        let next_action: Option<chrono::NaiveDate> = conn
            .prepare_cached(
                "SELECT min(due_key) FROM action WHERE bin_id IS NULL AND state = 'open' AND due_key >= ?1
                 AND due_key < '9999'",
            )?
            .query_row([due_day(app).succ_opt().unwrap_or(app.today()).to_string()], |row| row.get(0))
            .optional()?
            .flatten();
        times.extend(next_action.map(|day| time::day_start(day, app.zone()).plus_minutes(ACTION_HOUR * 60)));
        Ok(times.into_iter().min())
    })
}

/// The last day whose promises are due by now: today from 9:00 on, before that yesterday.
fn due_day(app: &App) -> chrono::NaiveDate {
    let shifted = app.now().plus_minutes(-ACTION_HOUR * 60);
    shifted.utc().with_timezone(&app.zone()).date_naive()
}

fn awake(conn: &Connection, now: Millis) -> Result<Vec<ReminderId>> {
    let ids = conn
        .prepare_cached("SELECT id FROM reminder WHERE state = 'snoozed' AND snoozed_until <= ?1 LIMIT 500")?
        .query_map([now], |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ids)
}

/// What is due and was never shown. At most 500 of each kind a time; the rest follows at the next check.
fn due(conn: &Connection, app: &App) -> Result<Vec<Due>> {
    let now = app.now();
    let settings = settings::current(conn)?;
    let (early, late) = (i64::from(settings.remind_early), i64::from(settings.remind_late));
    let mut found = Vec::new();
    let mut collect = |kind: ReminderKind, sql: &str, values: &[&dyn rusqlite::ToSql]| -> Result<()> {
        let kind_word = word(kind).unwrap_or_default();
        let sql = format!(
            "{sql} AND NOT EXISTS (SELECT 1 FROM reminder d WHERE d.kind = '{kind_word}'
               AND d.subject_id = subject AND d.occurrence = CAST(occurrence AS TEXT)) LIMIT 500"
        );
        let mut query = conn.prepare_cached(&sql)?;
        let mut rows = query.query(values)?;
        while let Some(row) = rows.next()? {
            let (subject, occurrence, at) = (row.get("subject")?, row.get("occurrence")?, row.get("at")?);
            found.push(Due { kind, subject, occurrence, at });
        }
        Ok(())
    };
    // The early word is of use only until the late one's time has come.
    if early > late {
        collect(
            ReminderKind::MeetingEarly,
            "SELECT m.id AS subject, CAST(m.starts_at AS TEXT) AS occurrence, m.starts_at - ?3 AS at
             FROM meeting m WHERE m.bin_id IS NULL AND m.state = 'planned' AND m.starts_at > ?1 AND m.starts_at <= ?2",
            &[&now.plus_minutes(late), &now.plus_minutes(early), &(early * Millis::MINUTE)],
        )?;
    }
    if late > 0 {
        // A week back is the longest a meeting lasts; one under way is still worth a word.
        collect(
            ReminderKind::MeetingLate,
            "SELECT m.id AS subject, CAST(m.starts_at AS TEXT) AS occurrence, m.starts_at - ?4 AS at
             FROM meeting m WHERE m.bin_id IS NULL AND m.state = 'planned' AND m.starts_at > ?1 AND m.starts_at <= ?2
               AND m.ends_at > ?3",
            &[
                &Millis(now.0 - 7 * Millis::DAY),
                &now.plus_minutes(late),
                &now,
                &(late * Millis::MINUTE),
            ],
        )?;
    }
    let day = due_day(app);
    let at = time::day_start(day, app.zone()).plus_minutes(ACTION_HOUR * 60);
    collect(
        ReminderKind::ActionDue,
        "SELECT a.id AS subject, a.due_on AS occurrence, ?2 AS at
         FROM action a WHERE a.bin_id IS NULL AND a.state = 'open' AND a.due_key <= ?1",
        &[&day.to_string(), &at],
    )?;
    collect(
        ReminderKind::GoneQuiet,
        "SELECT r.id AS subject, CAST(r.quiet_from AS TEXT) AS occurrence, r.quiet_from AS at
         FROM relationship r WHERE r.bin_id IS NULL AND r.quiet_from IS NOT NULL AND r.quiet_from <= ?1
           AND NOT EXISTS (SELECT 1 FROM meeting_participant mp JOIN meeting m ON m.id = mp.meeting_id
             WHERE mp.relationship_id = r.id AND m.state = 'planned' AND m.bin_id IS NULL AND m.ends_at > ?1)",
        &[&now],
    )?;
    // A meeting entered when it was already over needs no question.
    let month = Millis(now.0 - 31 * Millis::DAY);
    for state in ["m.state = 'planned'", "m.state = 'held' AND m.notes = ''"] {
        collect(
            ReminderKind::Unwritten,
            &format!(
                "SELECT m.id AS subject, CAST(m.ends_at AS TEXT) AS occurrence, m.ends_at AS at
                 FROM meeting m WHERE m.bin_id IS NULL AND {state} AND m.ends_at > ?1 AND m.ends_at <= ?2
                   AND m.created_at < m.ends_at AND NOT EXISTS ({ABOUT_MEETING_M})"
            ),
            &[&month, &now],
        )?;
    }
    Ok(found)
}

fn mark(tx: &Write<'_>, app: &App, due: &Due) -> Result<ReminderId> {
    let id: ReminderId = app.new_id();
    tx.prepare_cached(
        "INSERT INTO reminder (id, kind, subject_id, occurrence, due_at, state, shown_at, delivery)
         VALUES (?1, ?2, ?3, ?4, ?5, 'shown', ?6, 'pending')",
    )?
    .execute(params![id, word(due.kind), due.subject, due.occurrence, due.at, app.now()])?;
    Ok(id)
}
