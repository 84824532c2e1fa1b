//! How often the app's own threads wake while nothing happens.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::desktop::{Desktop, until};
use crate::notices::with_notifications;

/// The threads that run our own code, by the beginnings of their names: the tasks, the bus that notices go
/// over, and the log. GTK, the web view, the tray and Tauri's plugins bring others along.
const OURS: [&str; 3] = ["tokio-rt-worker", "zruntime", "tracing-append"];

const SECONDS: u64 = 90;

/// How often each thread has gone to sleep by itself, by the thread's name.
fn switches(process: u32) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).expect("it runs");
    for task in tasks.filter_map(Result::ok) {
        let status = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let value = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_default().trim().to_owned()
        };
        let count: u64 = value("voluntary_ctxt_switches:").parse().unwrap_or(0);
        *found.entry(value("Name:")).or_default() += count;
    }
    found
}

#[expect(clippy::disallowed_methods, reason = "how long the test listens")]
fn now() -> Instant {
    Instant::now()
}

fn started(desktop: &Desktop) {
    until("the app to have started", || {
        let logs = std::fs::read_dir(desktop.folder().join("logs")).ok()?;
        logs.flatten()
            .filter_map(|log| std::fs::read_to_string(log.path()).ok())
            .any(|log| log.contains("started"))
            .then_some(())
    });
}

#[test]
fn our_own_threads_wake_for_the_look_every_half_minute_alone() {
    if std::env::var_os("ITHACA_TEST_LONG").is_none() {
        return;
    }
    let (desktop, _) = with_notifications();
    let app = desktop.start_app(&["--hidden"]);
    started(&desktop);
    let ours = || -> BTreeMap<String, u64> {
        let all = switches(app.0.id()).into_iter();
        all.filter(|(name, _)| OURS.iter().any(|ours| name.starts_with(ours)))
            .collect()
    };
    // What a new program still has to do comes to rest first.
    let mut before = ours();
    until("it to come to rest", || {
        std::thread::park_timeout(Duration::from_secs(2));
        let now = ours();
        let rested = now == before;
        before = now;
        rested.then_some(())
    });
    let all_before = switches(app.0.id());
    let end = now() + Duration::from_secs(SECONDS);
    while now() < end {
        std::thread::park_timeout(Duration::from_secs(1));
    }
    let woken = |before: &BTreeMap<String, u64>, after: BTreeMap<String, u64>| {
        after
            .into_iter()
            .map(|(name, count)| {
                let past = before.get(&name).copied().unwrap_or(0);
                (name, count.saturating_sub(past))
            })
            .filter(|(_, count)| *count > 0)
            .collect::<BTreeMap<_, _>>()
    };
    let mine = woken(&before, ours());
    println!("our own threads in {SECONDS} s: {mine:?}");
    println!(
        "all threads: {:?}",
        woken(&all_before, switches(app.0.id()))
    );
    let total: u64 = mine.values().sum();
    let looks = SECONDS / 30 + 1;
    assert!(
        total <= looks * 40,
        "{total} wakings of our own threads in {SECONDS} s with {looks} looks: {mine:?}"
    );
}
