//! Kills while a backup is made: nothing bears a backup's name that does not verify.

use std::path::Path;

use ithaca_core::keys;
use ithaca_tests::World;
use rusqlite::{Connection, OpenFlags};
use serde_json::json;

use crate::desk::{Numbers, noted, rounds};
use crate::writer::Writer;

/// A closed desk of some megabytes.
fn desk() -> std::sync::Arc<tempfile::TempDir> {
    let world = World::new();
    for name in ["Ada", "Ben"] {
        noted(&world, name, 10, 90_000);
    }
    world.closed()
}

/// The names of backups that are not whole: that lack a file, fail a check, or hold other rows.
fn bad(folder: &Path) -> (usize, Vec<String>) {
    let key = keys::open(folder, keys::Keychain::Alone)
        .expect("the key file")
        .expect("a key")[0]
        .hex();
    let rows = |path: &Path| -> rusqlite::Result<(i64, i64)> {
        let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        conn.pragma_update(None, "key", format!("x'{}'", key.as_str()))?;
        conn.pragma_update(None, "cipher_log_level", "NONE")?;
        let pages: i64 = conn
            .query_row(
                "SELECT count(*) FROM pragma_cipher_integrity_check",
                [],
                |row| row.get(0),
            )
            .or_else(|_| {
                let mut query = conn.prepare("PRAGMA cipher_integrity_check")?;
                let lines = query.query_map([], |_| Ok(()))?.count();
                Ok::<i64, rusqlite::Error>(lines as i64)
            })?;
        let check: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        if pages > 0 || check != "ok" {
            return Err(rusqlite::Error::InvalidQuery);
        }
        conn.query_row("SELECT count(*), sum(length(body)) FROM note", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    };
    let whole = {
        let conn = ithaca_tests::open_database(folder);
        conn.query_row("SELECT count(*), sum(length(body)) FROM note", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("the desk is whole")
    };
    let mut seen = 0;
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder.join("backups"))
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        seen += 1;
        let is_whole = rows(&entry.path().join("desk.db")).is_ok_and(|found| found == whole)
            && entry.path().join("keys.json").is_file();
        if !is_whole {
            found.push(name);
        }
    }
    (seen, found)
}

/// Kills a writer of backups at a moment that differs from round to round.
fn kill_once(folder: &Path, mode: &str, numbers: &mut Numbers) {
    let mut writer = Writer::start(folder, mode);
    assert_eq!(
        writer.hear(),
        Some(json!({ "opened": true })),
        "the desk opens after every kill"
    );
    for _ in 0..numbers.below(2) {
        writer.hear();
    }
    // Work that takes a while and does not look at a clock, so that the kill falls anywhere.
    let mut spent = 0u64;
    for step in 0..numbers.below(4_000_000) as u64 {
        spent = std::hint::black_box(spent.wrapping_mul(31).wrapping_add(step));
    }
    writer.kill();
    while writer.hear().is_some() {}
}

#[test]
fn no_kill_leaves_a_bad_backup_under_a_final_name() {
    let folder = desk();
    let mut numbers = Numbers(3);
    let kills = rounds(30, 1_000);
    let mut most = 0;
    for round in 0..kills {
        kill_once(folder.path(), "backups", &mut numbers);
        if round % 5 == 4 || round + 1 == kills {
            let (seen, found) = bad(folder.path());
            assert_eq!(found, [""; 0], "after {} kills", round + 1);
            most = most.max(seen);
        }
    }
    println!("{kills} kills: 0 bad backups, {most} there at most");
    assert!(most >= 3, "backups were made between the kills");
    let world_opens = crate::desk::open(folder.path()).expect("the desk opens");
    crate::desk::run(&world_opens, "backup_make", json!({}));
    let parts = std::fs::read_dir(folder.path().join("backups"))
        .expect("the backups")
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".making"))
        .count();
    assert_eq!(
        parts, 0,
        "the next backup cleared away what kills left half made"
    );
}

#[test]
fn a_program_that_writes_under_the_final_name_is_found_out() {
    let mut numbers = Numbers(5);
    let found = (0..40).any(|_| {
        let folder = desk();
        kill_once(folder.path(), "backups-in-place", &mut numbers);
        !bad(folder.path()).1.is_empty()
    });
    assert!(found, "the same kills leave half copies under final names");
}
