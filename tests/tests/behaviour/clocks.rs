//! What clocks do to reminders: the hour that is skipped, the hour that comes twice, journeys, and dates that
//! are not in every month.

use chrono::Duration;
use ithaca_core::commands::*;
use ithaca_core::reminders;
use ithaca_tests::World;
use serde_json::json;

use crate::desk::run;

/// Looks every five minutes until `end`; the wall times at which something was shown, and what.
fn told_until(world: &World, end: &str) -> Vec<String> {
    let (end, _) = ithaca_tests::moment(&format!("{end}[{}]", world.app.zone()));
    let mut told = Vec::new();
    while world.app.now().utc() < end {
        let here = world.app.now().utc().with_timezone(&world.app.zone());
        for notice in world.notices() {
            told.push(format!("{} {}", here.format("%H:%M %z"), notice.title));
        }
        world.advance(Duration::minutes(5));
    }
    told
}

fn quiet_hours(world: &World, from: &str, until: &str) {
    let mut settings = settings_show(&world.app, SettingsShow {}).expect("settings");
    settings.quiet_hours = Some(QuietHours {
        from: from.to_owned(),
        until: until.to_owned(),
    });
    settings_change(
        &world.app,
        SettingsChange {
            settings,
            shown: None,
        },
    )
    .expect("quiet hours can be set");
}

/// 29 March 2026 in Paris: after 01:59 comes 03:00.
#[test]
fn the_night_the_clocks_go_forward_loses_nothing() {
    let world = World::at("2026-03-28T12:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    for (title, starts) in [
        ("Skipped", "2026-03-29T02:30"),
        ("After", "2026-03-29T03:30"),
    ] {
        let plan = json!({ "participants": [ada.id], "fields": { "title": title, "starts_local": starts,
            "duration_minutes": 30, "channel": "phone" } });
        run(&world, "meeting_plan", plan);
    }
    world.promise(&ada, "Call", Some("2026-03-29"));
    world.notices();
    assert_eq!(
        told_until(&world, "2026-03-29T10:00"),
        [
            "01:00 +0100 Skipped",
            "01:30 +0100 After",
            "03:30 +0200 Skipped",
            "04:00 +0200 After",
            "09:00 +0200 Call",
        ],
        "an hour before, which is an hour; when each is over; and nine is nine"
    );
}

/// 25 October 2026 in Paris: after 02:59 comes 02:00 again.
#[test]
fn the_hour_that_comes_twice_tells_once() {
    let world = World::at("2026-10-24T12:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    let plan = json!({ "participants": [ada.id], "fields": { "title": "Twice", "starts_local": "2026-10-25T02:30",
        "duration_minutes": 60, "channel": "phone" } });
    run(&world, "meeting_plan", plan);
    world.promise(&ada, "Call", Some("2026-10-25"));
    world.notices();
    assert_eq!(
        told_until(&world, "2026-10-25T10:00"),
        ["01:30 +0200 Twice", "02:30 +0100 Twice", "09:00 +0100 Call"],
        "before the first of the two, and when it is over an hour later"
    );
}

/// Quiet hours that end in the hour that is skipped, or in the one that comes twice.
#[test]
fn quiet_hours_end_on_both_nights() {
    for (evening, morning, told) in [
        ("2026-03-28T21:00", "2026-03-29T10:00", "03:00 +0200 Call"),
        ("2026-10-24T21:00", "2026-10-25T10:00", "02:30 +0200 Call"),
    ] {
        let world = World::at(&format!("{evening}[Europe/Paris]"));
        quiet_hours(&world, "20:00", "02:30");
        world.promise(&world.mentor("Ada"), "Call", Some("2026-01-02"));
        let next = reminders::next_due(&world.app)
            .expect("a time")
            .expect("one");
        let woke = next.utc().with_timezone(&world.app.zone());
        assert_eq!(
            woke.format("%H:%M %z Call").to_string(),
            told,
            "when the loop is to look"
        );
        assert_eq!(
            told_until(&world, morning),
            [told],
            "once, at the first half past two or after it"
        );
    }
}

