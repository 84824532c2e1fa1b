//! Challenges taken back, put into the bin, and back from it.

use ithaca_core::commands::ErrorCode;
use ithaca_tests::World;
use serde_json::json;

use crate::challenges::{add, change, listed, on_the_page, said, show, voice, voices};
use crate::desk::run;

#[test]
fn what_was_done_to_a_challenge_is_taken_back_step_by_step() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let mut records = vec![world.record()];
    let challenge = add(&world, "Nerves", &[voice(&ada.id, "Tea")]);
    records.push(world.record());
    change(
        &world,
        &challenge,
        json!({ "title": "Nerves", "voices": [voice(&ada.id, "Tea"), voice(&ben.id, "Sleep")], "tries": [{ "text": "Tea" }] }),
    );
    records.push(world.record());
    run(
        &world,
        "challenge_close",
        json!({ "id": challenge["id"], "solved": true, "worked": "Sleep" }),
    );
    records.push(world.record());
    run(&world, "challenge_delete", json!({ "id": challenge["id"] }));
    for (before, label) in records.iter().rev().zip([
        "delete a challenge",
        "close a challenge",
        "change a challenge",
        "put a challenge down",
    ]) {
        assert_eq!(run(&world, "change_undo", json!({}))["label"], label);
        assert_eq!(before, &world.record(), "{label} is taken back whole");
    }
}

#[test]
fn from_the_bin_it_comes_back_with_all_that_was_said() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let challenge = add(&world, "Nerves", &[voice(&ada.id, "Tea")]);
    let before = world.record();
    run(&world, "challenge_delete", json!({ "id": challenge["id"] }));
    assert_eq!(
        (listed(&world, json!({})), on_the_page(&world, &ada.id)),
        (vec![], vec![]),
        "in no list and on no page"
    );
    let gone = world
        .call("challenge_show", json!({ "id": challenge["id"] }))
        .expect_err("it lies in the bin");
    assert_eq!(gone.code, ErrorCode::NotFound);
    let entry = run(&world, "bin_list", json!({}))["items"][0].clone();
    assert_eq!(
        (&entry["kind"], &entry["title"]),
        (&json!("challenge"), &json!("Nerves")),
        "the bin says what it holds"
    );
    run(&world, "bin_restore", json!({ "id": entry["id"] }));
    assert_eq!(before, world.record(), "and gives it back whole");
    run(&world, "challenge_delete", json!({ "id": challenge["id"] }));
    run(&world, "bin_empty", json!({}));
    let left: i64 = world
        .database()
        .query_row(
            "SELECT (SELECT count(*) FROM challenge) + (SELECT count(*) FROM challenge_voice)
               + (SELECT count(*) FROM find_entry WHERE kind = 'challenge')",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(left, 0, "emptied, nothing of it is left");
}

#[test]
fn a_room_in_the_bin_is_silent_and_speaks_again_when_it_is_back() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let both = [voice(&ada.id, "Tea"), voice(&ben.id, "Sleep")];
    let challenge = add(&world, "Nerves", &both);
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    assert_eq!(
        voices(&show(&world, &challenge)),
        said(&[("Ben", "Sleep")]),
        "the challenge stays, with those who are there"
    );
    change(
        &world,
        &challenge,
        json!({ "title": "Nerves before a talk", "voices": [both[1]] }),
    );
    let refused = world
        .call(
            "challenge_change",
            json!({ "id": challenge["id"], "fields": { "title": "Nerves", "voices": both } }),
        )
        .expect_err("a room in the bin cannot be asked");
    assert_eq!(refused.code, ErrorCode::NotFound);
    let entry = run(&world, "bin_list", json!({}))["items"][0]["id"].clone();
    run(&world, "bin_restore", json!({ "id": entry }));
    let mut back = voices(&show(&world, &challenge));
    back.sort();
    assert_eq!(
        back,
        said(&[("Ada", "Tea"), ("Ben", "Sleep")]),
        "what was changed meanwhile could not have meant her"
    );
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    run(&world, "bin_empty", json!({}));
    assert_eq!(
        voices(&show(&world, &challenge)),
        said(&[("Ben", "Sleep")]),
        "gone for good, only her words went"
    );
}
