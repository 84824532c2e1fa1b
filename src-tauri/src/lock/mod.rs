//! The lock: when the desk closes by itself, and how this program forgets what it knew.
//!
//! A program cannot wipe what allocators, JSON and a web view have left in memory. So locking ends it: the
//! core closes, a new process starts locked in its place, and this one ends with all it knew. The new one
//! has the window where it was and as it was: in front only if it was in use, else behind, minimised or away,
//! and nobody who types in another program is interrupted.

mod session;

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ithaca_core::App;
use ithaca_core::clock::{Millis, since_start};
use ithaca_core::commands::{
    SettingsShow, VaultLock, VaultShow, settings_show, vault_lock, vault_show,
};
use ithaca_core::error::Result;
use tauri::{AppHandle, Manager};

use crate::arguments::Return;
use crate::instance::{FirstStart, Folder};
use crate::{stage, windows};

/// An instant by two clocks: the one on the wall, which somebody may set, and one that nobody sets but that stands
/// still while some computers sleep.
#[derive(Debug, Clone, Copy)]
struct Instant {
    wall: Millis,
    since_start: Duration,
}

impl Instant {
    fn now(core: &App) -> Self {
        Self {
            wall: core.now(),
            since_start: since_start(),
        }
    }
}

/// When the person last touched the window, for the lock that comes with idleness.
pub struct Touched(Mutex<Instant>);

impl Touched {
    /// Touched now.
    pub fn new(core: &App) -> Self {
        Self(Mutex::new(Instant::now(core)))
    }

    /// Touched again.
    pub fn again(&self, core: &App) {
        self.again_at(Instant::now(core));
    }

    fn again_at(&self, now: Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// For how many whole minutes nothing was touched, by the clock that says more: after a sleep that may be the one
    /// on the wall. One that was set back keeps nothing open, and one set forward locks early at worst.
    fn idle_minutes(&self, now: Instant) -> i64 {
        let since = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let run = now.since_start.saturating_sub(since.since_start).as_secs() / 60;
        let by_wall = now.wall.0.saturating_sub(since.wall.0) / Millis::MINUTE;
        by_wall.max(i64::try_from(run).unwrap_or(i64::MAX))
    }
}

/// Ends this program in favour of a locked one as soon as the core locks, and closes the desk when the
/// session says that the person has gone.
pub fn follow(app: &AppHandle, core: &App, folder: &Folder) {
    let was_open = AtomicBool::new(!core.is_locked());
    let (window, watched, folder) = (app.clone(), core.clone(), folder.clone());
    core.changes().subscribe(move |_| {
        let is_open = !watched.is_locked();
        if was_open.swap(is_open, Ordering::Relaxed) && !is_open {
            start_afresh(&window, &folder);
        }
    });
    session::listen(core);
}

/// Locks if nothing was touched for as long as the person allows.
///
/// # Errors
/// What reading the settings or locking meets.
pub fn when_idle(touched: &Touched, core: &App) -> Result<()> {
    if core.is_locked() {
        return Ok(());
    }
    let allowed = settings_show(core, SettingsShow {})?.lock_after;
    let idle = touched.idle_minutes(Instant::now(core));
    if allowed > 0 && idle >= i64::from(allowed) {
        when_possible(core)?;
    }
    Ok(())
}

/// Locks, if something can open the desk again.
fn when_possible(core: &App) -> Result<()> {
    let vault = vault_show(core, VaultShow {})?;
    if vault.passphrase.is_some() || vault.recovery.is_some() {
        vault_lock(core, VaultLock {})?;
    }
    Ok(())
}

/// Starts a locked program on the same folder and ends this one. The new one waits for this one's lock on
/// the folder, so there are never two.
fn start_afresh(app: &AppHandle, folder: &Folder) {
    let handle = app.clone();
    let folder = folder.clone();
    let begun = app.run_on_main_thread(move || {
        let standing = windows::standing(&handle);
        let desktop = stage::desktop(&handle);
        let started = std::env::current_exe().and_then(|program| {
            // Whoever starts from now on waits for the new program instead of handing over to this one.
            handle.state::<FirstStart>().not_listening()?;
            let mut command = Command::new(program);
            command.arg("--data").arg(folder.root()).arg("--locked");
            command.args(Return { standing, desktop }.arguments());
            command.spawn()
        });
        if started.is_err() {
            // Better no window than one that still knows.
            tracing::error!("the locked program did not start");
        }
        tauri_plugin_single_instance::destroy(&handle);
        handle.exit(0);
    });
    if begun.is_err() {
        tracing::error!("the program could not be told to end");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An instant in minutes by either clock.
    fn at(wall: i64, run: u64) -> Instant {
        Instant {
            wall: Millis(wall * Millis::MINUTE),
            since_start: Duration::from_secs(run * 60),
        }
    }

    #[test]
    fn idleness_is_counted_by_the_clock_that_says_more() {
        let touched = Touched(Mutex::new(at(100, 10)));
        assert_eq!(touched.idle_minutes(at(104, 14)), 4, "four minutes on");
        touched.again_at(at(104, 14));
        assert_eq!(touched.idle_minutes(at(104, 14)), 0, "touched");
        assert_eq!(
            touched.idle_minutes(at(600, 15)),
            496,
            "a night asleep counts where only the wall knows of it"
        );
        assert_eq!(
            touched.idle_minutes(at(600, 510)),
            496,
            "and where both clocks do"
        );
    }

    #[test]
    fn a_clock_set_back_keeps_nothing_open() {
        let touched = Touched(Mutex::new(at(600, 510)));
        assert_eq!(touched.idle_minutes(at(60, 511)), 1, "a minute of work");
        assert_eq!(
            touched.idle_minutes(at(60, 515)),
            5,
            "five minutes, whatever the wall says, again and again"
        );
        assert_eq!(
            touched.idle_minutes(at(-5000, 530)),
            20,
            "and set back further"
        );
        touched.again_at(at(-5000, 530));
        assert_eq!(touched.idle_minutes(at(-4999, 531)), 1, "from there on");
    }
}
