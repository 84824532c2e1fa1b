use chrono::Duration;
use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::json;

use crate::desk::run;

fn named(name: &str) -> PersonFields {
    PersonFields {
        name: name.to_owned(),
        ..PersonFields::default()
    }
}

#[test]
fn a_person_is_added_with_a_name_alone() {
    let world = World::new();
    let ada = world.person("  Ada Ahlgren ");
    assert_eq!(
        ada.fields,
        named("Ada Ahlgren"),
        "the name is trimmed, all else is empty"
    );
    assert_eq!(
        ada.created_at,
        world.app.now(),
        "dated by the clock in hand"
    );
}

#[test]
fn a_change_replaces_all_and_shows_in_the_room_and_its_order() {
    let world = World::new();
    let (zoe, _ben) = (world.mentor("Zoë"), world.mentor("Ben"));
    let fields = PersonFields {
        organisation: "Harbour Lights".to_owned(),
        ..named("Åse")
    };
    world.advance(Duration::days(1));
    let changed = person_change(
        &world.app,
        PersonChange {
            shown: None,
            id: zoe.person_id,
            fields,
        },
    )
    .expect("a change");
    assert_eq!(changed.changed_at, world.app.now(), "the change is dated");
    let rooms = relationship_list(&world.app, RelationshipList::default())
        .expect("the rooms")
        .items;
    let names: Vec<&str> = rooms.iter().map(|room| room.name.as_str()).collect();
    assert_eq!(
        names,
        ["Åse", "Ben"],
        "the room carries the new name, sorted as A without its ring"
    );
}

