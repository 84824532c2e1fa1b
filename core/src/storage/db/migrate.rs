//! The ladder of migrations: one transaction a step, `user_version` inside it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::c_int;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, TransactionBehavior};

use super::backup::Shelf;
use super::connect::{Rows, connect};
use super::{functions, pairing, presence};
use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::keys::{self, Keychain};

/// One step per file. A file that has landed is never edited; the next step follows it.
const STEPS: &[&str] = &[
    include_str!("../../../migrations/0001_the_desk.sql"),
    include_str!("../../../migrations/0002_the_meeting_loop.sql"),
    include_str!("../../../migrations/0003_stories_challenges_time.sql"),
    include_str!("../../../migrations/0004_trust_and_room.sql"),
    include_str!("../../../migrations/0005_find_by_concept.sql"),
    include_str!("../../../migrations/0006_names_and_letters.sql"),
];

/// The schema this program writes.
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

/// The schema the file has; 0 for a new one.
pub(super) fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Refuses a file that a newer program upgraded while this one had it open: a write would lack what that one keeps.
///
/// # Errors
/// [`Error::DatabaseTooNew`].
pub(super) fn refuse_newer(conn: &Connection) -> Result<()> {
    match version(conn)? {
        found if found > SCHEMA_VERSION => Err(Error::DatabaseTooNew {
            found,
            known: SCHEMA_VERSION,
        }),
        _ => Ok(()),
    }
}

/// Whether [`upgrade`] will read rows: the file is an older program's and no new one.
pub(super) fn moves_rows(conn: &Connection) -> Result<bool> {
    Ok((1..SCHEMA_VERSION).contains(&version(conn)?))
}

/// Brings the file up to [`SCHEMA_VERSION`]. A newer file is refused untouched; an older one that
/// holds anything is first backed up.
///
/// What follows from the rows is brought up by `after`, with the last step.
pub(super) fn upgrade(
    conn: &mut Connection,
    key: &str,
    folder: &Path,
    now: Millis,
    after: &str,
) -> Result<()> {
    upgrade_along(conn, key, folder, now, STEPS, after)
}

/// Brings the database of a folder up to this program's schema and then by `more` steps, as a program that
/// has them would, opened by a key of this device. For the tests of steps that are still to come.
///
/// # Errors
/// Whatever keeps the desk from being opened or upgraded.
pub fn climb(folder: &Path, more: &[&str], now: Millis) -> Result<()> {
    let _presence = presence::join(folder)?;
    let keys = keys::open(folder, Keychain::Alone)?.unwrap_or_default();
    let path = folder.join(super::FILE);
    pairing::check(&path, &keys)?;
    let key = keys
        .first()
        .ok_or_else(|| Error::Keys("no key of this device".to_owned()))?
        .hex();
    let mut conn = connect(&path, &key, true, Rows::Somebodys)?;
    upgrade_along(&mut conn, &key, folder, now, &[STEPS, more].concat(), "")
}

fn upgrade_along(
    conn: &mut Connection,
    key: &str,
    folder: &Path,
    now: Millis,
    steps: &[&str],
    after: &str,
) -> Result<()> {
    let known = steps.len() as i64;
    let found = version(conn)?;
    if found > known {
        return Err(Error::DatabaseTooNew { found, known });
    }
    if found == known {
        return Ok(());
    }
    if found > 0 {
        let claim = Shelf::of(folder).claim_in_turn()?;
        // Another process may have climbed the ladder, and made its backup, while this one waited.
        if version(conn)? < known {
            claim.make(conn, key, folder, now, &mut |_| Ok(()))?;
        }
    }
    let enforced = enforce_references(conn, false)?;
    let climbed = climb_steps(conn, steps, after);
    enforce_references(conn, enforced)?;
    climbed
}

/// Says whether references are checked with every statement from now on, and tells whether they were. They are not
/// while a ladder is climbed: a step may make a table anew that others point to, and the pragma does nothing inside
/// a transaction. What then points nowhere is found before the step is kept.
fn enforce_references(conn: &Connection, enforced: bool) -> Result<bool> {
    let before = conn.query_row("PRAGMA foreign_keys", [], |row| row.get(0))?;
    conn.pragma_update(None, "foreign_keys", enforced)?;
    Ok(before)
}

fn climb_steps(conn: &mut Connection, steps: &[&str], after: &str) -> Result<()> {
    for (index, step) in steps.iter().enumerate() {
        let number = index as i64 + 1;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        // Another process may have climbed the ladder while this one waited for the lock.
        if version(&tx)? >= number {
            continue;
        }
        tx.execute_batch(step)?;
        if index + 1 == steps.len() {
            tx.execute_batch(after)?;
        }
        tx.pragma_update(None, "user_version", number)?;
        let broken: i64 =
            tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })?;
        if broken > 0 {
            return Err(Error::Damaged(format!(
                "{broken} rows lost what they point to"
            )));
        }
        tx.commit()?;
    }
    Ok(())
}

