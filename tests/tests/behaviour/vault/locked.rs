//! A locked desk: closed, silent about names, opened by a proof.

use std::sync::Arc;

use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::keys::Keychain;
use ithaca_core::reminders::{self, schedule};
use ithaca_core::vault::OpenOptions;
use ithaca_tests::World;

use super::{PASSPHRASE, is_locked, passphrase, set_passphrase, start_again, unlock};

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

/// What may stand in the place of a file: by its name, and how it is put there. The link leads to a file of somebody
/// else's, whose path is given.
#[cfg(unix)]
const IN_ITS_PLACE: [&str; 4] = ["pipe", "folder", "link to a device", "link to a file"];

#[cfg(unix)]
fn put_in_place(what: &str, path: &std::path::Path, other: &std::path::Path) {
    let _ = std::fs::remove_file(path);
    match what {
        "pipe" => {
            let made = std::process::Command::new("mkfifo").arg(path).status();
            assert!(made.expect("mkfifo").success());
        }
        "folder" => std::fs::create_dir(path).expect("a folder"),
        "link to a device" => std::os::unix::fs::symlink("/dev/zero", path).expect("a link"),
        _ => std::os::unix::fs::symlink(other, path).expect("a link"),
    }
}

#[test]
#[cfg(unix)]
fn what_is_no_plain_file_in_the_schedules_place_is_neither_waited_for_nor_followed() {
    let world = World::new();
    let room = world.mentor("Ada");
    set_passphrase(&world.app, PASSPHRASE, None, false);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let other = elsewhere.path().join("other");
    let tries = ["schedule.json", "schedule-shown.jsonl"]
        .into_iter()
        .flat_map(|name| IN_ITS_PLACE.map(|what| (name, what)));
    for (name, what) in tries {
        let due = world.app.today() + chrono::Duration::days(1);
        world.promise(&room, "Send the draft", Some(&due.to_string()));
        schedule::refresh(&world.app).expect("what is to come is written");
        // To be read it would be as good as the schedule itself, which says that something is due.
        let text = std::fs::read(world.folder().join("schedule.json")).expect("the file");
        std::fs::write(&other, &text).expect("a file");
        vault_lock(&world.app, VaultLock {}).expect("locked");
        let path = world.folder().join(name);
        put_in_place(what, &path, &other);
        world.advance(chrono::Duration::days(2));

        let taken = schedule::take_due_locked(&world.app);
        match (name, what) {
            ("schedule.json", _) => assert_eq!(
                taken.expect("a look"),
                None,
                "a {what} is no schedule: nothing is known to be due"
            ),
            (_, "folder") => assert!(taken.is_err(), "it cannot be noted, so it is not shown"),
            _ => assert!(
                taken.expect("a look").is_some() && path.is_file() && !path.is_symlink(),
                "{what}: noted in a file of its own"
            ),
        }
        assert_eq!(
            std::fs::read(&other).expect("it is there"),
            text,
            "{name} as a {what}: nobody else's file is written to"
        );
        unlock(&world.app, passphrase(PASSPHRASE)).expect("the desk opens all the same");
        let refreshed = schedule::refresh(&world.app);
        assert_eq!(
            refreshed.is_err(),
            (name, what) == ("schedule.json", "folder"),
            "{name} as a {what}: {refreshed:?}"
        );
        let _ = std::fs::remove_dir(&path);
        schedule::refresh(&world.app).expect("once it is away");
    }
}
