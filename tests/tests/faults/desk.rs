//! Desks to be damaged, and what can be read of them.

use std::path::Path;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::{ApiError, dispatch};
use ithaca_core::error::Error;
use ithaca_tests::{World, moment};
use serde_json::{Value, json};

/// `short` rounds with every change, `long` ones with `--long`.
pub fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("ITHACA_TEST_LONG").is_some() {
        long
    } else {
        short
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).expect("it is below the limit")
    }
}

pub fn run(app: &App, name: &str, request: Value) -> Value {
    dispatch(app, name, request.clone())
        .unwrap_or_else(|error| panic!("{name} {request}: {}", error.message))
}

/// A person with private notes of some length.
pub fn noted(world: &World, name: &str, notes: usize, length: usize) {
    let person = world.person(name);
    let about = json!({ "kind": "person", "id": person.id });
    for number in 0..notes {
        let body = format!("{name} {number}: ") + &"a thought of its own, ".repeat(length / 22);
        run(
            &world.app,
            "note_write",
            json!({ "about": about, "body": body }),
        );
    }
}

pub fn open(folder: &Path) -> Result<App, Error> {
    let (now, zone) = moment("2026-03-02T09:00[Europe/Paris]");
    App::open(folder, Arc::new(FixedClock::new(now, zone)))
}

/// Everything the commands show of people and notes, or the first refusal.
pub fn shown(app: &App) -> Result<String, ApiError> {
    let mut text = String::new();
    let people = dispatch(app, "person_list", json!({ "page": { "limit": 500 } }))?;
    for person in people["items"].as_array().expect("a list") {
        text.push_str(&person["name"].to_string());
        let about = json!({ "kind": "person", "id": person["id"] });
        let notes = dispatch(
            app,
            "note_list",
            json!({ "about": about, "page": { "limit": 500 } }),
        )?;
        for note in notes["items"].as_array().expect("a list") {
            text.push_str(&note["body"].to_string());
        }
    }
    Ok(text)
}

/// The files of a desk, and of its log, as they lie there.
pub fn copy(from: &Path, to: &Path, names: &[&str]) {
    for name in names {
        let _ = std::fs::remove_file(to.join(name));
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).expect("a copy");
        }
    }
}
