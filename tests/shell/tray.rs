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
    desktop.bus_call_within(1, owner, path, "com.canonical.dbusmenu.GetLayout", &whole)
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

/// A reminder that sleeps until tomorrow: something to be missed, whatever the day is.
fn something_ahead(session: &Session) {
    let room = furnish(session);
    let promise = json!({ "fields": { "title": "Send the draft", "relationship_id": room, "due_on": "2020-01-02" } });
    session.call("action_add", &promise);
    let id = until("the reminder", || {
        let inbox = session.call("reminder_list", &json!({}));
        inbox["items"][0]["id"].as_str().map(str::to_owned)
    });
    session.call("reminder_snooze", &json!({ "id": id, "for": "tomorrow" }));
}

#[test]
fn quit_says_what_would_not_come_and_asked_again_it_quits() {
    let desktop = with_tray();
    let session = Session::start(&desktop, &[]);
    something_ahead(&session);
    session.role("link", "Today");
    let menu = Menu::of(&desktop);
    menu.press("Quit");
    session.role("dialog", "Quit Ithaca?");
    assert_eq!(desktop.windows_seen("Ithaca"), 1, "it goes on meanwhile");
    menu.press("Quit");
    until("the app to end", || {
        (desktop.windows_seen("Ithaca") == 0).then_some(())
    });
}

#[test]
fn pop_ups_pause_from_the_menu() {
    let desktop = with_tray();
    let session = Session::start(&desktop, &[]);
    let menu = Menu::of(&desktop);
    let paused = || session.call("settings_show", &json!({}))["paused_until"].clone();
    menu.press("Until I turn them on");
    until("the pause", || (!paused().is_null()).then_some(()));
    menu.press("Turn pop-ups on again");
    until("the end of the pause", || paused().is_null().then_some(()));
}

#[test]
fn without_a_tray_the_window_says_once_that_ithaca_goes_on() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    session.role("link", "Today");
    let hide = "return window.__TAURI_INTERNALS__.invoke('host_window_hide').then(() => null);";
    session.run(hide, json!([]));
    session.role("dialog", "Ithaca goes on without a window");
    assert_eq!(desktop.windows_seen("Ithaca"), 1, "it is read first");
    // A click through the driver waits for a window that is going; the page's own does not.
    let press = "[...document.querySelectorAll('[role=dialog] button')]
        .find((button) => button.textContent.includes('Hide the window')).click(); return null;";
    session.run(press, json!([]));
    until("the window to go", || {
        (desktop.windows_seen("Ithaca") == 0).then_some(())
    });
    assert_eq!(
        session.call("person_list", &json!({}))["items"][0]["name"],
        "Vera Beispiel",
        "Ithaca goes on"
    );
    let mut second = desktop.start_app(&[]);
    assert!(second.end("the second start").success(), "it hands over");
    until("the window to come back", || {
        (desktop.windows_seen("Ithaca") == 1).then_some(())
    });
    session.run(hide, json!([]));
    until("the window to go without a word", || {
        (desktop.windows_seen("Ithaca") == 0).then_some(())
    });
}
