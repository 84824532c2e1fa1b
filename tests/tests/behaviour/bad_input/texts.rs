//! Texts: empty, huge, with signs nobody sees, from around the world.

use ithaca_core::calendar::{CalendarScope, calendar_file};
use ithaca_core::commands::{ALL, CalendarDetail, ErrorCode};
use ithaca_core::{limits, text};
use ithaca_tests::open_database;
use serde_json::{Value, json};

use super::{put, refusal};
use crate::desk::Desk;

/// Every command that takes words, with a place for them, and the field the place is.
fn places() -> [(&'static str, &'static str, bool); 43] {
    [
        // command, pointer to the words, whether they are one line that must say something
        ("person_add", "/fields/name", true),
        ("person_change", "/fields/name", true),
        ("person_add", "/fields/organisation", false),
        ("person_add", "/fields/strengths", false),
        ("person_add", "/fields/how_met", false),
        ("relationship_start", "/fields/topic", false),
        ("relationship_change", "/fields/programme", false),
        ("relationship_move_phase", "/reason", false),
        ("meeting_plan", "/fields/title", false),
        ("meeting_change", "/fields/place", false),
        ("meeting_move", "/reason", false),
        ("meeting_cancel", "/reason", false),
        ("meeting_miss", "/reason", false),
        ("meeting_write_notes", "/text", false),
        ("agenda_add", "/text", true),
        ("agenda_change", "/text", true),
        ("quick_add", "/line", true),
        ("action_add", "/fields/title", true),
        ("action_change", "/fields/title", true),
        ("action_drop", "/reason", false),
        ("goal_set", "/fields/title", true),
        ("goal_change", "/fields/title", true),
        ("goal_set", "/fields/why", false),
        ("goal_set", "/fields/measure", false),
        ("goal_drop", "/reason", false),
        ("goal_check_in", "/text", false),
        ("milestone_add", "/title", true),
        ("milestone_change", "/title", true),
        ("resource_change", "/fields/title", true),
        ("resource_change", "/fields/comment", false),
        ("note_write", "/body", false),
        ("note_change", "/body", false),
        ("note_draft_keep", "/body", false),
        ("journal_add", "/fields/text", true),
        ("journal_change", "/fields/text", true),
        ("challenge_add", "/fields/title", true),
        ("challenge_change", "/fields/title", true),
        ("challenge_add", "/fields/context", false),
        ("challenge_close", "/worked", false),
        ("template_add", "/fields/name", true),
        ("question_add", "/fields/text", true),
        ("settings_change", "/settings/my_name", false),
        ("draft_keep", "/scope", true),
    ]
}

#[test]
fn lines_that_say_nothing_or_too_much_are_refused_at_their_field() {
    let desk = Desk::new();
    let before = desk.world.record();
    for (name, pointer, _) in places().into_iter().filter(|(.., must_say)| *must_say) {
        let field = pointer.rsplit('/').next().unwrap_or_default();
        let mut request = desk.request(name);
        for (text, why) in [
            (json!(""), "nothing"),
            (json!(" \u{a0}\t "), "only spaces"),
            (json!("\u{200b}\u{2060}\u{feff}\u{3164}"), "nothing to see"),
            (json!("\u{202e}\u{202c}\u{7}"), "signs that are taken out"),
            (json!("two\nlines"), "two lines"),
            (json!("x".repeat(501)), "a line of 501 characters"),
        ] {
            put(&mut request, pointer, text);
            let error = refusal(&desk.world, name, &request, why);
            assert_eq!(
                error.field.as_deref(),
                Some(field),
                "{name}: {why}: {}",
                error.message
            );
            assert!(
                error.message.len() < 300,
                "{name}: the sentence does not repeat {why}"
            );
        }
    }
    assert_eq!(
        before,
        desk.world.record(),
        "nothing of all this was half-written"
    );
}

#[test]
fn a_text_with_signs_nobody_sees_is_kept_without_them() {
    let pasted = "A long\u{7}\u{0} talk\u{feff}\u{1b}[1m with\u{9b} Éva\u{7f}";
    let mut desk = Desk::new();
    let mut said = Vec::new();
    for (name, pointer, _) in places() {
        let mut request = desk.request(name);
        put(&mut request, pointer, json!(pasted));
        if desk.world.call(name, request).is_err() {
            // What is over and done already is done on a desk of its own; first the one before is looked at.
            is_kept_without_signs(&desk, &said);
            said.clear();
            desk = Desk::new();
            let mut request = desk.request(name);
            put(&mut request, pointer, json!(pasted));
            desk.run(name, request);
        }
        said.push(name);
    }
    is_kept_without_signs(&desk, &said);
}

