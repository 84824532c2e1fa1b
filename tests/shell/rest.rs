//! The window at rest: what reaches the core while nothing happens, in the real window and by the real clock.

use std::time::Duration;

use serde_json::{Value, json};

use crate::desktop::{Desktop, until};
use crate::web_driver::Session;
use crate::window::furnish;

/// How long each screen is listened to.
const LISTENED: Duration = Duration::from_secs(5);

/// Counts, in the page, every command that goes to the core over Tauri's own road. The road's protocol is a request
/// to `ipc:` where the web view has it, and a message beside it.
const COUNT: &str = "
if (window.countedCommands) return window.countedCommands.length;
window.countedCommands = [];
const count = (address) => {
  const name = /^(?:ipc:\\/\\/localhost|https?:\\/\\/ipc\\.localhost)\\/(.+)$/.exec(String(address));
  // The page's word that somebody touched it is no question.
  if (name && !name[1].startsWith('host_touched')) window.countedCommands.push(decodeURIComponent(name[1]));
};
const fetched = window.fetch;
window.fetch = (address, ...rest) => (count(address), fetched(address, ...rest));
return 0;";

fn counted(session: &Session) -> Vec<String> {
    let names = session.run("return window.countedCommands.splice(0);", json!([]));
    names
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// Waits until the page has asked what it had to ask.
fn settled(session: &Session) {
    let mut before = -1;
    until("the page to have asked what it had to", || {
        std::thread::park_timeout(Duration::from_millis(700));
        let now = session
            .run("return window.countedCommands.length;", json!([]))
            .as_i64()?;
        let still = now == before;
        before = now;
        still.then_some(())
    });
}

/// What the page asks in the time it is listened to. Asking it would be something happening, so it is only looked at
/// afterwards.
fn while_nothing_happens(session: &Session) -> Vec<String> {
    counted(session);
    std::thread::park_timeout(LISTENED);
    counted(session)
}

#[test]
fn nothing_is_asked_while_nothing_happens_and_what_the_terminal_adds_comes_by_itself() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    session.press("Start with an empty desk");
    session.role("link", "Today");
    let room = furnish(&session);
    let room = room.as_str().expect("an id").to_owned();
    let fields = json!({ "title": "First talk", "starts_local": "2030-03-05T14:00",
        "duration_minutes": 60, "channel": "video" });
    let plan = json!({ "participants": [room], "fields": fields });
    let meeting = session.call("meeting_plan", &plan);
    let meeting = meeting["id"].as_str().expect("an id").to_owned();
    let goal =
        json!({ "fields": { "title": "A talk of my own", "kind": "other", "whose": "mine" } });
    let goal = session.call("goal_set", &goal);
    let goal = goal["id"].as_str().expect("an id").to_owned();
    session.run(COUNT, json!([]));

    // The control: the counter sees what the page asks.
    session.follow("People");
    session.role("heading", "People");
    settled(&session);
    assert!(
        counted(&session).iter().any(|name| name == "person_list"),
        "what a screen asks when it opens is counted"
    );

    for (place, heading) in [
        (format!("/room/{room}"), "Vera Beispiel"),
        (format!("/meeting/{meeting}"), "First talk"),
        (format!("/goal/{goal}"), "A talk of my own"),
        ("/today".to_owned(), "Nothing due"),
        ("/calendar/month".to_owned(), ""),
        ("/inbox".to_owned(), "Inbox"),
    ] {
        session.run("location.hash = arguments[0]; return null;", json!([place]));
        session.role("heading", heading);
        settled(&session);
        // A change in this window, which the screen hears of.
        let point = json!({ "relationship_id": room, "meeting_id": meeting,
            "text": format!("Asked on {place}"), "kind": "topic", "raised_by": "mine" });
        session.call("agenda_add", &point);
        settled(&session);
        assert_eq!(
            while_nothing_happens(&session),
            [""; 0],
            "{place} rests after a change"
        );
    }

    session.run(
        "location.hash = arguments[0]; return null;",
        json!([format!("/meeting/{meeting}")]),
    );
    session.role("heading", "First talk");
    let point = json!({ "relationship_id": room, "meeting_id": meeting,
        "text": "From the terminal", "kind": "topic", "raised_by": "mine" });
    desktop.call("agenda_add", &point);
    until("what the terminal added to be on the page", || {
        let shown = session.run(
            "return document.body.innerText.includes('From the terminal');",
            json!([]),
        );
        (shown == true).then_some(())
    });
    settled(&session);
    assert_eq!(
        while_nothing_happens(&session),
        [""; 0],
        "and then the page rests"
    );
    session.quit();
}
