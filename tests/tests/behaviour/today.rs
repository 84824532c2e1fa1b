use std::collections::BTreeSet;

use ithaca_core::locale::Language;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn today(world: &World) -> Value {
    run(world, "today_show", json!({}))
}

#[test]
fn an_empty_desk_has_a_quiet_day() {
    let world = World::new();
    let page = today(&world);
    assert_eq!(
        (&page["empty"], &page["headline"]),
        (&json!(true), &json!("Nothing due. A quiet day.")),
        "no scolding"
    );
}

#[test]
fn the_headline_says_the_day_in_a_sentence() {
    let world = World::new();
    let ada = world.mentor("Ada Ahlgren");
    let headline = || {
        today(&world)["headline"]
            .as_str()
            .map(str::to_owned)
            .unwrap_or_default()
    };
    world.meeting(&ada, "2026-03-03T14:00");
    assert_eq!(
        headline(),
        "Nothing due. Next: Ada, tomorrow.",
        "the next meeting is tomorrow"
    );
    world.meeting(&ada, "2026-03-02T14:00");
    assert_eq!(headline(), "Ada at 14:00", "one today");
    world.promise(&ada, "Send the draft", Some("2026-03-02"));
    assert_eq!(
        headline(),
        "Ada at 14:00, then a promise to Ada",
        "and a promise"
    );
    world.promise(&ada, "Book the hall", Some("2026-02-20"));
    assert_eq!(
        headline(),
        "Ada at 14:00, then 2 promises",
        "and another, overdue"
    );
    world.speak(Language::De);
    assert!(
        headline().starts_with("Ada um 14:00"),
        "in German: {}",
        headline()
    );
}

#[test]
fn the_next_meeting_comes_with_what_stands_open() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let last = world.meeting(&ada, "2026-02-20T10:00");
    run(&world, "meeting_hold", json!({ "id": last.row.id }));
    let next = world.meeting(&ada, "2026-03-02T08:45");
    world.promise(&ada, "Send the draft", None);
    for place in [
        json!({ "relationship_id": ada.id }),
        json!({ "meeting_id": next.row.id }),
    ] {
        let mut request = place;
        request["text"] = json!("To ask");
        run(&world, "agenda_add", request);
    }
    let page = today(&world);
    let up = &page["next"];
    assert_eq!(
        up["meeting"]["id"],
        json!(next.row.id),
        "one under way is still the next"
    );
    assert_eq!(
        (&up["points"], &up["last_met_on"]),
        (&json!(2), &json!("2026-02-20")),
        "points and the last contact"
    );
    assert_eq!(
        up["first_points"].as_array().map(Vec::len),
        Some(2),
        "and the first of them in their words"
    );
    assert_eq!(
        up["open"][0]["title"], "Send the draft",
        "promises of both sides"
    );
    world.go_to("2026-03-02T09:31[Europe/Paris]");
    let page = today(&world);
    assert_eq!(
        (&page["next"], &page["untold"][0]["id"]),
        (&Value::Null, &json!(next.row.id)),
        "over, it asks how it was"
    );
}

#[test]
fn the_week_from_today_says_what_is_on_each_day() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let four = ["09:00", "11:00", "13:00", "15:00"];
    for time in four {
        world.meeting(&ada, &format!("2026-03-04T{time}"));
    }
    world.meeting(&ada, "2026-03-09T15:00");
    for (title, due) in [
        ("Overdue", "2026-03-01"),
        ("Today", "2026-03-02"),
        ("Also today", "2026-03-02"),
        ("On the last day", "2026-03-08"),
        ("A week ahead", "2026-03-09"),
    ] {
        world.promise(&ada, title, Some(due));
    }
    let week = today(&world)["week"].clone();
    let told: Vec<(Value, Value, usize, Value)> = week
        .as_array()
        .into_iter()
        .flatten()
        .map(|day| {
            let meetings = day["meetings"].as_array().map_or(0, Vec::len);
            let (date, due, others) = (&day["date"], &day["due"], &day["others"]);
            (date.clone(), due.clone(), meetings, others.clone())
        })
        .collect();
    let day = |date: &str, due: u32, meetings: usize, others: u32| {
        (json!(date), json!(due), meetings, json!(others))
    };
    assert_eq!(
        told,
        [
            day("2026-03-02", 2, 0, 0),
            day("2026-03-03", 0, 0, 0),
            day("2026-03-04", 0, 3, 1),
            day("2026-03-05", 0, 0, 0),
            day("2026-03-06", 0, 0, 0),
            day("2026-03-07", 0, 0, 0),
            day("2026-03-08", 1, 0, 0),
        ],
        "three meetings of a day and how many others, and what is due on it; the next week is another"
    );
    assert_eq!(
        (
            &week[2]["meetings"][0]["here"],
            &week[2]["meetings"][0]["who"]
        ),
        (&json!("2026-03-04T09:00"), &json!("Ada")),
        "by the clock here and by name"
    );
}

