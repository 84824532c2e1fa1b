//! Exit codes and sentences, one for each kind of refusal.

use ithaca_core::db::FILE;
use ithaca_tests::open_database;
use serde_json::json;

use crate::program::{Terminal, run_on};

#[test]
fn a_wrong_line_is_2() {
    let terminal = Terminal::new();
    for line in [
        &["call", "person_add", "{"][..],
        &["call", "person_add", "[]"],
        &["meeting", "list", "--from", "the day before"],
    ] {
        terminal.run(line).refused(2);
    }
    for line in [
        &["frobnicate"][..],
        &["meeting", "plan"],
        &["demo", "--seed", "3"],
        &["action", "add", "x", "--theirs"],
    ] {
        let said = terminal.run(line);
        assert_eq!(said.code, 2, "{line:?}: {}", said.err);
        assert!(
            said.err.contains("Usage") || said.err.contains("--help"),
            "{line:?} leads to the help: {}",
            said.err
        );
    }
    let said = terminal.run(&["--json", "meeting", "plan"]).refused(2);
    let told: serde_json::Value =
        serde_json::from_str(&said.err).expect("JSON, as it was asked for");
    assert_eq!(told["code"], json!("usage"), "{told}");
}

#[test]
fn a_broken_rule_is_3() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", ""]).refused(3);
    terminal.run(&["person", "add", "\u{200b}\u{7}"]).refused(3);
    terminal
        .run(&["person", "add", "Ada", "--zone", "Mars/Olympus"])
        .refused(3);
    terminal.run(&["call", "no_such_command"]).refused(3);
    let long = "a".repeat(100_000);
    terminal.run(&["person", "add", &long]).refused(3);
    let megabyte = json!({ "fields": { "name": "x".repeat(1_000_000) } }).to_string();
    terminal
        .run_with(&["call", "person_add", "-"], &megabyte)
        .refused(3);
    Terminal::new().run(&["demo", "--people", "0"]).refused(3);
    assert_eq!(
        terminal.run(&["person", "list"]).well().out,
        "Nothing here.\n",
        "nobody was added"
    );
}

#[test]
fn several_that_fit_are_named() {
    let terminal = Terminal::new();
    for name in ["Ada North", "Ada South"] {
        terminal.run(&["person", "add", name]).well();
    }
    let said = terminal.run(&["person", "show", "ada"]).refused(3);
    assert!(
        said.err.contains("Ada North, Ada South"),
        "it names them: {}",
        said.err
    );
    terminal.run(&["person", "show", "ada south"]).well();
    let said = terminal.run(&["meeting", "plan", "ada n"]).refused(4);
    assert!(
        said.err.contains("relationship start"),
        "it says what comes first: {}",
        said.err
    );
}

#[test]
fn what_is_not_there_is_4() {
    let terminal = Terminal::new();
    terminal.run(&["person", "show", "nobody"]).refused(4);
    terminal
        .run(&["person", "show", "01902f3a-7c00-7000-8000-000000000000"])
        .refused(4);
    terminal.run(&["action", "done", "anything"]).refused(4);
    let out = terminal.beside("x.ics");
    let line = [
        "export",
        "calendar",
        "--meeting",
        "nonsense",
        "--out",
        out.to_str().expect("a path"),
    ];
    terminal.run(&line).refused(4);
    assert!(!out.exists(), "and no file was made");
}

#[test]
fn what_no_longer_fits_is_5() {
    let terminal = Terminal::new();
    terminal.run(&["action", "add", "Write"]).well();
    let id = terminal.run(&["--json", "action", "list"]).well().json()[0]["id"]
        .as_str()
        .map(str::to_owned);
    let id = id.expect("an id");
    terminal.run(&["action", "done", &id]).well();
    terminal.run(&["action", "done", &id]).refused(5);
}

#[test]
fn a_folder_somebody_else_works_on_is_6() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada"]).well();
    let other = open_database(&terminal.desk());
    other
        .execute_batch("BEGIN IMMEDIATE")
        .expect("another program begins to write");
    terminal.run(&["person", "add", "Bo"]).refused(6);
    assert!(
        terminal.run(&["person", "list"]).well().out.contains("Ada"),
        "reading goes on meanwhile"
    );
    other.execute_batch("COMMIT").expect("it ends");
    terminal.run(&["person", "add", "Bo"]).well();
}

#[test]
fn a_damaged_or_newer_desk_is_7_and_stays_as_it_is() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada"]).well();
    let other = open_database(&terminal.desk());
    let version: i64 = other
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .expect("a version");
    other
        .execute_batch("PRAGMA user_version = 9999")
        .expect("a newer Ithaca was here");
    let said = terminal.run(&["today"]).refused(7);
    assert!(said.err.contains("newer"), "it says why: {}", said.err);
    other
        .execute_batch(&format!("PRAGMA user_version = {version}"))
        .expect("and gone again");
    drop(other);

    let file = terminal.desk().join(FILE);
    for log in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(terminal.desk().join(format!("{FILE}{log}")));
    }
    let garbage = vec![0x5a; 64 * 1024];
    std::fs::write(&file, &garbage).expect("the disk went wrong");
    terminal.run(&["today"]).refused(7);
    assert_eq!(
        std::fs::read(&file).expect("the file"),
        garbage,
        "it was left as it is"
    );

    let keys = terminal.desk().join("keys.json");
    std::fs::remove_file(keys).expect("the key was lost");
    let said = terminal.run(&["today"]).refused(7);
    assert!(
        said.err.contains("keys.json"),
        "it says which file is missing: {}",
        said.err
    );
}

#[test]
fn a_folder_that_is_a_file_is_8() {
    let terminal = Terminal::new();
    let file = terminal.beside("file");
    std::fs::write(&file, "mine").expect("a file");
    run_on(&file, &["today"], "").refused(8);
    run_on(&file.join("below"), &["today"], "").refused(8);
    run_on(&file, &["demo", "--people", "3"], "").refused(8);
    assert_eq!(
        std::fs::read_to_string(file).expect("the file"),
        "mine",
        "it was not touched"
    );
}

#[test]
fn the_help_names_the_exit_codes() {
    let said = Terminal::new().run(&["--help"]).well().out;
    for line in ["3  what was asked breaks a rule", "8  the disk is full"] {
        assert!(said.contains(line), "{line:?} is in the help: {said}");
    }
}
