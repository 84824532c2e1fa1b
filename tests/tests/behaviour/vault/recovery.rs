//! The recovery code, and the device as a way in.

use ithaca_core::commands::*;
use ithaca_core::error::Error;
use ithaca_core::keys::{self, Proof};
use ithaca_tests::World;

use super::{PASSPHRASE, passphrase, recovery_code, set_passphrase, start_again, typed, unlock};

#[test]
fn the_recovery_code_opens_when_the_passphrase_is_forgotten() {
    let world = World::new();
    world.mentor("Ada");
    set_passphrase(&world.app, PASSPHRASE, None, false);
    let groups = recovery_code(&world.app, Some(passphrase(PASSPHRASE)));
    let again = start_again(world.folder());
    let mut slip = groups.join("-");
    slip.replace_range(0..1, if slip.starts_with('7') { "8" } else { "7" });
    let refused = unlock(&again, TypedProof::Recovery(typed(&slip))).expect_err("a slip");
    assert!(
        matches!(refused, Error::Invalid { field: "proof", .. }),
        "a slip of the pen is told from a wrong code: {refused:?}"
    );
    unlock(
        &again,
        TypedProof::Recovery(typed(&groups.join(" ").to_lowercase())),
    )
    .expect("the paper opens the desk");
    let request = VaultSetPassphrase {
        passphrase: typed("another four plain words"),
        proof: Some(TypedProof::Recovery(typed(&groups.join("")))),
        keep_device: false,
        recovery: None,
        task: None,
    };
    vault_set_passphrase(&again, request).expect("and sets a passphrase that can be remembered");
}

#[test]
fn a_code_that_was_not_typed_back_opens_nothing() {
    let world = World::new();
    set_passphrase(&world.app, PASSPHRASE, None, false);
    let proof = Some(passphrase(PASSPHRASE));
    let proposed =
        vault_propose_recovery(&world.app, VaultProposeRecovery { proof }).expect("a code");
    let wrong = VaultConfirmRecovery {
        typed: typed("0000"),
        task: None,
    };
    assert!(
        matches!(
            vault_confirm_recovery(&world.app, wrong),
            Err(Error::Invalid { field: "typed", .. })
        ),
        "who has not written it down is asked again"
    );
    let again = start_again(world.folder());
    assert!(matches!(
        unlock(
            &again,
            TypedProof::Recovery(typed(&proposed.groups.join("")))
        ),
        Err(Error::WrongProof)
    ));
}

#[test]
fn outside_the_data_folder_a_backup_never_carries_this_devices_key() {
    let world = World::new();
    assert!(
        !keys::opens_elsewhere(world.folder()).expect("slots"),
        "without a passphrase or a code only this computer could open it, and the person is told"
    );
    set_passphrase(&world.app, PASSPHRASE, None, true);
    let inside = keys::carried_by_backup(world.folder(), keys::Place::DataFolder).expect("slots");
    let outside = keys::carried_by_backup(world.folder(), keys::Place::Elsewhere).expect("slots");
    let device = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("\"device\"");
    assert!(device(&inside), "beside keys.json nothing is lost by it");
    assert!(!device(&outside), "on a stick everything would be");
    let other = tempfile::tempdir().expect("a folder");
    std::fs::write(other.path().join(keys::FILE), outside).expect("written");
    let key = keys::unlock(other.path(), Proof::Passphrase(&typed(PASSPHRASE)));
    assert_eq!(
        key.ok(),
        keys::open(world.folder(), keys::Keychain::Alone).expect("the desk's own"),
        "the passphrase opens it there too"
    );
}
