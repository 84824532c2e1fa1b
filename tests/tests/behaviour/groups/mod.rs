//! Meetings of several: what belongs to all of them, what to one, and who hears of it.

mod agenda;
mod dates;
mod letters;
mod lines;
mod promises;
mod two_rooms;

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

/// A meeting of these rooms at a time.
fn together(world: &World, rooms: &[&RelationshipRow], at: &str) -> Value {
    let ids: Vec<_> = rooms.iter().map(|room| room.id).collect();
    let fields = json!({ "starts_local": at, "duration_minutes": 60, "channel": "video" });
    run(
        world,
        "meeting_plan",
        json!({ "participants": ids, "fields": fields }),
    )["id"]
        .clone()
}

fn texts(rows: &Value) -> Vec<String> {
    let text = |row: &Value| {
        let word = row["text"].as_str().or(row["body"].as_str());
        word.unwrap_or_default().to_owned()
    };
    rows.as_array().into_iter().flatten().map(text).collect()
}

fn agenda(world: &World, meeting: &Value) -> Vec<String> {
    texts(&run(world, "meeting_show", json!({ "id": meeting }))["agenda"])
}

fn inbox(world: &World, room: &RelationshipRow) -> Vec<String> {
    texts(&run(world, "agenda_inbox", json!({ "relationship_id": room.id }))["items"])
}

fn point(world: &World, meeting: &Value, room: Option<&RelationshipRow>, text: &str) -> Value {
    world.advance(chrono::Duration::seconds(10));
    let room = room.map(|room| room.id);
    let request = json!({ "meeting_id": meeting, "relationship_id": room, "text": text });
    run(world, "agenda_add", request)
}

fn notes(world: &World, kind: &str, id: &Value) -> Vec<String> {
    let about = json!({ "kind": kind, "id": id });
    texts(&run(world, "note_list", json!({ "about": about }))["items"])
}

fn capture(world: &World, meeting: &Value, kind: &str, text: &str) -> Result<Value, ApiError> {
    world.advance(chrono::Duration::seconds(10));
    world.call(
        "capture_add",
        json!({ "meeting_id": meeting, "kind": kind, "text": text }),
    )
}

#[test]
fn merged_people_are_named_once_wherever_both_took_part() {
    let world = World::new();
    let (ada, twin, ben) = (
        world.mentor("Ada Berg"),
        world.mentor("A. Berg"),
        world.mentor("Ben"),
    );
    let id = together(&world, &[&ada, &twin, &ben], "2026-03-02T08:00");
    run(&world, "meeting_hold", json!({ "id": id }));
    let win = capture(&world, &id, "win", "first talk given").expect("mine")["id"].clone();
    let views = json!([{ "relationship_id": ada.id, "text": "go" }, { "relationship_id": twin.id, "text": "wait" }]);
    let decision = run(
        &world,
        "decision_add",
        json!({ "fields": { "question": "Which stage?", "views": views } }),
    )["id"]
        .clone();
    let voices =
        json!([{ "relationship_id": ada.id }, { "relationship_id": twin.id, "text": "breathe" }]);
    let challenge = run(
        &world,
        "challenge_add",
        json!({ "fields": { "title": "Nerves", "voices": voices } }),
    )["id"]
        .clone();
    run(
        &world,
        "person_merge",
        json!({ "keep": ada.person_id, "absorb": twin.person_id }),
    );
    let names = |rows: &Value| -> Vec<String> {
        let rows = rows.as_array().into_iter().flatten();
        let mut names: Vec<_> = rows
            .filter_map(|row| row["name"].as_str().map(ToOwned::to_owned))
            .collect();
        names.sort();
        names
    };
    let meeting = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(names(&meeting["participants"]), ["Ada Berg", "Ben"]);
    let told = run(&world, "journal_show", json!({ "id": win }));
    assert_eq!(names(&told["told"]), ["Ada Berg", "Ben"]);
    let decision = run(&world, "decision_show", json!({ "id": decision }));
    assert_eq!(names(&decision["views"]), ["Ada Berg"]);
    assert_eq!(
        decision["views"][0]["text"], "go\n\nwait",
        "both words are kept"
    );
    let challenge = run(&world, "challenge_show", json!({ "id": challenge }));
    assert_eq!(names(&challenge["voices"]), ["Ada Berg"]);
    assert_eq!(challenge["voices"][0]["text"], "breathe");
    run(&world, "change_undo", json!({}));
    let meeting = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(
        names(&meeting["participants"]),
        ["A. Berg", "Ada Berg", "Ben"],
        "undone"
    );
}
