//! Stories: what somebody lived through, the lesson of it, and who has heard it.

use chrono::Duration;
use ithaca_core::commands::ErrorCode;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

const CANARY: &str = "zq7xkanarienvogel";

fn add(world: &World, fields: Value) -> Value {
    let mut fields = fields;
    fields["kind"] = json!("story");
    world.advance(Duration::minutes(1));
    run(world, "journal_add", json!({ "fields": fields }))
}

fn texts(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().expect("a list").iter();
    rows.filter_map(|row| row["text"].as_str().map(str::to_owned))
        .collect()
}

fn listed(world: &World, request: Value) -> Vec<String> {
    let mut request = request;
    if request.get("kind").is_none() {
        request["kind"] = json!("story");
    }
    texts(&run(world, "journal_list", request)["items"])
}

/// Who has heard a story, by name.
fn heard(story: &Value) -> Vec<String> {
    let rows = story["told"].as_array().expect("a list").iter();
    let mut names: Vec<String> = rows
        .filter_map(|row| row["name"].as_str().map(str::to_owned))
        .collect();
    names.sort();
    names
}

fn found(world: &World, text: &str) -> Vec<(String, String)> {
    let rows = run(world, "find", json!({ "text": text }));
    let word = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let rows = rows.as_array().expect("a list").iter();
    rows.map(|row| (word(row, "kind"), word(row, "title")))
        .collect()
}

#[test]
fn a_story_is_kept_with_its_lesson_and_lists_tell_the_latest_first() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentee("Ben"));
    let goal = run(
        &world,
        "goal_set",
        json!({ "fields": { "title": "Ask for money" } }),
    );
    let meeting = world.meeting(&ada, "2026-03-02T08:00").row.id;
    let story = add(
        &world,
        json!({ "text": "Ask for the budget first", "context": "She drew a plan *for three*.\r\nThere was money for one.",
            "whose": "theirs", "relationship_id": ada.id, "meeting_id": meeting, "goal_id": goal["id"] }),
    );
    assert_eq!(
        (&story["text"], &story["context"]),
        (
            &json!("Ask for the budget first"),
            &json!("She drew a plan *for three*.\nThere was money for one.")
        ),
        "the lesson in one line, and what happened"
    );
    let drawn = story["context_html"].as_str().expect("a drawing");
    assert!(drawn.contains("<em>for three</em>"), "as Markdown: {drawn}");
    assert_eq!(
        (&story["day"], &story["name"], &story["goal_title"]),
        (
            &json!("2026-03-02"),
            &json!("Ada Berg"),
            &json!("Ask for money")
        ),
        "told today, hers, and what it serves"
    );
    assert_eq!(
        run(&world, "journal_show", json!({ "id": story["id"] })),
        story,
        "as it was answered"
    );
    add(
        &world,
        json!({ "text": "Say no in the morning", "happened_on": "2026-01-09", "relationship_id": ben.id }),
    );
    add(&world, json!({ "text": "Nobody had been asked" }));
    assert_eq!(
        listed(&world, json!({}))[2],
        "Say no in the morning",
        "by the day they were told, not by when they were put down"
    );
    for (request, expected) in [
        (json!({ "relationship": ben.id }), "Say no in the morning"),
        (json!({ "meeting": meeting }), "Ask for the budget first"),
        (json!({ "whose": "theirs" }), "Ask for the budget first"),
        (json!({ "goal": goal["id"] }), "Ask for the budget first"),
    ] {
        assert_eq!(listed(&world, request.clone()), [expected], "{request}");
    }
    run(&world, "goal_delete", json!({ "id": goal["id"] }));
    let show = || run(&world, "journal_show", json!({ "id": story["id"] }));
    assert_eq!(
        show()["goal_title"],
        Value::Null,
        "a goal in the bin has no title to show"
    );
    run(&world, "bin_empty", json!({}));
    assert_eq!(
        (&show()["goal_id"], &show()["text"]),
        (&Value::Null, &json!("Ask for the budget first")),
        "gone for good, the story stays"
    );
}

