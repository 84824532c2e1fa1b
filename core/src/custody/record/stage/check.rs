//! What a record's rows must hold beyond what the schema refuses.

use chrono_tz::Tz;
use rusqlite::{Connection, params};

use super::broken;
use crate::clock::Millis;
use crate::column::Holds;
use crate::error::Result;
use crate::notes;
use crate::record::tables::open;
use crate::registry;
use crate::time::LocalTime;

pub(super) fn check_references(desk: &Connection) -> Result<()> {
    let mut query = desk.prepare("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1")?;
    let mut rows = query.query([])?;
    match rows.next()? {
        Some(row) => Err(broken(row.get::<_, String>("table")?)),
        None => Ok(()),
    }
}

pub(super) fn check_values(desk: &Connection) -> Result<()> {
    for table in open()?.iter().chain(&notes::private_tables()?) {
        let columns: Vec<(String, Holds)> = table
            .columns(desk)?
            .into_iter()
            .map(|name| {
                let holds = registry::ALL.holds(table.name, &name);
                let holds = holds.ok_or_else(|| broken(format!("{}.{name}", table.name)))?;
                Ok((name, holds))
            })
            .collect::<Result<_>>()?;
        table.each(desk, "true", &mut |row| {
            for (name, holds) in &columns {
                if !holds.takes(row.get_ref(name.as_str())?) {
                    return Err(broken(format!("{}.{name}", table.name)));
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A meeting's instants follow from its local time and zone. Rules of zones change: what is past keeps its
/// instants, as on any desk, and what is planned follows today's rules.
pub(super) fn check_meetings(desk: &Connection, now: Millis) -> Result<()> {
    let meetings: Vec<(String, LocalTime, String, i64, Millis, Millis, bool)> = desk
        .prepare(
            "SELECT id, starts_local, zone, duration_minutes, starts_at, ends_at, state = 'planned' AS planned
             FROM meeting WHERE starts_at IS NOT NULL",
        )?
        .query_map([], |row| {
            Ok((
                row.get("id")?,
                row.get("starts_local")?,
                row.get("zone")?,
                row.get("duration_minutes")?,
                row.get("starts_at")?,
                row.get("ends_at")?,
                row.get("planned")?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (id, local, zone, minutes, starts_at, ends_at, planned) in meetings {
        let zone: Tz = zone.parse().map_err(|_| broken("meeting.zone"))?;
        let meant = local.instant(zone);
        if (starts_at.0 - meant.0).abs() > Millis::DAY {
            return Err(broken("meeting.starts_at"));
        }
        if ends_at != starts_at.plus_minutes(minutes) {
            return Err(broken("meeting.ends_at"));
        }
        if planned && starts_at >= now && starts_at != meant {
            desk.execute(
                "UPDATE meeting SET starts_at = ?2, ends_at = ?3 WHERE id = ?1",
                params![id, meant, meant.plus_minutes(minutes)],
            )?;
        }
    }
    Ok(())
}

/// One content has one size.
pub(super) fn check_kept(desk: &Connection) -> Result<()> {
    let two_sizes = desk
        .prepare("SELECT 1 FROM attachment GROUP BY sha256 HAVING min(size) <> max(size)")?
        .exists([])?;
    if two_sizes {
        return Err(broken("attachment.size"));
    }
    Ok(())
}

/// A note is about one thing, and only a room that is over has a last day. The schema leaves both to the program.
pub(super) fn check_owners(desk: &Connection) -> Result<()> {
    let wrong = |sql: &str| -> Result<bool> { Ok(desk.prepare(sql)?.exists([])?) };
    if !notes::have_owners(desk)? {
        return Err(broken("notes"));
    }
    if wrong(
        "SELECT 1 FROM relationship WHERE discard_on IS NOT NULL AND phase NOT IN ('ended', 'alumni')",
    )? {
        return Err(broken("relationship.discard_on"));
    }
    if wrong("SELECT 1 FROM journal_entry WHERE kind = 'win' AND context <> ''")? {
        return Err(broken("journal_entry.context"));
    }
    Ok(())
}
