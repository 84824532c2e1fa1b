//! `backup`, `backups`, `restore`, `check` and `rescue`.

use std::path::Path;

use serde_json::Value;

use crate::program::Terminal;

/// The exit code for a damaged desk, as `--help` has it.
const DAMAGED: i32 = 7;

fn names(terminal: &Terminal) -> Vec<String> {
    let list = terminal.run(&["--json", "backups"]).well().json();
    let rows = list.as_array().expect("a list").iter();
    rows.map(|row| row["id"].as_str().expect("a name").to_owned())
        .collect()
}

fn people(terminal: &Terminal) -> Vec<String> {
    let list = terminal.run(&["--json", "person", "list"]).well().json();
    let rows = list.as_array().expect("a list").iter();
    rows.map(|row| row["name"].as_str().expect("a name").to_owned())
        .collect()
}

/// A desk with Ada in a backup and Ben after it, and the backup's name.
fn desk() -> (Terminal, String) {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada"]).well();
    let made = terminal.run(&["--json", "backup"]).well().json();
    terminal.run(&["person", "add", "Ben"]).well();
    let id = made["id"].as_str().expect("a name").to_owned();
    (terminal, id)
}

fn harm(file: &Path) -> Vec<u8> {
    let mut bytes = std::fs::read(file).expect("the database");
    bytes[100] ^= 1;
    std::fs::write(file, &bytes).expect("a damaged first page");
    bytes
}

#[test]
fn a_backup_is_made_listed_and_put_back() {
    let (terminal, id) = desk();
    let listed = terminal.run(&["backups"]).well().out;
    assert!(
        listed.contains(&id) && listed.contains("people 1,"),
        "what it holds: {listed}"
    );
    assert_eq!(people(&terminal).len(), 2, "Ada, and Ben who came later");

    let said = terminal.run(&["restore", &id]).well().out;
    assert!(
        said.contains(&format!("as backup {id} holds it")),
        "it says what it did: {said}"
    );
    let there = people(&terminal);
    assert!(
        there.len() == 1 && there[0].contains("Ada"),
        "as the backup holds it: {there:?}"
    );
    let kept = said.split_whitespace().last().expect("a name");
    let kept = terminal.desk().join(kept.trim_end_matches('.'));
    assert!(
        kept.is_file(),
        "the desk of before is kept as {}",
        kept.display()
    );

    let all = names(&terminal);
    let before = all
        .iter()
        .find(|name| **name != id)
        .expect("the desk of before got one of its own");
    terminal.run(&["restore", before]).well();
    assert_eq!(people(&terminal).len(), 2, "and Ben is back");
}

#[test]
fn a_backup_that_is_not_there_is_refused() {
    let (terminal, _) = desk();
    for id in ["2020-01-01T000000Z", "../../etc", "latest"] {
        let said = terminal.run(&["restore", id]).refused(4);
        assert!(!said.err.contains("panicked"), "{id}: {}", said.err);
    }
    assert_eq!(people(&terminal).len(), 2, "nothing was put back");
}

#[test]
fn a_check_tells_a_whole_desk_from_a_damaged_one() {
    let (terminal, _) = desk();
    let said = terminal.run(&["check"]).well().out;
    assert!(
        said.contains("All is well.") && said.contains("kept files: 0"),
        "{said}"
    );
    let checked = terminal.run(&["--json", "check"]).well().json();
    assert_eq!(
        checked["findings"],
        Value::Array(Vec::new()),
        "nothing found"
    );

    let file = terminal.desk().join("ithaca.db");
    let mut bytes = std::fs::read(&file).expect("the database");
    // The last page belongs to an index nobody reads on opening.
    let last = bytes.len() - 2_000;
    bytes[last] ^= 1;
    std::fs::write(&file, bytes).expect("a damaged page");
    let said = terminal.run(&["check"]);
    assert_eq!(
        (said.code, said.out.as_str()),
        (DAMAGED, ""),
        "a damaged desk fails: {}",
        said.err
    );
    assert!(
        said.err.contains("not as they were written: 1"),
        "and says what of it: {}",
        said.err
    );
}

#[test]
#[cfg(unix)]
fn a_pipe_in_the_desks_place_is_named_and_not_waited_for() {
    for name in ["ithaca.db", "ithaca.db-wal"] {
        let (terminal, _) = desk();
        let path = terminal.desk().join(name);
        let _ = std::fs::remove_file(&path);
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("mkfifo").success());
        let said = terminal.run(&["today"]).refused(DAMAGED).err;
        assert!(said.contains(&format!("{name} ")), "{said}");
        terminal.run(&["rescue", "--restore"]).well();
        terminal.run(&["today"]).well();
    }
}

#[test]
fn a_damaged_desk_names_the_way_back_and_takes_it() {
    let (terminal, id) = desk();
    let file = terminal.desk().join("ithaca.db");
    let damaged = harm(&file);
    for verb in [&["today"][..], &["check"], &["rescue"]] {
        let said = terminal.run(verb).refused(DAMAGED);
        assert!(
            said.err.contains(&format!("ithaca-cli restore {id}")),
            "{verb:?} names it: {}",
            said.err
        );
    }
    assert_eq!(
        std::fs::read(&file).expect("the database"),
        damaged,
        "nothing was touched so far"
    );

    terminal.run(&["rescue", "--restore"]).well();
    assert_eq!(people(&terminal).len(), 1, "as the backup holds it");
    let kept = std::fs::read_dir(terminal.desk())
        .expect("the folder")
        .flatten()
        .find(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .starts_with("set-aside-")
        })
        .expect("the old file is kept");
    assert_eq!(
        std::fs::read(kept.path()).expect("it"),
        damaged,
        "byte for byte"
    );
}

#[test]
fn a_damaged_desk_can_be_left_for_a_new_one() {
    let (terminal, id) = desk();
    harm(&terminal.desk().join("ithaca.db"));
    let said = terminal.run(&["rescue", "--start-new"]).well().out;
    assert!(
        said.contains("new, empty desk") && said.contains("set-aside-"),
        "{said}"
    );
    assert!(people(&terminal).is_empty(), "it is empty");
    assert!(names(&terminal).contains(&id), "the backup stays");
    terminal.run(&["restore", &id]).well();
    assert_eq!(people(&terminal).len(), 1, "and can be put back");
}

#[test]
fn a_whole_desk_needs_no_rescue() {
    let (terminal, _) = desk();
    for line in [
        &["rescue"][..],
        &["rescue", "--restore"],
        &["rescue", "--start-new"],
    ] {
        let said = terminal.run(line).well().out;
        assert!(said.contains("Nothing needs rescuing"), "{line:?}: {said}");
    }
    assert_eq!(people(&terminal).len(), 2, "it was left as it is");
}

#[test]
fn a_damaged_desk_without_a_backup_says_so() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada"]).well();
    harm(&terminal.desk().join("ithaca.db"));
    let said = terminal.run(&["rescue"]).refused(DAMAGED);
    assert!(said.err.contains("no intact backup"), "{}", said.err);
    terminal.run(&["rescue", "--restore"]).refused(4);
}
