//! One desk that many lives are lived on, one after the other, each on an empty one.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use ithaca_core::App;
use ithaca_core::clock::{Clock, FixedClock};
use ithaca_core::commands::ReminderId;
use ithaca_core::reminders;
use ithaca_core::vault::OpenOptions;
use ithaca_tests::open_database;
use rusqlite::Connection;

use crate::life::Occasion;

/// A desk on a real encrypted file in memory, its clock, and another program's eye on its rows.
pub struct Desk {
    pub clock: Arc<FixedClock>,
    app: Option<App>,
    eye: Connection,
    tables: Vec<String>,
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = in_memory_folder();
        let clock = Arc::new(FixedClock::new(DateTime::<Utc>::UNIX_EPOCH, Tz::UTC));
        let app = open(folder.path(), &clock);
        let eye = open_database(folder.path());
        // Tables are emptied in any order.
        eye.pragma_update(None, "foreign_keys", "OFF").unwrap();
        eye.set_prepared_statement_cache_capacity(64);
        let tables = eye
            .prepare(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'find_%' AND name <> 'settings'",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        Self {
            clock,
            app: Some(app),
            eye,
            tables,
            folder,
        }
    }

    pub fn app(&self) -> &App {
        self.app.as_ref().unwrap()
    }

    /// Empties the desk for another life. The settings' row stays; a life writes its own wishes.
    pub fn wipe(&mut self) {
        let run = |sql: &str| self.eye.prepare_cached(sql).unwrap().execute([]).unwrap();
        run("BEGIN IMMEDIATE");
        for table in &self.tables {
            run(&format!("DELETE FROM \"{table}\""));
        }
        run("COMMIT");
        self.app().look_for_foreign_changes().unwrap();
    }

    /// Closes the program and starts it again.
    pub fn restart(&mut self) {
        self.app = None;
        self.app = Some(open(self.folder.path(), &self.clock));
        reminders::recover(self.app()).unwrap();
    }

    /// What a reminder is about, as its row says.
    pub fn occasion(&self, id: ReminderId) -> Occasion {
        self.eye
            .prepare_cached("SELECT kind, subject_id, occurrence FROM reminder WHERE id = ?1")
            .unwrap()
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .expect("what was shown is on the desk")
    }
}

fn open(folder: &Path, clock: &Arc<FixedClock>) -> App {
    let clock: Arc<dyn Clock> = Arc::<FixedClock>::clone(clock);
    // Nobody's rows need no care for the swap file: the statements and the rules are the same.
    OpenOptions::new(clock).made_up().open(folder).unwrap()
}

/// A folder on a file system in memory where there is one: a life writes much and needs no disk.
fn in_memory_folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}
