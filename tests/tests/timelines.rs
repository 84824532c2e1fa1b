//! Simulated lives of a desk: any zone, any year from 2020 to 2036, with jumps of the clock, journeys,
//! weeks asleep, restarts, crashes and edits. At every look, what was shown is compared with what a second,
//! plainer reading of the rules says should have been: nothing missed, nothing twice, nothing for nothing.
//!
//! `ITHACA_TIMELINES` says how many lives; `cargo xtask test --long` runs a hundred thousand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use ithaca_core::App;
use ithaca_core::clock::{Clock, FixedClock, Millis};
use ithaca_core::commands::*;
use ithaca_core::reminders;
use ithaca_core::time::LocalTime;

/// A small generator with a seed, so that a failing life can be lived again (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.roll((high - low + 1) as u64) as i64
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.roll(chances) == 0
    }

    fn zone(&mut self) -> Tz {
        TZ_VARIANTS[self.roll(TZ_VARIANTS.len() as u64) as usize]
    }
}

/// What was shown or should be: kind, subject, and which of its due times.
type Occasion = (ReminderKind, String, String);

struct PlannedMeeting {
    id: MeetingId,
    starts: i64,
    ends: i64,
    entered: i64,
    state: MeetingState,
}

struct Life {
    seed: u64,
    dice: Dice,
    folder: tempfile::TempDir,
    clock: Arc<FixedClock>,
    app: Option<App>,
    rooms: Vec<RelationshipId>,
    meetings: Vec<PlannedMeeting>,
    promises: BTreeMap<String, (ActionId, NaiveDate)>,
    shown: BTreeSet<Occasion>,
    /// Shown to nobody: the desktop failed, or the program died before it could tell.
    unseen: BTreeSet<Occasion>,
    looks: u64,
    shows: u64,
    /// The hour at which the second reading holds promises due.
    promises_due_at: u32,
}

impl Life {
    fn begin(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let zone = dice.zone();
        let start = Utc.with_ymd_and_hms(2020, 1, 1, 0, 0, 0).unwrap();
        let now = start + Duration::minutes(dice.between(0, 16 * 365 * 24 * 60));
        let clock = Arc::new(FixedClock::new(now, zone));
        let folder = in_memory_folder();
        let app = App::open(folder.path(), Arc::<FixedClock>::clone(&clock)).unwrap();
        let mut life = Self {
            seed,
            dice,
            folder,
            clock,
            app: Some(app),
            rooms: Vec::new(),
            meetings: Vec::new(),
            promises: BTreeMap::new(),
            shown: BTreeSet::new(),
            unseen: BTreeSet::new(),
            looks: 0,
            shows: 0,
            promises_due_at: 9,
        };
        life.set_wishes();
        life
    }

    fn app(&self) -> &App {
        self.app.as_ref().unwrap()
    }

    fn now(&self) -> i64 {
        self.clock.now().timestamp_millis()
    }

    /// Lead times and quiet hours, differently in each life.
    fn set_wishes(&mut self) {
        let mut settings = settings_show(self.app(), SettingsShow {}).unwrap();
        settings.remind_early = [0, 1440, 1440, 2880, 10_080][self.dice.roll(5) as usize];
        settings.remind_late = [0, 10, 60, 60, 180][self.dice.roll(5) as usize];
        settings.quiet_hours = self.dice.one_in(3).then(|| {
            let from = self.dice.roll(24);
            let until = (from + 1 + self.dice.roll(22)) % 24;
            QuietHours {
                from: format!("{from:02}:00"),
                until: format!("{until:02}:00"),
            }
        });
        settings_change(self.app(), SettingsChange { settings }).unwrap();
    }

    /// Another chapter: one thing happens, then the loop looks.
    fn live(&mut self) {
        match self.dice.roll(14) {
            0 => self.meet_somebody(),
            1..=3 => self.plan(),
            4 | 5 => self.promise(),
            6 => self.change_a_meeting(),
            7 => self.end_a_meeting(),
            8 => self.change_a_promise(),
            9 => self.travel(),
            10 => self.jump(),
            11 if self.dice.one_in(3) => self.restart(),
            _ => {}
        }
        self.pass_time();
        self.look();
    }

    fn pass_time(&mut self) {
        let minutes = match self.dice.roll(8) {
            0..=3 => self.dice.between(1, 120),
            4 | 5 => self.dice.between(60, 24 * 60),
            6 => self.dice.between(1, 7) * 24 * 60,
            _ => self.dice.between(1, 30 * 24 * 60),
        };
        self.clock.advance(Duration::minutes(minutes));
    }

