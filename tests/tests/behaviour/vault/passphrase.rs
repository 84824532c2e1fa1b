//! A passphrase: setting it, changing it, and what it costs to guess.

use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::error::Error;
use ithaca_core::keys::{self, Proof};
use ithaca_tests::World;

use super::{
    PASSPHRASE, is_locked, passphrase, recovery_code, set_passphrase, start_again, typed, unlock,
};

#[test]
fn a_new_desk_opens_on_this_device_and_says_what_that_protects_from() {
    let world = World::new();
    let vault = vault_show(&world.app, VaultShow {}).expect("the vault");
    assert_eq!(
        (vault.locked, vault.device, vault.passphrase, vault.recovery),
        (false, Some(DevicePlace::File), None, None),
        "a desk that only this device opens keeps its key in the file"
    );
    let refused = vault_lock(&world.app, VaultLock {});
    assert!(
        matches!(refused, Err(Error::Conflict(_))),
        "a lock nobody could open again is refused: {refused:?}"
    );
}

#[test]
fn a_passphrase_takes_the_devices_place_and_opens_the_desk_at_the_next_start() {
    let world = World::new();
    world.mentor("Ada");
    let vault = set_passphrase(&world.app, PASSPHRASE, None, false);
    assert_eq!(vault.device, None, "this device asks from now on");
    let again = start_again(world.folder());
    assert!(again.is_locked(), "nobody has been asked yet");
    for answer in [
        person_list(&again, PersonList::default()).map(drop),
        today_show(&again, TodayShow {}).map(drop),
        settings_show(&again, SettingsShow {}).map(drop),
    ] {
        assert!(is_locked(answer), "nothing answers from a locked desk");
    }
    assert!(
        matches!(
            unlock(&again, passphrase("fern, ladder, tin, december")),
            Err(Error::WrongProof)
        ),
        "a wrong passphrase opens nothing"
    );
    unlock(&again, passphrase(PASSPHRASE)).expect("the right one does, at once: no lock-out");
    let people = person_list(&again, PersonList::default()).expect("the desk is open");
    assert_eq!(people.items[0].name, "Ada", "and holds what it held");
}

#[test]
fn two_keyboards_may_spell_one_passphrase_differently() {
    let world = World::new();
    set_passphrase(&world.app, "ge\u{00e4}ndert und gr\u{00fc}n", None, false);
    let again = start_again(world.folder());
    unlock(&again, passphrase("gea\u{0308}ndert und gru\u{0308}n"))
        .expect("composed or not, it is the same word");
}

#[test]
fn changing_the_ways_in_wants_the_passphrase() {
    let world = World::new();
    let app = &world.app;
    set_passphrase(app, PASSPHRASE, None, true);
    let another = |proof| VaultSetPassphrase {
        passphrase: typed("somebody else's words"),
        proof,
        keep_device: true,
        recovery: None,
        task: None,
    };
    for proof in [None, Some(passphrase("a guess at it"))] {
        assert!(
            matches!(
                vault_set_passphrase(app, another(proof.clone())),
                Err(Error::WrongProof)
            ),
            "an unlocked desk somebody walked away from stays theirs"
        );
        assert!(matches!(
            vault_propose_recovery(
                app,
                VaultProposeRecovery {
                    proof: proof.clone()
                }
            ),
            Err(Error::WrongProof)
        ));
        assert!(matches!(
            vault_keep_device(
                app,
                VaultKeepDevice {
                    on: false,
                    proof,
                    recovery: None,
                    task: None
                }
            ),
            Err(Error::WrongProof)
        ));
    }
    vault_set_passphrase(app, another(Some(passphrase(PASSPHRASE)))).expect("who knows it may");
    vault_lock(app, VaultLock {}).expect("locked");
    assert!(matches!(
        unlock(app, passphrase(PASSPHRASE)),
        Err(Error::WrongProof)
    ));
    unlock(app, passphrase("somebody else's words")).expect("the new one counts");
}

