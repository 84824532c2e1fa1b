//! The record as Markdown, to be read without Ithaca: everybody on one page, a page for each room, and one for what
//! belongs to none. They hold every word a person wrote that is in the rows; what lies in the bin is in the rows only.

mod goals;
mod ledger;
mod markdown;
mod own;
mod people;
mod room;
mod words;

use rusqlite::{Connection, Row};

use self::markdown::{Page, file_name, inline};
use self::words::{Worded, amended};
use crate::amendments::Amended;
use crate::app::App;
use crate::clock::Millis;
use crate::db::read_word;
use crate::error::Result;
use crate::locale::Message;
use crate::notes::{self, NoteSubject, PrivateTicked};
use crate::time::LocalTime;

pub(super) use self::own::own;
pub(super) use self::people::people;

/// Takes a page under its name.
pub(super) type Put<'a> = dyn FnMut(&str, &str) -> Result<()> + 'a;

/// A page being written, and what it is written from.
struct Writer<'a> {
    conn: &'a Connection,
    app: &'a App,
    ticked: Option<&'a PrivateTicked>,
    page: Page,
    /// The way from the page to the record's folder.
    up: &'static str,
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
        writer.up = "../";
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
            up: "",
        }
    }

    fn say(&self, key: &'static str) -> String {
        self.app.locale().say(&Message::new(key))
    }

    /// `Label: value`, where there is a value.
    fn fact(&mut self, label: &'static str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let line = format!("{}: {}", self.say(label), inline(&value));
            self.page.point(&line);
        }
    }

    fn day(&self, at: Millis) -> String {
        LocalTime::at(at, self.app.zone()).0.date().to_string()
    }

    /// What the app calls a word of the database.
    fn word(&self, word: impl Worded) -> String {
        self.say(word.key())
    }

    /// Runs a query about one row, or about what belongs to none, and shows each answer.
    fn each(
        &mut self,
        sql: &str,
        about: Option<&str>,
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

    /// A heading, and what stands below it; nothing where that is nothing.
    fn section(
        &mut self,
        key: &'static str,
        below: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let before = self.page.length();
        let heading = self.say(key);
        self.page.heading(2, &heading);
        let with_heading = self.page.length();
        below(self)?;
        if self.page.length() == with_heading {
            self.page.cut_back(before);
        }
        Ok(())
    }

    /// What of a row was said otherwise before, and since when.
    fn amendments(&mut self, column: &str, id: &str) -> Result<()> {
        let sql = format!(
            "SELECT field, was, became, reason, at FROM amendment WHERE {column} = ?1 ORDER BY at, id"
        );
        self.each(&sql, Some(id), &mut |writer, row| {
            let field: Amended = read_word(row, "field")?;
            let (was, became): (String, String) = (row.get("was")?, row.get("became")?);
            let said = |word: &str| match amended(field, word) {
                Some(key) => writer.say(key),
                None => inline(word),
            };
            let line = format!(
                "{}: {} {} → {}",
                writer.day(row.get("at")?),
                writer.word(field),
                said(&was),
                said(&became)
            );
            writer
                .page
                .point(&and(line, &row.get::<_, String>("reason")?));
            Ok(())
        })
    }

    /// The private notes about something, where the person ticked that they go along.
    fn notes(&mut self, level: usize, about: NoteSubject) -> Result<()> {
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

/// An SQL condition: of this room, or of none.
fn of(room: Option<&str>) -> &'static str {
    match room {
        Some(_) => "relationship_id = ?1",
        None => "?1 IS NULL AND relationship_id IS NULL /* whole record */",
    }
}

fn tick(done: bool) -> &'static str {
    if done { "[x]" } else { "[ ]" }
}

/// What the app says, and after it what a person gave as the reason.
fn and(said: String, reason: &str) -> String {
    if reason.is_empty() {
        said
    } else {
        format!("{said}: {}", inline(reason))
    }
}
