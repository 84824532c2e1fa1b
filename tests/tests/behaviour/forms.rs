//! Two forms on one thing: whoever sends second writes only what was changed in that form.

use std::collections::BTreeSet;

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

/// These fields of a thing.
fn taken(thing: &Value, names: &[&str]) -> Value {
    let each = names
        .iter()
        .map(|name| ((*name).to_owned(), thing[*name].clone()));
    Value::Object(each.collect())
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
            add: "resource_add",
            change: "resource_change",
            fields: json!({ "title": "Talk", "url": "https://example.org", "author": "", "comment": "", "person_id": null }),
            beside: json!({ "kind": "link" }),
            first: ("author", json!("Zoë")),
            second: ("comment", json!("From minute 12")),
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
fn a_contact_and_a_room_changed_elsewhere_are_not_set_back() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let contact = run(
        &world,
        "contact_log",
        json!({ "relationship_id": ada.id, "kind": "call" }),
    );
    let names = [
        "kind",
        "begun_by",
        "happened_on",
        "happened_time",
        "text",
        "will_try",
        "counts",
    ];
    let fields = taken(&contact, &names);
    let send = |change: (&str, Value)| {
        let request = json!({ "id": contact["id"], "fields": with(&fields, &change), "promise": false, "shown": fields });
        run(&world, "contact_change", request)
    };
    send(("text", json!("About Lyon")));
    let contact = send(("begun_by", json!("theirs")));
    assert_eq!(
        (&contact["text"], &contact["begun_by"]),
        (&json!("About Lyon"), &json!("theirs"))
    );

    let room = run(&world, "relationship_show", json!({ "id": ada.id }))["relationship"].clone();
    let names = [
        "role",
        "kind",
        "topic",
        "programme",
        "started_on",
        "ends_on",
        "cadence",
    ];
    let fields: Value = names
        .iter()
        .map(|name| ((*name).to_owned(), room[*name].clone()))
        .collect();
    let send = |change: (&str, Value)| {
        let request = json!({ "id": ada.id, "fields": with(&fields, &change), "shown": fields });
        run(&world, "relationship_change", request)
    };
    send(("topic", json!("Lyon")));
    let room = send(("ends_on", json!("2026-12-31")));
    assert_eq!(
        (&room["topic"], &room["ends_on"]),
        (&json!("Lyon"), &json!("2026-12-31"))
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

/// What a form had shown of a milestone or a point goes beside its fields, which stand in the request itself.
#[test]
fn a_milestones_day_moved_elsewhere_stays_when_its_title_is_mended() {
    let world = World::new();
    let goal = run(
        &world,
        "goal_set",
        json!({ "fields": { "title": "Speak", "kind": "skill", "whose": "mine", "relationship_id": null, "why": "", "measure": "", "target_on": null } }),
    );
    let step = run(
        &world,
        "milestone_add",
        json!({ "goal_id": goal["id"], "title": "One tlak", "due_on": "2026-04-01" }),
    );
    let shown = json!({ "title": "One tlak", "due_on": "2026-04-01" });
    let moved = json!({ "id": step["id"], "title": "One tlak", "due_on": "2026-04-20" });
    run(&world, "milestone_change", moved);
    let mended =
        json!({ "id": step["id"], "title": "One talk", "due_on": "2026-04-01", "shown": shown });
    let step = run(&world, "milestone_change", mended);
    assert_eq!(
        (&step["title"], &step["due_on"]),
        (&json!("One talk"), &json!("2026-04-20"))
    );
}

#[test]
fn a_point_handed_over_elsewhere_stays_so_when_it_is_reworded() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let point = run(
        &world,
        "agenda_add",
        json!({ "relationship_id": ada.id, "meeting_id": null, "text": "Pya", "kind": "topic", "raised_by": "mine" }),
    );
    let shown = json!({ "text": "Pya", "kind": "topic", "raised_by": "mine" });
    run(
        &world,
        "agenda_change",
        json!({ "id": point["id"], "text": "Pya", "raised_by": "theirs" }),
    );
    let reworded = json!({ "id": point["id"], "text": "Pay", "raised_by": "mine", "shown": shown });
    let point = run(&world, "agenda_change", reworded);
    assert_eq!(
        (&point["text"], &point["raised_by"]),
        (&json!("Pay"), &json!("theirs"))
    );
}

#[test]
fn whatever_replaces_several_fields_takes_what_was_shown() {
    // What differs from the chosen meeting is what changes in a series: it is compared with the desk itself.
    const COMPARED_ITSELF: [&str; 1] = ["SeriesChange"];
    let mut seen = BTreeSet::new();
    for (name, text) in files("core/src", "rs") {
        for rest in text.split("\npub struct ").skip(1) {
            let (head, body) = rest.split_once('{').unwrap_or((rest, ""));
            let body = body.split("\n}\n").next().unwrap_or_default();
            let head = head.trim();
            let fields = body.matches("\n    pub ").count();
            let all_at_once =
                body.contains("\n    pub fields: ") || body.contains("\n    pub settings: ");
            if !head.ends_with("Change") || (fields <= 2 && !all_at_once) {
                continue;
            }
            assert!(
                body.contains("pub shown: Option<") || COMPARED_ITSELF.contains(&head),
                "{name}: {head} replaces what another window may have changed: give it `shown`"
            );
            seen.insert(head.to_owned());
        }
    }
    for name in COMPARED_ITSELF {
        seen.remove(name);
    }
    assert!(seen.len() > 10, "the requests were read: {seen:?}");
    let stories = include_str!("forms.rs");
    for name in seen {
        let command = format!(
            "\"{}_change\"",
            name.trim_end_matches("Change").to_lowercase()
        );
        assert!(stories.contains(&command), "{command} has its story here");
    }
}
