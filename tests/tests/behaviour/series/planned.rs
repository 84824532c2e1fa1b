//! What a rule gives, and what makes a series.

use ithaca_core::commands::*;
use ithaca_core::meetings;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::{change, four_tuesdays, plan, planned, rows};
use crate::desk::run;

#[test]
fn a_series_is_entered_eighteen_months_ahead_and_goes_on_as_time_does() {
    let world = World::at("2026-03-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    let first = plan(
        &world,
        &ada,
        "2026-03-31T10:00",
        json!({ "unit": "month_day", "every": 1, "day": 31 }),
        json!({ "kind": "never" }),
    );
    assert_eq!(
        first["when"]["local"], "2026-03-31T10:00",
        "the first of them"
    );
    let days = planned(&world);
    assert_eq!(
        &days[..3],
        ["03-31T10:00", "04-30T10:00", "05-31T10:00"],
        "a short month gives its last day, and the anchor stays"
    );
    assert_eq!(days.len(), 18, "until September of the year after");
    world.go_to("2026-03-20T09:00[Europe/Paris]");
    meetings::top_up(&world.app).expect("nothing is short yet");
    assert_eq!(
        planned(&world).len(),
        18,
        "a few weeks on there is enough ahead"
    );
    world.go_to("2026-05-03T09:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    meetings::top_up(&world.app).expect("the desk is open");
    assert_eq!(
        rows(&world).len(),
        20,
        "two months on there are two more, to October"
    );
    let world = {
        world.go_to("2026-07-03T09:00[Europe/Paris]");
        run(&world, "clock_believe", json!({}));
        world.reopened()
    };
    assert_eq!(rows(&world).len(), 22, "opening the desk does the same");
}

#[test]
fn ten_o_clock_stays_ten_o_clock_across_both_changes_of_the_clocks() {
    let world = World::at("2026-03-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    plan(
        &world,
        &ada,
        "2026-03-22T02:30",
        json!({ "unit": "week", "every": 1 }),
        json!({ "kind": "until", "on": "2026-11-01" }),
    );
    let utc = |local: &str| {
        let rows = rows(&world);
        let row = rows
            .iter()
            .find(|row| row["when"]["local"] == local)
            .expect("one that day");
        let at = Millis(row["when"]["starts_at"].as_i64().expect("an instant"));
        at.utc().format("%dT%H:%M").to_string()
    };
    assert_eq!(utc("2026-03-22T02:30"), "22T01:30", "winter time");
    assert_eq!(
        utc("2026-03-29T02:30"),
        "29T01:00",
        "skipped: the first instant after"
    );
    assert_eq!(
        utc("2026-04-05T02:30"),
        "05T00:30",
        "summer time, at the same hour on the wall"
    );
    assert_eq!(
        utc("2026-10-25T02:30"),
        "25T00:30",
        "shown twice: the first"
    );
    assert_eq!(utc("2026-11-01T02:30"), "01T01:30", "winter time again");
}

#[test]
fn a_meeting_that_is_planned_becomes_the_first_of_a_series() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-10T10:00");
    let mut request = json!({ "participants": [ada.id], "meeting": meeting.row.id,
        "rule": { "unit": "week", "every": 2 }, "end": { "kind": "after", "count": 3 } });
    request["fields"] =
        json!({ "starts_local": "2026-03-10T10:00", "duration_minutes": 30, "channel": "phone" });
    let first = run(&world, "series_plan", request.clone());
    assert_eq!(first["id"], json!(meeting.row.id), "it is the same meeting");
    assert_eq!(
        planned(&world),
        ["03-10T10:00", "03-24T10:00", "04-07T10:00"],
        "and two follow"
    );
    let again = world
        .call("series_plan", request)
        .expect_err("one series is enough");
    assert_eq!(again.message, "This meeting belongs to a series already.");
}