#[test]
fn people_are_listed_by_name_without_accents_and_found_by_the_start_of_any_word() {
    let world = World::new();
    for name in ["Zora", "éva Nagy", "Ada", "Émile Nagar", "田中 花子"] {
        world.person(name);
    }
    let names = |text: &str| {
        let request = PersonList {
            text: text.to_owned(),
            ..PersonList::default()
        };
        let rows = person_list(&world.app, request).expect("a list").items;
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(
        names(""),
        ["Ada", "Émile Nagar", "éva Nagy", "Zora", "田中 花子"],
        "accents and case do not sort"
    );
    assert_eq!(
        names("nag"),
        ["Émile Nagar", "éva Nagy"],
        "by the start of the second word"
    );
    assert_eq!(
        names("EMI na"),
        ["Émile Nagar"],
        "by two starts, accents and case aside"
    );
    assert_eq!(names("田"), ["田中 花子"], "in Japanese");
    assert_eq!(names("agy"), [""; 0], "not by the middle of a word");
}

#[test]
fn pages_join_without_gap_or_repeat() {
    let world = World::new();
    for _ in 0..3 {
        for name in ["Ada", "Ben", "Cleo"] {
            world.person(name);
        }
    }
    let mut seen = Vec::new();
    let mut page = Page {
        limit: Some(2),
        after: None,
    };
    loop {
        let part = person_list(
            &world.app,
            PersonList {
                page: page.clone(),
                ..PersonList::default()
            },
        )
        .expect("a page");
        assert!(part.items.len() <= 2, "never more than asked for");
        seen.extend(part.items.iter().map(|row| (row.sort_name.clone(), row.id)));
        let Some(next) = part.next else { break };
        page.after = Some(next);
    }
    let mut expected = seen.clone();
    expected.sort();
    expected.dedup();
    assert_eq!(
        (seen.len(), &seen),
        (9, &expected),
        "nine people, each once, in order, also with equal names"
    );
}

#[test]
fn a_page_shows_who_introduced_whom_and_what_time_it_is_there() {
    let world = World::new();
    let ada = world.person("Ada");
    let fields = PersonFields {
        zone: Some("Asia/Kathmandu".to_owned()),
        introduced_by: Some(ada.id),
        ..named("Ben")
    };
    let ben = person_add(&world.app, PersonAdd { fields }).expect("Ben");
    let page = person_show(&world.app, PersonShow { id: ben.id }).expect("Ben's page");
    assert_eq!(
        page.their_time.map(|time| time.to_string()),
        Some("2026-03-02T13:45".to_owned()),
        "9:00 in Paris"
    );
    assert_eq!(
        page.person.introduced_by_name.as_deref(),
        Some("Ada"),
        "who introduced him"
    );
    let page = person_show(&world.app, PersonShow { id: ada.id }).expect("Ada's page");
    assert_eq!(page.introduced[0].name, "Ben", "whom she introduced");
}

#[test]
fn entries_that_may_be_one_person_are_pointed_out() {
    let world = World::new();
    let (ada, twin, _) = (
        world.person("Ada Ahlgren"),
        world.person("ada ÅHLGREN"),
        world.person("Ada Berg"),
    );
    let page = person_show(&world.app, PersonShow { id: ada.id }).expect("her page");
    let alike: Vec<PersonId> = page.alike.iter().map(|row| row.id).collect();
    assert_eq!(
        alike,
        [twin.id],
        "the same name but for case and accents, and not herself"
    );
}

#[test]
fn two_entries_become_one_with_all_that_belongs_to_either() {
    let world = World::new();
    let kept = world.person("Maria Silva");
    let absorbed = world.mentor("Maria da Silva");
    let fields = PersonFields {
        email: "maria@example.org".to_owned(),
        strengths: "Calm".to_owned(),
        introduced_by: Some(kept.id),
        ..named("Maria da Silva")
    };
    person_change(
        &world.app,
        PersonChange {
            shown: None,
            id: absorbed.person_id,
            fields,
        },
    )
    .expect("the second entry knows more");
    let about = NoteSubject::Person(absorbed.person_id);
    note_write(
        &world.app,
        NoteWrite {
            about,
            body: "Likes tea".to_owned(),
            aspect: None,
            draft: Some(NoteDraftOf::Note),
        },
    )
    .expect("a note on the second entry");
    let before = world.record();

    let request = PersonMerge {
        keep: kept.id,
        absorb: absorbed.person_id,
    };
    let merged = person_merge(&world.app, request).expect("a merge");
    assert_eq!(
        merged.fields.name, "Maria Silva",
        "the kept entry's own words win"
    );
    assert_eq!(
        merged.fields.email, "maria@example.org",
        "what it lacked comes from the other"
    );
    assert_eq!(
        merged.fields.introduced_by, None,
        "nobody introduces themselves"
    );
    let room =
        relationship_show(&world.app, RelationshipShow { id: absorbed.id }).expect("the room");
    assert_eq!(
        (room.person.id, room.relationship.name.as_str()),
        (kept.id, "Maria Silva"),
        "the room moved over"
    );
    let notes = note_list(
        &world.app,
        NoteList {
            about: NoteSubject::Person(kept.id),
            only: None,
            page: Page::default(),
        },
    );
    assert_eq!(
        notes.expect("her notes").items[0].body,
        "Likes tea",
        "the note moved over"
    );
    assert!(
        person_show(
            &world.app,
            PersonShow {
                id: absorbed.person_id
            }
        )
        .is_err(),
        "the other entry lies in the bin"
    );
    let names = run(&world, "find", json!({ "text": "silva" }));
    assert_eq!(
        names.as_array().map(Vec::len),
        Some(2),
        "one person and one room are found: {names}"
    );

    run(&world, "change_undo", json!({}));
    assert_eq!(before, world.record(), "a merge is one step back");
}

#[test]
fn a_merge_keeps_the_long_texts_of_both() {
    let world = World::new();
    let [first, second] = ["At a fair", "By letter"].map(|how_met| {
        let fields = PersonFields {
            how_met: how_met.to_owned(),
            ..named("Maria")
        };
        person_add(&world.app, PersonAdd { fields })
            .expect("an entry")
            .id
    });
    let merged = person_merge(
        &world.app,
        PersonMerge {
            keep: first,
            absorb: second,
        },
    )
    .expect("a merge");
    assert_eq!(
        merged.fields.how_met, "At a fair\n\nBy letter",
        "neither story is lost"
    );
    let refused = person_merge(
        &world.app,
        PersonMerge {
            keep: first,
            absorb: first,
        },
    );
    assert!(refused.is_err(), "one entry is not two");
}

#[test]
fn deleting_a_person_takes_the_rooms_and_one_undo_brings_all_back() {
    let world = World::new();
    let (ada, ben) = (world.mentor("Ada"), world.mentor("Ben"));
    let alone = world.meeting(&ada, "2026-03-10T10:00");
    let fields = serde_json::to_value(
        json!({ "starts_local": "2026-03-11T10:00", "duration_minutes": 30, "channel": "phone" }),
    );
    let group = run(
        &world,
        "meeting_plan",
        json!({ "participants": [ada.id, ben.id], "fields": fields.expect("JSON") }),
    );
    let before = world.record();
    person_delete(&world.app, PersonDelete { id: ada.person_id }).expect("she can be deleted");
    assert!(
        meeting_show(&world.app, MeetingShow { id: alone.row.id }).is_err(),
        "her meeting went along"
    );
    let group = run(&world, "meeting_show", json!({ "id": group["id"] }));
    let others: Vec<&str> = group["participants"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|p| p["name"].as_str())
        .collect();
    assert_eq!(
        others,
        ["Ben"],
        "the meeting with others stays, without her"
    );
    run(&world, "change_undo", json!({}));
    assert_eq!(before, world.record(), "all of it came back");
}
