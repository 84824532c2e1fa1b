//! The second folder: away, back, or of before.

use std::sync::Arc;

use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::keys::{self, Proof};
use ithaca_core::vault::OpenOptions;
use ithaca_tests::World;

use super::tries::{databases, openings, opens};
use super::{ANOTHER, Desk, Known, PASSPHRASE, choose, passphrase, start_again_by, typed};

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
