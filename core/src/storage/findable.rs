//! The full-text index of what is found by its words. Which rows are in it, and by which words, follows from what each
//! concept says ([`Findable`]); on the connection that writes, temporary triggers keep it so.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::{Upkeep, word};

/// What kind of thing was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// A person.
    Person,
    /// A room.
    Relationship,
    /// A meeting.
    Meeting,
    /// A goal.
    Goal,
    /// Something of the library.
    Resource,
    /// A story of the journal.
    Story,
    /// A challenge.
    Challenge,
}

/// The full-text index's entries over rows of a concept's table.
#[derive(Debug)]
pub(crate) struct Findable {
    /// What they are found as.
    pub(crate) kind: FoundKind,
    /// Their table, `t` in the expressions below.
    pub(crate) table: &'static str,
    /// The columns they are found by.
    pub(crate) words: &'static [&'static str],
    /// A row of another table that they point to, whose words come before their own.
    pub(crate) of: Option<Pointed>,
    /// The column and the word in it of those that are found; none where all are.
    pub(crate) only: Option<(&'static str, &'static str)>,
    /// What they are called, as an SQL expression.
    pub(crate) title: &'static str,
    /// What tells one from others of that name, as an SQL expression.
    pub(crate) detail: &'static str,
    /// An instant shown beside it, as an SQL expression.
    pub(crate) at: &'static str,
    /// Which of those in the index are shown, as an SQL condition in which `:now` is the instant.
    pub(crate) shown: &'static str,
    /// What comes first where several kinds are found; the lowest does.
    pub(crate) rank: u8,
}

/// A row another is found by as well, `p` in the expressions.
#[derive(Debug)]
pub(crate) struct Pointed {
    /// Its table.
    pub(crate) table: &'static str,
    /// The foreign key that points to it.
    pub(crate) by: &'static str,
    /// The columns it gives.
    pub(crate) words: &'static [&'static str],
}

impl Findable {
    /// Rows of a table by their title, all of them, with nothing beside it.
    pub(crate) const fn by_title(kind: FoundKind, table: &'static str, rank: u8) -> Self {
        Self {
            kind,
            table,
            words: &["title"],
            of: None,
            only: None,
            title: "t.title",
            detail: "''",
            at: "NULL",
            shown: "true",
            rank,
        }
    }

    /// The word for them in the index.
    pub(crate) fn word(&self) -> String {
        word(self.kind).unwrap_or_default()
    }

    /// Where they come from, in SQL.
    pub(crate) fn from(&self) -> String {
        let joined = self.of.as_ref().map(|of| {
            let Pointed { table, by, .. } = of;
            format!(" JOIN {table} p ON p.id = t.{by}")
        });
        format!("{} t{}", self.table, joined.unwrap_or_default())
    }

    /// The words they are found by, folded, as an SQL expression.
    fn text(&self) -> String {
        let of = self.of.iter().flat_map(|of| of.words);
        let words = of.map(|word| format!("p.{word}"));
        let words = words.chain(self.words.iter().map(|word| format!("t.{word}")));
        let words: Vec<String> = words.collect();
        format!("folded_words({})", words.join(" || ' ' || "))
    }

    /// Their entries in the index, as a query.
    fn entries(&self) -> String {
        let only = self
            .only
            .map(|(column, word)| format!(" AND t.{column} = '{word}'"));
        format!(
            "SELECT '{}' AS kind, t.id AS subject_id, {} AS text FROM {} WHERE t.bin_id IS NULL{}",
            self.word(),
            self.text(),
            self.from(),
            only.unwrap_or_default()
        )
    }

