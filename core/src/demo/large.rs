//! Large data sets: many people in a fixed proportion, the same for the same seed.

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use super::refuse_somebody;
use super::words::{FAMILY, GIVEN, ORGANISATIONS, POSITIONS, SENTENCES, SUBJECTS, VERBS, ZONES};
use crate::actions::{ActionAdd, ActionDone, ActionDrop, ActionFields, action_add, action_done, action_drop};
use crate::app::App;
use crate::clock::{FixedClock, Millis};
use crate::error::{Error, Result};
use crate::goals::commands::{goal_check_in, goal_complete, goal_set, milestone_add, milestone_reach};
use crate::goals::{GoalCheckIn, GoalComplete, GoalFields, GoalKind, GoalSet, MilestoneAdd, MilestoneReach};
use crate::id::split_mix;
use crate::locale::Message;
use crate::meetings::commands::{
    meeting_cancel, meeting_hold, meeting_miss, meeting_move, meeting_plan, meeting_write_notes,
};
use crate::meetings::{
    AgendaAdd, AgendaTick, Channel, MeetingCancel, MeetingFields, MeetingHold, MeetingId, MeetingMiss, MeetingMove,
    MeetingPlan, MeetingWriteNotes, Side, agenda_add, agenda_tick,
};
use crate::notes::{NoteSubject, NoteWrite, note_write};
use crate::people::commands::person_add;
use crate::people::{PersonAdd, PersonFields, PersonId, Role};
use crate::relationships::commands::{relationship_move_phase, relationship_start};
use crate::relationships::{
    Cadence, CadenceUnit, Kind, Phase, RelationshipFields, RelationshipId, RelationshipMovePhase, RelationshipStart,
};
use crate::resources::{
    Direction, ReadStatus, ResourceAdd, ResourceFields, ResourceKind, ResourceMark, ShareWith, resource_add,
    resource_mark,
};
use crate::settings::{FirstRunFinish, first_run_finish};
use crate::tasks::TaskId;
use crate::time::LocalTime;

/// The most people of one set.
pub const PEOPLE_LIMIT: u32 = 50_000;

/// Past meetings of a room, and coming ones.
const PAST: i64 = 11;
const COMING: i64 = 1;

/// Makes a large data set on an empty desk. About a hundred rows come with each person.
#[derive(Debug, Clone)]
pub struct DemoLarge {
    /// How many people, 1 to [`PEOPLE_LIMIT`].
    pub people: u32,
    /// The same seed gives the same rows.
    pub seed: u64,
    /// To follow and stop it; the unit is people.
    pub task: Option<TaskId>,
}

/// Makes a large data set, dated back from 2026-03-02T09:00Z whatever the clock says. Stopped or failed,
/// it leaves what was already committed. Returns how many rows all tables hold then.
pub fn demo_large(app: &App, request: DemoLarge) -> Result<i64> {
    refuse_somebody(app)?;
    if !(1..=PEOPLE_LIMIT).contains(&request.people) {
        return Err(Error::invalid("people", Message::new("error_number_range")));
    }
    let now = DateTime::from_timestamp(1_772_442_000, 0).unwrap_or_default();
    let clock = Arc::new(FixedClock::new(now, Tz::Europe__Paris));
    let mut crowd =
        Crowd { app: app.at(Arc::clone(&clock) as _), clock, now, dice: Dice(request.seed), number: 0 };
    let mut task = app.tasks().start(request.task);
    app.seed_ids(Some(request.seed));
    let made = app.batch(|| {
        for number in 1..=request.people {
            crowd.number = number;
            crowd.somebody()?;
            task.step(u64::from(number), u64::from(request.people))?;
        }
        first_run_finish(app, FirstRunFinish {})
    });
    app.seed_ids(None);
    made?;
    app.read(count_rows)
}

/// Rows of all tables, without the index's own.
fn count_rows(conn: &Connection) -> Result<i64> {
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'find_index%'")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let counts = tables
        .iter()
        .map(|table| Ok(conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))?))
        .collect::<Result<Vec<_>>>()?;
    Ok(counts.iter().sum())
}

/// Chance, from the seed.
struct Dice(u64);

impl Dice {
    /// A number from 0 to below `sides`.
    fn roll(&mut self, sides: i64) -> i64 {
        i64::try_from(split_mix(&mut self.0) >> 1).unwrap_or(0) % sides.max(1)
    }

