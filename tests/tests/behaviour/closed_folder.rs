//! A passphrase closes the folder: no file of it opens anything without a proof, and no proof of before does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::keys::{self, Keychain, Proof};
use ithaca_core::vault::OpenOptions;
use ithaca_tests::World;

const PASSPHRASE: &str = "fern, ladder, tin, november";
const ANOTHER: &str = "kettle, ochre, mile, thistle";

fn typed(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn passphrase(text: &str) -> TypedProof {
    TypedProof::Passphrase(typed(text))
}

/// What somebody may still know who knew a way in of before.
#[derive(Default)]
struct Known {
    passphrases: Vec<&'static str>,
    codes: Vec<String>,
}

/// A desk with a person, two backups, a second folder, and a database that was set aside: all of it made while this
/// device opened it without asking.
struct Desk {
    world: World,
    second: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let world = World::new();
        let second = tempfile::tempdir().expect("a folder");
        choose(&world, second.path());
        world.person("Ada");
        let first = backup_make(&world.app, BackupMake { task: None }).expect("a backup");
        world.advance(chrono::Duration::hours(2));
        world.person("Ben");
        let request = BackupRestore {
            id: first.id,
            proof: None,
            task: None,
        };
        backup_restore(&world.app, request).expect("the desk of before is set aside");
        world.advance(chrono::Duration::hours(2));
        world.person("Cleo");
        backup_make(&world.app, BackupMake { task: None }).expect("a backup");
        Self { world, second }
    }

    fn app(&self) -> &App {
        &self.world.app
    }

    fn choose(&self, second: &Path) {
        choose(&self.world, second);
    }

    fn set_passphrase(&self, text: &str, proof: Option<TypedProof>, keep_device: bool) -> Vault {
        let request = VaultSetPassphrase {
            passphrase: typed(text),
            proof,
            keep_device,
            recovery: None,
            task: None,
        };
        vault_set_passphrase(self.app(), request).expect("it is set")
    }

    fn recovery_code(&self, proof: Option<TypedProof>) -> String {
        let request = VaultProposeRecovery { proof };
        let proposed = vault_propose_recovery(self.app(), request).expect("a code");
        let group = usize::from(proposed.ask_back) - 1;
        let request = VaultConfirmRecovery {
            typed: typed(&proposed.groups[group]),
            task: None,
        };
        vault_confirm_recovery(self.app(), request).expect("it counts");
        proposed.groups.join(" ")
    }

    /// Every way somebody without today's proof gets at a database of the folder, told as `file opens file`.
    fn openings(&self, known: &Known) -> Vec<String> {
        openings(self.world.folder(), self.second.path(), known)
    }

    /// The right proof opens the desk and each of its backups, without the desk's own memory of its keys.
    fn opens_all_by(&self, proof: Proof<'_>) {
        for place in [self.world.folder(), self.second.path()] {
            for file in databases(place) {
                let folder = file.parent().expect("a folder");
                if file.to_string_lossy().contains("set-aside-") {
                    continue;
                }
                let keys = keys::unlock(folder, proof).expect("today's proof opens its key file");
                let name = file.display();
                assert!(
                    keys.iter().any(|key| opens(&file, &key.hex())),
                    "today's proof opens {name}"
                );
            }
        }
        let listed = backup_list(self.app(), BackupList::default()).expect("the backups");
        assert!(listed.items.len() >= 2);
        for backup in &listed.items {
            assert_eq!(backup.state, BackupState::Verified, "{}", backup.id);
        }
    }
}

fn choose(world: &World, second: &Path) {
    let folder = Some(world.app.files().mint_folder(second.to_owned()));
    backup_folder_choose(&world.app, BackupFolderChoose { folder }).expect("it is taken");
}

fn start_again(folder: &Path) -> App {
    let (now, zone) = ithaca_tests::moment("2026-03-02T19:00[Europe/Paris]");
    App::open(folder, Arc::new(FixedClock::new(now, zone))).expect("the desk is found")
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            walk(&entry.path(), found);
        } else {
            found.push(entry.path());
        }
    }
}

fn databases(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(folder, &mut found);
    found.retain(|path| path.extension().is_some_and(|end| end == "db"));
    assert!(!found.is_empty());
    found
}

