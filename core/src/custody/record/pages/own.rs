//! The page of what belongs to no room: the person's own goals, promises, decisions, wins and stories, what is difficult
//! and nobody was asked about, what nobody was given, templates and questions.

use rusqlite::Connection;

use super::{Put, Writer, inline, of};
use crate::app::App;
use crate::db::read_word;
use crate::error::Result;
use crate::notes::PrivateTicked;
use crate::questions::Occasion;

/// Writes the page.
pub(in crate::custody::record) fn own(
    conn: &Connection,
    app: &App,
    ticked: Option<&PrivateTicked>,
    put: &mut Put<'_>,
) -> Result<()> {
    let mut writer = Writer::new(conn, app, ticked);
    writer.page.heading(1, &writer.say("record_own"));
    writer.section("room_tab_goals", |page| page.goals(None))?;
    writer.section("action_list", |page| page.promises(None))?;
    writer.section("decisions", |page| page.decisions(None))?;
    writer.section("challenges", Writer::challenges_alone)?;
    writer.section("wins", |page| page.wins(None))?;
    writer.section("stories", |page| page.stories(None))?;
    writer.section("nav_library", Writer::resources_alone)?;
    writer.section("templates_section", |page| page.templates(None))?;
    writer.section("questions_section", |page| page.questions(None))?;
    put("own.md", &writer.page.into_text())
}

impl Writer<'_> {
    /// Agenda templates of one's own, or of a room.
    pub(super) fn templates(&mut self, room: Option<&str>) -> Result<()> {
        self.each(
            &format!("SELECT id, name FROM agenda_template WHERE {of} AND bin_id IS NULL ORDER BY created_at, id", of = of(room)),
            room,
            &mut |writer, row| {
                let (id, name): (String, String) = (row.get("id")?, row.get("name")?);
                writer.page.heading(3, &name);
                writer.each(
                    "SELECT text FROM agenda_template_line WHERE template_id = ?1 ORDER BY position",
                    Some(&id),
                    &mut |writer, row| {
                        writer.page.point(&inline(&row.get::<_, String>("text")?));
                        Ok(())
                    },
                )
            },
        )
    }

    /// Questions of one's own, or of a room.
    pub(super) fn questions(&mut self, room: Option<&str>) -> Result<()> {
        self.each(
            &format!("SELECT text, occasion FROM question WHERE {of} AND bin_id IS NULL ORDER BY created_at, id", of = of(room)),
            room,
            &mut |writer, row| {
                let occasion: Occasion = read_word(row, "occasion")?;
                let text: String = row.get("text")?;
                let line = format!("{}: {}", writer.word(occasion), inline(&text));
                writer.page.point(&line);
                Ok(())
            },
        )
    }
}
