//! The one catalogue: both languages complete, and every key the program says is in it.

use std::collections::{BTreeMap, BTreeSet};

use ithaca_core::locale::{Language, Locale, Message, keys};
use serde_json::{Value, json};

use crate::source::{code, files};

fn catalogue(language: &str) -> BTreeMap<String, Value> {
    let text = match language {
        "en" => include_str!("../../../core/words/en.json"),
        _ => include_str!("../../../core/words/de.json"),
    };
    serde_json::from_str(text).expect("JSON")
}

/// The sentences of an entry: one, or one for each form it varies by.
fn sentences(entry: &Value) -> Vec<&str> {
    match entry {
        Value::String(text) => vec![text],
        _ => entry[0]["match"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, text)| text.as_str())
            .collect(),
    }
}

fn placeholders(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn all_placeholders(entry: &Value) -> BTreeSet<String> {
    sentences(entry)
        .into_iter()
        .flat_map(placeholders)
        .collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (en, de) = (catalogue("en"), catalogue("de"));
    let difference: Vec<&String> = en
        .keys()
        .filter(|key| !de.contains_key(*key))
        .chain(de.keys().filter(|key| !en.contains_key(*key)))
        .collect();
    assert_eq!(difference, [""; 0], "every key is in both");
    for (key, entry) in &en {
        let other = &de[key];
        assert_eq!(
            entry.is_string(),
            other.is_string(),
            "{key} counts in both or in neither"
        );
        assert_eq!(
            all_placeholders(entry),
            all_placeholders(other),
            "{key} is filled with the same in both"
        );
        for text in sentences(entry).into_iter().chain(sentences(other)) {
            assert!(
                !text.trim().is_empty() && text.trim() == text,
                "{key} says something, without stray spaces: {text:?}"
            );
        }
        if entry.is_array() {
            let by = &entry[0]["selectors"];
            assert_eq!(
                by, &other[0]["selectors"],
                "{key} varies by the same in both"
            );
            // One and other; or she, he, they, and a sentence that does without.
            let forms = if by == &json!(["pronoun"]) { 4 } else { 2 };
            assert_eq!(
                (sentences(entry).len(), sentences(other).len()),
                (forms, forms),
                "{key}: every form"
            );
        }
    }
}

#[test]
fn the_program_reads_every_entry_of_the_catalogue() {
    for (language, name) in [(Language::En, "en"), (Language::De, "de")] {
        let listed: Vec<String> = catalogue(name).into_keys().collect();
        assert_eq!(
            keys(language),
            listed,
            "no entry of {name} is of a form the program skips"
        );
    }
}

/// The keys that Rust says, each with the placeholders it fills where that can be read off the line.
fn said() -> BTreeMap<String, BTreeSet<Option<BTreeSet<String>>>> {
    let mut found: BTreeMap<String, BTreeSet<Option<BTreeSet<String>>>> = BTreeMap::new();
    for folder in ["core/src", "cli/src", "src-tauri/src"] {
        for (_, text) in files(folder, "rs") {
            let text: String = code(&text).split_whitespace().collect::<Vec<_>>().join(" ");
            for (at, _) in text.match_indices("Message::new(\"") {
                let rest = &text[at + "Message::new(\"".len()..];
                let (key, mut rest) = rest.split_once("\")").unwrap_or(("", ""));
                let mut filled = BTreeSet::new();
                while let Some(after) = rest.trim_start().strip_prefix(".with(\"") {
                    let (name, after) = after.split_once('"').unwrap_or(("", ""));
                    filled.insert(name.to_owned());
                    rest = after_call(after);
                }
                found
                    .entry(key.to_owned())
                    .or_default()
                    .insert(Some(filled));
            }
            for before in [
                "write(\"",
                "write_text(\"",
                "say(\"",
                "section(\"",
                "fact(\"",
            ] {
                for (at, _) in text.match_indices(before) {
                    let key = text[at + before.len()..]
                        .split('"')
                        .next()
                        .unwrap_or_default();
                    found.entry(key.to_owned()).or_default().insert(None);
                }
            }
            for (at, _) in text.match_indices("\"reminder_kind_") {
                let key = text[at + 1..].split('"').next().unwrap_or_default();
                found.entry(key.to_owned()).or_default().insert(None);
            }
        }
    }
    found
}

/// What follows the call whose arguments `text` is in.
fn after_call(text: &str) -> &str {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return &text[at + 1..],
            ')' => depth -= 1,
            _ => {}
        }
    }
    ""
}

