use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

/// The calendar file of a scope, its lines unfolded (RFC 5545 section 3.1), saying all it can.
fn export(world: &World, scope: Value) -> String {
    saying(world, scope, json!("agenda"))
}

/// The same, saying so much; null is what the settings say.
fn saying(world: &World, scope: Value, detail: Value) -> String {
    let out = world.folder().join("out.ics");
    let handle = world.app.files().mint_write(out.clone());
    run(
        world,
        "calendar_export",
        json!({ "scope": scope, "detail": detail, "out": handle }),
    );
    std::fs::read_to_string(out)
        .expect("the file was written")
        .replace("\r\n ", "")
}

fn all(world: &World) -> String {
    export(world, json!({ "kind": "all" }))
}

/// The values of a property, in the file's order.
fn values<'a>(file: &'a str, property: &str) -> Vec<&'a str> {
    let value = |line: &'a str| {
        let (name, value) = line.split_once(':')?;
        (name.split(';').next() == Some(property)).then_some(value)
    };
    file.split("BEGIN:VEVENT")
        .skip(1)
        .flat_map(|event| event.lines().filter_map(value))
        .collect()
}

#[test]
fn a_file_holds_everything_one_room_or_one_meeting() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let meeting = world.meeting(&ada, "2026-03-10T10:00");
    world.meeting(&ada, "2026-04-10T10:00");
    world.meeting(&ben, "2026-03-11T10:00");
    let summaries = |scope| values(&export(&world, scope), "SUMMARY").len();
    assert_eq!(summaries(json!({ "kind": "all" })), 3, "all");
    assert_eq!(
        summaries(json!({ "kind": "relationship", "id": ben.id })),
        1,
        "Ben's"
    );
    assert_eq!(
        summaries(json!({ "kind": "meeting", "id": meeting.row.id })),
        1,
        "one"
    );
    let undated = json!({ "participants": [ada.id], "fields": { "duration_minutes": 30, "channel": "phone" } });
    let undated = run(&world, "meeting_plan", undated);
    assert_eq!(
        summaries(json!({ "kind": "all" })),
        3,
        "without a date there is nothing to put into a calendar"
    );
    let out = world.app.files().mint_write(world.folder().join("one.ics"));
    let scope = json!({ "kind": "meeting", "id": undated["id"] });
    assert!(
        world
            .call("calendar_export", json!({ "scope": scope, "out": out }))
            .is_err(),
        "and one alone is refused"
    );
    assert!(
        !world.folder().join("one.ics").exists(),
        "with nothing half-written"
    );
}

#[test]
fn the_uid_stays_and_sequence_rises_with_all_that_happens_to_a_meeting() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-10T10:00");
    let mut id = json!(meeting.row.id);
    let mut seen: Vec<(String, u32, String)> = Vec::new();
    let mut look = |world: &World, why: &str| {
        let file = all(world);
        let [uid] = values(&file, "UID")[..] else {
            panic!("{why}: one entry and no other: {file}")
        };
        let sequence: u32 = values(&file, "SEQUENCE")[0].parse().expect("a number");
        let status = values(&file, "STATUS")[0].to_owned();
        if let Some((before, last, _)) = seen.last() {
            assert_eq!(before, uid, "{why}: the same entry");
            assert!(
                sequence > *last,
                "{why}: a calendar takes only what is newer, {sequence} after {last}"
            );
        }
        seen.push((uid.to_owned(), sequence, status));
    };
    look(&world, "planned");
    let fields = json!({ "title": "Rehearsal", "starts_local": "2026-03-10T11:00", "duration_minutes": 30, "channel": "phone" });
    run(
        &world,
        "meeting_change",
        json!({ "id": id, "participants": [ada.id], "fields": fields }),
    );
    look(&world, "changed");
    id = run(
        &world,
        "meeting_move",
        json!({ "id": id, "starts_local": "2026-03-12T11:00" }),
    )["id"]
        .clone();
    look(&world, "moved");
    run(&world, "meeting_cancel", json!({ "id": id }));
    look(&world, "cancelled");
    run(&world, "change_undo", json!({}));
    look(&world, "the cancellation taken back");
    run(&world, "meeting_delete", json!({ "id": id }));
    look(&world, "in the bin");
    run(
        &world,
        "bin_restore",
        json!({ "id": run(&world, "bin_list", json!({}))["items"][0]["id"] }),
    );
    look(&world, "back from it");
    run(&world, "meeting_delete", json!({ "id": id }));
    look(&world, "in the bin again");
    run(&world, "change_undo", json!({}));
    look(&world, "the deletion taken back");
    let status: Vec<&str> = seen.iter().map(|(_, _, status)| status.as_str()).collect();
    let (on, off) = ("CONFIRMED", "CANCELLED");
    assert_eq!(
        status,
        [on, on, on, off, on, off, on, off, on],
        "and a calendar knows each time whether to come"
    );
}

