//! When the year may come, and how it goes again.

use std::sync::{Arc, Mutex};

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::asked::{TUESDAY, all, ask, count, filled, room_of};

#[test]
fn the_year_needs_an_empty_desk() {
    let world = World::new();
    world.mentor("Ada");
    let error = world
        .call("demo_fill", json!({}))
        .expect_err("somebody is here");
    assert_eq!(error.code, ErrorCode::Conflict, "the desk has moved on");
    assert!(
        error.message.contains("made-up year"),
        "the sentence says what needs room: {}",
        error.message
    );
    assert_eq!(
        all(&world, "person_list", json!({})).len(),
        1,
        "nobody came along"
    );
}

#[test]
fn the_year_can_be_followed_and_stopped() {
    let world = World::at(TUESDAY);
    let before = world.record();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = Arc::clone(&heard);
    let tasks = Arc::clone(world.app.tasks());
    world.app.tasks().subscribe(move |progress| {
        ears.lock().expect("the list").push(progress.clone());
        if progress.done * 2 > progress.total {
            tasks.cancel(&"year".to_owned());
        }
    });
    let error = world
        .call("demo_fill", json!({ "task": "year" }))
        .expect_err("it was stopped");
    assert_eq!(
        error.code,
        ErrorCode::Cancelled,
        "by the person: {}",
        error.message
    );
    let heard = heard.lock().expect("the list");
    assert!(
        heard.len() > 10,
        "it told how far it was, {} times",
        heard.len()
    );
    assert!(
        heard.last().is_some_and(|last| last.finished),
        "and that it ended"
    );
    assert_eq!(world.record(), before, "nothing is left of it");
}

#[test]
fn removing_the_year_leaves_a_desk_as_new() {
    let world = World::at(TUESDAY);
    first_run_finish(&world.app, FirstRunFinish {}).expect("the first run ends");
    let before = world.record();
    ask(&world, "demo_fill", json!({}));
    assert!(
        !world.notices().is_empty(),
        "something was due, so reminders were written"
    );
    let room = room_of(&world, "Leïla");
    ask(
        &world,
        "note_draft_keep",
        json!({ "about": { "kind": "relationship", "id": room }, "body": "half a th" }),
    );
    let rows = all(&world, "goal_list", json!({}));
    ask(&world, "goal_delete", json!({ "id": rows[0]["id"] }));
    let rows = all(&world, "person_list", json!({ "text": "Jonas" }));
    ask(&world, "person_delete", json!({ "id": rows[0]["id"] }));
    ask(&world, "demo_remove", json!({}));
    assert_eq!(
        world.record(),
        before,
        "not a row of it is left, in the bin or elsewhere"
    );
    for table in [
        "reminder",
        "note_draft",
        "attachment",
        "attachment_chunk",
        "bin",
        "find_entry",
    ] {
        assert_eq!(
            count(&world, &format!("SELECT count(*) FROM {table}")),
            0,
            "{table} is empty"
        );
    }
    let undone = ask(&world, "change_undo", json!({}));
    assert_eq!(undone["label"], Value::Null, "nothing can be brought back");
    let start = app_start(&world.app, AppStart {}).expect("a window can start");
    assert!(!start.sample, "the desk no longer says it is made up");
}

