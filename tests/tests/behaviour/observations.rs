//! What a mentor observes of somebody, and feedback being prepared: private, and dated.

use chrono::Duration;
use ithaca_core::commands::RelationshipRow;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn room(room: &RelationshipRow) -> Value {
    json!({ "kind": "relationship", "id": room.id })
}

fn observe(world: &World, about: &Value, body: &str, aspect: Value) -> Value {
    run(
        world,
        "note_write",
        json!({ "about": about, "body": body, "aspect": aspect }),
    )
}

/// Each note of a list with the day it was written.
fn notes(world: &World, about: &Value, only: Value) -> Vec<(String, String)> {
    let list = run(world, "note_list", json!({ "about": about, "only": only }));
    let of = |note: &Value, field: &str| note[field].as_str().unwrap_or_default().to_owned();
    let items = list["items"].as_array().into_iter().flatten();
    items
        .map(|note| (of(note, "body"), of(note, "created_on")))
        .collect()
}

fn pair(body: &str, day: &str) -> (String, String) {
    (body.to_owned(), day.to_owned())
}

fn draft(world: &World, about: &Value, of: &str) -> Value {
    run(
        world,
        "note_draft_find",
        json!({ "about": about, "draft": of }),
    )["body"]
        .clone()
}

#[test]
fn strengths_and_growth_areas_stand_apart_each_with_its_day() {
    let world = World::at("2026-03-02T09:00[Europe/Paris]");
    let about = room(&world.mentee("Ada"));
    observe(&world, &about, "Explains well", json!("strength"));
    observe(&world, &about, "Likes tea", Value::Null);
    world.advance(Duration::days(7));
    observe(&world, &about, "Asks for help late", json!("growth"));
    observe(
        &world,
        &about,
        "Calmed the room when the demo failed",
        json!("strength"),
    );

    assert_eq!(
        notes(&world, &about, json!("strength")),
        [
            pair("Calmed the room when the demo failed", "2026-03-09"),
            pair("Explains well", "2026-03-02"),
        ],
        "the latest evidence first, with the day it was seen"
    );
    assert_eq!(
        notes(&world, &about, json!("growth")),
        [pair("Asks for help late", "2026-03-09")]
    );
    assert_eq!(
        notes(&world, &about, json!("plain")),
        [pair("Likes tea", "2026-03-02")]
    );
    assert_eq!(
        notes(&world, &about, Value::Null).len(),
        4,
        "and all of them are notes of the room"
    );
}

