//! Desks of older schemas, upgraded: the schema is then that of a new desk to the letter, every row is as it was,
//! and a verified backup was made before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ithaca_core::clock::Millis;
use ithaca_core::db::{SCHEMA_VERSION, climb};
use ithaca_core::text::sort_key;
use ithaca_tests::NEXT_STEP;
use ithaca_tests::golden::{self, Content};
use serde_json::json;

use crate::desk::{copy, open, run};

const NOW: Millis = Millis(1_772_438_400_000);

/// A copy of the golden of a schema. The one of the present schema is made anew with every change of it until it
/// lands: `cargo run -p ithaca-tests --bin golden`.
fn golden(schema: i64, fresh: &Content) -> (tempfile::TempDir, Content) {
    let place = golden::folder(schema);
    let folder = tempfile::tempdir().expect("a folder");
    let kept = golden::kept(&place);
    if schema == SCHEMA_VERSION {
        assert_eq!(
            kept.schema, fresh.schema,
            "schema {schema} is as its golden has it: once it has landed it does not change any more"
        );
    }
    copy(&place, folder.path(), &["ithaca.db", "keys.json"]);
    (folder, kept)
}

/// Lists that schema 4 orders by keys instead of numbers, and what makes one list of several.
const ORDERED: [(&str, &str); 3] = [
    ("agenda_point", ""),
    ("milestone", ""),
    ("agenda_template_line", "template_id"),
];

/// Rows of a list with their place in it instead of the number or key it is ordered by, and without what opening changes.
fn placed(table: &str, rows: &[Row]) -> Vec<Row> {
    let mut rows = rows.to_vec();
    if table == "revision" {
        // To open a desk is to look at it.
        rows.iter_mut().for_each(|row| drop(row.remove("at")));
    }
    // What follows from other columns is made anew by an upgrade.
    for (of, made) in [
        ("find_entry", "text"),
        ("", "sort_name"),
        ("", "sort_title"),
    ] {
        if of.is_empty() || of == table {
            rows.iter_mut().for_each(|row| drop(row.remove(made)));
        }
    }
    let Some((_, group)) = ORDERED.iter().find(|(name, _)| *name == table) else {
        return rows;
    };
    let value = |row: &Row, column: &str| row.get(column).cloned().unwrap_or_default();
    // A number by its size, a key as it stands.
    let order = |row: &Row| {
        let position = value(row, "position");
        let number: i128 = position.parse().unwrap_or_default();
        (value(row, group), number, position, value(row, "id"))
    };
    rows.sort_by_key(order);
    for (place, row) in rows.iter_mut().enumerate() {
        row.insert("position".to_owned(), place.to_string());
    }
    rows
}

/// Every row that was there is there, with the same value in each column that still is, in the same order.
fn assert_kept(before: &Content, after: &Content, schema: i64) {
    for (table, rows) in &before.rows {
        let there = after
            .rows
            .get(table)
            .unwrap_or_else(|| panic!("{table} of schema {schema} is there"));
        assert_eq!(
            rows.len(),
            there.len(),
            "{table} of schema {schema}: as many rows"
        );
        // In an order of their own: that of the file may be by a column that came with the upgrade.
        let (rows, there) = (placed(table, rows), placed(table, there));
        let (old, new) = (shared(&rows, &there), shared(&there, &rows));
        for (old, new) in old.iter().zip(&new) {
            assert_eq!(old, new, "a row of {table} of schema {schema}");
        }
    }
}

type Row = BTreeMap<String, String>;

/// Rows with the columns that `others` have too, sorted by all of them.
fn shared(rows: &[Row], others: &[Row]) -> Vec<Row> {
    let columns: BTreeSet<&String> = others.iter().flat_map(BTreeMap::keys).collect();
    let only = |row: &Row| {
        let kept = row.iter().filter(|(column, _)| columns.contains(column));
        kept.map(|(column, value)| (column.clone(), value.clone()))
            .collect()
    };
    let mut kept: Vec<Row> = rows.iter().map(only).collect();
    kept.sort();
    kept
}

fn backups(folder: &Path) -> usize {
    std::fs::read_dir(folder.join("backups")).map_or(0, |entries| {
        entries
            .flatten()
            .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
            .count()
    })
}

fn fresh() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    drop(open(folder.path()).expect("a new desk"));
    folder
}

#[test]
fn the_desk_of_every_schema_is_upgraded_to_the_present_one() {
    let new = golden::content(fresh().path());
    for schema in 1..=SCHEMA_VERSION {
        let (folder, before) = golden(schema, &new);
        let app = open(folder.path()).expect("an old desk opens");
        let checked = run(&app, "desk_check", json!({}));
        assert_eq!(
            checked["findings"],
            json!([]),
            "schema {schema}: whole after the upgrade"
        );
        drop(app);
        let after = golden::content(folder.path());
        assert_eq!(
            after.schema, new.schema,
            "schema {schema}: the text of a new desk"
        );
        assert_kept(&before, &after, schema);
        for person in &after.rows["person"] {
            let text = |column: &str| person[column].trim_matches('\'').to_owned();
            let sorts = sort_key(&text("name"));
            assert_eq!(
                text("sort_name"),
                sorts,
                "schema {schema}: names sort as they do now"
            );
        }
        assert_eq!(
            backups(folder.path()),
            usize::from(schema < SCHEMA_VERSION),
            "schema {schema}: a backup before"
        );
    }
}

#[test]
fn a_step_that_is_still_to_come_can_be_climbed_from_every_schema() {
    let new = fresh();
    let today = golden::content(new.path());
    climb(new.path(), &[NEXT_STEP], NOW).expect("a new desk climbs");
    let next = golden::content(new.path());
    assert_ne!(today.schema, next.schema, "the step does something");
    for schema in 1..=SCHEMA_VERSION {
        let (folder, before) = golden(schema, &today);
        climb(folder.path(), &[NEXT_STEP], NOW).expect("an old desk climbs");
        let after = golden::content(folder.path());
        assert_eq!(
            after.schema, next.schema,
            "schema {schema}: the text of a new desk of the next"
        );
        assert_kept(&before, &after, schema);
        let people = before.rows["person"].len();
        assert_eq!(
            after.rows["next_step"].len(),
            people,
            "schema {schema}: and what the step made"
        );
        assert_eq!(
            backups(folder.path()),
            1,
            "schema {schema}: a backup was made before"
        );
        let error = open(folder.path())
            .err()
            .expect("this program does not know the next schema");
        assert!(
            matches!(error, ithaca_core::error::Error::DatabaseTooNew { .. }),
            "{error}"
        );
        assert_eq!(
            golden::content(folder.path()),
            after,
            "schema {schema}: and leaves it alone"
        );
    }
}

#[test]
fn a_value_that_an_upgrade_changed_is_found() {
    let (folder, before) = golden(SCHEMA_VERSION, &golden::content(fresh().path()));
    let harm = "UPDATE person SET how_met = 'x';\n";
    climb(folder.path(), &[harm], NOW).expect("a careless step climbs");
    let after = golden::content(folder.path());
    let compared = std::panic::catch_unwind(|| assert_kept(&before, &after, SCHEMA_VERSION));
    assert!(compared.is_err(), "the same comparison finds it");
}
