//! Backup and restore give back every row.

use ithaca_tests::World;
use serde_json::json;

use crate::desk::{Numbers, noted, rounds, run};

/// A desk that differs with its seed.
fn desk(seed: usize) -> World {
    let world = World::new();
    let mut numbers = Numbers(seed as u64);
    for person in 0..1 + numbers.below(3) {
        let name = format!("Ada {person}");
        let length = numbers.below(9_000);
        noted(&world, &name, numbers.below(3), length);
        if numbers.below(2) == 0 {
            let room = world.mentee(&format!("Ben {person} \u{1f9ed} it's \"quoted\""));
            world.meeting(&room, "2026-03-10T10:00");
            let promise = world.promise(&room, "Send the draft", Some("2026-04-01"));
            if numbers.below(2) == 0 {
                run(&world.app, "action_delete", json!({ "id": promise.id }));
            }
            let path = world.folder().join("kept.bin");
            std::fs::write(&path, vec![b'k'; numbers.below(300_000)]).expect("a file");
            let file = world.app.files().mint_read(path);
            run(
                &world.app,
                "resource_add",
                json!({ "kind": "file", "fields": { "title": "Kept" }, "file": file }),
            );
        }
    }
    world
}

#[test]
fn a_restored_desk_has_every_row_of_the_one_backed_up() {
    let count = rounds(20, 1_000);
    for seed in 0..count {
        let world = desk(seed);
        let then = world.record();
        let files = |world: &World| {
            let conn = world.database();
            let mut query = conn
                .prepare(
                    "SELECT attachment_id || number || hex(bytes) FROM attachment_chunk ORDER BY 1",
                )
                .expect("a query");
            query
                .query_map([], |row| row.get::<_, String>(0))
                .expect("it runs")
                .collect::<rusqlite::Result<Vec<_>>>()
                .expect("rows")
        };
        let bytes = files(&world);
        let made = run(&world.app, "backup_make", json!({}));
        world.person("Somebody who came later");
        assert_ne!(world.record(), then, "seed {seed}: the desk moved on");
        run(&world.app, "backup_restore", json!({ "id": made["id"] }));
        assert_eq!(world.record(), then, "seed {seed}: every row is back");
        assert_eq!(files(&world), bytes, "seed {seed}: every byte kept");
    }
    println!("{count} round trips equal");
}
