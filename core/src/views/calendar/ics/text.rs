//! The lexical layer of RFC 5545: TEXT values, parameter values, URIs, folding.

use std::fmt::Write as _;

/// Octets of a physical line without its line break (RFC 5545 section 3.1).
const LINE_OCTETS: usize = 75;

/// A TEXT value (RFC 5545 section 3.3.11). Every kind of line break becomes `\n`; other control characters but
/// the tab are dropped, as no TEXT can carry them.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for character in plain_lines(text) {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The text of a TEXT value. A backslash before any other character is kept: some writers do not escape it.
pub(super) fn unescape(value: &str) -> String {
    split(value, None).concat()
}

/// The texts of a value that is a list of TEXT, such as `CATEGORIES`.
pub(super) fn unescape_list(value: &str) -> Vec<String> {
    split(value, Some(','))
}

fn split(value: &str, separator: Option<char>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if Some(character) == separator {
            texts.push(std::mem::take(&mut text));
        } else if character != '\\' {
            text.push(character);
        } else {
            match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped @ ('\\' | ';' | ',')) => text.push(escaped),
                Some(other) => text.extend(['\\', other]),
                None => text.push('\\'),
            }
        }
    }
    texts.push(text);
    texts
}

/// A parameter value between quotes (RFC 5545 section 3.2) with what quotes cannot hold written by RFC 6868.
pub(super) fn quote_parameter(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in plain_lines(text) {
        match character {
            '^' => quoted.push_str("^^"),
            '"' => quoted.push_str("^'"),
            '\n' => quoted.push_str("^n"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// The text of a parameter value, its quotes already taken off (RFC 6868 section 3.2).
pub(super) fn unquote_parameter(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '^' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('^') => text.push('^'),
            Some('\'') => text.push('"'),
            Some('n') => text.push('\n'),
            Some(other) => text.extend(['^', other]),
            None => text.push('^'),
        }
    }
    text
}

/// The link as a URI (RFC 3986), or `None` where it has no scheme. What a URI cannot hold is percent-encoded.
pub(super) fn uri(link: &str) -> Option<String> {
    let link = link.trim();
    let (scheme, rest) = link.split_once(':')?;
    let scheme_is_valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if !scheme_is_valid || rest.is_empty() || rest.starts_with(char::is_whitespace) {
        return None;
    }
    let mut uri = String::with_capacity(link.len());
    for character in link.chars().filter(|character| !character.is_control()) {
        if character.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(character) {
            uri.push(character);
        } else {
            let mut octets = [0; 4];
            for octet in character.encode_utf8(&mut octets).bytes() {
                // Writing to a String cannot fail.
                let _ = write!(uri, "%{octet:02X}");
            }
        }
    }
    Some(uri)
}

/// Line breaks as `\n` (CRLF, CR, NEL and Unicode's two separators too), other controls but the tab left out.
fn plain_lines(text: &str) -> impl Iterator<Item = char> + '_ {
    let mut previous = None;
    text.chars().filter_map(move |character| {
        let before = previous.replace(character);
        match character {
            '\n' if before == Some('\r') => None,
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some('\t'),
            control if control.is_control() => None,
            other => Some(other),
        }
    })
}

/// Undoes folding by whatever count (RFC 5545 section 3.1), for text whose line breaks are all CRLF.
pub(super) fn unfold(text: &str) -> String {
    text.replace("\r\n ", "")
}

/// Folds every line at 75 octets without splitting a character (RFC 5545 section 3.1).
pub(super) fn fold(unfolded: &str) -> String {
    let mut folded = String::with_capacity(unfolded.len() + unfolded.len() / 24);
    for line in unfolded.split_terminator("\r\n") {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > LINE_OCTETS {
                folded.push_str("\r\n ");
                octets = 1;
            }
            folded.push(character);
            octets += character.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_escaped_as_rfc_5545_says() {
        assert_eq!(
            escape("a,b;c\\d\r\ne\rf\ng\"h:i"),
            "a\\,b\\;c\\\\d\\ne\\nf\\ng\"h:i",
            "comma, semicolon, backslash and line breaks are escaped; quote and colon stand as they are"
        );
        assert_eq!(
            escape("bell\u{7}, tab\t, del\u{7f}, nel\u{85}."),
            "bell\\, tab\t\\, del\\, nel\\n."
        );
    }

    #[test]
    fn a_backslash_that_escapes_nothing_stays() {
        assert_eq!(unescape(r"C:\temp\\x\"), "C:\\temp\\x\\");
        assert_eq!(unescape_list(r"one\,1,two,,"), ["one,1", "two", "", ""]);
    }

    #[test]
    fn links_become_uris() {
        assert_eq!(
            uri("https://meet.example/ä b?x=1,2").as_deref(),
            Some("https://meet.example/%C3%A4%20b?x=1,2")
        );
        assert_eq!(uri(" tel:+33-1 ").as_deref(), Some("tel:+33-1"));
        for text in [
            "room 12",
            "ID: 123 456",
            "12:30 at the desk",
            "https:",
            ":x",
            "",
        ] {
            assert_eq!(
                uri(text),
                None,
                "{text:?} has no scheme or nothing after it"
            );
        }
    }

    #[test]
    fn a_line_of_exactly_75_octets_is_not_folded() {
        let line = "x".repeat(75) + "\r\n";
        assert_eq!(fold(&line), line);
        assert_eq!(
            fold(&("x".repeat(76) + "\r\n")),
            "x".repeat(75) + "\r\n x\r\n"
        );
    }

    proptest! {
        #[test]
        fn text_survives(text in "[^\\p{Cc}\u{2028}\u{2029}]{0,80}(\n[^\\p{Cc}\u{2028}\u{2029}]{0,80}){0,3}") {
            prop_assert_eq!(unescape(&escape(&text)), text.clone());
            let quoted = quote_parameter(&text);
            let inner = &quoted[1..quoted.len() - 1];
            prop_assert!(!inner.contains(['"', '\n']), "nothing inside closes the quotes: {}", inner);
            prop_assert_eq!(unquote_parameter(inner), text);
        }

        #[test]
        fn any_text_stays_within_its_line(text in any::<String>()) {
            for written in [escape(&text), quote_parameter(&text), uri(&text).unwrap_or_default()] {
                prop_assert!(
                    written.chars().all(|c| c == '\t' || !c.is_control()),
                    "no control character, above all no line break, is written: {:?}", written
                );
            }
        }

        #[test]
        fn folding_keeps_the_text_and_the_limit(lines in prop::collection::vec("[^\\p{Cc}]{0,200}", 0..4)) {
            let unfolded: String = lines.iter().map(|line| format!("X:{line}\r\n")).collect();
            let folded = fold(&unfolded);
            for line in folded.split("\r\n") {
                prop_assert!(line.len() <= 75, "{} octets: {:?}", line.len(), line);
            }
            prop_assert_eq!(unfold(&folded), unfolded);
        }
    }
}