fn opens(file: &Path, key: &str) -> bool {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI;
    rusqlite::Connection::open_with_flags(format!("file:{}?immutable=1", file.display()), flags)
        .and_then(|conn| {
            conn.pragma_update(None, "key", format!("x'{key}'"))?;
            conn.pragma_update(None, "cipher_log_level", "NONE")?;
            conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| {
                row.get::<_, i64>(0)
            })
        })
        .is_ok()
}

fn openings(data: &Path, second: &Path, known: &Known) -> Vec<String> {
    let desks: Vec<PathBuf> = [data, second]
        .iter()
        .flat_map(|place| databases(place))
        .collect();
    let mut files = Vec::new();
    walk(data, &mut files);
    walk(second, &mut files);
    // Which key was found where.
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    let mut tried = BTreeSet::new();
    let mut found = Vec::new();
    for file in &files {
        let name = file.display().to_string();
        let bytes = std::fs::read(file).expect("it can be read");
        for key in key_like(&bytes) {
            keys.entry(key)
                .or_insert_with(|| format!("a string in {name}"));
        }
        for (how, key) in by_slots(&bytes, known, &mut tried) {
            keys.insert(key, format!("{how} with {name}"));
        }
        if opens_itself(data, &bytes) {
            found.push(format!("{name} as keys.json opens the desk"));
        }
    }
    for (key, by) in &keys {
        for desk in desks.iter().filter(|desk| opens(desk, key)) {
            found.push(format!("{by} opens {}", desk.display()));
        }
    }
    found
}

/// Runs of 64 hexadecimal digits, within longer ones at each byte's beginning, and 43 characters, or 44 with the `=`,
/// that are 32 bytes in base 64.
fn key_like(bytes: &[u8]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for run in bytes.split(|byte| !byte.is_ascii_hexdigit()) {
        for window in run.windows(64).step_by(2) {
            found.insert(String::from_utf8_lossy(window).to_lowercase());
        }
    }
    let base64 = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
    let runs = bytes.split(|byte| !base64(byte));
    found.extend(runs.filter(|run| run.len() == 43).filter_map(from_base64));
    found
}

fn from_base64(text: &[u8]) -> Option<String> {
    let mut bits = String::new();
    for byte in text {
        let number = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            _ => 63,
        };
        bits.push_str(&format!("{number:06b}"));
    }
    let bytes = bits.as_bytes().chunks(8).take(32);
    bytes
        .map(|byte| {
            let byte = u8::from_str_radix(std::str::from_utf8(byte).ok()?, 2).ok()?;
            Some(format!("{byte:02x}"))
        })
        .collect()
}

/// The keys a key file gives without a proof, and by proofs of before.
fn by_slots(bytes: &[u8], known: &Known, tried: &mut BTreeSet<String>) -> Vec<(String, String)> {
    let Ok(json) = serde_json::from_slice::<serde_json::Value>(bytes) else {
        return Vec::new();
    };
    if json["slots"].is_null() {
        return Vec::new();
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(keys::FILE), bytes).expect("a file");
    let mut found = Vec::new();
    for key in keys::open(folder.path(), Keychain::Alone)
        .ok()
        .flatten()
        .into_iter()
        .flatten()
    {
        found.push(("no proof".to_owned(), key.hex().to_string()));
    }
    // A guess costs the same for each lock, whatever the key behind it.
    let salts: Vec<String> = json["slots"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|slot| slot["salt"].to_string())
        .collect();
    if !tried.insert(format!("{}{salts:?}", json["key"])) {
        return found;
    }
    let secrets: Vec<Secret> = known.passphrases.iter().map(|text| typed(text)).collect();
    let codes: Vec<Secret> = known.codes.iter().map(|text| typed(text)).collect();
    let proofs = secrets
        .iter()
        .map(Proof::Passphrase)
        .chain(codes.iter().map(Proof::Recovery));
    for proof in proofs {
        for key in keys::unlock(folder.path(), proof).into_iter().flatten() {
            found.push(("a proof of before".to_owned(), key.hex().to_string()));
        }
    }
    found
}

