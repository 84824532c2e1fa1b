//! What a read costs follows what it shows, not what lies in the drawers: every question is asked on a small desk and
//! again when the same desk has a hundred times as many rows. Counted in steps of SQLite's virtual machine, which are
//! the same on every machine.

#[path = "../behaviour/desk/mod.rs"]
mod desk;
mod grow;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};

use ithaca_core::commands::{ALL, DemoLarge, demo_large};
use ithaca_core::db::{Counter, Counts, Ran};
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::{Desk, Effect, effect};
use crate::grow::Grower;

/// Rows of the small desk and of the large one; with `--long` ten times and three times as many.
const ROWS: (u64, u64) = (3_000, 300_000);
const ROWS_LONG: (u64, u64) = (30_000, 1_000_000);

/// A count on a screen ends here.
const COUNTED: u64 = 501;

/// Steps for a row of a count: it is looked at with its room, a reminder with what it reminds of.
const STEPS_COUNTED: u64 = 150;

/// Questions whose answers hold counts, with how many.
const COUNTS: [(&str, u64); 4] = [
    ("today_show", 2),
    ("sidebar_show", 1),
    ("app_start", 1),
    ("action_board", 1),
];

/// Questions whose cost grows with the desk, each with the reason.
const GROWS: [(&str, &str); 13] = [
    ("app_about", "counts everything, on request"),
    ("calendar_export", "a file of all meetings holds all"),
    ("record_export", "the record is everything there is"),
    ("record_look", "compares everything with a record"),
    ("desk_check", "looks at everything, on request"),
    ("backup_show", "reads the folder of backups"),
    ("backup_list", "reads the folder of backups"),
    ("backup_make", "copies everything"),
    ("damage_show", "asks a desk that does not open"),
    ("task_cancel", "asks the desk nothing"),
    ("passphrase_judge", "asks the desk nothing"),
    ("resource_save_file", "writes a file of any size"),
    ("brief_save", "writes what brief_share shows"),
];

/// Filters that walk what they leave out, each with the reason. They are fields of a request.
const WALKS: [(&str, &str, &str); 8] = [
    (
        "person_list",
        "text",
        "all whose words begin like that, in the order of names; the next letter narrows them",
    ),
    ("relationship_list", "text", "the same"),
    ("resource_list", "text", "the same, in the order of time"),
    (
        "action_list",
        "role",
        "the promises of rooms in other roles lie between those of this one",
    ),
    (
        "journal_list",
        "whose",
        "what is the others' lies between what is mine",
    ),
    (
        "quick_read",
        "line",
        "five hundred rooms and goals at most whose names the line may begin; the next letter narrows them",
    ),
    (
        "question_list",
        "",
        "tells of every question when it was last asked and of whom, unless a meeting is named",
    ),
    (
        "reminder_ahead",
        "",
        "when a person quits: five hundred times at most of each kind",
    ),
];

struct Cost {
    counts: Counts,
    bytes: u64,
}

#[test]
fn what_a_read_costs_follows_what_it_shows() {
    let desk = Desk::new();
    let counter = desk.world.app.count().expect("it can be counted");
    let questions = reads(&desk);
    let (few, many) = if std::env::var_os("ITHACA_TEST_LONG").is_some() {
        ROWS_LONG
    } else {
        ROWS
    };
    let mut grower = Grower::of(&desk.world);
    let few = grower.grow(few);
    let small = ask_all(&desk, &counter, &questions);
    let many = grower.grow(many);
    let large = ask_all(&desk, &counter, &questions);
    assert!(many > 20 * few, "{few} rows have become {many}");

    let mut dear = Vec::new();
    for (((name, request), small), large) in questions.iter().zip(&small).zip(&large) {
        let counted = COUNTS.iter().find(|(of, _)| of == name);
        let counts = counted.map_or(0, |(_, lists)| lists * COUNTED * STEPS_COUNTED);
        let shown = large.bytes.max(small.bytes) as f64 / small.bytes as f64;
        let bound = 2.0 * small.counts.steps as f64 * shown + counts as f64;
        if large.counts.steps as f64 > bound || large.counts.statements > small.counts.statements {
            dear.push(format!(
                "{name} {request}: {:?} for {} bytes have become {:?} for {}{}",
                small.counts,
                small.bytes,
                large.counts,
                large.bytes,
                dearest(&desk, name, request)
            ));
        }
    }
    assert!(
        dear.is_empty(),
        "{} of {} questions grow from {few} to {many} rows:\n{}",
        dear.len(),
        questions.len(),
        dear.join("\n")
    );
}

