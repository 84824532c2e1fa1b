//! Reminders too poor to act on.

use chrono::Duration;
use serde_json::json;

use super::*;

/// The last notes, the last contact, what we talked about: none of it in the reminder or behind it.
#[test]
fn monica_1792_a_click_leads_to_what_was_last_talked_about() {
    let world = World::at("2026-02-02T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    let before = world.meeting(&ada, "2026-02-02T07:00");
    let held = json!({ "id": before.row.id });
    run(&world, "meeting_hold", held.clone());
    run(
        &world,
        "meeting_write_notes",
        json!({ "id": before.row.id, "text": "We spoke of the move." }),
    );
    world.promise(&ada, "Send the draft", Some("2026-04-01"));
    let next = world.meeting(&ada, "2026-03-03T09:00");
    world.go_to("2026-03-02T09:00[Europe/Paris]");
    let notice = world.notices().remove(0);
    assert_eq!(
        notice.opens,
        format!("/brief/meeting/{}", next.row.id),
        "the click"
    );
    let page = today(&world)["next"].clone();
    assert_eq!(page["last_met_on"], "2026-02-02", "when we last met");
    assert_eq!(
        page["open"][0]["title"], "Send the draft",
        "what stands open between us"
    );
    let last = run(
        &world,
        "meeting_list",
        json!({ "relationship": ada.id, "state": "held", "order": "latest" }),
    );
    assert_eq!(
        run(
            &world,
            "meeting_show",
            json!({ "id": last["items"][0]["id"] })
        )["notes"],
        "We spoke of the move.",
        "and what we said"
    );
    assert!(
        !notice.body.contains("move"),
        "which the notice itself keeps to itself"
    );
}

/// "Currently, reminders are useless": one lead time for everybody (2018).
#[test]
fn monica_978_each_room_has_lead_times_of_its_own() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let leads = json!({ "id": ada.id, "leads": { "early": 10_080, "late": 15 } });
    run(&world, "relationship_remind", leads);
    world.meeting(&ada, "2026-03-20T10:00");
    world.meeting(&ben, "2026-03-20T10:00");
    for (when, told) in [
        ("2026-03-13T10:00", vec!["Meeting with Ada"]),
        ("2026-03-19T10:00", vec!["Meeting with Ben"]),
        ("2026-03-20T09:00", vec!["Meeting with Ben"]),
        ("2026-03-20T09:45", vec!["Meeting with Ada"]),
    ] {
        world.go_to(&format!("{when}[Europe/Paris]"));
        assert_eq!(shown(&world), told, "at {when}");
    }
}

/// With the system's notification nothing can be put off (obsidian-reminder, 2021).
#[test]
fn obsidian_reminder_5_the_notice_itself_can_be_put_off() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.promise(&ada, "Send the draft", Some("2026-03-02"));
    world.meeting(&ada, "2026-03-03T09:00");
    for notice in world.notices() {
        let keys: Vec<&str> = notice.buttons.iter().map(|button| button.key).collect();
        assert!(
            keys.iter().any(|key| key.starts_with("snooze")),
            "{} can be put off: {keys:?}",
            notice.title
        );
    }
    for reminder in world.inbox() {
        let request = json!({ "id": reminder.id, "for": "ten_minutes" });
        run(&world, "reminder_snooze", request);
    }
    assert_eq!(shown(&world), [""; 0], "asleep");
    world.advance(Duration::minutes(10));
    assert_eq!(shown(&world).len(), 2, "and both come back");
}
