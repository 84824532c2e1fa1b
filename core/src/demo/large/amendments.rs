//! What was said otherwise before: a promise of the room that was put off.

use chrono::Duration;

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    crowd.day(-15);
    let (made, day) = (crowd.app.today(), crowd.dice.roll(20));
    let fields = ActionFields {
        title: crowd.title("Look again at"),
        owner: Side::Mine,
        due_on: Some(made + Duration::days(2)),
        relationship_id: Some(who.room),
        meeting_id: None,
        goal_id: None,
    };
    let id = action_add(&crowd.app, ActionAdd { fields })?.id;
    crowd.day(-12);
    let until = PutOff::Day(crowd.date(10 + day));
    action_snooze(&crowd.app, ActionSnooze { id, until }).map(drop)
}
