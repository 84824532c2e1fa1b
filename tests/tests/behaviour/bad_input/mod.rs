//! What makes no sense is refused at its field, in a sentence, and nothing is half-written.

mod shapes;
mod texts;

use ithaca_core::commands::{ApiError, ErrorCode};
use ithaca_core::locale::Language;
use ithaca_tests::World;
use serde_json::Value;

fn put(request: &mut Value, pointer: &str, value: Value) {
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    request
        .pointer_mut(parent)
        .expect("the request has such a part")[field] = value;
}

/// The refusal of a request, checked in both languages.
fn refusal(world: &World, name: &str, request: &Value, why: &str) -> ApiError {
    let say = |language| {
        world.speak(language);
        world
            .call(name, request.clone())
            .expect_err(&format!("{name}: {why} is refused"))
    };
    let (de, en) = (say(Language::De), say(Language::En));
    assert_eq!(en.code, ErrorCode::Invalid, "{name}: {why}: {}", en.message);
    assert_ne!(
        de.message, en.message,
        "{name}: {why} is said in German too"
    );
    for sentence in [&de.message, &en.message] {
        assert!(
            sentence.ends_with(['.', '?']) && !sentence.contains(['{', '_']),
            "{name}: a sentence: {sentence}"
        );
    }
    en
}
