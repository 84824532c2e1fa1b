//! `add`: one line, read as the window reads it.

use serde_json::{Value, json};

use crate::program::Terminal;

fn room(terminal: &Terminal, name: &str, role: &str, topic: &str) {
    terminal.run(&["person", "add", name]).well();
    let person = terminal.run(&["--json", "person", "list", name]).well();
    let person = person.json();
    let id = person[0]["id"].as_str().expect("an id");
    let line = [
        "relationship",
        "start",
        id,
        "--role",
        role,
        "--topic",
        topic,
    ];
    terminal.run(&line).well();
}

fn call(terminal: &Terminal, command: &str, request: Value) -> Value {
    let line = ["call", command, &request.to_string()];
    terminal.run(&line).well().json()
}

/// What a line could have become.
fn everything(terminal: &Terminal) -> Vec<Value> {
    let rooms = call(terminal, "relationship_list", json!({}));
    let inbox = json!({ "relationship_id": rooms["items"][0]["id"] });
    let lists = [
        "action_list",
        "advice_list",
        "journal_list",
        "decision_list",
    ];
    let mut found: Vec<Value> = lists
        .iter()
        .map(|list| call(terminal, list, json!({})))
        .collect();
    found.push(call(terminal, "agenda_inbox", inbox));
    found
}

/// What is the same of two rows that were made of one line.
fn alike(mut row: Value) -> Value {
    for field in ["id", "created_at", "changed_at", "position", "opens"] {
        row.as_object_mut().expect("a row").remove(field);
    }
    row
}

#[test]
fn a_line_gives_the_row_that_the_window_makes_of_it() {
    let terminal = Terminal::new();
    room(&terminal, "Amara Okafor", "mentee", "");
    let goal = json!({ "fields": { "title": "Speak freely" } });
    call(&terminal, "goal_set", goal);
    for (line, list) in [
        ("@amara ask about the talk", "agenda_inbox"),
        ("@amara ? how to say no", "agenda_inbox"),
        ("! @amara send CV ~speak by 24 December 2031", "action_list"),
        ("@okafor > read it tomorrow", "action_list"),
        ("@amara * speak slower by 24 December 2031", "advice_list"),
        ("+ @amara first talk given yesterday", "journal_list"),
        ("@amara = go on", "decision_list"),
        ("! book a room", "action_list"),
    ] {
        let made = call(&terminal, "quick_add", json!({ "line": line }));
        let said = terminal.run(&["--json", "add", line]).well().json();
        assert_ne!(made["id"], said["id"]);
        assert_eq!(alike(made.clone()), alike(said.clone()), "{line}");
        let rooms = call(&terminal, "relationship_list", json!({}));
        let request = match list {
            "agenda_inbox" => json!({ "relationship_id": rooms["items"][0]["id"] }),
            _ => json!({}),
        };
        let rows = call(&terminal, list, request);
        let row = |answer: &Value| {
            let mut rows = rows["items"].as_array().expect("a list").iter();
            let row = rows.find(|row| row["id"] == answer["id"]);
            alike(row.expect("it is there").clone())
        };
        assert_eq!(row(&made), row(&said), "{line}");
    }
}

#[test]
fn it_says_what_was_made_and_what_was_understood() {
    let terminal = Terminal::new();
    room(&terminal, "Amara Okafor", "mentee", "");
    call(
        &terminal,
        "goal_set",
        json!({ "fields": { "title": "Speak freely" } }),
    );
    for (line, said) in [
        (
            "@amara ask about the talk",
            "Topic: ask about the talk  (Amara Okafor)",
        ),
        (
            "@amara ! send CV ~speak by tomorrow",
            "My promise: send CV  (Amara Okafor, by tomorrow, For the goal “Speak freely”)",
        ),
        ("> @amara read it", "Their promise: read it  (Amara Okafor)"),
        (
            "+ @amara spoke first yesterday",
            "Win: spoke first  (Amara Okafor, yesterday)",
        ),
        ("= go on", "Decision: go on"),
    ] {
        let before = everything(&terminal);
        let look = terminal.run(&["add", "--look", line]).well().out;
        assert_eq!(look, format!("Understood: {said}\n"), "{line}");
        assert_eq!(before, everything(&terminal), "{line} is only looked at");
        let added = terminal.run(&["add", line]).well().out;
        let (id, rest) = added.split_once("  ").expect("an id first");
        assert_eq!(
            (id.len(), rest),
            (36, format!("{said}\n").as_str()),
            "{line}"
        );
    }
    let read = terminal
        .run_with(&["add"], "= from standard input\r\nnot read\n")
        .well();
    assert!(
        read.out.ends_with("Decision: from standard input\n"),
        "{}",
        read.out
    );
}

