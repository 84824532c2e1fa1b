//! Simulated lives of a desk: any zone, any year from 2020 to 2036, most of them around a change of the
//! clocks, a month's end or 29 February, with jumps of the clock, journeys, weeks asleep, restarts, crashes
//! and edits. At every look, what was shown is compared with what a second, plainer reading of the rules
//! says should have been: nothing missed, nothing twice, nothing for nothing.
//!
//! `ITHACA_TIMELINES` says how many lives, `ITHACA_TIMELINES_FROM` the first seed; `cargo xtask test --long`
//! lives a hundred thousand.

mod desk;
mod dice;
mod edits;
mod life;
mod reading;

use desk::Desk;
use life::Life;

/// Tells a process of this test which half of the lives is its own, and begins its last line.
const WORKER: &str = "ITHACA_TIMELINES_WORKER";
const LIVED: &str = "lived ";

/// How many lives a run of every change lives.
const SHORT: u64 = 300;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn lives() -> u64 {
    let long = std::env::var_os("ITHACA_TEST_LONG").map(|_| 100_000);
    number("ITHACA_TIMELINES").or(long).unwrap_or(SHORT)
}

#[test]
fn nothing_due_is_missed_or_told_twice_in_any_life() {
    let (first, count) = (number("ITHACA_TIMELINES_FROM").unwrap_or(0), lives());
    if let Some(worker) = number(WORKER) {
        return live(first + worker, first + count);
    }
    // Processes, not threads: SQLite's memory has one lock a process.
    let workers = [0u64, 1].map(|worker| {
        std::process::Command::new(std::env::current_exe().unwrap())
            .args([
                "nothing_due_is_missed_or_told_twice_in_any_life",
                "--exact",
                "--nocapture",
            ])
            .env(WORKER, worker.to_string())
            .stderr(std::process::Stdio::inherit())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("this test can start itself")
    });
    let mut totals = [0; 3];
    for worker in workers {
        let output = worker.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "a life that does not keep its promises: {said}"
        );
        let line = said.lines().find_map(|line| line.strip_prefix(LIVED));
        let numbers = line.expect("a worker says what it saw").split(' ');
        for (total, number) in totals.iter_mut().zip(numbers) {
            *total += number.parse::<u64>().expect("a number");
        }
    }
    let [lived, looks, shows] = totals;
    println!("{lived} lives, {looks} looks, {shows} reminders shown: 0 missed, 0 twice");
    assert_eq!(lived, count, "every life was lived");
    assert!(
        shows > count,
        "lives in which nothing is ever due prove nothing"
    );
}

/// Lives every second life of these, and says so.
fn live(first: u64, end: u64) {
    let mut desk = Desk::new();
    let (mut lived, mut looks, mut shows) = (0u64, 0, 0);
    for seed in (first..end).step_by(2) {
        let mut life = Life::begin(&mut desk, seed);
        for _ in 0..Life::CHAPTERS {
            life.live();
        }
        (lived, looks, shows) = (lived + 1, looks + life.looks, shows + life.shows);
        if lived.is_multiple_of(1000) {
            eprintln!("{lived} lives, the last of seed {seed}");
        }
    }
    println!("\n{LIVED}{lived} {looks} {shows}");
}

/// The control: a reader who thinks that promises are due at noon must disagree with the desk.
#[test]
fn the_second_reading_notices_a_wrong_rule() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let disagrees = |seed| {
        std::panic::catch_unwind(|| {
            let mut desk = Desk::new();
            let mut life = Life::begin(&mut desk, seed);
            life.promises_due_at = 12;
            for _ in 0..Life::CHAPTERS {
                life.promise();
                life.live();
            }
        })
        .is_err()
    };
    let caught = (0..10).any(disagrees);
    std::panic::set_hook(hook);
    assert!(
        caught,
        "ten lives with a wrong rule must show at least one difference"
    );
}
