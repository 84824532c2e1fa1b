//! Disks that are really full while a backup is made or put back: what was there stays, nothing half made has
//! a name, and it works again once there is room.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::writer::Writer;

/// What lets a test mount something in a namespace of its own, which ends with its process.
pub fn unshare() -> Vec<&'static str> {
    let ways: [&[&str]; 3] = [
        &["unshare", "-m"],
        &["unshare", "-rm"],
        &["sudo", "-n", "unshare", "-m"],
    ];
    let works = |way: &&&[&str]| {
        Command::new(way[0])
            .args(&way[1..])
            .args(["mount", "-t", "tmpfs", "tmpfs", "/mnt"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let way = ways.iter().find(works);
    way.expect("these tests mount small disks: they need root, user namespaces, or sudo without a question").to_vec()
}

fn on_disk(size: &str, folder: &Path) -> Writer {
    let script = format!("mount -t tmpfs -o size={size} tmpfs \"$2\" && exec \"$1\" \"$2\" call");
    Writer::in_shell(&unshare(), &script, folder, &[])
}

fn names(writer: &mut Writer) -> Vec<Value> {
    let list = writer.ask("backup_list", &json!({}));
    let items = list["ok"]["items"].as_array().expect("a list").clone();
    assert!(
        items.iter().all(|one| one["state"] == "verified"),
        "every name is a whole backup: {list}"
    );
    items.into_iter().map(|one| one["id"].clone()).collect()
}

#[test]
fn a_disk_that_fills_up_during_a_backup_or_a_restore_loses_nothing() {
    for (size, notes) in [("4m", 1), ("8m", 2), ("16m", 4)] {
        let folder = tempfile::tempdir().expect("a mount point");
        let mut writer = on_disk(size, folder.path());
        assert_eq!(
            writer.hear(),
            Some(json!({ "opened": true })),
            "there is room for a desk"
        );
        let ada = writer.ask("person_add", &json!({ "fields": { "name": "Ada" } }));
        let first = writer.ask("backup_make", &json!({}));
        assert!(
            first["ok"]["id"].is_string(),
            "{size}: there is room for the first: {first}"
        );
        let about = json!({ "kind": "person", "id": ada["ok"]["id"] });
        let mut written = 0;
        // Notes and backups, until the disk is full during one or the other.
        let full = (0..200).find_map(|_| {
            for _ in 0..notes {
                let body = "n".repeat(150_000);
                let note = writer.ask("note_write", &json!({ "about": about, "body": body }));
                if note["error"].is_object() {
                    return Some(note);
                }
                written += 1;
            }
            let made = writer.ask("backup_make", &json!({}));
            made["error"].is_object().then_some(made)
        });
        let full = full.expect("the disk is full at last");
        assert_eq!(
            full["error"]["code"], "disk_full",
            "{size}: said so: {full}"
        );
        let before = names(&mut writer);
        let oldest = before.last().expect("the first backup is there").clone();
        let restored = writer.ask("backup_restore", &json!({ "id": oldest }));
        if restored["error"].is_object() {
            assert_eq!(restored["error"]["code"], "disk_full", "{size}: {restored}");
            let notes = writer.ask(
                "note_list",
                &json!({ "about": about, "page": { "limit": 500 } }),
            );
            assert_eq!(
                notes["ok"]["items"].as_array().map(Vec::len),
                Some(written),
                "{size}: every acknowledged note is there"
            );
        }
        let left = names(&mut writer);
        assert!(
            left.contains(&oldest),
            "{size}: older backups were not touched"
        );
        // Room again: all but the newest backup go.
        let others: Vec<&Value> = left.iter().skip(1).collect();
        let freed = writer.ask("backup_delete", &json!({ "ids": others }));
        assert!(freed["error"].is_null(), "{size}: {freed}");
        let again = writer.ask("backup_make", &json!({}));
        assert!(
            again["ok"]["id"].is_string(),
            "{size}: with room it works again: {again}"
        );
        let shown = writer.ask("person_show", &json!({ "id": ada["ok"]["id"] }));
        assert_eq!(
            shown["ok"]["person"]["name"], "Ada",
            "{size}: the desk goes on"
        );
        writer.finish();
        assert_eq!(writer.hear(), None, "{size}: and ends as it should");
    }
}

#[test]
fn a_full_disk_stops_writing_and_upgrading_until_there_is_room() {
    for size in ["3m", "6m", "12m"] {
        let folder = tempfile::tempdir().expect("a mount point");
        // A desk with a log; then the disk is filled, and room given back bit by bit.
        let script = format!(
            r#"mount -t tmpfs -o size={size} tmpfs "$2" && mkdir "$2/desk" && cd "$2" &&
            add() {{ printf 'person_add {{"fields":{{"name":"%s"}}}}\nbin_empty {{}}\n' "$1" | "$writer" desk call; }}
            writer=$1; add Ada; cat /dev/zero >ballast 2>/dev/null
            for room in 0 40 200 400; do
                truncate -s -"$room"k ballast; add "Room $room"; cat /dev/zero >>ballast 2>/dev/null
                truncate -s -"$room"k ballast; "$writer" desk climb; cat /dev/zero >>ballast 2>/dev/null
            done
            rm ballast; add Zoe; "$writer" desk climb; "$writer" desk climb; echo "closed $2/desk" | "$3""#
        );
        let judge = Path::new(env!("CARGO_BIN_EXE_judge"));
        let mut writer = Writer::in_shell(&unshare(), &script, folder.path(), &[judge]);
        let mut lines = Vec::new();
        while let Some(line) = writer.hear() {
            lines.push(line);
        }
        let last = lines.pop().expect("what is there in the end");
        assert!(
            last["error"].is_null(),
            "{size}: every check passes: {last}"
        );
        let refusals: Vec<&Value> = lines
            .iter()
            .filter(|line| !line["error"].is_null())
            .collect();
        assert!(
            refusals.len() >= 4,
            "{size}: a full disk refuses: {lines:?}"
        );
        for line in refusals {
            let error = line["error"].get("en").unwrap_or(&line["error"]);
            let is_after = error["code"] == "database_too_new";
            assert!(error["code"] == "disk_full" || is_after, "{size}: {error}");
        }
        let climbed = lines.iter().position(|line| line["climbed"] == true);
        let climbed = climbed.expect("with room it is upgraded");
        // Whatever was acknowledged before is there.
        let before = lines[..climbed]
            .iter()
            .filter(|line| line["ok"]["name"].is_string())
            .count();
        assert!(before >= 1, "{size}: Ada at least");
        assert_eq!(
            last["version"],
            ithaca_core::db::SCHEMA_VERSION + 1,
            "{size}: upgraded"
        );
        assert_eq!(
            last["people"], before,
            "{size}: everybody acknowledged, and nobody else"
        );
    }
}