/// The loop is told to wake when something is shown, on both nights: not a minute before or after.
#[test]
fn the_next_time_is_right_across_both_changes() {
    for (before, day) in [
        ("2026-03-28T23:00", "2026-03-29"),
        ("2026-10-24T23:00", "2026-10-25"),
    ] {
        let world = World::at(&format!("{before}[Europe/Paris]"));
        world.promise(&world.mentor("Ada"), "Call", Some(day));
        let next = reminders::next_due(&world.app)
            .expect("a time")
            .expect("one");
        let here = next.utc().with_timezone(&world.app.zone());
        assert_eq!(
            here.format("%F %H:%M").to_string(),
            format!("{day} 09:00"),
            "nine there"
        );
    }
}

/// Samoa had no 30 December 2011: what was due then is due at the first instant after it.
#[test]
fn a_day_that_never_was_is_told_on_the_next() {
    let world = World::at("2011-12-29T12:00[Pacific/Apia]");
    world.promise(&world.mentor("Ada"), "Call", Some("2011-12-30"));
    assert_eq!(world.notices(), [], "not on the 29th");
    world.go_to("2011-12-31T00:00[Pacific/Apia]");
    assert_eq!(
        world.notices().len(),
        1,
        "the 31st begins when the 29th ends"
    );
}

#[test]
fn the_29th_of_february_and_the_last_of_each_month_are_days_like_others() {
    for day in [
        "2024-02-29",
        "2028-02-29",
        "2026-02-28",
        "2026-04-30",
        "2026-12-31",
    ] {
        let world = World::at(&format!("{day}T08:59[Europe/Paris]"));
        world.promise(&world.mentor("Ada"), "Call", Some(day));
        assert_eq!(world.notices(), [], "a minute to nine on {day}");
        world.advance(Duration::minutes(1));
        assert_eq!(world.notices().len(), 1, "at nine on {day}");
    }
}

/// Over the date line and back: a promise's day is the day where the person is, and it is told once.
#[test]
fn a_journey_over_the_date_line_tells_once() {
    let world = World::at("2026-03-09T10:00[Pacific/Kiritimati]");
    let ada = world.mentor("Ada");
    world.promise(&ada, "Here", Some("2026-03-09"));
    world.promise(&ada, "Later", Some("2026-03-10"));
    assert_eq!(world.notices().len(), 1, "the ninth, in Kiritimati");
    world.go_to("2026-03-08T10:30[Pacific/Honolulu]");
    assert_eq!(
        world.notices(),
        [],
        "half an hour later, in Hawaii, it is the day before"
    );
    world.go_to("2026-03-09T09:00[Pacific/Honolulu]");
    assert_eq!(world.notices(), [], "nine on the ninth again: told already");
    world.go_to("2026-03-10T09:00[Pacific/Honolulu]");
    assert_eq!(world.notices().len(), 1, "and the tenth there");
}

/// Who travels and then looks at a room is not told of the same silence again.
#[test]
fn a_silence_is_one_silence_in_every_zone() {
    let world = World::at("2026-01-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.go_to("2026-02-17T09:00[Europe/Paris]");
    assert_eq!(world.notices().len(), 1, "told in Paris");
    for zone in ["Asia/Tokyo", "Pacific/Niue", "Pacific/Kiritimati"] {
        world.go_to(&format!("2026-02-20T12:00[{zone}]"));
        let fields = RelationshipFields {
            topic: format!("Seen from {zone}"),
            ..ada.fields.clone()
        };
        relationship_change(
            &world.app,
            RelationshipChange {
                id: ada.id,
                fields,
                shown: None,
            },
        )
        .expect("a room can be changed");
        assert_eq!(world.notices(), [], "the same silence in {zone}");
        assert_eq!(
            world.inbox().len(),
            1,
            "which still stands in the inbox in {zone}"
        );
        let told = run(&world, "reminder_explain", json!({ "id": ada.id }));
        let outcomes: Vec<_> = told
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| &one["outcome"])
            .collect();
        assert_eq!(outcomes, ["shown"], "and is explained as one: {told}");
    }
}
