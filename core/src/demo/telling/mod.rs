//! Tells the written-down year through the commands a person uses, with the clock on the day of each.

mod days;
mod goals;
mod ledger;
mod library;
mod meetings;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::sample::{self, Made};
use super::script::{BondScript, ContactScript, PersonScript, RoomScript, Year};
use crate::app::App;
use crate::clock::FixedClock;
use crate::commands::*;
use crate::error::{Error, Result};
use crate::tasks::Task;

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
        progress: Progress {
            task,
            done: 0,
            total: year.length(),
        },
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
            self.meeting(meeting, room, script.known_from())?;
            self.progress.step()?;
        }
        for action in &script.actions {
            self.go_to_day(action.day);
            self.action(action, room, None)?;
            self.progress.step()?;
        }
        for resource in &script.resources {
            self.resource(resource, room)?;
            self.progress.step()?;
        }
        for point in &script.points {
            self.go_to_day(point.day);
            self.point(point, room, None)?;
        }
        for contact in &script.contacts {
            self.contact(contact, known(&self.rooms, script.name())?)?;
            self.progress.step()?;
        }
        for note in &script.notes {
            self.note(note, script.name())?;
            self.progress.step()?;
        }
        for (advice, room) in script.advice.iter().zip(room.into_iter().cycle()) {
            self.advice(advice, room)?;
            self.progress.step()?;
        }
        for decision in &script.decisions {
            self.decision(decision, room)?;
            self.progress.step()?;
        }
        for win in &script.wins {
            self.win(win, room)?;
            self.progress.step()?;
        }
        for story in &script.stories {
            self.story(story, room)?;
            self.progress.step()?;
        }
        for challenge in &script.challenges {
            self.challenge(challenge)?;
            self.progress.step()?;
        }
        for template in &script.templates {
            self.template(template, room)?;
            self.progress.step()?;
        }
        for question in &script.questions {
            self.question(question, room)?;
            self.progress.step()?;
        }
        Ok(())
    }

    fn person(&mut self, script: &'a PersonScript) -> Result<()> {
        self.go_to_day(script.added);
        let introduced_by = script
            .introduced_by
            .as_deref()
            .map(|name| known(&self.people, name))
            .transpose()?;
        let fields = PersonFields {
            introduced_by,
            ..script.fields.clone()
        };
        let person = person_add(&self.app, PersonAdd { fields })?;
        self.people.insert(&script.fields.name, person.id);
        sample::mark(&self.app, Made::Person, person.id)
    }

    fn bond(&mut self, room: &'a RoomScript, script: &BondScript) -> Result<()> {
        let person_id = known(&self.people, room.name())?;
        let fields = RelationshipFields {
            started_on: Some(self.date(script.started)),
            ends_on: script.ends.map(|day| self.date(day)),
            ..script.fields.clone()
        };
        self.later(2);
        let row = relationship_start(
            &self.app,
            RelationshipStart {
                person_id,
                fields,
                phase: script.phase,
            },
        )?;
        self.rooms.insert(room.name(), row.id);
        sample::mark(&self.app, Made::Relationship, row.id)?;
        for step in &room.phases {
            self.go_to_day(step.day);
            let reason = step.reason.clone();
            relationship_move_phase(
                &self.app,
                RelationshipMovePhase {
                    id: row.id,
                    phase: step.phase,
                    reason,
                    discard_on: None,
                    going_on: Vec::new(),
                },
            )?;
        }
        Ok(())
    }

    fn contact(&mut self, script: &'a ContactScript, room: RelationshipId) -> Result<()> {
        self.go_to_day(script.day);
        let made = contact_log(
            &self.app,
            ContactLog {
                relationship_id: room,
                kind: script.kind,
                begun_by: script.by,
                happened_on: None,
                text: script.text.clone(),
                counts: Some(script.counts),
            },
        )?;
        if !script.will_try.is_empty() {
            let fields = ContactFields {
                will_try: script.will_try.clone(),
                ..made.fields
            };
            contact_change(
                &self.app,
                ContactChange {
                    shown: None,
                    id: made.id,
                    fields,
                    promise: false,
                },
            )?;
        }
        sample::mark(&self.app, Made::Contact, made.id)
    }

    fn room_of(&self, script: &RoomScript) -> Option<RelationshipId> {
        self.rooms.get(script.name()).copied()
    }
}

/// What the script calls by name; the script is part of the program, so a slip in it is ours.
fn known<T: Copy>(names: &BTreeMap<&str, T>, name: &str) -> Result<T> {
    names
        .get(name)
        .copied()
        .ok_or_else(|| Error::Internal(format!("the year does not know {name}")))
}
