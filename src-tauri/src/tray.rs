//! The tray: the way back to a hidden window. Where the desktop has none, the window is never hidden.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use ithaca_core::locale::Locale;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Wry};

use crate::route::Route;
use crate::windows;
use crate::words::say;

/// The three lines of the menu: their ids, and their sentences in the catalogue.
const LINES: [(&str, &str); 3] = [
    ("open", "tray_open"),
    ("add", "tray_add"),
    ("quit", "tray_quit"),
];

/// The tray icon, if this desktop could be given one.
pub struct Tray {
    lines: Mutex<Vec<MenuItem<Wry>>>,
    icon: Option<TrayIcon<Wry>>,
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
        for (line, (_, key)) in lines.iter().zip(LINES) {
            if line.set_text(say(locale, key)).is_err() {
                tracing::warn!("a tray line kept its old words");
            }
        }
    }
}

fn build(app: &AppHandle, locale: &Locale) -> tauri::Result<(TrayIcon<Wry>, Vec<MenuItem<Wry>>)> {
    let mut lines = Vec::new();
    let menu = Menu::new(app)?;
    for (id, key) in LINES {
        let line = MenuItem::with_id(app, id, say(locale, key), true, None::<&str>)?;
        menu.append(&line)?;
        lines.push(line);
    }
    let icon = TrayIconBuilder::with_id("ithaca")
        .icon(Image::from_bytes(include_bytes!("../../icons/tray.png"))?)
        .tooltip("Ithaca")
        .menu(&menu)
        .on_menu_event(|app, event| match event.id().as_ref() {
            "open" => windows::bring_forward(app, None),
            "add" => windows::bring_forward(app, Some(&Route::quick_add())),
            "quit" => app.exit(0),
            _ => (),
        })
        .build(app)?;
    Ok((icon, lines))
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
