//! Meetings: whom they are with, when they are, and what became of them.

mod outcomes;
mod times;

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
