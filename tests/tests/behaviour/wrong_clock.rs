//! A clock that says another year: it is told, not believed.

use chrono::Duration;
use ithaca_core::bin;
use ithaca_core::commands::*;
use ithaca_core::vault::backups::due;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn doubt(world: &World) -> Option<String> {
    run(world, "today_show", json!({}))["clock"]
        .as_str()
        .map(str::to_owned)
}

fn bin_count(world: &World) -> usize {
    run(world, "bin_list", json!({}))["items"]
        .as_array()
        .expect("a list")
        .len()
}

/// For how many whole days from now the first entry of the bin is kept.
fn days_left(world: &World) -> i64 {
    let until = run(world, "bin_list", json!({}))["items"][0]["kept_until"]
        .as_i64()
        .expect("an instant");
    (until - world.app.now().0).div_euclid(Millis::DAY)
}

/// A desk with one thing in its bin, deleted a moment ago.
fn with_one_in_the_bin() -> World {
    let world = World::new();
    let promise = world.promise(&world.mentor("Ada"), "Send the draft", None);
    run(&world, "action_delete", json!({ "id": promise.id }));
    world
}

#[test]
fn a_clock_that_is_believed_takes_one_week_from_the_bin_however_far_it_is_ahead() {
    for ahead in [8, 14, 25, 29, 31] {
        for looks in ["write", "look", "start"] {
            let world = with_one_in_the_bin();
            world.advance(Duration::days(ahead));
            let world = match looks {
                "write" => {
                    world.mentor("Bea");
                    world
                }
                "look" => world,
                _ => world.reopened(),
            };
            bin::let_go(&world.app).expect("nothing has had its time");
            assert_eq!(doubt(&world), None, "{ahead} days are believed");
            assert_eq!(days_left(&world), 23, "{ahead} days ahead, by a {looks}");
            // Nor does it add up while the clock stays wrong.
            for _ in 0..20 {
                world.advance(Duration::minutes(3));
                bin::let_go(&world.app).expect("nothing has had its time");
            }
            assert_eq!(days_left(&world), 22, "an hour later an hour has gone by");
            assert_eq!(bin_count(&world), 1);
        }
    }
}

#[test]
fn what_leaves_the_bin_has_lain_there_for_thirty_days_that_somebody_saw() {
    let world = with_one_in_the_bin();
    // A month away, twice; of each a week counts.
    for left in [23, 16] {
        world.advance(Duration::days(30));
        bin::let_go(&world.app).expect("nothing has had its time");
        assert_eq!(days_left(&world), left, "away is not seen");
    }
    let deleted = run(&world, "bin_list", json!({}))["items"][0]["deleted_at"]
        .as_i64()
        .expect("an instant");
    assert_eq!(
        Millis(deleted).utc().to_rfc3339(),
        "2026-03-02T08:00:00+00:00",
        "when it was deleted stays as it was"
    );
    // What is deleted now has all of its own days.
    run(
        &world,
        "person_delete",
        json!({ "id": world.person("Bea").id }),
    );
    assert_eq!(days_left(&world), 30, "the newest first");
    world.live(16);
    assert_eq!(bin_count(&world), 2, "to the last day");
    world.advance(Duration::seconds(1));
    bin::let_go(&world.app).expect("one has had its time");
    assert_eq!(bin_count(&world), 1, "and then it goes");
    assert_eq!(
        days_left(&world),
        13,
        "the other has two weeks less a second"
    );
}

#[test]
fn a_deletion_can_be_taken_back_after_a_weekend_away() {
    let world = with_one_in_the_bin();
    world.advance(Duration::days(3));
    bin::let_go(&world.app).expect("nothing has had its time");
    let undone = run(&world, "change_undo", json!({}));
    assert!(undone["label"].is_string(), "it can be: {undone}");
    assert_eq!(bin_count(&world), 0, "and nothing is left in the bin");
}

#[test]
fn what_was_deleted_by_a_clock_ahead_is_not_kept_for_years_once_that_is_right() {
    let world = World::new();
    let promise = world.promise(&world.mentor("Ada"), "Send the draft", None);
    world.go_to("2030-03-02T09:00[Europe/Paris]");
    run(&world, "action_delete", json!({ "id": promise.id }));
    world.go_to("2026-03-03T09:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    assert_eq!(days_left(&world), 30, "as if it had been deleted now");
}

#[test]
fn a_clock_1500_days_ahead_empties_no_bin_until_the_person_says_it_is_right() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let promise = world.promise(&ada, "Send the draft", None);
    run(&world, "action_delete", json!({ "id": promise.id }));
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "ended", "discard_on": "2026-09-01" }),
    );
    assert_eq!(doubt(&world), None, "all is well");

    world.advance(Duration::days(1500));
    let world = world.reopened();
    world.promise(&ada, "Written under the wrong clock", None);
    world.notices();
    bin::let_go(&world.app).expect("nothing leaves");
    assert_eq!(bin_count(&world), 1, "what was deleted is still there");
    run(&world, "relationship_show", json!({ "id": ada.id }));
    assert_eq!(
        doubt(&world).as_deref(),
        Some(
            "This computer says it is Wednesday, 10 April 2030, but this desk was last seen on Monday, 2 March 2026. \
             Until you say that the clock is right, nothing leaves the bin."
        ),
        "and it is told, whatever was written meanwhile"
    );

    run(&world, "clock_believe", json!({}));
    assert_eq!(doubt(&world), None, "the person's word counts");
    bin::let_go(&world.app).expect("what has had its time goes");
    assert!(
        world
            .call("relationship_show", json!({ "id": ada.id }))
            .is_err(),
        "the room goes into the bin on its day"
    );
}

