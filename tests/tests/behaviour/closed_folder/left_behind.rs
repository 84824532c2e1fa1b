//! Key files and backups of before that lie about.

use std::path::Path;

use ithaca_core::commands::*;
use ithaca_core::keys::{self, Proof};
use ithaca_tests::World;

use super::tries::openings;
use super::{Desk, Known, PASSPHRASE, start_again_by, typed};

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
