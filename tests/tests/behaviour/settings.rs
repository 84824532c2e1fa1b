use ithaca_core::commands::*;
use ithaca_core::locale::Language;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn change(world: &World, field: &str, value: Value) -> Result<Value, ApiError> {
    let mut settings = run(world, "settings_show", json!({}));
    settings[field] = value;
    world.call("settings_change", json!({ "settings": settings }))
}

#[test]
fn language_zone_and_clock_take_effect_at_once_and_stay() {
    let world = World::new();
    world.meeting(&world.mentor("Ada"), "2026-03-02T14:00");
    let headline = |world: &World| run(world, "today_show", json!({}))["headline"].clone();
    assert_eq!(headline(&world), "Ada at 14:00", "in English");
    for (field, value) in [("language", json!("de")), ("zone", json!("Asia/Tokyo"))] {
        change(&world, field, value).expect("a change");
    }
    assert_eq!(headline(&world), "Ada um 22:00", "in German, in Tokyo");
    change(&world, "language", json!("en")).expect("a change");
    change(&world, "hours_24", json!(false)).expect("a change");
    let world = world.reopened();
    assert_eq!(
        headline(&world),
        "Ada at 10:00 pm",
        "with twelve hours, also after a restart"
    );
    let start = run(&world, "app_start", json!({}));
    assert_eq!(
        (&start["zone"], &start["hours_24"], &start["today"]),
        (&json!("Asia/Tokyo"), &json!(false), &json!("2026-03-02")),
        "as the window is told"
    );
}

#[test]
fn without_a_choice_the_computers_zone_is_followed() {
    let world = World::new();
    assert_eq!(
        run(&world, "app_start", json!({}))["zone"],
        "Europe/Paris",
        "at home"
    );
    world.go_to("2026-03-02T23:30[Pacific/Auckland]");
    let start = run(&world, "app_start", json!({}));
    assert_eq!(
        (&start["zone"], &start["today"]),
        (&json!("Pacific/Auckland"), &json!("2026-03-02")),
        "and away"
    );
}

#[test]
fn what_makes_no_sense_is_refused_at_its_field() {
    let world = World::new();
    let before = run(&world, "settings_show", json!({}));
    for (field, value) in [
        ("zone", json!("Middle/Earth")),
        ("first_day", json!(3)),
        ("zoom", json!(49)),
        ("zoom", json!(301)),
        ("remind_early", json!(43_201)),
        ("remind_late", json!(43_201)),
        ("my_name", json!("two\nlines")),
    ] {
        let error = change(&world, field, value.clone()).expect_err("it makes no sense");
        assert_eq!(error.field.as_deref(), Some(field), "{value}");
    }
    assert_eq!(
        run(&world, "settings_show", json!({})),
        before,
        "nothing of it is kept"
    );
}

#[test]
fn the_first_run_ends_once() {
    let world = World::new();
    let first = |world: &World| run(world, "app_start", json!({}))["first_run"].clone();
    assert_eq!(first(&world), true, "a new desk");
    run(&world, "first_run_finish", json!({}));
    let world = world.reopened();
    assert_eq!(first(&world), false, "never again");
}

#[test]
fn what_was_typed_is_kept_form_by_form() {
    let world = World::new();
    run(
        &world,
        "draft_keep",
        json!({ "scope": "quick_add", "body": "{\"text\":\"@Ada\"}" }),
    );
    run(
        &world,
        "draft_keep",
        json!({ "scope": "plan_meeting", "body": "{}" }),
    );
    let world = world.reopened();
    let draft = |scope: &str| run(&world, "draft_find", json!({ "scope": scope }))["body"].clone();
    assert_eq!(
        (draft("quick_add"), draft("plan_meeting"), draft("other")),
        (json!("{\"text\":\"@Ada\"}"), json!("{}"), json!("")),
        "each its own"
    );
    run(
        &world,
        "draft_keep",
        json!({ "scope": "quick_add", "body": "" }),
    );
    assert_eq!(draft("quick_add"), "", "sent or emptied, it is gone");
}

#[test]
fn the_about_page_says_what_a_bug_report_needs_and_nothing_of_the_person() {
    let world = World::new();
    world.speak(Language::De);
    world.mentor("Ada Ahlgren");
    let about = run(&world, "app_about", json!({}));
    let text = about["diagnostics"].as_str().expect("a text");
    for part in [
        "Ithaca ",
        "SQLCipher: 4.",
        &format!("Schema: {}", ithaca_core::db::SCHEMA_VERSION),
        "person 1",
        "Language: de",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("Ahlgren"), "no name");
    assert!(
        !text.contains(&*world.folder().to_string_lossy()),
        "no path: it may hold the person's name"
    );
    assert_eq!(
        about["data_folder"],
        json!(world.folder().to_string_lossy()),
        "the page itself shows where the desk lives"
    );
}
