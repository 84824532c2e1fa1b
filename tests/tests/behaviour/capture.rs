//! Lines typed in a meeting, and what they become.

use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn meeting(world: &World) -> Value {
    let ada = world.mentor("Ada Berg");
    json!(world.meeting(&ada, "2026-03-02T09:00").row.id)
}

fn capture(world: &World, meeting: &Value, kind: &str, text: &str) -> Value {
    world.advance(chrono::Duration::seconds(10));
    let request = json!({ "meeting_id": meeting, "kind": kind, "text": text });
    run(world, "capture_add", request)
}

fn captured(world: &World, meeting: &Value) -> Vec<(String, String)> {
    let rows = run(world, "capture_list", json!({ "meeting_id": meeting }));
    rows["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| {
            let word = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            (word("kind"), word("text"))
        })
        .collect()
}

#[test]
fn every_marker_puts_its_line_where_it_belongs() {
    let world = World::new();
    let id = meeting(&world);
    let mine = capture(&world, &id, "mine", "send CV by Fri");
    assert_eq!(
        (&mine["text"], &mine["due_on"]),
        (&json!("send CV"), &json!("2026-03-06")),
        "the day at the end of the line is its due day"
    );
    capture(&world, &id, "theirs", "introduce me to Ben");
    let advice = capture(&world, &id, "advice", "practise out loud, bis Ende März");
    assert_eq!(advice["due_on"], "2026-03-31", "in either language");
    capture(&world, &id, "win", "first talk given");
    capture(&world, &id, "question", "how do you say no?");
    capture(&world, &id, "decision", "apply in June");
    assert_eq!(
        capture(&world, &id, "private", "she looked tired"),
        Value::Null
    );
    assert_eq!(
        capture(&world, &id, "note", "we spoke of pauses"),
        Value::Null
    );
    capture(&world, &id, "note", "and of breath");
    assert_eq!(
        captured(&world, &id),
        [
            ("mine", "send CV"),
            ("theirs", "introduce me to Ben"),
            ("advice", "practise out loud"),
            ("win", "first talk given"),
            ("question", "how do you say no?"),
            ("decision", "apply in June"),
        ]
        .map(|(kind, text)| (kind.to_owned(), text.to_owned())),
        "in the order they were typed"
    );
    let shown = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(
        shown["notes"], "we spoke of pauses\n\nand of breath",
        "a line without a marker is one of the notes"
    );
    let notes = run(
        &world,
        "note_list",
        json!({ "about": { "kind": "meeting", "id": id } }),
    );
    assert_eq!(notes["items"][0]["body"], "she looked tired");
    assert!(
        !serde_json::to_string(&captured(&world, &id))
            .expect("text")
            .contains("tired"),
        "the private line stands among the private notes only"
    );
}

#[test]
fn a_mentors_lines_are_turned_round() {
    let world = World::new();
    let ben = world.mentee("Ben");
    let id = json!(world.meeting(&ben, "2026-03-02T09:00").row.id);
    capture(&world, &id, "advice", "write it down first");
    capture(&world, &id, "win", "led the meeting");
    let advice = run(&world, "advice_list", json!({ "relationship": ben.id }));
    assert_eq!(advice["items"][0]["given_by"], "mine", "the mentor advises");
    let wins = run(&world, "journal_list", json!({ "relationship": ben.id }));
    assert_eq!(wins["items"][0]["whose"], "theirs", "the mentee wins");
}

#[test]
fn a_captured_line_is_taken_back_by_one_undo_and_reworded_with_its_day() {
    let world = World::new();
    let id = meeting(&world);
    let mine = capture(&world, &id, "mine", "call Cleo tomorrow");
    let reworded = run(
        &world,
        "capture_reword",
        json!({ "kind": "mine", "id": mine["id"], "text": "call Cleo and Ben by Friday" }),
    );
    assert_eq!(
        (&reworded["text"], &reworded["due_on"]),
        (&json!("call Cleo and Ben"), &json!("2026-03-06")),
        "a new day replaces the old"
    );
    let again = run(
        &world,
        "capture_reword",
        json!({ "kind": "mine", "id": mine["id"], "text": "call Cleo" }),
    );
    assert_eq!(again["due_on"], "2026-03-06", "no day leaves it");
    for _ in 0..3 {
        run(&world, "change_undo", json!({}));
    }
    assert_eq!(captured(&world, &id), [], "as before the line was typed");
    let wrong = world
        .call(
            "capture_reword",
            json!({ "kind": "win", "id": mine["id"], "text": "x" }),
        )
        .expect_err("it is gone, and was no win");
    assert_eq!(
        wrong.message,
        "This is not here any more. It may lie in the bin."
    );
}

