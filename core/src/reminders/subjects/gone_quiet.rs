use rusqlite::Connection;

use super::{Due, Look, Subject, collect, collect_unshown, instant, instants};
use crate::clock::Millis;
use crate::error::Result;
use crate::reminders::model::ReminderKind;

/// A relationship has been silent for longer than was meant, and no meeting is planned.
pub(super) struct GoneQuiet;

/// Which silence it is: the time it was told under, if that is at most a day and a journey's hours away from
/// the time it would have now. Who looks at the room from another zone is not told of the same silence again.
const SILENCE: &str = "coalesce((SELECT d.occurrence FROM reminder d WHERE d.subject_id = r.id AND d.kind = 'gone_quiet'
      AND abs(CAST(d.occurrence AS INTEGER) - r.quiet_from) <= 93600000), CAST(r.quiet_from AS TEXT))";

/// No meeting of the relationship `r` is still to come; `?1` is now.
const NOTHING_PLANNED: &str = "NOT EXISTS (
    SELECT 1 FROM meeting_participant mp JOIN meeting n ON n.id = mp.meeting_id
    WHERE mp.relationship_id = r.id AND n.state = 'planned' AND n.bin_id IS NULL AND n.ends_at > ?1)";

impl Subject for GoneQuiet {
    fn kind(&self) -> ReminderKind {
        ReminderKind::GoneQuiet
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let sql = format!(
            "SELECT r.id AS subject, {SILENCE} AS occurrence, r.quiet_from AS at
             FROM relationship r WHERE r.bin_id IS NULL AND r.quiet_from IS NOT NULL AND r.quiet_from <= ?1
               AND {NOTHING_PLANNED}"
        );
        collect_unshown(conn, self.kind(), &sql, &[&look.now])
    }

    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>> {
        instant(
            conn,
            "SELECT min(quiet_from) FROM relationship
             WHERE bin_id IS NULL AND quiet_from IS NOT NULL AND quiet_from > ?1",
            &[&look.now],
        )
    }

    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>> {
        let sql = format!(
            "SELECT r.id AS subject, {SILENCE} AS occurrence, r.quiet_from AS at
             FROM relationship r WHERE r.id = ?2 AND r.bin_id IS NULL AND r.quiet_from IS NOT NULL
               AND {NOTHING_PLANNED}"
        );
        let now: Millis = look.now;
        collect(conn, self.kind(), &sql, &[&now, &subject])
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let sql = format!(
            "SELECT r.quiet_from FROM relationship r WHERE r.bin_id IS NULL AND r.quiet_from IS NOT NULL
               AND r.quiet_from > ?1 AND r.quiet_from <= ?2 AND {NOTHING_PLANNED}"
        );
        instants(conn, &sql, &[&look.now, &until])
    }

    fn waits(&self) -> String {
        format!(
            "abs(CAST(d.occurrence AS INTEGER) - r.quiet_from) <= 93600000 AND {NOTHING_PLANNED}"
        )
    }
}
