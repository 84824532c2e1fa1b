//! `capture`: lines kept in a meeting, each as what its sign says.

use std::path::Path;
#[cfg(unix)]
use std::process::Command;

use chrono::Duration;
use ithaca_core::clock::{Clock as _, SystemClock};
use serde_json::{Value, json};

#[cfg(unix)]
use crate::program;
use crate::program::Terminal;

/// A desk with Amara, whom I mentor.
fn desk() -> Terminal {
    let terminal = Terminal::new();
    room(&terminal, "Amara Okafor");
    terminal
}

fn room(terminal: &Terminal, name: &str) {
    terminal.run(&["person", "add", name]).well();
    let line = ["relationship", "start", name, "--role", "mentor"];
    terminal.run(&line).well();
}

/// Plans a meeting that began so many minutes ago and takes so many. Returns its id.
fn meet(terminal: &Terminal, who: &[&str], begun: i64, takes: &str) -> String {
    let start = SystemClock.now() - Duration::minutes(begun);
    let (on, at) = (
        start.format("%F").to_string(),
        start.format("%R").to_string(),
    );
    let mut line = vec!["--json", "meeting", "plan"];
    line.extend(who);
    line.extend([
        "--on",
        &on,
        "--at",
        &at,
        "--zone",
        "UTC",
        "--minutes",
        takes,
    ]);
    let meeting = terminal.run(&line).well().json();
    meeting["id"].as_str().expect("an id").to_owned()
}

fn call(terminal: &Terminal, command: &str, request: Value) -> Value {
    terminal
        .run(&["call", command, &request.to_string()])
        .well()
        .json()
}

fn notes(terminal: &Terminal, meeting: &str) -> String {
    let shown = call(terminal, "meeting_show", json!({ "id": meeting }));
    shown["notes"].as_str().expect("a text").to_owned()
}

fn private_notes(terminal: &Terminal, meeting: &str) -> Vec<String> {
    let about = json!({ "about": { "kind": "meeting", "id": meeting } });
    let list = call(terminal, "note_list", about);
    let rows = list["items"].as_array().expect("a list").iter();
    rows.map(|note| note["body"].as_str().expect("a text").to_owned())
        .collect()
}

/// What a run says of its lines, without the line that names the meeting.
fn of_lines<'a>(out: &'a str, meeting: &str) -> &'a str {
    let (first, rest) = out.split_once('\n').expect("a first line");
    assert!(
        first.starts_with(meeting),
        "it says where they are kept: {first}"
    );
    rest
}

#[test]
fn each_line_becomes_what_its_sign_says() {
    let terminal = desk();
    let meeting = meet(&terminal, &["Amara"], 10, "60");
    let lines = "! Send the draft by tomorrow\n> Read it by tomorrow\r\n\n* Name the number first by 24 December 2031\n\
                 + The talk was accepted\n? What is next?\n= We go on\n   \n# She was tired\nShe liked the plan";
    let said = terminal.run_with(&["capture", "amara"], lines).well();
    assert_eq!(
        of_lines(&said.out, &meeting),
        "My promise: Send the draft  (by tomorrow)\n\
         Their promise: Read it  (by tomorrow)\n\
         Advice: Name the number first  (by Wednesday, 24 December 2031)\n\
         Win: The talk was accepted\n\
         Question: What is next?\n\
         Decision: We go on\n\
         Private: kept, and not printed here\n\
         Note: She liked the plan\n",
        "in the order they came"
    );
    assert_eq!(said.err, "", "and nothing else");
    let kept = call(&terminal, "capture_list", json!({ "meeting_id": meeting }));
    let kept: Vec<&Value> = kept["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| &row["kind"])
        .collect();
    assert_eq!(
        kept,
        ["mine", "theirs", "advice", "win", "question", "decision"],
        "they are rows of the meeting"
    );
    assert_eq!(notes(&terminal, &meeting), "She liked the plan");
    assert_eq!(private_notes(&terminal, &meeting), ["She was tired"]);
}

#[test]
fn the_signs_are_those_of_the_window() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/features/capture/markers.ts");
    let source = std::fs::read_to_string(file).expect("the window's signs");
    let signs: Vec<(&str, &str)> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\","))
        .filter_map(|line| line.split_once("\": \""))
        .collect();
    assert_eq!(signs.len(), 7, "they were read: {signs:?}");
    let terminal = desk();
    meet(&terminal, &["Amara"], 10, "60");
    let lines: Vec<String> = signs.iter().map(|(sign, _)| format!("{sign} so")).collect();
    let said = terminal
        .run_with(&["--json", "capture", "amara"], &lines.join("\n"))
        .well()
        .json();
    for (row, (sign, kind)) in said["kept"].as_array().expect("a list").iter().zip(&signs) {
        assert_eq!(&row["kind"], kind, "{sign}");
    }
}