#[test]
fn a_meeting_that_is_over_leaves_the_file_when_it_is_deleted() {
    let world = World::new();
    let meeting = world.meeting(&world.mentor("Ada"), "2026-02-10T10:00");
    run(&world, "meeting_delete", json!({ "id": meeting.row.id }));
    assert_eq!(
        values(&all(&world), "UID"),
        [""; 0],
        "nobody needs to be told that the past is off"
    );
}

#[test]
fn the_file_names_who_comes_and_what_is_planned_and_no_notes() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let fields = json!({ "title": "Rehearsal", "starts_local": "2026-03-10T10:00", "zone": "Asia/Tokyo",
        "duration_minutes": 60, "channel": "video", "place": "Hall; left, back", "join_link": "https://example.org/call" });
    let group = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": fields }),
    );
    run(
        &world,
        "agenda_add",
        json!({ "meeting_id": group["id"], "text": "The opening line" }),
    );
    run(
        &world,
        "meeting_write_notes",
        json!({ "id": group["id"], "text": "Shareable, but not of the schedule" }),
    );
    let file = all(&world);
    for line in [
        "DTSTART;TZID=Asia/Tokyo:20260310T100000",
        "LOCATION:Hall\\; left\\, back",
        "TZID:Asia/Tokyo",
        "CLASS:PRIVATE",
        "TRIGGER:-PT1440M",
        "TRIGGER:-PT60M",
    ] {
        assert!(
            file.lines().any(|found| found == line),
            "{line} is a line of {file}"
        );
    }
    assert!(
        file.contains("The opening line") && file.contains("https://example.org/call"),
        "agenda and link"
    );
    assert!(!file.contains("Shareable"), "no notes");
    assert_eq!(
        values(&file, "CONTACT").join(" "),
        "Ada\\, Ben",
        "who comes"
    );
    run(&world, "relationship_delete", json!({ "id": ben.id }));
    assert_eq!(
        values(&all(&world), "CONTACT").join(" "),
        "Ada",
        "whose room lies in the bin is not named"
    );
}

#[test]
fn a_file_says_as_much_as_was_chosen() {
    let world = World::new();
    let ada = world.mentor("Ada Berg");
    let fields = json!({ "title": "Rehearsal", "starts_local": "2026-03-10T10:00", "zone": "Asia/Tokyo",
        "duration_minutes": 60, "channel": "video", "place": "Hall", "join_link": "https://example.org/call" });
    let request = json!({ "participants": [ada.id], "fields": fields });
    let id = run(&world, "meeting_plan", request)["id"].clone();
    run(
        &world,
        "agenda_add",
        json!({ "meeting_id": id, "text": "The opening line" }),
    );
    let words = [
        "Rehearsal",
        "Ada",
        "Hall",
        "example.org/call",
        "opening line",
    ];
    let said = |file: &str| words.map(|word| file.contains(word));
    for scope in [
        json!({ "kind": "all" }),
        json!({ "kind": "relationship", "id": ada.id }),
        json!({ "kind": "meeting", "id": id }),
    ] {
        let of = |detail| saying(&world, scope.clone(), detail);
        let busy = of(json!("busy"));
        assert_eq!(said(&busy), [false; 5], "{busy}");
        assert_eq!(values(&busy, "SUMMARY"), ["Busy"], "the time is taken");
        assert_eq!(values(&busy, "TRIGGER").len(), 2, "and it rings");
        let titles = of(json!("titles"));
        assert_eq!(said(&titles), [true, true, true, true, false], "{titles}");
        let agenda = of(json!("agenda"));
        assert_eq!(said(&agenda), [true; 5], "{agenda}");
        for property in ["UID", "SEQUENCE", "DTSTART", "DTSTAMP"] {
            assert_eq!(
                values(&busy, property),
                values(&agenda, property),
                "a calendar knows the meeting again"
            );
        }
    }
}

