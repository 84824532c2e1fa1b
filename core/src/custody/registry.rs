//! The registry of concepts: one line each. What treats all of them alike (what views are told, finding, the check of a
//! desk, the record) goes through this list, and a test fails on a table that is in none of them.

use crate::concept::Concepts;
use crate::{
    actions, advice, amendments, attachments, bin, challenges, contacts, decisions, goals, journal,
    meetings, mutual_checks, notes, people, questions, relationships, reminders, resources,
    settings, templates,
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
]);

/// Tables of no concept, each with what it is for.
#[cfg(test)]
const OF_NO_CONCEPT: [(&str, &str); 8] = [
    ("draft", "what stands in a form"),
    ("note_draft", "what is being written in private"),
    ("find_entry", "the index of words"),
    ("former_key", "opens older backups"),
    ("revision", "counts the writes"),
    ("sample", "says which rows are made up"),
    ("schedule", "stands for a file outside the desk"),
    ("tombstone", "says what is no more"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::schema::Schema;

    #[test]
    fn every_table_belongs_to_one_concept_or_says_why_to_none() {
        let schema = Schema::of_today().expect("the migrations run");
        for table in &schema.tables {
            let name = table.name.as_str();
            let owners = ALL
                .0
                .iter()
                .filter(|one| one.tables.contains(&name))
                .count();
            let apart = OF_NO_CONCEPT.iter().any(|(apart, _)| *apart == name);
            assert_eq!(
                owners + usize::from(apart),
                1,
                "{name}: put it into its concept's CONCEPT, and that into ALL"
            );
        }
        for table in ALL.0.iter().flat_map(|concept| concept.tables) {
            assert!(schema.table(table).is_ok(), "{table} is no table");
        }
    }
}
