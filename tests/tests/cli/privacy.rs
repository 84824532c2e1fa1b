//! Private notes leave by an explicit `call note_list` alone.

use ithaca_tests::open_database;
use serde_json::json;

use crate::program::Terminal;

#[test]
fn no_verb_prints_a_private_word() {
    let terminal = Terminal::with_year();
    let notes: Vec<String> = {
        let conn = open_database(&terminal.desk());
        let mut query = conn
            .prepare("SELECT body FROM note")
            .expect("the query is right");
        let rows = query
            .query_map([], |row| row.get(0))
            .expect("the query runs");
        rows.collect::<Result<_, _>>().expect("bodies are text")
    };
    assert!(notes.len() > 20, "the year has private notes");
    let rooms = terminal
        .run(&["--json", "relationship", "list"])
        .well()
        .json();
    let leila = rooms
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row["name"] == "Leïla Benali"))
        .expect("her room");
    let ics = terminal.beside("all.ics");
    let ics = ics.to_str().expect("a path");
    let mut printed = String::new();
    for line in [
        &["today"][..],
        &["--json", "today"],
        &["inbox"],
        &["person", "list"],
        &["person", "show", "leïla"],
        &["--json", "person", "show", "leïla"],
        &["relationship", "list"],
        &["meeting", "list", "--from", "2000-01-01"],
        &["--json", "meeting", "list", "--from", "2000-01-01"],
        &["action", "list", "--all"],
        &["goal", "list", "--all"],
        &["find", "doubts"],
        &["find", "elle"],
        &["brief", "leïla"],
        &["--json", "brief", "leïla"],
        &["brief", "leïla", "--share"],
        &["--json", "brief", "leïla", "--share"],
        &["export", "calendar", "--out", ics],
        &["call", "note_delete", "{}"],
        &["call", "app_about"],
        &["call", "meeting_list"],
    ] {
        let said = terminal.run(line);
        printed.push_str(&said.out);
        printed.push_str(&said.err);
    }
    printed.push_str(&std::fs::read_to_string(ics).expect("the calendar file"));
    for body in &notes {
        for words in body.lines().filter(|line| line.chars().count() > 12) {
            let words: String = words.chars().take(30).collect();
            assert!(
                !printed.contains(&words),
                "a private note was printed: {words}"
            );
        }
    }
    let about = json!({ "about": { "kind": "relationship", "id": leila["id"] } }).to_string();
    let asked = terminal.run(&["call", "note_list", &about]).well().out;
    assert!(
        asked.contains("Doubts herself most right after praise"),
        "asked for, they are told"
    );
}
