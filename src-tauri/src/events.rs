//! What the core publishes, carried to the window and the tray.

use ithaca_core::App;
use ithaca_core::changes::Topic;
use ithaca_core::commands::{SettingsShow, settings_show};
use ithaca_core::locale::{Language, Locale};
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

/// The topic is published at the commit, before the core has taken the new language up, so it is
/// read from the database. Menus belong to the main thread.
fn relabel(app: &AppHandle, core: &App) {
    let (window, core) = (app.clone(), core.clone());
    tauri::async_runtime::spawn_blocking(move || {
        let locale = match settings_show(&core, SettingsShow::default()) {
            Ok(settings) => Locale {
                language: settings.language.unwrap_or_else(Language::of_system),
                ..core.locale()
            },
            Err(error) => {
                core.explain(&error);
                return;
            }
        };
        let tray = window.clone();
        let asked = window.run_on_main_thread(move || {
            if let Some(tray) = tray.try_state::<Tray>() {
                tray.relabel(&locale);
            }
        });
        if asked.is_err() {
            tracing::warn!("the tray kept its old words");
        }
    });
}
