//! How the time that was agreed is kept: for the person's own eyes.

use ithaca_core::commands::{ErrorCode, Meeting, RelationshipRow};
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn kept(world: &World, room: &RelationshipRow) -> Value {
    run(
        world,
        "time_kept_show",
        json!({ "relationship_id": room.id }),
    )
}

/// Says what became of a meeting, and answers with it as it then is.
fn say(world: &World, verb: &str, meeting: &Meeting, more: Value) -> Value {
    let mut request = more;
    request["id"] = json!(meeting.row.id);
    run(world, verb, request)
}

fn send(world: &World, kind: &str, id: &impl serde::Serialize) {
    let about = json!({ "kind": kind, "id": id });
    run(world, "brief_sent", json!({ "about": about }));
}

fn sent(world: &World, meeting: &Meeting) -> Value {
    run(world, "meeting_show", json!({ "id": meeting.row.id }))["agenda_sent"].clone()
}

/// Nothing was kept or broken.
fn nothing(since: &str) -> Value {
    json!({ "since": since, "held": 0, "measured": 0, "planned_minutes": 0, "used_minutes": 0, "agenda_sent": 0,
        "mine": { "late": 0, "changed": 0 }, "theirs": { "late": 0, "changed": 0 } })
}

#[test]
fn the_figures_say_what_became_of_the_time_that_was_agreed() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let meet = |day: &str| world.meeting(&ada, &format!("{day}T10:00"));
    assert_eq!(
        kept(&world, &ada),
        nothing("2025-03-02"),
        "an empty year begins a year ago"
    );
    let (long, short, unmeasured) = (meet("2026-01-05"), meet("2026-01-12"), meet("2026-01-19"));
    let held = say(&world, "meeting_hold", &long, json!({ "used_minutes": 60 }));
    assert_eq!(
        (&held["used_minutes"], &held["late"]),
        (&json!(60), &Value::Null),
        "said when it was held: how long it took; nobody came late"
    );
    say(&world, "meeting_hold", &short, json!({}));
    let said = say(
        &world,
        "meeting_time",
        &short,
        json!({ "used_minutes": 30, "late": "theirs" }),
    );
    assert_eq!(
        (&said["used_minutes"], &said["late"]),
        (&json!(30), &json!("theirs")),
        "or afterwards"
    );
    say(&world, "meeting_hold", &unmeasured, json!({}));
    let late = json!({ "used_minutes": null, "late": "mine" });
    say(&world, "meeting_time", &unmeasured, late);
    let missed = say(
        &world,
        "meeting_miss",
        &meet("2026-01-26"),
        json!({ "by": "mine", "reason": "Overslept" }),
    );
    assert_eq!(missed["changed_by"], "mine", "who did not come");
    say(
        &world,
        "meeting_cancel",
        &meet("2026-02-02"),
        json!({ "by": "theirs" }),
    );
    say(&world, "meeting_cancel", &meet("2026-02-09"), json!({}));
    let before = meet("2026-02-16");
    let moved = say(
        &world,
        "meeting_move",
        &before,
        json!({ "starts_local": "2026-02-17T10:00", "by": "theirs" }),
    );
    let former = run(&world, "meeting_show", json!({ "id": before.row.id }));
    assert_eq!(
        (&former["changed_by"], &moved["changed_by"]),
        (&json!("theirs"), &Value::Null),
        "who put it off stands with the day that was put off, not with the new one"
    );
    run(
        &world,
        "meeting_hold",
        json!({ "id": moved["id"], "used_minutes": 45 }),
    );
    meet("2026-03-10");
    assert_eq!(
        kept(&world, &ada),
        json!({ "since": "2025-03-02", "held": 4, "measured": 3, "planned_minutes": 135, "used_minutes": 135,
            "agenda_sent": 0, "mine": { "late": 1, "changed": 1 }, "theirs": { "late": 1, "changed": 2 } }),
        "four held, three of them measured: 60, 30 and 45 minutes of 45 each; one called off by nobody in particular"
    );
    assert_eq!(
        kept(&world, &ben),
        nothing("2025-03-02"),
        "another room has figures of its own"
    );
    say(&world, "meeting_delete", &long, json!({}));
    assert_eq!(
        (
            &kept(&world, &ada)["held"],
            &kept(&world, &ada)["used_minutes"]
        ),
        (&json!(3), &json!(75)),
        "what lies in the bin is not counted"
    );
}

