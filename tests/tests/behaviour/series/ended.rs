//! A series called off, deleted, or of a room that is over.

use ithaca_core::meetings;
use ithaca_tests::World;
use serde_json::json;

use super::{plan, planned, rows, undo};
use crate::desk::run;

#[test]
fn called_off_from_one_on_the_series_ends_there() {
    let world = World::new();
    let ada = world.mentor("Ada");
    plan(
        &world,
        &ada,
        "2026-03-10T10:00",
        json!({ "unit": "week", "every": 1 }),
        json!({ "kind": "never" }),
    );
    let meetings = rows(&world);
    run(
        &world,
        "meeting_move",
        json!({ "id": meetings[5]["id"], "starts_local": "2026-04-16T16:00" }),
    );
    run(
        &world,
        "series_cancel",
        json!({ "id": meetings[2]["id"], "scope": "following", "reason": "A year abroad" }),
    );
    assert_eq!(
        planned(&world),
        ["03-10T10:00", "03-17T10:00"],
        "the moved one is called off too"
    );
    assert_eq!(
        rows(&world)[2]["state_reason"],
        "A year abroad",
        "with the reason"
    );
    world.go_to("2027-03-02T09:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    meetings::top_up(&world.app).expect("the desk is open");
    assert_eq!(
        planned(&world).len(),
        2,
        "a year on, nothing was planned behind anyone's back"
    );
    assert_eq!(undo(&world), "call a series off");
    assert_eq!(planned(&world).len(), meetings.len(), "all are back");
}

#[test]
fn deleted_from_one_on_they_lie_in_the_bin_as_one_and_come_back_as_a_series() {
    let world = World::new();
    let ada = world.mentor("Ada");
    plan(
        &world,
        &ada,
        "2026-03-10T10:00",
        json!({ "unit": "month_weekday", "every": 3, "which": 2, "weekday": "tuesday" }),
        json!({ "kind": "never" }),
    );
    let meetings = rows(&world);
    assert_eq!(
        planned(&world)[..3],
        ["03-10T10:00", "06-09T10:00", "09-08T10:00"],
        "each quarter's second Tuesday"
    );
    run(
        &world,
        "series_delete",
        json!({ "id": meetings[1]["id"], "scope": "following" }),
    );
    assert_eq!(planned(&world), ["03-10T10:00"], "the first is left");
    world.go_to("2026-03-25T09:00[Europe/Paris]");
    let bin = run(&world, "bin_list", json!({}))["items"].clone();
    assert_eq!(bin.as_array().map(Vec::len), Some(1), "one entry");
    run(&world, "bin_restore", json!({ "id": bin[0]["id"] }));
    assert_eq!(rows(&world).len(), meetings.len(), "all are back");
    world.go_to("2026-07-02T09:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    meetings::top_up(&world.app).expect("the desk is open");
    assert_eq!(
        rows(&world).len(),
        meetings.len() + 2,
        "and the series goes on, into the autumn of the year after"
    );
}

#[test]
fn a_room_that_is_gone_or_over_gets_no_more_meetings() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    for room in [&ada, &ben] {
        plan(
            &world,
            room,
            "2026-03-10T10:00",
            json!({ "unit": "week", "every": 1 }),
            json!({ "kind": "never" }),
        );
    }
    let before = rows(&world).len();
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ben.id, "phase": "ended" }),
    );
    world.go_to("2026-06-02T09:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    meetings::top_up(&world.app).expect("the desk is open");
    assert_eq!(
        rows(&world).len(),
        before / 2,
        "Ada's lie in the bin, Ben's are as many as they were"
    );
    run(&world, "bin_empty", json!({}));
    let left: i64 = world
        .database()
        .query_row("SELECT count(*) FROM meeting_series", [], |row| row.get(0))
        .expect("a number");
    assert_eq!(left, 1, "Ada's series went for good with her room");
}
