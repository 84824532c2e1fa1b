//! A request as it comes in: read no further than it may go, weighed, and parsed with its faults told by place.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;

/// Reads a request's bytes, and no more of them than a request may have; nor are they more values than one may have, so
/// that what reads them grows by no more than a few times as much.
///
/// # Errors
/// A field's if there are more; the reader's.
pub fn read_request(from: impl std::io::Read) -> Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    from.take(limits::REQUEST as u64 + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() > limits::REQUEST {
        return Err(too_large());
    }
    if signs(&bytes) > limits::REQUEST_SIGNS {
        let message = Message::new("error_request_too_many").with("limit", limits::REQUEST_SIGNS);
        return Err(Error::invalid("request", message));
    }
    Ok(bytes)
}

/// How many signs of structure JSON has outside of its strings (RFC 8259 section 2).
fn signs(json: &[u8]) -> usize {
    let (mut count, mut in_string, mut escaped) = (0, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' | b',' | b':' if !in_string => count += 1,
            _ => {}
        }
    }
    count
}

/// Whether a request that was read elsewhere is as small as one may be.
pub fn fits(request: &Value) -> bool {
    fn weigh(value: &Value, left: usize) -> Option<usize> {
        let left = left.checked_sub(1)?;
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(left),
            Value::String(text) => left.checked_sub(text.len()),
            Value::Array(items) => items.iter().try_fold(left, |left, item| weigh(item, left)),
            Value::Object(fields) => fields.iter().try_fold(left, |left, (name, item)| {
                weigh(item, left.checked_sub(name.len())?)
            }),
        }
    }
    weigh(request, limits::REQUEST).is_some()
}

/// What is said of a request that does not fit.
pub fn too_large() -> Error {
    let message =
        Message::new("error_request_too_large").with("limit", limits::REQUEST / (1024 * 1024));
    Error::invalid("request", message)
}

pub(super) fn parse<T: DeserializeOwned>(request: Value) -> Result<T> {
    if !fits(&request) {
        return Err(too_large());
    }
    // serde's own sentence quotes what was sent; only the place and the kind of fault are told.
    serde_path_to_error::deserialize(request).map_err(|error| {
        let place = error.path().to_string();
        let said = error.inner().to_string();
        let named = |before: &str| {
            let name = said.strip_prefix(before)?.split('`').next()?;
            Some(name.chars().take(FIELD_SHOWN).collect::<String>())
        };
        let within = |name: String| match place.as_str() {
            "." => name,
            place if place == name || place.ends_with(&format!(".{name}")) => place.to_owned(),
            place => format!("{place}.{name}"),
        };
        if let Some(name) = named("unknown field `") {
            Error::shape(within(name), "error_request_unknown_field")
        } else if let Some(name) = named("missing field `") {
            Error::shape(within(name), "error_request_field_missing")
        } else if place == "." {
            Error::invalid("request", Message::new("error_request_shape"))
        } else {
            Error::shape(place, "error_request_field")
        }
    })
}

/// How much of a field's name is said again.
const FIELD_SHOWN: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_structure_are_counted_outside_of_strings() {
        for (json, count) in [
            ("", 0),
            ("{}", 1),
            (r#"{"a": [1, 2], "b": {}}"#, 7),
            (r#"{"a,[{:": "b,\",:\\"}"#, 2),
            (r#"["\\\"",0]"#, 2),
        ] {
            assert_eq!(signs(json.as_bytes()), count, "{json}");
        }
    }

    #[test]
    fn as_many_values_as_fit_are_read_and_no_more() {
        let json = |values: usize| format!("[{}0]", "0,".repeat(values - 1));
        assert!(read_request(json(limits::REQUEST_SIGNS).as_bytes()).is_ok());
        let refused = read_request(json(limits::REQUEST_SIGNS + 1).as_bytes());
        assert!(matches!(refused, Err(Error::Invalid { .. })), "one more");
    }
}
