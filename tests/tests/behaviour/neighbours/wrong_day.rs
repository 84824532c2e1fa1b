//! Reminders on the wrong day, at the wrong hour, or missing from the day's page.

use chrono::Duration;
use ithaca_core::commands::CadenceUnit::{Friday, Monday, Month, Week};
use ithaca_core::reminders;
use serde_json::json;

use super::*;

/// Set for the 24th, mailed at two in the morning of the 25th in New Zealand (2017).
#[test]
fn monica_389_the_24th_is_the_24th_in_new_zealand() {
    let world = World::at("2017-06-23T20:00[Pacific/Auckland]");
    world.promise(&world.mentor("Ada"), "Call", Some("2017-06-24"));
    let next = reminders::next_due(&world.app)
        .expect("a time")
        .expect("one");
    let here = next.utc().with_timezone(&world.app.zone());
    assert_eq!(
        here.format("%d %H:%M").to_string(),
        "24 09:00",
        "that morning, there"
    );
}

/// Days were the server's, whatever zone was chosen in the settings (2017).
#[test]
fn monica_428_the_chosen_zone_counts_not_the_computers() {
    let world = World::at("2026-03-02T23:30[UTC]");
    let mut settings = settings_show(&world.app, SettingsShow {}).expect("settings");
    settings.zone = Some("Asia/Tokyo".to_owned());
    settings_change(
        &world.app,
        SettingsChange {
            settings,
            shown: None,
        },
    )
    .expect("a zone can be chosen");
    assert_eq!(
        today(&world)["date"],
        "2026-03-03",
        "it is tomorrow in Tokyo"
    );
    world.promise(&world.mentor("Ada"), "Call", Some("2026-03-03"));
    assert_eq!(shown(&world), [""; 0], "half past eight there");
    world.advance(Duration::minutes(30));
    assert_eq!(shown(&world), ["Call"], "nine there");
}

/// A call recorded in Melbourne, New York or Berlin was dated the day before (2018).
#[test]
fn monica_887_what_happened_today_is_dated_today() {
    for zone in ["Australia/Melbourne", "America/New_York", "Europe/Berlin"] {
        for hour in ["00:30", "23:45"] {
            let world = World::at(&format!("2026-02-07T{hour}[{zone}]"));
            let ada = world.mentor("Ada");
            record_meeting(&world, &ada, "2026-02-07T00:10");
            let room = relationship_show(&world.app, RelationshipShow { id: ada.id });
            assert_eq!(
                room.expect("the room").relationship.last_contact_on,
                "2026-02-07".parse().ok(),
                "recorded at {hour} in {zone}"
            );
        }
    }
}

/// "I've now wished two friends happy birthday the day before" (2018).
#[test]
fn monica_1668_a_day_is_a_day_where_the_person_is() {
    for zone in [
        "Pacific/Kiritimati",
        "Asia/Kolkata",
        "Europe/Paris",
        "UTC",
        "America/St_Johns",
        "Pacific/Honolulu",
        "Pacific/Niue",
    ] {
        let world = World::at(&format!("2026-03-08T23:59[{zone}]"));
        world.promise(&world.mentor("Ada"), "Call", Some("2026-03-09"));
        assert_eq!(shown(&world), [""; 0], "not the day before in {zone}");
        world.go_to(&format!("2026-03-09T09:00[{zone}]"));
        assert_eq!(shown(&world), ["Call"], "but on its day in {zone}");
        world.go_to(&format!("2026-03-10T09:00[{zone}]"));
        assert_eq!(shown(&world), [""; 0], "and once in {zone}");
    }
}

/// "If it Oct 29th, it's Oct 29th, no matter which timezone": a fix of 2018, and again #3655.
#[test]
fn monica_1823_and_3655_a_date_has_no_zone() {
    let world = World::at("2018-10-20T12:00[Europe/Paris]");
    world.promise(&world.mentor("Ada"), "Call", Some("2018-10-29"));
    for zone in [
        "Pacific/Kiritimati",
        "America/Los_Angeles",
        "Pacific/Pago_Pago",
    ] {
        world.go_to(&format!("2018-10-21T12:00[{zone}]"));
        let list = run(&world, "action_list", json!({}));
        assert_eq!(list["items"][0]["due_on"], "2018-10-29", "read in {zone}");
        let next = reminders::next_due(&world.app)
            .expect("a time")
            .expect("one");
        let here = next.utc().with_timezone(&world.app.zone());
        assert_eq!(
            here.format("%d %H:%M").to_string(),
            "29 09:00",
            "due in {zone}"
        );
    }
}