    fn jump(&mut self) {
        let hours = self.dice.between(-48, 48);
        self.clock.advance(Duration::hours(hours));
    }

    fn travel(&mut self) {
        let zone = self.dice.zone();
        self.clock.set_zone(zone);
    }

    fn restart(&mut self) {
        self.app = None;
        let clock: Arc<dyn Clock> = Arc::<FixedClock>::clone(&self.clock);
        self.app = Some(App::open(self.folder.path(), clock).unwrap());
        reminders::recover(self.app()).unwrap();
    }

    fn meet_somebody(&mut self) {
        if self.rooms.len() >= 4 {
            return;
        }
        let fields = PersonFields {
            name: format!("Person {}", self.rooms.len()),
            ..PersonFields::default()
        };
        let person = person_add(self.app(), PersonAdd { fields }).unwrap();
        let unit = if self.dice.one_in(2) {
            CadenceUnit::Week
        } else {
            CadenceUnit::Month
        };
        let cadence = Some(Cadence {
            every: self.dice.between(1, 6) as u32,
            unit,
        });
        let fields = RelationshipFields {
            role: Role::Mentee,
            kind: Kind::Informal,
            topic: String::new(),
            programme: String::new(),
            started_on: None,
            ends_on: None,
            cadence: cadence.filter(|_| !self.dice.one_in(4)),
        };
        let request = RelationshipStart {
            person_id: person.id,
            fields,
            phase: None,
        };
        self.rooms
            .push(relationship_start(self.app(), request).unwrap().id);
    }

    fn fields(&mut self) -> MeetingFields {
        let zone = if self.dice.one_in(2) {
            self.clock.zone()
        } else {
            self.dice.zone()
        };
        let ahead = self.dice.between(-3 * 24 * 60, 20 * 24 * 60);
        let starts = (self.clock.now() + Duration::minutes(ahead))
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

    fn plan(&mut self) {
        let Some(room) = self.some_room() else { return };
        let fields = self.fields();
        let meeting = meeting_plan(
            self.app(),
            MeetingPlan {
                participants: vec![room],
                fields,
            },
        )
        .unwrap();
        let entered = self.now();
        self.remember(&meeting, entered);
    }

    fn remember(&mut self, meeting: &Meeting, entered: i64) {
        let when = meeting.row.when.as_ref().unwrap();
        self.meetings.push(PlannedMeeting {
            id: meeting.row.id,
            starts: when.starts_at.0,
            ends: when.ends_at.0,
            entered,
            state: MeetingState::Planned,
        });
    }

    fn change_a_meeting(&mut self) {
        let Some(index) = self.some_planned() else {
            return;
        };
        let fields = self.fields();
        let (id, entered) = (self.meetings[index].id, self.meetings[index].entered);
        if self.dice.one_in(2) {
            let starts_local = fields.starts_local.unwrap();
            let request = MeetingMove {
                id,
                starts_local,
                reason: String::new(),
            };
            if let Ok(moved) = meeting_move(self.app(), request) {
                self.meetings[index].state = MeetingState::Moved;
                let now = self.now();
                self.remember(&moved, now);
            }
        } else {
            let participants = meeting_show(self.app(), MeetingShow { id })
                .unwrap()
                .row
                .participants
                .iter()
                .map(|one| one.relationship_id)
                .collect();
            let changed = meeting_change(
                self.app(),
                MeetingChange {
                    id,
                    participants,
                    fields,
                },
            )
            .unwrap();
            self.meetings.remove(index);
            self.remember(&changed, entered);
        }
    }

    fn end_a_meeting(&mut self) {
        let Some(index) = self.some_planned() else {
            return;
        };
        let id = self.meetings[index].id;
        let state = match self.dice.roll(3) {
            0 => meeting_cancel(
                self.app(),
                MeetingCancel {
                    id,
                    reason: String::new(),
                },
            )
            .map(|_| MeetingState::Cancelled),
            1 => meeting_miss(
                self.app(),
                MeetingMiss {
                    id,
                    reason: String::new(),
                },
            )
            .map(|_| MeetingState::Missed),
            _ => meeting_hold(self.app(), MeetingHold { id }).map(|_| MeetingState::Held),
        };
        if let Ok(state) = state {
            self.meetings[index].state = state;
        }
    }

    fn promise(&mut self) {
        let days = self.dice.between(-5, 25);
        let due = self.today() + Duration::days(days);
        let fields = ActionFields {
            title: "A promise".to_owned(),
            owner: Side::Mine,
            due_on: Some(due),
            relationship_id: self.some_room(),
            meeting_id: None,
            goal_id: None,
        };
        let action = action_add(self.app(), ActionAdd { fields }).unwrap();
        self.promises
            .insert(action.id.to_string(), (action.id, due));
    }

    fn change_a_promise(&mut self) {
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
            action_change(self.app(), ActionChange { id, fields }).unwrap();
            self.promises.insert(key, (id, due));
        }
    }