#[test]
fn a_list_of_strengths_goes_on_where_its_page_ended() {
    let world = World::new();
    let about = room(&world.mentee("Ada"));
    for body in ["one", "two", "three"] {
        observe(&world, &about, body, json!("strength"));
        observe(&world, &about, "between", Value::Null);
        world.advance(Duration::days(1));
    }
    let page = |after: Value| {
        run(
            &world,
            "note_list",
            json!({ "about": about, "only": "strength", "page": { "limit": 2, "after": after } }),
        )
    };
    let first = page(Value::Null);
    assert_eq!(first["items"][0]["body"], "three");
    assert_eq!(first["items"][1]["body"], "two");
    let second = page(first["next"].clone());
    assert_eq!(second["items"][0]["body"], "one");
    assert_eq!(second["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(second["next"], Value::Null, "that was the last");
}

#[test]
fn a_note_becomes_an_observation_and_a_plain_note_again() {
    let world = World::new();
    let about = room(&world.mentee("Ada"));
    let note = observe(&world, &about, "Writes clearly", Value::Null);
    assert_eq!(note["aspect"], Value::Null, "a note is plain by itself");
    world.advance(Duration::days(3));

    let mark = |aspect: Value| {
        run(
            &world,
            "note_mark",
            json!({ "id": note["id"], "aspect": aspect }),
        )
    };
    let marked = mark(json!("strength"));
    assert_eq!(marked["aspect"], "strength");
    assert_eq!(
        marked["created_on"], note["created_on"],
        "it was seen when it was written, not when it was marked"
    );
    assert_eq!(mark(json!("growth"))["aspect"], "growth");
    let undone = run(&world, "change_undo", json!({}));
    assert_eq!(undone["label"], "mark a note");
    assert_eq!(
        notes(&world, &about, json!("strength")).len(),
        1,
        "undone, it is a strength again"
    );
    mark(Value::Null);
    assert_eq!(notes(&world, &about, json!("strength")), []);
    assert_eq!(notes(&world, &about, json!("plain")).len(), 1);
}

#[test]
fn only_a_note_about_a_room_observes_somebody() {
    let world = World::new();
    let ada = world.mentee("Ada");
    let person = json!({ "kind": "person", "id": ada.person_id });
    let refused = world
        .call(
            "note_write",
            json!({ "about": person, "body": "Brave", "aspect": "strength" }),
        )
        .expect_err("there is no room");
    assert_eq!(refused.field.as_deref(), Some("aspect"));
    assert_eq!(
        notes(&world, &person, Value::Null),
        [],
        "and nothing is kept"
    );

    let plain = observe(&world, &person, "Likes tea", Value::Null);
    let refused = world
        .call(
            "note_mark",
            json!({ "id": plain["id"], "aspect": "growth" }),
        )
        .expect_err("a person's note stays plain");
    assert_eq!(refused.field.as_deref(), Some("aspect"));
    run(
        &world,
        "note_mark",
        json!({ "id": plain["id"], "aspect": null }),
    );
}

#[test]
fn a_deleted_observation_leaves_its_list_and_comes_back_as_it_was() {
    let world = World::new();
    let about = room(&world.mentee("Ada"));
    let note = observe(&world, &about, "Listens", json!("strength"));
    run(&world, "note_delete", json!({ "id": note["id"] }));
    assert_eq!(notes(&world, &about, json!("strength")), []);
    let gone = world
        .call("note_mark", json!({ "id": note["id"], "aspect": "growth" }))
        .expect_err("it lies in the bin");
    assert_eq!(gone.field, None);
    let bin = run(&world, "bin_list", json!({}));
    assert_eq!(bin["items"][0]["title"], "", "the bin shows no word of it");
    run(
        &world,
        "bin_restore",
        json!({ "id": bin["items"][0]["id"] }),
    );
    assert_eq!(notes(&world, &about, json!("strength")).len(), 1);
}

#[test]
fn feedback_being_prepared_and_a_note_being_written_do_not_touch_each_other() {
    let world = World::new();
    let about = room(&world.mentee("Ada"));
    let keep = |world: &World, of: &str, body: &str| {
        run(
            world,
            "note_draft_keep",
            json!({ "about": about, "draft": of, "body": body }),
        );
    };
    keep(&world, "feedback", "On Tuesday");
    assert_eq!(draft(&world, &about, "note"), "");
    keep(&world, "note", "Half a thought");
    keep(&world, "feedback", "On Tuesday, in the review");
    let world = world.reopened();
    assert_eq!(
        (
            draft(&world, &about, "note"),
            draft(&world, &about, "feedback")
        ),
        (json!("Half a thought"), json!("On Tuesday, in the review")),
        "a crash costs neither"
    );

    run(
        &world,
        "note_write",
        json!({ "about": about, "body": "On Tuesday you waited", "draft": "feedback" }),
    );
    assert_eq!(draft(&world, &about, "feedback"), "", "kept as a note");
    assert_eq!(draft(&world, &about, "note"), "Half a thought");
    keep(&world, "feedback", "Another");
    observe(&world, &about, "A whole thought", Value::Null);
    assert_eq!(draft(&world, &about, "note"), "");
    assert_eq!(draft(&world, &about, "feedback"), "Another");
    keep(&world, "feedback", "");
    assert_eq!(draft(&world, &about, "feedback"), "");
    let rows: i64 = world
        .database()
        .query_row("SELECT count(*) FROM note_draft", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(rows, 0, "with both gone nothing is left");
}

#[test]
fn each_kind_of_hard_words_has_a_draft_of_its_own() {
    let world = World::new();
    let about = json!({ "kind": "relationship", "id": world.mentor("Ada").id });
    let kinds = ["note", "feedback", "conversation", "disagreement"];
    let keep = |kind: &str, body: &str| {
        run(
            &world,
            "note_draft_keep",
            json!({ "about": about, "draft": kind, "body": body }),
        );
    };
    for kind in kinds {
        keep(kind, &format!("Half of a {kind}"));
    }
    for kind in kinds {
        assert_eq!(
            draft(&world, &about, kind),
            format!("Half of a {kind}"),
            "the others were kept beside it"
        );
        keep(kind, "");
        assert_eq!(
            draft(&world, &about, kind),
            "",
            "{kind}: it is dropped alone"
        );
    }
}
