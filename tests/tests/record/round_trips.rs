//! Out and in again gives the same desk, and the same bytes.

use ithaca_tests::World;
use serde_json::json;
use sha2::Digest as _;

use crate::desk::{
    Numbers, dump, export, files, filled, import, look, place, rounds, run, sums, year,
};

/// Writes, takes into an empty desk, and writes again: the same bytes. Returns the second desk.
fn round_trip(world: &World, form: &str, what: &str) -> World {
    let (first, second) = (place(), place());
    let written = export(world, first.path(), form, true);
    let other = World::new();
    let done = import(&other, &written).unwrap_or_else(|error| panic!("{what}: {}", error.message));
    assert_eq!(
        sums(&done)[1..],
        [0, 0],
        "{what}: nothing was on that desk: {done}"
    );
    let again = export(&other, second.path(), "folder", true);
    let expected = if form == "folder" {
        files(&written)
    } else {
        let plain = place();
        files(&export(world, plain.path(), "folder", true))
    };
    let found = files(&again);
    assert_eq!(
        expected.keys().collect::<Vec<_>>(),
        found.keys().collect::<Vec<_>>(),
        "{what}: the same files"
    );
    for (name, bytes) in &expected {
        assert!(found.get(name) == Some(bytes), "{what}: {name} is the same");
    }
    other
}

#[test]
fn a_year_goes_out_and_comes_back_byte_for_byte() {
    let world = year();
    let other = round_trip(&world, "folder", "the made-up year");
    let (ours, theirs) = (dump(&world), dump(&other));

    assert_eq!(ours, theirs, "every row and every kept byte");
    round_trip(&world, "file", "the made-up year, encrypted");
}

#[test]
fn a_desk_that_keeps_quiet_for_good_goes_out_and_comes_back() {
    let world = World::new();
    world.person("Ada");
    let paused = run(&world, "reminder_pause", json!({ "for": "for_good" }));
    let other = round_trip(&world, "folder", "a desk that keeps quiet");
    assert_eq!(
        run(&other, "settings_show", json!({}))["paused_until"],
        paused["until"]
    );
}

#[test]
fn what_one_wrote_can_be_read_without_ithaca() {
    let world = year();
    let to = place();
    let record = files(&export(&world, to.path(), "folder", true));
    let names: Vec<&String> = record.keys().collect();
    for name in ["record.json", "calendar.ics", "people.md"] {
        assert!(record.contains_key(name), "{name}: {names:?}");
    }
    let rooms: Vec<&String> = record
        .keys()
        .filter(|name| name.starts_with("rooms/") && name.ends_with(".md"))
        .collect();
    assert!(rooms.len() >= 7, "a page for every room: {rooms:?}");
    let zoe = rooms
        .iter()
        .find(|name| name.starts_with("rooms/Zoë"))
        .expect("a page called like her");
    let page = String::from_utf8_lossy(&record[*zoe]).into_owned();
    for part in [
        "# Zoë \u{1f9ed} it's \"quoted\" \\\\ \\<b\\>",
        "2026-03-10 10:00",
        "> A thought of its own",
        "kept.bin",
        "### Let go",
        "> Zoë: one face",
        "> It does not matter",
    ] {
        assert!(page.contains(part), "{part:?} is told: {page}");
    }
    assert!(
        !page.contains("Deleted") && !page.contains("Thrown away"),
        "what lies in the bin is not"
    );
    let amara = rooms
        .iter()
        .find(|name| name.starts_with("rooms/Amara"))
        .expect("a page called like her");
    let page = String::from_utf8_lossy(&record[*amara]).into_owned();
    for part in [
        "### My voice goes flat in front of more than ten people",
        "> Pick one face in the third row",
        "Speak to the third row at the depot meeting: helped",
        "> Two rotas. The lower one was used within the week.",
        "Ask for the budget before you are asked for the plan",
        "> In her second year she drew a plan",
    ] {
        assert!(page.contains(part), "{part:?} is told: {page}");
    }
    assert!(
        !page.contains("Stand where you can touch something"),
        "what Jonas said of it stands on his page"
    );
    let kept: Vec<&String> = record
        .keys()
        .filter(|name| name.starts_with("attachments/"))
        .collect();
    assert!(kept.len() >= 2, "kept files go along: {kept:?}");
    for name in kept {
        let hash: String = sha2::Sha256::digest(&record[name])
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            *name,
            format!("attachments/{hash}"),
            "named by its contents"
        );
    }
    for line in String::from_utf8_lossy(&record["record.json"]).lines() {
        assert!(!line.contains("zone_rules"), "nothing of this computer");
    }
}

#[test]
fn two_records_lie_beside_each_other() {
    let world = World::new();
    world.person("Ada");
    let to = place();
    for name in ["Ithaca record 2026-03-02", "Ithaca record 2026-03-02 (2)"] {
        let written = export(&world, to.path(), "folder", false);
        assert_eq!(
            written,
            to.path().join(name),
            "none in the place of another"
        );
    }
    let file = export(&world, to.path(), "file", false);
    assert_eq!(file, to.path().join("Ithaca record 2026-03-02.age"));
    let count = std::fs::read_dir(to.path()).expect("the folder").count();
    assert_eq!(count, 3, "and nothing else is left there");
}

