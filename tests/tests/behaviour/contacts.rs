use ithaca_core::commands::RelationshipRow;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::desk::run;

fn log(world: &World, room: &RelationshipRow, more: Value) -> Value {
    let mut request = json!({ "relationship_id": room.id, "kind": "call" });
    for (field, value) in more.as_object().into_iter().flatten() {
        request[field] = value.clone();
    }
    run(world, "contact_log", request)
}

fn room(world: &World, room: &RelationshipRow) -> Value {
    run(world, "relationship_show", json!({ "id": room.id }))["relationship"].clone()
}

fn quiet(world: &World) -> Vec<String> {
    let rows = run(world, "today_show", json!({}))["quiet"].clone();
    let names = rows.as_array().into_iter().flatten();
    names
        .filter_map(|row| row["name"].as_str().map(str::to_owned))
        .collect()
}

/// What was said of a contact, with some of it otherwise.
fn fields(contact: &Value, more: Value) -> Value {
    let mut fields = json!({});
    for name in [
        "kind",
        "begun_by",
        "happened_on",
        "happened_time",
        "text",
        "will_try",
        "counts",
    ] {
        fields[name] = contact[name].clone();
    }
    for (name, value) in more.as_object().into_iter().flatten() {
        fields[name] = value.clone();
    }
    fields
}

/// Ada, whom nobody has met since the fifth of January, ten weeks later.
fn silence() -> (World, RelationshipRow) {
    let world = World::at("2026-01-05T09:00[Europe/Paris]");
    let ada = world.mentor("Ada");
    let met = world.meeting(&ada, "2026-01-05T08:00");
    run(&world, "meeting_hold", json!({ "id": met.row.id }));
    world.go_to("2026-03-16T10:00[Europe/Paris]");
    (world, ada)
}

