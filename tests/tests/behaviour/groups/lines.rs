//! Whom a line typed among several is about, and whose a private note is.

use ithaca_tests::World;
use serde_json::{Value, json};

use super::{capture, notes, together};
use crate::desk::run;

#[test]
fn in_a_group_nobody_is_preselected_and_a_name_chooses() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentor("Ben Cole"));
    let id = together(&world, &[&ada, &ben], "2026-03-02T09:00");
    let mine = capture(&world, &id, "mine", "book a room by Friday").expect("of all");
    assert_eq!(
        (&mine["name"], &mine["due_on"]),
        (&Value::Null, &json!("2026-03-06")),
        "a promise to all is nobody's in particular"
    );
    for (kind, message) in [
        (
            "theirs",
            "Say whose promise it is: choose a name, or begin with @ and the name.",
        ),
        (
            "advice",
            "Say whose advice it is: choose a name, or begin with @ and the name.",
        ),
    ] {
        let refused = capture(&world, &id, kind, "send slides").expect_err("whose?");
        assert_eq!(
            (refused.field.as_deref(), refused.message.as_str()),
            (Some("relationship_id"), message)
        );
        let kept = capture(&world, &id, kind, "@ben send slides by Friday").expect("it is Ben's");
        assert_eq!(
            (&kept["name"], &kept["text"], &kept["due_on"]),
            (
                &json!("Ben Cole"),
                &json!("send slides"),
                &json!("2026-03-06")
            )
        );
    }
    let win = capture(&world, &id, "win", "@all first talk given").expect("mine");
    assert_eq!(win["name"], Value::Null);
    let nobody = capture(&world, &id, "mine", "@Cleo send slides").expect_err("she is not there");
    assert_eq!(
        nobody.message,
        "Nobody here has this name. Choose whom the line concerns."
    );
    let read = run(
        &world,
        "capture_read",
        json!({ "line": "@Ben Cole send slides by Fri", "meeting_id": id }),
    );
    assert_eq!(
        (&read["whom"], &read["text"]),
        (
            &json!({ "kind": "one", "id": ben.id }),
            &json!("send slides")
        )
    );
    capture(&world, &id, "note", "@ben spoke first").expect("a line of notes");
    assert_eq!(
        run(&world, "meeting_show", json!({ "id": id }))["notes"],
        "@ben spoke first",
        "what goes among the notes stays as typed"
    );
    let cleo = world.mentee("Cleo");
    let circle = together(&world, &[&ada, &cleo], "2026-03-02T09:00");
    let whose = capture(&world, &circle, "win", "led the talk").expect_err("whose win?");
    assert_eq!(whose.field.as_deref(), Some("relationship_id"));
    let alone = json!(world.meeting(&ada, "2026-03-02T09:00").row.id);
    let one = capture(&world, &alone, "theirs", "@Ben send slides").expect("with one as ever");
    assert_eq!(
        (&one["name"], &one["text"]),
        (&json!("Ada Berg"), &json!("@Ben send slides"))
    );
}

#[test]
fn a_private_line_about_one_of_several_is_that_ones() {
    let world = World::new();
    let (ada, ben) = (world.mentee("Ada Berg"), world.mentee("Ben Cole"));
    let id = together(&world, &[&ada, &ben], "2026-03-02T09:00");
    capture(&world, &id, "private", "@Ben looked tired").expect("about Ben");
    capture(&world, &id, "private", "they argue").expect("about the meeting");
    assert_eq!(
        notes(&world, "relationship", &json!(ben.id)),
        ["looked tired"]
    );
    assert_eq!(notes(&world, "relationship", &json!(ada.id)), [""; 0]);
    assert_eq!(
        notes(&world, "meeting", &id),
        ["they argue", "looked tired"],
        "the meeting shows what came up in it"
    );
    let alone = json!(world.meeting(&ada, "2026-03-02T11:00").row.id);
    capture(&world, &alone, "private", "she was tired").expect("about the meeting with her alone");
    assert_eq!(
        notes(&world, "relationship", &json!(ada.id)),
        ["she was tired"],
        "a room has those of its own meetings, and none of a meeting of several"
    );
    let about = json!({ "kind": "relationship", "id": ben.id });
    let note = run(&world, "note_list", json!({ "about": about }))["items"][0].clone();
    assert_eq!(
        (&note["came_up_in"]["id"], &note["name"]),
        (&id, &json!("Ben Cole")),
        "and each names the other"
    );

    let folder = world.folder().join("record");
    std::fs::create_dir(&folder).expect("a folder");
    let out = world.app.files().mint_folder(folder.clone());
    let request = json!({ "form": "folder", "private": true, "out": out });
    let written = world.call("record_export", request);
    let written = written.expect("the record");
    let pages = find_pages(&folder);
    assert_eq!(pages.len(), 2, "{written}");
    for (name, page) in pages {
        assert_eq!(
            page.contains("looked tired"),
            name.contains("Ben"),
            "on that one's page only: {name}"
        );
        if name.contains("Ben") {
            assert!(
                page.contains("came up in “Meeting with Ada Berg and Ben Cole”"),
                "with the meeting named: {page}"
            );
        }
    }

    run(&world, "meeting_delete", json!({ "id": id }));
    assert_eq!(
        notes(&world, "relationship", &json!(ben.id)),
        ["looked tired"],
        "the meeting goes, it stays"
    );
    run(&world, "bin_empty", json!({}));
    let note = run(&world, "note_list", json!({ "about": about }))["items"][0].clone();
    assert_eq!(note["came_up_in"], Value::Null);
    let other = together(&world, &[&ada, &ben], "2026-03-02T09:00");
    capture(&world, &other, "private", "@Ben slept").expect("about Ben");
    run(&world, "relationship_delete", json!({ "id": ben.id }));
    assert_eq!(
        notes(&world, "meeting", &other),
        [""; 0],
        "the room takes it along"
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(
        notes(&world, "meeting", &other),
        ["slept"],
        "and brings it back"
    );
}

/// The pages of rooms a record holds, by their names.
fn find_pages(folder: &std::path::Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(find_pages(&path));
        } else if path.parent().is_some_and(|at| at.ends_with("rooms")) {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            found.push((name, std::fs::read_to_string(&path).expect("a page")));
        }
    }
    found
}

#[test]
fn a_goal_and_an_entry_of_the_journal_have_private_notes_of_their_own() {
    let world = World::new();
    let ada = world.mentee("Ada");
    let goal = run(
        &world,
        "goal_set",
        json!({ "fields": { "title": "Speak freely", "relationship_id": ada.id, "whose": "theirs" } }),
    )["id"]
        .clone();
    let win = run(
        &world,
        "journal_add",
        json!({ "fields": { "text": "led the talk", "relationship_id": ada.id, "whose": "theirs" } }),
    )["id"]
        .clone();
    for (kind, id, text) in [
        ("goal", &goal, "too high"),
        ("journal_entry", &win, "with help"),
    ] {
        let about = json!({ "kind": kind, "id": id });
        let note = run(
            &world,
            "note_write",
            json!({ "about": about, "body": text }),
        );
        assert_eq!(note["about"], about);
        assert_eq!(notes(&world, kind, id), [text]);
    }
    run(&world, "journal_delete", json!({ "id": win }));
    let about = json!({ "kind": "journal_entry", "id": win });
    assert!(
        world.call("note_list", json!({ "about": about })).is_err(),
        "it went along"
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(notes(&world, "journal_entry", &win), ["with help"]);
}
