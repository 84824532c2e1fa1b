//! A kept file in the library, for one in ten.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    if !crowd.number.is_multiple_of(10) {
        return Ok(());
    }
    crowd.day(who.since + 140);
    let text = crowd.text(5);
    let file = crowd.app.files().mint_made("page.txt", text.as_bytes());
    let share = ShareWith {
        relationship_id: who.room,
        direction: Direction::Received,
    };
    let kept = ResourceAdd {
        kind: ResourceKind::File,
        fields: ResourceFields {
            title: crowd.title("A page on"),
            ..ResourceFields::default()
        },
        file: Some(file),
        share: Some(share),
        task: None,
    };
    resource_add(&crowd.app, kept).map(drop)
}