/// Looks at a desk on which these commands were given a text with signs nobody sees.
fn is_kept_without_signs(desk: &Desk, said: &[&str]) {
    let kept = desk.world.record();
    let times = kept.matches("A long talk[1m with Éva").count();
    assert!(
        said.is_empty() || times > 0,
        "what can be kept is kept: {said:?}"
    );
    for sign in [
        "\\u{7}",
        "\\u{feff}",
        "\\u{1b}",
        "\\u{7f}",
        "\\u{9b}",
        "\u{feff}",
        "\u{7}",
    ] {
        assert!(!kept.contains(sign), "{sign:?} stayed after {said:?}");
    }
}

#[test]
#[should_panic(expected = "stayed after")]
fn a_sign_that_stayed_on_any_desk_is_found() {
    let desk = Desk::new();
    open_database(desk.world.folder())
        .execute(
            "UPDATE person SET how_met = 'A long talk[1m with Éva' || char(7)",
            [],
        )
        .expect("a text that nobody cleaned");
    is_kept_without_signs(&desk, &["person_add"]);
}

#[test]
fn a_page_pasted_from_a_pdf_stays_two_paragraphs() {
    let desk = Desk::new();
    let id = desk.id("held");
    desk.run(
        "meeting_write_notes",
        json!({ "id": id, "text": "the end of a page\u{c}and the next\r\n\u{c}" }),
    );
    let seen = desk.run("meeting_show", json!({ "id": id }))["notes"].clone();
    assert_eq!(seen, "the end of a page\nand the next");
}

#[test]
fn a_name_that_turns_what_follows_reaches_no_list_and_no_calendar() {
    let desk = Desk::new();
    let person = desk.run(
        "person_add",
        json!({ "fields": { "name": "\u{202e}Mallory\u{2067} نور\u{200f}" } }),
    );
    assert_eq!(
        person["name"], "Mallory نور\u{200f}",
        "a mark that turns nothing stays"
    );
    let room = desk.run(
        "relationship_start",
        json!({ "person_id": person["id"], "fields": { "role": "peer", "kind": "peer", "topic": "\u{202d}x" } }),
    );
    desk.run(
        "meeting_plan",
        json!({
            "participants": [room["id"]],
            "fields": { "title": "With \u{2066}Mallory", "starts_local": "2026-03-20T10:00",
                        "duration_minutes": 30, "channel": "video" },
        }),
    );
    let file = calendar_file(&desk.world.app, CalendarScope::All, CalendarDetail::Agenda)
        .expect("a file")
        .render();
    assert!(file.contains("With Mallory"), "the meeting is in it");
    assert!(
        !text::loses_signs(&file.replace("\r\n", "")),
        "and nothing turns what follows"
    );
    // What an older Ithaca kept is made level on its way out.
    open_database(desk.world.folder())
        .execute("UPDATE meeting SET title = title || char(8238)", [])
        .expect("an old title");
    let file = calendar_file(&desk.world.app, CalendarScope::All, CalendarDetail::Agenda)
        .expect("a file")
        .render();
    assert!(
        !text::loses_signs(&file.replace("\r\n", "")),
        "whoever kept it"
    );
}

#[test]
fn a_refused_text_stays_as_a_draft_where_it_was_typed() {
    let desk = Desk::new();
    let id = desk.id("held");
    let long = "n".repeat(limits::BODY + 1);
    desk.world
        .call("meeting_write_notes", json!({ "id": id, "text": long }))
        .expect_err("too long");
    let scope = format!("meeting_notes {}", id.as_str().expect("an id"));
    desk.run("draft_keep", json!({ "scope": scope, "body": long }));
    let meeting = desk.run("meeting_show", json!({ "id": id }));
    assert_eq!(
        meeting["notes_refused"], long,
        "it stands in the field again"
    );
    desk.run("meeting_write_notes", json!({ "id": id, "text": "Short." }));
    let meeting = desk.run("meeting_show", json!({ "id": id }));
    assert_eq!(
        meeting["notes_refused"], "",
        "and not over what was kept since"
    );
    let note = desk.run(
        "note_write",
        json!({ "about": { "kind": "meeting", "id": id }, "body": "Short." }),
    );
    desk.world
        .call("note_change", json!({ "id": note["id"], "body": long }))
        .expect_err("too long");
    let about = json!({ "kind": "note", "id": note["id"] });
    desk.run("note_draft_keep", json!({ "about": about, "body": long }));
    let draft = desk.run("note_draft_find", json!({ "about": about }));
    assert_eq!(draft["body"], long, "among the private drafts");
    desk.run(
        "note_change",
        json!({ "id": note["id"], "body": "Shorter." }),
    );
    let draft = desk.run("note_draft_find", json!({ "about": about }));
    assert_eq!(draft["body"], "", "it is over with what was taken");
}

