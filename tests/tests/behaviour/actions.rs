use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn titles(world: &World, request: Value) -> Vec<String> {
    let rows = run(world, "action_list", request)["items"].clone();
    rows.as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["title"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn promises_of_both_sides_are_listed_by_date_and_those_without_one_come_last() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.promise(&ada, "Someday", None);
    world.promise(&ada, "Later", Some("2026-03-20"));
    world.promise(&ada, "Soon", Some("2026-03-03"));
    let theirs = json!({ "title": "Introduce me", "owner": "theirs", "relationship_id": ada.id, "due_on": "2026-03-05" });
    run(&world, "action_add", json!({ "fields": theirs }));
    assert_eq!(
        titles(&world, json!({})),
        ["Soon", "Introduce me", "Later", "Someday"],
        "by date"
    );
    assert_eq!(
        titles(&world, json!({ "owner": "theirs" })),
        ["Introduce me"],
        "what others promised"
    );
    assert_eq!(
        titles(&world, json!({ "due_until": "2026-03-05" })),
        ["Soon", "Introduce me"],
        "until a day"
    );
    assert_eq!(
        titles(
            &world,
            json!({ "relationship": ada.id, "page": { "limit": 1 } })
        ),
        ["Soon"],
        "one at a time"
    );
}

#[test]
fn a_promise_is_kept_let_go_or_opened_again_once() {
    let world = World::new();
    let action = world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-03"));
    let id = json!({ "id": action.id });
    let done = run(&world, "action_done", id.clone());
    assert_eq!(
        (&done["state"], &done["closed_at"]),
        (&json!("done"), &json!(world.app.now())),
        "kept, and when"
    );
    let twice = world
        .call("action_done", id.clone())
        .expect_err("kept already");
    assert_eq!(
        twice.message, "This promise already stands so. Look again; it may have changed elsewhere.",
        "no harm"
    );
    let open = run(&world, "action_reopen", id.clone());
    assert_eq!(
        (&open["state"], &open["closed_at"]),
        (&json!("open"), &Value::Null),
        "open as before"
    );
    let dropped = run(
        &world,
        "action_drop",
        json!({ "id": action.id, "reason": "Not needed" }),
    );
    assert_eq!(
        (&dropped["state"], &dropped["closed_reason"]),
        (&json!("dropped"), &json!("Not needed")),
        "let go, and why"
    );
    assert_eq!(
        titles(&world, json!({ "state": "dropped" })),
        ["Send the draft"],
        "it stays to be seen"
    );
}

#[test]
fn a_promise_shows_whose_it_is_and_what_it_serves() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let goal = run(
        &world,
        "goal_set",
        json!({ "fields": { "title": "Speak freely" } }),
    );
    let fields = json!({ "title": "Rehearse", "relationship_id": ada.id, "goal_id": goal["id"] });
    let action = run(&world, "action_add", json!({ "fields": fields }));
    assert_eq!(
        (&action["name"], &action["goal_title"]),
        (&json!("Ada"), &json!("Speak freely")),
        "in words"
    );
    assert_eq!(
        titles(&world, json!({ "goal": goal["id"] })),
        ["Rehearse"],
        "found from the goal"
    );
    run(&world, "goal_delete", json!({ "id": goal["id"] }));
    let rows = run(&world, "action_list", json!({}));
    assert_eq!(
        rows["items"][0]["goal_title"],
        Value::Null,
        "a goal in the bin is not named"
    );
}

#[test]
fn a_promise_to_somebody_who_is_not_there_is_refused_whole() {
    let world = World::new();
    let before = world.record();
    let nobody = "01890000-0000-7000-8000-000000000000";
    for field in ["relationship_id", "meeting_id", "goal_id"] {
        let mut fields = json!({ "title": "Rehearse" });
        fields[field] = json!(nobody);
        let error = world
            .call("action_add", json!({ "fields": fields }))
            .expect_err("nobody has this id");
        assert_eq!(json!(error.code), "not_found", "{field}");
    }
    assert_eq!(before, world.record(), "nothing is half-written");
}
