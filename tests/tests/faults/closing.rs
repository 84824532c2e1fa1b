//! Kills while a passphrase closes the folder: the desk opens as before or by the passphrase, and once it has opened by
//! that, no file of the folder gives a key without it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ithaca_core::keys::{self, Keychain};
use ithaca_tests::{CLOSED_BY as PASSPHRASE, World};
use serde_json::json;

use crate::desk::{Numbers, noted, open, rounds, run, shown};
#[cfg(target_os = "linux")]
use crate::disks::unshare;
use crate::writer::Writer;

/// A closed desk that this device opens, with two backups, and what it shows.
struct Made {
    folder: Arc<tempfile::TempDir>,
    shows: String,
    /// Its second folder, at the path it was chosen at, and one as it was then.
    second: Option<tempfile::TempDir>,
}

impl Made {
    fn new() -> Self {
        Self::of(None)
    }

    fn with_second_folder() -> Self {
        Self::of(Some(tempfile::tempdir().expect("a folder")))
    }

    fn of(second: Option<tempfile::TempDir>) -> Self {
        let world = World::new();
        if let Some(place) = &second {
            let chosen = place.path().join("chosen");
            std::fs::create_dir(&chosen).expect("a folder");
            let folder = world.app.files().mint_folder(chosen);
            let request = json!({ "folder": folder });
            run(&world.app, "backup_folder_choose", request);
        }
        noted(&world, "Ada", 4, 20_000);
        run(&world.app, "backup_make", json!({}));
        noted(&world, "Ben", 4, 20_000);
        run(&world.app, "backup_make", json!({}));
        let shows = shown(&world.app).expect("a whole desk");
        if let Some(place) = &second {
            copy_all(&place.path().join("chosen"), &place.path().join("kept"));
        }
        Self {
            folder: world.closed(),
            shows,
            second,
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A copy of the desk, whose second folder is as it was.
    fn copy(&self, to: &Path) {
        copy_all(self.path(), to);
        if let Some(place) = &self.second {
            let chosen = place.path().join("chosen");
            std::fs::remove_dir_all(&chosen).expect("our own folder");
            copy_all(&place.path().join("kept"), &chosen);
        }
    }

    /// The key files in the second folder that no way in of a person opens.
    fn not_reached(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        if let Some(place) = &self.second {
            walk(&place.path().join("chosen"), &mut files);
            files.retain(|file| file.ends_with(keys::FILE));
            assert!(!files.is_empty(), "there are backups in it");
        }
        files.retain(|file| !text(file).contains("\"agreed\""));
        files
    }
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let name = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &name);
        } else {
            std::fs::copy(entry.path(), name).expect("a copy");
        }
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            walk(&entry.path(), found);
        } else {
            found.push(entry.path());
        }
    }
}

/// The files that hold the key of before, or give one without a proof.
fn open_files(folder: &Path, old: &str) -> Vec<String> {
    let mut files = Vec::new();
    walk(folder, &mut files);
    files.retain(|file| {
        let bytes = std::fs::read(file).unwrap_or_default();
        let holds = bytes.windows(old.len()).any(|part| part == old.as_bytes());
        let place = tempfile::tempdir().expect("a folder");
        std::fs::write(place.path().join(keys::FILE), &bytes).expect("a file");
        let gives = keys::open(place.path(), Keychain::Alone)
            .ok()
            .flatten()
            .is_some_and(|keys| !keys.is_empty());
        holds || gives
    });
    files
        .iter()
        .map(|file| file.display().to_string())
        .collect()
}

fn device_key(folder: &Path) -> String {
    let keys = keys::open(folder, Keychain::Alone).expect("a key file");
    keys.expect("there is one")[0].hex().to_string()
}

/// Work that takes a while and does not look at a clock, so that a kill falls anywhere.
fn spend(steps: usize) {
    let mut spent = 0u64;
    for step in 0..steps as u64 {
        spent = std::hint::black_box(spent.wrapping_mul(31).wrapping_add(step));
    }
}

/// Whether the closing has come so far.
type Stage = fn(&Path) -> bool;

const STAGES: [Stage; 5] = [
    |_| true,
    |folder| named(folder, ".rotating-"),
    |folder| key_file(folder).contains("\"former\""),
    |folder| key_file(folder).contains("\"owed\""),
    |folder| {
        let mut files = Vec::new();
        walk(&folder.join("backups"), &mut files);
        files.iter().any(|file| text(file).contains("\"agreed\""))
    },
];

fn named(folder: &Path, start: &str) -> bool {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with(start))
}

fn key_file(folder: &Path) -> String {
    text(&folder.join(keys::FILE))
}

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_default()
}

#[test]
#[cfg(unix)]
fn a_kill_while_the_folder_is_closed_leaves_it_open_as_before_or_closed_at_the_next_opening() {
    kill_while_closing(&Made::new(), rounds(15, 600));
}

#[test]
#[cfg(unix)]
fn a_kill_while_the_second_folder_is_reached_too_leaves_none_of_it_behind() {
    let made = Made::with_second_folder();
    assert!(
        !made.not_reached().is_empty(),
        "the control: no passphrase opens it yet"
    );
    kill_while_closing(&made, rounds(10, 300));
}

