//! What a room of a large data set is filled with.

use chrono::{Duration, NaiveTime};

use super::words::{FAMILY, GIVEN, SUBJECTS, VERBS};
use super::{Crowd, PAST};
use crate::commands::*;
use crate::error::Result;
use crate::time::LocalTime;

impl Crowd {
    pub(super) fn goal(&mut self, room: RelationshipId, since: i64) -> Result<String> {
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

    pub(super) fn meeting(
        &mut self,
        room: RelationshipId,
        since: i64,
        index: i64,
        goals: &[String],
    ) -> Result<()> {
        let day = if index < PAST {
            since * (PAST - index) / (PAST + 1)
        } else {
            1 + self.dice.roll(30)
        };
        self.day(day - 12);
        let hour = u32::try_from(8 + self.dice.roll(10)).unwrap_or(9);
        let start = LocalTime(
            self.date(day)
                .and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()),
        );
        let fields = MeetingFields {
            title: self.title("On"),
            starts_local: Some(start),
            zone: None,
            duration_minutes: self.dice.pick(&[30, 45, 60, 90], 60),
            channel: self.dice.pick(
                &[Channel::Video, Channel::InPerson, Channel::Phone],
                Channel::Video,
            ),
            place: String::new(),
            join_link: "https://meet.example.org/room".to_owned(),
        };
        let meeting = meeting_plan(
            &self.app,
            MeetingPlan {
                participants: vec![room],
                fields,
            },
        )?;
        let (mut id, end) = (meeting.row.id, meeting.row.when.map(|when| when.ends_at));
        let text = self.dice.word(SUBJECTS).to_owned();
        let request = AgendaAdd {
            relationship_id: Some(room),
            meeting_id: Some(id),
            text,
            kind: AgendaKind::Topic,
            raised_by: Side::Mine,
        };
        let point = agenda_add(&self.app, request)?.id;
        if index >= PAST {
            return Ok(());
        }
        if index == 2 {
            let starts_local = LocalTime(start.0 + Duration::days(2));
            let reason = self.text(1);
            id = meeting_move(
                &self.app,
                MeetingMove {
                    id,
                    starts_local,
                    reason,
                    by: None,
                },
            )?
            .row
            .id;
            self.clock.set(
                self.now.min(
                    starts_local
                        .instant(self.app.zone())
                        .plus_minutes(100)
                        .utc(),
                ),
            );
        } else {
            self.clock
                .set(end.unwrap_or(Millis::from(self.now)).plus_minutes(5).utc());
        }
        match self.dice.roll(20) {
            0 => meeting_miss(
                &self.app,
                MeetingMiss {
                    id,
                    reason: String::new(),
                    by: None,
                },
            )
            .map(drop),
            1 => {
                let reason = self.text(1);
                meeting_cancel(
                    &self.app,
                    MeetingCancel {
                        id,
                        reason,
                        by: None,
                    },
                )
                .map(drop)
            }
            _ => {
                meeting_hold(&self.app, MeetingHold::of(id))?;
                agenda_tick(
                    &self.app,
                    AgendaTick {
                        id: point,
                        done: true,
                        meeting_id: None,
                    },
                )?;
                let text = self.text(4);
                meeting_write_notes(&self.app, MeetingWriteNotes { id, text })?;
                self.promises(room, id, goals)
            }
        }
    }

    pub(super) fn promises(
        &mut self,
        room: RelationshipId,
        meeting: MeetingId,
        goals: &[String],
    ) -> Result<()> {
        let made = self.app.now().utc();
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
                meeting_id: Some(meeting),
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

    pub(super) fn resource(&mut self, room: RelationshipId, day: i64) -> Result<()> {
        self.day(day);
        let kind = self.dice.pick(
            &[ResourceKind::Link, ResourceKind::Book, ResourceKind::Course],
            ResourceKind::Link,
        );
        let direction = self
            .dice
            .pick(&[Direction::Given, Direction::Received], Direction::Given);
        let fields = ResourceFields {
            title: self.title("More on"),
            url: format!(
                "https://example.org/{}/{}",
                self.number,
                self.dice.roll(1000)
            ),
            author: format!("{} {}", self.dice.word(GIVEN), self.dice.word(FAMILY)),
            comment: self.text(1),
            person_id: None,
        };
        let share = (self.dice.roll(3) > 0).then_some(ShareWith {
            relationship_id: room,
            direction,
        });
        let id = resource_add(
            &self.app,
            ResourceAdd {
                kind,
                fields,
                file: None,
                share,
                task: None,
            },
        )?
        .id;
        if self.dice.roll(2) == 0 {
            resource_mark(
                &self.app,
                ResourceMark {
                    id,
                    status: ReadStatus::Read,
                },
            )?;
        }
        Ok(())
    }
}
