//! What a person does on the desk in a simulated life.

use chrono::Duration;
use ithaca_core::commands::*;
use ithaca_core::time::LocalTime;

use crate::life::{KnownMeeting, KnownRoom, Life};

impl Life<'_> {
    pub fn meet_somebody(&mut self) {
        if self.rooms.len() >= 4 {
            return;
        }
        let fields = PersonFields {
            name: format!("Person {}", self.rooms.len()),
            ..PersonFields::default()
        };
        let person = person_add(self.app(), PersonAdd { fields }).unwrap();
        let cadence = self.cadence();
        let request = RelationshipStart {
            person_id: person.id,
            fields: room_fields(cadence),
            phase: None,
        };
        let id = relationship_start(self.app(), request).unwrap().id;
        let entered = self.now();
        self.rooms.push(KnownRoom {
            id,
            cadence,
            entered,
            leads: None,
        });
    }

    /// In weeks, in months, on a weekday of the month, or as needed.
    fn cadence(&mut self) -> Option<Cadence> {
        use CadenceUnit::{
            Friday, Monday, Month, Saturday, Sunday, Thursday, Tuesday, Wednesday, Week,
        };
        let (every, unit) = match self.dice.roll(8) {
            0 => return None,
            1..=3 => (self.dice.between(1, 6), Week),
            4 | 5 => (self.dice.between(1, 6), Month),
            _ => {
                let weekdays = [
                    Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday,
                ];
                (self.dice.between(1, 5), self.dice.one_of(&weekdays))
            }
        };
        Some(Cadence {
            every: every as u32,
            unit,
        })
    }

    /// Another rhythm, or lead times of its own.
    pub fn change_a_room(&mut self) {
        let index = self.some_room();
        let id = self.rooms[index].id;
        if self.dice.one_in(2) {
            let cadence = self.cadence();
            let fields = room_fields(cadence);
            relationship_change(
                self.app(),
                RelationshipChange {
                    id,
                    fields,
                    shown: None,
                },
            )
            .unwrap();
            self.rooms[index].cadence = cadence;
        } else {
            let leads = (!self.dice.one_in(3)).then(|| Leads {
                early: self.dice.one_of(&[0, 720, 4320]),
                late: self.dice.one_of(&[0, 5, 120]),
            });
            relationship_remind(self.app(), RelationshipRemind { id, leads }).unwrap();
            self.rooms[index].leads = leads;
        }
    }

    fn fields(&mut self) -> MeetingFields {
        let zone = if self.dice.one_in(2) {
            self.zone()
        } else {
            self.dice.zone()
        };
        let ahead = self.dice.between(-3 * 24 * 60, 20 * 24 * 60);
        let starts = (self.utc() + Duration::minutes(ahead))
            .with_timezone(&zone)
            .naive_local();
        MeetingFields {
            title: "Talk".to_owned(),
            starts_local: Some(LocalTime(starts)),
            zone: Some(zone.name().to_owned()),
            duration_minutes: self.dice.between(15, 120) as u32,
            channel: Channel::Video,
            place: String::new(),
            join_link: String::new(),
        }
    }

    pub fn plan(&mut self) {
        let index = self.some_room();
        let room = self.rooms[index].id;
        let fields = self.fields();
        let request = MeetingPlan {
            participants: vec![room],
            fields,
        };
        let meeting = meeting_plan(self.app(), request).unwrap();
        let entered = self.now();
        self.remember(&meeting, room, entered);
    }

    fn remember(&mut self, meeting: &Meeting, room: RelationshipId, entered: i64) {
        let when = meeting.row.when.as_ref().unwrap();
        self.meetings.push(KnownMeeting {
            id: meeting.row.id,
            room,
            starts: when.starts_at.0,
            ends: when.ends_at.0,
            entered,
            touched: self.now(),
            state: MeetingState::Planned,
        });
    }

    pub fn change_a_meeting(&mut self) {
        let Some(index) = self.some_planned() else {
            return;
        };
        let fields = self.fields();
        let KnownMeeting {
            id, room, entered, ..
        } = self.meetings[index];
        if self.dice.one_in(2) {
            let request = MeetingMove {
                id,
                starts_local: fields.starts_local.unwrap(),
                reason: String::new(),
                by: None,
            };
            if let Ok(moved) = meeting_move(self.app(), request) {
                self.meetings[index].state = MeetingState::Moved;
                let now = self.now();
                self.remember(&moved, room, now);
            }
        } else {
            let request = MeetingChange {
                shown: None,
                id,
                participants: vec![room],
                fields,
            };
            let changed = meeting_change(self.app(), request).unwrap();
            self.meetings.remove(index);
            self.remember(&changed, room, entered);
        }
    }

    pub fn end_a_meeting(&mut self) {
        let Some(index) = self.some_planned() else {
            return;
        };
        let (id, reason) = (self.meetings[index].id, String::new());
        let (ended, state) = match self.dice.roll(3) {
            0 => (
                meeting_cancel(
                    self.app(),
                    MeetingCancel {
                        id,
                        reason,
                        by: None,
                    },
                ),
                MeetingState::Cancelled,
            ),
            1 => (
                meeting_miss(
                    self.app(),
                    MeetingMiss {
                        id,
                        reason,
                        by: None,
                    },
                ),
                MeetingState::Missed,
            ),
            _ => (
                meeting_hold(self.app(), MeetingHold::of(id)),
                MeetingState::Held,
            ),
        };
        if ended.is_ok() {
            self.meetings[index].state = state;
        }
    }

    /// Deletes a meeting, and half the time takes that back.
    pub fn delete_a_meeting(&mut self) {
        let Some(index) = self.some_planned() else {
            return;
        };
        let id = self.meetings[index].id;
        meeting_delete(self.app(), MeetingDelete { id }).unwrap();
        if self.dice.one_in(2) {
            change_undo(self.app(), ChangeUndo {}).unwrap();
        } else {
            self.meetings.remove(index);
        }
    }

    pub fn promise(&mut self) {
        let days = self.dice.between(-5, 25);
        let due = self.today() + Duration::days(days);
        let index = self.some_room();
        let fields = ActionFields {
            title: "A promise".to_owned(),
            owner: Side::Mine,
            due_on: Some(due),
            relationship_id: Some(self.rooms[index].id),
            meeting_id: None,
            goal_id: None,
        };
        let action = action_add(self.app(), ActionAdd { fields }).unwrap();
        self.promises
            .insert(action.id.to_string(), (action.id, due));
    }

    /// Sets a goal with a day, or moves the day of one, or reaches it.
    pub fn aim(&mut self) {
        let day = self.today() + Duration::days(self.dice.between(-40, 25));
        let fields = GoalFields {
            title: "A goal".to_owned(),
            kind: GoalKind::Other,
            whose: Side::Mine,
            relationship_id: None,
            why: String::new(),
            measure: String::new(),
            target_on: Some(day),
        };
        let known = self.goals.values().next().map(|(id, _)| *id);
        match (self.dice.roll(3), known) {
            (0, Some(id)) => {
                goal_change(
                    self.app(),
                    GoalChange {
                        id,
                        fields,
                        shown: None,
                    },
                )
                .unwrap();
                self.goals.insert(id.to_string(), (id, day));
            }
            (1, Some(id)) => {
                goal_complete(self.app(), GoalComplete { id }).unwrap();
                self.goals.remove(&id.to_string());
            }
            _ => {
                let id = goal_set(self.app(), GoalSet { fields }).unwrap().row.id;
                self.goals.insert(id.to_string(), (id, day));
            }
        }
    }

    pub fn change_a_promise(&mut self) {
        let ids: Vec<String> = self.promises.keys().cloned().collect();
        if ids.is_empty() {
            return;
        }
        let key = ids[self.dice.roll(ids.len() as u64) as usize].clone();
        let (id, _) = self.promises[&key];
        if self.dice.one_in(2) {
            action_done(self.app(), ActionDone { id }).unwrap();
            self.promises.remove(&key);
        } else {
            let due = self.today() + Duration::days(self.dice.between(-2, 20));
            let fields = ActionFields {
                title: "A promise".to_owned(),
                owner: Side::Mine,
                due_on: Some(due),
                relationship_id: None,
                meeting_id: None,
                goal_id: None,
            };
            action_change(
                self.app(),
                ActionChange {
                    id,
                    fields,
                    shown: None,
                },
            )
            .unwrap();
            self.promises.insert(key, (id, due));
        }
    }

    /// Answers something that waits in the inbox: puts it to sleep, or says it is done.
    pub fn answer(&mut self) {
        let waiting: Vec<_> = self
            .shown
            .keys()
            .filter(|occasion| self.waits(occasion))
            .cloned()
            .collect();
        if waiting.is_empty() {
            return;
        }
        let occasion = waiting[self.dice.roll(waiting.len() as u64) as usize].clone();
        let id = self.shown[&occasion];
        if self.dice.one_in(4) {
            reminder_done(self.app(), ReminderDone { id }).unwrap();
            self.promises.remove(&occasion.1);
            self.asleep.remove(&occasion);
            self.answered.insert(occasion);
            return;
        }
        let (length, until) = match self.dice.roll(4) {
            0 => (Snooze::TenMinutes, self.now() + 10 * 60_000),
            1 => {
                let in_two_hours = self.now() + 120 * 60_000;
                (Snooze::Tonight, self.wall(0, 19).max(in_two_hours))
            }
            2 => (Snooze::Tomorrow, self.wall(1, 9)),
            _ => (Snooze::NextWeek, self.wall(7, 9)),
        };
        reminder_snooze(self.app(), ReminderSnooze { id, length }).unwrap();
        self.asleep.insert(occasion, until);
    }

    /// An hour of a day from today, here.
    fn wall(&self, days: i64, hour: u32) -> i64 {
        let day = self.today() + Duration::days(days);
        self.instant(day.and_hms_opt(hour, 0, 0).unwrap())
            .timestamp_millis()
    }

    fn some_room(&mut self) -> usize {
        if self.rooms.is_empty() {
            self.meet_somebody();
        }
        self.dice.roll(self.rooms.len() as u64) as usize
    }

    fn some_planned(&mut self) -> Option<usize> {
        let planned: Vec<usize> = (0..self.meetings.len())
            .filter(|index| self.meetings[*index].state == MeetingState::Planned)
            .collect();
        (!planned.is_empty()).then(|| self.dice.one_of(&planned))
    }
}

fn room_fields(cadence: Option<Cadence>) -> RelationshipFields {
    RelationshipFields {
        role: Role::Mentee,
        kind: Kind::Informal,
        topic: String::new(),
        programme: String::new(),
        started_on: None,
        ends_on: None,
        cadence,
    }
}
