//! One line from anywhere, and what it becomes.

mod names;
mod private;

use chrono::Duration;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn read(world: &World, line: &str) -> Value {
    run(world, "quick_read", json!({ "line": line }))
}

fn add(world: &World, line: &str) -> Value {
    world.advance(Duration::seconds(10));
    run(world, "quick_add", json!({ "line": line }))
}

/// Why a line is refused: the field and the sentence.
fn refused(world: &World, request: Value) -> (String, String) {
    let before = world.record();
    let error = world
        .call("quick_add", request.clone())
        .expect_err(&format!("{request} is refused"));
    assert_eq!(before, world.record(), "and nothing of it is kept");
    (error.field.expect("a field"), error.message)
}

fn rows(world: &World, list: &str, request: Value) -> Vec<Value> {
    let list = run(world, list, request);
    list["items"].as_array().expect("a list").clone()
}

fn private_notes(world: &World, room: &Value) -> Vec<String> {
    let about = json!({ "about": { "kind": "relationship", "id": room } });
    let notes = rows(world, "note_list", about);
    let bodies = notes.iter().map(|note| note["body"].as_str());
    bodies
        .map(|body| body.expect("a text").to_owned())
        .collect()
}

#[test]
fn every_sign_makes_of_a_line_what_it_says() {
    let world = World::new();
    let maria = world.mentor("Maria Lindqvist");
    let room = json!({ "relationship": maria.id });
    for (line, kind, text, day, at) in [
        (
            "@maria ask about pay",
            "topic",
            "ask about pay",
            None,
            "/room/ROOM",
        ),
        (
            "@maria ? how to say no",
            "question",
            "how to say no",
            None,
            "/room/ROOM",
        ),
        (
            "! @maria send CV by Fri",
            "promise",
            "send CV",
            Some("2026-03-06"),
            "/room/ROOM",
        ),
        (
            "@maria > read it tomorrow",
            "promise",
            "read it",
            Some("2026-03-03"),
            "/room/ROOM",
        ),
        (
            "@maria * speak slower, bis Ende März",
            "advice",
            "speak slower",
            Some("2026-03-31"),
            "/advice/advice/ID",
        ),
        (
            "+ @maria first talk given last Friday",
            "win",
            "first talk given",
            Some("2026-02-27"),
            "/advice/wins/ID",
        ),
        (
            "@maria = apply in June",
            "decision",
            "apply in June",
            None,
            "/advice/decisions/ID",
        ),
    ] {
        let meant = read(&world, line);
        let added = add(&world, line);
        for answer in [&meant, &added] {
            assert_eq!(
                (&answer["kind"], &answer["text"], &answer["day"]),
                (&json!(kind), &json!(text), &json!(day)),
                "{line}"
            );
        }
        assert_eq!(meant["whom"]["of"]["id"], json!(maria.id), "{line}");
        assert_eq!(added["name"], "Maria Lindqvist", "{line}");
        let id = added["id"].as_str().expect("an id");
        let opens = at.replace("ROOM", &maria.id.to_string()).replace("ID", id);
        assert_eq!(added["opens"], json!(opens), "{line}");
    }
    let inbox = rows(
        &world,
        "agenda_inbox",
        json!({ "relationship_id": maria.id }),
    );
    let points: Vec<_> = inbox
        .iter()
        .map(|point| (&point["kind"], &point["text"]))
        .collect();
    assert_eq!(
        points,
        [
            (&json!("topic"), &json!("ask about pay")),
            (&json!("question"), &json!("how to say no"))
        ]
    );
    let promises = rows(&world, "action_list", room.clone());
    let promises: Vec<_> = promises
        .iter()
        .map(|row| (&row["owner"], &row["title"], &row["due_on"]))
        .collect();
    assert_eq!(
        promises,
        [
            (&json!("theirs"), &json!("read it"), &json!("2026-03-03")),
            (&json!("mine"), &json!("send CV"), &json!("2026-03-06")),
        ]
    );
    let advice = rows(&world, "advice_list", room.clone())[0].clone();
    assert_eq!(
        (&advice["given_by"], &advice["state"], &advice["try_by"]),
        (&json!("theirs"), &json!("trying"), &json!("2026-03-31")),
        "the mentor advises"
    );
    let win = rows(&world, "journal_list", room.clone())[0].clone();
    assert_eq!(
        (&win["whose"], &win["day"]),
        (&json!("mine"), &json!("2026-02-27")),
        "the mentee wins, and a win lies back"
    );
    let decision = rows(&world, "decision_list", room)[0].clone();
    assert_eq!(decision["decided_on"], "2026-03-02", "it was made");

    let note = add(&world, "@maria # she looked tired");
    assert_eq!(
        (&note["kind"], &note["text"]),
        (&json!("private"), &Value::Null),
        "no word of it is in the answer"
    );
    assert_eq!(
        private_notes(&world, &json!(maria.id)),
        ["she looked tired"]
    );
}

