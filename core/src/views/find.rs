//! Finding by the start of any word: people, rooms, meetings, goals and resources by their titles, stories and
//! challenges by all they say.

use std::sync::OnceLock;

use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::clock::Millis;
use crate::concept::Concepts;
use crate::db::{read_word, titles};
use crate::error::Result;
use crate::findable::Findable;
pub use crate::findable::FoundKind;

/// Looks for something by what it is called.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// The beginnings of one or more words, in any order, accents and case aside.
    pub text: String,
    /// At most this many; 1 to 50, 20 when left out.
    #[serde(default)]
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What tells it from others of that name: organisation, topic or author; may be empty.
    pub detail: String,
    /// A meeting's start.
    pub at: Option<Millis>,
}

/// Finds by the start of any word, best first.
pub fn find(app: &App, request: Find) -> Result<Vec<Found>> {
    let Some(pattern) = titles::pattern(&request.text) else {
        return Ok(Vec::new());
    };
    let limit = request.limit.unwrap_or(20).clamp(1, 50);
    app.read(|conn| matching(app, conn, &pattern, limit))
}

fn matching(app: &App, conn: &Connection, pattern: &str, limit: u32) -> Result<Vec<Found>> {
    let rows = conn
        .prepare_cached(sql(app.concepts()))?
        .query_map(
            named_params! { ":pattern": pattern, ":limit": limit, ":now": app.now() },
            |row| {
                Ok(Found {
                    kind: read_word(row, "kind")?,
                    id: row.get("subject_id")?,
                    title: row.get("title")?,
                    detail: row.get("detail")?,
                    at: row.get("at")?,
                })
            },
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// How many entries of the index are looked at from each of its ends. Where more begin like that, the oldest have the
/// people and rooms that all the rest came of, the newest what is being worked on; the next letter narrows them. To
/// weigh every one of them (BM25) would read every one.
const EACH_END: u32 = 100;

/// The index's rows, each asked of its own concept for what is shown of it. Of one rank the shortest comes first: the
/// more of it was typed.
fn sql(concepts: Concepts) -> &'static str {
    static SQL: OnceLock<String> = OnceLock::new();
    SQL.get_or_init(|| {
        let of_each = |what: fn(&Findable) -> &'static str| -> String {
            let cases = concepts.found().map(|found| {
                let (kind, from, what) = (found.word(), found.from(), what(found));
                format!(" WHEN '{kind}' THEN (SELECT {what} FROM {from} WHERE t.id = e.subject_id)")
            });
            format!("CASE e.kind{} END", cases.collect::<String>())
        };
        let ranks = concepts
            .found()
            .map(|found| format!(" WHEN '{}' THEN {}", found.word(), found.rank));
        format!(
            "SELECT e.kind, e.subject_id, {title} AS title, {detail} AS detail, {at} AS at
             FROM (SELECT rowid FROM (SELECT rowid FROM find_index WHERE find_index MATCH :pattern
                                      ORDER BY rowid LIMIT {EACH_END})
                   UNION SELECT rowid FROM (SELECT rowid FROM find_index WHERE find_index MATCH :pattern
                                            ORDER BY rowid DESC LIMIT {EACH_END})) i
             JOIN find_entry e ON e.rowid = i.rowid
             WHERE {shown}
             ORDER BY CASE e.kind{ranks} END, length(e.text), at DESC, e.rowid
             LIMIT :limit",
            title = of_each(|found| found.title),
            detail = of_each(|found| found.detail),
            at = of_each(|found| found.at),
            shown = of_each(|found| found.shown),
            ranks = ranks.collect::<String>(),
        )
    })
}
