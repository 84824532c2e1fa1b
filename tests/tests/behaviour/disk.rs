//! Disks that are read-only or full, as real mounts: root may write where the mode forbids it, but not here.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::{Command, Stdio};

use ithaca_core::locale::{Language, Locale, Message};
use serde_json::{Value, json};

use crate::writer::Writer;

/// What lets a test mount something in a namespace of its own, which ends with its process.
fn unshare() -> Vec<&'static str> {
    let ways: [&[&str]; 3] = [
        &["unshare", "-m"],
        &["unshare", "-rm"],
        &["sudo", "-n", "unshare", "-m"],
    ];
    let works = |way: &&&[&str]| {
        let status = Command::new(way[0])
            .args(&way[1..])
            .args(["mount", "-t", "tmpfs", "tmpfs", "/mnt"])
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    };
    let way = ways.iter().find(works);
    way.expect("these tests mount small disks: they need root, user namespaces, or sudo without a question").to_vec()
}

/// A writer whose folder lies on a disk of `size`; `prepare` runs in the shell before it starts, with the
/// folder as `$2`.
fn on_disk(size: &str, prepare: &str, folder: &Path, rest: &[&Path]) -> Writer {
    let script =
        format!("mount -t tmpfs -o size={size} tmpfs \"$2\" && {prepare} exec \"$1\" \"$2\" call");
    Writer::in_shell(&unshare(), &script, folder, rest)
}

/// A sentence of the catalogue in English and in German, about what was attempted where it names that.
fn said(attempt: Option<&'static str>, key: &'static str) -> (Value, Value) {
    let say = |language| {
        let locale = Locale {
            language,
            hours_24: true,
        };
        let message = match attempt {
            Some(attempt) => {
                let what = locale.say(&Message::new(attempt));
                Message::new(key).with("what", what)
            }
            None => Message::new(key),
        };
        json!(locale.say(&message))
    };
    (say(Language::En), say(Language::De))
}

fn sentences(answer: &Value) -> (Value, Value, Value) {
    let error = &answer["error"];
    (
        error["en"]["code"].clone(),
        error["en"]["message"].clone(),
        error["de"]["message"].clone(),
    )
}

#[test]
fn a_read_only_folder_is_said_to_be_one() {
    let folder = tempfile::tempdir().expect("a mount point");
    let mut writer = on_disk("4m", "mount -o remount,ro \"$2\" &&", folder.path(), &[]);
    let (code, en, de) = sentences(&writer.hear().expect("it speaks"));
    assert_eq!(code, "disk_full", "nothing can be saved");
    assert_eq!(
        (en, de),
        said(Some("attempt_open"), "error_attempt_read_only"),
        "in both languages"
    );
}

#[test]
fn a_desk_on_a_disk_that_became_read_only_is_said_to_be_on_one() {
    let folder = tempfile::tempdir().expect("a mount point");
    let prepare = "\"$1\" \"$2\" call </dev/null >/dev/null && mount -o remount,ro \"$2\" &&";
    let mut writer = on_disk("8m", prepare, folder.path(), &[]);
    let (code, en, de) = sentences(&writer.hear().expect("it speaks"));
    assert_eq!(code, "disk_full", "nothing can be saved: {en}");
    assert_eq!(
        (en, de),
        said(Some("attempt_open"), "error_attempt_read_only"),
        "in both languages"
    );
}

#[test]
fn a_new_desk_on_a_full_disk_is_refused_in_words() {
    let folder = tempfile::tempdir().expect("a mount point");
    for room in ["0", "2k", "40k", "200k"] {
        // Fill the disk but for `room`.
        let prepare = format!(
            "head -c {room} /dev/zero >\"$2/room\" && (head -c 9m /dev/zero >\"$2/full\" 2>/dev/null; rm \"$2/room\") &&"
        );
        let mut writer = on_disk("1m", &prepare, folder.path(), &[]);
        let (code, en, de) = sentences(&writer.hear().expect("it speaks"));
        assert_eq!(code, "disk_full", "with {room} left: {en}");
        assert_eq!(
            (en, de),
            said(Some("attempt_open"), "error_attempt_full"),
            "in both languages"
        );
    }
}

