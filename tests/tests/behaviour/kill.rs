//! What was acknowledged is there after `kill -9`, whenever it comes.

use ithaca_core::App;
use ithaca_core::clock::SystemClock;
use ithaca_core::commands::{Page, PersonList, person_list};
use ithaca_tests::open_database;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::writer::Writer;

/// Kills a writer after it acknowledged `count` people; returns all it acknowledged until it died.
fn killed_after(folder: &Path, mode: &str, count: usize) -> Vec<String> {
    let mut writer = Writer::start(folder, mode);
    assert_eq!(
        writer.hear(),
        Some(serde_json::json!({ "opened": true })),
        "it opens the desk, also after a kill"
    );
    let mut named: Vec<String> = Vec::new();
    while named.len() < count {
        named.extend(
            writer
                .hear()
                .expect("it goes on until it is killed")
                .as_str()
                .map(str::to_owned),
        );
    }
    writer.kill();
    while let Some(name) = writer.hear() {
        named.extend(name.as_str().map(str::to_owned));
    }
    named
}

/// The names on a desk that opens and is whole.
fn names(folder: &Path) -> BTreeSet<String> {
    let app = App::open(folder, Arc::new(SystemClock)).expect("the desk opens after a kill");
    let mut page = Page {
        limit: Some(500),
        after: None,
    };
    let mut names = BTreeSet::new();
    loop {
        let part = person_list(
            &app,
            PersonList {
                page: page.clone(),
                ..PersonList::default()
            },
        )
        .expect("a page");
        names.extend(part.items.into_iter().map(|row| row.name));
        let Some(next) = part.next else { break };
        page.after = Some(next);
    }
    drop(app);
    let conn = open_database(folder);
    for check in [
        "integrity_check",
        "cipher_integrity_check",
        "foreign_key_check",
    ] {
        let mut query = conn.prepare(&format!("PRAGMA {check}")).expect("a check");
        let lines = query
            .query_map([], |row| row.get::<_, String>(0))
            .expect("it runs");
        let wrong: Vec<String> = lines
            .filter_map(Result::ok)
            .filter(|line| line != "ok")
            .collect();
        assert_eq!(wrong, [""; 0], "{check} finds nothing after a kill");
    }
    names
}

#[test]
fn no_acknowledged_write_is_lost_by_a_kill() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut acknowledged = BTreeSet::new();
    for round in 0..24usize {
        // The same numbers again in the next run, and the scheduler decides where within a write it dies.
        let named = killed_after(folder.path(), "acknowledge", 1 + round * 7 % 11);
        acknowledged.extend(named);
        if round % 6 == 5 {
            let there = names(folder.path());
            let lost: Vec<&String> = acknowledged.difference(&there).collect();
            assert_eq!(
                lost,
                [""; 0],
                "after {} kills everything acknowledged is there",
                round + 1
            );
        }
    }
}

#[test]
fn a_program_that_acknowledges_too_early_is_found_out() {
    let lost = (0..40).any(|_| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let named = killed_after(folder.path(), "acknowledge-early", 3);
        let there = names(folder.path());
        named.iter().any(|name| !there.contains(name))
    });
    assert!(
        lost,
        "the same kills lose the writes of a program that acknowledges before it commits"
    );
}
