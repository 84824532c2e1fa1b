//! Tells the written-down year through the commands a person uses, with the clock on the day of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Datelike as _, Duration, NaiveDate, NaiveTime, Timelike as _, Utc};
use chrono_tz::Tz;

use super::sample::{self, Kind};
use super::script::{
    About, ActionScript, BondScript, GoalScript, MeetingScript, NoteScript, Outcome, PersonScript, PointScript,
    ResourceScript, RoomScript, Year,
};
use crate::actions::{ActionAdd, ActionDone, ActionDrop, ActionFields, action_add, action_done, action_drop};
use crate::app::App;
use crate::clock::{FixedClock, Millis};
use crate::error::{Error, Result};
use crate::goals::commands::{
    goal_check_in, goal_complete, goal_drop, goal_set, milestone_add, milestone_reach,
};
use crate::goals::{
    GoalCheckIn, GoalComplete, GoalDrop, GoalFields, GoalId, GoalSet, MilestoneAdd, MilestoneReach,
};
use crate::meetings::commands::{
    meeting_cancel, meeting_hold, meeting_miss, meeting_move, meeting_plan, meeting_write_notes,
};
use crate::meetings::{
    AgendaAdd, AgendaTick, MeetingCancel, MeetingFields, MeetingHold, MeetingId, MeetingMiss, MeetingMove,
    MeetingPlan, MeetingWriteNotes, agenda_add, agenda_tick,
};
use crate::notes::{NoteSubject, NoteWrite, note_write};
use crate::people::commands::person_add;
use crate::people::{PersonAdd, PersonFields, PersonId};
use crate::relationships::commands::{relationship_move_phase, relationship_start};
use crate::relationships::{RelationshipFields, RelationshipId, RelationshipMovePhase, RelationshipStart};
use crate::resources::{
    ReadStatus, ResourceAdd, ResourceFields, ResourceGive, ResourceMark, ShareWith, Direction, resource_add,
    resource_give, resource_mark,
};
use crate::tasks::Task;
use crate::time::LocalTime;

/// Tells the year on this desk, up to now.
pub(super) fn tell(app: &App, year: &Year, task: &mut Task) -> Result<()> {
    let now = app.now().utc();
    let clock = Arc::new(FixedClock::new(now, app.zone()));
    let mut telling = Telling {
        app: app.at(Arc::clone(&clock) as _),
        clock,
        now,
        today: app.today(),
        zone: app.zone(),
        people: BTreeMap::new(),
        rooms: BTreeMap::new(),
        goals: BTreeMap::new(),
        beat: 0,
        progress: Progress { task, done: 0, total: year.length() },
    };
    telling.year(year)
}

struct Progress<'a> {
    task: &'a mut Task,
    done: u64,
    total: u64,
}

impl Progress<'_> {
    fn step(&mut self) -> Result<()> {
        self.done += 1;
        self.task.step(self.done, self.total)
    }
}

struct Telling<'a> {
    app: App,
    clock: Arc<FixedClock>,
    now: DateTime<Utc>,
    today: NaiveDate,
    zone: Tz,
    people: BTreeMap<&'a str, PersonId>,
    rooms: BTreeMap<&'a str, RelationshipId>,
    goals: BTreeMap<&'a str, GoalId>,
    /// Counts what was told, so that not everything happens at the same hour.
    beat: i64,
    progress: Progress<'a>,
}

impl<'a> Telling<'a> {
    /// People first, then what points to them, then what points to that.
    fn year(&mut self, year: &'a Year) -> Result<()> {
        for room in &year.rooms {
            if let Some(person) = &room.person {
                self.person(person)?;
                if let Some(bond) = &room.bond {
                    self.bond(room, bond)?;
                }
            }
            self.progress.step()?;
        }
        for person in &year.others {
            self.person(person)?;
            self.progress.step()?;
        }
        for room in &year.rooms {
            for goal in &room.goals {
                self.goal(goal, self.room_of(room))?;
                self.progress.step()?;
            }
        }
        for room in &year.rooms {
            self.happenings(room)?;
        }
        Ok(())
    }