/// The whole program on a copy of the desk with this file as its `keys.json`.
fn opens_itself(data: &Path, key_file: &[u8]) -> bool {
    if !key_file.starts_with(b"{") {
        return false;
    }
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["ithaca.db", "ithaca.db-wal"] {
        let from = data.join(name);
        if from.exists() {
            std::fs::copy(from, copy.path().join(name)).expect("a copy");
        }
    }
    std::fs::write(copy.path().join(keys::FILE), key_file).expect("a file");
    let (now, zone) = ithaca_tests::moment("2026-03-02T19:00[Europe/Paris]");
    App::open(copy.path(), Arc::new(FixedClock::new(now, zone))).is_ok_and(|app| !app.is_locked())
}

#[test]
fn a_folder_nobody_closed_is_open_and_one_slot_left_behind_is_found() {
    let desk = Desk::new();
    let open = desk.openings(&Known::default());
    assert!(
        open.iter()
            .any(|one| one.contains("as keys.json opens the desk")),
        "without a passphrase the key lies beside the desk: {open:?}"
    );
    let kept = std::fs::read(desk.world.folder().join("keys.json")).expect("the key file");
    desk.set_passphrase(PASSPHRASE, None, false);
    assert_eq!(desk.openings(&Known::default()), [""; 0]);
    let left = desk.world.folder().join("backups").join("kept.json");
    std::fs::write(&left, &kept).expect("left behind on purpose");
    let open = desk.openings(&Known::default());
    assert!(
        open.iter()
            .any(|one| one.contains("kept.json") && one.contains("desk.db")),
        "it opens the backups of then: {open:?}"
    );
    assert!(
        !open
            .iter()
            .any(|one| one.ends_with("ithaca.db") && !one.contains("set-aside-")),
        "and not the desk of today, whose key is another: {open:?}"
    );
    backup_make(desk.app(), BackupMake { task: None }).expect("a backup");
    assert_eq!(
        desk.openings(&Known::default()),
        [""; 0],
        "the next backup sees it and closes it"
    );
}

#[test]
fn a_passphrase_closes_every_backup_and_what_was_set_aside() {
    let desk = Desk::new();
    let vault = desk.set_passphrase(PASSPHRASE, None, false);
    assert_eq!(vault.device, None);
    assert_eq!(
        vault.closing,
        Closing::default(),
        "nothing is left open, and nothing unsaid"
    );
    assert_eq!(desk.openings(&Known::default()), [""; 0]);
    desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
    let listed = backup_list(desk.app(), BackupList::default()).expect("the backups");
    for backup in listed.items {
        let request = BackupRestore {
            id: backup.id,
            proof: None,
            task: None,
        };
        backup_restore(desk.app(), request).expect("each can still be put back");
    }
    assert_eq!(
        desk.openings(&Known::default()),
        [""; 0],
        "and that leaves nothing open"
    );
    desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
}

#[test]
fn a_changed_passphrase_leaves_nothing_that_the_old_one_opens() {
    let desk = Desk::new();
    desk.set_passphrase(ANOTHER, None, false);
    backup_make(desk.app(), BackupMake { task: None }).expect("a backup");
    desk.set_passphrase(PASSPHRASE, Some(passphrase(ANOTHER)), false);
    let known = Known {
        passphrases: vec![ANOTHER],
        ..Known::default()
    };
    assert_eq!(desk.openings(&known), [""; 0]);
    desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
}

#[test]
fn a_device_that_is_not_kept_any_more_leaves_no_key_in_a_file() {
    let desk = Desk::new();
    let vault = desk.set_passphrase(PASSPHRASE, None, true);
    assert_eq!(vault.device, Some(DevicePlace::File));
    assert!(
        !desk.openings(&Known::default()).is_empty(),
        "kept, as asked"
    );
    let request = VaultKeepDevice {
        on: false,
        proof: Some(passphrase(PASSPHRASE)),
        recovery: None,
        task: None,
    };
    assert_eq!(
        vault_keep_device(desk.app(), request).expect("off").device,
        None
    );
    assert_eq!(desk.openings(&Known::default()), [""; 0]);
    desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
}

