//! Every query is covered by an index, and a list asks as often for a thousand rows as for one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use ithaca_core::commands::ALL;
use ithaca_core::db::Ran;
use ithaca_core::{bin, reminders};
use ithaca_tests::World;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::desk::{Desk, run};

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn remember(ran: &Ran<'_>) {
    // What virtual tables ask within a statement is theirs.
    if !ran.within {
        ASKED.with_borrow_mut(|asked| asked.push(ran.sql.to_owned()));
    }
}

fn asked() -> Vec<String> {
    ASKED.take()
}

/// Scans allowed, by a part of the statement, each with its reason.
const ALLOWED: [(&str, &str); 17] = [
    ("/* whole record */", "the record is everything there is"),
    (
        "FROM schedule LIMIT",
        "what the file outside holds: two hundred rows at most",
    ),
    (
        "AS discarded FROM meeting m WHERE m.starts_at IS NOT NULL AND m.state <> 'moved'",
        "a calendar file of all meetings holds all",
    ),
    (
        "find_index_config",
        "a few rows of the index of titles itself",
    ),
    ("FROM settings", "one row"),
    ("UPDATE settings", "one row"),
    (
        "SELECT EXISTS (SELECT 1 FROM sample)",
        "stops at the first row",
    ),
    (
        "FROM person INDEXED BY person_by_name WHERE bin_id IS NULL)",
        "stops at the first row",
    ),
    (
        "SELECT count(*) FROM ",
        "the About page counts what is there, on request",
    ),
    (
        "FROM attachment WHERE",
        "kept files, when the bin is emptied: a row is some kilobytes of index to look up",
    ),
    (
        "FROM bin WHERE 1 ORDER BY rowid DESC, rowid DESC LIMIT",
        "walks the rows back from the newest, as far as the page",
    ),
    (
        "SELECT id, deleted_at FROM bin",
        "every entry's day is put right when a person says that the clock is",
    ),
    (
        "FROM former_key ORDER BY until DESC",
        "a row for each time the key was changed",
    ),
    (
        "FROM relationship INDEXED BY relationship_quiet",
        "of the five hundred rooms silent longest, those without a meeting ahead",
    ),
    ("temp.", "the record of one write"),
    ("undo_log", "the record of one write"),
    ("pragma_", "the schema"),
];

/// The words of a plan that read a whole table, or sort what they read of a whole index.
fn scans(conn: &Connection, sql: &str) -> Vec<String> {
    let mut query = match conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")) {
        Ok(query) => query,
        // PRAGMA, COMMIT and the like have no plan; temporary tables are the other connection's.
        Err(_) => return Vec::new(),
    };
    for number in 1..=query.parameter_count() {
        query
            .raw_bind_parameter(number, rusqlite::types::Null)
            .expect("a value");
    }
    let lines = query
        .raw_query()
        .mapped(|row| Ok((row.get("parent")?, row.get("detail")?)));
    let plan: Vec<(i64, String)> = lines
        .collect::<rusqlite::Result<_>>()
        .expect("a plan is text");
    let grows = |(parent, line): &&(i64, String)| {
        let bounded = ["CONSTANT ROW", "VIRTUAL TABLE", "json_each"]
            .iter()
            .any(|word| line.contains(word))
            || line.starts_with("SCAN (")
            || line.starts_with("SCAN i") && sql.contains("find_index");
        // Walking an index in its order up to a limit stops; sorting what was walked does not.
        let walks = line.contains("USING INDEX") || line.contains("USING COVERING INDEX");
        let sorts = plan.iter().any(|(other, line)| {
            other == parent
                && line.contains("TEMP B-TREE FOR ORDER BY")
                && !line.contains("LAST TERM")
        });
        let stops = walks && sql.contains("LIMIT") && !sorts;
        line.contains("AUTOMATIC") || line.starts_with("SCAN ") && !bounded && !stops
    };
    plan.iter()
        .filter(grows)
        .map(|(_, line)| line.clone())
        .collect()
}