    fn happenings(&mut self, script: &'a RoomScript) -> Result<()> {
        let room = self.room_of(script);
        for meeting in &script.meetings {
            self.meeting(meeting, room)?;
            self.progress.step()?;
        }
        for action in &script.actions {
            self.to_day(action.day);
            self.action(action, room, None)?;
            self.progress.step()?;
        }
        for resource in &script.resources {
            self.resource(resource, room)?;
            self.progress.step()?;
        }
        for point in &script.points {
            self.to_day(point.day);
            self.point(point, room, None)?;
        }
        for note in &script.notes {
            self.note(note, script.name())?;
            self.progress.step()?;
        }
        Ok(())
    }

    fn person(&mut self, script: &'a PersonScript) -> Result<()> {
        self.to_day(script.added);
        let introduced_by =
            script.introduced_by.as_deref().map(|name| known(&self.people, name)).transpose()?;
        let fields = PersonFields { introduced_by, ..script.fields.clone() };
        let person = person_add(&self.app, PersonAdd { fields })?;
        self.people.insert(&script.fields.name, person.id);
        sample::mark(&self.app, Kind::Person, person.id)
    }

    fn bond(&mut self, room: &'a RoomScript, script: &BondScript) -> Result<()> {
        let person_id = known(&self.people, room.name())?;
        let fields = RelationshipFields {
            started_on: Some(self.date(script.started)),
            ends_on: script.ends.map(|day| self.date(day)),
            ..script.fields.clone()
        };
        self.later(2);
        let row = relationship_start(&self.app, RelationshipStart { person_id, fields, phase: script.phase })?;
        self.rooms.insert(room.name(), row.id);
        sample::mark(&self.app, Kind::Relationship, row.id)?;
        for step in &room.phases {
            self.to_day(step.day);
            let reason = step.reason.clone();
            relationship_move_phase(
                &self.app,
                RelationshipMovePhase { id: row.id, phase: step.phase, reason },
            )?;
        }
        Ok(())
    }

    fn goal(&mut self, script: &'a GoalScript, room: Option<RelationshipId>) -> Result<()> {
        self.to_day(script.day);
        let fields = GoalFields {
            title: script.title.clone(),
            kind: script.kind,
            whose: script.whose,
            relationship_id: room,
            why: script.why.clone(),
            measure: script.measure.clone(),
            target_on: script.target.map(|day| self.date(day)),
        };
        let goal_id = goal_set(&self.app, GoalSet { fields })?.row.id;
        self.goals.insert(&script.title, goal_id);
        sample::mark(&self.app, Kind::Goal, goal_id)?;
        let mut milestones = Vec::new();
        for milestone in &script.milestones {
            self.later(1);
            let due_on = milestone.due.map(|day| self.date(day));
            let title = milestone.title.clone();
            let added = milestone_add(&self.app, MilestoneAdd { goal_id, title, due_on })?;
            milestones.extend(milestone.reached.map(|day| (day, added.id)));
        }
        for (day, id) in milestones {
            self.to_day(day);
            milestone_reach(&self.app, MilestoneReach { id, reached: true })?;
        }
        for check_in in &script.check_ins {
            self.to_day(check_in.day);
            let text = check_in.text.clone();
            goal_check_in(&self.app, GoalCheckIn { id: goal_id, text, progress: check_in.progress })?;
        }
        if let Some(day) = script.reached {
            self.to_day(day);
            goal_complete(&self.app, GoalComplete { id: goal_id })?;
        }
        if let Some(day) = script.dropped {
            self.to_day(day);
            goal_drop(&self.app, GoalDrop { id: goal_id, reason: script.reason.clone() })?;
        }
        Ok(())
    }

