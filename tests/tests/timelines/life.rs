//! One life: what happens in it, and what is known of it beside the desk.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Duration, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use ithaca_core::App;
use ithaca_core::clock::Clock;
use ithaca_core::commands::*;
use ithaca_core::reminders;

use crate::desk::Desk;
use crate::dice::Dice;

/// What was shown or should be: kind, subject, and which of its due times.
pub type Occasion = (String, String, String);

pub struct KnownMeeting {
    pub id: MeetingId,
    pub room: RelationshipId,
    pub starts: i64,
    pub ends: i64,
    pub entered: i64,
    /// When its plan was last changed.
    pub touched: i64,
    pub state: MeetingState,
}

pub struct KnownRoom {
    pub id: RelationshipId,
    pub cadence: Option<Cadence>,
    pub entered: i64,
    pub leads: Option<Leads>,
}

/// How the telling of something stands that the desktop did not show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Retry {
    pub failures: u32,
    /// Whether the last try was in vain: then it is tried at the next start at the latest.
    pub unseen: bool,
    /// When it is tried again; none until the program starts anew.
    pub at: Option<i64>,
}

pub struct Life<'a> {
    pub seed: u64,
    pub dice: Dice,
    pub desk: &'a mut Desk,
    /// Lead times, quiet hours and days off, differently in each life.
    pub wishes: Settings,
    pub rooms: Vec<KnownRoom>,
    pub meetings: Vec<KnownMeeting>,
    pub promises: BTreeMap<String, (ActionId, NaiveDate)>,
    /// Open goals and their days.
    pub goals: BTreeMap<String, (GoalId, NaiveDate)>,
    /// Everything shown so far, and its reminder.
    pub shown: BTreeMap<Occasion, ReminderId>,
    /// When each was last shown.
    pub shown_at: BTreeMap<Occasion, i64>,
    /// What the desktop failed to show once, or the program died over before it could say.
    pub retries: BTreeMap<Occasion, Retry>,
    /// Put to sleep, and until when.
    pub asleep: BTreeMap<Occasion, i64>,
    /// Answered: never again.
    pub answered: BTreeSet<Occasion>,
    pub looks: u64,
    pub shows: u64,
    /// The hour at which the second reading holds promises due.
    pub promises_due_at: u32,
}

impl<'a> Life<'a> {
    /// How many things happen in a life.
    pub const CHAPTERS: u32 = 24;

    pub fn begin(desk: &'a mut Desk, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let zone = dice.zone();
        let start = beginning(&mut dice, zone);
        desk.clock.set(start);
        desk.clock.set_zone(zone);
        desk.wipe();
        let wishes = wishes(
            &mut dice,
            settings_show(desk.app(), SettingsShow {}).unwrap(),
        );
        Self {
            seed,
            dice,
            wishes: settings_change(
                desk.app(),
                SettingsChange {
                    settings: wishes,
                    shown: None,
                },
            )
            .unwrap(),
            desk,
            rooms: Vec::new(),
            meetings: Vec::new(),
            promises: BTreeMap::new(),
            goals: BTreeMap::new(),
            shown: BTreeMap::new(),
            shown_at: BTreeMap::new(),
            retries: BTreeMap::new(),
            asleep: BTreeMap::new(),
            answered: BTreeSet::new(),
            looks: 0,
            shows: 0,
            promises_due_at: 9,
        }
    }

    pub fn app(&self) -> &App {
        self.desk.app()
    }

    pub fn utc(&self) -> DateTime<Utc> {
        self.desk.clock.now()
    }

    pub fn now(&self) -> i64 {
        self.utc().timestamp_millis()
    }

    pub fn zone(&self) -> Tz {
        self.desk.clock.zone()
    }

    pub fn today(&self) -> NaiveDate {
        self.utc().with_timezone(&self.zone()).date_naive()
    }

