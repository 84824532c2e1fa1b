//! Promises, goals and what was kept of the library.

use rusqlite::Row;

use super::super::json::hex;
use super::super::source::KEPT;
use super::{Writer, and, inline, of, tick};
use crate::actions::ActionState;
use crate::clock::Millis;
use crate::db::read_word;
use crate::error::Result;
use crate::goals::{GoalKind, GoalState};
use crate::meetings::Side;
use crate::notes::NoteSubject;
use crate::resources::{Direction, ReadStatus, ResourceKind};

impl Writer<'_> {
    pub(super) fn promises(&mut self, room: Option<&str>) -> Result<()> {
        self.each(
            &format!(
                "SELECT id, title, owner, due_on, state, closed_reason FROM action
             WHERE {of} AND bin_id IS NULL ORDER BY due_key, id",
                of = of(room)
            ),
            room,
            &mut |writer, row| {
                let (id, title): (String, String) = (row.get("id")?, row.get("title")?);
                let owner: Side = read_word(row, "owner")?;
                let state: ActionState = read_word(row, "state")?;
                let reason: String = row.get("closed_reason")?;
                let mut line = format!(
                    "{} {} ({})",
                    tick(state == ActionState::Done),
                    inline(&title),
                    writer.word(owner)
                );
                if let Some(due) = row.get::<_, Option<String>>("due_on")? {
                    line.push_str(&format!(", {due}"));
                }
                if state == ActionState::Dropped {
                    line.push_str(&format!(", {}", writer.word(state)));
                }
                writer.page.point(&and(line, &reason));
                writer.amendments("action_id", &id)
            },
        )
    }

    pub(super) fn goals(&mut self, room: Option<&str>) -> Result<()> {
        self.each(
            &format!(
                "SELECT id, title, kind, why, measure, target_on, state, closed_reason FROM goal
             WHERE {of} AND bin_id IS NULL ORDER BY created_at, id",
                of = of(room)
            ),
            room,
            &mut |writer, row| {
                let (id, title): (String, String) = (row.get("id")?, row.get("title")?);
                writer.page.heading(3, &title);
                let (kind, state): (GoalKind, GoalState) =
                    (read_word(row, "kind")?, read_word(row, "state")?);
                let reason: String = row.get("closed_reason")?;
                let line = format!("{}, {}", writer.word(kind), writer.word(state));
                writer.page.point(&and(line, &reason));
                if let Some(target) = row.get::<_, Option<String>>("target_on")? {
                    writer.page.point(&target);
                }
                writer.amendments("goal_id", &id)?;
                writer.page.quote(&row.get::<_, String>("why")?);
                writer.page.quote(&row.get::<_, String>("measure")?);
                writer.milestones(&id)?;
                writer.each(
                    "SELECT at, text, progress FROM check_in WHERE goal_id = ?1 ORDER BY at, id",
                    Some(&id),
                    &mut |writer, row| {
                        let progress: Option<i64> = row.get("progress")?;
                        let mut line = writer.day(row.get("at")?);
                        if let Some(progress) = progress {
                            line.push_str(&format!(", {progress} %"));
                        }
                        writer.page.line(&line);
                        writer.page.quote(&row.get::<_, String>("text")?);
                        Ok(())
                    },
                )?;
                writer.notes(4, NoteSubject::Goal(row.get("id")?))
            },
        )
    }

    fn milestones(&mut self, goal: &str) -> Result<()> {
        self.each(
            "SELECT id, title, reached_at, due_on FROM milestone
             WHERE goal_id = ?1 AND bin_id IS NULL ORDER BY position, id",
            Some(goal),
            &mut |writer, row| {
                let (id, title): (String, String) = (row.get("id")?, row.get("title")?);
                let reached: Option<Millis> = row.get("reached_at")?;
                let mut line = format!("{} {}", tick(reached.is_some()), inline(&title));
                if let Some(due) = row.get::<_, Option<String>>("due_on")? {
                    line.push_str(&format!(", {due}"));
                }
                writer.page.point(&line);
                writer.amendments("milestone_id", &id)
            },
        )
    }

    /// What was given or received in a room.
    pub(super) fn resources_shared(&mut self, room: &str) -> Result<()> {
        self.each(
            "SELECT r.title, r.kind, r.status, r.author, r.url, r.comment, s.direction, s.at, a.name, a.sha256
             FROM resource_share s JOIN resource r ON r.id = s.resource_id
             LEFT JOIN attachment a ON a.id = r.attachment_id
             WHERE s.relationship_id = ?1 AND r.bin_id IS NULL ORDER BY s.at DESC, r.id",
            Some(room),
            &mut |writer, row| {
                let direction: Direction = read_word(row, "direction")?;
                let title: String = row.get("title")?;
                let line = format!(
                    "{}: {} ({})",
                    writer.day(row.get("at")?),
                    inline(&title),
                    writer.word(direction)
                );
                writer.resource(line, row)
            },
        )
    }

    /// What stands in the library and was neither given to anybody nor received from one who has a room here.
    pub(super) fn resources_alone(&mut self) -> Result<()> {
        self.each(
            "SELECT r.title, r.kind, r.status, r.author, r.url, r.comment, a.name, a.sha256 FROM resource r
             LEFT JOIN attachment a ON a.id = r.attachment_id
             WHERE ?1 IS NULL /* whole record */ AND r.bin_id IS NULL AND NOT EXISTS
               (SELECT 1 FROM resource_share s JOIN relationship o ON o.id = s.relationship_id
                WHERE s.resource_id = r.id AND o.bin_id IS NULL)
             ORDER BY r.created_at, r.id",
            None,
            &mut |writer, row| {
                let title: String = row.get("title")?;
                writer.resource(inline(&title), row)
            },
        )
    }

    fn resource(&mut self, mut line: String, row: &Row<'_>) -> Result<()> {
        let (kind, status): (ResourceKind, ReadStatus) =
            (read_word(row, "kind")?, read_word(row, "status")?);
        line.push_str(&format!(", {}, {}", self.word(kind), self.word(status)));
        for column in ["author", "url"] {
            let text: String = row.get(column)?;
            if !text.is_empty() {
                line.push_str(&format!(", {}", inline(&text)));
            }
        }
        if let Some(hash) = row.get::<_, Option<Vec<u8>>>("sha256")? {
            let name: String = row.get("name")?;
            line.push_str(&format!(
                ", [{}]({}{KEPT}/{})",
                inline(&name),
                self.up,
                hex(&hash)
            ));
        }
        self.page.point(&line);
        self.page.quote(&row.get::<_, String>("comment")?);
        Ok(())
    }
}
