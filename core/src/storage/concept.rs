//! What a concept says of itself, once. Whatever treats all concepts alike (what views are told, what is found, what is
//! counted and checked) reads it from here instead of keeping a list of its own; what the database already declares is
//! read from the [schema](crate::db::schema).

use std::collections::BTreeSet;

use crate::changes::{Changed, Topic};
use crate::column::{Columns, Holds, Stored};
use crate::db::Upkeep;
use crate::findable::{self, Findable};

/// The declaration of a concept (a domain module).
#[derive(Debug)]
pub(crate) struct Concept {
    /// What views ask again for when rows of it change; none for what no view shows.
    pub(crate) topic: Option<Topic>,
    /// Its tables, the one that gives it its name first.
    pub(crate) tables: &'static [Stored],
    /// What of it is found by its words.
    pub(crate) found: &'static [Findable],
}

impl Concept {
    /// Rows that no view asks for again when they change.
    pub(crate) const fn unseen(tables: &'static [Stored]) -> Self {
        Self {
            topic: None,
            tables,
            found: &[],
        }
    }

    /// The columns of the table that gives it its name.
    pub(crate) fn columns(&self) -> &'static [Columns] {
        self.columns_of(self.table())
    }

    /// The columns of one of its tables; none of a table that is another's.
    pub(crate) fn columns_of(&self, table: &str) -> &'static [Columns] {
        let mut stored = self.tables.iter();
        stored
            .find(|stored| stored.table == table)
            .map_or(&[], |stored| stored.columns)
    }

    /// The table that gives it its name.
    pub(crate) fn table(&self) -> &'static str {
        self.tables.first().map_or("", |stored| stored.table)
    }
}

/// What the database keeps for its own sake: the full-text index, the keys of older backups, the count of writes, which rows
/// are made up, and which are no more.
pub(crate) const ENGINE: Concept = Concept::unseen({
    use crate::column::Columns::{Derived, Here, Key};
    use crate::column::Holds::{Checked, Id, Instant, Word};
    use crate::column::is;
    use crate::discard::Discarded;
    &[
        Stored::of(
            "find_entry",
            &[Derived(&[
                ("rowid", Checked),
                ("kind", Checked),
                ("subject_id", Id),
                ("text", Checked),
            ])],
        ),
        Stored::of(
            "former_key",
            &[Here(&[("key", Checked), ("until", Instant)])],
        ),
        Stored::of(
            "revision",
            &[Here(&[
                ("id", Checked),
                ("number", Checked),
                ("at", Instant),
            ])],
        ),
        Stored::of(
            "sample",
            &[Key(&[("subject_id", Id), ("kind", Word(is::<Discarded>))])],
        ),
        Stored::of(
            "tombstone",
            &[Key(&[("id", Id), ("kind", Checked), ("at", Instant)])],
        ),
    ]
});

/// All concepts of the desk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Concepts(pub(crate) &'static [&'static Concept]);

impl Concepts {
    /// The change event of a write that touched these tables.
    pub(crate) fn changed(self, tables: &BTreeSet<String>) -> Changed {
        let touched = |concept: &&&Concept| {
            let mut stored = concept.tables.iter();
            stored.any(|stored| tables.contains(stored.table))
        };
        Changed {
            topics: self
                .0
                .iter()
                .filter(touched)
                .filter_map(|concept| concept.topic)
                .collect(),
        }
    }

    /// A table of any concept, by its name.
    pub(crate) fn stored(self, table: &str) -> Option<&'static Stored> {
        let mut stored = self.0.iter().flat_map(|concept| concept.tables);
        stored.find(|stored| stored.table == table)
    }

    /// What a column holds; none for one that is not declared.
    pub(crate) fn holds(self, table: &str, column: &str) -> Option<Holds> {
        self.stored(table)?.holds(column)
    }

    /// What the database keeps beside what is written to it.
    pub(crate) fn upkeep(self) -> Upkeep {
        let mut upkeep = findable::upkeep(self.found());
        upkeep.after_upgrade.push_str(&self.sorted_anew());
        upkeep
    }

    /// Makes the keys anew that rows are sorted by, where they are not what this program makes, as SQL.
    pub(crate) fn sorted_anew(self) -> String {
        let stored = self.0.iter().flat_map(|concept| concept.tables);
        let keys = stored.flat_map(|stored| {
            let columns = stored.columns.iter().flat_map(Columns::of);
            columns.filter_map(|(column, holds)| match holds {
                Holds::SortKey(of) => Some(format!(
                    "UPDATE {table} AS t SET {column} = sort_key({of}) WHERE {column} <> sort_key({of});\n",
                    table = stored.table
                )),
                _ => None,
            })
        });
        keys.collect()
    }

    /// The full-text indexes of all concepts.
    pub(crate) fn found(self) -> impl Iterator<Item = &'static Findable> + Clone {
        self.0.iter().flat_map(|concept| concept.found)
    }
}
