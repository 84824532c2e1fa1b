//! Leaving: what is said before the program ends, and before its window goes where no tray brings it back.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use ithaca_core::App;
use ithaca_core::clock::Millis;
use ithaca_core::commands::{ReminderAhead, reminder_ahead};
use ithaca_core::files::write_atomically;
use tauri::{AppHandle, Manager};

use crate::instance::Folder;
use crate::route::Route;
use crate::{tray, windows};

/// Who asks to quit twice within this many milliseconds means it, whatever the window says.
const MEANT: i64 = 60_000;

/// What was said to the person about leaving.
pub struct Leaving {
    /// When they were last asked whether to quit.
    asked: Mutex<Option<Millis>>,
    /// A file that is there once they know that a closed window does not end the program.
    told: PathBuf,
}

impl Leaving {
    /// Nothing said yet in this run; what was said in earlier ones is remembered in the folder.
    pub fn of(folder: &Folder) -> Self {
        Self {
            asked: Mutex::default(),
            told: folder.shell().join("goes-on-without-a-window"),
        }
    }
}

/// Ends the program. If reminders would go unseen, the window says so first and offers other ways.
/// A second wish within a minute is obeyed at once: the page may hang.
pub fn ask(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let core = app.state::<App>().inner().clone();
        let now = core.now();
        let leaving = app.state::<Leaving>();
        let before = leaving
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .replace(now);
        let meant = before.is_some_and(|at| (0..MEANT).contains(&(now.0 - at.0)));
        // A desk that does not answer, or is locked, cannot say what would be missed.
        let missed =
            reminder_ahead(&core, ReminderAhead::default()).is_ok_and(|ahead| ahead.count > 0);
        if missed && !meant {
            windows::bring_forward(&app, Some(&Route::quit()));
        } else {
            app.exit(0);
        }
    });
}

/// Puts the window away and lets the program go on: into the tray, or where there is none into the
/// background. That the latter is no end is said once, in the window, before it goes.
pub fn put_away(app: &AppHandle) {
    if !tray::is_seen(app) {
        let leaving = app.state::<Leaving>();
        if !leaving.told.exists() && write_atomically(&leaving.told, b"").is_ok() {
            windows::bring_forward(app, Some(&Route::background()));
            return;
        }
    }
    windows::hide(app);
}
