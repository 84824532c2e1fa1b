//! The lock: when the desk closes by itself, and how this program forgets what it knew.
//!
//! A program cannot wipe what allocators, JSON and a web view have left in memory. So locking ends it: the
//! core closes, a new process starts locked in its place, and this one ends with all it knew. The new one
//! has the window where it was and as it was: in front only if it was in use, else behind, minimised or away,
//! and nobody who types in another program is interrupted.

mod session;

use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use ithaca_core::App;
use ithaca_core::clock::Millis;
use ithaca_core::commands::{
    SettingsShow, VaultLock, VaultShow, settings_show, vault_lock, vault_show,
};
use ithaca_core::error::Result;
use tauri::{AppHandle, Manager};

use crate::arguments::Return;
use crate::instance::{FirstStart, Folder};
use crate::{stage, windows};

/// When the person last touched the window, for the lock that comes with idleness.
pub struct Touched(AtomicI64);

impl Touched {
    /// Touched now.
    pub fn new(now: Millis) -> Self {
        Self(AtomicI64::new(now.0))
    }

    /// Touched again.
    pub fn again(&self, now: Millis) {
        self.0.store(now.0, Ordering::Relaxed);
    }

    /// For how many whole minutes nothing was touched. A clock set back counts as a touch: otherwise the
    /// desk would stay open for as long as it was set back.
    fn idle_minutes(&self, now: Millis) -> i64 {
        let since = self.0.fetch_min(now.0, Ordering::Relaxed).min(now.0);
        (now.0 - since) / Millis::MINUTE
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
    let idle = touched.idle_minutes(core.now());
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

    #[test]
    fn idleness_is_counted_on_the_wall_and_never_backwards() {
        let minutes = |count: i64| Millis(count * Millis::MINUTE);
        let touched = Touched::new(minutes(100));
        assert_eq!(touched.idle_minutes(minutes(104)), 4, "four minutes on");
        touched.again(minutes(104));
        assert_eq!(touched.idle_minutes(minutes(104)), 0, "touched");
        assert_eq!(
            touched.idle_minutes(minutes(600)),
            496,
            "a night asleep counts"
        );
        touched.again(minutes(600));
        assert_eq!(
            touched.idle_minutes(minutes(60)),
            0,
            "the clock was set back"
        );
        assert_eq!(
            touched.idle_minutes(minutes(65)),
            5,
            "and the count goes on from there"
        );
    }
}
