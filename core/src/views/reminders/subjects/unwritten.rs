use std::collections::BTreeMap;

use rusqlite::Connection;

use super::meeting_ahead::meeting_words;
use super::{Due, Look, Never, Subject, Words, collect, collect_unshown, instant, instants};
use crate::app::App;
use crate::clock::Millis;
use crate::error::Result;
use crate::meetings::store::goes_on;
use crate::notes::ABOUT_MEETING_S;
use crate::reminders::model::ReminderKind;

/// A meeting is over and nobody said how it went, or it was held and nothing was written.
pub(super) struct Unwritten;

/// After a month the question has lost its point.
const STALE: i64 = 31 * Millis::DAY;

/// A note written to prepare for a meeting does not say how it went: only of one that was held do words answer.
fn held_without_words() -> String {
    format!("(s.state = 'held' AND s.notes = '' AND NOT EXISTS ({ABOUT_MEETING_S}))")
}

impl Subject for Unwritten {
    fn kind(&self) -> ReminderKind {
        ReminderKind::Unwritten
    }

    fn name(&self) -> &'static str {
        "reminder_kind_unwritten"
    }

    fn table(&self) -> &'static str {
        "meeting"
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let month = Millis(look.now.0 - STALE);
        let mut found = Vec::new();
        for state in ["s.state = 'planned'", &held_without_words()] {
            let sql = format!(
                "SELECT s.id AS subject, CAST(s.ends_at AS TEXT) AS occurrence, s.ends_at AS at
                 FROM meeting s WHERE s.bin_id IS NULL AND {state} AND s.ends_at > ?1 AND s.ends_at <= ?2
                   AND s.created_at < s.ends_at AND {}",
                goes_on("s")
            );
            found.extend(collect_unshown(
                conn,
                self.kind(),
                &sql,
                &[&month, &look.now],
            )?);
        }
        Ok(found)
    }

    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>> {
        // A meeting said to be held before its end is asked about at its end all the same.
        instant(
            conn,
            "SELECT min(at) FROM (
               SELECT min(ends_at) AS at FROM meeting
               WHERE bin_id IS NULL AND state = 'planned' AND ends_at > ?1
               UNION ALL
               SELECT min(ends_at) FROM meeting
               WHERE bin_id IS NULL AND state = 'held' AND notes = '' AND ends_at > ?1)",
            &[&look.now],
        )
    }

    fn of(&self, conn: &Connection, _look: &Look, subject: &str) -> Result<Vec<Due>> {
        // A meeting entered when it was already over needs no question.
        let sql = format!(
            "SELECT s.id AS subject, CAST(s.ends_at AS TEXT) AS occurrence, s.ends_at AS at
             FROM meeting s WHERE s.id = ?1 AND s.bin_id IS NULL AND s.created_at < s.ends_at
               AND (s.state = 'planned' OR {}) AND {}",
            held_without_words(),
            goes_on("s")
        );
        collect(conn, self.kind(), &sql, &[&subject])
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let sql = format!(
            "SELECT s.ends_at FROM meeting s
             WHERE s.bin_id IS NULL AND s.state = 'planned' AND s.ends_at > ?1 AND s.ends_at <= ?2 AND {}",
            goes_on("s")
        );
        instants(conn, &sql, &[&look.now, &until])
    }

    fn waits(&self) -> String {
        format!(
            "(s.state = 'planned' OR {}) AND CAST(s.ends_at AS TEXT) = d.occurrence AND {}",
            held_without_words(),
            goes_on("s")
        )
    }

    fn settled(&self) -> String {
        "s.state = 'held'".to_owned()
    }

    fn words(
        &self,
        conn: &Connection,
        app: &App,
        subjects: &str,
    ) -> Result<BTreeMap<String, Words>> {
        meeting_words(conn, app, subjects, "reminder_unwritten", "/live/")
    }

    fn never(
        &self,
        _conn: &Connection,
        _look: &Look,
        due: &Due,
        comes: Millis,
    ) -> Result<Option<Never>> {
        Ok((due.at.0 <= comes.0 - STALE).then_some(Never::TooLate))
    }
}
