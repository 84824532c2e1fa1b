//! Meetings of several: what belongs to all of them, what to one, and who hears of it.

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

/// A meeting of these rooms at a time.
fn together(world: &World, rooms: &[&RelationshipRow], at: &str) -> Value {
    let ids: Vec<_> = rooms.iter().map(|room| room.id).collect();
    let fields = json!({ "starts_local": at, "duration_minutes": 60, "channel": "video" });
    run(
        world,
        "meeting_plan",
        json!({ "participants": ids, "fields": fields }),
    )["id"]
        .clone()
}

fn texts(rows: &Value) -> Vec<String> {
    let text = |row: &Value| {
        let word = row["text"].as_str().or(row["body"].as_str());
        word.unwrap_or_default().to_owned()
    };
    rows.as_array().into_iter().flatten().map(text).collect()
}

fn agenda(world: &World, meeting: &Value) -> Vec<String> {
    texts(&run(world, "meeting_show", json!({ "id": meeting }))["agenda"])
}

fn inbox(world: &World, room: &RelationshipRow) -> Vec<String> {
    texts(&run(world, "agenda_inbox", json!({ "relationship_id": room.id }))["items"])
}

fn point(world: &World, meeting: &Value, room: Option<&RelationshipRow>, text: &str) -> Value {
    world.advance(chrono::Duration::seconds(10));
    let room = room.map(|room| room.id);
    let request = json!({ "meeting_id": meeting, "relationship_id": room, "text": text });
    run(world, "agenda_add", request)
}

fn notes(world: &World, kind: &str, id: &Value) -> Vec<String> {
    let about = json!({ "kind": kind, "id": id });
    texts(&run(world, "note_list", json!({ "about": about }))["items"])
}

fn capture(world: &World, meeting: &Value, kind: &str, text: &str) -> Result<Value, ApiError> {
    world.advance(chrono::Duration::seconds(10));
    world.call(
        "capture_add",
        json!({ "meeting_id": meeting, "kind": kind, "text": text }),
    )
}

#[test]
fn a_point_of_several_stays_when_one_of_them_is_deleted() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let id = together(&world, &[&ada, &ben], "2026-03-10T10:00");
    let made = point(&world, &id, Some(&ada), "the new office");
    assert_eq!(
        made["relationship_id"],
        Value::Null,
        "it is the meeting's, whoever stands first"
    );
    run(&world, "person_delete", json!({ "id": ada.person_id }));
    assert_eq!(agenda(&world, &id), ["the new office"]);
    run(&world, "bin_empty", json!({}));
    assert_eq!(agenda(&world, &id), ["the new office"], "for good, too");
}

#[test]
fn a_point_left_open_by_several_waits_until_just_these_meet_again() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada"),
        world.mentor("Ben"),
        world.mentor("Cleo"),
    );
    let first = together(&world, &[&ada, &ben], "2026-03-02T08:00");
    point(&world, &first, Some(&ada), "the new office");
    let alone = json!(world.meeting(&ada, "2026-03-09T08:00").row.id);
    let wider = together(&world, &[&ada, &ben, &cleo], "2026-03-10T08:00");
    let again = together(&world, &[&ben, &ada], "2026-03-11T08:00");
    assert_eq!(
        agenda(&world, &again),
        [""; 0],
        "while the first is planned it is its own"
    );
    run(&world, "meeting_hold", json!({ "id": first }));
    assert_eq!(
        agenda(&world, &again),
        ["the new office"],
        "it rolls over to the same two"
    );
    for other in [&alone, &wider] {
        assert_eq!(agenda(&world, other), [""; 0], "and to no others");
    }
    assert_eq!(inbox(&world, &ada), [""; 0], "it is nobody's one-to-one");
    let brief = run(
        &world,
        "brief_show",
        json!({ "about": { "kind": "meeting", "id": again } }),
    );
    assert_eq!(texts(&brief["open"]["topics"]), ["the new office"]);
    let about = json!({ "kind": "meeting", "id": again });
    let letter = run(&world, "brief_share", json!({ "about": about }));
    assert!(
        letter["body"].to_string().contains("the new office"),
        "{letter}"
    );
    let id = brief["open"]["topics"][0]["id"].clone();
    run(
        &world,
        "agenda_tick",
        json!({ "id": id, "done": true, "meeting_id": again }),
    );
    assert_eq!(
        agenda(&world, &first),
        [""; 0],
        "talked about, it belongs to the second"
    );
}

