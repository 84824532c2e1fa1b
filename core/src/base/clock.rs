//! The only place that reads the clock and the system's zone. Everything else is handed a time.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An instant: milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(type = "number")]
pub struct Millis(pub i64);

impl Millis {
    /// One minute.
    pub const MINUTE: i64 = 60_000;
    /// One day of 24 hours; calendar days are counted in a zone instead.
    pub const DAY: i64 = 86_400_000;

    /// What stands for "until the person says otherwise": the last second of the year 9999.
    pub const FOR_GOOD: Self = Self(253_402_300_799_000);

    /// Whether it is one a desk can hold: between the years 1900 and 2300.
    pub const fn is_sound(self) -> bool {
        -2_208_988_800_000 <= self.0 && self.0 <= 10_413_792_000_000
    }

    /// The instant as a UTC date-time. It is kept a quarter of a million years from now, so that every
    /// zone can show it: at the very ends chrono holds, a local time is out of range and panics.
    pub fn utc(self) -> DateTime<Utc> {
        const FAR: i64 = 8_000_000_000_000_000;
        DateTime::from_timestamp_millis(self.0.clamp(-FAR, FAR)).unwrap_or_default()
    }

    /// This instant moved by whole minutes.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(Self::MINUTE)))
    }
}

impl<Z: TimeZone> From<DateTime<Z>> for Millis {
    fn from(time: DateTime<Z>) -> Self {
        Self(time.timestamp_millis())
    }
}

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

/// A source of the current time and time zone.
pub trait Clock: Send + Sync {
    /// The current instant.
    fn now(&self) -> DateTime<Utc>;
    /// The zone the computer is set to.
    fn zone(&self) -> Tz;
    /// Does the work and says how long this computer was at it: on a processor, where the system tells that, else by the
    /// clock on the wall. For finding out how fast the computer is, never for deciding what is due.
    fn time(&self, work: &mut dyn FnMut()) -> Duration;
}

/// The computer's own clock and zone.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one reading of the clock")]
    fn now(&self) -> DateTime<Utc> {
        // Not `Utc::now`, which panics before 1970: a computer whose battery is flat may say any year.
        std::time::SystemTime::now().into()
    }

    fn zone(&self) -> Tz {
        std::env::var("TZ")
            .ok()
            .and_then(|value| zone_of_variable(&value))
            .or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok())
            .unwrap_or(Tz::UTC)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a stopwatch, beside the one reading of the clock"
    )]
    fn time(&self, work: &mut dyn FnMut()) -> Duration {
        let (start, spent) = (std::time::Instant::now(), on_processor());
        work();
        let by_wall = start.elapsed();
        let worked = on_processor()
            .zip(spent)
            .map(|(now, then)| now.saturating_sub(then));
        worked.filter(|time| !time.is_zero()).unwrap_or(by_wall)
    }
}

/// The zone that a value of the variable `TZ` names (tzset(3)): `Area/City`, after a colon or as the path of
/// its file, as other programs take it. None for a rule such as `CET-1CEST`, which names no place.
fn zone_of_variable(value: &str) -> Option<Tz> {
    let name = value.strip_prefix(':').unwrap_or(value);
    let name = name
        .rsplit_once("/zoneinfo/")
        .map_or(name, |(_, name)| name);
    name.parse().ok()
}

/// The time since this computer started, asleep or awake, as far as the system tells (Linux: `CLOCK_BOOTTIME`, see
/// proc(5)); elsewhere since this was first asked, by a clock that may stand still while the computer sleeps. Nobody
/// sets it forward or back: for how long something has lasted, never for deciding what is due.
pub fn since_start() -> Duration {
    static FIRST: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    #[expect(
        clippy::disallowed_methods,
        reason = "a stopwatch, beside the one reading of the clock"
    )]
    let by_instant = || FIRST.get_or_init(std::time::Instant::now).elapsed();
    up_time().unwrap_or_else(by_instant)
}

/// The first number of `/proc/uptime`, in seconds.
fn up_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/uptime").ok()?;
    let seconds = text.split_whitespace().next()?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// How long this thread has been on a processor (Linux, Documentation/scheduler/sched-stats: the first number).
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// A clock that stands still until it is moved, of a computer as slow as can be: the work is not even tried. For tests,
/// the bridge and made-up years.
#[derive(Debug)]
pub struct FixedClock(Mutex<(DateTime<Utc>, Tz)>);

impl FixedClock {
    /// A clock that shows `now` in `zone`.
    pub fn new(now: DateTime<Utc>, zone: Tz) -> Self {
        Self(Mutex::new((now, zone)))
    }

    /// Sets the instant.
    pub fn set(&self, now: DateTime<Utc>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0 = now;
    }

    /// Moves the instant, forward or back.
    pub fn advance(&self, by: chrono::Duration) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 += by;
    }

    /// Sets the time zone, as travelling does.
    pub fn set_zone(&self, zone: Tz) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1 = zone;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn zone(&self) -> Tz {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    fn time(&self, _work: &mut dyn FnMut()) -> Duration {
        Duration::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_since_the_start_goes_on_and_is_no_time_of_day() {
        let first = since_start();
        std::thread::sleep(Duration::from_millis(30));
        let then = since_start();
        assert!(first < then, "{first:?}, {then:?}");
        let hours = (then - first).as_secs() / 3600;
        assert_eq!(hours, 0, "by as much as was slept");
    }

    #[test]
    fn the_variable_names_a_zone_or_the_system_decides() {
        for (value, zone) in [
            ("America/New_York", Some(Tz::America__New_York)),
            (":Asia/Kathmandu", Some(Tz::Asia__Kathmandu)),
            (
                "/usr/share/zoneinfo/Europe/Berlin",
                Some(Tz::Europe__Berlin),
            ),
            (
                ":/usr/share/zoneinfo/Europe/Berlin",
                Some(Tz::Europe__Berlin),
            ),
            ("UTC", Some(Tz::UTC)),
            ("", None),
            (":", None),
            ("CET-1CEST,M3.5.0,M10.5.0/3", None),
            ("Europe/Nowhere", None),
            ("../../etc/passwd", None),
        ] {
            assert_eq!(zone_of_variable(value), zone, "TZ={value}");
        }
    }
}