#[test]
fn a_passphrase_is_offered_once_and_not_where_there_is_one() {
    let world = World::new();
    let offer = |app: &App| {
        let offered = passphrase_offer(app, PassphraseOffer {});
        offered.expect("an answer").offer
    };
    assert!(offer(&world.app), "the first time");
    assert!(!offer(&world.app), "and then no more");
    let folder = world.closed();
    assert!(!offer(&start_again(folder.path())), "nor after a restart");
    let other = World::new();
    set_passphrase(&other.app, PASSPHRASE, None, true);
    assert!(!offer(&other.app), "there is one");
}

#[test]
fn a_short_passphrase_is_refused_with_a_sentence() {
    let world = World::new();
    let request = VaultSetPassphrase {
        passphrase: typed("1234567"),
        proof: None,
        keep_device: false,
        recovery: None,
        task: None,
    };
    let refused = vault_set_passphrase(&world.app, request).expect_err("too short");
    let said = world.app.explain(&refused);
    assert_eq!(said.field.as_deref(), Some("passphrase"), "at its field");
    let vault = vault_show(&world.app, VaultShow {}).expect("the vault");
    assert_eq!(vault.passphrase, None, "nothing half-done");
}

#[test]
fn the_only_way_in_cannot_be_taken_away() {
    let world = World::new();
    let app = &world.app;
    let keep = |on, proof| {
        vault_keep_device(
            app,
            VaultKeepDevice {
                on,
                proof,
                recovery: None,
                task: None,
            },
        )
    };
    assert!(matches!(keep(false, None), Err(Error::LastSlot)));
    let groups = recovery_code(app, None);
    assert_eq!(
        keep(false, None).expect("the code is another way").device,
        None
    );
    let vault = vault_remove_recovery(
        app,
        VaultRemoveRecovery {
            proof: Some(TypedProof::Recovery(typed(&groups.join("")))),
            task: None,
        },
    );
    assert!(
        matches!(vault, Err(Error::LastSlot)),
        "the code is the last one now: {vault:?}"
    );
    let vault = vault_set_passphrase(
        app,
        VaultSetPassphrase {
            passphrase: typed(PASSPHRASE),
            proof: None,
            keep_device: false,
            recovery: None,
            task: None,
        },
    )
    .expect("a second way");
    assert!(vault.recovery.is_some(), "the code is still there");
    let removed = vault_remove_passphrase(
        app,
        VaultRemovePassphrase {
            proof: passphrase(PASSPHRASE),
            recovery: None,
            task: None,
        },
    )
    .expect("the passphrase may go");
    assert_eq!(
        (removed.passphrase, removed.device.is_some()),
        (None, true),
        "and this device opens the desk again"
    );
}

#[test]
fn a_wrong_passphrase_costs_the_same_whether_or_not_there_is_one() {
    let world = World::new();
    // Counted in work, not in time: the derivation refuses a cost below the floor before it works, so a
    // desk with a forged cheap slot fails in another way than one without a slot.
    let none = keys::unlock(world.folder(), Proof::Passphrase(&typed("a guess at it")));
    assert!(matches!(none, Err(Error::WrongProof)), "no slot: {none:?}");
    set_passphrase(&world.app, PASSPHRASE, None, true);
    let one = keys::unlock(world.folder(), Proof::Passphrase(&typed("a guess at it")));
    assert!(matches!(one, Err(Error::WrongProof)), "a slot: {one:?}");
}

#[test]
fn a_cheap_slot_is_refused_unread() {
    let world = World::new();
    set_passphrase(&world.app, PASSPHRASE, None, false);
    let path = world.folder().join(keys::FILE);
    let text = std::fs::read_to_string(&path).expect("the key file");
    let mut file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    file["slots"][0]["cost"]["memory_kib"] = serde_json::json!(1024);
    std::fs::write(&path, file.to_string()).expect("written");
    let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
    let refused = App::open(world.folder(), Arc::new(FixedClock::new(now, zone)));
    assert!(
        matches!(refused.err(), Some(Error::Keys(_))),
        "a slot somebody made cheap to guess is not worked with"
    );
}