    /// The loop looks. What it shows is compared with the second reading.
    fn look(&mut self) {
        let expected = self.expected();
        let notices = reminders::take_due(self.app()).unwrap();
        let taken: Vec<ReminderId> = notices
            .iter()
            .flat_map(|notice| notice.reminders.clone())
            .collect();
        let mut new = BTreeSet::new();
        for id in &taken {
            let occasion = self.occasion(*id);
            assert!(
                new.insert(occasion.clone()),
                "{occasion:?} came twice in one look, seed {}",
                self.seed
            );
            let again = self.shown.contains(&occasion) && !self.unseen.contains(&occasion);
            assert!(!again, "{occasion:?} was shown before, seed {}", self.seed);
            let retried = self.unseen.contains(&occasion);
            assert!(
                retried || expected.contains(&occasion),
                "{occasion:?} is not due, seed {}",
                self.seed
            );
        }
        for occasion in &expected {
            let known = self.shown.contains(occasion) || new.contains(occasion);
            assert!(
                known,
                "{occasion:?} is due at {} and was not shown, seed {}",
                self.clock.now(),
                self.seed
            );
        }
        self.looks += 1;
        self.shows += taken.len() as u64;
        self.shown.extend(new.iter().cloned());
        self.deliver(&taken, new);
    }

    fn deliver(&mut self, taken: &[ReminderId], new: BTreeSet<Occasion>) {
        match self.dice.roll(12) {
            0 => {
                reminders::record_delivery(self.app(), taken, Delivery::Failed).unwrap();
                self.unseen.extend(new);
            }
            // The program dies before it can say whether they were shown.
            1 if !taken.is_empty() => {
                self.unseen.extend(new);
                self.restart();
            }
            _ => {
                reminders::record_delivery(self.app(), taken, Delivery::Delivered).unwrap();
                for occasion in &new {
                    self.unseen.remove(occasion);
                }
            }
        }
    }

    fn occasion(&self, id: ReminderId) -> Occasion {
        let page = Page {
            limit: Some(500),
            after: None,
        };
        let mut request = ReminderList { all: true, page };
        loop {
            let list = reminder_list(self.app(), request.clone()).unwrap();
            if let Some(found) = list.items.iter().find(|one| one.id == id) {
                return (found.kind, found.subject_id.clone(), self.occurrence(found));
            }
            request.page.after = Some(list.next.expect("a shown reminder stands in the history"));
        }
    }

    fn occurrence(&self, reminder: &Reminder) -> String {
        match reminder.kind {
            ReminderKind::MeetingEarly | ReminderKind::MeetingLate => {
                self.meeting(&reminder.subject_id).starts.to_string()
            }
            ReminderKind::Unwritten => self.meeting(&reminder.subject_id).ends.to_string(),
            ReminderKind::ActionDue => self.promises[&reminder.subject_id].1.to_string(),
            ReminderKind::GoneQuiet => reminder.due_at.0.to_string(),
        }
    }

