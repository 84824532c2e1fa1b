//! The daily verbs, as somebody would use them in a week.

use serde_json::{Value, json};

use crate::program::{Terminal, run_on};

#[test]
fn a_week_from_the_terminal() {
    let terminal = Terminal::new();
    let line = [
        "person",
        "add",
        "Amara Okafor",
        "--organisation",
        "Brightwater Rail",
        "--zone",
        "Europe/London",
    ];
    assert!(
        terminal
            .run(&line)
            .well()
            .out
            .contains("Added: Amara Okafor"),
        "it says what it did"
    );
    let line = [
        "relationship",
        "start",
        "amara",
        "--role",
        "mentee",
        "--kind",
        "formal",
        "--weeks",
        "4",
    ];
    assert!(
        terminal
            .run(&line)
            .well()
            .out
            .contains("Started: Amara Okafor"),
        "a start of the name is enough"
    );
    let line = [
        "meeting",
        "plan",
        "Amara",
        "--on",
        "tomorrow",
        "--at",
        "14:00",
        "--title",
        "First talk",
    ];
    assert!(
        terminal
            .run(&line)
            .well()
            .out
            .contains("Planned: First talk, tomorrow 14:00"),
        "it says when"
    );
    terminal
        .run(&["meeting", "plan", "amara", "--title", "Some day"])
        .well();
    let line = [
        "action",
        "add",
        "Send the draft",
        "--with",
        "okafor",
        "--due",
        "today",
    ];
    terminal.run(&line).well();

    let call = terminal
        .run(&["contact", "amara", "call", "--theirs"])
        .well();
    assert!(
        call.out.contains("Logged: Call, "),
        "two words are enough for a call: {}",
        call.out
    );

    let today = terminal.run(&["today"]).well().out;
    for part in [
        "tomorrow 14:00  Amara Okafor: First talk",
        "today  Send the draft  (Amara Okafor)",
    ] {
        assert!(today.contains(part), "today holds {part:?}: {today}");
    }
    let meetings = terminal.run(&["meeting", "list"]).well().out;
    assert!(
        meetings.contains("First talk") && !meetings.contains("Some day"),
        "those with a date: {meetings}"
    );
    let undated = terminal.run(&["meeting", "list", "--undated"]).well().out;
    assert!(
        undated.contains("No date yet") && undated.contains("Some day"),
        "those without: {undated}"
    );

    let done = terminal.run(&["action", "done", "the draft"]).well().out;
    assert!(
        done.contains("kept"),
        "a part of its words is enough: {done}"
    );
    assert_eq!(
        terminal.run(&["action", "list"]).well().out,
        "Nothing here.\n",
        "nothing is open"
    );
    let all = terminal
        .run(&["--json", "action", "list", "--all"])
        .well()
        .json();
    assert_eq!(all[0]["state"], "done", "it is still known");

    let found = terminal.run(&["find", "first", "ta"]).well().out;
    assert!(
        found.contains("Meeting  First talk"),
        "by the starts of words: {found}"
    );
    let shown = terminal.run(&["person", "show", "Amara"]).well().out;
    assert!(
        shown.contains("Europe/London") && shown.contains("Your mentor"),
        "all about her: {shown}"
    );
}

#[test]
fn dates_are_written_as_they_are_said() {
    let terminal = Terminal::new();
    let due = |words: &str| {
        let line = ["--json", "action", "add", "Send the draft", "--due", words];
        let said = terminal.run(&line).well().json();
        said["due_on"].as_str().expect("a date").to_owned()
    };
    assert_eq!(due("24 December 2031"), "2031-12-24", "an English date");
    assert_eq!(due("24. Dezember 2031"), "2031-12-24", "a German one");
    assert_eq!(due("in two weeks"), due("+14"), "the same day");
    assert_eq!(due("tomorrow"), due("morgen"), "in both languages");
    for words in ["soon", "31 April", "tomorrow 15:00"] {
        let line = ["action", "add", "Send the draft", "--due", words];
        let refused = terminal.run(&line).refused(2);
        assert!(
            refused.err.contains("next Friday"),
            "it says how: {}",
            refused.err
        );
    }

    terminal.run(&["person", "add", "Ada"]).well();
    terminal
        .run(&["relationship", "start", "Ada", "--role", "mentor"])
        .well();
    let line = [
        "--json",
        "meeting",
        "plan",
        "Ada",
        "--on",
        "3 March 2031",
        "--at",
        "half past three",
    ];
    let planned = terminal.run(&line).well().json();
    assert_eq!(planned["when"]["local"], "2031-03-03T15:30", "and times");
}

