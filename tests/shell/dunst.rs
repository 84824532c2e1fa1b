//! A notification service that people use: dunst, on the screen of the test, its buttons pressed.

use std::process::Stdio;

use serde_json::json;

use crate::desktop::{Desktop, Running, until};
use crate::web_driver::Session;
use crate::window::furnish;

const NAME: &str = "org.freedesktop.Notifications";

/// A desktop on which dunst runs. Where it asks which button, the answer is that which says "Done".
fn with_dunst() -> (Desktop, Running) {
    let desktop = Desktop::start();
    let config = desktop.home().join("dunstrc");
    std::fs::write(&config, "[global]\ndmenu = /bin/grep -m1 Done\n").expect("our own home");
    let dunst = desktop
        .command("dunst")
        .arg("-config")
        .arg(config)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("dunst is installed");
    until("dunst on the bus", || {
        let asked = desktop.bus_call(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            &[NAME],
        );
        asked.contains("true").then_some(())
    });
    (desktop, Running(dunst))
}

/// Lets dunst do something, and says what it answered.
fn dunst(desktop: &Desktop, verb: &[&str]) -> String {
    let output = desktop
        .command("dunstctl")
        .args(verb)
        .output()
        .expect("dunstctl comes with dunst");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn dunst_shows_it_and_its_button_keeps_the_promise() {
    let (desktop, _dunst) = with_dunst();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    let overdue = json!({ "fields": { "title": "Send the draft", "relationship_id": room, "due_on": "2020-01-02" } });
    session.call("action_add", &overdue);
    until("dunst to show it", || {
        (dunst(&desktop, &["count", "displayed"]) == "1").then_some(())
    });
    until("the promise to be kept", || {
        dunst(&desktop, &["context"]);
        let list = session.call("action_list", &json!({ "state": "open" }));
        list["items"]
            .as_array()
            .is_some_and(Vec::is_empty)
            .then_some(())
    });
    until("the notice to be gone", || {
        (dunst(&desktop, &["count", "displayed"]) == "0").then_some(())
    });
}

#[test]
fn a_click_in_dunst_opens_the_room() {
    let (desktop, _dunst) = with_dunst();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    let overdue = json!({ "fields": { "title": "Send the draft", "relationship_id": room, "due_on": "2020-01-02" } });
    session.call("action_add", &overdue);
    until("dunst to show it", || {
        (dunst(&desktop, &["count", "displayed"]) == "1").then_some(())
    });
    let wanted = format!("/room/{}", room.as_str().expect("an id"));
    until("the click to open the room", || {
        dunst(&desktop, &["action", "0"]);
        (session.route() == wanted).then_some(())
    });
}
