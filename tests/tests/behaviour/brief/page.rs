//! The page holds each open thing once, and nothing older than the last time.

use std::collections::BTreeMap;

use chrono::Duration;
use ithaca_tests::World;
use serde_json::{Value, json};

use super::{brief, id};
use crate::desk::run;

const PARTS: [&str; 10] = [
    "topics",
    "questions",
    "mine",
    "theirs",
    "closed",
    "advice",
    "challenges",
    "decisions",
    "goals",
    "wins",
];

/// The ids in each part.
pub(super) fn ids(brief: &Value) -> BTreeMap<&'static str, Vec<String>> {
    PARTS
        .into_iter()
        .map(|part| {
            let rows = brief["open"][part].as_array().expect("a part is a list");
            let id = |row: &Value| {
                let id = if part == "goals" {
                    &row["goal"]["id"]
                } else {
                    &row["id"]
                };
                id.as_str().expect("an id").to_owned()
            };
            (part, rows.iter().map(id).collect())
        })
        .collect()
}

#[test]
fn a_brief_holds_what_is_open_and_what_was_closed_since_last_time_and_nothing_older() {
    let world = World::new();
    let ada = world.mentor("Ada Berg");
    let promise = |title: &str| id(&json!(world.promise(&ada, title, None)));
    let before = promise("closed before");
    run(&world, "action_done", json!({ "id": before }));
    world.advance(Duration::hours(1));
    let held = world.meeting(&ada, "2026-03-02T09:30").row.id;
    let left = id(&run(
        &world,
        "agenda_add",
        json!({ "meeting_id": held, "relationship_id": ada.id, "text": "not reached" }),
    ));
    run(&world, "meeting_hold", json!({ "id": held }));
    world.advance(Duration::days(3));
    let (open, since) = (promise("open"), promise("closed since"));
    run(&world, "action_done", json!({ "id": since }));
    let theirs = id(&run(
        &world,
        "action_add",
        json!({ "fields": { "title": "introduce me", "owner": "theirs", "relationship_id": ada.id } }),
    ));
    let topic = id(&run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "text": "salary talk" }),
    ));
    let question = id(&run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "text": "how do you say no?", "kind": "question" }),
    ));
    let advice = id(&run(
        &world,
        "advice_add",
        json!({ "fields": { "text": "pause", "relationship_id": ada.id, "given_by": "theirs" } }),
    ));
    let goal = id(&run(
        &world,
        "goal_set",
        json!({ "fields": { "title": "Speak freely", "relationship_id": ada.id } }),
    ));
    run(
        &world,
        "goal_check_in",
        json!({ "id": goal, "text": "five minutes went well" }),
    );
    let win = id(&run(
        &world,
        "journal_add",
        json!({ "fields": { "text": "a talk" } }),
    ));
    let decision = id(&run(
        &world,
        "decision_add",
        json!({ "fields": { "question": "Which stage?", "relationship_id": ada.id } }),
    ));
    let voices = json!([{ "relationship_id": ada.id }]);
    let challenge = id(&run(
        &world,
        "challenge_add",
        json!({ "fields": { "title": "a voice that goes flat", "voices": voices } }),
    ));
    let note = run(
        &world,
        "note_write",
        json!({ "about": { "kind": "person", "id": ada.person_id }, "body": "likes tea" }),
    );
    run(
        &world,
        "note_remember",
        json!({ "id": note["id"], "remember": true }),
    );

    let page = brief(&world, &ada.id);
    let expected = BTreeMap::from([
        ("topics", vec![left, topic]),
        ("questions", vec![question]),
        ("mine", vec![open]),
        ("theirs", vec![theirs]),
        ("closed", vec![since]),
        ("advice", vec![advice]),
        ("challenges", vec![challenge]),
        ("decisions", vec![decision]),
        ("goals", vec![goal]),
        ("wins", vec![win]),
    ]);
    assert_eq!(
        ids(&page),
        expected,
        "each open thing once, what rolled over first"
    );
    assert_eq!(
        page["open"]["topics"][0]["left_on"], "2026-03-02",
        "and says since when"
    );
    assert_eq!(page["open"]["goals"][0]["said"], "five minutes went well");
    assert_eq!(page["last"]["id"], json!(held));
    assert_eq!(page["people"][0]["last_on"], "2026-03-02");
    assert_eq!(page["remember"][0]["body"], "likes tea");
}

/// The ids of the rows of a table for which `condition` holds.
fn rows(world: &World, table: &str, condition: &str) -> Vec<String> {
    let conn = world.database();
    let mut query = conn
        .prepare(&format!(
            "SELECT id FROM {table} WHERE bin_id IS NULL AND {condition} ORDER BY id"
        ))
        .expect("a query");
    let rows = query.query_map([], |row| row.get(0)).expect("it runs");
    rows.collect::<rusqlite::Result<_>>().expect("ids")
}

