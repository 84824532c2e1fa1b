//! What has a day reminds on it: advice to try, decisions to look back on, goals, milestones, ends and thank-yous; and
//! what a room that ended left reminds of nothing.

use chrono::Duration;
use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

const DAY: &str = "2026-03-10";

/// Everything with a day, in one room, on [`DAY`]; the end two weeks later.
fn full_room(world: &World) -> RelationshipRow {
    let ada = world.mentor("Ada");
    run(
        world,
        "advice_add",
        json!({ "fields": { "text": "Pause twice", "relationship_id": ada.id, "given_by": "theirs" } }),
    );
    let advice = run(world, "advice_list", json!({}))["items"][0]["id"].clone();
    run(
        world,
        "advice_decide",
        json!({ "id": advice, "verdict": "try", "try_by": DAY }),
    );
    let decision = run(
        world,
        "decision_add",
        json!({ "fields": { "question": "Stay or go", "relationship_id": ada.id } }),
    );
    run(
        world,
        "decision_make",
        json!({ "id": decision["id"], "choice": "Stay", "look_back_on": DAY }),
    );
    let goal = run(
        world,
        "goal_set",
        json!({ "fields": { "title": "Lead a team", "relationship_id": ada.id, "target_on": DAY } }),
    );
    run(
        world,
        "milestone_add",
        json!({ "goal_id": goal["id"], "title": "First retro", "due_on": DAY }),
    );
    let held = world.meeting(&ada, "2026-03-01T10:00");
    run(world, "meeting_hold", json!({ "id": held.row.id }));
    run(
        world,
        "meeting_write_notes",
        json!({ "id": held.row.id, "text": "We spoke" }),
    );
    run(
        world,
        "meeting_thank",
        json!({ "id": held.row.id, "thanks": { "by": DAY } }),
    );
    let mut fields = json!({ "role": "mentee", "kind": "informal", "ends_on": "2026-03-24" });
    fields["cadence"] = json!(null);
    run(
        world,
        "relationship_change",
        json!({ "id": ada.id, "fields": fields }),
    );
    ada
}

fn kinds(world: &World) -> Vec<String> {
    let mut kinds: Vec<String> = run(world, "reminder_list", json!({}))["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["kind"].as_str().expect("a kind").to_owned())
        .collect();
    kinds.sort();
    kinds
}

const ALL: [&str; 6] = [
    "advice_try",
    "decision_look_back",
    "goal_due",
    "milestone_due",
    "relationship_ending",
    "thank_you",
];

#[test]
fn what_has_a_day_reminds_at_nine_on_it_and_of_an_end_two_weeks_ahead() {
    let world = World::new();
    full_room(&world);
    world.notices();
    world.go_to("2026-03-10T08:59[Europe/Paris]");
    assert_eq!(world.notices(), [], "a minute to nine");
    world.go_to("2026-03-10T09:00[Europe/Paris]");
    let notices = world.notices();
    assert_eq!(notices.len(), 1, "one digest of many: {notices:?}");
    assert_eq!(kinds(&world), ALL, "each stands in the inbox");
    let rows = run(&world, "reminder_list", json!({}))["items"].clone();
    let says = |kind: &str| -> (String, String, String) {
        let row = rows
            .as_array()
            .and_then(|rows| rows.iter().find(|row| row["kind"] == kind))
            .expect("a row");
        let text = |field: &str| row[field].as_str().expect("text").to_owned();
        (text("title"), text("body"), text("opens"))
    };
    for (kind, title, body, opens) in [
        (
            "advice_try",
            "Pause twice",
            "Ada’s advice: you wanted to try it by today",
            "/room/",
        ),
        (
            "decision_look_back",
            "Stay or go",
            "You wanted to look back on this decision",
            "/advice/decisions/",
        ),
        (
            "milestone_due",
            "First retro",
            "Milestone towards “Lead a team”, meant for today",
            "/goal/",
        ),
        (
            "goal_due",
            "Lead a team",
            "Your goal, meant for today",
            "/goal/",
        ),
        (
            "relationship_ending",
            "Ada",
            "Meant to end Tuesday, 24 March: time to wind down, or to agree on more",
            "/room/",
        ),
    ] {
        let said = says(kind);
        assert_eq!((said.0.as_str(), said.1.as_str()), (title, body), "{kind}");
        assert!(said.2.starts_with(opens), "{kind} opens {}", said.2);
    }
    world.advance(Duration::minutes(1));
    assert_eq!(world.notices(), [], "once");
}

#[test]
fn seen_to_elsewhere_it_waits_no_more_and_a_moved_day_is_due_anew() {
    let world = World::new();
    let ada = full_room(&world);
    world.go_to("2026-03-10T09:00[Europe/Paris]");
    world.notices();
    let goal = run(&world, "goal_list", json!({}))["items"][0].clone();
    let fields =
        json!({ "title": "Lead a team", "relationship_id": ada.id, "target_on": "2026-03-12" });
    run(
        &world,
        "goal_change",
        json!({ "id": goal["id"], "fields": fields }),
    );
    assert!(
        !kinds(&world).contains(&"goal_due".to_owned()),
        "it is not due any more"
    );
    let thanked = run(&world, "reminder_list", json!({}))["items"]
        .as_array()
        .and_then(|rows| rows.iter().find(|row| row["kind"] == "thank_you").cloned())
        .expect("a thank-you");
    run(&world, "reminder_done", json!({ "id": thanked["id"] }));
    let meeting = json!({ "id": thanked["subject_id"] });
    assert!(
        run(&world, "meeting_after", meeting.clone())["thanked_at"].is_number(),
        "answered, it was sent"
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(
        run(&world, "meeting_after", meeting)["thanked_at"],
        json!(null),
        "one step takes both back"
    );
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "ended" }),
    );
    assert_eq!(kinds(&world), [""; 0], "an ended room is silent");
    world.go_to("2026-03-12T09:00[Europe/Paris]");
    assert_eq!(world.notices(), [], "also about the goal's new day");
    run(&world, "change_undo", json!({}));
    assert_eq!(
        world.notices().len(),
        1,
        "taken back, the goal's new day is due"
    );
}

