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
        twice.message,
        "This promise is in that state already. Look again; it may have changed elsewhere.",
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

/// Puts a promise off until then.
fn snooze(world: &World, id: &Value, until: Value) -> Value {
    run(world, "action_snooze", json!({ "id": id, "until": until }))
}

#[test]
fn a_promise_put_off_keeps_the_day_it_was_due_first_and_how_often_it_moved() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-20T10:00");
    let action = world.promise(&ada, "Send the draft", Some("2026-03-03"));
    let id = json!(action.id);
    for (until, due) in [
        (json!({ "kind": "tomorrow" }), "2026-03-03"),
        (json!({ "kind": "next_week" }), "2026-03-09"),
        (json!({ "kind": "next_meeting" }), "2026-03-20"),
        (json!({ "kind": "day", "day": "2026-04-01" }), "2026-04-01"),
    ] {
        let after = snooze(&world, &id, until.clone());
        assert_eq!(after["due_on"], due, "put off until {until}");
    }
    let action = &run(&world, "action_list", json!({}))["items"][0];
    assert_eq!(
        (&action["first_due_on"], &action["put_off"]),
        (&json!("2026-03-03"), &json!(3)),
        "three times later than before; the first asked for the day it had"
    );
    run(&world, "change_undo", json!({}));
    let action = &run(&world, "action_list", json!({}))["items"][0];
    assert_eq!(
        (&action["due_on"], &action["put_off"]),
        (&json!("2026-03-20"), &json!(2)),
        "taken back, it was put off once less"
    );
}

#[test]
fn another_date_given_by_hand_is_counted_only_where_it_gives_more_time() {
    let world = World::new();
    let action = world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-10"));
    let change = |due: Value| {
        let fields = json!({ "title": "Send the draft", "due_on": due, "relationship_id": action.fields.relationship_id });
        run(
            &world,
            "action_change",
            json!({ "id": action.id, "fields": fields }),
        )
    };
    for (due, put_off, first, why) in [
        (json!("2026-03-05"), 0, Value::Null, "sooner is not put off"),
        (json!("2026-03-05"), 0, Value::Null, "nor is the same day"),
        (
            json!("2026-03-06"),
            1,
            json!("2026-03-05"),
            "a day later is",
        ),
        (Value::Null, 2, json!("2026-03-05"), "and so is some day"),
        (
            json!("2026-03-30"),
            2,
            json!("2026-03-05"),
            "a day for what had none is not",
        ),
    ] {
        let after = change(due);
        assert_eq!(
            (&after["put_off"], &after["first_due_on"]),
            (&json!(put_off), &first),
            "{why}"
        );
    }
}

#[test]
fn nothing_is_put_off_to_a_meeting_nobody_planned_nor_once_it_is_done() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let own = run(
        &world,
        "action_add",
        json!({ "fields": { "title": "Read" } }),
    );
    let action = json!(world.promise(&ada, "Send the draft", None).id);
    let until = json!({ "kind": "next_meeting" });
    for id in [&own["id"], &action] {
        let error = world
            .call("action_snooze", json!({ "id": id, "until": until }))
            .expect_err("there is no meeting");
        assert_eq!(
            error.message, "No meeting is planned. Choose a day.",
            "what to do"
        );
    }
    run(&world, "action_done", json!({ "id": action }));
    let error = world
        .call(
            "action_snooze",
            json!({ "id": action, "until": { "kind": "tomorrow" } }),
        )
        .expect_err("it is done");
    assert_eq!(json!(error.code), "conflict", "there is nothing to put off");
}

#[test]
fn an_open_promise_of_an_earlier_meeting_is_carried_over_to_the_next() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let first = world.meeting(&ada, "2026-02-03T10:00");
    let elsewhere = world.meeting(&ben, "2026-02-04T10:00");
    let next = world.meeting(&ada, "2026-03-03T10:00");
    let after = world.meeting(&ada, "2026-04-03T10:00");
    let promised = |title: &str, room: Value, meeting: Value| {
        world.advance(chrono::Duration::minutes(1));
        let fields = json!({ "title": title, "relationship_id": room, "meeting_id": meeting });
        run(&world, "action_add", json!({ "fields": fields }))["id"].clone()
    };
    let open = promised("Still open", json!(ada.id), json!(first.row.id));
    let kept = promised("Kept", json!(ada.id), json!(first.row.id));
    promised("Of this one", json!(ada.id), json!(next.row.id));
    promised("Between meetings", json!(ada.id), Value::Null);
    promised("With Ben", json!(ben.id), json!(elsewhere.row.id));
    run(&world, "action_done", json!({ "id": kept }));
    assert_eq!(
        titles(&world, json!({ "carried_to": next.row.id })),
        ["Still open"],
        "what the meeting before left open, here"
    );
    assert_eq!(
        titles(&world, json!({ "carried_to": after.row.id })),
        ["Still open", "Of this one"],
        "and on from meeting to meeting"
    );
    assert_eq!(
        titles(&world, json!({ "carried_to": first.row.id })),
        [""; 0],
        "the first has nothing before it"
    );
    run(&world, "action_done", json!({ "id": open }));
    assert_eq!(
        titles(&world, json!({ "carried_to": next.row.id })),
        [""; 0],
        "kept, it is carried no further"
    );
}

