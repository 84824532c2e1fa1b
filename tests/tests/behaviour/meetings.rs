use ithaca_core::commands::*;
use ithaca_core::error::Error;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn show(world: &World, id: &Value) -> Value {
    run(world, "meeting_show", json!({ "id": id }))
}

fn plan(world: &World, room: &RelationshipRow, fields: Value) -> Value {
    let mut all = json!({ "duration_minutes": 60, "channel": "video" });
    for (field, value) in fields.as_object().into_iter().flatten() {
        all[field] = value.clone();
    }
    run(
        world,
        "meeting_plan",
        json!({ "participants": [room.id], "fields": all }),
    )
}

/// When a meeting starts, as UTC, and ends.
fn instants(meeting: &Value) -> (String, String) {
    let utc = |field: &str| {
        let at = Millis(meeting["when"][field].as_i64().expect("an instant"));
        at.utc().format("%Y-%m-%dT%H:%MZ").to_string()
    };
    (utc("starts_at"), utc("ends_at"))
}

#[test]
fn a_meeting_without_a_title_is_named_after_who_takes_part() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let fields =
        json!({ "starts_local": "2026-03-10T10:00", "duration_minutes": 30, "channel": "phone" });
    let meeting = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ben.id, ada.id, ben.id], "fields": fields }),
    );
    assert_eq!(
        meeting["title"], "Meeting with Ada and Ben",
        "each once, by name, in the person's language"
    );
    assert_eq!(
        meeting["participants"].as_array().map(Vec::len),
        Some(2),
        "named twice is invited once"
    );
    assert_eq!(
        meeting["when"]["zone"], "Europe/Paris",
        "in the person's own zone"
    );
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

#[test]
fn a_moved_meeting_hands_on_its_agenda_and_its_calendar_entry() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = plan(
        &world,
        &ada,
        json!({ "title": "Rehearsal", "starts_local": "2026-03-10T10:00", "place": "Hall" }),
    );
    let add = |text: &str| {
        run(
            &world,
            "agenda_add",
            json!({ "meeting_id": meeting["id"], "text": text }),
        )
    };
    let (done, _open) = (add("Told already"), add("The opening line"));
    run(
        &world,
        "agenda_tick",
        json!({ "id": done["id"], "done": true }),
    );
    let moved = run(
        &world,
        "meeting_move",
        json!({ "id": meeting["id"], "starts_local": "2026-03-12T11:00", "reason": "A cold" }),
    );
    assert_eq!(
        (&moved["title"], &moved["place"]),
        (&json!("Rehearsal"), &json!("Hall")),
        "the same meeting on another day"
    );
    assert_eq!(
        moved["agenda"].as_array().map(Vec::len),
        Some(1),
        "with what is still open"
    );
    let before = show(&world, &meeting["id"]);
    assert_eq!(
        (&before["state"], &before["state_reason"]),
        (&json!("moved"), &json!("A cold")),
        "the old date stays in the history"
    );
    assert_eq!(before["moved_to"], moved["id"], "and says where it went");
    assert_eq!(moved["sequence"], 1, "a calendar sees a newer version");
    let uids = "SELECT count(DISTINCT uid) FROM meeting";
    let uids: i64 = world
        .database()
        .query_row(uids, [], |row| row.get(0))
        .expect("the UIDs");
    assert_eq!(uids, 1, "of the same entry");
    let again = run(
        &world,
        "meeting_move",
        json!({ "id": moved["id"], "starts_local": "2026-03-13T11:00" }),
    );
    assert_eq!(again["sequence"], 2, "SEQUENCE rises each time");
    let coming = run(&world, "meeting_list", json!({ "state": "planned" }));
    assert_eq!(
        coming["items"].as_array().map(Vec::len),
        Some(1),
        "one meeting is planned, not three"
    );
}

