use std::collections::BTreeSet;

use chrono::Duration;
use ithaca_core::commands::{ALL, ErrorCode};
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::{Desk, run};

fn entries(world: &World) -> Vec<Value> {
    run(world, "bin_list", json!({}))["items"]
        .as_array()
        .cloned()
        .unwrap_or_default()
}

#[test]
fn what_is_deleted_can_be_put_back_for_thirty_days_by_the_clock() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-05-10T10:00");
    let before = world.record();
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    let entry = entries(&world)[0].clone();
    assert_eq!(
        (&entry["kind"], &entry["title"]),
        (&json!("relationship"), &json!("Ada")),
        "the bin says what it holds"
    );
    world.live(30);
    let world = world.reopened();
    assert_eq!(
        entries(&world),
        std::slice::from_ref(&entry),
        "on the thirtieth day it is still there"
    );
    run(&world, "bin_restore", json!({ "id": entry["id"] }));
    assert_eq!(before, world.record(), "and comes back whole");
}

#[test]
fn after_thirty_days_it_is_gone_for_good() {
    let world = World::new();
    run(
        &world,
        "person_delete",
        json!({ "id": world.mentor("Ada").person_id }),
    );
    world.live(30);
    world.advance(Duration::seconds(1));
    let world = world.reopened();
    assert_eq!(entries(&world), [Value::Null; 0], "the bin is empty");
    let left: i64 = world
        .database()
        .query_row("SELECT count(*) FROM person", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(left, 0, "and the row with it");
}

#[test]
fn what_lies_in_the_bin_of_an_old_backup_has_its_days_once_it_is_put_back() {
    let world = World::new();
    run(
        &world,
        "person_delete",
        json!({ "id": world.mentor("Ada").person_id }),
    );
    world.live(10);
    let made = run(&world, "backup_make", json!({}));
    world.advance(Duration::days(60));
    run(&world, "bin_empty", json!({}));
    run(&world, "backup_restore", json!({ "id": made["id"] }));
    let world = world.reopened();
    assert_eq!(
        entries(&world).len(),
        1,
        "the days on the shelf were none in the bin"
    );
    world.live(20);
    world.advance(Duration::seconds(1));
    let world = world.reopened();
    assert_eq!(entries(&world), [Value::Null; 0], "the other twenty were");
}

#[test]
fn a_clock_set_back_deletes_nothing_early() {
    let world = World::new();
    run(
        &world,
        "person_delete",
        json!({ "id": world.person("Ada").id }),
    );
    world.go_to("2020-01-01T00:00[Europe/Paris]");
    let world = world.reopened();
    assert_eq!(
        entries(&world).len(),
        1,
        "a clock that is wrong for a while costs nothing"
    );
}

#[test]
fn what_belongs_to_something_in_the_bin_waits_for_it() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-10T10:00");
    let point = run(
        &world,
        "agenda_add",
        json!({ "meeting_id": meeting.row.id, "text": "The opening line" }),
    );
    run(&world, "agenda_remove", json!({ "id": point["id"] }));
    world.advance(Duration::minutes(1));
    run(&world, "meeting_delete", json!({ "id": meeting.row.id }));
    let [with_meeting, with_point] = [entries(&world)[0].clone(), entries(&world)[1].clone()];
    let refused = world
        .call("bin_restore", json!({ "id": with_point["id"] }))
        .expect_err("its meeting is not there");
    assert_eq!(
        refused.message, "Put “Meeting with Ada” back first; this belongs to it.",
        "told what to do"
    );
    run(&world, "bin_restore", json!({ "id": with_meeting["id"] }));
    run(&world, "bin_restore", json!({ "id": with_point["id"] }));
    let agenda = run(&world, "meeting_show", json!({ "id": meeting.row.id }))["agenda"].clone();
    assert_eq!(agenda[0]["text"], "The opening line", "both are back");
}

