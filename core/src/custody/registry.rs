//! The registry of concepts: one line each. What treats all of them alike (what views are told, finding, the check of a
//! desk, the record) goes through this list, and a test fails on a table that is in none of them.

use crate::concept::{self, Concepts};
use crate::{
    actions, advice, amendments, attachments, bin, challenges, contacts, decisions, drafts, goals,
    journal, meetings, mutual_checks, notes, people, questions, relationships, reminders,
    resources, settings, templates,
};

/// Every concept of the desk.
pub(crate) const ALL: Concepts = Concepts(&[
    &people::CONCEPT,
    &relationships::CONCEPT,
    &meetings::CONCEPT,
    &actions::CONCEPT,
    &goals::CONCEPT,
    &advice::CONCEPT,
    &decisions::CONCEPT,
    &challenges::CONCEPT,
    &journal::CONCEPT,
    &resources::CONCEPT,
    &attachments::CONCEPT,
    &contacts::CONCEPT,
    &mutual_checks::CONCEPT,
    &amendments::CONCEPT,
    &questions::CONCEPT,
    &templates::CONCEPT,
    &notes::CONCEPT,
    &reminders::CONCEPT,
    &settings::CONCEPT,
    &bin::CONCEPT,
    &drafts::CONCEPT,
    &notes::DRAFTS,
    &reminders::SCHEDULE,
    &concept::ENGINE,
]);

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::column::{Columns, Stored};
    use crate::db::schema::Schema;
    use crate::db::{SCHEMA_VERSION, in_memory};

    /// How a table's columns differ from what its concept declares.
    fn undeclared(columns: &[String], stored: &Stored) -> Vec<String> {
        let mut counted: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for column in columns {
            counted.entry(column).or_default().0 += 1;
        }
        for (column, _) in stored.columns.iter().flat_map(Columns::of) {
            counted.entry(column).or_default().1 += 1;
        }
        let wrong = counted.iter().filter(|(_, times)| **times != (1, 1));
        wrong.map(|(column, _)| (*column).to_owned()).collect()
    }

    /// The columns of a table that one CHECK of its schema binds together and that are not declared as one group. The key
    /// never changes, and what is derived follows the others.
    fn torn(sql: &str, stored: &Stored) -> Vec<Vec<&'static str>> {
        let place = |column: &str| {
            let mut groups = stored.columns.iter().enumerate();
            groups.find_map(|(number, columns)| {
                let at = columns.of().iter().position(|(name, _)| *name == column)?;
                match columns {
                    Columns::Key(_) | Columns::Derived(_) => None,
                    Columns::Group(_) => Some((number, 0)),
                    _ => Some((number, at + 1)),
                }
            })
        };
        let checks = sql.split("CHECK (").skip(1).map(|rest| {
            let mut depth = 1;
            let end = rest.find(|sign| {
                depth += match sign {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                depth == 0
            });
            &rest[..end.expect("the bracket closes")]
        });
        checks
            .filter_map(|check| {
                let words: Vec<&str> = check
                    .split(|sign: char| !sign.is_alphanumeric() && sign != '_')
                    .collect();
                let bound: Vec<&'static str> = stored
                    .columns
                    .iter()
                    .flat_map(Columns::of)
                    .map(|(name, _)| *name)
                    .filter(|name| words.contains(name) && place(name).is_some())
                    .collect();
                let mut places: Vec<_> = bound.iter().map(|name| place(name)).collect();
                places.dedup();
                (places.len() > 1).then_some(bound)
            })
            .collect()
    }

    #[test]
    fn every_column_of_every_table_is_declared_by_one_concept() {
        let schema = Schema::of_today().expect("the migrations run");
        for table in &schema.tables {
            let name = table.name.as_str();
            let owners: Vec<&Stored> = ALL
                .0
                .iter()
                .flat_map(|concept| concept.tables)
                .filter(|stored| stored.table == name)
                .collect();
            let [stored] = owners.as_slice() else {
                panic!(
                    "{name}: put it into the tables of its concept's CONCEPT, once, and that into ALL"
                );
            };
            let wrong = undeclared(&table.columns, stored);
            assert!(
                wrong.is_empty(),
                "{name}: say in its concept's tables, once, what {wrong:?} hold and how their changes meet"
            );
            let keys = stored.columns.iter().filter_map(|columns| match columns {
                Columns::Key(columns) => Some(columns.iter()),
                _ => None,
            });
            let keys: Vec<&str> = keys.flatten().map(|(name, _)| *name).collect();
            let merges = !matches!(stored.columns, [Columns::Here(_) | Columns::Derived(_)]);
            for key in table.key.iter().filter(|_| merges) {
                assert!(
                    keys.contains(&key.as_str()),
                    "{name}.{key} is its primary key: Key"
                );
            }
        }
        for stored in ALL.0.iter().flat_map(|concept| concept.tables) {
            assert!(
                schema.table(stored.table).is_ok(),
                "{} is no table",
                stored.table
            );
        }
    }

    #[test]
    fn what_is_found_by_its_words_always_has_some() {
        let desk = in_memory(SCHEMA_VERSION).expect("the migrations run");
        let always = |table: &str, column: &str| {
            let sql = "SELECT \"notnull\" FROM pragma_table_info(?1) WHERE name = ?2";
            desk.query_row(sql, [table, column], |row| row.get(0))
                .unwrap_or_else(|_| panic!("{table}.{column} is a column"))
        };
        for found in ALL.found() {
            let own = found.words.iter().map(|word| (found.table, *word));
            let of = found.of.iter();
            let of = of.flat_map(|of| of.words.iter().map(|word| (of.table, *word)));
            for (table, column) in own.chain(of) {
                let is: bool = always(table, column);
                assert!(
                    is,
                    "{table}.{column}: with an absent word nothing could be written"
                );
            }
        }
    }

    #[test]
    fn what_a_check_binds_together_is_one_group() {
        let desk = in_memory(SCHEMA_VERSION).expect("the migrations run");
        let mut bound = 0;
        for stored in ALL.0.iter().flat_map(|concept| concept.tables) {
            let sql: String = desk
                .query_row(
                    "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                    [stored.table],
                    |row| row.get(0),
                )
                .expect("it is a table");
            bound += sql.matches("CHECK (").count();
            let torn = torn(&sql, stored);
            assert!(
                torn.is_empty(),
                "{}: one Group each: {torn:?}",
                stored.table
            );
        }
        assert!(bound > 50, "the schema's CHECKs were read: {bound}");
    }

    #[test]
    fn a_column_nobody_declared_and_a_torn_check_are_noticed() {
        use crate::column::Holds::{Checked, Id};
        const TORN: Stored = Stored::of(
            "shoe",
            &[
                Columns::Key(&[("id", Id)]),
                Columns::Each(&[("state", Checked), ("closed_at", Checked)]),
            ],
        );
        let columns = ["id", "state", "closed_at", "size"].map(str::to_owned);
        assert_eq!(undeclared(&columns, &TORN), ["size"]);
        let check = "CREATE TABLE shoe (id, state CHECK (state IN ('open')), closed_at,
                       CHECK ((state = 'open') = (closed_at IS NULL)))";
        assert_eq!(torn(check, &TORN), [["state", "closed_at"]]);
    }
}
