use chrono::Duration;
use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_tests::{World, moment};
use serde_json::json;
use std::sync::Arc;

use crate::desk::{Desk, Effect, effect, run};

#[test]
fn every_change_tells_what_it_touched_and_a_question_tells_nothing() {
    let desk = Desk::new();
    let heard = desk.world.listen();
    let topics = || std::mem::take(&mut *heard.lock().expect("the list")).join(" ");
    for command in ALL
        .iter()
        .filter(|command| effect(command.name) == Effect::Undoable)
    {
        desk.world.advance(Duration::minutes(1));
        desk.run(command.name, desk.request(command.name));
        let concept = command.name.split('_').next().unwrap_or_default();
        let topic = match concept {
            "person" | "record" => "people",
            "relationship" | "contact" => "relationships",
            "meeting" | "agenda" | "mutual" | "series" => "meetings",
            "capture" | "quick" if ["capture_add", "quick_add"].contains(&command.name) => {
                "actions"
            }
            "capture" | "advice" => "advice",
            "decision" => "decisions",
            "challenge" => "challenges",
            "journal" => "journal",
            "template" | "question"
                if ["template_use", "question_pick"].contains(&command.name) =>
            {
                "meetings"
            }
            "template" | "question" => "templates",
            "action" => "actions",
            "goal" | "milestone" => "goals",
            "resource" => "resources",
            "note" => "notes",
            "reminder" => "reminders",
            "bin" => "bin",
            other => panic!("{other} is a new concept: which topic does it publish?"),
        };
        let told = topics();
        assert!(
            told.contains(topic),
            "{} touches {topic}, but told {told}",
            command.name
        );
        desk.run("change_undo", json!({}));
        assert!(topics().contains(topic), "and so does taking it back");
    }
    for (name, request) in desk.questions() {
        desk.run(name, request);
        assert_eq!(topics(), "", "{name} only asks");
    }
}

#[test]
fn a_write_that_fails_tells_nothing() {
    let world = World::new();
    let heard = world.listen();
    assert!(
        world
            .call("person_add", json!({ "fields": { "name": "" } }))
            .is_err(),
        "an empty name"
    );
    let nobody = "01890000-0000-7000-8000-000000000000";
    assert!(
        world
            .call(
                "meeting_plan",
                json!({ "participants": [nobody],
        "fields": { "duration_minutes": 30, "channel": "phone" } })
            )
            .is_err(),
        "nobody has this id"
    );
    assert_eq!(
        heard.lock().expect("the list").len(),
        0,
        "nothing changed, so nobody is told"
    );
}

#[test]
fn listeners_are_called_after_the_commit() {
    let world = World::new();
    let app = world.app.clone();
    let seen = Arc::new(std::sync::Mutex::new(0));
    let count = Arc::clone(&seen);
    world.app.changes().subscribe(move |_| {
        *count.lock().expect("the count") = person_list(&app, PersonList::default())
            .expect("a list")
            .items
            .len();
    });
    world.person("Ada");
    assert_eq!(
        *seen.lock().expect("the count"),
        1,
        "who is told and asks again sees what was written"
    );
}

#[test]
fn what_another_program_writes_is_noticed_once() {
    let world = World::new();
    let heard = world.listen();
    let look = || world.app.look_for_foreign_changes().expect("a look");
    world.person("Ada");
    assert!(!look(), "what this window wrote is not news to it");
    heard.lock().expect("the list").clear();
    let (now, zone) = moment("2026-03-02T09:00[Europe/Paris]");
    let other =
        App::open(world.folder(), Arc::new(FixedClock::new(now, zone))).expect("a second program");
    assert!(!look(), "opening is no change");
    dispatch(&other, "person_add", json!({ "fields": { "name": "Ben" } })).expect("it writes");
    assert!(look(), "news");
    assert!(
        heard.lock().expect("the list")[0].contains("people"),
        "so all views ask again"
    );
    assert!(!look(), "once");
    assert_eq!(
        run(&world, "person_list", json!({}))["items"]
            .as_array()
            .map(Vec::len),
        Some(2),
        "and see it"
    );
}

#[test]
fn a_language_chosen_by_another_program_is_spoken_here_too() {
    let world = World::new();
    let (now, zone) = moment("2026-03-02T09:00[Europe/Paris]");
    let other =
        App::open(world.folder(), Arc::new(FixedClock::new(now, zone))).expect("a second program");
    let mut settings = settings_show(&other, SettingsShow {}).expect("the settings");
    settings.language = Some(ithaca_core::locale::Language::De);
    settings_change(
        &other,
        SettingsChange {
            settings,
            shown: None,
        },
    )
    .expect("a change");
    assert!(
        world.app.look_for_foreign_changes().expect("a look"),
        "news"
    );
    let error = world
        .call("person_add", json!({ "fields": { "name": "" } }))
        .expect_err("an empty name");
    assert_eq!(error.message, "Schreib hier zuerst etwas.", "in German");
}

#[test]
fn two_windows_write_at_the_same_time_and_neither_loses() {
    let world = World::new();
    let (now, zone) = moment("2026-03-02T09:00[Europe/Paris]");
    let other =
        App::open(world.folder(), Arc::new(FixedClock::new(now, zone))).expect("a second program");
    let crowd = |app: App, name: &'static str| {
        std::thread::spawn(move || {
            for number in 0..25 {
                let request = json!({ "fields": { "name": format!("{name} {number}") } });
                dispatch(&app, "person_add", request).expect("each waits for the other");
            }
        })
    };
    for thread in [
        crowd(world.app.clone(), "Ada"),
        crowd(world.app.clone(), "Ben"),
        crowd(other, "Cleo"),
    ] {
        thread.join().expect("no thread panics");
    }
    let page = json!({ "page": { "limit": 500 } });
    assert_eq!(
        run(&world, "person_list", page)["items"]
            .as_array()
            .map(Vec::len),
        Some(75),
        "all are there"
    );
}
