//! Bytes kept in the encrypted file, in chunks, with a SHA-256. No loose files.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read as _};

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::changes::Topic;
use crate::column::Stored;
use crate::concept::Concept;
use crate::db::Write;
use crate::discard;
use crate::error::{Error, OrNotFound, Result};
use crate::files::{Contents, Target};
use crate::id::Id;
use crate::limits;
use crate::locale::Message;
use crate::tasks::Task;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Resources),
    tables: TABLES,
    found: &[],
};

const TABLES: &[Stored] = {
    use crate::column::Columns::Key;
    use crate::column::Holds::{Checked, FileName, Id, Instant, Line, Size};
    &[
        Stored::of(
            "attachment",
            &[Key(&[
                ("id", Id),
                ("name", FileName),
                ("media_type", Line),
                ("size", Size),
                ("sha256", Checked),
                ("created_at", Instant),
            ])],
        ),
        Stored::of(
            "attachment_chunk",
            &[Key(&[
                ("attachment_id", Id),
                ("number", Checked),
                ("bytes", Checked),
            ])],
        ),
    ]
};

const CHUNK: usize = 256 * 1024;

/// A file's contents in the database.
pub struct Attachment;

/// An attachment's id.
pub type AttachmentId = Id<Attachment>;

/// Refuses, before anything is written, what is no file or too large. Returns its size in bytes.
pub(crate) fn measure(contents: &Contents) -> Result<u64> {
    let size = match contents {
        Contents::Made(_, bytes) => bytes.len() as u64,
        Contents::File(path) => {
            let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
                ErrorKind::NotFound => Error::invalid("file", Message::new("error_file_gone")),
                _ => Error::from(error),
            })?;
            if !meta.is_file() {
                return Err(Error::invalid("file", Message::new("error_not_a_file")));
            }
            meta.len()
        }
    };
    if size > limits::FILE {
        return Err(too_large(size));
    }
    Ok(size)
}

fn too_large(bytes: u64) -> Error {
    let megabytes = bytes.div_ceil(1_000_000);
    Error::invalid(
        "file",
        Message::new("error_file_too_large")
            .with("size", megabytes)
            .with("limit", limits::FILE / 1_000_000),
    )
}

/// Takes a file into the database, inside the open transaction.
pub(crate) fn keep(
    tx: &Write<'_>,
    app: &App,
    contents: &Contents,
    task: &mut Task,
) -> Result<AttachmentId> {
    let size = measure(contents)?;
    let id: AttachmentId = app.new_id();
    let name = contents.name();
    let mut bytes = contents.open()?;
    // The row comes first because chunks point to it; size and hash follow once all is read.
    tx.execute(
        "INSERT INTO attachment (id, name, media_type, size, sha256, created_at) VALUES (?1, ?2, ?3, 0, ?4, ?5)",
        params![id, name, media_type(&name), [0u8; 32], app.now()],
    )?;
    let mut done = 0;
    let filled = fill(tx, &[id], &mut bytes, &mut |step| {
        done += step;
        task.step(done, size)
    });
    let (read, sha256) = filled.map_err(|why| match why {
        Filling::Reading(error) => error.into(),
        Filling::Desk(error) => error,
    })?;
    if read > limits::FILE {
        return Err(too_large(read));
    }
    tx.execute(
        "UPDATE attachment SET size = ?2, sha256 = ?3 WHERE id = ?1",
        params![id, read as i64, sha256],
    )?;
    Ok(id)
}

/// Writes an attachment where the person chose, whole and only if its SHA-256 agrees.
pub(crate) fn release(
    conn: &Connection,
    id: AttachmentId,
    out: &Target,
    task: &mut Task,
) -> Result<()> {
    let size: i64 = conn
        .query_row("SELECT size FROM attachment WHERE id = ?1", [id], |row| {
            row.get("size")
        })
        .optional()?
        .or_not_found("attachment")?;
    let mut done = 0;
    out.write(|to| {
        write_out(conn, id, to, &mut |step| {
            done += step;
            task.step(done, size.unsigned_abs())
        })
    })
}

