use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::model::{TemplateFields, TemplateLine};
use crate::clock::Millis;
use crate::db::{OrderKey, read_word, read_word_option, word};
use crate::error::Result;
use crate::id::Id;
use crate::limits;

/// A template of the database: the person's own, or their wording of one of ours.
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) shipped_key: Option<String>,
    pub(super) fields: TemplateFields,
    pub(super) room_name: Option<String>,
}

/// What the person wrote, the newest first.
pub(super) fn rows(conn: &Connection) -> Result<Vec<Stored>> {
    let mut rows: Vec<Stored> = conn
        .prepare_cached(
            "SELECT t.id, t.shipped_key, t.name, t.role, t.relationship_id, p.name AS room_name FROM agenda_template t
             LEFT JOIN relationship r ON r.id = t.relationship_id LEFT JOIN person p ON p.id = r.person_id
             WHERE t.bin_id IS NULL ORDER BY t.created_at DESC, t.id LIMIT ?1",
        )?
        .query_map([limits::TEMPLATES], |row| {
            Ok(Stored {
                id: row.get("id")?,
                shipped_key: row.get("shipped_key")?,
                fields: TemplateFields {
                    name: row.get("name")?,
                    role: read_word_option(row, "role")?,
                    relationship_id: row.get("relationship_id")?,
                    lines: Vec::new(),
                },
                room_name: row.get("room_name")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut lines = lines(conn, &ids)?;
    for row in &mut rows {
        row.fields.lines = lines.remove(&row.id).unwrap_or_default();
    }
    Ok(rows)
}

fn lines(conn: &Connection, ids: &[&str]) -> Result<BTreeMap<String, Vec<TemplateLine>>> {
    let mut lines = BTreeMap::<String, Vec<TemplateLine>>::new();
    let mut query = conn.prepare_cached(
        "SELECT l.template_id, l.kind, l.text FROM agenda_template_line l
         WHERE l.template_id IN (SELECT value FROM json_each(?1)) ORDER BY l.template_id, l.position",
    )?;
    let mut found = query.query([serde_json::json!(ids).to_string()])?;
    while let Some(row) = found.next()? {
        lines
            .entry(row.get("template_id")?)
            .or_default()
            .push(TemplateLine {
                kind: read_word(row, "kind")?,
                text: row.get("text")?,
            });
    }
    Ok(lines)
}

pub(super) fn insert(
    conn: &Connection,
    id: Id<()>,
    shipped_key: Option<&str>,
    fields: &TemplateFields,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO agenda_template (id, shipped_key, name, role, relationship_id, created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
    )?
    .execute(params![
        id,
        shipped_key,
        fields.name,
        fields.role.and_then(word),
        fields.relationship_id,
        now
    ])?;
    write_lines(conn, &id.to_string(), &fields.lines)
}

pub(super) fn update(
    conn: &Connection,
    id: &str,
    fields: &TemplateFields,
    now: Millis,
) -> Result<()> {
    conn.prepare_cached(
        "UPDATE agenda_template SET name = ?2, role = ?3, relationship_id = ?4, changed_at = ?5 WHERE id = ?1",
    )?
    .execute(params![
        id,
        fields.name,
        fields.role.and_then(word),
        fields.relationship_id,
        now
    ])?;
    conn.prepare_cached("DELETE FROM agenda_template_line WHERE template_id = ?1")?
        .execute([id])?;
    write_lines(conn, id, &fields.lines)
}

fn write_lines(conn: &Connection, id: &str, lines: &[TemplateLine]) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO agenda_template_line (template_id, position, kind, text) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, line) in OrderKey::run().zip(lines) {
        insert.execute(params![id, position, word(line.kind), line.text])?;
    }
    Ok(())
}

/// Makes a wording of one of ours a template of its own, which it is when it comes back from the bin.
pub(super) fn let_stand_alone(conn: &Connection, id: &str) -> Result<()> {
    conn.prepare_cached("UPDATE agenda_template SET shipped_key = NULL WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}
