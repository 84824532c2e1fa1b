//! A series changed, one by one or from one on.

use ithaca_tests::World;
use serde_json::{Value, json};

use super::{change, fields, four_tuesdays, plan, planned, rows, undo};
use crate::desk::run;

#[test]
fn one_changed_by_itself_stays_when_the_series_changes() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings = four_tuesdays(&world, &ada);
    let mut own = fields(&meetings[1]);
    own["starts_local"] = json!("2026-03-18T15:00");
    run(
        &world,
        "meeting_change",
        json!({ "id": meetings[1]["id"], "participants": [ada.id], "fields": own }),
    );
    run(&world, "meeting_cancel", json!({ "id": meetings[2]["id"] }));
    change(
        &world,
        &meetings[0],
        "all",
        json!({ "starts_local": "2026-03-12T09:30", "place": "Room 4" }),
        Value::Null,
    );
    assert_eq!(
        planned(&world),
        ["03-12T09:30", "03-18T15:00", "04-02T09:30"],
        "Thursdays at half past nine; the changed one keeps its Wednesday, the cancelled one its end"
    );
    let places: Vec<Value> = rows(&world)
        .iter()
        .map(|row| row["place"].clone())
        .collect();
    assert_eq!(
        places,
        ["Room 4", "", "", "Room 4"],
        "and neither goes elsewhere"
    );
    assert_eq!(undo(&world), "change a series");
    assert_eq!(
        planned(&world),
        ["03-10T10:00", "03-18T15:00", "03-31T10:00"],
        "one step takes all of it back"
    );
}

#[test]
fn this_and_following_leaves_what_is_before() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings = four_tuesdays(&world, &ada);
    change(
        &world,
        &meetings[2],
        "following",
        json!({ "starts_local": "2026-03-25T11:00" }),
        Value::Null,
    );
    assert_eq!(
        planned(&world),
        ["03-10T10:00", "03-17T10:00", "03-25T11:00", "04-01T11:00"],
        "two Tuesdays, two Wednesdays"
    );
    let after = rows(&world);
    let ids = |rows: &[Value]| {
        let mut ids: Vec<String> = rows.iter().map(|row| row["id"].to_string()).collect();
        ids.sort();
        ids
    };
    assert_eq!(
        ids(&after),
        ids(&meetings),
        "each is the meeting it was, with its agenda and its calendar entry"
    );
    assert_eq!(
        (&after[1]["series"]["end"], &after[2]["series"]["end"]),
        (
            &json!({ "kind": "until", "on": "2026-03-23" }),
            &json!({ "kind": "after", "count": 2 })
        ),
        "two series now"
    );
    change(
        &world,
        &after[3],
        "all",
        json!({ "title": "Mentoring" }),
        Value::Null,
    );
    let titles: Vec<Value> = rows(&world)
        .iter()
        .map(|row| row["title"].clone())
        .collect();
    assert_eq!(
        titles,
        ["Coaching", "Coaching", "Mentoring", "Mentoring"],
        "all means all of that series"
    );
}

#[test]
fn a_split_on_a_clamped_day_keeps_the_day_that_was_meant() {
    let world = World::at("2026-01-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    plan(
        &world,
        &ada,
        "2026-01-31T10:00",
        json!({ "unit": "month_day", "every": 1, "day": 31 }),
        json!({ "kind": "after", "count": 4 }),
    );
    let february = rows(&world)[1].clone();
    change(
        &world,
        &february,
        "following",
        json!({ "starts_local": "2026-02-28T12:00" }),
        Value::Null,
    );
    assert_eq!(
        planned(&world),
        ["01-31T10:00", "02-28T12:00", "03-31T12:00", "04-30T12:00"],
        "the 28th was February's 31st"
    );
}

