//! Effort balance: who brings the promises and the points to talk about. Said only where one side does nearly all.

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::clock::Millis;
use crate::db::read_word;
use crate::error::Result;
use crate::meetings::Side;
use crate::relationships::{self, RelationshipId};
use crate::time;

/// How many months back it looks.
const MONTHS: u32 = 6;
/// With fewer things than these nothing is said.
const FEWEST: u32 = 8;
/// One side has so many times the other's before it is said.
const LOPSIDED: u32 = 4;

/// Asks who brings what in a room.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BalanceShow {
    /// The room.
    pub relationship_id: RelationshipId,
}

/// What one side brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct Effort {
    /// Promises made.
    pub promises: u32,
    /// Points brought up.
    pub points: u32,
}

/// What both sides brought to a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Balance {
    /// The first day that is counted.
    pub since: NaiveDate,
    /// What I brought.
    pub mine: Effort,
    /// What they brought.
    pub theirs: Effort,
    /// The side that brings nearly all; absent: neither does, or there is too little to tell.
    pub lopsided: Option<Side>,
}

/// Who brought what to a room in the last months.
pub fn balance_show(app: &App, request: BalanceShow) -> Result<Balance> {
    let today = app.today();
    let since = today
        .checked_sub_months(chrono::Months::new(MONTHS))
        .unwrap_or(today);
    let from = time::day_start(since, app.zone());
    app.read(|conn| {
        relationships::store::find(conn, app, request.relationship_id)?;
        let [my_promises, their_promises] = count(conn, PROMISES, request.relationship_id, from)?;
        let [my_points, their_points] = count(conn, POINTS, request.relationship_id, from)?;
        let mine = Effort {
            promises: my_promises,
            points: my_points,
        };
        let theirs = Effort {
            promises: their_promises,
            points: their_points,
        };
        Ok(Balance {
            since,
            mine,
            theirs,
            lopsided: lopsided(mine.total(), theirs.total()),
        })
    })
}

impl Effort {
    fn total(self) -> u32 {
        self.promises.saturating_add(self.points)
    }
}

/// The side with nearly all of it, where there is enough to tell.
fn lopsided(mine: u32, theirs: u32) -> Option<Side> {
    if mine.saturating_add(theirs) < FEWEST {
        None
    } else if mine >= theirs.saturating_mul(LOPSIDED) {
        Some(Side::Mine)
    } else if theirs >= mine.saturating_mul(LOPSIDED) {
        Some(Side::Theirs)
    } else {
        None
    }
}

const PROMISES: &str = "SELECT owner AS side, count(*) AS count FROM action
    WHERE relationship_id = ?1 AND bin_id IS NULL AND created_at >= ?2 GROUP BY owner";

/// Points of the room, and of meetings with nobody else: in a group nobody knows whose theirs are.
const POINTS: &str = "SELECT p.raised_by AS side, count(*) AS count FROM agenda_point p
    WHERE p.bin_id IS NULL AND p.created_at >= ?2 AND p.id IN (
      SELECT q.id FROM agenda_point q WHERE q.relationship_id = ?1
      UNION SELECT q.id FROM meeting_participant mp JOIN agenda_point q ON q.meeting_id = mp.meeting_id
        WHERE mp.relationship_id = ?1 AND q.relationship_id IS NULL AND NOT EXISTS (
          SELECT 1 FROM meeting_participant other
          WHERE other.meeting_id = mp.meeting_id AND other.relationship_id <> ?1))
    GROUP BY p.raised_by";

/// How many are mine and how many theirs.
fn count(conn: &Connection, sql: &str, room: RelationshipId, from: Millis) -> Result<[u32; 2]> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(params![room, from])?;
    let (mut mine, mut theirs) = (0, 0);
    while let Some(row) = rows.next()? {
        match read_word(row, "side")? {
            Side::Mine => mine = row.get("count")?,
            Side::Theirs => theirs = row.get("count")?,
        }
    }
    Ok([mine, theirs])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_to_one_of_eight_things_is_said() {
        for (mine, theirs, said, why) in [
            (7, 0, None, "too little to tell"),
            (8, 0, Some(Side::Mine), "all from one side"),
            (8, 2, Some(Side::Mine), "four to one"),
            (7, 2, None, "not quite"),
            (2, 8, Some(Side::Theirs), "the other way about"),
            (5, 5, None, "even"),
        ] {
            assert_eq!(lopsided(mine, theirs), said, "{mine} to {theirs}: {why}");
        }
    }
}
