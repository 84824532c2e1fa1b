use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{
    Due, Look, Subject, Words, collect, collect_unshown, collect_words, instant, instants,
};
use crate::app::App;
use crate::clock::Millis;
use crate::error::Result;
use crate::locale::Message;
use crate::reminders::model::ReminderKind;

/// A relationship has been silent for longer than was meant, and no meeting is planned.
pub(super) struct GoneQuiet;

/// Which silence it is: the time it was told under, if that is at most a day and a journey's hours away from
/// the time it would have now. Who looks at the room from another zone is not told of the same silence again.
const SILENCE: &str = "coalesce((SELECT d.occurrence FROM reminder d WHERE d.subject_id = s.id AND d.kind = 'gone_quiet'
      AND abs(CAST(d.occurrence AS INTEGER) - s.quiet_from) <= 93600000), CAST(s.quiet_from AS TEXT))";

/// No meeting of the relationship `s` is still to come; `?1` is now.
const NOTHING_PLANNED: &str = "NOT EXISTS (
    SELECT 1 FROM meeting_participant mp JOIN meeting n ON n.id = mp.meeting_id
    WHERE mp.relationship_id = s.id AND n.state = 'planned' AND n.bin_id IS NULL AND n.ends_at > ?1)";

impl Subject for GoneQuiet {
    fn kind(&self) -> ReminderKind {
        ReminderKind::GoneQuiet
    }

    fn name(&self) -> &'static str {
        "reminder_kind_gone_quiet"
    }

    fn table(&self) -> &'static str {
        "relationship"
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let sql = format!(
            "SELECT s.id AS subject, {SILENCE} AS occurrence, s.quiet_from AS at
             FROM relationship s WHERE s.bin_id IS NULL AND s.quiet_from IS NOT NULL AND s.quiet_from <= ?1
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
            "SELECT s.id AS subject, {SILENCE} AS occurrence, s.quiet_from AS at
             FROM relationship s WHERE s.id = ?2 AND s.bin_id IS NULL AND s.quiet_from IS NOT NULL
               AND {NOTHING_PLANNED}"
        );
        let now: Millis = look.now;
        collect(conn, self.kind(), &sql, &[&now, &subject])
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let sql = format!(
            "SELECT s.quiet_from FROM relationship s WHERE s.bin_id IS NULL AND s.quiet_from IS NOT NULL
               AND s.quiet_from > ?1 AND s.quiet_from <= ?2 AND {NOTHING_PLANNED}"
        );
        instants(conn, &sql, &[&look.now, &until])
    }

    fn waits(&self) -> String {
        format!(
            "abs(CAST(d.occurrence AS INTEGER) - s.quiet_from) <= 93600000 AND {NOTHING_PLANNED}"
        )
    }

    fn words(
        &self,
        conn: &Connection,
        app: &App,
        subjects: &str,
    ) -> Result<BTreeMap<String, Words>> {
        collect_words(
            conn,
            "SELECT s.id, s.last_contact_at, s.last_met_at, p.name
             FROM json_each(?1) i JOIN relationship s ON s.id = i.value JOIN person p ON p.id = s.person_id",
            subjects,
            |row, id| {
                let last: Option<Millis> = row.get("last_contact_at")?;
                let message = match last {
                    Some(at) => {
                        let weeks = ((app.now().0 - at.0) / (7 * Millis::DAY)).max(1);
                        let met = row.get::<_, Option<Millis>>("last_met_at")? == Some(at);
                        let key = if met {
                            "reminder_quiet"
                        } else {
                            "reminder_quiet_contact"
                        };
                        Message::new(key).with("count", weeks)
                    }
                    None => Message::new("reminder_quiet_never"),
                };
                let name: String = row.get("name")?;
                Ok(Words {
                    title: name.clone(),
                    body: app.locale().say(&message),
                    opens: format!("/room/{id}"),
                    person: Some(name),
                    join: None,
                })
            },
        )
    }
}
