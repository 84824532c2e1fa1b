//! The made-up year, and large data sets.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use ithaca_core::App;
use ithaca_core::commands::{DemoFill, DemoLarge, demo_fill, demo_large};
use ithaca_core::error::Error;
use ithaca_core::locale::{Locale, Message};

use crate::arguments::DemoAsked;
use crate::failure::{Explained as _, Failure, Result};
use crate::printed::Printed;

const TASK: &str = "demo";

/// Fills the desk.
pub(crate) fn demo(app: &App, asked: &DemoAsked) -> Result<Printed> {
    show_progress(app);
    let task = Some(TASK.to_owned());
    let Some(people) = asked.people else {
        demo_fill(app, DemoFill { task }).explained(app)?;
        let message = Message::new("cli_demo_done").with("folder", app.folder().display());
        return Ok(Printed::new(
            &[app.locale().say(&message)],
            &serde_json::json!({ "folder": app.folder() }),
        ));
    };
    let begun = app.now();
    let rows = demo_large(
        app,
        DemoLarge {
            people,
            seed: asked.seed,
            task,
        },
    )
    .explained(app)?;
    let millis = (app.now().0 - begun.0).max(1);
    let rate = rows * 1000 / millis;
    let message = Message::new("cli_large_done")
        .with("people", people)
        .with("rows", rows)
        .with("seconds", millis.div_euclid(1000))
        .with("rate", rate);
    let counts = serde_json::json!({ "people": people, "seed": asked.seed, "rows": rows, "milliseconds": millis });
    Ok(Printed::new(&[app.locale().say(&message)], &counts))
}

/// A large data set is made where nothing is, so that nothing is ever mixed into it.
pub(crate) fn refuse_used_folder(folder: &Path, locale: &Locale) -> Result<()> {
    let used = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        // A folder that is not there yet is as good as an empty one; the rest is said at opening.
        Err(_) => false,
    };
    if used {
        return Err(Failure::core(
            &Error::Conflict(Message::new("cli_folder_not_empty")),
            locale,
        ));
    }
    Ok(())
}

/// Says on stderr how far long work is: one line that moves on a terminal, a line every tenth elsewhere.
pub(crate) fn show_progress(app: &App) {
    let locale = app.locale();
    let terminal = std::io::stderr().is_terminal();
    app.tasks().subscribe(move |progress| {
        let mut err = std::io::stderr().lock();
        let message = Message::new("cli_progress")
            .with("done", progress.done)
            .with("total", progress.total);
        let percent = (progress.done * 100)
            .checked_div(progress.total)
            .unwrap_or(0);
        // Nobody reading the progress is no reason to stop the work.
        let _ = match (terminal, progress.finished) {
            (true, false) => write!(err, "\r{}", locale.say(&message)),
            (true, true) => writeln!(err),
            (false, false) if percent % 10 == 0 => writeln!(err, "{}", locale.say(&message)),
            (false, _) => Ok(()),
        };
    });
}