#[test]
fn a_past_meeting_is_held_by_the_persons_name() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada"]).well();
    terminal
        .run(&["relationship", "start", "Ada", "--role", "mentor"])
        .well();
    terminal
        .run(&[
            "meeting",
            "plan",
            "Ada",
            "--on",
            "2024-02-29",
            "--at",
            "10:00",
        ])
        .well();
    terminal
        .run(&[
            "meeting", "plan", "Ada", "--on", "tomorrow", "--at", "10:00",
        ])
        .well();
    let held = terminal
        .run(&["--json", "meeting", "hold", "ada"])
        .well()
        .json();
    assert_eq!(held["state"], "held", "the one that is past");
    assert_eq!(held["when"]["local"], "2024-02-29T10:00", "that one");
    terminal.run(&["meeting", "hold", "ada"]).refused(4);
    let early = terminal
        .run(&[
            "--json", "meeting", "hold", "ada", "--on", "today", "--at", "00:00",
        ])
        .well()
        .json();
    assert_eq!(
        early["state"], "held",
        "tomorrow's went ahead before its date"
    );
    let began = early["when"]["local"].as_str().expect("a start");
    assert!(began.ends_with("T00:00"), "when it began: {began}");
}

#[test]
fn the_calendar_goes_into_a_file() {
    let terminal = Terminal::with_year();
    let export = |rest: &[&str]| {
        let file = terminal.beside("out.ics");
        let mut line = vec![
            "export",
            "calendar",
            "--out",
            file.to_str().expect("a path"),
        ];
        line.extend(rest);
        let said = terminal.run(&line).well().out;
        (said, std::fs::read_to_string(file).expect("the file"))
    };
    let (said, all) = export(&[]);
    let events = all.matches("BEGIN:VEVENT").count();
    assert!(events > 50, "the whole year, {events} meetings");
    assert!(
        said.contains(&events.to_string()),
        "it says how many: {said}"
    );
    let (_, one) = export(&["--relationship", "tomás"]);
    let few = one.matches("BEGIN:VEVENT").count();
    assert!((5..20).contains(&few), "one room, {few} meetings");
    let meetings = terminal.run(&["--json", "meeting", "list"]).well().json();
    let id = meetings[0]["id"].as_str().expect("an id");
    let (said, one) = export(&["--meeting", id]);
    assert_eq!(one.matches("BEGIN:VEVENT").count(), 1, "one meeting");
    assert!(
        said.starts_with("One meeting written to"),
        "in good English: {said}"
    );
}

#[test]
fn every_list_is_text_and_json() {
    let terminal = Terminal::with_year();
    for line in [
        &["person", "list"][..],
        &["relationship", "list"],
        &["relationship", "list", "--role", "mentor"],
        &["meeting", "list", "--from", "2020-01-01"],
        &["meeting", "list", "--with", "Leïla", "--state", "held"],
        &["action", "list", "--theirs"],
        &["goal", "list", "--all"],
        &["goal", "list", "--with", "jonas"],
        &["find", "lei"],
    ] {
        let text = terminal.run(line).well().out;
        let mut with_json = vec!["--json"];
        with_json.extend(line);
        let json = terminal.run(&with_json).well().json();
        let rows = json.as_array().expect("a list").len();
        assert!(rows > 0, "{line:?} finds something");
        assert_eq!(text.lines().count(), rows, "{line:?}: a line for each");
        let id = json[0]["id"].as_str().expect("an id");
        assert!(text.starts_with(id), "{line:?}: the id comes first");
    }
    let mentors = terminal
        .run(&["--json", "relationship", "list", "--role", "mentee"])
        .well()
        .json();
    assert_eq!(mentors.as_array().map(Vec::len), Some(5), "five mentors");
    let today = terminal.run(&["--json", "today"]).well().json();
    assert!(
        today["headline"]
            .as_str()
            .is_some_and(|line| !line.is_empty()),
        "today is JSON too"
    );
    assert_eq!(
        terminal.run(&["--json", "inbox"]).well().json(),
        Value::Array(vec![]),
        "nothing was shown yet"
    );
}

#[test]
fn it_speaks_the_persons_language() {
    let terminal = Terminal::new();
    let mut settings = terminal.run(&["call", "settings_show"]).well().json();
    settings["language"] = "de".into();
    let request = serde_json::json!({ "settings": settings }).to_string();
    terminal.run(&["call", "settings_change", &request]).well();
    let said = terminal.run(&["person", "add", "Ada"]).well().out;
    assert!(said.contains("Hinzugefügt: Ada"), "in German: {said}");
    let said = terminal.run(&["person", "add", ""]).refused(3).err;
    assert!(said.contains("Schreib"), "its refusals too: {said}");
}

