//! When a backup is made, what it holds, and which stay.

use std::path::Path;

use chrono::Duration;
use ithaca_core::commands::{BackupId, ErrorCode};
use ithaca_core::keys::Keychain;
use ithaca_core::vault::backups::due;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::backups;
use crate::desk::{Desk, run};

pub(super) fn is_due(world: &World) -> bool {
    due(&world.app, world.app.now()).expect("it can be told")
}

#[test]
fn a_backup_says_what_it_holds_and_tells_nothing_to_others() {
    let desk = Desk::saying("zq7xkanarienvogel");
    let made = desk.run("backup_make", json!({}));
    assert_eq!(made["id"], "2026-03-02T080000Z", "named by its UTC instant");
    assert_eq!(
        (&made["state"], &made["changes_since"]),
        (&json!("verified"), &json!(0)),
        "nothing changed since"
    );
    let people = desk.run("person_list", json!({}))["items"]
        .as_array()
        .map(Vec::len);
    assert_eq!(
        made["holds"]["people"].as_u64().map(|count| count as usize),
        people,
        "everybody is in it"
    );
    assert!(made["holds"]["notes"].as_u64() >= Some(3), "{made}");
    let folder = desk.world.folder().join("backups/2026-03-02T080000Z");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the backup")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    assert_eq!(names, ["desk.db", "keys.json"], "the desk and its key file");
    let bytes = std::fs::read(folder.join("desk.db")).expect("the copy");
    assert!(
        !bytes.starts_with(b"SQLite format 3")
            && !bytes.windows(17).any(|part| part == b"zq7xkanarienvogel"),
        "as unreadable as the desk"
    );
    #[cfg(unix)]
    for (path, mode) in [
        (folder.clone(), 0o700),
        (folder.join("desk.db"), 0o600),
        (folder.join("keys.json"), 0o600),
        (desk.world.folder().join("backups"), 0o700),
    ] {
        use std::os::unix::fs::PermissionsExt as _;
        let found = std::fs::metadata(&path).expect("it is there").permissions();
        assert_eq!(found.mode() & 0o777, mode, "{}", path.display());
    }
}

#[test]
fn a_backup_is_due_ten_minutes_after_the_last_one_and_only_after_a_change() {
    let world = World::new();
    let ada = world.mentor("Ada");
    assert!(is_due(&world), "a desk that was written on and has none");
    run(&world, "backup_make", json!({}));
    world.advance(Duration::hours(5));
    assert!(!is_due(&world), "nothing changed since");
    world.promise(&ada, "Send the draft", None);
    assert!(is_due(&world), "a change, and the last one is old");
    run(&world, "backup_make", json!({}));
    world.promise(&ada, "Send the other", None);
    world.advance(Duration::minutes(9));
    assert!(!is_due(&world), "the last one is nine minutes old");
    world.advance(Duration::minutes(1));
    assert!(is_due(&world), "ten minutes");
    world.go_to("2026-01-01T09:00[Europe/Paris]");
    assert!(is_due(&world), "a clock set back does not put it off");
}

#[test]
fn old_backups_are_thinned_and_the_newest_stays() {
    let world = World::new();
    for hour in 0..32 {
        world.person(&format!("Ada {hour}"));
        run(&world, "backup_make", json!({}));
        world.advance(Duration::hours(1));
    }
    let left = backups(&world);
    assert!(
        (24..=29).contains(&left.len()),
        "{} are left of thirty-two",
        left.len()
    );
    assert_eq!(left[0]["holds"]["people"], 32, "the newest first");
    assert!(
        left.iter()
            .all(|one| one["kept_until"].as_i64() > one["made_at"].as_i64()),
        "each says until when it is kept"
    );
}

#[test]
fn backups_answer_in_pages() {
    let world = World::new();
    for _ in 0..5 {
        run(&world, "backup_make", json!({}));
        world.advance(Duration::days(1));
    }
    let mut seen = Vec::new();
    let mut page = json!({ "limit": 2 });
    loop {
        let part = run(&world, "backup_list", json!({ "page": page }));
        for one in part["items"].as_array().expect("a list") {
            seen.push(one["id"].clone());
        }
        if part["next"].is_null() {
            break;
        }
        page["after"] = part["next"].clone();
    }
    let all: Vec<Value> = backups(&world)
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    assert_eq!(seen, all);
    assert_eq!(all.len(), 5, "each once");
}

#[test]
fn the_last_verified_backup_cannot_be_deleted_and_others_can() {
    let world = World::new();
    let first = run(&world, "backup_make", json!({}));
    let refused = world
        .call("backup_delete", json!({ "ids": [first["id"]] }))
        .expect_err("it is the only one");
    assert_eq!(refused.code, ErrorCode::Conflict, "{}", refused.message);
    world.advance(Duration::hours(1));
    run(&world, "backup_make", json!({}));
    run(&world, "backup_delete", json!({ "ids": [first["id"]] }));
    assert_eq!(backups(&world).len(), 1, "one is left");
    let gone = world
        .call("backup_restore", json!({ "id": first["id"] }))
        .expect_err("it is gone");
    assert_eq!(gone.code, ErrorCode::NotFound);
    for name in ["../keys.json", "", "2026-3-2T080000Z", ".lock"] {
        let refused = world
            .call("backup_restore", json!({ "id": name }))
            .expect_err("no backup's name");
        assert_eq!(refused.code, ErrorCode::Invalid, "{name}");
    }
}

