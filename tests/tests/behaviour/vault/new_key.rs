//! A new key for the desk, and the backups under keys of before.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ithaca_core::App;
use ithaca_core::commands::*;
use ithaca_core::error::Error;
use ithaca_core::keys;
use ithaca_tests::World;

use super::{PASSPHRASE, passphrase, recovery_code, set_passphrase, start_again, typed, unlock};

fn rotate(app: &App, passphrase: Option<&str>, recovery: Option<&str>) -> VaultRotated {
    let request = VaultRotate {
        passphrase: passphrase.map(typed),
        recovery: recovery.map(typed),
        task: None,
    };
    vault_rotate(app, request).expect("the desk is put under another key")
}

/// The first page of the desk's file under the key this folder's device slot has; none where it does not open.
fn opens_by(file: &Path, key: &str) -> bool {
    rusqlite::Connection::open(file)
        .and_then(|conn| {
            conn.pragma_update(None, "key", format!("x'{key}'"))?;
            conn.pragma_update(None, "cipher_log_level", "NONE")?;
            conn.query_row("SELECT count(*) FROM person", [], |row| {
                row.get::<_, i64>(0)
            })
        })
        .is_ok()
}

fn device_key(folder: &Path) -> String {
    let keys = keys::open(folder, keys::Keychain::Alone).expect("a key file");
    keys.expect("there is one")[0].hex().to_string()
}

#[test]
fn a_new_key_opens_the_desk_and_the_old_one_no_more() {
    let world = World::new();
    let app = &world.app;
    world.person("Ada");
    let folder = world.folder().to_owned();
    let older = backup_make(app, BackupMake { task: None }).expect("a backup");
    let old = device_key(&folder);
    world.person("Ben");
    let steps = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&steps);
    app.tasks().subscribe(move |progress| {
        if progress.id == "turn" {
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });
    let rotated = vault_rotate(
        app,
        VaultRotate {
            task: Some("turn".to_owned()),
            ..VaultRotate::default()
        },
    )
    .expect("another key");
    assert!(steps.load(Ordering::Relaxed) > 4, "one sees how far it is");
    let new = device_key(&folder);
    let file = folder.join("ithaca.db");
    assert_ne!(old, new);
    assert!(
        opens_by(&file, &new) && !opens_by(&file, &old),
        "only the new key opens it"
    );
    let names = |app: &App| -> Vec<String> {
        let people = person_list(app, PersonList::default()).expect("the desk goes on");
        people.items.into_iter().map(|row| row.name).collect()
    };
    assert_eq!(names(app), ["Ada", "Ben"], "nothing is lost");
    world.person("Cleo");
    assert_eq!(
        names(&start_again(&folder)),
        ["Ada", "Ben", "Cleo"],
        "and at the next start"
    );
    for id in [&older.id, &rotated.before] {
        let backup = folder.join("backups").join(id.to_string()).join("desk.db");
        assert!(
            opens_by(&backup, &old),
            "a backup of before stays under the old key"
        );
    }
    let text = std::fs::read_to_string(folder.join("keys.json")).expect("the key file");
    assert!(
        !text.contains(&old),
        "the old key is nowhere beside the desk"
    );

    // Once more, so that a backup is two keys old; then the device's slot in it is taken away.
    rotate(app, None, None);
    std::fs::remove_file(
        folder
            .join("backups")
            .join(older.id.to_string())
            .join("keys.json"),
    )
    .expect("it was there");
    let listed = backup_list(app, BackupList::default()).expect("the backups");
    assert!(
        listed
            .items
            .iter()
            .all(|one| one.state == BackupState::Verified),
        "the desk opens all of its backups by itself"
    );
    let request = BackupRestore {
        id: older.id.clone(),
        proof: None,
        task: None,
    };
    backup_restore(app, request).expect("also the oldest");
    assert_eq!(names(app), ["Ada"], "as it was then");
    let listed = backup_list(app, BackupList::default()).expect("the backups");
    assert!(
        listed
            .items
            .iter()
            .all(|one| one.state == BackupState::Verified),
        "and the newer ones still open after that"
    );
}

#[test]
fn a_new_key_goes_along_with_every_way_in_and_wants_the_passphrase() {
    let world = World::new();
    let app = &world.app;
    world.person("Ada");
    set_passphrase(app, PASSPHRASE, None, false);
    let code = recovery_code(app, Some(passphrase(PASSPHRASE))).join(" ");
    for request in [
        VaultRotate::default(),
        VaultRotate {
            passphrase: Some(typed("not the one")),
            ..VaultRotate::default()
        },
    ] {
        let refused = vault_rotate(app, request);
        assert!(matches!(refused, Err(Error::WrongProof)), "{refused:?}");
    }
    rotate(app, Some(PASSPHRASE), Some(&code));
    let again = start_again(world.folder());
    unlock(&again, TypedProof::Recovery(typed(&code))).expect("the code still opens it");
    drop(again);
    let vault = rotate(app, Some(PASSPHRASE), None).vault;
    assert!(
        vault.recovery.is_some() && vault.passphrase.is_some(),
        "the code goes along although nobody typed it"
    );
    let again = start_again(world.folder());
    assert!(again.is_locked(), "this device still asks");
    unlock(&again, TypedProof::Recovery(typed(&code))).expect("and opens what is there now");
    drop(again);
    let again = start_again(world.folder());
    unlock(&again, passphrase(PASSPHRASE)).expect("the passphrase opens it");
    let people = person_list(&again, PersonList::default()).expect("the desk is open");
    assert_eq!(people.items[0].name, "Ada");
}

