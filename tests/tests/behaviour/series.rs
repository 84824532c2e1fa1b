//! Meetings that come again: planned ahead, changed, called off and deleted one by one or together.

use ithaca_core::commands::*;
use ithaca_core::meetings;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

const WEEKLY: (&str, u32) = ("week", 1);

fn plan(world: &World, room: &RelationshipRow, starts: &str, rule: Value, end: Value) -> Value {
    let fields = json!({ "title": "Coaching", "starts_local": starts, "duration_minutes": 60, "channel": "video" });
    run(
        world,
        "series_plan",
        json!({ "participants": [room.id], "fields": fields, "rule": rule, "end": end }),
    )
}

/// Four Tuesdays in March, at ten.
fn four_tuesdays(world: &World, room: &RelationshipRow) -> Vec<Value> {
    let (unit, every) = WEEKLY;
    plan(
        world,
        room,
        "2026-03-10T10:00",
        json!({ "unit": unit, "every": every }),
        json!({ "kind": "after", "count": 4 }),
    );
    rows(world)
}

fn rows(world: &World) -> Vec<Value> {
    let request = json!({ "page": { "limit": 500 } });
    let list = run(world, "meeting_list", request)["items"].clone();
    list.as_array().cloned().expect("a list")
}

/// What is planned, as "10T10:00" in the month at hand.
fn planned(world: &World) -> Vec<String> {
    rows(world)
        .iter()
        .filter(|row| row["state"] == "planned")
        .map(|row| row["when"]["local"].as_str().expect("a date")[5..].to_owned())
        .collect()
}

fn fields(row: &Value) -> Value {
    json!({ "title": row["title"], "starts_local": row["when"]["local"], "zone": row["when"]["zone"],
        "duration_minutes": row["duration_minutes"], "channel": row["channel"], "place": row["place"],
        "join_link": row["join_link"] })
}

/// Changes some fields of a meeting and of others of its series.
fn change(world: &World, row: &Value, scope: &str, more: Value, rule: Value) -> Value {
    let mut all = fields(row);
    for (field, value) in more.as_object().into_iter().flatten() {
        all[field] = value.clone();
    }
    let rooms: Vec<&Value> = row["participants"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| &one["relationship_id"])
        .collect();
    let request = json!({ "id": row["id"], "scope": scope, "participants": rooms, "fields": all, "rule": rule });
    run(world, "series_change", request)
}

fn undo(world: &World) -> Value {
    run(world, "change_undo", json!({}))["label"].clone()
}

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
