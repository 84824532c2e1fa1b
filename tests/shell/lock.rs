//! The lock on the real window: what is left in memory, what a locked window knows, who closes the desk.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use serde_json::{Value, json};

use crate::desktop::{Desktop, until};
use crate::web_driver::Session;
use crate::window::furnish;

const PASSPHRASE: &str = "fern, ladder, tin, november";

fn proof() -> Value {
    json!({ "kind": "passphrase", "typed": PASSPHRASE })
}

pub fn set_passphrase(session: &Session) {
    let request = json!({ "passphrase": PASSPHRASE, "proof": null, "keep_device": false });
    session.call("vault_set_passphrase", &request);
}

/// Asks the window to lock. The answer may not come: the page is going.
pub fn lock(session: &Session) {
    let script = "window.__TAURI_INTERNALS__.invoke('vault_lock', { request: {} }); return null;";
    session.run(script, json!([]));
}

/// The processes of the app on this folder, with all their children. A web view's processes name no
/// folder, but they are the children of one that does.
pub fn processes(folder: &Path) -> Vec<u32> {
    let folder = folder.to_string_lossy().into_owned();
    let mut all = Vec::new();
    for entry in fs::read_dir("/proc").expect("Linux has it").flatten() {
        let Some(id) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        let read = |name: &str| fs::read_to_string(entry.path().join(name)).unwrap_or_default();
        let parent = read("stat")
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse::<u32>().ok());
        all.push((id, parent.unwrap_or(0), read("cmdline")));
    }
    let mut ours: Vec<u32> = all
        .iter()
        .filter(|(_, _, line)| {
            let mut words = line.split('\0');
            words
                .next()
                .is_some_and(|program| program.ends_with("/ithaca"))
                && words.any(|word| word == folder)
        })
        .map(|(id, ..)| *id)
        .collect();
    let mut at = 0;
    while let Some(parent) = ours.get(at).copied() {
        ours.extend(
            all.iter()
                .filter(|(_, its, _)| *its == parent)
                .map(|(id, ..)| *id),
        );
        at += 1;
    }
    ours
}

/// How often these byte strings stand anywhere in a process's memory.
fn found_in(process: u32, sought: &[Vec<u8>]) -> usize {
    let open = |name: &str| {
        File::open(format!("/proc/{process}/{name}")).unwrap_or_else(|error| {
            panic!("{name} of process {process} cannot be read, which this test needs: {error}")
        })
    };
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap_or_default();
    let (mut memory, mut pages) = (open("mem"), open("pagemap"));
    let mut found = 0;
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let range = words.next().unwrap_or_default();
        // What can be written is where text ends up; what only can be read is the program itself.
        if !words.next().is_some_and(|rights| rights.starts_with("rw")) {
            continue;
        }
        let address = |text: &str| u64::from_str_radix(text, 16).expect("an address");
        let (from, until) = range.split_once('-').expect("a range");
        for (from, until) in in_use(&mut pages, address(from), address(until)) {
            let mut bytes = Vec::new();
            if memory.seek(SeekFrom::Start(from)).is_ok() {
                // A device's memory cannot be read, and holds nothing of ours.
                let _ = (&mut memory).take(until - from).read_to_end(&mut bytes);
            }
            for text in sought {
                found += memchr::memmem::find_iter(&bytes, text).count();
            }
        }
    }
    found
}

/// The parts of a mapping that have a page behind them (proc_pid_pagemap(5)): a web view reserves
/// gigabytes it never uses.
fn in_use(pages: &mut File, from: u64, until: u64) -> Vec<(u64, u64)> {
    const PAGE: u64 = 4096;
    const PRESENT_OR_SWAPPED: u64 = 0b11 << 62;
    let mut entries = Vec::new();
    if pages.seek(SeekFrom::Start(from / PAGE * 8)).is_ok() {
        let _ = pages
            .take((until - from) / PAGE * 8)
            .read_to_end(&mut entries);
    }
    let mut parts: Vec<(u64, u64)> = Vec::new();
    for (entry, start) in entries
        .chunks_exact(8)
        .zip((from..until).step_by(PAGE as usize))
    {
        let entry = u64::from_le_bytes(entry.try_into().expect("eight bytes"));
        if entry & PRESENT_OR_SWAPPED == 0 {
            continue;
        }
        match parts.last_mut() {
            Some(last) if last.1 == start => last.1 = start + PAGE,
            _ => parts.push((start, start + PAGE)),
        }
    }
    parts
}