#[test]
fn what_makes_no_series_is_said_at_its_field() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let refused = |starts: Value, rule: Value, end: Value| {
        let fields = json!({ "starts_local": starts, "duration_minutes": 60, "channel": "video" });
        let request =
            json!({ "participants": [ada.id], "fields": fields, "rule": rule, "end": end });
        let error = world
            .call("series_plan", request)
            .expect_err("this is no series");
        (error.field.unwrap_or_default(), error.message)
    };
    let (weekly, never) = (
        json!({ "unit": "week", "every": 1 }),
        json!({ "kind": "never" }),
    );
    for (starts, rule, end, field, sentence) in [
        (
            Value::Null,
            weekly.clone(),
            never.clone(),
            "starts_local",
            "A series needs a first date.",
        ),
        (
            json!("2024-03-10T10:00"),
            weekly.clone(),
            never.clone(),
            "starts_local",
            "A series begins a year ago at the earliest.",
        ),
        (
            json!("2026-03-10T10:00"),
            json!({ "unit": "week", "every": 0 }),
            never.clone(),
            "rule",
            "This number is out of range.",
        ),
        (
            json!("2026-03-10T10:00"),
            json!({ "unit": "month_day", "every": 1, "day": 32 }),
            never,
            "rule",
            "This number is out of range.",
        ),
        (
            json!("2026-03-10T10:00"),
            weekly.clone(),
            json!({ "kind": "until", "on": "2026-03-09" }),
            "end",
            "No meeting falls before this end. Choose a later one.",
        ),
        (
            json!("2026-03-10T10:00"),
            weekly,
            json!({ "kind": "after", "count": 0 }),
            "end",
            "This number is out of range.",
        ),
    ] {
        assert_eq!(
            refused(starts, rule, end),
            (field.to_owned(), sentence.to_owned())
        );
    }
    let alone = world.meeting(&ada, "2026-03-10T10:00");
    let error = world
        .call(
            "series_delete",
            json!({ "id": alone.row.id, "scope": "all" }),
        )
        .expect_err("it stands alone");
    assert_eq!(error.message, "This meeting belongs to no series.");
}

#[test]
fn what_a_rule_gives_is_shown_before_anything_is_planned() {
    let world = World::new();
    let look = run(
        &world,
        "series_look",
        json!({ "starts_local": "2026-08-31T10:00", "rule": { "unit": "month_day", "every": 6, "day": 31 },
            "end": { "kind": "after", "count": 5 } }),
    );
    assert_eq!(
        look,
        json!({ "first": ["2026-08-31T10:00", "2027-02-28T10:00", "2027-08-31T10:00"], "last": "2028-08-31" }),
        "three dates, and where it ends"
    );
    assert_eq!(rows(&world).len(), 0, "nothing is planned");
}

#[test]
fn a_series_is_found_once_and_the_calendar_file_has_each_of_its_meetings() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings = four_tuesdays(&world, &ada);
    let found = run(&world, "find", json!({ "text": "coach" }));
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found[0]["id"], meetings[0]["id"], "the next");
    let next = run(&world, "meeting_list", json!({ "next_of_series": true }));
    assert_eq!(next["items"].as_array().map(Vec::len), Some(1), "{next}");
    change(
        &world,
        &meetings[1],
        "following",
        json!({ "starts_local": "2026-03-17T11:00" }),
        Value::Null,
    );
    run(
        &world,
        "series_cancel",
        json!({ "id": meetings[3]["id"], "scope": "following" }),
    );
    let out = world.folder().join("out.ics");
    let handle = world.app.files().mint_write(out.clone());
    run(
        &world,
        "calendar_export",
        json!({ "scope": { "kind": "all" }, "out": handle }),
    );
    let file = std::fs::read_to_string(out).expect("the file was written");
    let lines = |start: &str| -> Vec<String> {
        let lines = file.lines().filter(|line| line.starts_with(start));
        lines.map(ToOwned::to_owned).collect()
    };
    assert_eq!(
        lines("SEQUENCE"),
        ["SEQUENCE:0", "SEQUENCE:1", "SEQUENCE:1", "SEQUENCE:2"],
        "a calendar hears of those that changed, and only of them"
    );
    assert_eq!(
        lines("STATUS"),
        [
            "STATUS:CONFIRMED",
            "STATUS:CONFIRMED",
            "STATUS:CONFIRMED",
            "STATUS:CANCELLED"
        ],
        "and of the one called off"
    );
    let uids: std::collections::BTreeSet<String> = lines("UID").into_iter().collect();
    assert_eq!(uids.len(), 4, "each has an entry of its own");
}
