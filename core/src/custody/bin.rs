//! The bin: what was deleted stays 30 days and can be put back. Only days on which the desk was seen count, or a clock
//! set forward would empty it ([decision 20](../../../docs/decisions/0020-a-clock-is-told-not-believed.md)).
//!
//! A deletion makes one entry; every row that goes with it carries the entry's id in `bin_id` and
//! disappears from all lists, searches, calendars and reminders at once.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::changes::Topic;
use crate::clock::Millis;
use crate::column::{Stored, is};
use crate::concept::Concept;
use crate::db::{Listing, read_word};
use crate::discard::{self, Discarded, Rows};
use crate::error::{OrNotFound, Result};
use crate::id::Id;
use crate::page::{Page, Paged};
use crate::relationships::{self, RelationshipId};
use crate::vault::backups::{self, Aside, BackupHolding};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Bin),
    tables: TABLES,
    found: &[],
};

const TABLES: &[Stored] = {
    use crate::column::Columns::Key;
    use crate::column::Holds::{Id, Instant, Line, Word};
    &[Stored::of(
        "bin",
        &[Key(&[
            ("id", Id),
            ("kind", Word(is::<Discarded>)),
            ("subject_id", Id),
            ("title", Line),
            ("deleted_at", Instant),
        ])],
    )]
};

/// How long a deleted thing can be put back.
pub const DAYS: i64 = 30;

/// A deletion that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BinEntry {
    /// The entry.
    pub id: Id<BinEntry>,
    /// What was deleted.
    pub kind: Discarded,
    /// Its title; empty for a private note.
    pub title: String,
    /// When, by the clock of then.
    pub deleted_at: Millis,
    /// Until when it can be put back at the least; later where the desk goes unseen for longer than a week.
    pub kept_until: Millis,
}

/// Asks for what was deleted, latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct BinList {
    /// Which part.
    pub page: Page,
}

/// Puts a deletion back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BinRestore {
    /// The entry.
    #[ts(type = "string")]
    pub id: Id<BinEntry>,
}

/// Deletes for good: one entry, or all.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct BinEmpty {
    /// The entry; absent for all.
    #[ts(type = "string | null")]
    pub id: Option<Id<BinEntry>>,
}

/// What still holds what left the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BinEmptied {
    /// Backups, the newest first; as many as thinning leaves at most.
    pub backups: Vec<BackupHolding>,
    /// Databases a restore kept aside: nobody looks into them, so each may.
    pub aside: Vec<Aside>,
}

/// What was deleted, latest first.
pub fn bin_list(app: &App, request: BinList) -> Result<Paged<BinEntry>> {
    let rows = app.read(|conn| {
        // By the order of their coming: whatever the clock said then, and whoever made their ids.
        Listing::of(&request.page, "SELECT rowid, * FROM bin WHERE 1")
            .descending("rowid", "rowid")?
            .rows(conn, |row| {
                Ok((row.get::<_, i64>("rowid")?, from_row(row)?))
            })
    })?;
    let page = Paged::cut(rows, &request.page, |(place, _)| {
        serde_json::json!([place, place])
    });
    Ok(Paged {
        items: page.items.into_iter().map(|(_, entry)| entry).collect(),
        next: page.next,
    })
}

/// Puts a deletion back, with everything that went with it.
pub fn bin_restore(app: &App, request: BinRestore) -> Result<BinEntry> {
    app.write("change_bin_restore", |tx| {
        let entry = find(tx, request.id)?;
        let rooms: Vec<RelationshipId> = tx
            .prepare(
                "SELECT p.relationship_id FROM meeting m JOIN meeting_participant p ON p.meeting_id = m.id
                 WHERE m.bin_id = ?1
                 UNION SELECT c.relationship_id FROM contact c WHERE c.bin_id = ?1",
            )?
            .query_map([entry.id], |row| row.get("relationship_id"))?
            .collect::<rusqlite::Result<_>>()?;
        discard::restore(tx, &entry.id.to_string())?;
        // What is back counts as contact again.
        for room in rooms {
            relationships::store::refresh_contact(tx, app, room)?;
        }
        Ok(entry)
    })
}

/// Deletes for good. Nothing brings it back to the desk, and its bytes leave the file; which copies still
/// hold it is told.
pub fn bin_empty(app: &App, request: BinEmpty) -> Result<BinEmptied> {
    let now = app.now();
    let gone = app.write_for_good(|tx| match request.id {
        Some(id) => {
            find(tx, id)?;
            discard::purge(tx, &id.to_string(), Some(now))
        }
        None => purge_before(tx, Millis(i64::MAX), now),
    })?;
    app.forget_changes();
    app.checkpoint()?;
    Ok(BinEmptied {
        backups: backups::holding(app, &gone)?,
        aside: backups::aside(app.folder())?,
    })
}

/// Lets go what has had its time: rooms that were to be kept until today go into the bin, and what has lain in
/// it for its days is deleted for good. A locked desk is left as it is, and so is one whose clock is in doubt: days
/// that only the clock says have passed take nothing away.
pub fn let_go(app: &App) -> Result<()> {
    if app.is_locked() || app.clock_doubted()?.is_some() {
        return Ok(());
    }
    let moved = relationships::discard_due(app)?;
    // A disk that takes no note of the time is no reason to refuse the desk; nothing leaves then.
    let purged = match app.look_at_clock() {
        Ok(()) => purge_expired(app)?,
        Err(error) => {
            app.explain(&error);
            false
        }
    };
    if moved || purged {
        app.forget_changes();
    }
    Ok(())
}

/// Deletes for good what has lain its days; true where there was any.
fn purge_expired(app: &App) -> Result<bool> {
    let now = app.now();
    let limit = Millis(now.0 - DAYS * Millis::DAY);
    let any = app.read(|conn| {
        Ok(conn
            .query_row(
                "SELECT 1 FROM bin WHERE deleted_at < ?1 LIMIT 1",
                [limit],
                |_| Ok(()),
            )
            .optional()?)
    })?;
    if any.is_some() {
        app.write_for_good(|tx| purge_before(tx, limit, now))?;
        app.checkpoint()?;
    }
    Ok(any.is_some())
}

fn purge_before(conn: &Connection, limit: Millis, now: Millis) -> Result<Rows> {
    let ids: Vec<String> = conn
        .prepare_cached("SELECT id FROM bin WHERE deleted_at < ?1")?
        .query_map([limit], |row| row.get("id"))?
        .collect::<rusqlite::Result<_>>()?;
    let mut gone = Rows::new();
    for id in ids {
        for (table, ids) in discard::purge(conn, &id, Some(now))? {
            gone.entry(table).or_default().extend(ids);
        }
    }
    Ok(gone)
}

fn find(conn: &Connection, id: Id<BinEntry>) -> Result<BinEntry> {
    conn.query_row("SELECT * FROM bin WHERE id = ?1", [id], from_row)
        .optional()?
        .or_not_found("bin")
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<BinEntry> {
    let id: Id<BinEntry> = row.get("id")?;
    let counts_from: Millis = row.get("deleted_at")?;
    Ok(BinEntry {
        // The column moves with the time that nobody saw; the id stays as it was made. One from elsewhere may tell no time.
        deleted_at: id.dated().unwrap_or(counts_from),
        id,
        kind: read_word(row, "kind")?,
        title: row.get("title")?,
        kept_until: Millis(counts_from.0 + DAYS * Millis::DAY),
    })
}
