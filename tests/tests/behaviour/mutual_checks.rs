//! The mutual check-in: due every few meetings held, answered or passed over, and what became of it.

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn held(world: &World, room: &RelationshipRow, day: u32) -> Value {
    let meeting = world.meeting(room, &format!("2026-02-{day:02}T10:00"));
    run(world, "meeting_hold", json!({ "id": meeting.row.id }));
    json!(meeting.row.id)
}

/// Where a meeting stands with a room.
fn state(world: &World, meeting: &Value, room: &RelationshipRow) -> String {
    let shown = run(world, "mutual_check_show", json!({ "meeting_id": meeting }));
    let rooms = shown["rooms"].as_array().expect("a list");
    let found = rooms
        .iter()
        .find(|found| found["relationship_id"] == json!(room.id))
        .expect("they take part");
    found["state"].as_str().expect("a word").to_owned()
}

fn answer(meeting: &Value, room: &RelationshipRow, me: u8, them: u8) -> Value {
    json!({ "meeting_id": meeting, "relationship_id": room.id,
        "fields": { "useful_to_me": me, "useful_to_them": them, "text": "More silence" } })
}

#[test]
fn after_four_meetings_held_it_is_due_and_meetings_that_were_not_held_do_not_count() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let first: Vec<Value> = (1..=3).map(|day| held(&world, &ada, day)).collect();
    let missed = world.meeting(&ada, "2026-02-04T10:00");
    run(&world, "meeting_miss", json!({ "id": missed.row.id }));
    let cancelled = world.meeting(&ada, "2026-02-05T10:00");
    run(&world, "meeting_cancel", json!({ "id": cancelled.row.id }));
    let deleted = held(&world, &ada, 6);
    run(&world, "meeting_delete", json!({ "id": deleted }));
    for meeting in first.iter().chain([&json!(missed.row.id)]) {
        assert_eq!(state(&world, meeting, &ada), "not_due", "three were held");
    }
    let fourth = held(&world, &ada, 7);
    assert_eq!(state(&world, &fourth, &ada), "due", "the fourth");
    run(
        &world,
        "bin_restore",
        json!({ "id": run(&world, "bin_list", json!({}))["items"][0]["id"] }),
    );
    assert_eq!(
        state(&world, &deleted, &ada),
        "due",
        "what came back counts again"
    );
}

#[test]
fn answered_or_passed_over_the_next_comes_after_as_many_again() {
    let world = World::new();
    let ada = world.mentor("Ada");
    run(
        &world,
        "relationship_check",
        json!({ "id": ada.id, "every": 2 }),
    );
    let meetings: Vec<Value> = (1..=6).map(|day| held(&world, &ada, day)).collect();
    assert_eq!(state(&world, &meetings[1], &ada), "due", "the second");
    assert_eq!(
        state(&world, &meetings[2], &ada),
        "due",
        "and it waits while nobody answers"
    );
    run(
        &world,
        "mutual_check_answer",
        answer(&meetings[1], &ada, 4, 3),
    );
    assert_eq!(state(&world, &meetings[1], &ada), "answered", "said");
    assert_eq!(state(&world, &meetings[2], &ada), "not_due", "one since");
    assert_eq!(state(&world, &meetings[3], &ada), "due", "two since");
    let pass = json!({ "meeting_id": meetings[3], "relationship_id": ada.id });
    run(&world, "mutual_check_skip", pass);
    assert_eq!(state(&world, &meetings[3], &ada), "skipped", "passed over");
    assert_eq!(
        state(&world, &meetings[4], &ada),
        "not_due",
        "it does not nag"
    );
    assert_eq!(
        state(&world, &meetings[5], &ada),
        "due",
        "two later it comes again"
    );
    run(
        &world,
        "relationship_check",
        json!({ "id": ada.id, "every": 0 }),
    );
    assert_eq!(
        state(&world, &meetings[5], &ada),
        "not_due",
        "or never, as the room has it"
    );
}

