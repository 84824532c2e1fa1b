//! The bank of questions: what was asked of whom, and what comes first.

use std::collections::{BTreeMap, BTreeSet};

use ithaca_core::commands::*;
use ithaca_core::locale::Language;
use ithaca_core::presets::Shipped;
use ithaca_core::questions;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn bank(world: &World, request: Value) -> Vec<Value> {
    let rows = run(world, "question_list", request)["items"].clone();
    rows.as_array().expect("a list").clone()
}

fn place(rows: &[Value], id: &str) -> usize {
    rows.iter()
        .position(|row| row["id"] == id)
        .unwrap_or_else(|| panic!("{id} is in the bank"))
}

/// Asks a question in a meeting: picked, ticked, and the meeting held.
fn ask(world: &World, room: &RelationshipRow, starts: &str, id: &str) -> Value {
    let meeting = world.meeting(room, starts);
    let point = run(
        world,
        "question_pick",
        json!({ "id": id, "meeting_id": meeting.row.id }),
    );
    run(
        world,
        "agenda_tick",
        json!({ "id": point["id"], "done": true }),
    );
    run(world, "meeting_hold", json!({ "id": meeting.row.id }));
    point
}

#[test]
fn both_languages_ship_the_same_questions_each_in_its_own_words() {
    let (en, de) = (
        questions::shipped(Language::En),
        questions::shipped(Language::De),
    );
    assert!(
        en.len() >= 60 && de.len() >= 60,
        "{} and {}",
        en.len(),
        de.len()
    );
    let heads = |shipped: &'static [Shipped<QuestionFields>]| {
        let rows = shipped.iter();
        rows.map(|ours| (ours.key.as_str(), ours.fields.occasion, ours.fields.role))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        heads(en),
        heads(de),
        "the same, for the same occasions and roles"
    );
    let keys: BTreeSet<&str> = en.iter().map(|ours| ours.key.as_str()).collect();
    assert_eq!(keys.len(), en.len(), "each key is one question");
    let mut occasions = BTreeMap::<Occasion, usize>::new();
    for (english, german) in en.iter().zip(de) {
        *occasions.entry(english.fields.occasion).or_default() += 1;
        assert_ne!(
            english.fields.text, german.fields.text,
            "{}: German",
            english.key
        );
        for text in [&english.fields.text, &german.fields.text] {
            assert!(text.ends_with('?'), "a question: {text}");
            assert!(
                text.trim() == text && !text.contains('!'),
                "calm and tidy: {text}"
            );
        }
    }
    assert_eq!(occasions.len(), 7, "every occasion has some");
    assert!(
        occasions.values().all(|count| *count >= 5),
        "and enough: {occasions:?}"
    );
}

#[test]
fn a_question_asked_of_ada_is_offered_last_for_ada_and_first_for_ben() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let meetings = [
        world.meeting(&ada, "2026-03-10T10:00"),
        world.meeting(&ben, "2026-03-11T10:00"),
    ];
    let rows = |meeting: &Meeting| bank(&world, json!({ "meeting": meeting.row.id }));
    let [before, _] = meetings.each_ref().map(rows);
    let first = before[0]["id"].as_str().expect("an id").to_owned();
    ask(&world, &ada, "2026-03-01T10:00", &first);

    let [for_ada, for_ben] = meetings.each_ref().map(rows);
    assert_eq!(place(&for_ada, &first), for_ada.len() - 1, "Ada knows it");
    let asked = &for_ada[for_ada.len() - 1]["asked"][0];
    assert_eq!(
        (&asked["name"], &asked["on"]),
        (&json!("Ada"), &json!("2026-03-01")),
        "and when she was asked is told"
    );
    assert_eq!(place(&for_ben, &first), 0, "Ben does not");
    assert_eq!(
        for_ben[0]["asked"],
        json!([]),
        "and what Ada was asked is not his"
    );
    let whole = bank(&world, json!({}));
    let shown = &whole[place(&whole, &first)];
    assert_eq!(
        (&shown["asked_of"], &shown["asked"][0]["name"]),
        (&json!(1), &json!("Ada")),
        "the bank tells of whom"
    );
}