#[test]
fn what_people_write_around_the_world_is_taken_as_it_is() {
    let desk = Desk::new();
    for text in [
        "Zoë Ångström",
        "山田 太郎",
        "محمد علي",
        "👩🏽‍🏫 Mentor",
        "e\u{301}",
        "O'Brien \"Bob\" <b>; DROP TABLE person;--",
        "a\u{200f}b",
        &"長".repeat(300),
    ] {
        let person = desk.run("person_add", json!({ "fields": { "name": text } }));
        let seen = desk.run("person_show", json!({ "id": person["id"] }))["person"]["name"].clone();
        assert_eq!(seen, *text, "character by character");
    }
    let text = "First\n\n\tindented  twice\n—end";
    desk.run(
        "meeting_write_notes",
        json!({ "id": desk.id("held"), "text": text }),
    );
    let seen = desk.run("meeting_show", json!({ "id": desk.id("held") }))["notes"].clone();
    assert_eq!(seen, text, "line by line");
}

/// Texts of requests that may be of any length, by command and pointer, each with the reason.
const OF_ANY_LENGTH: [(&str, &str); 6] = [
    ("draft_find /scope", "a form nobody began has no draft"),
    (
        "draft_find_all /scopes/",
        "a form nobody began has no draft",
    ),
    ("task_cancel /task", "work nobody began needs no end"),
    ("find /text", "nothing is called so"),
    ("passphrase_judge /", "it is judged, and nothing is kept"),
    (
        "quick_read /line",
        "it is told what is meant, and nothing is kept",
    ),
];

/// What names something by a word or a handle: it is not there, and no longer text makes it so.
const NAMED: [&str; 4] = ["id", "out", "file", "from"];

/// What is compared with the desk's own and kept nowhere; the desk has none yet to compare it with.
const PROOFS: [&str; 2] = ["/proof/", "vault_rotate /passphrase"];

/// The texts in a value, by their pointers (RFC 6901).
fn texts_in(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                texts_in(item, &format!("{at}/{place}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                texts_in(item, &format!("{at}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// What an error may call the place of a pointer: its field, or one that holds it, alone or as a path.
fn names_of(pointer: &str) -> Vec<String> {
    let mut path = String::new();
    let mut names = Vec::new();
    for part in pointer.split('/').skip(1) {
        if part.parse::<usize>().is_ok() {
            path += &format!("[{part}]");
        } else {
            path += if path.is_empty() { "" } else { "." };
            path += part;
            names.push(part.to_owned());
        }
        names.push(path.clone());
    }
    names
}

#[test]
fn a_book_in_the_place_of_any_text_of_any_request_is_refused_at_its_field() {
    let desk = Desk::new();
    let before = desk.world.record();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for command in ALL {
        let request = desk.request(command.name);
        let mut pointers = Vec::new();
        texts_in(&request, "", &mut pointers);
        for pointer in pointers {
            let place = format!("{} {pointer}", command.name);
            let free = OF_ANY_LENGTH
                .iter()
                .any(|(known, _)| place.starts_with(known));
            if free || PROOFS.iter().any(|proof| place.contains(proof)) {
                continue;
            }
            tried += 1;
            let most = if command.name.contains("draft") {
                limits::DRAFT
            } else {
                limits::BODY
            };
            let mut request = request.clone();
            *request.pointer_mut(&pointer).expect("it is there") = json!("ä".repeat(most + 1));
            match desk.world.call(command.name, request) {
                Ok(_) => wrong.push(format!("{place} is taken")),
                Err(error) => {
                    let leaf = pointer.rsplit('/').next().unwrap_or_default();
                    let named = NAMED.contains(&leaf) && error.code == ErrorCode::NotFound;
                    let field = error.field.unwrap_or_default();
                    let told =
                        error.code == ErrorCode::Invalid && names_of(&pointer).contains(&field);
                    if !named && !told || error.message.len() > 300 {
                        wrong.push(format!(
                            "{place}: {:?} at {field:?}: {}",
                            error.code, error.message
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 250, "every command's request was read: {tried}");
    assert_eq!(before, desk.world.record(), "and nothing was half-written");
}
