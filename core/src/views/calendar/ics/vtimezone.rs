//! `VTIMEZONE` (RFC 5545 section 3.6.5) from the zone database compiled into the app.
//!
//! The database is a list of changes, not of rules. A change that returns every year by one rule until long
//! after the last event is written with its `RRULE`; any other change near the events is an observance of
//! its own with an explicit onset, which every reader understands (`RDATE` in a time zone, several do not).

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};
use ical::generator::Property;
use ical::parser::ical::component::{
    IcalTimeZone, IcalTimeZoneTransition, IcalTimeZoneTransitionType,
};

use super::write::{local_time, property};
use super::zone_rule::Rule;

/// Years after the last event through which changes are listed even where they follow no rule.
const YEARS_LISTED: i32 = 2;
/// Years after the last event through which a rule must hold to be written as one. Longer than the 12 years
/// in which a date falls on each day of the week, so two rules that agree all that time are the same.
const YEARS_PROVEN: i32 = 16;
/// The zone database has no change outside these years.
const FIRST_YEAR: i32 = 1840;
const LAST_YEAR: i32 = 2110;

/// What the clocks show between two changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    offset_seconds: i32,
    dst_seconds: i64,
    name: String,
}

/// One change of the clocks.
#[derive(Debug, Clone)]
struct Change {
    /// In the local time that the change ends, as RFC 5545 has the `DTSTART` of an observance.
    onset: NaiveDateTime,
    from_seconds: i32,
    is_daylight: bool,
    to: Span,
}

/// What two changes must share to be occurrences of one rule, but for the day.
type Family = (bool, i32, Span, u32, chrono::NaiveTime);

/// The time zone component, right for every instant from `first` to `last`.
pub(super) fn vtimezone(zone: Tz, first: DateTime<Utc>, last: DateTime<Utc>) -> IcalTimeZone {
    let first_year = (first.year() - 1).clamp(FIRST_YEAR, LAST_YEAR);
    let last_year = last.year().clamp(first_year, LAST_YEAR);
    let window_start = january(first_year);
    let changes = changes(zone, window_start, january(last_year + YEARS_PROVEN + 1));
    let listed_until = january(last_year + YEARS_LISTED + 1);

    let mut transitions = Vec::new();
    let starts_covered = changes.first().is_some_and(|change| {
        change.onset - TimeDelta::seconds(change.from_seconds.into()) <= first.naive_utc()
    });
    if !starts_covered {
        transitions.push(opening(zone, window_start, &changes));
    }

    let mut families: BTreeMap<Family, Vec<NaiveDateTime>> = BTreeMap::new();
    for change in &changes {
        families
            .entry(change.family())
            .or_default()
            .push(change.onset);
    }
    let rules: BTreeMap<Family, (Rule, i32)> = families
        .into_iter()
        .filter_map(|(family, onsets)| {
            Some((
                family,
                Rule::of(&onsets, last_year + YEARS_LISTED, last_year + YEARS_PROVEN)?,
            ))
        })
        .collect();
    for change in changes.iter().filter(|change| change.onset < listed_until) {
        match rules.get(&change.family()) {
            Some((rule, since)) if change.onset.year() == *since => {
                transitions.push(change.observance(Some(rule.to_string())));
            }
            Some((_, since)) if change.onset.year() > *since => {}
            _ => transitions.push(change.observance(None)),
        }
    }
    IcalTimeZone {
        properties: vec![property("TZID", zone.name())],
        transitions,
    }
}

impl Change {
    fn family(&self) -> Family {
        (
            self.is_daylight,
            self.from_seconds,
            self.to.clone(),
            self.onset.month(),
            self.onset.time(),
        )
    }

    fn observance(&self, rule: Option<String>) -> IcalTimeZoneTransition {
        let mut properties: Vec<Property> = vec![
            property("DTSTART", local_time(self.onset)),
            property("TZOFFSETFROM", utc_offset(self.from_seconds)),
            property("TZOFFSETTO", utc_offset(self.to.offset_seconds)),
            property("TZNAME", self.to.name.clone()),
        ];
        properties.extend(rule.map(|rule| property("RRULE", rule)));
        let transition = if self.is_daylight {
            IcalTimeZoneTransitionType::DAYLIGHT
        } else {
            IcalTimeZoneTransitionType::STANDARD
        };
        IcalTimeZoneTransition {
            transition,
            properties,
        }
    }
}

/// The state the clocks were in before the first change, as an observance that changes nothing.
fn opening(zone: Tz, at: NaiveDateTime, changes: &[Change]) -> IcalTimeZoneTransition {
    let to = span(zone, at);
    let next = changes.first().map(|change| &change.to);
    let onset = at
        .checked_add_signed(TimeDelta::seconds(to.offset_seconds.into()))
        .unwrap_or(at);
    // With no change ahead it has been so for long: the year that other programs write, if it is early enough.
    let onset = if changes.is_empty() {
        onset.min(january(1970))
    } else {
        onset
    };
    Change {
        onset,
        from_seconds: to.offset_seconds,
        is_daylight: is_daylight(&to, next),
        to,
    }
    .observance(None)
}

