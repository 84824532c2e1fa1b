//! Who hears of what several spoke of.

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::{capture, together};
use crate::desk::run;

#[test]
fn a_letter_to_several_is_to_several() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada Berg"),
        world.mentor("Ben Cole"),
        world.mentor("Cleo Dorn"),
    );
    let thanks = |rooms: &[&RelationshipRow]| {
        let id = together(&world, rooms, "2026-03-01T10:00");
        run(&world, "meeting_hold", json!({ "id": id }));
        run(&world, "meeting_after", json!({ "id": id }))["thanks"]["body"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    let three = thanks(&[&ada, &ben, &cleo]);
    assert!(three.starts_with("Hello Ada, Ben and Cleo,"), "{three}");
    let mut settings = settings_show(&world.app, SettingsShow {}).expect("the settings");
    settings.language = Some(ithaca_core::locale::Language::De);
    settings_change(
        &world.app,
        SettingsChange {
            settings,
            shown: None,
        },
    )
    .expect("a change");
    let two = thanks(&[&ada, &ben]);
    assert!(
        two.starts_with("Hallo Ada und Ben,\n\ndanke für eure Zeit am"),
        "{two}"
    );
    let one = thanks(&[&ada]);
    assert!(
        one.starts_with("Hallo Ada,\n\ndanke für deine Zeit am"),
        "{one}"
    );
    let planned = together(&world, &[&ada, &ben], "2026-03-10T10:00");
    let request = json!({ "meeting_id": planned, "text": "das neue Büro", "raised_by": "theirs" });
    run(&world, "agenda_add", request);
    let letter = run(
        &world,
        "brief_share",
        json!({ "about": { "kind": "meeting", "id": planned } }),
    );
    let body = letter["body"].as_str().expect("a text");
    assert!(
        body.starts_with("Hallo Ada und Ben,") && body.contains("Worüber ihr sprechen wolltet"),
        "{body}"
    );
}

#[test]
fn what_came_up_with_somebody_goes_to_nobody_else_unasked() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada Berg"), world.mentor("Ben Cole"));
    let with_ben = json!(world.meeting(&ben, "2026-03-02T08:00").row.id);
    let told = capture(&world, &with_ben, "win", "said no to Ben's offer").expect("a win");
    let own = run(
        &world,
        "journal_add",
        json!({ "fields": { "text": "ran ten miles" } }),
    );
    let next = json!(world.meeting(&ada, "2026-03-10T10:00").row.id);
    let about = json!({ "kind": "meeting", "id": next });
    let share = |with: Value| {
        run(
            &world,
            "brief_share",
            json!({ "about": about, "with": with }),
        )
    };
    let letter = share(json!([]));
    let body = letter["body"].as_str().expect("a text");
    assert!(
        body.contains("ran ten miles") && !body.contains("said no"),
        "{body}"
    );
    let lines: Vec<_> = letter["parts"][0]["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|line| (&line["id"], &line["along"], &line["elsewhere"]))
        .collect();
    assert!(
        lines.contains(&(&told["id"], &json!(false), &json!(["Ben Cole"]))),
        "{lines:?}"
    );
    assert!(
        lines.contains(&(&own["id"], &json!(true), &json!([]))),
        "{lines:?}"
    );
    let ticked = share(json!([told["id"]]));
    assert!(
        ticked["body"].to_string().contains("said no"),
        "asked for, it goes along"
    );
}

#[test]
fn a_promise_that_became_anothers_is_in_no_thank_you_to_the_first() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let id = json!(world.meeting(&ada, "2026-03-02T08:00").row.id);
    run(&world, "meeting_hold", json!({ "id": id }));
    for title in ["send the draft", "write to Ben about her"] {
        capture(&world, &id, "mine", title).expect("a promise");
    }
    let list = run(&world, "action_list", json!({ "meeting": id }));
    let moved = list["items"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|row| row["title"] == "write to Ben about her")
        .expect("it is there")
        .clone();
    let fields = json!({ "title": moved["title"], "owner": "mine", "relationship_id": ben.id, "meeting_id": id });
    run(
        &world,
        "action_change",
        json!({ "id": moved["id"], "fields": fields }),
    );
    let after = run(&world, "meeting_after", json!({ "id": id }));
    let thanks = after["thanks"]["body"].as_str().expect("a text");
    assert!(
        thanks.contains("send the draft") && !thanks.contains("about her"),
        "{thanks}"
    );
}
