use chrono::Duration;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn goal(world: &World, title: &str) -> Value {
    run(world, "goal_set", json!({ "fields": { "title": title } }))["id"].clone()
}

fn progress(world: &World, id: &Value) -> Value {
    let shown = run(world, "goal_show", json!({ "id": id }));
    let listed = run(world, "goal_list", json!({}))["items"].clone();
    let row = listed
        .as_array()
        .into_iter()
        .flatten()
        .find(|row| row["id"] == *id)
        .cloned()
        .unwrap_or_default();
    assert_eq!(row["progress"], shown["progress"], "list and page agree");
    shown["progress"].clone()
}

#[test]
fn progress_is_felt_until_there_are_milestones_to_count() {
    let world = World::new();
    let id = goal(&world, "Speak freely");
    assert_eq!(
        progress(&world, &id),
        Value::Null,
        "nobody has said anything"
    );
    run(
        &world,
        "goal_check_in",
        json!({ "id": id, "text": "A start", "progress": 20 }),
    );
    world.advance(Duration::days(1));
    run(
        &world,
        "goal_check_in",
        json!({ "id": id, "text": "Only words" }),
    );
    assert_eq!(
        progress(&world, &id),
        20,
        "as last felt; words alone change no number"
    );
    let steps = ["One", "Two", "Three"].map(|title| {
        run(
            &world,
            "milestone_add",
            json!({ "goal_id": id, "title": title }),
        )["id"]
            .clone()
    });
    assert_eq!(
        progress(&world, &id),
        0,
        "milestones count, and none is reached"
    );
    run(
        &world,
        "milestone_reach",
        json!({ "id": steps[0], "reached": true }),
    );
    assert_eq!(progress(&world, &id), 33, "one of three");
    run(&world, "milestone_remove", json!({ "id": steps[1] }));
    assert_eq!(progress(&world, &id), 50, "one of two");
    run(&world, "goal_complete", json!({ "id": id }));
    assert_eq!(progress(&world, &id), 100, "reached is reached");
    run(&world, "goal_reopen", json!({ "id": id }));
    assert_eq!(progress(&world, &id), 50, "and open again as it stood");
}

