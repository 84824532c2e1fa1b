use chrono::Duration;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn kept(world: &World, kind: &str, id: &Value) -> Vec<[String; 3]> {
    let of = json!({ "of": { "kind": kind, "id": id } });
    let rows = run(world, "amendment_list", of)["items"].clone();
    let word = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    rows.as_array()
        .into_iter()
        .flatten()
        .map(|row| [word(row, "field"), word(row, "was"), word(row, "became")])
        .collect()
}

fn said(words: [&str; 3]) -> [String; 3] {
    words.map(str::to_owned)
}

#[test]
fn a_promise_whose_day_moves_keeps_the_days_it_had() {
    let world = World::new();
    let action = world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-03"));
    let id = json!(action.id);
    run(
        &world,
        "action_snooze",
        json!({ "id": id, "until": { "kind": "tomorrow" } }),
    );
    assert_eq!(
        kept(&world, "action", &id),
        [] as [[String; 3]; 0],
        "it is that day already"
    );
    run(
        &world,
        "action_snooze",
        json!({ "id": id, "until": { "kind": "next_week" } }),
    );
    world.advance(Duration::hours(1));
    let fields = json!({ "title": "Send the draft", "due_on": null });
    run(
        &world,
        "action_change",
        json!({ "id": id, "fields": fields }),
    );
    assert_eq!(
        kept(&world, "action", &id),
        [
            said(["due_on", "2026-03-09", ""]),
            said(["due_on", "2026-03-03", "2026-03-09"])
        ],
        "the newest first"
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(
        kept(&world, "action", &id).len(),
        1,
        "taken back with the change"
    );
    let listed = run(&world, "action_list", json!({}))["items"][0].clone();
    assert_eq!(
        (&listed["due_on"], &listed["was_due_on"]),
        (&json!("2026-03-09"), &json!("2026-03-03")),
        "the row says the day it had before"
    );
    world.promise(&world.mentor("Ben"), "Never moved", Some("2026-04-01"));
    let other = run(&world, "action_list", json!({}))["items"][1].clone();
    assert_eq!(
        (&other["title"], &other["was_due_on"]),
        (&json!("Never moved"), &json!(null))
    );
}

#[test]
fn a_goals_and_a_milestones_day_keep_what_they_were() {
    let world = World::new();
    let set = json!({ "fields": { "title": "Speak freely", "target_on": "2026-06-01" } });
    let goal = run(&world, "goal_set", set);
    let step = run(
        &world,
        "milestone_add",
        json!({ "goal_id": goal["id"], "title": "One talk", "due_on": "2026-04-01" }),
    );
    let later = json!({ "id": goal["id"], "fields": { "title": "Speak freely", "target_on": "2026-09-01" } });
    run(&world, "goal_change", later);
    let earlier = json!({ "id": step["id"], "title": "One talk", "due_on": "2026-03-20" });
    run(&world, "milestone_change", earlier);
    assert_eq!(
        kept(&world, "goal", &goal["id"]),
        [said(["target_on", "2026-06-01", "2026-09-01"])]
    );
    assert_eq!(
        kept(&world, "milestone", &step["id"]),
        [said(["due_on", "2026-04-01", "2026-03-20"])]
    );
    let shown = run(&world, "goal_show", json!({ "id": goal["id"] }));
    assert_eq!(
        (
            &shown["steps"][0]["due_on"],
            &shown["steps"][0]["was_due_on"]
        ),
        (&json!("2026-03-20"), &json!("2026-04-01")),
        "and the milestone says so"
    );
}

#[test]
fn a_room_keeps_its_kind_role_rhythm_and_last_day_as_they_were() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let fields = json!({
        "topic": "", "programme": "", "started_on": null, "role": "peer", "kind": "peer", "ends_on": "2026-12-01", "cadence": { "every": 2, "unit": "week" }
    });
    run(
        &world,
        "relationship_change",
        json!({ "id": ada.id, "fields": fields }),
    );
    let changes = kept(&world, "relationship", &json!(ada.id));
    for change in [
        said(["kind", "informal", "peer"]),
        said(["role", "mentee", "peer"]),
        said(["cadence", "1 month", "2 week"]),
    ] {
        assert!(changes.contains(&change), "{change:?} in {changes:?}");
    }
    assert_eq!(
        changes.len(),
        3,
        "a last day that is first said is no change of one"
    );
    let room = run(&world, "relationship_show", json!({ "id": ada.id }));
    let listed = run(
        &world,
        "amendment_list",
        json!({ "of": { "kind": "relationship", "id": ada.id } }),
    );
    assert_eq!(
        room["before"], listed["items"],
        "the room brings them along"
    );
    for _ in 0..30 {
        world.advance(Duration::minutes(1));
        for kind in ["skill", "project"] {
            let mut fields = fields.clone();
            fields["kind"] = json!(kind);
            run(
                &world,
                "relationship_change",
                json!({ "id": ada.id, "fields": fields }),
            );
        }
    }
    let room = run(&world, "relationship_show", json!({ "id": ada.id }));
    assert_eq!(
        room["before"].as_array().map(Vec::len),
        Some(50),
        "the latest fifty"
    );
    for _ in 0..60 {
        run(&world, "change_undo", json!({}));
    }
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    let refused = world.call(
        "amendment_list",
        json!({ "of": { "kind": "relationship", "id": ada.id } }),
    );
    assert!(refused.is_err(), "in the bin it is shown nowhere");
    run(&world, "change_undo", json!({}));
    assert_eq!(
        kept(&world, "relationship", &json!(ada.id)).len(),
        3,
        "back with its room"
    );
}

#[test]
fn what_leaves_the_bin_leaves_its_id_and_nothing_else() {
    let world = World::new();
    let ada = world.mentor("Ada Sonnenschein");
    let action = world.promise(&ada, "Send the draft", None);
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    let stones = |world: &World| -> Vec<(String, String)> {
        let conn = world.database();
        let mut query = conn
            .prepare("SELECT kind, id FROM tombstone ORDER BY kind")
            .expect("a query");
        let rows = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("it runs");
        rows.collect::<rusqlite::Result<_>>().expect("two words")
    };
    assert_eq!(stones(&world), [], "in the bin it is not gone");
    run(&world, "bin_empty", json!({}));
    assert_eq!(
        stones(&world),
        [
            ("action".to_owned(), action.id.to_string()),
            ("relationship".to_owned(), ada.id.to_string())
        ]
    );
}
