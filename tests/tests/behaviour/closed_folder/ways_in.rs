//! Ways in that are set, changed and removed.

use std::collections::BTreeMap;

use ithaca_core::commands::*;
use ithaca_core::keys::Proof;

use super::tries::{openings, walk};
use super::{ANOTHER, Desk, Known, PASSPHRASE, passphrase, start_again, start_again_by, typed};

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
