use rusqlite::Connection;

use super::{Due, Look, Subject, collect, collect_missed, collect_unshown, instant, instants};
use crate::clock::Millis;
use crate::error::Result;
use crate::meetings::store::lead;
use crate::reminders::model::ReminderKind;

/// The longest lead time there is, and so how far ahead a look has to reach.
const HORIZON: i64 = 31 * Millis::DAY;

/// A meeting is some time ahead: a day, unless told otherwise. Of use until the late word's time.
pub(super) struct MeetingEarly;

/// A meeting is about to begin, or has begun and is not over.
pub(super) struct MeetingLate;

impl Subject for MeetingEarly {
    fn kind(&self) -> ReminderKind {
        ReminderKind::MeetingEarly
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let (early, late) = (lead("remind_early", "?3"), lead("remind_late", "?4"));
        let sql = format!(
            "SELECT m.id AS subject, CAST(m.starts_at AS TEXT) AS occurrence, m.starts_at - {early} AS at
             FROM meeting m WHERE m.bin_id IS NULL AND m.state = 'planned'
               AND m.starts_at > ?1 AND m.starts_at <= ?2
               AND {early} > {late} AND m.starts_at - {early} <= ?1 AND m.starts_at - {late} > ?1"
        );
        let (now, settings) = (look.now, &look.settings);
        let horizon = Millis(now.0 + HORIZON);
        collect_unshown(
            conn,
            self.kind(),
            &sql,
            &[
                &now,
                &horizon,
                &settings.remind_early,
                &settings.remind_late,
            ],
        )
    }

    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>> {
        next(
            conn,
            look,
            &lead("remind_early", "?3"),
            look.settings.remind_early,
        )
    }

    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>> {
        of(
            conn,
            self.kind(),
            subject,
            &lead("remind_early", "?2"),
            look.settings.remind_early,
        )
    }

    fn missed(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let (early, late) = (lead("remind_early", "?3"), lead("remind_late", "?4"));
        let sql = format!(
            "SELECT m.id AS subject, CAST(m.starts_at AS TEXT) AS occurrence, m.starts_at - {early} AS at
             FROM meeting m WHERE m.bin_id IS NULL AND m.state = 'planned'
               AND m.starts_at > ?1 AND m.starts_at <= ?2 AND {early} > {late}
               AND m.starts_at - {late} <= ?5 AND m.changed_at <= m.starts_at - {early}"
        );
        missed(conn, self.kind(), look, &sql)
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let (early, late) = (lead("remind_early", "?4"), lead("remind_late", "?5"));
        let sql = format!("{} AND {early} > {late}", ahead(&early));
        instants(
            conn,
            &sql,
            &[
                &look.now,
                &until,
                &Millis(until.0 + HORIZON),
                &look.settings.remind_early,
                &look.settings.remind_late,
            ],
        )
    }

    fn waits(&self) -> String {
        WAITS.to_owned()
    }
}

impl Subject for MeetingLate {
    fn kind(&self) -> ReminderKind {
        ReminderKind::MeetingLate
    }

    fn due(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let late = lead("remind_late", "?4");
        let sql = format!(
            "SELECT m.id AS subject, CAST(m.starts_at AS TEXT) AS occurrence, m.starts_at - {late} AS at
             FROM meeting m WHERE m.bin_id IS NULL AND m.state = 'planned'
               AND m.starts_at > ?2 AND m.starts_at <= ?3 AND m.ends_at > ?1
               AND {late} > 0 AND m.starts_at - {late} <= ?1"
        );
        let now = look.now;
        // No meeting lasts longer than a week: one under way began after then.
        let (earliest, horizon) = (Millis(now.0 - 7 * Millis::DAY), Millis(now.0 + HORIZON));
        collect_unshown(
            conn,
            self.kind(),
            &sql,
            &[&now, &earliest, &horizon, &look.settings.remind_late],
        )
    }

