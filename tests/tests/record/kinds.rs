//! Every table is in the record, or on a short list with its reason.

use std::collections::BTreeSet;

use ithaca_core::record::{LEFT_OUT, names};
use ithaca_tests::World;

fn tables(world: &World) -> BTreeSet<String> {
    let conn = world.database();
    let mut query = conn
        .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
        )
        .expect("a query");
    query
        .query_map([], |row| row.get(0))
        .expect("it runs")
        .collect::<rusqlite::Result<_>>()
        .expect("names")
}

fn forgotten(tables: &BTreeSet<String>) -> Vec<&String> {
    let known: BTreeSet<&str> = names()
        .expect("the schema")
        .into_iter()
        .chain(LEFT_OUT.iter().map(|(name, _)| *name))
        .collect();
    tables
        .iter()
        .filter(|name| !known.contains(name.as_str()))
        .collect()
}

#[test]
fn every_table_is_in_the_record_or_left_out_for_a_reason() {
    let world = World::new();
    let found = tables(&world);
    assert_eq!(
        forgotten(&found),
        Vec::<&String>::new(),
        "put it into core/src/custody/record/tables.rs: into the record, or left out with its reason"
    );
    for (name, reason) in LEFT_OUT {
        assert!(found.contains(name), "{name} is a table");
        assert!(reason.len() > 10, "{name}: {reason}");
        assert!(
            !names().expect("the schema").contains(&name),
            "{name} is not both"
        );
    }
}

#[test]
fn a_new_table_is_noticed() {
    let world = World::new();
    world
        .database()
        .execute_batch("CREATE TABLE next_step (id TEXT PRIMARY KEY) STRICT")
        .expect("a new table");
    assert_eq!(forgotten(&tables(&world)), ["next_step"]);
}
