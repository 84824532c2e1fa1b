//! The inbox: answering and taking back, what is held, what was missed, what would be missed.

use chrono::Duration;
use ithaca_core::commands::*;
use ithaca_core::reminders;
use ithaca_tests::{World, moment};
use serde_json::{Value, json};

use crate::desk::run;

fn titles(rows: &Value) -> Vec<&str> {
    rows.as_array()
        .expect("rows")
        .iter()
        .map(|row| row["title"].as_str().expect("a title"))
        .collect()
}

fn change(world: &World, field: &str, value: Value) {
    let mut settings = run(world, "settings_show", json!({}));
    settings[field] = value;
    run(world, "settings_change", json!({ "settings": settings }));
}

fn history(world: &World) -> Value {
    run(world, "reminder_list", json!({ "all": true }))["items"].clone()
}

#[test]
fn taking_back_done_brings_promise_and_reminder_back_in_one_step() {
    let world = World::new();
    world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    world.notices();
    let waiting = world.inbox();
    let listened = world.listen();
    run(&world, "reminder_done", json!({ "id": waiting[0].id }));
    assert_eq!(
        listened.lock().expect("heard").len(),
        1,
        "promise and reminder change in one commit: a crash leaves both or none"
    );
    assert_eq!(world.inbox(), [], "answered");
    run(&world, "change_undo", json!({}));
    assert_eq!(world.inbox(), waiting, "it waits again, as it did");
    assert_eq!(
        run(&world, "action_list", json!({}))["items"][0]["state"],
        "open",
        "and so does its promise"
    );
    run(&world, "change_redo", json!({}));
    assert_eq!(world.inbox(), [], "done after all");
}

#[test]
fn what_the_desktop_says_meanwhile_is_not_in_the_way_of_taking_back() {
    let world = World::new();
    world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    world.notices();
    let id = world.inbox()[0].id;
    run(&world, "reminder_done", json!({ "id": id }));
    reminders::record_delivery(&world.app, &[id], reminders::Delivery::Delivered)
        .expect("the desktop answers late");
    run(&world, "change_undo", json!({}));
    let back = world.inbox();
    assert_eq!(
        (back[0].state, back[0].delivery),
        (ReminderState::Shown, Delivery::Delivered),
        "it waits again, and what the desktop said stands"
    );
}

#[test]
fn a_sleep_is_taken_back_too() {
    let world = World::new();
    world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    world.notices();
    let waiting = world.inbox();
    let sleep = json!({ "id": waiting[0].id, "for": "tomorrow" });
    run(&world, "reminder_snooze", sleep);
    assert_eq!(world.inbox()[0].outcome, ReminderOutcome::Snoozed);
    run(&world, "change_undo", json!({}));
    assert_eq!(world.inbox(), waiting, "awake as before");
}

#[test]
fn all_done_is_one_step_forth_and_one_back() {
    let world = World::new();
    let ada = world.mentor("Ada");
    for title in ["Send the draft", "Book the hall", "Thank Ben"] {
        world.promise(&ada, title, Some("2026-03-02"));
    }
    world.meeting(&ada, "2026-03-02T09:30");
    world.notices();
    let waiting = world.inbox();
    let ids: Vec<ReminderId> = waiting.iter().map(|reminder| reminder.id).collect();
    run(&world, "reminder_done_all", json!({ "ids": ids }));
    assert_eq!(world.inbox(), [], "all four");
    let kept = run(&world, "action_list", json!({ "state": "done" }));
    assert_eq!(
        kept["items"].as_array().map(Vec::len),
        Some(3),
        "the promises among them are kept"
    );
    run(&world, "reminder_done_all", json!({ "ids": ids }));
    run(&world, "change_undo", json!({}));
    assert_eq!(world.inbox(), waiting, "one step brings all back");
    let many: Vec<String> = (0..501).map(|_| ids[0].to_string()).collect();
    let refused = world.call("reminder_done_all", json!({ "ids": many }));
    assert_eq!(
        refused.expect_err("too many").field.as_deref(),
        Some("ids"),
        "a request has a bound"
    );
}

