//! What a verb prints: text for people, JSON for scripts.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use ithaca_core::App;
use ithaca_core::commands::{Page, Paged};
use ithaca_core::locale::Message;
use serde::Serialize;
use serde_json::Value;

use crate::failure::{Explained as _, Failure, Result};
use crate::out;

/// A verb's answer in both forms.
pub(crate) struct Printed {
    text: String,
    json: Value,
    exit: ExitCode,
    /// What was asked for went to standard output already: an answer for scripts goes to stderr, and people see it.
    aside: bool,
}

impl Printed {
    /// Lines for people, and what they were made from.
    pub(crate) fn new(lines: &[String], answer: &impl Serialize) -> Self {
        let mut text = lines.join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        Self {
            text,
            json: serde_json::to_value(answer).unwrap_or(Value::Null),
            exit: ExitCode::SUCCESS,
            aside: false,
        }
    }

    /// An answer that is JSON for people as well.
    pub(crate) fn json(answer: Value) -> Self {
        Self {
            text: pretty(&answer),
            json: answer,
            exit: ExitCode::SUCCESS,
            aside: false,
        }
    }

    /// A list; a sentence when it is empty.
    pub(crate) fn list<T: Serialize>(app: &App, rows: &[T], line: impl Fn(&T) -> String) -> Self {
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        if lines.is_empty() {
            lines.push(say(app, "cli_nothing"));
        }
        Self::new(&lines, &rows)
    }

    /// The same, where a part of it was refused and that was said already: its exit code is left to give.
    pub(crate) fn in_part(self, refused: &Failure) -> Self {
        Self {
            exit: refused.exit_code(),
            ..self
        }
    }

    /// The same about what was written to `out`: beside it, where that is standard output.
    pub(crate) fn about(self, out: &Path) -> Self {
        Self {
            aside: out::is_standard(out),
            ..self
        }
    }

    /// As documented in `--help`.
    pub(crate) fn exit_code(&self) -> ExitCode {
        self.exit
    }

    /// Says it. A reader that has seen enough (`| head`) is no failure.
    ///
    /// # Errors
    /// That of standard output, such as a full disk.
    pub(crate) fn say(&self, json: bool) -> std::io::Result<()> {
        let text = if json {
            pretty(&self.json)
        } else {
            self.text.clone()
        };
        if self.aside && !json {
            return Ok(());
        }
        let mut out: Box<dyn Write> = if self.aside {
            Box::new(std::io::stderr().lock())
        } else {
            Box::new(std::io::stdout().lock())
        };
        let said = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        match said {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            said => said,
        }
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A sentence of the catalogue with nothing to fill in.
pub(crate) fn say(app: &App, key: &'static str) -> String {
    app.locale().say(&Message::new(key))
}

/// All pages of a list.
pub(crate) fn all_pages<T>(
    app: &App,
    ask: impl Fn(Page) -> std::result::Result<Paged<T>, ithaca_core::error::Error>,
) -> Result<Vec<T>> {
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let page = ask(Page {
            limit: Some(500),
            after,
        })
        .explained(app)?;
        rows.extend(page.items);
        after = page.next;
        if after.is_none() {
            return Ok(rows);
        }
    }
}
