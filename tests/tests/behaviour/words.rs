//! The one catalogue: both languages complete, and every key the program says is in it.

use std::collections::{BTreeMap, BTreeSet};

use ithaca_core::locale::{Language, keys};
use serde_json::Value;

use crate::source::{code, files};

fn catalogue(language: &str) -> BTreeMap<String, Value> {
    let text = match language {
        "en" => include_str!("../../../core/words/en.json"),
        _ => include_str!("../../../core/words/de.json"),
    };
    serde_json::from_str(text).expect("JSON")
}

/// The sentences of an entry: one, or one a plural form.
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
            assert_eq!(
                (sentences(entry).len(), sentences(other).len()),
                (2, 2),
                "{key}: one and other"
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
            for before in ["write(\"", "write_text(\"", "say(\""] {
                for (at, _) in text.match_indices(before) {
                    let key = text[at + before.len()..]
                        .split('"')
                        .next()
                        .unwrap_or_default();
                    found.entry(key.to_owned()).or_default().insert(None);
                }
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

/// Keys of which a part is filled after the message was made.
const ELSEWHERE: [&str; 1] = ["cli_planned"];

#[test]
fn every_key_the_program_says_is_in_the_catalogue_with_what_fills_it() {
    let en = catalogue("en");
    let said = said();
    assert!(said.len() > 100, "the source was read: {} keys", said.len());
    for (key, fillings) in &said {
        let entry = en
            .get(key)
            .unwrap_or_else(|| panic!("{key} is said, but is not in the catalogue"));
        let wanted = all_placeholders(entry);
        for filled in fillings.iter().flatten() {
            // A message made with nothing may be filled where it is said.
            if !filled.is_empty() && !ELSEWHERE.contains(&key.as_str()) {
                let missing: Vec<&String> = wanted.difference(filled).collect();
                assert_eq!(missing, [""; 0], "{key} is filled whole");
            }
            let odd: Vec<&String> = filled
                .difference(&wanted)
                .filter(|name| *name != "count")
                .collect();
            assert_eq!(odd, [""; 0], "{key} is given only what it says");
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
