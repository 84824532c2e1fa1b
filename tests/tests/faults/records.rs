//! Kills and full disks while a record is written: what bears a record's name is a whole one.

use std::path::Path;
use std::process::{Command, Stdio};

use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::{Numbers, noted, rounds, run};
use crate::writer::Writer;

const PASSPHRASE: &str = "fern, ladder, tin, november";

/// A closed desk of a megabyte or two, kept files and all.
fn desk() -> std::sync::Arc<tempfile::TempDir> {
    let world = World::new();
    noted(&world, "Ada", 4, 90_000);
    for number in 0..4u8 {
        let path = world.folder().join("kept.bin");
        std::fs::write(&path, vec![number; 200_000]).expect("a file");
        let file = world.app.files().mint_read(path);
        run(
            &world.app,
            "resource_add",
            json!({ "kind": "file", "fields": { "title": "Kept" }, "file": file }),
        );
    }
    std::fs::create_dir(world.folder().join("out")).expect("a place for records");
    world.closed()
}

/// The names of records that cannot be taken in whole, and how many names there are. What was seen is cleared
/// away.
fn bad(out: &Path) -> (usize, Vec<String>) {
    let (mut seen, mut found) = (0, Vec::new());
    for entry in std::fs::read_dir(out).expect("the place").flatten() {
        let (name, path) = (
            entry.file_name().to_string_lossy().into_owned(),
            entry.path(),
        );
        if !name.starts_with('.') {
            seen += 1;
            let world = World::new();
            let files = world.app.files();
            let request = if path.is_dir() {
                json!({ "from": files.mint_folder(path.clone()) })
            } else {
                json!({ "from": files.mint_read(path.clone()), "passphrase": PASSPHRASE })
            };
            if world.call("record_import", request).is_err() {
                found.push(name);
            }
        }
        let _ = std::fs::remove_file(&path).or_else(|_| std::fs::remove_dir_all(&path));
    }
    (seen, found)
}

fn kill_once(folder: &Path, mode: &str, numbers: &mut Numbers) {
    let mut writer = Writer::start(folder, mode);
    assert_eq!(
        writer.hear(),
        Some(json!({ "opened": true })),
        "the desk opens after every kill"
    );
    for _ in 0..numbers.below(3) {
        writer.hear();
    }
    // Work that takes a while and does not look at a clock, so that the kill falls anywhere.
    let mut spent = 0u64;
    for step in 0..numbers.below(4_000_000) as u64 {
        spent = std::hint::black_box(spent.wrapping_mul(31).wrapping_add(step));
    }
    writer.kill();
    while writer.hear().is_some() {}
}

#[test]
fn no_kill_leaves_half_a_record_under_a_final_name() {
    let folder = desk();
    let mut numbers = Numbers(11);
    let kills = rounds(10, 1_000);
    let mut whole = 0;
    for round in 0..kills {
        kill_once(folder.path(), "records", &mut numbers);
        let (seen, found) = bad(&folder.path().join("out"));
        assert_eq!(found, [""; 0], "after {} kills", round + 1);
        whole += seen;
    }
    println!("{kills} kills: 0 bad records, {whole} whole ones");
    assert!(whole >= 3, "records were written between the kills");
}

#[test]
fn a_program_that_writes_a_record_under_its_final_name_is_found_out() {
    let mut numbers = Numbers(5);
    let folder = desk();
    let out = folder.path().join("out");
    let found = (0..60).any(|_| {
        kill_once(folder.path(), "records-in-place", &mut numbers);
        // Only the last one can be half written; the whole ones before it would be read in vain.
        let number = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.rsplit(' ')
                .next()
                .and_then(|number| number.parse::<u64>().ok())
        };
        let mut written: Vec<_> = std::fs::read_dir(&out)
            .expect("the place")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        written.sort_by_key(|path| number(path));
        written.pop();
        for path in written {
            std::fs::remove_dir_all(path).expect("it was there");
        }
        !bad(&out).1.is_empty()
    });
    assert!(found, "the same kills leave half records under final names");
}

#[test]
fn a_full_disk_leaves_nothing_of_a_record() {
    let folder = desk();
    let script = "mount -t tmpfs -o size=700k tmpfs \"$2/out\" && exec \"$1\" \"$2\" call";
    let ways: [&[&str]; 3] = [
        &["unshare", "-m"],
        &["unshare", "-rm"],
        &["sudo", "-n", "unshare", "-m"],
    ];
    let way = ways.iter().find(|way| {
        Command::new(way[0])
            .args(&way[1..])
            .args(["mount", "-t", "tmpfs", "tmpfs", "/mnt"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    });
    let way = way.expect("this test mounts a small disk: it needs root, user namespaces, or sudo");
    let mut writer = Writer::in_shell(way, script, folder.path(), &[]);
    assert_eq!(writer.hear(), Some(json!({ "opened": true })), "it opens");
    let out = json!(folder.path().join("out"));
    for (form, passphrase) in [("folder", Value::Null), ("file", json!(PASSPHRASE))] {
        let handle = writer.ask("mint_folder", &out)["ok"].clone();
        let request =
            json!({ "out": handle, "form": form, "private": true, "passphrase": passphrase });
        let full = writer.ask("record_export", &request);
        assert_eq!(full["error"]["code"], "disk_full", "{form}: {full}");
        assert_eq!(
            writer.ask("list", &out)["ok"],
            json!([]),
            "{form}: nothing is left there, whole or half"
        );
    }
}
