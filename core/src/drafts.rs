//! What was typed into a form and not yet sent: kept, so that a crash costs nothing. Never private
//! text; that has drafts of its own in [`crate::notes`].

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::text;

/// Keeps what is in a form; an empty body drops the draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftKeep {
    /// The form, such as `quick_add`.
    pub scope: String,
    /// Its contents, in the form's own shape.
    pub body: String,
}

/// Asks for a form's draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftFind {
    /// The form.
    pub scope: String,
}

/// A form's draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Draft {
    /// Its contents; empty when there is none.
    pub body: String,
}

/// Keeps what is in a form.
pub fn draft_keep(app: &App, request: DraftKeep) -> Result<()> {
    let scope = text::title("scope", &request.scope)?;
    if request.body.chars().count() > text::BODY_LIMIT * 2 {
        return Err(Error::invalid("body", Message::new("error_draft_too_long")));
    }
    let now = app.now();
    app.write_for_good(|tx| {
        if request.body.is_empty() {
            tx.execute("DELETE FROM draft WHERE scope = ?1", [&scope])?;
        } else {
            tx.execute(
                "INSERT INTO draft (scope, body, changed_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (scope) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at",
                rusqlite::params![scope, request.body, now],
            )?;
        }
        Ok(())
    })
}

/// A form's draft, empty when there is none.
pub fn draft_find(app: &App, request: DraftFind) -> Result<Draft> {
    let body = app.read(|conn| {
        Ok(conn
            .query_row(
                "SELECT body FROM draft WHERE scope = ?1",
                [&request.scope],
                |row| row.get(0),
            )
            .optional()?)
    })?;
    Ok(Draft {
        body: body.unwrap_or_default(),
    })
}
