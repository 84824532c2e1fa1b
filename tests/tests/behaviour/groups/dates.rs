//! The next date of several, a moved one and one that went ahead.

use ithaca_tests::World;
use serde_json::{Value, json};

use super::{capture, notes, point, texts, together};
use crate::desk::run;

#[test]
fn the_next_date_of_several_is_not_one_of_thems() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let cadence =
        json!({ "role": "mentee", "kind": "group", "cadence": { "every": 2, "unit": "week" } });
    run(
        &world,
        "relationship_change",
        json!({ "id": ada.id, "fields": cadence }),
    );
    let id = together(&world, &[&ada, &ben], "2026-03-02T08:00");
    run(&world, "meeting_hold", json!({ "id": id }));
    world.meeting(&ben, "2026-03-05T10:00");
    let after = run(&world, "meeting_after", json!({ "id": id }));
    assert_eq!(
        after["planned"],
        Value::Null,
        "with Ben alone is not with both"
    );
    assert_eq!(after["proposed"]["local"], "2026-03-16T08:00");
    let next = together(&world, &[&ada, &ben], "2026-03-20T08:00");
    let after = run(&world, "meeting_after", json!({ "id": id }));
    assert_eq!(after["planned"]["id"], next);
}

#[test]
fn moved_a_meeting_takes_along_what_was_prepared_and_leaves_what_came_of_it() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let id = json!(world.meeting(&ada, "2026-03-03T10:00").row.id);
    let about = json!({ "kind": "meeting", "id": id });
    point(&world, &id, Some(&ada), "salary");
    run(
        &world,
        "note_write",
        json!({ "about": about, "body": "ask about Ben first" }),
    );
    run(
        &world,
        "note_draft_keep",
        json!({ "about": about, "body": "half a thought" }),
    );
    run(
        &world,
        "meeting_write_notes",
        json!({ "id": id, "text": "numbers to bring" }),
    );
    world.go_to("2026-03-03T10:30[Europe/Paris]");
    capture(&world, &id, "mine", "call back").expect("a promise");
    run(
        &world,
        "note_write",
        json!({ "about": about, "body": "she was called away", "draft": null }),
    );
    let moved = run(
        &world,
        "meeting_move",
        json!({ "id": id, "starts_local": "2026-03-05T10:00", "reason": "" }),
    );
    let new = moved["id"].clone();
    assert_eq!(texts(&moved["agenda"]), ["salary"]);
    assert_eq!(
        notes(&world, "meeting", &new),
        ["ask about Ben first"],
        "prepared"
    );
    assert_eq!(
        notes(&world, "meeting", &id),
        ["she was called away"],
        "held"
    );
    let new_about = json!({ "kind": "meeting", "id": new });
    let draft = run(&world, "note_draft_find", json!({ "about": new_about }));
    assert_eq!(draft["body"], "half a thought");
    let old = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(
        (&old["moved_to"], &moved["moved_from"]),
        (&new, &id),
        "each leads to the other"
    );
    assert_eq!(
        old["notes"], "numbers to bring",
        "it had begun: its notes are of what took place"
    );
    assert_eq!(
        run(&world, "action_list", json!({ "meeting": id }))["items"][0]["title"],
        "call back"
    );
    let again = run(
        &world,
        "meeting_move",
        json!({ "id": new, "starts_local": "2026-03-06T10:00", "reason": "" }),
    );
    run(
        &world,
        "meeting_write_notes",
        json!({ "id": again["id"], "text": "numbers" }),
    );
    let last = run(
        &world,
        "meeting_move",
        json!({ "id": again["id"], "starts_local": "2026-03-07T10:00", "reason": "" }),
    );
    assert_eq!(
        last["notes"], "numbers",
        "not begun, its notes were prepared"
    );
    run(&world, "change_undo", json!({}));
    let back = run(&world, "meeting_show", json!({ "id": again["id"] }));
    assert_eq!(
        (&back["notes"], &back["state"]),
        (&json!("numbers"), &json!("planned"))
    );
    assert_eq!(
        notes(&world, "meeting", &again["id"]),
        ["ask about Ben first"]
    );
}

#[test]
fn a_meeting_that_went_ahead_before_its_date_can_be_held() {
    let world = World::new();
    let id = json!(
        world
            .meeting(&world.mentor("Ada"), "2026-03-10T10:00")
            .row
            .id
    );
    let refused = world
        .call("meeting_hold", json!({ "id": id }))
        .expect_err("its time has not come");
    assert_eq!(refused.message, "This meeting has not begun yet.");
    let future = world
        .call(
            "meeting_hold",
            json!({ "id": id, "starts_local": "2026-03-09T10:00" }),
        )
        .expect_err("nor has this one");
    assert_eq!(future.field.as_deref(), Some("starts_local"));
    let held = run(
        &world,
        "meeting_hold",
        json!({ "id": id, "starts_local": "2026-03-01T18:00" }),
    );
    assert_eq!(
        (&held["state"], &held["when"]["local"], &held["sequence"]),
        (&json!("held"), &json!("2026-03-01T18:00"), &json!(2))
    );
    let room = run(&world, "relationship_list", json!({}))["items"][0].clone();
    assert_eq!(room["last_met_on"], "2026-03-01", "{room}");
    run(&world, "change_undo", json!({}));
    let back = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(
        (&back["state"], &back["when"]["local"]),
        (&json!("planned"), &json!("2026-03-10T10:00"))
    );
}