#[cfg(unix)]
fn kill_while_closing(made: &Made, kills: usize) {
    let shows = &made.shows;
    let old = device_key(made.path());
    assert!(
        open_files(made.path(), &old).len() >= 3,
        "the control: it is open"
    );
    let mut numbers = Numbers(11);
    let (mut before, mut within, mut after) = (0, 0, 0);
    for round in 0..kills {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("desk");
        made.copy(&folder);
        let mut writer = Writer::start(&folder, "call");
        assert_eq!(writer.hear(), Some(json!({ "opened": true })));
        let request = json!({ "passphrase": PASSPHRASE, "proof": null, "keep_device": false });
        writer.tell("vault_set_passphrase", &request);
        let stage = STAGES[round % STAGES.len()];
        while !stage(&folder) && writer.is_running() {
            spend(10_000);
        }
        spend(numbers.below(4_000_000));
        writer.kill();
        let acknowledged = writer.hear().is_some_and(|line| !line["ok"].is_null());
        while writer.hear().is_some() {}

        let app = open(&folder).expect("it opens, or asks");
        if app.is_locked() {
            let unfinished = run(&app, "vault_show", json!({}))["closing"]["unfinished"] == true;
            within += usize::from(unfinished);
            let proof = json!({ "kind": "passphrase", "typed": PASSPHRASE });
            run(&app, "vault_unlock", json!({ "proof": proof }));
            let vault = run(&app, "vault_show", json!({}));
            assert_eq!(
                vault["closing"]["unfinished"], false,
                "kill {round}: it was finished"
            );
            after += 1;
            assert_eq!(
                &shown(&app).expect("whole"),
                shows,
                "kill {round}: nothing is lost"
            );
            assert_eq!(
                open_files(&folder, &old),
                [""; 0],
                "kill {round}: nothing is open"
            );
            assert_eq!(
                made.not_reached(),
                [""; 0].map(PathBuf::from),
                "kill {round}: and the second folder has the passphrase"
            );
        } else {
            assert!(!acknowledged, "kill {round}: what was said is done");
            assert_eq!(device_key(&folder), old, "kill {round}: as before");
            let vault = run(&app, "vault_show", json!({}));
            assert!(vault["passphrase"].is_null(), "kill {round}: no half of it");
            assert_eq!(
                &shown(&app).expect("whole"),
                shows,
                "kill {round}: nothing is lost"
            );
            before += 1;
        }
    }
    println!(
        "{kills} kills: {before} as before, {after} closed, {within} of them at the next opening"
    );
    assert!(
        before > 0 && within > 0,
        "kills came before the change, and within it"
    );
}

#[test]
fn one_slot_left_behind_is_found_out() {
    let made = Made::new();
    let old = device_key(made.path());
    let left = key_file(made.path());
    let app = open(made.path()).expect("it opens");
    let request = json!({ "passphrase": PASSPHRASE, "proof": null, "keep_device": false });
    run(&app, "vault_set_passphrase", request);
    drop(app);
    assert_eq!(open_files(made.path(), &old), [""; 0]);
    std::fs::write(made.path().join("backups/kept"), left).expect("left behind");
    assert_eq!(
        open_files(made.path(), &old).len(),
        1,
        "the same look finds it"
    );
}

/// A key file that is in use by the system, as a name something is mounted on, is written by nobody.
#[test]
#[cfg(target_os = "linux")]
fn one_stubborn_file_keeps_none_of_the_others_open_and_is_said() {
    let made = Made::new();
    let old = device_key(made.path());
    let mut backups = Vec::new();
    walk(&made.path().join("backups"), &mut backups);
    backups.retain(|file| file.ends_with(keys::FILE));
    for stubborn in &backups {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("desk");
        made.copy(&folder);
        let inside = stubborn.strip_prefix(made.path()).expect("a backup");
        let stubborn = folder.join(inside);
        let script = "mount --bind \"$3\" \"$3\" && exec \"$1\" \"$2\" call";
        let mut writer = Writer::in_shell(&unshare(), script, &folder, &[&stubborn]);
        assert_eq!(writer.hear(), Some(json!({ "opened": true })));
        let request = json!({ "passphrase": PASSPHRASE, "proof": null, "keep_device": false });
        let vault = writer.ask("vault_set_passphrase", &request);
        assert_eq!(vault["ok"]["closing"]["unfinished"], true, "{vault}");
        writer.finish();
        while writer.hear().is_some() {}
        drop(writer);
        assert_eq!(
            open_files(&folder, &old),
            [stubborn.display().to_string()],
            "all others are closed"
        );
        let app = open(&folder).expect("it asks");
        let proof = json!({ "kind": "passphrase", "typed": PASSPHRASE });
        run(&app, "vault_unlock", json!({ "proof": proof }));
        assert_eq!(
            open_files(&folder, &old),
            [""; 0],
            "it gives in, and is closed"
        );
        let vault = run(&app, "vault_show", json!({}));
        assert_eq!(vault["closing"]["unfinished"], false);
    }
}