#[test]
fn what_waits_for_one_is_not_shown_to_the_others_by_a_slip() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let id = together(&world, &[&ada, &ben], "2026-03-10T10:00");
    let waiting = run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ben.id, "text": "his salary" }),
    );
    for done in [true, false] {
        let tick = json!({ "id": waiting["id"], "done": done, "meeting_id": id });
        run(&world, "agenda_tick", tick);
    }
    assert_eq!(
        inbox(&world, &ben),
        ["his salary"],
        "it waits for him again"
    );
    let letter = |kind: &str, id: &Value| {
        let about = json!({ "kind": kind, "id": id });
        run(&world, "brief_share", json!({ "about": about }))["body"].to_string()
    };
    let all = letter("meeting", &id);
    assert!(
        !all.contains("salary"),
        "ticked and unticked, it is still his: {all}"
    );
    let hers = letter("relationship", &json!(ada.id));
    assert!(!hers.contains("salary"), "{hers}");
    let his = letter("relationship", &json!(ben.id));
    assert!(his.contains("salary"), "{his}");
}

#[test]
fn a_meeting_that_becomes_one_of_several_takes_its_points_along() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let id = json!(world.meeting(&ada, "2026-03-10T10:00").row.id);
    point(&world, &id, Some(&ada), "the new office");
    let fields =
        json!({ "starts_local": "2026-03-10T10:00", "duration_minutes": 60, "channel": "video" });
    let change = |rooms: Value| {
        let request = json!({ "id": id, "participants": rooms, "fields": fields });
        run(&world, "meeting_change", request)
    };
    let changed = change(json!([ada.id, ben.id]));
    assert_eq!(
        changed["agenda"][0]["relationship_id"],
        Value::Null,
        "it is both's now"
    );
    let changed = change(json!([ben.id]));
    assert_eq!(
        changed["agenda"][0]["relationship_id"],
        json!(ben.id),
        "and rolls over with the one who is left"
    );
}

#[test]
fn a_question_of_all_is_for_the_next_time_they_meet() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let first = together(&world, &[&ada, &ben], "2026-03-02T09:00");
    capture(&world, &first, "question", "who hosts?").expect("of all");
    capture(&world, &first, "question", "@Ben how is the baby?").expect("of Ben");
    assert_eq!(agenda(&world, &first), [""; 0], "not of this time");
    let next = together(&world, &[&ada, &ben], "2026-03-20T09:00");
    assert_eq!(agenda(&world, &next), ["who hosts?", "how is the baby?"]);
    assert_eq!(inbox(&world, &ben), ["how is the baby?"]);
    assert_eq!(inbox(&world, &ada), [""; 0]);
}

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

#[test]
fn merged_people_are_named_once_wherever_both_took_part() {
    let world = World::new();
    let (ada, twin, ben) = (
        world.mentor("Ada Berg"),
        world.mentor("A. Berg"),
        world.mentor("Ben"),
    );
    let id = together(&world, &[&ada, &twin, &ben], "2026-03-02T08:00");
    run(&world, "meeting_hold", json!({ "id": id }));
    let win = capture(&world, &id, "win", "first talk given").expect("mine")["id"].clone();
    let views = json!([{ "relationship_id": ada.id, "text": "go" }, { "relationship_id": twin.id, "text": "wait" }]);
    let decision = run(
        &world,
        "decision_add",
        json!({ "fields": { "question": "Which stage?", "views": views } }),
    )["id"]
        .clone();
    let voices =
        json!([{ "relationship_id": ada.id }, { "relationship_id": twin.id, "text": "breathe" }]);
    let challenge = run(
        &world,
        "challenge_add",
        json!({ "fields": { "title": "Nerves", "voices": voices } }),
    )["id"]
        .clone();
    run(
        &world,
        "person_merge",
        json!({ "keep": ada.person_id, "absorb": twin.person_id }),
    );
    let names = |rows: &Value| -> Vec<String> {
        let rows = rows.as_array().into_iter().flatten();
        let mut names: Vec<_> = rows
            .filter_map(|row| row["name"].as_str().map(ToOwned::to_owned))
            .collect();
        names.sort();
        names
    };
    let meeting = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(names(&meeting["participants"]), ["Ada Berg", "Ben"]);
    let told = run(&world, "journal_show", json!({ "id": win }));
    assert_eq!(names(&told["told"]), ["Ada Berg", "Ben"]);
    let decision = run(&world, "decision_show", json!({ "id": decision }));
    assert_eq!(names(&decision["views"]), ["Ada Berg"]);
    assert_eq!(
        decision["views"][0]["text"], "go\n\nwait",
        "both words are kept"
    );
    let challenge = run(&world, "challenge_show", json!({ "id": challenge }));
    assert_eq!(names(&challenge["voices"]), ["Ada Berg"]);
    assert_eq!(challenge["voices"][0]["text"], "breathe");
    run(&world, "change_undo", json!({}));
    let meeting = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(
        names(&meeting["participants"]),
        ["A. Berg", "Ada Berg", "Ben"],
        "undone"
    );
}