#[test]
fn my_promises_show_a_week_ahead_and_theirs_when_due() {
    let world = World::new();
    let ada = world.mentor("Ada");
    for (title, due) in [
        ("Overdue", "2026-02-01"),
        ("In a week", "2026-03-09"),
        ("In eight days", "2026-03-10"),
    ] {
        world.promise(&ada, title, Some(due));
    }
    for (title, due) in [("Due", "2026-03-02"), ("Tomorrow", "2026-03-03")] {
        let fields =
            json!({ "title": title, "due_on": due, "owner": "theirs", "relationship_id": ada.id });
        run(&world, "action_add", json!({ "fields": fields }));
    }
    let page = today(&world);
    let titles = |list: &str| {
        page[list]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| row["title"].as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        titles("due"),
        ["Overdue", "In a week"],
        "mine, with a week's notice"
    );
    assert_eq!(
        titles("due_theirs"),
        ["Due"],
        "theirs, without nagging ahead of time"
    );
}

#[test]
fn anything_is_found_by_the_start_of_any_word() {
    let world = World::new();
    let ada = world.mentor("Åsa Lindström");
    let fields = json!({ "title": "Über das Zögern", "starts_local": "2026-03-10T10:00", "duration_minutes": 30, "channel": "phone" });
    run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id], "fields": fields }),
    );
    run(
        &world,
        "goal_set",
        json!({ "fields": { "title": "人前で話す 自信" } }),
    );
    run(
        &world,
        "goal_set",
        json!({ "fields": { "title": "الثقة في الكلام" } }),
    );
    run(
        &world,
        "resource_add",
        json!({ "kind": "book", "fields": { "title": "Thinking \"fast\" AND slow", "author": "O'Neil" } }),
    );
    let found = |text: &str| {
        let rows = run(&world, "find", json!({ "text": text }));
        rows.as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| row["kind"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (text, kinds) in [
        ("lind", "relationship person"),
        ("ASA", "relationship person"),
        ("lin as", "relationship person"),
        ("zog", "meeting"),
        ("uber", "meeting"),
        ("人前", "goal"),
        ("自", "goal"),
        ("الك", "goal"),
        ("fast", "resource"),
        ("\"fast", "resource"),
        ("and", "resource"),
        ("neil", "resource"),
        ("dstrom", ""),
        ("", ""),
        ("*", ""),
        ("NOT", ""),
        ("a OR b", ""),
        ("')--", ""),
    ] {
        assert_eq!(found(text), kinds, "by {text:?}");
    }
}

#[test]
fn the_headline_counts_all_that_is_due_and_a_list_cut_short_says_so() {
    let world = World::new();
    let ada = world.mentor("Ada");
    for number in 0..31 {
        world.promise(&ada, &format!("Promise {number}"), Some("2026-03-01"));
    }
    let page = today(&world);
    assert_eq!(
        page["headline"], "31 promises to keep",
        "not the twenty that are shown"
    );
    assert_eq!(
        (page["due"].as_array().map(Vec::len), &page["more"]["due"]),
        (Some(20), &json!(true)),
        "twenty are shown, and that there are more"
    );
    assert_eq!(
        page["more"]["due_theirs"],
        json!(false),
        "where all are shown nothing is said"
    );
    world.meeting(&ada, "2026-03-02T14:00");
    assert_eq!(today(&world)["headline"], "Ada at 14:00, then 31 promises");
    for number in 31..501 {
        world.promise(&ada, &format!("Promise {number}"), Some("2026-03-01"));
    }
    assert_eq!(
        today(&world)["headline"],
        "Ada at 14:00, then more than 500 promises",
        "counting has an end"
    );
}

#[test]
fn what_an_ended_room_left_open_is_neither_counted_nor_shown() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    for room in [&ada, &ben] {
        world.promise(room, "Send the draft", Some("2026-03-01"));
    }
    let left = world.promise(&ada, "Introduce Carl", Some("2026-03-01"));
    run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": { "title": "", "channel": "video",
          "starts_local": "2026-03-02T14:00", "duration_minutes": 45, "place": "", "join_link": "" } }),
    );
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "ended", "reason": "", "going_on": [left.id] }),
    );
    let page = today(&world);
    assert_eq!(
        (&page["due_now"], page["due"].as_array().map(Vec::len)),
        (&json!(2), Some(2)),
        "Ben's, and Ada's that was agreed to go on"
    );
    let open = page["next"]["open"].as_array().expect("what is open");
    let titles: Vec<&Value> = open.iter().map(|action| &action["title"]).collect();
    assert_eq!(
        titles,
        [&json!("Introduce Carl"), &json!("Send the draft")],
        "{open:?}"
    );
}

