//! Every room and every person as Markdown, to be read without Ithaca. What lies in the bin is in the rows only.

use rusqlite::{Connection, Row};

use super::markdown::{Page, file_name, inline};
use crate::app::App;
use crate::clock::Millis;
use crate::contacts::ContactKind;
use crate::db::read_word;
use crate::error::Result;
use crate::locale::Message;
use crate::notes::{self, NoteSubject, PrivateTicked};
use crate::time::LocalTime;

/// Takes a page under its name.
pub(super) type Put<'a> = dyn FnMut(&str, &str) -> Result<()> + 'a;

pub(super) struct Writer<'a> {
    conn: &'a Connection,
    app: &'a App,
    ticked: Option<&'a PrivateTicked>,
    pub(super) page: Page,
}

/// Writes one page with everybody on it. Says how many they are.
pub(super) fn people(
    conn: &Connection,
    app: &App,
    ticked: Option<&PrivateTicked>,
    put: &mut Put<'_>,
) -> Result<u64> {
    let mut writer = Writer::new(conn, app, ticked);
    writer.page.heading(1, &writer.say("record_people"));
    let sql = "SELECT /* whole record */ p.*, i.name AS introduced_by_name FROM person p
               LEFT JOIN person i ON i.id = p.introduced_by WHERE p.bin_id IS NULL ORDER BY p.sort_name, p.id";
    let mut count = 0;
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        writer.person(row)?;
        count += 1;
    }
    put("people.md", &writer.page.into_text())?;
    Ok(count)
}

/// Writes one page for each room. Says how many there are.
pub(super) fn rooms(
    conn: &Connection,
    app: &App,
    ticked: Option<&PrivateTicked>,
    put: &mut Put<'_>,
) -> Result<u64> {
    let sql = "SELECT /* whole record */ r.*, p.name FROM relationship r JOIN person p ON p.id = r.person_id
               WHERE r.bin_id IS NULL ORDER BY r.id";
    let mut count = 0;
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let mut writer = Writer::new(conn, app, ticked);
        writer.room(row)?;
        let (id, name): (String, String) = (row.get("id")?, row.get("name")?);
        let file = format!("rooms/{}", file_name(&name, &id));
        put(&file, &writer.page.into_text())?;
        count += 1;
    }
    Ok(count)
}

impl<'a> Writer<'a> {
    fn new(conn: &'a Connection, app: &'a App, ticked: Option<&'a PrivateTicked>) -> Self {
        Self {
            conn,
            app,
            ticked,
            page: Page::default(),
        }
    }

    pub(super) fn say(&self, key: &'static str) -> String {
        self.app.locale().say(&Message::new(key))
    }

