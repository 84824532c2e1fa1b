//! Writing everything down.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::json::{self, hex};
use super::sink::Sink;
use super::source::KEPT;
use super::tables::{condition, open};
use super::{JSON, pages};
use crate::app::App;
use crate::attachments::{self, AttachmentId};
use crate::calendar::{CalendarScope, calendar_file_of};
use crate::discard;
use crate::error::Result;
use crate::notes::PrivateTicked;
use crate::settings::CalendarDetail;
use crate::tasks::Task;

/// What a row weighs in a task's progress, in bytes of a kept file.
const ROW: u64 = 2_000;

/// How much was written.
pub(super) struct Written {
    pub(super) people: u64,
    pub(super) rooms: u64,
    pub(super) files: u64,
}

/// Writes all parts of a record from one snapshot. The rows come first: a reader needs nothing to understand
/// them, and everything else is understood by them.
pub(super) fn write(
    conn: &Connection,
    app: &App,
    ticked: Option<&PrivateTicked>,
    sink: &mut Sink,
    task: &mut Task,
) -> Result<Written> {
    let kept = kept(conn)?;
    let mut rows = 0;
    for table in open()? {
        rows += table.count(conn, &condition(conn, table, ticked.is_some())?)?;
    }
    let total = kept.values().map(|(_, size)| size).sum::<u64>() + 2 * rows * ROW;
    let mut done = 0;
    let mut step = |bytes: u64| {
        // A file with its own sizes counts its rows before it writes them.
        done = (done + bytes).min(total);
        task.step(done, total)
    };
    sink.put(JSON, None, &mut |out| {
        json::write(conn, ticked, out, &mut || step(ROW))
    })?;
    for (hash, (id, size)) in &kept {
        sink.put(&format!("{KEPT}/{hash}"), Some(*size), &mut |out| {
            attachments::write_out(conn, *id, out, &mut step)
        })?;
    }
    let calendar =
        calendar_file_of(conn, app, CalendarScope::All, CalendarDetail::Agenda)?.render();
    put_text(sink, "calendar.ics", &calendar)?;
    let people = pages::people(conn, app, ticked, &mut |name, text| {
        put_text(sink, name, text)
    })?;
    let rooms = pages::rooms(conn, app, ticked, &mut |name, text| {
        step(ROW)?;
        put_text(sink, name, text)
    })?;
    pages::own(conn, app, ticked, &mut |name, text| {
        put_text(sink, name, text)
    })?;
    Ok(Written {
        people,
        rooms,
        files: kept.len() as u64,
    })
}

fn put_text(sink: &mut Sink, name: &str, text: &str) -> Result<()> {
    sink.put(name, Some(text.len() as u64), &mut |out| {
        Ok(out.write_all(text.as_bytes())?)
    })
}

/// The kept files, each content once: by its SHA-256 an attachment that holds it, and its size.
fn kept(conn: &Connection) -> Result<BTreeMap<String, (AttachmentId, u64)>> {
    let sql = format!(
        "SELECT id, sha256, size FROM attachment /* whole record */ WHERE NOT ({})",
        discard::is_orphan(conn)?
    );
    let kept = conn
        .prepare(&sql)?
        .query_map([], |row| {
            let hash: Vec<u8> = row.get("sha256")?;
            let size: i64 = row.get("size")?;
            Ok((hex(&hash), (row.get("id")?, size.unsigned_abs())))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(kept)
}
