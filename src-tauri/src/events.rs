//! What the core publishes, carried to the window and the tray.

use ithaca_core::App;
use ithaca_core::changes::Topic;
use tauri::{AppHandle, Manager};

use crate::tray::Tray;
use crate::windows::tell;

/// Forwards every commit's topics as `changed` and every report of long work as `task`, and keeps
/// the tray's menu in the person's language.
pub fn forward(app: &AppHandle, core: &App) {
    let window = app.clone();
    core.tasks()
        .subscribe(move |progress| tell(&window, "task", progress.clone()));
    let window = app.clone();
    let speaker = core.clone();
    core.changes().subscribe(move |changed| {
        tell(&window, "changed", changed.clone());
        if changed.topics.contains(&Topic::Settings) {
            relabel(&window, &speaker);
        }
    });
}

/// Menus belong to the main thread. The language is read there too, after the command that changed
/// it has put it in place.
fn relabel(app: &AppHandle, core: &App) {
    let (window, core) = (app.clone(), core.clone());
    let asked = app.run_on_main_thread(move || {
        if let Some(tray) = window.try_state::<Tray>() {
            tray.relabel(&core.locale());
        }
    });
    if asked.is_err() {
        tracing::warn!("the tray kept its old words");
    }
}
