//! The one task that keeps the desk in order while the program runs: backups that are due, the bin's days, rooms
//! that were kept long enough, series that go on. A task of its own, so that no reminder waits for a copy.

use std::time::Duration;

use ithaca_core::commands::{BackupMake, backup_make};
use ithaca_core::vault::backups;
use ithaca_core::{App, bin, meetings};

/// How often it asks. Timers stand still while a laptop sleeps, so what is due is told by the clock.
const BETWEEN: Duration = Duration::from_secs(30);

/// Starts the task, for as long as the program runs.
pub fn start(core: App) {
    tauri::async_runtime::spawn(async move {
        loop {
            tokio::time::sleep(BETWEEN).await;
            let core = core.clone();
            // A core that panicked is asked again like one that failed.
            let _ = tauri::async_runtime::spawn_blocking(move || look(&core)).await;
        }
    });
}

fn look(core: &App) {
    if let Err(error) = bin::let_go(core) {
        core.explain(&error);
    }
    if let Err(error) = meetings::top_up(core) {
        core.explain(&error);
    }
    let made = backups::due(core, core.now()).and_then(|due| {
        due.then(|| backup_make(core, BackupMake::default()))
            .transpose()
    });
    match made {
        Ok(Some(_)) => tracing::info!("a backup was made"),
        Ok(None) => {}
        // The next look tries again; Settings says how old the newest is. Explaining logs it.
        Err(error) => {
            core.explain(&error);
        }
    }
}
