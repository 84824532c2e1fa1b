//! Flipped bits and cut files: no changed text is ever shown as good.

use ithaca_core::commands::dispatch;
use ithaca_core::error::Error;
use ithaca_core::vault::damage::{ClosedDesk, Damage};
use ithaca_tests::{World, open_database};
use rusqlite::Connection;

use crate::desk::{Numbers, copy, noted, open, rounds, shown};

/// A closed desk of a few hundred kilobytes, and what it shows.
fn desk() -> (std::sync::Arc<tempfile::TempDir>, String) {
    let world = World::new();
    for name in ["Ada", "Ben"] {
        noted(&world, name, 12, 9_000);
    }
    let text = shown(&world.app).expect("a whole desk");
    let world = world.reopened();
    (world.closed(), text)
}

#[test]
fn no_text_changed_by_a_flipped_bit_is_shown_as_good() {
    let (folder, text) = desk();
    let whole = std::fs::read(folder.path().join("ithaca.db")).expect("the file");
    let copied = tempfile::tempdir().expect("a folder");
    copy(folder.path(), copied.path(), &["keys.json"]);
    let file = copied.path().join("ithaca.db");
    let mut numbers = Numbers(7);
    let (mut refused, mut same) = (0, 0);
    let flips = rounds(200, 10_000);
    for _ in 0..flips {
        let bit = numbers.below(whole.len() * 8);
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(copied.path().join(format!("ithaca.db{end}")));
        }
        std::fs::write(&file, &bytes).expect("a damaged copy");
        match open(copied.path()).map_err(|error| error.to_string()) {
            Err(_) => refused += 1,
            Ok(app) => match shown(&app) {
                Err(error) => {
                    assert_eq!(
                        serde_json::json!(error.code),
                        "damaged",
                        "bit {bit}: {}",
                        error.message
                    );
                    refused += 1;
                }
                Ok(seen) => {
                    let differs = seen.bytes().zip(text.bytes()).position(|(a, b)| a != b);
                    assert!(
                        seen == text,
                        "bit {bit} changed what is shown: {} and {} bytes, from {differs:?}",
                        seen.len(),
                        text.len()
                    );
                    let checked = dispatch(&app, "desk_check", serde_json::json!({}))
                        .expect("what opens can be checked");
                    assert_eq!(
                        checked["findings"][0]["kind"], "pages",
                        "bit {bit} is in no text, and found by a check: {checked}"
                    );
                    same += 1;
                }
            },
        }
    }
    println!(
        "{flips} flips: {refused} refused at sight, {same} in what is not shown and found by a check"
    );
    assert!(
        refused > flips / 4,
        "texts are a good part of the file: {refused}"
    );
}

#[test]
fn the_same_flips_in_a_plain_database_are_missed() {
    let (folder, _) = desk();
    let plain = folder.path().join("plain.db");
    let conn = open_database(folder.path());
    std::fs::write(&plain, []).expect("an empty file");
    conn.execute("ATTACH ?1 AS plain KEY ''", [plain.to_string_lossy()])
        .expect("a database without a key");
    conn.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))
        .expect("the same rows");
    drop(conn);
    let read = |path: &std::path::Path| -> rusqlite::Result<Vec<String>> {
        let conn = Connection::open(path)?;
        let wrong: String = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        if wrong != "ok" {
            return Err(rusqlite::Error::InvalidQuery);
        }
        conn.prepare("SELECT body FROM note ORDER BY id")?
            .query_map([], |row| row.get(0))?
            .collect()
    };
    let whole = std::fs::read(&plain).expect("the file");
    let text = read(&plain).expect("a whole file");
    let mut numbers = Numbers(7);
    let missed = (0..200)
        .filter(|_| {
            let bit = numbers.below(whole.len() * 8);
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&plain, &bytes).expect("a damaged copy");
            read(&plain).is_ok_and(|seen| seen != text)
        })
        .count();
    println!("plain: {missed} of 200 flips shown as good");
    assert!(
        missed > 20,
        "without page sums changed notes are shown as good: {missed} of 200"
    );
}

#[test]
fn a_cut_file_is_refused_and_left_as_it_is() {
    let (folder, text) = desk();
    let path = folder.path().join("ithaca.db");
    let whole = std::fs::read(&path).expect("the file");
    let mut numbers = Numbers(11);
    let pages = whole.len() / 4096;
    let lengths = (0..rounds(30, 1_000)).map(|round| match round {
        0 => 1,
        1 => 4096,
        2 => whole.len() - 1,
        3 => whole.len() - 4096,
        4 => 4095,
        _ if round % 2 == 0 => 1 + numbers.below(whole.len() - 1),
        _ => 4096 * (1 + numbers.below(pages - 1)),
    });
    for length in lengths.collect::<Vec<_>>() {
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("ithaca.db{end}")));
        }
        std::fs::write(&path, &whole[..length]).expect("a cut file");
        let error = open(folder.path())
            .err()
            .unwrap_or_else(|| panic!("{length} of {} bytes opened", whole.len()));
        assert!(matches!(error, Error::Damaged(_)), "{length}: {error}");
        assert_eq!(
            ClosedDesk::at(folder.path(), None).damage(&error),
            Some(Damage::CutOff),
            "{length} of {} bytes is said to be cut off",
            whole.len()
        );
        assert!(
            std::fs::read(&path).expect("the file") == whole[..length],
            "{length}: not a byte was changed"
        );
    }
    std::fs::write(&path, &whole).expect("the whole file");
    let app = open(folder.path()).expect("the whole file opens");
    assert!(shown(&app).expect("it is whole") == text, "all of it");
}