#[test]
fn a_rotation_cut_off_between_the_two_files_opens_either_way() {
    let world = World::new();
    world.person("Ada");
    set_passphrase(&world.app, PASSPHRASE, None, false);
    let folder = world.closed();
    let file = folder.path().join("ithaca.db");
    let key_file = folder.path().join("keys.json");
    let (old_desk, old_keys) = (
        std::fs::read(&file).expect("a"),
        std::fs::read(&key_file).expect("b"),
    );
    let app = start_again(folder.path());
    unlock(&app, passphrase(PASSPHRASE)).expect("the passphrase");
    rotate(&app, Some(PASSPHRASE), None);
    drop(app);
    let (new_desk, new_keys) = (
        std::fs::read(&file).expect("a"),
        std::fs::read(&key_file).expect("b"),
    );
    // What stands there after the key file was written, and before the desk was renamed, or after.
    let json = |bytes: &[u8]| -> serde_json::Value { serde_json::from_slice(bytes).expect("JSON") };
    let mut both = json(&new_keys);
    let former = json(&old_keys);
    both["former"] = serde_json::json!({ "key": former["key"], "slots": former["slots"] });
    for (desk, settled) in [(&old_desk, &old_keys), (&new_desk, &new_keys)] {
        std::fs::write(&file, desk).expect("the desk of that moment");
        std::fs::write(&key_file, both.to_string()).expect("the keys of that moment");
        let app = start_again(folder.path());
        unlock(&app, passphrase(PASSPHRASE)).expect("one passphrase opens both");
        let people = person_list(&app, PersonList::default()).expect("the desk is open");
        assert_eq!(people.items[0].name, "Ada");
        let left = json(&std::fs::read(&key_file).expect("the key file"));
        assert_eq!(left, json(settled), "the slots that open nothing are gone");
    }
}

#[test]
fn a_backup_before_an_upgrade_cut_off_between_two_keys_has_the_slots_of_its_own_key() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens/3");
    let (folder, other) = (tempfile::tempdir(), tempfile::tempdir());
    let (folder, other) = (folder.expect("a folder"), other.expect("a folder"));
    std::fs::copy(golden.join("ithaca.db"), folder.path().join("ithaca.db")).expect("a copy");
    // The key file names the key to come already, and the desk is still under the one before.
    keys::create(other.path()).expect("another key");
    let json = |place: &Path| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(place.join("keys.json")).expect("it")).expect("JSON")
    };
    let (mut both, former) = (json(other.path()), json(&golden));
    both["former"] = serde_json::json!({ "key": former["key"], "slots": former["slots"] });
    std::fs::write(folder.path().join("keys.json"), both.to_string()).expect("written");
    drop(start_again(folder.path()));
    let shelf = std::fs::read_dir(folder.path().join("backups")).expect("the backups");
    let mut backups = shelf.flatten().map(|entry| entry.path());
    let backup = backups.find(|path| path.is_dir()).expect("one is made");
    assert!(
        opens_by(&backup.join("desk.db"), &device_key(&backup)),
        "it opens by what it carries"
    );
}

#[test]
fn a_changed_passphrase_opens_the_backups_of_before() {
    let world = World::new();
    let app = &world.app;
    world.person("Ada");
    set_passphrase(app, PASSPHRASE, None, false);
    backup_make(app, BackupMake { task: None }).expect("a backup");
    world.advance(chrono::Duration::hours(2));
    set_passphrase(
        app,
        "another one altogether",
        Some(passphrase(PASSPHRASE)),
        false,
    );
    world.advance(chrono::Duration::hours(2));
    backup_make(app, BackupMake { task: None }).expect("a backup");
    let listed = backup_list(app, BackupList::default()).expect("the backups");
    let older: Vec<Option<Millis>> = listed
        .items
        .iter()
        .map(|one| one.older_passphrase)
        .collect();
    // The third was made before the key was changed.
    assert_eq!(
        older,
        [None, None, None],
        "each by today's, and by no other"
    );
}

#[test]
fn a_backup_of_another_desk_is_put_back_with_the_passphrase_of_then() {
    let old = World::new();
    old.person("Ada");
    set_passphrase(&old.app, PASSPHRASE, None, false);
    let backup = backup_make(&old.app, BackupMake { task: None }).expect("a backup");
    let world = World::new();
    world.person("Ben");
    let from = old.folder().join("backups").join(backup.id.to_string());
    let to = world.folder().join("backups").join(backup.id.to_string());
    std::fs::create_dir_all(&to).expect("a folder");
    for name in ["desk.db", "keys.json"] {
        std::fs::copy(from.join(name), to.join(name)).expect("a copy");
    }
    let restore = |proof| {
        let request = BackupRestore {
            id: backup.id.clone(),
            proof,
            task: None,
        };
        backup_restore(&world.app, request)
    };
    assert!(
        matches!(restore(None), Err(Error::Conflict(_))),
        "nothing here opens it"
    );
    assert!(
        matches!(
            restore(Some(passphrase("something else"))),
            Err(Error::WrongProof)
        ),
        "nor does another passphrase"
    );
    restore(Some(passphrase(PASSPHRASE))).expect("the one of then does");
    let people = person_list(&world.app, PersonList::default()).expect("the desk is open");
    assert_eq!(people.items[0].name, "Ada");
    let again = start_again(world.folder());
    assert!(!again.is_locked(), "under this desk's own key");
    std::fs::remove_file(to.join("keys.json")).expect("it was there");
    let listed = backup_list(&world.app, BackupList::default()).expect("the backups");
    assert!(
        listed
            .items
            .iter()
            .all(|one| one.state == BackupState::Verified),
        "and it remembers the key of the backup it came from: {:?}",
        listed.items
    );
}
