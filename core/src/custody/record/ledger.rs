//! Advice, decisions, challenges, wins and stories of a room as Markdown.

use super::markdown::inline;
use super::rooms::{Writer, and, tick};
use crate::error::Result;
use crate::notes::NoteSubject;

impl Writer<'_> {
    /// What was advised in a room, and what came of it.
    pub(super) fn advice(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("nav_advice"));
        self.each(
            "SELECT text, given_by, state, try_by, reflection, result, created_at FROM advice
             WHERE relationship_id = ?1 AND bin_id IS NULL ORDER BY created_at DESC, id",
            room,
            &mut |writer, row| {
                let (text, given_by, state): (String, String, String) =
                    (row.get("text")?, row.get("given_by")?, row.get("state")?);
                let by = writer.say(if given_by == "mine" {
                    "side_mine"
                } else {
                    "side_theirs"
                });
                let state = writer.say(match state.as_str() {
                    "new" => "advice_state_new",
                    "trying" => "advice_state_trying",
                    "later" => "advice_state_later",
                    "declined" => "advice_state_declined",
                    _ => "advice_state_tried",
                });
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
    pub(super) fn decisions(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("decisions"));
        self.each(
            "SELECT id, question, choice, why, decided_on, looked_back FROM decision
             WHERE relationship_id = ?1 AND bin_id IS NULL ORDER BY created_at DESC, id",
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
                    &id,
                    &mut |writer, row| {
                        writer.page.point(&inline(&row.get::<_, String>("text")?));
                        Ok(())
                    },
                )?;
                writer.each(
                    "SELECT p.name, v.text FROM decision_view v JOIN relationship r ON r.id = v.relationship_id
                     JOIN person p ON p.id = r.person_id
                     WHERE v.decision_id = ?1 AND r.bin_id IS NULL ORDER BY v.at, r.id",
                    &id,
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
    pub(super) fn challenges(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("challenges"));
        self.each(
            "SELECT c.id, c.title, c.context, c.state, c.worked, v.text FROM challenge_voice v
             JOIN challenge c ON c.id = v.challenge_id
             WHERE v.relationship_id = ?1 AND c.bin_id IS NULL ORDER BY c.created_at DESC, c.id",
            room,
            &mut |writer, row| {
                let (id, title, state): (String, String, String) =
                    (row.get("id")?, row.get("title")?, row.get("state")?);
                writer.page.heading(3, &title);
                writer.page.quote(&row.get::<_, String>("context")?);
                let said: String = row.get("text")?;
                if !said.is_empty() {
                    let label = format!("{}:", writer.say("side_theirs"));
                    writer.page.line(&label);
                    writer.page.quote(&said);
                }
                writer.each(
                    "SELECT text, helped FROM challenge_try WHERE challenge_id = ?1 ORDER BY position",
                    &id,
                    &mut |writer, row| {
                        let (text, helped): (String, Option<bool>) =
                            (row.get("text")?, row.get("helped")?);
                        let word = match helped {
                            Some(true) => writer.say("challenge_helped"),
                            Some(false) => writer.say("challenge_not_helped"),
                            None => String::new(),
                        };
                        writer.page.point(&and(inline(&text), &word));
                        Ok(())
                    },
                )?;
                let state = writer.say(match state.as_str() {
                    "open" => "challenge_state_open",
                    "solved" => "challenge_state_solved",
                    _ => "challenge_state_dropped",
                });
                writer.page.point(&state);
                writer.page.quote(&row.get::<_, String>("worked")?);
                Ok(())
            },
        )
    }

    /// What somebody lived through, and the lesson of it.
    pub(super) fn stories(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("stories"));
        self.each(
            "SELECT id, happened_on, text, context FROM journal_entry
             WHERE relationship_id = ?1 AND kind = 'story' AND bin_id IS NULL ORDER BY happened_on DESC, id",
            room,
            &mut |writer, row| {
                let (day, text): (String, String) = (row.get("happened_on")?, row.get("text")?);
                writer.page.point(&format!("{day}: {}", inline(&text)));
                writer.page.quote(&row.get::<_, String>("context")?);
                writer.notes(3, NoteSubject::JournalEntry(row.get("id")?))
            },
        )
    }

    /// What went well, and whether this room has heard of it.
    pub(super) fn wins(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("wins"));
        self.each(
            "SELECT j.id, j.happened_on, j.text,
                    EXISTS (SELECT 1 FROM journal_told t WHERE t.entry_id = j.id AND t.relationship_id = ?1) AS told
             FROM journal_entry j WHERE j.relationship_id = ?1 AND j.kind = 'win' AND j.bin_id IS NULL
             ORDER BY j.happened_on DESC, j.id",
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
