//! Goals of a room, with their milestones and check-ins.

use super::{Crowd, Somebody};
use crate::commands::*;
use crate::error::Result;

pub(super) fn fill(crowd: &mut Crowd, who: &mut Somebody) -> Result<()> {
    for since in [who.since, who.since + 120] {
        let goal = crowd.goal(who.room, since)?;
        who.goals.push(goal);
    }
    Ok(())
}

impl Crowd {
    fn goal(&mut self, room: RelationshipId, since: i64) -> Result<String> {
        self.day(since + 10);
        let kinds = [
            GoalKind::Skill,
            GoalKind::Project,
            GoalKind::Network,
            GoalKind::Leadership,
        ];
        let fields = GoalFields {
            title: self.title("Get good at"),
            kind: self.dice.pick(&kinds, GoalKind::Other),
            whose: self.dice.pick(&[Side::Mine, Side::Theirs], Side::Mine),
            relationship_id: Some(room),
            why: self.text(1),
            measure: String::new(),
            target_on: Some(self.date(60 + self.number as i64 % 200)),
        };
        let id = goal_set(&self.app, GoalSet { fields })?.row.id;
        for step in 0..3 {
            self.day(since + 20 + step * 50);
            let title = self.title("Step:");
            let milestone = milestone_add(
                &self.app,
                MilestoneAdd {
                    goal_id: id,
                    title,
                    due_on: None,
                },
            )?;
            if step < self.dice.roll(4) {
                milestone_reach(
                    &self.app,
                    MilestoneReach {
                        id: milestone.id,
                        reached: true,
                    },
                )?;
            }
        }
        for step in 0..3 {
            self.day(since + 30 + step * 60);
            let progress = u32::try_from(step * 30 + self.dice.roll(20)).ok();
            let text = self.text(1);
            goal_check_in(&self.app, GoalCheckIn { id, text, progress })?;
        }
        if self.dice.roll(3) == 0 {
            goal_complete(&self.app, GoalComplete { id })?;
        }
        Ok(id.to_string())
    }
}
