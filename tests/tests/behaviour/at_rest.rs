//! What lies on the disk: unreadable without the key, the person's alone, and nothing deleted in it.

use std::path::Path;
use std::sync::Arc;

use aes::cipher::{BlockDecryptMut as _, KeyIvInit as _, block_padding::NoPadding};
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::{PersonList, person_list};
use ithaca_core::error::Error;
use ithaca_core::{App, keys};
use ithaca_tests::{World, moment};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::desk::{Desk, run};
#[cfg(unix)]
use crate::writer::Writer;

const CANARY: &str = "zq7xkanarienvogel";

/// One MiB: shorter files do not have their entropy yet.
const LARGE: usize = 1 << 20;

fn open(folder: &Path) -> Result<App, Error> {
    let (now, zone) = moment("2026-03-02T09:00[Europe/Paris]");
    App::open(folder, Arc::new(FixedClock::new(now, zone)))
}

/// A folder's files with their SHA-256, sorted.
fn state(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            let bytes = if path.is_dir() {
                Vec::new()
            } else {
                std::fs::read(path).expect("a file")
            };
            (
                name,
                Sha256::digest(bytes)
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect(),
            )
        })
        .collect();
    files.sort();
    files
}

/// Bits of information a byte: 8 for noise, about 4 for text.
fn entropy(bytes: &[u8]) -> f64 {
    let mut counts = [0u64; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let share = |count: &u64| *count as f64 / bytes.len() as f64;
    -counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| share(count) * share(count).log2())
        .sum::<f64>()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

/// A desk with more than a megabyte of text on it.
fn large() -> World {
    let world = World::new();
    let about = json!({ "kind": "person", "id": world.person("Ada").id });
    for _ in 0..8 {
        run(
            &world,
            "note_write",
            json!({ "about": about, "body": CANARY.repeat(9_000) }),
        );
    }
    world
}

#[test]
fn the_files_look_like_noise() {
    let world = large();
    let file = world.folder().join("ithaca.db");
    let log = std::fs::read(world.folder().join("ithaca.db-wal")).expect("the log");
    assert!(
        log.len() >= LARGE,
        "{} bytes are enough to measure",
        log.len()
    );
    assert!(
        entropy(&log) >= 7.99,
        "the log: {} bits a byte",
        entropy(&log)
    );
    for entry in std::fs::read_dir(world.folder()).expect("the folder") {
        let path = entry.expect("an entry").path();
        let bytes = std::fs::read(&path).expect("a file");
        assert!(
            !contains(&bytes, CANARY),
            "{} tells nothing while the desk is open",
            path.display()
        );
    }
    let world = world.reopened();
    run(&world, "bin_empty", json!({}));
    let bytes = std::fs::read(&file).expect("the database");
    assert!(
        bytes.len() >= LARGE,
        "{} bytes are enough to measure",
        bytes.len()
    );
    assert!(
        !bytes.starts_with(b"SQLite format 3"),
        "it does not even say what it is"
    );
    assert!(entropy(&bytes) >= 7.99, "{} bits a byte", entropy(&bytes));
    println!(
        "bits a byte: log {:.5}, database {:.5}",
        entropy(&log),
        entropy(&bytes)
    );

    let plain = rusqlite::Connection::open(world.folder().join("plain.db"))
        .expect("a database without a key");
    plain
        .execute_batch("CREATE TABLE note (body TEXT)")
        .expect("a table");
    for _ in 0..8 {
        plain
            .execute("INSERT INTO note VALUES (?1)", [CANARY.repeat(9_000)])
            .expect("a row");
    }
    let bytes = std::fs::read(world.folder().join("plain.db")).expect("the file");
    assert!(
        bytes.len() >= LARGE && contains(&bytes, CANARY) && entropy(&bytes) < 6.0,
        "without a key the same look finds the words"
    );
}

#[test]
#[cfg(unix)]
fn folder_and_files_are_the_persons_alone_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt as _;
    let outer = tempfile::tempdir().expect("a temporary folder");
    let folder = outer.path().join("new/desk");
    let mut writer = Writer::in_shell(&[], "umask 000; exec \"$1\" \"$2\" call", &folder, &[]);
    assert_eq!(writer.hear(), Some(json!({ "opened": true })), "a new desk");
    let mode = |path: &Path| {
        std::fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(&folder), 0o700, "the folder");
    for file in ["keys.json", "ithaca.db", "ithaca.db-wal", "ithaca.db-shm"] {
        assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
    }
}

