//! A desk that does not open: named plainly, never deleted, and a way back.

use std::path::Path;

use ithaca_core::clock::Millis;
use ithaca_core::error::Error;
use ithaca_core::locale::{Language, Locale};
use ithaca_core::vault::damage::{ClosedDesk, Damage};
use ithaca_tests::World;
use serde_json::json;

use crate::desk::{noted, open, run, shown};

const NOW: Millis = Millis(1_772_438_400_000);

/// A closed desk with a backup and somebody who came after it, and what the backup holds.
fn desk() -> (std::sync::Arc<tempfile::TempDir>, String) {
    let world = World::new();
    noted(&world, "Ada", 3, 3_000);
    let then = shown(&world.app).expect("a whole desk");
    run(&world.app, "backup_make", json!({}));
    noted(&world, "Ben", 3, 3_000);
    (world.closed(), then)
}

fn refused(folder: &Path) -> (Error, Damage) {
    let error = open(folder).err().expect("it does not open");
    let damage = ClosedDesk::at(folder, None)
        .damage(&error)
        .expect("it is about the file");
    (error, damage)
}

fn plain_database(path: &Path) {
    let conn = rusqlite::Connection::open(path).expect("another program's");
    conn.execute_batch("CREATE TABLE theirs (a TEXT)")
        .expect("a table");
}

/// One way to harm a desk, and what it must be called.
type Harm = (fn(&Path), Damage);

const HARMS: [Harm; 6] = [
    (
        |folder| std::fs::remove_file(folder.join("ithaca.db")).expect("it was there"),
        Damage::Gone,
    ),
    (
        |folder| {
            let file = folder.join("ithaca.db");
            let bytes = std::fs::read(&file).expect("the file");
            std::fs::write(file, &bytes[..bytes.len() / 2]).expect("half of it");
        },
        Damage::CutOff,
    ),
    (
        |folder| {
            std::fs::remove_file(folder.join("ithaca.db")).expect("it was there");
            plain_database(&folder.join("ithaca.db"));
        },
        Damage::Foreign,
    ),
    (
        |folder| {
            let other = World::new();
            other.person("Somebody else");
            let other = other.closed();
            std::fs::copy(other.path().join("ithaca.db"), folder.join("ithaca.db"))
                .expect("a copy");
        },
        Damage::Foreign,
    ),
    (
        |folder| {
            let file = folder.join("ithaca.db");
            let mut bytes = std::fs::read(&file).expect("the file");
            bytes[100] ^= 1;
            std::fs::write(file, bytes).expect("a damaged first page");
        },
        Damage::Pages(1),
    ),
    (
        |folder| std::fs::write(folder.join("keys.json"), "{").expect("a broken key file"),
        Damage::Keys,
    ),
];

#[test]
fn each_harm_is_named_and_the_backup_put_back_with_the_old_file_kept() {
    for (number, (harm, name)) in HARMS.into_iter().enumerate() {
        let (folder, then) = desk();
        harm(folder.path());
        let old = std::fs::read(folder.path().join("ithaca.db")).ok();
        let (_, damage) = refused(folder.path());
        assert_eq!(damage, name, "harm {number}");
        for language in [Language::En, Language::De] {
            let sentence = damage.sentence(&Locale {
                language,
                hours_24: true,
            });
            assert!(sentence.ends_with('.') && sentence.len() > 20, "{sentence}");
        }
        let way = ClosedDesk::at(folder.path(), None)
            .way_back()
            .expect("it can be looked for")
            .expect("there is a backup");
        let restored = ClosedDesk::at(folder.path(), None)
            .restore(&way.id, NOW)
            .expect("it is put back");
        let app = open(folder.path()).expect("the desk opens again");
        assert_eq!(
            shown(&app).expect("it is whole"),
            then,
            "harm {number}: as the backup holds it"
        );
        assert_eq!(
            std::fs::read(folder.path().join(&restored.kept_as)).ok(),
            old,
            "harm {number}: the old file is kept as it was"
        );
    }
}

#[test]
fn starting_new_keeps_the_old_files_and_the_backups() {
    let (folder, _) = desk();
    let file = folder.path().join("ithaca.db");
    let mut bytes = std::fs::read(&file).expect("the file");
    bytes[20] ^= 1;
    std::fs::write(&file, &bytes).expect("a damaged file");
    refused(folder.path());
    let kept = ClosedDesk::at(folder.path(), None)
        .start_new(NOW)
        .expect("a new desk");
    assert_eq!(
        std::fs::read(folder.path().join(kept)).expect("the old file"),
        bytes,
        "byte for byte"
    );
    let app = open(folder.path()).expect("a new desk opens");
    assert_eq!(shown(&app).expect("it is whole"), "", "and is empty");
    let backups = run(&app, "backup_list", json!({}));
    assert_eq!(
        backups["items"][0]["state"], "verified",
        "the backup still opens"
    );
}

#[test]
fn a_damaged_backup_is_not_the_way_back() {
    let (folder, _) = desk();
    let app = open(folder.path()).expect("the desk opens");
    let newest = run(&app, "backup_make", json!({}));
    drop(app);
    let file = folder
        .path()
        .join("backups")
        .join(newest["id"].as_str().expect("a name"))
        .join("desk.db");
    let mut bytes = std::fs::read(&file).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).expect("a damaged backup");
    let way = ClosedDesk::at(folder.path(), None)
        .way_back()
        .expect("it can be looked for")
        .expect("there is another");
    assert_ne!(json!(way.id), newest["id"], "an older one that is whole");
}

#[test]
fn a_check_finds_what_is_wrong_and_says_so() {
    let world = World::new();
    noted(&world, "Ada", 3, 3_000);
    let path = world.folder().join("kept.bin");
    std::fs::write(&path, b"kept".repeat(9_000)).expect("a file");
    let file = world.app.files().mint_read(path);
    run(
        &world.app,
        "resource_add",
        json!({ "kind": "file", "fields": { "title": "Kept" }, "file": file }),
    );
    let well = run(&world.app, "desk_check", json!({}));
    assert_eq!(
        (&well["findings"], &well["files"]),
        (&json!([]), &json!(1)),
        "all is well"
    );
    let conn = world.database();
    for (harm, kind) in [
        (
            "UPDATE attachment_chunk SET bytes = zeroblob(length(bytes)) WHERE number = 0",
            "files",
        ),
        (
            "UPDATE find_entry SET text = 'Somebody' WHERE kind = 'person'",
            "index",
        ),
        (
            "PRAGMA foreign_keys = OFF; UPDATE note SET person_id = 'nobody'",
            "references",
        ),
    ] {
        conn.execute_batch(harm)
            .expect("another program can do that");
        let found = run(&world.app, "desk_check", json!({}));
        let finding = found["findings"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|finding| finding["kind"] == kind)
            .unwrap_or_else(|| panic!("{kind} is found: {found}"));
        assert!(
            finding["sentence"]
                .as_str()
                .is_some_and(|text| text.ends_with('.')),
            "{finding}"
        );
    }
    drop(conn);
    let world = world.reopened();
    let file = world.folder().join("ithaca.db");
    let mut bytes = std::fs::read(&file).expect("the file");
    let last = bytes.len() - 2_000;
    bytes[last] ^= 1;
    std::fs::write(&file, bytes).expect("a damaged page");
    let found = run(&world.app, "desk_check", json!({}));
    assert_eq!(found["findings"][0]["kind"], "pages", "{found}");
}
