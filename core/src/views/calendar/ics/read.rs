//! From the bytes of an `.ics` file to a tree of components, within limits.
//!
//! The grammar of a content line is read by `ical`'s `PropertyParser`, one line at a time. Lines are unfolded
//! here, as bytes (some writers fold inside a character), and the value is cut off before the parser sees the
//! line: it would lose colons at the start and blanks at the end. Its component reader is not used: it knows a
//! fixed set of names, checks no `END`, and recurses without limit.

use super::error::ReadError;
use super::text::unquote_parameter;
use ical::PropertyParser;

pub use crate::limits::{
    CALENDAR as MAX_BYTES, CALENDAR_DEPTH as MAX_DEPTH, CALENDAR_LINE as MAX_LINE_OCTETS,
};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// Stands for the value while `PropertyParser` reads the rest of the line.
const VALUE_MARK: &str = "-";

/// One component with everything in it, known or not (RFC 5545 section 3.6).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Component {
    /// The name in upper case, such as `VEVENT`.
    pub name: String,
    /// Its own content lines in their order.
    pub properties: Vec<ContentLine>,
    /// The components within it in their order.
    pub components: Vec<Component>,
}

impl Component {
    /// The first property of that name, which is given in upper case.
    pub fn property(&self, name: &str) -> Option<&ContentLine> {
        self.properties.iter().find(|line| line.name == name)
    }
}

/// One property (RFC 5545 section 3.1), its value as it stands in the file, without folding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContentLine {
    /// The name in upper case.
    pub name: String,
    /// The parameters: names in upper case, values without quotes and RFC 6868 escapes.
    pub parameters: Vec<(String, Vec<String>)>,
    /// The value, still escaped if it is a TEXT.
    pub value: String,
}

impl ContentLine {
    /// The first value of a parameter, whose name is given in upper case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, values) = self.parameters.iter().find(|(key, _)| key == name)?;
        values.first().map(String::as_str)
    }
}

/// The outermost components of a file, usually one `VCALENDAR`. Line ends may be CRLF or LF, a byte order mark
/// may stand first, names may be in any case.
///
/// # Errors
/// [`ReadError`], with the line, for whatever is no iCalendar object or exceeds the limits.
pub fn read(bytes: &[u8]) -> Result<Vec<Component>, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge {
            octets: bytes.len(),
        });
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut finished = Vec::new();
    let mut open: Vec<Component> = Vec::new();
    let mut last_line = 0;
    for (line, octets) in unfold(bytes)? {
        last_line = line;
        let text = String::from_utf8(octets).map_err(|_| ReadError::NotUtf8 { line })?;
        let content = content_line(&text, line)?;
        let unbalanced = |content: &ContentLine| ReadError::Unbalanced {
            line,
            found: format!(
                "{}:{}",
                content.name,
                content.value.chars().take(40).collect::<String>()
            ),
        };
        match content.name.as_str() {
            "BEGIN" => {
                if open.len() >= MAX_DEPTH {
                    return Err(ReadError::TooDeep { line });
                }
                open.push(Component {
                    name: content.value.trim().to_uppercase(),
                    ..Component::default()
                });
            }
            "END" => {
                let ended = open
                    .pop()
                    .filter(|component| component.name == content.value.trim().to_uppercase());
                let ended = ended.ok_or_else(|| unbalanced(&content))?;
                match open.last_mut() {
                    Some(parent) => parent.components.push(ended),
                    None => finished.push(ended),
                }
            }
            _ => match open.last_mut() {
                Some(component) => component.properties.push(content),
                None => return Err(unbalanced(&content)),
            },
        }
    }
    match open.pop() {
        Some(component) => Err(ReadError::Unbalanced {
            line: last_line,
            found: format!("BEGIN:{} without END", component.name),
        }),
        None => Ok(finished),
    }
}

/// The content lines with the number of the line each begins on; empty lines are left out.
fn unfold(bytes: &[u8]) -> Result<Vec<(usize, Vec<u8>)>, ReadError> {
    let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match (lines.last_mut(), line.split_first()) {
            (Some((begun, unfolded)), Some((b' ' | b'\t', rest))) => {
                unfolded.extend_from_slice(rest);
                if unfolded.len() > MAX_LINE_OCTETS {
                    return Err(ReadError::LineTooLong { line: *begun });
                }
            }
            (_, None) => {}
            (_, Some(_)) if line.len() > MAX_LINE_OCTETS => {
                return Err(ReadError::LineTooLong { line: index + 1 });
            }
            (_, Some(_)) => lines.push((index + 1, line.to_vec())),
        }
    }
    Ok(lines)
}

fn content_line(text: &str, line: usize) -> Result<ContentLine, ReadError> {
    let broken = |reason: String| ReadError::NotAContentLine { line, reason };
    let mut quoted = false;
    let colon = text.find(|character| {
        quoted ^= character == '"';
        character == ':' && !quoted
    });
    let (head, value) = colon
        .and_then(|colon| text.split_at_checked(colon))
        .and_then(|(head, rest)| Some((head, rest.strip_prefix(':')?)))
        .ok_or_else(|| broken("it has no colon".to_owned()))?;

    let parsed = PropertyParser::from_reader(format!("{head}:{VALUE_MARK}").as_bytes())
        .next()
        .ok_or_else(|| broken("it is empty".to_owned()))?
        .map_err(|error| broken(error.to_string()))?;
    let name = parsed.name.to_uppercase();
    if !is_name(&name) || parsed.value.as_deref() != Some(VALUE_MARK) {
        return Err(broken("its name or parameters cannot be read".to_owned()));
    }
    let parameters = parsed
        .params
        .unwrap_or_default()
        .into_iter()
        .map(|(key, values)| {
            (
                key,
                values
                    .iter()
                    .map(|value| unquote_parameter(value))
                    .collect(),
            )
        })
        .collect();
    Ok(ContentLine {
        name,
        parameters,
        value: value.to_owned(),
    })
}