#[test]
fn who_was_there_has_heard_it_and_others_when_they_are_told() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada"),
        world.mentor("Ben"),
        world.mentee("Cleo"),
    );
    let request = json!({ "participants": [ada.id, ben.id], "fields": { "starts_local": "2026-03-02T08:00",
        "duration_minutes": 60, "channel": "video" } });
    let meeting = run(&world, "meeting_plan", request)["id"].clone();
    let story = add(
        &world,
        json!({ "text": "Ask first", "whose": "theirs", "relationship_id": ada.id, "meeting_id": meeting }),
    );
    assert_eq!(heard(&story), ["Ada", "Ben"], "both were there");
    let tell = |room: &Value, told: bool| {
        let request = json!({ "id": story["id"], "relationship_id": room, "told": told });
        heard(&run(&world, "journal_tell", request))
    };
    for _ in 0..2 {
        assert_eq!(
            tell(&json!(cleo.id), true),
            ["Ada", "Ben", "Cleo"],
            "told twice, she has heard it once"
        );
    }
    assert_eq!(
        tell(&json!(ben.id), false),
        ["Ada", "Cleo"],
        "he had stepped out"
    );
    let fields =
        json!({ "kind": "story", "text": "Ask before you answer", "relationship_id": ada.id });
    let changed = run(
        &world,
        "journal_change",
        json!({ "id": story["id"], "fields": fields }),
    );
    assert_eq!(
        (heard(&changed), &changed["day"]),
        (vec!["Ada".to_owned(), "Cleo".to_owned()], &story["day"]),
        "in other words it is the same story, told the same day"
    );
    for (label, names) in [
        ("change a story", &["Ada", "Cleo"][..]),
        ("say who heard of it", &["Ada", "Ben", "Cleo"]),
    ] {
        assert_eq!(run(&world, "change_undo", json!({}))["label"], label);
        let shown = run(&world, "journal_show", json!({ "id": story["id"] }));
        assert_eq!(heard(&shown), names, "after undoing to {label}");
    }
    run(&world, "relationship_delete", json!({ "id": cleo.id }));
    let shown = run(&world, "journal_show", json!({ "id": story["id"] }));
    assert_eq!(
        heard(&shown),
        ["Ada", "Ben"],
        "of a room in the bin nothing is told"
    );
}

#[test]
fn a_story_is_no_win_and_leaves_the_desk_in_no_letter() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-05T10:00");
    let lesson = format!("{CANARY} lesson");
    let fields = json!({ "text": lesson, "context": format!("{CANARY} context"), "relationship_id": ada.id });
    add(&world, fields);
    run(
        &world,
        "journal_add",
        json!({ "fields": { "text": "a talk without notes" } }),
    );
    assert_eq!(
        listed(&world, json!({ "kind": "win" })),
        ["a talk without notes"],
        "among wins there are wins"
    );
    assert_eq!(
        listed(&world, json!({})),
        [lesson],
        "and among stories stories"
    );
    let about = json!({ "about": { "kind": "relationship", "id": ada.id } });
    let page = run(&world, "brief_show", about.clone());
    assert_eq!(
        texts(&page["open"]["wins"]),
        ["a talk without notes"],
        "what there is to tell her went well"
    );
    let letter = run(&world, "brief_share", about).to_string();
    assert!(
        letter.contains("a talk without notes") && !letter.contains(CANARY),
        "the win goes along, the story does not: {letter}"
    );
}

#[test]
fn a_story_is_found_by_any_word_of_lesson_and_context_while_it_is_on_the_desk() {
    let world = World::new();
    let story = add(
        &world,
        json!({ "text": "Ask for the budget first", "context": "A winter of explaining in Königsberg." }),
    );
    let hit = [("story".to_owned(), "Ask for the budget first".to_owned())];
    for word in ["budget", "BUDG", "winter", "konigs", "first explaining"] {
        assert_eq!(found(&world, word), hit, "by {word}");
    }
    assert_eq!(found(&world, "summer"), [], "by no other");
    let fields = json!({ "kind": "story", "text": "Ask for the budget first", "context": "A summer of counting." });
    run(
        &world,
        "journal_change",
        json!({ "id": story["id"], "fields": fields }),
    );
    assert_eq!(
        (found(&world, "winter"), found(&world, "summer")),
        (vec![], hit.to_vec()),
        "by what it says now"
    );
    let before = world.record();
    run(&world, "journal_delete", json!({ "id": story["id"] }));
    assert_eq!(found(&world, "budget"), [], "not while it is in the bin");
    assert_eq!(listed(&world, json!({})), [""; 0], "nor is it in the list");
    let entry = run(&world, "bin_list", json!({}))["items"][0].clone();
    assert_eq!(
        (&entry["kind"], &entry["title"]),
        (&json!("journal_entry"), &json!("Ask for the budget first")),
        "the bin says what it holds"
    );
    run(&world, "bin_restore", json!({ "id": entry["id"] }));
    assert_eq!(found(&world, "budget"), hit, "and again once it is back");
    assert_eq!(before, world.record(), "whole");
    assert_eq!(
        run(&world, "desk_check", json!({}))["findings"],
        json!([]),
        "and whoever checks the desk finds the index as it should be"
    );
    run(&world, "journal_delete", json!({ "id": story["id"] }));
    run(&world, "change_undo", json!({}));
    assert_eq!(found(&world, "budget"), hit, "undone, too");
    run(&world, "journal_delete", json!({ "id": story["id"] }));
    run(&world, "bin_empty", json!({}));
    let left: i64 = world
        .database()
        .query_row("SELECT count(*) FROM find_entry", [], |row| row.get(0))
        .expect("a count");
    assert_eq!(left, 0, "gone for good, no word of it is left");
}