#[test]
fn a_clock_put_right_again_needs_no_word() {
    let world = World::new();
    let promise = world.promise(&world.mentor("Ada"), "Send the draft", None);
    run(&world, "action_delete", json!({ "id": promise.id }));
    world.advance(Duration::days(1500));
    world.notices();
    bin::let_go(&world.app).expect("nothing leaves");
    world.go_to("2026-03-03T09:00[Europe/Paris]");
    assert_eq!(doubt(&world), None, "as if nothing had been");
    assert_eq!(bin_count(&world), 1, "and nothing is gone");
}

#[test]
fn a_clock_set_back_is_told() {
    let world = World::new();
    world.mentor("Ada");
    world.go_to("2024-03-02T09:00[Europe/Paris]");
    assert!(doubt(&world).is_some(), "two years back");
    world.go_to("2026-03-01T20:00[Europe/Paris]");
    assert_eq!(doubt(&world), None, "half a day may be a journey");
}

#[test]
fn a_clock_before_1970_breaks_nothing() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.go_to("1960-05-05T12:00[Europe/Paris]");
    world.promise(&ada, "Send the draft", Some("1960-05-05"));
    world.meeting(&ada, "1960-05-06T10:00");
    world.notices();
    run(&world, "backup_make", json!({}));
    bin::let_go(&world.app).expect("nothing leaves");
    assert!(doubt(&world).is_some(), "it is told");
    let world = world.reopened();
    run(&world, "reminder_list", json!({}));
}

#[test]
fn a_backup_of_a_clock_ahead_is_neither_the_newest_nor_makes_one_at_every_look() {
    let world = World::new();
    let ada = world.mentor("Ada");
    world.go_to("2030-01-01T09:00[Europe/Paris]");
    run(&world, "backup_make", json!({}));
    world.go_to("2026-03-03T09:00[Europe/Paris]");
    world.promise(&ada, "Written after", None);
    let is_due = || due(&world.app, world.app.now()).expect("it can be told");
    assert!(is_due(), "the desk has changed since");
    run(&world, "backup_make", json!({}));
    for look in 0..40 {
        world.advance(Duration::seconds(30));
        assert!(!is_due(), "look {look}: nothing changed");
    }
    world.promise(&ada, "And once more", None);
    assert!(is_due(), "ten minutes on, with a change");
    let listed = run(&world, "backup_list", json!({}));
    assert_eq!(
        listed["items"][0]["id"], "2026-03-03T080000Z",
        "the newest content first"
    );
    let shown = run(&world, "backup_show", json!({}));
    assert_eq!(
        Millis(shown["newest"].as_i64().expect("an instant"))
            .utc()
            .to_rfc3339(),
        "2026-03-03T08:00:00+00:00"
    );

    let folder = world.closed();
    let desk = ithaca_core::vault::damage::ClosedDesk::at(folder.path(), None);
    let way = desk.way_back().expect("backups can be read").expect("one");
    assert_eq!(
        way.id.to_string(),
        "2026-03-03T080000Z",
        "rescue offers what holds the most"
    );
}

#[test]
fn a_wrong_clock_that_was_believed_and_put_right_takes_nothing_from_the_bin() {
    let world = with_one_in_the_bin();
    world.go_to("2020-01-01T12:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    world.go_to("2026-03-02T10:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    bin::let_go(&world.app).expect("nothing has had its time");
    assert_eq!(
        days_left(&world),
        29,
        "it counts from the day it was deleted"
    );
}

#[test]
fn what_is_deleted_under_a_doubted_clock_counts_from_the_last_look() {
    for wrong in [
        "2020-01-01T12:00[Europe/Paris]",
        "2030-01-01T12:00[Europe/Paris]",
    ] {
        let world = World::new();
        let promise = world.promise(&world.mentor("Ada"), "Send the draft", None);
        world.go_to(wrong);
        run(&world, "action_delete", json!({ "id": promise.id }));
        world.go_to("2026-03-02T10:00[Europe/Paris]");
        bin::let_go(&world.app).expect("nothing has had its time");
        assert_eq!(
            days_left(&world),
            29,
            "deleted while the clock said {wrong}"
        );
    }
}

#[test]
fn what_was_deleted_last_stands_first_whatever_the_clock_said() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let delete = |title: &str, now: &str| {
        world.go_to(now);
        let promise = world.promise(&ada, title, None);
        run(&world, "action_delete", json!({ "id": promise.id }));
    };
    delete("First", "2026-03-02T10:00[Europe/Paris]");
    delete("Far ahead", "2030-01-01T12:00[Europe/Paris]");
    delete("Long ago", "2020-01-01T12:00[Europe/Paris]");
    delete("Last", "2026-03-02T11:00[Europe/Paris]");
    let mut titles = Vec::new();
    let mut next = Value::Null;
    loop {
        let page = run(
            &world,
            "bin_list",
            json!({ "page": { "limit": 1, "after": next } }),
        );
        titles.push(page["items"][0]["title"].clone());
        next = page["next"].clone();
        if next.is_null() {
            break;
        }
    }
    assert_eq!(titles, ["Last", "Long ago", "Far ahead", "First"]);
}
