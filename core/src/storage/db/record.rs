//! The record of a write: temporary triggers note, for every row a write touches, the statement that
//! takes it back (the technique of sqlite.org/undoredo.html). It yields undo for every command without
//! a line in any of them, and says which tables changed.
//!
//! An inverse touches a row only if the row still looks as the write left it. If it does not, somebody
//! else changed it since, and the whole undo is refused rather than overwriting their work.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::inverse::{Event, shapes};
use crate::error::{Error, Result};
use crate::locale::Message;

/// Tables whose rows an undo leaves alone: search entries follow their own triggers, file contents are
/// large and are swept when nothing points to them, drafts and keys are not the person's record.
const LEFT_ALONE: &[&str] = &[
    "attachment",
    "attachment_chunk",
    "draft",
    "former_key",
    "note_draft",
    "schedule",
];

/// The undo log of a write: statements in the order to run them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Inverse(Vec<String>);

impl Inverse {
    /// Whether the undo log is empty.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Joins two undo logs: this one is run first, then `earlier`.
    pub(crate) fn then(mut self, earlier: Self) -> Self {
        self.0.extend(earlier.0);
        self
    }

    /// Bytes held, for a bound on the stack.
    pub(crate) fn size(&self) -> usize {
        self.0.iter().map(String::len).sum()
    }
}

/// The captured changes of a write.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recorded {
    /// The write's undo log.
    pub(crate) inverse: Inverse,
    /// The tables whose rows it touched.
    pub(crate) tables: BTreeSet<String>,
}

/// Installs the change-capture triggers on this connection. They are temporary: other processes do not see them.
/// Each hands the row to `Shape::inverse`; the statement built in SQL instead would be parsed anew by every
/// connection, at a cost far above that of the rest of opening a desk.
pub(super) fn install(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "CREATE TEMP TABLE recording (is_on INTEGER NOT NULL);
         INSERT INTO temp.recording VALUES (1);
         CREATE TEMP TABLE undo_log (number INTEGER PRIMARY KEY, source TEXT NOT NULL, statement TEXT);",
    )?;
    let shapes = shapes(conn)?;
    for (number, shape) in shapes.iter().enumerate() {
        let table = &shape.table;
        for (event, rows) in [
            (Event::Insert, &["new"][..]),
            (Event::Delete, &["old"]),
            (Event::Update, &["old", "new"]),
        ] {
            let inverse = if LEFT_ALONE.contains(&table.as_str()) {
                "NULL".to_owned()
            } else {
                let values = rows.iter().flat_map(|row| {
                    let columns = shape.columns.iter();
                    columns.map(move |column| format!(", {row}.\"{}\"", column.name))
                });
                format!(
                    "inverse({number}, {}{})",
                    event as u16,
                    values.collect::<String>()
                )
            };
            conn.execute_batch(&format!(
                "CREATE TEMP TRIGGER record_{event:?}_{table} AFTER {event:?} ON main.\"{table}\"
                 WHEN (SELECT is_on FROM temp.recording) BEGIN
                   INSERT INTO undo_log (source, statement) VALUES ('{table}', {inverse});
                 END;"
            ))?;
        }
    }
    conn.create_scalar_function("inverse", -1, FunctionFlags::default(), move |call| {
        let (shape, event) = (call.get::<u16>(0)?, call.get::<u16>(1)?);
        let values: Vec<_> = (2..call.len()).map(|at| call.get_raw(at)).collect();
        let shape = shapes.get(usize::from(shape));
        Ok(shape.map(|shape| shape.inverse(Event::of(event), &values)))
    })?;
    Ok(())
}

/// Stops or resumes recording.
pub(super) fn pause(conn: &Connection, paused: bool) -> Result<()> {
    conn.execute("UPDATE temp.recording SET is_on = ?1", [!paused])?;
    Ok(())
}

/// Whether nothing is recorded: a batch is under way.
pub(super) fn is_paused(conn: &Connection) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT NOT is_on FROM temp.recording")?
        .query_row([], |row| row.get(0))?)
}

pub(super) fn clear(conn: &Connection) -> Result<()> {
    conn.prepare_cached("DELETE FROM temp.undo_log")?
        .execute([])?;
    Ok(())
}

pub(super) fn read(conn: &Connection) -> Result<Recorded> {
    let mut recorded = Recorded::default();
    let mut query =
        conn.prepare_cached("SELECT source, statement FROM temp.undo_log ORDER BY number DESC")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        recorded.tables.insert(row.get("source")?);
        recorded
            .inverse
            .0
            .extend(row.get::<_, Option<String>>("statement")?);
    }
    Ok(recorded)
}

