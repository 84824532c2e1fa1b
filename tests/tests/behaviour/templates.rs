//! Agenda templates: ours and one's own, put on an agenda once.

use std::collections::BTreeSet;

use ithaca_core::commands::*;
use ithaca_core::locale::Language;
use ithaca_core::{questions, templates};
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn texts(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().expect("a list");
    rows.iter()
        .filter_map(|row| row["text"].as_str().map(str::to_owned))
        .collect()
}

fn agenda(world: &World, meeting: &Meeting) -> Value {
    run(world, "meeting_show", json!({ "id": meeting.row.id }))["agenda"].clone()
}

/// The template of this id, as it is shown for a meeting or for none.
fn template(world: &World, id: &Value, meeting: Option<&Meeting>) -> Value {
    let request = json!({ "meeting": meeting.map(|meeting| meeting.row.id) });
    let rows = run(world, "template_list", request)["items"].clone();
    let mut found = rows.as_array().expect("a list").iter();
    found
        .find(|row| &row["id"] == id)
        .cloned()
        .unwrap_or_else(|| panic!("{id} is on the shelf"))
}

fn ids(world: &World, request: Value) -> Vec<String> {
    let rows = run(world, "template_list", request)["items"].clone();
    let rows = rows.as_array().expect("a list").iter();
    rows.filter_map(|row| row["id"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn both_languages_ship_the_same_templates_each_in_its_own_words() {
    let (en, de) = (
        templates::shipped(Language::En),
        templates::shipped(Language::De),
    );
    assert!(en.len() >= 8, "{} templates", en.len());
    let keys: Vec<&str> = en.iter().map(|ours| ours.key.as_str()).collect();
    let other: Vec<&str> = de.iter().map(|ours| ours.key.as_str()).collect();
    assert_eq!(keys, other, "the same, in one order");
    let distinct: BTreeSet<&str> = keys.iter().copied().collect();
    assert_eq!(distinct.len(), keys.len(), "each key is one template");
    for wanted in [
        "regular",
        "first_as_mentee",
        "first_as_mentor",
        "stuck",
        "review",
        "closing",
        "circle",
        "honest_conversation",
        "issue",
    ] {
        assert!(distinct.contains(wanted), "{wanted} is shipped");
    }
    for (english, german) in en.iter().zip(de) {
        let (one, other) = (&english.fields, &german.fields);
        assert_eq!(one.role, other.role, "{} fits the same role", english.key);
        assert_ne!(one.name, other.name, "{} has a German name", english.key);
        let kinds = |fields: &TemplateFields| {
            fields
                .lines
                .iter()
                .map(|line| line.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            kinds(one),
            kinds(other),
            "{} has the same lines",
            english.key
        );
        assert!(one.lines.len() >= 3, "{} is more than a word", english.key);
        for (line, translated) in one.lines.iter().zip(&other.lines) {
            assert_ne!(line.text, translated.text, "{}: German", english.key);
            for text in [&line.text, &translated.text] {
                assert!(
                    text.trim() == text && !text.contains('!'),
                    "calm and tidy: {text}"
                );
            }
        }
    }
}

#[test]
fn the_questions_of_our_templates_are_those_of_our_bank() {
    for language in Language::ALL {
        let bank: BTreeSet<&str> = questions::shipped(language)
            .iter()
            .map(|ours| ours.fields.text.as_str())
            .collect();
        let asked = templates::shipped(language)
            .iter()
            .flat_map(|ours| &ours.fields.lines)
            .filter(|line| line.kind == AgendaKind::Question);
        let strange: Vec<&str> = asked
            .map(|line| line.text.as_str())
            .filter(|text| !bank.contains(text))
            .collect();
        assert_eq!(strange, [""; 0], "so that asking one is noted in the bank");
    }
}

#[test]
fn a_template_used_twice_doubles_nothing_and_is_one_step_of_undo() {
    let world = World::new();
    let meeting = world.meeting(&world.mentor("Ada"), "2026-03-10T10:00");
    run(
        &world,
        "agenda_add",
        json!({ "meeting_id": meeting.row.id, "text": "what we PROMISED each other" }),
    );
    let request = json!({ "id": "regular", "meeting_id": meeting.row.id });
    let all = template(&world, &json!("regular"), Some(&meeting));
    assert_eq!(
        all["standing"],
        json!([1]),
        "the preview says what is there"
    );
    let used = run(&world, "template_use", request.clone());
    assert_eq!(used["added"], 4, "five lines, one of which stood there");
    let after = texts(&agenda(&world, &meeting));
    assert_eq!(after.len(), 5, "{after:?}");
    let again = run(&world, "template_use", request);
    assert_eq!(again["added"], 0, "nothing is doubled");
    assert_eq!(texts(&agenda(&world, &meeting)), after, "and nothing moved");
    run(&world, "change_undo", json!({}));
    assert_eq!(
        texts(&agenda(&world, &meeting)),
        ["what we PROMISED each other"],
        "one step takes all of them back"
    );
}

#[test]
fn only_the_ticked_lines_are_taken_in_their_order() {
    let world = World::new();
    let meeting = world.meeting(&world.mentor("Ada"), "2026-03-10T10:00");
    let lines = template(&world, &json!("stuck"), Some(&meeting))["lines"].clone();
    let request = json!({ "id": "stuck", "meeting_id": meeting.row.id, "lines": [3, 1] });
    assert_eq!(
        run(&world, "template_use", request)["added"],
        2,
        "two lines"
    );
    let points = agenda(&world, &meeting);
    assert_eq!(
        texts(&points),
        [
            lines[1]["text"].as_str().expect("a line"),
            lines[3]["text"].as_str().expect("a line")
        ],
        "as the template has them"
    );
    assert_eq!(
        (&points[0]["kind"], &points[0]["question_key"]),
        (&json!("question"), &json!("what_tried")),
        "a question stays one, and the bank knows it"
    );
    assert_eq!(points[1]["kind"], "topic", "as before");
}

#[test]
fn a_line_left_open_rolls_over_unless_several_people_met() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let alone = world.meeting(&ada, "2026-03-10T10:00");
    run(
        &world,
        "template_use",
        json!({ "id": "short", "meeting_id": alone.row.id }),
    );
    let fields =
        json!({ "starts_local": "2026-03-11T10:00", "duration_minutes": 60, "channel": "video" });
    let group = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": fields }),
    );
    let request = json!({ "id": "circle", "meeting_id": group["id"] });
    run(&world, "template_use", request);
    world.go_to("2026-03-12T10:00[Europe/Paris]");
    for id in [json!(alone.row.id), group["id"].clone()] {
        run(&world, "meeting_hold", json!({ "id": id }));
    }
    let waiting = run(&world, "agenda_inbox", json!({ "relationship_id": ada.id }));
    assert_eq!(
        texts(&waiting["items"]).len(),
        3,
        "what was meant for Ada alone, and none of the round's"
    );
}

#[test]
fn the_likeliest_template_comes_first_and_those_of_the_other_role_do_not_come() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentee("Ben"));
    let first = |meeting: Value| {
        let ids = ids(&world, json!({ "meeting": meeting }));
        (ids[0].clone(), ids)
    };
    let (suggested, all) = first(json!(world.meeting(&ada, "2026-03-10T10:00").row.id));
    assert_eq!(
        suggested, "first_as_mentee",
        "nobody met yet, and Ada is the mentor"
    );
    assert!(
        !all.contains(&"first_as_mentor".to_owned()) && !all.contains(&"feedback_give".to_owned()),
        "{all:?}"
    );
    let (suggested, _) = first(json!(world.meeting(&ben, "2026-03-10T12:00").row.id));
    assert_eq!(suggested, "first_as_mentor", "Ben is the mentee");

    let past = world.meeting(&ada, "2026-03-01T10:00");
    run(&world, "meeting_hold", json!({ "id": past.row.id }));
    let next = json!(world.meeting(&ada, "2026-03-20T10:00").row.id);
    assert_eq!(first(next.clone()).0, "regular", "they know each other");
    run(
        &world,
        "relationship_move_phase",
        json!({ "id": ada.id, "phase": "winding_down" }),
    );
    assert_eq!(first(next).0, "closing", "it comes to its end");
    let fields =
        json!({ "starts_local": "2026-03-21T10:00", "duration_minutes": 60, "channel": "video" });
    let group = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": fields }),
    );
    assert_eq!(first(group["id"].clone()).0, "circle", "several people");
}