/// The key that opens the desk, as bytes and as SQLCipher is told it.
fn key(desktop: &Desktop) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(desktop.folder().join("keys.json")).expect("a device slot");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let hex = file["slots"][0]["key"]
        .as_str()
        .expect("the key")
        .to_owned();
    let bytes = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"))
        .collect();
    vec![bytes, hex.into_bytes()]
}

#[test]
fn locking_leaves_neither_key_nor_note_in_any_memory() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    let canary = |number: usize| format!("CANARY-{number:03}-she-cried-about-it");
    for number in 0..100 {
        let about = json!({ "kind": "relationship", "id": room });
        session.call(
            "note_write",
            &json!({ "about": about, "body": canary(number) }),
        );
    }
    // The page has them, too.
    session.run(
        "location.hash = '#/room/' + arguments[0] + '/notes'; return null;",
        json!([room]),
    );
    until("the notes to be on the page", || {
        let script = "return document.body.innerText;";
        let text = session.run(script, json!([]));
        text.as_str()
            .unwrap_or_default()
            .contains("she-cried")
            .then_some(())
    });
    // Each canary begins and goes on like the others: their common part finds any of them, in both widths.
    let mut sought = key(&desktop);
    let common = "-she-cried-about-it";
    sought.push(common.as_bytes().to_vec());
    sought.push(common.encode_utf16().flat_map(u16::to_le_bytes).collect());
    let open = processes(&desktop.folder());
    assert!(open.len() >= 2, "the app and its web process: {open:?}");
    let before: usize = open.iter().map(|id| found_in(*id, &sought)).sum();
    assert!(
        before > 100,
        "while the desk is open its memory holds what is sought, or this test sees nothing: {before}"
    );
    set_passphrase(&session);
    lock(&session);

    let after = until("a locked program in the place of the open one", || {
        let now = processes(&desktop.folder());
        let fresh = now.len() >= 2 && !now.iter().any(|id| open.contains(id));
        (fresh && desktop.windows_seen("Ithaca") == 1).then_some(now)
    });
    for id in open {
        let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        assert!(
            status.is_empty() || status.contains("State:\tZ"),
            "process {id} of the open desk is gone: {status}"
        );
    }
    let left: usize = after.iter().map(|id| found_in(*id, &sought)).sum();
    assert_eq!(left, 0, "nothing is left in the locked program's processes");
}

#[test]
fn a_locked_window_knows_nothing_and_opens_by_the_passphrase() {
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    set_passphrase(&session);
    session.quit();

    let session = Session::start(&desktop, &[]);
    session.role("heading", "Your desk is locked");
    let page = session.run("return document.documentElement.outerHTML;", json!([]));
    assert!(
        !page.as_str().unwrap_or_default().contains("Vera"),
        "the page has no name on it"
    );
    let refused = session.run(
        "return window.__TAURI_INTERNALS__.invoke('person_list', { request: {} })\
           .then(() => 'answered', (error) => error.code);",
        json!([]),
    );
    assert_eq!(refused, "locked", "and no command gives one");
    // Only what is shown is a text box to those who ask for its role.
    session.press("Show what is typed");
    session.write("Passphrase", "ladder, fern, tin, november");
    session.press("Open");
    until("the refusal", || {
        let text = session.run("return document.body.innerText;", json!([]));
        text.as_str()
            .unwrap_or_default()
            .contains("does not open this desk")
            .then_some(())
    });
    session.write("Passphrase", PASSPHRASE);
    session.press("Open");
    session.role("link", "Vera Beispiel");
}

