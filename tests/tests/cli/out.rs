//! Files that a line asks for, and what is printed: what stands at a path is respected.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use ithaca_core::limits;
use serde_json::json;

use crate::program::{self, Said, Terminal};

/// A way to write a file, with the path still to come.
fn ways(terminal: &Terminal) -> Vec<Vec<String>> {
    let line = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let file = terminal.beside("kept.txt");
    fs::write(&file, "kept").expect("a file to keep");
    let kept = terminal
        .run(&[
            "call",
            "resource_add",
            r#"{"kind":"file","fields":{}}"#,
            "--in",
            file.to_str().expect("a path"),
        ])
        .well()
        .json();
    vec![
        line(&["export", "calendar", "--out"]),
        line(&["brief", "ada", "--share", "--out"]),
        line(&[
            "call",
            "resource_save_file",
            &json!({ "id": kept["id"] }).to_string(),
            "--out",
        ]),
    ]
}

fn furnished() -> Terminal {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada Merriwether"]).well();
    terminal
        .run(&["relationship", "start", "ada", "--role", "mentee"])
        .well();
    let plan = [
        "meeting",
        "plan",
        "ada",
        "--on",
        "2031-03-03",
        "--at",
        "15:00",
    ];
    terminal.run(&plan).well();
    terminal
}

fn run(terminal: &Terminal, way: &[String], out: &Path) -> Said {
    let mut line: Vec<&str> = way.iter().map(String::as_str).collect();
    line.push(out.to_str().expect("a path"));
    terminal.run(&line)
}

#[test]
fn a_file_is_written_through_a_link_and_keeps_its_mode() {
    let terminal = furnished();
    for way in ways(&terminal) {
        let (link, file) = (terminal.beside("link"), terminal.beside("target.out"));
        fs::write(&file, "before").expect("what stands there");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("its mode");
        symlink("target.out", &link).expect("a link");
        run(&terminal, &way, &link).well();
        let found = fs::symlink_metadata(&link).expect("the link");
        assert!(found.is_symlink(), "{way:?}: the link is still one");
        let written = fs::read(&file).expect("its target");
        assert_ne!(written, b"before", "{way:?}: the target was written");
        let mode = fs::metadata(&file)
            .expect("its target")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o640, "{way:?}: and has its mode");
        fs::remove_file(&file).expect("the target goes");
        run(&terminal, &way, &link).well();
        assert_eq!(
            fs::read(&file).expect("the target"),
            written,
            "{way:?}: a link to a file that is not there yet makes it"
        );
        let mode = fs::metadata(&file)
            .expect("its target")
            .permissions()
            .mode();
        assert_eq!(
            mode & 0o777,
            0o600,
            "{way:?}: a new one is the person's alone"
        );
        fs::remove_file(&link).expect("the link goes");
    }
}

#[test]
fn what_is_no_plain_file_is_left_alone() {
    let terminal = furnished();
    let pipe = terminal.beside("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success(), "a pipe");
    let (folder, to_pipe, circle) = (
        terminal.beside("folder"),
        terminal.beside("to-pipe"),
        terminal.beside("circle"),
    );
    fs::create_dir(&folder).expect("a folder");
    symlink(&pipe, &to_pipe).expect("a link");
    symlink("circle", &circle).expect("a link to itself");
    for way in ways(&terminal) {
        for out in [&pipe, &to_pipe, &folder, &circle, Path::new("/dev/null")] {
            let said = run(&terminal, &way, out).refused(3);
            assert!(said.err.contains("not a file"), "{way:?}: {}", said.err);
        }
        let kind = fs::symlink_metadata(&pipe).expect("the pipe").file_type();
        assert!(kind.is_fifo(), "{way:?}: the pipe is one");
    }
}

#[test]
fn a_dash_is_standard_output_and_nothing_else_stands_there() {
    let terminal = furnished();
    for way in ways(&terminal) {
        let file = terminal.beside("file.out");
        run(&terminal, &way, &file).well();
        let whole = fs::read_to_string(&file).expect("the file");
        let said = run(&terminal, &way, Path::new("-")).well();
        assert_eq!(said.out, whole, "{way:?}: the same, byte for byte");
        assert!(
            !Path::new("-").exists(),
            "{way:?}: and no file of that name"
        );
    }
    let kept = terminal
        .run(&["call", "calendar_keep", "{}", "--out", "-"])
        .refused(3);
    assert!(
        kept.err.contains("not a file"),
        "what is kept up to date is a file: {}",
        kept.err
    );
}

/// Runs a shell line with the program as `$1` and the data folder as `$2`.
fn shell(terminal: &Terminal, script: &str) -> Said {
    let mut command = Command::new("sh");
    command
        .args(["-c", script, "sh"])
        .arg(program::path())
        .arg(terminal.desk());
    command.env("LC_ALL", "en_GB.UTF-8").stdin(Stdio::null());
    program::say(command, "")
}

#[test]
fn an_answer_that_could_not_be_printed_is_told() {
    let terminal = furnished();
    let said = shell(&terminal, r#"exec "$1" --data "$2" person list >/dev/full"#);
    assert_eq!(said.code, 8, "no success: {}", said.err);
    assert!(
        said.err.contains("could not be printed"),
        "said: {}",
        said.err
    );
    let said = shell(
        &terminal,
        r#"exec "$1" --data "$2" export calendar --out - >/dev/full"#,
    );
    assert_eq!(said.code, 8, "no success: {}", said.err);
    assert!(
        said.err.contains("The file was not written"),
        "said: {}",
        said.err
    );
    let said = shell(&terminal, r#""$1" --data "$2" commands | head -n 1"#).well();
    assert_eq!(
        (said.out.lines().count(), said.err.as_str()),
        (1, ""),
        "a reader may leave"
    );
    let said = shell(
        &terminal,
        r#"exec "$1" --data "$2" person show nobody 2>/dev/full"#,
    );
    assert_eq!(
        said.code, 4,
        "where nobody hears the sentence, the code tells"
    );
}

#[test]
fn a_request_without_an_end_ends_in_a_sentence() {
    let terminal = furnished();
    // Address space, not use: what the program maps at its start counts, too.
    let tight = "ulimit -v 600000;";
    for line in [
        "call person_add - </dev/zero",
        "call person_add - </dev/urandom",
    ] {
        let said = shell(
            &terminal,
            &format!(r#"{tight} exec "$1" --data "$2" {line}"#),
        )
        .refused(3);
        assert!(said.err.contains("too large"), "{line}: {}", said.err);
    }
    let said = shell(
        &terminal,
        &format!(r#"{tight} exec "$1" --data "$2" capture ada </dev/zero"#),
    );
    assert_ne!(said.code, 0, "a line without an end is none: {}", said.err);
    assert!(
        said.err.len() > 10 && !said.err.contains("panicked"),
        "said: {}",
        said.err
    );
    let large = json!({ "fields": { "name": "x".repeat(limits::REQUEST) } }).to_string();
    let said = terminal
        .run_with(&["call", "person_add", "-"], &large)
        .refused(3);
    assert!(
        said.err.contains("8 MB"),
        "how much fits is said: {}",
        said.err
    );
}
