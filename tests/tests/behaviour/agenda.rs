use chrono::Duration;
use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn texts(points: &Value) -> Vec<&str> {
    points
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|point| point["text"].as_str())
        .collect()
}

fn inbox(world: &World, room: &RelationshipRow) -> Value {
    run(world, "agenda_inbox", json!({ "relationship_id": room.id }))["items"].clone()
}

fn agenda(world: &World, meeting: &Meeting) -> Value {
    run(world, "meeting_show", json!({ "id": meeting.row.id }))["agenda"].clone()
}

#[test]
fn a_topic_waits_in_the_room_and_stands_on_the_next_meeting() {
    let world = World::new();
    let ada = world.mentor("Ada");
    run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "text": "The salary talk" }),
    );
    assert_eq!(texts(&inbox(&world, &ada)), ["The salary talk"], "it waits");
    let meeting = world.meeting(&ada, "2026-03-10T10:00");
    assert_eq!(
        texts(&agenda(&world, &meeting)),
        ["The salary talk"],
        "and is offered at the next meeting"
    );
    let point = inbox(&world, &ada)[0]["id"].clone();
    run(
        &world,
        "agenda_tick",
        json!({ "id": point, "done": true, "meeting_id": meeting.row.id }),
    );
    assert_eq!(
        inbox(&world, &ada),
        json!([]),
        "talked about, it waits no more"
    );
    assert_eq!(
        agenda(&world, &meeting)[0]["done"],
        true,
        "and stays on the meeting it was talked about in"
    );
}

#[test]
fn a_point_left_open_rolls_over_to_the_next_meeting() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let (first, second) = (
        world.meeting(&ada, "2026-03-02T08:00"),
        world.meeting(&ada, "2026-04-02T08:00"),
    );
    for text in ["Told", "Left open"] {
        world.advance(Duration::minutes(1));
        run(
            &world,
            "agenda_add",
            json!({ "relationship_id": ada.id, "meeting_id": first.row.id, "text": text }),
        );
    }
    let told = agenda(&world, &first)[0]["id"].clone();
    run(&world, "agenda_tick", json!({ "id": told, "done": true }));
    assert_eq!(
        texts(&agenda(&world, &second)),
        [""; 0],
        "while the first is planned, its points are its own"
    );
    run(&world, "meeting_hold", json!({ "id": first.row.id }));
    assert_eq!(
        texts(&agenda(&world, &second)),
        ["Left open"],
        "what was not talked about comes along"
    );
    assert_eq!(
        texts(&agenda(&world, &first)),
        ["Told", "Left open"],
        "the first keeps its record"
    );
}

#[test]
fn a_group_meeting_gathers_what_waits_in_each_room() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    for (room, text) in [(&ada, "For Ada"), (&ben, "For Ben")] {
        world.advance(Duration::minutes(1));
        run(
            &world,
            "agenda_add",
            json!({ "relationship_id": room.id, "text": text, "raised_by": "theirs" }),
        );
    }
    let fields =
        json!({ "starts_local": "2026-03-10T10:00", "duration_minutes": 60, "channel": "video" });
    let group = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": fields }),
    );
    assert_eq!(
        texts(&group["agenda"]),
        ["For Ada", "For Ben"],
        "of both rooms, in the order they were put down"
    );
}

#[test]
fn points_are_put_in_order_and_keep_it_within_one_millisecond() {
    let world = World::new();
    let meeting = world.meeting(&world.mentor("Ada"), "2026-03-10T10:00");
    for text in ["One", "Two", "Three", "Four"] {
        run(
            &world,
            "agenda_add",
            json!({ "meeting_id": meeting.row.id, "text": text }),
        );
    }
    let points = agenda(&world, &meeting);
    assert_eq!(
        texts(&points),
        ["One", "Two", "Three", "Four"],
        "as they were put down, at one instant"
    );
    run(
        &world,
        "agenda_move",
        json!({ "id": points[3]["id"], "before": points[1]["id"] }),
    );
    run(
        &world,
        "agenda_move",
        json!({ "id": points[0]["id"], "before": null }),
    );
    assert_eq!(
        texts(&agenda(&world, &meeting)),
        ["Four", "Two", "Three", "One"],
        "before another, and to the end"
    );
}

#[test]
fn points_moved_to_one_place_again_and_again_keep_short_keys_and_their_order() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-09T10:00");
    for text in ["One", "Two", "Three"] {
        let request = json!({ "meeting_id": meeting.row.id, "text": text });
        run(&world, "agenda_add", request);
    }
    let points = agenda(&world, &meeting);
    for turn in 0..400 {
        let request = json!({ "id": points[turn % 2]["id"], "before": points[2]["id"] });
        run(&world, "agenda_move", request);
        let there = agenda(&world, &meeting);
        let order = match turn % 2 {
            0 => ["Two", "One", "Three"],
            _ => ["One", "Two", "Three"],
        };
        assert_eq!(texts(&there), order, "after {turn} moves");
        for point in there.as_array().expect("points") {
            let key = point["position"].as_str().expect("a key");
            assert!(key.len() <= 64, "{} digits after {turn} moves", key.len());
        }
    }
    run(&world, "change_undo", json!({}));
    assert_eq!(texts(&agenda(&world, &meeting)), ["Two", "One", "Three"]);
}

#[test]
fn a_point_needs_words_and_a_place() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let nowhere = world
        .call("agenda_add", json!({ "text": "Where?" }))
        .expect_err("neither room nor meeting");
    assert_eq!(
        nowhere.field.as_deref(),
        Some("relationship_id"),
        "told where"
    );
    let empty = world
        .call(
            "agenda_add",
            json!({ "relationship_id": ada.id, "text": "  " }),
        )
        .expect_err("no words");
    assert_eq!(empty.field.as_deref(), Some("text"), "told what");
}
