//! What I promised to all of several waits for the next time just these meet.

use ithaca_tests::World;
use serde_json::{Value, json};

use super::{capture, run, together};

fn titles(rows: &Value) -> Vec<String> {
    let title = |row: &Value| row["title"].as_str().unwrap_or_default().to_owned();
    rows.as_array().into_iter().flatten().map(title).collect()
}

fn carried(world: &World, meeting: &Value) -> Vec<String> {
    let around = run(world, "meeting_around_show", json!({ "id": meeting }));
    let listed = run(world, "action_list", json!({ "carried_to": meeting }));
    assert_eq!(
        around["carried"]["items"], listed["items"],
        "the page and its list agree"
    );
    titles(&listed["items"])
}

fn brief(world: &World, kind: &str, id: &Value) -> [Vec<String>; 2] {
    let about = json!({ "about": { "kind": kind, "id": id } });
    let open = run(world, "brief_show", about)["open"].clone();
    [titles(&open["mine"]), titles(&open["closed"])]
}

#[test]
fn a_promise_to_all_is_carried_to_the_next_meeting_of_just_these() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada"),
        world.mentor("Ben"),
        world.mentor("Cleo"),
    );
    let first = together(&world, &[&ada, &ben], "2026-03-02T08:00");
    run(&world, "meeting_hold", json!({ "id": first }));
    let all = capture(&world, &first, "mine", "@all book a room").expect("kept")["id"].clone();
    let to_ada = capture(&world, &first, "mine", "@Ada send the draft").expect("kept");
    assert!(all.is_string() && to_ada["id"].is_string(), "both are kept");

    let next = together(&world, &[&ben, &ada], "2026-03-16T10:00");
    let after = together(&world, &[&ada, &ben], "2026-03-30T10:00");
    let others = together(&world, &[&ada, &cleo], "2026-03-17T10:00");
    let three = together(&world, &[&ada, &ben, &cleo], "2026-03-18T10:00");
    let alone = together(&world, &[&ada], "2026-03-19T10:00");
    let both = ["book a room".to_owned(), "send the draft".to_owned()];
    let hers = [both[1].clone()];
    for (meeting, promises, why) in [
        (&next, &both[..], "just these meet again"),
        (&after, &both, "and once more"),
        (&others, &hers, "Cleo heard nothing of a room"),
        (&three, &hers, "nor with all three"),
        (&alone, &hers, "it is not Ada's alone"),
        (&first, &[], "nothing was before it"),
    ] {
        assert_eq!(carried(&world, meeting), promises, "{why}");
        if meeting != &first {
            assert_eq!(
                brief(&world, "meeting", meeting)[0],
                promises,
                "in the brief: {why}"
            );
        }
    }
    let room = json!(ada.id);
    assert_eq!(
        brief(&world, "relationship", &room)[0],
        hers,
        "Ada's part alone"
    );
    let letter = run(
        &world,
        "brief_share",
        json!({ "about": { "kind": "meeting", "id": next } }),
    );
    let body = letter["body"].as_str().expect("a text");
    assert!(
        body.contains("book a room") && !body.contains("send the draft"),
        "what I promised to one is not told to the others: {body}"
    );

    run(&world, "action_done", json!({ "id": all }));
    assert_eq!(
        carried(&world, &next),
        hers,
        "kept, it is carried no further"
    );
    let [open, closed] = brief(&world, "meeting", &next);
    assert_eq!(
        (open, closed),
        (hers.to_vec(), vec!["book a room".to_owned()]),
        "but told"
    );
    run(&world, "meeting_delete", json!({ "id": first }));
    assert_eq!(
        carried(&world, &next),
        [""; 0],
        "with its meeting in the bin it is carried nowhere"
    );
}
