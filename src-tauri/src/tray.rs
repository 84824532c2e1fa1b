//! The tray: the way back to a hidden window. Where the desktop has none, a second start is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use ithaca_core::App;
use ithaca_core::commands::{Pause, ReminderPause, reminder_pause};
use ithaca_core::locale::Locale;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, Submenu};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Wry};

use crate::route::Route;
use crate::words::say;
use crate::{quit, windows};

/// The lines of the menu: their ids, and their sentences in the catalogue. Those of the pauses stand in
/// a menu of their own, called by the last.
const LINES: [(&str, &str); 3] = [
    ("open", "tray_open"),
    ("add", "tray_add"),
    ("quit", "tray_quit"),
];
const PAUSES: [(&str, &str, Pause); 4] = [
    ("pause_tomorrow", "tray_pause_tomorrow", Pause::Tomorrow),
    ("pause_next_week", "tray_pause_next_week", Pause::NextWeek),
    ("pause_for_good", "tray_pause_for_good", Pause::ForGood),
    ("pause_over", "tray_pause_over", Pause::Over),
];
const PAUSE: &str = "tray_pause";

/// The tray icon, if this desktop could be given one.
pub struct Tray {
    lines: Mutex<Vec<Line>>,
    icon: Option<TrayIcon<Wry>>,
}

/// What of the menu has words, and under which key.
enum Line {
    Item(MenuItem<Wry>, &'static str),
    Menu(Submenu<Wry>, &'static str),
}

impl Line {
    fn say(&self, locale: &Locale) -> tauri::Result<()> {
        match self {
            Self::Item(item, key) => item.set_text(say(locale, key)),
            Self::Menu(menu, key) => menu.set_text(say(locale, key)),
        }
    }
}

impl Tray {
    /// Puts the icon up. Must run on the main thread.
    pub fn raise(app: &AppHandle, locale: &Locale) -> Self {
        // The indicator library is looked for when the icon is made, and its absence is a panic
        // there (libappindicator-sys); a desktop without it is no reason to fail.
        let built = catch_unwind(AssertUnwindSafe(|| build(app, locale)));
        match built {
            Ok(Ok((icon, lines))) => Self {
                lines: Mutex::new(lines),
                icon: Some(icon),
            },
            Ok(Err(_)) | Err(_) => {
                tracing::warn!("no tray on this desktop");
                Self {
                    lines: Mutex::new(Vec::new()),
                    icon: None,
                }
            }
        }
    }

    /// True if a person can see the icon now: there is one, and the desktop shows such icons.
    pub fn is_seen(&self) -> bool {
        self.icon.is_some() && host::is_there()
    }

    /// Says the menu's lines in another language. Must run on the main thread.
    pub fn relabel(&self, locale: &Locale) {
        let lines = self
            .lines
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        for line in lines.iter() {
            if line.say(locale).is_err() {
                tracing::warn!("a tray line kept its old words");
            }
        }
    }
}

fn build(app: &AppHandle, locale: &Locale) -> tauri::Result<(TrayIcon<Wry>, Vec<Line>)> {
    let mut lines = Vec::new();
    let menu = Menu::new(app)?;
    let pauses = Submenu::with_id(app, "pause", say(locale, PAUSE), true)?;
    for (id, key, _) in PAUSES {
        let line = MenuItem::with_id(app, id, say(locale, key), true, None::<&str>)?;
        pauses.append(&line)?;
        lines.push(Line::Item(line, key));
    }
    for (id, key) in LINES {
        if id == "quit" {
            menu.append(&pauses)?;
        }
        let line = MenuItem::with_id(app, id, say(locale, key), true, None::<&str>)?;
        menu.append(&line)?;
        lines.push(Line::Item(line, key));
    }
    lines.push(Line::Menu(pauses, PAUSE));
    let icon = TrayIconBuilder::with_id("ithaca")
        .icon(Image::from_bytes(include_bytes!("../../icons/tray.png"))?)
        .tooltip("Ithaca")
        .menu(&menu)
        .on_menu_event(|app, event| match event.id().as_ref() {
            "open" => windows::bring_forward(app, None),
            "add" => windows::bring_forward(app, Some(&Route::quick_add())),
            "quit" => quit::ask(app),
            other => {
                if let Some((_, _, length)) = PAUSES.iter().find(|(id, ..)| *id == other) {
                    pause(app, *length);
                }
            }
        })
        .build(app)?;
    Ok((icon, lines))
}

/// Lets pop-ups pause, off the main thread.
fn pause(app: &AppHandle, length: Pause) {
    let core = app.state::<App>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = reminder_pause(&core, ReminderPause { length }) {
            core.explain(&error);
        }
    });
}

/// True if the window can be hidden and found again.
pub fn is_seen(app: &AppHandle) -> bool {
    app.try_state::<Tray>().is_some_and(|tray| tray.is_seen())
}

#[cfg(target_os = "linux")]
mod host {
    use gtk::gio::{self, prelude::*};
    use gtk::glib::{Variant, VariantTy};

    /// Waiting longer than this for the answer would be felt when the window is closed.
    const PATIENCE_MS: i32 = 500;

    /// True if something on the session bus shows StatusNotifierItem icons. Plain GNOME does not.
    pub fn is_there() -> bool {
        registered().unwrap_or(false)
    }

    fn registered() -> Option<bool> {
        let bus = gio::bus_get_sync(gio::BusType::Session, gio::Cancellable::NONE).ok()?;
        // GLib would end the program with the bus; the window does not need one.
        bus.set_exit_on_close(false);
        let answer = bus.call_sync(
            Some("org.kde.StatusNotifierWatcher"),
            "/StatusNotifierWatcher",
            "org.freedesktop.DBus.Properties",
            "Get",
            Some(
                &(
                    "org.kde.StatusNotifierWatcher",
                    "IsStatusNotifierHostRegistered",
                )
                    .to_variant(),
            ),
            VariantTy::new("(v)").ok(),
            gio::DBusCallFlags::NO_AUTO_START,
            PATIENCE_MS,
            gio::Cancellable::NONE,
        );
        answer.ok()?.child_get::<Variant>(0).get::<bool>()
    }
}

#[cfg(not(target_os = "linux"))]
mod host {
    /// Windows and macOS always show the tray.
    pub fn is_there() -> bool {
        true
    }
}