    /// `Label: value`, where there is a value.
    fn fact(&mut self, label: &'static str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let line = format!("{}: {}", self.say(label), inline(&value));
            self.page.point(&line);
        }
    }

    pub(super) fn day(&self, at: Millis) -> String {
        LocalTime::at(at, self.app.zone()).0.date().to_string()
    }

    /// Runs a query about one row and shows each answer.
    pub(super) fn each(
        &mut self,
        sql: &str,
        about: &str,
        see: &mut dyn FnMut(&mut Self, &Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let conn = self.conn;
        let mut query = conn.prepare_cached(sql)?;
        let mut rows = query.query([about])?;
        while let Some(row) = rows.next()? {
            see(self, row)?;
        }
        Ok(())
    }

    fn person(&mut self, row: &Row<'_>) -> Result<()> {
        let name: String = row.get("name")?;
        self.page.heading(2, &name);
        for (label, column) in [
            ("person_organisation", "organisation"),
            ("person_position", "position"),
            ("person_zone", "zone"),
            ("person_email", "email"),
            ("person_phone", "phone"),
            ("person_link", "link"),
            ("person_introduced_by", "introduced_by_name"),
        ] {
            self.fact(label, row.get(column)?);
        }
        for (label, column) in [
            ("person_strengths", "strengths"),
            ("person_how_met", "how_met"),
        ] {
            let text: String = row.get(column)?;
            if !text.is_empty() {
                let label = format!("{}:", self.say(label));
                self.page.line(&label);
                self.page.quote(&text);
            }
        }
        self.notes(3, NoteSubject::Person(row.get("id")?))
    }

    fn room(&mut self, row: &Row<'_>) -> Result<()> {
        let (id, name): (String, String) = (row.get("id")?, row.get("name")?);
        self.page.heading(1, &name);
        let (role, kind, phase): (String, String, String) =
            (row.get("role")?, row.get("kind")?, row.get("phase")?);
        self.fact("room_role", Some(self.say(role_key(&role))));
        self.fact("room_kind", Some(self.say(kind_key(&kind))));
        self.fact("room_phase", Some(self.say(phase_key(&phase))));
        self.fact("room_topic", row.get("topic")?);
        self.fact("room_programme", row.get("programme")?);
        self.fact("room_started_on", row.get("started_on")?);
        self.fact("room_ends_on", row.get("ends_on")?);
        self.fact("room_kept_until", row.get("discard_on")?);
        self.notes(2, NoteSubject::Relationship(row.get("id")?))?;
        self.meetings(&id)?;
        self.contacts(&id)?;
        self.waiting(&id)?;
        self.promises(&id)?;
        self.advice(&id)?;
        self.decisions(&id)?;
        self.challenges(&id)?;
        self.wins(&id)?;
        self.stories(&id)?;
        self.goals(&id)?;
        self.resources(&id)?;
        self.page.heading(2, &self.say("room_phases"));
        self.each(
            "SELECT phase, since, reason FROM relationship_phase WHERE relationship_id = ?1 ORDER BY since DESC, id",
            &id,
            &mut |writer, row| {
                let (phase, reason): (String, String) = (row.get("phase")?, row.get("reason")?);
                let line = format!("{}: {}", writer.day(row.get("since")?), writer.say(phase_key(&phase)));
                writer.page.point(&and(line, &reason));
                Ok(())
            },
        )
    }

    fn meetings(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("record_meetings"));
        self.each(
            "SELECT m.id, m.title, m.starts_local, m.zone, m.duration_minutes, m.place, m.join_link, m.state,
                    m.state_reason, m.notes
             FROM meeting_participant mp JOIN meeting m ON m.id = mp.meeting_id
             WHERE mp.relationship_id = ?1 AND m.bin_id IS NULL ORDER BY m.starts_at DESC, m.id",
            room,
            &mut |writer, row| writer.meeting(row),
        )
    }

    fn meeting(&mut self, row: &Row<'_>) -> Result<()> {
        let (id, title, state): (String, String, String) =
            (row.get("id")?, row.get("title")?, row.get("state")?);
        let when = row.get::<_, Option<String>>("starts_local")?.map_or_else(
            || self.say("meeting_state_undated"),
            |at| at.replace('T', " "),
        );
        self.page.heading(3, &format!("{when}, {title}"));
        let reason: String = row.get("state_reason")?;
        let state = self.say(state_key(&state));
        self.page.point(&and(state, &reason));
        for column in ["zone", "place", "join_link"] {
            let text: String = row.get(column)?;
            if !text.is_empty() {
                self.page.point(&inline(&text));
            }
        }
        self.each(
            "SELECT text, done_at FROM agenda_point WHERE meeting_id = ?1 AND bin_id IS NULL ORDER BY position, id",
            &id,
            &mut |writer, row| writer.ticked_point(row),
        )?;
        let notes: String = row.get("notes")?;
        self.page.quote(&notes);
        self.notes(4, NoteSubject::Meeting(row.get("id")?))
    }

    /// Contact that was no meeting.
    fn contacts(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("contact_list"));
        self.each(
            "SELECT kind, happened_on, text, will_try FROM contact
             WHERE relationship_id = ?1 AND bin_id IS NULL ORDER BY at DESC, id",
            room,
            &mut |writer, row| {
                let kind: ContactKind = read_word(row, "kind")?;
                let day: String = row.get("happened_on")?;
                writer
                    .page
                    .point(&format!("{day}: {}", writer.say(kind.word_key())));
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
        self.page.heading(2, &self.say("record_waiting"));
        self.each(
            "SELECT text, done_at FROM agenda_point
             WHERE relationship_id = ?1 AND meeting_id IS NULL AND bin_id IS NULL ORDER BY position, id",
            room,
            &mut |writer, row| writer.ticked_point(row),
        )
    }

    fn promises(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("action_list"));
        self.each(
            "SELECT title, owner, due_on, state, closed_reason FROM action
             WHERE relationship_id = ?1 AND bin_id IS NULL ORDER BY due_key, id",
            room,
            &mut |writer, row| {
                let (title, owner, state): (String, String, String) =
                    (row.get("title")?, row.get("owner")?, row.get("state")?);
                let due: Option<String> = row.get("due_on")?;
                let reason: String = row.get("closed_reason")?;
                let owner = if owner == "mine" {
                    "side_mine"
                } else {
                    "side_theirs"
                };
                let mut line = format!(
                    "{} {} ({})",
                    tick(state == "done"),
                    inline(&title),
                    writer.say(owner)
                );
                if let Some(due) = due {
                    line.push_str(&format!(", {due}"));
                }
                if state == "dropped" {
                    line.push_str(&format!(", {}", writer.say("action_was_let_go")));
                }
                writer.page.point(&and(line, &reason));
                Ok(())
            },
        )
    }

    fn goals(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("room_tab_goals"));
        self.each(
            "SELECT id, title, why, measure, target_on, state, closed_reason FROM goal
             WHERE relationship_id = ?1 AND bin_id IS NULL ORDER BY created_at, id",
            room,
            &mut |writer, row| {
                let (id, title, state): (String, String, String) =
                    (row.get("id")?, row.get("title")?, row.get("state")?);
                writer.page.heading(3, &title);
                let state = writer.say(goal_key(&state));
                let reason: String = row.get("closed_reason")?;
                writer.page.point(&and(state, &reason));
                if let Some(target) = row.get::<_, Option<String>>("target_on")? {
                    writer.page.point(&target);
                }
                writer.page.quote(&row.get::<_, String>("why")?);
                writer.page.quote(&row.get::<_, String>("measure")?);
                writer.each(
                    "SELECT title, reached_at, due_on FROM milestone
                     WHERE goal_id = ?1 AND bin_id IS NULL ORDER BY position, id",
                    &id,
                    &mut |writer, row| {
                        let title: String = row.get("title")?;
                        let reached: Option<Millis> = row.get("reached_at")?;
                        let line = format!("{} {}", tick(reached.is_some()), inline(&title));
                        writer.page.point(&line);
                        Ok(())
                    },
                )?;
                writer.each(
                    "SELECT at, text, progress FROM check_in WHERE goal_id = ?1 ORDER BY at, id",
                    &id,
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

    fn resources(&mut self, room: &str) -> Result<()> {
        self.page.heading(2, &self.say("room_tab_resources"));
        self.each(
            "SELECT r.title, r.author, r.url, r.comment, s.direction, s.at, a.name, a.sha256
             FROM resource_share s JOIN resource r ON r.id = s.resource_id
             LEFT JOIN attachment a ON a.id = r.attachment_id
             WHERE s.relationship_id = ?1 AND r.bin_id IS NULL ORDER BY s.at DESC, r.id",
            room,
            &mut |writer, row| {
                let (title, direction): (String, String) =
                    (row.get("title")?, row.get("direction")?);
                let direction = writer.say(if direction == "given" {
                    "room_resource_given"
                } else {
                    "room_resource_received"
                });
                let mut line = format!(
                    "{}: {} ({direction})",
                    writer.day(row.get("at")?),
                    inline(&title)
                );
                for column in ["author", "url", "comment"] {
                    let text: String = row.get(column)?;
                    if !text.is_empty() {
                        line.push_str(&format!(", {}", inline(&text)));
                    }
                }
                if let Some(hash) = row.get::<_, Option<Vec<u8>>>("sha256")? {
                    let name: String = row.get("name")?;
                    let hash = super::json::hex(&hash);
                    line.push_str(&format!(
                        ", [{}](../{}/{hash})",
                        inline(&name),
                        super::source::KEPT
                    ));
                }
                writer.page.point(&line);
                Ok(())
            },
        )
    }

    /// The private notes about something, where the person ticked that they go along.
    pub(super) fn notes(&mut self, level: usize, about: NoteSubject) -> Result<()> {
        let Some(ticked) = self.ticked else {
            return Ok(());
        };
        let found = notes::give_out_about(self.conn, ticked, about)?;
        if !found.is_empty() {
            self.page.heading(level, &self.say("record_private"));
        }
        for note in found {
            let day = self.day(note.created_at);
            let mut line = day;
            if let Some(aspect) = note.aspect {
                line.push_str(&format!(", {}", self.say(aspect.word_key())));
            }
            if let Some(meeting) = note.came_up_in {
                let message = Message::new("note_came_up_in").with("title", inline(&meeting));
                line.push_str(&format!(", {}", self.app.locale().say(&message)));
            }
            self.page.line(&line);
            self.page.quote(&note.text);
        }
        Ok(())
    }
}

pub(super) fn tick(done: bool) -> &'static str {
    if done { "[x]" } else { "[ ]" }
}

/// What the app says, and after it what a person gave as the reason.
pub(super) fn and(said: String, reason: &str) -> String {
    if reason.is_empty() {
        said
    } else {
        format!("{said}: {}", inline(reason))
    }
}

fn role_key(word: &str) -> &'static str {
    match word {
        "mentee" => "room_i_am_mentee",
        "mentor" => "room_i_am_mentor",
        _ => "room_i_am_peer",
    }
}

fn kind_key(word: &str) -> &'static str {
    match word {
        "formal" => "room_kind_formal",
        "peer" => "room_kind_peer",
        "reverse" => "room_kind_reverse",
        "skill" => "room_kind_skill",
        "project" => "room_kind_project",
        "distance" => "room_kind_distance",
        "group" => "room_kind_group",
        _ => "room_kind_informal",
    }
}

fn phase_key(word: &str) -> &'static str {
    match word {
        "prospect" => "room_phase_prospect",
        "contacted" => "room_phase_contacted",
        "trial" => "room_phase_trial",
        "paused" => "room_phase_paused",
        "winding_down" => "room_phase_winding_down",
        "ended" => "room_phase_ended",
        "alumni" => "room_phase_alumni",
        _ => "room_phase_active",
    }
}

fn state_key(word: &str) -> &'static str {
    match word {
        "held" => "meeting_state_held",
        "missed" => "meeting_state_missed",
        "moved" => "meeting_state_moved",
        "cancelled" => "meeting_state_cancelled",
        _ => "meeting_state_planned",
    }
}

fn goal_key(word: &str) -> &'static str {
    match word {
        "reached" => "goal_history_reached",
        "dropped" => "goal_history_dropped",
        _ => "record_goal_open",
    }
}
