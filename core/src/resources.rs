//! The library: links, files, books, courses and people worth meeting; read or not, given to whom.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::attachments::{self, AttachmentId};
use crate::clock::Millis;
use crate::db::{Write, read_word, titles, word};
use crate::discard::{self, Discarded};
use crate::error::{Error, OrNotFound, Result};
use crate::files::FileHandle;
use crate::id::Id;
use crate::locale::Message;
use crate::page::{Page, Paged};
use crate::people::{self, PersonId};
use crate::relationships::{self, RelationshipId};
use crate::tasks::TaskId;
use crate::text;

/// A resource's id.
pub type ResourceId = Id<Resource>;

/// What a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// A page.
    Link,
    /// A file, kept in the database.
    File,
    /// A book.
    Book,
    /// A course.
    Course,
    /// Somebody worth meeting.
    Person,
}

/// What I have made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadStatus {
    /// Still to read, watch or meet.
    ToRead,
    /// Read.
    Read,
    /// Put to use.
    Applied,
}

/// Which way a resource went between two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// I gave it to them.
    Given,
    /// They gave it to me.
    Received,
}

/// What can be said of a resource. Its kind and its file stay what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ResourceFields {
    /// What it is called; a file's own name when empty.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// Who made it.
    pub author: String,
    /// What it is good for. Shareable.
    pub comment: String,
    /// The person it is, for somebody worth meeting.
    pub person_id: Option<PersonId>,
}

/// Something of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Resource {
    /// The id.
    pub id: ResourceId,
    /// What it is.
    pub kind: ResourceKind,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: ResourceFields,
    /// What I have made of it.
    pub status: ReadStatus,
    /// The file kept for it.
    pub file: Option<KeptFile>,
    /// With whom it was shared.
    pub shares: Vec<ResourceShare>,
    /// When it was added.
    pub created_at: Millis,
}

/// A file kept in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KeptFile {
    /// Its name when it was added.
    pub name: String,
    /// Its media type, by its name.
    pub media_type: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub size: i64,
}

/// A resource that went from one person to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ResourceShare {
    /// The room.
    pub relationship_id: RelationshipId,
    /// The other person's name.
    pub name: String,
    /// Which way it went.
    pub direction: Direction,
    /// When.
    pub at: Millis,
}

/// Adds something to the library.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ResourceAdd {
    /// What it is.
    pub kind: ResourceKind,
    /// What is said of it.
    pub fields: ResourceFields,
    /// The file to keep; needed for a file, absent for all else.
    #[serde(default)]
    pub file: Option<FileHandle>,
    /// The room it belongs to, and which way it went.
    #[serde(default)]
    pub share: Option<ShareWith>,
    /// To follow and stop the reading of a large file.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// A room, and which way a resource went.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShareWith {
    /// The room.
    pub relationship_id: RelationshipId,
    /// Which way.
    pub direction: Direction,
}

/// Replaces what is said of a resource.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ResourceChange {
    /// The resource.
    pub id: ResourceId,
    /// All of it, as it shall be.
    pub fields: ResourceFields,
}

/// Says what I have made of a resource.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ResourceMark {
    /// The resource.
    pub id: ResourceId,
    /// What I have made of it.
    pub status: ReadStatus,
}

/// Notes that a resource went from one person to another.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ResourceGive {
    /// The resource.
    pub id: ResourceId,
    /// With whom, and which way.
    pub share: ShareWith,
}

/// Takes such a note back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ResourceTakeBack {
    /// The resource.
    pub id: ResourceId,
    /// The room.
    pub relationship_id: RelationshipId,
}

/// Puts a resource into the bin, with its file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ResourceDelete {
    /// The resource.
    pub id: ResourceId,
}

/// Asks for a resource.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ResourceShow {
    /// The resource.
    pub id: ResourceId,
}

