use chrono::Duration;
use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::reminders;
use ithaca_tests::{World, moment};
use serde_json::json;
use std::sync::Arc;

use crate::desk::run;

/// The titles of what the desktop is asked to show.
fn shown(world: &World) -> Vec<String> {
    world
        .notices()
        .into_iter()
        .map(|notice| notice.title)
        .collect()
}

fn inbox_kinds(world: &World) -> Vec<ReminderKind> {
    world
        .inbox()
        .into_iter()
        .map(|reminder| reminder.kind)
        .collect()
}

#[test]
fn a_meeting_is_announced_a_day_and_an_hour_ahead_and_asked_about_afterwards() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-05T10:00");
    assert_eq!(shown(&world), [""; 0], "three days ahead is too early");
    let next = reminders::next_due(&world.app).expect("the next due time");
    assert_eq!(
        next.map(|at| at.utc().to_rfc3339()).as_deref(),
        Some("2026-03-04T09:00:00+00:00"),
        "a day ahead"
    );
    for (when, kind, body, opens) in [
        (
            "2026-03-04T10:00",
            ReminderKind::MeetingEarly,
            "You meet tomorrow 10:00",
            "/brief/meeting/",
        ),
        (
            "2026-03-05T09:00",
            ReminderKind::MeetingLate,
            "You meet today 10:00",
            "/brief/meeting/",
        ),
        (
            "2026-03-05T10:45",
            ReminderKind::Unwritten,
            "How was the meeting (today 10:00)?",
            "/live/",
        ),
    ] {
        world.go_to(&format!("{when}[Europe/Paris]"));
        let notices = world.notices();
        assert_eq!(notices.len(), 1, "one notice at {when}: {notices:?}");
        assert_eq!(
            (notices[0].title.as_str(), notices[0].body.as_str()),
            ("Meeting with Ada", body),
            "at {when}"
        );
        assert!(
            notices[0].opens.starts_with(opens),
            "a click opens the brief before, and afterwards the place to write"
        );
        assert!(
            inbox_kinds(&world).contains(&kind),
            "and it stands in the inbox"
        );
        assert_eq!(shown(&world), [""; 0], "shown once");
    }
}

#[test]
fn a_promise_is_due_at_nine_on_its_day() {
    let world = World::at("2026-03-02T08:59[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.promise(&ada, "Send the draft", Some("2026-03-02"));
    world.promise(&ada, "Someday", None);
    assert_eq!(shown(&world), [""; 0], "a minute to nine");
    world.advance(Duration::minutes(1));
    let notices = world.notices();
    assert_eq!(
        (notices[0].title.as_str(), notices[0].body.as_str()),
        ("Send the draft", "You promised Ada, due today"),
        "at nine"
    );
    let buttons: Vec<&str> = notices[0].buttons.iter().map(|button| button.key).collect();
    assert_eq!(
        buttons,
        [
            "open",
            "done",
            "snooze_ten_minutes",
            "snooze_tonight",
            "snooze_tomorrow",
            "snooze_next_week"
        ],
        "it can be answered at once"
    );
}

#[test]
fn a_silence_longer_than_meant_is_told_once_and_a_planned_meeting_ends_it() {
    let world = World::at("2026-01-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.go_to("2026-02-17T09:00[Europe/Paris]");
    let notices = world.notices();
    let told = notices
        .first()
        .map(|notice| (notice.title.as_str(), notice.body.as_str()));
    assert_eq!(
        told,
        Some(("Ada", "You have not met yet, and meant to by now")),
        "six weeks and a half"
    );
    world.advance(Duration::days(3));
    assert_eq!(shown(&world), [""; 0], "one calm word, not one a day");
    assert_eq!(
        inbox_kinds(&world),
        [ReminderKind::GoneQuiet],
        "it stands in the inbox"
    );
    world.meeting(&ada, "2026-03-20T10:00");
    assert_eq!(world.inbox(), [], "until a meeting is planned");
}

#[test]
fn a_meeting_with_words_or_a_note_is_not_asked_about() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meetings = ["2026-03-02T10:00", "2026-03-02T11:00", "2026-03-02T12:00"]
        .map(|at| world.meeting(&ada, at));
    world.notices();
    world.go_to("2026-03-02T13:00[Europe/Paris]");
    run(&world, "meeting_hold", json!({ "id": meetings[0].row.id }));
    run(
        &world,
        "meeting_write_notes",
        json!({ "id": meetings[0].row.id, "text": "We spoke." }),
    );
    let about = json!({ "kind": "meeting", "id": meetings[1].row.id });
    run(
        &world,
        "note_write",
        json!({ "about": about, "body": "To myself" }),
    );
    run(
        &world,
        "meeting_cancel",
        json!({ "id": meetings[2].row.id }),
    );
    assert_eq!(
        shown(&world).len(),
        1,
        "a private note may have been written to prepare: how it went is asked"
    );
    run(&world, "meeting_hold", json!({ "id": meetings[1].row.id }));
    assert_eq!(
        inbox_kinds(&world),
        [],
        "held, and words are there: nothing more to ask"
    );
    assert_eq!(
        shown(&world),
        [""; 0],
        "notes, a private note, called off: nothing to ask"
    );
    world.meeting(&ada, "2026-02-20T10:00");
    assert_eq!(
        shown(&world),
        [""; 0],
        "nor about one entered when it was over"
    );
}

#[test]
fn a_reminder_sleeps_and_wakes() {
    let world = World::new();
    world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    assert_eq!(shown(&world), ["Send the draft"], "due");
    let id = world.inbox()[0].id;
    for (length, when) in [
        ("ten_minutes", "2026-03-02T09:10"),
        ("tonight", "2026-03-02T19:00"),
        ("tomorrow", "2026-03-03T09:00"),
        ("next_week", "2026-03-10T09:00"),
    ] {
        run(
            &world,
            "reminder_snooze",
            json!({ "id": id, "for": length }),
        );
        assert_eq!(shown(&world), [""; 0], "asleep");
        let (until, _) = moment(&format!("{when}[Europe/Paris]"));
        assert_eq!(
            reminders::next_due(&world.app).expect("a time"),
            Some(until.into()),
            "{length} is until {when}"
        );
        world.go_to(&format!("{when}[Europe/Paris]"));
        assert_eq!(shown(&world), ["Send the draft"], "awake again");
    }
}

#[test]
fn what_was_deleted_while_it_slept_disturbs_nobody() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let action = world.promise(&ada, "Send the draft", Some("2026-03-02"));
    let kept = world.promise(&ada, "Book the hall", Some("2026-03-02"));
    world.notices();
    for reminder in world.inbox() {
        run(
            &world,
            "reminder_snooze",
            json!({ "id": reminder.id, "for": "tomorrow" }),
        );
    }
    run(&world, "action_delete", json!({ "id": action.id }));
    run(&world, "action_done", json!({ "id": kept.id }));
    world.promise(&ada, "Another", Some("2026-03-03"));
    world.go_to("2026-03-03T09:00[Europe/Paris]");
    assert_eq!(
        shown(&world),
        ["Another"],
        "what is deleted or kept sleeps on; what is due is shown all the same"
    );
}

