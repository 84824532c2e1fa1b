//! `reminders`, as the window's loop leaves them.

use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::SystemClock;
use ithaca_core::reminders;

use crate::program::Terminal;

/// What the window does every half minute.
fn look(terminal: &Terminal) {
    let app = App::open(&terminal.desk(), Arc::new(SystemClock)).expect("the desk opens");
    reminders::take_due(&app).expect("what is due is shown");
}

#[test]
fn a_reminder_says_why_and_when() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Amara Okafor"]).well();
    terminal
        .run(&["relationship", "start", "amara", "--role", "mentee"])
        .well();
    let promise = [
        "action",
        "add",
        "Send the draft",
        "--with",
        "amara",
        "--due",
        "2020-01-02",
    ];
    terminal.run(&promise).well();
    let list = terminal.run(&["--json", "action", "list"]).well().json();
    let action = list[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        terminal.run(&["reminders"]).well().out,
        "Nothing here.\n",
        "none was shown yet"
    );
    let told = terminal
        .run(&["reminders", "--explain", &action])
        .well()
        .out;
    assert_eq!(
        told, "Promise: due Thursday, 2 January 2020 09:00. It comes within half a minute.\n",
        "why, before it is shown"
    );

    look(&terminal);
    let waiting = terminal.run(&["reminders"]).well().out;
    assert!(
        waiting.contains("Send the draft  You promised Amara Okafor"),
        "what and for whom: {waiting}"
    );
    let id = waiting.split(' ').next().expect("an id").to_owned();
    let told = terminal.run(&["reminders", "--explain", &id]).well().out;
    assert!(
        told.contains("shown today") && told.contains("waiting in the inbox"),
        "when it was shown, by the reminder's id: {told}"
    );
    let rows = terminal
        .run(&["--json", "reminders", "--explain", &id])
        .well()
        .json();
    assert_eq!(rows[0]["outcome"], "shown", "the same for scripts");

    let sleep = format!(r#"{{"id":"{id}","for":"tomorrow"}}"#);
    terminal.run(&["call", "reminder_snooze", &sleep]).well();
    let asleep = terminal.run(&["reminders"]).well().out;
    assert!(
        asleep.contains("(comes back tomorrow 09:00)"),
        "it says until when: {asleep}"
    );
    let done = format!(r#"{{"id":"{id}"}}"#);
    terminal.run(&["call", "reminder_done", &done]).well();
    assert_eq!(
        terminal.run(&["reminders"]).well().out,
        "Nothing here.\n",
        "answered"
    );
    let all = terminal.run(&["reminders", "--all"]).well().out;
    assert!(all.contains("(done)"), "the history keeps it: {all}");

    terminal
        .run(&["reminders", "--explain", "nothing"])
        .refused(4);
}

#[test]
fn a_reminder_is_put_off_in_ones_own_words() {
    let terminal = Terminal::new();
    terminal
        .run(&["action", "add", "Send the draft", "--due", "2020-01-02"])
        .well();
    look(&terminal);
    let waiting = terminal.run(&["reminders"]).well().out;
    let id = waiting.split(' ').next().expect("an id").to_owned();
    let said = terminal
        .run(&["reminders", "--snooze", &id, "--until", "tomorrow 15:00"])
        .well()
        .out;
    assert_eq!(said, "Comes back tomorrow 15:00: Send the draft\n");
    terminal
        .run(&["reminders", "--snooze", &id, "--until", "soon"])
        .refused(3);
    terminal
        .run(&["reminders", "--snooze", "nothing", "--until", "tomorrow"])
        .refused(4);
}

/// The window is locked: it knows no more than what lies outside the desk.
#[test]
fn what_the_terminal_writes_while_the_window_is_locked_comes_there_too() {
    let terminal = Terminal::new();
    let set = serde_json::json!({ "passphrase": "fern, ladder, tin, november", "proof": null, "keep_device": false });
    terminal
        .run(&["call", "vault_set_passphrase", &set.to_string()])
        .well();
    let entries = || {
        let text =
            std::fs::read_to_string(terminal.desk().join("schedule.json")).expect("it is there");
        let schedule: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        schedule["entries"].as_array().expect("a list").len()
    };
    assert_eq!(entries(), 0, "nothing is due");
    let line = [
        "--passphrase-file",
        "-",
        "action",
        "add",
        "Send the draft",
        "--due",
        "2020-01-02",
    ];
    terminal
        .run_with(&line, "fern, ladder, tin, november\n")
        .well();
    assert_eq!(entries(), 1, "what was written is due outside, too");
}