    fn meeting(&mut self, script: &'a MeetingScript, room: Option<RelationshipId>) -> Result<()> {
        let with = script.with.iter().map(|name| known(&self.rooms, name));
        let participants = room.map(Ok).into_iter().chain(with).collect::<Result<Vec<_>>>()?;
        let mut start = script.day.map(|day| self.start(day, &script.at)).transpose()?;
        let planned_for = start.map_or(self.today, |start| start.0.date());
        self.to_date(planned_for - Duration::days(script.lead));
        let fields = MeetingFields {
            title: script.title.clone(),
            starts_local: start,
            zone: None,
            duration_minutes: script.minutes,
            channel: script.channel,
            place: script.place.clone(),
            join_link: script.link.clone(),
        };
        let mut id = meeting_plan(&self.app, MeetingPlan { participants, fields })?.row.id;
        sample::mark(&self.app, Kind::Meeting, id)?;
        let mut points = Vec::new();
        for point in &script.agenda {
            self.later(3);
            points.push((self.point(point, room, Some(id))?, point.open));
        }
        for change in &script.moves {
            let Some(before) = start else { continue };
            self.to_date(before.0.date() - Duration::days(change.told));
            let after = self.start(change.day, &change.at)?;
            let request = MeetingMove { id, starts_local: after, reason: change.reason.clone() };
            id = meeting_move(&self.app, request)?.row.id;
            sample::mark(&self.app, Kind::Meeting, id)?;
            start = Some(after);
        }
        let Some(start) = start else { return Ok(()) };
        let over = Millis::from(self.now) > start.instant(self.zone).plus_minutes(i64::from(script.minutes));
        match script.outcome.unwrap_or(if over { Outcome::Held } else { Outcome::Planned }) {
            Outcome::Planned => Ok(()),
            Outcome::Cancelled => {
                self.to_date(start.0.date() - Duration::days(1));
                meeting_cancel(&self.app, MeetingCancel { id, reason: script.reason.clone() }).map(drop)
            }
            Outcome::Missed => {
                self.to_end(start, script.minutes);
                meeting_miss(&self.app, MeetingMiss { id, reason: script.reason.clone() }).map(drop)
            }
            Outcome::Held => {
                self.to_end(start, script.minutes);
                meeting_hold(&self.app, MeetingHold { id })?;
                for (point, open) in points {
                    if !open {
                        agenda_tick(&self.app, AgendaTick { id: point, done: true, meeting_id: None })?;
                    }
                }
                self.afterwards(script, room, id)
            }
        }
    }

    /// What was written down and promised at a meeting's end.
    fn afterwards(&mut self, script: &'a MeetingScript, room: Option<RelationshipId>, id: MeetingId) -> Result<()> {
        self.later(8);
        if !script.notes.is_empty() {
            meeting_write_notes(&self.app, MeetingWriteNotes { id, text: script.notes.clone() })?;
        }
        if !script.private.is_empty() {
            let about = NoteSubject::Meeting(id);
            let note = note_write(&self.app, NoteWrite { about, body: script.private.clone() })?;
            sample::mark(&self.app, Kind::Note, note.id)?;
        }
        let end = self.app.now().utc();
        for action in &script.actions {
            self.clock.set(end);
            self.action(action, room, Some(id))?;
        }
        Ok(())
    }

    fn point(
        &mut self,
        script: &PointScript,
        room: Option<RelationshipId>,
        meeting: Option<MeetingId>,
    ) -> Result<crate::meetings::AgendaPointId> {
        let request = AgendaAdd {
            relationship_id: room,
            meeting_id: meeting,
            text: script.text.clone(),
            raised_by: script.by,
        };
        let point = agenda_add(&self.app, request)?;
        sample::mark(&self.app, Kind::AgendaPoint, point.id)?;
        Ok(point.id)
    }

    /// A promise made at the clock's time, and what became of it.
    fn action(
        &mut self,
        script: &'a ActionScript,
        room: Option<RelationshipId>,
        meeting: Option<MeetingId>,
    ) -> Result<()> {
        let made = self.app.today();
        let within = script.within.map(|days| made + Duration::days(days));
        let goal = script.goal.as_deref().map(|title| known(&self.goals, title)).transpose()?;
        let fields = ActionFields {
            title: script.title.clone(),
            owner: script.by,
            due_on: script.due.map(|day| self.date(day)).or(within),
            relationship_id: room,
            meeting_id: meeting,
            goal_id: goal.map(|id| id.to_string()),
        };
        let id = action_add(&self.app, ActionAdd { fields })?.id;
        sample::mark(&self.app, Kind::Action, id)?;
        if let Some(days) = script.done {
            self.to_date(made + Duration::days(days));
            action_done(&self.app, ActionDone { id })?;
        }
        if let Some(days) = script.dropped {
            self.to_date(made + Duration::days(days));
            action_drop(&self.app, ActionDrop { id, reason: script.reason.clone() })?;
        }
        Ok(())
    }

