//! Reminders that never came.

use std::collections::BTreeSet;

use chrono::Duration;
use ithaca_core::reminders;
use serde_json::json;

use super::*;

/// Birthday reminders stood in the dashboard and were never mailed (2019, hosted).
#[test]
fn monica_2480_what_stands_in_the_inbox_was_also_shown() {
    let world = World::at("2026-01-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.promise(&world.mentee("Ben"), "Send the draft", Some("2026-02-17"));
    world.go_to("2026-02-17T09:00[Europe/Paris]");
    let shown: BTreeSet<_> = world
        .notices()
        .into_iter()
        .flat_map(|notice| notice.reminders)
        .collect();
    let inbox: BTreeSet<_> = world.inbox().into_iter().map(|one| one.id).collect();
    assert_eq!(inbox.len(), 3, "two silences and a promise, {}", ada.name);
    assert_eq!(
        shown, inbox,
        "of every kind: whatever stands there was shown"
    );
}

/// Mails came for years and ceased on one day in February 2019 (hosted).
#[test]
fn monica_2485_they_do_not_cease() {
    let mut world = World::at("2026-01-01T08:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    set_cadence(&world, &ada, 12, CadenceUnit::Month);
    let days: Vec<String> = (0..60)
        .map(|day| (world.app.today() + Duration::days(day)).to_string())
        .collect();
    for day in &days {
        world.promise(&ada, &format!("Due {day}"), Some(day));
    }
    for (number, day) in days.iter().enumerate() {
        world.go_to(&format!("{day}T09:00[Europe/Paris]"));
        if number % 20 == 19 {
            world = world.reopened();
        }
        assert_eq!(shown(&world), [format!("Due {day}")], "one a day, each day");
    }
}

/// Nothing came until somebody set up a second program that sends (2020, self-hosted).
#[test]
fn monica_4178_no_other_program_is_needed() {
    let world = World::at("2026-03-01T22:00[Europe/Paris]");
    world.promise(&world.mentor("Ada"), "Call", Some("2026-03-02"));
    let next = reminders::next_due(&world.app)
        .expect("the next due time")
        .expect("there is one");
    world.advance(Duration::milliseconds(next.0 - world.app.now().0));
    assert_eq!(
        shown(&world),
        ["Call"],
        "the program itself knows when to wake, and shows it then"
    );
}

/// "Stay in touch every 60 days" never wrote to somebody who pays for it: "the main reason I use it" (2020).
#[test]
fn monica_4614_every_sixty_days_is_told() {
    let world = World::at("2026-01-05T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    set_cadence(&world, &ada, 2, CadenceUnit::Month);
    let mut told = 0;
    for _ in 0..3 {
        world.advance(Duration::days(60));
        assert_eq!(shown(&world), [""; 0], "on the day itself nobody is late");
        world.advance(Duration::days(30));
        told += shown(&world).len();
        let here = world.app.now().utc().with_timezone(&world.app.zone());
        let met = (here - Duration::hours(2)).format("%Y-%m-%dT%H:%M");
        record_meeting(&world, &ada, &met.to_string());
        let about = json!({ "kind": "relationship", "id": ada.id });
        run(
            &world,
            "note_write",
            json!({ "about": about, "body": "We met" }),
        );
    }
    assert_eq!(told, 3, "each time it grew too long");
}

/// "I'm just a user, not a programmer": the answer had been to add a container (2021).
#[test]
fn monica_5681_nothing_has_to_be_set_up() {
    let world = World::new();
    let before = run(&world, "settings_show", json!({}));
    world.meeting(&world.mentor("Ada"), "2026-03-03T09:00");
    assert_eq!(
        shown(&world),
        ["Meeting with Ada"],
        "with a new desk's settings"
    );
    assert_eq!(
        before,
        run(&world, "settings_show", json!({})),
        "and no other"
    );
}

/// No mail, and the day's list went empty on the day: "so everytime I lose activities" (2025).
#[test]
fn monica_7902_the_days_items_stay_until_they_are_acted_on() {
    let world = World::new();
    let action = world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    let notice = world.notices().remove(0);
    reminders::record_delivery(&world.app, &notice.reminders, Delivery::Failed)
        .expect("a failure is noted");
    for when in ["2026-03-02T23:59", "2026-03-03T09:00", "2026-03-30T09:00"] {
        world.go_to(&format!("{when}[Europe/Paris]"));
        world.notices();
        assert_eq!(
            titles(&today(&world), "due", "title"),
            ["Send the draft"],
            "on the day's page at {when}"
        );
        assert_eq!(world.inbox().len(), 1, "and in the inbox at {when}");
    }
    run(&world, "action_done", json!({ "id": action.id }));
    assert_eq!(world.inbox(), [], "until it is kept");
}

/// The day's items vanish with the program.
#[test]
fn monica_7902_a_restart_loses_nothing_and_repeats_nothing() {
    let world = World::new();
    world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    let world = world.reopened();
    assert_eq!(
        shown(&world),
        ["Send the draft"],
        "due before the restart, shown after it"
    );
    let world = world.reopened();
    assert_eq!(
        shown(&world),
        [""; 0],
        "shown before the restart, not after it"
    );
    assert_eq!(world.inbox().len(), 1, "and still in the inbox");
}

/// A third party's script (Ian2020/monica_reminder) exists to catch up after days of downtime.
#[test]
fn monica_reminder_a_month_asleep_loses_nothing_and_says_it_once() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let days = [
        "2026-03-05",
        "2026-03-08",
        "2026-03-12",
        "2026-03-19",
        "2026-03-25",
    ];
    for (number, day) in days.iter().enumerate() {
        world.promise(&ada, &format!("Promise {number}"), Some(day));
    }
    let world = world.reopened();
    world.go_to("2026-04-01T08:00[Europe/Paris]");
    let notices = world.notices();
    assert_eq!(
        notices.len(),
        1,
        "one digest, not five pop-ups: {notices:?}"
    );
    assert_eq!(
        (notices[0].title.as_str(), notices[0].opens.as_str()),
        ("5 things wait for you", "/inbox"),
        "it opens the inbox"
    );
    assert_eq!(notices[0].reminders.len(), 5, "and stands for all");
    assert_eq!(world.inbox().len(), 5, "each is in the inbox");
    assert_eq!(shown(&world), [""; 0], "told once");
}

/// After ten failures the channel is switched off and the reminders are deleted with it.
#[test]
fn monica_e_failures_delete_nothing_and_switch_nothing_off() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.promise(&ada, "Send the draft", Some("2026-03-02"));
    let notice = world.notices().remove(0);
    for _ in 0..12 {
        reminders::record_delivery(&world.app, &notice.reminders, Delivery::Failed)
            .expect("a failure is noted");
    }
    let inbox = world.inbox();
    assert_eq!(
        (inbox.len(), inbox[0].delivery),
        (1, Delivery::Failed),
        "twelve failures, and it is still there"
    );
    world.promise(&ada, "Another", Some("2026-03-02"));
    assert_eq!(shown(&world), ["Another"], "and the next is shown as ever");
    reminders::recover(&world.app).expect("a start");
    let mut both = shown(&world);
    both.sort();
    assert_eq!(
        both,
        ["Another", "Send the draft"],
        "and at the next start both"
    );
}