/// Runs an undo log inside the open transaction; fails if a row is no longer as the write left that row.
pub(super) fn apply(conn: &Connection, inverse: &Inverse) -> Result<()> {
    // Rows come back in the opposite order of their leaving: parents may follow their children.
    conn.pragma_update(None, "defer_foreign_keys", "ON")?;
    // A row that others came to hang on would take them along, and the log would show them.
    let mut touched = conn.prepare_cached("SELECT coalesce(max(number), 0) FROM temp.undo_log")?;
    let before: i64 = touched.query_row([], |row| row.get(0))?;
    for (statement, expected) in inverse.0.iter().zip(before + 1..) {
        if conn.execute(statement, [])? != 1
            || touched.query_row([], |row| row.get::<_, i64>(0))? != expected
        {
            return Err(Error::Conflict(Message::new("error_undo_changed_since")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Two tables, one hanging on the other, and texts that need quoting.
    fn desk() -> Connection {
        let conn = Connection::open_in_memory().expect("a database in memory");
        conn.execute_batch(
            "PRAGMA foreign_keys = ON;
             CREATE TABLE room (id INTEGER PRIMARY KEY, name TEXT NOT NULL, seal BLOB, twice TEXT AS (name || name) STORED);
             CREATE TABLE point (id INTEGER PRIMARY KEY, room_id INTEGER REFERENCES room (id) ON DELETE CASCADE, text TEXT);
             CREATE TABLE meeting (id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, title TEXT);
             CREATE TABLE draft (scope TEXT PRIMARY KEY, body TEXT NOT NULL);
             CREATE TABLE find_entry (rowid INTEGER PRIMARY KEY);",
        )
        .expect("a schema");
        install(&conn).expect("the triggers fit any schema");
        conn
    }

    fn dump(conn: &Connection) -> Vec<String> {
        let sql = "SELECT 'room ' || id || quote(name) || quote(seal) || twice FROM room
                   UNION ALL SELECT 'point ' || id || quote(room_id) || quote(text) FROM point
                   UNION ALL SELECT 'meeting ' || id || quote(title) FROM meeting ORDER BY 1";
        let mut query = conn.prepare(sql).expect("a query");
        let rows = query.query_map([], |row| row.get(0)).expect("it runs");
        rows.collect::<rusqlite::Result<_>>().expect("text")
    }

    fn write(conn: &Connection, work: impl FnOnce(&Connection)) -> Recorded {
        clear(conn).expect("an empty record");
        work(conn);
        read(conn).expect("a record")
    }

    fn undo(conn: &Connection, inverse: &Inverse) -> Result<Inverse> {
        let tx = conn.unchecked_transaction()?;
        clear(&tx)?;
        apply(&tx, inverse)?;
        let recorded = read(&tx)?;
        tx.commit()?;
        Ok(recorded.inverse)
    }

    fn run(conn: &Connection, sql: &str) {
        conn.execute_batch(sql)
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    #[test]
    fn a_parent_comes_back_with_its_children() {
        let conn = desk();
        run(
            &conn,
            "INSERT INTO room (id, name) VALUES (1, 'O''Brien'); INSERT INTO point VALUES (1, 1, 'a'), (2, 1, NULL)",
        );
        let before = dump(&conn);
        let recorded = write(&conn, |conn| run(conn, "DELETE FROM room"));
        assert_eq!(dump(&conn), [""; 0], "the points went with their room");
        assert!(recorded.tables.contains("point"), "and were noticed");
        let redo = undo(&conn, &recorded.inverse).expect("an undo");
        assert_eq!(dump(&conn), before, "all three are back");
        undo(&conn, &redo).expect("a redo");
        assert_eq!(dump(&conn), [""; 0], "and gone again");
    }

    #[test]
    fn what_changed_since_refuses_the_whole_undo() {
        let conn = desk();
        let recorded = write(&conn, |conn| {
            run(
                conn,
                "INSERT INTO room (id, name) VALUES (1, 'a'), (2, 'b')",
            )
        });
        run(&conn, "UPDATE room SET name = 'c' WHERE id = 1");
        let before = dump(&conn);
        assert!(
            matches!(undo(&conn, &recorded.inverse), Err(Error::Conflict(_))),
            "somebody else changed the first"
        );
        assert_eq!(dump(&conn), before, "so the second stays too");
    }

    #[test]
    fn what_hangs_on_a_row_since_refuses_the_undo() {
        let conn = desk();
        let recorded = write(&conn, |conn| {
            run(conn, "INSERT INTO room (id, name) VALUES (1, 'a')")
        });
        run(
            &conn,
            "INSERT INTO point VALUES (1, 1, 'somebody else put it there')",
        );
        assert!(
            matches!(undo(&conn, &recorded.inverse), Err(Error::Conflict(_))),
            "their point would go along"
        );
        assert_eq!(dump(&conn).len(), 2, "both stay");
    }

    #[test]
    fn a_sequence_only_rises() {
        let conn = desk();
        let sequence = || {
            conn.query_row("SELECT sequence FROM meeting", [], |row| {
                row.get::<_, i64>(0)
            })
            .expect("a number")
        };
        let plan = write(&conn, |conn| {
            run(conn, "INSERT INTO meeting VALUES (1, 0, 'a')")
        });
        let change = write(&conn, |conn| {
            run(
                conn,
                "UPDATE meeting SET title = 'b', sequence = sequence + 1",
            )
        });
        undo(&conn, &change.inverse).expect("an undo");
        assert_eq!(
            sequence(),
            2,
            "taken back, and newer than what was taken back"
        );
        undo(&conn, &plan.inverse).expect("the step before is still undone");
        assert_eq!(dump(&conn), [""; 0], "nothing is left");
    }

    #[test]
    fn drafts_are_noticed_and_not_undone() {
        let conn = desk();
        let recorded = write(&conn, |conn| {
            run(conn, "INSERT INTO draft VALUES ('form', 'half')")
        });
        assert!(
            recorded.inverse.is_empty() && recorded.tables.contains("draft"),
            "{recorded:?}"
        );
        pause(&conn, true).expect("a pause");
        let recorded = write(&conn, |conn| {
            run(conn, "INSERT INTO room (id, name) VALUES (1, 'a')")
        });
        assert!(
            recorded.inverse.is_empty() && recorded.tables.is_empty(),
            "a pause records nothing"
        );
    }

    /// One statement of a random write.
    fn statement() -> impl Strategy<Value = String> {
        let text = "[a-c'\"]{0,3}".prop_map(|text| format!("'{}'", text.replace('\'', "''")));
        let seal = prop_oneof![
            Just("NULL".to_owned()),
            "[0-9A-F]{4}".prop_map(|hex| format!("X'{hex}'"))
        ];
        (0..6, 0..5, 0..5, text, seal).prop_map(|(what, id, room, text, seal)| match what {
            0 => format!("INSERT OR IGNORE INTO room (id, name, seal) VALUES ({id}, {text}, {seal})"),
            1 => format!("INSERT OR IGNORE INTO point SELECT {id}, {room}, {text} WHERE {room} IN (SELECT id FROM room)"),
            2 => format!("UPDATE room SET name = {text}, seal = {seal} WHERE id >= {id}"),
            3 => format!("UPDATE point SET text = {text} WHERE room_id = {room}"),
            4 => format!("DELETE FROM room WHERE id = {id}"),
            _ => format!("DELETE FROM point WHERE id > {id}"),
        })
    }

    proptest! {
        #[test]
        fn writes_are_taken_back_and_put_back_in_turn(writes in proptest::collection::vec(proptest::collection::vec(statement(), 1..5), 1..6)) {
            let conn = desk();
            let mut states = vec![dump(&conn)];
            let mut inverses = Vec::new();
            for statements in &writes {
                let recorded = write(&conn, |conn| statements.iter().for_each(|sql| run(conn, sql)));
                inverses.push(recorded.inverse);
                states.push(dump(&conn));
            }
            let mut redos = Vec::new();
            for (inverse, expected) in inverses.iter().zip(&states).rev() {
                redos.push(undo(&conn, inverse).expect("nobody else wrote"));
                prop_assert_eq!(&dump(&conn), expected);
            }
            for (redo, expected) in redos.iter().rev().zip(states.iter().skip(1)) {
                undo(&conn, redo).expect("nobody else wrote");
                prop_assert_eq!(&dump(&conn), expected);
            }
        }

        #[test]
        fn writes_taken_back_together_are_one_step(first in proptest::collection::vec(statement(), 1..4), second in proptest::collection::vec(statement(), 1..4)) {
            let conn = desk();
            run(&conn, "INSERT INTO room (id, name) VALUES (0, 'a'), (3, 'b'); INSERT INTO point VALUES (4, 0, 'c')");
            let before = dump(&conn);
            let [one, two] = [first, second].map(|sql| write(&conn, |conn| sql.iter().for_each(|sql| run(conn, sql))).inverse);
            undo(&conn, &two.then(one)).expect("nobody else wrote");
            prop_assert_eq!(dump(&conn), before);
        }
    }
}
