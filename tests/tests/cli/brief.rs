//! `brief`: the page before a meeting, and the agenda to send ahead.

use serde_json::{Value, json};

use crate::program::Terminal;

/// What is private on the desks below.
const PRIVATE: &str = "Doubts herself after praise";

/// Adds somebody I mentor and returns the room.
fn room(terminal: &Terminal, name: &str) -> String {
    terminal.run(&["person", "add", name]).well();
    let line = [
        "--json",
        "relationship",
        "start",
        name,
        "--role",
        "mentor",
        "--weeks",
        "4",
    ];
    id(&terminal.run(&line).well().json())
}

fn id(row: &Value) -> String {
    row["id"].as_str().expect("an id").to_owned()
}

fn call(terminal: &Terminal, command: &str, request: Value) -> Value {
    terminal
        .run(&["call", command, &request.to_string()])
        .well()
        .json()
}

/// A desk with Amara, whom I meet tomorrow, and something in each part of the brief. Returns her room and the meeting.
fn desk() -> (Terminal, String, String) {
    let terminal = Terminal::new();
    let room = room(&terminal, "Amara Okafor");
    let plan = [
        "--json", "meeting", "plan", "Amara", "--on", "tomorrow", "--at", "14:00", "--title",
        "Review",
    ];
    let meeting = id(&terminal.run(&plan).well().json());
    for (text, kind) in [("The salary talk", "topic"), ("What is next?", "question")] {
        let point = json!({ "relationship_id": room, "text": text, "kind": kind });
        call(&terminal, "agenda_add", point);
    }
    let promise = |line: &[&str]| {
        let mut words = vec!["action", "add", "--with", "Amara"];
        words.extend(line);
        terminal.run(&words).well();
    };
    promise(&["Send the draft", "--due", "2020-01-02"]);
    promise(&["Ask Jonas", "--due", "today"]);
    promise(&["Read it", "--due", "tomorrow", "--theirs"]);
    promise(&["Bring the book", "--theirs"]);
    terminal.run(&["action", "done", "the book"]).well();
    let of_room = |fields: Value| {
        let mut fields = fields;
        fields["relationship_id"] = room.clone().into();
        json!({ "fields": fields })
    };
    let advice = of_room(json!({ "text": "Name the number first", "given_by": "mine" }));
    call(&terminal, "advice_add", advice);
    let voices = json!([{ "relationship_id": room }]);
    let challenge = json!({ "fields": { "title": "My voice goes flat", "voices": voices } });
    call(&terminal, "challenge_add", challenge);
    let decision = of_room(json!({ "question": "Stay or go?" }));
    call(&terminal, "decision_add", decision);
    let goal = id(&call(
        &terminal,
        "goal_set",
        of_room(json!({ "title": "Lead the review" })),
    ));
    let check_in = json!({ "id": goal, "text": "Halfway.\nAnd lonely.", "progress": 50 });
    call(&terminal, "goal_check_in", check_in);
    let win = json!({ "fields": { "text": "The talk was accepted", "whose": "mine" } });
    call(&terminal, "journal_add", win);
    let about = json!({ "kind": "relationship", "id": room });
    let note = id(&call(
        &terminal,
        "note_write",
        json!({ "about": about, "body": PRIVATE }),
    ));
    call(
        &terminal,
        "note_remember",
        json!({ "id": note, "remember": true }),
    );
    (terminal, room, meeting)
}

const PAGE: &str = "\
Before you meet Amara
tomorrow 14:00  Amara Okafor: Review
You have not met before.

To talk about
  The salary talk

To ask
  What is next?

You promised
  overdue since Thursday, 2 January 2020  Send the draft
  today  Ask Jonas

Promised to you
  tomorrow  Read it

Closed since last time
  Bring the book  (theirs, kept)

Advice
  Name the number first  (New)

Challenges
  My voice goes flat  (today)
    To ask: Amara Okafor

Decisions
  Stay or go?  (today)
    Open

Goals
  Lead the review  50%
    Halfway.
    And lonely.

Wins to tell
  today  The talk was accepted

One private note is kept back; the window has it.
";

#[test]
fn the_brief_is_the_page_of_the_window_without_what_is_private() {
    let (terminal, room, meeting) = desk();
    for line in [
        &["brief", "amara"][..],
        &["brief", &room],
        &["brief", "--meeting", &meeting],
    ] {
        assert_eq!(terminal.run(line).well().out, PAGE, "{line:?}");
    }
    let said = terminal.run(&["--json", "brief", "amara"]).well();
    assert!(!said.out.contains(PRIVATE), "nor for scripts: {}", said.out);
    let brief = said.json();
    let fields: Vec<&String> = brief.as_object().expect("an object").keys().collect();
    assert_eq!(
        fields,
        ["last", "meeting", "open", "people"],
        "there is no such field"
    );
    assert_eq!(brief["open"]["mine"][0]["title"], "Send the draft");
}