#[test]
fn done_from_the_notice_keeps_the_promise_and_leaves_the_inbox() {
    let world = World::new();
    let action = world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    world.notices();
    run(
        &world,
        "reminder_done",
        json!({ "id": world.inbox()[0].id }),
    );
    let state = run(&world, "action_list", json!({}))["items"][0]["state"].clone();
    assert_eq!(state, "done", "the promise counts as kept");
    assert_eq!(world.inbox(), [], "and waits no more");
    run(&world, "change_undo", json!({}));
    let rows = run(&world, "action_list", json!({ "state": "open" }))["items"].clone();
    assert_eq!(rows[0]["id"], json!(action.id), "Ctrl Z opens it again");
}

#[test]
fn a_promise_kept_elsewhere_leaves_the_inbox_by_itself() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let action = world.promise(&ada, "Send the draft", Some("2026-03-02"));
    let put_off = world.promise(&ada, "Book the hall", Some("2026-03-02"));
    world.notices();
    run(&world, "action_done", json!({ "id": action.id }));
    assert_eq!(world.inbox().len(), 1, "kept, it is gone");
    let fields = json!({ "title": "Book the hall", "due_on": "2026-03-05" });
    run(
        &world,
        "action_change",
        json!({ "id": put_off.id, "fields": fields }),
    );
    assert_eq!(world.inbox(), [], "put off, it waits for its new day");
    world.go_to("2026-03-05T09:00[Europe/Paris]");
    assert_eq!(shown(&world), ["Book the hall"], "and is due anew");
}

#[test]
fn a_moved_meeting_is_due_anew_and_the_old_one_is_silent() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-02T09:30");
    assert_eq!(shown(&world).len(), 1, "announced");
    run(
        &world,
        "meeting_move",
        json!({ "id": meeting.row.id, "starts_local": "2026-03-05T15:00" }),
    );
    assert_eq!(
        inbox_kinds(&world),
        [ReminderKind::MeetingLate; 0],
        "what was put off waits no more"
    );
    for when in ["2026-03-04T15:00", "2026-03-05T14:00"] {
        world.go_to(&format!("{when}[Europe/Paris]"));
        assert_eq!(
            shown(&world).len(),
            1,
            "announced for its new time at {when}"
        );
    }
}

