//! What the year holds, and that its dates are honest.

use std::collections::BTreeSet;

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::asked::{TUESDAY, all, ask, count, filled, room_of};

#[test]
fn the_year_holds_what_was_promised() {
    let world = filled();
    let rooms = all(&world, "relationship_list", json!({}));
    let of_role = |role: &str| rooms.iter().filter(|room| room["role"] == role).count();
    assert_eq!(
        (of_role("mentee"), of_role("mentor")),
        (5, 2),
        "five mentors and two mentees"
    );
    let mentors = rooms.iter().filter(|room| room["role"] == "mentee");
    let kinds: BTreeSet<String> = mentors.map(|room| room["kind"].to_string()).collect();
    assert_eq!(
        kinds.len(),
        5,
        "the mentors are of different kinds: {kinds:?}"
    );

    let meetings = all(&world, "meeting_list", json!({}));
    assert!(
        meetings.len() >= 55,
        "about sixty meetings, not {}",
        meetings.len()
    );
    let states: BTreeSet<String> = meetings
        .iter()
        .map(|row| row["state"].to_string())
        .collect();
    assert_eq!(
        states.len(),
        5,
        "planned, held, missed, moved and cancelled: {states:?}"
    );
    let together = |row: &&Value| {
        row["participants"]
            .as_array()
            .is_some_and(|who| who.len() > 1)
    };
    assert_eq!(
        meetings.iter().filter(together).count(),
        2,
        "two meetings with several people"
    );
    assert_eq!(
        all(&world, "meeting_list_undated", json!({})).len(),
        1,
        "one waits for its date"
    );
    let held = all(&world, "meeting_list", json!({ "state": "held" }));
    assert!(
        held.iter().all(|row| row["has_notes"] == true),
        "what was held was written down"
    );

    let goals = all(&world, "goal_list", json!({}));
    assert_eq!(goals.len(), 20, "twenty goals");
    for state in ["open", "reached", "dropped"] {
        assert!(
            goals.iter().any(|goal| goal["state"] == state),
            "a goal that is {state}"
        );
    }
    assert_eq!(
        all(&world, "resource_list", json!({})).len(),
        40,
        "forty resources"
    );
    let kinds = all(&world, "resource_list", json!({}));
    let kinds: BTreeSet<String> = kinds.iter().map(|row| row["kind"].to_string()).collect();
    assert_eq!(
        kinds.len(),
        5,
        "links, files, books, courses and people: {kinds:?}"
    );
    let actions = all(&world, "action_list", json!({}));
    assert_eq!(actions.len(), 80, "eighty promises");
    let dropped = actions.iter().filter(|row| row["state"] == "dropped");
    assert!(dropped.clone().count() > 0, "some were let go");
    assert!(
        dropped.into_iter().all(|row| row["closed_reason"] != ""),
        "what was let go has its reason"
    );
}

