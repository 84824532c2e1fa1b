//! Meetings, what was put on their agendas, and what was promised in them.

use chrono::Duration;

use super::{Telling, known};
use crate::commands::*;
use crate::demo::sample::{self, Made};
use crate::demo::script::{ActionScript, MeetingScript, Outcome, PointScript, RepeatScript};
use crate::error::Result;

impl<'a> Telling<'a> {
    pub(super) fn meeting(
        &mut self,
        script: &'a MeetingScript,
        room: Option<RelationshipId>,
        known_from: i64,
    ) -> Result<()> {
        let with = script.with.iter().map(|name| known(&self.rooms, name));
        let participants = room
            .map(Ok)
            .into_iter()
            .chain(with)
            .collect::<Result<Vec<_>>>()?;
        let mut start = script
            .day
            .map(|day| self.start(day, &script.at))
            .transpose()?;
        let planned_for = start.map_or(self.today, |start| start.0.date());
        let planned_on = planned_for - Duration::days(script.lead);
        self.go_to_date(planned_on.max(self.date(known_from)));
        let fields = MeetingFields {
            title: script.title.clone(),
            starts_local: start,
            zone: None,
            duration_minutes: script.minutes,
            channel: script.channel,
            place: script.place.clone(),
            join_link: script.link.clone(),
        };
        let mut id = meeting_plan(
            &self.app,
            MeetingPlan {
                participants: participants.clone(),
                fields: fields.clone(),
            },
        )?
        .row
        .id;
        sample::mark(&self.app, Made::Meeting, id)?;
        let mut points = Vec::new();
        for point in &script.agenda {
            self.later(3);
            points.push((self.point(point, room, Some(id))?, point.open));
        }
        if let Some(repeats) = &script.repeats {
            self.repeat(repeats, participants, fields, id)?;
        }
        for change in &script.moves {
            let Some(before) = start else { continue };
            self.go_to_date(before.0.date() - Duration::days(change.told));
            let after = self.start(change.day, &change.at)?;
            let request = MeetingMove {
                id,
                starts_local: after,
                reason: change.reason.clone(),
                by: change.by,
            };
            id = meeting_move(&self.app, request)?.row.id;
            sample::mark(&self.app, Made::Meeting, id)?;
            start = Some(after);
        }
        let Some(start) = start else { return Ok(()) };
        let over = Millis::from(self.now)
            > start
                .instant(self.zone)
                .plus_minutes(i64::from(script.minutes));
        match script.outcome.unwrap_or(if over {
            Outcome::Held
        } else {
            Outcome::Planned
        }) {
            Outcome::Planned => Ok(()),
            Outcome::Cancelled => {
                self.go_to_date(start.0.date() - Duration::days(1));
                meeting_cancel(
                    &self.app,
                    MeetingCancel {
                        id,
                        reason: script.reason.clone(),
                        by: script.by,
                    },
                )
                .map(drop)
            }
            Outcome::Missed => {
                self.go_to_end(start, script.minutes);
                meeting_miss(
                    &self.app,
                    MeetingMiss {
                        id,
                        reason: script.reason.clone(),
                        by: script.by,
                    },
                )
                .map(drop)
            }
            Outcome::Held => {
                if script.sent {
                    self.go_to_date(start.0.date() - Duration::days(1));
                    let about = BriefAbout::Meeting(id);
                    brief_sent(&self.app, BriefSent { about })?;
                }
                self.go_to_end(start, script.minutes);
                meeting_hold(&self.app, MeetingHold::of(id))?;
                if script.used.is_some() || script.late.is_some() {
                    let request = MeetingTime {
                        id,
                        used_minutes: script.used,
                        late: script.late,
                    };
                    meeting_time(&self.app, request)?;
                }
                for (point, open) in points {
                    if !open {
                        agenda_tick(
                            &self.app,
                            AgendaTick {
                                id: point,
                                done: true,
                                meeting_id: None,
                            },
                        )?;
                    }
                }
                self.afterwards(script, room, id)
            }
        }
    }

