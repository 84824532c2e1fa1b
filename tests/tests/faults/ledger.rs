//! Kills over the real mix of work, with a ledger of what was acknowledged: after each the desk opens and holds
//! exactly that, or that and the one deed that was under way.

use std::collections::BTreeMap;
use std::path::Path;

use ithaca_core::db::SCHEMA_VERSION;
use ithaca_tests::mix::{Deed, Ledger};
use ithaca_tests::{check, open_database};
use rusqlite::Connection;
use serde_json::json;

use crate::desk::{Numbers, copy, rounds};
use crate::writer::Writer;

/// What is promised of one desk, over all its kills.
#[derive(Default)]
struct Promised {
    ledger: Ledger,
    shelf: BTreeMap<String, Ledger>,
    trying: Option<Deed>,
    done: usize,
    /// How often a kill fell into each deed.
    hit: BTreeMap<String, usize>,
}

impl Promised {
    fn hear(&mut self, line: &serde_json::Value) {
        let deed =
            |value: &serde_json::Value| serde_json::from_value(value.clone()).expect("a deed");
        if line["trying"].is_object() {
            self.trying = Some(deed(&line["trying"]));
        } else if line["done"].is_object() {
            self.trying = None;
            self.done += 1;
            self.ledger = std::mem::take(&mut self.ledger).after(&deed(&line["done"]), &self.shelf);
            if let (Deed::Backup, Some(id)) = (deed(&line["done"]), line["id"].as_str()) {
                self.shelf.insert(id.to_owned(), self.ledger.clone());
            }
        }
    }

    /// Takes what is there for what was promised from here on; says what is wrong with it.
    fn compare(&mut self, there: Ledger) -> Option<String> {
        let trying = self.trying.take();
        if let Some(deed) = &trying {
            let deed = json!(deed)["what"].to_string();
            *self.hit.entry(deed).or_default() += 1;
        }
        let with = trying.map(|deed| self.ledger.clone().after(&deed, &self.shelf));
        let wrong = (there != self.ledger && Some(&there) != with.as_ref()).then(|| {
            let gone = self
                .ledger
                .people
                .keys()
                .filter(|name| !there.people.contains_key(*name))
                .count();
            format!(
                "{gone} people are gone; {} promises, {} expected",
                there.promises.len(),
                self.ledger.promises.len()
            )
        });
        self.ledger = there;
        wrong
    }
}

/// Lives of one desk, each ended by a kill; how many deeds were acknowledged, and what was wrong after which.
fn lives(mode: &str, kills: usize, numbers: &mut Numbers) -> (usize, Vec<String>) {
    let (mut deeds, mut wrong) = (0, Vec::new());
    let mut hit: BTreeMap<String, usize> = BTreeMap::new();
    let mut left = kills;
    while left > 0 {
        // A new desk from time to time, since this one grows.
        let folder = tempfile::tempdir().expect("a folder");
        let mut promised = Promised::default();
        for _ in 0..left.min(100) {
            left -= 1;
            let mode = format!("{mode} {}", numbers.below(1_000_000));
            let mut writer = Writer::in_shell(
                &[],
                &format!("exec \"$1\" \"$2\" {mode}"),
                folder.path(),
                &[],
            );
            let opened = writer.hear();
            if opened.as_ref().is_none_or(|line| line["opened"].is_null()) {
                wrong.push(format!("{left} to go: it does not open: {opened:?}"));
                break;
            }
            // Read by the program itself, while it has the desk open as the kill left it.
            let there = writer.hear().expect("what the desk holds");
            match serde_json::from_value(there["holds"].clone()) {
                Ok(there) => wrong.extend(
                    promised
                        .compare(there)
                        .map(|what| format!("{left} to go: {what}")),
                ),
                Err(_) => wrong.push(format!("{left} to go: {there}")),
            }
            for _ in 0..numbers.below(24) {
                match writer.hear() {
                    Some(line) => promised.hear(&line),
                    None => panic!("it works until it is killed"),
                }
            }
            spend(numbers.below(600_000));
            writer.kill();
            while let Some(line) = writer.hear() {
                promised.hear(&line);
            }
        }
        deeds += promised.done;
        for (deed, times) in promised.hit {
            *hit.entry(deed).or_default() += times;
        }
    }
    println!("kills that fell into a deed: {hit:?}");
    (deeds, wrong)
}

/// Work that takes a while and does not look at a clock, so that a kill falls anywhere.
fn spend(steps: usize) {
    let mut spent = 0u64;
    for step in 0..steps as u64 {
        spent = std::hint::black_box(spent.wrapping_mul(31).wrapping_add(step));
    }
}

