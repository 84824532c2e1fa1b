//! "Stay in touch" that ignores real contact.

use chrono::Duration;
use ithaca_core::commands::CadenceUnit::{Month, Week};
use serde_json::json;

use super::*;

fn quiet(world: &World) -> Vec<String> {
    titles(&today(world), "quiet", "name")
}

/// The mail comes every so many days whatever has happened; open since 2018, an offered fix never merged.
#[test]
fn monica_1814_every_meeting_held_starts_the_count_anew() {
    let world = World::at("2026-01-05T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    set_cadence(&world, &ada, 2, Week);
    for _ in 0..10 {
        world.advance(Duration::days(13));
        let here = world.app.now().utc().with_timezone(&world.app.zone());
        let met = (here - Duration::hours(1)).format("%Y-%m-%dT%H:%M");
        record_meeting(&world, &ada, &met.to_string());
        assert_eq!(
            shown(&world),
            [""; 0],
            "met every thirteen days and meant every fourteen"
        );
    }
    assert_eq!(world.inbox(), [], "half a year without a word too many");
}

/// "I called them 2 days ago… it sent me an email yesterday" (2023).
#[test]
fn monica_6571_who_was_called_two_days_ago_is_not_missed() {
    let world = World::at("2026-02-01T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    set_cadence(&world, &ada, 2, Week);
    world.go_to("2026-02-20T18:00[Europe/Paris]");
    let call = json!({ "participants": [ada.id], "fields": {
        "starts_local": "2026-02-20T17:00", "duration_minutes": 10, "channel": "phone" } });
    let call = run(&world, "meeting_plan", call);
    run(&world, "meeting_hold", json!({ "id": call["id"] }));
    for day in ["2026-02-22", "2026-03-06", "2026-03-12"] {
        world.go_to(&format!("{day}T09:00[Europe/Paris]"));
        assert_eq!(quiet(&world), [""; 0], "not on {day}");
        assert_eq!(shown(&world), [""; 0], "and no pop-up on {day}");
    }
    world.go_to("2026-03-13T09:00[Europe/Paris]");
    assert_eq!(
        shown(&world),
        ["Ada"],
        "fourteen days after the call and half as many again"
    );
}

/// Ideal and longest interval, yellow and red (2017): a meeting is suggested on the one, told of on the other.
#[test]
fn monica_321_the_meant_day_and_the_late_one_differ() {
    let world = World::at("2026-03-02T18:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    set_cadence(&world, &ada, 4, Week);
    record_meeting(&world, &ada, "2026-03-02T10:00");
    assert_eq!(
        suggested(&world, &ada),
        "2026-03-30",
        "four weeks on, as meant"
    );
    world.go_to("2026-03-30T12:00[Europe/Paris]");
    assert_eq!(shown(&world), [""; 0], "that day is not late");
    world.go_to("2026-04-13T09:00[Europe/Paris]");
    assert_eq!(shown(&world), ["Ada"], "six weeks are");
}

/// "Help stop people slipping through the cracks" (2019): they are listed, longest silence first.
#[test]
fn monica_3178_who_slips_is_listed_longest_first() {
    let world = World::at("2026-01-01T09:00[Europe/Paris]");
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    world.mentee("Cleo");
    world.go_to("2026-01-20T12:00[Europe/Paris]");
    record_meeting(&world, &ada, "2026-01-10T10:00");
    record_meeting(&world, &ben, "2026-01-20T10:00");
    world.go_to("2026-03-20T09:00[Europe/Paris]");
    assert_eq!(
        quiet(&world),
        ["Cleo", "Ada", "Ben"],
        "from when each was last met"
    );
}

/// "Filter all users who I haven't contacted in 6 months" by a rhythm of their own (2017).
#[test]
fn monica_255_each_by_a_rhythm_of_their_own() {
    let world = World::at("2026-01-01T12:00[Europe/Paris]");
    for (name, every) in [("Ada", 1), ("Ben", 3), ("Cleo", 12)] {
        let room = world.mentor(name);
        set_cadence(&world, &room, every, Month);
        record_meeting(&world, &room, "2026-01-01T09:00");
    }
    for (day, silent) in [
        ("2026-02-01", vec![]),
        ("2026-03-01", vec!["Ada"]),
        ("2026-05-01", vec!["Ada", "Ben"]),
        ("2027-01-23", vec!["Ada", "Ben", "Cleo"]),
    ] {
        world.go_to(&format!("{day}T12:00[Europe/Paris]"));
        assert_eq!(quiet(&world), silent, "on {day}");
    }
}

/// The upcoming ones cannot be seen (2021).
#[test]
fn monica_5631_what_comes_can_be_asked() {
    let world = World::new();
    let ada = world.mentor("Ada");
    record_meeting(&world, &ada, "2026-03-01T10:00");
    assert_eq!(suggested(&world, &ada), "2026-04-01", "in the room");
    let told = run(&world, "reminder_explain", json!({ "id": ada.id }));
    let quiet = told
        .as_array()
        .into_iter()
        .flatten()
        .find(|one| one["kind"] == "gone_quiet")
        .cloned()
        .unwrap_or_default();
    assert_eq!(quiet["outcome"], "to_come", "and asked: {told}");
    let sentence = quiet["sentence"].as_str().unwrap_or_default();
    assert!(sentence.contains("17 April"), "with its day: {sentence}");
}

/// Who should be contacted is not on the dashboard.
#[test]
fn monica_1177_the_days_page_says_who_to_get_in_touch_with() {
    let world = World::at("2026-01-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.go_to("2026-02-17T09:00[Europe/Paris]");
    assert_eq!(quiet(&world), ["Ada"], "on the day it is told");
    world.go_to("2026-03-17T09:00[Europe/Paris]");
    assert_eq!(quiet(&world), ["Ada"], "and until something is done");
    world.meeting(&ada, "2026-03-20T10:00");
    assert_eq!(quiet(&world), [""; 0], "such as a date");
}

/// Staying in touch was to be a reminder that comes again by itself.
#[test]
fn monica_429_it_comes_again_without_being_set_again() {
    let world = World::at("2026-01-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    let mut told = 0;
    for day in ["2026-02-17", "2026-04-05", "2026-05-22"] {
        world.go_to(&format!("{day}T12:00[Europe/Paris]"));
        told += shown(&world).iter().filter(|title| *title == "Ada").count();
        record_meeting(&world, &ada, &format!("{day}T10:00"));
        world.notices();
    }
    assert_eq!(told, 3, "after each silence, without a new setting");
}

/// Seven and fourteen days are written into the program (mentee-tracker).
#[test]
fn mentee_tracker_the_interval_is_the_rooms_not_the_programs() {
    for (every, day) in [(1, "2026-03-19"), (3, "2026-04-09"), (6, "2026-05-11")] {
        let world = World::at("2026-03-09T09:00[Europe/Paris]");
        let ada = world.mentor("Ada");
        set_cadence(&world, &ada, every, Week);
        let date: chrono::NaiveDate = day.parse().expect("a date");
        world.go_to(&format!("{}T09:00[Europe/Paris]", date - Duration::days(1)));
        assert_eq!(
            shown(&world),
            [""; 0],
            "every {every} weeks: not a day early"
        );
        world.go_to(&format!("{day}T09:00[Europe/Paris]"));
        assert_eq!(shown(&world), ["Ada"], "every {every} weeks");
    }
}
