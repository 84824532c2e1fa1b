//! Every command by its name.

use std::path::Path;
use std::process::Command;

use ithaca_core::App;
use ithaca_core::clock::SystemClock;
use ithaca_core::commands::ALL;
use serde_json::json;

use crate::program::{Terminal, path, say};

#[test]
fn the_list_is_the_one_the_window_reads() {
    let listed = Terminal::new().run(&["--json", "commands"]).well().json();
    let listed: Vec<(String, String)> = listed
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| {
            (
                line["name"].to_string(),
                format!("{} {}", line["request"], line["response"]),
            )
        })
        .map(|(name, types)| (name.replace('"', ""), types.replace('"', "")))
        .collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/api/bindings.ts");
    let bindings = std::fs::read_to_string(file).expect("the interface's bindings");
    let (_, commands) = bindings
        .split_once("export interface Commands {")
        .expect("the map of commands");
    let window: Vec<(String, String)> = commands
        .lines()
        .filter_map(|line| line.trim().split_once(": { request: "))
        .filter_map(|(name, types)| {
            Some((name, types.strip_suffix(" };")?.split_once("; response: ")?))
        })
        .map(|(name, (request, response))| {
            let request = request.trim_start_matches("Partial<").trim_end_matches('>');
            let response = match (
                response.strip_prefix("Array<"),
                response.strip_suffix(" | null"),
            ) {
                (Some(item), _) => format!("Vec<{item}"),
                (_, Some(some)) => format!("Option<{some}>"),
                _ => response.replace("null", "()").replace("boolean", "bool"),
            };
            (name.to_owned(), format!("{request} {response}"))
        })
        .collect();
    assert!(
        window.len() > 50,
        "the bindings were read: {} commands",
        window.len()
    );
    for (listed, window) in listed.iter().zip(&window) {
        assert_eq!(
            listed, window,
            "terminal and window read one table; is bindings.ts fresh?"
        );
    }
    assert_eq!(listed.len(), window.len(), "and all of it");
}

#[test]
fn the_list_is_read_by_people_too() {
    let said = Terminal::new().run(&["commands"]).well();
    assert!(
        said.out
            .lines()
            .any(|line| line == "meeting_plan(MeetingPlan) -> Meeting"),
        "a line says name, request and response: {}",
        said.out
    );
    assert_eq!(
        said.out.lines().count(),
        ALL.len(),
        "one line for each command"
    );
}

#[test]
fn every_command_answers_or_refuses_with_a_type() {
    let terminal = Terminal::new();
    for line in ALL {
        let said = terminal.run(&["--json", "call", line.name, "{}"]);
        if said.code == 0 {
            said.json();
            continue;
        }
        let error = said.error();
        let expected = match error["code"].as_str() {
            Some("invalid") => 3,
            Some("not_found") => 4,
            Some("conflict") => 5,
            other => panic!("{} says {other:?} to an empty request: {error}", line.name),
        };
        assert_eq!(
            said.code, expected,
            "{}: the exit code fits the error's",
            line.name
        );
        assert_ne!(error["message"], "", "{}: a sentence says why", line.name);
    }
}

#[test]
fn a_request_comes_from_the_line_or_from_stdin() {
    let terminal = Terminal::new();
    let ada = json!({ "fields": { "name": "Ada Merriwether" } }).to_string();
    let person = terminal.run(&["call", "person_add", &ada]).well().json();
    assert_eq!(person["name"], "Ada Merriwether", "from the line");
    let bo = json!({ "fields": { "name": "بو" } }).to_string();
    let person = terminal
        .run_with(&["call", "person_add", "-"], &bo)
        .well()
        .json();
    assert_eq!(person["name"], "بو", "from stdin");
    let people = terminal.run(&["call", "person_list"]).well().json();
    assert_eq!(
        people["items"].as_array().map(Vec::len),
        Some(2),
        "a request left out is an empty one"
    );
}

#[test]
fn files_go_in_and_come_out() {
    let terminal = Terminal::new();
    let (from, to) = (terminal.beside("thesis.txt"), terminal.beside("copy.txt"));
    std::fs::write(&from, "Kapitel zwei, 第二章").expect("a file to keep");
    let request = r#"{"kind":"file","fields":{}}"#;
    let line = [
        "call",
        "resource_add",
        request,
        "--in",
        from.to_str().expect("a path"),
    ];
    let resource = terminal.run(&line).well().json();
    assert_eq!(
        resource["title"], "thesis.txt",
        "a file is called by its name"
    );
    let request = json!({ "id": resource["id"] }).to_string();
    terminal
        .run(&[
            "call",
            "resource_save_file",
            &request,
            "--out",
            to.to_str().expect("a path"),
        ])
        .well();
    assert_eq!(
        std::fs::read_to_string(to).expect("the copy"),
        "Kapitel zwei, 第二章",
        "byte for byte"
    );
}

