//! Everything somebody without a proof of today can try on the files of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::keys::{self, Keychain, Proof};

use super::{Known, typed};

pub(super) fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            walk(&entry.path(), found);
        } else {
            found.push(entry.path());
        }
    }
}

pub(super) fn databases(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(folder, &mut found);
    found.retain(|path| path.extension().is_some_and(|end| end == "db"));
    assert!(!found.is_empty());
    found
}

pub(super) fn opens(file: &Path, key: &str) -> bool {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI;
    rusqlite::Connection::open_with_flags(format!("file:{}?immutable=1", file.display()), flags)
        .and_then(|conn| {
            conn.pragma_update(None, "key", format!("x'{key}'"))?;
            conn.pragma_update(None, "cipher_log_level", "NONE")?;
            conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| {
                row.get::<_, i64>(0)
            })
        })
        .is_ok()
}

pub(super) fn openings(data: &Path, second: &Path, known: &Known) -> Vec<String> {
    let desks: Vec<PathBuf> = [data, second]
        .iter()
        .flat_map(|place| databases(place))
        .collect();
    let mut files = Vec::new();
    walk(data, &mut files);
    walk(second, &mut files);
    // Which key was found where.
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    let mut tried = BTreeSet::new();
    let mut found = Vec::new();
    for file in &files {
        let name = file.display().to_string();
        let bytes = std::fs::read(file).expect("it can be read");
        for key in key_like(&bytes) {
            keys.entry(key)
                .or_insert_with(|| format!("a string in {name}"));
        }
        for (how, key) in by_slots(&bytes, known, &mut tried) {
            keys.insert(key, format!("{how} with {name}"));
        }
        if opens_itself(data, &bytes) {
            found.push(format!("{name} as keys.json opens the desk"));
        }
    }
    for (key, by) in &keys {
        for desk in desks.iter().filter(|desk| opens(desk, key)) {
            found.push(format!("{by} opens {}", desk.display()));
        }
    }
    found
}

/// Runs of 64 hexadecimal digits, within longer ones at each byte's beginning, and 43 characters, or 44 with the `=`,
/// that are 32 bytes in base 64.
fn key_like(bytes: &[u8]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for run in bytes.split(|byte| !byte.is_ascii_hexdigit()) {
        for window in run.windows(64).step_by(2) {
            found.insert(String::from_utf8_lossy(window).to_lowercase());
        }
    }
    let base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
    let runs = bytes.split(|byte| !base64(byte));
    found.extend(runs.filter(|run| run.len() == 43).filter_map(from_base64));
    found
}

fn from_base64(text: &[u8]) -> Option<String> {
    let mut bits = String::new();
    for byte in text {
        let number = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            _ => 63,
        };
        bits.push_str(&format!("{number:06b}"));
    }
    let bytes = bits.as_bytes().chunks(8).take(32);
    bytes
        .map(|byte| {
            let byte = u8::from_str_radix(std::str::from_utf8(byte).ok()?, 2).ok()?;
            Some(format!("{byte:02x}"))
        })
        .collect()
}

/// The keys a key file gives without a proof, and by proofs of before.
fn by_slots(bytes: &[u8], known: &Known, tried: &mut BTreeSet<String>) -> Vec<(String, String)> {
    let Ok(json) = serde_json::from_slice::<serde_json::Value>(bytes) else {
        return Vec::new();
    };
    if json["slots"].is_null() {
        return Vec::new();
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(keys::FILE), bytes).expect("a file");
    let mut found = Vec::new();
    for key in keys::open(folder.path(), Keychain::Alone)
        .ok()
        .flatten()
        .into_iter()
        .flatten()
    {
        found.push(("no proof".to_owned(), key.hex().to_string()));
    }
    // A guess costs the same for each lock, whatever the key behind it.
    let salts: Vec<String> = json["slots"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|slot| slot["salt"].to_string())
        .collect();
    if !tried.insert(format!("{}{salts:?}", json["key"])) {
        return found;
    }
    let secrets: Vec<Secret> = known.passphrases.iter().map(|text| typed(text)).collect();
    let codes: Vec<Secret> = known.codes.iter().map(|text| typed(text)).collect();
    let proofs = secrets
        .iter()
        .map(Proof::Passphrase)
        .chain(codes.iter().map(Proof::Recovery));
    for proof in proofs {
        for key in keys::unlock(folder.path(), proof).into_iter().flatten() {
            found.push(("a proof of before".to_owned(), key.hex().to_string()));
        }
    }
    found
}

/// The whole program on a copy of the desk with this file as its `keys.json`.
fn opens_itself(data: &Path, key_file: &[u8]) -> bool {
    if !key_file.starts_with(b"{") {
        return false;
    }
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["ithaca.db", "ithaca.db-wal"] {
        let from = data.join(name);
        if from.exists() {
            std::fs::copy(from, copy.path().join(name)).expect("a copy");
        }
    }
    std::fs::write(copy.path().join(keys::FILE), key_file).expect("a file");
    let (now, zone) = ithaca_tests::moment("2026-03-02T19:00[Europe/Paris]");
    App::open(copy.path(), Arc::new(FixedClock::new(now, zone))).is_ok_and(|app| !app.is_locked())
}
