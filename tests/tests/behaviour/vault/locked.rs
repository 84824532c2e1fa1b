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