#[test]
fn the_second_folder_gets_every_backup_and_never_the_open_key() {
    let world = World::new();
    let stick = tempfile::tempdir().expect("a stick");
    world.person("Ada");
    let choose = |path: &Path| {
        let handle = world.app.files().mint_folder(path.to_owned());
        world.call("backup_folder_choose", json!({ "folder": handle }))
    };
    let own = world.folder().join("backups");
    std::fs::create_dir_all(&own).expect("a folder");
    let refused = choose(&own).expect_err("a copy inside the folder goes with it");
    assert_eq!(refused.field.as_deref(), Some("folder"));
    run(&world, "backup_make", json!({}));
    let plan = choose(stick.path()).expect("a stick is a folder");
    assert_eq!(
        (
            &plan["second"]["there"],
            &plan["second"]["needs_this_computer"]
        ),
        (&json!(true), &json!(true)),
        "without a passphrase the copies open here only: {plan}"
    );
    world.advance(Duration::hours(1));
    world.person("Ben");
    let made = run(&world, "backup_make", json!({}));
    assert_eq!(
        made["places"],
        json!(["data_folder", "second_folder"]),
        "it lies in both"
    );
    let inside = stick.path().join("ithaca-backups");
    let key = ithaca_core::keys::open(world.folder(), Keychain::Alone)
        .expect("the key file")
        .and_then(|keys| keys.into_iter().next())
        .expect("a key")
        .hex();
    let mut files = 0;
    for backup in std::fs::read_dir(&inside).expect("the backups").flatten() {
        if !backup.path().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(backup.path())
            .expect("a backup")
            .flatten()
        {
            let bytes = std::fs::read(file.path()).expect("a file");
            assert!(
                !bytes.windows(64).any(|part| part == key.as_bytes()),
                "{} holds the key in the open",
                file.path().display()
            );
            files += 1;
        }
    }
    assert_eq!(files, 4, "two backups of two files were looked at");
    let id: BackupId = made["id"].as_str().expect("an id").parse().expect("a name");
    std::fs::remove_dir_all(world.folder().join(format!("backups/{id}"))).expect("it is lost");
    run(
        &world,
        "person_add",
        json!({ "fields": { "name": "Cleo" } }),
    );
    run(&world, "backup_restore", json!({ "id": made["id"] }));
    assert_eq!(
        run(&world, "person_list", json!({}))["items"]
            .as_array()
            .map(Vec::len),
        Some(2),
        "it is put back from the stick"
    );
    std::fs::remove_dir_all(stick.path()).expect("the stick is pulled");
    world.advance(Duration::hours(1));
    run(&world, "backup_make", json!({}));
    assert_eq!(
        run(&world, "backup_show", json!({}))["second"]["there"],
        json!(false),
        "a stick that is not in is told, and no failure"
    );
}

#[test]
fn an_emptied_bin_says_which_backups_still_hold_it_and_they_let_go_on_demand() {
    let world = World::new();
    run(&world, "backup_make", json!({}));
    world.advance(Duration::hours(1));
    let ada = world.mentor("Ada");
    let about = json!({ "kind": "person", "id": ada.person_id });
    run(
        &world,
        "note_write",
        json!({ "about": about, "body": "A thought" }),
    );
    let with = run(&world, "backup_make", json!({}));
    world.advance(Duration::hours(1));
    run(&world, "person_delete", json!({ "id": ada.person_id }));
    let in_bin = run(&world, "backup_make", json!({}));
    world.advance(Duration::hours(1));
    world.person("Ben");
    let emptied = run(&world, "bin_empty", json!({}));
    let named: Vec<&Value> = emptied["backups"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["id"])
        .collect();
    assert_eq!(
        named,
        [&in_bin["id"], &with["id"]],
        "those made while it was there, and not the one before"
    );
    assert!(
        emptied["backups"][0]["kept_until"].as_i64() > Some(world.app.now().0),
        "each says until when"
    );
    run(
        &world,
        "backup_purge",
        json!({ "ids": named, "aside": true }),
    );
    let left = backups(&world);
    assert_eq!(left.len(), 2, "the one of before, and a new one");
    assert_eq!(
        (&left[0]["state"], &left[0]["holds"]["people"]),
        (&json!("verified"), &json!(1)),
        "the new one is whole and holds what is there"
    );
    world.person("Cleo");
    run(&world, "backup_restore", json!({ "id": left[0]["id"] }));
    let cleo = run(&world, "person_list", json!({ "text": "Cleo" }));
    assert_eq!(cleo["items"], json!([]), "put back");
    let dora = world.person("Dora");
    run(&world, "person_delete", json!({ "id": dora.id }));
    let emptied = run(&world, "bin_empty", json!({}));
    assert_eq!(
        (
            emptied["backups"].as_array().map(Vec::len),
            emptied["aside"].as_array().map(Vec::len)
        ),
        (Some(0), Some(1)),
        "a database kept aside may hold anything"
    );
}

#[test]
fn a_backup_just_made_is_the_newest_and_stays_whatever_the_clock_says() {
    let world = World::new();
    let made = |name: &str| {
        world.person(name);
        let id = run(&world, "backup_make", json!({}))["id"].clone();
        let left = backups(&world);
        assert!(
            left.iter().any(|one| one["id"] == id),
            "the backup with {name} is there: {left:?}"
        );
        (id, left[0]["id"].clone())
    };
    for name in ["Ada", "Ben", "Cleo", "Dora", "Emil", "Fay"] {
        let (id, newest) = made(name);
        assert_eq!(id, newest, "six within one second, the last is the newest");
    }
    world.go_to("2026-03-02T08:30[Europe/Paris]");
    for name in ["Gil", "Hana", "Ivo", "Jan"] {
        made(name);
        world.advance(Duration::minutes(1));
    }
}
