//! A desk grown by SQL: every row again and again, as if as many people had worked on it.

use ithaca_tests::World;
use rusqlite::Connection;

/// Tables that copies are not made of, each with the reason.
const STAY: [(&str, &str); 10] = [
    ("settings", "one row"),
    ("revision", "one row"),
    ("schedule", "stands for a file outside the desk"),
    ("former_key", "a row for each time the key was changed"),
    ("draft", "a row for each form"),
    (
        "agenda_template",
        "of one's own there are two hundred at most",
    ),
    ("agenda_template_line", "lines of those"),
    ("question", "of one's own there are a thousand at most"),
    ("sample", "the made-up year is no part of it"),
    ("find_entry", "triggers fill it"),
];

/// A desk and its rows as they were, to make more of.
pub struct Grower {
    conn: Connection,
    tables: Vec<(String, Vec<String>)>,
    copies: u32,
}

impl Grower {
    /// Remembers the rows there are.
    pub fn of(world: &World) -> Self {
        let conn = world.database();
        conn.execute_batch(
            "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;
             PRAGMA temp_store = MEMORY;",
        )
        .expect("a connection that is quick and careless");
        let names = strings(
            &conn,
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
               AND name NOT LIKE 'sqlite_%' ORDER BY name",
        );
        let tables: Vec<(String, Vec<String>)> = names
            .into_iter()
            .filter(|name| STAY.iter().all(|(stays, _)| stays != name))
            .map(|name| {
                let columns = format!(
                    "SELECT name FROM pragma_table_xinfo('{name}') WHERE hidden = 0 ORDER BY cid"
                );
                let columns = strings(&conn, &columns);
                (name, columns)
            })
            .collect();
        for (name, _) in &tables {
            conn.execute_batch(&format!(
                "CREATE TEMP TABLE \"first_{name}\" AS SELECT * FROM main.\"{name}\""
            ))
            .expect("the rows are remembered");
        }
        Self {
            conn,
            tables,
            copies: 0,
        }
    }

    /// Makes copies until there are about as many rows as asked for. Says how many there are.
    pub fn grow(&mut self, rows: u64) -> u64 {
        let first: u64 = self.count("temp.first_");
        let until = u32::try_from(rows / first).expect("a number of copies");
        self.conn
            .execute_batch("BEGIN IMMEDIATE")
            .expect("nobody else writes");
        for (name, columns) in &self.tables {
            // A copy's ids, and what points at them, end in its number; ids are 36 characters long. Each copy is a
            // minute older than the one before, as no two people do the same at the same millisecond.
            let values: Vec<String> = columns
                .iter()
                .map(|column| {
                    if is_instant(column) {
                        return format!("\"{column}\" - 60000 * copy.made");
                    }
                    if column == "occurrence" {
                        return "CASE WHEN occurrence GLOB '*-*' THEN occurrence
                                ELSE CAST(CAST(occurrence AS INTEGER) - 60000 * copy.made AS TEXT) END"
                            .to_owned();
                    }
                    format!(
                        "CASE WHEN typeof(\"{column}\") = 'text' AND length(\"{column}\") = 36
                           AND \"{column}\" GLOB '????????-????-????-????-????????????'
                         THEN substr(\"{column}\", 1, 28) || printf('%08x', copy.made) ELSE \"{column}\" END"
                    )
                })
                .collect();
            self.conn
                .execute(
                    &format!(
                        "WITH RECURSIVE copy (made) AS
                           (SELECT ?1 UNION ALL SELECT made + 1 FROM copy WHERE made < ?2)
                         INSERT INTO main.\"{name}\" (\"{}\")
                           SELECT {} FROM copy CROSS JOIN temp.\"first_{name}\" ORDER BY made",
                        columns.join("\", \""),
                        values.join(", ")
                    ),
                    [self.copies + 1, until],
                )
                .unwrap_or_else(|error| panic!("{name} is copied: {error}"));
        }
        self.conn
            .execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")
            .expect("they are there");
        self.copies = until;
        self.count("main.")
    }

    fn count(&self, of: &str) -> u64 {
        self.tables
            .iter()
            .map(|(name, _)| {
                let sql = format!("SELECT count(*) FROM {of}{name}");
                let rows: i64 = self
                    .conn
                    .query_row(&sql, [], |row| row.get(0))
                    .expect("rows can be counted");
                rows.unsigned_abs()
            })
            .sum()
    }
}

fn is_instant(column: &str) -> bool {
    column.ends_with("_at") || ["at", "since", "quiet_from"].contains(&column)
}

fn strings(conn: &Connection, sql: &str) -> Vec<String> {
    let mut query = conn.prepare(sql).expect("the query is right");
    let rows = query
        .query_map([], |row| row.get(0))
        .expect("the query runs");
    rows.collect::<rusqlite::Result<_>>()
        .expect("they are text")
}