#[test]
fn a_read_that_grows_is_found_out() {
    let desk = Desk::new();
    let counter = desk.world.app.count().expect("it can be counted");
    let mut grower = Grower::of(&desk.world);
    let steps = || {
        let request = json!({ "scope": { "kind": "all" }, "out": desk.out("all.ics") });
        counter.take();
        desk.run("calendar_export", request);
        counter.take().steps
    };
    let before = steps();
    grower.grow(3_000);
    let after = steps();
    assert!(
        after > 4 * before,
        "a file of all meetings takes {before} steps, and {after} for ten times the meetings"
    );
}

#[test]
fn filling_a_large_desk_does_not_get_dearer() {
    const PEOPLE: u64 = 60;
    let world = World::new();
    let counter = world.app.count().expect("it can be counted");
    let taken = Arc::new(Mutex::new(BTreeMap::new()));
    let by_person = Arc::clone(&taken);
    world.app.tasks().subscribe(move |progress| {
        let steps = counter.take().steps;
        let mut taken = by_person.lock().expect("nobody panicked");
        *taken.entry(progress.done).or_insert(0) += steps;
    });
    let request = DemoLarge {
        people: PEOPLE as u32,
        seed: 7,
        task: Some("fill".to_owned()),
    };
    demo_large(&world.app, request).expect("people are made");
    let taken = taken.lock().expect("nobody panicked");
    let tenth =
        |people: RangeInclusive<u64>| -> u64 { taken.range(people).map(|(_, steps)| steps).sum() };
    // Among the first are one that begins the own templates and questions and one who is reminded of: they stand for the
    // rest only if the next cost no less. The last report comes with what ends the filling.
    let [first, second, last] = [1..=6, 7..=12, PEOPLE - 6..=PEOPLE - 1].map(tenth);
    let first = first.min(second);
    assert!(first > 10_000, "six people take {first} steps");
    assert!(
        last * 10 <= first * 12,
        "the first tenths take {first} steps at least, and the last {last}"
    );
}

/// Every question of the table, with its filters, that is to follow what it shows.
fn reads(desk: &Desk) -> Vec<(&'static str, Value)> {
    let mut questions = desk.questions();
    let asked: BTreeSet<&str> = questions.iter().map(|(name, _)| *name).collect();
    for command in ALL {
        let is_asked = asked.contains(command.name);
        if !is_asked && effect(command.name) == Effect::None && !grows(command.name) {
            questions.push((command.name, desk.request(command.name)));
        }
    }
    questions.retain(|(name, request)| !grows(name) && !walks(name, request));
    questions
}

fn walks(name: &str, request: &Value) -> bool {
    WALKS.iter().any(|(walks, field, _)| {
        let narrowed = name == "question_list" && request.get("meeting").is_some();
        *walks == name && !narrowed && (field.is_empty() || request.get(*field).is_some())
    })
}

thread_local! {
    static RAN: RefCell<Vec<(u64, String)>> = const { RefCell::new(Vec::new()) };
}

/// The statements a question costs most by.
fn dearest(desk: &Desk, name: &str, request: &Value) -> String {
    let keep = |ran: &Ran<'_>| {
        let line = ran.sql.split_whitespace().collect::<Vec<_>>().join(" ");
        RAN.with_borrow_mut(|all| all.push((ran.steps, line)));
    };
    desk.world.app.trace(keep).expect("it can be listened to");
    RAN.take();
    desk.run(name, request.clone());
    let mut all = RAN.take();
    all.sort_by_key(|(steps, _)| std::cmp::Reverse(*steps));
    all.iter()
        .take(3)
        .map(|(steps, sql)| format!("\n    {steps}: {sql}"))
        .collect()
}

fn grows(name: &str) -> bool {
    GROWS.iter().any(|(grows, _)| *grows == name)
}

/// Asks each question twice and counts the second time: what is prepared and kept for the next time is paid once.
fn ask_all(desk: &Desk, counter: &Counter, questions: &[(&'static str, Value)]) -> Vec<Cost> {
    questions
        .iter()
        .map(|(name, request)| {
            desk.run(name, request.clone());
            counter.take();
            let answer = desk.run(name, request.clone());
            Cost {
                counts: counter.take(),
                bytes: answer.to_string().len() as u64,
            }
        })
        .collect()
}