#[test]
fn what_was_deleted_alone_does_not_come_back_with_its_room() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let action = world.promise(&ada, "Send the draft", None);
    run(&world, "action_delete", json!({ "id": action.id }));
    world.advance(Duration::minutes(1));
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    run(
        &world,
        "bin_restore",
        json!({ "id": entries(&world)[0]["id"] }),
    );
    assert_eq!(
        run(&world, "action_list", json!({}))["items"],
        json!([]),
        "the promise was deleted on its own"
    );
    assert_eq!(entries(&world).len(), 1, "and waits in the bin on its own");
}

/// Lists that tell of what is deleted, or of what comes with the program.
const OF_MORE: [&str; 4] = ["bin_list", "backup_list", "template_list", "question_list"];

/// Every list of the table, with each of its filters.
fn lists(desk: &Desk) -> Vec<(&'static str, Value)> {
    let names = ALL.iter().map(|command| command.name);
    let names = names.filter(|name| name.contains("_list") && !OF_MORE.contains(name));
    let questions = desk.questions();
    names
        .flat_map(|name| {
            let filtered = questions.iter().filter(move |(asked, _)| *asked == name);
            let filtered = filtered.map(move |(_, request)| (name, request.clone()));
            let all = desk.world.call(name, json!({})).is_ok();
            let all = all.then(|| (name, json!({})));
            filtered.chain([(name, desk.request(name))]).chain(all)
        })
        .collect()
}

#[test]
fn what_lies_in_the_bin_is_in_no_list() {
    let desk = Desk::new();
    let questions = lists(&desk);
    let silent: BTreeSet<&str> = questions
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| {
            let mut asked = questions.iter().filter(|(other, _)| other == name);
            asked.all(|(_, request)| desk.run(name, request.clone())["items"] == json!([]))
        })
        .collect();
    assert_eq!(
        silent,
        BTreeSet::new(),
        "each list tells of something before"
    );
    let words: BTreeSet<String> = desk
        .world
        .database()
        .prepare("SELECT text FROM find_entry")
        .and_then(|mut query| {
            let texts = query.query_map([], |row| row.get::<_, String>(0))?;
            texts.collect::<Result<Vec<_>, _>>()
        })
        .expect("the index")
        .iter()
        .flat_map(|text| text.split(|sign: char| !sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    assert!(words.len() > 20, "what can be found: {words:?}");
    for (name, id) in [
        ("person_delete", "ada"),
        ("person_delete", "ben"),
        ("person_delete", "cleo"),
        ("person_delete", "cleo_too"),
        ("goal_delete", "reached"),
        ("challenge_delete", "challenge"),
        ("challenge_delete", "solved"),
        ("decision_delete", "decided"),
        ("journal_delete", "win"),
        ("resource_delete", "link"),
        ("resource_delete", "file"),
    ] {
        desk.world.advance(Duration::minutes(1));
        desk.run(name, json!({ "id": desk.id(id) }));
    }
    let told: String = questions
        .iter()
        .map(
            |(name, request)| match desk.world.call(name, request.clone()) {
                Ok(answer) if !answer["items"].as_array().is_none_or(Vec::is_empty) => {
                    format!("{name} {request}: {}\n", answer["items"])
                }
                // What it was to be about is gone.
                Err(error) if error.code != ErrorCode::NotFound => {
                    format!("{name}: {}\n", error.message)
                }
                _ => String::new(),
            },
        )
        .collect();
    assert_eq!(told, "", "no list tells of what lies in the bin");
    for word in &words {
        assert_eq!(
            desk.run("find", json!({ "text": word })),
            json!([]),
            "nothing is found by {word}"
        );
    }
    let today = desk.run("today_show", json!({}));
    assert_eq!(
        (
            &today["empty"],
            &today["next"],
            &today["due"],
            &today["untold"]
        ),
        (&json!(true), &Value::Null, &json!([]), &json!([])),
        "today is empty"
    );
    assert!(desk.world.notices().is_empty(), "and nothing is due");
}

#[test]
fn emptying_the_bin_is_for_good_and_ends_undo() {
    let world = World::new();
    let ada = world.mentor("Ada");
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    world.promise(&world.mentee("Ben"), "Call", None);
    run(
        &world,
        "bin_empty",
        json!({ "id": entries(&world)[0]["id"] }),
    );
    assert_eq!(entries(&world), [Value::Null; 0], "nothing is left in it");
    assert_eq!(
        run(&world, "change_undo", json!({}))["label"],
        Value::Null,
        "no undo brings back what is gone for good"
    );
    let broken: i64 = world
        .database()
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
            row.get(0)
        })
        .expect("a check");
    assert_eq!(broken, 0, "and nothing points to it");
}