    fn resource(&mut self, script: &'a ResourceScript, room: Option<RelationshipId>) -> Result<()> {
        self.to_day(script.day);
        let file = script.file.as_ref().map(|file| {
            let mut text = file.lines.join("\n");
            text.push('\n');
            self.app.files().mint_made(&file.name, text.as_bytes())
        });
        let person_id = script.who.as_deref().map(|name| known(&self.people, name)).transpose()?;
        let share =
            room.zip(script.share).map(|(relationship_id, direction)| ShareWith { relationship_id, direction });
        let fields = ResourceFields {
            title: script.title.clone(),
            url: script.url.clone(),
            author: script.author.clone(),
            comment: script.comment.clone(),
            person_id,
        };
        let id = resource_add(&self.app, ResourceAdd { kind: script.kind, fields, file, share, task: None })?.id;
        sample::mark(&self.app, Kind::Resource, id)?;
        for name in &script.given_to {
            self.later(300);
            let share =
                ShareWith { relationship_id: known(&self.rooms, name)?, direction: Direction::Given };
            resource_give(&self.app, ResourceGive { id, share })?;
        }
        for (days, status) in [(script.read, ReadStatus::Read), (script.applied, ReadStatus::Applied)] {
            if let Some(days) = days {
                self.to_day(script.day + days);
                resource_mark(&self.app, ResourceMark { id, status })?;
            }
        }
        Ok(())
    }

    fn note(&mut self, script: &'a NoteScript, name: &str) -> Result<()> {
        self.to_day(script.day);
        let about = match script.about {
            About::Person => NoteSubject::Person(known(&self.people, name)?),
            About::Relationship => NoteSubject::Relationship(known(&self.rooms, name)?),
        };
        let note = note_write(&self.app, NoteWrite { about, body: script.body.clone() })?;
        sample::mark(&self.app, Kind::Note, note.id)
    }

    fn room_of(&self, script: &RoomScript) -> Option<RelationshipId> {
        self.rooms.get(script.name()).copied()
    }

    fn date(&self, day: i64) -> NaiveDate {
        self.today + Duration::days(day)
    }

    /// The start of a meeting. People meet on working days: what falls on a weekend was on the Friday
    /// before, or will be on the Monday after.
    fn start(&self, day: i64, at: &str) -> Result<LocalTime> {
        if at == "soon" {
            return Ok(self.soon());
        }
        let date = self.date(day);
        let past_weekday = i64::from(date.weekday().num_days_from_monday()).max(4) - 4;
        let date = match past_weekday {
            0 => date,
            beyond if day < 0 => date - Duration::days(beyond),
            beyond => date + Duration::days(3 - beyond),
        };
        let time = NaiveTime::parse_from_str(at, "%H:%M").map_err(|error| Error::Internal(error.to_string()))?;
        Ok(LocalTime(date.and_time(time)))
    }

    fn soon(&self) -> LocalTime {
        let (day, hour) = match self.now.with_timezone(&self.zone).hour() {
            0..=11 => (0, 14),
            12..=15 => (0, 17),
            _ => (1, 14),
        };
        LocalTime(self.date(day).and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()))
    }

    /// Sets the clock to an hour of a day, counted from today; never past now.
    fn to_day(&mut self, day: i64) {
        self.to_date(self.date(day));
    }

    fn to_date(&mut self, date: NaiveDate) {
        self.beat += 1;
        let hour = u32::try_from(8 + self.beat * 7 % 12).unwrap_or(8);
        let minute = u32::try_from(self.beat * 17 % 60).unwrap_or(0);
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        self.to_instant(LocalTime(date.and_time(time)).instant(self.zone));
    }

    fn to_end(&mut self, start: LocalTime, minutes: u32) {
        self.to_instant(start.instant(self.zone).plus_minutes(i64::from(minutes) + 6));
    }

    fn later(&mut self, minutes: i64) {
        self.to_instant(self.app.now().plus_minutes(minutes));
    }

    fn to_instant(&mut self, at: Millis) {
        self.clock.set(at.utc().min(self.now));
    }
}

/// What the script calls by name; the script is part of the program, so a slip in it is ours.
fn known<T: Copy>(names: &BTreeMap<&str, T>, name: &str) -> Result<T> {
    names.get(name).copied().ok_or_else(|| Error::Internal(format!("the year does not know {name}")))
}
