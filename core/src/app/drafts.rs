//! What was typed into a form and not yet sent: kept, so that a crash costs nothing. Never private
//! text; that has drafts of its own in [`crate::notes`].

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::column::Stored;
use crate::concept::Concept;
use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;
use crate::text;

/// What it says of itself to whatever treats all concepts alike: the view that writes a draft has it already.
pub(crate) const CONCEPT: Concept = Concept::unseen({
    use crate::column::Columns::{Derived, Key, Words};
    use crate::column::Holds::{Draft, Instant, Line};
    &[Stored::of(
        "draft",
        &[
            Key(&[("scope", Line)]),
            Words(&[("body", Draft)]),
            Derived(&[("changed_at", Instant)]),
        ],
    )]
});

/// Keeps what is in a form; an empty body drops the draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftKeep {
    /// The form, such as `quick_add`.
    pub scope: String,
    /// Its contents, in the form's own shape.
    pub body: String,
}

/// Asks for a form's draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftFind {
    /// The form.
    pub scope: String,
}

/// Asks for the drafts of all forms of a screen at once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftFindAll {
    /// The forms, at most [`limits::AT_ONCE`].
    pub scopes: Vec<String>,
}

/// The drafts of several forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Drafts {
    /// Their contents, in the order they were asked for; empty where there is none.
    pub bodies: Vec<String>,
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
    let length = request.body.chars().count();
    if length > limits::DRAFT {
        let message = Message::new("error_draft_too_long")
            .with("length", length)
            .with("limit", limits::DRAFT);
        return Err(Error::invalid("body", message));
    }
    let now = app.now();
    app.write_for_good(|tx| {
        if request.body.is_empty() {
            forget(tx, &scope)?;
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
    let body = app.read(|conn| standing(conn, &request.scope))?;
    Ok(Draft { body })
}

/// The drafts of several forms, each empty when there is none.
pub fn draft_find_all(app: &App, request: DraftFindAll) -> Result<Drafts> {
    limits::at_once("scopes", &request.scopes)?;
    let bodies = app.read(|conn| {
        let scopes = request.scopes.iter();
        scopes.map(|scope| standing(conn, scope)).collect()
    })?;
    Ok(Drafts { bodies })
}

/// Drops a form's draft: what was in it is kept elsewhere now.
pub(crate) fn forget(conn: &Connection, scope: &str) -> Result<()> {
    conn.prepare_cached("DELETE FROM draft WHERE scope = ?1")?
        .execute([scope])?;
    Ok(())
}

/// What stands in a form that was not sent; empty: nothing.
pub(crate) fn standing(conn: &Connection, scope: &str) -> Result<String> {
    Ok(conn
        .prepare_cached("SELECT body FROM draft WHERE scope = ?1")?
        .query_row([scope], |row| row.get("body"))
        .optional()?
        .unwrap_or_default())
}