#[test]
fn lines_are_given_on_the_line_as_well() {
    let terminal = desk();
    let meeting = meet(&terminal, &["Amara"], 10, "60");
    for line in [
        &["capture", "amara", "! Call her", "A note"][..],
        &["capture", "--meeting", &meeting, "! Call her", "A note"],
    ] {
        let said = terminal.run_with(line, "not read").well().out;
        assert_eq!(
            of_lines(&said, &meeting),
            "My promise: Call her\nNote: A note\n",
            "{line:?}"
        );
    }
    assert_eq!(notes(&terminal, &meeting), "A note\n\nA note");
    let said = terminal.run(&["capture", "amara", "", " "]).well().out;
    assert_eq!(
        of_lines(&said, &meeting),
        "There was no line to keep.\n",
        "blank lines are none"
    );
}

#[test]
fn a_sign_counts_at_the_beginning_and_before_a_space_only() {
    let terminal = desk();
    let meeting = meet(&terminal, &["Amara"], 10, "60");
    let lines = [
        "!now",
        " ! spaced",
        "so ! there",
        "#tag",
        "- dash",
        "!! twice",
        "!",
        "1 + 1",
    ];
    terminal
        .run_with(&["capture", "amara"], &lines.join("\n"))
        .well();
    let kept: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    assert_eq!(notes(&terminal, &meeting), kept.join("\n\n"), "as typed");
    assert_eq!(
        private_notes(&terminal, &meeting),
        [""; 0],
        "and none is private"
    );

    // As some programs of Windows begin a file.
    terminal
        .run_with(&["capture", "amara"], "\u{feff}# She was tired")
        .well();
    assert_eq!(
        private_notes(&terminal, &meeting),
        ["She was tired"],
        "a mark nobody sees makes nothing public"
    );
}

#[test]
fn a_private_line_is_never_printed() {
    let terminal = desk();
    let meeting = meet(&terminal, &["Amara"], 10, "60");
    let long = format!("# tired {}", "x".repeat(200_001));
    for (line, stdin) in [
        (&["capture", "amara"][..], "# She was tired\nA note"),
        (&["--json", "capture", "amara"], "# She was tired\nA note"),
        (&["capture", "amara", "# She was tired"], ""),
        (&["capture", "amara"], &long),
        (&["--json", "capture", "amara"], &long),
        (&["capture", "amara"], "# tired\u{7}"),
    ] {
        let said = terminal.run_with(line, stdin);
        assert!(
            !said.out.contains("tired") && !said.err.contains("tired"),
            "{line:?}: {}{}",
            said.out,
            said.err
        );
    }
    assert_eq!(
        private_notes(&terminal, &meeting).len(),
        4,
        "those that fit are kept, and of one the invisible sign is not"
    );
}

#[test]
fn a_line_that_is_refused_is_named_and_the_rest_is_kept() {
    let terminal = desk();
    let meeting = meet(&terminal, &["Amara"], 10, "60");
    let long = "x".repeat(600);
    let lines = format!("First\n\n! \n> {long}\nLast");
    let said = terminal.run_with(&["capture", "amara"], &lines);
    assert_eq!(said.code, 3, "the first refusal's: {}", said.err);
    assert_eq!(
        of_lines(&said.out, &meeting),
        "Note: First\nNote: Last\n",
        "the others are kept"
    );
    let refusals: Vec<&str> = said.err.lines().collect();
    assert_eq!(refusals.len(), 2, "one sentence each: {refusals:?}");
    assert_eq!(refusals[0], "Line 3: Write something here first.");
    assert!(
        refusals[1].starts_with("Line 4: This has 600 characters"),
        "{refusals:?}"
    );

    let said = terminal.run_with(&["--json", "capture", "amara"], &lines);
    assert_eq!((said.code, &said.error()["code"]), (3, &json!("invalid")));
    let kept = said.json();
    assert_eq!(kept["meeting_id"], json!(meeting));
    assert_eq!(
        kept["kept"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|row| (row["line"].clone(), row["text"].clone()))
            .collect::<Vec<_>>(),
        [(json!(1), json!("First")), (json!(5), json!("Last"))],
        "a script knows which"
    );
    assert_eq!(
        notes(&terminal, &meeting),
        ["First", "Last", "First", "Last"].join("\n\n")
    );
}

