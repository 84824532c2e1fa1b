//! `today`.

use ithaca_core::App;
use ithaca_core::commands::{TodayShow, today_show};
use ithaca_core::locale::Message;

use super::said;
use crate::failure::{Explained as _, Result};
use crate::printed::{Printed, say};

/// The day on one page: the headline, then each part that holds something.
pub(crate) fn today(app: &App) -> Result<Printed> {
    let page = today_show(app, TodayShow {}).explained(app)?;
    let mut lines = vec![
        app.locale().date(page.date, page.date),
        page.headline.clone(),
    ];
    if let Some(clock) = &page.clock {
        lines.extend([String::new(), clock.clone(), say(app, "cli_clock_hint")]);
    }
    let mut part = |key: &'static str, rows: Vec<String>| {
        if !rows.is_empty() {
            lines.push(String::new());
            lines.push(say(app, key));
            lines.extend(rows.into_iter().map(|row| format!("  {row}")));
        }
    };
    if let Some(next) = &page.next {
        let mut rows = vec![said::meeting(app, &next.meeting)];
        rows.extend(
            next.open
                .iter()
                .map(|action| format!("- {}", said::action(app, action))),
        );
        if next.points > 0 {
            rows.push(
                app.locale()
                    .say(&Message::new("today_points").with("count", next.points)),
            );
        }
        part("today_next", rows);
    }
    part(
        "today_due",
        page.due.iter().map(|row| said::action(app, row)).collect(),
    );
    part(
        "today_waiting_for",
        page.due_theirs
            .iter()
            .map(|row| said::action(app, row))
            .collect(),
    );
    part(
        "today_how_was_it",
        page.untold
            .iter()
            .map(|row| said::meeting(app, row))
            .collect(),
    );
    part(
        "today_quiet",
        page.quiet
            .iter()
            .map(|row| said::relationship(app, row))
            .collect(),
    );
    part(
        "today_trying",
        page.trying
            .iter()
            .map(|row| said::advice(app, row))
            .collect(),
    );
    part(
        "today_look_back",
        page.look_back
            .iter()
            .map(|row| said::decision(app, row))
            .collect(),
    );
    part(
        "today_leaving",
        page.leaving
            .iter()
            .map(|row| said::relationship(app, row))
            .collect(),
    );
    part(
        "today_later",
        page.later
            .iter()
            .map(|row| said::meeting(app, row))
            .collect(),
    );
    part(
        "today_moving",
        page.moving.iter().map(|row| said::goal(app, row)).collect(),
    );
    if page.inbox > 0 {
        lines.push(String::new());
        lines.push(app.locale().say(&if page.inbox > 500 {
            Message::new("today_inbox_many").with("count", 500)
        } else {
            Message::new("today_inbox").with("count", page.inbox)
        }));
    }
    Ok(Printed::new(&lines, &page))
}
