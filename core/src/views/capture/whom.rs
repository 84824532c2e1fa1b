//! Whom a line concerns, where several take part: chosen beside it, or named at its beginning. Nobody is until then.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CaptureKind;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::meetings::{MeetingRow, Participant};
use crate::relationships::RelationshipId;
use crate::text::sort_key;

/// Whom a line concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Whom {
    /// One of those who take part, by their room.
    One(RelationshipId),
    /// All of them.
    All,
}

impl Whom {
    pub(super) fn one(self) -> Option<RelationshipId> {
        match self {
            Self::One(room) => Some(room),
            Self::All => None,
        }
    }
}

/// What stands at a line's beginning.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named<'a> {
    /// No name.
    Nobody,
    /// Whom it concerns, and what is left of the line.
    Whom(Whom, &'a str),
    /// A name nobody here has, or several: the sentence that says so.
    Unclear(&'static str),
}

/// What stands for all, in either language.
const ALL: [&str; 5] = ["all", "everyone", "everybody", "alle", "allen"];

/// Whom a line concerns, and the line without the name. With one participant it is always that one.
pub(super) fn of_line<'a>(
    meeting: &MeetingRow,
    kind: CaptureKind,
    chosen: Option<RelationshipId>,
    line: &'a str,
) -> Result<(Whom, &'a str)> {
    let wrong = |message| Error::invalid("relationship_id", Message::new(message));
    let takes_part = |room| {
        let mut rooms = meeting.participants.iter().map(|one| one.relationship_id);
        rooms.any(|id| id == room)
    };
    if chosen.is_some_and(|room| !takes_part(room)) {
        return Err(wrong("error_not_a_participant"));
    }
    let chosen = match (chosen, meeting.only_room()) {
        (Some(room), _) | (None, Some(room)) => Whom::One(room),
        (None, None) if meeting.participants.is_empty() => {
            return Err(wrong("error_not_a_participant"));
        }
        (None, None) => Whom::All,
    };
    let named = match kind {
        // What goes among the notes stays as it was typed.
        CaptureKind::Note => Named::Nobody,
        _ => named(line, &meeting.participants),
    };
    match (named, chosen) {
        (Named::Whom(_, ""), _) => Err(Error::invalid("text", Message::new("error_empty"))),
        (Named::Whom(whom, rest), _) => Ok((whom, rest)),
        // With somebody chosen the sign is one like any other.
        (Named::Nobody, _) | (Named::Unclear(_), Whom::One(_)) => Ok((chosen, line)),
        (Named::Unclear(message), Whom::All) => Err(wrong(message)),
    }
}

/// Reads "@Ada Berg …": a whole name, a word of one, or its beginning. With one participant there is nothing to name.
pub(super) fn named<'a>(line: &'a str, participants: &[Participant]) -> Named<'a> {
    let Some(said) = line.strip_prefix('@').filter(|_| participants.len() > 1) else {
        return Named::Nobody;
    };
    let Some(first) = words(said).next().filter(|_| !said.starts_with(' ')) else {
        return Named::Nobody;
    };
    let one = |of: &Participant, rest| Named::Whom(Whom::One(of.relationship_id), rest);
    let mut whole: Vec<(usize, &Participant)> = participants
        .iter()
        .filter_map(|of| Some((after_name(said, &of.name)?, of)))
        .collect();
    whole.sort_by_key(|(after, _)| *after);
    let longest = whole.last().map(|(after, _)| *after);
    whole.retain(|(after, _)| Some(*after) == longest);
    match whole.as_slice() {
        [(after, of)] => return one(of, rest_of(said, *after)),
        [_, _, ..] => return Named::Unclear("error_capture_several_named"),
        [] => {}
    }
    let rest = rest_of(said, first.end);
    let any = |fits: &dyn Fn(&str) -> bool| -> Vec<&Participant> {
        let fitting = |of: &&Participant| words(&of.name).any(|word| fits(&word.key));
        participants.iter().filter(fitting).collect()
    };
    for found in [
        any(&|word| word == first.key),
        any(&|word| word.starts_with(&first.key)),
    ] {
        match found.as_slice() {
            [of] => return one(of, rest),
            [_, _, ..] => return Named::Unclear("error_capture_several_named"),
            [] if ALL.contains(&first.key.as_str()) => return Named::Whom(Whom::All, rest),
            [] => {}
        }
    }
    Named::Unclear("error_capture_nobody_named")
}

/// A word, in the form names are compared by, and where it ends.
struct Word {
    key: String,
    end: usize,
}

fn words(text: &str) -> impl Iterator<Item = Word> {
    text.split(' ').scan(0, |start, piece| {
        let end = *start + piece.len();
        *start = end + 1;
        let key = sort_key(piece.trim_end_matches([':', ',']));
        Some(Word { key, end })
    })
}

/// Where a text that begins with a name goes on.
fn after_name(said: &str, name: &str) -> Option<usize> {
    let mut said = words(said);
    let mut end = None;
    for word in words(name) {
        end = Some(said.next().filter(|one| one.key == word.key)?.end);
    }
    end
}

fn rest_of(said: &str, after: usize) -> &str {
    said.get(after..).unwrap_or_default().trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn several(names: &[&str]) -> Vec<Participant> {
        (1..)
            .zip(names)
            .map(|(number, name)| Participant {
                relationship_id: format!("00000000-0000-7000-8000-{number:012}")
                    .parse()
                    .expect("an id"),
                person_id: format!("00000000-0000-7000-9000-{number:012}")
                    .parse()
                    .expect("an id"),
                name: (*name).to_owned(),
                theirs: None,
            })
            .collect()
    }

    #[test]
    fn a_line_names_whom_it_concerns() {
        let here = several(&["Ada Berg", "Ben Cole", "Ben Okafor", "Éva Alldis"]);
        let whom = |line: &'static str| match named(line, &here) {
            Named::Nobody => ("nobody", line),
            Named::Unclear(message) => (message, ""),
            Named::Whom(Whom::All, rest) => ("all", rest),
            Named::Whom(Whom::One(room), rest) => {
                let of = here.iter().find(|one| one.relationship_id == room);
                (
                    of.map_or("", |one| match one.name.as_str() {
                        "Ada Berg" => "Ada",
                        "Ben Cole" => "Cole",
                        "Ben Okafor" => "Okafor",
                        _ => "Éva",
                    }),
                    rest,
                )
            }
        };
        for (line, found, rest) in [
            ("@Ada send slides", "Ada", "send slides"),
            ("@ada: send slides", "Ada", "send slides"),
            ("@Ada Berg send slides", "Ada", "send slides"),
            ("@berg send slides", "Ada", "send slides"),
            ("@ben okafor, send slides", "Okafor", "send slides"),
            ("@Ok send slides", "Okafor", "send slides"),
            ("@Ben send slides", "error_capture_several_named", ""),
            ("@eva send slides", "Éva", "send slides"),
            ("@all send slides", "all", "send slides"),
            ("@alle Folien schicken", "all", "Folien schicken"),
            ("@alld send slides", "Éva", "send slides"),
            ("@Cleo send slides", "error_capture_nobody_named", ""),
            ("@Ada", "Ada", ""),
            ("@ Ada", "nobody", "@ Ada"),
            ("write to @Ada", "nobody", "write to @Ada"),
        ] {
            assert_eq!(whom(line), (found, rest), "{line}");
        }
        assert_eq!(
            named("@Ada hi", &several(&["Ada Berg"])),
            Named::Nobody,
            "with one there is nothing to choose"
        );
    }
}
