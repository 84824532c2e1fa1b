//! The page with everybody on it.

use rusqlite::{Connection, Row};

use super::{Put, Writer};
use crate::app::App;
use crate::db::read_word_option;
use crate::error::Result;
use crate::notes::{NoteSubject, PrivateTicked};
use crate::people::Pronoun;

/// Writes one page with everybody on it. Says how many they are.
pub(in crate::custody::record) fn people(
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

impl Writer<'_> {
    fn person(&mut self, row: &Row<'_>) -> Result<()> {
        let name: String = row.get("name")?;
        self.page.heading(2, &name);
        self.fact("person_called", row.get("called")?);
        let pronoun: Option<Pronoun> = read_word_option(row, "pronoun")?;
        self.fact("person_pronoun", pronoun.map(|pronoun| self.word(pronoun)));
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
}
