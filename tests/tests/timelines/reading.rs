//! The rules, read a second time and more plainly: what has to have been shown by now.

use std::collections::BTreeSet;

use chrono::{
    DateTime, Datelike, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc,
    Weekday,
};
use ithaca_core::clock::Millis;
use ithaca_core::commands::*;

use crate::life::{KnownMeeting, KnownRoom, Life, Occasion};

/// The farthest two zones lie apart, and a day: a silence's time is that of the zone it was last reckoned in.
const ANYWHERE: i64 = 27 * 3_600_000;

impl Life<'_> {
    /// Everything due now that quiet hours and days off do not hold back.
    pub fn expected(&self) -> BTreeSet<Occasion> {
        let now = self.now();
        let held = self.is_held();
        let mut due = BTreeSet::new();
        for meeting in &self.meetings {
            let id = meeting.id.to_string();
            let (early, late) = self.leads(meeting);
            let planned = meeting.state == MeetingState::Planned;
            let start = meeting.starts.to_string();
            if planned && late > 0 && meeting.starts - late <= now && now < meeting.ends {
                due.insert(("meeting_late".to_owned(), id.clone(), start.clone()));
            }
            if held {
                continue;
            }
            let between = meeting.starts - early <= now && now < meeting.starts - late;
            let known_then = meeting.touched <= meeting.starts - early;
            if planned && early > late && between && now < meeting.starts && known_then {
                due.insert(("meeting_early".to_owned(), id.clone(), start));
            }
            let asked_in_time =
                meeting.entered < meeting.ends && meeting.ends > now - 31 * Millis::DAY;
            if untold(meeting) && asked_in_time && meeting.ends <= now {
                due.insert(("unwritten".to_owned(), id, meeting.ends.to_string()));
            }
        }
        if held {
            return due;
        }
        for (id, (_, day)) in &self.promises {
            if self.promise_hour(*day) <= self.utc() {
                due.insert(("action_due".to_owned(), id.clone(), day.to_string()));
            }
        }
        let stale = self.today() - Duration::days(31);
        for (id, (_, day)) in &self.goals {
            if *day > stale && self.promise_hour(*day) <= self.utc() {
                due.insert(("goal_due".to_owned(), id.clone(), day.to_string()));
            }
        }
        for (id, from) in self.silences() {
            if from <= now {
                due.insert(("gone_quiet".to_owned(), id.clone(), self.told_as(&id, from)));
            }
        }
        due
    }

    /// What is to be shown again: its sleep is over, or the desktop is to be asked anew.
    pub fn returning(&self) -> BTreeSet<Occasion> {
        if self.is_held() {
            return BTreeSet::new();
        }
        let now = self.now();
        let awake = self.asleep.iter().filter(|(_, until)| **until <= now);
        let retried = self.retries.iter().filter(|(occasion, retry)| {
            retry.at.is_some_and(|at| at <= now) && !self.asleep.contains_key(*occasion)
        });
        awake
            .map(|(occasion, _)| occasion)
            .chain(retried.map(|(occasion, _)| occasion))
            .filter(|occasion| self.waits(occasion))
            .cloned()
            .collect()
    }

    /// Whether something shown still wants an answer.
    pub fn waits(&self, occasion: &Occasion) -> bool {
        let (kind, subject, occurrence) = occasion;
        if self.answered.contains(occasion) {
            return false;
        }
        let meeting = || {
            self.meetings
                .iter()
                .find(|one| one.id.to_string() == *subject)
        };
        match kind.as_str() {
            "action_due" => self
                .promises
                .get(subject)
                .is_some_and(|(_, day)| day.to_string() == *occurrence),
            "goal_due" => self
                .goals
                .get(subject)
                .is_some_and(|(_, day)| day.to_string() == *occurrence),
            "gone_quiet" => self
                .silences()
                .iter()
                .any(|(id, from)| id == subject && self.told_as(id, *from) == *occurrence),
            "unwritten" => {
                meeting().is_some_and(|one| untold(one) && one.ends.to_string() == *occurrence)
            }
            early_or_late => meeting().is_some_and(|one| {
                one.state == MeetingState::Planned
                    && one.starts.to_string() == *occurrence
                    && one.ends > self.now()
                    && if early_or_late == "meeting_early" {
                        self.says_it_first(one, occasion)
                    } else {
                        self.says_it_still(occasion)
                    }
            }),
        }
    }

    /// An early reminder, until the late one's time, or where it was put off until then.
    fn says_it_first(&self, meeting: &KnownMeeting, early: &Occasion) -> bool {
        let late_at = meeting.starts - self.leads(meeting).1;
        let shown = self.shown_at.get(early).copied();
        late_at > self.now()
            || self.asleep.contains_key(early)
            || shown.is_some_and(|at| at >= late_at)
    }

    /// A late reminder, unless the early one came again after it.
    fn says_it_still(&self, late: &Occasion) -> bool {
        let early = ("meeting_early".to_owned(), late.1.clone(), late.2.clone());
        let sleeps = |one: &Occasion| self.asleep.contains_key(one) || self.answered.contains(one);
        let at = |one: &Occasion| self.shown_at.get(one).copied();
        sleeps(&early) || sleeps(late) || at(&early).is_none() || at(&early) <= at(late)
    }

    /// The rooms in which nothing is planned, and from when their silence counts as too long.
    fn silences(&self) -> Vec<(String, i64)> {
        let rows = relationship_list(self.app(), RelationshipList::default())
            .unwrap()
            .items;
        let mut found = Vec::new();
        for room in &self.rooms {
            let row = rows.iter().find(|row| row.id == room.id).unwrap();
            assert_eq!(
                row.quiet_from.is_some(),
                room.cadence.is_some(),
                "who means to meet is missed, seed {}",
                self.seed
            );
            let Some(Millis(from)) = row.quiet_from else {
                continue;
            };
            let meant = self.meant_quiet_from(room);
            assert!(
                meant.iter().any(|at| (at - from).abs() <= ANYWHERE),
                "a silence is reckoned from {from} and should be from one of {meant:?}, seed {}",
                self.seed
            );
            let planned = self.meetings.iter().any(|meeting| {
                meeting.room == room.id
                    && meeting.state == MeetingState::Planned
                    && meeting.ends > self.now()
            });
            if !planned {
                found.push((room.id.to_string(), from));
            }
        }
        found
    }

    /// When a silence is too long: reckoned from the last contact's day, or the day beside it, since the
    /// zone it was reckoned in may have been another.
    fn meant_quiet_from(&self, room: &KnownRoom) -> Vec<i64> {
        let held = self
            .meetings
            .iter()
            .filter(|meeting| meeting.room == room.id && meeting.state == MeetingState::Held)
            .map(|meeting| meeting.starts)
            .max();
        let since = held.unwrap_or(room.entered).max(room.entered);
        let day = DateTime::from_timestamp_millis(since).unwrap().date_naive();
        let cadence = room.cadence.unwrap();
        (-1..=1)
            .map(|beside| {
                let day = day + Duration::days(beside);
                let due = next_meant(cadence, day);
                let grace = ((due - day).num_days() / 2).min(21);
                let quiet = due + Duration::days(grace);
                quiet
                    .and_hms_opt(9, 0, 0)
                    .unwrap()
                    .and_utc()
                    .timestamp_millis()
            })
            .collect()
    }

    /// The due time a silence was told under, if it was told: that of another zone is the same silence.
    fn told_as(&self, room: &str, from: i64) -> String {
        self.shown
            .keys()
            .filter(|(kind, id, _)| kind == "gone_quiet" && id == room)
            .find(|(_, _, told)| (told.parse::<i64>().unwrap() - from).abs() <= 93_600_000)
            .map_or_else(|| from.to_string(), |(_, _, told)| told.clone())
    }

    fn leads(&self, meeting: &KnownMeeting) -> (i64, i64) {
        let room = self
            .rooms
            .iter()
            .find(|room| room.id == meeting.room)
            .unwrap();
        let (early, late) = room.leads.map_or(
            (self.wishes.remind_early, self.wishes.remind_late),
            |leads| (leads.early, leads.late),
        );
        (
            i64::from(early) * Millis::MINUTE,
            i64::from(late) * Millis::MINUTE,
        )
    }

    fn is_held(&self) -> bool {
        let here = self.utc().with_timezone(&self.zone());
        let weekday = here.weekday().number_from_monday() as u8;
        let quiet = self.wishes.quiet_hours.as_ref().is_some_and(|hours| {
            let of = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
            let (from, until, time) = (of(&hours.from), of(&hours.until), here.time());
            if from < until {
                from <= time && time < until
            } else {
                time >= from || time < until
            }
        });
        quiet || self.wishes.days_off.contains(&weekday)
    }

    fn promise_hour(&self, day: NaiveDate) -> DateTime<Utc> {
        self.instant(day.and_hms_opt(self.promises_due_at, 0, 0).unwrap())
    }

    /// A wall time here: the first of two, and after a gap the first there is.
    pub fn instant(&self, mut wall: NaiveDateTime) -> DateTime<Utc> {
        loop {
            if let Some(instant) = self.zone().from_local_datetime(&wall).earliest() {
                return instant.to_utc();
            }
            wall += Duration::minutes(1);
        }
    }
}

