//! Power cuts: the writer's own writes and syncs, as strace saw them, played onto a disk that loses what was
//! not synced. Each state such a cut can leave is opened as a person would open it.

mod bench;
mod disk;
mod recording;
mod states;

use std::path::{Path, PathBuf};

use ithaca_tests::{CLOSED_BY, World};
use serde_json::{Value, json};

use crate::desk::{Numbers, copy, noted, rounds};
use crate::writer::Writer;
use bench::Look;
use disk::Disk;
use recording::Event;
use states::{Found, cut_everywhere};

/// Runs `writer DESK MODE` under strace, `told` it what to do, and returns the disk of before and what happened
/// on it.
fn recorded(root: &Path, mode: &str, told: impl FnOnce(&mut Writer)) -> (Disk, Vec<Event>) {
    let before = Disk::of(root);
    let notes = tempfile::NamedTempFile::new().expect("a file");
    let trace = format!("trace={}", recording::CALLS);
    let strace = [
        "strace",
        "-f",
        "-xx",
        "-s",
        "1000000",
        "--seccomp-bpf",
        "-e",
        "signal=none",
        "-e",
        &trace,
        "-o",
    ];
    let script = format!("exec {} \"$3\" \"$1\" \"$2\" {mode}", strace.join(" "));
    let mut writer = Writer::in_shell(&[], &script, &root.join("desk"), &[notes.path()]);
    told(&mut writer);
    writer.finish();
    while writer.hear().is_some() {}
    drop(writer);
    let text = std::fs::read_to_string(notes.path()).expect("strace is installed");
    let events = recording::read(&text, root);
    is_the_folder(&before, &events, root);
    (before, events)
}

/// The recording is whole: played to its end it gives what really lies in the folder.
fn is_the_folder(before: &Disk, events: &[Event], root: &Path) {
    let mut disk = before.clone();
    events.iter().for_each(|event| disk.follow(event));
    let played = disk.cut(disk::Luck::Everything);
    let there = Disk::of(root).cut(disk::Luck::Everything);
    let names: Vec<&PathBuf> = played.files.keys().collect();
    assert_eq!(
        names,
        there.files.keys().collect::<Vec<_>>(),
        "the same files"
    );
    for (path, (_, bytes)) in &played.files {
        assert!(
            *bytes == there.files[path].1,
            "{} is as recorded",
            path.display()
        );
    }
}

fn done(writer: &mut Writer, name: &str, request: Value) -> Value {
    let mut answer = writer.ask(name, &request);
    assert!(answer["error"].is_null(), "{name} {request}: {answer}");
    answer["ok"].take()
}

/// A life of a desk: the real mix of writes, checkpoints, backups, ways in, a restore.
fn live(writer: &mut Writer, rounds: usize) {
    assert_eq!(writer.hear(), Some(json!({ "opened": true })), "a new desk");
    let mut numbers = Numbers(1);
    for round in 0..rounds {
        let name = format!("Person {round}");
        let person = done(writer, "person_add", json!({ "fields": { "name": name } }));
        let room = done(
            writer,
            "relationship_start",
            json!({ "person_id": person["id"], "fields": { "role": "mentee", "kind": "informal" } }),
        );
        let promise = done(
            writer,
            "action_add",
            json!({ "fields": { "title": format!("Promise {round}"), "owner": "mine", "relationship_id": room["id"] } }),
        );
        match numbers.below(4) {
            0 => done(writer, "action_done", json!({ "id": promise["id"] })),
            1 => done(writer, "action_delete", json!({ "id": promise["id"] })),
            2 => done(
                writer,
                "person_change",
                json!({ "id": person["id"], "fields": { "name": format!("{name} again") } }),
            ),
            _ => done(
                writer,
                "note_write",
                json!({ "about": { "kind": "person", "id": person["id"] }, "body": "a thought ".repeat(numbers.below(3_000)) }),
            ),
        };
        match round % 12 {
            3 | 8 => drop(done(writer, "bin_empty", json!({}))),
            5 => drop(done(writer, "backup_make", json!({}))),
            7 if round < 12 => drop(done(
                writer,
                "vault_set_passphrase",
                json!({ "passphrase": "four words of mine", "keep_device": true }),
            )),
            10 if round < 24 => {
                let list = done(writer, "backup_list", json!({}));
                let id = list["items"][0]["id"].clone();
                done(writer, "backup_restore", json!({ "id": id }));
            }
            _ => {}
        }
    }
}

