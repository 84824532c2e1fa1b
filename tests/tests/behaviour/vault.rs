//! Who may open the desk, and the lock.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::error::Error;
use ithaca_core::keys::{self, Keychain, Proof};
use ithaca_core::reminders::{self, schedule};
use ithaca_core::vault::OpenOptions;
use ithaca_tests::World;

const PASSPHRASE: &str = "fern, ladder, tin, november";

fn typed(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn passphrase(text: &str) -> TypedProof {
    TypedProof::Passphrase(typed(text))
}

fn set_passphrase(app: &App, text: &str, proof: Option<TypedProof>, keep_device: bool) -> Vault {
    let request = VaultSetPassphrase {
        passphrase: typed(text),
        proof,
        keep_device,
        recovery: None,
        task: None,
    };
    vault_set_passphrase(app, request).expect("a passphrase can be set")
}

/// The same folder, as another start of the program finds it.
fn start_again(folder: &Path) -> App {
    let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
    App::open(folder, Arc::new(FixedClock::new(now, zone))).expect("the desk is found")
}

fn unlock(app: &App, proof: TypedProof) -> Result<(), Error> {
    vault_unlock(app, VaultUnlock { proof })
}

fn recovery_code(app: &App, proof: Option<TypedProof>) -> Vec<String> {
    let proposed = vault_propose_recovery(app, VaultProposeRecovery { proof }).expect("a code");
    let typed_back = typed(&proposed.groups[usize::from(proposed.ask_back) - 1].to_lowercase());
    vault_confirm_recovery(
        app,
        VaultConfirmRecovery {
            typed: typed_back,
            task: None,
        },
    )
    .expect("it counts");
    proposed.groups
}

fn is_locked<T>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Locked))
}

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
fn locking_closes_everything_and_forgets_what_could_be_taken_back() {
    let world = World::new();
    let app = &world.app;
    world.mentor("Ada");
    set_passphrase(app, PASSPHRASE, None, true);
    vault_lock(app, VaultLock {}).expect("there is a passphrase");
    assert!(app.is_locked(), "at once");
    assert!(is_locked(today_show(app, TodayShow {})), "no command reads");
    let add = PersonAdd {
        fields: PersonFields {
            name: "Bea".to_owned(),
            ..PersonFields::default()
        },
    };
    assert!(is_locked(person_add(app, add)), "no command writes");
    unlock(app, passphrase(PASSPHRASE)).expect("opened again");
    let undone = change_undo(app, ChangeUndo {}).expect("an answer");
    assert_eq!(undone.label, None, "the stack was dropped with the lock");
}

#[test]
fn keeping_the_device_opens_the_next_start_but_not_a_locked_one() {
    let world = World::new();
    let vault = set_passphrase(&world.app, PASSPHRASE, None, true);
    assert_eq!(vault.device, Some(DevicePlace::File), "kept, as asked");
    assert!(!start_again(world.folder()).is_locked(), "not asked");
    let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
    let locked = OpenOptions::new(Arc::new(FixedClock::new(now, zone)))
        .keychain(Keychain::Asked)
        .locked()
        .open(world.folder())
        .expect("the desk is found");
    assert!(
        locked.is_locked(),
        "a program that locked itself starts afresh and asks"
    );
    unlock(&locked, passphrase(PASSPHRASE)).expect("and opens");
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

#[test]
fn reminders_keep_coming_while_locked_and_name_nothing() {
    let world = World::new();
    let room = world.mentor("Ada");
    world.meeting(&room, "2026-03-05T15:00");
    set_passphrase(&world.app, PASSPHRASE, None, false);
    schedule::refresh(&world.app).expect("what is to come is written");
    let text = std::fs::read_to_string(world.folder().join("schedule.json")).expect("the file");
    assert!(
        !text.contains("Ada") && !text.contains(&room.id.to_string()),
        "times and random ids only: {text}"
    );
    vault_lock(&world.app, VaultLock {}).expect("locked");
    assert_eq!(
        schedule::take_due_locked(&world.app).expect("a look"),
        None,
        "nothing is due yet"
    );
    world.advance(chrono::Duration::days(2) + chrono::Duration::hours(7));
    let notice = schedule::take_due_locked(&world.app)
        .expect("a look")
        .expect("the day before is due");
    assert!(
        !format!("{notice:?}").contains("Ada"),
        "it names nothing: {notice:?}"
    );
    assert_eq!(
        schedule::take_due_locked(&world.app).expect("a look"),
        None,
        "once"
    );
    schedule::record_delivery_locked(&world.app, Delivery::Delivered).expect("noted");
    unlock(&world.app, passphrase(PASSPHRASE)).expect("opened");
    assert_eq!(
        reminders::take_due(&world.app).expect("a look"),
        Vec::new(),
        "what was shown while locked is not shown again"
    );
    let inbox = reminder_list(&world.app, ReminderList::default()).expect("the inbox");
    assert_eq!(
        inbox
            .items
            .iter()
            .map(|item| (item.kind, item.delivery))
            .collect::<Vec<_>>(),
        [(ReminderKind::MeetingEarly, Delivery::Delivered)],
        "it waits in the inbox for an answer"
    );
    assert!(
        !world.folder().join("schedule-shown.jsonl").exists(),
        "and the list of what was shown is gone"
    );
}

#[test]
fn a_locked_desk_has_no_schedule_left_once_it_cannot_be_locked() {
    let world = World::new();
    let room = world.mentor("Ada");
    world.meeting(&room, "2026-03-05T15:00");
    set_passphrase(&world.app, PASSPHRASE, None, false);
    assert!(world.folder().join("schedule.json").exists());
    vault_remove_passphrase(
        &world.app,
        VaultRemovePassphrase {
            proof: passphrase(PASSPHRASE),
            recovery: None,
            task: None,
        },
    )
    .expect("removed");
    assert!(
        !world.folder().join("schedule.json").exists(),
        "nothing lies outside that need not"
    );
}

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
