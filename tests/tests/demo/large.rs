//! Many people, reproducibly.

use ithaca_core::commands::*;
use ithaca_tests::World;

use crate::asked::{TUESDAY, count};

#[test]
fn the_same_seed_makes_the_same_rows() {
    let made = |seed: u64, now: &str| {
        let world = World::at(now);
        let rows = demo_large(
            &world.app,
            DemoLarge {
                people: 15,
                seed,
                task: None,
            },
        )
        .expect("people are made");
        (world.record(), rows)
    };
    let (first, rows) = made(7, TUESDAY);
    let (again, _) = made(7, "2031-12-24T18:00[Asia/Tokyo]");
    let (other, _) = made(8, TUESDAY);
    assert!(
        first == again,
        "seed 7 makes the same rows on another day in another zone"
    );
    assert!(first != other, "seed 8 makes others");
    assert!(
        (1000..3000).contains(&rows),
        "about a hundred rows for each of 15 people, not {rows}"
    );
}

/// Tables a large desk leaves empty, each with the reason.
const EMPTY: [(&str, &str); 6] = [
    ("draft", "nobody is typing"),
    ("note_draft", "nobody is typing"),
    ("former_key", "the key was never changed"),
    (
        "sample",
        "it says which rows of a desk are the made-up year's",
    ),
    ("schedule", "it stands for a file outside the desk"),
    ("tombstone", "nothing has left the bin"),
];

fn tables(world: &World) -> Vec<String> {
    let conn = world.database();
    let mut query = conn
        .prepare(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
               AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .expect("the query is right");
    let names = query
        .query_map([], |row| row.get(0))
        .expect("it runs")
        .collect::<Result<Vec<String>, _>>()
        .expect("names are text");
    assert!(names.len() > 30, "the desk has tables: {names:?}");
    names
}

#[test]
fn a_large_set_is_made_of_everything_and_within_bounds() {
    let world = World::at(TUESDAY);
    demo_large(
        &world.app,
        DemoLarge {
            people: 30,
            seed: 1,
            task: None,
        },
    )
    .expect("people are made");
    for table in tables(&world) {
        let rows = count(&world, &format!("SELECT count(*) FROM {table}"));
        match EMPTY.iter().find(|(empty, _)| *empty == table) {
            Some((_, reason)) => assert_eq!(rows, 0, "{table} is filled, though {reason}"),
            None => assert!(
                rows > 0,
                "{table} is empty: its concept fills it in core/src/demo/large"
            ),
        }
    }
    for table in ["relationship", "meeting", "action", "note", "check_in"] {
        let rows = count(&world, &format!("SELECT count(*) FROM {table}"));
        assert!(rows >= 30, "{table} has {rows} rows for 30 people");
    }
    for people in [0, 50_001] {
        let error = demo_large(
            &World::new().app,
            DemoLarge {
                people,
                seed: 1,
                task: None,
            },
        );
        let error = error.expect_err("that many cannot be made");
        assert!(
            matches!(
                error,
                ithaca_core::error::Error::Invalid {
                    field: "people",
                    ..
                }
            ),
            "{people}: {error}"
        );
    }
    let error = demo_large(
        &world.app,
        DemoLarge {
            people: 1,
            seed: 1,
            task: None,
        },
    );
    assert!(error.is_err(), "a desk with people on it takes no more");
}