/// Daylight saving is the state with the clocks ahead. Where the law calls summer the standard and winter the
/// exception (Ireland, Morocco), it is written the usual way round: readers expect it.
fn is_daylight(span: &Span, neighbour: Option<&Span>) -> bool {
    span.dst_seconds > 0
        || (span.dst_seconds == 0 && neighbour.is_some_and(|other| other.dst_seconds < 0))
}

fn january(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1)
        .unwrap_or_default()
        .into()
}

fn span(zone: Tz, at: NaiveDateTime) -> Span {
    let offset = zone.offset_from_utc_datetime(&at);
    let offset_seconds = offset.fix().local_minus_utc();
    Span {
        offset_seconds,
        dst_seconds: offset.dst_offset().num_seconds(),
        name: offset
            .abbreviation()
            .map_or_else(|| utc_offset(offset_seconds), str::to_owned),
    }
}

/// Every change between two instants, found by looking at each day and halving the days that differ.
fn changes(zone: Tz, from: NaiveDateTime, until: NaiveDateTime) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let mut day = from;
    let mut before = span(zone, day);
    while day < until {
        let next_day = day + TimeDelta::days(1);
        let after = span(zone, next_day);
        if before != after {
            let (mut low, mut high) = (0, 24 * 60 * 60);
            while high - low > 1 {
                let middle = (low + high) / 2;
                if span(zone, day + TimeDelta::seconds(middle)) == before {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            found.push(Change {
                onset: day + TimeDelta::seconds(high + i64::from(before.offset_seconds)),
                from_seconds: before.offset_seconds,
                is_daylight: is_daylight(&after, Some(&before)),
                to: after.clone(),
            });
        }
        day = next_day;
        before = after;
    }
    found
}

/// A UTC-OFFSET value (RFC 5545 section 3.3.14).
fn utc_offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (
        seconds.abs() / 3600,
        seconds.abs() / 60 % 60,
        seconds.abs() % 60,
    );
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ical::generator::Emitter;

    fn written(zone: Tz, first: i32, last: i32) -> String {
        vtimezone(zone, january(first).and_utc(), january(last).and_utc())
            .generate()
            .replace("\r\n", "\n")
    }

    #[test]
    fn yearly_changes_become_rules() {
        assert_eq!(
            written(Tz::Europe__Paris, 2026, 2026),
            "BEGIN:VTIMEZONE\nTZID:Europe/Paris\n\
             BEGIN:DAYLIGHT\nDTSTART:20250330T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\n\
             RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:20251026T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\n\
             RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n"
        );
        let new_york = written(Tz::America__New_York, 2026, 2026);
        assert!(
            new_york.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
            "second Sunday of March: {new_york}"
        );
        assert!(
            new_york.contains("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
            "first of November: {new_york}"
        );
        let santiago = written(Tz::America__Santiago, 2026, 2026);
        assert!(
            santiago.contains("BYMONTH=4;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU"),
            "the first Sunday from the 2nd of April, as Chile's law has it: {santiago}"
        );
    }

    #[test]
    fn zones_without_changes_have_one_observance() {
        assert_eq!(
            written(Tz::Asia__Kolkata, 2026, 2027),
            "BEGIN:VTIMEZONE\nTZID:Asia/Kolkata\nBEGIN:STANDARD\nDTSTART:19700101T000000\n\
             TZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nTZNAME:IST\nEND:STANDARD\nEND:VTIMEZONE\n"
        );
    }

    #[test]
    fn an_abolished_rule_is_not_continued() {
        let sao_paulo = written(Tz::America__Sao_Paulo, 2018, 2026);
        assert!(
            !sao_paulo.contains("RRULE"),
            "Brazil stopped changing its clocks in 2019: {sao_paulo}"
        );
        assert!(
            sao_paulo.contains("DTSTART:20181104T000000"),
            "its last change ahead is listed: {sao_paulo}"
        );
    }

    #[test]
    fn irregular_changes_are_listed_one_by_one() {
        let casablanca = written(Tz::Africa__Casablanca, 2026, 2026);
        assert!(
            !casablanca.contains("RRULE"),
            "Ramadan follows no rule of this calendar: {casablanca}"
        );
        assert!(
            casablanca.matches("BEGIN:STANDARD").count() >= 3,
            "one for each year near: {casablanca}"
        );
    }

    #[test]
    fn summer_is_daylight_also_where_the_law_says_otherwise() {
        let dublin = written(Tz::Europe__Dublin, 2026, 2026);
        let daylight = dublin.split("BEGIN:STANDARD").next().unwrap_or_default();
        assert!(
            daylight.contains("TZOFFSETTO:+0100\nTZNAME:IST"),
            "Irish summer time is ahead: {dublin}"
        );
    }

    #[test]
    fn offsets_with_seconds_and_signs_are_written() {
        assert_eq!(utc_offset(-12_600), "-0330");
        assert_eq!(utc_offset(561), "+000921");
        assert_eq!(utc_offset(0), "+0000");
    }
}