/// The mail came a day late and did not say which day it meant (2018).
#[test]
fn monica_2233_the_words_say_which_day() {
    let world = World::at("2018-12-29T09:00[Europe/Amsterdam]");
    world.promise(&world.mentor("Ada"), "Call", Some("2018-12-30"));
    assert_eq!(shown(&world), [""; 0], "not early");
    world.go_to("2018-12-30T09:00[Europe/Amsterdam]");
    assert_eq!(
        world.notices()[0].body,
        "You promised Ada, due today",
        "on its day"
    );
    world.go_to("2018-12-31T09:00[Europe/Amsterdam]");
    assert_eq!(
        world.inbox()[0].body,
        "You promised Ada, due yesterday",
        "and read a day later it says so"
    );
}

/// A reminder for today was set for today in a year (2019, and again #5168).
#[test]
fn monica_2510_today_is_not_next_year() {
    let world = World::at("2026-03-02T10:00[Europe/Paris]");
    world.promise(&world.mentor("Ada"), "Call today", Some("2026-03-02"));
    assert_eq!(
        shown(&world),
        ["Call today"],
        "made after nine and due today: due now"
    );
}

/// East of UTC what repeats was planned for the same day again, and came again (2024).
#[test]
fn monica_7382_told_once_a_time_east_of_utc() {
    let world = World::at("2026-01-02T00:00[Europe/Vienna]");
    let ada = world.mentor("Ada");
    set_cadence(&world, &ada, 1, Week);
    let mut told = Vec::new();
    for _ in 0..24 * 40 {
        world.advance(Duration::hours(1));
        let here = world.app.now().utc().with_timezone(&world.app.zone());
        told.extend(
            shown(&world)
                .iter()
                .map(|_| here.format("%m-%d %H:%M").to_string()),
        );
    }
    assert_eq!(told, ["01-12 09:00"], "looked at each hour of forty days");
}

/// Today's birthday was not on the dashboard, only those to come; "still an issue" until 2023.
#[test]
fn monica_839_today_is_on_the_days_page() {
    for hour in ["00:00", "08:59", "09:00", "23:59"] {
        let world = World::at(&format!("2026-03-02T{hour}[Europe/Paris]"));
        world.promise(&world.mentor("Ada"), "Call today", Some("2026-03-02"));
        assert_eq!(
            titles(&today(&world), "due", "title"),
            ["Call today"],
            "at {hour}"
        );
    }
}

/// "My dashboard only shows upcoming reminders and not current ones" (2018).
#[test]
fn monica_740_a_meeting_under_way_is_still_there() {
    let world = World::new();
    world.meeting(&world.mentor("Ada"), "2026-03-02T10:00");
    for (when, there) in [
        ("2026-03-02T09:59", true),
        ("2026-03-02T10:44", true),
        ("2026-03-02T10:45", false),
    ] {
        world.go_to(&format!("{when}[Europe/Paris]"));
        let page = today(&world);
        assert_eq!(!page["next"].is_null(), there, "next at {when}");
        assert_eq!(
            page["untold"].as_array().map(Vec::len),
            Some(usize::from(!there)),
            "then the question how it was, at {when}"
        );
    }
}

/// Monthly from 31 January goes to early March and stays there: `addMonth()` overflows.
#[test]
fn monica_a_month_ends_clamp_and_keep_their_anchor() {
    for (met, next) in [
        ("2026-01-31", "2026-02-28"),
        ("2024-01-31", "2024-02-29"),
        ("2024-02-29", "2024-03-29"),
        ("2026-03-31", "2026-04-30"),
        ("2026-12-31", "2027-01-31"),
    ] {
        let world = World::at(&format!("{met}T18:00[Europe/Paris]"));
        let ada = world.mentor("Ada");
        record_meeting(&world, &ada, &format!("{met}T10:00"));
        assert_eq!(suggested(&world, &ada), next, "a month after {met}");
    }
    let (monthly, two_monthly) = (
        Cadence {
            every: 1,
            unit: Month,
        },
        Cadence {
            every: 2,
            unit: Month,
        },
    );
    let end = "2026-01-31".parse().expect("a date");
    assert_eq!(
        [
            monthly.after(end).to_string(),
            two_monthly.after(end).to_string()
        ],
        ["2026-02-28", "2026-03-31"],
        "March has the anchor's day again"
    );
}

