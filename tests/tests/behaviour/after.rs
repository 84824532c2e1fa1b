//! What follows a meeting: the next date, and the thank-you.

use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

#[test]
fn what_follows_a_meeting_is_proposed_by_the_cadence_on_both_walls() {
    let world = World::new();
    let ada = world.mentor("Ada Berg");
    let person =
        json!({ "name": "Ada Berg", "zone": "America/New_York", "email": "ada@example.org" });
    run(
        &world,
        "person_change",
        json!({ "id": ada.person_id, "fields": person }),
    );
    let fields =
        json!({ "role": "mentee", "kind": "informal", "cadence": { "every": 1, "unit": "month" } });
    run(
        &world,
        "relationship_change",
        json!({ "id": ada.id, "fields": fields }),
    );
    world.go_to("2026-03-31T12:00[Europe/Paris]");
    let id = world.meeting(&ada, "2026-03-31T10:00").row.id;
    let request = json!({ "id": id, "cut_short": true, "reason": "a fire alarm" });
    let held = run(&world, "meeting_hold", request);
    assert_eq!(
        (&held["cut_short"], &held["state_reason"]),
        (&json!(true), &json!("a fire alarm"))
    );
    let refused = world
        .call("meeting_rate", json!({ "id": id, "usefulness": 6 }))
        .expect_err("six of five");
    assert_eq!(refused.message, "Usefulness is a number from 1 to 5.");
    run(&world, "meeting_rate", json!({ "id": id, "usefulness": 4 }));
    world.promise(&ada, "not of this meeting", None);
    run(
        &world,
        "capture_add",
        json!({ "meeting_id": id, "kind": "mine", "text": "send the draft" }),
    );
    let after = run(&world, "meeting_after", json!({ "id": id }));
    assert_eq!(
        after["proposed"]["local"], "2026-04-30T10:00",
        "the month's end clamps"
    );
    assert_eq!(
        after["proposed"]["theirs"],
        json!([["Ada", "2026-04-30T04:00"]])
    );
    let thanks = after["thanks"]["body"].as_str().expect("a text");
    assert!(
        thanks.contains("– send the draft") && !thanks.contains("not of this"),
        "{thanks}"
    );
    assert!(
        thanks.contains("Shall we meet again on Thursday, 30 April at 10:00 (Europe/Paris)?"),
        "a ready message proposes the date: {thanks}"
    );
    assert_eq!(after["thanks"]["to"], json!(["ada@example.org"]));
    let next = run(
        &world,
        "meeting_plan_next",
        json!({ "id": id, "starts_local": "2026-04-30T10:00" }),
    );
    assert_eq!(next["participants"][0]["name"], "Ada Berg");
    let after = run(&world, "meeting_after", json!({ "id": id }));
    assert_eq!(
        (&after["planned"]["id"], &after["proposed"]),
        (&next["id"], &Value::Null)
    );
    let thanks = after["thanks"]["body"].as_str().expect("a text");
    assert!(
        thanks.contains("We meet again on Thursday, 30 April at 10:00 (Europe/Paris)."),
        "planned, it is said: {thanks}"
    );
    run(&world, "meeting_follow", json!({ "id": id }));
    let undone = run(&world, "change_undo", json!({}));
    assert_eq!(
        undone["label"], "plan a meeting",
        "what was seen to is no step of its own, and in nobody's way"
    );
    assert_eq!(
        run(&world, "meeting_show", json!({ "id": id }))["followed"],
        true
    );
}

#[test]
fn a_date_with_one_of_several_is_not_told_to_the_others() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentor("Ben Cole"));
    let request = json!({ "participants": [ada.id, ben.id],
        "fields": { "starts_local": "2026-03-02T08:00", "duration_minutes": 30, "channel": "video" } });
    let id = run(&world, "meeting_plan", request)["id"].clone();
    run(&world, "meeting_hold", json!({ "id": id }));
    world.meeting(&ben, "2026-03-20T10:00");
    let after = run(&world, "meeting_after", json!({ "id": id }));
    let thanks = after["thanks"]["body"].as_str().expect("a text");
    assert!(
        !thanks.contains("20 March") && !thanks.contains("We meet again"),
        "what is planned with Ben is not Ada's: {thanks}"
    );
}