#[test]
fn milestones_keep_the_order_they_are_given() {
    let world = World::new();
    let id = goal(&world, "Speak freely");
    let steps = ["One", "Two", "Three", "Four", "Five"].map(|title| {
        run(
            &world,
            "milestone_add",
            json!({ "goal_id": id, "title": title }),
        )["id"]
            .clone()
    });
    let order = || {
        let shown = run(&world, "goal_show", json!({ "id": id }))["steps"].clone();
        shown
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|step| step["title"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        order(),
        "One Two Three Four Five",
        "as added, at one instant"
    );
    run(
        &world,
        "milestone_move",
        json!({ "id": steps[4], "before": steps[0] }),
    );
    run(
        &world,
        "milestone_move",
        json!({ "id": steps[1], "before": null }),
    );
    assert_eq!(
        order(),
        "Five One Three Four Two",
        "to the front, and to the end at the same instant"
    );
    let other = goal(&world, "Another");
    let foreign = run(
        &world,
        "milestone_add",
        json!({ "goal_id": other, "title": "Elsewhere" }),
    );
    assert!(
        world
            .call(
                "milestone_move",
                json!({ "id": steps[0], "before": foreign["id"] })
            )
            .is_err(),
        "not into another goal"
    );
}

#[test]
fn a_goal_says_which_step_is_next() {
    let world = World::new();
    let id = goal(&world, "Speak freely");
    let next = || {
        let listed = run(&world, "goal_list", json!({ "state": "open" }))["items"][0].clone();
        (listed["next_step"].clone(), listed["next_step_on"].clone())
    };
    assert_eq!(next(), (Value::Null, Value::Null), "none has been named");
    let [first, _] = [("Draft", Some("2026-03-10")), ("Rehearse", None)].map(|(title, due)| {
        let step = json!({ "goal_id": id, "title": title, "due_on": due });
        run(&world, "milestone_add", step)["id"].clone()
    });
    assert_eq!(next(), (json!("Draft"), json!("2026-03-10")), "the first");
    let reach = json!({ "id": first, "reached": true });
    run(&world, "milestone_reach", reach);
    assert_eq!(
        next(),
        (json!("Rehearse"), Value::Null),
        "the one behind it, which has no day"
    );
}

#[test]
fn check_ins_are_dated_and_the_latest_comes_first() {
    let world = World::new();
    let id = goal(&world, "Speak freely");
    for text in ["First", "Second"] {
        world.advance(Duration::days(1));
        run(&world, "goal_check_in", json!({ "id": id, "text": text }));
    }
    let shown = run(&world, "goal_show", json!({ "id": id }))["check_ins"].clone();
    assert_eq!(
        (&shown[0]["text"], &shown[0]["on"]),
        (&json!("Second"), &json!("2026-03-04")),
        "the latest, with its day"
    );
    for (request, field) in [
        (json!({ "id": id }), "text"),
        (json!({ "id": id, "progress": 101 }), "progress"),
    ] {
        let refused = world
            .call("goal_check_in", request)
            .expect_err("it says nothing, or too much");
        assert_eq!(refused.field.as_deref(), Some(field), "told where");
    }
}

#[test]
fn goals_are_listed_by_state_side_and_room() {
    let world = World::new();
    let ben = world.mentee("Ben");
    goal(&world, "Mine");
    let theirs = json!({ "title": "Theirs", "whose": "theirs", "relationship_id": ben.id });
    let theirs = run(&world, "goal_set", json!({ "fields": theirs }));
    let titles = |request: Value| {
        let rows = run(&world, "goal_list", request)["items"].clone();
        rows.as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| row["title"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(json!({ "whose": "theirs" })), ["Theirs"], "by side");
    assert_eq!(
        titles(json!({ "relationship": ben.id })),
        ["Theirs"],
        "by room"
    );
    let dropped = run(
        &world,
        "goal_drop",
        json!({ "id": theirs["id"], "reason": "Changed jobs" }),
    );
    assert_eq!(dropped["closed_reason"], "Changed jobs", "let go, and why");
    assert_eq!(titles(json!({ "state": "open" })), ["Mine"], "by state");
    assert!(
        world
            .call("goal_drop", json!({ "id": theirs["id"] }))
            .is_err(),
        "let go once"
    );
}

#[test]
fn a_goal_reached_together_is_worth_a_few_words() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentee("Ben"));
    let mail = json!({ "name": "Ada Berg", "email": "ada@example.org" });
    run(
        &world,
        "person_change",
        json!({ "id": ada.person_id, "fields": mail }),
    );
    let set = |fields: Value| run(&world, "goal_set", json!({ "fields": fields }))["id"].clone();
    let mine = set(
        json!({ "title": "Speak freely", "why": "zq7xkanarienvogel", "relationship_id": ada.id }),
    );
    let theirs =
        set(json!({ "title": "Lead the review", "relationship_id": ben.id, "whose": "theirs" }));
    let alone = set(json!({ "title": "Sleep" }));
    let dropped = set(json!({ "title": "Sing", "relationship_id": ada.id }));
    let refused = |id: &Value, why: &str| {
        let refused = world
            .call("goal_thanks", json!({ "id": id }))
            .expect_err(why);
        assert_eq!(
            refused.message,
            "There is somebody to thank only for a goal that was reached together.",
            "{why}"
        );
    };
    refused(&mine, "it is open");
    for id in [&mine, &theirs, &alone] {
        run(&world, "goal_complete", json!({ "id": id }));
    }
    run(&world, "goal_drop", json!({ "id": dropped, "reason": "" }));
    refused(&alone, "nobody took part");
    refused(&dropped, "it was let go");
    let letter = run(&world, "goal_thanks", json!({ "id": mine }));
    assert_eq!(letter["to"], json!(["ada@example.org"]));
    let body = letter["body"].as_str().expect("a text");
    assert!(
        body.starts_with("Hello Ada,\n\nI reached what we worked on: Speak freely. Thank you"),
        "thanks for mine: {body}"
    );
    assert!(
        !letter.to_string().contains("zq7x"),
        "the goal's name, and nothing else I wrote of it: {letter}"
    );
    let letter = run(&world, "goal_thanks", json!({ "id": theirs }));
    let body = letter["body"].as_str().expect("a text");
    assert!(
        body.starts_with("Hello Ben,\n\nYou reached what we worked on: Lead the review."),
        "joy about theirs: {body}"
    );
}
