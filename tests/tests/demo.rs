//! The made-up year: what it holds, that it is told honestly, and that it leaves nothing behind but what
//! is the person's own. And the large sets: the same seed, the same rows.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

const TUESDAY: &str = "2026-03-03T09:00[Europe/Paris]";

fn filled() -> World {
    let world = World::at(TUESDAY);
    ask(&world, "demo_fill", json!({}));
    world
}

#[track_caller]
fn ask(world: &World, name: &str, request: Value) -> Value {
    world
        .call(name, request)
        .unwrap_or_else(|error| panic!("{name}: {}", error.message))
}

/// All rows of a list.
fn all(world: &World, name: &str, mut request: Value) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut page = json!({ "limit": 500 });
    loop {
        request["page"] = page;
        let mut answer = ask(world, name, request.clone());
        rows.append(answer["items"].as_array_mut().expect("a page has items"));
        match &answer["next"] {
            Value::Null => return rows,
            next => page = json!({ "limit": 500, "after": next }),
        }
    }
}

fn count(world: &World, sql: &str) -> i64 {
    world
        .database()
        .query_row(sql, [], |row| row.get(0))
        .expect("the question is right")
}

fn room_of(world: &World, name: &str) -> RelationshipId {
    let rooms = all(world, "relationship_list", json!({ "text": name }));
    rooms[0]["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("a room of that name")
}

#[test]
fn the_year_holds_what_was_promised() {
    let world = filled();
    let rooms = all(&world, "relationship_list", json!({}));
    let of_role = |role: &str| rooms.iter().filter(|room| room["role"] == role).count();
    assert_eq!(
        (of_role("mentee"), of_role("mentor")),
        (5, 2),
        "five mentors and two mentees"
    );
    let mentors = rooms.iter().filter(|room| room["role"] == "mentee");
    let kinds: BTreeSet<String> = mentors.map(|room| room["kind"].to_string()).collect();
    assert_eq!(
        kinds.len(),
        5,
        "the mentors are of different kinds: {kinds:?}"
    );

    let meetings = all(&world, "meeting_list", json!({}));
    assert!(
        meetings.len() >= 55,
        "about sixty meetings, not {}",
        meetings.len()
    );
    let states: BTreeSet<String> = meetings
        .iter()
        .map(|row| row["state"].to_string())
        .collect();
    assert_eq!(
        states.len(),
        5,
        "planned, held, missed, moved and cancelled: {states:?}"
    );
    let together = |row: &&Value| {
        row["participants"]
            .as_array()
            .is_some_and(|who| who.len() > 1)
    };
    assert_eq!(
        meetings.iter().filter(together).count(),
        2,
        "two meetings with several people"
    );
    assert_eq!(
        all(&world, "meeting_list_undated", json!({})).len(),
        1,
        "one waits for its date"
    );
    let held = all(&world, "meeting_list", json!({ "state": "held" }));
    assert!(
        held.iter().all(|row| row["has_notes"] == true),
        "what was held was written down"
    );

    let goals = all(&world, "goal_list", json!({}));
    assert_eq!(goals.len(), 20, "twenty goals");
    for state in ["open", "reached", "dropped"] {
        assert!(
            goals.iter().any(|goal| goal["state"] == state),
            "a goal that is {state}"
        );
    }
    assert_eq!(
        all(&world, "resource_list", json!({})).len(),
        40,
        "forty resources"
    );
    let kinds = all(&world, "resource_list", json!({}));
    let kinds: BTreeSet<String> = kinds.iter().map(|row| row["kind"].to_string()).collect();
    assert_eq!(
        kinds.len(),
        5,
        "links, files, books, courses and people: {kinds:?}"
    );
    let actions = all(&world, "action_list", json!({}));
    assert_eq!(actions.len(), 80, "eighty promises");
    let dropped = actions.iter().filter(|row| row["state"] == "dropped");
    assert!(dropped.clone().count() > 0, "some were let go");
    assert!(
        dropped.into_iter().all(|row| row["closed_reason"] != ""),
        "what was let go has its reason"
    );
}

#[test]
fn the_notes_are_in_several_scripts() {
    let world = filled();
    let bodies = count(&world, "SELECT count(*) FROM note");
    assert!(bodies >= 20, "private notes, not {bodies}");
    for (script, sign) in [
        ("Japanese", "私"),
        ("Arabic", "ال"),
        ("accents", "é"),
        ("emoji", "🌱"),
    ] {
        let found = count(
            &world,
            &format!("SELECT count(*) FROM note WHERE body LIKE '%{sign}%'"),
        );
        assert!(found > 0, "a private note with {script}");
    }
    let shared = count(
        &world,
        "SELECT count(*) FROM meeting WHERE notes LIKE '%。%'",
    );
    assert!(shared > 0, "shareable notes in Japanese as well");
}

#[test]
fn the_year_leads_to_nobody_real() {
    let world = filled();
    let elsewhere = "SELECT count(*) FROM (
        SELECT link AS address FROM person UNION ALL SELECT url FROM resource UNION ALL SELECT join_link FROM meeting)
        WHERE address <> '' AND address NOT LIKE 'https://example.org/%' AND address NOT LIKE 'https://%.example.org/%'";
    assert_eq!(
        count(&world, elsewhere),
        0,
        "links lead to example.org only"
    );
    let mails = "SELECT count(*) FROM person WHERE email <> '' AND email NOT LIKE '%@example.org'";
    assert_eq!(count(&world, mails), 0, "mail goes to example.org only");
}

