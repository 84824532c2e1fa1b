use std::collections::BTreeSet;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::dispatch;
use ithaca_core::watch::Watch;
use ithaca_tests::{World, moment};
use serde_json::json;

use crate::desk::run;

/// What a look makes known as changed: each time one list of topics.
fn looked(world: &World, watch: &Watch) -> Vec<BTreeSet<String>> {
    let heard = world.listen();
    watch.look().expect("a look");
    let heard = heard.lock().expect("the list").clone();
    heard
        .iter()
        .map(|topics| serde_json::from_str(topics).expect("a list of words"))
        .collect()
}

#[test]
fn midnight_and_another_zone_are_told_once_and_the_hours_between_are_not() {
    let world = World::at("2026-03-03T23:59[Europe/Paris]");
    let watch = Watch::over(&world.app);
    assert_eq!(
        looked(&world, &watch),
        [],
        "the first look has nothing to compare with"
    );
    assert_eq!(looked(&world, &watch), [], "nothing happens");
    world.go_to("2026-03-04T00:00[Europe/Paris]");
    let told = looked(&world, &watch);
    assert_eq!(told.len(), 1, "midnight: {told:?}");
    for topic in ["settings", "meetings", "actions", "reminders"] {
        assert!(told[0].contains(topic), "{topic}: every answer names days");
    }
    assert_eq!(looked(&world, &watch), [], "once");
    world.go_to("2026-03-04T18:00[Europe/Paris]");
    assert_eq!(looked(&world, &watch), [], "an hour is no news");
    let mut settings = run(&world, "settings_show", json!({}));
    settings["zone"] = json!("Asia/Tokyo");
    run(&world, "settings_change", json!({ "settings": settings }));
    assert_eq!(looked(&world, &watch).len(), 1, "another zone is");
    world.go_to("2026-03-04T17:00[Asia/Tokyo]");
    assert_eq!(looked(&world, &watch).len(), 1, "and a clock set back");
}

#[test]
fn a_meeting_that_begins_or_ends_is_told_by_time_alone() {
    let world = World::at("2026-03-03T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-03T10:00");
    let watch = Watch::over(&world.app);
    watch.look().expect("the first");
    let only = |when: &str| {
        world.go_to(when);
        let told = looked(&world, &watch);
        told.into_iter().flatten().collect::<Vec<_>>()
    };
    assert_eq!(only("2026-03-03T09:59[Europe/Paris]"), [""; 0], "not yet");
    let begun = only("2026-03-03T10:00[Europe/Paris]");
    assert!(
        begun.contains(&"meetings".to_owned()),
        "it begins: {begun:?}"
    );
    assert_eq!(
        only("2026-03-03T10:30[Europe/Paris]"),
        [""; 0],
        "it goes on"
    );
    let over = only("2026-03-03T11:00[Europe/Paris]");
    assert!(
        over.contains(&"meetings".to_owned()),
        "it is over: {over:?}"
    );
}

#[test]
fn a_silence_that_grows_too_long_is_told_by_time_alone() {
    let world = World::at("2026-03-03T09:00[Europe/Paris]");
    let ben = run(&world, "person_add", json!({ "fields": { "name": "Ben" } }));
    let fields =
        json!({ "role": "mentee", "kind": "informal", "cadence": { "every": 2, "unit": "week" } });
    let start = json!({ "person_id": ben["id"], "fields": fields });
    let room = run(&world, "relationship_start", start);
    let from = room["quiet_from"].as_i64().expect("a moment");
    let watch = Watch::over(&world.app);
    let go = |at: i64| world.advance(chrono::Duration::milliseconds(at - world.app.now().0));
    go(from - 1);
    watch.look().expect("a look");
    go(from);
    let told: BTreeSet<String> = looked(&world, &watch).into_iter().flatten().collect();
    assert!(told.contains("relationships"), "{told:?}");
}

#[test]
fn another_programs_write_is_told_once() {
    let world = World::at("2026-03-03T09:00[Europe/Paris]");
    let watch = Watch::over(&world.app);
    watch.look().expect("the first");
    let (now, zone) = moment("2026-03-03T09:00[Europe/Paris]");
    let other =
        App::open(world.folder(), Arc::new(FixedClock::new(now, zone))).expect("a second program");
    dispatch(&other, "person_add", json!({ "fields": { "name": "Ben" } })).expect("it writes");
    let told = looked(&world, &watch);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("people"));
    assert_eq!(looked(&world, &watch), [], "once");
}

#[test]
fn what_quiet_hours_hold_back_is_told_when_it_comes() {
    let world = World::at("2026-03-03T08:30[Europe/Paris]");
    let ada = world.mentor("Ada");
    let mut settings = run(&world, "settings_show", json!({}));
    settings["quiet_hours"] = json!({ "from": "08:00", "until": "10:00" });
    run(&world, "settings_change", json!({ "settings": settings }));
    world.promise(&ada, "Send the draft", Some("2026-03-03"));
    let watch = Watch::over(&world.app);
    watch.look().expect("the first");
    world.go_to("2026-03-03T09:05[Europe/Paris]");
    let told = looked(&world, &watch);
    assert!(
        told.iter().flatten().any(|topic| topic == "reminders"),
        "its word is due, and waits: {told:?}"
    );
    assert_eq!(looked(&world, &watch), [], "once");
}

#[test]
fn the_sidebar_has_the_rooms_by_side_the_next_meeting_and_what_waits() {
    let world = World::at("2026-03-03T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.mentee("Ben");
    for number in 0..41 {
        world.mentor(&format!("Mentor {number:02}"));
    }
    world.meeting(&ada, "2026-03-03T10:00");
    world.promise(&ada, "Send the draft", Some("2026-03-03"));
    world.notices();
    let shown = run(&world, "sidebar_show", json!({}));
    assert_eq!(shown["mentors"]["rooms"].as_array().map(Vec::len), Some(40));
    assert_eq!(
        (&shown["mentors"]["more"], &shown["mentees"]["more"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(
        (
            &shown["mentors"]["rooms"][0]["name"],
            &shown["mentors"]["rooms"][0]["next_here"]
        ),
        (&json!("Ada"), &json!("2026-03-03T10:00"))
    );
    assert_eq!(shown["mentees"]["rooms"][0]["name"], "Ben");
    let waits = run(&world, "reminder_list", json!({}))["items"]
        .as_array()
        .map_or(0, Vec::len);
    assert!(waits > 0, "something waits");
    assert_eq!(
        shown["waiting"],
        json!(waits),
        "what the inbox shows is what is counted"
    );
}