#[test]
fn ours_are_shown_in_the_persons_language_until_they_are_reworded() {
    let world = World::new();
    let name = |id: &str| template(&world, &json!(id), None)["name"].clone();
    assert_eq!(name("closing"), "A good ending", "in English");
    world.speak(Language::De);
    assert_eq!(name("closing"), "Ein guter Abschluss", "in German");
    let fields = json!({ "name": "Abschied", "lines": [{ "kind": "topic", "text": "Danke" }] });
    let changed = run(
        &world,
        "template_change",
        json!({ "id": "closing", "fields": fields }),
    );
    assert_eq!(
        (&changed["id"], &changed["origin"]),
        (&json!("closing"), &json!("changed")),
        "it keeps its place"
    );
    world.speak(Language::En);
    assert_eq!(
        name("closing"),
        "Abschied",
        "one's own words are in one's own language"
    );
    let count = ids(&world, json!({})).len();
    assert_eq!(
        count,
        templates::shipped(Language::En).len(),
        "it took the place of ours"
    );
    run(&world, "template_put_back", json!({ "id": "closing" }));
    assert_eq!(name("closing"), "A good ending", "ours is back");
    let twice = world
        .call("template_put_back", json!({ "id": "closing" }))
        .expect_err("there is nothing to put back");
    assert_eq!(
        twice.message, "This is still the original wording. There is nothing to put back.",
        "no harm"
    );
    let entry = run(&world, "bin_list", json!({}))["items"][0].clone();
    assert_eq!(entry["title"], "Abschied", "one's wording waits in the bin");
    run(&world, "bin_restore", json!({ "id": entry["id"] }));
    let own = run(&world, "template_list", json!({}))["items"][0].clone();
    assert_eq!(
        (&own["name"], &own["origin"]),
        (&json!("Abschied"), &json!("own")),
        "and comes back beside ours"
    );
}