#[test]
fn removing_the_year_leaves_what_the_person_added() {
    let world = filled();
    let leila = room_of(&world, "Leïla");
    let sakura = all(&world, "person_list", json!({ "text": "中村" }))[0]["id"].clone();
    let mine = world.mentee("Nadja Winterfeld");

    let goal = json!({ "title": "Mine to keep", "relationship_id": leila });
    let goal = ask(&world, "goal_set", json!({ "fields": goal }));
    let promise =
        json!({ "title": "My own promise", "relationship_id": leila, "goal_id": goal["id"] });
    ask(&world, "action_add", json!({ "fields": promise }));
    let when =
        json!({ "starts_local": "2026-03-10T10:00", "duration_minutes": 30, "channel": "video" });
    let mut together = when.clone();
    together["title"] = json!("Nadja meets Leïla");
    ask(
        &world,
        "meeting_plan",
        json!({ "participants": [leila, mine.id], "fields": together }),
    );
    let mut alone = when;
    alone["title"] = json!("Only Leïla");
    ask(
        &world,
        "meeting_plan",
        json!({ "participants": [leila], "fields": alone }),
    );
    let book = json!({ "kind": "book", "fields": { "title": "My own book" },
        "share": { "relationship_id": leila, "direction": "given" } });
    ask(&world, "resource_add", book);
    ask(
        &world,
        "person_add",
        json!({ "fields": { "name": "Introduced Inge", "introduced_by": sakura } }),
    );
    let room = json!({ "role": "peer", "kind": "peer", "topic": "My own room" });
    ask(
        &world,
        "relationship_start",
        json!({ "person_id": sakura, "fields": room }),
    );
    let note = json!({ "about": { "kind": "relationship", "id": mine.id }, "body": "about Nadja" });
    ask(&world, "note_write", note);
    let note = json!({ "about": { "kind": "relationship", "id": leila }, "body": "about Leïla" });
    ask(&world, "note_write", note);
    let voices = json!([{ "relationship_id": leila, "text": "Hers" }, { "relationship_id": mine.id, "text": "Nadja's" }]);
    let challenge = json!({ "title": "My own challenge", "voices": voices });
    ask(&world, "challenge_add", json!({ "fields": challenge }));
    let story = json!({ "kind": "story", "text": "My own story", "relationship_id": leila });
    ask(&world, "journal_add", json!({ "fields": story }));
    let lines = json!([{ "kind": "topic", "text": "Breath" }]);
    let template = json!({ "name": "My own template", "lines": lines, "relationship_id": leila });
    ask(&world, "template_add", json!({ "fields": template }));
    let question =
        json!({ "text": "My own question?", "occasion": "regular", "relationship_id": leila });
    ask(&world, "question_add", json!({ "fields": question }));
    let meetings = all(
        &world,
        "meeting_list",
        json!({ "state": "held", "relationship": leila }),
    );
    let held = &meetings[0];
    let change = json!({ "id": held["id"], "participants": [leila, mine.id], "fields": {
        "title": held["title"], "starts_local": held["when"]["local"], "duration_minutes": 45, "channel": "video" } });
    ask(&world, "meeting_change", change);

    ask(&world, "demo_remove", json!({}));

    let names = |list: &str, request: Value| -> Vec<String> {
        let rows = all(&world, list, request);
        let name = |row: &Value| {
            row["name"]
                .as_str()
                .or(row["title"].as_str())
                .map(str::to_owned)
        };
        let mut names: Vec<String> = rows.iter().filter_map(name).collect();
        names.sort();
        names
    };
    assert_eq!(
        names("person_list", json!({})),
        ["Introduced Inge", "Nadja Winterfeld", "中村 さくら"],
        "my people, and the made-up one I gave a room of my own"
    );
    assert_eq!(
        names("relationship_list", json!({})),
        ["Nadja Winterfeld", "中村 さくら"],
        "my rooms only"
    );
    assert_eq!(
        names("meeting_list", json!({})),
        ["Nadja meets Leïla"],
        "the meeting in which mine takes part"
    );
    let goals = all(&world, "goal_list", json!({}));
    assert_eq!(goals.len(), 1, "my goal");
    assert_eq!(goals[0]["relationship_id"], Value::Null, "on its own now");
    let actions = all(&world, "action_list", json!({}));
    assert_eq!(actions.len(), 1, "my promise");
    assert_eq!(actions[0]["goal_id"], goal["id"], "still for my goal");
    assert_eq!(
        names("resource_list", json!({})),
        ["My own book"],
        "my book"
    );
    let challenges = all(&world, "challenge_list", json!({}));
    assert_eq!(
        (challenges.len(), &challenges[0]["voices"]),
        (
            1,
            &json!([{ "relationship_id": mine.id, "name": "Nadja Winterfeld", "text": "Nadja's" }])
        ),
        "my challenge, with what mine said of it"
    );
    let stories = all(&world, "journal_list", json!({ "kind": "story" }));
    assert_eq!(
        (stories.len(), &stories[0]["text"], &stories[0]["name"]),
        (1, &json!("My own story"), &Value::Null),
        "my story, wherever it was told"
    );
    let own = |list: &str| -> Vec<Value> {
        let rows = all(&world, list, json!({})).into_iter();
        rows.filter(|row| row["origin"] == "own").collect()
    };
    for (list, name) in [
        ("template_list", "My own template"),
        ("question_list", "My own question?"),
    ] {
        let kept = own(list);
        assert_eq!(kept.len(), 1, "{list}: mine only");
        assert_eq!(kept[0]["relationship_id"], Value::Null, "for any room now");
        assert!(
            [&kept[0]["name"], &kept[0]["text"]].contains(&&json!(name)),
            "{list}: {name}"
        );
    }
    assert_eq!(
        count(&world, "SELECT count(*) FROM note"),
        1,
        "my note about mine; the one about Leïla went with her"
    );
    let contact =
        all(&world, "relationship_list", json!({ "text": "Nadja" }))[0]["last_contact_at"].clone();
    assert_eq!(
        contact,
        Value::Null,
        "a made-up meeting no longer counts as contact"
    );
}