#[test]
fn a_disk_that_fills_up_loses_nothing_and_half_writes_nothing() {
    let folder = tempfile::tempdir().expect("a mount point");
    let shelf = tempfile::tempdir().expect("a folder");
    let large = shelf.path().join("large.bin");
    std::fs::write(&large, vec![7; 6_000_000]).expect("a file to keep");
    let mut writer = on_disk("4m", "", folder.path(), &[]);
    assert_eq!(
        writer.hear(),
        Some(json!({ "opened": true })),
        "there is room for a desk"
    );
    let added = writer.ask("person_add", &json!({ "fields": { "name": "Ada" } }));
    let handle = writer.ask("mint_read", &json!(large));
    let keep = json!({ "kind": "file", "fields": { "title": "Large" }, "file": handle["ok"] });
    let refused = writer.ask("resource_add", &keep);
    assert_eq!(
        refused["error"]["code"], "disk_full",
        "the file does not fit: {refused}"
    );
    let shown = writer.ask("person_show", &json!({ "id": added["ok"]["id"] }));
    assert_eq!(
        shown["ok"]["person"]["name"], "Ada",
        "what was there is there"
    );
    assert_eq!(
        writer.ask("resource_list", &json!({}))["ok"]["items"],
        json!([]),
        "and nothing of the file"
    );
    let body = "n".repeat(150_000);
    let about = json!({ "kind": "person", "id": added["ok"]["id"] });
    let mut written = 0;
    let full = (0..80).find_map(|_| {
        let answer = writer.ask("note_write", &json!({ "about": about, "body": body }));
        written += usize::from(answer["ok"].is_object());
        (!answer["ok"].is_object()).then_some(answer)
    });
    assert_eq!(
        full.expect("the disk is full at last")["error"]["code"],
        "disk_full",
        "said so"
    );
    let notes = writer.ask(
        "note_list",
        &json!({ "about": about, "page": { "limit": 500 } }),
    );
    assert_eq!(
        notes["ok"]["items"].as_array().map(Vec::len),
        Some(written),
        "each note that was acknowledged, and no half one"
    );
    let out = writer.ask("mint_write", &json!(folder.path().join("all.ics")));
    let export = writer.ask(
        "calendar_export",
        &json!({ "scope": { "kind": "all" }, "out": out["ok"] }),
    );
    assert!(
        export["ok"].is_object() || export["error"]["code"] == "disk_full",
        "whole or refused: {export}"
    );
}

#[test]
fn a_file_saved_onto_a_full_disk_leaves_nothing_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let full = tempfile::tempdir().expect("a mount point");
    let large = folder.path().join("large.bin");
    std::fs::write(&large, vec![7; 3_000_000]).expect("a file to keep");
    let script = "mount -t tmpfs -o size=1m tmpfs \"$3\" && \"$1\" \"$2\" call; ls -A \"$3\" | sed 's/.*/\"&\"/'";
    let data = folder.path().join("desk");
    let mut writer = Writer::in_shell(&unshare(), script, &data, &[full.path()]);
    assert_eq!(
        writer.hear(),
        Some(json!({ "opened": true })),
        "the desk lies elsewhere"
    );
    let handle = writer.ask("mint_read", &json!(large));
    let kept = writer.ask(
        "resource_add",
        &json!({ "kind": "file", "fields": {}, "file": handle["ok"] }),
    );
    let out = writer.ask("mint_write", &json!(full.path().join("large.bin")));
    let refused = writer.ask(
        "resource_save_file",
        &json!({ "id": kept["ok"]["id"], "out": out["ok"] }),
    );
    assert_eq!(
        refused["error"]["code"], "disk_full",
        "there is no room: {refused}"
    );
    let (en, de) = said(Some("attempt_write_out"), "error_attempt_full");
    assert!(
        [en, de].contains(&refused["error"]["message"]),
        "and what was not done is said: {refused}"
    );
    writer.finish();
    assert_eq!(
        writer.hear(),
        None,
        "no half-written file is left on the full disk"
    );
}

#[test]
fn a_data_folder_that_is_a_file_is_said_to_be_one() {
    let outer = tempfile::tempdir().expect("a temporary folder");
    let file = outer.path().join("desk");
    std::fs::write(&file, "mine").expect("a file");
    for folder in [file.clone(), file.join("deeper")] {
        let mut writer = Writer::start(&folder, "call");
        let (_, en, de) = sentences(&writer.hear().expect("it speaks"));
        assert_eq!(
            (en, de),
            said(None, "error_not_a_folder"),
            "in both languages"
        );
    }
    assert_eq!(
        std::fs::read(file).expect("the file"),
        b"mine",
        "it was left alone"
    );
}
