//! What people type, parsed at the edge: titles of one line, texts of many.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::{Error, Result};
use crate::locale::Message;

/// The longest one-line text, in characters.
pub const TITLE_LIMIT: usize = 500;
/// The longest text of many lines, in characters.
pub const BODY_LIMIT: usize = 200_000;

/// One line that must say something: trimmed, at most [`TITLE_LIMIT`] characters, no control characters.
pub fn title(field: &'static str, text: &str) -> Result<String> {
    let line = line(field, text)?;
    if line.is_empty() {
        return Err(Error::invalid(field, Message::new("error_empty")));
    }
    Ok(line)
}

/// One line that may be empty.
pub fn line(field: &'static str, text: &str) -> Result<String> {
    let trimmed = text.trim();
    refuse_longer(field, trimmed, TITLE_LIMIT)?;
    if trimmed.contains(['\n', '\r']) {
        return Err(Error::invalid(field, Message::new("error_one_line")));
    }
    refuse_control(field, trimmed, |_| false)?;
    Ok(trimmed.to_owned())
}

/// A text of many lines, which may be empty; line ends become `\n`, the end is trimmed.
pub fn body(field: &'static str, text: &str) -> Result<String> {
    refuse_longer(field, text, BODY_LIMIT)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    refuse_control(field, &text, |c| c == '\n' || c == '\t')?;
    Ok(text.trim_end().to_owned())
}

/// A link: empty, or one a system can open safely (`http`, `https`, `mailto`, `tel`).
pub fn link(field: &'static str, text: &str) -> Result<String> {
    let text = line(field, text)?;
    let known = ["http://", "https://", "mailto:", "tel:"];
    let lower = text.to_ascii_lowercase();
    if text.is_empty() || known.iter().any(|scheme| lower.starts_with(scheme)) {
        return Ok(text);
    }
    // People type addresses without a scheme; anything with another scheme is refused.
    let has_scheme = lower
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.contains(['.', '/']) && !scheme.is_empty());
    if has_scheme || !text.contains('.') || text.contains(char::is_whitespace) {
        return Err(Error::invalid(field, Message::new("error_link")));
    }
    Ok(format!("https://{text}"))
}

/// The form names are sorted and compared by: lower case, without accents (NFKD, marks dropped).
pub fn sort_key(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

fn refuse_longer(field: &'static str, text: &str, limit: usize) -> Result<()> {
    let length = text.chars().count();
    if length > limit {
        return Err(Error::invalid(
            field,
            Message::new("error_too_long").with("length", length).with("limit", limit),
        ));
    }
    Ok(())
}

fn refuse_control(field: &'static str, text: &str, allowed: fn(char) -> bool) -> Result<()> {
    match text.chars().find(|c| c.is_control() && !allowed(*c)) {
        Some(found) => Err(Error::invalid(
            field,
            Message::new("error_control_character")
                .with("code", format!("U+{:04X}", u32::from(found))),
        )),
        None => Ok(()),
    }
}
