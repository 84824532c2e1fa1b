//! Challenges before a meeting: on the page of each who is asked, and never with another's words in what is shared.

use ithaca_tests::World;
use serde_json::{Value, json};

use crate::challenges::{add, on_the_page, titles, voice};
use crate::desk::run;

const CANARY: &str = "zq7xkanarienvogel";

#[test]
fn an_open_challenge_is_on_the_page_of_each_room_asked_and_of_no_other() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada"),
        world.mentor("Ben"),
        world.mentor("Cleo"),
    );
    let challenge = add(
        &world,
        "Nerves",
        &[voice(&ada.id, "Tea"), voice(&ben.id, "")],
    );
    let pages = || [&ada, &ben, &cleo].map(|room| on_the_page(&world, &room.id).len());
    assert_eq!(pages(), [1, 1, 0], "who said something, and who is to");
    let request = json!({ "participants": [ada.id, ben.id, cleo.id],
        "fields": { "starts_local": "2026-03-05T10:00", "duration_minutes": 60, "channel": "video" } });
    let meeting = run(&world, "meeting_plan", request)["id"].clone();
    let about = json!({ "about": { "kind": "meeting", "id": meeting } });
    let together = run(&world, "brief_show", about);
    assert_eq!(
        titles(&together["open"]["challenges"]),
        ["Nerves"],
        "once, though two of them are asked"
    );
    for solved in [true, false] {
        run(
            &world,
            "challenge_close",
            json!({ "id": challenge["id"], "solved": solved }),
        );
        assert_eq!(pages(), [0, 0, 0], "solved {solved}: nothing more to ask");
        run(&world, "challenge_reopen", json!({ "id": challenge["id"] }));
        assert_eq!(pages(), [1, 1, 0], "opened again, it is to be asked again");
    }
}

/// Both letters about a room: of its next meeting, with all that could go along, and the file saved of it.
fn letters(world: &World, about: &Value) -> String {
    let shared = run(world, "brief_share", json!({ "about": about }));
    assert!(
        !shared.to_string().contains(CANARY),
        "{about}: not what somebody said of it, nor what I wrote or tried, not even to choose from: {shared}"
    );
    let letter = shared["body"].as_str().expect("a text").to_owned();
    let out = world.folder().join("agenda.txt");
    let handle = world.app.files().mint_write(out.clone());
    run(
        world,
        "brief_save",
        json!({ "about": about, "out": handle }),
    );
    letter + &std::fs::read_to_string(out).expect("the file")
}

#[test]
fn what_one_said_never_stands_in_the_agenda_shared_with_another() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let meeting = world.meeting(&ben, "2026-03-05T10:00").row.id;
    let fields = json!({ "title": "A voice that goes flat", "context": format!("{CANARY} context"),
        "voices": [voice(&ada.id, &format!("{CANARY} of Ada")), voice(&ben.id, &format!("{CANARY} of Ben"))],
        "tries": [{ "text": format!("{CANARY} tried"), "helped": false }] });
    let challenge = run(&world, "challenge_add", json!({ "fields": fields }));
    for about in [
        json!({ "kind": "meeting", "id": meeting }),
        json!({ "kind": "relationship", "id": ben.id }),
        json!({ "kind": "relationship", "id": ada.id }),
    ] {
        let mine = run(&world, "brief_show", json!({ "about": about })).to_string();
        for word in ["context", "of Ada", "of Ben", "tried"] {
            assert!(
                mine.contains(&format!("{CANARY} {word}")),
                "my own page tells all of it, {word} too, so that the silence below proves something: {mine}"
            );
        }
        let letters = letters(&world, &about);
        assert!(
            letters.matches("– A voice that goes flat").count() == 2
                && letters.matches("What I am struggling with").count() == 2,
            "they learn what it is: {letters}"
        );
        assert!(
            !letters.contains(CANARY),
            "{about}: not what somebody said of it, nor what I wrote or tried: {letters}"
        );
        let without = run(
            &world,
            "brief_share",
            json!({ "about": about, "without": [challenge["id"]] }),
        );
        let (body, mailed) = (without["body"].as_str(), without["mailto"].as_str());
        assert!(
            [body, mailed]
                .iter()
                .all(|text| text.is_some_and(|text| !text.contains("struggling"))),
            "left out, its heading goes too: {without}"
        );
    }
    run(
        &world,
        "challenge_close",
        json!({ "id": challenge["id"], "solved": true, "worked": CANARY }),
    );
    let about = json!({ "kind": "relationship", "id": ben.id });
    let letters = letters(&world, &about);
    assert!(
        !letters.contains("goes flat") && !letters.contains(CANARY),
        "solved, nobody is asked: {letters}"
    );
}

#[test]
fn with_several_people_a_challenge_is_not_in_the_shared_letter() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    add(
        &world,
        "A voice that goes flat",
        &[voice(&ada.id, ""), voice(&ben.id, "")],
    );
    let request = json!({ "participants": [ada.id, ben.id], "fields": { "starts_local": "2026-03-05T10:00",
        "duration_minutes": 60, "channel": "video" } });
    let meeting = run(&world, "meeting_plan", request)["id"].clone();
    let about = json!({ "kind": "meeting", "id": meeting });
    let mine = run(&world, "brief_show", json!({ "about": about }));
    assert_eq!(
        titles(&mine["open"]["challenges"]),
        ["A voice that goes flat"],
        "my own page has it"
    );
    let letters = letters(&world, &about);
    assert!(
        !letters.contains("goes flat") && !letters.contains("struggling"),
        "whom else I ask is between each of them and me: {letters}"
    );
}