#[test]
fn a_database_without_its_key_is_refused_and_left_alone() {
    let world = World::new();
    world.person("Ada");
    let folder = world.closed();
    std::fs::remove_file(folder.path().join("keys.json")).expect("the key is lost");
    let before = state(folder.path());
    assert!(
        matches!(open(folder.path()), Err(Error::Keys(_))),
        "no new key hides the old desk behind it"
    );
    assert_eq!(
        state(folder.path()),
        before,
        "nothing was made, nothing was touched"
    );
    for (text, why) in [
        ("", "empty"),
        ("{}", "of no shape"),
        ("{\"format\":1,\"slots\":[]}", "without a slot"),
        (
            "{\"format\":9,\"slots\":[{\"kind\":\"device\",\"key\":\"00\"}]}",
            "of another format",
        ),
        (
            "{\"format\":1,\"slots\":[{\"kind\":\"device\",\"key\":\"00\"}]}",
            "too short",
        ),
    ] {
        std::fs::write(folder.path().join("keys.json"), text).expect("a key file");
        let before = state(folder.path());
        assert!(
            matches!(open(folder.path()), Err(Error::Keys(_))),
            "a key file {why}"
        );
        assert_eq!(
            state(folder.path()),
            before,
            "with a key file {why} nothing was touched"
        );
    }
}

#[test]
fn another_desks_key_and_a_foreign_file_are_refused_and_left_alone() {
    let (world, other) = (World::new(), World::new());
    let folder = world.closed();
    std::fs::copy(
        other.folder().join("keys.json"),
        folder.path().join("keys.json"),
    )
    .expect("a copy");
    for bytes in [
        None,
        Some(b"SQLite format 3\0 and more, but not of ours".repeat(200)),
        Some(b"short".to_vec()),
    ] {
        if let Some(bytes) = bytes {
            std::fs::write(folder.path().join("ithaca.db"), bytes).expect("a foreign file");
        }
        let before = state(folder.path());
        let error = open(folder.path()).err().expect("it does not open");
        assert!(
            matches!(error, Error::Damaged(_)),
            "damaged or foreign: {error}"
        );
        assert_eq!(state(folder.path()), before, "it was left as it is");
    }
}

#[test]
fn a_desk_of_a_newer_ithaca_is_refused_and_left_alone() {
    let world = World::new();
    world
        .database()
        .pragma_update(None, "user_version", 999)
        .expect("as a newer program writes it");
    let folder = world.closed();
    let before = state(folder.path());
    assert!(
        matches!(
            open(folder.path()),
            Err(Error::DatabaseTooNew { found: 999, .. })
        ),
        "it is from the future"
    );
    assert_eq!(state(folder.path()), before, "not a byte changed");
}

#[test]
fn one_flipped_bit_is_noticed() {
    let world = large();
    let folder = world.closed();
    let file = folder.path().join("ithaca.db");
    let mut bytes = std::fs::read(&file).expect("the database");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).expect("a damaged copy");
    let app = open(folder.path()).expect("the damaged page is not one that opening reads");
    let mut page = json!({ "limit": 1 });
    let noticed = (0..20).any(|_| {
        let people = ithaca_core::commands::dispatch(&app, "person_list", json!({})).expect("Ada");
        let about = json!({ "kind": "person", "id": people["items"][0]["id"] });
        match ithaca_core::commands::dispatch(
            &app,
            "note_list",
            json!({ "about": about, "page": page }),
        ) {
            Ok(notes) => {
                page["after"] = notes["next"].clone();
                false
            }
            Err(error) => json!(error.code) == "damaged",
        }
    });
    assert!(
        noticed,
        "a page that was changed is never read as if it were whole"
    );
}

/// The pages of a closed desk, decrypted: SQLCipher 4 with a raw key is AES-256-CBC a page, its IV and HMAC in
/// the last 80 bytes; the first 16 bytes of the file are the salt.
fn pages(folder: &Path) -> Vec<u8> {
    const PAGE: usize = 4096;
    let hex = keys::open(folder, keys::Keychain::Alone)
        .expect("the key file")
        .and_then(|keys| keys.into_iter().next())
        .expect("a key")
        .hex();
    let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    let key: Vec<u8> = (0..64).step_by(2).map(byte).collect();
    let bytes = std::fs::read(folder.join("ithaca.db")).expect("the database");
    let mut plain = Vec::with_capacity(bytes.len());
    for (number, page) in bytes.chunks_exact(PAGE).enumerate() {
        let (body, reserve) = page.split_at(PAGE - 80);
        let body = if number == 0 { &body[16..] } else { body };
        let decryptor = cbc::Decryptor::<aes::Aes256>::new_from_slices(&key, &reserve[..16])
            .expect("key and IV fit");
        let mut body = body.to_vec();
        plain.extend_from_slice(
            decryptor
                .decrypt_padded_mut::<NoPadding>(&mut body)
                .expect("whole blocks"),
        );
    }
    plain
}

