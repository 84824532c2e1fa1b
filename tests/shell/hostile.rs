//! Hostile text on every surface of the real window: nothing of it runs, nothing is asked for, nothing opens. Then
//! the same with the sanitiser switched off, and as a control without the policy as well.

use std::process::Command;

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::listener::Listener;
use crate::web_driver::Session;

fn here(path: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn long() -> bool {
    std::env::var_os("ITHACA_TEST_LONG").is_some()
}

/// The texts, with the address of what they must not reach: `own` or `all`.
fn payloads(which: &str, listener: &Listener) -> Vec<String> {
    let output = Command::new("node")
        .arg(here("hostile/payloads.mjs"))
        .arg(which)
        .output()
        .expect("Node.js is installed");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let texts: Vec<String> = serde_json::from_slice(&output.stdout).expect("a list of texts");
    assert!(texts.len() > 100, "there are many");
    texts
        .into_iter()
        .map(|text| text.replace("{server}", &listener.address))
        .collect()
}

/// Puts the hands and eyes of the test into the page.
fn arm(session: &Session) {
    let script = std::fs::read_to_string(here("hostile/page.js")).expect("it lies there");
    session.run(&format!("{script}; return null;"), json!([]));
}

fn told(session: &Session) -> Value {
    session.run("return hostile.told();", json!([]))
}

/// Shows one place and touches what is there. Fails as soon as something ran, opened or left.
fn visit(session: &Session, route: &str) -> Value {
    let after = session.run(
        "return hostile.visit(arguments[0]).then(() => hostile.told());",
        json!([route]),
    );
    assert_eq!(after["ran"], 0, "something ran on {route}: {after}");
    let place = after["place"].as_str().unwrap_or_default();
    assert!(
        place.starts_with("tauri://") || place.starts_with("tauri:/"),
        "the window left on {route}: {after}"
    );
    after
}

fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items
        .filter_map(|item| item.as_str().map(str::to_owned))
        .collect()
}

#[test]
fn hostile_text_stays_text_on_every_surface_of_the_real_window() {
    let listener = Listener::start();
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    session.call("first_run_finish", &json!({}));
    arm(&session);
    let own = payloads("own", &listener);
    let (each, crowd) = if long() {
        (own, payloads("all", &listener))
    } else {
        // One in thirty on pages of its own; all of them where one page shows many.
        (own.iter().step_by(30).cloned().collect(), own)
    };
    let mut filled = Value::Null;
    // In portions: a script of WebDriver's has half a minute.
    let (mut lists, mut pages, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let portions = each
        .chunks(10)
        .map(|part| (part, &[][..]))
        .chain(crowd.chunks(40).map(|part| (&[][..], part)));
    for (each, crowd) in portions {
        filled = session.run(
            "const [each, crowd] = arguments;
             const call = (name, request) => window.__TAURI_INTERNALS__.invoke(name, { request });
             const now = new Date();
             const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
               .map((part) => String(part).padStart(2, '0')).join('-');
             return hostile.fill(call, each, crowd, day);",
            json!([each, crowd]),
        );
        lists.extend(strings(&filled["lists"]));
        pages.extend(strings(&filled["pages"]));
        names.extend(strings(&filled["names"]));
    }
    assert!(
        names.len() * 10 > each.len() * 9,
        "nearly all were taken as names: {} of {}",
        names.len(),
        each.len()
    );
    lists.sort();
    lists.dedup();
    assert!(
        !filled.is_null() && lists.len() > 12,
        "every list is shown: {lists:?}"
    );

    let (mut drawn, mut holding) = (0, Vec::new());
    for route in lists.iter().chain(&pages) {
        let after = visit(&session, route);
        if after["drawn"] != 0 {
            holding.push(route);
        }
        assert_eq!(
            after["strangers"], 0,
            "an element that is not on the list, on {route}: {after}"
        );
        drawn += after["drawn"].as_u64().unwrap_or(0);
    }
    for name in names.iter().take(6) {
        for key in ["k", "n"] {
            let typed = session.run(
                "return hostile.type(arguments[0], arguments[1]);",
                json!([key, name]),
            );
            assert_eq!(typed, true, "the layer behind Ctrl {key} opened");
        }
    }
    let after = told(&session);
    assert_eq!(
        (&after["ran"], &after["broken"]),
        (&json!(0), &json!(0)),
        "nothing even tried: {after}"
    );
    assert!(drawn > 300, "the texts were on the pages: {drawn}");
    assert_eq!(listener.heard(), [""; 0], "nobody was asked for anything");

    // The first gate open: what the core drew is put back to what was typed. The policy alone must hold.
    session.run("hostile.openGates(); return null;", json!([]));
    let mut strangers = 0;
    for route in holding {
        strangers += visit(&session, route)["strangers"].as_u64().unwrap_or(0);
    }
    let after = told(&session);
    assert_eq!(
        after["ran"], 0,
        "no script ran without the sanitiser: {after}"
    );
    assert!(
        strangers > 50,
        "they were on the page as elements, or this proves nothing: {strangers}"
    );
    let broken = after["broken"].as_u64().unwrap_or(0);
    assert!(broken > 20, "and tried: {broken} breaches of the policy");
    assert_eq!(
        listener.heard(),
        [""; 0],
        "nobody was asked for anything without the sanitiser"
    );
}

#[test]
fn without_policy_and_sanitiser_the_same_texts_do_run() {
    let listener = Listener::start();
    let desktop = Desktop::start();
    let session = Session::browser(&desktop, &format!("{}/control", listener.address));
    arm(&session);
    listener.forget();
    let leaves = [
        "refresh",
        "<form",
        "<base",
        "<a ",
        "<area",
        "<iframe",
        "<object",
        "<embed",
        "formaction",
        "autofocus",
    ];
    for text in payloads("own", &listener) {
        if !leaves.iter().any(|part| text.contains(part)) {
            session.run("return hostile.raw(arguments[0]);", json!([text]));
        }
    }
    let after = told(&session);
    assert!(
        after["ran"].as_u64() > Some(20),
        "scripts run where nothing holds them: {after}"
    );
    assert!(
        listener.heard().len() > 10,
        "and ask for things: {:?}",
        listener.heard()
    );
}