    fn pick<T: Copy>(&mut self, from: &[T], otherwise: T) -> T {
        let index = self.roll(i64::try_from(from.len()).unwrap_or(1));
        usize::try_from(index).ok().and_then(|index| from.get(index)).copied().unwrap_or(otherwise)
    }

    fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from, "")
    }
}

struct Crowd {
    app: App,
    clock: Arc<FixedClock>,
    now: DateTime<Utc>,
    dice: Dice,
    number: u32,
}

impl Crowd {
    fn somebody(&mut self) -> Result<()> {
        let since = -self.dice.roll(700) - 300;
        self.day(since);
        let name = format!("{} {}", self.dice.word(GIVEN), self.dice.word(FAMILY));
        let fields = PersonFields {
            name,
            organisation: self.dice.word(ORGANISATIONS).to_owned(),
            position: self.dice.word(POSITIONS).to_owned(),
            zone: Some(self.dice.word(ZONES).to_owned()),
            email: format!("person{}@example.org", self.number),
            strengths: self.dice.word(SUBJECTS).to_owned(),
            ..PersonFields::default()
        };
        let person = person_add(&self.app, PersonAdd { fields })?.id;
        let room = self.room(person, since)?;
        if self.number.is_multiple_of(10) {
            self.room(person, since + 90)?;
        }
        let goals = [self.goal(room, since)?, self.goal(room, since + 120)?];
        for index in 0..PAST + COMING {
            self.meeting(room, since, index, &goals)?;
        }
        for index in 0..5 {
            self.resource(room, since + index * 40)?;
        }
        for index in 0..4 {
            self.day(since + index * 60);
            let about =
                if index == 0 { NoteSubject::Person(person) } else { NoteSubject::Relationship(room) };
            let body = self.text(3);
            note_write(&self.app, NoteWrite { about, body })?;
        }
        for _ in 0..2 {
            let lately = -self.dice.roll(20);
            self.day(lately);
            let text = self.dice.word(SUBJECTS).to_owned();
            agenda_add(
                &self.app,
                AgendaAdd { relationship_id: Some(room), meeting_id: None, text, raised_by: Side::Theirs },
            )?;
        }
        Ok(())
    }

    fn room(&mut self, person_id: PersonId, since: i64) -> Result<RelationshipId> {
        let kinds = [Kind::Informal, Kind::Formal, Kind::Peer, Kind::Reverse, Kind::Skill, Kind::Distance];
        let role = self.dice.pick(&[Role::Mentee, Role::Mentor, Role::Mentor, Role::Peer], Role::Peer);
        let fields = RelationshipFields {
            role,
            kind: self.dice.pick(&kinds, Kind::Informal),
            topic: self.dice.word(SUBJECTS).to_owned(),
            programme: String::new(),
            started_on: Some(self.date(since)),
            ends_on: None,
            cadence: Some(Cadence {
                every: u32::try_from(2 + self.dice.roll(6)).unwrap_or(4),
                unit: CadenceUnit::Week,
            }),
        };
        let phase = Some(Phase::Trial);
        let id = relationship_start(&self.app, RelationshipStart { person_id, fields, phase })?.id;
        self.day(since + 40);
        let phase = self.dice.pick(&[Phase::Active, Phase::Active, Phase::Active, Phase::Paused], Phase::Active);
        relationship_move_phase(&self.app, RelationshipMovePhase { id, phase, reason: String::new() })?;
        Ok(id)
    }

