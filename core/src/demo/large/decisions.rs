//! A decision of the room, weighed between two options, mostly made.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    crowd.day(who.since + 70);
    let (one, other) = (crowd.title("More of"), crowd.title("Less of"));
    let view = DecisionView {
        relationship_id: who.room,
        name: String::new(),
        text: crowd.text(1),
    };
    let fields = DecisionFields {
        question: crowd.title("What to do about"),
        options: vec![one.clone(), other],
        views: vec![view],
        relationship_id: Some(who.room),
        meeting_id: None,
        goal_id: None,
    };
    let id = decision_add(
        &crowd.app,
        DecisionAdd {
            fields,
            made: false,
        },
    )?
    .id;
    if crowd.dice.roll(4) > 0 {
        let made = DecisionMake {
            id,
            choice: one,
            why: crowd.text(1),
            look_back_on: None,
        };
        decision_make(&crowd.app, made)?;
    }
    Ok(())
}
