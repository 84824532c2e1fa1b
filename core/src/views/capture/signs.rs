//! The signs (prefix characters) a line begins with to say what it becomes. Where a line's sign is read is for who takes
//! the line to say: at the beginning of a note pasted anywhere else these characters are Markdown.

use super::CaptureKind;

/// The prefix characters of lines, each with the kind of line it makes. The window reads the line of a meeting by a
/// list of its own, letter by letter; a test compares the two.
const SIGNS: [(&str, CaptureKind); 7] = [
    ("!", CaptureKind::Mine),
    (">", CaptureKind::Theirs),
    ("*", CaptureKind::Advice),
    ("+", CaptureKind::Win),
    ("?", CaptureKind::Question),
    ("#", CaptureKind::Private),
    ("=", CaptureKind::Decision),
];

/// The kind of a line by its prefix character, and the text after that. None where the line does not begin with one and
/// a space, of whatever width.
pub fn read_sign(line: &str) -> Option<(CaptureKind, &str)> {
    let (before, text) = line.split_once(char::is_whitespace)?;
    let (_, kind) = SIGNS.iter().find(|(sign, _)| *sign == before)?;
    Some((*kind, text))
}

/// The prefix character of a kind of line; none of a plain one.
pub(crate) fn sign_of(kind: CaptureKind) -> Option<&'static str> {
    let found = SIGNS.iter().find(|(_, one)| *one == kind);
    found.map(|(sign, _)| *sign)
}