/// Writes a resource's file to where the person chose.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ResourceSaveFile {
    /// The resource.
    pub id: ResourceId,
    /// Where to.
    pub out: FileHandle,
    /// To follow and stop the writing.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// Asks for resources, latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ResourceList {
    /// Only of this kind.
    pub kind: Option<ResourceKind>,
    /// Only those I have made this of.
    pub status: Option<ReadStatus>,
    /// Only those shared in this room.
    pub relationship: Option<RelationshipId>,
    /// Only those with a word beginning like this.
    pub text: String,
    /// Which part.
    pub page: Page,
}

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
            give(tx, app, id, share)?;
        }
        find(tx, id)
    })
}

/// Replaces what is said of a resource.
pub fn resource_change(app: &App, request: ResourceChange) -> Result<Resource> {
    let fields = parse(request.fields, false)?;
    let now = app.now();
    app.write("change_resource_change", |tx| {
        let before = find(tx, request.id)?;
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
        find(tx, request.id)
    })
}

/// Says what I have made of a resource.
pub fn resource_mark(app: &App, request: ResourceMark) -> Result<Resource> {
    let now = app.now();
    app.write("change_resource_mark", |tx| {
        find(tx, request.id)?;
        tx.prepare_cached("UPDATE resource SET status = ?2, changed_at = ?3 WHERE id = ?1")?
            .execute(params![request.id, word(request.status), now])?;
        find(tx, request.id)
    })
}

/// Notes that a resource went from one person to another.
pub fn resource_give(app: &App, request: ResourceGive) -> Result<Resource> {
    app.write("change_resource_give", |tx| {
        find(tx, request.id)?;
        give(tx, app, request.id, &request.share)?;
        find(tx, request.id)
    })
}

/// Takes such a note back.
pub fn resource_take_back(app: &App, request: ResourceTakeBack) -> Result<Resource> {
    app.write("change_resource_take_back", |tx| {
        find(tx, request.id)?;
        tx.execute(
            "DELETE FROM resource_share WHERE resource_id = ?1 AND relationship_id = ?2",
            params![request.id, request.relationship_id],
        )?;
        find(tx, request.id)
    })
}

/// Puts a resource into the bin, with its file.
pub fn resource_delete(app: &App, request: ResourceDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_resource_delete", |tx| {
        let resource = find(tx, request.id)?;
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
    app.read(|conn| find(conn, request.id))
}

/// Writes a resource's file to where the person chose.
pub fn resource_save_file(app: &App, request: ResourceSaveFile) -> Result<()> {
    let path = app.files().take_write(&request.out)?;
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
        attachments::release(conn, id.or_not_found("file")?, &path, &mut task)
    })
}