#[test]
fn what_is_past_or_told_stays() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings = four_tuesdays(&world, &ada);
    world.go_to("2026-03-18T09:00[Europe/Paris]");
    run(&world, "meeting_hold", json!({ "id": meetings[0]["id"] }));
    change(
        &world,
        &meetings[3],
        "all",
        json!({ "starts_local": "2026-03-30T08:00" }),
        Value::Null,
    );
    let days: Vec<(Value, Value)> = rows(&world)
        .iter()
        .map(|row| (row["when"]["local"].clone(), row["state"].clone()))
        .collect();
    assert_eq!(
        days,
        [
            (json!("2026-03-10T10:00"), json!("held")),
            (json!("2026-03-17T10:00"), json!("planned")),
            (json!("2026-03-23T08:00"), json!("planned")),
            (json!("2026-03-30T08:00"), json!("planned"))
        ],
        "Mondays from now on; what was, and waits to be told, is where it was"
    );
}

#[test]
fn another_rule_keeps_the_meetings_it_can_and_drops_the_rest() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings = four_tuesdays(&world, &ada);
    run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "meeting_id": meetings[1]["id"], "text": "The hall" }),
    );
    run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "meeting_id": meetings[2]["id"], "text": "The light" }),
    );
    let fortnightly = json!({ "unit": "week", "every": 2 });
    change(&world, &meetings[0], "all", json!({}), fortnightly);
    let after = rows(&world);
    assert_eq!(
        planned(&world),
        ["03-10T10:00", "03-24T10:00", "04-07T10:00", "04-21T10:00"],
        "still four of them"
    );
    assert_eq!(
        (&after[0]["id"], &after[1]["id"]),
        (&meetings[0]["id"], &meetings[2]["id"]),
        "where a day stays, its meeting does"
    );
    let show = |id: &Value| run(&world, "meeting_show", json!({ "id": id }))["agenda"].clone();
    let agenda: Vec<Value> = show(&after[1]["id"])
        .as_array()
        .into_iter()
        .flatten()
        .map(|point| point["text"].clone())
        .collect();
    assert_eq!(
        agenda,
        ["The hall", "The light"],
        "with its agenda; what was meant for one that fell away waits for the next"
    );
    let bin = run(&world, "bin_list", json!({}));
    assert_eq!(
        bin["items"].as_array().map(Vec::len),
        Some(1),
        "what fell away lies in the bin, as one"
    );
    undo(&world);
    assert_eq!(planned(&world).len(), 4, "and one step takes it back");
    assert_eq!(
        rows(&world)[1]["id"],
        meetings[1]["id"],
        "with the meetings there were"
    );
}

#[test]
fn a_moved_one_is_an_exception_and_keeps_its_place_in_the_series() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings = four_tuesdays(&world, &ada);
    let moved = run(
        &world,
        "meeting_move",
        json!({ "id": meetings[1]["id"], "starts_local": "2026-03-19T16:00" }),
    );
    assert_eq!(
        (&moved["series"]["on"], &moved["series"]["own"]),
        (&json!("2026-03-17"), &json!(true)),
        "it says whose place it has"
    );
    change(
        &world,
        &meetings[0],
        "all",
        json!({ "starts_local": "2026-03-11T10:00" }),
        Value::Null,
    );
    assert_eq!(
        planned(&world),
        ["03-11T10:00", "03-19T16:00", "03-25T10:00", "04-01T10:00"],
        "no other meeting is planned in its place"
    );
}

#[test]
fn a_deleted_one_does_not_come_back_with_a_change() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings = four_tuesdays(&world, &ada);
    run(&world, "meeting_delete", json!({ "id": meetings[1]["id"] }));
    run(&world, "bin_empty", json!({}));
    change(
        &world,
        &meetings[0],
        "all",
        json!({ "starts_local": "2026-03-11T10:00" }),
        Value::Null,
    );
    assert_eq!(
        planned(&world),
        ["03-11T10:00", "03-25T10:00", "04-01T10:00"],
        "the week without one stays without, also once the bin was emptied"
    );
}
