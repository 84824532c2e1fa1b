//! `reminders`.

use ithaca_core::App;
use ithaca_core::commands::{
    Reminder, ReminderExplain, ReminderList, ReminderOutcome, ReminderSnooze, Snooze,
    reminder_explain, reminder_list, reminder_snooze,
};
use ithaca_core::error::Error;
use ithaca_core::locale::Message;
use ithaca_core::time::LocalTime;

use crate::arguments::RemindersAsked;
use crate::failure::{Explained as _, Result};
use crate::printed::{Printed, all_pages, say};

/// What waits or sleeps, latest due first; with `--explain`, why one came or did not and when it is next;
/// with `--snooze`, one is put off.
pub(crate) fn run(app: &App, asked: RemindersAsked) -> Result<Printed> {
    match (asked.explain, asked.snooze.zip(asked.until)) {
        (_, Some((id, until))) => snooze(app, &id, until),
        (Some(id), None) => explain(app, id),
        (None, None) => list(app, asked.all),
    }
}

fn snooze(app: &App, id: &str, until: String) -> Result<Printed> {
    let unknown = || Error::NotFound { what: "reminder" };
    let request = ReminderSnooze {
        id: id.parse().map_err(|_| unknown()).explained(app)?,
        length: Snooze::Said(until),
    };
    let asleep = reminder_snooze(app, request).explained(app)?;
    let when = asleep.snoozed_until.map(|at| {
        let at = LocalTime::at(at, app.zone()).0;
        app.locale().day_and_time(at, app.today())
    });
    let line = app.locale().say(
        &Message::new("cli_reminder_put_off")
            .with("when", when.unwrap_or_default())
            .with("title", &asleep.title),
    );
    Ok(Printed::new(&[line], &asleep))
}

fn list(app: &App, all: bool) -> Result<Printed> {
    let rows = all_pages(app, |page| reminder_list(app, ReminderList { all, page }))?;
    Ok(Printed::list(app, &rows, |row| {
        let mut line = format!("{}  {}  {}", row.id, row.title, row.body);
        if let Some(state) = state(app, row) {
            line = format!("{line}  ({state})");
        }
        line
    }))
}

fn explain(app: &App, id: String) -> Result<Printed> {
    let told = reminder_explain(app, ReminderExplain { id }).explained(app)?;
    let mut lines: Vec<String> = told.iter().map(|one| one.sentence.clone()).collect();
    if lines.is_empty() {
        lines.push(say(app, "cli_reminder_unsaid"));
    }
    Ok(Printed::new(&lines, &told))
}

/// What became of a reminder, where it does not simply wait.
fn state(app: &App, row: &Reminder) -> Option<String> {
    let key = match row.outcome {
        ReminderOutcome::Snoozed => {
            let at = LocalTime::at(row.snoozed_until?, app.zone()).0;
            let when = app.locale().day_and_time(at, app.today());
            return Some(
                app.locale()
                    .say(&Message::new("cli_reminder_asleep").with("when", when)),
            );
        }
        ReminderOutcome::Undelivered => "cli_reminder_undelivered",
        ReminderOutcome::Acted => "cli_reminder_answered",
        ReminderOutcome::Overtaken => "inbox_overtaken",
        ReminderOutcome::Missed => "inbox_missed",
        ReminderOutcome::ToCome
        | ReminderOutcome::Held
        | ReminderOutcome::Due
        | ReminderOutcome::Shown => return None,
    };
    Some(say(app, key))
}
