//! Counts of what SQLite does: the statements it ran, the steps of its virtual machine, the rows it gave. They are its
//! own counters, the same on every machine and in every run, so that a test can hold them. Where nobody listens, nothing
//! is counted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::trace::{StmtRef, TraceEvent, TraceEventCodes};
use rusqlite::{Connection, StatementStatus};
use serde::Serialize;

use crate::error::Result;

/// A statement that has finished, with SQLite's counters of this one run.
#[derive(Debug, Clone, Copy)]
pub struct Ran<'a> {
    /// Its SQL.
    pub sql: &'a str,
    /// Whether another statement ran it: the full-text index asks tables of its own.
    pub within: bool,
    /// Steps of the virtual machine, with those of its triggers (`SQLITE_STMTSTATUS_VM_STEP`).
    pub steps: u64,
    /// Rows it gave.
    pub rows: u64,
    /// Steps through a whole table or index (`SQLITE_STMTSTATUS_FULLSCAN_STEP`).
    pub scanned: u64,
}

/// Who is told of each statement that has finished.
pub(super) type Listener = Arc<dyn Fn(&Ran<'_>) + Send + Sync>;

/// Tells `listener` of every statement of this connection from now on.
pub(super) fn listen(conn: &mut Connection, listener: Listener) -> Result<()> {
    let mut running = Running::default();
    let events = TraceEventCodes::SQLITE_TRACE_STMT
        | TraceEventCodes::SQLITE_TRACE_ROW
        | TraceEventCodes::SQLITE_TRACE_PROFILE;
    let hear = move |event: TraceEvent<'_>| running.hear(event, &listener);
    Ok(conn.trace_v2(events, Some(hear))?)
}

/// Statements under way on one connection, by their SQL.
#[derive(Default)]
struct Running(BTreeMap<String, Begun>);

/// A statement's counters when it began: a cached one goes on counting from one run to the next.
struct Begun {
    within: bool,
    steps: u64,
    scanned: u64,
    rows: u64,
}

impl Running {
    fn hear(&mut self, event: TraceEvent<'_>, listener: &Listener) {
        match event {
            TraceEvent::Stmt(statement, announced) => {
                // What runs within another statement is announced as a comment, and so is a trigger, which is no
                // statement of its own. An action of a foreign key announces its statement once more.
                if announced.contains("-- TRIGGER") {
                    return;
                }
                let begun = Begun {
                    within: announced.starts_with("--"),
                    steps: counter(&statement, StatementStatus::VmStep),
                    scanned: counter(&statement, StatementStatus::FullscanStep),
                    rows: 0,
                };
                self.0.entry(statement.sql().into_owned()).or_insert(begun);
            }
            TraceEvent::Row(statement) => {
                if let Some(begun) = self.0.get_mut(statement.sql().as_ref()) {
                    begun.rows += 1;
                }
            }
            TraceEvent::Profile(statement, _) => {
                let sql = statement.sql();
                let Some(begun) = self.0.remove(sql.as_ref()) else {
                    return;
                };
                let since =
                    |before: u64, status| counter(&statement, status).saturating_sub(before);
                listener(&Ran {
                    sql: &sql,
                    within: begun.within,
                    steps: since(begun.steps, StatementStatus::VmStep),
                    rows: begun.rows,
                    scanned: since(begun.scanned, StatementStatus::FullscanStep),
                });
            }
            _ => {}
        }
    }
}

fn counter(statement: &StmtRef<'_>, status: StatementStatus) -> u64 {
    u64::try_from(statement.get_status(status)).unwrap_or(0)
}

/// Sums over statements that have finished.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Statements that were asked for. What they ran within themselves is in the other sums.
    pub statements: u64,
    /// Steps of SQLite's virtual machine.
    pub steps: u64,
    /// Rows the statements gave.
    pub rows: u64,
    /// Steps through whole tables and indexes.
    pub scanned: u64,
}

/// A running count of what one desk's connections do.
#[derive(Debug, Clone, Default)]
pub struct Counter(Arc<Mutex<Counts>>);

impl Counter {
    /// The counts since the last time they were taken.
    pub fn take(&self) -> Counts {
        std::mem::take(&mut *self.sums())
    }

    pub(crate) fn add(&self, ran: &Ran<'_>) {
        let mut sums = self.sums();
        sums.steps += ran.steps;
        sums.scanned += ran.scanned;
        if !ran.within {
            sums.statements += 1;
            sums.rows += ran.rows;
        }
    }

    fn sums(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_counted_by_what_it_did_this_time() {
        let mut conn = Connection::open_in_memory().expect("a database");
        conn.execute_batch(
            "CREATE TABLE number (n INTEGER PRIMARY KEY, square INTEGER) STRICT;
             CREATE TRIGGER squared AFTER INSERT ON number BEGIN
               UPDATE number SET square = n * n WHERE n = new.n; END;
             WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 1000)
               INSERT INTO number (n) SELECT n FROM up;",
        )
        .expect("a thousand numbers");
        let counter = Counter::default();
        let sums = counter.clone();
        listen(&mut conn, Arc::new(move |ran: &Ran<'_>| sums.add(ran))).expect("it listens");
        let ask = |sql: &str| {
            let mut query = conn.prepare_cached(sql).expect("the query is right");
            let rows = query.query_map([], |_| Ok(())).expect("it runs").count();
            drop(query);
            (rows as u64, counter.take())
        };
        let (rows, whole) = ask("SELECT n FROM number WHERE square >= 0");
        assert_eq!((whole.statements, whole.rows), (1, rows));
        assert!(whole.scanned >= 999, "it walks the table: {whole:?}");
        let (_, again) = ask("SELECT n FROM number WHERE square >= 0");
        assert_eq!(again, whole, "a cached statement counts anew each time");
        let (_, one) = ask("SELECT n FROM number WHERE n = 7");
        assert_eq!((one.rows, one.scanned), (1, 0), "one row by its key");
        assert!(one.steps * 50 < whole.steps, "{one:?} beside {whole:?}");
        let (_, added) = ask("INSERT INTO number (n) VALUES (1001)");
        assert_eq!(
            added.statements, 1,
            "its trigger is no statement of its own"
        );
    }
}