/// `name = iana-token / x-name` (RFC 5545 section 3.1).
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn only(text: &str) -> Component {
        let mut components = read(text.as_bytes()).expect("the text is iCalendar");
        assert_eq!(components.len(), 1, "one outermost component");
        components.remove(0)
    }

    #[test]
    fn what_other_programs_write_is_read() {
        let calendar = only(
            "\u{feff}begin:vcalendar\nX-A;x-b=\"a:b;c\",d^'e:::value \r\n\nSUMMARY:two \n  words\nBEGIN:X-OWN\n\
             END:x-own\nEnd:VCALENDAR\n\n",
        );
        assert_eq!(
            calendar.name, "VCALENDAR",
            "names are read in any case, after a byte order mark"
        );
        let line = calendar
            .property("X-A")
            .expect("unknown properties are kept");
        assert_eq!(
            line.value, "::value ",
            "colons at the start and blanks at the end belong to the value"
        );
        assert_eq!(
            line.parameters,
            [(
                "X-B".to_owned(),
                vec!["a:b;c".to_owned(), "d\"e".to_owned()]
            )]
        );
        assert_eq!(
            calendar.property("SUMMARY").map(|line| line.value.as_str()),
            Some("two  words"),
            "unfolding takes away one blank, no more"
        );
        assert_eq!(
            calendar.components.first().map(|own| own.name.as_str()),
            Some("X-OWN")
        );
    }

    #[test]
    fn a_character_folded_in_the_middle_is_joined() {
        let bytes = b"BEGIN:A\r\nSUMMARY:\xE5\r\n \xB1\xB1\r\nEND:A\r\n";
        let component = read(bytes)
            .expect("folding is undone before decoding")
            .remove(0);
        assert_eq!(
            component
                .property("SUMMARY")
                .map(|line| line.value.as_str()),
            Some("山")
        );
    }

    #[test]
    fn broken_files_are_refused_with_the_line() {
        let cases: [(&[u8], ReadError); 6] = [
            (
                b"BEGIN:A\nEND:B\n",
                ReadError::Unbalanced {
                    line: 2,
                    found: "END:B".to_owned(),
                },
            ),
            (
                b"BEGIN:A\nX:1\n",
                ReadError::Unbalanced {
                    line: 2,
                    found: "BEGIN:A without END".to_owned(),
                },
            ),
            (
                b"X:1\n",
                ReadError::Unbalanced {
                    line: 1,
                    found: "X:1".to_owned(),
                },
            ),
            (b"BEGIN:A\n\nX:\xFF\nEND:A", ReadError::NotUtf8 { line: 3 }),
            (
                b"hello",
                ReadError::NotAContentLine {
                    line: 1,
                    reason: "it has no colon".to_owned(),
                },
            ),
            (
                b"BEGIN:A\nX Y:1\nEND:A",
                ReadError::NotAContentLine {
                    line: 2,
                    reason: "its name or parameters cannot be read".to_owned(),
                },
            ),
        ];
        for (bytes, error) in cases {
            assert_eq!(
                read(bytes),
                Err(error),
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
        let many_values = format!("BEGIN:A\nX;Y={}:1\nEND:A", ["v"; 11].join(","));
        assert!(
            matches!(
                read(many_values.as_bytes()),
                Err(ReadError::NotAContentLine { line: 2, .. })
            ),
            "what the parser would misread is refused"
        );
    }

    #[test]
    fn limits_hold() {
        let nested = |depth: usize| "BEGIN:A\n".repeat(depth) + &"END:A\n".repeat(depth);
        assert!(
            read(nested(MAX_DEPTH).as_bytes()).is_ok(),
            "the deepest that is allowed"
        );
        assert_eq!(
            read(nested(MAX_DEPTH + 1).as_bytes()),
            Err(ReadError::TooDeep { line: 33 })
        );

        let long = |octets: usize| format!("BEGIN:A\nX:{}\nEND:A\n", "x".repeat(octets - 2));
        assert!(
            read(long(MAX_LINE_OCTETS).as_bytes()).is_ok(),
            "the longest line that is allowed"
        );
        assert_eq!(
            read(long(MAX_LINE_OCTETS + 1).as_bytes()),
            Err(ReadError::LineTooLong { line: 2 })
        );
        let folded = format!("BEGIN:A\nX:{}\nEND:A\n", "\n x".repeat(MAX_LINE_OCTETS));
        assert_eq!(
            read(folded.as_bytes()),
            Err(ReadError::LineTooLong { line: 2 }),
            "folded lines count whole"
        );

        let octets = MAX_BYTES + 1;
        assert_eq!(
            read(&vec![b'\n'; octets]),
            Err(ReadError::TooLarge { octets })
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_lines_are_read_or_refused(
            lines in prop::collection::vec("(BEGIN:A|END:A|[;:=\",^a ]{0,12}|\\PC{0,12})", 0..12)
        ) {
            let _ = read(lines.join("\n").as_bytes());
        }
    }
}