#[test]
fn a_meeting_of_several_counts_in_each_room() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let request = json!({ "participants": [ada.id, ben.id], "fields": { "starts_local": "2026-03-01T10:00",
        "duration_minutes": 60, "channel": "video" } });
    let id = run(&world, "meeting_plan", request)["id"].clone();
    run(
        &world,
        "meeting_hold",
        json!({ "id": id, "used_minutes": 90 }),
    );
    for room in [&ada, &ben] {
        let kept = kept(&world, room);
        assert_eq!(
            (
                &kept["held"],
                &kept["planned_minutes"],
                &kept["used_minutes"]
            ),
            (&json!(1), &json!(60), &json!(90)),
            "{}",
            room.name
        );
    }
}

#[test]
fn an_agenda_went_ahead_only_if_it_was_sent_before_the_start() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let (ahead, after, never) = (
        world.meeting(&ada, "2026-03-03T10:00"),
        world.meeting(&ada, "2026-03-04T10:00"),
        world.meeting(&ada, "2026-03-05T10:00"),
    );
    assert_eq!(sent(&world, &ahead), false, "not yet");
    send(&world, "relationship", &ada.id);
    assert_eq!(
        (sent(&world, &ahead), sent(&world, &after)),
        (json!(true), json!(false)),
        "from the room it is the agenda of the next meeting"
    );
    world.go_to("2026-03-03T12:00[Europe/Paris]");
    send(&world, "meeting", &ahead.row.id);
    world.go_to("2026-03-04T10:05[Europe/Paris]");
    send(&world, "meeting", &after.row.id);
    world.go_to("2026-03-06T09:00[Europe/Paris]");
    assert_eq!(
        kept(&world, &ada)["agenda_sent"],
        0,
        "none of them took place yet"
    );
    for meeting in [&ahead, &after, &never] {
        say(&world, "meeting_hold", meeting, json!({}));
    }
    let kept = kept(&world, &ada);
    assert_eq!(
        (&kept["held"], &kept["agenda_sent"]),
        (&json!(3), &json!(1)),
        "one went ahead, and still did though it was copied again afterwards; one was sent when they sat together"
    );
    let before = world.record();
    send(&world, "relationship", &ada.id);
    assert_eq!(
        before,
        world.record(),
        "of a room without a planned meeting there is nothing to note"
    );
}

#[test]
fn an_agenda_sent_before_a_move_went_ahead_of_the_new_date_too() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-03T10:00");
    send(&world, "meeting", &meeting.row.id);
    let moved = say(
        &world,
        "meeting_move",
        &meeting,
        json!({ "starts_local": "2026-03-04T10:00" }),
    );
    assert_eq!(
        moved["agenda_sent"], true,
        "they have it, whatever the date"
    );
}

#[test]
fn that_an_agenda_was_sent_is_no_step_of_undo_and_in_nobodys_way() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let empty = world.record();
    let meeting = world.meeting(&ada, "2026-03-10T10:00");
    let fields = json!({ "title": "Rehearsal", "starts_local": "2026-03-10T11:00", "duration_minutes": 45, "channel": "video" });
    let planned = world.record();
    say(
        &world,
        "meeting_change",
        &meeting,
        json!({ "participants": [ada.id], "fields": fields }),
    );
    send(&world, "meeting", &meeting.row.id);
    assert_eq!(
        run(&world, "change_undo", json!({}))["label"],
        "change a meeting",
        "the step before is taken back"
    );
    let shown = run(&world, "meeting_show", json!({ "id": meeting.row.id }));
    assert_eq!(
        (&shown["when"]["local"], &shown["agenda_sent"]),
        (&json!("2026-03-10T10:00"), &json!(true)),
        "and what was sent was sent"
    );
    assert_ne!(planned, world.record(), "which is kept beside it");
    assert_eq!(
        run(&world, "change_redo", json!({}))["label"],
        "change a meeting",
        "nor is it in the way of putting it back"
    );
    for label in ["change a meeting", "plan a meeting"] {
        assert_eq!(run(&world, "change_undo", json!({}))["label"], label);
    }
    assert_eq!(empty, world.record(), "a meeting that was sent can go, too");
}