#[test]
fn it_speaks_german() {
    let (terminal, ..) = desk();
    let mut settings = terminal.run(&["call", "settings_show"]).well().json();
    settings["language"] = "de".into();
    call(
        &terminal,
        "settings_change",
        json!({ "settings": settings }),
    );
    let page = terminal.run(&["brief", "amara"]).well().out;
    for part in [
        "Bevor du Amara triffst\nmorgen 14:00  Amara Okafor: Review\n",
        "\n\nDu hast zugesagt\n  überfällig seit Donnerstag, 2. Januar 2020  Send the draft\n",
        "\n\nHerausforderungen\n  My voice goes flat  (heute)\n",
        "\n\nEine private Notiz wird zurückgehalten; das Fenster zeigt sie.\n",
    ] {
        assert!(page.contains(part), "{part:?}: {page}");
    }
    let letter = terminal.run(&["brief", "amara", "--share"]).well().out;
    assert!(
        letter.contains("\nThemen\n– The salary talk\n"),
        "and so does the letter: {letter}"
    );
}

#[test]
fn with_several_a_row_says_whose_it_is() {
    let (terminal, ..) = desk();
    room(&terminal, "Jonas Lindqvist");
    let promise = ["action", "add", "Lend a book", "--with", "Jonas"];
    terminal.run(&promise).well();
    let line = ["--json", "meeting", "plan", "Amara", "Jonas"];
    let meeting = id(&terminal.run(&line).well().json());
    let page = terminal.run(&["brief", "--meeting", &meeting]).well().out;
    for part in [
        "Before you meet Amara and Jonas\nNo date yet  Amara Okafor, Jonas Lindqvist: ",
        "\nJonas Lindqvist: You have not met before.\n",
        "\n  today  Ask Jonas  (Amara Okafor)\n  Lend a book  (Jonas Lindqvist)\n",
        "\n  Name the number first  (New, to Amara Okafor)\n",
        "\n  Lead the review  (Amara Okafor)  50%\n",
    ] {
        assert!(page.contains(part), "{part:?}: {page}");
    }
    let letter = terminal
        .run(&["brief", "--meeting", &meeting, "--share"])
        .well()
        .out;
    assert!(
        !letter.contains("Ask Jonas") && !letter.contains("The salary talk"),
        "what is of one is not shown to the other: {letter}"
    );
}

#[test]
fn where_nothing_is_open_it_says_so() {
    let terminal = Terminal::new();
    room(&terminal, "Amara Okafor");
    assert_eq!(
        terminal.run(&["brief", "amara"]).well().out,
        "Before you meet Amara\nNo meeting planned.\nYou have not met before.\n\n\
         Nothing is open between you and Amara.\n"
    );
    terminal.run(&["brief", "jonas"]).refused(4);
    terminal.run(&["brief", "--meeting", "nonsense"]).refused(4);
    for line in [
        &["brief"][..],
        &["brief", "amara", "--meeting", "x"],
        &["brief", "amara", "--out", "x"],
    ] {
        assert_eq!(terminal.run(line).code, 2, "{line:?} is no such line");
    }
}

#[test]
fn a_point_that_rolled_over_says_since_when() {
    let page = Terminal::with_year().run(&["brief", "leïla"]).well().out;
    assert!(
        page.contains("  Salary talk: how to open it  (rolled over, open since "),
        "{page}"
    );
}

#[test]
fn the_agenda_to_send_ahead_has_nothing_private() {
    let (terminal, _, meeting) = desk();
    let sent = || {
        let shown = call(&terminal, "meeting_show", json!({ "id": meeting }));
        shown["agenda_sent"].as_bool().expect("yes or no")
    };
    let file = terminal.beside("agenda.txt");
    let path = file.to_str().expect("a path");
    let nowhere = terminal.beside("nowhere/agenda.txt");
    let lost = nowhere.to_str().expect("a path");
    terminal
        .run(&["brief", "amara", "--share", "--out", lost])
        .refused(3);
    assert!(!sent(), "what was not written was not sent");

    let letter = terminal.run(&["brief", "amara", "--share"]).well().out;
    for part in [
        "Our meeting on ",
        "\n\nHello Amara,\n\n",
        "\nTopics\n– The salary talk\n",
        "\nQuestions\n– What is next?\n",
        "\nWhat I promised\n– Send the draft (by Thursday, 2 January 2020)\n",
    ] {
        assert!(letter.contains(part), "{part:?}: {letter}");
    }
    assert!(!letter.contains(PRIVATE), "{letter}");
    assert!(sent(), "it counts as taken out");

    call(&terminal, "meeting_delete", json!({ "id": meeting }));
    let plan = [
        "meeting", "plan", "Amara", "--on", "tomorrow", "--at", "14:00",
    ];
    terminal.run(&plan).well();
    let saved = terminal
        .run(&["brief", "amara", "--share", "--out", path])
        .well();
    assert_eq!(saved.out, format!("Saved: {path}\n"), "it says where");
    let written = std::fs::read_to_string(&file).expect("the file");
    assert_eq!(written, letter, "the file holds what is printed");
    let meetings = terminal.run(&["--json", "meeting", "list"]).well().json();
    assert_eq!(meetings[0]["agenda_sent"], true, "saved counts, too");

    let answer = terminal
        .run(&["--json", "brief", "amara", "--share"])
        .well()
        .json();
    let subject = answer["subject"].as_str().expect("a subject");
    let body = answer["body"].as_str().expect("a text");
    assert_eq!(format!("{subject}\n\n{body}"), letter, "the same as JSON");
}