#[test]
fn a_name_that_is_not_clear_is_refused_with_those_it_fits() {
    let terminal = Terminal::new();
    room(&terminal, "Alex Kim", "mentee", "Negotiation");
    room(&terminal, "Alex Lee", "mentor", "");
    room(&terminal, "Eve Moreau", "mentee", "");
    let rooms = call(&terminal, "relationship_list", json!({}));
    let id = |name: &str| {
        let mut rooms = rooms["items"].as_array().expect("a list").iter();
        let found = rooms.find(|room| room["name"] == name);
        found.expect("a room")["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    let ended = json!({ "id": id("Eve Moreau"), "phase": "ended" });
    call(&terminal, "relationship_move_phase", ended);
    for line in [&["add", "@alex ask"][..], &["add", "--look", "! @alex ask"]] {
        let said = terminal.run(line).refused(3);
        assert!(
            said.err
                .contains("Alex Kim (Your mentor, Negotiation); Alex Lee (Your mentee)"),
            "{line:?}: {}",
            said.err
        );
    }
    let said = terminal.run(&["add", "@nobody ask"]).refused(4);
    assert!(said.err.contains("Nobody has the name"), "{}", said.err);
    let said = terminal.run(&["add", "@eve ask"]).refused(3);
    assert!(said.err.contains("Eve Moreau has ended"), "{}", said.err);
    let said = terminal.run(&["--json", "add", "ask"]).refused(3);
    assert_eq!(
        (&said.error()["code"], &said.error()["field"]),
        (&json!("invalid"), &json!("relationship_id"))
    );
    terminal.run(&["add", ""]).refused(3);
    let inbox = json!({ "relationship_id": id("Alex Lee") });
    assert_eq!(
        call(&terminal, "agenda_inbox", inbox.clone())["items"],
        json!([])
    );
    let lee = id("Alex Lee");
    terminal.run(&["add", "@alex ask", "--with", &lee]).well();
    assert_eq!(
        call(&terminal, "agenda_inbox", inbox)["items"][0]["text"],
        "ask"
    );
}

#[test]
fn a_private_line_is_kept_and_never_printed() {
    let terminal = Terminal::new();
    room(&terminal, "Amara Okafor", "mentee", "");
    let long = format!("@amara # tired {}", "x".repeat(200_001));
    let mut seen = [0, 0];
    for (line, stdin) in [
        (&["add", "@amara # she looked tired"][..], ""),
        (&["--json", "add", "@amara # she looked tired"], ""),
        (&["add", "--look", "@amara # she looked tired"], ""),
        (
            &["--json", "add", "--look", "@amara # she looked tired"],
            "",
        ),
        (
            &["--json", "add", "--look", "@nobody # she looked tired"],
            "",
        ),
        (&["add", "# she looked tired"], ""),
        (&["--json", "add", "# she looked tired"], ""),
        (&["add"], "# @amara she looked tired"),
        (&["add"], &long),
    ] {
        let said = terminal.run_with(line, stdin);
        assert!(
            !said.out.contains("tired") && !said.err.contains("tired"),
            "{line:?}: {}{}",
            said.out,
            said.err
        );
        for (at, sentence) in [
            "Private: kept, and not printed here  (Amara Okafor)\n",
            "Understood: Private: not printed here  (Amara Okafor)\n",
        ]
        .iter()
        .enumerate()
        {
            seen[at] += usize::from(said.out.ends_with(sentence));
        }
    }
    assert_eq!(seen, [2, 1], "people are told what became of it");
    let rooms = call(&terminal, "relationship_list", json!({}));
    let about = json!({ "about": { "kind": "relationship", "id": rooms["items"][0]["id"] } });
    let notes = call(&terminal, "note_list", about);
    assert_eq!(notes["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(notes["items"][0]["body"], "she looked tired");
}
