//! The tray, as a desktop's bar sees it: StatusNotifierItem and com.canonical.dbusmenu on the bus.

use serde_json::json;

use crate::desktop::{Desktop, until};
use crate::web_driver::Session;
use crate::window::furnish;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const MOCK: &str = "org.freedesktop.DBus.Mock";

/// A desktop with a bar that shows tray icons.
pub fn with_tray() -> Desktop {
    let mut desktop = Desktop::start();
    desktop.mock(WATCHER, &[WATCHER, PATH, WATCHER]);
    let property = [WATCHER, "IsStatusNotifierHostRegistered", "<true>"];
    desktop.bus_call(WATCHER, PATH, &format!("{MOCK}.AddProperty"), &property);
    let method = [WATCHER, "RegisterStatusNotifierItem", "s", "", ""];
    desktop.bus_call(WATCHER, PATH, &format!("{MOCK}.AddMethod"), &method);
    desktop
}

/// The app's menu: who has it on the bus, and where.
struct Menu<'a> {
    desktop: &'a Desktop,
    owner: String,
    path: String,
}

impl<'a> Menu<'a> {
    fn of(desktop: &'a Desktop) -> Self {
        let path = until("the icon to be put up", || {
            let method = format!("{MOCK}.GetMethodCalls");
            let calls = desktop.bus_call(WATCHER, PATH, &method, &["RegisterStatusNotifierItem"]);
            calls
                .split('\'')
                .find(|part| part.starts_with("/org/"))
                .map(|path| format!("{path}/Menu"))
        });
        let owner = until("the menu on the bus", || {
            let (bus, root) = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
            let names = desktop.bus_call(bus, root, "org.freedesktop.DBus.ListNames", &[]);
            names
                .split('\'')
                .filter(|name| name.starts_with(':'))
                .find(|name| !layout(desktop, name, &path).is_empty())
                .map(str::to_owned)
        });
        Self {
            desktop,
            owner,
            path,
        }
    }

    fn text(&self) -> String {
        layout(self.desktop, &self.owner, &self.path)
    }

    /// Presses the line with this label.
    fn press(&self, label: &str) {
        let text = self.text();
        let before = text
            .split(&format!("<'{label}'>"))
            .next()
            .unwrap_or_default();
        let id = before
            .rsplit("<(")
            .next()
            .and_then(|rest| rest.split(',').next());
        let id = id.unwrap_or_else(|| panic!("no line {label} in {text}"));
        let event = [id, "clicked", "<0>", "0"];
        self.desktop.bus_call(
            &self.owner,
            &self.path,
            "com.canonical.dbusmenu.Event",
            &event,
        );
    }
}

fn layout(desktop: &Desktop, owner: &str, path: &str) -> String {
    let whole = ["--", "0", "-1", "[]"];
    desktop.bus_call(owner, path, "com.canonical.dbusmenu.GetLayout", &whole)
}

#[test]
fn the_menu_brings_the_window_back_adds_and_quits() {
    let desktop = with_tray();
    let mut app = desktop.start_app(&["--hidden"]);
    let menu = Menu::of(&desktop);
    assert_eq!(
        desktop.windows_seen("Ithaca"),
        0,
        "it was asked to stay in the tray"
    );
    menu.press("Open Ithaca");
    until("the window to come", || {
        (desktop.windows_seen("Ithaca") == 1).then_some(())
    });
    menu.press("Quit");
    assert!(app.end("the app to end").success(), "Quit is a good end");
}

#[test]
fn add_something_opens_quick_add() {
    let desktop = with_tray();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    session.role("link", "Today");
    Menu::of(&desktop).press("Add something");
    session.role("dialog", "");
}

#[test]
fn hiding_and_the_menu_follow_the_person() {
    let desktop = with_tray();
    let session = Session::start(&desktop, &[]);
    let menu = Menu::of(&desktop);
    until("the window to come", || {
        (desktop.windows_seen("Ithaca") == 1).then_some(())
    });
    let hide = "return window.__TAURI_INTERNALS__.invoke('host_window_hide').then(() => null);";
    session.run(hide, json!([]));
    until("the window to go", || {
        (desktop.windows_seen("Ithaca") == 0).then_some(())
    });

    let mut settings = session.call("settings_show", &json!({}));
    settings["language"] = json!("de");
    session.call("settings_change", &json!({ "settings": settings }));
    until("the menu in German", || {
        menu.text().contains("Ithaca öffnen").then_some(())
    });
    menu.press("Ithaca öffnen");
    until("the window to come back", || {
        (desktop.windows_seen("Ithaca") == 1).then_some(())
    });
}
