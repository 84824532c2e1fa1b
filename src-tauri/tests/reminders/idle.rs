//! An idle program wakes for nothing but its look every half minute.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::bus::Bus;
use crate::program::Program;
use crate::service::{Manner, Service};
use crate::{now, rounds};

/// How often each thread of a process has gone to sleep by itself, by the thread's name.
fn switches(process: u32) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).expect("it runs");
    for task in tasks.filter_map(Result::ok) {
        let Ok(status) = std::fs::read_to_string(task.path().join("status")) else {
            continue;
        };
        let value = |name: &str| {
            status
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .map(|value| value.trim().to_owned())
        };
        let name = value("Name:").unwrap_or_default();
        let count = value("voluntary_ctxt_switches:").and_then(|text| text.parse::<u64>().ok());
        *found.entry(name).or_default() += count.unwrap_or(0);
    }
    found
}

/// Its looks are at 30 s, so a stretch of 10 s between two holds none.
#[test]
fn an_idle_program_sleeps_between_its_looks() {
    let folder = tempfile::tempdir().expect("a folder of our own");
    let bus = Bus::start();
    let service = Service::start(&bus.address(), Manner::Polite);
    let mut program = Program::on_bus(folder.path(), &bus.address());
    let promise = program.promise("Something on the screen");
    program.wait_for_delivery(&promise, "delivered");
    let seconds = rounds(10, 90);
    // What a new program still has to do comes to rest first.
    let mut before = switches(program.id());
    crate::until("it to come to rest", || {
        std::thread::park_timeout(Duration::from_secs(2));
        let now = switches(program.id());
        let rested = now == before;
        before = now;
        rested.then_some(())
    });
    let end = now() + Duration::from_secs(seconds as u64);
    while now() < end {
        std::thread::park_timeout(Duration::from_millis(500));
    }
    let after = switches(program.id());
    let woken: BTreeMap<&String, u64> = after
        .iter()
        .map(|(name, count)| (name, count.saturating_sub(*before.get(name).unwrap_or(&0))))
        .filter(|(_, count)| *count > 0)
        .collect();
    let total: u64 = woken.values().sum();
    println!("{total} wakings of all threads in {seconds} s idle: {woken:?}");
    // A look wakes the timer's thread, one that reads the desk, and each a few times for locks.
    let looks = seconds as u64 / 30 + 1;
    assert!(
        total <= looks * 40,
        "{total} wakings in {seconds} s with {looks} looks: {woken:?}"
    );
    assert_eq!(
        service.board().seen("Something on the screen"),
        1,
        "with a notice up all the while"
    );
}
