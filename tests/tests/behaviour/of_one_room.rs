//! Templates and questions of one room: offered there, and nowhere else.

use chrono::Duration;
use ithaca_core::commands::{ErrorCode, Meeting, RelationshipRow};
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

const NOBODY: &str = "01890000-0000-7000-8000-000000000000";

fn template(world: &World, room: &RelationshipRow, name: &str) -> Value {
    world.advance(Duration::minutes(1));
    let lines = json!([{ "kind": "topic", "text": "Her two points" }]);
    let fields =
        json!({ "name": name, "lines": lines, "role": "mentor", "relationship_id": room.id });
    run(world, "template_add", json!({ "fields": fields }))
}

fn question(world: &World, room: &RelationshipRow, text: &str) -> Value {
    let fields = json!({ "text": text, "occasion": "regular", "role": "mentor", "relationship_id": room.id });
    run(world, "question_add", json!({ "fields": fields }))
}

/// What is offered for a meeting, or on the shelf.
fn offered(world: &World, list: &str, meeting: Option<&Value>) -> Vec<Value> {
    let request = json!({ "meeting": meeting, "page": { "limit": 500 } });
    let rows = run(world, list, request)["items"].clone();
    rows.as_array().cloned().expect("a list")
}

/// Whether one of a list's rows has this id.
fn has(rows: &[Value], one: &Value) -> bool {
    rows.iter().any(|row| row["id"] == one["id"])
}

/// The ids of what is suggested for a meeting, which stands first.
fn suggested(world: &World, meeting: &Meeting) -> Value {
    let rows = offered(world, "template_list", Some(&json!(meeting.row.id)));
    let marked: Vec<&Value> = rows.iter().filter(|row| row["suggested"] == true).collect();
    assert_eq!(marked.len(), 1, "one is suggested: {marked:?}");
    assert_eq!(&rows[0], marked[0], "and it stands first");
    rows[0]["id"].clone()
}

/// Holds a meeting, so that the two know each other.
fn met(world: &World, room: &RelationshipRow) {
    let meeting = world.meeting(room, "2026-02-02T10:00");
    run(world, "meeting_hold", json!({ "id": meeting.row.id }));
}

#[test]
fn they_are_offered_in_meetings_with_that_room_only() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentor("Ben"));
    let (with_ada, with_ben) = (
        json!(world.meeting(&ada, "2026-03-10T10:00").row.id),
        json!(world.meeting(&ben, "2026-03-11T10:00").row.id),
    );
    let request = json!({ "participants": [ben.id, ada.id], "fields": { "starts_local": "2026-03-12T10:00",
        "duration_minutes": 60, "channel": "video" } });
    let with_both = run(&world, "meeting_plan", request)["id"].clone();
    for (list, one) in [
        ("template_list", template(&world, &ada, "Ada, every month")),
        (
            "question_list",
            question(&world, &ada, "What have you tried?"),
        ),
    ] {
        assert_eq!(
            (&one["role"], &one["room_name"]),
            (&Value::Null, &json!("Ada Berg")),
            "{list}: for her room, whatever my role is there"
        );
        for (meeting, there, why) in [
            (None, true, "all of them are on the shelf"),
            (Some(&with_ada), true, "she takes part"),
            (Some(&with_ben), false, "she does not"),
            (Some(&with_both), true, "she is one of them"),
        ] {
            let rows = offered(&world, list, meeting);
            assert_eq!(has(&rows, &one), there, "{list}: {why}");
            assert!(rows.len() > 5, "{list}: ours are offered as ever");
        }
    }
}

#[test]
fn it_goes_on_no_other_rooms_agenda() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let (with_ada, with_ben) = (
        world.meeting(&ada, "2026-03-10T10:00").row.id,
        world.meeting(&ben, "2026-03-11T10:00").row.id,
    );
    for (pick, one) in [
        ("template_use", template(&world, &ada, "Every month")),
        (
            "question_pick",
            question(&world, &ada, "What have you tried?"),
        ),
    ] {
        let request = |meeting| json!({ "id": one["id"], "meeting_id": meeting });
        let refused = world
            .call(pick, request(with_ben))
            .expect_err("it is Ada's alone");
        assert_eq!(
            (refused.code, refused.message.as_str()),
            (
                ErrorCode::Conflict,
                "This is meant for another room. Change whom it is for first."
            ),
            "{pick}"
        );
        run(&world, pick, request(with_ada));
    }
}

#[test]
fn one_can_be_given_to_another_room_or_to_all() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let with_ben = json!(world.meeting(&ben, "2026-03-11T10:00").row.id);
    let lines = json!([{ "kind": "topic", "text": "His two points" }]);
    let template = template(&world, &ada, "Every month");
    let question = question(&world, &ada, "What have you tried?");
    let ask = |name: &str, id: &Value, room: Value| {
        let fields = match name {
            "template_change" => {
                json!({ "name": "Every month", "lines": lines, "relationship_id": room })
            }
            _ => {
                json!({ "text": "What have you tried?", "occasion": "regular", "relationship_id": room })
            }
        };
        run(&world, name, json!({ "id": id, "fields": fields }))
    };
    for (change, list, one) in [
        ("template_change", "template_list", &template),
        ("question_change", "question_list", &question),
    ] {
        for (room, name) in [(json!(ben.id), json!("Ben")), (Value::Null, Value::Null)] {
            let changed = ask(change, &one["id"], room.clone());
            assert_eq!(
                (&changed["relationship_id"], &changed["room_name"]),
                (&room, &name),
                "{change}: it is now {name}'s"
            );
            assert!(
                has(&offered(&world, list, Some(&with_ben)), one),
                "{list}: and offered in Ben's meetings"
            );
        }
    }
}