    fn next(&self, conn: &Connection, look: &Look) -> Result<Option<Millis>> {
        next(
            conn,
            look,
            &lead("remind_late", "?3"),
            look.settings.remind_late,
        )
    }

    fn of(&self, conn: &Connection, look: &Look, subject: &str) -> Result<Vec<Due>> {
        of(
            conn,
            self.kind(),
            subject,
            &lead("remind_late", "?2"),
            look.settings.remind_late,
        )
    }

    fn missed(&self, conn: &Connection, look: &Look) -> Result<Vec<Due>> {
        let late = lead("remind_late", "?4");
        let sql = format!(
            "SELECT m.id AS subject, CAST(m.starts_at AS TEXT) AS occurrence, m.starts_at - {late} AS at
             FROM meeting m WHERE m.bin_id IS NULL AND m.state = 'planned'
               AND m.starts_at > ?1 AND m.starts_at <= ?2 AND {late} > 0
               AND m.ends_at <= ?5 AND m.changed_at <= m.starts_at - {late} AND ?3 IS NOT NULL"
        );
        missed(conn, self.kind(), look, &sql)
    }

    fn ahead(&self, conn: &Connection, look: &Look, until: Millis) -> Result<Vec<Millis>> {
        let late = lead("remind_late", "?4");
        instants(
            conn,
            &format!("{} AND {late} > 0", ahead(&late)),
            &[
                &look.now,
                &until,
                &Millis(until.0 + HORIZON),
                &look.settings.remind_late,
            ],
        )
    }

    fn waits(&self) -> String {
        WAITS.to_owned()
    }

    /// A meeting planned into quiet hours is wanted there.
    fn is_patient(&self) -> bool {
        false
    }
}

const WAITS: &str =
    "m.state = 'planned' AND CAST(m.starts_at AS TEXT) = d.occurrence AND m.ends_at > ?1";

/// The due times between `?1` and `?2`, of meetings that begin until `?3`.
fn ahead(lead: &str) -> String {
    format!(
        "SELECT m.starts_at - {lead} FROM meeting m WHERE m.bin_id IS NULL AND m.state = 'planned'
         AND m.starts_at > ?1 AND m.starts_at <= ?3 AND m.starts_at - {lead} > ?1 AND m.starts_at - {lead} <= ?2"
    )
}

/// The missed of the past month; the look's moment is `?5`, and the settings' leads are `?3` and `?4`.
fn missed(conn: &Connection, kind: ReminderKind, look: &Look, sql: &str) -> Result<Vec<Due>> {
    let (month, horizon) = (Millis(look.now.0 - HORIZON), Millis(look.now.0 + HORIZON));
    let (early, late) = (look.settings.remind_early, look.settings.remind_late);
    collect_missed(
        conn,
        kind,
        sql,
        &[&month, &horizon, &early, &late, &look.now],
    )
}

fn next(conn: &Connection, look: &Look, lead: &str, default: u32) -> Result<Option<Millis>> {
    let horizon = Millis(look.now.0 + HORIZON);
    let sql = format!(
        "SELECT min(m.starts_at - {lead}) FROM meeting m WHERE m.bin_id IS NULL AND m.state = 'planned'
         AND m.starts_at > ?1 AND m.starts_at <= ?2 AND {lead} > 0 AND m.starts_at - {lead} > ?1"
    );
    instant(conn, &sql, &[&look.now, &horizon, &default])
}

fn of(
    conn: &Connection,
    kind: ReminderKind,
    subject: &str,
    lead: &str,
    default: u32,
) -> Result<Vec<Due>> {
    let sql = format!(
        "SELECT m.id AS subject, CAST(m.starts_at AS TEXT) AS occurrence, m.starts_at - {lead} AS at
         FROM meeting m WHERE m.id = ?1 AND m.bin_id IS NULL AND m.state = 'planned'
           AND m.starts_at IS NOT NULL AND {lead} > 0"
    );
    collect(conn, kind, &sql, &[&subject, &default])
}
