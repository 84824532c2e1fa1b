//! Promises of both sides, made in meetings: kept, put off, let go or open.

use chrono::Duration;

use super::words::VERBS;
use super::{Crowd, Held, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    for held in &who.held {
        crowd.promises(who.room, held, &who.goals)?;
    }
    Ok(())
}

impl Crowd {
    fn promises(&mut self, room: RelationshipId, held: &Held, goals: &[String]) -> Result<()> {
        let made = held.at;
        let sides = [Side::Mine, Side::Theirs];
        for owner in sides
            .into_iter()
            .take(usize::try_from(1 + self.dice.roll(2)).unwrap_or(1))
        {
            self.clock.set(made);
            let goal = self.dice.roll(2 * i64::try_from(goals.len()).unwrap_or(0));
            let verb = self.dice.word(VERBS);
            let fields = ActionFields {
                title: self.title(verb),
                owner,
                due_on: Some(self.app.today() + Duration::days(3 + self.dice.roll(30))),
                relationship_id: Some(room),
                meeting_id: Some(held.id),
                goal_id: usize::try_from(goal)
                    .ok()
                    .and_then(|index| goals.get(index))
                    .cloned(),
            };
            let id = action_add(&self.app, ActionAdd { fields })?.id;
            self.clock.set(self.now.min(made + Duration::days(4)));
            match self.dice.roll(8) {
                0 => {}
                1 => {
                    let reason = self.text(1);
                    action_drop(&self.app, ActionDrop { id, reason })?;
                }
                _ => {
                    action_done(&self.app, ActionDone { id })?;
                }
            }
        }
        Ok(())
    }
}
