//! Two rooms with one person: I mentor her, and she mentors me. A meeting of both is with one person.

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::{run, together};

/// The room the other way round with the person of this one.
fn other_way_round(world: &World, room: &RelationshipRow) -> RelationshipRow {
    let fields = RelationshipFields {
        role: Role::Mentor,
        ..room.fields.clone()
    };
    let request = RelationshipStart {
        person_id: room.person_id,
        fields,
        phase: None,
    };
    relationship_start(&world.app, request).expect("a second room")
}

fn with_ben() -> (World, [RelationshipRow; 3]) {
    let world = World::new();
    let ada = world.mentor("Ada Berg");
    let both = other_way_round(&world, &ada);
    let ben = world.mentor("Ben Cole");
    (world, [ada, both, ben])
}

#[test]
fn whom_i_meet_in_two_rooms_is_named_once() {
    let (world, [ada, both, ben]) = with_ben();
    let id = together(&world, &[&both, &ben, &ada], "2026-03-10T10:00");
    let meeting = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(meeting["title"], "Meeting with Ada Berg and Ben Cole");
    assert_eq!(
        meeting["participants"].as_array().map(Vec::len),
        Some(3),
        "both rooms take part"
    );
    let about = json!({ "kind": "meeting", "id": id });
    let brief = run(&world, "brief_show", json!({ "about": about }));
    let names: Vec<&str> = brief["people"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(names, ["Ada Berg", "Ben Cole"], "in the brief");
    let letter = run(&world, "brief_share", json!({ "about": about }));
    let body = letter["body"].as_str().expect("a text");
    assert!(body.starts_with("Hello Ada and Ben,"), "{body}");

    let out = world.folder().join("out.ics");
    let handle = world.app.files().mint_write(out.clone());
    let export = json!({ "scope": { "kind": "all" }, "detail": "titles", "out": handle });
    run(&world, "calendar_export", export);
    let file = std::fs::read_to_string(out).expect("the file");
    let file = file.replace("\r\n ", "");
    assert!(
        file.contains("CONTACT:Ada Berg\\, Ben Cole\r\n"),
        "in the calendar: {file}"
    );

    world.go_to("2026-03-10T12:00[Europe/Paris]");
    run(&world, "meeting_hold", json!({ "id": id }));
    let thanks = run(&world, "meeting_after", json!({ "id": id }))["thanks"].clone();
    let body = thanks["body"].as_str().expect("a text");
    assert!(body.starts_with("Hello Ada and Ben,"), "{body}");
}

#[test]
fn a_letter_to_one_person_in_two_rooms_is_to_one_person() {
    let (world, [ada, both, _]) = with_ben();
    let fields = json!({ "name": "Ada Berg", "email": "ada@example.org" });
    run(
        &world,
        "person_change",
        json!({ "id": ada.person_id, "fields": fields }),
    );
    world.promise(&ada, "Send the draft", None);
    let id = together(&world, &[&ada, &both], "2026-03-10T10:00");
    let request = json!({ "about": { "kind": "meeting", "id": id } });
    let letter = run(&world, "brief_share", request);
    assert_eq!(letter["to"], json!(["ada@example.org"]), "one address");
    let body = letter["body"].as_str().expect("a text");
    assert!(
        body.starts_with("Hello Ada,") && body.contains("Send the draft"),
        "what is between us stands in it, as she alone reads it: {body}"
    );
    world.go_to("2026-03-10T12:00[Europe/Paris]");
    run(&world, "meeting_hold", json!({ "id": id }));
    let thanks: Value = run(&world, "meeting_after", json!({ "id": id }))["thanks"].clone();
    assert_eq!(thanks["to"], json!(["ada@example.org"]), "one address");
}
