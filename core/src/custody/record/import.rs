//! From a record that was found good onto the desk: what is missing is added, what is there stays.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params_from_iter};
use serde::Serialize;
use ts_rs::TS;

use super::json::hex;
use super::stage::Stage;
use super::tables::{condition, open};
use crate::app::App;
use crate::attachments::AttachmentId;
use crate::db::table::{self, Ids, Standing, Stood};
use crate::discard;
use crate::error::Result;
use crate::notes;
use crate::relationships::{self, RelationshipId};

/// What a record is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// People.
    People,
    /// Rooms.
    Rooms,
    /// Meetings.
    Meetings,
    /// Promises.
    Promises,
    /// Goals.
    Goals,
    /// The library.
    Resources,
    /// Private notes.
    Notes,
    /// All that hangs on these: points, milestones, phases, reminders.
    Rest,
}

impl RecordKind {
    /// The kind a table's rows are counted under; none for those that are not counted.
    fn of(table: &str) -> Option<Self> {
        Some(match table {
            "person" => Self::People,
            "relationship" => Self::Rooms,
            "meeting" => Self::Meetings,
            "action" => Self::Promises,
            "goal" => Self::Goals,
            "resource" => Self::Resources,
            "settings" | "bin" | "sample" => return None,
            name if notes::PRIVATE.first() == Some(&name) => Self::Notes,
            _ => Self::Rest,
        })
    }
}

/// How many of a kind were added, were there already, or say something else here and were left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordLine {
    /// The kind.
    pub kind: RecordKind,
    /// Not here before.
    #[ts(type = "number")]
    pub added: u64,
    /// Here already, the same.
    #[ts(type = "number")]
    pub same: u64,
    /// Here already, and different: left as it is here.
    #[ts(type = "number")]
    pub different: u64,
}

/// What taking a record over does, or would do.
#[derive(Default)]
pub(super) struct Outcome {
    lines: BTreeMap<RecordKind, (u64, u64, u64)>,
    /// Whether the settings come along: onto an empty desk only.
    pub(super) settings: bool,
    /// The kept files added, by their SHA-256.
    pub(super) kept: BTreeMap<String, Vec<AttachmentId>>,
    added: BTreeMap<&'static str, Ids>,
    /// The entries of the bin that added rows lie in.
    bins: Ids,
    /// Rooms a meeting was added to.
    rooms: Ids,
}

impl Outcome {
    pub(super) fn lines(&self) -> Vec<RecordLine> {
        self.lines
            .iter()
            .map(|(kind, (added, same, different))| RecordLine {
                kind: *kind,
                added: *added,
                same: *same,
                different: *different,
            })
            .collect()
    }

    /// Whether there is anything to do.
    pub(super) fn changes_something(&self) -> bool {
        self.settings || self.added.values().any(|ids| !ids.is_empty())
    }

    fn see(&mut self, table: &'static str, stood: &Stood<'_>) -> Result<()> {
        if let Some(kind) = RecordKind::of(table) {
            let line = self.lines.entry(kind).or_default();
            match stood.standing {
                Standing::Added => line.0 += 1,
                Standing::Same => line.1 += 1,
                Standing::Different => line.2 += 1,
            }
        }
        if stood.standing != Standing::Added {
            return Ok(());
        }
        self.added
            .entry(table)
            .or_default()
            .insert(stood.id.to_owned());
        if let Ok(Some(bin)) = stood.row.get::<_, Option<String>>("bin_id") {
            self.bins.insert(bin);
        }
        match table {
            "meeting_participant" | "contact" => {
                self.rooms.insert(stood.row.get("relationship_id")?);
            }
            "attachment" => {
                let hash: Vec<u8> = stood.row.get("sha256")?;
                let id: AttachmentId = stood.row.get("id")?;
                self.kept.entry(hex(&hash)).or_default().push(id);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Compares a record with the desk, and adds what is missing if `adds` says so: the rows, not the bytes of
/// kept files. Nobody's row is ever changed by it, nor by a second time.
pub(super) fn take_over(stage: &Stage, desk: &Connection, adds: bool) -> Result<Outcome> {
    let mut outcome = Outcome {
        settings: is_empty(desk)?,
        ..Outcome::default()
    };
    if adds {
        // People introduce each other, and meetings become others: rows point ahead.
        desk.pragma_update(None, "defer_foreign_keys", "ON")?;
    }
    let all = |_: &Row<'_>| Ok(true);
    for table in open()? {
        match table.name {
            "settings" | "bin" | "sample" => {}
            name => {
                table::take_over(table, &stage.conn, desk, adds, &all, &mut |stood| {
                    outcome.see(name, &stood)
                })?;
            }
        }
    }
    if stage.private {
        notes::take_over(&stage.conn, desk, adds, &mut |name, stood| {
            outcome.see(name, &stood)
        })?;
    }
    // An entry of the bin comes along for the rows that lie in it, and a mark of the made-up year with the row
    // it is about: neither may touch what is here already.
    for table in open()? {
        let wanted: Ids = match table.name {
            "bin" => outcome.bins.clone(),
            "sample" => outcome.added.values().flatten().cloned().collect(),
            _ => continue,
        };
        let first = table.key.first().map_or("id", String::as_str);
        table::take_over(
            table,
            &stage.conn,
            desk,
            adds,
            &|row| Ok(wanted.contains(&row.get::<_, String>(first)?)),
            &mut |stood| outcome.see(table.name, &stood),
        )?;
    }
    if adds && outcome.settings {
        bring_settings(&stage.conn, desk)?;
    }
    Ok(outcome)
}

/// What follows from rows that came to others: they lie in the bin with what they belong to, and meetings
/// and what else counts are contact.
pub(super) fn settle(app: &App, desk: &Connection, outcome: &Outcome) -> Result<()> {
    discard::follow(desk, &outcome.added)?;
    let known = outcome.added.get("relationship");
    for room in &outcome.rooms {
        let came_along = known.is_some_and(|added| added.contains(room));
        if let (false, Ok(id)) = (came_along, room.parse::<RelationshipId>()) {
            relationships::store::refresh_contact(desk, app, id)?;
        }
    }
    Ok(())
}

/// Whether nobody has written anything on a desk yet.
fn is_empty(desk: &Connection) -> Result<bool> {
    for table in open()? {
        let of_the_desk = matches!(table.name, "settings" | "draft" | "reminder");
        if !of_the_desk && table.count(desk, &condition(desk, table, true)?)? > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

fn bring_settings(from: &Connection, to: &Connection) -> Result<()> {
    for table in open()?.iter().filter(|table| table.name == "settings") {
        let columns = table.columns(from)?;
        let set: Vec<String> = columns
            .iter()
            .zip(1..)
            .map(|(name, at)| format!("\"{name}\" = ?{at}"))
            .collect();
        let values = from.query_row(
            &format!("SELECT {} FROM settings", columns.join(", ")),
            [],
            |row| {
                (0..columns.len())
                    .map(|at| row.get::<_, rusqlite::types::Value>(at))
                    .collect::<rusqlite::Result<Vec<_>>>()
            },
        )?;
        to.execute(
            &format!("UPDATE settings SET {}", set.join(", ")),
            params_from_iter(values),
        )?;
    }
    Ok(())
}