#[test]
fn a_letter_to_several_is_to_several() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada Berg"),
        world.mentor("Ben Cole"),
        world.mentor("Cleo Dorn"),
    );
    let thanks = |rooms: &[&RelationshipRow]| {
        let id = together(&world, rooms, "2026-03-01T10:00");
        run(&world, "meeting_hold", json!({ "id": id }));
        run(&world, "meeting_after", json!({ "id": id }))["thanks"]["body"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    let three = thanks(&[&ada, &ben, &cleo]);
    assert!(three.starts_with("Hello Ada, Ben and Cleo,"), "{three}");
    let mut settings = settings_show(&world.app, SettingsShow {}).expect("the settings");
    settings.language = Some(ithaca_core::locale::Language::De);
    settings_change(&world.app, SettingsChange { settings }).expect("a change");
    let two = thanks(&[&ada, &ben]);
    assert!(
        two.starts_with("Hallo Ada und Ben,\n\ndanke für eure Zeit am"),
        "{two}"
    );
    let one = thanks(&[&ada]);
    assert!(
        one.starts_with("Hallo Ada,\n\ndanke für deine Zeit am"),
        "{one}"
    );
    let planned = together(&world, &[&ada, &ben], "2026-03-10T10:00");
    let request = json!({ "meeting_id": planned, "text": "das neue Büro", "raised_by": "theirs" });
    run(&world, "agenda_add", request);
    let letter = run(
        &world,
        "brief_share",
        json!({ "about": { "kind": "meeting", "id": planned } }),
    );
    let body = letter["body"].as_str().expect("a text");
    assert!(
        body.starts_with("Hallo Ada und Ben,") && body.contains("Worüber ihr sprechen wolltet"),
        "{body}"
    );
}

#[test]
fn what_came_up_with_somebody_goes_to_nobody_else_unasked() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentor("Ben Cole"));
    let with_ben = json!(world.meeting(&ben, "2026-03-02T08:00").row.id);
    let told = capture(&world, &with_ben, "win", "said no to Ben's offer").expect("a win");
    let own = run(
        &world,
        "journal_add",
        json!({ "fields": { "text": "ran ten miles" } }),
    );
    let next = json!(world.meeting(&ada, "2026-03-10T10:00").row.id);
    let about = json!({ "kind": "meeting", "id": next });
    let share = |with: Value| {
        run(
            &world,
            "brief_share",
            json!({ "about": about, "with": with }),
        )
    };
    let letter = share(json!([]));
    let body = letter["body"].as_str().expect("a text");
    assert!(
        body.contains("ran ten miles") && !body.contains("said no"),
        "{body}"
    );
    let lines: Vec<_> = letter["parts"][0]["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|line| (&line["id"], &line["along"], &line["elsewhere"]))
        .collect();
    assert!(
        lines.contains(&(&told["id"], &json!(false), &json!(["Ben Cole"]))),
        "{lines:?}"
    );
    assert!(
        lines.contains(&(&own["id"], &json!(true), &json!([]))),
        "{lines:?}"
    );
    let ticked = share(json!([told["id"]]));
    assert!(
        ticked["body"].to_string().contains("said no"),
        "asked for, it goes along"
    );
}

#[test]
fn a_promise_that_became_anothers_is_in_no_thank_you_to_the_first() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let id = json!(world.meeting(&ada, "2026-03-02T08:00").row.id);
    run(&world, "meeting_hold", json!({ "id": id }));
    for title in ["send the draft", "write to Ben about her"] {
        capture(&world, &id, "mine", title).expect("a promise");
    }
    let list = run(&world, "action_list", json!({ "meeting": id }));
    let moved = list["items"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|row| row["title"] == "write to Ben about her")
        .expect("it is there")
        .clone();
    let fields = json!({ "title": moved["title"], "owner": "mine", "relationship_id": ben.id, "meeting_id": id });
    run(
        &world,
        "action_change",
        json!({ "id": moved["id"], "fields": fields }),
    );
    let after = run(&world, "meeting_after", json!({ "id": id }));
    let thanks = after["thanks"]["body"].as_str().expect("a text");
    assert!(
        thanks.contains("send the draft") && !thanks.contains("about her"),
        "{thanks}"
    );
}

#[test]
fn the_next_date_of_several_is_not_one_of_thems() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let cadence =
        json!({ "role": "mentee", "kind": "group", "cadence": { "every": 2, "unit": "week" } });
    run(
        &world,
        "relationship_change",
        json!({ "id": ada.id, "fields": cadence }),
    );
    let id = together(&world, &[&ada, &ben], "2026-03-02T08:00");
    run(&world, "meeting_hold", json!({ "id": id }));
    world.meeting(&ben, "2026-03-05T10:00");
    let after = run(&world, "meeting_after", json!({ "id": id }));
    assert_eq!(
        after["planned"],
        Value::Null,
        "with Ben alone is not with both"
    );
    assert_eq!(after["proposed"]["local"], "2026-03-16T08:00");
    let next = together(&world, &[&ada, &ben], "2026-03-20T08:00");
    let after = run(&world, "meeting_after", json!({ "id": id }));
    assert_eq!(after["planned"]["id"], next);
}