#[test]
fn a_meeting_under_way_counts_itself_and_one_to_come_asks_nothing() {
    let world = World::new();
    let ada = world.mentor("Ada");
    for day in 1..=3 {
        held(&world, &ada, day);
    }
    let now = json!(world.meeting(&ada, "2026-03-02T08:30").row.id);
    let coming = json!(world.meeting(&ada, "2026-03-20T10:00").row.id);
    assert_eq!(state(&world, &now, &ada), "due", "it is under way");
    assert_eq!(state(&world, &coming, &ada), "not_due", "it has not begun");
    let early = world
        .call("mutual_check_answer", answer(&coming, &ada, 3, 3))
        .expect_err("nobody knows yet");
    assert_eq!(
        early.message, "There is something to say once the meeting has begun.",
        "told so"
    );
}

#[test]
fn with_several_people_each_room_counts_its_own() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    for day in 1..=3 {
        held(&world, &ada, day);
    }
    let fields =
        json!({ "starts_local": "2026-02-10T10:00", "duration_minutes": 60, "channel": "video" });
    let group = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": fields }),
    )["id"]
        .clone();
    run(&world, "meeting_hold", json!({ "id": group }));
    assert_eq!(
        (state(&world, &group, &ada), state(&world, &group, &ben)),
        ("due".to_owned(), "not_due".to_owned()),
        "the fourth with Ada, the first with Ben"
    );
    run(&world, "mutual_check_answer", answer(&group, &ben, 5, 5));
    assert_eq!(
        state(&world, &group, &ada),
        "due",
        "what is said of Ben is not said of Ada"
    );
    let cleo = world.mentor("Cleo");
    let stranger = world
        .call("mutual_check_answer", answer(&group, &cleo, 5, 5))
        .expect_err("Cleo was not there");
    assert_eq!(json!(stranger.code), "not_found", "told so");
}

#[test]
fn the_trend_holds_what_was_said_latest_first_and_page_by_page() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings: Vec<Value> = (1..=4).map(|day| held(&world, &ada, day)).collect();
    // Said in another order than they met.
    for (meeting, value) in meetings.iter().zip([2, 3, 5]).rev() {
        world.advance(chrono::Duration::minutes(1));
        run(
            &world,
            "mutual_check_answer",
            answer(meeting, &ada, value, 4),
        );
    }
    let pass = json!({ "meeting_id": meetings[3], "relationship_id": ada.id });
    run(&world, "mutual_check_skip", pass);
    let trend = |page: Value| {
        run(
            &world,
            "mutual_check_list",
            json!({ "relationship_id": ada.id, "page": page }),
        )
    };
    let values = |page: &Value| {
        let rows = page["items"].as_array().expect("a list").iter();
        rows.map(|row| row["useful_to_me"].as_u64().expect("a number"))
            .collect::<Vec<_>>()
    };
    let first = trend(json!({ "limit": 2 }));
    assert_eq!(values(&first), [5, 3], "what was passed over says nothing");
    assert_eq!(
        first["items"][0]["on"], "2026-02-03",
        "of the meeting's day"
    );
    let rest = trend(json!({ "limit": 2, "after": first["next"] }));
    assert_eq!(values(&rest), [2], "and the rest");
    run(
        &world,
        "mutual_check_answer",
        answer(&meetings[0], &ada, 4, 4),
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(
        values(&trend(json!({}))),
        [5, 3, 2],
        "said anew, and taken back"
    );
    run(&world, "meeting_delete", json!({ "id": meetings[1] }));
    assert_eq!(
        values(&trend(json!({}))),
        [5, 2],
        "a meeting in the bin is not counted"
    );
}

#[test]
fn a_scale_has_five_steps() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = held(&world, &ada, 1);
    for (me, them, field) in [(0, 3, "useful_to_me"), (3, 6, "useful_to_them")] {
        let error = world
            .call("mutual_check_answer", answer(&meeting, &ada, me, them))
            .expect_err("off the scale");
        assert_eq!(error.field.as_deref(), Some(field), "told where");
    }
    let mut request = answer(&meeting, &ada, 3, 3);
    request["fields"]["talked"] = json!(9);
    let error = world
        .call("mutual_check_answer", request)
        .expect_err("off the scale");
    assert_eq!(error.field.as_deref(), Some("talked"), "told where");
    let often = world
        .call("relationship_check", json!({ "id": ada.id, "every": 53 }))
        .expect_err("no such rhythm");
    assert_eq!(often.field.as_deref(), Some("every"), "told where");
}
