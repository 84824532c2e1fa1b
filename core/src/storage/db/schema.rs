//! The desk's tables as its schema declares them, read once: what the program would otherwise keep in lists by hand
//! (what follows what into the bin, which rows name a person, in which order rows can be written) follows from the
//! primary and foreign keys.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rusqlite::Connection;

use super::migrate::{SCHEMA_VERSION, in_memory};
use crate::error::{Error, Result};

/// The tables of a desk.
#[derive(Debug)]
pub(crate) struct Schema {
    /// Each after those it points to and those it is joined to by others, and otherwise by name.
    pub(crate) tables: Vec<Shape>,
}

/// One table.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Its name.
    pub(crate) name: String,
    /// Its columns that can be written, in the schema's order.
    pub(crate) columns: Vec<String>,
    /// The columns of its primary key.
    pub(crate) key: Vec<String>,
    /// Another set of columns no two rows share; empty for none.
    pub(crate) unique: Vec<String>,
    /// Its foreign keys.
    pub(crate) pointers: Vec<Pointer>,
}

/// A foreign key of one column.
#[derive(Debug)]
pub(crate) struct Pointer {
    /// The column.
    pub(crate) column: String,
    /// The table it points to, by its `id`.
    pub(crate) to: String,
    /// Whether the row goes when what it points to goes.
    pub(crate) cascades: bool,
}

impl Schema {
    /// The schema of this program's desks, read from one that is open: all that are have the same.
    ///
    /// # Errors
    /// What reading meets.
    pub(crate) fn of(desk: &Connection) -> Result<&'static Self> {
        static TODAY: OnceLock<Schema> = OnceLock::new();
        if let Some(schema) = TODAY.get() {
            return Ok(schema);
        }
        let read = Self::read(desk)?;
        Ok(TODAY.get_or_init(|| read))
    }

    /// The schema of this program's desks, where no desk is open.
    ///
    /// # Errors
    /// None but the program's own: a migration that does not run.
    pub(crate) fn of_today() -> Result<&'static Self> {
        Self::of(&in_memory(SCHEMA_VERSION)?)
    }

    fn read(conn: &Connection) -> Result<Self> {
        let names: Vec<String> = conn
            .prepare(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                   AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'find_index_%' ORDER BY name",
            )?
            .query_map([], |row| row.get("name"))?
            .collect::<rusqlite::Result<_>>()?;
        let mut waiting: Vec<Shape> = names
            .into_iter()
            .map(|name| Shape::read(conn, name))
            .collect::<Result<_>>()?;
        let mut tables: Vec<Shape> = Vec::new();
        let mut placed = BTreeSet::new();
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|table| {
                let joined = waiting.iter().filter(|joins| joins.joins(&table.name));
                let mut pointers = table
                    .pointers
                    .iter()
                    .chain(joined.flat_map(|joins| &joins.pointers));
                pointers.all(|pointer| pointer.to == table.name || placed.contains(&pointer.to))
            });
            // The tables point to each other in a circle: no order serves, and no migration makes one.
            let Some(ready) = ready else {
                return Err(Error::Internal(
                    "tables that point to each other".to_owned(),
                ));
            };
            let table = waiting.remove(ready);
            placed.insert(table.name.clone());
            tables.push(table);
        }
        Ok(Self { tables })
    }

    /// A table by its name.
    pub(crate) fn table(&self, name: &str) -> Result<&Shape> {
        let mut tables = self.tables.iter();
        tables
            .find(|table| table.name == name)
            .ok_or_else(|| Error::Internal(format!("no table is called {name}")))
    }

    /// The tables whose rows can lie in the bin, those that point to others first: in this order rows can be deleted.
    pub(crate) fn in_bin(&self) -> impl Iterator<Item = &Shape> {
        let mut tables = self.tables.iter().rev();
        std::iter::from_fn(move || tables.find(|table| table.has("bin_id")))
    }

    /// The cascades of a soft deletion: a row of the first table goes into the bin, and leaves for good, with the
    /// row of another that the pointer names. In this order a person takes the rooms, and the rooms take their
    /// meetings.
    pub(crate) fn followers(&self) -> impl Iterator<Item = (&Shape, &Pointer)> {
        self.tables
            .iter()
            .flat_map(|leader| self.followers_of(leader))
    }

    /// The [followers](Self::followers) of one table's rows.
    pub(crate) fn followers_of<'a>(
        &'a self,
        leader: &'a Shape,
    ) -> impl Iterator<Item = (&'a Shape, &'a Pointer)> {
        self.pointing_to(&leader.name).filter(|(table, pointer)| {
            pointer.cascades && table.has("bin_id") && leader.has("bin_id")
        })
    }

    /// The many-to-many relations to rooms: the table of those rows, the one that says which rooms they are, and
    /// its pointer to them.
    pub(crate) fn shared_by_rooms(&self) -> impl Iterator<Item = (&Shape, &Shape, &Pointer)> {
        self.tables.iter().flat_map(move |joins| {
            let pointers = joins.pointers.iter();
            pointers
                .filter(|pointer| joins.joins(&pointer.to))
                .filter_map(move |pointer| Some((self.table(&pointer.to).ok()?, joins, pointer)))
        })
    }

    /// Every foreign key to a table.
    pub(crate) fn pointing_to<'a>(
        &'a self,
        name: &'a str,
    ) -> impl Iterator<Item = (&'a Shape, &'a Pointer)> {
        self.tables.iter().flat_map(move |table| {
            let pointers = table.pointers.iter();
            pointers
                .filter(move |pointer| pointer.to == name)
                .map(move |pointer| (table, pointer))
        })
    }
}