#[test]
fn a_button_does_what_the_inbox_does() {
    for (key, state, until) in [
        ("done", "acted", None),
        ("snooze_ten_minutes", "snoozed", Some("2026-03-02T09:10")),
        ("snooze_tonight", "snoozed", Some("2026-03-02T19:00")),
        ("snooze_tomorrow", "snoozed", Some("2026-03-03T09:00")),
        ("snooze_next_week", "snoozed", Some("2026-03-09T09:00")),
    ] {
        let world = World::new();
        world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
        let notice = world.notices().remove(0);
        assert!(
            notice.buttons.iter().any(|button| button.key == key),
            "the notice offers {key}"
        );
        assert!(
            reminders::press(&world.app, &notice.reminders, key).expect("it can be pressed"),
            "{key} is understood"
        );
        let row = history(&world)[0].clone();
        assert_eq!(row["state"], state, "{key} does it");
        let wanted = until.map(|at| moment(&format!("{at}[Europe/Paris]")).0.timestamp_millis());
        assert_eq!(row["snoozed_until"], json!(wanted), "{key} until then");
    }
    let world = World::new();
    assert!(
        !reminders::press(&world.app, &[], "open").expect("nothing happens"),
        "opening is the window's"
    );
}

#[test]
fn a_meeting_s_notice_opens_the_meeting_and_can_be_answered() {
    let world = World::new();
    let meeting = world.meeting(&world.mentor("Ada"), "2026-03-02T09:30");
    let notice = world.notices().remove(0);
    assert_eq!(notice.opens, format!("/brief/meeting/{}", meeting.row.id));
    reminders::press(&world.app, &notice.reminders, "done").expect("done");
    assert_eq!(
        world.inbox(),
        [],
        "a meeting's word is answered by Done, too"
    );
    world.go_to("2026-03-02T10:14[Europe/Paris]");
    assert_eq!(world.notices(), [], "it is not over");
    let end = moment("2026-03-02T10:15[Europe/Paris]").0;
    assert_eq!(
        reminders::next_due(&world.app).expect("a time"),
        Some(end.into()),
        "the question how it was is due at its end"
    );
    world.go_to("2026-03-02T10:15[Europe/Paris]");
    let asked = world.notices().remove(0);
    assert_eq!(
        (asked.body.as_str(), asked.opens.as_str()),
        (
            "How was the meeting (today 09:30)?",
            format!("/live/{}", meeting.row.id).as_str()
        ),
        "it asks, and opens the meeting to write"
    );
}

#[test]
fn a_meeting_said_to_be_held_before_its_end_is_asked_about_at_its_end() {
    let world = World::new();
    let meeting = world.meeting(&world.mentor("Ada"), "2026-03-02T09:30");
    world.notices();
    world.go_to("2026-03-02T10:00[Europe/Paris]");
    run(&world, "meeting_hold", json!({ "id": meeting.row.id }));
    let end = moment("2026-03-02T10:15[Europe/Paris]").0;
    assert_eq!(
        reminders::next_due(&world.app).expect("a time"),
        Some(end.into()),
        "the loop wakes for it"
    );
}

#[test]
fn what_quiet_hours_hold_back_is_told_and_comes_with_its_reason() {
    let world = World::at("2026-03-02T21:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    change(
        &world,
        "quiet_hours",
        json!({ "from": "20:00", "until": "10:00" }),
    );
    world.promise(&ada, "Send the draft", Some("2026-03-03"));
    assert_eq!(
        run(&world, "reminder_held", json!({}))["count"],
        0,
        "nothing is due yet"
    );
    world.go_to("2026-03-03T09:30[Europe/Paris]");
    assert_eq!(world.notices(), [], "quiet hours");
    let held = run(&world, "reminder_held", json!({}));
    assert_eq!(titles(&held["items"]), ["Send the draft"], "it is named");
    assert_eq!(
        (&held["by"], &held["for_good"]),
        (&json!("quiet_hours"), &json!(false)),
        "with what holds it"
    );
    world.go_to("2026-03-03T10:00[Europe/Paris]");
    assert_eq!(world.notices().len(), 1, "it comes when they are over");
    assert_eq!(
        world.inbox()[0].held_by,
        Some(HeldBy::QuietHours),
        "and says why only then"
    );
    let told = run(
        &world,
        "reminder_explain",
        json!({ "id": world.inbox()[0].id }),
    );
    assert_eq!(
        told[0]["sentence"],
        "Promise: due today 09:00, shown today 10:00, waiting in the inbox. It fell into your quiet hours."
    );
    assert_eq!(
        run(&world, "reminder_held", json!({}))["items"],
        json!([]),
        "nothing is held any more"
    );
}

