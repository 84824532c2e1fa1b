//! A text is private if and only if it is a row in `notes`: it answers to no other command.

use std::sync::{Arc, Mutex};

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::{Desk, run};

/// Words of the filled desk that are not private, and belong into no log either: names, titles, addresses.
const OPEN_WORDS: [&str; 36] = [
    "Ahlgren",
    "Okoro",
    "Marsh",
    "Harbour Lights",
    "ben@example.org",
    "At a fair",
    "Speaking in public",
    "Rehearsal",
    "example.org",
    "opening line",
    "last slide",
    "Where to rehearse",
    "We spoke",
    "Speak freely",
    "Find a voice",
    "Five minutes",
    "full talk",
    "Getting there",
    "Record",
    "Read the chapter",
    "On pauses",
    "notes.txt",
    "metronome",
    "Dora Ito",
    "Overslept",
    "A cold",
    "Another thought",
    "fern, ladder",
    "Ask before you answer",
    "wrong hall",
    "goes flat",
    "eleventh face",
    "Look at one face",
    "Hold the lectern",
    "glass of water",
    "from the floor",
];

const CANARY: &str = "zq7xkanarienvogel";

/// The commands through which a private text is written and read.
const PRIVATE: [&str; 4] = ["note_write", "note_change", "note_list", "note_draft_find"];

#[test]
fn private_words_answer_to_no_other_command() {
    let desk = Desk::saying(CANARY);
    let topics = desk.world.listen();
    let mut private_answers = 0;
    let mut hear = |name: &str, answer: String| {
        if PRIVATE.contains(&name) {
            private_answers += usize::from(answer.contains(CANARY));
        } else {
            assert!(
                !answer.contains(CANARY),
                "{name} told a private text: {answer}"
            );
        }
    };
    for (name, request) in desk.questions() {
        hear(name, desk.run(name, request).to_string());
    }
    for text in [CANARY, "thought"] {
        hear(
            "find",
            desk.run("find", json!({ "text": text })).to_string(),
        );
        hear(
            "person_list",
            desk.run("person_list", json!({ "text": text })).to_string(),
        );
    }
    for when in ["2026-03-10T08:00", "2026-03-10T12:00", "2026-05-20T12:00"] {
        desk.world.go_to(&format!("{when}[Europe/Paris]"));
        hear(
            "take_due",
            serde_json::to_string(&desk.world.notices()).expect("notices are JSON"),
        );
        hear(
            "reminder_list",
            desk.run("reminder_list", json!({ "all": true }))
                .to_string(),
        );
        hear("today_show", desk.run("today_show", json!({})).to_string());
    }
    for command in ALL.iter().filter(|command| {
        !matches!(
            command.name,
            "demo_remove" | "bin_empty" | "first_run_finish"
        )
    }) {
        let answer = match desk.world.call(command.name, desk.request(command.name)) {
            Ok(answer) => answer.to_string(),
            Err(error) => error.message,
        };
        hear(command.name, answer);
    }
    for file in [
        "a.ics",
        "b.ics",
        "c.ics",
        "all.ics",
        "kept.ics",
        "saved.txt",
    ] {
        let bytes = std::fs::read(desk.world.folder().join(file)).expect("the file was written");
        hear(
            "a file written",
            String::from_utf8_lossy(&bytes).into_owned(),
        );
    }
    hear("changes", topics.lock().expect("the topics").join(" "));
    assert!(
        private_answers >= 6,
        "the canary sings where it should: the notes and drafts hold it"
    );
}

#[test]
fn the_same_search_finds_a_text_that_is_not_private() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-03T08:00");
    run(
        &world,
        "agenda_add",
        json!({ "meeting_id": meeting.row.id, "text": CANARY }),
    );
    let action = world.promise(&ada, CANARY, Some("2026-03-02"));
    run(&world, "action_delete", json!({ "id": action.id }));
    world.promise(&ada, CANARY, Some("2026-03-02"));
    let out = world.folder().join("all.ics");
    let handle = world.app.files().mint_write(out.clone());
    run(
        &world,
        "calendar_export",
        json!({ "scope": { "kind": "all" }, "detail": "agenda", "out": handle }),
    );
    for (place, text) in [
        ("today", run(&world, "today_show", json!({})).to_string()),
        (
            "a notice",
            serde_json::to_string(&world.notices()).expect("JSON"),
        ),
        ("the bin", run(&world, "bin_list", json!({})).to_string()),
        (
            "the calendar file",
            std::fs::read_to_string(out).expect("it was written"),
        ),
    ] {
        assert!(
            text.contains(CANARY),
            "{place} tells open texts, so a silent one above proves something: {text}"
        );
    }
}

#[test]
fn a_deleted_note_leaves_the_bin_nameless_and_comes_back() {
    let desk = Desk::saying(CANARY);
    desk.run("note_delete", json!({ "id": desk.id("about_ada") }));
    let entry = desk.run("bin_list", json!({}))["items"][0].clone();
    assert_eq!(
        (&entry["kind"], &entry["title"]),
        (&json!("note"), &json!("")),
        "a private note, and no word of it"
    );
    let about = desk.request("note_list");
    assert_eq!(
        desk.run("note_list", about.clone())["items"],
        json!([]),
        "it is in no list"
    );
    desk.run("bin_restore", json!({ "id": entry["id"] }));
    let body = desk.run("note_list", about)["items"][0]["body"].clone();
    assert_eq!(body, format!("A thought {CANARY}"), "and comes back whole");
}

