//! Adding, changing, marking, sharing, saving and deleting what the library holds.

use rusqlite::{OptionalExtension, params};

use super::model::*;
use super::store;
use crate::app::App;
use crate::attachments::{self, AttachmentId};
use crate::db::word;
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, OrNotFound, Result};
use crate::locale::Message;
use crate::page::Paged;
use crate::people;
use crate::text;

/// Adds something to the library. A file is read into the database whole, or not at all.
pub fn resource_add(app: &App, request: ResourceAdd) -> Result<Resource> {
    let unnamed = request.kind == ResourceKind::File && request.fields.title.trim().is_empty();
    // A handle is good once: what was typed is looked at before it is spent.
    let mut fields = parse(request.fields, unnamed)?;
    if request.kind == ResourceKind::Link && fields.url.is_empty() {
        return Err(Error::invalid("url", Message::new("error_link_missing")));
    }
    let contents = match (request.kind, &request.file) {
        (ResourceKind::File, Some(handle)) => Some(app.files().take_read(handle)?),
        (ResourceKind::File, None) => {
            return Err(Error::invalid("file", Message::new("error_file_missing")));
        }
        (_, Some(_)) => {
            return Err(Error::invalid(
                "file",
                Message::new("error_file_unexpected"),
            ));
        }
        (_, None) => None,
    };
    if let Some(contents) = &contents {
        attachments::measure(contents)?;
        if unnamed {
            fields.title = text::title("title", &contents.name())?;
        }
    }
    let mut task = app.tasks().start(request.task);
    let (id, now): (ResourceId, _) = (app.new_id(), app.now());
    app.write("change_resource_add", |tx| {
        let attachment = match &contents {
            Some(contents) => Some(attachments::keep(tx, app, contents, &mut task)?),
            None => None,
        };
        if let Some(person) = fields.person_id {
            people::store::find(tx, person)?;
        }
        tx.prepare_cached(
            "INSERT INTO resource (id, kind, title, sort_title, url, author, comment, status, attachment_id,
                                   person_id, created_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'to_read', ?8, ?9, ?10, ?10)",
        )?
        .execute(params![
            id,
            word(request.kind),
            fields.title,
            text::sort_key(&fields.title),
            fields.url,
            fields.author,
            fields.comment,
            attachment,
            fields.person_id,
            now,
        ])?;
        if let Some(share) = &request.share {
            store::give(tx, app, id, share)?;
        }
        store::find(tx, id)
    })
}

/// Replaces what is said of a resource.
pub fn resource_change(app: &App, request: ResourceChange) -> Result<Resource> {
    let now = app.now();
    app.write("change_resource_change", |tx| {
        let before = store::find(tx, request.id)?;
        let fields = edit::merged(super::CONCEPT.columns(), &before.fields, request.shown.as_ref(), request.fields)?;
        let fields = parse(fields, false)?;
        if before.kind == ResourceKind::Link && fields.url.is_empty() {
            return Err(Error::invalid("url", Message::new("error_link_missing")));
        }
        if let Some(person) = fields.person_id {
            people::store::find(tx, person)?;
        }
        tx.prepare_cached(
            "UPDATE resource SET title = ?2, sort_title = ?3, url = ?4, author = ?5, comment = ?6, person_id = ?7,
                    changed_at = ?8
             WHERE id = ?1",
        )?
        .execute(params![
            request.id,
            fields.title,
            text::sort_key(&fields.title),
            fields.url,
            fields.author,
            fields.comment,
            fields.person_id,
            now,
        ])?;
        store::find(tx, request.id)
    })
}

/// Says what I have made of a resource.
pub fn resource_mark(app: &App, request: ResourceMark) -> Result<Resource> {
    let now = app.now();
    app.write("change_resource_mark", |tx| {
        store::find(tx, request.id)?;
        tx.prepare_cached("UPDATE resource SET status = ?2, changed_at = ?3 WHERE id = ?1")?
            .execute(params![request.id, word(request.status), now])?;
        store::find(tx, request.id)
    })
}

/// Notes that a resource went from one person to another.
pub fn resource_give(app: &App, request: ResourceGive) -> Result<Resource> {
    app.write("change_resource_give", |tx| {
        store::find(tx, request.id)?;
        store::give(tx, app, request.id, &request.share)?;
        store::find(tx, request.id)
    })
}

/// Takes such a note back.
pub fn resource_take_back(app: &App, request: ResourceTakeBack) -> Result<Resource> {
    app.write("change_resource_take_back", |tx| {
        store::find(tx, request.id)?;
        tx.execute(
            "DELETE FROM resource_share WHERE resource_id = ?1 AND relationship_id = ?2",
            params![request.id, request.relationship_id],
        )?;
        store::find(tx, request.id)
    })
}

/// Puts a resource into the bin, with its file.
pub fn resource_delete(app: &App, request: ResourceDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_resource_delete", |tx| {
        let resource = store::find(tx, request.id)?;
        let subject = request.id.to_string();
        discard::discard(
            tx,
            &entry,
            Discarded::Resource,
            &subject,
            &resource.fields.title,
            now,
        )
    })
}

/// A resource.
pub fn resource_show(app: &App, request: ResourceShow) -> Result<Resource> {
    app.read(|conn| store::find(conn, request.id))
}

/// Writes a resource's file to where the person chose.
pub fn resource_save_file(app: &App, request: ResourceSaveFile) -> Result<()> {
    let out = app.files().take_write(&request.out)?;
    let mut task = app.tasks().start(request.task);
    app.read(|conn| {
        let id: Option<AttachmentId> = conn
            .query_row(
                "SELECT attachment_id FROM resource WHERE id = ?1 AND bin_id IS NULL",
                [request.id],
                |row| row.get("attachment_id"),
            )
            .optional()?
            .flatten();
        attachments::release(conn, id.or_not_found("file")?, &out, &mut task)
    })
}

/// Resources, latest first.
pub fn resource_list(app: &App, request: ResourceList) -> Result<Paged<Resource>> {
    let rows = app.read(|conn| store::list(conn, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

/// `unnamed` lets the title be empty: the file's own name will take its place.
fn parse(fields: ResourceFields, unnamed: bool) -> Result<ResourceFields> {
    Ok(ResourceFields {
        title: if unnamed {
            String::new()
        } else {
            text::title("title", &fields.title)?
        },
        url: text::link("url", &fields.url)?,
        author: text::line("author", &fields.author)?,
        comment: text::body("comment", &fields.comment)?,
        person_id: fields.person_id,
    })
}