    /// The triggers that keep their entries, on the connection that writes.
    fn triggers(&self) -> String {
        let (kind, table, entries) = (self.word(), self.table, self.entries());
        let put =
            format!("INSERT INTO find_entry (kind, subject_id, text) {entries} AND t.id = new.id;");
        let take = |row: &str| {
            format!("DELETE FROM find_entry WHERE subject_id = {row}.id AND kind = '{kind}';")
        };
        let pointer = self.of.as_ref().map(|of| of.by);
        let columns: Vec<&str> = (self.words.iter().copied())
            .chain(self.only.map(|(column, _)| column))
            .chain(pointer)
            .chain(["bin_id"])
            .collect();
        let of_pointed = self.of.as_ref().map(|of| {
            let (words, by) = (of.words.join(", "), of.by);
            format!(
                "CREATE TEMP TRIGGER found_{kind}_pointed AFTER UPDATE OF {words} ON main.{of} BEGIN
                   UPDATE find_entry SET text = (SELECT text FROM ({entries}) e WHERE e.subject_id = find_entry.subject_id)
                   WHERE kind = '{kind}' AND subject_id IN (SELECT id FROM {table} WHERE {by} = new.id);
                 END;",
                of = of.table,
            )
        });
        format!(
            "CREATE TEMP TRIGGER found_{kind}_added AFTER INSERT ON main.{table} BEGIN {put} END;
             CREATE TEMP TRIGGER found_{kind}_changed AFTER UPDATE OF {columns} ON main.{table} BEGIN
               {take_new} {put}
             END;
             CREATE TEMP TRIGGER found_{kind}_removed AFTER DELETE ON main.{table} BEGIN {take_old} END;
             {of_pointed}",
            columns = columns.join(", "),
            take_new = take("new"),
            take_old = take("old"),
            of_pointed = of_pointed.unwrap_or_default(),
        )
    }
}

/// The entries the index should have, as a query for kind, subject and text.
fn expected(found: impl Iterator<Item = &'static Findable>) -> String {
    let entries: Vec<String> = found.map(Findable::entries).collect();
    entries.join(" UNION ALL ")
}

const THERE: &str = "SELECT kind, subject_id, text FROM find_entry";

/// How many entries the index lacks or should not have, as a query.
pub(crate) fn difference(found: impl Iterator<Item = &'static Findable>) -> String {
    let expected = expected(found);
    format!(
        "SELECT (SELECT count(*) FROM (SELECT * FROM ({expected}) EXCEPT {THERE}))
              + (SELECT count(*) FROM ({THERE} EXCEPT SELECT * FROM ({expected})))"
    )
}

/// What keeps the index: triggers while the desk is written to; and after an upgrade, which may make more of it
/// findable, what is missing, in the order of its making.
pub(crate) fn upkeep(found: impl Iterator<Item = &'static Findable> + Clone) -> Upkeep {
    let expected = expected(found.clone());
    Upkeep {
        triggers: found.map(Findable::triggers).collect(),
        after_upgrade: format!(
            "DELETE FROM find_entry WHERE (kind, subject_id) NOT IN (SELECT kind, subject_id FROM ({expected}));
             UPDATE find_entry SET text = e.text FROM ({expected}) e
               WHERE find_entry.subject_id = e.subject_id AND find_entry.text <> e.text;
             INSERT INTO find_entry (kind, subject_id, text)
               SELECT * FROM (SELECT * FROM ({expected}) EXCEPT {THERE}) ORDER BY subject_id;"
        ),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::db::{SCHEMA_VERSION, in_memory};

    static NEWLY: [Findable; 1] = [Findable {
        words: &["text"],
        title: "t.text",
        ..Findable::by_title(FoundKind::Challenge, "question", 0)
    }];

    fn entries(desk: &Connection) -> Vec<(String, String)> {
        let mut query = desk
            .prepare("SELECT subject_id, text FROM find_entry ORDER BY rowid")
            .unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
    }

    fn differences(desk: &Connection) -> i64 {
        desk.query_row(&difference(NEWLY.iter()), [], |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn what_an_upgrade_makes_findable_is_found_and_what_it_does_not_is_not() {
        let desk = in_memory(SCHEMA_VERSION).unwrap();
        desk.execute_batch(
            "INSERT INTO question (id, occasion, text, created_at, changed_at)
               VALUES ('b', 'regular', 'Younger', 0, 0), ('a', 'regular', 'Older', 0, 0);
             INSERT INTO find_entry (kind, subject_id, text) VALUES ('goal', 'c', 'No more');",
        )
        .unwrap();
        assert_eq!(differences(&desk), 3);
        for _ in 0..2 {
            desk.execute_batch(&upkeep(NEWLY.iter()).after_upgrade)
                .unwrap();
            let of = |id: &str, text: &str| (id.to_owned(), text.to_owned());
            assert_eq!(entries(&desk), [of("a", "older"), of("b", "younger")]);
            assert_eq!(differences(&desk), 0);
        }
        desk.execute_batch(&upkeep(NEWLY.iter()).triggers).unwrap();
        desk.execute_batch(
            "UPDATE question SET text = 'Oldest' WHERE id = 'a'; DELETE FROM question WHERE id = 'b'",
        )
        .unwrap();
        assert_eq!(entries(&desk), [("a".to_owned(), "oldest".to_owned())]);
    }
}
