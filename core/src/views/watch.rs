//! What no write of this program tells: what another program wrote, and what time alone makes another answer.
//! Whoever shows a desk looks now and then, so that no view ever has to ask on the chance.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use chrono_tz::Tz;
use rusqlite::{Connection, params};

use crate::app::App;
use crate::changes::{Changed, Topic};
use crate::clock::Millis;
use crate::error::Result;
use crate::reminders::{Held, ReminderHeld, commands::reminder_held};

/// Watches a desk for those who show it.
pub struct Watch {
    app: App,
    seen: Mutex<Option<Seen>>,
}

/// How things stood when it was looked last.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    now: Millis,
    today: NaiveDate,
    zone: Tz,
    held: Held,
}

impl Watch {
    /// Watches this desk from its first look on.
    pub fn over(app: &App) -> Self {
        Self {
            app: app.clone(),
            seen: Mutex::default(),
        }
    }

    /// Looks, publishes what is another answer now than at the last look, and says what time it is.
    ///
    /// # Errors
    /// What reading meets; the next look makes up for it.
    pub fn look(&self) -> Result<Millis> {
        if self.app.is_locked() {
            *self.seen() = None;
            return Ok(self.app.now());
        }
        let foreign = self.app.look_for_foreign_changes()?;
        let here = Seen {
            now: self.app.now(),
            today: self.app.today(),
            zone: self.app.zone(),
            held: reminder_held(&self.app, ReminderHeld::default())?,
        };
        let now = here.now;
        let before = self.seen().clone();
        // Another program's write has made everything known as changed already.
        let changed = match &before {
            Some(before) if !foreign => self.app.read(|conn| here.since(before, conn))?,
            _ => nothing(),
        };
        *self.seen() = Some(here);
        self.app.publish(&changed);
        Ok(now)
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Option<Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    /// What time has changed since `before`.
    fn since(&self, before: &Self, conn: &Connection) -> Result<Changed> {
        // Every answer names days and shows times of the day; a clock set back takes back what had begun.
        if (self.today, self.zone) != (before.today, before.zone) || self.now < before.now {
            return Ok(Changed::everything());
        }
        let mut changed = nothing();
        let passed = params![before.now, self.now];
        if conn
            .prepare_cached(MEETING_PASSED)?
            .query_row(passed, |row| row.get(0))?
        {
            changed.topics.insert(Topic::Meetings);
        }
        if conn
            .prepare_cached(GONE_QUIET)?
            .query_row(passed, |row| row.get(0))?
        {
            changed.topics.insert(Topic::Relationships);
        }
        if self.held != before.held {
            changed.topics.insert(Topic::Reminders);
        }
        Ok(changed)
    }
}

fn nothing() -> Changed {
    Changed {
        topics: BTreeSet::new(),
    }
}

/// Whether a planned meeting has begun or ended: another one is the next, and that one waits for a word.
const MEETING_PASSED: &str = "SELECT EXISTS (
      SELECT 1 FROM meeting INDEXED BY meeting_planned
      WHERE bin_id IS NULL AND state = 'planned' AND starts_at > ?1 AND starts_at <= ?2)
    OR EXISTS (
      SELECT 1 FROM meeting INDEXED BY meeting_planned_end
      WHERE bin_id IS NULL AND state = 'planned' AND ends_at > ?1 AND ends_at <= ?2)";

/// Whether somebody's silence has become longer than was meant.
const GONE_QUIET: &str = "SELECT EXISTS (
      SELECT 1 FROM relationship INDEXED BY relationship_quiet
      WHERE bin_id IS NULL AND quiet_from IS NOT NULL AND quiet_from > ?1 AND quiet_from <= ?2)";