fn untold(meeting: &KnownMeeting) -> bool {
    matches!(meeting.state, MeetingState::Planned | MeetingState::Held)
}

/// The day two people mean to meet after one they met on, found day by day.
fn next_meant(cadence: Cadence, day: NaiveDate) -> NaiveDate {
    let weekday = match cadence.unit {
        CadenceUnit::Week => return day + Duration::days(7 * i64::from(cadence.every)),
        CadenceUnit::Month => return day + Months::new(cadence.every),
        CadenceUnit::Monday => Weekday::Mon,
        CadenceUnit::Tuesday => Weekday::Tue,
        CadenceUnit::Wednesday => Weekday::Wed,
        CadenceUnit::Thursday => Weekday::Thu,
        CadenceUnit::Friday => Weekday::Fri,
        CadenceUnit::Saturday => Weekday::Sat,
        CadenceUnit::Sunday => Weekday::Sun,
    };
    let is_last = |date: NaiveDate| (date + Duration::days(7)).month() != date.month();
    (8..)
        .map(|ahead| day + Duration::days(ahead))
        .filter(|date| date.weekday() == weekday)
        .find(|date| {
            if cadence.every == 5 {
                is_last(*date)
            } else {
                (date.day() - 1) / 7 + 1 == cadence.every
            }
        })
        .unwrap()
}