#[test]
fn a_recovery_code_that_was_removed_or_made_anew_opens_nothing() {
    let desk = Desk::new();
    desk.set_passphrase(PASSPHRASE, None, false);
    let first = desk.recovery_code(Some(passphrase(PASSPHRASE)));
    backup_make(desk.app(), BackupMake { task: None }).expect("a backup");
    desk.opens_all_by(Proof::Recovery(&typed(&first)));
    let second = desk.recovery_code(Some(passphrase(PASSPHRASE)));
    let mut known = Known {
        codes: vec![first],
        ..Known::default()
    };
    assert_eq!(desk.openings(&known), [""; 0], "made anew");
    desk.opens_all_by(Proof::Recovery(&typed(&second)));
    let request = VaultRemoveRecovery {
        proof: Some(passphrase(PASSPHRASE)),
        task: None,
    };
    vault_remove_recovery(desk.app(), request).expect("removed");
    known.codes.push(second);
    assert_eq!(desk.openings(&known), [""; 0], "removed");
    desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
}

#[test]
fn a_new_key_goes_along_with_every_way_in_and_leaves_nothing_open() {
    let desk = Desk::new();
    desk.set_passphrase(PASSPHRASE, None, false);
    let code = desk.recovery_code(Some(passphrase(PASSPHRASE)));
    let request = VaultRotate {
        passphrase: Some(typed(PASSPHRASE)),
        ..VaultRotate::default()
    };
    vault_rotate(desk.app(), request).expect("another key");
    assert_eq!(desk.openings(&Known::default()), [""; 0]);
    desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
    desk.opens_all_by(Proof::Recovery(&typed(&code)));
}

#[test]
fn a_code_alone_closes_the_folder_too_and_removing_the_passphrase_opens_it_again() {
    let desk = Desk::new();
    let code = desk.recovery_code(None);
    let request = VaultKeepDevice {
        on: false,
        proof: None,
        recovery: None,
        task: None,
    };
    vault_keep_device(desk.app(), request).expect("the code is another way");
    assert_eq!(desk.openings(&Known::default()), [""; 0]);
    desk.opens_all_by(Proof::Recovery(&typed(&code)));
    desk.set_passphrase(PASSPHRASE, None, false);
    let request = VaultRemovePassphrase {
        proof: passphrase(PASSPHRASE),
        recovery: None,
        task: None,
    };
    vault_remove_passphrase(desk.app(), request).expect("removed");
    assert!(
        !start_again(desk.world.folder()).is_locked(),
        "this device opens it again"
    );
    let known = Known {
        passphrases: vec![PASSPHRASE],
        ..Known::default()
    };
    let open = desk.openings(&known);
    assert!(
        open.iter().all(|one| !one.contains("a proof of before")),
        "{open:?}"
    );
}

#[test]
fn a_closing_that_was_cut_off_is_said_and_goes_on_at_the_next_opening() {
    let desk = Desk::new();
    let mut before = BTreeMap::new();
    for place in [desk.world.folder(), desk.second.path()] {
        let mut files = Vec::new();
        walk(place, &mut files);
        for file in files.into_iter().filter(|file| file.ends_with("keys.json")) {
            before.insert(file.clone(), std::fs::read(&file).expect("a key file"));
        }
    }
    desk.set_passphrase(PASSPHRASE, None, false);
    // As a kill leaves it between the desk's own key file and the others.
    let own = desk.world.folder().join("keys.json");
    let mut json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&own).expect("it")).expect("JSON");
    json["owed"] = serde_json::json!(true);
    std::fs::write(&own, json.to_string()).expect("written");
    for (file, bytes) in before.iter().filter(|(file, _)| **file != own) {
        std::fs::write(file, bytes).expect("the one of before");
    }
    let part = desk.world.folder().join(".keys.json.0123.part");
    std::fs::write(part, &before[&own]).expect("half written");
    assert!(
        !desk.openings(&Known::default()).is_empty(),
        "the control: it is half closed"
    );

    let again = start_again(desk.world.folder());
    let vault = vault_show(&again, VaultShow {}).expect("the vault");
    assert!(vault.locked && vault.closing.unfinished, "and said");
    vault_unlock(
        &again,
        VaultUnlock {
            proof: passphrase(PASSPHRASE),
        },
    )
    .expect("the passphrase opens it");
    let vault = vault_show(&again, VaultShow {}).expect("the vault");
    assert_eq!(vault.closing, Closing::default(), "it is done");
    drop(again);
    // Swept where nobody else has the desk open.
    let Desk { world, second } = desk;
    let folder = world.closed();
    drop(start_again_by(folder.path(), PASSPHRASE));
    assert_eq!(
        openings(folder.path(), second.path(), &Known::default()),
        [""; 0]
    );
}