fn told(found: &Found) {
    println!(
        "{} states from {} cuts ({} differ): {} lost, {} corrupt",
        found.states,
        found.cuts,
        found.differing,
        found.lost.len(),
        found.corrupt.len()
    );
}

#[test]
fn no_power_cut_loses_what_was_acknowledged() {
    let root = tempfile::tempdir().expect("a folder");
    let (before, events) = recorded(root.path(), "call", |writer| live(writer, rounds(24, 60)));
    println!("{} events", events.len());
    let found = cut_everywhere(&before, &events, Look::today(), rounds(5_000, 200_000));
    told(&found);
    assert_eq!(found.lost, [""; 0], "what was acknowledged is there");
    assert_eq!(found.corrupt, [""; 0], "and every state opens and is whole");
}

#[test]
fn a_power_cut_while_a_desk_is_made_leaves_none_or_a_whole_one() {
    let root = tempfile::tempdir().expect("a folder");
    let (before, events) = recorded(root.path(), "call", |writer| {
        assert_eq!(writer.hear(), Some(json!({ "opened": true })), "a new desk");
    });
    let each = Look {
        opened: Some(1),
        ..Look::today()
    };
    let found = cut_everywhere(&before, &events, each, rounds(150, 10_000));
    told(&found);
    assert_eq!(found.lost, [""; 0], "a desk that was told is there");
    assert_eq!(found.corrupt, [""; 0], "and what is there opens");
}

/// A closed desk with some people and notes, in `desk` of a folder.
fn desk() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let world = World::new();
    for name in ["Ada", "Ben", "Cleo"] {
        noted(&world, name, 2, 2_000);
    }
    let made = world.closed();
    let desk = root.path().join("desk");
    std::fs::create_dir(&desk).expect("a folder");
    copy(made.path(), &desk, &["ithaca.db", "keys.json"]);
    root
}

#[test]
fn the_same_cuts_find_a_program_that_spares_syncs() {
    for (care, states) in [("normal", 1_500), ("off", 1_000)] {
        let root = desk();
        let (before, events) = recorded(root.path(), &format!("unsynced {care}"), |_| {});
        let found = cut_everywhere(&before, &events, Look::stored(), states);
        print!("synchronous = {care}: ");
        told(&found);
        if care == "normal" {
            assert!(
                !found.lost.is_empty(),
                "what was acknowledged is lost: {:?}",
                found.corrupt
            );
        } else {
            assert!(!found.corrupt.is_empty(), "files are torn");
        }
    }
}

#[test]
fn a_power_cut_during_an_upgrade_leaves_the_old_desk_or_the_new_one() {
    let root = desk();
    let (before, events) = recorded(root.path(), "climb", |writer| {
        assert_eq!(writer.hear(), Some(json!({ "climbed": true })), "it climbs");
    });
    let found = cut_everywhere(&before, &events, Look::of_upgrades(), rounds(3_000, 30_000));
    told(&found);
    assert_eq!(found.lost, [""; 0], "an upgrade that was told is there");
    assert_eq!(
        found.corrupt, [""; 0],
        "old or new, with a backup beside the new"
    );

    let root = desk();
    let (before, events) = recorded(root.path(), "climb-loosely", |_| {});
    let found = cut_everywhere(&before, &events, Look::of_upgrades(), 500);
    print!("without a transaction: ");
    told(&found);
    assert!(
        !found.corrupt.is_empty(),
        "the same cuts find half an upgrade"
    );
}

#[test]
fn a_power_cut_while_the_folder_is_closed_leaves_it_open_as_before_or_by_the_passphrase() {
    let root = desk();
    let (before, events) = recorded(root.path(), "call", |writer| {
        assert_eq!(writer.hear(), Some(json!({ "opened": true })), "it opens");
        let request = json!({ "passphrase": CLOSED_BY, "keep_device": false });
        done(writer, "vault_set_passphrase", request);
    });
    let found = cut_everywhere(&before, &events, Look::of_closings(), rounds(200, 20_000));
    told(&found);
    assert_eq!(found.lost, [""; 0], "what was said to be closed is");
    assert_eq!(
        found.corrupt, [""; 0],
        "every state opens, and the next opening closes it"
    );
}
