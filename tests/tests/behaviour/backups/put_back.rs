//! A backup put back, and what happens meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Duration;
use ithaca_core::commands::ErrorCode;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::made::is_due;
use crate::desk::{Desk, run};
use crate::writer::Writer;

#[test]
fn a_restored_desk_is_the_desk_of_then_and_the_one_of_before_is_kept() {
    let desk = Desk::new();
    let then = desk.world.record();
    let made = desk.run("backup_make", json!({}));
    desk.world.advance(Duration::minutes(30));
    desk.run("person_delete", json!({ "id": desk.id("ada") }));
    desk.run("bin_empty", json!({}));
    let before = desk.world.record();
    let topics = desk.world.listen();
    let restored = desk.run("backup_restore", json!({ "id": made["id"] }));
    assert_eq!(desk.world.record(), then, "every row is as it was");
    assert!(
        topics
            .lock()
            .expect("the list")
            .iter()
            .any(|heard| heard.contains("people")),
        "open views ask again"
    );
    let kept = restored["kept_as"].as_str().expect("a name");
    assert!(
        desk.world.folder().join(kept).is_file(),
        "the old one is kept as {kept}"
    );
    assert_eq!(
        restored["before"], "2026-03-02T083000Z",
        "and has a backup of its own"
    );
    desk.run("person_add", json!({ "fields": { "name": "Dora Ito" } }));
    desk.run("backup_restore", json!({ "id": restored["before"] }));
    assert_eq!(desk.world.record(), before, "there and back again");
    let Desk { world, .. } = desk;
    let world = world.reopened();
    assert_eq!(world.record(), before, "also after the next start");
}

#[test]
fn after_a_restore_the_same_number_of_changes_is_not_taken_for_the_same_desk() {
    let world = World::new();
    let first = run(&world, "backup_make", json!({}));
    for name in ["Ada", "Ben", "Cleo"] {
        world.person(name);
    }
    run(&world, "backup_restore", json!({ "id": first["id"] }));
    for name in ["Dora", "Emil", "Fay"] {
        world.person(name);
    }
    world.advance(Duration::hours(1));
    assert!(is_due(&world), "three other people were added");
}

#[test]
fn a_restore_waits_for_nobody_and_others_wait_for_it() {
    let world = World::new();
    world.person("Ada");
    let made = run(&world, "backup_make", json!({}));
    world.person("Ben");
    let record = world.record();
    let mut other = Writer::start(world.folder(), "call");
    assert_eq!(
        other.hear(),
        Some(json!({ "opened": true })),
        "a second program"
    );
    let refused = world
        .call("backup_restore", json!({ "id": made["id"] }))
        .expect_err("the other has the desk open");
    assert_eq!(refused.code, ErrorCode::Busy, "{}", refused.message);
    assert_eq!(
        world.record(),
        record,
        "nothing was changed, and the desk goes on"
    );
    other.ask("person_add", &json!({ "fields": { "name": "Cleo" } }));
    drop(other);
    run(&world, "backup_restore", json!({ "id": made["id"] }));
    assert_eq!(
        run(&world, "person_list", json!({}))["items"]
            .as_array()
            .map(Vec::len),
        Some(1),
        "once it is gone"
    );
}

#[test]
fn a_desk_whose_database_is_gone_is_not_hidden_behind_a_new_one() {
    for emptied in [false, true] {
        let world = World::new();
        world.person("Ada");
        run(&world, "backup_make", json!({}));
        let folder = world.closed();
        let file = folder.path().join("ithaca.db");
        if emptied {
            std::fs::write(&file, []).expect("cut to nothing");
        } else {
            std::fs::remove_file(&file).expect("deleted");
        }
        let clock = std::sync::Arc::new(ithaca_core::clock::SystemClock);
        assert!(
            matches!(
                ithaca_core::App::open(folder.path(), clock),
                Err(ithaca_core::error::Error::Damaged(_))
            ),
            "there was a desk here"
        );
    }
}

#[test]
fn questions_asked_while_a_backup_is_put_back_wait_for_the_answer() {
    let world = World::new();
    world.person("Ada");
    let backup = run(&world, "backup_make", json!({}));
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| {
            let mut answers = 0;
            while !over.load(Ordering::Acquire) {
                let people = run(&world, "person_list", json!({}));
                assert_eq!(people["items"][0]["name"], "Ada", "never half a desk");
                answers += 1;
            }
            answers
        });
        for _ in 0..10 {
            run(&world, "backup_restore", json!({ "id": backup["id"] }));
        }
        over.store(true, Ordering::Release);
        let answers = asked.join().expect("no question was turned away");
        assert!(answers > 10, "questions were asked all the while");
    });
}

#[test]
fn the_backup_that_is_put_back_is_not_thinned_on_the_way() {
    let world = World::new();
    world.person("Ada");
    let chosen = run(&world, "backup_make", json!({}))["id"].clone();
    // All of one hour, of which three stay: the one a restore makes first would be the fourth.
    for name in ["Ben", "Cleo"] {
        world.advance(Duration::minutes(4));
        world.person(name);
        run(&world, "backup_make", json!({}));
    }
    world.advance(Duration::minutes(4));
    let restored = run(&world, "backup_restore", json!({ "id": chosen }));
    assert_eq!(restored["id"], chosen, "it was there until it was read");
    let people = run(&world, "person_list", json!({}));
    let names: Vec<&Value> = people["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|person| &person["name"])
        .collect();
    assert_eq!(names, ["Ada"], "the desk is as it was then");
}
