//! Every command of the table, by name.

use ithaca_core::App;
use ithaca_core::commands::{ALL, dispatch, read_request};
use ithaca_core::db::Counts;
use ithaca_core::error::Error;
use ithaca_core::locale::Message;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::arguments::CallAsked;
use crate::demo;
use crate::failure::{Explained as _, Failure, Result};
use crate::printed::Printed;
use crate::{out, tell};

/// The table: name, request and response of each command.
pub(crate) fn list() -> Printed {
    // The compiler spaces generic types its own way; people and the interface write `Paged<Person>`.
    let tidy = |name: &str| name.replace(" < ", "<").replace(" >", ">");
    let rows: Vec<Line> = ALL
        .iter()
        .map(|line| Line {
            name: line.name,
            request: tidy(line.request),
            response: tidy(line.response),
        })
        .collect();
    let lines: Vec<String> = rows
        .iter()
        .map(|line| format!("{}({}) -> {}", line.name, line.request, line.response))
        .collect();
    Printed::new(&lines, &rows)
}

/// One line of the table.
#[derive(Serialize)]
struct Line {
    name: &'static str,
    request: String,
    response: String,
}

/// Runs a command. Its answer is JSON, with `--json` or without.
pub(crate) fn call(app: &App, asked: CallAsked, json: bool) -> Result<Printed> {
    let mut request = request(app, asked.request.as_deref())?;
    let mut written = None;
    if let Some(path) = asked.file {
        let handle = app.files().mint_read(path);
        request.insert("file".to_owned(), Value::String(handle.0));
    }
    if let Some(path) = asked.out {
        let handle = out::handle(app, path.clone());
        request.insert("out".to_owned(), Value::String(handle.0));
        written = Some(path);
    }
    demo::show_progress(app);
    let counter = asked
        .count
        .then(|| app.count())
        .transpose()
        .explained(app)?;
    let answer = dispatch(app, &asked.command, Value::Object(request)).map_err(Failure::Core)?;
    if let Some(counter) = counter {
        let cost = Cost {
            counts: counter.take(),
            bytes: answer.to_string().len(),
        };
        tell(&cost.said(app, json));
    }
    let printed = Printed::json(answer);
    Ok(match written {
        Some(path) => printed.about(&path),
        None => printed,
    })
}

/// What a command cost. Each is a count: the same on every machine.
#[derive(Serialize)]
struct Cost {
    #[serde(flatten)]
    counts: Counts,
    /// Of the answer, without spaces.
    bytes: usize,
}

impl Cost {
    fn said(&self, app: &App, json: bool) -> String {
        if json {
            return serde_json::json!({ "count": self }).to_string();
        }
        app.locale().say(
            &Message::new("cli_counted")
                .with("statements", self.counts.statements)
                .with("steps", self.counts.steps)
                .with("rows", self.counts.rows)
                .with("scanned", self.counts.scanned)
                .with("bytes", self.bytes),
        )
    }
}

fn request(app: &App, given: Option<&str>) -> Result<Map<String, Value>> {
    let text = match given {
        None => return Ok(Map::new()),
        Some("-") => {
            let unreadable = || {
                Failure::usage_about(app, &Message::new("cli_file_unreadable").with("path", "-"))
            };
            read_request(std::io::stdin().lock()).map_err(|error| match error {
                Error::Invalid { .. } => Failure::core(&error, &app.locale()),
                _ => unreadable(),
            })?
        }
        Some(text) => text.as_bytes().to_vec(),
    };
    match serde_json::from_slice(&text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Failure::usage_about(
            app,
            &Message::new("cli_json_not_object"),
        )),
        Err(error) => {
            let message = Message::new("cli_json_wrong")
                .with("line", error.line())
                .with("column", error.column());
            Err(Failure::usage_about(app, &message))
        }
    }
}