#[test]
fn the_day_has_something_of_everything() {
    for now in [
        TUESDAY,
        "2026-03-03T23:40[Europe/Paris]",
        "2026-03-08T15:30[Europe/Paris]",
        "2026-11-01T01:30[America/New_York]",
        "2024-02-29T12:00[Asia/Tokyo]",
    ] {
        let world = World::at(now);
        ask(&world, "demo_fill", json!({}));
        let page = today_show(&world.app, TodayShow {}).expect("the day can be shown");
        let next = page.next.expect("a meeting comes");
        let start = next.meeting.when.expect("it has a date").here.0;
        let days = (start.date() - page.date).num_days();
        assert!(
            (0..=1).contains(&days),
            "{now}: the next meeting is today or tomorrow, not {start}"
        );
        assert!(next.points > 0, "{now}: with something to talk about");
        let due = |days: i64| page.date + chrono::Duration::days(days);
        let has = |day| {
            page.due
                .iter()
                .any(|action| action.fields.due_on == Some(day))
        };
        assert!(
            has(due(-1)) && has(due(0)),
            "{now}: a promise is overdue, one is due today"
        );
        assert_eq!(
            page.untold.len(),
            1,
            "{now}: of one meeting nobody said how it was"
        );
        assert_eq!(page.quiet.len(), 1, "{now}: somebody has gone quiet");
        assert_eq!(
            page.quiet[0].name, "中村 さくら",
            "{now}: the one who travels"
        );
        assert!(!page.moving.is_empty(), "{now}: goals move");
        assert!(!page.empty, "{now}: the desk has people on it");
        let start = app_start(&world.app, AppStart {}).expect("a window can start");
        assert!(
            start.sample && !start.first_run,
            "{now}: it opens on Today and says what it is"
        );
    }
}

