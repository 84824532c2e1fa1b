//! Goals with their milestones and check-ins.

use super::Telling;
use crate::commands::*;
use crate::demo::sample::{self, Made};
use crate::demo::script::GoalScript;
use crate::error::Result;

impl<'a> Telling<'a> {
    pub(super) fn goal(
        &mut self,
        script: &'a GoalScript,
        room: Option<RelationshipId>,
    ) -> Result<()> {
        self.go_to_day(script.day);
        let target_on = script.target.map(|day| self.date(day));
        let first = script.moved.map(|(first, _)| self.date(first));
        let fields = GoalFields {
            title: script.title.clone(),
            kind: script.kind,
            whose: script.whose,
            relationship_id: room,
            why: script.why.clone(),
            measure: script.measure.clone(),
            target_on: first.or(target_on),
        };
        let set = GoalSet {
            fields: fields.clone(),
        };
        let goal_id = goal_set(&self.app, set)?.row.id;
        self.goals.insert(&script.title, goal_id);
        sample::mark(&self.app, Made::Goal, goal_id)?;
        let mut milestones = Vec::new();
        for milestone in &script.milestones {
            self.later(1);
            let due_on = milestone.due.map(|day| self.date(day));
            let title = milestone.title.clone();
            let added = milestone_add(
                &self.app,
                MilestoneAdd {
                    goal_id,
                    title,
                    due_on,
                },
            )?;
            milestones.extend(milestone.reached.map(|day| (day, added.id)));
        }
        if let Some((_, day)) = script.moved {
            self.go_to_day(day);
            let fields = GoalFields {
                target_on,
                ..fields
            };
            let id = goal_id;
            goal_change(
                &self.app,
                GoalChange {
                    id,
                    fields,
                    shown: None,
                },
            )?;
        }
        for (day, id) in milestones {
            self.go_to_day(day);
            milestone_reach(&self.app, MilestoneReach { id, reached: true })?;
        }
        for check_in in &script.check_ins {
            self.go_to_day(check_in.day);
            let text = check_in.text.clone();
            goal_check_in(
                &self.app,
                GoalCheckIn {
                    id: goal_id,
                    text,
                    progress: check_in.progress,
                },
            )?;
        }
        if let Some(day) = script.reached {
            self.go_to_day(day);
            goal_complete(&self.app, GoalComplete { id: goal_id })?;
        }
        if let Some(day) = script.dropped {
            self.go_to_day(day);
            goal_drop(
                &self.app,
                GoalDrop {
                    id: goal_id,
                    reason: script.reason.clone(),
                },
            )?;
        }
        Ok(())
    }
}
