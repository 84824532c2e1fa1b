//! Two forms on one thing: whoever sends second writes only what was changed in that form.

use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;
use crate::source::files;

/// A thing that a form can change: how it is made, and two changes that do not belong together.
struct Story {
    add: &'static str,
    change: &'static str,
    fields: Value,
    beside: Value,
    first: (&'static str, Value),
    second: (&'static str, Value),
}

fn with(fields: &Value, (name, value): &(&str, Value)) -> Value {
    let mut fields = fields.clone();
    fields[*name] = value.clone();
    fields
}

/// The thing after two forms that were opened at the same time have been sent, one after the other.
fn after_both(world: &World, story: &Story) -> Value {
    let mut request = json!({ "fields": story.fields });
    for (name, value) in story.beside.as_object().into_iter().flatten() {
        request[name] = value.clone();
    }
    let made = run(world, story.add, request);
    let id = match &made["id"] {
        Value::Null => made["relationship"]["id"].clone(),
        id => id.clone(),
    };
    let send = |change| {
        let fields = with(&story.fields, change);
        let request = json!({ "id": id, "fields": fields, "shown": story.fields });
        run(world, story.change, request)
    };
    send(&story.first);
    send(&story.second)
}

#[test]
fn of_two_forms_on_one_thing_each_writes_only_what_was_changed_in_it() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let room = json!(ada.id);
    let stories = [
        Story {
            add: "person_add",
            change: "person_change",
            fields: json!({ "name": "Ben", "organisation": "", "position": "", "email": "", "how_met": "" }),
            beside: json!({}),
            first: ("how_met", json!("On a ferry")),
            second: ("organisation", json!("Harbour Lights")),
        },
        Story {
            add: "action_add",
            change: "action_change",
            fields: json!({ "title": "Write", "owner": "mine", "due_on": null, "relationship_id": room, "meeting_id": null, "goal_id": null }),
            beside: json!({}),
            first: ("due_on", json!("2026-03-20")),
            second: ("title", json!("Write to Ben")),
        },
        Story {
            add: "advice_add",
            change: "advice_change",
            fields: json!({ "text": "Sleep on it", "relationship_id": room, "given_by": "theirs", "meeting_id": null, "goal_id": null }),
            beside: json!({ "try_by": null }),
            first: ("given_by", json!("mine")),
            second: ("text", json!("Sleep on it twice")),
        },
        Story {
            add: "challenge_add",
            change: "challenge_change",
            fields: json!({ "title": "Too many tasks", "context": "", "goal_id": null, "voices": [], "tries": [] }),
            beside: json!({}),
            first: ("tries", json!([{ "text": "A list", "helped": true }])),
            second: ("context", json!("Since spring")),
        },
        Story {
            add: "decision_add",
            change: "decision_change",
            fields: json!({ "question": "Move?", "options": [], "views": [], "relationship_id": null, "meeting_id": null, "goal_id": null }),
            beside: json!({ "made": false }),
            first: ("options", json!(["Yes", "No"])),
            second: ("question", json!("Move to Lyon?")),
        },
        Story {
            add: "goal_set",
            change: "goal_change",
            fields: json!({ "title": "Speak", "kind": "skill", "whose": "mine", "relationship_id": null, "why": "", "measure": "", "target_on": null }),
            beside: json!({}),
            first: ("target_on", json!("2026-09-01")),
            second: ("why", json!("To be heard")),
        },
        Story {
            add: "journal_add",
            change: "journal_change",
            fields: json!({ "kind": "win", "text": "A talk", "context": "", "whose": "mine", "happened_on": "2026-03-01", "relationship_id": null, "meeting_id": null, "goal_id": null }),
            beside: json!({}),
            first: ("happened_on", json!("2026-02-20")),
            second: ("text", json!("A talk in Lyon")),
        },
        Story {
            add: "question_add",
            change: "question_change",
            fields: json!({ "text": "What else?", "occasion": "regular", "role": null, "relationship_id": null }),
            beside: json!({}),
            first: ("occasion", json!("stuck")),
            second: ("text", json!("And what else?")),
        },
        Story {
            add: "template_add",
            change: "template_change",
            fields: json!({ "name": "Short", "role": null, "relationship_id": null, "lines": [{ "kind": "topic", "text": "News" }] }),
            beside: json!({}),
            first: ("lines", json!([{ "kind": "topic", "text": "What is new" }])),
            second: ("name", json!("Quick")),
        },
    ];
    for story in stories {
        let thing = after_both(&world, &story);
        for (name, value) in [&story.first, &story.second] {
            assert_eq!(&thing[*name], value, "{}: {name}", story.change);
        }
    }
}

#[test]
fn a_meeting_moved_elsewhere_stays_moved_when_its_place_is_written() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let meeting = world.meeting(&ada, "2026-03-10T14:00");
    let fields = json!({
        "title": meeting.row.title, "starts_local": "2026-03-10T14:00", "zone": "Europe/Paris",
        "duration_minutes": meeting.row.duration_minutes, "channel": meeting.row.channel, "place": meeting.row.place,
        "join_link": meeting.row.join_link,
    });
    let send = |(name, value): (&str, Value)| {
        let shown = json!({ "participants": [ada.id], "fields": fields });
        let fields = with(&fields, &(name, value));
        let request = json!({ "id": meeting.row.id, "participants": [ada.id], "fields": fields, "shown": shown });
        run(&world, "meeting_change", request)
    };
    send(("starts_local", json!("2026-03-12T09:00")));
    let changed = send(("place", json!("The harbour")));
    assert_eq!(changed["when"]["local"], "2026-03-12T09:00");
    assert_eq!(changed["place"], "The harbour");
    let changed = send(("duration_minutes", json!(30)));
    assert_eq!(
        changed["when"]["local"], "2026-03-10T14:00",
        "a start and a length are one thing: who says one of them says both"
    );
}