fn start_again_by(folder: &Path, text: &str) -> App {
    let app = start_again(folder);
    let request = VaultUnlock {
        proof: passphrase(text),
    };
    vault_unlock(&app, request).expect("the passphrase opens it");
    app
}

#[test]
fn a_second_folder_that_is_away_is_named_and_closed_when_it_is_back() {
    let desk = Desk::new();
    let away = desk.world.folder().with_extension("away");
    std::fs::rename(desk.second.path(), &away).expect("the stick is pulled");
    desk.set_passphrase(ANOTHER, None, false);
    std::fs::rename(&away, desk.second.path()).expect("back");
    backup_make(desk.app(), BackupMake { task: None }).expect("a backup");
    std::fs::rename(desk.second.path(), &away).expect("the stick is pulled");
    let vault = desk.set_passphrase(PASSPHRASE, Some(passphrase(ANOTHER)), false);
    assert_eq!(
        vault.closing.away.as_deref(),
        Some(&*desk.second.path().to_string_lossy()),
        "where something is still open"
    );
    assert!(!vault.closing.unfinished, "here all is closed");
    std::fs::rename(&away, desk.second.path()).expect("the stick is back");
    let known = Known {
        passphrases: vec![ANOTHER],
        ..Known::default()
    };
    assert!(
        !desk.openings(&known).is_empty(),
        "the control: nobody has seen it yet"
    );
    let again = start_again_by(desk.world.folder(), PASSPHRASE);
    assert_eq!(
        vault_show(&again, VaultShow {}).expect("the vault").closing,
        Closing::default()
    );
    assert_eq!(desk.openings(&known), [""; 0], "the next opening sees it");
    desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
}

#[test]
fn a_second_folder_of_before_is_closed_when_it_is_chosen_again_or_put_back_with_a_backup() {
    for put_back in [false, true] {
        let desk = Desk::new();
        desk.set_passphrase(ANOTHER, None, false);
        let then = backup_make(desk.app(), BackupMake { task: None }).expect("a backup");
        let other = tempfile::tempdir().expect("a folder");
        desk.choose(other.path());
        let known = Known {
            passphrases: vec![ANOTHER],
            ..Known::default()
        };
        desk.set_passphrase(PASSPHRASE, Some(passphrase(ANOTHER)), false);
        assert!(
            !desk.openings(&known).is_empty(),
            "the control: it was given up"
        );
        if put_back {
            let request = BackupRestore {
                id: then.id,
                proof: None,
                task: None,
            };
            backup_restore(desk.app(), request).expect("it names the folder of then");
        } else {
            desk.choose(desk.second.path());
        }
        assert_eq!(desk.openings(&known), [""; 0], "put back: {put_back}");
        desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
    }
}

#[test]
fn an_empty_folder_where_a_stick_is_not_in_is_no_second_folder() {
    let desk = Desk::new();
    desk.set_passphrase(ANOTHER, None, false);
    let away = desk.world.folder().with_extension("away");
    std::fs::rename(desk.second.path(), &away).expect("the stick is pulled");
    std::fs::create_dir(desk.second.path()).expect("its mount point stays");
    let vault = desk.set_passphrase(PASSPHRASE, Some(passphrase(ANOTHER)), false);
    assert_eq!(
        vault.closing.away.as_deref(),
        Some(&*desk.second.path().to_string_lossy())
    );
    backup_make(desk.app(), BackupMake { task: None }).expect("a backup");
    let plan = backup_show(desk.app(), BackupShow::default()).expect("the plan");
    assert!(!plan.second.expect("it is chosen").there, "and said");
    // Nothing was brought there, or this would fail.
    std::fs::remove_dir(desk.second.path()).expect("it is empty");
    std::fs::rename(&away, desk.second.path()).expect("the stick is back");
    drop(start_again_by(desk.world.folder(), PASSPHRASE));
    let known = Known {
        passphrases: vec![ANOTHER],
        ..Known::default()
    };
    assert_eq!(desk.openings(&known), [""; 0]);
    desk.opens_all_by(Proof::Passphrase(&typed(PASSPHRASE)));
}