#[test]
fn a_day_long_past_is_nobodys_news() {
    let world = World::new();
    let goal = json!({ "fields": { "title": "Old", "target_on": "2026-01-15" } });
    run(&world, "goal_set", goal);
    assert_eq!(
        world.notices(),
        [],
        "after a month nobody wants to hear of it"
    );
}

#[test]
fn an_ended_room_reminds_of_nothing_but_what_was_agreed_to_go_on() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.promise(&ada, "Send the draft", Some("2026-03-05"));
    let agreed = world.promise(&ada, "Write the reference", Some("2026-03-05"));
    world.meeting(&ada, "2026-03-05T10:00");
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "ended", "going_on": [agreed.id] }),
    );
    world.go_to("2026-03-05T12:00[Europe/Paris]");
    let shown: Vec<String> = world.notices().into_iter().map(|one| one.title).collect();
    assert_eq!(shown, ["Write the reference"], "that was agreed");
    let today = run(&world, "today_show", json!({}));
    let titles = |part: &Value| -> Vec<String> {
        let rows = part.as_array().expect("a list").iter();
        rows.map(|row| row["title"].as_str().expect("a title").to_owned())
            .collect()
    };
    assert_eq!(titles(&today["due"]), ["Write the reference"], "on Today");
    assert_eq!(
        (&today["next"], &today["untold"]),
        (&json!(null), &json!([])),
        "and no meeting"
    );
    world.meeting(&ada, "2026-03-05T13:00");
    let again: Vec<String> = world.notices().into_iter().map(|one| one.title).collect();
    assert_eq!(
        again,
        ["Meeting with Ada"],
        "what is planned after the end is meant"
    );
    run(
        &world,
        "action_go_on",
        json!({ "id": agreed.id, "beyond_end": false }),
    );
    assert!(
        run(&world, "today_show", json!({}))["due"] == json!([]),
        "not any more"
    );
}

#[test]
fn ended_becomes_alumni_and_keeps_the_day_it_was_to_go() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let to = |phase: &str, day: Value| {
        let request = json!({ "id": ada.id, "phase": phase, "discard_on": day });
        run(&world, "relationship_move_phase", request)["discard_on"].clone()
    };
    assert_eq!(to("ended", json!("2026-09-01")), "2026-09-01");
    assert_eq!(
        to("alumni", json!(null)),
        "2026-09-01",
        "in touch, it stays"
    );
    assert_eq!(to("active", json!(null)), json!(null), "going on, it goes");
}

#[test]
fn alumni_and_paused_rooms_are_reminded_of_what_was_said() {
    for phase in ["alumni", "paused"] {
        let world = World::new();
        let ada = world.mentor("Ada");
        world.promise(&ada, "Send the draft", Some("2026-03-05"));
        run(
            &world,
            "relationship_move_phase",
            json!({ "id": ada.id, "phase": phase }),
        );
        world.go_to("2026-03-05T09:00[Europe/Paris]");
        assert_eq!(world.notices().len(), 1, "{phase}: both are still in touch");
    }
}