/// "Every 3 months" is stored and moved on by one: `frequency_number` is ignored.
#[test]
fn monica_b_every_third_is_not_every_first() {
    let world = World::at("2026-03-02T18:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    record_meeting(&world, &ada, "2026-03-02T10:00");
    for (every, unit, next) in [
        (3, Month, "2026-06-02"),
        (2, Week, "2026-03-16"),
        (6, Month, "2026-09-02"),
    ] {
        set_cadence(&world, &ada, every, unit);
        assert_eq!(suggested(&world, &ada), next, "every {every} {unit:?}");
    }
}

/// An hour off after the clocks change, since it is reckoned on the UTC instant.
#[test]
fn monica_c_nine_is_nine_on_both_sides_of_both_changes() {
    for (zone, days) in [
        (
            "Europe/Paris",
            ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"],
        ),
        (
            "America/New_York",
            ["2026-03-07", "2026-03-08", "2026-10-31", "2026-11-01"],
        ),
        (
            "Australia/Lord_Howe",
            ["2026-04-04", "2026-04-05", "2026-10-03", "2026-10-04"],
        ),
    ] {
        for day in days {
            let world = World::at(&format!("2026-01-15T09:00[{zone}]"));
            let ada = world.mentor("Ada");
            set_cadence(&world, &ada, 52, Month);
            world.promise(&ada, "Call", Some(day));
            world.go_to(&format!("{day}T08:59[{zone}]"));
            assert_eq!(
                shown(&world),
                [""; 0],
                "a minute to nine on {day} in {zone}"
            );
            world.advance(Duration::minutes(1));
            assert_eq!(shown(&world), ["Call"], "at nine on {day} in {zone}");
        }
    }
}

/// A date of today counts as past, also for what is still to come that day.
#[test]
fn monica_d_later_today_is_not_past() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-02T17:00");
    world.notices();
    world.go_to("2026-03-02T16:00[Europe/Paris]");
    assert_eq!(shown(&world), ["Meeting with Ada"], "an hour before, today");
}

/// Reminders have no hours, "which is crucial".
#[test]
fn chandler_480_a_meeting_is_announced_to_the_minute() {
    let world = World::at("2026-03-02T12:00[Europe/Paris]");
    world.meeting(&world.mentor("Ada"), "2026-03-02T14:37");
    world.notices();
    world.go_to("2026-03-02T13:36[Europe/Paris]");
    assert_eq!(shown(&world), [""; 0], "a minute early");
    world.go_to("2026-03-02T13:37[Europe/Paris]");
    assert_eq!(
        world.notices()[0].body,
        "You meet today 14:37",
        "and it says when"
    );
}

/// No "3rd Monday of the month" (2025).
#[test]
fn monica_7846_every_third_monday() {
    let world = World::at("2026-03-16T18:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    record_meeting(&world, &ada, "2026-03-16T10:00");
    for (every, unit, next) in [
        (3, Monday, "2026-04-20"),
        (1, Monday, "2026-04-06"),
        (5, Friday, "2026-03-27"),
    ] {
        set_cadence(&world, &ada, every, unit);
        assert_eq!(
            suggested(&world, &ada),
            next,
            "number {every} of the month's {unit:?}s"
        );
    }
    set_cadence(&world, &ada, 3, Monday);
    world.go_to("2026-05-07T09:00[Europe/Paris]");
    let titles = shown(&world);
    assert!(
        titles.contains(&"Ada".to_owned()),
        "and its silence is told: {titles:?}"
    );
    let refused = world.call(
        "relationship_change",
        json!({ "id": ada.id, "fields": { "role": "mentee", "kind": "informal", "topic": "", "programme": "",
                "started_on": null, "ends_on": null, "cadence": { "every": 6, "unit": "monday" } } }),
    );
    assert!(refused.is_err(), "no month has a sixth Monday");
}

/// The Android client showed the day before or after what was typed (2026).
#[test]
fn teobaranga_571_a_typed_date_is_read_back_the_same() {
    for zone in [
        "Pacific/Niue",
        "America/Los_Angeles",
        "Asia/Kathmandu",
        "Pacific/Chatham",
    ] {
        for hour in ["00:01", "12:00", "23:59"] {
            let world = World::at(&format!("2026-08-04T{hour}[{zone}]"));
            world.promise(&world.mentor("Ada"), "Call", Some("2026-08-05"));
            let list = run(&world, "action_list", json!({}));
            assert_eq!(
                list["items"][0]["due_on"], "2026-08-05",
                "at {hour} in {zone}"
            );
        }
    }
}