/// Resources, latest first.
pub fn resource_list(app: &App, request: ResourceList) -> Result<Paged<Resource>> {
    let rows = app.read(|conn| list(conn, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

const SELECT: &str =
    "SELECT x.id, x.kind, x.title, x.url, x.author, x.comment, x.status, x.attachment_id,
    x.person_id, x.created_at FROM resource x";

fn list(conn: &Connection, request: &ResourceList) -> Result<Vec<Resource>> {
    let mut values: Vec<Value> = vec![i64::from(request.page.limit() + 1).into()];
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let mut sql = format!("{SELECT} WHERE x.bin_id IS NULL");
    if let Some(room) = request.relationship {
        sql.push_str(&format!(
            " AND x.id IN (SELECT s.resource_id FROM resource_share s WHERE s.relationship_id = {})",
            bind(room.to_string().into())
        ));
    }
    if let Some(kind) = request.kind.and_then(word) {
        sql.push_str(&format!(" AND x.kind = {}", bind(kind.into())));
    }
    if let Some(status) = request.status.and_then(word) {
        sql.push_str(&format!(" AND x.status = {}", bind(status.into())));
    }
    if let Some(pattern) = titles::pattern(&request.text) {
        sql.push_str(&format!(
            " AND x.id IN ({})",
            titles::MATCHING.replace("?1", &bind(pattern.into()))
        ));
    }
    if let Some([at, id]) = request.page.cursor::<2>()? {
        let (at, id) = (bind(at), bind(id));
        sql.push_str(&format!(
            " AND x.created_at <= {at} AND (x.created_at < {at} OR x.id > {id})"
        ));
    }
    sql.push_str(" ORDER BY x.created_at DESC, x.id LIMIT ?1");
    let rows = conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(values), from_row)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    complete(conn, rows)
}

/// The resource, unless in the bin.
fn find(conn: &Connection, id: ResourceId) -> Result<Resource> {
    let row = conn
        .prepare_cached(&format!("{SELECT} WHERE x.id = ?1 AND x.bin_id IS NULL"))?
        .query_row([id], from_row)
        .optional()?
        .or_not_found("resource")?;
    complete(conn, vec![row])?.pop().or_not_found("resource")
}

/// Adds files and shares, each by one query however many rows there are. At most 100 shares a resource.
fn complete(
    conn: &Connection,
    rows: Vec<(Resource, Option<AttachmentId>)>,
) -> Result<Vec<Resource>> {
    let attachments: Vec<AttachmentId> = rows
        .iter()
        .filter_map(|(_, attachment)| *attachment)
        .collect();
    let mut files = attachments::facts(conn, &attachments)?;
    let mut shares = shares(conn, rows.iter().map(|(resource, _)| resource.id).collect())?;
    Ok(rows
        .into_iter()
        .map(|(resource, attachment)| Resource {
            file: attachment
                .and_then(|id| files.remove(&id))
                .map(|facts| KeptFile {
                    name: facts.name,
                    media_type: facts.media_type,
                    size: facts.size,
                }),
            shares: shares.remove(&resource.id).unwrap_or_default(),
            ..resource
        })
        .collect())
}

fn shares(
    conn: &Connection,
    ids: Vec<ResourceId>,
) -> Result<BTreeMap<ResourceId, Vec<ResourceShare>>> {
    let ids = serde_json::to_string(&ids).map_err(|error| Error::Internal(error.to_string()))?;
    let mut found: BTreeMap<ResourceId, Vec<ResourceShare>> = BTreeMap::new();
    let mut query = conn.prepare_cached(
        "SELECT s.resource_id, s.relationship_id, p.name, s.direction, s.at
         FROM json_each(?1) ids CROSS JOIN resource_share s ON s.resource_id = ids.value
         JOIN relationship r ON r.id = s.relationship_id JOIN person p ON p.id = r.person_id
         WHERE r.bin_id IS NULL ORDER BY s.at, r.id",
    )?;
    let mut rows = query.query([ids])?;
    while let Some(row) = rows.next()? {
        let shares = found.entry(row.get("resource_id")?).or_default();
        if shares.len() < 100 {
            shares.push(ResourceShare {
                relationship_id: row.get("relationship_id")?,
                name: row.get("name")?,
                direction: read_word(row, "direction")?,
                at: row.get("at")?,
            });
        }
    }
    Ok(found)
}

fn give(tx: &Write<'_>, app: &App, id: ResourceId, share: &ShareWith) -> Result<()> {
    relationships::store::find(tx, app, share.relationship_id)?;
    tx.prepare_cached(
        "INSERT INTO resource_share (resource_id, relationship_id, direction, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (resource_id, relationship_id) DO UPDATE SET direction = excluded.direction, at = excluded.at",
    )?
    .execute(params![id, share.relationship_id, word(share.direction), app.now()])?;
    Ok(())
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

fn from_row(row: &Row<'_>) -> rusqlite::Result<(Resource, Option<AttachmentId>)> {
    let resource = Resource {
        id: row.get("id")?,
        kind: read_word(row, "kind")?,
        fields: ResourceFields {
            title: row.get("title")?,
            url: row.get("url")?,
            author: row.get("author")?,
            comment: row.get("comment")?,
            person_id: row.get("person_id")?,
        },
        status: read_word(row, "status")?,
        file: None,
        shares: Vec::new(),
        created_at: row.get("created_at")?,
    };
    Ok((resource, row.get("attachment_id")?))
}
