use ithaca_core::bin;
use ithaca_core::commands::*;
use ithaca_core::time::LocalTime;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn show(world: &World, room: &RelationshipRow) -> Room {
    relationship_show(&world.app, RelationshipShow { id: room.id }).expect("the room can be shown")
}

fn quiet_from(world: &World, room: &RelationshipRow) -> Option<String> {
    let at = show(world, room).relationship.quiet_from?;
    Some(LocalTime::at(at, world.app.zone()).to_string())
}

fn hold(world: &World, meeting: &Meeting) {
    meeting_hold(&world.app, MeetingHold::of(meeting.row.id))
        .expect("a meeting that has begun can be held");
}

#[test]
fn my_role_belongs_to_the_relationship_and_not_to_me() {
    let world = World::new();
    world.mentor("Ada");
    let ben = world.mentee("Ben");
    let fields = json!({ "role": "mentee", "kind": "reverse" });
    run(
        &world,
        "relationship_start",
        json!({ "person_id": ben.person_id, "fields": fields }),
    );
    let names = |role| {
        let request = RelationshipList {
            role: Some(role),
            ..RelationshipList::default()
        };
        let rows = relationship_list(&world.app, request)
            .expect("a list")
            .items;
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(
        names(Role::Mentee),
        ["Ada", "Ben"],
        "who mentors me, Ben among them in a reverse mentoring"
    );
    assert_eq!(names(Role::Mentor), ["Ben"], "whom I mentor");
    let roles = run(&world, "person_list", json!({ "text": "ben" }))["items"][0]["roles"].clone();
    assert_eq!(roles, json!(["mentor", "mentee"]), "the person shows both");
}

#[test]
fn phases_keep_when_and_why() {
    let world = World::at("2026-01-10T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.go_to("2026-02-01T09:00[Europe/Paris]");
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "paused", "reason": "A long journey" }),
    );
    world.go_to("2026-03-01T09:00[Europe/Paris]");
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "active" }),
    );
    let steps: Vec<String> = show(&world, &ada)
        .phases
        .iter()
        .map(|step| format!("{:?} {} {}", step.phase, step.since_on, step.reason))
        .collect();
    let expected = [
        "Active 2026-03-01 ",
        "Paused 2026-02-01 A long journey",
        "Active 2026-01-10 ",
    ];
    assert_eq!(
        steps, expected,
        "the latest first, each with its day and reason"
    );
    let same = world.call(
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "active" }),
    );
    assert_eq!(
        same.expect_err("already there").field.as_deref(),
        Some("phase"),
        "a phase is entered once"
    );
}

#[test]
fn a_relationship_begun_long_ago_has_its_history_from_then() {
    let world = World::new();
    let ada = world.person("Ada");
    let fields = json!({ "role": "mentee", "kind": "formal", "started_on": "2024-09-01" });
    let room = run(
        &world,
        "relationship_start",
        json!({ "person_id": ada.id, "fields": fields, "phase": "winding_down" }),
    );
    let room = run(&world, "relationship_show", json!({ "id": room["id"] }));
    assert_eq!(
        room["phases"][0]["since_on"], "2024-09-01",
        "not from the day it was typed in"
    );
}

#[test]
fn ended_relationships_leave_the_lists_unless_asked_for() {
    let world = World::new();
    let ada = world.mentor("Ada");
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "ended" }),
    );
    let names = |with_ended| {
        let rows = relationship_list(
            &world.app,
            RelationshipList {
                with_ended,
                ..RelationshipList::default()
            },
        );
        rows.expect("a list").items.len()
    };
    assert_eq!(
        (names(false), names(true)),
        (0, 1),
        "out of sight, not gone"
    );
    assert_eq!(
        quiet_from(&world, &ada),
        None,
        "and no nagging after the end"
    );
}

