//! Capture: what is typed in a meeting, line by line, and what each line becomes.

mod days;
pub(crate) mod made;
mod model;
pub(crate) mod names;
mod reword;
mod signs;
mod whom;

pub(crate) use days::{DayOf, split_day};
pub use model::*;
pub use signs::read_sign;
pub(crate) use signs::sign_of;
pub use whom::Whom;

use made::Line;
use rusqlite::{Connection, OptionalExtension, Row};
use whom::Named;

use crate::app::App;
use crate::db::{Listing, Write, read_word};
use crate::error::{Error, OrNotFound, Result};
use crate::locale::Message;
use crate::meetings::{self, AgendaAdd, AgendaKind, MeetingRow, Side};
use crate::notes::{self, NoteSubject};
use crate::page::Paged;
use crate::relationships;
use crate::text;

/// Reads a line without keeping it.
pub fn capture_read(app: &App, request: CaptureRead) -> Result<CaptureMeant> {
    let line = text::line("line", &request.line)?;
    let of = match request.appointment {
        Some(true) => DayOf::Appointment,
        _ => DayOf::Due,
    };
    let (text, said) = split_day(app, &line, of);
    let (whom, text) = match request.meeting_id {
        Some(id) => {
            let meeting = app.read(|conn| meetings::store::find_row(conn, app, id))?;
            match whom::named(&text, &meeting.participants) {
                Named::Whom(whom, rest) => (Some(whom), rest.to_owned()),
                Named::Nobody | Named::Unclear(_) => (None, text),
            }
        }
        None => (None, text),
    };
    Ok(CaptureMeant {
        text,
        due_on: said.map(|said| said.day),
        time: said.and_then(|said| said.time),
        whom,
    })
}

/// Keeps a line as what it is.
pub fn capture_add(app: &App, request: CaptureAdd) -> Result<Option<Captured>> {
    let line = match request.kind {
        // What goes among the notes may be as long as they are.
        CaptureKind::Note | CaptureKind::Private if !request.text.trim().is_empty() => {
            text::body("text", request.text.trim())?
        }
        _ => text::title("text", &request.text)?,
    };
    app.write("change_capture_add", |tx| {
        let meeting = meetings::store::find_row(tx, app, request.meeting_id)?;
        let (whom, line) = whom::of_line(&meeting, request.kind, request.relationship_id, &line)?;
        let id = keep(tx, app, &meeting, whom, request.kind, line)?;
        id.map(|id| find(tx, request.kind, &id)).transpose()
    })
}

/// Rewords what a line became.
pub fn capture_reword(app: &App, request: CaptureReword) -> Result<Captured> {
    let line = text::title("text", &request.text)?;
    app.write("change_capture_reword", |tx| {
        find(tx, request.kind, &request.id)?;
        reword::reword(tx, app, request.kind, &request.id, line)?;
        find(tx, request.kind, &request.id)
    })
}

/// What was captured in a meeting, in the order it was.
pub fn capture_list(app: &App, request: CaptureList) -> Result<Paged<Captured>> {
    app.read(|conn| list(conn, app, &request))
}