#[test]
fn terminal_and_window_share_an_open_folder() {
    let terminal = Terminal::new();
    let app =
        App::open(&terminal.desk(), std::sync::Arc::new(SystemClock)).expect("the window's desk");
    app.look_for_foreign_changes().expect("it can look");
    terminal.run(&["person", "add", "Ada Merriwether"]).well();
    assert!(
        app.look_for_foreign_changes().expect("it can look"),
        "the window notices the terminal's write"
    );
    let people =
        ithaca_core::commands::person_list(&app, Default::default()).expect("people can be listed");
    assert_eq!(people.items.len(), 1, "and sees the person");
}

#[test]
fn the_zone_is_the_one_that_other_programs_take_from_the_environment() {
    let terminal = Terminal::new();
    let zone = |variable: Option<&str>| {
        let mut command = Command::new(path());
        command.arg("--data").arg(terminal.desk());
        command.args(["--json", "call", "app_start", "{}"]);
        command.env_remove("TZ");
        if let Some(value) = variable {
            command.env("TZ", value);
        }
        say(command, "").well().json()["zone"].clone()
    };
    for (value, named) in [
        ("Asia/Kathmandu", "Asia/Kathmandu"),
        (":Pacific/Auckland", "Pacific/Auckland"),
    ] {
        assert_eq!(zone(Some(value)), named, "TZ={value}");
    }
    let system = zone(None);
    for value in ["", "CET-1CEST", "Europe/Nowhere"] {
        assert_eq!(zone(Some(value)), system, "TZ={value} names no zone");
    }
}

#[test]
fn a_request_of_a_wrong_shape_is_told_at_its_field() {
    let terminal = Terminal::new();
    for (command, request, field) in [
        (
            "person_add",
            r#"{"fields":{"name":"Ada","shoe":44}}"#,
            "fields.shoe",
        ),
        ("person_add", r#"{"fields":{"name":44}}"#, "fields.name"),
        (
            "person_add",
            r#"{"fields":{"name":"Ada"},"field":{}}"#,
            "field",
        ),
        ("person_add", "{}", "fields"),
        ("person_list", r#"{"page":{"limit":"many"}}"#, "page.limit"),
        ("person_list", r#"{"page":{"limt":3}}"#, "page.limt"),
        (
            "note_list",
            r#"{"about":{"kind":"person","id":"01902f3a-7c00-7000-8000-000000000000","more":1}}"#,
            "about.more",
        ),
        ("meeting_plan", r#"{"participants":[3]}"#, "participants[0]"),
    ] {
        let said = terminal.run(&["--json", "call", command, request]);
        let error = said.error();
        assert_eq!(
            (said.code, error["code"].as_str()),
            (3, Some("invalid")),
            "{request}: {error}"
        );
        assert_eq!(error["field"], field, "{request}: {error}");
        let message = error["message"].as_str().unwrap_or_default();
        assert!(
            message.contains(&format!("“{field}”")),
            "{request}: the sentence names it: {message}"
        );
    }
    let people = terminal.run(&["call", "person_list"]).well().json();
    assert_eq!(people["items"], json!([]), "nothing of it was done");
}

#[test]
fn what_a_command_costs_is_told_beside_its_answer_when_it_is_asked_for() {
    let terminal = Terminal::with_year();
    let plain = terminal.run(&["call", "person_list"]).well();
    assert_eq!(plain.err, "", "nobody asked");
    let told = terminal
        .run(&["call", "person_list", "{}", "--count"])
        .well();
    assert_eq!(told.out, plain.out, "the answer is the same");
    assert!(told.err.starts_with("Statements: "), "{}", told.err);

    let cost = |line: &[&str]| {
        let said = terminal.run(line).well();
        let told: serde_json::Value = serde_json::from_str(&said.err).expect("an object on stderr");
        (said.json(), told["count"].clone())
    };
    let (all, of_all) = cost(&["--json", "call", "meeting_list", "{}", "--count"]);
    let one = r#"{"page":{"limit":1}}"#;
    let (first, of_first) = cost(&["--json", "call", "meeting_list", one, "--count"]);
    let number = |cost: &serde_json::Value, what: &str| cost[what].as_u64().expect("a count");
    assert_eq!(number(&of_all, "bytes"), all.to_string().len() as u64);
    assert_eq!(number(&of_first, "bytes"), first.to_string().len() as u64);
    for what in ["steps", "rows", "bytes"] {
        assert!(
            number(&of_all, what) > 3 * number(&of_first, what),
            "{what}: {of_all} for all, {of_first} for one"
        );
    }
    assert_eq!(
        number(&of_all, "statements"),
        number(&of_first, "statements"),
        "as many statements for all as for one"
    );
    let (_, again) = cost(&["--json", "call", "meeting_list", one, "--count"]);
    assert_eq!(again, of_first, "counts are the same in every run");
}