#[test]
fn silence_is_counted_from_the_last_meeting_with_some_grace() {
    let world = World::at("2026-01-31T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    assert_eq!(
        quiet_from(&world, &ada).as_deref(),
        Some("2026-03-14T09:00"),
        "28 February and half a month"
    );
    let meeting = world.meeting(&ada, "2026-02-20T10:00");
    world.go_to("2026-02-20T11:00[Europe/Paris]");
    hold(&world, &meeting);
    assert_eq!(
        quiet_from(&world, &ada).as_deref(),
        Some("2026-04-03T09:00"),
        "20 March and half a month"
    );
    assert_eq!(
        show(&world, &ada).relationship.last_contact_on,
        "2026-02-20".parse().ok(),
        "the last contact"
    );
}

#[test]
fn a_group_meeting_is_contact_with_each() {
    let world = World::at("2026-01-10T09:00[Europe/Paris]");
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let fields = json!({ "starts_local": "2026-02-20T10:00", "duration_minutes": 60, "channel": "in_person" });
    let group = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": fields }),
    );
    world.go_to("2026-02-20T12:00[Europe/Paris]");
    run(&world, "meeting_hold", json!({ "id": group["id"] }));
    for room in [&ada, &ben] {
        let contact = show(&world, room).relationship.last_contact_on;
        assert_eq!(
            contact,
            "2026-02-20".parse().ok(),
            "{} was there",
            room.name
        );
    }
    let fields = json!({ "starts_local": "2026-02-20T10:00", "duration_minutes": 60, "channel": "in_person" });
    run(
        &world,
        "meeting_change",
        json!({ "id": group["id"], "participants": [ben.id], "fields": fields }),
    );
    assert_eq!(
        show(&world, &ada).relationship.last_contact_on,
        None,
        "Ada was not there after all"
    );
}

#[test]
fn contact_follows_what_became_of_the_meeting() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-02-20T10:00");
    let contact = || {
        show(&world, &ada)
            .relationship
            .last_contact_on
            .map(|day| day.to_string())
    };
    let held = Some("2026-02-20".to_owned());
    hold(&world, &meeting);
    assert_eq!(contact(), held, "held");
    run(&world, "meeting_reopen", json!({ "id": meeting.row.id }));
    assert_eq!(contact(), None, "open again");
    hold(&world, &meeting);
    run(&world, "meeting_delete", json!({ "id": meeting.row.id }));
    assert_eq!(contact(), None, "in the bin");
    let entry = run(&world, "bin_list", json!({}))["items"][0]["id"].clone();
    run(&world, "bin_restore", json!({ "id": entry }));
    assert_eq!(contact(), held, "and back from it");
}

#[test]
fn a_pause_is_no_silence_and_a_cadence_may_be_none() {
    let world = World::at("2025-06-01T09:00[Europe/Paris]");
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "paused" }),
    );
    let fields = json!({ "role": "mentor", "kind": "informal" });
    run(
        &world,
        "relationship_change",
        json!({ "id": ben.id, "fields": fields }),
    );
    world.go_to("2026-03-02T09:00[Europe/Paris]");
    let today = run(&world, "today_show", json!({}));
    assert_eq!(
        today["quiet"],
        json!([]),
        "resting by agreement, and meeting as needed"
    );
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "active" }),
    );
    assert_eq!(
        quiet_from(&world, &ada).as_deref(),
        Some("2026-04-17T09:00"),
        "silence counts from the new beginning"
    );
}

#[test]
fn the_room_suggests_the_next_date_by_the_cadence() {
    let world = World::at("2026-01-31T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-01-31T08:00");
    hold(&world, &meeting);
    assert_eq!(
        show(&world, &ada).suggested_on,
        "2026-02-28".parse().ok(),
        "a month on, clamped"
    );
    world.meeting(&ada, "2026-02-10T08:00");
    assert_eq!(
        show(&world, &ada).suggested_on,
        None,
        "a meeting is planned: nothing to suggest"
    );
}

fn today(world: &World) -> Value {
    run(world, "today_show", json!({}))
}

fn note(world: &World, room: &RelationshipRow) {
    let about = json!({ "kind": "relationship", "id": room.id });
    run(
        world,
        "note_write",
        json!({ "about": about, "body": "What only I know." }),
    );
}