#[test]
fn what_leaves_the_bin_leaves_the_file() {
    let desk = Desk::saying(CANARY);
    let file = desk.file("secret.txt", CANARY.repeat(30_000).as_bytes());
    let kept = desk.run(
        "resource_add",
        json!({ "kind": "file", "fields": { "title": CANARY }, "file": file }),
    );
    desk.run("resource_delete", json!({ "id": kept["id"] }));
    desk.run(
        "meeting_write_notes",
        json!({ "id": desk.id("held"), "text": CANARY.repeat(5_000) }),
    );
    desk.run(
        "meeting_write_notes",
        json!({ "id": desk.id("held"), "text": "" }),
    );
    for person in ["ada", "ben", "cleo", "cleo_too"] {
        desk.run("person_delete", json!({ "id": desk.id(person) }));
    }
    desk.run(
        "draft_keep",
        json!({ "scope": "quick_add", "body": CANARY }),
    );
    desk.run("draft_keep", json!({ "scope": "quick_add", "body": "" }));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let before = tempfile::tempdir().expect("a temporary folder");
    checkpoint(&desk.world);
    copy(desk.world.folder(), before.path());
    assert!(
        contains(&pages(before.path()), CANARY),
        "while it lies in the bin it is in the pages: the look can see"
    );
    desk.run("bin_empty", json!({}));
    copy(desk.world.folder(), folder.path());
    assert_eq!(
        wal(folder.path()),
        0,
        "the write-ahead log is empty while the desk is open"
    );
    let plain = pages(folder.path());
    assert!(
        contains(&plain, "first_run_done"),
        "the pages were decrypted: the schema is in them"
    );
    assert!(
        !contains(&plain, CANARY),
        "not in a row, not in a free page, not in the index"
    );
}

fn checkpoint(world: &World) {
    let done: i64 = world
        .database()
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
        .expect("it runs");
    assert_eq!(done, 0, "nobody else is writing");
}

fn copy(from: &Path, to: &Path) {
    for name in ["ithaca.db", "ithaca.db-wal", "keys.json"] {
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).expect("a copy");
        }
    }
}

fn wal(folder: &Path) -> u64 {
    std::fs::metadata(folder.join("ithaca.db-wal"))
        .map(|meta| meta.len())
        .unwrap_or(0)
}

#[test]
fn the_connection_is_set_as_promised() {
    let world = World::new();
    let value = |pragma: &str| -> Value {
        let conn = world.database();
        conn.query_row(&format!("PRAGMA {pragma}"), [], |row| {
            row.get::<_, String>(0)
        })
        .map(Value::from)
        .unwrap_or_default()
    };
    assert_eq!(
        value("journal_mode"),
        "wal",
        "readers do not wait for the writer"
    );
    let version: String = world
        .database()
        .query_row("SELECT sqlite_version()", [], |row| row.get(0))
        .expect("a version");
    let numbers: Vec<u32> = version
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    assert!(
        numbers >= vec![3, 51, 3],
        "SQLite {version} is at least 3.51.3"
    );
}

#[test]
fn a_desk_killed_after_its_log_was_copied_in_opens_again() {
    let world = World::new();
    let checkpoint = |how: &str| {
        let sql = format!("PRAGMA wal_checkpoint({how})");
        let done = world.database().query_row(&sql, [], |_| Ok(()));
        done.expect("the log is copied into the file");
    };
    // The log begins anew, grows the file by many pages, and stays when it is copied in.
    checkpoint("TRUNCATE");
    for number in 0..300 {
        world.person(&format!("Person {number}"));
    }
    checkpoint("PASSIVE");
    // What a kill leaves: the files as they lie while the desk is open.
    let there = tempfile::tempdir().expect("a folder");
    for name in ["ithaca.db", "ithaca.db-wal", "keys.json"] {
        std::fs::copy(world.folder().join(name), there.path().join(name)).expect("a copy");
    }
    let app = open(there.path())
        .expect("the file holds what the log begins with, and more: it is its own");
    let people = person_list(&app, PersonList::default()).expect("the people");
    assert!(people.next.is_some(), "and so are the people");
}