#[cfg(unix)]
#[test]
fn nothing_typed_gets_lost() {
    let terminal = desk();
    let meeting = meet(&terminal, &["Amara"], 10, "60");
    let run = |script: &str| {
        let mut command = Command::new("sh");
        command
            .args(["-c", script, "sh"])
            .arg(program::path())
            .arg(terminal.desk())
            .env("LC_ALL", "en_GB.UTF-8");
        program::say(command, "")
    };
    let said = run(r#"printf 'One\n\377\nTwo\n' | "$1" --data "$2" capture amara"#);
    assert_eq!(said.code, 3, "{}", said.err);
    assert_eq!(
        said.err,
        "Line 2: This is not text in UTF-8. Nothing of it was kept.\n"
    );
    let said = run(r#""$1" --data "$2" capture amara </"#);
    assert_eq!(
        (said.code, said.err.as_str()),
        (2, "Line 1: The file - cannot be read.\n")
    );
    run(r#"(sleep 1; printf 'Three\nFour\n') | "$1" --data "$2" capture amara | true"#);
    assert_eq!(
        notes(&terminal, &meeting),
        ["One", "Two", "Three", "Four"].join("\n\n"),
        "whether anybody reads what it says or not"
    );
}

#[test]
fn a_passphrase_and_lines_share_standard_input() {
    let terminal = desk();
    let meeting = meet(&terminal, &["Amara"], 10, "60");
    let passphrase = "fern, ladder, tin, november";
    let set = json!({ "passphrase": passphrase, "proof": null, "keep_device": false });
    call(&terminal, "vault_set_passphrase", set);
    terminal.run(&["capture", "amara", "A note"]).refused(9);
    let lines = format!("{passphrase}\nOne\nTwo\n");
    let said = terminal
        .run_with(&["--passphrase-file", "-", "capture", "amara"], &lines)
        .well()
        .out;
    assert_eq!(
        of_lines(&said, &meeting),
        "Note: One\nNote: Two\n",
        "the lines after the first"
    );
}

#[test]
fn a_name_means_the_meeting_that_is_going_on_or_just_was() {
    let terminal = desk();
    let refused = |why: &str| {
        let said = terminal
            .run_with(&["capture", "amara"], "A note")
            .refused(4);
        assert!(
            said.err.contains("No meeting with “amara” is going on"),
            "{why}: {}",
            said.err
        );
    };
    let kept_in = |meeting: &str, why: &str| {
        let said = terminal.run(&["capture", "amara", "A note"]).well().out;
        assert!(said.starts_with(meeting), "{why}: {said}");
    };
    refused("there is none at all");
    meet(&terminal, &["Amara"], -60, "30");
    meet(&terminal, &["Amara"], 26 * 60, "60");
    refused("one is to come, one ended more than a day ago");
    let cancelled = meet(&terminal, &["Amara"], 20, "60");
    let request = json!({ "id": cancelled });
    call(&terminal, "meeting_cancel", request);
    refused("one was called off");

    meet(&terminal, &["Amara"], 20 * 60, "30");
    let last = meet(&terminal, &["Amara"], 3 * 60, "30");
    kept_in(&last, "the one that ended last");
    terminal.run(&["meeting", "hold", &last]).well();
    kept_in(&last, "also once it was said to have taken place");
    let now = meet(&terminal, &["Amara"], 10, "60");
    kept_in(&now, "the one that is going on goes first");

    terminal.run(&["meeting", "hold", &now]).well();
    for meeting in [&last, &now] {
        call(&terminal, "meeting_follow", json!({ "id": meeting }));
    }
    let said = terminal.run(&["capture", "amara", "A note"]).well().out;
    assert!(
        !said.starts_with(&last) && !said.starts_with(&now),
        "what was followed up is over: {said}"
    );

    terminal.run(&["capture", "jonas", "A note"]).refused(4);
    terminal
        .run(&["capture", "--meeting", "nonsense", "A note"])
        .refused(4);
    assert_eq!(terminal.run(&["capture"]).code, 2, "with nobody at all");
}

#[test]
fn where_several_meet_a_line_says_whom_it_concerns() {
    let terminal = desk();
    room(&terminal, "Jonas Lindqvist");
    let meeting = meet(&terminal, &["Amara", "Jonas"], 10, "60");
    let said = terminal
        .run(&["capture", "jonas", "! Call by tomorrow", "A note"])
        .well()
        .out;
    assert_eq!(
        of_lines(&said, &meeting),
        "My promise: Call  (Jonas Lindqvist, by tomorrow)\nNote: A note\n",
        "the one who was named"
    );
}

#[test]
fn it_speaks_german() {
    let terminal = desk();
    let meeting = meet(&terminal, &["Amara"], 10, "60");
    let mut settings = terminal.run(&["call", "settings_show"]).well().json();
    settings["language"] = "de".into();
    call(
        &terminal,
        "settings_change",
        json!({ "settings": settings }),
    );
    let said = terminal.run_with(
        &["capture", "amara"],
        "! Lebenslauf schicken bis morgen\n# Sie war müde\n? \nEine Notiz",
    );
    assert_eq!(
        of_lines(&said.out, &meeting),
        "Meine Zusage: Lebenslauf schicken  (bis morgen)\n\
         Privat: festgehalten, hier nicht ausgegeben\n\
         Notiz: Eine Notiz\n"
    );
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.starts_with("Zeile 3: Schreib"), "{}", said.err);
}
