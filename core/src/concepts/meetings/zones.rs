//! What was planned keeps its time on the wall when the rules of zones change.

use chrono_tz::Tz;
use rusqlite::params;

use super::model::MeetingId;
use crate::app::App;
use crate::clock::Millis;
use crate::error::Result;
use crate::time::LocalTime;

/// When the zone database is another than the one the stored instants were computed with, computes
/// those of planned meetings again: "10:00 in Paris" stays 10:00 when rules change.
pub(crate) fn follow_zone_rules(app: &App) -> Result<()> {
    let current = chrono_tz::IANA_TZDB_VERSION;
    let stored: String = app.read(|conn| {
        Ok(conn.query_row("SELECT zone_rules FROM settings", [], |row| row.get(0))?)
    })?;
    if stored == current {
        return Ok(());
    }
    app.write_for_good(|tx| {
        let planned: Vec<(MeetingId, LocalTime, String, i64, Millis)> = tx
            .prepare(
                "SELECT id, starts_local, zone, duration_minutes, starts_at FROM meeting
                 WHERE state = 'planned' AND starts_at >= ?1",
            )?
            .query_map([app.now()], |row| {
                Ok((
                    row.get("id")?,
                    row.get("starts_local")?,
                    row.get("zone")?,
                    row.get("duration_minutes")?,
                    row.get("starts_at")?,
                ))
            })?
            .collect::<rusqlite::Result<_>>()?;
        for (id, local, zone, minutes, before) in planned {
            let Ok(zone) = zone.parse::<Tz>() else {
                continue;
            };
            let starts_at = local.instant(zone);
            if starts_at != before {
                tx.execute(
                    "UPDATE meeting SET starts_at = ?2, ends_at = ?3 WHERE id = ?1",
                    params![id, starts_at, starts_at.plus_minutes(minutes)],
                )?;
            }
        }
        tx.execute("UPDATE settings SET zone_rules = ?1", [current])?;
        Ok(())
    })
}