#[test]
fn an_ordinary_meeting_suggests_the_rooms_own_template_first() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let coming = world.meeting(&ada, "2026-03-10T10:00");
    let own = template(&world, &ada, "Ada, every month");
    assert_eq!(
        suggested(&world, &coming),
        "first_as_mentee",
        "at the first meeting ours for a first one"
    );
    met(&world, &ada);
    met(&world, &ben);
    assert_eq!(suggested(&world, &coming), own["id"], "then the room's own");
    let newer = template(&world, &ada, "Ada, this spring");
    assert_eq!(
        suggested(&world, &coming),
        newer["id"],
        "of two the one that was made last"
    );
    let other = world.meeting(&ben, "2026-03-11T10:00");
    assert_eq!(suggested(&world, &other), "regular", "Ben's room has none");
    let request = json!({ "participants": [ada.id, ben.id], "fields": { "starts_local": "2026-03-12T10:00",
        "duration_minutes": 60, "channel": "video" } });
    let id = run(&world, "meeting_plan", request)["id"].clone();
    let rows = offered(&world, "template_list", Some(&id));
    assert_eq!(
        rows[0]["id"], "circle",
        "with several people what is hers alone is not what is wanted first"
    );
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "winding_down", "reason": "" }),
    );
    assert_eq!(
        suggested(&world, &coming),
        "closing",
        "nor where the two are about to part"
    );
    for made in [&newer, &own] {
        run(&world, "template_delete", json!({ "id": made["id"] }));
    }
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "active", "reason": "" }),
    );
    assert_eq!(
        suggested(&world, &coming),
        "regular",
        "without one of its own it is ours again"
    );
}

#[test]
fn what_comes_with_ithaca_is_for_every_room() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let before = world.record();
    let lines = json!([{ "kind": "topic", "text": "Breath" }]);
    for (change, id) in [
        ("template_change", "regular"),
        ("question_change", "path_here"),
    ] {
        let fields = |room: Value| match change {
            "template_change" => json!({ "name": "Ours", "lines": lines, "relationship_id": room }),
            _ => {
                json!({ "text": "How did you get here?", "occasion": "first_meeting", "relationship_id": room })
            }
        };
        let refused = world
            .call(change, json!({ "id": id, "fields": fields(json!(ada.id)) }))
            .expect_err("ours is for every room");
        assert_eq!(
            (
                refused.code,
                refused.field.as_deref(),
                refused.message.as_str()
            ),
            (
                ErrorCode::Invalid,
                Some("relationship_id"),
                "What comes with Ithaca is for every room. Add one of your own for this room."
            ),
            "{change}"
        );
        run(
            &world,
            change,
            json!({ "id": id, "fields": fields(Value::Null) }),
        );
        let refused = world
            .call(change, json!({ "id": id, "fields": fields(json!(ada.id)) }))
            .expect_err("reworded, it still is");
        assert_eq!(
            refused.field.as_deref(),
            Some("relationship_id"),
            "{change}"
        );
        run(&world, "change_undo", json!({}));
    }
    for add in ["template_add", "question_add"] {
        let fields = match add {
            "template_add" => json!({ "name": "Own", "lines": lines, "relationship_id": NOBODY }),
            _ => json!({ "text": "And then?", "occasion": "regular", "relationship_id": NOBODY }),
        };
        let refused = world
            .call(add, json!({ "fields": fields }))
            .expect_err("no such room");
        assert_eq!(refused.code, ErrorCode::NotFound, "{add}");
    }
    assert_eq!(before, world.record(), "nothing of all this was kept");
}

#[test]
fn they_go_into_the_bin_and_come_back_with_their_room() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let shelf = |one: &Value, other: &Value| {
        (
            has(&offered(&world, "template_list", None), one),
            has(&offered(&world, "question_list", None), other),
        )
    };
    let template = template(&world, &ada, "Ada, every month");
    let question = question(&world, &ada, "What have you tried?");
    let thrown = self::question(&world, &ada, "Where do you breathe?");
    run(&world, "question_delete", json!({ "id": thrown["id"] }));
    let before = world.record();
    assert_eq!(shelf(&template, &question), (true, true), "on the shelf");
    world.advance(Duration::minutes(1));
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    assert_eq!(
        shelf(&template, &question),
        (false, false),
        "gone with the room"
    );
    let entries = run(&world, "bin_list", json!({}))["items"].clone();
    let refused = world
        .call("bin_restore", json!({ "id": entries[1]["id"] }))
        .expect_err("a question of a room in the bin");
    assert_eq!(refused.code, ErrorCode::Conflict, "waits for its room");
    run(&world, "bin_restore", json!({ "id": entries[0]["id"] }));
    assert_eq!(before, world.record(), "back with it, as they were");
    assert_eq!(
        shelf(&template, &question),
        (true, true),
        "and on the shelf"
    );
    assert!(
        !has(&offered(&world, "question_list", None), &thrown),
        "but not what was thrown away before"
    );
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    run(&world, "bin_empty", json!({}));
    let left: i64 = world
        .database()
        .query_row(
            "SELECT (SELECT count(*) FROM agenda_template) + (SELECT count(*) FROM agenda_template_line)
               + (SELECT count(*) FROM question)",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(left, 0, "gone for good, nothing of them is left");
}