#[test]
fn with_several_people_a_line_goes_to_the_one_it_concerns() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let request = json!({ "participants": [ada.id, ben.id], "fields": { "starts_local": "2026-03-02T09:00",
        "duration_minutes": 60, "channel": "video" } });
    let id = run(&world, "meeting_plan", request)["id"].clone();
    let line = |room: &Value| json!({ "meeting_id": id, "kind": "theirs", "text": "send slides", "relationship_id": room });
    let made = run(&world, "capture_add", line(&json!(ben.id)));
    assert_eq!(made["name"], "Ben");
    let stranger = world.mentor("Cleo");
    let refused = world
        .call("capture_add", line(&json!(stranger.id)))
        .expect_err("she is not there");
    assert_eq!(
        refused.message,
        "Choose somebody who takes part in this meeting."
    );
    let list = run(
        &world,
        "action_list",
        json!({ "relationship": stranger.id }),
    );
    assert_eq!(list["items"], json!([]), "and nothing was kept");
}

#[test]
fn a_reworded_line_is_changed_as_anywhere_else() {
    let world = World::new();
    let id = meeting(&world);
    let reword = |kind: &str, row: &Value, text: &str| {
        let request = json!({ "kind": kind, "id": row["id"], "text": text });
        run(&world, "capture_reword", request)
    };
    let mine = capture(&world, &id, "mine", "send CV by Fri");
    reword("mine", &mine, "send the CV by 20 March");
    let promise = run(&world, "action_list", json!({ "meeting": id }))["items"][0].clone();
    assert_eq!(
        (
            &promise["title"],
            &promise["put_off"],
            &promise["first_due_on"]
        ),
        (&json!("send the CV"), &json!(1), &json!("2026-03-06")),
        "a later day puts it off, whoever says it where"
    );
    let of = json!({ "of": { "kind": "action", "id": mine["id"] } });
    let days = run(&world, "amendment_list", of.clone())["items"].clone();
    assert_eq!(
        days[0]["was"], "2026-03-06",
        "and the day it was is kept: {days}"
    );
    reword("mine", &mine, "send the CV at last");
    let promise = run(&world, "action_list", json!({ "meeting": id }))["items"][0].clone();
    assert_eq!(
        (&promise["due_on"], &promise["put_off"]),
        (&json!("2026-03-20"), &json!(1)),
        "other words alone put nothing off"
    );

    let decision = run(
        &world,
        "decision_add",
        json!({ "fields": { "question": "Which talk?", "options": ["Short", "Long"], "meeting_id": id }, "made": true }),
    );
    let advice = capture(&world, &id, "advice", "breathe by Friday");
    let win = capture(&world, &id, "win", "spoke first");
    let question = capture(&world, &id, "question", "how?");
    for (kind, row) in [
        ("decision", &decision),
        ("advice", &advice),
        ("win", &win),
        ("question", &question),
    ] {
        assert_eq!(
            reword(kind, row, "in other words")["text"],
            "in other words",
            "{kind}"
        );
    }
    let decision = run(&world, "decision_show", json!({ "id": decision["id"] }));
    assert_eq!(
        (&decision["options"], &decision["decided_on"]),
        (&json!(["Short", "Long"]), &json!("2026-03-02")),
        "what else was said stays"
    );
    let advice = run(&world, "advice_show", json!({ "id": advice["id"] }));
    assert_eq!(
        (&advice["state"], &advice["try_by"]),
        (&json!("trying"), &json!("2026-03-06"))
    );
    let win = run(&world, "journal_show", json!({ "id": win["id"] }));
    assert_eq!(
        win["told"].as_array().map(Vec::len),
        Some(1),
        "who heard of it has"
    );
}

#[test]
fn a_story_told_in_a_meeting_is_no_win_of_it() {
    let world = World::new();
    let id = meeting(&world);
    let entry = |kind: &str, text: &str| {
        let fields = json!({ "kind": kind, "text": text, "meeting_id": id });
        run(&world, "journal_add", json!({ "fields": fields }))
    };
    let story = entry("story", "ask before you promise");
    entry("win", "spoke first");
    assert_eq!(
        captured(&world, &id),
        [("win".to_owned(), "spoke first".to_owned())]
    );
    let reword = json!({ "kind": "win", "id": story["id"], "text": "x" });
    assert!(
        world.call("capture_reword", reword).is_err(),
        "nor reworded as one"
    );
    let kept = run(&world, "journal_show", json!({ "id": story["id"] }));
    assert_eq!(kept["text"], "ask before you promise");
}