#[test]
fn the_file_that_follows_says_titles_until_something_else_is_chosen() {
    let world = World::new();
    let meeting = world.meeting(&world.mentor("Ada Berg"), "2026-03-10T10:00");
    run(
        &world,
        "agenda_add",
        json!({ "meeting_id": meeting.row.id, "text": "The opening line" }),
    );
    let path = world.folder().join("kept.ics");
    let out = world.app.files().mint_write(path.clone());
    let kept = run(&world, "calendar_keep", json!({ "out": out }));
    assert_eq!(kept["detail"], "titles");
    let file = || std::fs::read_to_string(&path).expect("it is kept");
    assert!(
        file().contains("Ada Berg") && !file().contains("opening"),
        "titles and names, as it says: {}",
        file()
    );
    let told = run(&world, "calendar_tell", json!({ "detail": "busy" }));
    assert_eq!(
        (&told["detail"], &told["path"]),
        (&json!("busy"), &kept["path"])
    );
    assert!(
        !file().contains("Ada Berg") && file().contains("SUMMARY:Busy"),
        "written anew at once: {}",
        file()
    );
    assert!(
        !saying(&world, json!({ "kind": "all" }), Value::Null).contains("Ada"),
        "and the next one saved says no more, unless told to"
    );
    run(&world, "calendar_tell", json!({ "detail": "agenda" }));
    assert!(file().contains("opening"), "{}", file());
}

#[test]
fn the_persons_lead_times_are_the_files_alarms() {
    let world = World::new();
    world.meeting(&world.mentor("Ada"), "2026-03-10T10:00");
    let mut settings = settings_show(&world.app, SettingsShow {}).expect("the settings");
    (settings.remind_early, settings.remind_late) = (0, 15);
    settings_change(
        &world.app,
        SettingsChange {
            settings,
            shown: None,
        },
    )
    .expect("a change");
    assert_eq!(
        values(&all(&world), "TRIGGER"),
        ["-PT15M"],
        "a quarter of an hour ahead and no other"
    );
}

#[test]
fn a_calendar_file_is_written_whole_or_not_at_all() {
    let world = World::new();
    world.meeting(&world.mentor("Ada"), "2026-03-10T10:00");
    let export = |path: std::path::PathBuf| {
        let handle = world.app.files().mint_write(path);
        world.call(
            "calendar_export",
            json!({ "scope": { "kind": "all" }, "out": handle }),
        )
    };
    let error =
        export(world.folder().join("no/such/folder/out.ics")).expect_err("there is no such folder");
    assert_ne!(
        error.code,
        ErrorCode::Internal,
        "said in words: {}",
        error.message
    );
    let out = world.folder().join("out.ics");
    std::fs::write(&out, "the file of before").expect("a file");
    export(out.clone()).expect("it is replaced");
    let left = std::fs::read_dir(world.folder())
        .expect("the folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let parts: Vec<String> = left.filter(|name| name.contains("part")).collect();
    assert_eq!(parts, [""; 0], "no temporary file is left");
    assert!(
        std::fs::read_to_string(out)
            .expect("the file")
            .ends_with("END:VCALENDAR\r\n"),
        "whole"
    );
}
