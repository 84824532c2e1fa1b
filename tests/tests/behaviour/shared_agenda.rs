//! The agenda to send ahead: every sentence of it is true for the one who reads it.

use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn letter(world: &World, meeting: &Value, without: &[&Value]) -> String {
    let about = json!({ "kind": "meeting", "id": meeting });
    let request = json!({ "about": about, "without": without });
    let letter = run(world, "brief_share", request);
    letter["body"].as_str().expect("a text").to_owned()
}

#[test]
fn with_everything_left_out_it_announces_nothing() {
    let world = World::new();
    let ada = world.mentor("Ada Berg");
    let meeting = json!(world.meeting(&ada, "2026-03-05T10:00").row.id);
    let topic = run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "meeting_id": null, "text": "salary talk", "kind": "topic", "raised_by": "mine" }),
    );
    let whole = letter(&world, &meeting, &[]);
    assert!(
        whole.contains("Here is what I would like to talk about:"),
        "{whole}"
    );
    let bare = letter(&world, &meeting, &[&topic["id"]]);
    assert!(
        bare.contains("We meet on Thursday, 5 March") && !bare.contains("Here is what"),
        "{bare}"
    );
}

#[test]
fn of_a_meeting_that_is_over_it_does_not_say_that_we_meet() {
    let world = World::new();
    let ada = world.mentor("Ada Berg");
    let meeting = json!(world.meeting(&ada, "2026-03-01T10:00").row.id);
    let over = letter(&world, &meeting, &[]);
    assert!(
        over.contains("Here is what our meeting on Sunday, 1 March was about.")
            && !over.contains("We meet"),
        "{over}"
    );
}

#[test]
fn what_the_other_brought_up_is_theirs_and_a_full_stop_stands_before_no_colon() {
    let world = World::new();
    let ada = world.mentor("Ada Berg");
    let meeting = json!(world.meeting(&ada, "2026-03-05T10:00").row.id);
    for (text, side) in [("salary talk", "mine"), ("the new team", "theirs")] {
        let request = json!({ "relationship_id": ada.id, "meeting_id": meeting, "text": text, "kind": "topic",
            "raised_by": side });
        run(&world, "agenda_add", request);
    }
    let advice = run(
        &world,
        "advice_add",
        json!({ "fields": { "relationship_id": ada.id, "given_by": "theirs", "text": "Say the number first." } }),
    );
    run(
        &world,
        "advice_result",
        json!({ "id": advice["id"], "result": "It worked", "helped": true }),
    );
    let text = letter(&world, &meeting, &[]);
    assert!(
        text.contains("Topics\n– salary talk\n\nWhat you wanted to talk about\n– the new team\n"),
        "{text}"
    );
    assert!(
        text.contains("– Say the number first: It worked\n"),
        "{text}"
    );
}
