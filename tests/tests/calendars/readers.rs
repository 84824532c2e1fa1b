//! The foreign programs: each reads a file and says what it understood.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ithaca_core::calendar::ics::{Moment, read_events};
use serde::Deserialize;

/// An event as a program other than ours understood it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Reading {
    pub uid: String,
    pub sequence: Option<u32>,
    pub summary: String,
    pub description: Option<String>,
    pub location: Option<String>,
    pub status: String,
    pub url: Option<String>,
    pub categories: Vec<String>,
    /// Instants, written as `2026-03-02T13:00:00Z`.
    pub start: String,
    pub end: String,
    /// The same by the file's `VTIMEZONE` alone, where the program can be asked for that.
    pub start_by_file: Option<String>,
    pub end_by_file: Option<String>,
    pub zone: String,
    pub alarms: Option<Vec<Alarm>>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Alarm {
    pub minutes_before: f64,
    pub description: String,
}

/// A program that reads calendar files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Python's `icalendar`, run by `ITHACA_PYTHON`.
    Icalendar,
    /// `ical.js`, which Thunderbird is built on, run by `ITHACA_NODE`.
    IcalJs,
    /// `khal`, or what `ITHACA_KHAL` names.
    Khal,
}

impl Reader {
    pub const ALL: [Self; 3] = [Self::Icalendar, Self::IcalJs, Self::Khal];

