//! Which backups stay: the last of each hour, day, week and month that has one, so many of each, within a
//! budget. Hours to months are counted in UTC.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Months, NaiveDate};

use super::model::BackupId;
use crate::clock::Millis;

const HOUR: i64 = 60 * Millis::MINUTE;

/// How many hours, days, weeks and months that have a backup keep their last one.
const HOURS: usize = 24;
const DAYS: usize = 12;
const WEEKS: usize = 10;
const MONTHS: usize = 9;

/// The fewest backups kept, however small the budget.
pub(super) const FEWEST: usize = 3;

/// The number of the hour, day, week or month an instant lies in.
type Period = fn(Millis) -> i64;

fn hour(at: Millis) -> i64 {
    at.0.div_euclid(HOUR)
}

fn day(at: Millis) -> i64 {
    at.0.div_euclid(Millis::DAY)
}

/// Weeks begin on Monday; 1 January 1970 was a Thursday.
fn week(at: Millis) -> i64 {
    (day(at) + 3).div_euclid(7)
}

fn month(at: Millis) -> i64 {
    let date = at.utc().date_naive();
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

/// The backups that have expired, of all there are with their sizes in bytes, the one with the newest content
/// first: it stays, whatever clock it was made by.
pub(super) fn let_go(newest_first: &[(BackupId, u64)], budget: u64) -> Vec<BackupId> {
    let mut kept: BTreeSet<&BackupId> =
        newest_first.iter().take(FEWEST).map(|(id, _)| id).collect();
    let rules: [(Period, usize); 4] = [(hour, HOURS), (day, DAYS), (week, WEEKS), (month, MONTHS)];
    for (period, limit) in rules {
        let mut seen = BTreeSet::new();
        for (id, _) in newest_first {
            if seen.len() == limit {
                break;
            }
            if seen.insert(period(id.made_at())) {
                kept.insert(id);
            }
        }
    }
    let mut spent = 0u64;
    let mut gone = Vec::new();
    for (rank, (id, bytes)) in newest_first.iter().enumerate() {
        let fits = spent.saturating_add(*bytes) <= budget;
        if rank < FEWEST || (kept.contains(id) && fits) {
            spent = spent.saturating_add(*bytes);
        } else {
            gone.push(id.clone());
        }
    }
    gone
}

/// When a backup is thinned away at the latest, if others go on being made in two hours of every day: it is
/// kept for as long as the longest of its periods whose last one it is so far.
pub(super) fn kept_until(id: &BackupId, newest_first: &[BackupId]) -> Millis {
    let at = id.made_at();
    let last_of = |period: Period| {
        newest_first
            .iter()
            .take_while(|other| *other != id)
            .all(|other| period(other.made_at()) != period(at))
    };
    if last_of(month) {
        let date = at.utc().date_naive().with_day(1).unwrap_or(NaiveDate::MAX);
        let end = date
            .checked_add_months(Months::new(MONTHS as u32))
            .unwrap_or(NaiveDate::MAX);
        return Millis(
            end.and_time(chrono::NaiveTime::MIN)
                .and_utc()
                .timestamp_millis(),
        );
    }
    let days = |count: usize| Millis(at.0 + count as i64 * Millis::DAY);
    if last_of(week) {
        days(WEEKS * 7)
    } else {
        days(DAYS)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> BackupId {
        text.parse().expect("a backup's name")
    }

    #[test]
    fn a_year_of_work_leaves_the_hours_days_weeks_and_months_promised() {
        let first = at("2025-01-01T000000Z").made_at();
        let mut there: Vec<(BackupId, u64)> = Vec::new();
        // A backup every half an hour for a year, thinned after each.
        for half in 0..2 * 24 * 365 {
            there.insert(0, (BackupId::at(Millis(first.0 + half * HOUR / 2)), 1));
            let gone = let_go(&there, u64::MAX);
            there.retain(|(id, _)| !gone.contains(id));
        }
        let distinct = |period: Period| {
            let all: BTreeSet<i64> = there.iter().map(|(id, _)| period(id.made_at())).collect();
            all.len()
        };
        assert!(distinct(hour) >= HOURS, "the last 24 hours are there");
        assert!(distinct(day) >= DAYS, "and the last 12 days");
        assert!(distinct(week) >= WEEKS, "and 10 weeks");
        assert_eq!(distinct(month), MONTHS, "and 9 months, no more");
        assert!(
            there.len() <= HOURS + DAYS + WEEKS + MONTHS + FEWEST,
            "{} in all",
            there.len()
        );
    }

    #[test]
    fn a_small_budget_takes_the_oldest_and_leaves_three() {
        let all: Vec<(BackupId, u64)> = (0..9)
            .rev()
            .map(|day| (BackupId::at(Millis(day * Millis::DAY)), 10))
            .collect();
        let left = |budget| 9 - let_go(&all, budget).len();
        assert_eq!(left(u64::MAX), 9, "there is room for all");
        assert_eq!(left(50), 5, "the budget decides");
        assert_eq!(left(0), FEWEST, "never fewer than three");
        assert!(
            !let_go(&all, 50).contains(&BackupId::at(Millis(8 * Millis::DAY))),
            "the newest stays"
        );
    }

    #[test]
    fn a_backup_of_a_clock_far_ahead_never_stands_in_for_newer_content() {
        // Four were made by a clock in 2030, then the clock was put right and a year of work went on.
        let ahead = (0..4).map(|hour| at(&format!("2030-01-01T0{hour}0000Z")));
        let mut there: Vec<(BackupId, u64)> = ahead.rev().map(|id| (id, 1)).collect();
        let first = at("2026-03-03T000000Z").made_at();
        for day in 0..365 {
            let made = BackupId::at(Millis(first.0 + day * Millis::DAY));
            there.insert(0, (made.clone(), 1));
            for budget in [0, u64::MAX] {
                assert!(
                    !let_go(&there, budget).contains(&made),
                    "day {day}: the newest content stays"
                );
            }
            let gone = let_go(&there, u64::MAX);
            there.retain(|(id, _)| !gone.contains(id));
        }
    }

    proptest! {
        #[test]
        fn thinning_keeps_the_newest_and_is_done_after_once(
            hours in proptest::collection::btree_set(0..20_000i64, 0..120),
            budget in 0..200u64,
        ) {
            let all: Vec<(BackupId, u64)> = hours.iter().rev().map(|hour| (BackupId::at(Millis(hour * HOUR / 2)), 1)).collect();
            let gone = let_go(&all, budget);
            let left: Vec<(BackupId, u64)> = all.iter().filter(|(id, _)| !gone.contains(id)).cloned().collect();
            prop_assert!(left.len() >= all.len().min(FEWEST));
            prop_assert_eq!(left.first(), all.first());
            prop_assert_eq!(let_go(&left, budget), Vec::<BackupId>::new());
            prop_assert!(left.len() <= FEWEST.max(usize::try_from(budget).unwrap_or(0)).min(all.len()).max(FEWEST.min(all.len())));
        }

        #[test]
        fn no_backup_is_kept_longer_than_was_said(start in 0..40_000i64) {
            let first = BackupId::at(Millis(start * HOUR));
            let mut there = vec![first.clone()];
            let mut said = kept_until(&first, &there);
            for half in 1..2 * 24 * 300 {
                let next = Millis(first.made_at().0 + half * HOUR * 6);
                there.insert(0, BackupId::at(next));
                let sized: Vec<(BackupId, u64)> = there.iter().map(|id| (id.clone(), 1)).collect();
                let gone = let_go(&sized, u64::MAX);
                there.retain(|id| !gone.contains(id));
                if !there.contains(&first) {
                    prop_assert!(next <= Millis(said.0 + Millis::DAY));
                    return Ok(());
                }
                said = kept_until(&first, &there);
            }
            prop_assert!(false, "it stayed for ever");
        }
    }
}
