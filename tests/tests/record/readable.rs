//! Whoever has no Ithaca reads the same: every word a person wrote that is in the rows stands on a page.

use ithaca_tests::World;
use rusqlite::Connection;
use serde_json::json;

use crate::desk::{export, files, place, run, year};

/// Columns that hold no words of a person, or hold them in another form.
const NO_WORDS: [&str; 9] = [
    "uid",
    "sort_name",
    "sort_title",
    "zone",
    "occurrence",
    "media_type",
    "question_key",
    "shipped_key",
    "sha256",
];

/// Tables that are of the program or of a form.
const OF_NOBODY: [&str; 6] = [
    "settings",
    "bin",
    "sample",
    "draft",
    "note_draft",
    "reminder",
];

/// The letters and digits of a text, word by word: what escapes and line ends are not part of.
fn words(text: &str) -> String {
    let mut words = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            words.push(letter);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.trim().to_owned()
}

/// What a person wrote, by table and column, but for what lies in the bin.
fn written(conn: &Connection) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for table in ithaca_core::record::names().expect("the schema") {
        if OF_NOBODY.contains(&table) {
            continue;
        }
        let list = |sql: &str| -> Vec<(String, String)> {
            let mut query = conn.prepare(sql).expect("a query");
            let rows = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)));
            let rows = rows.expect("rows").collect::<rusqlite::Result<_>>();
            rows.expect("each")
        };
        let columns = list(
            "SELECT name, type FROM pragma_table_xinfo(?1) WHERE hidden = 0 AND type = 'TEXT'",
        );
        // What goes with something in the bin lies there, too.
        let with: Vec<String> = list(
            "SELECT k.\"from\", k.\"table\" FROM pragma_foreign_key_list(?1) k
             WHERE k.on_delete = 'CASCADE' AND EXISTS
               (SELECT 1 FROM pragma_table_xinfo(k.\"table\") c WHERE c.name = 'bin_id')",
        )
        .into_iter()
        .map(|(column, leader)| {
            format!("AND NOT EXISTS (SELECT 1 FROM {leader} l WHERE l.id = t.{column} AND l.bin_id IS NOT NULL)")
        })
        .collect();
        let own = if columns.iter().any(|(name, _)| name == "bin_id") {
            "AND bin_id IS NULL"
        } else {
            ""
        };
        for (column, _) in columns {
            if NO_WORDS.contains(&column.as_str()) || column == "id" || column.ends_with("_id") {
                continue;
            }
            let sql = format!(
                "SELECT DISTINCT {column} FROM {table} t WHERE {column} IS NOT NULL {own} {}",
                with.join(" ")
            );
            let mut query = conn.prepare(&sql).expect("a query");
            let texts = query.query_map([], |row| row.get::<_, String>(0));
            for text in texts.expect("rows") {
                found.push((format!("{table}.{column}"), text.expect("a text")));
            }
        }
    }
    found
}

/// Whether a text is of the program's own words, or a date or an id: no space, no capital, no letter but ASCII's.
fn is_said_otherwise(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-:T.".contains(c))
}

/// A year, and what stands in no room of it.
fn desk() -> World {
    let world = year();
    let room = run(&world, "relationship_list", json!({}))["items"][0].clone();
    for (name, request) in [
        (
            "goal_set",
            json!({ "fields": { "title": "A goal of my own", "why": "Because it is mine", "measure": "I shall see" } }),
        ),
        (
            "action_add",
            json!({ "fields": { "title": "A promise to myself", "owner": "mine" } }),
        ),
        (
            "journal_add",
            json!({ "fields": { "kind": "story", "text": "A lesson of my own", "context": "What I lived through" } }),
        ),
        (
            "challenge_add",
            json!({ "fields": { "title": "Nobody was asked yet", "context": "It is difficult", "voices": [], "tries": [{ "text": "Sleeping on it" }] } }),
        ),
        (
            "resource_add",
            json!({ "kind": "book", "fields": { "title": "Given to nobody", "author": "Nobody Known", "comment": "Worth it\n\nSlowly" } }),
        ),
        (
            "template_add",
            json!({ "fields": { "name": "A frame of my own", "lines": [{ "text": "How we begin", "kind": "topic" }] } }),
        ),
        (
            "question_add",
            json!({ "fields": { "text": "What would you do again?", "occasion": "review" } }),
        ),
        (
            "relationship_remind",
            json!({ "id": room["id"], "leads": null }),
        ),
    ] {
        run(&world, name, request);
    }
    let ines = world.mentor("Ines");
    let talk = world.meeting(&ines, "2026-02-20T10:00");
    run(
        &world,
        "mutual_check_answer",
        json!({ "meeting_id": talk.row.id, "relationship_id": ines.id,
                "fields": { "useful_to_me": 2, "useful_to_them": 3, "text": "We went round in circles" } }),
    );
    world
}

/// The tables of a record that hold nothing on this desk.
fn without_rows(conn: &Connection) -> Vec<&'static str> {
    let names = ithaca_core::record::names().expect("the schema");
    let names = names.into_iter().filter(|table| !OF_NOBODY.contains(table));
    names
        .filter(|table| {
            let any = format!("SELECT 1 FROM {table}");
            !conn
                .prepare(&any)
                .expect("a query")
                .exists([])
                .expect("it runs")
        })
        .collect()
}

/// The rows' words that no page tells, and how many were looked for.
fn untold(world: &World, pages: &str) -> (Vec<String>, usize) {
    let pages = words(&pages.replace('\\', ""));
    let mut seen = 0;
    let mut missing = Vec::new();
    for (place, text) in written(&world.database()) {
        let told = words(&text);
        if told.is_empty() || is_said_otherwise(&text) {
            continue;
        }
        seen += 1;
        if !pages.contains(&told) {
            missing.push(format!("{place}: {text}"));
        }
    }
    (missing, seen)
}

#[test]
fn every_word_of_a_person_that_is_in_the_rows_stands_on_a_page() {
    let world = desk();
    let to = place();
    let record = files(&export(&world, to.path(), "folder", true));
    let pages = |but: &str| -> String {
        let pages = record
            .iter()
            .filter(|(name, _)| name.ends_with(".md") && *name != but);
        pages
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned() + "\n")
            .collect()
    };
    assert_eq!(
        without_rows(&world.database()),
        [""; 0],
        "this desk has a row of every table, or nothing proves its page"
    );
    let (missing, seen) = untold(&world, &pages(""));
    assert_eq!(missing, [""; 0], "what the rows hold can be read");
    assert!(seen > 300, "the words were found: {seen}");
    let (missing, _) = untold(&world, &pages("own.md"));
    assert!(
        missing
            .iter()
            .any(|told| told.ends_with("A promise to myself")),
        "the control: without the page of what belongs to no room"
    );
}
