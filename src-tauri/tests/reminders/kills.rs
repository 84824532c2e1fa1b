//! Killed between showing and marking: nothing is missed, and at most one repeat takes the first one's place.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;

use crate::program::Program;
use crate::rounds;

/// What a run of kills saw.
#[derive(Debug, Default)]
struct Seen {
    promises: usize,
    missed: usize,
    repeats: usize,
    /// Shown more than once between two kills, or again after it was marked.
    wrongly: usize,
    /// Shown under another id while the first still stood on the screen.
    beside: usize,
}

/// Kills the program `count` times, at moments that wander over opening, showing and marking.
fn killed(notifier: &str, count: usize) -> Seen {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let mut promises = BTreeSet::new();
    // In how many lives of the program each reminder was shown, and under which notice's id it is up.
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    let mut up: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = Seen::default();
    let mut take = |said: Vec<Value>, seen: &mut Seen| {
        let mut now = BTreeSet::new();
        for line in said {
            if let Some(closed) = line["closed"].as_str() {
                up.retain(|_, notice| notice != closed);
            }
            let notice = line["shown"].as_str().unwrap_or_default().to_owned();
            for reminder in line["reminders"].as_array().into_iter().flatten() {
                let reminder = reminder.as_str().unwrap_or_default().to_owned();
                if !now.insert(reminder.clone()) {
                    seen.wrongly += 1;
                }
                *shown.entry(reminder.clone()).or_default() += 1;
                let before = up.insert(reminder, notice.clone());
                if before.is_some_and(|before| before != notice) {
                    seen.beside += 1;
                }
            }
        }
    };
    let mut marked = BTreeSet::new();
    for round in 0..count {
        let mut program = Program::recording(folder.path(), notifier);
        program.opened();
        let promise = program.promise(&format!("Promise {round}"));
        // However slow the machine: some are killed once they are shown, some once they are marked, so that
        // never more are left over than are shown one by one.
        if round % 3 == 1 && notifier == "recording" {
            crate::until("the promise to be shown", || {
                program.has_shown().then_some(())
            });
        }
        if round % 3 == 2 {
            crate::until("everything so far to be marked", || {
                let marked = |one: &Value| one["delivery"] == "delivered";
                let inbox = program.reminders();
                (inbox.len() > promises.len() && inbox.iter().all(marked)).then_some(())
            });
        }
        promises.insert(promise);
        // From at once to well after it was marked, in steps that no other rhythm shares.
        std::thread::park_timeout(Duration::from_micros((round as u64 * 1_733) % 40_000));
        take(program.kill(), &mut seen);
    }
    let mut program = Program::recording(folder.path(), "recording");
    program.opened();
    crate::until("everything to be marked", || {
        let inbox = program.reminders();
        let settled =
            inbox.len() == promises.len() && inbox.iter().all(|one| one["delivery"] == "delivered");
        settled.then_some(())
    });
    let rows = program.reminders();
    take(program.kill(), &mut seen);
    for row in &rows {
        marked.insert(row["id"].as_str().unwrap_or_default().to_owned());
    }
    let mut again = Program::recording(folder.path(), "recording");
    again.opened();
    let late = again.promise("The last");
    crate::until("the last to be shown", || {
        again
            .reminder(&late)
            .filter(|one| one["delivery"] == "delivered")
    });
    for line in again.kill() {
        for reminder in line["reminders"].as_array().into_iter().flatten() {
            if marked.contains(reminder.as_str().unwrap_or_default()) {
                seen.wrongly += 1;
            }
        }
    }
    seen.promises = promises.len();
    for row in &rows {
        match shown.get(row["id"].as_str().unwrap_or_default()) {
            None => seen.missed += 1,
            Some(times) => seen.repeats += times - 1,
        }
    }
    println!("{notifier}: {count} kills, {seen:?}");
    seen
}

#[test]
fn a_kill_between_showing_and_marking_misses_nothing_and_repeats_once_in_place() {
    let seen = killed("recording", rounds(40, 1000));
    assert_eq!(seen.missed, 0, "whatever was due was shown: {seen:?}");
    assert_eq!(
        seen.wrongly, 0,
        "once a life, and never once marked: {seen:?}"
    );
    assert_eq!(
        seen.beside, 0,
        "a repeat takes the first one's place: {seen:?}"
    );
    assert!(
        seen.repeats > 0,
        "kills that hit nothing prove nothing: {seen:?}"
    );
}

/// The control: what is marked before it is shown is lost by the same kills.
#[test]
fn marking_before_showing_is_found_out() {
    let seen = killed("early", rounds(40, 200));
    assert!(
        seen.missed > 0,
        "the wrong order must miss something: {seen:?}"
    );
}