#[test]
fn moved_a_meeting_takes_along_what_was_prepared_and_leaves_what_came_of_it() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let id = json!(world.meeting(&ada, "2026-03-03T10:00").row.id);
    let about = json!({ "kind": "meeting", "id": id });
    point(&world, &id, Some(&ada), "salary");
    run(
        &world,
        "note_write",
        json!({ "about": about, "body": "ask about Ben first" }),
    );
    run(
        &world,
        "note_draft_keep",
        json!({ "about": about, "body": "half a thought" }),
    );
    run(
        &world,
        "meeting_write_notes",
        json!({ "id": id, "text": "numbers to bring" }),
    );
    world.go_to("2026-03-03T10:30[Europe/Paris]");
    capture(&world, &id, "mine", "call back").expect("a promise");
    run(
        &world,
        "note_write",
        json!({ "about": about, "body": "she was called away", "draft": null }),
    );
    let moved = run(
        &world,
        "meeting_move",
        json!({ "id": id, "starts_local": "2026-03-05T10:00", "reason": "" }),
    );
    let new = moved["id"].clone();
    assert_eq!(texts(&moved["agenda"]), ["salary"]);
    assert_eq!(
        notes(&world, "meeting", &new),
        ["ask about Ben first"],
        "prepared"
    );
    assert_eq!(
        notes(&world, "meeting", &id),
        ["she was called away"],
        "held"
    );
    let new_about = json!({ "kind": "meeting", "id": new });
    let draft = run(&world, "note_draft_find", json!({ "about": new_about }));
    assert_eq!(draft["body"], "half a thought");
    let old = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(
        (&old["moved_to"], &moved["moved_from"]),
        (&new, &id),
        "each leads to the other"
    );
    assert_eq!(
        old["notes"], "numbers to bring",
        "it had begun: its notes are of what took place"
    );
    assert_eq!(
        run(&world, "action_list", json!({ "meeting": id }))["items"][0]["title"],
        "call back"
    );
    let again = run(
        &world,
        "meeting_move",
        json!({ "id": new, "starts_local": "2026-03-06T10:00", "reason": "" }),
    );
    run(
        &world,
        "meeting_write_notes",
        json!({ "id": again["id"], "text": "numbers" }),
    );
    let last = run(
        &world,
        "meeting_move",
        json!({ "id": again["id"], "starts_local": "2026-03-07T10:00", "reason": "" }),
    );
    assert_eq!(
        last["notes"], "numbers",
        "not begun, its notes were prepared"
    );
    run(&world, "change_undo", json!({}));
    let back = run(&world, "meeting_show", json!({ "id": again["id"] }));
    assert_eq!(
        (&back["notes"], &back["state"]),
        (&json!("numbers"), &json!("planned"))
    );
    assert_eq!(
        notes(&world, "meeting", &again["id"]),
        ["ask about Ben first"]
    );
}

#[test]
fn a_meeting_that_went_ahead_before_its_date_can_be_held() {
    let world = World::new();
    let id = json!(
        world
            .meeting(&world.mentor("Ada"), "2026-03-10T10:00")
            .row
            .id
    );
    let refused = world
        .call("meeting_hold", json!({ "id": id }))
        .expect_err("its time has not come");
    assert_eq!(refused.message, "This meeting has not begun yet.");
    let future = world
        .call(
            "meeting_hold",
            json!({ "id": id, "starts_local": "2026-03-09T10:00" }),
        )
        .expect_err("nor has this one");
    assert_eq!(future.field.as_deref(), Some("starts_local"));
    let held = run(
        &world,
        "meeting_hold",
        json!({ "id": id, "starts_local": "2026-03-01T18:00" }),
    );
    assert_eq!(
        (&held["state"], &held["when"]["local"], &held["sequence"]),
        (&json!("held"), &json!("2026-03-01T18:00"), &json!(2))
    );
    let room = run(&world, "relationship_list", json!({}))["items"][0].clone();
    assert_eq!(room["last_met_on"], "2026-03-01", "{room}");
    run(&world, "change_undo", json!({}));
    let back = run(&world, "meeting_show", json!({ "id": id }));
    assert_eq!(
        (&back["state"], &back["when"]["local"]),
        (&json!("planned"), &json!("2026-03-10T10:00"))
    );
}
