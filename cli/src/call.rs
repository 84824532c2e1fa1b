//! Every command of the table, by name.

use std::io::Read as _;

use ithaca_core::App;
use ithaca_core::commands::{ALL, dispatch};
use ithaca_core::locale::Message;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::arguments::CallAsked;
use crate::demo;
use crate::failure::{Failure, Result};
use crate::printed::Printed;

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
pub(crate) fn call(app: &App, asked: CallAsked) -> Result<Printed> {
    let mut request = request(app, asked.request.as_deref())?;
    if let Some(path) = asked.file {
        let handle = app.files().mint_read(path);
        request.insert("file".to_owned(), Value::String(handle.0));
    }
    if let Some(path) = asked.out {
        let handle = app.files().mint_write(path);
        request.insert("out".to_owned(), Value::String(handle.0));
    }
    demo::show_progress(app);
    dispatch(app, &asked.command, Value::Object(request))
        .map(Printed::json)
        .map_err(Failure::Core)
}

fn request(app: &App, given: Option<&str>) -> Result<Map<String, Value>> {
    let text = match given {
        None => return Ok(Map::new()),
        Some("-") => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map_err(|_| {
                Failure::usage_about(app, &Message::new("cli_file_unreadable").with("path", "-"))
            })?;
            text
        }
        Some(text) => text.to_owned(),
    };
    match serde_json::from_str(&text) {
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