#[test]
fn the_person_who_undoes_a_note_is_told_only_that_it_was_one() {
    let desk = Desk::saying(CANARY);
    let request = json!({ "id": desk.id("about_ada"), "body": format!("{CANARY} again") });
    desk.run("note_change", request);
    assert_eq!(
        desk.run("change_undo", json!({}))["label"],
        "change a private note",
        "no word of it"
    );
}

#[test]
fn a_note_lives_with_what_it_is_about() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-02T08:00");
    let subjects = [
        ("person", json!(ada.person_id)),
        ("relationship", json!(ada.id)),
        ("meeting", json!(meeting.row.id)),
    ];
    let bodies = |about: &Value| {
        let rows = run(&world, "note_list", json!({ "about": about }))["items"].clone();
        rows.as_array()
            .into_iter()
            .flatten()
            .filter_map(|note| note["body"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    for (kind, id) in &subjects {
        let about = json!({ "kind": kind, "id": id });
        for text in ["First", "Second"] {
            world.advance(chrono::Duration::minutes(1));
            run(
                &world,
                "note_write",
                json!({ "about": about, "body": format!("{text} of the {kind}") }),
            );
        }
        assert_eq!(
            bodies(&about),
            [
                format!("Second of the {kind}"),
                format!("First of the {kind}")
            ],
            "its own, the latest first"
        );
    }
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    let gone = json!({ "kind": "relationship", "id": ada.id });
    assert!(
        world.call("note_list", json!({ "about": gone })).is_err(),
        "notes of a room in the bin are there with it"
    );
}

#[test]
fn a_draft_is_kept_until_the_note_is_written() {
    let world = World::new();
    let about = json!({ "kind": "person", "id": world.person("Ada").id });
    let draft =
        |world: &World| run(world, "note_draft_find", json!({ "about": about }))["body"].clone();
    assert_eq!(draft(&world), "", "nothing yet");
    for text in ["Half", "Half a thought"] {
        run(
            &world,
            "note_draft_keep",
            json!({ "about": about, "body": text }),
        );
    }
    let world = world.reopened();
    assert_eq!(draft(&world), "Half a thought", "a crash costs nothing");
    run(
        &world,
        "note_write",
        json!({ "about": about, "body": "A whole thought" }),
    );
    assert_eq!(draft(&world), "", "written, the draft is gone");
    run(
        &world,
        "note_draft_keep",
        json!({ "about": about, "body": "Another" }),
    );
    run(
        &world,
        "note_draft_keep",
        json!({ "about": about, "body": "" }),
    );
    assert_eq!(draft(&world), "", "and an emptied field keeps none");
    let empty = world
        .call("note_write", json!({ "about": about, "body": " \n " }))
        .expect_err("no words");
    assert_eq!(
        empty.field.as_deref(),
        Some("body"),
        "a note says something"
    );
}

#[test]
fn private_text_never_reaches_the_log() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let sink = Lines(Arc::clone(&lines));
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || sink.clone())
        .finish();
    // For all threads: one that meets a line first decides for all whether it is listened to.
    tracing::subscriber::set_global_default(subscriber)
        .expect("nobody else in this program listens");
    let desk = Desk::saying(CANARY);
    let wrong = json!({ "about": { "kind": "person", "id": desk.id("ada") }, "body": format!("{CANARY}{}", "n".repeat(ithaca_core::limits::BODY)) });
    assert!(
        desk.world.call("note_write", wrong).is_err(),
        "a text that is too long is refused, and logged as refused"
    );
    assert!(
        desk.world.call(CANARY, json!(CANARY)).is_err(),
        "so is a request of no shape"
    );
    // Every command, well and ill: nothing a person wrote anywhere may come out here.
    for command in ALL
        .iter()
        .filter(|command| !command.name.starts_with("vault_"))
    {
        let request = desk.request(command.name);
        for (text, kind) in [
            ("fields", json!(CANARY)),
            ("id", json!("Ada Ahlgren")),
            ("body", json!(["Rehearsal"])),
        ] {
            let mut wrong = request.clone();
            wrong[text] = kind;
            let _ = desk.world.call(command.name, wrong);
        }
        let _ = desk.world.call(command.name, request);
    }
    let log = String::from_utf8_lossy(&lines.lock().expect("the log")).into_owned();
    assert!(log.contains("refused"), "the log was listened to: {log}");
    for word in OPEN_WORDS.iter().chain([&CANARY]) {
        assert!(
            !log.contains(word),
            "the log holds {word:?}, which a person wrote: {log}"
        );
    }
    tracing::info!("a control: {}", OPEN_WORDS.join(", "));
    let log = String::from_utf8_lossy(&lines.lock().expect("the log")).into_owned();
    for word in OPEN_WORDS {
        assert!(log.contains(word), "a line that leaks {word:?} is seen");
    }
}

#[derive(Clone)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