#[test]
fn a_person_merged_with_a_made_up_one_stays() {
    for own_stays in [true, false] {
        let world = filled();
        let own = world.mentor("Jonas L.");
        let made_up =
            all(&world, "person_list", json!({ "text": "Jonas Lindqvist" }))[0]["id"].clone();
        let (keep, absorb) = if own_stays {
            (json!(own.person_id), made_up)
        } else {
            (made_up, json!(own.person_id))
        };
        ask(
            &world,
            "person_merge",
            json!({ "keep": keep, "absorb": absorb }),
        );
        ask(&world, "demo_remove", json!({}));
        let people = all(&world, "person_list", json!({}));
        assert_eq!(people.len(), 1, "own_stays {own_stays}: one person is left");
        let rooms = all(&world, "relationship_list", json!({}));
        assert_eq!(
            rooms.len(),
            1,
            "own_stays {own_stays}: with the room that is mine"
        );
        assert_eq!(
            rooms[0]["id"],
            json!(own.id),
            "own_stays {own_stays}: that one"
        );
    }
}

#[test]
fn what_is_the_persons_own_keeps_its_reminders_and_drafts_when_the_year_goes() {
    let world = World::at(TUESDAY);
    ask(&world, "demo_fill", json!({}));
    let today = world.app.today().to_string();
    let goal = ask(
        &world,
        "goal_set",
        json!({ "fields": { "title": "Run ten kilometres", "kind": "other", "whose": "mine",
                            "target_on": today } }),
    );
    let about = json!({ "kind": "goal", "id": goal["id"] });
    ask(
        &world,
        "note_draft_keep",
        json!({ "about": about, "body": "half a th" }),
    );
    world.advance(chrono::Duration::days(1));
    world.notices();
    let about_goals = |world: &World| -> i64 {
        let sql = "SELECT count(*) FROM reminder WHERE subject_id = ?1";
        let id = goal["id"].as_str().expect("an id");
        let conn = world.database();
        conn.query_row(sql, [id], |row| row.get(0))
            .expect("a count")
    };
    assert_eq!(about_goals(&world), 1, "the goal's day came");
    ask(&world, "demo_remove", json!({}));
    assert_eq!(about_goals(&world), 1, "the goal is still there");
    assert_eq!(
        ask(&world, "note_draft_find", json!({ "about": about }))["body"],
        "half a th",
        "and what is being written about it"
    );
}