impl Shape {
    fn read(conn: &Connection, name: String) -> Result<Self> {
        let list = |sql: &str, by: &str| -> Result<Vec<String>> {
            let names = conn
                .prepare_cached(sql)?
                .query_map([by], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(names)
        };
        // `hidden` is 2 or 3 for generated columns, which cannot be written.
        let columns = list(
            "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid",
            &name,
        )?;
        let key = list(
            "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk",
            &name,
        )?;
        let unique = list(
            "SELECT c.name FROM pragma_index_list(?1) i, pragma_index_info(i.name) c
             WHERE i.origin = 'u' ORDER BY i.seq, c.seqno",
            &name,
        )?;
        let pointers = conn
            .prepare_cached(
                "SELECT \"from\", \"table\", on_delete FROM pragma_foreign_key_list(?1) ORDER BY id DESC",
            )?
            .query_map([&name], |row| {
                Ok(Pointer {
                    column: row.get("from")?,
                    to: row.get("table")?,
                    cascades: row.get::<_, String>("on_delete")? == "CASCADE",
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self {
            name,
            columns,
            key,
            unique,
            pointers,
        })
    }

    /// Whether its rows say who takes part in those of another table.
    fn joins(&self, other: &str) -> bool {
        self.name.strip_suffix("_participant") == Some(other)
    }

    /// Whether the table has a column.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// The column that makes up the primary key together with this one; none where the key is another.
    pub(crate) fn beside_in_key(&self, column: &str) -> Option<&str> {
        match self.key.as_slice() {
            [one, other] if other == column => Some(one),
            [one, other] if one == column => Some(other),
            _ => None,
        }
    }

    /// The column that points to another row of the same table; none where there is none.
    pub(crate) fn points_within(&self) -> Option<&str> {
        let mut pointers = self.pointers.iter();
        let within = pointers.find(|pointer| pointer.to == self.name)?;
        Some(&within.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_says_what_goes_with_what() {
        let schema = Schema::of_today().expect("the migrations run");
        let place = |name: &str| {
            let mut tables = schema.tables.iter();
            tables.position(|table| table.name == name).expect(name)
        };
        for table in &schema.tables {
            for pointer in table.pointers.iter().filter(|to| to.to != table.name) {
                assert!(
                    place(&pointer.to) < place(&table.name),
                    "{} stands after {}",
                    table.name,
                    pointer.to
                );
            }
        }
        let shared: Vec<&str> = schema
            .shared_by_rooms()
            .map(|(table, _, _)| table.name.as_str())
            .collect();
        assert_eq!(shared, ["meeting", "meeting_series"]);
        assert!(
            place("relationship") < place("meeting"),
            "a room takes its meetings along, so it goes first"
        );
        let followers: Vec<String> = schema
            .followers()
            .map(|(table, pointer)| format!("{}.{}", table.name, pointer.column))
            .collect();
        assert_eq!(
            followers.first().map(String::as_str),
            Some("relationship.person_id"),
            "a person's rooms before what is in them"
        );
        for expected in [
            "note.journal_entry_id",
            "milestone.goal_id",
            "action.relationship_id",
        ] {
            assert!(
                followers.iter().any(|found| found == expected),
                "{expected}: {followers:?}"
            );
        }
        assert!(
            !followers.iter().any(|found| found == "action.goal_id"),
            "what only names another stays when that goes"
        );
    }
}
