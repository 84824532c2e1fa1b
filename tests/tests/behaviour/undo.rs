use chrono::Duration;
use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_tests::{World, moment};
use serde_json::json;
use std::sync::Arc;

use crate::desk::{Desk, Effect, effect, run};

#[test]
fn every_change_is_taken_back_and_put_back_to_the_last_byte() {
    let desk = Desk::new();
    let before = desk.world.record();
    for command in ALL
        .iter()
        .filter(|command| effect(command.name) == Effect::Undoable)
    {
        let name = command.name;
        desk.world.advance(Duration::minutes(1));
        desk.run(name, desk.request(name));
        let after = desk.world.record();
        assert_ne!(
            before, after,
            "{name} changes the record, or there is nothing to test"
        );
        let undone = desk.run("change_undo", json!({}));
        assert!(undone["label"].is_string(), "{name} is said to be undone");
        assert_eq!(
            before,
            desk.world.record(),
            "undoing {name} leaves the record as it was"
        );
        desk.run("change_redo", json!({}));
        assert_eq!(
            after,
            desk.world.record(),
            "redoing {name} gives what it gave"
        );
        desk.run("change_undo", json!({}));
        assert_eq!(
            before,
            desk.world.record(),
            "undoing {name} a second time leaves the record as it was"
        );
    }
    let index = desk.world.database().execute(
        "INSERT INTO find_index (find_index) VALUES ('integrity-check')",
        [],
    );
    assert_eq!(
        Ok(1).map_err(|()| ""),
        index.map_err(|_| "damaged").map(|_| 1),
        "the index of titles still fits"
    );
}

#[test]
fn what_asks_changes_nothing_and_what_stays_is_not_undone() {
    let desk = Desk::new();
    let added = desk.run("person_add", json!({ "fields": { "name": "Dora Ito" } }));
    let before = desk.world.record();
    for command in ALL
        .iter()
        .filter(|command| effect(command.name) == Effect::None)
    {
        let answer = desk.run(command.name, desk.request(command.name));
        assert_eq!(
            before,
            desk.world.record(),
            "{} only asks, and answered {answer}",
            command.name
        );
    }
    for name in [
        "settings_change",
        "first_run_finish",
        "draft_keep",
        "note_draft_keep",
        "reminder_pause",
    ] {
        desk.run(name, desk.request(name));
    }
    desk.run("change_undo", json!({}));
    let gone = desk
        .world
        .call("person_show", json!({ "id": added["id"] }))
        .expect_err("the person was taken back");
    assert_eq!(
        gone.code,
        ErrorCode::NotFound,
        "undo passes over settings and drafts to the last change of the record"
    );
    assert_eq!(
        desk.run("settings_show", json!({}))["zone"],
        "Asia/Tokyo",
        "settings stay"
    );
}

#[test]
fn a_long_stretch_of_work_is_taken_back_step_by_step() {
    let world = World::new();
    let mut records = vec![world.record()];
    let ada = world.mentor("Ada");
    // The person and the room were two steps.
    let meeting = world.meeting(&ada, "2026-03-10T10:00");
    records.push(world.record());
    world.promise(&ada, "Send the draft", None);
    records.push(world.record());
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    records.push(world.record());
    let gone = meeting_show(&world.app, MeetingShow { id: meeting.row.id });
    assert!(gone.is_err(), "the meeting went with its room");
    for expected in records.iter().rev().skip(1).take(2) {
        run(&world, "change_undo", json!({}));
        assert_eq!(expected, &world.record(), "one step back");
    }
    for _ in 0..3 {
        run(&world, "change_undo", json!({}));
    }
    assert_eq!(records[0], world.record(), "an empty desk again");
    let nothing = run(&world, "change_undo", json!({}));
    assert!(
        nothing["label"].is_null(),
        "there is nothing more to take back, and that is no error"
    );
    for _ in 0..5 {
        run(&world, "change_redo", json!({}));
    }
    assert_eq!(records[3], world.record(), "all of it put back");
}