#[test]
fn large_sets_are_made_in_empty_folders_only() {
    let terminal = Terminal::new();
    let made = terminal
        .run(&["--json", "demo", "--people", "12", "--seed", "7"])
        .well();
    assert!(
        made.err.contains("12 of 12"),
        "progress on stderr: {}",
        made.err
    );
    let rows = made.json()["rows"].as_i64().expect("a number");
    assert!(rows > 1000, "about a hundred rows for each, {rows} in all");
    let people = terminal.run(&["--json", "person", "list"]).well().json();
    assert_eq!(
        people.as_array().map(Vec::len),
        Some(12),
        "they are there for the ordinary program"
    );
    terminal.run(&["demo", "--people", "5"]).refused(5);

    let used = terminal.beside("used");
    std::fs::create_dir(&used).expect("a folder");
    std::fs::write(used.join("letter.txt"), "mine").expect("a file");
    let said = run_on(&used, &["demo", "--people", "5"], "").refused(5);
    assert!(said.err.contains("not empty"), "it says why: {}", said.err);
    let left: Vec<_> = std::fs::read_dir(&used).expect("the folder").collect();
    assert_eq!(left.len(), 1, "nothing was put beside the letter");
}

#[test]
fn the_year_is_not_laid_over_somebody() {
    let terminal = Terminal::with_year();
    let said = terminal.run(&["--json", "demo"]);
    assert_eq!(said.code, 5, "the desk has people on it");
    assert_eq!(said.error()["code"], "conflict", "{}", said.err);
}

#[test]
fn today_shows_what_is_tried_and_what_to_look_back_on() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada Merriwether"]).well();
    let start = ["--json", "relationship", "start", "ada", "--role", "mentee"];
    let room = terminal.run(&start).well().json()["id"].clone();
    let call = |name: &str, request: Value| {
        terminal
            .run(&["call", name, &request.to_string()])
            .well()
            .json()
    };
    let advice = call(
        "advice_add",
        json!({ "fields": { "text": "Ask before you answer", "given_by": "theirs", "relationship_id": room } }),
    );
    call(
        "advice_decide",
        json!({ "id": advice["id"], "verdict": "try", "try_by": "2099-01-05" }),
    );
    let decision = call(
        "decision_add",
        json!({ "fields": { "question": "Stay or go?", "relationship_id": room, "options": ["Stay", "Go"] } }),
    );
    call(
        "decision_make",
        json!({ "id": decision["id"], "choice": "Stay", "look_back_on": "2020-03-02" }),
    );
    let today = terminal.run(&["today"]).well().out;
    for part in [
        "Trying out",
        "Ask before you answer  (Ada Merriwether, Try by",
        "Time to look back",
        "Stay or go?  Stay  (Ada Merriwether",
    ] {
        assert!(today.contains(part), "today holds {part:?}: {today}");
    }
}

#[test]
fn how_useful_a_meeting_was_is_said_with_it() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada Merriwether"]).well();
    terminal
        .run(&["relationship", "start", "ada", "--role", "mentee"])
        .well();
    let plan = [
        "--json",
        "meeting",
        "plan",
        "ada",
        "--on",
        "yesterday",
        "--at",
        "15:00",
    ];
    let id = terminal.run(&plan).well().json()["id"].clone();
    terminal.run(&["meeting", "hold", "ada"]).well();
    let request = json!({ "id": id, "usefulness": 4 }).to_string();
    terminal.run(&["call", "meeting_rate", &request]).well();
    let listed = terminal
        .run(&["meeting", "list", "--state", "held"])
        .well()
        .out;
    assert!(
        listed.contains("useful: 4 of 5"),
        "it is in the list: {listed}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_clock_before_1970_stops_nothing() {
    let terminal = Terminal::new();
    for line in [&["person", "add", "Ada"][..], &["today"], &["backup"]] {
        let mut command = std::process::Command::new("faketime");
        command
            .arg("1969-07-20 21:17:00")
            .arg(crate::program::path())
            .arg("--data")
            .arg(terminal.desk())
            .args(line)
            .env("LC_ALL", "en_GB.UTF-8");
        let said = crate::program::say(command, "");
        assert!(!said.err.contains("panicked"), "{line:?}: {}", said.err);
        assert_eq!(said.code, 0, "{line:?}: {}{}", said.out, said.err);
    }
}
