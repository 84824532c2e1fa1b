//! The full check of a desk: every page, the structure, every reference, the index of titles, every kept
//! file's SHA-256. Told in sentences.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use ts_rs::TS;

use crate::app::App;
use crate::db::copy;
use crate::error::Result;
use crate::findable;
use crate::locale::Message;
use crate::registry;
use crate::tasks::{Task, TaskId};

/// Runs an integrity check of the desk.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct DeskCheck {
    /// The task id for progress and cancellation.
    pub task: Option<TaskId>,
}

/// The result of an integrity check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DeskChecked {
    /// What is wrong, one sentence each, one of a kind at most; nothing where all is well.
    pub findings: Vec<Finding>,
    /// How many pages of 4096 bytes were checked.
    #[ts(type = "number")]
    pub pages: i64,
    /// How many kept files were checked.
    #[ts(type = "number")]
    pub files: u64,
}

/// One kind of integrity error, with its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// The kind of integrity error.
    pub kind: FindingKind,
    /// The number of such errors.
    #[ts(type = "number")]
    pub count: u64,
    /// The finding as a sentence.
    pub sentence: String,
}

/// A kind of integrity error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Pages that are not as they were written.
    Pages,
    /// Pages that do not fit together.
    Structure,
    /// Rows that point to what is not there.
    References,
    /// Titles the index lacks, or has and should not.
    Index,
    /// Kept files that are not as they were added.
    Files,
}

impl FindingKind {
    fn sentence(self) -> &'static str {
        match self {
            Self::Pages => "check_pages",
            Self::Structure => "check_structure",
            Self::References => "check_references",
            Self::Index => "check_index",
            Self::Files => "check_files",
        }
    }
}

/// Checks the whole desk. Other programs' writes wait meanwhile.
pub fn desk_check(app: &App, request: DeskCheck) -> Result<DeskChecked> {
    let mut task = app.tasks().start(request.task);
    app.apart(|conn, _| {
        // SQLCipher looks at the pages of the file alone. A power cut while the log was copied into it leaves
        // some of them in part, and whole in the log: they are copied again first. Where that fails, the
        // check says why.
        let copied = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        if copied.is_err() {
            tracing::warn!("the log could not be copied before the check");
        }
        // A checkpoint while the pages are read would look like damage.
        let held =
            rusqlite::Transaction::new_unchecked(conn, rusqlite::TransactionBehavior::Immediate)?;
        let mut found = Vec::new();
        let mut note = |kind: FindingKind, count: u64| {
            if count > 0 {
                let message = Message::new(kind.sentence()).with("count", count);
                found.push(Finding {
                    kind,
                    count,
                    sentence: app.locale().say(&message),
                });
            }
        };
        note(
            FindingKind::Pages,
            copy::lines(&held, "cipher_integrity_check")?.len() as u64,
        );
        task.step(40, 100)?;
        let structure = copy::lines(&held, "integrity_check");
        // What cannot be walked to its end is damaged, too.
        let wrong = structure.map_or(1, |lines| lines.iter().filter(|line| *line != "ok").count());
        note(FindingKind::Structure, wrong as u64);
        task.step(60, 100)?;
        note(
            FindingKind::References,
            count(&held, "SELECT count(*) FROM pragma_foreign_key_check"),
        );
        note(FindingKind::Index, index(&held));
        task.step(70, 100)?;
        let (files, wrong) = kept_files(&held, &mut task)?;
        note(FindingKind::Files, wrong);
        let pages = held.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        task.step(100, 100)?;
        Ok(DeskChecked {
            findings: found,
            pages,
            files,
        })
    })
}

/// A count; 1 where the rows cannot even be read.
fn count(conn: &Connection, sql: &str) -> u64 {
    conn.query_row(sql, [], |row| row.get::<_, i64>(0))
        .map_or(1, i64::unsigned_abs)
}

/// Titles that should be found and are not, or are found and should not be, or are indexed otherwise.
fn index(conn: &Connection) -> u64 {
    let difference = count(conn, &findable::difference(registry::ALL.found()));
    // FTS5 compares its words with the entries (sqlite.org/fts5.html section 6.3).
    let words = conn.execute(
        "INSERT INTO find_index (find_index, rank) VALUES ('integrity-check', 1)",
        [],
    );
    difference + u64::from(words.is_err())
}

/// How many kept files there are, and how many are not as they were added.
fn kept_files(conn: &Connection, task: &mut Task) -> Result<(u64, u64)> {
    let Ok(total) = conn.query_row("SELECT count(*) FROM attachment", [], |row| {
        row.get::<_, i64>(0)
    }) else {
        return Ok((0, 1));
    };
    let total = total.unsigned_abs();
    let (mut files, mut wrong) = (0u64, 0u64);
    let mut query = conn.prepare("SELECT id, size, sha256 FROM attachment ORDER BY id")?;
    let mut rows = query.query([])?;
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => break,
            Err(_) => {
                wrong += 1;
                break;
            }
        };
        let id: String = row.get("id")?;
        let (size, expected): (i64, Vec<u8>) = (row.get("size")?, row.get("sha256")?);
        files += 1;
        if hash(conn, &id).is_none_or(|(bytes, hash)| {
            i64::try_from(bytes) != Ok(size) || hash.as_slice() != expected.as_slice()
        }) {
            wrong += 1;
        }
        task.step(70 + files * 30 / total.max(1), 100)?;
    }
    Ok((files, wrong))
}

/// Size and SHA-256 of a kept file; none where it cannot be read.
fn hash(conn: &Connection, id: &str) -> Option<(u64, [u8; 32])> {
    let mut query = conn
        .prepare_cached(
            "SELECT bytes FROM attachment_chunk WHERE attachment_id = ?1 ORDER BY number",
        )
        .ok()?;
    let mut rows = query.query([id]).ok()?;
    let (mut size, mut hash) = (0u64, Sha256::new());
    loop {
        let Some(row) = rows.next().ok()? else {
            return Some((size, hash.finalize().into()));
        };
        let bytes: Vec<u8> = row.get("bytes").ok()?;
        size += bytes.len() as u64;
        hash.update(&bytes);
    }
}