#[test]
fn what_fits_the_moment_comes_first() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let next = world.meeting(&ada, "2026-03-10T10:00");
    let ends = || {
        let rows = bank(&world, json!({ "meeting": next.row.id }));
        let word = |row: &Value| row["occasion"].as_str().expect("a word").to_owned();
        (word(&rows[0]), word(&rows[rows.len() - 1]))
    };
    assert_eq!(ends().0, "first_meeting", "nobody met yet");
    let past = world.meeting(&ada, "2026-03-01T10:00");
    run(&world, "meeting_hold", json!({ "id": past.row.id }));
    assert_eq!(
        ends(),
        ("regular".to_owned(), "first_meeting".to_owned()),
        "they know each other"
    );
    let closing = json!({ "id": ada.id, "phase": "winding_down" });
    run(&world, "relationship_move_phase", closing);
    assert_eq!(ends().0, "closing", "it comes to its end");
}

#[test]
fn picked_is_not_asked_until_it_was_ticked_in_a_meeting_that_was_held() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-02T08:00");
    let request = json!({ "id": "since_last", "meeting_id": meeting.row.id });
    let asked_of = || {
        let rows = bank(&world, json!({}));
        rows[place(&rows, "since_last")]["asked_of"].clone()
    };
    let point = run(&world, "question_pick", request.clone());
    assert_eq!(
        (
            &point["kind"],
            &point["question_key"],
            &point["relationship_id"]
        ),
        (&json!("question"), &json!("since_last"), &json!(ada.id)),
        "a point like any other, that knows where it is from"
    );
    let twice = world
        .call("question_pick", request)
        .expect_err("it stands there");
    assert_eq!(
        twice.message, "This question is on the agenda already.",
        "not doubled"
    );
    let rows = bank(&world, json!({ "meeting": meeting.row.id }));
    assert_eq!(
        rows[rows.len() - 1]["waiting"],
        true,
        "and the list says so, at its end"
    );
    assert_eq!(asked_of(), 0, "picked");
    run(
        &world,
        "agenda_tick",
        json!({ "id": point["id"], "done": true }),
    );
    assert_eq!(asked_of(), 0, "ticked, but who knows yet");
    run(&world, "meeting_hold", json!({ "id": meeting.row.id }));
    assert_eq!(asked_of(), 1, "asked");
    run(
        &world,
        "agenda_tick",
        json!({ "id": point["id"], "done": false }),
    );
    assert_eq!(asked_of(), 0, "or not after all");
}

#[test]
fn in_a_meeting_of_several_it_was_asked_of_each() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let fields =
        json!({ "starts_local": "2026-03-01T10:00", "duration_minutes": 60, "channel": "video" });
    let group = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": fields }),
    );
    let point = run(
        &world,
        "question_pick",
        json!({ "id": "stays_here", "meeting_id": group["id"] }),
    );
    assert_eq!(
        point["relationship_id"],
        Value::Null,
        "it is of the round, not of one room"
    );
    run(
        &world,
        "agenda_tick",
        json!({ "id": point["id"], "done": true }),
    );
    run(&world, "meeting_hold", json!({ "id": group["id"] }));
    let rows = bank(&world, json!({}));
    let asked = &rows[place(&rows, "stays_here")];
    let names: Vec<&Value> = asked["asked"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(
        (asked["asked_of"].clone(), names.len()),
        (json!(2), 2),
        "{names:?}"
    );
}

#[test]
fn what_a_mentor_asks_is_not_offered_to_a_mentee_and_peers_have_both() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let roles = |room: &RelationshipRow, starts: &str| {
        let meeting = world.meeting(room, starts);
        let rows = bank(&world, json!({ "meeting": meeting.row.id }));
        rows.iter()
            .map(|row| row["role"].to_string())
            .collect::<BTreeSet<_>>()
    };
    let set = |words: [&str; 2]| {
        words
            .map(str::to_owned)
            .into_iter()
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(
        roles(&ada, "2026-03-10T10:00"),
        set(["\"mentee\"", "null"]),
        "as a mentee"
    );
    assert_eq!(
        roles(&ben, "2026-03-11T10:00"),
        set(["\"mentor\"", "null"]),
        "as a mentor"
    );
    let peer = json!({ "id": ada.id, "fields": { "role": "peer", "kind": "peer" } });
    run(&world, "relationship_change", peer);
    assert_eq!(roles(&ada, "2026-03-12T10:00").len(), 3, "as peers");
}

