//! Capture: what is typed in a meeting, line by line, and what each line becomes.

mod model;
mod whom;

pub use model::*;
pub use whom::Whom;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};
use whom::Named;

use crate::actions::{self, ActionFields};
use crate::advice::{self, AdviceFields};
use crate::app::App;
use crate::date_words::{Due, Said};
use crate::db::{Listing, Write, read_word};
use crate::decisions::{self, DecisionFields};
use crate::error::{Error, OrNotFound, Result};
use crate::journal::{self, JournalFields, JournalKind};
use crate::locale::Message;
use crate::meetings::{self, AgendaAdd, AgendaKind, MeetingRow, Side};
use crate::notes::{self, NoteSubject};
use crate::page::Paged;
use crate::relationships::{self, Role};
use crate::text;

/// Reads a line without keeping it.
pub fn capture_read(app: &App, request: CaptureRead) -> Result<CaptureMeant> {
    let line = text::line("line", &request.line)?;
    let (text, said) = match request.appointment {
        Some(true) => match app.speaker().appointment(&line) {
            Some(due) => (before(&line, &due).to_owned(), Some(due.said)),
            None => (line, None),
        },
        _ => split(app, &line),
    };
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
        let before = find(tx, request.kind, &request.id)?;
        let now = app.now();
        match request.kind {
            CaptureKind::Mine | CaptureKind::Theirs => {
                let (words, due_on) = read(app, &line);
                tx.prepare_cached(
                    "UPDATE action SET title = ?2, due_on = ?3, changed_at = ?4 WHERE id = ?1",
                )?
                .execute(params![
                    request.id,
                    words,
                    due_on.or(before.due_on),
                    now
                ])?;
            }
            CaptureKind::Advice => {
                tx.prepare_cached("UPDATE advice SET text = ?2, changed_at = ?3 WHERE id = ?1")?
                    .execute(params![request.id, line, now])?;
            }
            CaptureKind::Win => {
                tx.prepare_cached(
                    "UPDATE journal_entry SET text = ?2, changed_at = ?3 WHERE id = ?1",
                )?
                .execute(params![request.id, line, now])?;
            }
            CaptureKind::Question => {
                tx.prepare_cached("UPDATE agenda_point SET text = ?2 WHERE id = ?1")?
                    .execute(params![request.id, line])?;
            }
            CaptureKind::Decision => {
                tx.prepare_cached(
                    "UPDATE decision SET question = ?2, changed_at = ?3 WHERE id = ?1",
                )?
                .execute(params![request.id, line, now])?;
            }
            CaptureKind::Note | CaptureKind::Private => {}
        }
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
/// its meeting; and the table it lies in.
const BRANCHES: [[&str; 5]; 5] = [
    ["owner", "title", "due_on", "meeting_id", "action"],
    ["'advice'", "text", "try_by", "meeting_id", "advice"],
    ["'win'", "text", "NULL", "meeting_id", "journal_entry"],
    ["'question'", "text", "NULL", "raised_in", "agenda_point"],
    ["'decision'", "question", "NULL", "meeting_id", "decision"],
];

/// A query for everything of these kinds whose column, of the meeting or of its own id, is `?1`.
fn captured(by_meeting: bool) -> String {
    let branches: Vec<String> = BRANCHES
        .iter()
        .map(|[kind, text, due, meeting, table]| {
            let column = if by_meeting { meeting } else { &"id" };
            format!(
                "SELECT {kind} AS captured_kind, id AS captured_id, {text} AS text, {due} AS due_on, created_at AS captured_at,
                        relationship_id AS room
                 FROM {table} WHERE {column} = ?1 AND bin_id IS NULL"
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
    let promise = |owner| {
        let (title, due_on) = read(app, line);
        let fields = ActionFields {
            title,
            owner,
            due_on,
            relationship_id: room,
            meeting_id: meeting,
            goal_id: None,
        };
        Ok(Some(
            actions::commands::add(tx, app, fields)?.id.to_string(),
        ))
    };
    match kind {
        CaptureKind::Mine => promise(Side::Mine),
        CaptureKind::Theirs => {
            needed("error_capture_whose_promise")?;
            promise(Side::Theirs)
        }
        CaptureKind::Advice => {
            let room = needed("error_capture_whose_advice")?;
            let (text, try_by) = read(app, line);
            let fields = AdviceFields {
                text,
                relationship_id: room,
                given_by: mentor(role(room)?),
                meeting_id: meeting,
                goal_id: None,
            };
            Ok(Some(
                advice::commands::add(tx, app, fields, try_by)?
                    .id
                    .to_string(),
            ))
        }
        CaptureKind::Win => {
            let whose = match room {
                Some(room) => winner(role(room)?),
                // Told to all it is mine, unless one of them is there for me to see grow.
                None => row.participants.iter().try_fold(Side::Mine, |whose, one| {
                    Ok::<_, Error>(match winner(role(one.relationship_id)?) {
                        Side::Theirs => Side::Theirs,
                        Side::Mine => whose,
                    })
                })?,
            };
            if whose == Side::Theirs {
                needed("error_whose_win")?;
            }
            let fields = JournalFields {
                kind: JournalKind::Win,
                text: line.to_owned(),
                context: String::new(),
                whose,
                happened_on: None,
                relationship_id: room,
                meeting_id: meeting,
                goal_id: None,
            };
            Ok(Some(journal::add(tx, app, fields)?.id.to_string()))
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
            Ok(Some(point.id.to_string()))
        }
        CaptureKind::Decision => {
            let fields = DecisionFields {
                question: line.to_owned(),
                options: Vec::new(),
                views: Vec::new(),
                relationship_id: room,
                meeting_id: meeting,
                goal_id: None,
            };
            Ok(Some(
                decisions::commands::add(tx, app, fields, true)?
                    .id
                    .to_string(),
            ))
        }
        CaptureKind::Private => {
            // About one of several it is that one's; the meeting is named beside it.
            let (about, came_up_in) = match room.filter(|_| row.participants.len() > 1) {
                Some(room) => (NoteSubject::Relationship(room), meeting),
                None => (NoteSubject::Meeting(row.id), None),
            };
            notes::add(tx, app, about, line, came_up_in)?;
            Ok(None)
        }
        CaptureKind::Note => {
            meetings::store::append_notes(tx, row.id, line, app.now())?;
            Ok(None)
        }
    }
}

/// Which side is the mentor. Among peers the other one is, for what I put down.
fn mentor(role: Role) -> Side {
    match role {
        Role::Mentor => Side::Mine,
        Role::Mentee | Role::Peer => Side::Theirs,
    }
}

/// Whose a win is: the mentee's.
fn winner(role: Role) -> Side {
    match mentor(role) {
        Side::Mine => Side::Theirs,
        Side::Theirs => Side::Mine,
    }
}

/// A line without the day at its end, and that day. A line that is nothing but a day stays as it is.
fn read(app: &App, line: &str) -> (String, Option<NaiveDate>) {
    let (text, said) = split(app, line);
    (text, said.map(|said| said.day))
}

fn split(app: &App, line: &str) -> (String, Option<Said>) {
    let due = app.speaker().due(line);
    let split = due.and_then(|due| {
        let text = before(line, &due);
        (!text.is_empty()).then(|| (text.to_owned(), Some(due.said)))
    });
    split.unwrap_or_else(|| (line.to_owned(), None))
}

/// What stands before a day at a line's end.
fn before<'a>(line: &'a str, due: &Due) -> &'a str {
    let text = line.get(..due.place.start).unwrap_or(line);
    text.trim_end_matches([' ', ','])
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
