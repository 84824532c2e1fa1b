use rusqlite::{Connection, OptionalExtension, params};

use super::due::{comes_at, held_by, look};
use super::model::{
    Delivery, Explanation, HeldBy, ReminderExplain, ReminderKind, ReminderOutcome, ReminderState,
};
use super::subjects::{self, Due, Look, Never, Subject};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{read_word, read_word_option};
use crate::error::{OrNotFound, Result};
use crate::locale::Message;
use crate::time::LocalTime;

/// What the row of a due time says.
struct Shown {
    kind: ReminderKind,
    occurrence: String,
    due_at: Millis,
    state: ReminderState,
    shown_at: Millis,
    snoozed_until: Option<Millis>,
    delivery: Delivery,
    held_by: Option<HeldBy>,
}

/// Why something was shown or not, and when it is next: every due time of a subject, earliest first.
pub fn reminder_explain(app: &App, request: ReminderExplain) -> Result<Vec<Explanation>> {
    app.read(|conn| {
        let look = look(conn, app)?;
        let subject = subject(conn, &request.id)?;
        let shown = shown(conn, &subject)?;
        let mut told = Vec::new();
        let mut answered = Vec::new();
        for kind in subjects::ALL.iter().copied() {
            for due in kind.of(conn, &look, &subject)? {
                let row = shown
                    .iter()
                    .find(|row| row.kind == due.kind && row.occurrence == due.occurrence);
                answered.push((due.kind, due.occurrence.clone()));
                told.push(match row {
                    Some(row) => of_row(app, &look, &due, row),
                    None => to_come(conn, app, &look, kind, &due)?,
                });
            }
        }
        // What was shown and no longer follows from the desk has been overtaken.
        for row in shown {
            if !answered
                .iter()
                .any(|(kind, occurrence)| *kind == row.kind && *occurrence == row.occurrence)
            {
                let (outcome, says) = match row.state {
                    ReminderState::Acted => (ReminderOutcome::Acted, "reminder_outcome_acted"),
                    ReminderState::Missed => (ReminderOutcome::Missed, "reminder_outcome_missed"),
                    ReminderState::Shown | ReminderState::Snoozed => {
                        (ReminderOutcome::Overtaken, "reminder_outcome_overtaken")
                    }
                };
                told.push(
                    explanation(app, row.kind, row.due_at, outcome, says, row.shown_at)
                        .late(app, row.held_by),
                );
            }
        }
        told.sort_by_key(|explanation| (explanation.due_at, explanation.kind));
        Ok(told)
    })
}

/// A due time that has a row: it was shown, put off, answered or missed.
fn of_row(app: &App, look: &Look, due: &Due, row: &Shown) -> Explanation {
    let (outcome, says, at) = match (row.state, row.delivery) {
        (ReminderState::Acted, _) => (
            ReminderOutcome::Acted,
            "reminder_outcome_acted",
            row.shown_at,
        ),
        (ReminderState::Snoozed, _) => {
            let wakes = row.snoozed_until.unwrap_or(row.shown_at).max(look.now);
            (
                ReminderOutcome::Snoozed,
                "reminder_outcome_snoozed",
                comes_at(&look.at(wakes), true),
            )
        }
        (ReminderState::Missed, _) => (
            ReminderOutcome::Missed,
            "reminder_outcome_missed",
            row.shown_at,
        ),
        (ReminderState::Shown, Delivery::Failed) => (
            ReminderOutcome::Undelivered,
            "reminder_outcome_undelivered",
            row.shown_at,
        ),
        (ReminderState::Shown, Delivery::Pending | Delivery::Delivered) => (
            ReminderOutcome::Shown,
            "reminder_outcome_shown",
            row.shown_at,
        ),
    };
    explanation(app, due.kind, due.at, outcome, says, at).late(app, row.held_by)
}

