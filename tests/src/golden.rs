//! Desks of released schemas, kept in `tests/goldens/`, one folder each: `ithaca.db`, the `keys.json` that opens
//! it, and `content.json`, what is on it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ithaca_core::commands::{RelationshipRow, dispatch};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{World, open_database};

/// All of a desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The text of every table, index, trigger and view.
    pub schema: Vec<String>,
    /// Every row of every table, as column and quoted value.
    pub rows: BTreeMap<String, Vec<BTreeMap<String, String>>>,
}

/// Where the golden of a schema lies.
pub fn folder(schema: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("goldens")
        .join(schema.to_string())
}

/// Makes a golden of the present schema, with something in every corner.
pub fn make(place: &Path) {
    let world = World::new();
    let run =
        |name: &str, request| dispatch(&world.app, name, request).expect("a command of the golden");
    let room = world.mentee("Adelheid Sonnenschein");
    let other = world.mentor("Benno Beispiel");
    let meeting = world.meeting(&room, "2026-03-10T10:00");
    let promise = world.promise(&room, "Send the draft", Some("2026-04-01"));
    run("action_done", json!({ "id": promise.id }));
    let gone = world.promise(&room, "In the bin", None);
    run("action_delete", json!({ "id": gone.id }));
    for about in [
        json!({ "kind": "relationship", "id": room.id }),
        json!({ "kind": "meeting", "id": meeting.row.id }),
    ] {
        run(
            "note_write",
            json!({ "about": about, "body": "A thought – of “mine”.\nAnd another." }),
        );
    }
    let kept = world.folder().join("kept.txt");
    std::fs::write(&kept, "A kept file.\n").expect("a file");
    let file = world.app.files().mint_read(kept);
    run(
        "resource_add",
        json!({ "kind": "file", "fields": { "title": "Kept" }, "file": file }),
    );
    let room_and = |text: &str| json!({ "text": text, "relationship_id": room.id });
    let advice = run("advice_add", json!({ "fields": room_and("Pause longer") }));
    run(
        "advice_result",
        json!({ "id": advice["id"], "result": "Calmer", "helped": true }),
    );
    let views = json!([{ "relationship_id": room.id, "text": "The small one" }]);
    run(
        "decision_add",
        json!({ "fields": { "question": "Which stage?", "options": ["Small", "Large"], "views": views } }),
    );
    run(
        "journal_add",
        json!({ "fields": room_and("A talk without notes") }),
    );
    run(
        "contact_log",
        json!({ "relationship_id": room.id, "kind": "letter" }),
    );
    run(
        "capture_add",
        json!({ "meeting_id": meeting.row.id, "kind": "question", "text": "How do you say no?" }),
    );
    shared(&world, &room, &other);
    kept_time(&world, &room, &other);
    let made = world.closed();
    std::fs::create_dir_all(place).expect("a folder");
    for name in ["ithaca.db", "keys.json"] {
        std::fs::copy(made.path().join(name), place.join(name)).expect("a copy");
    }
    let content = serde_json::to_string_pretty(&content(made.path())).expect("it is JSON");
    std::fs::write(place.join("content.json"), content + "\n").expect("it can be written");
}

