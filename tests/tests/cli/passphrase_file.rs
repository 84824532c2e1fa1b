//! `--passphrase-file`: what is wrong with it is said with its name.

use serde_json::json;

use crate::program::Terminal;

const PASSPHRASE: &str = "fern, ladder, tin, november";

/// A desk with Ada that asks for a passphrase.
fn desk() -> Terminal {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada"]).well();
    let set = json!({ "passphrase": PASSPHRASE, "keep_device": false }).to_string();
    terminal.run(&["call", "vault_set_passphrase", &set]).well();
    terminal
}

#[test]
fn a_passphrase_file_that_cannot_be_used_is_named_with_its_fault() {
    let terminal = desk();
    let place = tempfile::tempdir().expect("a folder");
    let at = |name: &str| place.path().join(name);
    std::fs::write(at("latin"), b"gr\xfcn und ge\xe4ndert\n").expect("a file");
    std::fs::write(at("empty"), "\n").expect("a file");
    std::fs::create_dir(at("folder")).expect("a folder");
    for (name, fault) in [
        ("missing", "There is no file"),
        ("folder", "is a folder"),
        ("latin", "not in UTF-8"),
        ("empty", "is empty"),
    ] {
        let path = at(name);
        let path = path.to_str().expect("text");
        let said = terminal.run(&["--passphrase-file", path, "person", "list"]);
        assert_ne!(said.code, 0, "{name}");
        assert!(
            said.err.contains(fault) && said.err.contains(path),
            "{name}: {}",
            said.err
        );
        assert!(!said.err.contains("Not saved"), "{name}: {}", said.err);
    }
}

#[test]
fn a_byte_order_mark_and_a_line_end_are_no_part_of_the_passphrase() {
    let terminal = desk();
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("passphrase");
    for text in [
        format!("\u{feff}{PASSPHRASE}\r\nwhat follows is not read"),
        PASSPHRASE.to_owned(),
    ] {
        std::fs::write(&path, text).expect("a file");
        let path = path.to_str().expect("text");
        let said = terminal
            .run(&["--passphrase-file", path, "person", "list"])
            .well();
        assert!(said.out.contains("Ada"), "{}", said.out);
    }
}

#[test]
fn a_passphrase_over_the_limit_gets_a_sentence_with_its_numbers() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada"]).well();
    let set = json!({ "passphrase": "fern ".repeat(300), "keep_device": false }).to_string();
    let said = terminal.run(&["call", "vault_set_passphrase", &set]);
    assert_ne!(said.code, 0);
    assert!(
        said.err.contains("1500") && said.err.contains("1024") && !said.err.contains("library"),
        "{}",
        said.err
    );
}

#[test]
fn a_weak_passphrase_of_a_record_is_told_and_not_refused() {
    let terminal = Terminal::new();
    terminal.run(&["person", "add", "Ada"]).well();
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("passphrase");
    std::fs::write(&path, "mentoring2026").expect("a file");
    let (out, path) = (place.path().to_str(), path.to_str());
    let said = terminal
        .run(&[
            "export",
            "everything",
            "--out",
            out.expect("text"),
            "--record-passphrase",
            path.expect("text"),
        ])
        .well();
    assert!(
        said.out.contains("would guess it within a day"),
        "{}",
        said.out
    );
}