#[test]
fn a_new_change_ends_what_could_be_put_back() {
    let world = World::new();
    world.person("Ada");
    run(&world, "change_undo", json!({}));
    world.person("Ben");
    assert!(
        run(&world, "change_redo", json!({}))["label"].is_null(),
        "Ada belongs to a past that was left"
    );
}

#[test]
fn typing_is_one_step_however_often_it_was_saved() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-02T08:00");
    let other = world.meeting(&ada, "2026-03-01T08:00");
    let type_into = |meeting: &Meeting, text: &str| {
        world.advance(Duration::seconds(1));
        run(
            &world,
            "meeting_write_notes",
            json!({ "id": meeting.row.id, "text": text }),
        );
    };
    type_into(&other, "Before");
    let before = world.record();
    for text in ["W", "We", "We spoke", "We spoke of pauses"] {
        type_into(&meeting, text);
    }
    run(&world, "change_undo", json!({}));
    assert_eq!(
        before,
        world.record(),
        "four savings of one text are one step, and the other text is another"
    );
    run(&world, "change_redo", json!({}));
    let notes = meeting_show(&world.app, MeetingShow { id: meeting.row.id })
        .expect("the meeting")
        .notes;
    assert_eq!(
        notes, "We spoke of pauses",
        "redo gives the whole text back"
    );
}

/// Another program with its own connection to the same desk, such as ithaca-cli while the app sits in the tray.
fn another(world: &World) -> App {
    let (now, zone) = moment("2026-03-02T09:30[Europe/Paris]");
    App::open(world.folder(), Arc::new(FixedClock::new(now, zone)))
        .expect("a second program opens the desk")
}

#[test]
fn undo_never_overwrites_what_another_program_wrote() {
    let world = World::new();
    let ada = world.person("Ada");
    let other = another(&world);
    let fields = PersonFields {
        name: "Ada Berg".to_owned(),
        ..PersonFields::default()
    };
    person_change(
        &other,
        PersonChange {
            id: ada.id,
            fields,
            shown: None,
        },
    )
    .expect("the other program changes her");
    let refused = world
        .call("change_undo", json!({}))
        .expect_err("she is not as this window left her");
    assert_eq!(refused.code, ErrorCode::Conflict, "the record has moved on");
    let name = person_show(&world.app, PersonShow { id: ada.id })
        .expect("she is there")
        .person
        .fields
        .name;
    assert_eq!(name, "Ada Berg", "the other program's work stands");
}

#[test]
fn undo_never_takes_along_what_another_program_hung_on() {
    let world = World::new();
    let ada = world.person("Ada");
    let other = another(&world);
    let fields = json!({ "role": "mentee", "kind": "informal" });
    let room = dispatch(
        &other,
        "relationship_start",
        json!({ "person_id": ada.id, "fields": fields }),
    );
    let room = room.expect("the other program starts a relationship with her");
    let refused = world
        .call("change_undo", json!({}))
        .expect_err("her room would go with her");
    assert_eq!(
        refused.code,
        ErrorCode::Conflict,
        "undoing would delete what somebody else added"
    );
    run(&world, "relationship_show", json!({ "id": room["id"] }));
}

#[test]
fn a_desk_opened_again_has_nothing_to_undo() {
    let world = World::new();
    world.person("Ada");
    let world = world.reopened();
    assert!(
        run(&world, "change_undo", json!({}))["label"].is_null(),
        "the stack lives as long as the window"
    );
    assert_eq!(
        run(&world, "person_list", json!({}))["items"][0]["name"],
        "Ada",
        "and Ada stays"
    );
}

#[test]
fn the_label_says_what_was_undone_in_the_persons_language() {
    let world = World::new();
    world.person("Ada");
    assert_eq!(
        run(&world, "change_undo", json!({}))["label"],
        "add a person",
        "in English"
    );
    world.speak(ithaca_core::locale::Language::De);
    assert_eq!(
        run(&world, "change_redo", json!({}))["label"],
        "Person hinzufügen",
        "in German"
    );
}
