//! Logs that lie beside a database they do not belong to: a clear error or right data, never a mix.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ithaca_tests::{World, open_database};
use serde_json::json;

use crate::desk::{copy, noted, open, run, shown};

const FILES: [&str; 3] = ["ithaca.db", "ithaca.db-wal", "keys.json"];

/// States of three desks, each with its file, its log, its key, and what it shows: two of one key, as a
/// restore leaves them, and one of another.
fn states(outer: &Path) -> Vec<(PathBuf, String)> {
    let mut states: Vec<(PathBuf, String)> = Vec::new();
    let mut keep = |world: &World| {
        let folder = outer.join(states.len().to_string());
        std::fs::create_dir(&folder).expect("a folder");
        copy(world.folder(), &folder, &FILES);
        states.push((folder, shown(&world.app).expect("a whole desk")));
    };
    let world = World::new();
    for round in 0..9 {
        noted(&world, &format!("Ada {round}"), 1 + round % 3, 1_500);
        if round % 3 == 1 {
            let conn = open_database(world.folder());
            conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .expect("the log is copied into the file");
        }
        keep(&world);
    }
    let made = run(&world.app, "backup_make", json!({}));
    run(&world.app, "backup_restore", json!({ "id": made["id"] }));
    noted(&world, "Ben", 2, 1_500);
    keep(&world);
    noted(&world, "Cleo", 2, 1_500);
    keep(&world);
    let other = World::new();
    for name in ["Dora", "Emil", "Fay", "Gil"] {
        noted(&other, name, 2, 1_500);
        keep(&other);
    }
    states
}

/// Puts the file of one state beside the log of another.
fn pair(states: &[(PathBuf, String)], file: usize, log: usize, place: &Path) {
    for name in FILES.iter().chain(&["ithaca.db-shm"]) {
        let _ = std::fs::remove_file(place.join(name));
    }
    copy(&states[file].0, place, &["ithaca.db", "keys.json"]);
    copy(&states[log].0, place, &["ithaca.db-wal"]);
}

#[test]
fn a_file_with_the_log_of_another_is_refused_or_right() {
    let outer = tempfile::tempdir().expect("a folder");
    let states = states(outer.path());
    let place = tempfile::tempdir().expect("a folder");
    // What a file holds without any log is what the desk was when the log was last copied into it.
    let mut known: BTreeSet<String> = states.iter().map(|(_, text)| text.clone()).collect();
    for (folder, _) in &states {
        let _ = std::fs::remove_file(place.path().join("ithaca.db-wal"));
        let _ = std::fs::remove_file(place.path().join("ithaca.db-shm"));
        copy(folder, place.path(), &["ithaca.db", "keys.json"]);
        let app = open(place.path()).expect("a file without a log opens");
        known.insert(shown(&app).expect("it is whole"));
    }
    let (mut refused, mut right) = (0, 0);
    for file in 0..states.len() {
        for log in 0..states.len() {
            pair(&states, file, log, place.path());
            let before = std::fs::read(place.path().join("ithaca.db")).expect("the file");
            match open(place.path()) {
                Ok(app) => {
                    let seen = shown(&app).unwrap_or_else(|error| {
                        panic!(
                            "file {file} with log {log} opened and then: {}",
                            error.message
                        )
                    });
                    assert!(
                        known.contains(&seen),
                        "file {file} with log {log} shows what never was"
                    );
                    right += 1;
                }
                Err(error) => {
                    assert_ne!(file, log, "a file with its own log opens: {error}");
                    let after = std::fs::read(place.path().join("ithaca.db")).expect("the file");
                    assert!(before == after, "file {file} was changed by log {log}");
                    refused += 1;
                }
            }
        }
    }
    println!(
        "{} pairs: {refused} refused, {right} right",
        refused + right
    );
    assert!(refused + right >= 200, "{refused} and {right}");
    assert!(
        refused > 50 && right > states.len(),
        "{refused} and {right}"
    );
}

#[test]
fn the_same_pairs_without_the_look_before_are_mixed_or_destroyed() {
    let outer = tempfile::tempdir().expect("a folder");
    let states = states(outer.path());
    let place = tempfile::tempdir().expect("a folder");
    let mut harmed = 0;
    for file in 0..states.len() {
        for log in 0..states.len() {
            pair(&states, file, log, place.path());
            let before = std::fs::read(place.path().join("ithaca.db")).expect("the file");
            let conn = open_database(place.path());
            let opened = conn
                .query_row("SELECT count(*) FROM note", [], |row| row.get::<_, i64>(0))
                .is_ok();
            drop(conn);
            let after = std::fs::read(place.path().join("ithaca.db")).expect("the file");
            harmed += usize::from(!opened && before != after);
        }
    }
    println!("{harmed} files destroyed by the log they were opened with");
    assert!(
        harmed > 0,
        "SQLite alone copies the log of another into a file"
    );
}
