//! The year on a German desk.

use std::collections::{BTreeMap, BTreeSet};

use ithaca_core::locale::Language;
use ithaca_tests::World;
use serde_json::{Value, json};

use crate::asked::{TUESDAY, all, ask, room_of};

const FILES: [&str; 9] = [
    include_str!("../../../core/src/demo/year/amara.json"),
    include_str!("../../../core/src/demo/year/emil.json"),
    include_str!("../../../core/src/demo/year/jonas.json"),
    include_str!("../../../core/src/demo/year/leila.json"),
    include_str!("../../../core/src/demo/year/others.json"),
    include_str!("../../../core/src/demo/year/own.json"),
    include_str!("../../../core/src/demo/year/sakura.json"),
    include_str!("../../../core/src/demo/year/tomas.json"),
    include_str!("../../../core/src/demo/year/yusuf.json"),
];

/// Fields that hold no sentence: words of the program, names, addresses.
const NO_SENTENCE: [&str; 28] = [
    "kind",
    "by",
    "at",
    "channel",
    "link",
    "share",
    "name",
    "url",
    "author",
    "about",
    "zone",
    "whose",
    "organisation",
    "phase",
    "email",
    "unit",
    "role",
    "outcome",
    "given_to",
    "pronoun",
    "introduced_by",
    "phone",
    "who",
    "programme",
    "told",
    "with",
    "aspect",
    "verdict",
];

fn words() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("../../../core/src/demo/year/german.json")).expect("JSON")
}

/// Every text of the files with its field, and the names of people apart.
fn texts<'a>(told: &'a Value, field: &'a str, found: &mut Vec<(&'a str, &'a str)>) {
    match told {
        Value::String(text) => found.push((field, text)),
        Value::Array(list) => list.iter().for_each(|one| texts(one, field, found)),
        Value::Object(fields) => {
            for (field, value) in fields {
                texts(value, field, found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_sentence_of_the_year_has_a_german_one() {
    let files = FILES.map(|file| serde_json::from_str::<Value>(file).expect("JSON"));
    let mut found = Vec::new();
    files.iter().for_each(|file| texts(file, "", &mut found));
    let names: BTreeSet<&str> = found
        .iter()
        .filter(|(field, _)| *field == "name")
        .map(|(_, text)| *text)
        .collect();
    let words = words();
    let missing: Vec<&(&str, &str)> = found
        .iter()
        .filter(|(field, text)| {
            let sentence =
                !NO_SENTENCE.contains(field) && !["late", "occasion", "called"].contains(field);
            sentence && !text.is_empty() && !names.contains(text) && !words.contains_key(*text)
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let told: BTreeSet<&str> = found.iter().map(|(_, text)| *text).collect();
    let stale: Vec<&String> = words
        .keys()
        .filter(|text| !told.contains(text.as_str()))
        .collect();
    assert!(stale.is_empty(), "no longer told: {stale:?}");
}

#[test]
fn a_german_desk_is_told_the_same_year_in_german() {
    let english = World::at(TUESDAY);
    let german = World::at(TUESDAY);
    german.speak(Language::De);
    for world in [&english, &german] {
        ask(world, "demo_fill", json!({}));
    }
    let words = words();
    let of = |world: &World, list: &str, field: &str| -> Vec<String> {
        let rows = all(world, list, json!({}));
        rows.iter()
            .filter_map(|row| row[field].as_str().map(str::to_owned))
            .collect()
    };
    for (list, field) in [
        ("goal_list", "title"),
        ("action_list", "title"),
        ("advice_list", "text"),
        ("resource_list", "title"),
    ] {
        let (told, said) = (of(&english, list, field), of(&german, list, field));
        assert_eq!(told.len(), said.len(), "{list}: as much of it");
        assert!(!told.is_empty(), "{list}: something is told");
        for (english, german) in told.iter().zip(&said) {
            let expected = words.get(english).unwrap_or(english);
            assert_eq!(german, expected, "{list}");
        }
    }
    let room = room_of(&german, "amara");
    let record = ask(&german, "relationship_show", json!({ "id": room }));
    assert_eq!(
        record["relationship"]["topic"],
        json!(words["From analyst to lead"])
    );
}