#[test]
fn a_key_file_put_back_from_a_backup_still_owes_the_second_folder() {
    let desk = Desk::new();
    desk.set_passphrase(ANOTHER, None, false);
    let away = desk.world.folder().with_extension("away");
    std::fs::rename(desk.second.path(), &away).expect("the stick is pulled");
    desk.set_passphrase(PASSPHRASE, Some(passphrase(ANOTHER)), false);
    let Desk { world, second } = desk;
    let folder = world.closed();
    std::fs::write(folder.path().join("keys.json"), "{").expect("a broken key file");
    let (now, zone) = ithaca_tests::moment("2026-03-02T19:00[Europe/Paris]");
    let clock = Arc::new(FixedClock::new(now, zone));
    let app = OpenOptions::new(clock)
        .or_damaged()
        .open(folder.path())
        .expect("it is shown");
    let request = DamageShow {
        proof: Some(passphrase(PASSPHRASE)),
    };
    let shown = damage_show(&app, request).expect("an answer");
    let way = shown.and_then(|shown| shown.way_back).expect("a backup");
    let request = DamageRestore {
        id: way.id,
        proof: Some(passphrase(PASSPHRASE)),
    };
    damage_restore(&app, request).expect("it is put back");
    let vault = vault_show(&app, VaultShow {}).expect("the vault");
    assert_eq!(
        vault.closing.away.as_deref(),
        Some(&*second.path().to_string_lossy()),
        "it is still named"
    );
    drop(app);
    std::fs::rename(&away, second.path()).expect("the stick is back");
    drop(start_again_by(folder.path(), PASSPHRASE));
    let known = Known {
        passphrases: vec![ANOTHER],
        ..Known::default()
    };
    assert_eq!(openings(folder.path(), second.path(), &known), [""; 0]);
}

#[test]
fn a_key_file_is_found_however_deep_it_lies_and_whatever_its_name() {
    let desk = Desk::new();
    let data = desk.world.folder();
    let clear = std::fs::read(data.join("keys.json")).expect("the key file");
    let backups = data.join("backups");
    for (place, name) in [
        (data.to_owned(), "keys.db.json"),
        (data.join("old/of 2025"), "keys.json"),
        (backups.join("copies/of a friend"), "ithaca.db"),
    ] {
        std::fs::create_dir_all(&place).expect("a folder");
        std::fs::write(place.join(name), &clear).expect("a copy");
    }
    desk.set_passphrase(PASSPHRASE, None, false);
    assert_eq!(desk.openings(&Known::default()), [""; 0]);
}

#[test]
fn a_second_folder_that_is_away_hides_nothing_that_is_open_here() {
    let desk = Desk::new();
    let other = World::new();
    let request = VaultSetPassphrase {
        passphrase: typed(ANOTHER),
        proof: None,
        keep_device: false,
        recovery: None,
        task: None,
    };
    vault_set_passphrase(&other.app, request).expect("another desk, under a key of its own");
    let left = desk.world.folder().join("backups").join("left.json");
    std::fs::copy(other.folder().join(keys::FILE), &left).expect("a copy");
    let away = desk.world.folder().with_extension("away");
    std::fs::rename(desk.second.path(), &away).expect("the stick is pulled");
    let vault = desk.set_passphrase(PASSPHRASE, None, false);
    assert!(
        vault.closing.unfinished && vault.closing.away.is_some(),
        "each is said: {:?}",
        vault.closing
    );
    std::fs::remove_file(left).expect("it is deleted");
    drop(start_again_by(desk.world.folder(), PASSPHRASE));
    let closing = vault_show(desk.app(), VaultShow {})
        .expect("the vault")
        .closing;
    assert!(!closing.unfinished && closing.away.is_some(), "{closing:?}");
    std::fs::rename(&away, desk.second.path()).expect("back, for the end of the test");
}

#[test]
fn a_key_file_that_was_set_aside_damaged_is_closed_and_not_lost() {
    let desk = Desk::new();
    let text = std::fs::read_to_string(desk.world.folder().join("keys.json")).expect("it");
    let damaged = text.replacen('{', "{{", 1);
    let aside = desk
        .world
        .folder()
        .join("set-aside-2026-03-02T080000Z-keys.json");
    std::fs::write(&aside, damaged).expect("a damaged file");
    desk.set_passphrase(PASSPHRASE, None, false);
    assert_eq!(desk.openings(&Known::default()), [""; 0]);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(&aside, folder.path().join("keys.json")).expect("a copy");
    let key = keys::unlock(folder.path(), Proof::Passphrase(&typed(PASSPHRASE)));
    assert!(key.is_ok(), "the passphrase gives what lay in it");
}

