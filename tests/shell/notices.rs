//! Notifications, on a real session bus: what a due promise looks like to the desktop.

use serde_json::{Value, json};

use crate::desktop::{Desktop, until};
use crate::web_driver::Session;
use crate::window::furnish;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
const MOCK: &str = "org.freedesktop.DBus.Mock";

/// A desktop with a notification service, and the service's process id.
pub fn with_notifications() -> (Desktop, u32) {
    let mut desktop = Desktop::start();
    let process = desktop.mock(NAME, &["--template", "notification_daemon"]);
    (desktop, process)
}

/// What the service was asked to do, as GVariant text.
pub fn asked(desktop: &Desktop, method: &str) -> String {
    desktop.bus_call(NAME, PATH, &format!("{MOCK}.GetMethodCalls"), &[method])
}

/// The number of the first notice: it asks for a place of its own, and the service gives it that one.
fn number(desktop: &Desktop) -> String {
    let calls = asked(desktop, "Notify");
    let after = calls
        .split_once("'Ithaca'>, <")
        .expect("a notice was shown")
        .1;
    let number = after.trim_start_matches("uint32 ");
    number.chars().take_while(char::is_ascii_digit).collect()
}

/// Lets the service say that the person pressed something on its first notice.
fn press(desktop: &Desktop, key: &str) {
    let arguments = [
        NAME,
        "ActionInvoked",
        "us",
        &format!("[<uint32 {}>, <'{key}'>]", number(desktop)),
    ];
    desktop.bus_call(NAME, PATH, &format!("{MOCK}.EmitSignal"), &arguments);
}

/// A promise in this room that was due long ago, so that no clock need be moved.
fn overdue(room: &Value) -> Value {
    json!({ "fields": { "title": "Send the draft", "relationship_id": room, "due_on": "2020-01-02" } })
}

fn inbox(session: &Session) -> Vec<Value> {
    let list = session.call("reminder_list", &json!({}));
    list["items"].as_array().cloned().unwrap_or_default()
}

fn delivered(session: &Session, how: &str) {
    until(&format!("the inbox to say {how}"), || {
        let items = inbox(session);
        (items.len() == 1 && items.iter().all(|item| item["delivery"] == how)).then_some(())
    });
}

#[test]
fn a_due_promise_is_shown_and_its_click_opens_the_room() {
    let (desktop, _) = with_notifications();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    let private =
        json!({ "about": { "kind": "relationship", "id": room }, "body": "CANARY-51 she cried" });
    session.call("note_write", &private);
    session.call("action_add", &overdue(&room));

    let shown = until("the notification", || {
        let calls = asked(&desktop, "Notify");
        calls.contains("Send the draft").then_some(calls)
    });
    assert_eq!(shown.matches("Send the draft").count(), 1, "once: {shown}");
    assert!(
        shown.contains("Vera Beispiel"),
        "it says whose it is: {shown}"
    );
    for label in [
        "'default'",
        "'open'",
        "'done'",
        "'snooze_ten_minutes', '10 min'",
        "'snooze_tonight', 'Tonight'",
        "'snooze_tomorrow', 'Tomorrow'",
        "'snooze_next_week', 'Next week'",
    ] {
        assert!(shown.contains(label), "{label} can be pressed: {shown}");
    }
    assert!(
        !shown.contains("CANARY-51"),
        "nothing private is on the bus: {shown}"
    );
    delivered(&session, "delivered");

    let wanted = format!("/room/{}", room.as_str().expect("an id"));
    until("the click to open the room", || {
        // Said again, in case the app was not listening yet.
        press(&desktop, "default");
        (session.route() == wanted).then_some(())
    });
}

#[test]
fn done_on_the_notice_keeps_the_promise() {
    let (desktop, _) = with_notifications();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    session.call("action_add", &overdue(&room));
    until("the notification", || {
        asked(&desktop, "Notify")
            .contains("Send the draft")
            .then_some(())
    });
    until("the inbox to be empty", || {
        press(&desktop, "done");
        inbox(&session).is_empty().then_some(())
    });
    let list = session.call("action_list", &json!({}));
    let open = list["items"]
        .as_array()
        .map(|items| items.iter().filter(|item| item["state"] == "open").count());
    assert_eq!(open, Some(0), "the promise counts as kept: {list}");
}

#[test]
fn a_promise_kept_in_the_window_takes_its_notice_down() {
    let (desktop, _) = with_notifications();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    let action = session.call("action_add", &overdue(&room));
    delivered(&session, "delivered");
    session.call("action_done", &json!({ "id": action["id"] }));
    until("the notice to be closed", || {
        asked(&desktop, "CloseNotification")
            .contains(&number(&desktop))
            .then_some(())
    });
}

#[test]
fn without_a_service_it_stays_in_the_inbox() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    session.call("action_add", &overdue(&room));
    delivered(&session, "failed");
    let items = inbox(&session);
    assert_eq!(
        items[0]["title"], "Send the draft",
        "the inbox has it all the same"
    );
    assert_eq!(items[0]["state"], "shown", "and it waits for an answer");
}

#[test]
fn a_service_that_hangs_holds_up_nobody() {
    let (desktop, process) = with_notifications();
    let stopped = desktop
        .command("kill")
        .args(["-STOP", &process.to_string()])
        .status();
    assert!(
        stopped.expect("kill is installed").success(),
        "the service is ours to stop"
    );
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    session.call("action_add", &overdue(&room));
    let room_id = json!({ "id": room });
    let shown = session.call("relationship_show", &room_id);
    assert_eq!(
        shown["person"]["name"], "Vera Beispiel",
        "the window answers meanwhile"
    );
    delivered(&session, "failed");
}

#[test]
fn what_the_command_line_adds_is_noticed_in_the_tray() {
    let (desktop, _) = with_notifications();
    let session = Session::start(&desktop, &["--hidden"]);
    let room = furnish(&session);
    desktop.call("action_add", &overdue(&room));
    until("the notification", || {
        asked(&desktop, "Notify")
            .contains("Send the draft")
            .then_some(())
    });
}

#[test]
fn a_sleep_chosen_on_the_notice_is_the_inbox_s() {
    let (desktop, _) = with_notifications();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    session.call("action_add", &overdue(&room));
    until("the notification", || {
        asked(&desktop, "Notify")
            .contains("Send the draft")
            .then_some(())
    });
    until("the reminder to sleep", || {
        press(&desktop, "snooze_tomorrow");
        let items = inbox(&session);
        items
            .iter()
            .any(|item| item["state"] == "snoozed")
            .then_some(())
    });
    let by_notice = inbox(&session)[0]["snoozed_until"].clone();
    let id = inbox(&session)[0]["id"].clone();
    session.call("reminder_snooze", &json!({ "id": id, "for": "tomorrow" }));
    assert_eq!(
        inbox(&session)[0]["snoozed_until"],
        by_notice,
        "tomorrow is the same tomorrow"
    );
}