    /// Everything the program understood, or a sentence that says why there is nothing.
    pub fn read(self, text: &str) -> Result<Vec<Reading>, String> {
        let folder =
            tempfile::tempdir().map_err(|error| format!("no folder for the file: {error}"))?;
        let file = folder.path().join("meetings.ics");
        fs::write(&file, text).map_err(|error| format!("the file cannot be written: {error}"))?;
        match self {
            Self::Icalendar => parse(&run(
                Command::new(program("ITHACA_PYTHON", "target/python/bin/python3"))
                    .arg(script("read.py"))
                    .arg(&file),
                "Python's icalendar",
            )?),
            Self::IcalJs => parse(&run(
                Command::new(program("ITHACA_NODE", "node"))
                    .arg(script("read.mjs"))
                    .arg(&file),
                "ical.js",
            )?),
            Self::Khal => khal(folder.path(), &file),
        }
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn script(name: &str) -> PathBuf {
    workspace().join("tests/calendars").join(name)
}

/// A program by its variable, else by a path in the workspace, else by a name on the path.
fn program(variable: &str, default: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(
        || {
            if default.contains('/') {
                workspace().join(default)
            } else {
                PathBuf::from(default)
            }
        },
        PathBuf::from,
    )
}

fn run(command: &mut Command, name: &str) -> Result<String, String> {
    let output = command
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .map_err(|error| {
            format!(
                "{name} is missing ({:?}: {error}); `cargo xtask test` installs it",
                command.get_program()
            )
        })?;
    if output.status.success() {
        String::from_utf8(output.stdout)
            .map_err(|error| format!("{name} did not print UTF-8: {error}"))
    } else {
        let complaint = String::from_utf8_lossy(&output.stderr);
        // Python and Node are there, but not the package.
        if ["ModuleNotFoundError", "ERR_MODULE_NOT_FOUND"]
            .iter()
            .any(|kind| complaint.contains(kind))
        {
            return Err(format!(
                "{name} is missing; `cargo xtask test` installs it: {complaint}"
            ));
        }
        Err(format!("{name} failed ({}): {}", output.status, complaint))
    }
}

fn parse(json: &str) -> Result<Vec<Reading>, String> {
    serde_json::from_str(json)
        .map_err(|error| format!("the reader's answer is not as agreed: {error}\n{json}"))
}

const FIELD: char = '\u{1f}';
const RECORD: char = '\u{1e}';
/// What khal's `list` is asked for; it knows nothing of revisions or alarms.
const FIELDS: [&str; 8] = [
    "{uid}",
    "{title}",
    "{description}",
    "{location}",
    "{status}",
    "{url}",
    "{categories}",
    "{start-long}",
];

/// Imports the file into a collection of khal's own, then asks khal to list it. The list knows no zones, so the
/// zone is what stands in the files that khal stored.
fn khal(folder: &Path, file: &Path) -> Result<Vec<Reading>, String> {
    let collection = folder.join("collection");
    let configuration = folder.join("khal.conf");
    fs::create_dir(&collection).map_err(|error| error.to_string())?;
    let text = format!(
        "[calendars]\n[[meetings]]\npath = {}\n[default]\ndefault_calendar = meetings\n[sqlite]\npath = {}\n\
         [locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M:%S\ndateformat = %Y-%m-%d\n\
         longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%dT%H:%M:%SZ\nlongdatetimeformat = %Y-%m-%dT%H:%M:%SZ\n",
        collection.display(),
        folder.join("khal.db").display(),
    );
    fs::write(&configuration, text).map_err(|error| error.to_string())?;
    let khal = || {
        let mut command = Command::new(program("ITHACA_KHAL", "khal"));
        command
            .env("HOME", folder)
            .env("XDG_CONFIG_HOME", folder)
            .env("XDG_CACHE_HOME", folder);
        command.arg("--no-color").arg("-c").arg(&configuration);
        command
    };
    run(
        khal()
            .args(["import", "--batch", "-a", "meetings"])
            .arg(file),
        "khal",
    )?;
    let format = format!(
        "{}{FIELD}{{end-long}}{RECORD}",
        FIELDS.join(&FIELD.to_string())
    );
    let list = run(
        khal().args([
            "list",
            "--once",
            "--day-format",
            "",
            "--format",
            &format,
            "2024-12-01",
            "2027-02-01",
        ]),
        "khal",
    )?;
    let zones = stored_zones(&collection)?;
    list.split_terminator(RECORD)
        .filter(|record| !record.trim().is_empty())
        .map(|record| listed(record, &zones))
        .collect()
}

fn listed(record: &str, zones: &BTreeMap<String, String>) -> Result<Reading, String> {
    let fields: Vec<&str> = record.trim_start_matches('\n').split(FIELD).collect();
    let [
        uid,
        summary,
        description,
        location,
        status,
        url,
        categories,
        start,
        end,
    ] = fields.as_slice()
    else {
        return Err(format!("khal listed {} fields: {record:?}", fields.len()));
    };
    let optional = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Ok(Reading {
        uid: (*uid).to_owned(),
        sequence: None,
        summary: (*summary).to_owned(),
        description: optional(description),
        location: optional(location),
        status: status.trim().to_owned(),
        url: optional(url),
        categories: unescaped_list(categories),
        start: (*start).to_owned(),
        end: (*end).to_owned(),
        start_by_file: None,
        end_by_file: None,
        zone: zones.get(*uid).cloned().unwrap_or_default(),
        alarms: None,
    })
}

/// khal prints categories as they stand in the file.
fn unescaped_list(categories: &str) -> Vec<String> {
    categories
        .split(',')
        .filter(|text| !text.is_empty())
        .map(|text| text.replace("\\;", ";"))
        .collect()
}

/// The uid and the zone of every event that khal keeps, in files as khal writes them.
fn stored_zones(collection: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut zones = BTreeMap::new();
    for entry in fs::read_dir(collection).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let bytes = fs::read(&path).map_err(|error| error.to_string())?;
        let events = read_events(&bytes).map_err(|error| format!("khal's own file: {error}"))?;
        zones.extend(events.into_iter().map(|event| {
            let zone = match event.start {
                Moment::Zoned(_, zone) => zone.name().to_owned(),
                Moment::Utc(_) => "UTC".to_owned(),
                other => format!("{other:?}"),
            };
            (event.uid, zone)
        }));
    }
    Ok(zones)
}