#[test]
fn a_call_logged_by_its_kind_alone_was_today_by_me_and_ends_the_silence() {
    let (world, ada) = silence();
    assert_eq!(
        quiet(&world),
        ["Ada"],
        "she has been silent for longer than meant"
    );
    assert_eq!(world.notices().len(), 1, "and it was told");
    let call = log(&world, &ada, json!({}));
    assert_eq!(
        (&call["happened_on"], &call["begun_by"], &call["counts"]),
        (&json!("2026-03-16"), &json!("mine"), &json!(true)),
        "today, by me, and it counts"
    );
    assert_eq!(quiet(&world), [""; 0], "the silence is over");
    assert_eq!(world.inbox(), [], "and so is the word about it");
    let after = room(&world, &ada);
    assert_eq!(
        (&after["last_contact_on"], &after["last_met_on"]),
        (&json!("2026-03-16"), &json!("2026-01-05")),
        "in touch today, met in January"
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(quiet(&world), ["Ada"], "taken back, she is silent again");
}

#[test]
fn what_does_not_count_leaves_the_silence_as_it_was_until_it_is_said_to() {
    let (world, ada) = silence();
    let note = log(
        &world,
        &ada,
        json!({ "kind": "message", "begun_by": "theirs", "counts": false, "text": "A link" }),
    );
    assert_eq!(quiet(&world), ["Ada"], "a link alone is no contact");
    assert_eq!(
        room(&world, &ada)["last_contact_on"],
        "2026-01-05",
        "the last one stays"
    );
    let second = log(&world, &ada, json!({ "kind": "message" }));
    assert_eq!(
        second["counts"], false,
        "the next message in this room counts as the last one did"
    );
    assert_eq!(
        log(
            &world,
            &ada,
            json!({ "kind": "letter", "happened_on": "2026-01-07" })
        )["counts"],
        true,
        "another kind does not follow it"
    );
    let said = json!({ "id": note["id"], "fields": fields(&note, json!({ "counts": true })) });
    run(&world, "contact_change", said);
    assert_eq!(quiet(&world), [""; 0], "now it counts");
}

#[test]
fn a_contact_in_the_bin_counts_for_nothing_and_again_once_it_is_back() {
    let (world, ada) = silence();
    let call = log(&world, &ada, json!({ "text": "About the hall\nand more" }));
    run(&world, "contact_delete", json!({ "id": call["id"] }));
    assert_eq!(quiet(&world), ["Ada"], "silent as before");
    let bin = run(&world, "bin_list", json!({}))["items"][0].clone();
    assert_eq!(
        (&bin["kind"], &bin["title"]),
        (&json!("contact"), &json!("About the hall")),
        "the bin says what it was"
    );
    run(&world, "bin_restore", json!({ "id": bin["id"] }));
    assert_eq!(quiet(&world), [""; 0], "back, it counts");
    let unsaid = log(&world, &ada, json!({ "happened_on": "2026-03-02" }));
    run(&world, "contact_delete", json!({ "id": unsaid["id"] }));
    let bin = run(&world, "bin_list", json!({}))["items"][0]["title"].clone();
    assert_eq!(
        bin, "Call, Monday, 2 March",
        "one without words is named by its day"
    );
}

#[test]
fn an_earlier_contact_does_not_move_the_count_back() {
    let (world, ada) = silence();
    log(&world, &ada, json!({}));
    log(&world, &ada, json!({ "happened_on": "2025-12-24" }));
    assert_eq!(
        room(&world, &ada)["last_contact_on"],
        "2026-03-16",
        "the latest one counts"
    );
    let list = run(
        &world,
        "contact_list",
        json!({ "relationship": ada.id, "page": { "limit": 1 } }),
    );
    assert_eq!(
        list["items"][0]["happened_on"], "2026-03-16",
        "latest first"
    );
    let page = json!({ "limit": 1, "after": list["next"] });
    let rest = run(
        &world,
        "contact_list",
        json!({ "relationship": ada.id, "page": page }),
    );
    assert_eq!(
        (&rest["items"][0]["happened_on"], &rest["next"]),
        (&json!("2025-12-24"), &Value::Null),
        "then the one before, and no more"
    );
}

#[test]
fn the_word_about_a_silence_after_a_call_does_not_speak_of_meetings() {
    let (world, ada) = silence();
    world.notices();
    log(&world, &ada, json!({}));
    world.go_to("2026-06-01T12:00[Europe/Paris]");
    let bodies: Vec<String> = world
        .notices()
        .into_iter()
        .map(|notice| notice.body)
        .collect();
    assert_eq!(
        bodies,
        ["No contact for 11 weeks, longer than you meant"],
        "eleven weeks since the call"
    );
}

#[test]
fn what_was_noticed_and_what_will_be_tried_are_two_texts_and_the_second_may_become_a_promise() {
    let (world, ada) = silence();
    let day = log(
        &world,
        &ada,
        json!({ "kind": "shadowing", "text": "She waits before she answers." }),
    );
    let said = fields(
        &day,
        json!({ "will_try": "Count to five", "happened_time": "09:30" }),
    );
    let asked = json!({ "id": day["id"], "fields": said, "promise": true });
    let kept = run(&world, "contact_change", asked.clone());
    assert_eq!(
        (&kept["text"], &kept["will_try"]),
        (
            &json!("She waits before she answers."),
            &json!("Count to five")
        ),
        "each in its place"
    );
    run(&world, "contact_change", asked);
    let promises = run(&world, "action_list", json!({ "relationship": ada.id }));
    let promises = promises["items"].as_array().expect("a list");
    assert_eq!(promises.len(), 1, "a promise is made of it once");
    assert_eq!(
        (
            &promises[0]["title"],
            &promises[0]["owner"],
            &promises[0]["id"]
        ),
        (&json!("Count to five"), &json!("mine"), &kept["action_id"]),
        "mine, and known to the contact"
    );
    let call = json!({ "id": day["id"], "fields": fields(&day, json!({ "kind": "call", "will_try": "Count" })) });
    let call = run(&world, "contact_change", call);
    assert_eq!(
        (&call["will_try"], &call["action_id"]),
        (&json!(""), &Value::Null),
        "a call has only one text"
    );
}

#[test]
fn a_contact_that_cannot_have_been_is_refused_at_its_field() {
    let (world, ada) = silence();
    let call = log(&world, &ada, json!({}));
    let before = world.record();
    for (more, field, why) in [
        (
            json!({ "happened_on": "2026-03-17" }),
            "happened_on",
            "tomorrow",
        ),
        (
            json!({ "happened_time": "10:01" }),
            "happened_time",
            "in a minute",
        ),
        (
            json!({ "happened_time": "noon" }),
            "happened_time",
            "no time",
        ),
        (
            json!({ "happened_on": "0026-03-17" }),
            "happened_on",
            "long ago",
        ),
        (
            json!({ "kind": "shadowing", "will_try": "a\nb" }),
            "will_try",
            "two lines",
        ),
    ] {
        let asked = json!({ "id": call["id"], "fields": fields(&call, more) });
        let error = world.call("contact_change", asked).expect_err(why);
        assert_eq!(
            error.field.as_deref(),
            Some(field),
            "{why}: {}",
            error.message
        );
    }
    let nothing = json!({ "id": call["id"], "fields": fields(&call, json!({ "kind": "shadowing" })), "promise": true });
    let error = world
        .call("contact_change", nothing)
        .expect_err("a promise of nothing");
    assert_eq!(
        error.field.as_deref(),
        Some("will_try"),
        "{}",
        error.message
    );
    assert_eq!(before, world.record(), "nothing is half-written");
}

#[test]
fn what_a_room_holds_goes_and_comes_with_it() {
    let (world, ada) = silence();
    log(&world, &ada, json!({ "text": "About the hall" }));
    let before = world.record();
    run(&world, "relationship_delete", json!({ "id": ada.id }));
    let gone = world
        .call("contact_list", json!({ "relationship": ada.id }))
        .expect_err("the room is in the bin");
    assert_eq!(json!(gone.code), "not_found", "and with it what was in it");
    run(&world, "change_undo", json!({}));
    assert_eq!(before, world.record(), "back whole");
}
