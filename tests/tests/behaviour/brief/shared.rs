//! The agenda to share holds nothing private and nothing of others.

use ithaca_tests::World;
use serde_json::json;

use super::page::ids;
use crate::desk::run;

#[test]
fn the_shared_agenda_holds_no_private_word_and_what_was_left_out_stays_out() {
    let world = World::new();
    let ada = world.mentor("Ada Berg");
    let meeting = world.meeting(&ada, "2026-03-05T10:00").row.id;
    let topic = run(
        &world,
        "agenda_add",
        json!({ "meeting_id": meeting, "text": "salary talk" }),
    )["id"]
        .clone();
    run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "text": "how do you say no?", "kind": "question" }),
    );
    world.promise(&ada, "send the draft", Some("2026-03-04"));
    for about in [
        json!({ "kind": "meeting", "id": meeting }),
        json!({ "kind": "relationship", "id": ada.id }),
        json!({ "kind": "person", "id": ada.person_id }),
    ] {
        let note = run(
            &world,
            "note_write",
            json!({ "about": about, "body": "SECRET" }),
        );
        run(
            &world,
            "note_remember",
            json!({ "id": note["id"], "remember": true }),
        );
    }
    let about = json!({ "kind": "meeting", "id": meeting });
    let letter = run(&world, "brief_share", json!({ "about": about }));
    let body = letter["body"].as_str().expect("a text");
    for said in [
        "Hello Ada,",
        "Thursday, 5 March at 10:00 (Europe/Paris)",
        "– salary talk",
        "– how do you say no?",
        "– send the draft (by Wednesday, 4 March)",
    ] {
        assert!(body.contains(said), "{said:?} is in {body}");
    }
    assert!(!letter.to_string().contains("SECRET"), "nothing private");
    let shorter = run(
        &world,
        "brief_share",
        json!({ "about": about, "without": [topic] }),
    );
    let body = shorter["body"].as_str().expect("a text");
    let mailed = shorter["mailto"].as_str().expect("an address");
    assert!(
        !body.contains("salary") && !mailed.contains("salary"),
        "left out: {shorter}"
    );
    assert_eq!(
        shorter["parts"][0]["items"][0]["along"], false,
        "it stands there"
    );
    let again = json!({ "about": about, "without": [] });
    assert_eq!(
        run(&world, "brief_share", again)["parts"],
        letter["parts"],
        "and can be taken in again: {shorter}"
    );
    let out = world.folder().join("agenda.txt");
    let handle = world.app.files().mint_write(out.clone());
    run(
        &world,
        "brief_save",
        json!({ "about": about, "out": handle }),
    );
    let saved = std::fs::read_to_string(out).expect("the file");
    assert!(
        saved.starts_with("Our meeting on Thursday, 5 March\n\nHello Ada,"),
        "{saved}"
    );
}

#[test]
fn what_concerns_one_of_several_is_not_shared_with_the_others() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let request = json!({ "participants": [ada.id, ben.id], "fields": { "starts_local": "2026-03-05T10:00",
        "duration_minutes": 60, "channel": "video" } });
    let meeting = run(&world, "meeting_plan", request)["id"].clone();
    run(
        &world,
        "agenda_add",
        json!({ "meeting_id": meeting, "text": "for all of us" }),
    );
    run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "text": "between Ada and me" }),
    );
    world.promise(&ben, "only Ben knows", None);
    let about = json!({ "kind": "meeting", "id": meeting });
    let page = run(&world, "brief_show", json!({ "about": about }));
    assert_eq!(ids(&page)["topics"].len(), 2, "my own page has both");
    let letter = run(&world, "brief_share", json!({ "about": about }));
    let body = letter["body"].as_str().expect("a text");
    assert!(body.contains("for all of us"));
    assert!(
        !body.contains("between Ada") && !body.contains("only Ben"),
        "{body}"
    );
}