/// A due time nobody was shown yet: when it really comes, or that it does not and why.
fn to_come(
    conn: &Connection,
    app: &App,
    look: &Look,
    subject: &dyn Subject,
    due: &Due,
) -> Result<Explanation> {
    let first = look.at(due.at.max(look.now));
    let comes = comes_at(&first, subject.is_patient());
    let held = held_by(&first).filter(|_| comes > first.now);
    let is_ahead = due.at > look.now;
    let (outcome, says) = match (subject.never(conn, look, due, comes)?, held) {
        (_, Some(by)) if comes >= Millis::FOR_GOOD => {
            (ReminderOutcome::Held, held_by_sentence(by, comes))
        }
        (Some(Never::EnteredLater), _) => {
            (ReminderOutcome::Overtaken, "reminder_outcome_entered_later")
        }
        (Some(Never::TooLate), Some(_)) => {
            (ReminderOutcome::Overtaken, "reminder_outcome_held_too_long")
        }
        (Some(Never::TooLate), None) => (ReminderOutcome::Overtaken, "reminder_outcome_overtaken"),
        (None, None) if is_ahead => (ReminderOutcome::ToCome, "reminder_outcome_to_come"),
        (None, None) => (ReminderOutcome::Due, "reminder_outcome_due"),
        (None, Some(by)) => {
            let outcome = if is_ahead {
                ReminderOutcome::ToCome
            } else {
                ReminderOutcome::Held
            };
            (outcome, held_by_sentence(by, comes))
        }
    };
    Ok(explanation(app, due.kind, due.at, outcome, says, comes))
}

fn held_by_sentence(by: HeldBy, until: Millis) -> &'static str {
    match by {
        _ if until >= Millis::FOR_GOOD => "reminder_outcome_held_for_good",
        HeldBy::QuietHours => "reminder_outcome_held_quiet_hours",
        HeldBy::DayOff => "reminder_outcome_held_day_off",
        HeldBy::Pause | HeldBy::Away => "reminder_outcome_held_pause",
    }
}

fn explanation(
    app: &App,
    kind: ReminderKind,
    due_at: Millis,
    outcome: ReminderOutcome,
    says: &'static str,
    at: Millis,
) -> Explanation {
    let locale = app.locale();
    let moment = |at: Millis| locale.day_and_time(LocalTime::at(at, app.zone()).0, app.today());
    let name = subjects::of_kind(kind).map(|subject| locale.say(&Message::new(subject.name())));
    let sentence = locale.say(
        &Message::new(says)
            .with("what", name.unwrap_or_default())
            .with("due", moment(due_at))
            .with("when", moment(at)),
    );
    Explanation {
        kind,
        due_at,
        outcome,
        sentence,
    }
}

impl Explanation {
    /// With why it came late, if it did.
    fn late(mut self, app: &App, by: Option<HeldBy>) -> Self {
        let why = by.map(|by| match by {
            HeldBy::Pause => "reminder_late_pause",
            HeldBy::QuietHours => "reminder_late_quiet_hours",
            HeldBy::DayOff => "reminder_late_day_off",
            HeldBy::Away => "reminder_late_away",
        });
        if let Some(why) = why {
            self.sentence = format!("{} {}", self.sentence, app.locale().say(&Message::new(why)));
        }
        self
    }
}

fn subject(conn: &Connection, id: &str) -> Result<String> {
    let of_reminder: Option<String> = conn
        .query_row(
            "SELECT subject_id FROM reminder WHERE id = ?1",
            [id],
            |row| row.get("subject_id"),
        )
        .optional()?;
    if let Some(subject) = of_reminder {
        return Ok(subject);
    }
    let tables: Vec<String> = subjects::tables()
        .iter()
        .map(|table| format!("SELECT id FROM {table} WHERE id = ?1 AND bin_id IS NULL"))
        .collect();
    conn.query_row(&tables.join(" UNION ALL "), [id], |row| row.get(0))
        .optional()?
        .or_not_found("subject")
}

fn shown(conn: &Connection, subject: &str) -> Result<Vec<Shown>> {
    let rows = conn
        .prepare_cached(
            "SELECT kind, occurrence, due_at, state, shown_at, snoozed_until, delivery, held_by FROM reminder
             WHERE subject_id = ?1 ORDER BY due_at, id LIMIT 500",
        )?
        .query_map(params![subject], |row| {
            Ok(Shown {
                kind: read_word(row, "kind")?,
                occurrence: row.get("occurrence")?,
                due_at: row.get("due_at")?,
                state: read_word(row, "state")?,
                shown_at: row.get("shown_at")?,
                snoozed_until: row.get("snoozed_until")?,
                delivery: read_word(row, "delivery")?,
                held_by: read_word_option(row, "held_by")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
