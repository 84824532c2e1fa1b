//! Challenges: something difficult that several people help with, and what each of them said.

use chrono::Duration;
use ithaca_core::commands::ErrorCode;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

/// A voice of a room: what they said, or nothing yet.
pub fn voice(room: &impl serde::Serialize, text: &str) -> Value {
    json!({ "relationship_id": room, "text": text })
}

pub fn add(world: &World, title: &str, voices: &[Value]) -> Value {
    let fields = json!({ "title": title, "voices": voices });
    run(world, "challenge_add", json!({ "fields": fields }))
}

pub fn change(world: &World, challenge: &Value, fields: Value) -> Value {
    world.advance(Duration::minutes(1));
    run(
        world,
        "challenge_change",
        json!({ "id": challenge["id"], "fields": fields }),
    )
}

pub fn show(world: &World, challenge: &Value) -> Value {
    run(world, "challenge_show", json!({ "id": challenge["id"] }))
}

/// Who is asked, with what each said.
pub fn voices(challenge: &Value) -> Vec<(String, String)> {
    let word = |row: &Value, key: &str| row[key].as_str().expect("a text").to_owned();
    let rows = challenge["voices"].as_array().expect("a list").iter();
    rows.map(|row| (word(row, "name"), word(row, "text")))
        .collect()
}

pub fn said(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

pub fn titles(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().expect("a list").iter();
    rows.filter_map(|row| row["title"].as_str().map(str::to_owned))
        .collect()
}

pub fn listed(world: &World, request: Value) -> Vec<String> {
    titles(&run(world, "challenge_list", request)["items"])
}

/// The challenges on the page before a meeting with a room.
pub fn on_the_page(world: &World, room: &impl serde::Serialize) -> Vec<String> {
    let about = json!({ "kind": "relationship", "id": room });
    titles(&run(world, "brief_show", json!({ "about": about }))["open"]["challenges"])
}

pub fn found(world: &World, text: &str) -> Vec<(String, String)> {
    let rows = run(world, "find", json!({ "text": text }));
    let word = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let rows = rows.as_array().expect("a list").iter();
    rows.map(|row| (word(row, "kind"), word(row, "title")))
        .collect()
}

#[test]
fn several_are_asked_and_each_ones_words_stand_beside_the_others() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada Berg"),
        world.mentor("Ben"),
        world.mentor("Cleo"),
    );
    let goal = run(
        &world,
        "goal_set",
        json!({ "fields": { "title": "Speak freely" } }),
    );
    let named = json!({ "relationship_id": ada.id, "name": "Somebody else", "text": "Pick one face.\r\nThen the next." });
    let fields = json!({ "title": " A voice that goes flat ", "context": "From the **eleventh** face on.",
        "goal_id": goal["id"], "voices": [named, voice(&ben.id, "")] });
    let challenge = run(&world, "challenge_add", json!({ "fields": fields }));
    assert_eq!(
        (
            &challenge["title"],
            &challenge["state"],
            &challenge["goal_title"]
        ),
        (
            &json!("A voice that goes flat"),
            &json!("open"),
            &json!("Speak freely")
        ),
        "open, and tied to what it stands in the way of"
    );
    let drawn = challenge["context_html"].as_str().expect("a drawing");
    assert!(
        drawn.contains("<strong>eleventh</strong>"),
        "what there is to know is Markdown: {drawn}"
    );
    let mut asked = voices(&challenge);
    asked.sort();
    assert_eq!(
        asked,
        said(&[("Ada Berg", "Pick one face.\nThen the next."), ("Ben", "")]),
        "each by the name the desk knows, and one was not asked yet"
    );

    let all = [
        voice(&ada.id, "Pick one face.\nThen the next."),
        voice(&ben.id, "Stand where you can touch something."),
        voice(&cleo.id, "Ask them a question."),
    ];
    change(
        &world,
        &challenge,
        json!({ "title": "A voice that goes flat", "voices": &all[..2] }),
    );
    let heard = change(
        &world,
        &challenge,
        json!({ "title": "A voice that goes flat", "voices": [all[2], all[1], all[0]] }),
    );
    assert_eq!(
        voices(&heard),
        said(&[
            ("Ada Berg", "Pick one face.\nThen the next."),
            ("Ben", "Stand where you can touch something."),
            ("Cleo", "Ask them a question."),
        ]),
        "side by side in the order they said it, however they are sent"
    );
    assert_eq!(
        (&heard["goal_id"], &heard["context"]),
        (&Value::Null, &json!("")),
        "a change says all of it, as it shall be"
    );
    let again = change(
        &world,
        &challenge,
        json!({ "title": "A voice that goes flat", "voices": [all[0], all[1], voice(&cleo.id, "Breathe out.")] }),
    );
    assert_eq!(
        voices(&again)[2],
        ("Cleo".to_owned(), "Breathe out.".to_owned()),
        "she said it better, last of all"
    );
    let fewer = change(
        &world,
        &challenge,
        json!({ "title": "A voice that goes flat", "voices": [all[1]] }),
    );
    assert_eq!(
        voices(&fewer),
        said(&[("Ben", "Stand where you can touch something.")]),
        "who is not asked any more is gone with what they said"
    );
    assert_eq!(show(&world, &challenge), fewer, "as it was answered");
}

