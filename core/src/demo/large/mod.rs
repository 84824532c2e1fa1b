//! Large data sets: many people in a fixed proportion, the same for the same seed. Each concept fills its share in a
//! file of its own.

mod actions;
mod advice;
mod amendments;
mod attachments;
mod bin;
mod challenges;
mod contacts;
mod decisions;
mod goals;
mod journal;
mod meetings;
mod mutual_checks;
mod notes;
mod people;
mod questions;
mod relationships;
mod reminders;
mod resources;
mod templates;
mod words;

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;

use self::words::{SENTENCES, SUBJECTS};
use super::refuse_somebody;
use crate::app::App;
use crate::clock::FixedClock;
use crate::commands::*;
use crate::error::{Error, Result};
use crate::id::split_mix;
use crate::limits;
use crate::locale::Message;
use crate::tasks::TaskId;

/// What a concept has of somebody.
struct Share {
    /// The table that gives the concept its name.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "a test compares them with the registry")
    )]
    of: &'static str,
    fill: fn(&mut Crowd, &mut Somebody) -> Result<()>,
}

impl Share {
    const fn new(of: &'static str, fill: fn(&mut Crowd, &mut Somebody) -> Result<()>) -> Self {
        Self { of, fill }
    }
}

/// A share for every concept of the registry, in the order in which they build on each other.
const SHARES: &[Share] = &[
    Share::new("person", people::fill),
    Share::new("relationship", relationships::fill),
    Share::new("goal", goals::fill),
    Share::new("meeting", meetings::fill),
    Share::new("action", actions::fill),
    Share::new("amendment", amendments::fill),
    Share::new("advice", advice::fill),
    Share::new("decision", decisions::fill),
    Share::new("challenge", challenges::fill),
    Share::new("journal_entry", journal::fill),
    Share::new("resource", resources::fill),
    Share::new("attachment", attachments::fill),
    Share::new("contact", contacts::fill),
    Share::new("mutual_check", mutual_checks::fill),
    Share::new("question", questions::fill),
    Share::new("agenda_template", templates::fill),
    Share::new("note", notes::fill),
    Share::new("bin", bin::fill),
    Share::new("reminder", reminders::fill),
];

/// Somebody of the crowd, as far as the shares before have told of them.
struct Somebody {
    person: PersonId,
    room: RelationshipId,
    /// The day they came, counted from today.
    since: i64,
    goals: Vec<String>,
    /// The meetings that were held, the oldest first.
    held: Vec<Held>,
}

/// A meeting that was held, and when it was written up.
#[derive(Clone, Copy)]
struct Held {
    id: MeetingId,
    at: DateTime<Utc>,
}

/// Makes a large data set on an empty desk. About a hundred and thirty rows come with each person.
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
    /// Somebody, with what every concept has of them.
    fn somebody(&mut self) -> Result<()> {
        let mut who = Somebody {
            person: self.app.new_id(),
            room: self.app.new_id(),
            since: 0,
            goals: Vec::new(),
            held: Vec::new(),
        };
        SHARES
            .iter()
            .try_for_each(|share| (share.fill)(self, &mut who))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    /// Concepts without a share, each with the reason.
    const NO_SHARE: [(&str, &str); 5] = [
        ("settings", "one row, which every desk has"),
        ("draft", "what stands in a form"),
        ("note_draft", "what is being written in private"),
        ("schedule", "stands for a file outside the desk"),
        ("find_entry", "follows from the rows by itself"),
    ];

    #[test]
    fn every_concept_has_its_share_of_a_large_desk() {
        for concept in registry::ALL.0 {
            let name = concept.table();
            let shares = SHARES.iter().filter(|share| share.of == name).count();
            let without = NO_SHARE.iter().any(|(of, _)| *of == name);
            assert_eq!(
                shares + usize::from(without),
                1,
                "{name}: give it a file in demo/large and a line in SHARES"
            );
        }
        assert_eq!(SHARES.len() + NO_SHARE.len(), registry::ALL.0.len());
    }
}