    fn goal(&mut self, room: RelationshipId, since: i64) -> Result<String> {
        self.day(since + 10);
        let kinds = [GoalKind::Skill, GoalKind::Project, GoalKind::Network, GoalKind::Leadership];
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
            let milestone = milestone_add(&self.app, MilestoneAdd { goal_id: id, title, due_on: None })?;
            if step < self.dice.roll(4) {
                milestone_reach(&self.app, MilestoneReach { id: milestone.id, reached: true })?;
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

    fn meeting(&mut self, room: RelationshipId, since: i64, index: i64, goals: &[String]) -> Result<()> {
        let day = if index < PAST { since * (PAST - index) / (PAST + 1) } else { 1 + self.dice.roll(30) };
        self.day(day - 12);
        let hour = u32::try_from(8 + self.dice.roll(10)).unwrap_or(9);
        let start = LocalTime(self.date(day).and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()));
        let fields = MeetingFields {
            title: self.title("On"),
            starts_local: Some(start),
            zone: None,
            duration_minutes: self.dice.pick(&[30, 45, 60, 90], 60),
            channel: self.dice.pick(&[Channel::Video, Channel::InPerson, Channel::Phone], Channel::Video),
            place: String::new(),
            join_link: "https://meet.example.org/room".to_owned(),
        };
        let meeting = meeting_plan(&self.app, MeetingPlan { participants: vec![room], fields })?;
        let (mut id, end) = (meeting.row.id, meeting.row.when.map(|when| when.ends_at));
        let text = self.dice.word(SUBJECTS).to_owned();
        let request = AgendaAdd { relationship_id: Some(room), meeting_id: Some(id), text, raised_by: Side::Mine };
        let point = agenda_add(&self.app, request)?.id;
        if index >= PAST {
            return Ok(());
        }
        if index == 2 {
            let starts_local = LocalTime(start.0 + Duration::days(2));
            let reason = self.text(1);
            id = meeting_move(&self.app, MeetingMove { id, starts_local, reason })?.row.id;
            self.clock.set(self.now.min(starts_local.instant(self.app.zone()).plus_minutes(100).utc()));
        } else {
            self.clock.set(end.unwrap_or(Millis::from(self.now)).plus_minutes(5).utc());
        }
        match self.dice.roll(20) {
            0 => meeting_miss(&self.app, MeetingMiss { id, reason: String::new() }).map(drop),
            1 => {
                let reason = self.text(1);
                meeting_cancel(&self.app, MeetingCancel { id, reason }).map(drop)
            }
            _ => {
                meeting_hold(&self.app, MeetingHold { id })?;
                agenda_tick(&self.app, AgendaTick { id: point, done: true, meeting_id: None })?;
                let text = self.text(4);
                meeting_write_notes(&self.app, MeetingWriteNotes { id, text })?;
                self.promises(room, id, goals)
            }
        }
    }

    fn promises(&mut self, room: RelationshipId, meeting: MeetingId, goals: &[String]) -> Result<()> {
        let made = self.app.now().utc();
        let sides = [Side::Mine, Side::Theirs];
        for owner in sides.into_iter().take(usize::try_from(1 + self.dice.roll(2)).unwrap_or(1)) {
            self.clock.set(made);
            let goal = self.dice.roll(2 * i64::try_from(goals.len()).unwrap_or(0));
            let verb = self.dice.word(VERBS);
            let fields = ActionFields {
                title: self.title(verb),
                owner,
                due_on: Some(self.app.today() + Duration::days(3 + self.dice.roll(30))),
                relationship_id: Some(room),
                meeting_id: Some(meeting),
                goal_id: usize::try_from(goal).ok().and_then(|index| goals.get(index)).cloned(),
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

    fn resource(&mut self, room: RelationshipId, day: i64) -> Result<()> {
        self.day(day);
        let kind = self.dice.pick(&[ResourceKind::Link, ResourceKind::Book, ResourceKind::Course], ResourceKind::Link);
        let direction = self.dice.pick(&[Direction::Given, Direction::Received], Direction::Given);
        let fields = ResourceFields {
            title: self.title("More on"),
            url: format!("https://example.org/{}/{}", self.number, self.dice.roll(1000)),
            author: format!("{} {}", self.dice.word(GIVEN), self.dice.word(FAMILY)),
            comment: self.text(1),
            person_id: None,
        };
        let share = (self.dice.roll(3) > 0).then_some(ShareWith { relationship_id: room, direction });
        let id = resource_add(&self.app, ResourceAdd { kind, fields, file: None, share, task: None })?.id;
        if self.dice.roll(2) == 0 {
            resource_mark(&self.app, ResourceMark { id, status: ReadStatus::Read })?;
        }
        Ok(())
    }

    fn title(&mut self, begin: &str) -> String {
        format!("{begin} {}", self.dice.word(SUBJECTS))
    }

    fn text(&mut self, sentences: i64) -> String {
        let count = 1 + self.dice.roll(sentences);
        let said: Vec<&str> = (0..count).map(|_| self.dice.word(SENTENCES)).collect();
        said.join(" ")
    }

    fn date(&self, day: i64) -> NaiveDate {
        self.now.date_naive() + Duration::days(day)
    }

    /// Sets the clock to some minute of a day, counted from today; never past now.
    fn day(&mut self, day: i64) {
        let minutes = self.dice.roll(600);
        self.clock.set(self.now.min(self.now + Duration::days(day) + Duration::minutes(minutes - 60)));
    }
}
