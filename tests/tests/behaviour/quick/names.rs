//! Whom a line names, and which goal.

use ithaca_tests::World;
use serde_json::{Value, json};

use super::{add, read, refused, rows};
use crate::desk::run;

#[test]
fn a_name_is_understood_asked_about_or_said_to_have_ended_and_never_guessed() {
    let world = World::new();
    let (lee, kim) = (world.mentor("Alex Lee"), world.mentee("Alex Kim"));
    let zoe = world.mentor("Zoë Ångström");
    let eve = world.mentor("Eve Moreau");
    let ended = json!({ "id": eve.id, "phase": "ended" });
    run(&world, "relationship_move_phase", ended);
    for (line, whom, text) in [
        ("@alex lee ask", json!(lee.id), "ask"),
        ("@Alex Kim: ask", json!(kim.id), "ask"),
        ("@kim ask", json!(kim.id), "ask"),
        ("@ angstrom ask", json!(zoe.id), "ask"),
        ("@alex ask", json!("several"), "ask"),
        ("@eve ask", json!("ended"), "@eve ask"),
        ("@nobody ask", json!("unknown"), "@nobody ask"),
        ("ask @zoe", json!("nobody"), "ask @zoe"),
        (
            "mail@example.org wrote",
            json!("nobody"),
            "mail@example.org wrote",
        ),
    ] {
        let meant = read(&world, line);
        let found = match meant["whom"]["kind"].as_str() {
            Some("one") => meant["whom"]["of"]["id"].clone(),
            _ => meant["whom"]["kind"].clone(),
        };
        assert_eq!((&found, &meant["text"]), (&whom, &json!(text)), "{line}");
    }
    let several = read(&world, "@alex ask")["whom"]["of"].clone();
    let apart: Vec<_> = several
        .as_array()
        .expect("rooms")
        .iter()
        .map(|one| (&one["name"], &one["role"]))
        .collect();
    assert_eq!(
        apart,
        [
            (&json!("Alex Kim"), &json!("mentor")),
            (&json!("Alex Lee"), &json!("mentee"))
        ],
        "with what tells them apart"
    );
    let ask = "Choose whom it is with.";
    for (line, sentence) in [
        ("@alex ask", ask),
        ("! @alex ask", ask),
        ("@nobody ask", ask),
        ("! @nobody ask", ask),
        (
            "@eve ask",
            "That room has ended: nothing is added there. Choose somebody else.",
        ),
    ] {
        let here = json!({ "line": line, "chosen": { "here": zoe.id } });
        let (field, said) = refused(&world, here);
        assert_eq!(
            (field.as_str(), said.as_str()),
            ("relationship_id", sentence),
            "{line}"
        );
    }
    let chosen =
        json!({ "line": "@alex ask", "chosen": { "relationship_id": lee.id, "here": zoe.id } });
    let added = run(&world, "quick_add", chosen);
    assert_eq!(
        (&added["name"], &added["text"]),
        (&json!("Alex Lee"), &json!("ask"))
    );
    let chosen = json!({ "line": "@kim ask", "chosen": { "relationship_id": lee.id } });
    assert_eq!(
        run(&world, "quick_add", chosen)["name"],
        "Alex Kim",
        "what the line names is meant"
    );
    let here = json!({ "line": "ask", "chosen": { "here": zoe.id } });
    assert_eq!(run(&world, "quick_add", here)["name"], "Zoë Ångström");
    let ended = world.mentor("Ida Lund");
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ended.id, "phase": "ended" }),
    );
    let there = json!({ "line": "! book a room", "chosen": { "here": ended.id } });
    let added = run(&world, "quick_add", there);
    assert_eq!(
        (&added["name"], &added["text"]),
        (&json!(null), &json!("book a room")),
        "whoever stands in a room that has ended means nobody of it"
    );
}

#[test]
fn among_hundreds_of_one_first_name_the_whole_name_is_found() {
    let world = World::new();
    let many = || {
        for number in 0..505 {
            world.mentor(&format!("Ada B{number:03}"));
        }
        Ok(())
    };
    world.app.batch(many).expect("many rooms");
    let last = world.mentor("Ada Zimmer");
    let meant = read(&world, "@ada zimmer ask");
    assert_eq!(meant["whom"]["of"]["id"], json!(last.id));
    let several = read(&world, "@ada ask")["whom"]["of"].clone();
    assert_eq!(
        several.as_array().expect("rooms").len(),
        100,
        "and of many only some are named"
    );
}

#[test]
fn a_goal_is_one_of_the_room_or_of_mine() {
    let world = World::new();
    let maria = world.mentor("Maria");
    let goal = |title: &str, room: Value| {
        let fields = json!({ "fields": { "title": title, "relationship_id": room } });
        run(&world, "goal_set", fields)["id"].clone()
    };
    let there = goal("Speak freely", json!(maria.id));
    let own = goal("Spend less", Value::Null);
    let done = goal("Sprint", json!(maria.id));
    run(&world, "goal_complete", json!({ "id": done }));
    for (line, id, text, day) in [
        (
            "@maria ! draft ~speak by Friday",
            &there,
            "draft",
            Some("2026-03-06"),
        ),
        (
            "@maria ! draft by Friday ~sp",
            &there,
            "draft",
            Some("2026-03-06"),
        ),
        ("@maria > draft ~SPEND", &own, "draft", None),
        ("@maria * pause ~free", &there, "pause", None),
        (
            "+ ten minutes ~speak yesterday",
            &there,
            "ten minutes",
            Some("2026-03-01"),
        ),
        ("= no slides ~less", &own, "no slides", None),
        (
            "@maria ! draft ~sprint",
            &Value::Null,
            "draft ~sprint",
            None,
        ),
        ("! draft ~sp", &Value::Null, "draft ~sp", None),
        (
            "@maria ask about it ~speak",
            &Value::Null,
            "ask about it ~speak",
            None,
        ),
    ] {
        let meant = read(&world, line);
        assert_eq!(
            (&meant["goal"]["id"], &meant["text"], &meant["day"]),
            (id, &json!(text), &json!(day)),
            "{line}"
        );
    }
    let added = add(&world, "@maria ! draft ~speak by Friday");
    assert_eq!(added["goal"]["title"], "Speak freely");
    let kept = rows(&world, "action_list", json!({ "goal": there }));
    assert_eq!(kept[0]["title"], "draft");
}