#[test]
fn a_clock_set_back_shows_nothing_twice() {
    let world = World::at("2026-03-03T13:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    world.meeting(&ada, "2026-03-05T15:00");
    world.promise(&ada, "Send the draft", Some("2026-03-05"));
    world.go_to("2026-03-05T13:00[Europe/Paris]");
    assert_eq!(shown(&world).len(), 2, "a day's word and a promise");
    world.go_to("2026-03-05T14:00[Europe/Paris]");
    assert_eq!(shown(&world).len(), 1, "an hour's word");
    for when in [
        "2026-03-05T10:00",
        "2026-03-04T16:00",
        "2026-03-05T13:30",
        "2026-03-05T14:30",
    ] {
        world.go_to(&format!("{when}[Europe/Paris]"));
        assert_eq!(
            shown(&world),
            [""; 0],
            "back and forth: nothing new at {when}"
        );
    }
}

#[test]
fn three_at_a_time_come_each_by_itself() {
    let world = World::new();
    let ada = world.mentor("Ada");
    for title in ["One", "Two", "Three"] {
        world.promise(&ada, title, Some("2026-03-02"));
    }
    let mut titles = shown(&world);
    titles.sort();
    assert_eq!(titles, ["One", "Three", "Two"], "three is not many");
}

#[test]
fn two_programs_on_one_desk_show_a_thing_once() {
    let world = World::new();
    world.promise(&world.mentor("Ada"), "Send the draft", Some("2026-03-02"));
    let (now, zone) = moment("2026-03-02T09:00[Europe/Paris]");
    let other =
        App::open(world.folder(), Arc::new(FixedClock::new(now, zone))).expect("a second program");
    let others = reminders::take_due(&other).expect("what is due").len();
    assert_eq!(
        (others, shown(&world).len()),
        (1, 0),
        "the first to ask shows it"
    );
}

#[test]
fn nothing_is_due_before_next_due_says_so() {
    let world = World::at("2026-01-30T07:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    for at in ["2026-02-10T10:00", "2026-03-29T02:30", "2026-03-30T08:00"] {
        world.meeting(&ada, at);
    }
    world.promise(&ada, "Send the draft", Some("2026-02-28"));
    let mut told = Vec::new();
    while let Some(next) = reminders::next_due(&world.app).expect("the next due time") {
        let ahead = next.0 - world.app.now().0;
        assert!(
            ahead > 0,
            "what was due is shown, so the next time lies ahead"
        );
        world.advance(Duration::milliseconds(ahead - 1));
        assert_eq!(shown(&world), [""; 0], "a millisecond early is too early");
        world.advance(Duration::milliseconds(1));
        let here = world.app.now().utc().with_timezone(&world.app.zone());
        // Now and then it wakes in vain: a silence that a planned meeting will end.
        told.extend(
            shown(&world)
                .iter()
                .map(|_| here.format("%m-%dT%H:%M").to_string()),
        );
    }
    // A day is 24 hours, also over the night the clocks go forward; silence begins when the last meeting is
    // over and nobody said it was held.
    let expected = [
        "02-09T10:00",
        "02-10T09:00",
        "02-10T10:45",
        "02-28T09:00",
        "03-28T02:00",
        "03-29T01:00",
        "03-29T03:45",
        "03-29T08:00",
        "03-30T07:00",
        "03-30T08:45",
        "03-30T08:45",
    ];
    assert_eq!(
        told, expected,
        "each meeting a day and an hour ahead and when it is over, the promise, and the silence after"
    );
}

/// What a crash left on the screen in another form is named by what stands for it now.
#[test]
fn a_repeat_in_another_form_replaces_what_a_crash_left() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let promises =
        ["One", "Two", "Three"].map(|title| world.promise(&ada, title, Some("2026-03-02")));
    let replaced = |world: &World| {
        let mut ids: Vec<String> = world
            .notices()
            .into_iter()
            .flat_map(|notice| notice.replaces)
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(replaced(&world), [""; 0], "three at first, each by itself");
    // The program ends before it hears whether they were shown.
    world.promise(&ada, "Four", Some("2026-03-02"));
    let world = world.reopened();
    reminders::recover(&world.app).expect("a start");
    let mut subjects: Vec<String> = promises.iter().map(|one| one.id.to_string()).collect();
    subjects.sort();
    assert_eq!(
        replaced(&world),
        subjects,
        "one for all four, in the place of the three"
    );
    for promise in &promises {
        run(&world, "action_done", json!({ "id": promise.id }));
    }
    let world = world.reopened();
    reminders::recover(&world.app).expect("a start");
    assert_eq!(
        replaced(&world),
        ["digest"],
        "the one that is left, in the place of that"
    );
    let failed: Vec<_> = world.inbox().iter().map(|one| one.id).collect();
    reminders::record_delivery(&world.app, &failed, Delivery::Failed).expect("noted");
    world.advance(Duration::minutes(1));
    assert_eq!(
        replaced(&world),
        [""; 0],
        "what was never shown left nothing"
    );
}
