//! Advice, decisions and wins stay on the page until they are told.

use chrono::Duration;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::page::ids;
use super::{brief, id};
use crate::desk::run;

#[test]
fn what_came_of_advice_stays_on_the_page_until_it_is_told() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let fields = json!({ "text": "pause", "relationship_id": ada.id, "given_by": "theirs" });
    let advice = run(&world, "advice_add", json!({ "fields": fields }))["id"].clone();
    run(
        &world,
        "advice_decide",
        json!({ "id": advice, "verdict": "try", "try_by": "2026-03-10" }),
    );
    world.advance(Duration::days(30));
    assert_eq!(
        ids(&brief(&world, &ada.id))["advice"].len(),
        1,
        "stale advice surfaces"
    );
    run(
        &world,
        "advice_result",
        json!({ "id": advice, "result": "calmer", "helped": true }),
    );
    assert_eq!(
        ids(&brief(&world, &ada.id))["advice"].len(),
        1,
        "there is something to tell"
    );
    run(
        &world,
        "advice_tell",
        json!({ "id": advice, "told": true, "thanked": true }),
    );
    assert_eq!(ids(&brief(&world, &ada.id))["advice"].len(), 0, "told");
    run(&world, "change_undo", json!({}));
    run(
        &world,
        "advice_decide",
        json!({ "id": advice, "verdict": "decline", "reflection": "not me" }),
    );
    assert_eq!(
        ids(&brief(&world, &ada.id))["advice"].len(),
        0,
        "not for me is an answer"
    );
}

#[test]
fn a_decision_is_looked_back_on_today_and_with_whom_it_was_talked_about() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentor("Ben Cole"));
    let views = json!([{ "relationship_id": ada.id, "text": "go" }]);
    let decision = id(&run(
        &world,
        "decision_add",
        json!({ "fields": { "question": "Change teams?", "views": views } }),
    ));
    let pages = || {
        let today = run(&world, "today_show", json!({}))["look_back"].clone();
        let today = today.as_array().expect("a list").len();
        [&ada, &ben]
            .map(|room| ids(&brief(&world, &room.id))["decisions"].len())
            .into_iter()
            .chain([today])
            .collect::<Vec<_>>()
    };
    assert_eq!(
        pages(),
        [1, 0, 0],
        "open with Ada, who said something to it"
    );
    run(
        &world,
        "decision_make",
        json!({ "id": decision, "choice": "stay", "look_back_on": "2026-03-09" }),
    );
    assert_eq!(pages(), [0, 0, 0], "made, it rests");
    world.go_to("2026-03-09T09:00[Europe/Paris]");
    assert_eq!(pages(), [1, 0, 1], "its day has come");
    run(
        &world,
        "decision_look_back",
        json!({ "id": decision, "text": "it was right" }),
    );
    assert_eq!(pages(), [0, 0, 0], "looked back on");
}

#[test]
fn a_win_is_told_in_company_until_each_has_heard_it() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentor("Ben Cole"));
    let win = run(
        &world,
        "journal_add",
        json!({ "fields": { "kind": "win", "text": "Led the review" } }),
    )["id"]
        .clone();
    let request = json!({ "participants": [ada.id, ben.id],
        "fields": { "starts_local": "2026-03-05T10:00", "duration_minutes": 30, "channel": "video" } });
    let meeting = run(&world, "meeting_plan", request)["id"].clone();
    let told = |room: &Value| {
        let request = json!({ "id": win, "relationship_id": room, "told": true });
        run(&world, "journal_tell", request);
        let about = json!({ "kind": "meeting", "id": meeting });
        ids(&run(&world, "brief_show", json!({ "about": about })))["wins"].len()
    };
    assert_eq!(told(&json!(ada.id)), 1, "Ben has not heard it yet");
    assert_eq!(told(&json!(ben.id)), 0, "both have");
}
