use ithaca_core::commands::*;
use ithaca_core::time::LocalTime;
use ithaca_tests::World;
use serde_json::json;

use crate::desk::run;

fn show(world: &World, room: &RelationshipRow) -> Room {
    relationship_show(&world.app, RelationshipShow { id: room.id }).expect("the room can be shown")
}

fn quiet_from(world: &World, room: &RelationshipRow) -> Option<String> {
    let at = show(world, room).relationship.quiet_from?;
    Some(LocalTime::at(at, world.app.zone()).to_string())
}

fn hold(world: &World, meeting: &Meeting) {
    meeting_hold(&world.app, MeetingHold { id: meeting.row.id })
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
