//! A room's page: who it is, what was said when they met, and all that came of it.

use rusqlite::Row;

use super::{Writer, and, inline, tick};
use crate::clock::Millis;
use crate::contacts::ContactKind;
use crate::db::{read_word, read_word_option};
use crate::error::Result;
use crate::meetings::{MeetingState, Side};
use crate::notes::NoteSubject;
use crate::people::Role;
use crate::relationships::{Kind, Phase};

impl Writer<'_> {
    pub(super) fn room(&mut self, row: &Row<'_>) -> Result<()> {
        let (id, name): (String, String) = (row.get("id")?, row.get("name")?);
        self.page.heading(1, &name);
        self.fact(
            "room_role",
            Some(self.word(read_word::<Role>(row, "role")?)),
        );
        self.fact(
            "room_kind",
            Some(self.word(read_word::<Kind>(row, "kind")?)),
        );
        self.fact(
            "room_phase",
            Some(self.word(read_word::<Phase>(row, "phase")?)),
        );
        self.fact("room_topic", row.get("topic")?);
        self.fact("room_programme", row.get("programme")?);
        self.fact("room_started_on", row.get("started_on")?);
        self.fact("room_ends_on", row.get("ends_on")?);
        self.fact("room_kept_until", row.get("discard_on")?);
        self.notes(2, NoteSubject::Relationship(row.get("id")?))?;
        let of = Some(id.as_str());
        self.section("record_meetings", |page| page.meetings(&id))?;
        self.section("contact_list", |page| page.contacts(&id))?;
        self.section("record_waiting", |page| page.waiting(&id))?;
        self.section("action_list", |page| page.promises(of))?;
        self.section("nav_advice", |page| page.advice(&id))?;
        self.section("decisions", |page| page.decisions(of))?;
        self.section("challenges", |page| page.challenges_asked(&id))?;
        self.section("wins", |page| page.wins(of))?;
        self.section("stories", |page| page.stories(of))?;
        self.section("room_tab_goals", |page| page.goals(of))?;
        self.section("room_tab_resources", |page| page.resources_shared(&id))?;
        self.section("check_list", |page| page.checks(&id))?;
        self.section("templates_section", |page| page.templates(of))?;
        self.section("questions_section", |page| page.questions(of))?;
        self.section("room_phases", |page| page.phases(&id))
    }

    fn phases(&mut self, room: &str) -> Result<()> {
        self.each(
            "SELECT phase, since, reason FROM relationship_phase WHERE relationship_id = ?1 ORDER BY since DESC, id",
            Some(room),
            &mut |writer, row| {
                let phase: Phase = read_word(row, "phase")?;
                let line = format!("{}: {}", writer.day(row.get("since")?), writer.word(phase));
                writer
                    .page
                    .point(&and(line, &row.get::<_, String>("reason")?));
                Ok(())
            },
        )?;
        self.amendments("relationship_id", room)
    }

    fn meetings(&mut self, room: &str) -> Result<()> {
        self.each(
            "SELECT m.id, m.title, m.starts_local, m.zone, m.duration_minutes, m.place, m.join_link, m.state,
                    m.state_reason, m.notes, m.channel, m.used_minutes, m.late, m.changed_by
             FROM meeting_participant mp JOIN meeting m ON m.id = mp.meeting_id
             WHERE mp.relationship_id = ?1 AND m.bin_id IS NULL ORDER BY m.starts_at DESC, m.id",
            Some(room),
            &mut |writer, row| writer.meeting(row),
        )
    }

    fn meeting(&mut self, row: &Row<'_>) -> Result<()> {
        let (id, title): (String, String) = (row.get("id")?, row.get("title")?);
        let when = row.get::<_, Option<String>>("starts_local")?.map_or_else(
            || self.say("meeting_state_undated"),
            |at| at.replace('T', " "),
        );
        self.page.heading(3, &format!("{when}, {title}"));
        let state: MeetingState = read_word(row, "state")?;
        let reason: String = row.get("state_reason")?;
        self.page.point(&and(self.word(state), &reason));
        if let Some(by) = read_word_option::<Side>(row, "changed_by")? {
            self.page.point(&self.say(match by {
                Side::Mine => "record_changed_by_me",
                Side::Theirs => "record_changed_by_them",
            }));
        }
        for column in ["zone", "place", "join_link"] {
            let text: String = row.get(column)?;
            if !text.is_empty() {
                self.page.point(&inline(&text));
            }
        }
        let minutes: Option<i64> = row.get("used_minutes")?;
        self.fact(
            "record_took",
            minutes.map(|minutes| format!("{minutes} min")),
        );
        if let Some(late) = read_word_option::<Side>(row, "late")? {
            self.page.point(&self.say(match late {
                Side::Mine => "record_late_me",
                Side::Theirs => "record_late_them",
            }));
        }
        self.each(
            "SELECT text, done_at FROM agenda_point WHERE meeting_id = ?1 AND bin_id IS NULL ORDER BY position, id",
            Some(&id),
            &mut |writer, row| writer.ticked_point(row),
        )?;
        let notes: String = row.get("notes")?;
        self.page.quote(&notes);
        self.notes(4, NoteSubject::Meeting(row.get("id")?))
    }

    /// Contact that was no meeting.
    fn contacts(&mut self, room: &str) -> Result<()> {
        self.each(
            "SELECT kind, happened_on, text, will_try FROM contact
             WHERE relationship_id = ?1 AND bin_id IS NULL ORDER BY at DESC, id",
            Some(room),
            &mut |writer, row| {
                let kind: ContactKind = read_word(row, "kind")?;
                let day: String = row.get("happened_on")?;
                writer.page.point(&format!("{day}: {}", writer.word(kind)));
                writer.page.quote(&row.get::<_, String>("text")?);
                writer.page.quote(&row.get::<_, String>("will_try")?);
                Ok(())
            },
        )
    }

    fn ticked_point(&mut self, row: &Row<'_>) -> Result<()> {
        let text: String = row.get("text")?;
        let done: Option<Millis> = row.get("done_at")?;
        self.page
            .point(&format!("{} {}", tick(done.is_some()), inline(&text)));
        Ok(())
    }

    /// Points that wait for the next meeting.
    fn waiting(&mut self, room: &str) -> Result<()> {
        self.each(
            "SELECT text, done_at FROM agenda_point
             WHERE relationship_id = ?1 AND meeting_id IS NULL AND bin_id IS NULL ORDER BY position, id",
            Some(room),
            &mut |writer, row| writer.ticked_point(row),
        )
    }

    /// How useful the talks were to both sides, each time it was said.
    fn checks(&mut self, room: &str) -> Result<()> {
        self.each(
            "SELECT useful_to_me, useful_to_them, talked, text, at FROM mutual_check
             WHERE relationship_id = ?1 ORDER BY at, meeting_id",
            Some(room),
            &mut |writer, row| {
                let mut line = writer.day(row.get("at")?);
                for (label, column) in [
                    ("check_for_me", "useful_to_me"),
                    ("check_for_them", "useful_to_them"),
                    ("check_talked", "talked"),
                ] {
                    if let Some(step) = row.get::<_, Option<i64>>(column)? {
                        line.push_str(&format!(", {}: {step}", writer.say(label)));
                    }
                }
                writer
                    .page
                    .point(&and(line, &row.get::<_, String>("text")?));
                Ok(())
            },
        )
    }
}
