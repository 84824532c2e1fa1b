//! Advice, decisions, challenges, wins and stories.

use rusqlite::Row;

use super::{Writer, and, inline, of, tick};
use crate::advice::AdviceState;
use crate::challenges::ChallengeState;
use crate::db::read_word;
use crate::error::Result;
use crate::meetings::Side;
use crate::notes::NoteSubject;

impl Writer<'_> {
    /// What was advised in a room, and what came of it.
    pub(super) fn advice(&mut self, room: &str) -> Result<()> {
        self.each(
            "SELECT text, given_by, state, try_by, reflection, result, created_at FROM advice
             WHERE relationship_id = ?1 AND bin_id IS NULL ORDER BY created_at DESC, id",
            Some(room),
            &mut |writer, row| {
                let text: String = row.get("text")?;
                let (by, state): (Side, AdviceState) =
                    (read_word(row, "given_by")?, read_word(row, "state")?);
                let (by, state) = (writer.word(by), writer.word(state));
                let day = writer.day(row.get("created_at")?);
                let mut line = format!("{day}: {} ({by}), {state}", inline(&text));
                if let Some(until) = row.get::<_, Option<String>>("try_by")? {
                    line.push_str(&format!(", {until}"));
                }
                writer.page.point(&line);
                writer.page.quote(&row.get::<_, String>("reflection")?);
                writer.page.quote(&row.get::<_, String>("result")?);
                Ok(())
            },
        )
    }

    /// What was decided, or is to decide, and what each mentor said of it.
    pub(super) fn decisions(&mut self, room: Option<&str>) -> Result<()> {
        self.each(
            &format!("SELECT id, question, choice, why, decided_on, looked_back FROM decision
             WHERE {of} AND bin_id IS NULL ORDER BY created_at DESC, id", of = of(room)),
            room,
            &mut |writer, row| {
                let (id, question): (String, String) = (row.get("id")?, row.get("question")?);
                writer.page.heading(3, &question);
                if let Some(day) = row.get::<_, Option<String>>("decided_on")? {
                    let choice: String = row.get("choice")?;
                    writer.page.point(&and(day, &choice));
                }
                writer.each(
                    "SELECT text FROM decision_option WHERE decision_id = ?1 ORDER BY position, id",
                    Some(&id),
                    &mut |writer, row| {
                        writer.page.point(&inline(&row.get::<_, String>("text")?));
                        Ok(())
                    },
                )?;
                writer.each(
                    "SELECT p.name, v.text FROM decision_view v JOIN relationship r ON r.id = v.relationship_id
                     JOIN person p ON p.id = r.person_id
                     WHERE v.decision_id = ?1 AND r.bin_id IS NULL ORDER BY v.at, r.id",
                    Some(&id),
                    &mut |writer, row| {
                        let (name, text): (String, String) = (row.get("name")?, row.get("text")?);
                        writer.page.line(&format!("{}:", inline(&name)));
                        writer.page.quote(&text);
                        Ok(())
                    },
                )?;
                writer.page.quote(&row.get::<_, String>("why")?);
                writer.page.quote(&row.get::<_, String>("looked_back")?);
                Ok(())
            },
        )
    }

    /// What this room is asked about, what it said, what was tried and what worked. What other rooms said stands on
    /// their pages.
    pub(super) fn challenges_asked(&mut self, room: &str) -> Result<()> {
        self.each(
            "SELECT c.id, c.title, c.context, c.state, c.worked, v.text FROM challenge_voice v
             JOIN challenge c ON c.id = v.challenge_id
             WHERE v.relationship_id = ?1 AND c.bin_id IS NULL ORDER BY c.created_at DESC, c.id",
            Some(room),
            &mut |writer, row| writer.challenge(row),
        )
    }

    /// What nobody who has a room here is asked about.
    pub(super) fn challenges_alone(&mut self) -> Result<()> {
        self.each(
            "SELECT c.id, c.title, c.context, c.state, c.worked, '' AS text FROM challenge c
             WHERE ?1 IS NULL /* whole record */ AND c.bin_id IS NULL AND NOT EXISTS
               (SELECT 1 FROM challenge_voice v JOIN relationship r ON r.id = v.relationship_id
                WHERE v.challenge_id = c.id AND r.bin_id IS NULL)
             ORDER BY c.created_at DESC, c.id",
            None,
            &mut |writer, row| writer.challenge(row),
        )
    }

    fn challenge(&mut self, row: &Row<'_>) -> Result<()> {
        let (id, title): (String, String) = (row.get("id")?, row.get("title")?);
        self.page.heading(3, &title);
        self.page.quote(&row.get::<_, String>("context")?);
        let said: String = row.get("text")?;
        if !said.is_empty() {
            let label = format!("{}:", self.word(Side::Theirs));
            self.page.line(&label);
            self.page.quote(&said);
        }
        self.each(
            "SELECT text, helped FROM challenge_try WHERE challenge_id = ?1 ORDER BY position",
            Some(&id),
            &mut |writer, row| {
                let (text, helped): (String, Option<bool>) = (row.get("text")?, row.get("helped")?);
                let word = match helped {
                    Some(true) => writer.say("challenge_helped"),
                    Some(false) => writer.say("challenge_not_helped"),
                    None => String::new(),
                };
                writer.page.point(&and(inline(&text), &word));
                Ok(())
            },
        )?;
        let state = self.word(read_word::<ChallengeState>(row, "state")?);
        self.page.point(&state);
        self.page.quote(&row.get::<_, String>("worked")?);
        Ok(())
    }

    /// What somebody lived through, and the lesson of it.
    pub(super) fn stories(&mut self, room: Option<&str>) -> Result<()> {
        self.each(
            &format!(
                "SELECT id, happened_on, text, context FROM journal_entry
             WHERE {of} AND kind = 'story' AND bin_id IS NULL ORDER BY happened_on DESC, id",
                of = of(room)
            ),
            room,
            &mut |writer, row| {
                let (day, text): (String, String) = (row.get("happened_on")?, row.get("text")?);
                writer.page.point(&format!("{day}: {}", inline(&text)));
                writer.page.quote(&row.get::<_, String>("context")?);
                writer.notes(3, NoteSubject::JournalEntry(row.get("id")?))
            },
        )
    }

    /// What went well, and whether this room, or of one's own anybody, has heard of it.
    pub(super) fn wins(&mut self, room: Option<&str>) -> Result<()> {
        self.each(
            &format!(
                "SELECT j.id, j.happened_on, j.text,
                    EXISTS (SELECT 1 FROM journal_told t WHERE t.entry_id = j.id AND (?1 IS NULL OR t.relationship_id = ?1)) AS told
             FROM journal_entry j WHERE {of} AND j.kind = 'win' AND j.bin_id IS NULL
             ORDER BY j.happened_on DESC, j.id",
                of = of(room)
            ),
            room,
            &mut |writer, row| {
                let (day, text): (String, String) = (row.get("happened_on")?, row.get("text")?);
                let told: bool = row.get("told")?;
                writer
                    .page
                    .point(&format!("{} {day}: {}", tick(told), inline(&text)));
                writer.notes(3, NoteSubject::JournalEntry(row.get("id")?))
            },
        )
    }
}
