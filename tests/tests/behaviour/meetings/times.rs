//! When a meeting is: its zone, and what the clocks do.

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::{plan, show};
use crate::desk::run;

/// When a meeting starts, as UTC, and ends.
fn instants(meeting: &Value) -> (String, String) {
    let utc = |field: &str| {
        let at = Millis(meeting["when"][field].as_i64().expect("an instant"));
        at.utc().format("%Y-%m-%dT%H:%MZ").to_string()
    };
    (utc("starts_at"), utc("ends_at"))
}

#[test]
fn a_meeting_may_wait_for_its_date_and_may_be_past() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let someday = plan(&world, &ada, json!({ "title": "Someday" }));
    plan(
        &world,
        &ada,
        json!({ "title": "Last week", "starts_local": "2026-02-24T10:00" }),
    );
    let undated = run(&world, "meeting_list_undated", json!({}));
    assert_eq!(
        undated["items"][0]["title"], "Someday",
        "it waits in a list of its own"
    );
    let dated = run(&world, "meeting_list", json!({}));
    assert_eq!(
        dated["items"][0]["title"], "Last week",
        "what is past can be entered"
    );
    let held = world
        .call("meeting_hold", json!({ "id": someday["id"] }))
        .expect_err("it had no date");
    assert_eq!(
        held.message, "Give the meeting a date first.",
        "told what to do"
    );
    let fields = json!({ "title": "Someday", "starts_local": "2026-03-04T10:00", "duration_minutes": 30, "channel": "phone" });
    let dated = run(
        &world,
        "meeting_change",
        json!({ "id": someday["id"], "participants": [ada.id], "fields": fields }),
    );
    assert_eq!(
        dated["when"]["local"], "2026-03-04T10:00",
        "and now it has one"
    );
    assert_eq!(
        run(&world, "meeting_list_undated", json!({}))["items"],
        json!([]),
        "so it waits no more"
    );
}

/// Monica computes on the UTC instant: an hour off after the clocks change.
#[test]
fn monica_ten_o_clock_stays_ten_o_clock_across_both_changes() {
    let world = World::new();
    let ada = world.mentor("Ada");
    for (local, utc) in [
        ("2026-03-28T10:00", "2026-03-28T09:00Z"),
        ("2026-03-29T10:00", "2026-03-29T08:00Z"),
        ("2026-10-24T10:00", "2026-10-24T08:00Z"),
        ("2026-10-25T10:00", "2026-10-25T09:00Z"),
    ] {
        let meeting = plan(&world, &ada, json!({ "starts_local": local }));
        assert_eq!(
            (
                meeting["when"]["here"].as_str(),
                instants(&meeting).0.as_str()
            ),
            (Some(local), utc),
            "in Paris"
        );
    }
}

#[test]
fn a_time_the_clocks_skip_is_the_first_after_and_one_shown_twice_the_first() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let gap = plan(&world, &ada, json!({ "starts_local": "2026-03-29T02:30" }));
    assert_eq!(
        instants(&gap).0,
        "2026-03-29T01:00Z",
        "3:00 summer time, the first instant after the gap"
    );
    assert_eq!(
        gap["when"]["local"], "2026-03-29T02:30",
        "what was agreed is kept as it was agreed"
    );
    assert_eq!(
        gap["when"]["after_gap"], "2026-03-29T03:00",
        "and it is told where it went"
    );
    assert_eq!(
        plan(&world, &ada, json!({ "starts_local": "2026-03-29T03:00" }))["when"]["after_gap"],
        json!(null)
    );
    let twice = plan(&world, &ada, json!({ "starts_local": "2026-10-25T02:30" }));
    assert_eq!(
        instants(&twice).0,
        "2026-10-25T00:30Z",
        "2:30 summer time, the first of the two"
    );
    let over = plan(&world, &ada, json!({ "starts_local": "2026-03-29T01:30" }));
    assert_eq!(
        instants(&over),
        (
            "2026-03-29T00:30Z".to_owned(),
            "2026-03-29T01:30Z".to_owned()
        ),
        "an hour is an hour"
    );
    assert_eq!(
        over["when"]["here_end"], "2026-03-29T03:30",
        "which on the wall ends at half past three"
    );
}

#[test]
fn a_meeting_keeps_its_zone_wherever_the_person_is() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let fields = PersonFields {
        name: "Ada".to_owned(),
        zone: Some("America/New_York".to_owned()),
        ..PersonFields::default()
    };
    person_change(
        &world.app,
        PersonChange {
            shown: None,
            id: ada.person_id,
            fields,
        },
    )
    .expect("she moved");
    let meeting = plan(
        &world,
        &ada,
        json!({ "starts_local": "2026-03-10T10:00", "zone": "Asia/Tokyo" }),
    );
    assert_eq!(meeting["when"]["here"], "2026-03-10T02:00", "in Paris");
    assert_eq!(
        meeting["participants"][0]["theirs"], "2026-03-09T21:00",
        "in New York, where summer has begun"
    );
    world.go_to("2026-03-05T09:00[Africa/Nairobi]");
    let seen = show(&world, &meeting["id"]);
    assert_eq!(
        (&seen["when"]["local"], &seen["when"]["here"]),
        (&json!("2026-03-10T10:00"), &json!("2026-03-10T04:00")),
        "in Nairobi the same instant has another time on the wall"
    );
}

#[test]
fn a_new_zone_database_moves_the_instant_and_not_the_time_on_the_wall() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = plan(&world, &ada, json!({ "starts_local": "2026-03-10T10:00" }));
    let past = plan(&world, &ada, json!({ "starts_local": "2026-02-10T10:00" }));
    let moved = "UPDATE meeting SET starts_at = starts_at + 3600000, ends_at = ends_at + 3600000;
                 UPDATE settings SET zone_rules = 'of another year'";
    world
        .database()
        .execute_batch(moved)
        .expect("as if computed by other rules");
    let world = world.reopened();
    assert_eq!(
        instants(&show(&world, &meeting["id"])).0,
        "2026-03-10T09:00Z",
        "computed again by today's rules"
    );
    assert_eq!(
        instants(&show(&world, &past["id"])).0,
        "2026-02-10T10:00Z",
        "what is past stays as it was"
    );
}
