//! Names and letters: found from a plain keyboard, sorted as a reader expects, and called as those who know them do.

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::json;

use crate::desk::run;

const EVERYBODY: [(&str, &str); 15] = [
    ("Łukasz Nowak", "lukasz"),
    ("Øystein Vik", "oystein"),
    ("Øystein Vik", "oeystein"),
    ("Mia Strauß", "strauss"),
    ("Đỗ Minh", "do minh"),
    ("Ali Işık", "isik"),
    ("Ærøe Lund", "aeroe"),
    ("Jörg Müller", "mueller"),
    ("Jörg Müller", "muller jorg"),
    ("Conor OʼBrien", "obrien"),
    ("Conor OʼBrien", "o'brien"),
    ("Anne-Marie Roux", "annemarie"),
    ("Anne-Marie Roux", "anne-marie"),
    ("Can Öztürk", "oztuerk"),
    ("Can Öztürk", "oezturk"),
];

fn names(found: &serde_json::Value) -> Vec<String> {
    let items = found.as_array().or_else(|| found["items"].as_array());
    let name = |row: &serde_json::Value| {
        row["name"]
            .as_str()
            .or(row["title"].as_str())
            .map(str::to_owned)
    };
    items.into_iter().flatten().filter_map(name).collect()
}

#[test]
fn every_name_is_found_from_a_plain_keyboard() {
    let world = World::new();
    let mut known: Vec<&str> = EVERYBODY.iter().map(|(name, _)| *name).collect();
    known.dedup();
    for name in known {
        world.mentor(name);
    }
    for (name, typed) in EVERYBODY {
        for (command, request) in [
            ("find", json!({ "text": typed })),
            ("person_list", json!({ "text": typed })),
            ("relationship_list", json!({ "text": typed })),
        ] {
            let found = names(&run(&world, command, request));
            assert!(
                found.iter().all(|one| one == name) && !found.is_empty(),
                "{command} {typed}: {found:?}"
            );
        }
        let first = typed.split(' ').next().expect("a word");
        let line = format!("@{first} the slides");
        let meant = run(&world, "quick_read", json!({ "line": line }));
        assert_eq!(meant["whom"]["of"]["name"], json!(name), "{line}: {meant}");
    }
}

#[test]
fn one_word_is_found_however_it_is_written() {
    let world = World::new();
    world.person("Jo Mueller");
    world.person("Jo Muller");
    world.person("Ann Mueller-Groß");
    for (typed, found) in [
        (
            "Müller",
            &["Ann Mueller-Groß", "Jo Mueller", "Jo Muller"][..],
        ),
        ("mueller", &["Ann Mueller-Groß", "Jo Mueller"]),
        ("gross", &["Ann Mueller-Groß"]),
        ("GROẞ", &["Ann Mueller-Groß"]),
        ("mu\u{308}ller gr", &["Ann Mueller-Groß"]),
        ("\"mueller\" OR *", &[]),
    ] {
        let rows = run(&world, "person_list", json!({ "text": typed }));
        assert_eq!(names(&rows), found, "{typed}");
    }
}

#[test]
fn lists_are_in_the_order_of_their_readers() {
    for language in ["en", "de"] {
        let world = World::new();
        let mut settings = run(&world, "settings_show", json!({}));
        settings["language"] = json!(language);
        run(&world, "settings_change", json!({ "settings": settings }));
        for name in [
            "Zoë", "Øystein", "Łukasz", "Otto", "Luther", "Lukas", "Ärzte", "Arzt", "Đỗ", "Du",
            "Oz", "Éva", "Eva",
        ] {
            world.mentor(name);
        }
        let expected = [
            "Arzt", "Ärzte", "Đỗ", "Du", "Eva", "Éva", "Lukas", "Łukasz", "Luther", "Otto",
            "Øystein", "Oz", "Zoë",
        ];
        for command in ["person_list", "relationship_list"] {
            let rows = run(&world, command, json!({}));
            assert_eq!(names(&rows), expected, "{command} in {language}");
        }
    }
}

#[test]
fn somebody_is_called_what_their_name_suggests_until_another_is_chosen() {
    let world = World::new();
    let room = world.mentor("Dr. Margarete Weber");
    let on = |called: &str| {
        let person = run(&world, "person_show", json!({ "id": room.person_id }))["person"].clone();
        let fields: PersonFields = PersonFields {
            called: called.to_owned(),
            name: person["name"].as_str().expect("a name").to_owned(),
            ..PersonFields::default()
        };
        run(
            &world,
            "person_change",
            json!({ "id": room.person_id, "fields": fields }),
        )["called_as"]
            .clone()
    };
    assert_eq!(on(""), json!("Margarete"), "guessed, the title aside");
    assert_eq!(on("Gretel"), json!("Gretel"));
    let meant = run(
        &world,
        "quick_read",
        json!({ "line": "@gretel the slides" }),
    );
    assert_eq!(
        meant["whom"]["of"]["name"],
        json!("Dr. Margarete Weber"),
        "named by it"
    );
    assert_eq!(
        names(&run(&world, "find", json!({ "text": "gret" }))).len(),
        2,
        "found by it, with the room"
    );
    world.meeting(&room, "2026-03-03T15:00");
    let today = run(&world, "today_show", json!({}));
    let headline = today["headline"].as_str().expect("a headline");
    assert!(headline.contains("Gretel"), "{headline}");
    assert_eq!(
        on(""),
        json!("Margarete"),
        "an empty field is the guess again"
    );
    assert_eq!(
        run(&world, "name_read", json!({ "name": "Prof. Weber, Anna" }))["called"],
        json!("Anna")
    );
}
