//! Contact between meetings.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    let kinds = [ContactKind::Message, ContactKind::Call, ContactKind::Letter];
    for (step, kind) in (1..).zip(kinds) {
        crowd.day(who.since + 75 * step);
        let logged = ContactLog {
            relationship_id: who.room,
            kind,
            begun_by: crowd.dice.pick(&[Side::Mine, Side::Theirs], Side::Mine),
            happened_on: None,
            text: crowd.text(1),
            counts: None,
        };
        contact_log(&crowd.app, logged)?;
    }
    Ok(())
}