#[test]
fn no_kill_loses_what_was_acknowledged_or_leaves_half_a_deed() {
    let kills = rounds(200, 10_000);
    let (deeds, wrong) = std::thread::scope(|scope| {
        let halves =
            [1, 2].map(|seed| scope.spawn(move || lives("mix", kills / 2, &mut Numbers(seed))));
        halves
            .into_iter()
            .map(|half| half.join().expect("it ends"))
            .fold((0, Vec::new()), |(all, mut wrong), (deeds, more)| {
                wrong.extend(more);
                (all + deeds, wrong)
            })
    });
    println!(
        "{kills} kills over {deeds} acknowledged deeds: {} wrong",
        wrong.len()
    );
    assert_eq!(
        wrong, [""; 0],
        "the desk opens and holds what was acknowledged"
    );
    assert!(
        deeds > kills * 3,
        "work was done between the kills: {deeds}"
    );
}

#[test]
fn a_program_that_acknowledges_too_early_is_found_out() {
    let mut numbers = Numbers(9);
    let lost = (0..40).any(|_| !lives("mix-early", 5, &mut numbers).1.is_empty());
    assert!(
        lost,
        "the same kills lose what is acknowledged before it is committed"
    );
}

#[test]
fn a_kill_during_an_upgrade_leaves_the_old_desk_or_the_new_one() {
    let old = tempfile::tempdir().expect("a folder");
    drop(crate::desk::open(old.path()).expect("a new desk"));
    let kills = rounds(40, 2_000);
    let mut numbers = Numbers(4);
    let (mut before, mut after, mut within) = (0, 0, 0);
    for round in 0..kills {
        let folder = tempfile::tempdir().expect("a folder");
        copy(old.path(), folder.path(), &["ithaca.db", "keys.json"]);
        let mut writer = Writer::start(folder.path(), "climb");
        let shelf = folder.path().join("backups");
        let named = || backups(&shelf) > 0;
        // Most kills fall into the work, however fast the machine: the backup, the step, and after its end.
        match round % 4 {
            0 => spend(numbers.below(8_000_000)),
            1 => wait(&mut writer, || shelf.exists(), numbers.below(8_000_000)),
            2 => wait(&mut writer, named, numbers.below(1_000_000)),
            _ => wait(&mut writer, named, numbers.below(8_000_000)),
        }
        writer.kill();
        while writer.hear().is_some() {}
        let conn = open_database(folder.path());
        check(&conn).expect("it is whole");
        let (version, parts) = schema(&conn);
        let backups = backups(&shelf);
        if version == SCHEMA_VERSION {
            assert_eq!(parts, 0, "kill {round}: nothing of the new one");
            before += 1;
            within += usize::from(backups > 0);
        } else {
            assert_eq!(parts, 3, "kill {round}: all of the new one");
            assert_eq!(backups, 1, "kill {round}: and a backup of the old one");
            after += 1;
        }
    }
    println!("{kills} kills: {before} old ({within} with a backup made), {after} new");
    assert!(
        before > 0 && after > 0,
        "kills came before the end, and after it"
    );
}

/// Waits for something to be there, or for the writer to have ended, and a while longer.
fn wait(writer: &mut Writer, there: impl Fn() -> bool, longer: usize) {
    while !there() && writer.is_running() {
        spend(10_000);
    }
    spend(longer);
}

/// How many backups bear a name.
fn backups(shelf: &Path) -> usize {
    std::fs::read_dir(shelf).map_or(0, |entries| {
        let named =
            |entry: &std::fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
        entries.flatten().filter(named).count()
    })
}

fn schema(conn: &Connection) -> (i64, i64) {
    let version = conn
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .expect("a version");
    let sql = "SELECT count(*) FROM sqlite_master WHERE name IN ('next_step', 'next_step_body') OR sql LIKE '%pronouns%'";
    (
        version,
        conn.query_row(sql, [], |row| row.get(0)).expect("a count"),
    )
}

/// A control of the look itself: half an upgrade is seen.
#[test]
fn half_an_upgrade_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(crate::desk::open(folder.path()).expect("a new desk"));
    let step = ithaca_tests::NEXT_STEP
        .split_inclusive(";\n")
        .next()
        .expect("its first statement");
    let conn = open_database(folder.path());
    conn.execute_batch(step).expect("half a step");
    assert_eq!(schema(&conn), (SCHEMA_VERSION, 1), "one part of three");
}