#[test]
fn what_is_opened_again_has_lost_no_time_yet() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meet = |day: &str| world.meeting(&ada, &format!("{day}T10:00"));
    let (held, missed, cancelled) = (meet("2026-02-02"), meet("2026-02-09"), meet("2026-02-16"));
    say(&world, "meeting_hold", &held, json!({ "used_minutes": 50 }));
    let late = json!({ "used_minutes": 50, "late": "mine" });
    say(&world, "meeting_time", &held, late);
    say(&world, "meeting_miss", &missed, json!({ "by": "mine" }));
    let by = json!({ "by": "theirs" });
    say(&world, "meeting_cancel", &cancelled, by);
    let before = kept(&world, &ada);
    for meeting in [&held, &missed, &cancelled] {
        let open = say(&world, "meeting_reopen", meeting, json!({}));
        assert_eq!(
            (&open["used_minutes"], &open["late"], &open["changed_by"]),
            (&Value::Null, &Value::Null, &Value::Null),
            "it is planned, as if nothing had been said"
        );
    }
    assert_eq!(kept(&world, &ada), nothing("2025-03-02"), "and not counted");
    say(&world, "meeting_hold", &held, json!({}));
    assert_eq!(
        kept(&world, &ada)["measured"],
        0,
        "held again, it took as long as is then said"
    );
    for _ in 0..4 {
        run(&world, "change_undo", json!({}));
    }
    assert_eq!(kept(&world, &ada), before, "undone, it is as it was");
}

#[test]
fn only_the_last_twelve_months_are_counted() {
    let world = World::new();
    let ada = world.mentor("Ada");
    for (day, by) in [
        ("2025-03-01T23:30", "theirs"),
        ("2025-03-02T00:00", "mine"),
        ("2025-11-11T11:00", "mine"),
    ] {
        let meeting = world.meeting(&ada, day);
        say(&world, "meeting_hold", &meeting, json!({}));
        let said = json!({ "used_minutes": 45, "late": by });
        say(&world, "meeting_time", &meeting, said);
    }
    let kept_now = kept(&world, &ada);
    assert_eq!(
        (
            &kept_now["since"],
            &kept_now["held"],
            &kept_now["theirs"]["late"]
        ),
        (&json!("2025-03-02"), &json!(2), &json!(0)),
        "from midnight of this day a year ago"
    );
    world.go_to("2026-03-03T09:00[Europe/Paris]");
    assert_eq!(kept(&world, &ada)["held"], 1, "tomorrow one less");
    world.go_to("2028-02-29T09:00[Europe/Paris]");
    assert_eq!(
        kept(&world, &ada),
        nothing("2027-02-28"),
        "on a day that last year had not, from the one before"
    );
}

#[test]
fn a_time_that_makes_no_sense_is_refused() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let (held, coming) = (
        world.meeting(&ada, "2026-03-01T10:00"),
        world.meeting(&ada, "2026-03-10T10:00"),
    );
    let week = json!({ "id": held.row.id, "used_minutes": 10_081 });
    let refused = world
        .call("meeting_hold", week)
        .expect_err("longer than a week");
    assert_eq!(
        (
            refused.code,
            refused.field.as_deref(),
            refused.message.as_str()
        ),
        (
            ErrorCode::Invalid,
            Some("used_minutes"),
            "A meeting lasts between one minute and a week."
        )
    );
    say(
        &world,
        "meeting_hold",
        &held,
        json!({ "used_minutes": 10_080 }),
    );
    let none = json!({ "id": held.row.id, "used_minutes": 0 });
    let refused = world.call("meeting_time", none).expect_err("no minute");
    assert_eq!(refused.field.as_deref(), Some("used_minutes"));
    let shown = run(&world, "meeting_show", json!({ "id": held.row.id }));
    assert_eq!(shown["used_minutes"], 10_080, "what was said before stands");
    let early = json!({ "id": coming.row.id, "used_minutes": 45 });
    let refused = world
        .call("meeting_time", early)
        .expect_err("it is still to come");
    assert_eq!(
        (refused.code, refused.message.as_str()),
        (
            ErrorCode::Conflict,
            "It is not noted yet that this meeting took place. Note that first."
        )
    );
    let nobody = "01890000-0000-7000-8000-000000000000";
    let refused = world
        .call("time_kept_show", json!({ "relationship_id": nobody }))
        .expect_err("no such room");
    assert_eq!(refused.code, ErrorCode::NotFound);
}