#[test]
fn the_bank_is_searched_filtered_and_read_page_by_page() {
    let world = World::new();
    let found = bank(&world, json!({ "text": "WORST happen" }));
    let ids: Vec<&Value> = found.iter().map(|row| &row["id"]).collect();
    assert_eq!(
        ids,
        [&json!("worst_case")],
        "all words, whatever their case"
    );
    let closing = bank(&world, json!({ "occasion": "closing" }));
    assert!(
        !closing.is_empty() && closing.iter().all(|row| row["occasion"] == "closing"),
        "only the occasion asked for"
    );
    let whole: Vec<Value> = bank(&world, json!({}))
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    let (mut joined, mut after) = (Vec::new(), Value::Null);
    loop {
        let mut page = json!({ "limit": 7 });
        if after.is_string() {
            page["after"] = after;
        }
        let part = run(&world, "question_list", json!({ "page": page }));
        let rows = part["items"].as_array().expect("a list");
        joined.extend(rows.iter().map(|row| row["id"].clone()));
        after = part["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(joined, whole, "pages join to the whole");
}

#[test]
fn ours_are_asked_in_the_persons_language_until_they_are_reworded() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let text = |id: &str| {
        let rows = bank(&world, json!({}));
        rows[place(&rows, id)]["text"].clone()
    };
    assert_eq!(text("let_go"), "What can we let go of?", "in English");
    world.speak(Language::De);
    assert_eq!(text("let_go"), "Was können wir loslassen?", "in German");
    let fields = json!({ "text": "Was darf gehen?", "occasion": "review" });
    run(
        &world,
        "question_change",
        json!({ "id": "let_go", "fields": fields }),
    );
    world.speak(Language::En);
    assert_eq!(
        text("let_go"),
        "Was darf gehen?",
        "one's own words in any language"
    );
    ask(&world, &ada, "2026-03-01T10:00", "let_go");
    run(&world, "question_put_back", json!({ "id": "let_go" }));
    let rows = bank(&world, json!({}));
    let ours = &rows[place(&rows, "let_go")];
    assert_eq!(
        (&ours["text"], &ours["asked_of"], &ours["origin"]),
        (
            &json!("What can we let go of?"),
            &json!(1),
            &json!("shipped")
        ),
        "ours is back, and Ada was asked it all the same"
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(
        text("let_go"),
        "Was darf gehen?",
        "and undo takes the way back too"
    );
}

#[test]
fn questions_of_ones_own_come_first_and_go_into_the_bin() {
    let world = World::new();
    let fields =
        json!({ "text": "Where do you breathe?", "occasion": "first_meeting", "role": "mentor" });
    let own = run(&world, "question_add", json!({ "fields": fields }));
    assert_eq!(bank(&world, json!({}))[0]["id"], own["id"], "before ours");
    run(&world, "question_delete", json!({ "id": own["id"] }));
    let entry = run(&world, "bin_list", json!({}))["items"][0].clone();
    assert_eq!(
        (&entry["kind"], &entry["title"]),
        (&json!("question"), &json!("Where do you breathe?")),
        "it waits in the bin"
    );
    run(&world, "bin_restore", json!({ "id": entry["id"] }));
    assert_eq!(
        bank(&world, json!({}))[0]["id"],
        own["id"],
        "and comes back"
    );
    let ours = world.call("question_delete", json!({ "id": "let_go" }));
    assert!(ours.is_err(), "ours stay");
    let gone = world
        .call(
            "question_change",
            json!({ "id": "nobody_wrote_this", "fields": fields }),
        )
        .expect_err("no such question");
    assert_eq!(json!(gone.code), "not_found", "told so");
    let silent = json!({ "fields": { "text": "  ", "occasion": "regular" } });
    let refused = world.call("question_add", silent).expect_err("no words");
    assert_eq!(refused.field.as_deref(), Some("text"), "told where");
}