#[test]
fn everything_on_a_desk_can_be_deleted_and_purged() {
    let desk = Desk::new();
    for (name, called) in [
        ("agenda_remove", "point"),
        ("milestone_remove", "first_step"),
        ("note_delete", "about_ada"),
        ("meeting_delete", "held"),
        ("journal_delete", "story"),
        ("challenge_delete", "challenge"),
        ("challenge_delete", "solved"),
        ("decision_delete", "decided"),
        ("action_delete", "promise"),
        ("goal_delete", "goal"),
        ("resource_delete", "file"),
        ("relationship_delete", "with_ada"),
        ("person_delete", "ada"),
        ("person_delete", "ben"),
        ("person_merge", "cleo"),
    ] {
        desk.world.advance(Duration::minutes(1));
        let request = match name {
            "person_merge" => desk.request(name),
            _ => json!({ "id": desk.id(called) }),
        };
        desk.run(name, request);
    }
    desk.run("bin_empty", json!({}));
    let conn = desk.world.database();
    let count = |sql: &str| -> i64 { conn.query_row(sql, [], |row| row.get(0)).expect("a count") };
    assert_eq!(
        count("SELECT count(*) FROM pragma_foreign_key_check"),
        0,
        "no row lost what it points to"
    );
    assert_eq!(
        count("SELECT count(*) FROM attachment_chunk"),
        0,
        "the kept file's bytes went with their entry"
    );
    assert_eq!(
        count("SELECT count(*) FROM reminder"),
        0,
        "and the reminders about what is gone"
    );
    assert_eq!(
        desk.run("desk_check", json!({}))["findings"],
        json!([]),
        "and what finds what is gone"
    );
}

#[test]
fn what_was_deleted_alone_goes_for_good_with_what_it_belongs_to() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let action = world.promise(&ada, "Send the draft", Some("2026-03-02"));
    let meeting = world.meeting(&ada, "2026-03-10T10:00");
    let about = json!({ "kind": "meeting", "id": meeting.row.id });
    run(
        &world,
        "note_draft_keep",
        json!({ "about": about, "body": "Half a thought" }),
    );
    let refused = format!("meeting_notes {}", meeting.row.id);
    for scope in [refused.as_str(), "quick_add"] {
        run(
            &world,
            "draft_keep",
            json!({ "scope": scope, "body": "Half a line" }),
        );
    }
    world.notices();
    for (name, id) in [
        ("action_delete", json!(action.id)),
        ("meeting_delete", json!(meeting.row.id)),
        ("relationship_delete", json!(ada.id)),
    ] {
        world.advance(Duration::minutes(1));
        run(&world, name, json!({ "id": id }));
    }
    let room = entries(&world)[0]["id"].clone();
    run(&world, "bin_empty", json!({ "id": room }));
    let kinds: Vec<Value> = entries(&world)
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(
        kinds,
        ["meeting"],
        "no entry is left for the promise, which cannot come back without its room"
    );
    run(&world, "bin_empty", json!({}));
    let sql = "SELECT (SELECT count(*) FROM reminder) + (SELECT count(*) FROM note_draft)";
    let left: i64 = world
        .database()
        .query_row(sql, [], |row| row.get(0))
        .expect("a count");
    assert_eq!(
        left, 0,
        "neither a reminder nor a private draft outlives what it is about"
    );
    let asked = json!({ "scopes": [refused, "quick_add"] });
    assert_eq!(
        run(&world, "draft_find_all", asked)["bodies"],
        json!(["", "Half a line"]),
        "nor a form's, and what is about nothing stays"
    );
}
