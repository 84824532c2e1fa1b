//! Wins of mine, mostly told in the room, and a story heard there.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    for kind in [JournalKind::Win, JournalKind::Win, JournalKind::Story] {
        let day = who.since + 50 + crowd.dice.roll(200);
        crowd.day(day);
        let story = kind == JournalKind::Story;
        let fields = JournalFields {
            kind,
            text: crowd.text(1),
            context: if story { crowd.text(3) } else { String::new() },
            whose: if story { Side::Theirs } else { Side::Mine },
            happened_on: None,
            relationship_id: Some(who.room),
            meeting_id: None,
            goal_id: None,
        };
        let id = journal_add(&crowd.app, JournalAdd { fields })?.id;
        if !story && crowd.dice.roll(5) > 0 {
            let told = JournalTell {
                id,
                relationship_id: who.room,
                told: true,
            };
            journal_tell(&crowd.app, told)?;
        }
    }
    Ok(())
}
