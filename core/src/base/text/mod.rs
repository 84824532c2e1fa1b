//! What people type, parsed at the edge: titles of one line, names, texts of many lines.
//!
//! Signs nobody can see and no text needs are taken out ([`TAKEN_OUT`]); never is what can be kept refused for their
//! sake. The interface takes the same ones out of its fields and says so; it has the list through the bindings.

mod fold;
mod order;

use std::cell::Cell;

pub use fold::{Folded, Word, fold, folded_words, found_by, holds, is_joint, words, words_begin};
pub use order::{sort_key, sort_keys_alike};

use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;

/// The signs that are taken out of every text, as ranges of code points: control characters but the tab and the
/// line end, and the byte order mark.
pub const TAKEN_OUT: [(u32, u32); 5] = [
    (0x00, 0x08),
    (0x0B, 0x0C),
    (0x0E, 0x1F),
    (0x7F, 0x9F),
    (0xFEFF, 0xFEFF),
];

/// The signs that are taken out of one line besides: those that turn the direction of what follows and, left open,
/// of all that a list, a window's title or a calendar shows behind them.
pub const TAKEN_OUT_OF_A_LINE: [(u32, u32); 2] = [(0x202A, 0x202E), (0x2066, 0x2069)];

thread_local! {
    /// Whether signs were taken out of a text on this thread since [`noting_signs`] began.
    static TAKEN: Cell<bool> = const { Cell::new(false) };
}

/// Runs work, and says whether signs were taken out of a text that it kept, on this thread. For a program without a
/// field to look into.
pub fn noting_signs<T>(work: impl FnOnce() -> T) -> (T, bool) {
    TAKEN.set(false);
    let answer = work();
    (answer, TAKEN.get())
}

/// Notes that a text loses signs, where it does, for [`noting_signs`].
pub(crate) fn note_signs(text: &str) {
    if loses_signs(text) {
        TAKEN.set(true);
    }
}

/// Validates a line that must not be blank: trimmed, at most [`limits::LINE`] characters, with something to see in it.
pub fn title(field: &'static str, text: &str) -> Result<String> {
    let line = line(field, text)?;
    if line.is_empty() {
        return Err(Error::invalid(field, Message::new("error_empty")));
    }
    if line.chars().all(is_unseen) {
        return Err(Error::invalid(field, Message::new("error_unseen")));
    }
    Ok(line)
}

/// Validates the name of somebody or something by the rules of a [`title`].
pub fn name(field: &'static str, text: &str) -> Result<String> {
    title(field, text)
}

/// Validates a line that may be empty; invisible signs are taken out.
pub fn line(field: &'static str, text: &str) -> Result<String> {
    if text.trim().contains(['\n', '\r']) {
        return Err(Error::invalid(field, Message::new("error_one_line")));
    }
    note_signs(text);
    let kept = kept_of_line(text);
    refuse_longer(field, &kept, limits::LINE, "error_line_too_long")?;
    Ok(kept)
}

/// What a [`line`] keeps of a text, however long: trimmed, without invisible signs.
pub(crate) fn kept_of_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if is_break(c) || c == '\t' { ' ' } else { c })
        .filter(|c| !never_kept(*c) && !is_in(&TAKEN_OUT_OF_A_LINE, *c))
        .collect();
    spaced.trim().to_owned()
}

/// Validates a multi-line text, which may be empty; line ends become `\n`, invisible signs are taken out, the end
/// is trimmed.
pub fn body(field: &'static str, text: &str) -> Result<String> {
    let text = lines(text);
    refuse_longer(field, &text, limits::BODY, "error_too_long")?;
    Ok(text)
}

/// Validates a draft, which may be longer than the text saved of it, so that what is refused is not lost.
pub fn draft(field: &'static str, text: &str) -> Result<String> {
    let text = lines(text);
    refuse_longer(field, &text, limits::DRAFT, "error_draft_too_long")?;
    Ok(text)
}

/// Whether there are signs in this text that are taken out of a line before it is kept.
pub fn loses_signs(text: &str) -> bool {
    text.chars()
        .any(|c| is_in(&TAKEN_OUT, c) || is_in(&TAKEN_OUT_OF_A_LINE, c))
}

/// A text without signs that turn the direction of what stands behind it: what is kept from before they were taken
/// out, on its way into a file or onto a window.
pub fn level(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().any(|c| is_in(&TAKEN_OUT_OF_A_LINE, c)) {
        text.chars()
            .filter(|c| !is_in(&TAKEN_OUT_OF_A_LINE, *c))
            .collect()
    } else {
        text.into()
    }
}

/// What is kept of a text of many lines. A page's end becomes a line's end: words beside it stay two words.
fn lines(text: &str) -> String {
    if text.chars().any(never_kept) {
        TAKEN.set(true);
    }
    let mut kept = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\r' if signs.peek() == Some(&'\n') => {}
            '\r' => kept.push('\n'),
            sign if is_break(sign) => {
                let ends = kept.is_empty() || kept.ends_with('\n');
                if !ends && !matches!(signs.peek(), Some('\n' | '\r')) {
                    kept.push('\n');
                }
            }
            sign if never_kept(sign) => {}
            sign => kept.push(sign),
        }
    }
    kept.truncate(kept.trim_end().len());
    kept
}

