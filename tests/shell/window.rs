//! The window itself: what it shows, keeps and refuses.

use serde_json::{Value, json};

use crate::desktop::{Desktop, until};
use crate::web_driver::Session;

/// A desk with one room in it, made through the window's own IPC. Returns the room's id.
pub fn furnish(session: &Session) -> Value {
    let person = session.call(
        "person_add",
        &json!({ "fields": { "name": "Vera Beispiel" } }),
    );
    let fields = json!({ "role": "mentee", "kind": "informal" });
    let start = json!({ "person_id": person["id"], "fields": fields });
    let room = session.call("relationship_start", &start);
    session.call("first_run_finish", &json!({}));
    room["id"].clone()
}

#[test]
fn a_meeting_planned_in_the_window_is_there_after_a_restart() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    session.press("Start with an empty desk");
    session.role("link", "Today");
    furnish(&session);
    // The sidebar has heard of the new room without being asked.
    session.follow("Vera Beispiel");
    session.press("Plan it");
    session.write("Title", "First talk");
    session.write("Date", "2030-03-05");
    session.write("Time", "14:00");
    session.press("Plan it");
    session.follow("Open the meeting");
    session.role("heading", "First talk");
    session.quit();

    let session = Session::start(&desktop, &[]);
    session.follow("Vera Beispiel");
    session.follow("Open the meeting");
    session.role("heading", "First talk");
    let list = session.call("meeting_list", &json!({}));
    assert_eq!(
        list["items"].as_array().map(Vec::len),
        Some(1),
        "planned once: {list}"
    );
    assert_eq!(
        list["items"][0]["when"]["local"], "2030-03-05T14:00",
        "as it was typed"
    );
}

#[test]
fn the_window_loads_nothing_from_elsewhere() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    let reached = |script: &str| {
        let said = session.run(script, json!([]));
        said.as_str().map(str::to_owned).unwrap_or_default()
    };
    // The control: the same way of asking does reach what the app itself serves.
    let own = "return new Promise((done) => {
        const image = new Image();
        image.onload = () => done('loaded');
        image.onerror = () => done('refused');
        image.src = '/favicon.svg';
    });";
    assert_eq!(
        reached(own),
        "loaded",
        "an image from the app itself is shown"
    );

    let fetched = "return fetch('http://127.0.0.1:9/').then(() => 'loaded', () => 'refused');";
    assert_eq!(
        reached(fetched),
        "refused",
        "no connection but the app's own"
    );
    let refusal = "return new Promise((done) => {
        document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective));
        const script = document.createElement('script');
        script.append('window.injected = true');
        document.head.append(script);
    });";
    let refused = reached(refusal);
    assert!(
        refused.starts_with("script-src") || refused == "require-trusted-types-for",
        "an inline script is against the policy: {refused}"
    );
    assert_eq!(
        session.run("return window.injected === undefined;", json!([])),
        true
    );
    let evaluated = "try { return String((0, eval)('1 + 1')); } catch { return 'refused'; }";
    assert_eq!(reached(evaluated), "refused", "text is never run");
    // An answer that never comes would also do: what counts is where the window is.
    session.run(
        "location.href = 'https://example.org/'; return null;",
        json!([]),
    );
    until("the window to be where it was", || {
        reached("return location.protocol;")
            .starts_with("tauri")
            .then_some(())
    });
}

#[test]
fn the_page_may_not_ask_for_what_the_plugins_can_do() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    let ask = |command: &str, arguments: Value| {
        let script = "return window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])\
             .then(() => 'allowed', (error) => String(error));";
        let said = session.run(script, json!([command, arguments]));
        said.as_str().map(str::to_owned).unwrap_or_default()
    };
    let listening = json!({ "event": "changed", "target": { "kind": "Any" }, "handler": 0 });
    assert_eq!(
        ask("plugin:event|listen", listening),
        "allowed",
        "the control: events are heard"
    );
    for (command, arguments) in [
        ("plugin:opener|open_path", json!({ "path": "/etc/passwd" })),
        (
            "plugin:opener|open_url",
            json!({ "url": "file:///etc/passwd" }),
        ),
        ("plugin:dialog|open", json!({ "options": {} })),
        ("plugin:fs|read_text_file", json!({ "path": "/etc/passwd" })),
        ("plugin:autostart|enable", json!({})),
        (
            "plugin:window|create",
            json!({ "options": { "label": "other" } }),
        ),
        (
            "plugin:event|emit",
            json!({ "event": "changed", "payload": null }),
        ),
    ] {
        let said = ask(command, arguments);
        assert!(
            said.contains("not allowed") || said.contains("not found"),
            "{command}: {said}"
        );
    }
}

#[test]
fn a_second_start_opens_the_page_it_names() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    session.role("link", "Today");
    let mut second = desktop.start_app(&["--open", "/inbox"]);
    assert!(
        second.end("the second start to end").success(),
        "it has handed over"
    );
    until("the page it named", || {
        (session.route() == "/inbox").then_some(())
    });
}

#[test]
fn the_window_comes_back_where_it_was() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    let window = until("the window's number", || {
        let found = desktop.xdotool(&["search", "--onlyvisible", "--name", "^Ithaca$"]);
        let number = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        (!number.is_empty()).then_some(number)
    });
    desktop.xdotool(&["windowsize", "--sync", &window, "900", "640"]);
    desktop.xdotool(&["windowmove", "--sync", &window, "120", "90"]);
    let size = |session: &Session| {
        session.run("return [window.innerWidth, window.innerHeight];", json!([]))
    };
    until("the page to have the new size", || {
        (size(&session) == json!([900, 640])).then_some(())
    });
    session.quit();
    let session = Session::start(&desktop, &[]);
    until("the size it had", || {
        (size(&session) == json!([900, 640])).then_some(())
    });
}

#[test]
fn a_picked_file_crosses_as_a_handle_and_never_as_a_path() {
    let desktop = Desktop::start();
    let file = desktop.home().join("Lebenslauf – Vera.txt");
    std::fs::write(&file, "made up").expect("our own home");
    let session = Session::start_with(&desktop, &[], &[("ITHACA_TEST_PICK", &file)]);
    let script =
        "return window.__TAURI_INTERNALS__.invoke('host_pick_open', { purpose: 'attachment' });";
    let picked = session.run(script, json!([]));
    assert_eq!(picked["name"], "Lebenslauf – Vera.txt", "its name is shown");
    assert_eq!(picked["size"], 7, "and its size");
    let home = desktop.home().to_string_lossy().into_owned();
    assert!(
        !picked.to_string().contains(&home),
        "but not where it lies: {picked}"
    );
}

#[test]
fn the_window_is_in_the_zone_of_its_environment() {
    let desktop = Desktop::start();
    let zone = std::path::Path::new("Asia/Kathmandu");
    let session = Session::start_with(&desktop, &[], &[("TZ", zone)]);
    let start = session.call("app_start", &json!({}));
    assert_eq!(start["zone"], "Asia/Kathmandu");
}