#[test]
fn what_was_tried_keeps_its_order_and_whether_it_helped() {
    let world = World::new();
    let challenge = add(&world, "Hands that shake", &[]);
    let tries = json!([{ "text": "Hold the lectern", "helped": false }, { "text": "  " },
        { "text": "Breathe out first", "helped": true }, { "text": "Leave the paper in the bag" }]);
    let tried = change(
        &world,
        &challenge,
        json!({ "title": "Hands that shake", "tries": tries }),
    );
    assert_eq!(
        tried["tries"],
        json!([{ "text": "Hold the lectern", "helped": false }, { "text": "Breathe out first", "helped": true },
            { "text": "Leave the paper in the bag", "helped": null }]),
        "one did not help, one did, of one it is not known yet; an empty line is none"
    );
    let tries = json!([{ "text": "Leave the paper in the bag", "helped": true }]);
    let tried = change(
        &world,
        &challenge,
        json!({ "title": "Hands that shake", "tries": tries }),
    );
    assert_eq!(tried["tries"], tries, "now it is known");
    run(&world, "change_undo", json!({}));
    assert_eq!(
        show(&world, &challenge)["tries"].as_array().map(Vec::len),
        Some(3),
        "and the former three come back at one step"
    );
}

#[test]
fn a_challenge_is_solved_or_let_go_and_opened_again() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let challenge = add(&world, "Nobody reads the range", &[voice(&ada.id, "")]);
    world.advance(Duration::days(1));
    let other = add(&world, "The hall is cold", &[]);
    assert_eq!(
        listed(&world, json!({})),
        ["The hall is cold", "Nobody reads the range"],
        "the latest first"
    );
    let solved = run(
        &world,
        "challenge_close",
        json!({ "id": challenge["id"], "solved": true, "worked": "Two plans instead of two numbers.\n" }),
    );
    assert_eq!(
        (&solved["state"], &solved["worked"], &solved["closed_at"]),
        (
            &json!("solved"),
            &json!("Two plans instead of two numbers."),
            &json!(world.app.now())
        ),
        "with what worked, and when"
    );
    run(
        &world,
        "challenge_close",
        json!({ "id": other["id"], "solved": false, "worked": "Another hall" }),
    );
    for (state, titles) in [
        ("open", &[][..]),
        ("solved", &["Nobody reads the range"]),
        ("dropped", &["The hall is cold"]),
    ] {
        assert_eq!(listed(&world, json!({ "state": state })), titles, "{state}");
    }
    assert_eq!(
        listed(&world, json!({ "relationship": ada.id })),
        ["Nobody reads the range"],
        "of the room that was asked"
    );
    let page = run(&world, "challenge_list", json!({ "page": { "limit": 1 } }));
    let rest = json!({ "page": { "limit": 1, "after": page["next"] } });
    assert_eq!(
        listed(&world, rest),
        ["Nobody reads the range"],
        "the second page goes on where the first ended"
    );

    let open = run(&world, "challenge_reopen", json!({ "id": challenge["id"] }));
    assert_eq!(
        (&open["state"], &open["worked"], &open["closed_at"]),
        (&json!("open"), &json!(""), &Value::Null),
        "what worked did not after all"
    );
    let refused = world
        .call("challenge_reopen", json!({ "id": challenge["id"] }))
        .expect_err("it is open");
    assert_eq!(
        (refused.code, refused.message.as_str()),
        (ErrorCode::Conflict, "This challenge is open already.")
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(
        show(&world, &challenge),
        solved,
        "taken back, it is solved as it was"
    );
}