#[test]
fn every_list_of_today_that_is_cut_short_says_so() {
    let world = World::at("2026-03-02T09:00[Europe/Paris]");
    // Gone quiet: met every month, and nothing heard for two.
    world.go_to("2025-12-20T09:00[Europe/Paris]");
    for number in 0..7 {
        world.mentor(&format!("Quiet {number}"));
    }
    world.go_to("2026-03-02T09:00[Europe/Paris]");
    run(&world, "clock_believe", json!({}));
    for number in 0..7 {
        let gone = world.mentor(&format!("Ended {number}"));
        run(
            &world,
            "relationship_move_phase",
            json!({ "id": gone.id, "phase": "ended", "discard_on": "2026-03-12" }),
        );
    }
    for number in 0..21 {
        let mine = json!({ "title": format!("Mine {number}"), "due_on": "2026-03-04" });
        run(&world, "action_add", json!({ "fields": mine }));
    }
    for number in 0..9 {
        let room = world.mentor(&format!("Mentor {number}"));
        world.meeting(&room, &format!("2026-03-{:02}T14:00", number + 3));
        world.meeting(&room, &format!("2026-02-{:02}T14:00", number + 10));
        run(
            &world,
            "goal_set",
            json!({ "fields": { "title": format!("Goal {number}"), "kind": "other", "whose": "mine" } }),
        );
        run(
            &world,
            "action_add",
            json!({ "fields": { "title": format!("Theirs {number}"), "owner": "theirs",
            "relationship_id": room.id, "due_on": "2026-03-01" } }),
        );
        run(
            &world,
            "action_add",
            json!({ "fields": { "title": format!("Theirs too {number}"), "owner": "theirs",
            "relationship_id": room.id, "due_on": "2026-03-01" } }),
        );
        if number < 6 {
            let advice = json!({ "text": format!("Stand still {number}"), "relationship_id": room.id, "given_by": "theirs" });
            let advice = run(&world, "advice_add", json!({ "fields": advice }));
            run(
                &world,
                "advice_decide",
                json!({ "id": advice["id"], "verdict": "try" }),
            );
            let question = json!({ "question": format!("Which stage {number}?"), "options": ["This", "That"] });
            let decision = run(&world, "decision_add", json!({ "fields": question }));
            run(
                &world,
                "decision_make",
                json!({ "id": decision["id"], "choice": "This", "why": "", "look_back_on": "2026-03-02" }),
            );
        }
    }
    let shown: [(&str, usize); 9] = [
        ("later", 6),
        ("due", 20),
        ("due_theirs", 10),
        ("untold", 6),
        ("quiet", 6),
        ("leaving", 6),
        ("trying", 5),
        ("look_back", 5),
        ("moving", 5),
    ];
    let page = today(&world);
    let said = page["more"].as_object().expect("an answer").keys();
    assert_eq!(
        said.map(String::as_str).collect::<BTreeSet<_>>(),
        shown.iter().map(|(list, _)| *list).collect(),
        "every list is among them"
    );
    let empty = today(&World::new());
    for (list, most) in shown {
        assert_eq!(
            (page[list].as_array().map(Vec::len), &page["more"][list]),
            (Some(most), &json!(true)),
            "{list}"
        );
        assert_eq!(
            (empty[list].as_array().map(Vec::len), &empty["more"][list]),
            (Some(0), &json!(false)),
            "{list} of an empty desk"
        );
    }
}
