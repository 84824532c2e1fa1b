//! What a window needs before it can show anything, and what the About page says.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::settings::{Settings, current};
use crate::app::App;
use crate::changes::Topic;
use crate::clock::Millis;
use crate::db;
use crate::error::Result;
use crate::locale::Language;

/// Asks for what a window needs before it can show anything.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct AppStart {}

/// What a window needs before it can show anything.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Start {
    /// What the person chose.
    pub settings: Settings,
    /// The language in force.
    pub language: Language,
    /// The clock in force.
    pub hours_24: bool,
    /// The first day of the week in force, ISO.
    pub first_day: u8,
    /// IANA name of the zone in force.
    pub zone: String,
    /// The current instant.
    pub now: Millis,
    /// Today in that zone.
    pub today: NaiveDate,
    /// True until the first run was finished or skipped.
    pub first_run: bool,
    /// True while the made-up year is on the desk.
    pub sample: bool,
    /// The app's version.
    pub version: String,
}

/// Asks what this program and this desk are.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct AppAbout {}

/// Facts for the About page, none of them private.
#[derive(Debug, Clone, Serialize, TS)]
pub struct About {
    /// The app's version.
    pub version: String,
    /// Where the desk lives, to be read, not opened.
    pub data_folder: String,
    /// Size of the database in bytes, its write-ahead log included.
    #[ts(type = "number")]
    pub database_bytes: u64,
    /// Version of the database's schema.
    #[ts(type = "number")]
    pub schema: i64,
    /// SQLite's version.
    pub sqlite: String,
    /// SQLCipher's version.
    pub cipher: String,
    /// The zone database's version, such as `2025b`.
    pub zone_rules: String,
    /// How many rows each concept holds.
    pub counts: Vec<Count>,
    /// The text to paste into a bug report: the above without the folder.
    pub diagnostics: String,
}

/// Rows of one table.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Count {
    /// The table.
    pub table: String,
    /// Its rows, with those in the bin.
    #[ts(type = "number")]
    pub rows: i64,
}

/// What a window needs before it can show anything.
pub fn app_start(app: &App, _request: AppStart) -> Result<Start> {
    let (settings, first_run, sample) = app.read(|conn| {
        let first_run = conn.query_row("SELECT first_run_done FROM settings", [], |row| {
            row.get::<_, bool>(0)
        })?;
        let sample = conn.query_row("SELECT EXISTS (SELECT 1 FROM sample)", [], |row| {
            row.get::<_, bool>(0)
        })?;
        Ok((current(conn)?, !first_run, sample))
    })?;
    let locale = app.locale();
    let first_day = settings.first_day.unwrap_or(1);
    Ok(Start {
        settings,
        language: locale.language,
        hours_24: locale.hours_24,
        first_day,
        zone: app.zone().name().to_owned(),
        now: app.now(),
        today: app.today(),
        first_run,
        sample,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Facts for the About page.
pub fn app_about(app: &App, _request: AppAbout) -> Result<About> {
    let concepts = app.concepts().0.iter();
    let tables: Vec<&str> = concepts
        .filter(|concept| concept.topic.is_some_and(|topic| topic != Topic::Settings))
        .filter_map(|concept| concept.tables.first().map(|stored| stored.table))
        .collect();
    let (sqlite, cipher, counts) = app.read(|conn| {
        let sqlite: String = conn.query_row("SELECT sqlite_version()", [], |row| row.get(0))?;
        let cipher: String = conn.query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
        let counts = tables
            .iter()
            .map(|table| {
                let rows = conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                    row.get(0)
                })?;
                Ok(Count {
                    table: (*table).to_owned(),
                    rows,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok((sqlite, cipher, counts))
    })?;
    // What was written last may still stand in the write-ahead log.
    let database_bytes = ["", "-wal"]
        .iter()
        .filter_map(|end| std::fs::metadata(app.folder().join(format!("{}{end}", db::FILE))).ok())
        .map(|meta| meta.len())
        .sum();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let zone_rules = chrono_tz::IANA_TZDB_VERSION.to_owned();
    let rows: Vec<String> = counts
        .iter()
        .map(|count| format!("{} {}", count.table, count.rows))
        .collect();
    let diagnostics = format!(
        "Ithaca {version}\nSystem: {} {}\nSchema: {}\nSQLite: {sqlite}\nSQLCipher: {cipher}\n\
         Zone rules: {zone_rules}\nLanguage: {}\nDatabase: {database_bytes} bytes\nRows: {}\n",
        std::env::consts::OS,
        std::env::consts::ARCH,
        db::SCHEMA_VERSION,
        app.locale().language.tag(),
        rows.join(", "),
    );
    Ok(About {
        version,
        data_folder: app.folder().to_string_lossy().into_owned(),
        database_bytes,
        schema: db::SCHEMA_VERSION,
        sqlite,
        cipher,
        zone_rules,
        counts,
        diagnostics,
    })
}