/// Writes an attachment's bytes out, whole and as they were kept.
pub(crate) fn write_out(
    conn: &Connection,
    id: AttachmentId,
    out: &mut dyn std::io::Write,
    step: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<()> {
    let expected: Vec<u8> =
        conn.query_row("SELECT sha256 FROM attachment WHERE id = ?1", [id], |row| {
            row.get("sha256")
        })?;
    let mut hash = Sha256::new();
    let mut query = conn.prepare_cached(
        "SELECT bytes FROM attachment_chunk WHERE attachment_id = ?1 ORDER BY number",
    )?;
    let mut rows = query.query([id])?;
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get("bytes")?;
        hash.update(&bytes);
        out.write_all(&bytes)?;
        step(bytes.len() as u64)?;
    }
    if hash.finalize().as_slice() != expected.as_slice() {
        return Err(Error::Damaged("an attachment's SHA-256 differs".to_owned()));
    }
    Ok(())
}

/// Reads bytes into attachments that have their row already, all of the same contents. Says their SHA-256,
/// for the caller to compare.
pub(crate) fn fill(
    tx: &Connection,
    ids: &[AttachmentId],
    bytes: &mut dyn std::io::Read,
    step: &mut dyn FnMut(u64) -> Result<()>,
) -> Result<(u64, Vec<u8>), Filling> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO attachment_chunk (attachment_id, number, bytes) VALUES (?1, ?2, ?3)",
    )?;
    let mut hash = Sha256::new();
    let mut size = 0;
    for number in 0i64.. {
        let mut chunk = Vec::with_capacity(CHUNK);
        (&mut *bytes)
            .take(CHUNK as u64)
            .read_to_end(&mut chunk)
            .map_err(Filling::Reading)?;
        if chunk.is_empty() {
            break;
        }
        size += chunk.len() as u64;
        if size > limits::FILE {
            break;
        }
        hash.update(&chunk);
        for id in ids {
            insert.execute(params![id, number, chunk])?;
        }
        step(chunk.len() as u64)?;
    }
    Ok((size, hash.finalize().to_vec()))
}

/// Why attachments could not be filled.
pub(crate) enum Filling {
    /// Where the bytes come from failed.
    Reading(std::io::Error),
    /// The desk did, or the person stopped it.
    Desk(Error),
}

impl From<Error> for Filling {
    fn from(error: Error) -> Self {
        Self::Desk(error)
    }
}

impl From<rusqlite::Error> for Filling {
    fn from(error: rusqlite::Error) -> Self {
        Self::Desk(error.into())
    }
}

/// Drops contents nothing points to any more: left by an undone addition. Runs at opening, when no
/// undo or redo can ask for them again.
pub(crate) fn sweep(app: &App) -> Result<()> {
    let any = app.read(|conn| {
        let sql = format!(
            "SELECT 1 FROM attachment WHERE {}",
            discard::is_orphan(conn)?
        );
        Ok(conn.prepare(&sql)?.exists([])?)
    })?;
    if any {
        app.write_for_good(|tx| discard::drop_orphans(tx))?;
    }
    Ok(())
}

/// What is known of a kept file besides its bytes.
pub(crate) struct Facts {
    pub(crate) name: String,
    pub(crate) media_type: String,
    /// In bytes.
    pub(crate) size: i64,
}

/// Name, media type and size of these attachments, by one query.
pub(crate) fn facts(
    conn: &Connection,
    ids: &[AttachmentId],
) -> Result<BTreeMap<AttachmentId, Facts>> {
    let ids = serde_json::to_string(ids).map_err(|error| Error::Internal(error.to_string()))?;
    let facts = conn
        .prepare_cached(
            "SELECT a.id, a.name, a.media_type, a.size
             FROM json_each(?1) ids CROSS JOIN attachment a ON a.id = ids.value",
        )?
        .query_map([ids], |row| {
            let facts = Facts {
                name: row.get("name")?,
                media_type: row.get("media_type")?,
                size: row.get("size")?,
            };
            Ok((row.get("id")?, facts))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(facts)
}

fn media_type(name: &str) -> &'static str {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("txt") => "text/plain",
        Some("md") => "text/markdown",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("pptx") => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        Some("epub") => "application/epub+zip",
        Some("mp3") => "audio/mpeg",
        Some("mp4") => "video/mp4",
        _ => "application/octet-stream",
    }
}