#[test]
fn nothing_is_dated_after_now_but_what_is_planned() {
    let world = filled();
    let now = world.app.now().0;
    for (table, column) in [
        ("person", "created_at"),
        ("relationship_phase", "since"),
        ("meeting", "changed_at"),
        ("agenda_point", "done_at"),
        ("action", "closed_at"),
        ("check_in", "at"),
        ("milestone", "reached_at"),
        ("resource", "changed_at"),
        ("note", "created_at"),
    ] {
        let late = count(
            &world,
            &format!("SELECT count(*) FROM {table} WHERE {column} > {now}"),
        );
        assert_eq!(late, 0, "{table}.{column} lies in the future");
        let spread = format!(
            "SELECT (max({column}) - min({column})) / 86400000 FROM {table} WHERE {column} > 0"
        );
        let days = count(&world, &spread);
        assert!(
            days > 100,
            "{table}.{column} spreads over the year, not over {days} days"
        );
    }
    let early = "SELECT count(*) FROM meeting WHERE state = 'held' AND changed_at < ends_at";
    assert_eq!(
        count(&world, early),
        0,
        "no meeting was held before it was over"
    );
    let kept_early = "SELECT count(*) FROM action WHERE closed_at < created_at";
    assert_eq!(
        count(&world, kept_early),
        0,
        "no promise was kept before it was made"
    );
    let before_room =
        "SELECT count(*) FROM meeting_participant p JOIN meeting m ON m.id = p.meeting_id
        JOIN relationship r ON r.id = p.relationship_id WHERE m.created_at < r.created_at";
    assert_eq!(
        count(&world, before_room),
        0,
        "nobody met before they knew each other"
    );
    let shared_early =
        "SELECT count(*) FROM resource_share s JOIN relationship r ON r.id = s.relationship_id
        WHERE s.at < r.created_at";
    assert_eq!(
        count(&world, shared_early),
        0,
        "nothing was shared before that either"
    );
}

#[test]
fn kept_files_come_out_as_they_went_in() {
    let world = filled();
    let files = all(&world, "resource_list", json!({ "kind": "file" }));
    assert!(files.len() >= 5, "a few files are kept inside");
    let list = files
        .iter()
        .find(|row| row["file"]["name"] == "reading-list.md")
        .expect("the reading list");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.md");
    let out = world.app.files().mint_write(path.clone());
    ask(
        &world,
        "resource_save_file",
        json!({ "id": list["id"], "out": out }),
    );
    let text = std::fs::read_to_string(path).expect("the file is there");
    assert!(text.starts_with("# Seven things"), "its first line: {text}");
    assert_eq!(
        list["file"]["size"],
        text.len(),
        "the size told is the file's"
    );
    assert_eq!(list["file"]["media_type"], "text/markdown", "by its name");
}

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
fn the_same_seed_makes_the_same_rows() {
    let made = |seed: u64, now: &str| {
        let world = World::at(now);
        let rows = demo_large(
            &world.app,
            DemoLarge {
                people: 15,
                seed,
                task: None,
            },
        )
        .expect("people are made");
        (world.record(), rows)
    };
    let (first, rows) = made(7, TUESDAY);
    let (again, _) = made(7, "2031-12-24T18:00[Asia/Tokyo]");
    let (other, _) = made(8, TUESDAY);
    assert!(
        first == again,
        "seed 7 makes the same rows on another day in another zone"
    );
    assert!(first != other, "seed 8 makes others");
    assert!(
        (1000..3000).contains(&rows),
        "about a hundred rows for each of 15 people, not {rows}"
    );
}

#[test]
fn a_large_set_is_made_of_everything_and_within_bounds() {
    let world = World::at(TUESDAY);
    demo_large(
        &world.app,
        DemoLarge {
            people: 30,
            seed: 1,
            task: None,
        },
    )
    .expect("people are made");
    for table in [
        "relationship",
        "meeting",
        "action",
        "goal",
        "resource",
        "note",
        "agenda_point",
        "check_in",
    ] {
        let rows = count(&world, &format!("SELECT count(*) FROM {table}"));
        assert!(rows >= 30, "{table} has {rows} rows for 30 people");
    }
    for people in [0, 50_001] {
        let error = demo_large(
            &World::new().app,
            DemoLarge {
                people,
                seed: 1,
                task: None,
            },
        );
        let error = error.expect_err("that many cannot be made");
        assert!(
            matches!(
                error,
                ithaca_core::error::Error::Invalid {
                    field: "people",
                    ..
                }
            ),
            "{people}: {error}"
        );
    }
    let error = demo_large(
        &world.app,
        DemoLarge {
            people: 1,
            seed: 1,
            task: None,
        },
    );
    assert!(error.is_err(), "a desk with people on it takes no more");
}