/// An empty desk of a schema, in memory only. It is climbed to once; then its pages are copied.
pub(crate) fn in_memory(schema: i64) -> Result<Connection> {
    static EMPTY: Mutex<BTreeMap<i64, Connection>> = Mutex::new(BTreeMap::new());
    let mut empty = EMPTY.lock().unwrap_or_else(PoisonError::into_inner);
    let empty = match empty.entry(schema) {
        Entry::Occupied(made) => made.into_mut(),
        Entry::Vacant(place) => {
            let conn = connect_in_memory()?;
            raise(&conn, 0, schema)?;
            place.insert(conn)
        }
    };
    let mut conn = connect_in_memory()?;
    let copy = Backup::new(empty, &mut conn)?;
    copy.run_to_completion(PAGES, Duration::ZERO, None)?;
    drop(copy);
    Ok(conn)
}

/// How many pages are copied before others may come to the database; nobody else can.
const PAGES: c_int = 10_000;

fn connect_in_memory() -> Result<Connection> {
    let conn = Connection::open_in_memory()?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    functions::register(&conn)?;
    Ok(conn)
}

/// Climbs the rungs after `from` up to `to`, on a desk nobody else has open.
pub(crate) fn raise(conn: &Connection, from: i64, to: i64) -> Result<()> {
    let enforced = enforce_references(conn, false)?;
    for (step, number) in STEPS.iter().zip(1..) {
        if number > from && number <= to {
            conn.execute_batch(step)?;
            conn.pragma_update(None, "user_version", number)?;
        }
    }
    enforce_references(conn, enforced)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0f0e0d0c0b0a09080706050403020100000102030405060708090a0b0c0d0e0f";
    const NEXT: &str = "CREATE TABLE next (id TEXT PRIMARY KEY) STRICT; ALTER TABLE person ADD COLUMN pronouns TEXT;";
    const NOW: Millis = Millis(1_772_438_400_000);

    fn desk(folder: &Path) -> Connection {
        // A backup carries the folder's key file along.
        let slot = serde_json::json!({ "kind": "device", "key": KEY });
        let file = serde_json::json!({ "format": 1, "key": "", "slots": [slot] });
        std::fs::write(folder.join("keys.json"), file.to_string()).expect("a file");
        let path = folder.join("desk.db");
        std::fs::File::create(&path).expect("a file");
        connect(&path, KEY, true, Rows::Somebodys).expect("a new file opens")
    }

    fn schema(conn: &Connection) -> Vec<String> {
        let sql = "SELECT coalesce(sql, name) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
        let mut query = conn.prepare(sql).expect("a query");
        let rows = query.query_map([], |row| row.get(0)).expect("it runs");
        rows.collect::<rusqlite::Result<_>>().expect("text")
    }

    fn copies(folder: &Path) -> Vec<std::path::PathBuf> {
        let shelf = Shelf::of(folder);
        let ids = shelf.ids().expect("the folder");
        ids.iter().map(|id| shelf.desk(id)).collect()
    }

    fn with_next() -> Vec<&'static str> {
        STEPS.iter().copied().chain([NEXT]).collect()
    }

    #[test]
    fn an_older_desk_is_copied_encrypted_and_then_upgraded() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut conn = desk(folder.path());
        upgrade(&mut conn, KEY, folder.path(), NOW, "").expect("a new desk");
        assert!(
            copies(folder.path()).is_empty(),
            "a new desk has nothing to copy"
        );
        conn.execute("INSERT INTO person (id, name, sort_name, created_at, changed_at) VALUES ('1', 'Adelheid Sonnenschein', 'ada', 0, 0)", [])
            .expect("somebody is on it");
        upgrade_along(&mut conn, KEY, folder.path(), NOW, &with_next(), "").expect("an upgrade");
        assert_eq!(
            version(&conn).expect("a version"),
            SCHEMA_VERSION + 1,
            "one step up"
        );
        let [copy] = copies(folder.path())[..]
            .try_into()
            .map(|[copy]: &[std::path::PathBuf; 1]| [copy.clone()])
            .expect("one copy");
        assert!(
            copy.ends_with("backups/2026-03-02T080000Z/desk.db"),
            "dated: {}",
            copy.display()
        );
        let bytes = std::fs::read(&copy).expect("the copy");
        // A whole word: three letters turn up by chance in one encrypted file of seventy.
        assert!(
            !bytes.starts_with(b"SQLite format 3")
                && !bytes.windows(12).any(|part| part == b"Sonnenschein"),
            "as unreadable as the desk"
        );
        let before = connect(&copy, KEY, false, Rows::Somebodys).expect("the same key opens it");
        let name: String = before
            .query_row("SELECT name FROM person", [], |row| row.get(0))
            .expect("Adelheid");
        assert_eq!(
            (name.as_str(), version(&before).expect("a version")),
            ("Adelheid Sonnenschein", SCHEMA_VERSION),
            "as it was before"
        );
    }

    #[test]
    fn an_upgraded_desk_has_the_schema_of_a_new_one() {
        let (old, new) = (
            tempfile::tempdir().expect("a folder"),
            tempfile::tempdir().expect("a folder"),
        );
        let (mut upgraded, mut fresh) = (desk(old.path()), desk(new.path()));
        for rung in 1..=with_next().len() {
            upgrade_along(
                &mut upgraded,
                KEY,
                old.path(),
                NOW,
                &with_next()[..rung],
                "",
            )
            .expect("rung by rung");
        }
        upgrade_along(&mut fresh, KEY, new.path(), NOW, &with_next(), "").expect("all at once");
        assert_eq!(schema(&upgraded), schema(&fresh));
    }

    #[test]
    fn an_upgrade_ends_with_what_follows_from_the_rows() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut conn = desk(folder.path());
        upgrade(&mut conn, KEY, folder.path(), NOW, "").expect("a new desk");
        conn.execute_batch("INSERT INTO person (id, name, sort_name, created_at, changed_at) VALUES ('1', 'Ada', 'ada', 0, 0)")
            .expect("somebody is on it");
        let after = "INSERT INTO next (id) SELECT id FROM person";
        for _ in 0..2 {
            upgrade_along(&mut conn, KEY, folder.path(), NOW, &with_next(), after)
                .expect("an upgrade, and one that finds nothing to do");
            let followed: i64 = conn
                .query_row("SELECT count(*) FROM next", [], |row| row.get(0))
                .expect("a count");
            assert_eq!(followed, 1, "once, of the table the step made");
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_desk_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut conn = desk(folder.path());
        upgrade(&mut conn, KEY, folder.path(), NOW, "").expect("a new desk");
        let before = schema(&conn);
        let broken = "INSERT INTO note (id, person_id, body, created_at, changed_at) VALUES ('1', 'nobody', 'x', 0, 0)";
        for (number, step) in [
            "CREATE TABLE next (id TEXT) STRICT; CREATE TABLE person (id TEXT)",
            broken,
        ]
        .iter()
        .enumerate()
        {
            let steps: Vec<&str> = STEPS.iter().copied().chain([*step]).collect();
            // Dated a second apart, so that each attempt has its own copy.
            let now = Millis(NOW.0 + 1000 * number as i64);
            assert!(
                upgrade_along(&mut conn, KEY, folder.path(), now, &steps, "").is_err(),
                "{step} fails"
            );
            assert_eq!(schema(&conn), before, "{step}: nothing of the step is left");
            assert_eq!(
                version(&conn).expect("a version"),
                SCHEMA_VERSION,
                "{step}: nor its number"
            );
            let notes: i64 = conn
                .query_row("SELECT count(*) FROM note", [], |row| row.get(0))
                .expect("a count");
            assert_eq!(notes, 0, "{step}: nor its rows");
        }
    }

    #[test]
    fn a_desk_of_the_future_is_not_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut conn = desk(folder.path());
        upgrade_along(&mut conn, KEY, folder.path(), NOW, &with_next(), "")
            .expect("as a newer program makes it");
        let before = schema(&conn);
        let refused = upgrade(&mut conn, KEY, folder.path(), NOW, "");
        assert!(
            matches!(refused, Err(Error::DatabaseTooNew { found, known }) if found == known + 1),
            "{refused:?}"
        );
        assert_eq!(schema(&conn), before);
        assert!(
            copies(folder.path()).is_empty(),
            "nothing was copied either"
        );
    }

    #[test]
    fn two_programs_that_upgrade_at_once_climb_each_step_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let climb = |path: std::path::PathBuf| {
            std::thread::spawn(move || {
                let mut conn = connect(&path.join("desk.db"), KEY, true, Rows::Somebodys)?;
                upgrade(&mut conn, KEY, &path, NOW, "")?;
                version(&conn)
            })
        };
        desk(folder.path());
        let threads = [0, 1, 2].map(|_| climb(folder.path().to_owned()));
        for thread in threads {
            let version = thread.join().expect("no panic");
            assert_eq!(
                version.ok(),
                Some(SCHEMA_VERSION),
                "each finds the desk as it should be"
            );
        }
    }
}