    /// Another chapter: one thing happens, then the loop looks.
    pub fn live(&mut self) {
        match self.dice.roll(18) {
            0 => self.meet_somebody(),
            1..=3 => self.plan(),
            4 | 5 => self.promise(),
            6 => self.change_a_meeting(),
            7 => self.end_a_meeting(),
            8 => self.change_a_promise(),
            9 => self.travel(),
            10 => self.jump(),
            11 if self.dice.one_in(4) => self.restart(),
            12 | 13 => self.answer(),
            14 => self.delete_a_meeting(),
            15 => self.change_a_room(),
            16 => self.aim(),
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
        self.desk.clock.advance(Duration::minutes(minutes));
    }

    fn jump(&mut self) {
        let hours = self.dice.between(-48, 48);
        self.desk.clock.advance(Duration::hours(hours));
    }

    fn travel(&mut self) {
        let zone = self.dice.zone();
        self.desk.clock.set_zone(zone);
    }

    fn restart(&mut self) {
        self.desk.restart();
        // What nobody saw is tried again at the start.
        let now = self.now();
        for retry in self.retries.values_mut().filter(|retry| retry.unseen) {
            retry.at = Some(now);
        }
    }

    /// The loop looks. What it shows is compared with the second reading.
    pub fn look(&mut self) {
        let expected = self.expected();
        let returning = self.returning();
        let notices = reminders::take_due(self.app()).unwrap();
        let taken: Vec<ReminderId> = notices
            .iter()
            .flat_map(|notice| notice.reminders.clone())
            .collect();
        let mut new = BTreeMap::new();
        for id in &taken {
            let occasion = self.desk.occasion(*id);
            let twice = new.insert(occasion.clone(), *id).is_some();
            assert!(
                !twice,
                "{occasion:?} came twice in one look, seed {}",
                self.seed
            );
            let first = !self.shown.contains_key(&occasion);
            assert!(
                first || returning.contains(&occasion),
                "{occasion:?} was shown before, seed {}",
                self.seed
            );
            assert!(
                !first || expected.contains(&occasion),
                "{occasion:?} is not due, seed {}",
                self.seed
            );
        }
        let missed = expected
            .iter()
            .filter(|occasion| !self.shown.contains_key(*occasion))
            .chain(&returning)
            .find(|occasion| !new.contains_key(*occasion));
        assert!(
            missed.is_none(),
            "{missed:?} is due at {} and was not shown, seed {}",
            self.utc(),
            self.seed
        );
        self.looks += 1;
        self.shows += taken.len() as u64;
        let now = self.now();
        for occasion in new.keys() {
            self.asleep.remove(occasion);
            self.shown_at.insert(occasion.clone(), now);
        }
        self.shown.extend(new.clone());
        self.deliver(&taken, new);
    }

    fn deliver(&mut self, taken: &[ReminderId], new: BTreeMap<Occasion, ReminderId>) {
        if taken.is_empty() {
            return;
        }
        let now = self.now();
        match self.dice.roll(16) {
            0 | 1 => {
                reminders::record_delivery(self.app(), taken, Delivery::Failed).unwrap();
                for occasion in new.into_keys() {
                    let retry = self.retries.entry(occasion).or_default();
                    let minutes = [Some(1), Some(5), Some(30)].get(retry.failures as usize);
                    retry.at = minutes.copied().flatten().map(|wait| now + wait * 60_000);
                    retry.failures += 1;
                    retry.unseen = true;
                }
            }
            // The program dies before it can say whether they were shown.
            2 => {
                for occasion in new.into_keys() {
                    let retry = self.retries.entry(occasion).or_default();
                    (retry.at, retry.unseen) = (None, true);
                }
                self.restart();
            }
            _ => {
                reminders::record_delivery(self.app(), taken, Delivery::Delivered).unwrap();
                for occasion in new.into_keys() {
                    // How often it failed is kept: the next failure waits longer.
                    if let Some(retry) = self.retries.get_mut(&occasion) {
                        (retry.at, retry.unseen) = (None, false);
                    }
                }
            }
        }
    }
}

fn wishes(dice: &mut Dice, mut settings: Settings) -> Settings {
    settings.remind_early = dice.one_of(&[0, 1440, 1440, 2880, 10_080]);
    settings.remind_late = dice.one_of(&[0, 10, 60, 60, 180]);
    settings.quiet_hours = dice.one_in(3).then(|| {
        let from = dice.roll(24);
        let until = (from + 1 + dice.roll(22)) % 24;
        QuietHours {
            from: format!("{from:02}:00"),
            until: format!("{until:02}:00"),
        }
    });
    settings.days_off = match dice.roll(6) {
        0 => vec![6, 7],
        1 => vec![5],
        _ => Vec::new(),
    };
    settings
}

/// When a life begins: anywhere in 2020 to 2036, and mostly a few days before the clocks change there, a
/// month ends or February has a day more.
fn beginning(dice: &mut Dice, zone: Tz) -> DateTime<Utc> {
    let start = Utc.with_ymd_and_hms(2020, 1, 1, 0, 0, 0).unwrap();
    let any = start + Duration::minutes(dice.between(0, 16 * 365 * 24 * 60));
    let before = Duration::minutes(dice.between(0, 3 * 24 * 60));
    let turn = match dice.roll(4) {
        0 => return any,
        1 => {
            let year = dice.one_of(&[2020, 2024, 2028, 2032]);
            Utc.with_ymd_and_hms(year, 2, 29, 12, 0, 0).unwrap()
        }
        2 => any.with_day(28).unwrap() + Duration::days(3),
        _ => clock_change_after(any, zone).unwrap_or(any),
    };
    turn - before
}

/// The first change of the clocks in the year after an instant, to the day.
fn clock_change_after(from: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    (0..366)
        .map(|day| from + Duration::days(day))
        .find(|day| offset(*day) != offset(*day + Duration::days(1)))
}