    /// The rules, read a second time: what has to have been shown by now.
    fn expected(&self) -> BTreeSet<Occasion> {
        let settings = settings_show(self.app(), SettingsShow {}).unwrap();
        let (early, late) = (
            i64::from(settings.remind_early) * Millis::MINUTE,
            i64::from(settings.remind_late) * Millis::MINUTE,
        );
        let now = self.now();
        let quiet = settings
            .quiet_hours
            .as_ref()
            .is_some_and(|hours| self.is_quiet(hours));
        let mut due = BTreeSet::new();
        for meeting in &self.meetings {
            let id = meeting.id.to_string();
            let planned = meeting.state == MeetingState::Planned;
            let start = meeting.starts.to_string();
            if planned && late > 0 && meeting.starts - late <= now && now < meeting.ends {
                due.insert((ReminderKind::MeetingLate, id.clone(), start.clone()));
            }
            if quiet {
                continue;
            }
            if planned
                && early > late
                && meeting.starts - early <= now
                && now < meeting.starts - late
            {
                due.insert((ReminderKind::MeetingEarly, id.clone(), start));
            }
            let silent = planned || meeting.state == MeetingState::Held;
            let asked_in_time =
                meeting.entered < meeting.ends && meeting.ends > now - 31 * Millis::DAY;
            if silent && asked_in_time && meeting.ends <= now {
                due.insert((ReminderKind::Unwritten, id, meeting.ends.to_string()));
            }
        }
        if quiet {
            return due;
        }
        for (id, (_, day)) in &self.promises {
            if self.promise_hour(*day) <= self.clock.now() {
                due.insert((ReminderKind::ActionDue, id.clone(), day.to_string()));
            }
        }
        for room in &self.rooms {
            let room = relationship_show(self.app(), RelationshipShow { id: *room })
                .unwrap()
                .relationship;
            let quiet_from = room
                .quiet_from
                .filter(|at| at.0 <= now && room.next_meeting.is_none());
            if let Some(at) = quiet_from {
                due.insert((
                    ReminderKind::GoneQuiet,
                    room.id.to_string(),
                    at.0.to_string(),
                ));
            }
        }
        due
    }

    fn is_quiet(&self, hours: &QuietHours) -> bool {
        let time = self.clock.now().with_timezone(&self.clock.zone()).time();
        let of = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
        let (from, until) = (of(&hours.from), of(&hours.until));
        if from < until {
            from <= time && time < until
        } else {
            time >= from || time < until
        }
    }

    fn promise_hour(&self, day: NaiveDate) -> DateTime<Utc> {
        let zone = self.clock.zone();
        let mut wall = day.and_hms_opt(self.promises_due_at, 0, 0).unwrap();
        loop {
            if let Some(instant) = zone.from_local_datetime(&wall).earliest() {
                return instant.to_utc();
            }
            wall += Duration::minutes(1);
        }
    }

    fn today(&self) -> NaiveDate {
        self.clock
            .now()
            .with_timezone(&self.clock.zone())
            .date_naive()
    }

    fn meeting(&self, id: &str) -> &PlannedMeeting {
        self.meetings
            .iter()
            .find(|meeting| meeting.id.to_string() == id)
            .unwrap()
    }

    fn some_room(&mut self) -> Option<RelationshipId> {
        if self.rooms.is_empty() {
            self.meet_somebody();
        }
        let index = self.dice.roll(self.rooms.len() as u64) as usize;
        self.rooms.get(index).copied()
    }

    fn some_planned(&mut self) -> Option<usize> {
        let planned: Vec<usize> = (0..self.meetings.len())
            .filter(|index| self.meetings[*index].state == MeetingState::Planned)
            .collect();
        if planned.is_empty() {
            None
        } else {
            Some(planned[self.dice.roll(planned.len() as u64) as usize])
        }
    }
}

/// A folder on a file system in memory where there is one: a life writes much and needs no disk.
fn in_memory_folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

fn lives() -> u64 {
    std::env::var("ITHACA_TIMELINES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(24)
}

#[test]
fn nothing_due_is_missed_or_told_twice_in_any_life() {
    let count = lives();
    let workers: Vec<_> = (0..2)
        .map(|worker| {
            std::thread::spawn(move || {
                let mut totals = (0, 0);
                for seed in (worker..count).step_by(2) {
                    let mut life = Life::begin(seed);
                    for _ in 0..24 {
                        life.live();
                    }
                    totals = (totals.0 + life.looks, totals.1 + life.shows);
                }
                totals
            })
        })
        .collect();
    let totals = workers
        .into_iter()
        .map(|worker| worker.join().expect("a life that keeps its promises"))
        .fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    println!(
        "{count} lives, {} looks, {} reminders shown: 0 missed, 0 twice",
        totals.0, totals.1
    );
    assert!(
        totals.1 > count,
        "lives in which nothing is ever due prove nothing"
    );
}

/// The control: a reader who thinks that promises are due at noon must disagree with the desk.
#[test]
fn the_second_reading_notices_a_wrong_rule() {
    let disagrees = |seed| {
        std::panic::catch_unwind(|| {
            let mut life = Life::begin(seed);
            life.promises_due_at = 12;
            for _ in 0..24 {
                life.promise();
                life.live();
            }
        })
        .is_err()
    };
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let caught = (0..10).any(disagrees);
    std::panic::set_hook(hook);
    assert!(
        caught,
        "ten lives with a wrong rule must show at least one difference"
    );
}
