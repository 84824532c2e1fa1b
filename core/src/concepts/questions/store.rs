use rusqlite::{Connection, params};

use super::model::{Asked, QuestionFields};
use crate::app::App;
use crate::clock::Millis;
use crate::concept::Concept;
use crate::db::{Write, read_word, read_word_option, word};
use crate::discard::Discarded;
use crate::error::Result;
use crate::id::Id;
use crate::limits;
use crate::locale::Language;
use crate::meetings::MeetingId;
use crate::people::{PersonId, Role};
use crate::presets::{Kept, Preset, Shipped};
use crate::relationships::{Phase, RelationshipId};
use crate::text;
use crate::time::LocalTime;

/// A question asked of somebody: its key, when, and of whom.
pub(super) struct AskedOf {
    pub(super) key: String,
    pub(super) at: Millis,
    pub(super) asked: Asked,
}

impl Preset for QuestionFields {
    const CONCEPT: &'static Concept = &super::CONCEPT;
    const KIND: Discarded = Discarded::Question;
    const WHAT: &'static str = "question";
    const LIMIT: (u32, &'static str) = (limits::QUESTIONS, "error_bank_full");

    fn shipped(language: Language) -> &'static [Shipped<Self>] {
        super::shipped(language)
    }

    fn rows(conn: &Connection) -> Result<Vec<Kept<Self>>> {
        let rows = conn
            .prepare_cached(
                "SELECT q.id, q.shipped_key, q.occasion, q.role, q.text, q.relationship_id, p.name AS room_name
                 FROM question q
                 LEFT JOIN relationship r ON r.id = q.relationship_id LEFT JOIN person p ON p.id = r.person_id
                 WHERE q.bin_id IS NULL ORDER BY q.created_at DESC, q.id LIMIT ?1",
            )?
            .query_map([limits::QUESTIONS], |row| {
                Ok(Kept {
                    id: row.get("id")?,
                    shipped_key: row.get("shipped_key")?,
                    fields: Self {
                        text: row.get("text")?,
                        occasion: read_word(row, "occasion")?,
                        role: read_word_option(row, "role")?,
                        relationship_id: row.get("relationship_id")?,
                    },
                    room_name: row.get("room_name")?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    fn parse(self) -> Result<Self> {
        Ok(Self {
            role: self.role.filter(|_| self.relationship_id.is_none()),
            text: text::title("text", &self.text)?,
            ..self
        })
    }

    fn title(&self) -> &str {
        &self.text
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
            "INSERT INTO question (id, shipped_key, occasion, role, text, relationship_id, created_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        )?
        .execute(params![
            id,
            shipped_key,
            word(self.occasion),
            self.role.and_then(word),
            self.text,
            self.relationship_id,
            now
        ])?;
        Ok(())
    }

    fn update(&self, tx: &Write<'_>, id: &str, now: Millis) -> Result<()> {
        tx.prepare_cached(
            "UPDATE question SET occasion = ?2, role = ?3, text = ?4, relationship_id = ?5, changed_at = ?6 WHERE id = ?1",
        )?
        .execute(params![
            id,
            word(self.occasion),
            self.role.and_then(word),
            self.text,
            self.relationship_id,
            now
        ])?;
        Ok(())
    }
}

/// One of those who take part in a meeting besides me, and how it stands between us.
pub(crate) struct Companion {
    pub(crate) room: RelationshipId,
    pub(crate) person: PersonId,
    pub(crate) role: Role,
    pub(crate) phase: Phase,
    /// Whether we met before.
    pub(crate) met: bool,
}

/// Those who take part in a meeting besides me.
pub(crate) fn company(conn: &Connection, meeting: MeetingId) -> Result<Vec<Companion>> {
    let company = conn
        .prepare_cached(
            "SELECT r.id, r.person_id, r.role, r.phase, r.last_contact_at IS NOT NULL AS met
             FROM meeting_participant mp JOIN relationship r ON r.id = mp.relationship_id
             WHERE mp.meeting_id = ?1 AND r.bin_id IS NULL",
        )?
        .query_map([meeting], |row| {
            Ok(Companion {
                room: row.get("id")?,
                person: row.get("person_id")?,
                role: read_word(row, "role")?,
                phase: read_word(row, "phase")?,
                met: row.get("met")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(company)
}

/// When each of these questions was last asked of each person, the latest first.
pub(super) fn asked(
    conn: &Connection,
    app: &App,
    keys: &[&str],
    people: Option<&[PersonId]>,
) -> Result<Vec<AskedOf>> {
    // The way leads from what there is least of: from these people to their meetings, or from the questions.
    let from = match people {
        Some(_) => {
            "json_each(?2) w CROSS JOIN relationship r ON r.person_id = w.value
             CROSS JOIN person p ON p.id = r.person_id
             CROSS JOIN meeting_participant mp ON mp.relationship_id = r.id
             CROSS JOIN meeting m ON m.id = mp.meeting_id
             CROSS JOIN agenda_point a ON a.meeting_id = m.id
               AND a.question_key IN (SELECT value FROM json_each(?1))"
        }
        None => {
            "json_each(?1) k CROSS JOIN agenda_point a ON a.question_key = k.value AND ?2 IS NULL
             CROSS JOIN meeting m ON m.id = a.meeting_id
             CROSS JOIN meeting_participant mp ON mp.meeting_id = m.id
             CROSS JOIN relationship r ON r.id = mp.relationship_id CROSS JOIN person p ON p.id = r.person_id"
        }
    };
    // Ticked in a meeting that was held, it was asked of everybody who took part.
    let asked = conn
        .prepare_cached(&format!(
            "SELECT a.question_key, r.person_id, p.name, m.id AS meeting_id, max(m.starts_at) AS at
             FROM {from}
             WHERE a.bin_id IS NULL AND a.done_at IS NOT NULL AND m.bin_id IS NULL AND m.state = 'held'
               AND r.bin_id IS NULL AND p.bin_id IS NULL
             GROUP BY a.question_key, r.person_id ORDER BY at DESC"
        ))?
        .query_map(
            params![
                serde_json::json!(keys).to_string(),
                people.map(|people| serde_json::json!(people).to_string())
            ],
            |row| {
                let at: Millis = row.get("at")?;
                Ok(AskedOf {
                    key: row.get("question_key")?,
                    at,
                    asked: Asked {
                        person_id: row.get("person_id")?,
                        name: row.get("name")?,
                        meeting_id: row.get("meeting_id")?,
                        on: LocalTime::at(at, app.zone()).0.date(),
                    },
                })
            },
        )?
        .collect::<rusqlite::Result<_>>()?;
    Ok(asked)
}