#[test]
fn on_any_desk_each_open_thing_is_on_the_page_exactly_once_and_nothing_closed_before_the_last_meeting()
 {
    for seed in 0..12u64 {
        let mut dice = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut roll = |sides: u64| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            dice % sides
        };
        let world = World::at("2026-01-05T09:00[Europe/Paris]");
        let rooms = ["Ada", "Ben", "Cleo"].map(|name| json!(world.mentor(name).id));
        for _ in 0..25 + roll(20) {
            world.advance(Duration::hours(5 + roll(40) as i64));
            let (one, other) = (&rooms[roll(3) as usize], &rooms[roll(3) as usize]);
            let (owner, kind) = if roll(2) == 0 {
                ("mine", "topic")
            } else {
                ("theirs", "question")
            };
            let fields = json!({ "text": "x", "title": "x", "question": "x", "relationship_id": one, "owner": owner,
                "given_by": "theirs" });
            let open = |table: &str| rows(&world, table, "true");
            let any = |ids: Vec<String>, at: u64| ids.get(at as usize % ids.len().max(1)).cloned();
            // What does not fit, such as closing what is closed, is refused and changes nothing.
            let deed = match roll(11) {
                0 => Some(("action_add", json!({ "fields": fields }))),
                1 => Some(("advice_add", json!({ "fields": fields }))),
                2 => {
                    // Of a room, of nobody's, and with or without what another says.
                    let room = [one, &Value::Null][roll(2) as usize];
                    let views = [json!({ "relationship_id": other, "text": "y" })];
                    let fields = json!({ "question": "x", "relationship_id": room, "views": views[..roll(2) as usize] });
                    let made = roll(2) == 0;
                    Some(("decision_add", json!({ "fields": fields, "made": made })))
                }
                3 => Some((
                    "agenda_add",
                    json!({ "relationship_id": one, "text": "x", "kind": kind }),
                )),
                4 => any(open("action"), roll(50)).map(|id| {
                    (
                        ["action_done", "action_drop", "action_delete"][roll(3) as usize],
                        json!({ "id": id }),
                    )
                }),
                5 => any(open("advice"), roll(50)).map(|id| match roll(4) {
                    0 => ("advice_decide", json!({ "id": id, "verdict": "decline" })),
                    1 => ("advice_result", json!({ "id": id, "result": "y" })),
                    2 => (
                        "advice_tell",
                        json!({ "id": id, "told": true, "thanked": false }),
                    ),
                    _ => ("advice_delete", json!({ "id": id })),
                }),
                6 => any(open("agenda_point"), roll(50))
                    .map(|id| ("agenda_tick", json!({ "id": id, "done": true }))),
                7 => {
                    // One room or two, and now and then one of them twice.
                    let asked = [one, other].map(|room| json!({ "relationship_id": room }));
                    let voices = &asked[..1 + roll(2) as usize];
                    Some((
                        "challenge_add",
                        json!({ "fields": { "title": "x", "voices": voices } }),
                    ))
                }
                8 => any(open("challenge"), roll(50)).map(|id| match roll(4) {
                    0 => ("challenge_reopen", json!({ "id": id })),
                    1 => ("challenge_delete", json!({ "id": id })),
                    way => ("challenge_close", json!({ "id": id, "solved": way == 2 })),
                }),
                _ => {
                    let at = world.app.now().utc().format("%Y-%m-%dT%H:%M").to_string();
                    let request = json!({ "participants": [one, other], "fields": { "starts_local": at, "duration_minutes": 30, "channel": "video" } });
                    let id = run(&world, "meeting_plan", request)["id"].clone();
                    world.advance(Duration::hours(3));
                    Some(("meeting_hold", json!({ "id": id })))
                }
            };
            if let Some((name, request)) = deed {
                let _ = world.call(name, request);
            }
        }
        let asked = [&rooms[..1], &rooms[..2]][roll(2) as usize];
        let about = match asked {
            [room] => json!({ "kind": "relationship", "id": room }),
            several => {
                let request = json!({ "participants": several, "fields": { "starts_local": "2027-01-01T10:00", "duration_minutes": 30, "channel": "video" } });
                json!({ "kind": "meeting", "id": run(&world, "meeting_plan", request)["id"] })
            }
        };
        let page = ids(&run(&world, "brief_show", json!({ "about": about })));
        let own = format!(
            "relationship_id IN ({})",
            asked
                .iter()
                .map(|id| id.to_string().replace('"', "'"))
                .collect::<Vec<_>>()
                .join(", ")
        );
        let found = |parts: &[&str]| {
            let mut ids: Vec<String> = parts.iter().flat_map(|part| page[part].clone()).collect();
            ids.sort();
            ids
        };
        let expected = [
            (vec!["mine"], "action", "state = 'open' AND owner = 'mine'"),
            (
                vec!["theirs"],
                "action",
                "state = 'open' AND owner = 'theirs'",
            ),
            (
                vec!["closed"],
                "action",
                "state <> 'open' AND closed_at > coalesce((SELECT max(m.starts_at) FROM meeting m JOIN meeting_participant p ON p.meeting_id = m.id WHERE p.relationship_id = action.relationship_id AND m.state = 'held'), 0)",
            ),
            (
                vec!["advice"],
                "advice",
                "state <> 'declined' AND NOT (state = 'tried' AND told_at IS NOT NULL)",
            ),
            (
                vec!["topics", "questions"],
                "agenda_point",
                "done_at IS NULL",
            ),
        ];
        for (parts, table, condition) in expected {
            assert_eq!(
                found(&parts),
                rows(&world, table, &format!("{own} AND {condition}")),
                "seed {seed}: {parts:?} of {asked:?}"
            );
        }
        let own_or_heard = format!(
            "decided_on IS NULL AND ({own} OR id IN (SELECT decision_id FROM decision_view WHERE {own}))"
        );
        assert_eq!(
            found(&["decisions"]),
            rows(&world, "decision", &own_or_heard),
            "seed {seed}: those of {asked:?}, and those they said something to, once"
        );
        let asked_about = format!(
            "state = 'open' AND id IN (SELECT challenge_id FROM challenge_voice WHERE {own})"
        );
        assert_eq!(
            found(&["challenges"]),
            rows(&world, "challenge", &asked_about),
            "seed {seed}: challenges of {asked:?}"
        );
    }
}
