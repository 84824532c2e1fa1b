use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::*;
use crate::app::App;
use crate::attachments::{self, AttachmentId};
use crate::db::{Listing, Write, read_word, titles, unless, word};
use crate::error::{Error, OrNotFound, Result};
use crate::{markdown, relationships};

const SELECT: &str =
    "SELECT x.id, x.kind, x.title, x.url, x.author, x.comment, x.status, x.attachment_id,
    x.person_id, x.created_at FROM resource x";

pub(super) fn list(conn: &Connection, request: &ResourceList) -> Result<Vec<Resource>> {
    let of_room = unless(request.relationship.is_some());
    let rows = Listing::of(&request.page, format!("{SELECT} WHERE x.bin_id IS NULL"))
        .given(
            "x.id IN (SELECT s.resource_id FROM resource_share s WHERE s.relationship_id = ?)",
            request.relationship,
        )
        .given(&format!("{of_room}x.kind = ?"), request.kind.and_then(word))
        .given(
            &format!("{of_room}x.status = ?"),
            request.status.and_then(word),
        )
        .given(
            &format!("x.id IN ({})", titles::MATCHING),
            titles::pattern(&request.text),
        )
        .latest_first("x.created_at", "x.id")?
        .rows(conn, from_row)?;
    complete(conn, rows)
}

/// The resource, unless in the bin.
pub(super) fn find(conn: &Connection, id: ResourceId) -> Result<Resource> {
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

pub(super) fn give(tx: &Write<'_>, app: &App, id: ResourceId, share: &ShareWith) -> Result<()> {
    relationships::store::find(tx, app, share.relationship_id)?;
    tx.prepare_cached(
        "INSERT INTO resource_share (resource_id, relationship_id, direction, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (resource_id, relationship_id) DO UPDATE SET direction = excluded.direction, at = excluded.at",
    )?
    .execute(params![id, share.relationship_id, word(share.direction), app.now()])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<(Resource, Option<AttachmentId>)> {
    let comment: String = row.get("comment")?;
    let resource = Resource {
        id: row.get("id")?,
        kind: read_word(row, "kind")?,
        fields: ResourceFields {
            title: row.get("title")?,
            url: row.get("url")?,
            author: row.get("author")?,
            comment: comment.clone(),
            person_id: row.get("person_id")?,
        },
        comment_html: markdown::html(&comment),
        status: read_word(row, "status")?,
        file: None,
        shares: Vec::new(),
        created_at: row.get("created_at")?,
    };
    Ok((resource, row.get("attachment_id")?))
}
