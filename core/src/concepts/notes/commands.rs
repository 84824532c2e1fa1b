//! Writing, changing, marking and deleting notes; the drafts of them.

use super::model::{
    Note, NoteAspect, NoteChange, NoteDelete, NoteDraft, NoteDraftFind, NoteDraftKeep, NoteDraftOf,
    NoteId, NoteList, NoteMark, NoteRemember, NoteSubject, NoteWrite,
};
use super::store;
use crate::app::App;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::meetings::MeetingId;
use crate::page::Paged;
use crate::text;

/// Writes a note. The draft it was written from is dropped in the same transaction.
pub fn note_write(app: &App, request: NoteWrite) -> Result<Note> {
    app.write("change_note_write", |tx| {
        let note = insert(tx, app, request.about, &request.body, request.aspect, None)?;
        if let Some(draft) = request.draft {
            store::drop_draft(tx, &request.about.id(), draft)?;
        }
        Ok(note)
    })
}

/// Makes a note about a relationship an observation, or a plain note again.
pub fn note_mark(app: &App, request: NoteMark) -> Result<Note> {
    app.write("change_note_mark", |tx| {
        check_aspect(store::find(tx, app, request.id)?.about, request.aspect)?;
        store::set_aspect(tx, request.id, request.aspect)?;
        store::find(tx, app, request.id)
    })
}

/// Keeps a note in sight before a meeting, or no longer.
pub fn note_remember(app: &App, request: NoteRemember) -> Result<Note> {
    app.write("change_note_remember", |tx| {
        store::find(tx, app, request.id)?;
        store::set_remember(tx, request.id, request.remember)?;
        store::find(tx, app, request.id)
    })
}

/// Changes a note's text, as typed.
pub fn note_change(app: &App, request: NoteChange) -> Result<Note> {
    let body = some_body(&request.body)?;
    let now = app.now();
    app.write_text("change_note_change", request.id, |tx| {
        store::find(tx, app, request.id)?;
        store::set_body(tx, request.id, &body, now)?;
        store::drop_draft(tx, &request.id.to_string(), NoteDraftOf::Note)?;
        store::find(tx, app, request.id)
    })
}

/// Puts a note into the bin. The bin shows that it is private, and no word of it.
pub fn note_delete(app: &App, request: NoteDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_note_delete", |tx| {
        store::find(tx, app, request.id)?;
        discard::discard(
            tx,
            &entry,
            Discarded::Note,
            &request.id.to_string(),
            "",
            now,
        )
    })
}

/// The notes about something, latest first; of a meeting also those about one of several that came up in it.
pub fn note_list(app: &App, request: NoteList) -> Result<Paged<Note>> {
    let rows = app.read(|conn| {
        request.about.check(conn, app)?;
        store::list(conn, app, &request)
    })?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

/// Keeps the text of a note not yet written.
pub fn note_draft_keep(app: &App, request: NoteDraftKeep) -> Result<()> {
    let body = text::draft("body", &request.body)?;
    let now = app.now();
    let subject = request.about.id();
    app.write_for_good(|tx| {
        request.about.check(tx, app)?;
        if body.is_empty() {
            return store::drop_draft(tx, &subject, request.draft);
        }
        store::keep_draft(tx, &subject, request.draft, &body, now)
    })
}

/// The text of a note not yet written, empty when there is none.
pub fn note_draft_find(app: &App, request: NoteDraftFind) -> Result<NoteDraft> {
    let body = app.read(|conn| store::find_draft(conn, &request.about.id(), request.draft))?;
    Ok(NoteDraft {
        body: body.unwrap_or_default(),
    })
}

/// Writes a note in a transaction under way. A draft of another stays. `came_up_in` is the meeting of several in which
/// one about one of them was made.
pub(crate) fn add(
    tx: &Write<'_>,
    app: &App,
    about: NoteSubject,
    body: &str,
    came_up_in: Option<MeetingId>,
) -> Result<Note> {
    insert(tx, app, about, body, None, came_up_in)
}

fn insert(
    tx: &Write<'_>,
    app: &App,
    about: NoteSubject,
    body: &str,
    aspect: Option<NoteAspect>,
    came_up_in: Option<MeetingId>,
) -> Result<Note> {
    let body = some_body(body)?;
    let (id, now): (NoteId, _) = (app.new_id(), app.now());
    about.check(tx, app)?;
    check_aspect(about, aspect)?;
    store::insert(tx, id, about, &body, aspect, now, came_up_in)?;
    store::find(tx, app, id)
}

/// Only a room has another side to observe.
fn check_aspect(about: NoteSubject, aspect: Option<NoteAspect>) -> Result<()> {
    if aspect.is_some() && !matches!(about, NoteSubject::Relationship(_)) {
        return Err(Error::invalid(
            "aspect",
            Message::new("error_note_not_about_room"),
        ));
    }
    Ok(())
}

fn some_body(body: &str) -> Result<String> {
    let body = text::body("body", body)?;
    if body.trim().is_empty() {
        return Err(Error::invalid("body", Message::new("error_empty")));
    }
    Ok(body)
}