#[test]
fn a_mentees_win_is_theirs_and_what_names_nobody_is_my_own() {
    let world = World::new();
    let ben = world.mentee("Ben");
    let win = add(&world, "+ @ben led the meeting");
    assert_eq!(win["name"], "Ben");
    let wins = rows(&world, "journal_list", json!({ "relationship": ben.id }));
    assert_eq!(wins[0]["whose"], "theirs");

    for (line, opens) in [
        ("! book a room", "/actions"),
        ("+ slept well", "/advice/wins/"),
        ("= stay", "/advice/decisions/"),
    ] {
        let own = add(&world, line);
        assert_eq!(own["name"], Value::Null, "{line}");
        assert!(
            own["opens"].as_str().expect("an address").contains(opens),
            "{line}: {own}"
        );
    }
    for line in [
        "ask about pay",
        "? why",
        "> send slides",
        "* pause",
        "# tired",
    ] {
        let (field, sentence) = refused(&world, json!({ "line": line }));
        assert_eq!(
            (field.as_str(), sentence.as_str()),
            ("relationship_id", "Choose whom it is with."),
            "{line} is somebody's"
        );
    }
    // A sign alone is none, but for the private one, which counts before the first word is typed.
    assert_eq!(read(&world, "@ben !")["text"], "!");
    for line in ["", "  ", "@ben", "#"] {
        let (field, sentence) = refused(&world, json!({ "line": line }));
        assert_eq!(
            (field.as_str(), sentence.as_str()),
            ("line", "Write what it is about."),
            "{line:?} says nothing"
        );
    }
}

#[test]
fn a_goal_and_a_meeting_are_chosen_beside_the_line() {
    let world = World::new();
    world.mentor("Maria");
    let as_kind = |line: &str, mut chosen: Value, kind: &str| {
        chosen["kind"] = json!(kind);
        run(
            &world,
            "quick_add",
            json!({ "line": line, "chosen": chosen }),
        )
    };
    let goal = as_kind("Learn to chair by June", json!({}), "goal");
    assert_eq!(
        (&goal["text"], &goal["day"]),
        (&json!("Learn to chair"), &json!("2026-06-01"))
    );
    for (line, chosen, title, starts) in [
        (
            "@maria coffee Tue 15:00",
            json!({}),
            "coffee",
            Some("2026-03-03T15:00"),
        ),
        (
            "@maria coffee tomorrow",
            json!({}),
            "coffee",
            Some("2026-03-03T10:00"),
        ),
        (
            "@maria tomorrow",
            json!({}),
            "Meeting with Maria",
            Some("2026-03-03T10:00"),
        ),
        ("@maria", json!({}), "Meeting with Maria", None),
        (
            "@maria spring plans",
            json!({ "day": { "kind": "on", "day": "2026-03-04" }, "time": "15:30" }),
            "spring plans",
            Some("2026-03-04T15:30"),
        ),
        (
            "@maria coffee Tue 15:00",
            json!({ "time": "16:00" }),
            "coffee",
            Some("2026-03-03T16:00"),
        ),
        (
            "@maria coffee Tue 15:00",
            json!({ "day": { "kind": "none" } }),
            "coffee Tue 15:00",
            None,
        ),
    ] {
        let made = as_kind(line, chosen, "meeting");
        let meeting = run(&world, "meeting_show", json!({ "id": made["id"] }));
        assert_eq!(
            (
                &meeting["title"],
                &meeting["when"]["local"],
                &meeting["duration_minutes"]
            ),
            (&json!(title), &json!(starts), &json!(60)),
            "{line}"
        );
    }
    let wrong = json!({ "line": "@maria x", "chosen": { "kind": "meeting", "time": "25:00" } });
    assert_eq!(refused(&world, wrong).0, "time");
    let wrong =
        json!({ "line": "! x", "chosen": { "day": { "kind": "on", "day": "9999-01-01" } } });
    assert_eq!(refused(&world, wrong).0, "day");
}

#[test]
fn a_line_is_one_step_of_undo_and_reading_it_is_none() {
    let world = World::new();
    world.mentor("Maria");
    let before = world.record();
    let heard = world.listen();
    for line in ["@maria ! send CV by Fri", "@maria # tired", "@maria ask"] {
        read(&world, line);
        assert_eq!(before, world.record(), "{line} is only read");
        assert!(
            heard.lock().expect("the list").is_empty(),
            "and nobody is told"
        );
        add(&world, line);
        assert_ne!(before, world.record());
        run(&world, "change_undo", json!({}));
        assert_eq!(before, world.record(), "{line} is gone in one step");
        heard.lock().expect("the list").clear();
    }
}

#[test]
fn a_line_too_long_is_still_read_for_whom_it_is_and_refused_as_it_is() {
    let world = World::new();
    let maria = world.mentor("Maria");
    let long = format!("@maria ! {} by Friday", "word ".repeat(120));
    let meant = read(&world, &long);
    assert_eq!(
        (&meant["whom"]["of"]["id"], &meant["day"]),
        (&json!(maria.id), &Value::Null)
    );
    let (field, sentence) = refused(&world, json!({ "line": long }));
    assert_eq!(field, "line");
    assert!(
        sentence.starts_with("This has 610 characters"),
        "{sentence}"
    );
}
