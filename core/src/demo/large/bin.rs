//! A promise that was deleted.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    crowd.day(-8);
    let fields = ActionFields {
        title: crowd.title("Entered twice:"),
        owner: Side::Mine,
        due_on: None,
        relationship_id: Some(who.room),
        meeting_id: None,
        goal_id: None,
    };
    let id = action_add(&crowd.app, ActionAdd { fields })?.id;
    action_delete(&crowd.app, ActionDelete { id })
}
