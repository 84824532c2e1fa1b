use rusqlite::Connection;

use super::{Due, Look, Subject, collect, collect_unshown, instant, instants};
use crate::clock::Millis;
use crate::error::Result;
use crate::notes::ABOUT_MEETING_M;
use crate::reminders::model::ReminderKind;

/// A meeting is over and nobody said how it went, or it was held and nothing was written.
pub(super) struct Unwritten;

/// A note written to prepare for a meeting does not say how it went: only of one that was held do words answer.
fn held_without_words() -> String {
    format!("(m.state = 'held' AND m.notes = '' AND NOT EXISTS ({ABOUT_MEETING_M}))")
}

impl Subject for Unwritten {
    fn kind(&self) -> ReminderKind {
        ReminderKind::Unwritten
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        // After a month the question has lost its point.
        let month = Millis(look.now.0 - 31 * Millis::DAY);
        let mut found = Vec::new();
        for state in ["m.state = 'planned'", &held_without_words()] {
            let sql = format!(
                "SELECT m.id AS subject, CAST(m.ends_at AS TEXT) AS occurrence, m.ends_at AS at
                 FROM meeting m WHERE m.bin_id IS NULL AND {state} AND m.ends_at > ?1 AND m.ends_at <= ?2
                   AND m.created_at < m.ends_at"
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
            "SELECT m.id AS subject, CAST(m.ends_at AS TEXT) AS occurrence, m.ends_at AS at
             FROM meeting m WHERE m.id = ?1 AND m.bin_id IS NULL AND m.created_at < m.ends_at
               AND (m.state = 'planned' OR {})",
            held_without_words()
        );
        collect(conn, self.kind(), &sql, &[&subject])
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        instants(
            conn,
            "SELECT ends_at FROM meeting
             WHERE bin_id IS NULL AND state = 'planned' AND ends_at > ?1 AND ends_at <= ?2",
            &[&look.now, &until],
        )
    }

    fn waits(&self) -> String {
        format!(
            "(m.state = 'planned' OR {}) AND CAST(m.ends_at AS TEXT) = d.occurrence",
            held_without_words()
        )
    }
}