#[test]
fn a_win_that_becomes_a_story_is_found_from_then_on_and_no_longer_once_it_is_a_win_again() {
    let world = World::new();
    let fields = json!({ "text": "Held the silence", "context": "Not of a win" });
    let win = run(&world, "journal_add", json!({ "fields": fields }));
    assert_eq!(
        (&win["context"], found(&world, "silence")),
        (&json!(""), vec![]),
        "a win is one line, and not looked for"
    );
    let become_a = |kind: &str| {
        let fields =
            json!({ "kind": kind, "text": "Held the silence", "context": "Bernard spoke first" });
        let request = json!({ "id": win["id"], "fields": fields });
        let changed = run(&world, "journal_change", request);
        (
            changed["context"].clone(),
            found(&world, "silence").len(),
            found(&world, "bernard").len(),
        )
    };
    assert_eq!(
        become_a("story"),
        (json!("Bernard spoke first"), 1, 1),
        "by both"
    );
    assert_eq!(become_a("win"), (json!(""), 0, 0), "and by neither");
}

#[test]
fn what_makes_no_story_is_refused_at_its_field() {
    let world = World::new();
    let before = world.record();
    for (fields, field, sentence) in [
        (
            json!({ "kind": "story", "text": "Ask first", "whose": "theirs" }),
            "relationship_id",
            "Say whose story it is: choose a room.",
        ),
        (
            json!({ "kind": "win", "text": "A talk", "whose": "theirs" }),
            "relationship_id",
            "Say whose win it is: choose a room.",
        ),
        (
            json!({ "kind": "story", "text": " ", "context": "Without a lesson" }),
            "text",
            "Write something here first.",
        ),
        (
            json!({ "kind": "story", "text": "Ask\nfirst" }),
            "text",
            "This takes one line.",
        ),
        (
            json!({ "kind": "story", "text": "x".repeat(501) }),
            "text",
            "This has 501 characters; 500 fit here. Shorten it.",
        ),
        (
            json!({ "kind": "story", "text": "Ask first", "context": "x".repeat(200_001) }),
            "context",
            "This text has 200001 characters; 200000 fit. Keep it in the library as a file instead.",
        ),
    ] {
        let refused = world
            .call("journal_add", json!({ "fields": fields }))
            .expect_err(sentence);
        assert_eq!(
            (
                refused.code,
                refused.field.as_deref(),
                refused.message.as_str()
            ),
            (ErrorCode::Invalid, Some(field), sentence)
        );
    }
    for about in ["relationship_id", "meeting_id", "goal_id"] {
        let fields = json!({ "kind": "story", "text": "Ask first", about: "01890000-0000-7000-8000-000000000000" });
        let refused = world
            .call("journal_add", json!({ "fields": fields }))
            .expect_err("nothing has this id");
        assert_eq!(refused.code, ErrorCode::NotFound, "{about}");
    }
    assert_eq!(before, world.record(), "nothing of all this was kept");
}

#[test]
fn taking_back_names_what_it_takes_back() {
    let world = World::new();
    for kind in ["story", "win"] {
        let fields = json!({ "kind": kind, "text": "Ask first" });
        let entry = run(&world, "journal_add", json!({ "fields": fields }));
        run(
            &world,
            "journal_change",
            json!({ "id": entry["id"], "fields": { "kind": kind, "text": "Ask, then act" } }),
        );
        run(&world, "journal_delete", json!({ "id": entry["id"] }));
        for verb in ["delete", "change", "keep"] {
            assert_eq!(
                run(&world, "change_undo", json!({}))["label"],
                format!("{verb} a {kind}"),
                "not one word for both"
            );
        }
    }
}