/// What several hear or are asked, and what one room has of its own.
fn shared(world: &World, room: &RelationshipRow, other: &RelationshipRow) {
    let run =
        |name: &str, request| dispatch(&world.app, name, request).expect("a command of the golden");
    let story = json!({ "kind": "story", "text": "Ask first", "context": "A *winter* of explaining.",
        "whose": "theirs", "relationship_id": other.id });
    let story = run("journal_add", json!({ "fields": story }));
    run(
        "journal_tell",
        json!({ "id": story["id"], "relationship_id": room.id, "told": true }),
    );
    let voices = json!([{ "relationship_id": other.id, "text": "Look at one face" }, { "relationship_id": room.id }]);
    let tries = json!([{ "text": "Tea", "helped": false }, { "text": "Sleep", "helped": true }, { "text": "Walk" }]);
    for title in ["Nerves", "A cold hall", "Too many slides"] {
        let fields =
            json!({ "title": title, "context": "Before a talk", "voices": voices, "tries": tries });
        let challenge = run("challenge_add", json!({ "fields": fields }));
        match title {
            "A cold hall" => run(
                "challenge_close",
                json!({ "id": challenge["id"], "solved": true, "worked": "Another hall" }),
            ),
            "Too many slides" => run("challenge_delete", json!({ "id": challenge["id"] })),
            _ => challenge,
        };
    }
    let lines =
        json!([{ "kind": "topic", "text": "Breath" }, { "kind": "question", "text": "And then?" }]);
    let template = json!({ "name": "Every month", "lines": lines, "relationship_id": room.id });
    run("template_add", json!({ "fields": template }));
    let question =
        json!({ "text": "And then?", "occasion": "regular", "relationship_id": room.id });
    run("question_add", json!({ "fields": question }));
}

/// Meetings that took longer, were put off or called off, and that come again.
fn kept_time(world: &World, room: &RelationshipRow, other: &RelationshipRow) {
    let run =
        |name: &str, request| dispatch(&world.app, name, request).expect("a command of the golden");
    let held = world.meeting(room, "2026-02-20T10:00").row.id;
    run("meeting_hold", json!({ "id": held, "used_minutes": 50 }));
    run(
        "meeting_time",
        json!({ "id": held, "used_minutes": 55, "late": "theirs" }),
    );
    run(
        "mutual_check_answer",
        json!({ "meeting_id": held, "relationship_id": room.id, "fields": { "useful_to_me": 4, "useful_to_them": 5 } }),
    );
    let sent = world.meeting(room, "2026-03-17T10:00").row.id;
    run(
        "brief_sent",
        json!({ "about": { "kind": "meeting", "id": sent } }),
    );
    let moved =
        json!({ "id": sent, "starts_local": "2026-03-18T10:00", "by": "mine", "reason": "A cold" });
    run("meeting_move", moved);
    let off = world.meeting(room, "2026-03-24T10:00").row.id;
    run("meeting_cancel", json!({ "id": off, "by": "theirs" }));
    let fields =
        json!({ "starts_local": "2026-04-28T17:00", "duration_minutes": 20, "channel": "phone" });
    run(
        "series_plan",
        json!({ "participants": [other.id], "fields": fields,
            "rule": { "unit": "month_day", "every": 1, "day": 28 }, "end": { "kind": "after", "count": 3 } }),
    );
}

/// What is on the desk of a folder.
pub fn content(folder: &Path) -> Content {
    let conn = open_database(folder);
    read(&conn).expect("the desk can be read")
}

/// The golden's content as it was kept.
pub fn kept(place: &Path) -> Content {
    let text = std::fs::read_to_string(place.join("content.json")).expect("the content is kept");
    serde_json::from_str(&text).expect("it is JSON")
}

fn read(conn: &Connection) -> rusqlite::Result<Content> {
    let texts = |sql: &str| -> rusqlite::Result<Vec<String>> {
        conn.prepare(sql)?
            .query_map([], |row| row.get(0))?
            .collect()
    };
    let mut rows = BTreeMap::new();
    for table in texts(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )? {
        let columns = texts(&format!(
            "SELECT name FROM pragma_table_xinfo('{table}') ORDER BY name"
        ))?;
        let quoted: Vec<String> = columns
            .iter()
            .map(|name| format!("quote(\"{name}\")"))
            .collect();
        let mut query = conn.prepare(&format!(
            "SELECT {} FROM \"{table}\" ORDER BY 1, 2",
            quoted.join(", ")
        ))?;
        let found = query
            .query_map([], |row| {
                columns
                    .iter()
                    .enumerate()
                    .map(|(at, name)| Ok((name.clone(), row.get(at)?)))
                    .collect()
            })?
            .collect::<rusqlite::Result<_>>()?;
        rows.insert(table, found);
    }
    let schema = texts(
        "SELECT coalesce(sql, name) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name, type",
    )?;
    Ok(Content { schema, rows })
}
