//! The agenda of several, and what waits for each of them.

use ithaca_tests::World;
use serde_json::{Value, json};

use super::{agenda, capture, inbox, point, texts, together};
use crate::desk::run;

#[test]
fn a_point_of_several_stays_when_one_of_them_is_deleted() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let id = together(&world, &[&ada, &ben], "2026-03-10T10:00");
    let made = point(&world, &id, Some(&ada), "the new office");
    assert_eq!(
        made["relationship_id"],
        Value::Null,
        "it is the meeting's, whoever stands first"
    );
    run(&world, "person_delete", json!({ "id": ada.person_id }));
    assert_eq!(agenda(&world, &id), ["the new office"]);
    run(&world, "bin_empty", json!({}));
    assert_eq!(agenda(&world, &id), ["the new office"], "for good, too");
}

#[test]
fn a_point_left_open_by_several_waits_until_just_these_meet_again() {
    let world = World::new();
    let (ada, ben, cleo) = (
        world.mentor("Ada"),
        world.mentor("Ben"),
        world.mentor("Cleo"),
    );
    let first = together(&world, &[&ada, &ben], "2026-03-02T08:00");
    point(&world, &first, Some(&ada), "the new office");
    let alone = json!(world.meeting(&ada, "2026-03-09T08:00").row.id);
    let wider = together(&world, &[&ada, &ben, &cleo], "2026-03-10T08:00");
    let again = together(&world, &[&ben, &ada], "2026-03-11T08:00");
    assert_eq!(
        agenda(&world, &again),
        [""; 0],
        "while the first is planned it is its own"
    );
    run(&world, "meeting_hold", json!({ "id": first }));
    assert_eq!(
        agenda(&world, &again),
        ["the new office"],
        "it rolls over to the same two"
    );
    for other in [&alone, &wider] {
        assert_eq!(agenda(&world, other), [""; 0], "and to no others");
    }
    assert_eq!(inbox(&world, &ada), [""; 0], "it is nobody's one-to-one");
    let brief = run(
        &world,
        "brief_show",
        json!({ "about": { "kind": "meeting", "id": again } }),
    );
    assert_eq!(texts(&brief["open"]["topics"]), ["the new office"]);
    let about = json!({ "kind": "meeting", "id": again });
    let letter = run(&world, "brief_share", json!({ "about": about }));
    assert!(
        letter["body"].to_string().contains("the new office"),
        "{letter}"
    );
    let id = brief["open"]["topics"][0]["id"].clone();
    run(
        &world,
        "agenda_tick",
        json!({ "id": id, "done": true, "meeting_id": again }),
    );
    assert_eq!(
        agenda(&world, &first),
        [""; 0],
        "talked about, it belongs to the second"
    );
}

#[test]
fn what_waits_for_one_is_not_shown_to_the_others_by_a_slip() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let id = together(&world, &[&ada, &ben], "2026-03-10T10:00");
    let waiting = run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ben.id, "text": "his salary" }),
    );
    for done in [true, false] {
        let tick = json!({ "id": waiting["id"], "done": done, "meeting_id": id });
        run(&world, "agenda_tick", tick);
    }
    assert_eq!(
        inbox(&world, &ben),
        ["his salary"],
        "it waits for him again"
    );
    let letter = |kind: &str, id: &Value| {
        let about = json!({ "kind": kind, "id": id });
        run(&world, "brief_share", json!({ "about": about }))["body"].to_string()
    };
    let all = letter("meeting", &id);
    assert!(
        !all.contains("salary"),
        "ticked and unticked, it is still his: {all}"
    );
    let hers = letter("relationship", &json!(ada.id));
    assert!(!hers.contains("salary"), "{hers}");
    let his = letter("relationship", &json!(ben.id));
    assert!(his.contains("salary"), "{his}");
}

#[test]
fn a_meeting_that_becomes_one_of_several_takes_its_points_along() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let id = json!(world.meeting(&ada, "2026-03-10T10:00").row.id);
    point(&world, &id, Some(&ada), "the new office");
    let fields =
        json!({ "starts_local": "2026-03-10T10:00", "duration_minutes": 60, "channel": "video" });
    let change = |rooms: Value| {
        let request = json!({ "id": id, "participants": rooms, "fields": fields });
        run(&world, "meeting_change", request)
    };
    let changed = change(json!([ada.id, ben.id]));
    assert_eq!(
        changed["agenda"][0]["relationship_id"],
        Value::Null,
        "it is both's now"
    );
    let changed = change(json!([ben.id]));
    assert_eq!(
        changed["agenda"][0]["relationship_id"],
        json!(ben.id),
        "and rolls over with the one who is left"
    );
}

#[test]
fn a_question_of_all_is_for_the_next_time_they_meet() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let first = together(&world, &[&ada, &ben], "2026-03-02T09:00");
    capture(&world, &first, "question", "who hosts?").expect("of all");
    capture(&world, &first, "question", "@Ben how is the baby?").expect("of Ben");
    assert_eq!(agenda(&world, &first), [""; 0], "not of this time");
    let next = together(&world, &[&ada, &ben], "2026-03-20T09:00");
    assert_eq!(agenda(&world, &next), ["who hosts?", "how is the baby?"]);
    assert_eq!(inbox(&world, &ben), ["how is the baby?"]);
    assert_eq!(inbox(&world, &ada), [""; 0]);
}