pub(crate) fn list(conn: &Connection, app: &App, request: &CaptureList) -> Result<Paged<Captured>> {
    meetings::store::find_row(conn, app, request.meeting_id)?;
    let select = format!("{} WHERE 1", captured(true));
    let rows = Listing::about(&request.page, select, request.meeting_id)
        .ascending("captured_at", "captured_id")?
        .rows(conn, from_row)?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

/// What a line can become: the column that says which kind it is, or its word; the columns of its words, its day and
/// its meeting; the table it lies in; and which of its rows are of that kind.
const BRANCHES: [[&str; 6]; 5] = [
    ["owner", "title", "due_on", "meeting_id", "action", "true"],
    ["'advice'", "text", "try_by", "meeting_id", "advice", "true"],
    // A story may have been told in a meeting as well.
    [
        "'win'",
        "text",
        "NULL",
        "meeting_id",
        "journal_entry",
        "kind = 'win'",
    ],
    [
        "'question'",
        "text",
        "NULL",
        "raised_in",
        "agenda_point",
        "true",
    ],
    [
        "'decision'",
        "question",
        "NULL",
        "meeting_id",
        "decision",
        "true",
    ],
];

/// A query for everything of these kinds whose column, of the meeting or of its own id, is `?1`.
fn captured(by_meeting: bool) -> String {
    let branches: Vec<String> = BRANCHES
        .iter()
        .map(|[kind, text, due, meeting, table, when]| {
            let column = if by_meeting { meeting } else { &"id" };
            format!(
                "SELECT {kind} AS captured_kind, id AS captured_id, {text} AS text, {due} AS due_on, created_at AS captured_at,
                        relationship_id AS room
                 FROM {table} WHERE {column} = ?1 AND bin_id IS NULL AND {when}"
            )
        })
        .collect();
    format!(
        "SELECT captured_kind AS kind, captured_id AS id, text, due_on, captured_at AS created_at, p.name
         FROM ({}) LEFT JOIN relationship r ON r.id = room LEFT JOIN person p ON p.id = r.person_id",
        branches.join(" UNION ALL ")
    )
}

/// Puts a line where it belongs. Returns the new row's id; none for a line of notes, or a private one.
fn keep(
    tx: &Write<'_>,
    app: &App,
    row: &MeetingRow,
    whom: Whom,
    kind: CaptureKind,
    line: &str,
) -> Result<Option<String>> {
    let meeting = Some(row.id);
    let room = whom.one();
    let needed =
        |message| room.ok_or_else(|| Error::invalid("relationship_id", Message::new(message)));
    let role = |room| Ok::<_, Error>(relationships::store::find(tx, app, room)?.fields.role);
    let plain = |text: &str| Line {
        text: text.to_owned(),
        day: None,
        room,
        meeting,
        goal: None,
    };
    let dated = || {
        let (text, said) = split_day(app, line, DayOf::Due);
        Line {
            day: said.map(|said| said.day),
            ..plain(&text)
        }
    };
    Ok(match kind {
        CaptureKind::Mine => {
            let made = made::promise(tx, app, dated(), Side::Mine)?;
            Some(made.id.to_string())
        }
        CaptureKind::Theirs => {
            needed("error_capture_whose_promise")?;
            let made = made::promise(tx, app, dated(), Side::Theirs)?;
            Some(made.id.to_string())
        }
        CaptureKind::Advice => {
            let room = needed("error_capture_whose_advice")?;
            let made = made::advice(tx, app, dated(), room)?;
            Some(made.id.to_string())
        }
        CaptureKind::Win => {
            let whose = match room {
                Some(room) => made::winner(role(room)?),
                // Told to all it is mine, unless one of them is there for me to see grow.
                None => row.participants.iter().try_fold(Side::Mine, |whose, one| {
                    Ok::<_, Error>(match made::winner(role(one.relationship_id)?) {
                        Side::Theirs => Side::Theirs,
                        Side::Mine => whose,
                    })
                })?,
            };
            if whose == Side::Theirs {
                needed("error_whose_win")?;
            }
            Some(made::win(tx, app, plain(line), whose)?.id.to_string())
        }
        CaptureKind::Question => {
            let point = AgendaAdd {
                relationship_id: room,
                // For all of several it waits until they meet again.
                meeting_id: meeting.filter(|_| room.is_none()),
                text: line.to_owned(),
                kind: AgendaKind::Question,
                raised_by: Side::Mine,
            };
            let point = meetings::add_point(tx, app, point, meeting)?;
            Some(point.id.to_string())
        }
        CaptureKind::Decision => Some(made::decision(tx, app, plain(line))?.id.to_string()),
        CaptureKind::Private => {
            // About one of several it is that one's; the meeting is named beside it.
            let (about, came_up_in) = match room.filter(|_| row.participants.len() > 1) {
                Some(room) => (NoteSubject::Relationship(room), meeting),
                None => (NoteSubject::Meeting(row.id), None),
            };
            notes::add(tx, app, about, line, came_up_in)?;
            None
        }
        CaptureKind::Note => {
            meetings::store::append_notes(tx, row.id, line, app.now())?;
            None
        }
    })
}

fn find(conn: &Connection, kind: CaptureKind, id: &str) -> Result<Captured> {
    let found = conn
        .prepare_cached(&captured(false))?
        .query_row([id], from_row)
        .optional()?
        .or_not_found("captured line")?;
    if found.kind == kind {
        Ok(found)
    } else {
        Err(Error::NotFound {
            what: "captured line",
        })
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Captured> {
    Ok(Captured {
        kind: read_word(row, "kind")?,
        id: row.get("id")?,
        text: row.get("text")?,
        due_on: row.get("due_on")?,
        name: row.get("name")?,
        created_at: row.get("created_at")?,
    })
}