#[test]
fn a_meeting_planned_today_has_no_early_reminder() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-02T15:00");
    assert_eq!(
        world.notices(),
        [],
        "a day before, nobody had thought of it"
    );
    let told = run(&world, "reminder_explain", json!({ "id": meeting.row.id }));
    assert_eq!(
        told[0]["sentence"],
        "Early reminder: due yesterday 15:00, before the meeting was planned or last changed. It does not come."
    );
    world.go_to("2026-03-02T14:00[Europe/Paris]");
    assert_eq!(world.notices().len(), 1, "an hour before");
    assert_eq!(world.inbox().len(), 1, "one row, not two of one text");
}

#[test]
fn once_the_late_reminder_is_there_the_early_one_is_not() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-05T10:00");
    for (when, kind) in [
        ("2026-03-04T10:00", ReminderKind::MeetingEarly),
        ("2026-03-05T09:00", ReminderKind::MeetingLate),
    ] {
        world.go_to(&format!("{when}[Europe/Paris]"));
        world.notices();
        let inbox = world.inbox();
        let found: Vec<ReminderKind> = inbox.iter().map(|one| one.kind).collect();
        assert_eq!(found, [kind], "at {when}");
    }
}

#[test]
fn a_reminder_sleeps_until_a_time_said_in_words() {
    let world = World::new();
    world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    world.notices();
    let id = world.inbox()[0].id;
    for (words, comes) in [
        ("Friday 15:00", "2026-03-06T14:00:00+00:00"),
        ("tomorrow", "2026-03-03T08:00:00+00:00"),
        ("16:30", "2026-03-02T15:30:00+00:00"),
        ("8:00", "2026-03-03T07:00:00+00:00"),
    ] {
        let request = json!({ "id": id, "for": { "said": words } });
        let until = run(&world, "reminder_snooze", request)["snoozed_until"]
            .as_i64()
            .expect("a time");
        assert_eq!(Millis(until).utc().to_rfc3339(), comes, "{words}");
    }
    for (words, why) in [
        ("soon", "Write a day or a time, such as “Friday 15:00”."),
        (
            "1 March 2026",
            "That has passed. Choose a time still to come.",
        ),
    ] {
        let refused = world.call(
            "reminder_snooze",
            json!({ "id": id, "for": { "said": words } }),
        );
        assert_eq!(refused.expect_err("refused").message, why, "{words}");
    }
}

#[test]
fn a_reminder_of_a_meeting_with_a_link_names_its_host_and_has_join_first() {
    for (detail, body, first) in [
        ("details", "You meet today 10:00 · meet.example.org", "join"),
        ("names", "Something waits for you", "join"),
        ("nothing", "Something waits for you", "open"),
    ] {
        let world = World::new();
        let ada = world.mentor("Ada");
        let mut settings = run(&world, "settings_show", json!({}));
        settings["notice_detail"] = json!(detail);
        run(&world, "settings_change", json!({ "settings": settings }));
        let link = "https://ada:secret@meet.example.org:8443/room?pwd=zq7";
        run(
            &world,
            "meeting_plan",
            json!({ "participants": [ada.id], "fields": { "title": "", "starts_local": "2026-03-05T10:00",
                "duration_minutes": 30, "channel": "video", "join_link": link } }),
        );
        world.go_to("2026-03-05T09:00[Europe/Paris]");
        let notices = world.notices();
        assert_eq!(
            (notices[0].body.as_str(), notices[0].buttons[0].key),
            (body, first),
            "{detail}"
        );
        let row = run(&world, "reminder_list", json!({}))["items"][0].clone();
        assert_eq!(
            row["join"],
            json!({ "url": link, "host": "meet.example.org" }),
            "in the inbox"
        );
    }
}

#[test]
fn why_says_when_it_really_comes_or_that_it_does_not() {
    let world = World::new();
    let mut settings = run(&world, "settings_show", json!({}));
    settings["quiet_hours"] = json!({ "from": "20:00", "until": "10:00" });
    run(&world, "settings_change", json!({ "settings": settings }));
    let ada = world.mentor("Ada");
    let promise = world.promise(&ada, "Send the draft", Some("2026-03-05"));
    let says =
        |id: &str| run(&world, "reminder_explain", json!({ "id": id }))[0]["sentence"].clone();
    assert_eq!(
        says(&promise.id.to_string()),
        "Promise: due Thursday 09:00. Quiet hours hold it back until Thursday 10:00."
    );
    run(
        &world,
        "relationship_remind",
        json!({ "id": ada.id, "leads": { "early": 120, "late": 60 } }),
    );
    let meeting = world.meeting(&ada, "2026-03-05T10:30");
    assert_eq!(
        says(&meeting.row.id.to_string()),
        "Early reminder: due Thursday 08:30. Held back until Thursday 10:00, it would come too late, so it does not come."
    );
}
