use rusqlite::{Connection, OptionalExtension, params};

use super::due::{held_by, held_until, look, paused_until};
use super::model::{
    Delivery, Explanation, HeldBy, ReminderExplain, ReminderKind, ReminderOutcome, ReminderState,
};
use super::subjects::{self, Due, Look};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{read_word, read_word_option};
use crate::error::{OrNotFound, Result};
use crate::locale::Message;
use crate::settings;
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
        for kind in subjects::ALL {
            for due in kind.of(conn, &look, &subject)? {
                let row = shown
                    .iter()
                    .find(|row| row.kind == due.kind && row.occurrence == due.occurrence);
                answered.push((due.kind, due.occurrence.clone()));
                told.push(explain(app, &look, &due, row, kind.is_patient()));
            }
        }
        // What was shown and no longer follows from the desk has been overtaken.
        for row in shown {
            if !answered
                .iter()
                .any(|(kind, occurrence)| *kind == row.kind && *occurrence == row.occurrence)
            {
                let outcome = match row.state {
                    ReminderState::Acted => ReminderOutcome::Acted,
                    ReminderState::Missed => ReminderOutcome::Missed,
                    ReminderState::Shown | ReminderState::Snoozed => ReminderOutcome::Overtaken,
                };
                told.push(sentence(
                    app,
                    row.kind,
                    row.due_at,
                    outcome,
                    row.shown_at,
                    row.held_by,
                ));
            }
        }
        told.sort_by_key(|explanation| (explanation.due_at, explanation.kind));
        Ok(told)
    })
}

fn explain(
    app: &App,
    look: &Look,
    due: &Due,
    row: Option<&Shown>,
    is_patient: bool,
) -> Explanation {
    let held = if is_patient {
        held_until(look)
    } else {
        paused_until(look)
    };
    let (outcome, at) = match row {
        Some(row) => match (row.state, row.delivery) {
            (ReminderState::Acted, _) => (ReminderOutcome::Acted, row.shown_at),
            (ReminderState::Snoozed, _) => (
                ReminderOutcome::Snoozed,
                row.snoozed_until.unwrap_or(row.shown_at),
            ),
            (ReminderState::Missed, _) => (ReminderOutcome::Missed, row.shown_at),
            (ReminderState::Shown, Delivery::Failed) => {
                (ReminderOutcome::Undelivered, row.shown_at)
            }
            (ReminderState::Shown, Delivery::Pending | Delivery::Delivered) => {
                (ReminderOutcome::Shown, row.shown_at)
            }
        },
        None if due.at > look.now => (ReminderOutcome::ToCome, due.at),
        None => match held {
            Some(until) => (ReminderOutcome::Held, until),
            None if overtaken(due, look) => (ReminderOutcome::Overtaken, due.at),
            None => (ReminderOutcome::Due, look.now),
        },
    };
    let by = match (row, outcome) {
        (Some(row), _) => row.held_by,
        (None, ReminderOutcome::Held) => held_by(look),
        (None, _) => None,
    };
    sentence(app, due.kind, due.at, outcome, at, by)
}

/// A meeting's word whose meeting has begun, or its early word when the late one's time has come.
fn overtaken(due: &Due, look: &Look) -> bool {
    match due.kind {
        ReminderKind::MeetingEarly | ReminderKind::MeetingLate => due
            .occurrence
            .parse::<i64>()
            .is_ok_and(|start| start <= look.now.0),
        ReminderKind::ActionDue | ReminderKind::GoneQuiet | ReminderKind::Unwritten => false,
    }
}

fn sentence(
    app: &App,
    kind: ReminderKind,
    due_at: Millis,
    outcome: ReminderOutcome,
    at: Millis,
    held_by: Option<HeldBy>,
) -> Explanation {
    let locale = app.locale();
    let moment = |at: Millis| locale.day_and_time(LocalTime::at(at, app.zone()).0, app.today());
    let key = match outcome {
        ReminderOutcome::ToCome => "reminder_outcome_to_come",
        ReminderOutcome::Held if at >= settings::PAUSED_FOR_GOOD => {
            "reminder_outcome_held_for_good"
        }
        ReminderOutcome::Held => match held_by {
            Some(HeldBy::QuietHours) => "reminder_outcome_held_quiet_hours",
            Some(HeldBy::DayOff) => "reminder_outcome_held_day_off",
            Some(HeldBy::Pause | HeldBy::Away) | None => "reminder_outcome_held_pause",
        },
        ReminderOutcome::Due => "reminder_outcome_due",
        ReminderOutcome::Shown => "reminder_outcome_shown",
        ReminderOutcome::Undelivered => "reminder_outcome_undelivered",
        ReminderOutcome::Snoozed => "reminder_outcome_snoozed",
        ReminderOutcome::Acted => "reminder_outcome_acted",
        ReminderOutcome::Overtaken => "reminder_outcome_overtaken",
        ReminderOutcome::Missed => "reminder_outcome_missed",
    };
    let what = match kind {
        ReminderKind::MeetingEarly => "reminder_kind_meeting_early",
        ReminderKind::MeetingLate => "reminder_kind_meeting_late",
        ReminderKind::ActionDue => "reminder_kind_action_due",
        ReminderKind::GoneQuiet => "reminder_kind_gone_quiet",
        ReminderKind::Unwritten => "reminder_kind_unwritten",
    };
    let mut sentence = locale.say(
        &Message::new(key)
            .with("what", locale.say(&Message::new(what)))
            .with("due", moment(due_at))
            .with("when", moment(at)),
    );
    let why = match held_by.filter(|_| outcome != ReminderOutcome::Held) {
        Some(HeldBy::Pause) => Some("reminder_late_pause"),
        Some(HeldBy::QuietHours) => Some("reminder_late_quiet_hours"),
        Some(HeldBy::DayOff) => Some("reminder_late_day_off"),
        Some(HeldBy::Away) => Some("reminder_late_away"),
        None => None,
    };
    if let Some(why) = why {
        sentence = format!("{sentence} {}", locale.say(&Message::new(why)));
    }
    Explanation {
        kind,
        due_at,
        outcome,
        sentence,
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
    conn.query_row(
        "SELECT id FROM meeting WHERE id = ?1 AND bin_id IS NULL
         UNION ALL SELECT id FROM action WHERE id = ?1 AND bin_id IS NULL
         UNION ALL SELECT id FROM relationship WHERE id = ?1 AND bin_id IS NULL",
        [id],
        |row| row.get(0),
    )
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
