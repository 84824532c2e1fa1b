//! How the app starts: once on a folder, hidden or not, with and without the desktop's help.

use std::io::Read;

use serde_json::json;

use crate::desktop::{Desktop, Running, program, until};
use crate::tray::with_tray;

/// The window's title.
const TITLE: &str = "Ithaca";

fn wait_until_started(desktop: &Desktop) {
    until("the app to say in its log that it has started", || {
        let logs = std::fs::read_dir(desktop.folder().join("logs")).ok()?;
        logs.flatten()
            .filter_map(|log| std::fs::read_to_string(log.path()).ok())
            .any(|log| log.contains("started"))
            .then_some(())
    });
}

fn said(running: &mut Running) -> String {
    let mut text = String::new();
    let mut stderr = running.0.stderr.take().expect("its output is ours");
    stderr.read_to_string(&mut text).expect("it is text");
    text
}

#[test]
fn a_second_start_brings_the_hidden_window_forward() {
    let desktop = with_tray();
    let mut first = desktop.start_app(&["--hidden"]);
    wait_until_started(&desktop);
    assert_eq!(
        desktop.windows_seen(TITLE),
        0,
        "it was asked to stay in the tray"
    );

    let mut second = desktop.start_app(&[]);
    let ended = second.end("the second start to end");
    assert!(ended.success(), "it has handed over: {}", said(&mut second));
    until("the first window to come forward", || {
        (desktop.windows_seen(TITLE) == 1).then_some(())
    });
    assert!(
        first.0.try_wait().expect("it can be asked").is_none(),
        "the first goes on"
    );
}

#[test]
fn of_starts_that_race_one_has_the_desk_and_the_others_hand_over() {
    const AT_ONCE: usize = 11;
    let races = if std::env::var_os("ITHACA_TEST_LONG").is_some() {
        100
    } else {
        2
    };
    let desktop = with_tray();
    for race in 0..races {
        let mut starts: Vec<Running> = (0..AT_ONCE).map(|_| desktop.start_app(&[])).collect();
        until("all but one to end", || {
            let running =
                |start: &mut Running| start.0.try_wait().expect("it can be asked").is_none();
            (starts
                .iter_mut()
                .filter_map(|start| running(start).then_some(()))
                .count()
                == 1)
                .then_some(())
        });
        for start in &mut starts {
            if let Some(ended) = start.0.try_wait().expect("it can be asked") {
                assert!(
                    ended.success(),
                    "race {race}: it has handed over: {ended}: {}",
                    said(start)
                );
            }
        }
        let person = desktop.call(
            "person_add",
            &json!({ "fields": { "name": format!("Person {race}") } }),
        );
        assert_eq!(
            person["name"],
            format!("Person {race}"),
            "the desk is there to work on"
        );
        until("the one that is left to have shown itself", || {
            (desktop.windows_seen(TITLE) == 1).then_some(())
        });
    }
    let checked = desktop.call("desk_check", &json!({}));
    assert_eq!(
        checked["findings"],
        json!([]),
        "and the desk is whole: {checked}"
    );
}

#[test]
fn without_a_tray_a_hidden_start_can_still_be_found() {
    let desktop = Desktop::start();
    let _first = desktop.start_app(&["--hidden"]);
    wait_until_started(&desktop);
    let mut second = desktop.start_app(&[]);
    assert!(
        second.end("the second start to end").success(),
        "it has handed over"
    );
    until("the window to be on the screen", || {
        (desktop.windows_seen(TITLE) == 1).then_some(())
    });
}

#[test]
fn without_a_bus_the_window_works_and_a_second_start_says_so() {
    let desktop = Desktop::without_bus();
    let mut first = desktop.start_app(&[]);
    until("the window without a bus", || {
        (desktop.windows_seen(TITLE) == 1).then_some(())
    });
    wait_until_started(&desktop);

    let mut second = desktop.start_app(&[]);
    let ended = second.end("the second start to end");
    let words = said(&mut second);
    assert_eq!(
        ended.code(),
        Some(1),
        "nobody could carry its arguments: {words}"
    );
    assert!(
        words.contains("already has this data folder open"),
        "it says so: {words}"
    );
    assert!(
        first.0.try_wait().expect("it can be asked").is_none(),
        "the first goes on"
    );
}

#[test]
fn two_folders_have_two_windows() {
    let desktop = Desktop::start();
    let _own = desktop.start_app(&[]);
    until("the first folder's window", || {
        (desktop.windows_seen(TITLE) == 1).then_some(())
    });
    let other = desktop.home().join("demo");
    let child = desktop
        .command(program("ithaca"))
        .arg("--data")
        .arg(other)
        .spawn()
        .expect("the app is built");
    let _demo = Running(child);
    until("the other folder's window", || {
        (desktop.windows_seen(TITLE) == 2).then_some(())
    });
}

#[test]
fn a_data_folder_that_is_a_file_is_explained() {
    let desktop = Desktop::start();
    std::fs::write(desktop.folder(), "a shopping list").expect("our own home");
    let mut app = desktop.start_app(&[]);
    until("the window that explains", || {
        (desktop.windows_seen("Ithaca could not start") == 1).then_some(())
    });
    app.0.kill().expect("it runs");
    let words = said(&mut app);
    assert!(!words.trim().is_empty(), "the terminal is told too");
    assert!(!words.contains("error_"), "in words, not in keys: {words}");
    let kept = std::fs::read_to_string(desktop.folder()).expect("it is still there");
    assert_eq!(kept, "a shopping list", "the file is left alone");
}

#[test]
fn without_a_display_there_is_a_sentence() {
    let desktop = Desktop::without_bus();
    let mut command = desktop.app();
    command.env_remove("DISPLAY");
    let output = command.output().expect("the app is built");
    assert_eq!(
        output.status.code(),
        Some(1),
        "there is nothing to show a window on"
    );
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(
        words.contains("needs a screen"),
        "it says what is missing: {words}"
    );
    assert!(!desktop.folder().exists(), "and has made nothing");
}

#[test]
fn the_smoke_test_plans_a_meeting_through_the_page() {
    let desktop = Desktop::start();
    let folder = desktop.folder();
    let output = desktop
        .command(program("ithaca"))
        .arg("--smoke-test")
        .arg(&folder)
        .output()
        .expect("the app is built");
    let account = std::fs::read_to_string(folder.join("smoke-test.json")).unwrap_or_default();
    assert!(
        output.status.success(),
        "the window could not do it ({}): {account}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        account.contains("\"passed\": true"),
        "the page saw its own meeting: {account}"
    );
}
