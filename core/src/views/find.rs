//! Finding by the start of any word: people, rooms, meetings, goals and resources by their titles, stories and
//! challenges by all they say.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::clock::Millis;
use crate::db::{read_word, titles};
use crate::error::Result;
use crate::meetings::series::store::next_only;

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

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// A person.
    Person,
    /// A room.
    Relationship,
    /// A meeting.
    Meeting,
    /// A goal.
    Goal,
    /// Something of the library.
    Resource,
    /// A story of the journal.
    Story,
    /// A challenge.
    Challenge,
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
    app.read(|conn| matching(conn, &pattern, limit, app.now()))
}

fn matching(conn: &Connection, pattern: &str, limit: u32, now: Millis) -> Result<Vec<Found>> {
    // Rooms and people come before meetings of the same words; then the index's own order. A series is found once.
    let rows = conn
        .prepare_cached(&format!(
            "SELECT e.kind, e.subject_id, m.starts_at,
                    coalesce(p.name, rp.name, m.title, g.title, x.title, j.text, c.title) AS title,
                    coalesce(p.organisation, r.topic, x.author, '') AS detail
             FROM (SELECT rowid, rank FROM find_index WHERE find_index MATCH ?1 ORDER BY rank LIMIT 200) i
             JOIN find_entry e ON e.rowid = i.rowid
             LEFT JOIN person p ON p.id = e.subject_id
             LEFT JOIN relationship r ON r.id = e.subject_id
             LEFT JOIN person rp ON rp.id = r.person_id
             LEFT JOIN meeting m ON m.id = e.subject_id
             LEFT JOIN goal g ON g.id = e.subject_id
             LEFT JOIN resource x ON x.id = e.subject_id
             LEFT JOIN journal_entry j ON j.id = e.subject_id
             LEFT JOIN challenge c ON c.id = e.subject_id
             WHERE m.id IS NULL OR {}
             ORDER BY CASE e.kind WHEN 'relationship' THEN 0 WHEN 'person' THEN 1 WHEN 'goal' THEN 2
                      WHEN 'resource' THEN 3 WHEN 'challenge' THEN 4 WHEN 'story' THEN 5 ELSE 6 END, i.rank, m.starts_at DESC, e.rowid
             LIMIT ?2",
            next_only("?3")
        ))?
        .query_map(params![pattern, limit, now], |row| {
            Ok(Found {
                kind: read_word(row, "kind")?,
                id: row.get("subject_id")?,
                title: row.get("title")?,
                detail: row.get("detail")?,
                at: row.get("starts_at")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}