#[test]
fn every_query_of_a_full_desk_is_covered_by_an_index() {
    let desk = Desk::new();
    desk.world
        .app
        .trace(remember)
        .expect("statements can be listened to");
    let mut statements = BTreeMap::new();
    let mut note = |name: &str| {
        for sql in asked() {
            statements.entry(sql).or_insert_with(|| name.to_owned());
        }
    };
    for (name, request) in desk.questions() {
        desk.run(name, request);
        note(name);
    }
    for when in ["2026-03-09T12:00", "2026-03-10T09:30", "2026-03-10T12:00"] {
        desk.world.go_to(&format!("{when}[Europe/Paris]"));
        reminders::next_due(&desk.world.app).expect("the next due time");
        desk.world.notices();
        note("reminders");
    }
    desk.world.go_to("2026-03-02T09:00[Europe/Paris]");
    for command in ALL.iter().filter(|command| {
        !matches!(
            command.name,
            // A restore and another key open other connections, which nobody listens to.
            "demo_fill" | "demo_remove" | "bin_empty" | "backup_restore" | "vault_rotate"
        )
    }) {
        let _ = desk.world.call(command.name, desk.request(command.name));
        desk.run("change_undo", json!({}));
        note(command.name);
    }
    desk.run("bin_empty", json!({}));
    note("bin_empty");
    bin::let_go(&desk.world.app).expect("what has had its time goes");
    note("let_go");
    assert!(
        statements.len() > 150,
        "{} different statements were heard",
        statements.len()
    );

    let conn = desk.world.database();
    let mut found = Vec::new();
    for (sql, name) in &statements {
        let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        if ALLOWED.iter().any(|(part, _)| line.contains(part)) {
            continue;
        }
        found.extend(
            scans(&conn, sql)
                .into_iter()
                .map(|step| format!("{name}: {step}\n    {line}")),
        );
    }
    assert!(
        found.is_empty(),
        "{} reads that grow with the desk:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn a_query_without_an_index_is_found_out() {
    let world = World::new();
    let conn = world.database();
    for sql in [
        "SELECT * FROM person WHERE email = ?1",
        "SELECT * FROM meeting ORDER BY title LIMIT 5",
        "SELECT * FROM action a JOIN goal g ON g.title = a.title",
        "UPDATE goal SET title = '' WHERE why = ?1",
    ] {
        assert_ne!(scans(&conn, sql), [""; 0], "{sql} reads a whole table");
    }
    assert_eq!(
        scans(&conn, "SELECT * FROM person WHERE id = ?1"),
        [""; 0],
        "and this one does not"
    );
}

/// A desk with `count` of everything a list shows.
fn crowded(count: usize) -> World {
    let world = World::at("2026-01-10T09:00[Europe/Paris]");
    for number in 0..count {
        let room = if number % 2 == 0 {
            world.mentor(&format!("Ada {number}"))
        } else {
            world.mentee(&format!("Ada {number}"))
        };
        world.meeting(&room, "2026-03-10T10:00");
        world.meeting(&room, "2026-02-28T10:00");
        world.promise(&room, "Send the draft", Some("2026-02-01"));
        let goal = run(
            &world,
            "goal_set",
            json!({ "fields": { "title": "Speak", "relationship_id": room.id } }),
        );
        run(
            &world,
            "milestone_add",
            json!({ "goal_id": goal["id"], "title": "Step" }),
        );
        let share = json!({ "relationship_id": room.id, "direction": "given" });
        run(
            &world,
            "resource_add",
            json!({ "kind": "book", "fields": { "title": "Book" }, "share": share }),
        );
        let said = json!([{ "relationship_id": room.id, "text": "Breathe" }]);
        run(
            &world,
            "challenge_add",
            json!({ "fields": { "title": "Nerves", "voices": said, "tries": [{ "text": "Tea" }] } }),
        );
        run(
            &world,
            "journal_add",
            json!({ "fields": { "kind": "story", "text": "Ask first", "relationship_id": room.id } }),
        );
        let undated = json!({ "participants": [room.id], "fields": { "duration_minutes": 30, "channel": "phone" } });
        run(&world, "meeting_plan", undated);
        let about = json!({ "kind": "person", "id": room.person_id });
        run(
            &world,
            "note_write",
            json!({ "about": about, "body": "A thought" }),
        );
        let gone = world.promise(&room, "Deleted", None);
        run(&world, "action_delete", json!({ "id": gone.id }));
    }
    world.go_to("2026-03-01T12:00[Europe/Paris]");
    world.notices();
    world
}

#[test]
fn lists_ask_as_often_for_many_rows_as_for_few() {
    let counts = |size: usize| {
        let world = crowded(size);
        world
            .app
            .trace(remember)
            .expect("statements can be listened to");
        let about = json!({ "kind": "person", "id": run(&world, "person_list", json!({}))["items"][0]["id"] });
        let lists: [(&str, Value, usize); 12] = [
            ("person_list", json!({}), size),
            ("relationship_list", json!({}), size),
            ("meeting_list", json!({}), 2 * size),
            ("meeting_list_undated", json!({}), size),
            ("action_list", json!({}), size),
            ("goal_list", json!({}), size),
            ("resource_list", json!({}), size),
            ("reminder_list", json!({}), 2 * size),
            ("bin_list", json!({}), size),
            ("challenge_list", json!({ "state": "open" }), size),
            ("journal_list", json!({ "kind": "story" }), size),
            ("note_list", json!({ "about": about }), 1),
        ];
        let mut counts = BTreeMap::new();
        for (name, request, rows) in lists {
            run(&world, name, request.clone());
            asked();
            let answer = run(&world, name, request);
            assert_eq!(
                answer["items"].as_array().map(Vec::len),
                Some(rows),
                "{name} has rows to show"
            );
            counts.insert(name, asked().len());
        }
        run(&world, "find", json!({ "text": "ada" }));
        asked();
        run(&world, "find", json!({ "text": "ada" }));
        counts.insert("find", asked().len());
        counts
    };
    let (few, many) = (counts(4), counts(20));
    assert_eq!(
        few, many,
        "the number of statements does not grow with the rows"
    );
    assert!(
        many.values().all(|count| *count <= 8),
        "and it is small: {many:?}"
    );
}

#[test]
fn a_brief_asks_as_often_for_twenty_people_and_two_hundred_meetings_as_for_two() {
    let count = |people: usize, meetings: usize| {
        let world = World::at("2026-01-05T09:00[Europe/Paris]");
        let app = &world.app;
        let id = app
            .batch(|| {
                let rooms: Vec<Value> = (0..people)
                    .map(|number| json!(world.mentor(&format!("Ada {number}")).id))
                    .collect();
                let plan = |at: String| {
                    let fields = json!({ "starts_local": at, "duration_minutes": 30, "channel": "video" });
                    run(&world, "meeting_plan", json!({ "participants": rooms, "fields": fields }))["id"].clone()
                };
                for number in 0..meetings {
                    let (day, hour) = (1 + number % 28, 8 + number / 28 % 12);
                    let id = plan(format!("2025-12-{day:02}T{hour:02}:00"));
                    run(&world, "meeting_hold", json!({ "id": id }));
                    for kind in ["mine", "theirs", "advice", "win", "question", "decision"] {
                        let room = &rooms[number % rooms.len()];
                        let line = json!({ "meeting_id": id, "kind": kind, "text": kind, "relationship_id": room });
                        run(&world, "capture_add", line);
                    }
                    let voices: Vec<Value> = rooms
                        .iter()
                        .map(|room| json!({ "relationship_id": room, "text": "breathe" }))
                        .collect();
                    let fields = json!({ "title": "Nerves", "voices": voices, "tries": [{ "text": "Tea" }] });
                    run(&world, "challenge_add", json!({ "fields": fields }));
                }
                Ok(plan("2026-01-06T10:00".to_owned()))
            })
            .expect("a desk");
        app.trace(remember).expect("statements can be listened to");
        let request = json!({ "about": { "kind": "meeting", "id": id } });
        run(&world, "brief_show", request.clone());
        asked();
        let page = run(&world, "brief_show", request);
        for part in ["mine", "challenges"] {
            let found = page["open"][part].as_array().map(Vec::len);
            assert_eq!(
                found,
                Some(meetings),
                "{part}: all that is open is on the page"
            );
        }
        asked().len()
    };
    let (few, many) = (count(2, 2), count(20, 200));
    assert_eq!(few, many, "the number of statements does not grow");
    // Three of them are for what was promised to all: who met, when they meet again, and what is open.
    assert!(many <= 27, "and it is small: {many}");
}

#[test]
fn no_list_is_without_an_end() {
    let world = World::new();
    for number in 0..120 {
        world.person(&format!("Ada {number}"));
    }
    let length = |request: Value| {
        run(&world, "person_list", request)["items"]
            .as_array()
            .map(Vec::len)
    };
    assert_eq!(
        length(json!({})),
        Some(100),
        "a hundred where nothing is said"
    );
    assert_eq!(
        length(json!({ "page": { "limit": 4_000_000 } })),
        Some(120),
        "at most five hundred, whatever is asked"
    );
    let signatures: BTreeSet<&str> = ALL
        .iter()
        .filter(|command| command.response.starts_with("Vec"))
        .map(|command| command.name)
        .collect();
    let bounded = BTreeSet::from(["find", "reminder_explain", "zone_find"]);
    assert_eq!(
        signatures, bounded,
        "what answers with a bare list is bounded by its nature; all else answers in pages"
    );
}