/// Ends the relationship, its room kept until a day.
fn end(world: &World, room: &RelationshipRow, until: &str) {
    run(
        world,
        "relationship_move_phase",
        json!({ "id": room.id, "phase": "ended", "discard_on": until }),
    );
}

#[test]
fn the_room_of_an_ended_relationship_is_kept_until_its_day_and_then_lies_in_the_bin() {
    let world = World::at("2026-03-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    note(&world, &ada);
    end(&world, &ada, "2026-09-01");
    assert_eq!(today(&world)["leaving"], json!([]), "that is far away");

    world.go_to("2026-08-25T09:00[Europe/Paris]");
    // Nobody wrote for half a year: the clock's word is taken, or nothing would leave.
    run(&world, "clock_believe", json!({}));
    let leaving = &today(&world)["leaving"];
    assert_eq!(
        (&leaving[0]["name"], &leaving[0]["discard_on"]),
        (&json!("Ada"), &json!("2026-09-01")),
        "a week before it is told"
    );
    world.go_to("2026-08-31T23:59[Europe/Paris]");
    bin::let_go(&world.app).expect("nothing has had its time");
    show(&world, &ada);

    world.go_to("2026-09-01T00:01[Europe/Paris]");
    bin::let_go(&world.app).expect("the room has had its time");
    let gone = world.call("relationship_show", json!({ "id": ada.id }));
    assert!(gone.is_err(), "on its day the room is not there any more");
    let entry = run(&world, "bin_list", json!({}))["items"][0].clone();
    assert_eq!(
        (&entry["kind"], &entry["title"]),
        (&json!("relationship"), &json!("Ada")),
        "it lies in the bin"
    );
    let undone = run(&world, "change_undo", json!({}));
    assert_eq!(undone["label"], json!(null), "which no Ctrl Z undoes");

    run(&world, "bin_restore", json!({ "id": entry["id"] }));
    assert_eq!(
        show(&world, &ada).relationship.discard_on,
        None,
        "who takes it out again keeps it"
    );
    bin::let_go(&world.app).expect("nothing has had its time");
    show(&world, &ada);
}

#[test]
fn thirty_days_after_its_day_nothing_of_the_room_is_left() {
    let world = World::at("2026-03-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    note(&world, &ada);
    end(&world, &ada, "2026-09-01");
    world.go_to("2026-09-01T08:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    let world = world.reopened();
    world.live(30);
    world.go_to("2026-10-01T09:00[Europe/Paris]");
    bin::let_go(&world.app).expect("the room has had its time");
    let left = |table: &str| -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        let conn = world.database();
        conn.query_row(&sql, [], |row| row.get(0)).expect("a count")
    };
    assert_eq!(
        ["relationship", "note", "bin"].map(left),
        [0, 0, 0],
        "the room, its notes and its entry are gone; a program that runs for weeks sees to it too"
    );
}

#[test]
fn only_an_ended_room_is_kept_for_a_time_and_a_day_to_come_is_asked_for() {
    let world = World::at("2026-03-02T09:00[Europe/Paris]");
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    end(&world, &ada, "2026-09-01");
    for (name, request, why) in [
        (
            "relationship_keep",
            json!({ "id": ben.id, "discard_on": "2026-09-01" }),
            "it has not ended",
        ),
        (
            "relationship_keep",
            json!({ "id": ada.id, "discard_on": "2026-03-02" }),
            "today is no day to come",
        ),
        (
            "relationship_keep",
            json!({ "id": ada.id, "discard_on": "2326-03-02" }),
            "no such year",
        ),
        (
            "relationship_move_phase",
            json!({ "id": ben.id, "phase": "paused", "discard_on": "2026-09-01" }),
            "it does not end",
        ),
    ] {
        let error = world.call(name, request).expect_err(why);
        assert_eq!(error.field.as_deref(), Some("discard_on"), "{why}");
    }
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "active" }),
    );
    assert_eq!(
        show(&world, &ada).relationship.discard_on,
        None,
        "a room that is lived in again is kept"
    );
}
