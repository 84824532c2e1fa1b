//! Private notes on a person and their room.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    for index in 0..4 {
        crowd.day(who.since + index * 60);
        let about = if index == 0 {
            NoteSubject::Person(who.person)
        } else {
            NoteSubject::Relationship(who.room)
        };
        let note = NoteWrite {
            about,
            body: crowd.text(3),
            aspect: None,
            draft: None,
        };
        note_write(&crowd.app, note)?;
    }
    Ok(())
}
