//! Whom a line concerns, where several take part: chosen beside it, or named at its beginning. Nobody is until then.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CaptureKind, names};
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::meetings::{MeetingRow, Participant};
use crate::relationships::RelationshipId;
use crate::text::Folded;

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

/// Reads "@Ada Berg …". With one participant there is nothing to name.
pub(super) fn named<'a>(line: &'a str, participants: &[Participant]) -> Named<'a> {
    let Some(said) = line.strip_prefix('@').filter(|_| participants.len() > 1) else {
        return Named::Nobody;
    };
    let Some(first) = names::first_key(said).filter(|_| !said.starts_with(' ')) else {
        return Named::Nobody;
    };
    let found = names::read_name(said, participants, |of| [&of.name, &of.called]);
    if !found.whole_word && ALL.iter().any(|all| first.is(&Folded::of(all))) {
        let rest = said.split_once(' ').map_or("", |(_, rest)| rest);
        return Named::Whom(Whom::All, rest.trim_start());
    }
    match found.people.as_slice() {
        [of] => Named::Whom(Whom::One(of.relationship_id), found.rest),
        [_, _, ..] => Named::Unclear("error_capture_several_named"),
        [] => Named::Unclear("error_capture_nobody_named"),
    }
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
                called: (*name).to_owned(),
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