#[test]
fn a_locked_desk_reminds_and_names_nothing() {
    let mut desktop = Desktop::start();
    desktop.mock(
        "org.freedesktop.Notifications",
        &["--template", "notification_daemon"],
    );
    let asked = |desktop: &Desktop| {
        desktop.bus_call(
            "org.freedesktop.Notifications",
            "/org/freedesktop/Notifications",
            "org.freedesktop.DBus.Mock.GetMethodCalls",
            &["Notify"],
        )
    };
    let session = Session::start(&desktop, &[]);
    let room = furnish(&session);
    // Due long ago, but held back for a moment: it comes when the desk is locked.
    let mut settings = session.call("settings_show", &json!({}));
    let now = session.call("app_start", &json!({}))["now"]
        .as_i64()
        .expect("an instant");
    settings["paused_until"] = json!(now + 20_000);
    session.call("settings_change", &json!({ "settings": settings }));
    session.call(
        "action_add",
        &json!({ "fields": { "title": "Send the draft", "relationship_id": room, "due_on": "2020-01-02" } }),
    );
    set_passphrase(&session);
    lock(&session);
    let shown = until("the nameless notice", || {
        let calls = asked(&desktop);
        calls.contains("is due").then_some(calls)
    });
    assert!(
        !shown.contains("Vera") && !shown.contains("draft"),
        "it names neither who nor what: {shown}"
    );
    assert!(
        !desktop.folder().join("schedule.json").exists()
            || !fs::read_to_string(desktop.folder().join("schedule.json"))
                .expect("a text")
                .contains("draft"),
        "nor does what it goes by"
    );
}

#[test]
fn sleep_and_the_locked_session_close_the_desk() {
    for (path, signal, arguments) in [
        (
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
            ["PrepareForSleep", "b", "[<true>]"],
        ),
        (
            "/org/freedesktop/login1/session/c1",
            "org.freedesktop.login1.Session",
            ["Lock", "", "@av []"],
        ),
    ] {
        let mut desktop = Desktop::start();
        // The real names and interfaces of logind, on a system bus that is this desktop's own.
        desktop.mock("org.freedesktop.login1", &["--template", "logind"]);
        let login = "org.freedesktop.login1";
        desktop.bus_call(
            login,
            "/org/freedesktop/login1",
            "org.freedesktop.DBus.Mock.AddSession",
            &["c1", "seat0", "1000", "somebody", "true"],
        );
        let session = Session::start(&desktop, &[]);
        furnish(&session);
        set_passphrase(&session);
        let open = processes(&desktop.folder());
        until(&format!("the desk to close at {}", arguments[0]), || {
            // Said again, in case the app was not listening yet.
            let said = [signal, arguments[0], arguments[1], arguments[2]];
            desktop.bus_call(login, path, "org.freedesktop.DBus.Mock.EmitSignal", &said);
            let now = processes(&desktop.folder());
            (!now.is_empty() && !now.iter().any(|id| open.contains(id))).then_some(())
        });
    }
}

#[test]
fn without_a_passphrase_sleep_closes_nothing() {
    let mut desktop = Desktop::start();
    desktop.mock("org.freedesktop.login1", &["--template", "logind"]);
    let session = Session::start(&desktop, &[]);
    furnish(&session);
    for _ in 0..3 {
        desktop.bus_call(
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.DBus.Mock.EmitSignal",
            &[
                "org.freedesktop.login1.Manager",
                "PrepareForSleep",
                "b",
                "[<true>]",
            ],
        );
    }
    let vault = session.call("vault_show", &json!({}));
    assert_eq!(
        vault["locked"], false,
        "a desk nobody could open again stays open"
    );
    let refused = session.run(
        "return window.__TAURI_INTERNALS__.invoke('vault_unlock', { request: { proof: arguments[0] } })\
           .then(() => 'open', (error) => error.code);",
        json!([proof()]),
    );
    assert_eq!(refused, "open", "and opening an open desk is no error");
}
