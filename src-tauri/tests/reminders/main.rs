//! The loop and the desktop's notifications without a window: the shell's own parts in a process of their
//! own, on a real encrypted desk and a real session bus, with notification services that break.
//!
//! Linux only; it needs dbus-daemon and dbus-monitor. `ITHACA_TEST_LONG` runs each case fifty times, kills
//! a thousand times, and listens to an idle program for a minute and a half.
#![cfg(target_os = "linux")]

mod broken;
mod bus;
mod canaries;
mod idle;
mod kills;
mod program;
mod service;

use std::time::{Duration, Instant};

/// How long anything may take on a busy machine before a test gives up.
const DEADLINE: Duration = Duration::from_secs(60);

/// Asks again until there is an answer; fails with `what` at the deadline.
fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = now() + DEADLINE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(now() < deadline, "waited in vain for {what}");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "deadlines and figures of the test, not of the product"
)]
fn now() -> Instant {
    Instant::now()
}

/// How often a case is tried: once, or as often as a long run does.
fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("ITHACA_TEST_LONG").is_some() {
        long
    } else {
        short
    }
}