#[test]
fn the_year_shows_what_several_people_are_for() {
    let world = filled();
    let leila = room_of(&world, "Leïla");
    let stories = all(&world, "journal_list", json!({ "kind": "story" }));
    for whose in ["mine", "theirs"] {
        assert!(
            stories.iter().any(|story| story["whose"] == whose),
            "a story that is {whose}"
        );
    }
    assert!(
        stories
            .iter()
            .all(|story| story["context"] != "" && story["day"] != ""),
        "each says what happened"
    );
    let challenges = all(&world, "challenge_list", json!({}));
    let [open, solved] = ["open", "solved"].map(|state| {
        let mut of_it = challenges.iter().filter(|one| one["state"] == state);
        of_it.next().expect("a challenge in each state")
    });
    let voices = open["voices"].as_array().expect("a list");
    assert!(
        voices.len() > 2 && voices.iter().any(|voice| voice["text"] == ""),
        "three are asked, one of them is still to say something"
    );
    let helped: BTreeSet<String> = open["tries"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| one["helped"].to_string())
        .collect();
    assert_eq!(
        helped.len(),
        3,
        "something helped, something did not, of something it is not known"
    );
    assert_ne!(solved["worked"], "", "of what was solved it is known how");
    let of_her_room = |list: &str| {
        let rows = all(&world, list, json!({}));
        rows.iter()
            .filter(|row| row["relationship_id"] == json!(leila))
            .count()
    };
    assert_eq!(
        (of_her_room("template_list"), of_her_room("question_list")),
        (1, 1),
        "a template and a question of one room"
    );
    let of_series = |row: &&Value| row["series"] != Value::Null;
    let planned = all(&world, "meeting_list", json!({ "state": "planned" }));
    assert_eq!(
        planned.iter().filter(of_series).count(),
        6,
        "meetings that come again, as often as was said"
    );
    let kept = ask(
        &world,
        "time_kept_show",
        json!({ "relationship_id": leila }),
    );
    assert!(
        kept["measured"].as_u64() > Some(2) && kept["theirs"]["changed"] == 2,
        "how her time is kept can be seen: {kept}"
    );
    let amara = room_of(&world, "Amara");
    let kept = ask(
        &world,
        "time_kept_show",
        json!({ "relationship_id": amara }),
    );
    assert!(
        kept["agenda_sent"].as_u64() > Some(1),
        "and that agendas went ahead: {kept}"
    );
    for aspect in ["strength", "growth"] {
        let seen = format!("SELECT count(*) FROM note WHERE aspect = '{aspect}'");
        assert!(count(&world, &seen) > 0, "an observation: {aspect}");
    }
}

#[test]
fn the_notes_are_in_several_scripts() {
    let world = filled();
    let bodies = count(&world, "SELECT count(*) FROM note");
    assert!(bodies >= 20, "private notes, not {bodies}");
    for (script, sign) in [
        ("Japanese", "私"),
        ("Arabic", "ال"),
        ("accents", "é"),
        ("emoji", "🌱"),
    ] {
        let found = count(
            &world,
            &format!("SELECT count(*) FROM note WHERE body LIKE '%{sign}%'"),
        );
        assert!(found > 0, "a private note with {script}");
    }
    let shared = count(
        &world,
        "SELECT count(*) FROM meeting WHERE notes LIKE '%。%'",
    );
    assert!(shared > 0, "shareable notes in Japanese as well");
}

#[test]
fn the_year_leads_to_nobody_real() {
    let world = filled();
    let elsewhere = "SELECT count(*) FROM (
        SELECT link AS address FROM person UNION ALL SELECT url FROM resource UNION ALL SELECT join_link FROM meeting)
        WHERE address <> '' AND address NOT LIKE 'https://example.org/%' AND address NOT LIKE 'https://%.example.org/%'";
    assert_eq!(
        count(&world, elsewhere),
        0,
        "links lead to example.org only"
    );
    let mails = "SELECT count(*) FROM person WHERE email <> '' AND email NOT LIKE '%@example.org'";
    assert_eq!(count(&world, mails), 0, "mail goes to example.org only");
}