/// Keys whose message is made in one place and filled in another, with the file that fills it.
const ELSEWHERE: [(&str, &str); 18] = [
    ("error_bank_full", "core/src/concepts/presets.rs"),
    ("error_templates_full", "core/src/concepts/presets.rs"),
    ("cli_planned", "cli/src/verbs/meetings.rs"),
    ("cli_planned_undated", "cli/src/verbs/meetings.rs"),
    ("cli_nothing_fits", "cli/src/verbs/who.rs"),
    ("cli_nobody_fits", "cli/src/verbs/who.rs"),
    ("cli_capture_no_meeting", "cli/src/verbs/who.rs"),
    ("error_request_unknown_field", "core/src/base/error.rs"),
    ("error_request_field_missing", "core/src/base/error.rs"),
    ("error_request_field", "core/src/base/error.rs"),
    (
        "reminder_action_theirs",
        "core/src/views/reminders/subjects/action_due.rs",
    ),
    (
        "reminder_action_mine",
        "core/src/views/reminders/subjects/action_due.rs",
    ),
    (
        "reminder_action_own",
        "core/src/views/reminders/subjects/action_due.rs",
    ),
    (
        "reminder_goal_theirs",
        "core/src/views/reminders/subjects/goal_due.rs",
    ),
    (
        "reminder_goal_mine",
        "core/src/views/reminders/subjects/goal_due.rs",
    ),
    (
        "reminder_unwritten",
        "core/src/views/reminders/subjects/meeting_ahead.rs",
    ),
    ("headline_meeting_and_many", "core/src/views/today.rs"),
    ("headline_meeting_and_promises", "core/src/views/today.rs"),
];

/// Keys that are names of tables and columns as well.
const NAMES: [&str; 2] = ["challenge_try", "series_own"];

/// What a sentence has to be given: what stands in it in any form, and what chooses the form.
fn wanted(entry: &Value) -> BTreeSet<String> {
    let mut wanted = all_placeholders(entry);
    if entry.is_array() {
        wanted.insert("count".to_owned());
    }
    wanted
}

#[test]
fn every_key_the_program_says_is_in_the_catalogue_with_what_fills_it() {
    let en = catalogue("en");
    let said = said();
    assert!(said.len() > 100, "the source was read: {} keys", said.len());
    for (key, fillings) in &said {
        let entry = en
            .get(key)
            .unwrap_or_else(|| panic!("{key} is said, but is not in the catalogue"));
        let wanted = wanted(entry);
        let elsewhere = ELSEWHERE.iter().find(|(known, _)| known == key);
        let later = elsewhere.map_or_else(String::new, |(_, file)| source(file));
        for filled in fillings.iter().flatten() {
            let missing: Vec<&String> = wanted
                .difference(filled)
                .filter(|name| !later.contains(&format!(".with(\"{name}\"")))
                .collect();
            assert_eq!(missing, [""; 0], "{key} is filled whole");
            let odd: Vec<&String> = filled.difference(&wanted).collect();
            assert_eq!(odd, [""; 0], "{key} is given only what it says");
        }
    }
}

/// The words between quotes in a piece of source, without the escapes that no key has.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

#[test]
fn a_key_that_is_chosen_is_filled_where_it_is_said() {
    let en = catalogue("en");
    let mut looked = 0;
    for folder in ["core/src", "cli/src", "src-tauri/src"] {
        for (path, text) in files(folder, "rs") {
            let text = code(&text);
            // What is named where its message is made is the other test's.
            let chosen = text.replace("Message::new(\"", "Message::new(\"made: ");
            for key in quoted(&chosen).filter(|word| en.contains_key(*word)) {
                let wanted = wanted(&en[key]);
                if wanted.is_empty() || NAMES.contains(&key) {
                    continue;
                }
                looked += 1;
                let elsewhere = ELSEWHERE.iter().find(|(known, _)| *known == key);
                let filling = match elsewhere {
                    Some((_, file)) => source(file),
                    None => text.clone(),
                };
                for name in wanted {
                    assert!(
                        filling.contains(&format!(".with(\"{name}\"")),
                        "{path}: {key} is chosen here, and {{{name}}} is not filled"
                    );
                }
            }
        }
    }
    assert!(looked > 20, "there are such keys: {looked}");
}

/// The code of one file.
fn source(path: &str) -> String {
    let (folder, _) = path.rsplit_once('/').expect("a path");
    let found = files(folder, "rs")
        .into_iter()
        .find(|(other, _)| other == path);
    code(&found.expect("the file is there").1)
}

#[test]
fn every_sentence_filled_with_everything_it_names_has_no_gap() {
    for (language, name) in [(Language::En, "en"), (Language::De, "de")] {
        let locale = Locale {
            language,
            hours_24: true,
        };
        for (key, entry) in catalogue(name) {
            for count in ["1", "2"] {
                let mut message = Message::new(String::leak(key.clone()));
                for place in wanted(&entry) {
                    let value = if place == "count" {
                        count.to_owned()
                    } else {
                        format!("<{place}>")
                    };
                    message = message.with(String::leak(place), value);
                }
                let said = locale.say(&message);
                assert!(
                    !said.contains(['{', '}']) && said != key,
                    "{name}, {key}: {said}"
                );
            }
        }
    }
}

#[test]
fn every_error_is_a_sentence_in_a_calm_voice() {
    for language in ["en", "de"] {
        for (key, entry) in catalogue(language)
            .into_iter()
            .filter(|(key, _)| key.starts_with("error_"))
        {
            for text in sentences(&entry) {
                assert!(text.ends_with(['.', '?']), "{key} is a sentence: {text}");
                assert!(!text.contains('!'), "{key} does not shout: {text}");
            }
        }
    }
}
