//! Large data sets: many people in a fixed proportion, the same for the same seed.

mod room;
mod words;

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use self::words::{FAMILY, GIVEN, ORGANISATIONS, POSITIONS, SENTENCES, SUBJECTS, ZONES};
use super::refuse_somebody;
use crate::app::App;
use crate::clock::FixedClock;
use crate::commands::*;
use crate::error::{Error, Result};
use crate::id::split_mix;
use crate::limits;
use crate::locale::Message;
use crate::tasks::TaskId;

/// Past meetings of a room, and coming ones.
const PAST: i64 = 11;
const COMING: i64 = 1;

/// Makes a large data set on an empty desk. About a hundred rows come with each person.
#[derive(Debug, Clone)]
pub struct DemoLarge {
    /// How many people, 1 to [`limits::MADE_UP_PEOPLE`].
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
    if !(1..=limits::MADE_UP_PEOPLE).contains(&request.people) {
        return Err(Error::invalid("people", Message::new("error_number_range")));
    }
    let now = DateTime::from_timestamp(1_772_442_000, 0).unwrap_or_default();
    let clock = Arc::new(FixedClock::new(now, Tz::Europe__Paris));
    let mut crowd = Crowd {
        app: app.at(Arc::clone(&clock) as _),
        clock,
        now,
        dice: Dice(request.seed),
        number: 0,
    };
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
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'find_index%'",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let counts = tables
        .iter()
        .map(|table| {
            Ok(
                conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                    row.get::<_, i64>(0)
                })?,
            )
        })
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
        usize::try_from(index)
            .ok()
            .and_then(|index| from.get(index))
            .copied()
            .unwrap_or(otherwise)
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
            let about = if index == 0 {
                NoteSubject::Person(person)
            } else {
                NoteSubject::Relationship(room)
            };
            let body = self.text(3);
            note_write(
                &self.app,
                NoteWrite {
                    about,
                    body,
                    aspect: None,
                    draft: None,
                },
            )?;
        }
        for _ in 0..2 {
            let lately = -self.dice.roll(20);
            self.day(lately);
            let text = self.dice.word(SUBJECTS).to_owned();
            agenda_add(
                &self.app,
                AgendaAdd {
                    relationship_id: Some(room),
                    meeting_id: None,
                    text,
                    kind: AgendaKind::Topic,
                    raised_by: Side::Theirs,
                },
            )?;
        }
        Ok(())
    }

    fn room(&mut self, person_id: PersonId, since: i64) -> Result<RelationshipId> {
        let kinds = [
            Kind::Informal,
            Kind::Formal,
            Kind::Peer,
            Kind::Reverse,
            Kind::Skill,
            Kind::Distance,
        ];
        let role = self.dice.pick(
            &[Role::Mentee, Role::Mentor, Role::Mentor, Role::Peer],
            Role::Peer,
        );
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
        let id = relationship_start(
            &self.app,
            RelationshipStart {
                person_id,
                fields,
                phase,
            },
        )?
        .id;
        self.day(since + 40);
        let phase = self.dice.pick(
            &[Phase::Active, Phase::Active, Phase::Active, Phase::Paused],
            Phase::Active,
        );
        relationship_move_phase(
            &self.app,
            RelationshipMovePhase {
                id,
                phase,
                reason: String::new(),
                discard_on: None,
                going_on: Vec::new(),
            },
        )?;
        Ok(id)
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
        self.clock.set(
            self.now
                .min(self.now + Duration::days(day) + Duration::minutes(minutes - 60)),
        );
    }
}
