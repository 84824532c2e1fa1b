//! What became of a meeting: moved, held, missed, cancelled.

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::{plan, show};
use crate::desk::run;

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