#[test]
fn what_was_closed_last_comes_first() {
    let world = World::new();
    let ada = world.mentor("Ada");
    for (title, due) in [
        ("One", "2026-03-09"),
        ("Two", "2026-03-03"),
        ("Three", "2026-03-06"),
    ] {
        world.advance(chrono::Duration::minutes(1));
        let action = world.promise(&ada, title, Some(due));
        run(&world, "action_done", json!({ "id": action.id }));
    }
    let asked = json!({ "state": "done", "order": "closed" });
    assert_eq!(
        titles(&world, asked.clone()),
        ["Three", "Two", "One"],
        "by when they were kept"
    );
    let mut seen = Vec::new();
    let mut page = json!({ "limit": 1 });
    loop {
        let mut part = asked.clone();
        part["page"] = page.clone();
        let answer = run(&world, "action_list", part);
        seen.push(answer["items"][0]["title"].clone());
        if answer["next"].is_null() {
            break;
        }
        page = json!({ "limit": 1, "after": answer["next"] });
    }
    assert_eq!(seen, ["Three", "Two", "One"], "and so page by page");
}

#[test]
fn who_brings_nearly_everything_is_said_with_its_numbers_and_else_nothing() {
    let world = World::at("2026-01-05T09:00[Europe/Paris]");
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let balance = || run(&world, "balance_show", json!({ "relationship_id": ada.id }));
    let meeting = world.meeting(&ada, "2026-02-03T10:00");
    for number in 0..5 {
        world.promise(&ada, &format!("Promise {number}"), None);
    }
    for number in 0..2 {
        let point = json!({ "meeting_id": meeting.row.id, "text": format!("Point {number}") });
        run(&world, "agenda_add", point);
    }
    assert_eq!(
        balance()["lopsided"],
        Value::Null,
        "seven things tell nothing"
    );
    let both = json!({ "participants": [ada.id, ben.id],
        "fields": { "duration_minutes": 30, "channel": "phone" } });
    let both = run(&world, "meeting_plan", both);
    let point = json!({ "meeting_id": both["id"], "text": "Ours", "raised_by": "theirs" });
    run(&world, "agenda_add", point);
    run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "text": "The eighth" }),
    );
    let said = balance();
    assert_eq!(
        (&said["lopsided"], &said["mine"], &said["theirs"]),
        (
            &json!("mine"),
            &json!({ "promises": 5, "points": 3 }),
            &json!({ "promises": 0, "points": 0 })
        ),
        "all eight are mine; nobody knows whose a point of a group is"
    );
    for title in ["Introduce me", "Read the draft", "Call the hall"] {
        let theirs = json!({ "title": title, "owner": "theirs", "relationship_id": ada.id });
        run(&world, "action_add", json!({ "fields": theirs }));
    }
    assert_eq!(balance()["lopsided"], Value::Null, "eight to three is life");
    world.go_to("2026-07-06T09:00[Europe/Paris]");
    assert_eq!(
        balance()["mine"],
        json!({ "promises": 0, "points": 0 }),
        "half a year on it is forgotten"
    );
}

#[test]
fn what_a_mentor_promised_is_found_across_all_mentees() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada"),
        world.mentee("Ben"),
        world.mentee("Cleo"),
    );
    world.promise(&ada, "To my mentor", Some("2026-03-03"));
    world.promise(&ben, "To Ben", Some("2026-03-05"));
    world.promise(&cleo, "To Cleo", Some("2026-03-04"));
    let theirs = json!({ "title": "By Ben", "owner": "theirs", "relationship_id": ben.id });
    run(&world, "action_add", json!({ "fields": theirs }));
    run(
        &world,
        "action_add",
        json!({ "fields": { "title": "To myself" } }),
    );
    assert_eq!(
        titles(&world, json!({ "owner": "mine", "role": "mentor" })),
        ["To Cleo", "To Ben"],
        "mine, to those I mentor, by date"
    );
}