#[test]
fn the_day_has_something_of_everything() {
    for now in [
        TUESDAY,
        "2026-03-03T23:40[Europe/Paris]",
        "2026-03-08T15:30[Europe/Paris]",
        "2026-11-01T01:30[America/New_York]",
        "2024-02-29T12:00[Asia/Tokyo]",
    ] {
        let world = World::at(now);
        ask(&world, "demo_fill", json!({}));
        let page = today_show(&world.app, TodayShow {}).expect("the day can be shown");
        let next = page.next.expect("a meeting comes");
        let start = next.meeting.when.expect("it has a date").here.0;
        let days = (start.date() - page.date).num_days();
        assert!(
            (0..=1).contains(&days),
            "{now}: the next meeting is today or tomorrow, not {start}"
        );
        assert!(next.points > 0, "{now}: with something to talk about");
        let due = |days: i64| page.date + chrono::Duration::days(days);
        let has = |day| {
            page.due
                .iter()
                .any(|action| action.fields.due_on == Some(day))
        };
        assert!(
            has(due(-1)) && has(due(0)),
            "{now}: a promise is overdue, one is due today"
        );
        assert_eq!(
            page.untold.len(),
            1,
            "{now}: of one meeting nobody said how it was"
        );
        assert_eq!(page.quiet.len(), 1, "{now}: somebody has gone quiet");
        assert_eq!(
            page.quiet[0].name, "中村 さくら",
            "{now}: the one who travels"
        );
        assert!(!page.moving.is_empty(), "{now}: goals move");
        assert!(!page.empty, "{now}: the desk has people on it");
        let start = app_start(&world.app, AppStart {}).expect("a window can start");
        assert!(
            start.sample && !start.first_run,
            "{now}: it opens on Today and says what it is"
        );
    }
}

#[test]
fn nothing_is_dated_after_now_but_what_is_planned() {
    let world = filled();
    let now = world.app.now().0;
    for (table, column) in [
        ("person", "created_at"),
        ("relationship_phase", "since"),
        ("meeting", "changed_at"),
        ("agenda_point", "done_at"),
        ("action", "closed_at"),
        ("check_in", "at"),
        ("milestone", "reached_at"),
        ("resource", "changed_at"),
        ("note", "created_at"),
        ("journal_entry", "created_at"),
        ("challenge", "created_at"),
        ("challenge_voice", "at"),
    ] {
        let late = count(
            &world,
            &format!("SELECT count(*) FROM {table} WHERE {column} > {now}"),
        );
        assert_eq!(late, 0, "{table}.{column} lies in the future");
        let spread = format!(
            "SELECT (max({column}) - min({column})) / 86400000 FROM {table} WHERE {column} > 0"
        );
        let days = count(&world, &spread);
        assert!(
            days > 100,
            "{table}.{column} spreads over the year, not over {days} days"
        );
    }
    let early = "SELECT count(*) FROM meeting WHERE state = 'held' AND changed_at < ends_at";
    assert_eq!(
        count(&world, early),
        0,
        "no meeting was held before it was over"
    );
    let kept_early = "SELECT count(*) FROM action WHERE closed_at < created_at";
    assert_eq!(
        count(&world, kept_early),
        0,
        "no promise was kept before it was made"
    );
    let before_room =
        "SELECT count(*) FROM meeting_participant p JOIN meeting m ON m.id = p.meeting_id
        JOIN relationship r ON r.id = p.relationship_id WHERE m.created_at < r.created_at";
    assert_eq!(
        count(&world, before_room),
        0,
        "nobody met before they knew each other"
    );
    let shared_early =
        "SELECT count(*) FROM resource_share s JOIN relationship r ON r.id = s.relationship_id
        WHERE s.at < r.created_at";
    assert_eq!(
        count(&world, shared_early),
        0,
        "nothing was shared before that either"
    );
}

#[test]
fn kept_files_come_out_as_they_went_in() {
    let world = filled();
    let files = all(&world, "resource_list", json!({ "kind": "file" }));
    assert!(files.len() >= 5, "a few files are kept inside");
    let list = files
        .iter()
        .find(|row| row["file"]["name"] == "reading-list.md")
        .expect("the reading list");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("list.md");
    let out = world.app.files().mint_write(path.clone());
    ask(
        &world,
        "resource_save_file",
        json!({ "id": list["id"], "out": out }),
    );
    let text = std::fs::read_to_string(path).expect("the file is there");
    assert!(text.starts_with("# Seven things"), "its first line: {text}");
    assert_eq!(
        list["file"]["size"],
        text.len(),
        "the size told is the file's"
    );
    assert_eq!(list["file"]["media_type"], "text/markdown", "by its name");
}