#[test]
fn a_setting_changed_in_another_program_is_not_set_back() {
    let world = World::new();
    let shown = run(&world, "settings_show", json!({}));
    let send = |change: (&str, Value)| {
        let request = json!({ "settings": with(&shown, &change), "shown": shown });
        run(&world, "settings_change", request)
    };
    send(("theme", json!("dark")));
    let settings = send(("zoom", json!(150)));
    assert_eq!(
        (&settings["theme"], &settings["zoom"]),
        (&json!("dark"), &json!(150))
    );
}

#[test]
fn who_shows_nothing_beforehand_replaces_all() {
    let world = World::new();
    let ada = world.person("Ada");
    let change = |fields: Value| {
        run(
            &world,
            "person_change",
            json!({ "id": ada.id, "fields": fields }),
        )
    };
    change(json!({ "name": "Ada", "organisation": "Harbour Lights" }));
    let ada = change(json!({ "name": "Ada Berg" }));
    assert_eq!(
        (&ada["name"], &ada["organisation"]),
        (&json!("Ada Berg"), &json!(""))
    );
}

#[test]
fn whatever_replaces_fields_takes_what_was_shown() {
    // What differs from the chosen meeting is what changes in a series: it is compared with the desk itself.
    const COMPARED_ITSELF: [&str; 1] = ["SeriesChange"];
    let mut seen = 0;
    for (name, text) in files("core/src", "rs") {
        for rest in text.split("\npub struct ").skip(1) {
            let (head, body) = rest.split_once('{').unwrap_or((rest, ""));
            let body = body.split("\n}\n").next().unwrap_or_default();
            let head = head.trim();
            if !head.ends_with("Change") || !body.contains("\n    pub fields: ") {
                continue;
            }
            seen += 1;
            assert!(
                body.contains("pub shown: Option<") || COMPARED_ITSELF.contains(&head),
                "{name}: {head} replaces what another window may have changed: give it `shown`"
            );
        }
    }
    assert!(seen > 10, "the changes were read: {seen}");
}