#[test]
fn a_second_time_changes_nothing() {
    let (world, to) = (year(), place());
    let written = export(&world, to.path(), "folder", true);
    let other = World::new();
    let first = import(&other, &written).expect("the first time");
    let [added, ..] = sums(&first);
    assert!(added > 300, "a year is something: {first}");
    assert!(!first["backup"].is_null(), "a backup was made before");
    let before = dump(&other);
    let second = import(&other, &written).expect("the second time");
    assert_eq!(sums(&second), [0, added, 0], "all of it is there: {second}");
    assert_eq!(second["backup"], json!(null), "nothing to be afraid for");
    assert_eq!(dump(&other), before, "not one row changed");
    // The desk it came from is no other case.
    let before = dump(&world);
    assert_eq!(
        sums(&import(&world, &written).expect("at home"))[0],
        0,
        "nothing was missing at home"
    );
    assert_eq!(dump(&world), before, "not one row changed at home");
}

#[test]
fn what_is_missing_is_added_and_what_is_there_stays() {
    let (world, to) = (World::new(), place());
    filled(&world);
    let (ada, ben) = (world.person("Ada"), world.person("Ben"));
    let written = export(&world, to.path(), "folder", true);
    run(
        &world,
        "person_change",
        json!({ "id": ada.id, "fields": { "name": "Ada of today" } }),
    );
    run(&world, "person_delete", json!({ "id": ben.id }));
    run(&world, "bin_empty", json!({}));
    let seen = look(&world, &written).expect("it can be looked at");
    let done = import(&world, &written).expect("it is taken in");
    assert_eq!(seen["lines"], done["lines"], "what was foreseen was done");
    let people = &done["lines"][0];
    assert_eq!(
        (&people["kind"], &people["added"], &people["different"]),
        (&json!("people"), &json!(1), &json!(1)),
        "Ben is back, Ada stays who she became: {done}"
    );
    assert_eq!(done["settings"], false, "nor do settings change here");
    let names = run(&world, "person_list", json!({})).to_string();
    assert!(
        names.contains("Ada of today") && names.contains("Ben"),
        "{names}"
    );
}

#[test]
fn one_undo_takes_an_import_back() {
    let (world, to) = (year(), place());
    let written = export(&world, to.path(), "folder", true);
    let other = World::new();
    other.person("Somebody who was here");
    let before = other.record();
    import(&other, &written).expect("it is taken in");
    assert_ne!(other.record(), before, "something came");
    let undone = run(&other, "change_undo", json!({}));
    assert_eq!(undone["label"], "import a record", "in one step");
    assert_eq!(other.record(), before, "all of it went");
    run(&other, "change_redo", json!({}));
    assert_eq!(
        sums(&import(&other, &written).expect("again"))[0],
        0,
        "and came back whole"
    );
}

#[test]
fn a_child_of_something_in_the_bin_joins_it_there() {
    let (world, to) = (World::new(), place());
    let room = world.mentor("Ada");
    world.meeting(&room, "2026-03-10T10:00");
    let promise = world.promise(&room, "Send it", None);
    let written = export(&world, to.path(), "folder", true);
    run(&world, "action_delete", json!({ "id": promise.id }));
    run(&world, "bin_empty", json!({}));
    run(&world, "relationship_delete", json!({ "id": room.id }));
    assert_eq!(
        sums(&import(&world, &written).expect("it is taken in"))[0],
        1,
        "the promise was missing"
    );
    let open = run(&world, "action_list", json!({})).to_string();
    assert!(
        !open.contains("Send it"),
        "it lies where its room lies: {open}"
    );
    let bin = run(&world, "bin_list", json!({}));
    run(
        &world,
        "bin_restore",
        json!({ "id": bin["items"][0]["id"] }),
    );
    let open = run(&world, "action_list", json!({})).to_string();
    assert!(open.contains("Send it"), "and comes back with it: {open}");
}

#[test]
fn desks_of_every_sort_go_out_and_come_back() {
    let count = rounds(20, 1_000);
    for seed in 0..count {
        let world = World::new();
        let mut numbers = Numbers(seed as u64);
        for person in 0..numbers.below(4) {
            let ada = world.person(&format!("Ada {person}"));
            for _ in 0..numbers.below(3) {
                let body = "a thought, ".repeat(1 + numbers.below(900));
                let about = json!({ "kind": "person", "id": ada.id });
                run(
                    &world,
                    "note_write",
                    json!({ "about": about, "body": body }),
                );
            }
            if numbers.below(2) == 0 {
                let room = world.mentee(&format!("Ben {person} \u{1f9ed} \u{202e}it's \"quoted\""));
                let meeting = world.meeting(&room, "2026-03-10T10:00");
                if numbers.below(2) == 0 {
                    run(
                        &world,
                        "meeting_move",
                        json!({ "id": meeting.row.id, "starts_local": "2026-03-29T02:30" }),
                    );
                }
                if numbers.below(3) == 0 {
                    filled(&world);
                }
                if numbers.below(3) == 0 {
                    run(&world, "relationship_delete", json!({ "id": room.id }));
                }
            }
        }
        let other = round_trip(&world, "folder", &format!("seed {seed}"));
        assert_eq!(dump(&world), dump(&other), "seed {seed}: every row");
    }
    println!("{count} desks out and in, byte for byte");
}
