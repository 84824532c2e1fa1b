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
    name.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a Latin name is called in short; other scripts write the family name first and stay whole.
pub fn first_name(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, _))
            if first.chars().all(|c| u32::from(c) < 0x250) && first.chars().count() > 1 =>
        {
            first
        }
        _ => name,
    }
}

fn refuse_longer(field: &'static str, text: &str, limit: usize) -> Result<()> {
    let length = text.chars().count();
    if length > limit {
        return Err(Error::invalid(
            field,
            Message::new("error_too_long")
                .with("length", length)
                .with("limit", limit),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_link_is_one_a_system_opens_safely() {
        for (typed, kept) in [
            ("", Some("")),
            ("example.org", Some("https://example.org")),
            (
                "example.org:8443/talk",
                Some("https://example.org:8443/talk"),
            ),
            (" HTTP://EXAMPLE.ORG ", Some("HTTP://EXAMPLE.ORG")),
            ("mailto:ada@example.org", Some("mailto:ada@example.org")),
            ("tel:+33123", Some("tel:+33123")),
            ("javascript:alert(1)", None),
            ("data:text/html,hello", None),
            ("file:///etc/passwd", None),
            ("vbscript:x.y", None),
            ("no dots", None),
            ("two words.org", None),
        ] {
            assert_eq!(link("link", typed).ok().as_deref(), kept, "{typed:?}");
        }
    }

    #[test]
    fn names_sort_without_case_and_accents() {
        for (name, key) in [
            ("Éva", "eva"),
            ("ÅSE", "ase"),
            ("e\u{301}", "e"),
            ("ﬁn", "fin"),
            ("田中", "田中"),
            ("İ", "i"),
        ] {
            assert_eq!(sort_key(name), key, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_line_that_is_taken_is_a_line(text in any::<String>()) {
            if let Ok(line) = line("field", &text) {
                prop_assert_eq!(line.trim(), &line, "trimmed");
                prop_assert!(!line.chars().any(char::is_control), "nothing invisible steers a screen");
                prop_assert!(line.chars().count() <= TITLE_LIMIT);
                prop_assert!(text.contains(&line), "not a character of it changed");
            }
        }

        #[test]
        fn a_body_taken_twice_is_the_same(text in "(\\PC|\n|\r|\t){0,200}") {
            let once = body("field", &text).expect("nothing in it is refused");
            prop_assert_eq!(body("field", &once).expect("nor in what was kept"), once);
        }

        #[test]
        fn a_link_taken_twice_is_the_same(text in "\\PC{0,60}") {
            if let Ok(once) = link("field", &text) {
                prop_assert_eq!(link("field", &once).expect("what was kept is a link"), once);
            }
        }
    }
}
