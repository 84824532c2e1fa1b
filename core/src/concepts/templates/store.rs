use std::collections::BTreeMap;
use std::sync::OnceLock;

use rusqlite::{Connection, params};

use super::model::{TemplateFields, TemplateLine};
use crate::clock::Millis;
use crate::concept::Concept;
use crate::db::{OrderKey, Write, read_word, read_word_option, word};
use crate::discard::Discarded;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::limits;
use crate::locale::{Language, Message};
use crate::presets::{self, Kept, Preset, Shipped};
use crate::relationships::RelationshipId;
use crate::text;

/// The templates we ship in a language, in their order. A test keeps the languages complete.
pub fn shipped(language: Language) -> &'static [Shipped<TemplateFields>] {
    static EN: OnceLock<Vec<Shipped<TemplateFields>>> = OnceLock::new();
    static DE: OnceLock<Vec<Shipped<TemplateFields>>> = OnceLock::new();
    match language {
        Language::En => {
            EN.get_or_init(|| presets::from_words(include_str!("../../../words/templates.en.json")))
        }
        Language::De => {
            DE.get_or_init(|| presets::from_words(include_str!("../../../words/templates.de.json")))
        }
    }
}

impl Preset for TemplateFields {
    const CONCEPT: &'static Concept = &super::CONCEPT;
    const KIND: Discarded = Discarded::AgendaTemplate;
    const WHAT: &'static str = "agenda template";
    const LIMIT: (u32, &'static str) = (limits::TEMPLATES, "error_templates_full");

    fn shipped(language: Language) -> &'static [Shipped<Self>] {
        shipped(language)
    }

    fn rows(conn: &Connection) -> Result<Vec<Kept<Self>>> {
        let mut rows: Vec<Kept<Self>> = conn
            .prepare_cached(
                "SELECT t.id, t.shipped_key, t.name, t.role, t.relationship_id, p.name AS room_name
                 FROM agenda_template t
                 LEFT JOIN relationship r ON r.id = t.relationship_id LEFT JOIN person p ON p.id = r.person_id
                 WHERE t.bin_id IS NULL ORDER BY t.created_at DESC, t.id LIMIT ?1",
            )?
            .query_map([limits::TEMPLATES], |row| {
                Ok(Kept {
                    id: row.get("id")?,
                    shipped_key: row.get("shipped_key")?,
                    fields: Self {
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

    fn parse(self) -> Result<Self> {
        if !(1..=limits::TEMPLATE_LINES).contains(&self.lines.len()) {
            return Err(Error::invalid(
                "lines",
                Message::new("error_template_lines").with("limit", limits::TEMPLATE_LINES),
            ));
        }
        let line = |line: TemplateLine| {
            Ok(TemplateLine {
                text: text::title("lines", &line.text)?,
                ..line
            })
        };
        Ok(Self {
            role: self.role.filter(|_| self.relationship_id.is_none()),
            name: text::name("name", &self.name)?,
            lines: self.lines.into_iter().map(line).collect::<Result<_>>()?,
            ..self
        })
    }

    fn title(&self) -> &str {
        &self.name
    }

    fn room(&self) -> Option<RelationshipId> {
        self.relationship_id
    }

    fn insert(
        &self,
        tx: &Write<'_>,
        id: Id<()>,
        shipped_key: Option<&str>,
        now: Millis,
    ) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO agenda_template (id, shipped_key, name, role, relationship_id, created_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)",
        )?
        .execute(params![
            id,
            shipped_key,
            self.name,
            self.role.and_then(word),
            self.relationship_id,
            now
        ])?;
        write_lines(tx, &id.to_string(), &self.lines)
    }

    fn update(&self, tx: &Write<'_>, id: &str, now: Millis) -> Result<()> {
        tx.prepare_cached(
            "UPDATE agenda_template SET name = ?2, role = ?3, relationship_id = ?4, changed_at = ?5 WHERE id = ?1",
        )?
        .execute(params![
            id,
            self.name,
            self.role.and_then(word),
            self.relationship_id,
            now
        ])?;
        tx.prepare_cached("DELETE FROM agenda_template_line WHERE template_id = ?1")?
            .execute([id])?;
        write_lines(tx, id, &self.lines)
    }
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

fn write_lines(conn: &Connection, id: &str, lines: &[TemplateLine]) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO agenda_template_line (template_id, position, kind, text) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, line) in OrderKey::run().zip(lines) {
        insert.execute(params![id, position, word(line.kind), line.text])?;
    }
    Ok(())
}