    /// Lets a planned meeting come again, and marks what that entered.
    fn repeat(
        &mut self,
        script: &RepeatScript,
        participants: Vec<RelationshipId>,
        fields: MeetingFields,
        id: MeetingId,
    ) -> Result<()> {
        let room = participants.first().copied();
        let first = series_plan(
            &self.app,
            SeriesPlan {
                participants,
                fields,
                rule: script.rule,
                end: script.end,
                meeting: Some(id),
            },
        )?;
        let series = first.row.series.map(|series| series.id);
        let mut request = MeetingList {
            relationship: room,
            state: Some(MeetingState::Planned),
            ..MeetingList::default()
        };
        loop {
            let page = meeting_list(&self.app, request.clone())?;
            for row in page.items {
                let of_it = row.series.as_ref().map(|one| one.id) == series;
                if of_it && row.id != id {
                    sample::mark(&self.app, Made::Meeting, row.id)?;
                }
            }
            if page.next.is_none() {
                return Ok(());
            }
            request.page.after = page.next;
        }
    }

    /// What was written down and promised at a meeting's end.
    pub(super) fn afterwards(
        &mut self,
        script: &'a MeetingScript,
        room: Option<RelationshipId>,
        id: MeetingId,
    ) -> Result<()> {
        self.later(8);
        if !script.notes.is_empty() {
            meeting_write_notes(
                &self.app,
                MeetingWriteNotes {
                    id,
                    text: script.notes.clone(),
                },
            )?;
        }
        if !script.private.is_empty() {
            let about = NoteSubject::Meeting(id);
            let note = note_write(
                &self.app,
                NoteWrite {
                    about,
                    body: script.private.clone(),
                    aspect: None,
                    draft: None,
                },
            )?;
            sample::mark(&self.app, Made::Note, note.id)?;
        }
        if let Some(day) = script.thank_by {
            let thanks = Thanks::By(self.date(day));
            meeting_thank(&self.app, MeetingThank { id, thanks })?;
        }
        let end = self.app.now().utc();
        for action in &script.actions {
            self.clock.set(end);
            self.action(action, room, Some(id))?;
        }
        Ok(())
    }

    pub(super) fn point(
        &mut self,
        script: &PointScript,
        room: Option<RelationshipId>,
        meeting: Option<MeetingId>,
    ) -> Result<AgendaPointId> {
        let request = AgendaAdd {
            relationship_id: room,
            meeting_id: meeting,
            text: script.text.clone(),
            kind: AgendaKind::Topic,
            raised_by: script.by,
        };
        let point = agenda_add(&self.app, request)?;
        sample::mark(&self.app, Made::AgendaPoint, point.id)?;
        Ok(point.id)
    }

    /// A promise made at the clock's time, and what became of it.
    pub(super) fn action(
        &mut self,
        script: &'a ActionScript,
        room: Option<RelationshipId>,
        meeting: Option<MeetingId>,
    ) -> Result<()> {
        let made = self.app.today();
        let within = script.within.map(|days| made + Duration::days(days));
        let goal = script
            .goal
            .as_deref()
            .map(|title| known(&self.goals, title))
            .transpose()?;
        let fields = ActionFields {
            title: script.title.clone(),
            owner: script.by,
            due_on: script.due.map(|day| self.date(day)).or(within),
            relationship_id: room,
            meeting_id: meeting,
            goal_id: goal.map(|id| id.to_string()),
        };
        let id = action_add(&self.app, ActionAdd { fields })?.id;
        sample::mark(&self.app, Made::Action, id)?;
        if script.goes_on {
            let beyond_end = true;
            action_go_on(&self.app, ActionGoOn { id, beyond_end })?;
        }
        if let Some(days) = script.done {
            self.go_to_date(made + Duration::days(days));
            action_done(&self.app, ActionDone { id })?;
        }
        if let Some(days) = script.dropped {
            self.go_to_date(made + Duration::days(days));
            action_drop(
                &self.app,
                ActionDrop {
                    id,
                    reason: script.reason.clone(),
                },
            )?;
        }
        Ok(())
    }
}