#[test]
fn a_pause_ends_when_it_was_said_to() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-02T09:30");
    for (length, until) in [
        ("hour", "2026-03-02T10:00"),
        ("tomorrow", "2026-03-03T08:00"),
        ("next_week", "2026-03-09T08:00"),
    ] {
        let paused = run(&world, "reminder_pause", json!({ "for": length }));
        let wanted = moment(&format!("{until}[Europe/Paris]")).0;
        assert_eq!(
            paused["until"],
            json!(wanted.timestamp_millis()),
            "{length} is until {until}"
        );
        assert_eq!(world.notices(), [], "not even a meeting about to begin");
    }
    let paused = run(&world, "reminder_pause", json!({ "for": "for_good" }));
    assert_eq!(paused["for_good"], true, "until told otherwise");
    let held = run(&world, "reminder_held", json!({}));
    assert_eq!(
        (&held["by"], &held["for_good"], &held["count"]),
        (&json!("pause"), &json!(true), &json!(1)),
        "the inbox says so"
    );
    world.go_to("2026-03-02T09:10[Europe/Paris]");
    run(&world, "reminder_pause", json!({ "for": "over" }));
    assert_eq!(world.notices().len(), 1, "then it comes at once");
}

#[test]
fn a_meeting_that_went_by_while_ithaca_was_closed_stands_in_the_history() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.promise(&ada, "Send the draft", Some("2026-03-02"));
    world.notices();
    world.meeting(&ada, "2026-03-05T14:00");
    world.go_to("2026-03-06T09:00[Europe/Paris]");
    let came: Vec<String> = world
        .notices()
        .into_iter()
        .map(|notice| notice.body)
        .collect();
    assert_eq!(
        came,
        ["How was the meeting (yesterday 14:00)?"],
        "only the question is of use now"
    );
    let missed: Vec<(Value, Value, Value)> = history(&world)
        .as_array()
        .expect("rows")
        .iter()
        .filter(|row| row["outcome"] == "missed")
        .map(|row| {
            (
                row["kind"].clone(),
                row["held_by"].clone(),
                row["waits"].clone(),
            )
        })
        .collect();
    assert_eq!(
        missed,
        [
            (json!("meeting_late"), json!("away"), json!(false)),
            (json!("meeting_early"), json!("away"), json!(false)),
        ],
        "the words before it are not passed over in silence"
    );
    assert_eq!(world.inbox().len(), 2, "and they ask for nothing");
    assert_eq!(world.notices(), [], "said once");
}

#[test]
fn what_a_wrong_clock_took_for_missed_is_shown_after_all() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.promise(&ada, "Send the draft", Some("2026-03-02"));
    world.notices();
    world.meeting(&ada, "2026-03-05T14:00");
    world.go_to("2026-03-06T09:00[Europe/Paris]");
    world.notices();
    world.go_to("2026-03-04T15:00[Europe/Paris]");
    assert_eq!(
        world.notices().len(),
        1,
        "the clock was two days ahead; the early word is due and comes"
    );
    world.go_to("2026-03-05T13:10[Europe/Paris]");
    assert_eq!(world.notices().len(), 1, "and so does the late one");
    assert_eq!(world.notices(), [], "once each");
}

#[test]
fn what_quitting_would_cost_is_counted() {
    let world = World::new();
    let nothing = run(&world, "reminder_ahead", json!({}));
    assert_eq!(
        (&nothing["count"], &nothing["sentence"]),
        (&json!(0), &Value::Null),
        "an empty desk costs nothing"
    );
    let ada = world.mentor("Ada");
    world.promise(&ada, "Send the draft", Some("2026-03-04"));
    world.promise(&ada, "Some day", Some("2026-04-04"));
    world.meeting(&ada, "2026-03-06T10:00");
    let ahead = run(&world, "reminder_ahead", json!({}));
    assert_eq!(
        ahead["count"], 4,
        "a promise, two words before a meeting and the question after it: {ahead}"
    );
    assert_eq!(
        (&ahead["until"], &ahead["sentence"]),
        (
            &json!("2026-03-06"),
            &json!("4 reminders are due by Friday. None will show until Ithaca runs again.")
        ),
        "in a sentence"
    );
    world.go_to("2026-03-04T09:00[Europe/Paris]");
    world.notices();
    let id = world.inbox()[0].id;
    run(
        &world,
        "reminder_snooze",
        json!({ "id": id, "for": "tomorrow" }),
    );
    assert_eq!(
        run(&world, "reminder_ahead", json!({}))["count"],
        4,
        "what sleeps wakes in vain, too"
    );
    world.advance(Duration::days(3));
    run(&world, "reminder_pause", json!({ "for": "tomorrow" }));
    assert_ne!(
        run(&world, "reminder_ahead", json!({}))["count"],
        0,
        "and what is held back counts"
    );
}
