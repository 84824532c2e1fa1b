//! What the backups hold.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::model::{Backup, BackupHolding, BackupId, BackupPlace, BackupState, Holds};
use super::{make, second, thin};
use crate::app::App;
use crate::clock::Millis;
use crate::db::backup::Shelf;
use crate::db::{SCHEMA_VERSION, revision};
use crate::discard::Rows;
use crate::error::Result;
use crate::keys;

/// An index of backups by the folder they are in and the newness of their content: the one with the newest content
/// first.
pub(super) struct Shelves {
    pub(super) own: Shelf,
    pub(super) second: Option<Shelf>,
    places: BTreeMap<BackupId, Vec<BackupPlace>>,
    order: Vec<BackupId>,
}

impl Shelves {
    pub(super) fn of(app: &App) -> Result<Self> {
        let own = Shelf::of(app.folder());
        let second = second::shelf(app)?;
        let mut places: BTreeMap<BackupId, Vec<BackupPlace>> = BTreeMap::new();
        for id in own.ids()? {
            places.entry(id).or_default().push(BackupPlace::DataFolder);
        }
        if let Some(second) = &second {
            for id in second.ids()? {
                places
                    .entry(id)
                    .or_default()
                    .push(BackupPlace::SecondFolder);
            }
        }
        let order = make::by_content(places.keys().cloned().collect(), |id| {
            let here = places.get(id)?.first()?;
            let shelf = match here {
                BackupPlace::DataFolder => Some(&own),
                BackupPlace::SecondFolder => second.as_ref(),
            };
            make::writes_seen(app, shelf?, id)
        });
        Ok(Self {
            own,
            second,
            places,
            order,
        })
    }

    /// The backups' names, the one with the newest content first.
    pub(super) fn ids(&self) -> Vec<BackupId> {
        self.order.clone()
    }

    /// The folder to read a backup from.
    pub(super) fn shelf(&self, id: &BackupId) -> Option<&Shelf> {
        match self.places.get(id)?.first()? {
            BackupPlace::DataFolder => Some(&self.own),
            BackupPlace::SecondFolder => self.second.as_ref(),
        }
    }

    /// Describes one backup for the list.
    pub(super) fn describe(&self, app: &App, id: &BackupId, all: &[BackupId]) -> Result<Backup> {
        let shelf = self.shelf(id).unwrap_or(&self.own);
        let opened = make::open(app, shelf, id)?;
        let (state, holds, changes_since) = match opened {
            None => (BackupState::OtherKey, None, None),
            Some(copy) => match look(&copy) {
                Ok((schema, ..)) if schema > SCHEMA_VERSION => (BackupState::Newer, None, None),
                Ok((_, number, holds)) => {
                    let now = app.read(revision::read)?;
                    (BackupState::Verified, Some(holds), Some(now - number))
                }
                // Verified when it was made, and no longer readable.
                Err(_) => (BackupState::Damaged, None, None),
            },
        };
        Ok(Backup {
            id: id.clone(),
            made_at: id.made_at(),
            bytes: shelf.size(id),
            state,
            places: self.places.get(id).cloned().unwrap_or_default(),
            holds,
            changes_since,
            kept_until: thin::kept_until(id, all),
            older_passphrase: older_passphrase(app, shelf, id)?,
        })
    }
}

/// When the passphrase of a backup was set, if it is not the desk's of now.
fn older_passphrase(app: &App, shelf: &Shelf, id: &BackupId) -> Result<Option<Millis>> {
    let now = keys::slots(app.folder())?.passphrase;
    // A backup without a readable key file opens with none.
    let then = keys::slots(&shelf.folder(id))
        .ok()
        .and_then(|slots| slots.passphrase);
    Ok(then.filter(|set| Some(*set) != now))
}

/// Schema version, number of writes, and counts of a backup.
pub(crate) fn look(conn: &Connection) -> Result<(i64, i64, Holds)> {
    let count = |table: &str| -> Result<i64> {
        Ok(
            conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })?,
        )
    };
    let schema = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if schema > SCHEMA_VERSION {
        let none = Holds {
            people: 0,
            rooms: 0,
            meetings: 0,
            notes: 0,
        };
        return Ok((schema, 0, none));
    }
    let holds = Holds {
        people: count("person")?,
        rooms: count("relationship")?,
        meetings: count("meeting")?,
        notes: count("note")?,
    };
    Ok((schema, revision::read(conn)?, holds))
}

/// The backups that hold any of these rows, given as tables with ids, the newest first. One that cannot be
/// read may hold them, and says so.
pub(crate) fn holding(app: &App, rows: &Rows) -> Result<Vec<BackupHolding>> {
    if rows.values().all(Vec::is_empty) {
        return Ok(Vec::new());
    }
    let shelves = Shelves::of(app)?;
    let all = shelves.ids();
    let mut holding = Vec::new();
    for id in &all {
        let shelf = shelves.shelf(id).unwrap_or(&shelves.own);
        let held = make::open(app, shelf, id)?.and_then(|copy| holds_any(&copy, rows).ok());
        if held != Some(false) {
            holding.push(BackupHolding {
                id: id.clone(),
                made_at: id.made_at(),
                kept_until: thin::kept_until(id, &all),
                unread: held.is_none(),
            });
        }
    }
    Ok(holding)
}

fn holds_any(conn: &Connection, rows: &Rows) -> Result<bool> {
    for (table, ids) in rows {
        let ids = serde_json::to_string(ids)
            .map_err(|error| crate::error::Error::Internal(error.to_string()))?;
        let held: bool = conn.query_row(
            &format!(
                "SELECT EXISTS (SELECT 1 FROM json_each(?1) ids JOIN {table} held ON held.id = ids.value)"
            ),
            [ids],
            |row| row.get(0),
        )?;
        if held {
            return Ok(true);
        }
    }
    Ok(false)
}