#[test]
fn templates_of_ones_own_are_added_changed_and_deleted_ours_stay() {
    let world = World::new();
    let fields =
        |name: &str| json!({ "name": name, "lines": [{ "kind": "topic", "text": "Breath" }] });
    let own = run(
        &world,
        "template_add",
        json!({ "fields": fields("Before a talk") }),
    );
    assert_eq!(ids(&world, json!({}))[0], own["id"], "one's own come first");
    run(
        &world,
        "template_change",
        json!({ "id": own["id"], "fields": fields("Before a speech") }),
    );
    assert_eq!(
        template(&world, &own["id"], None)["name"],
        "Before a speech",
        "changed"
    );
    run(&world, "template_delete", json!({ "id": own["id"] }));
    assert_ne!(ids(&world, json!({}))[0], own["id"], "gone");
    let ours = world
        .call("template_delete", json!({ "id": "regular" }))
        .expect_err("ours stay");
    assert_eq!(
        ours.message, "This one comes with Ithaca and stays. You can change its words.",
        "told why"
    );
    let empty = json!({ "fields": { "name": "Nothing", "lines": [] } });
    let refused = world.call("template_add", empty).expect_err("no line");
    assert_eq!(refused.field.as_deref(), Some("lines"), "told where");
    let pages = run(&world, "template_list", json!({ "page": { "limit": 5 } }));
    let rest = json!({ "page": { "limit": 500, "after": pages["next"] } });
    let mut joined = texts_of(&pages);
    joined.extend(texts_of(&run(&world, "template_list", rest)));
    assert_eq!(joined, ids(&world, json!({})), "pages join to the whole");
}

fn texts_of(page: &Value) -> Vec<String> {
    let rows = page["items"].as_array().expect("a list").iter();
    rows.filter_map(|row| row["id"].as_str().map(str::to_owned))
        .collect()
}
