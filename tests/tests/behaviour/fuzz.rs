//! Every command with random requests: no panic, every refusal typed, no internal error.

use ithaca_core::commands::{ALL, ErrorCode};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value};

use crate::desk::Desk;

/// How many requests each command gets: with every change, and with `--long`.
fn cases() -> u32 {
    if std::env::var_os("ITHACA_TEST_LONG").is_some() {
        10_000
    } else {
        100
    }
}

/// Text as people and programs send it, and as nobody should.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        any::<String>(),
        Just(String::new()),
        Just("\u{0}\u{7}\u{202e}".to_owned()),
        Just("'); DROP TABLE person; --".to_owned()),
        Just("\"*:^ AND NOT NEAR(".to_owned()),
        "[a-zäöü]{500,600}",
        (1900..2300i32, 0..15u32, 0..40u32)
            .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        Just("+262142-12-31".to_owned()),
        Just("-262143-01-01".to_owned()),
        Just("-262143-01-01T00:00".to_owned()),
        Just("2026-03-29T02:30".to_owned()),
        Just("[9223372036854775807,\"\"]".to_owned()),
        Just("[null,null]".to_owned()),
    ]
}

fn scalar(words: Vec<String>) -> impl Strategy<Value = Value> + Clone {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-3i64..200).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        // Ids and words of the desk itself: what is not an id at random is one here.
        proptest::sample::select(words).prop_map(Value::from),
    ]
    .boxed()
}

fn json_value(words: Vec<String>) -> impl Strategy<Value = Value> + Clone {
    scalar(words.clone())
        .prop_recursive(3, 12, 4, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
                proptest::collection::vec((proptest::sample::select(words.clone()), inner), 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
            ]
        })
        .boxed()
}

/// Every place in a request, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, value)| places(value, &format!("{at}/{name}"), found)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| places(value, &format!("{at}/{index}"), found)),
        _ => {}
    }
}

/// Words a request may hold: the desk's ids, and the names and values of all valid requests.
fn words(desk: &Desk) -> Vec<String> {
    fn collect(value: &Value, words: &mut Vec<String>) {
        match value {
            Value::String(text) => words.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
            Value::Object(fields) => fields.iter().for_each(|(name, value)| {
                words.push(name.clone());
                collect(value, words);
            }),
            _ => {}
        }
    }
    let mut words = vec![
        "page".to_owned(),
        "limit".to_owned(),
        "after".to_owned(),
        "text".to_owned(),
    ];
    for command in ALL.iter().filter(|command| !guards(command.name)) {
        collect(&desk.request(command.name), &mut words);
    }
    words.sort();
    words.dedup();
    words
}

/// Sends one command so many requests, most of them valid but for one place. Says how many it accepted.
fn send(desk: &Desk, name: &str, words: &[String], cases: u32) -> u32 {
    let accepted = std::cell::Cell::new(0);
    let valid = desk.request(name);
    let mut pointers = Vec::new();
    places(&valid, "", &mut pointers);
    let changed = (
        proptest::sample::select(pointers),
        json_value(words.to_vec()),
        any::<u8>(),
    );
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let ran = runner.run(&changed, |(place, value, whole)| {
        let mut request = valid.clone();
        // One in eight is random altogether; the others are valid but for one place.
        match request.pointer_mut(&place) {
            Some(there) if whole % 8 != 0 => *there = value.clone(),
            _ => request = value.clone(),
        }
        match desk.world.call(name, request) {
            Ok(_) => accepted.set(accepted.get() + 1),
            Err(error) => {
                prop_assert!(
                    error.code != ErrorCode::Internal
                        && error.code != ErrorCode::Damaged
                        && error.code != ErrorCode::Busy,
                    "{name}: {:?} is no answer to a bad request",
                    error.code
                );
                prop_assert!(
                    !error.message.is_empty() && !error.message.contains("error_"),
                    "a sentence: {}",
                    error.message
                );
            }
        }
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{name}: {error}");
    }
    accepted.get()
}

/// Whether a command opens, closes or guards the desk: each guess costs half a second, as it should.
fn guards(name: &str) -> bool {
    name.starts_with("vault_")
}

#[test]
fn no_request_makes_the_vault_panic_or_fail_without_a_reason() {
    for command in ALL.iter().filter(|command| guards(command.name)) {
        // A desk of its own: what a request changes here, the next one could not open.
        let desk = Desk::new();
        send(&desk, command.name, &words(&desk), cases() / 10);
    }
}

#[test]
fn no_request_makes_a_command_panic_or_fail_without_a_reason() {
    let desk = Desk::new();
    let words = words(&desk);
    // The made-up year is made by another test; here it would only take its time.
    let tried = ALL
        .iter()
        .filter(|command| command.name != "demo_fill" && !guards(command.name));
    let accepted: u32 = tried
        .map(|command| send(&desk, command.name, &words, cases()))
        .sum();
    assert!(
        accepted > 500,
        "many of these requests are valid, so that rules behind the shape are tried too: {accepted}"
    );
    for check in ["integrity_check", "foreign_key_check"] {
        let conn = desk.world.database();
        let mut query = conn.prepare(&format!("PRAGMA {check}")).expect("a check");
        let lines = query
            .query_map([], |row| row.get::<_, String>(0))
            .expect("it runs");
        let wrong: Vec<String> = lines
            .filter_map(Result::ok)
            .filter(|line| line != "ok")
            .collect();
        assert_eq!(
            wrong, [""; 0],
            "{check} finds nothing after ten thousand strange requests"
        );
    }
}
