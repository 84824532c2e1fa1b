//! Times, numbers and requests of another shape.

use ithaca_core::commands::ErrorCode;
use ithaca_tests::World;
use serde_json::json;

use super::{put, refusal};
use crate::desk::Desk;

#[test]
fn times_zones_and_numbers_that_make_no_sense_are_refused_at_their_field() {
    let desk = Desk::new();
    let before = desk.world.record();
    for (name, pointer, value, field) in [
        (
            "relationship_start",
            "/fields/ends_on",
            json!("2026-01-01"),
            "ends_on",
        ),
        (
            "relationship_change",
            "/fields/ends_on",
            json!("1600-01-01"),
            "ends_on",
        ),
        (
            "relationship_change",
            "/fields/started_on",
            json!("2201-01-01"),
            "started_on",
        ),
        (
            "relationship_change",
            "/fields/cadence",
            json!({ "every": 0, "unit": "week" }),
            "cadence",
        ),
        (
            "relationship_change",
            "/fields/cadence",
            json!({ "every": 53, "unit": "month" }),
            "cadence",
        ),
        ("person_add", "/fields/zone", json!("Middle/Earth"), "zone"),
        ("person_add", "/fields/zone", json!("UTC+25"), "zone"),
        (
            "person_add",
            "/fields/email",
            json!("not an address"),
            "email",
        ),
        (
            "person_add",
            "/fields/link",
            json!("javascript:alert(1)"),
            "link",
        ),
        (
            "meeting_plan",
            "/fields/zone",
            json!("Europe/Atlantis"),
            "zone",
        ),
        (
            "meeting_plan",
            "/fields/duration_minutes",
            json!(0),
            "duration_minutes",
        ),
        (
            "meeting_plan",
            "/fields/duration_minutes",
            json!(10_081),
            "duration_minutes",
        ),
        (
            "meeting_plan",
            "/fields/starts_local",
            json!("9999-12-31T23:59"),
            "starts_local",
        ),
        (
            "meeting_plan",
            "/fields/starts_local",
            json!("1899-12-31T23:59"),
            "starts_local",
        ),
        (
            "meeting_plan",
            "/fields/join_link",
            json!("file:///etc/passwd"),
            "join_link",
        ),
        ("meeting_plan", "/participants", json!([]), "participants"),
        (
            "meeting_move",
            "/starts_local",
            json!("2026-03-10T10:00"),
            "starts_local",
        ),
        (
            "meeting_move",
            "/starts_local",
            json!("2500-03-10T10:00"),
            "starts_local",
        ),
        (
            "action_add",
            "/fields/due_on",
            json!("1066-10-14"),
            "due_on",
        ),
        (
            "goal_set",
            "/fields/target_on",
            json!("3000-01-01"),
            "target_on",
        ),
        ("milestone_add", "/due_on", json!("3000-01-01"), "due_on"),
        ("goal_check_in", "/progress", json!(101), "progress"),
        ("meeting_time", "/used_minutes", json!(0), "used_minutes"),
        (
            "meeting_hold",
            "/used_minutes",
            json!(10_081),
            "used_minutes",
        ),
        (
            "journal_add",
            "/fields/happened_on",
            json!("1600-01-01"),
            "happened_on",
        ),
        (
            "journal_add",
            "/fields/whose",
            json!("theirs"),
            "relationship_id",
        ),
        ("challenge_list", "/page", json!({ "after": "[1]" }), "page"),
        (
            "person_list",
            "/page",
            json!({ "after": "nonsense" }),
            "page",
        ),
        ("meeting_list", "/page", json!({ "after": "[1]" }), "page"),
        (
            "action_list",
            "/page",
            json!({ "after": "[{}, 1]" }),
            "page",
        ),
    ] {
        let mut request = desk.request(name);
        if field == "ends_on" {
            put(&mut request, "/fields/started_on", json!("2026-02-01"));
        }
        put(&mut request, pointer, value.clone());
        let error = refusal(&desk.world, name, &request, &value.to_string());
        assert_eq!(
            error.field.as_deref(),
            Some(field),
            "{name}: {value}: {}",
            error.message
        );
    }
    assert_eq!(
        before,
        desk.world.record(),
        "nothing of all this was half-written"
    );
}

#[test]
fn a_request_of_another_shape_is_refused_without_quoting_it() {
    let world = World::new();
    for (name, request, field) in [
        ("person_add", json!(null), "request"),
        (
            "person_add",
            json!({ "fields": { "name": 7 } }),
            "fields.name",
        ),
        (
            "person_show",
            json!({ "id": "secret words, not an id" }),
            "id",
        ),
        (
            "meeting_plan",
            json!({ "participants": "secret words" }),
            "participants",
        ),
        (
            "relationship_list",
            json!({ "role": "secret words" }),
            "role",
        ),
    ] {
        let error = refusal(&world, name, &request, "another shape");
        assert_eq!(error.field.as_deref(), Some(field), "{name}");
        assert!(
            !error.message.contains("secret"),
            "what was sent may be private: {}",
            error.message
        );
    }
    let unknown = refusal(&world, "person_clone", &json!({}), "no such command");
    assert_eq!(
        unknown.field.as_deref(),
        Some("command"),
        "told what is wrong"
    );
}

#[test]
fn what_is_not_there_is_said_to_be_not_there() {
    let desk = Desk::new();
    let before = desk.world.record();
    for command in ithaca_core::commands::ALL {
        let mut request = desk.request(command.name);
        // A desk that is not damaged is refused before anything is looked for.
        if request.get("id").is_none() || ["bin_empty", "damage_restore"].contains(&command.name) {
            continue;
        }
        // A backup is known by its instant.
        request["id"] = if command.name.starts_with("backup_") {
            json!("2001-01-01T000000Z")
        } else {
            json!("01890000-0000-7000-8000-000000000000")
        };
        let error = desk
            .world
            .call(command.name, request)
            .expect_err("nothing has this id");
        assert_eq!(
            error.code,
            ErrorCode::NotFound,
            "{}: {}",
            command.name,
            error.message
        );
    }
    assert_eq!(before, desk.world.record(), "and nothing is changed");
}