#[test]
fn a_desk_whose_key_lay_in_a_backup_of_before_says_so_until_the_key_is_changed() {
    let desk = Desk::new();
    // What an older Ithaca left: the passphrase was set and the key stayed, with its slot in every backup.
    let clear = std::fs::read(desk.world.folder().join("keys.json")).expect("the key file");
    desk.set_passphrase(PASSPHRASE, None, true);
    let own = desk.world.folder().join("keys.json");
    let mut json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&own).expect("it")).expect("JSON");
    let slots = json["slots"].as_array_mut().expect("slots");
    slots.retain(|slot| slot["kind"] != "device");
    std::fs::write(&own, json.to_string()).expect("written");
    let backup = desk.world.folder().join("backups/copied.json");
    std::fs::write(backup, clear).expect("an old one");

    let again = start_again_by(desk.world.folder(), PASSPHRASE);
    let vault = vault_show(&again, VaultShow {}).expect("the vault");
    assert!(
        vault.closing.exposed,
        "a copy of that file would still open it"
    );
    assert_eq!(
        desk.openings(&Known::default()),
        [""; 0],
        "here nothing does"
    );
    drop(again);
    let Desk { world, second } = desk;
    let folder = world.closed();
    let app = start_again_by(folder.path(), PASSPHRASE);
    let request = VaultRotate {
        passphrase: Some(typed(PASSPHRASE)),
        ..VaultRotate::default()
    };
    let rotated = vault_rotate(&app, request).expect("another key");
    assert_eq!(rotated.vault.closing, Closing::default());
    assert_eq!(
        openings(folder.path(), second.path(), &Known::default()),
        [""; 0]
    );
}

#[test]
fn the_second_folder_gets_each_backup_with_slots_of_that_backups_own_key() {
    let world = World::new();
    world.person("Ada");
    let request = VaultSetPassphrase {
        passphrase: typed(PASSPHRASE),
        proof: None,
        keep_device: false,
        recovery: None,
        task: None,
    };
    // The newest backup is the one made before the key was changed.
    vault_set_passphrase(&world.app, request).expect("it is set");
    let second = tempfile::tempdir().expect("a folder");
    choose(&world, second.path());
    let brought = databases(second.path());
    for file in &brought {
        let folder = file.parent().expect("a folder");
        let keys = keys::unlock(folder, Proof::Passphrase(&typed(PASSPHRASE)));
        let keys = keys.expect("the passphrase opens what lies on the stick");
        assert!(
            keys.iter().any(|key| opens(file, &key.hex())),
            "and it is the right key"
        );
    }
}

#[test]
fn a_desk_put_back_from_an_older_ithacas_backup_goes_on_opening_its_other_backups() {
    let world = World::new();
    world.person("Ada");
    backup_make(&world.app, BackupMake { task: None }).expect("a backup under the first key");
    vault_rotate(&world.app, VaultRotate::default()).expect("another key");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/1");
    let id = "2026-01-05T080000Z";
    let place = world.folder().join("backups").join(id);
    std::fs::create_dir(&place).expect("a folder");
    std::fs::copy(golden.join("ithaca.db"), place.join("desk.db")).expect("a copy");
    std::fs::copy(golden.join("keys.json"), place.join("keys.json")).expect("a copy");
    let request = BackupRestore {
        id: id.parse().expect("a name"),
        proof: None,
        task: None,
    };
    backup_restore(&world.app, request).expect("it is put back, and upgraded");
    let listed = backup_list(&world.app, BackupList::default()).expect("the backups");
    for backup in &listed.items {
        let folder = world.folder().join("backups").join(backup.id.to_string());
        // Its own slots do not help it.
        std::fs::remove_file(folder.join("keys.json")).expect("it was there");
    }
    let listed = backup_list(&world.app, BackupList::default()).expect("the backups");
    let open = listed
        .items
        .iter()
        .filter(|one| one.state == BackupState::Verified);
    assert!(
        open.count() >= 3,
        "the desk knows the keys of before: {:?}",
        listed.items
    );
}