#[test]
fn what_became_of_a_meeting_follows_rules() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let refuse = |name: &str, id: &Value| {
        let mut request = json!({ "id": id });
        if name == "meeting_move" {
            request["starts_local"] = json!("2026-05-01T10:00");
        }
        let error = world
            .call(name, request)
            .expect_err("it cannot be said of this meeting");
        (error.code, error.message)
    };
    let coming = plan(&world, &ada, json!({ "starts_local": "2026-03-10T10:00" }));
    assert_eq!(
        refuse("meeting_hold", &coming["id"]).1,
        "This meeting has not begun yet.",
        "it lies ahead"
    );
    assert_eq!(
        refuse("meeting_reopen", &coming["id"]).1,
        "This meeting is planned already.",
        "nothing to reopen"
    );
    let over = plan(&world, &ada, json!({ "starts_local": "2026-03-02T08:00" }));
    for (name, state) in [
        ("meeting_hold", "held"),
        ("meeting_miss", "missed"),
        ("meeting_cancel", "cancelled"),
    ] {
        assert_eq!(
            run(&world, name, json!({ "id": over["id"] }))["state"],
            state,
            "{name}"
        );
        for other in [
            "meeting_hold",
            "meeting_miss",
            "meeting_cancel",
            "meeting_move",
        ] {
            assert_eq!(
                refuse(other, &over["id"]).0,
                ErrorCode::Conflict,
                "{other} once it is {state}"
            );
        }
        assert_eq!(
            run(&world, "meeting_reopen", json!({ "id": over["id"] }))["state"],
            "planned",
            "opened again"
        );
    }
    run(
        &world,
        "meeting_move",
        json!({ "id": coming["id"], "starts_local": "2026-03-11T10:00" }),
    );
    assert_eq!(
        refuse("meeting_reopen", &coming["id"]).0,
        ErrorCode::Conflict,
        "its successor has its place"
    );
}

#[test]
fn a_meeting_under_way_can_be_told_and_one_held_keeps_a_date_that_has_been() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = plan(&world, &ada, json!({ "starts_local": "2026-03-02T08:45" }));
    run(&world, "meeting_hold", json!({ "id": meeting["id"] }));
    let change = |starts: Value| {
        let fields = json!({ "title": "T", "starts_local": starts, "duration_minutes": 30, "channel": "phone" });
        world.call(
            "meeting_change",
            json!({ "id": meeting["id"], "participants": [ada.id], "fields": fields }),
        )
    };
    for starts in [Value::Null, json!("2026-03-03T08:00")] {
        let refused =
            change(starts.clone()).expect_err("a meeting that took place took place some time ago");
        assert_eq!(refused.field.as_deref(), Some("starts_local"), "{starts}");
    }
    change(json!("2026-03-01T08:00")).expect("it was the day before");
}

#[test]
fn a_list_narrows_by_room_state_and_days_and_turns_around() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    for (room, title, starts, minutes) in [
        (&ada, "A", "2026-03-01T23:30", 60),
        (&ada, "B", "2026-03-02T10:00", 60),
        (&ben, "C", "2026-03-03T00:00", 60),
        (&ada, "Retreat", "2026-02-27T10:00", 5 * 1440),
    ] {
        plan(
            &world,
            room,
            json!({ "title": title, "starts_local": starts, "duration_minutes": minutes }),
        );
    }
    let titles = |request: Value| {
        let rows = run(&world, "meeting_list", request)["items"].clone();
        rows.as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| row["title"].as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let day = json!({ "from": "2026-03-02", "until": "2026-03-02" });
    assert_eq!(
        titles(day),
        "Retreat A B",
        "whatever touches the day: what began before it, not what begins at its end"
    );
    assert_eq!(
        titles(json!({ "order": "latest" })),
        "C B A Retreat",
        "the latest first"
    );
    assert_eq!(
        titles(json!({ "relationship": ben.id })),
        "C",
        "of one room"
    );
    assert_eq!(titles(json!({ "state": "held" })), "", "none was held");
}

#[test]
fn notes_of_a_meeting_are_kept_as_typed() {
    let world = World::new();
    let meeting = world.meeting(&world.mentor("Ada"), "2026-03-02T08:00");
    run(
        &world,
        "meeting_write_notes",
        json!({ "id": meeting.row.id, "text": "We spoke.\r\n\tTwo  spaces.  \r\n" }),
    );
    let seen = show(&world, &json!(meeting.row.id));
    assert_eq!(
        seen["notes"], "We spoke.\n\tTwo  spaces.",
        "line ends become one sort, the end is trimmed, no more"
    );
    assert_eq!(seen["has_notes"], true, "and the list knows");
}

#[test]
fn a_meeting_needs_somebody() {
    let world = World::new();
    let fields = MeetingFields {
        title: String::new(),
        starts_local: None,
        zone: None,
        duration_minutes: 30,
        channel: Channel::Phone,
        place: String::new(),
        join_link: String::new(),
    };
    let refused = meeting_plan(
        &world.app,
        MeetingPlan {
            participants: Vec::new(),
            fields,
        },
    );
    assert!(
        matches!(
            refused,
            Err(Error::Invalid {
                field: "participants",
                ..
            })
        ),
        "at the field that lacks them"
    );
}