#[test]
fn a_challenge_is_found_by_any_word_of_what_it_is() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let fields = json!({ "title": "A voice that goes flat", "context": "From the eleventh face on.",
        "voices": [voice(&ada.id, "Somersault")] });
    let challenge = run(&world, "challenge_add", json!({ "fields": fields }));
    let hit = said(&[("challenge", "A voice that goes flat")]);
    for word in ["voice", "FLAT", "elev", "face voice"] {
        assert_eq!(found(&world, word), hit, "by {word}");
    }
    assert_eq!(
        found(&world, "somersault"),
        [],
        "what somebody said of it is looked up beside it"
    );
    change(
        &world,
        &challenge,
        json!({ "title": "A voice that carries", "context": "Even in the hall." }),
    );
    assert_eq!(
        (found(&world, "flat"), found(&world, "eleventh")),
        (vec![], vec![]),
        "its former words lead nowhere"
    );
    let hit = said(&[("challenge", "A voice that carries")]);
    assert_eq!(found(&world, "carries hall"), hit, "its new ones do");
    run(
        &world,
        "challenge_close",
        json!({ "id": challenge["id"], "solved": true }),
    );
    assert_eq!(
        found(&world, "carries"),
        hit,
        "solved, it can be read again"
    );
    run(&world, "challenge_delete", json!({ "id": challenge["id"] }));
    assert_eq!(found(&world, "carries"), [], "not while it is in the bin");
    let entry = run(&world, "bin_list", json!({}))["items"][0]["id"].clone();
    run(&world, "bin_restore", json!({ "id": entry }));
    assert_eq!(found(&world, "carries"), hit, "and again once it is back");
    assert_eq!(
        run(&world, "desk_check", json!({}))["findings"],
        json!([]),
        "and whoever checks the desk finds the index as it should be"
    );
}

#[test]
fn what_makes_no_challenge_is_refused_at_its_field() {
    let world = World::new();
    let rooms: Vec<Value> = (0..21)
        .map(|number| voice(&world.mentor(&format!("Ada {number}")).id, ""))
        .collect();
    let tries = |count: usize| vec![json!({ "text": "Tea" }); count];
    let long = "x".repeat(200_001);
    let before = world.record();
    for (fields, field, sentence) in [
        (
            json!({ "title": " " }),
            "title",
            "Write something here first.",
        ),
        (
            json!({ "title": "Two\nlines" }),
            "title",
            "This takes one line.",
        ),
        (
            json!({ "title": "Nerves", "voices": rooms }),
            "voices",
            "At most 20 people can be asked about one challenge.",
        ),
        (
            json!({ "title": "Nerves", "tries": tries(51) }),
            "tries",
            "At most 50 attempts fit on one challenge.",
        ),
        (
            json!({ "title": "Nerves", "tries": [{ "text": "Tea\nand sleep" }] }),
            "tries",
            "This takes one line.",
        ),
        (
            json!({ "title": "Nerves", "context": long }),
            "context",
            "This text has 200001 characters; 200000 fit. Keep it in the library as a file instead.",
        ),
        (
            json!({ "title": "Nerves", "voices": [{ "relationship_id": rooms[0]["relationship_id"], "text": long }] }),
            "voices",
            "This text has 200001 characters; 200000 fit. Keep it in the library as a file instead.",
        ),
    ] {
        let refused = world
            .call("challenge_add", json!({ "fields": fields }))
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
    for fields in [
        json!({ "title": "Nerves", "goal_id": "01890000-0000-7000-8000-000000000000" }),
        json!({ "title": "Nerves", "voices": [voice(&"01890000-0000-7000-8000-000000000000", "")] }),
    ] {
        let refused = world
            .call("challenge_add", json!({ "fields": fields }))
            .expect_err("nobody and nothing has this id");
        assert_eq!(refused.code, ErrorCode::NotFound, "{fields}");
    }
    assert_eq!(before, world.record(), "nothing of all this was kept");
    let full = json!({ "title": "Nerves", "voices": rooms[..20], "tries": tries(50) });
    let made = run(&world, "challenge_add", json!({ "fields": full }));
    assert_eq!(
        (
            made["voices"].as_array().map(Vec::len),
            made["tries"].as_array().map(Vec::len)
        ),
        (Some(20), Some(50)),
        "as many as it says do fit"
    );
}