/// A sign that ends a line or a page where nobody types it: the vertical tab, the form feed, the next line.
fn is_break(sign: char) -> bool {
    matches!(sign, '\u{B}' | '\u{C}' | '\u{85}')
}

/// Whether a sign is taken out of every text.
fn never_kept(sign: char) -> bool {
    is_in(&TAKEN_OUT, sign)
}

fn is_in(ranges: &[(u32, u32)], sign: char) -> bool {
    let sign = u32::from(sign);
    ranges
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&sign))
}

/// A sign that shows nothing by itself: blanks, and the default ignorables of Unicode (UAX 44, 5.1).
pub(crate) fn is_unseen(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            u32::from(sign),
            0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
                | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
                | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0x1BCA0..=0x1BCA3
                | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
        )
}

/// Validates a link: empty, or one a system can open safely (`http`, `https`, `mailto`, `tel`).
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

/// The host a web address leads to, without its port; none of any other address. Browsers read a backslash as a slash,
/// and what stands before an "@" as a user's name (WHATWG URL Standard, section 4.4).
pub fn web_host(address: &str) -> Option<String> {
    let lower = address.trim().to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))?;
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next()?,
        None => host.split(':').next()?,
    };
    (!host.is_empty() && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

fn refuse_longer(field: &'static str, text: &str, limit: usize, key: &'static str) -> Result<()> {
    let length = text.chars().count();
    if length > limit {
        return Err(Error::invalid(
            field,
            Message::new(key)
                .with("length", length)
                .with("limit", limit),
        ));
    }
    Ok(())
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
    fn a_page_pasted_from_a_pdf_keeps_its_words_apart() {
        for (pasted, kept) in [
            ("one\u{C}two", "one\ntwo"),
            ("one\n\u{C}two\u{C}", "one\ntwo"),
            ("\u{C}one\u{C}\r\ntwo", "one\ntwo"),
            (
                "so\u{AD}ft\u{0}\u{7}\u{9B}\u{FEFF} hyphen",
                "so\u{AD}ft hyphen",
            ),
            ("a\tb\r\nc\rd  \n", "a\tb\nc\nd"),
        ] {
            assert_eq!(
                body("field", pasted).ok().as_deref(),
                Some(kept),
                "{pasted:?}"
            );
        }
    }

    #[test]
    fn a_line_loses_what_nobody_sees() {
        for (typed, kept) in [
            ("Ada\u{C}Lovelace", "Ada Lovelace"),
            ("\u{FEFF}Ada\t\u{0}Lovelace\u{7F}", "Ada Lovelace"),
            ("\u{202E}adA\u{202C} \u{2067}x\u{2069}", "adA x"),
            ("نور\u{200F} Ada\u{200D}", "نور\u{200F} Ada\u{200D}"),
        ] {
            assert_eq!(
                line("field", typed).ok().as_deref(),
                Some(kept),
                "{typed:?}"
            );
        }
        let refused = name("name", "\u{200B}\u{2060} \u{3164}").expect_err("nothing to see");
        assert!(refused.to_string().contains("error_unseen"), "{refused}");
        assert!(line("topic", "\u{FEFF}\u{202E}").is_ok_and(|kept| kept.is_empty()));
    }

    proptest! {
        #[test]
        fn a_line_that_is_taken_is_a_line(text in any::<String>()) {
            if let Ok(line) = line("field", &text) {
                prop_assert_eq!(line.trim(), &line, "trimmed");
                prop_assert!(!line.chars().any(char::is_control), "nothing invisible steers a screen");
                prop_assert!(!loses_signs(&line), "and nothing turns what follows");
                prop_assert!(line.chars().count() <= limits::LINE);
                let seen = |text: &str| -> String {
                    text.chars().filter(|c| !c.is_whitespace() && !loses_signs(&c.to_string())).collect()
                };
                prop_assert_eq!(seen(&line), seen(&text), "not a character to be seen changed");
            }
        }

        #[test]
        fn a_body_is_refused_for_its_length_alone(text in "(\\PC|\\p{C}|\n|\r|\t){0,200}") {
            let once = body("field", &text).expect("what can be kept is kept");
            prop_assert!(!once.chars().any(|c| is_in(&TAKEN_OUT, c)), "{:?}", once);
            prop_assert_eq!(body("field", &once).expect("nor is what was kept refused"), once);
        }

        #[test]
        fn a_link_taken_twice_is_the_same(text in "\\PC{0,60}") {
            if let Ok(once) = link("field", &text) {
                prop_assert_eq!(link("field", &once).expect("what was kept is a link"), once);
            }
        }
    }
}
