//! The record's commands: write it, look at one, take one in.

use std::io::Read;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::import::{self, Outcome};
pub use super::import::{RecordKind, RecordLine};
use super::sink::Sink;
use super::source::{self, Source};
use super::stage::{self, Stage};
use super::{export, json};
use crate::app::{App, place};
use crate::attachments::{self, Filling};
use crate::changes::Changed;
use crate::clock::Millis;
use crate::db::Write;
use crate::error::{Attempt, Error, Result};
use crate::files::FileHandle;
use crate::keys::Secret;
use crate::limits;
use crate::locale::Message;
use crate::notes::PrivateTicked;
use crate::tasks::{Task, TaskId};
use crate::vault::backups::{self, BackupId, Older};

/// The shortest passphrase a record is encrypted with, in characters. Unlike a desk it can be carried away and
/// guessed at for years.
const SHORTEST: usize = 10;

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordForm {
    /// A folder of files anybody can read.
    Folder,
    /// One file, encrypted with a passphrase.
    File,
}

/// Writes everything down, into a folder the person chose, under a name of its own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordExport {
    /// The folder it shall lie in.
    pub out: FileHandle,
    /// As a folder, or as one encrypted file.
    pub form: RecordForm,
    /// Whether the private parts go along.
    pub private: bool,
    /// What opens the encrypted file.
    #[serde(default)]
    pub passphrase: Option<Secret>,
    /// To follow and stop it.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordExported {
    /// The name of the folder or file.
    pub name: String,
    /// The folder it lies in, to be read, not opened.
    pub folder: String,
    /// As what.
    pub form: RecordForm,
    /// Whether the private parts are in it.
    pub private: bool,
    /// People written.
    #[ts(type = "number")]
    pub people: u64,
    /// Rooms written.
    #[ts(type = "number")]
    pub rooms: u64,
    /// Kept files written.
    #[ts(type = "number")]
    pub files: u64,
}

/// Asks what a record holds, and what taking it in would do. Changes nothing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordLook {
    /// The record: a folder or a file. The handle stays good.
    pub from: FileHandle,
    /// What opens an encrypted file.
    #[serde(default)]
    pub passphrase: Option<Secret>,
    /// To follow and stop it.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// What a record holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordLooked {
    /// When it was written, as far as its files tell.
    pub written_at: Option<Millis>,
    /// The schema it was written in.
    #[ts(type = "number")]
    pub schema: i64,
    /// Whether private parts are in it.
    pub private: bool,
    /// Kept files in it.
    #[ts(type = "number")]
    pub files: u64,
    /// Whether its settings would come along, because nothing is on this desk yet.
    pub settings: bool,
    /// What would be added, is here already, or says something else here.
    pub lines: Vec<RecordLine>,
}

/// Takes a record in: adds what is missing here. What is here already stays as it is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordImport {
    /// The record: a folder or a file. The handle is spent when it has been taken in.
    pub from: FileHandle,
    /// What opens an encrypted file.
    #[serde(default)]
    pub passphrase: Option<Secret>,
    /// To follow and stop it.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// What taking a record in did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RecordImported {
    /// Whether private parts were in it.
    pub private: bool,
    /// Whether its settings came along, because nothing was on this desk.
    pub settings: bool,
    /// What was added, was here already, or says something else here and was left.
    pub lines: Vec<RecordLine>,
    /// The backup made before; none where there was nothing to add.
    pub backup: Option<BackupId>,
}

/// Writes everything down: rows, kept files, the calendar, and every room and person to be read. Under its name
/// there is all of it or nothing, and never in the place of something else.
pub fn record_export(app: &App, request: RecordExport) -> Result<RecordExported> {
    write_record(app, request).map_err(|error| error.attempting(Attempt::WriteOut))
}

fn write_record(app: &App, request: RecordExport) -> Result<RecordExported> {
    // A locked desk says so before anything is made.
    app.read(|_| Ok(()))?;
    let folder = app.files().take_folder(&request.out)?;
    let ticked = PrivateTicked::by(request.private);
    let name = app
        .locale()
        .say(&Message::new("record_name").with("date", app.today()));
    let mut sink = match (request.form, &request.passphrase) {
        (RecordForm::Folder, None) => Sink::folder(folder, &name, app.now())?,
        (RecordForm::Folder, Some(_)) => {
            return Err(Error::invalid(
                "passphrase",
                Message::new("error_record_folder_open"),
            ));
        }
        (RecordForm::File, passphrase) => {
            let passphrase = strong(passphrase.as_ref())?;
            Sink::file(folder, &name, app.now(), passphrase)?
        }
    };
    let mut task = app.tasks().start(request.task);
    let written = app.read(|conn| {
        export::write(conn, app, ticked.as_ref(), &mut sink, &mut task)
            .map_err(|error| error.attempting(Attempt::WriteOut))
    })?;
    let path = sink.finish(&name)?;
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    Ok(RecordExported {
        name: part(path.file_name()),
        folder: part(path.parent().map(std::path::Path::as_os_str)),
        form: request.form,
        private: ticked.is_some(),
        people: written.people,
        rooms: written.rooms,
        files: written.files,
    })
}

fn strong(passphrase: Option<&Secret>) -> Result<&Secret> {
    let short = || {
        Error::invalid(
            "passphrase",
            Message::new("error_passphrase_short").with("count", SHORTEST),
        )
    };
    let passphrase = passphrase.ok_or_else(short)?;
    if passphrase.length() < SHORTEST {
        return Err(short());
    }
    if passphrase.length() > limits::LINE {
        let message = Message::new("error_passphrase_long")
            .with("length", passphrase.length())
            .with("limit", limits::LINE);
        return Err(Error::invalid("passphrase", message));
    }
    Ok(passphrase)
}

/// What a record holds, and what taking it in would do.
pub fn record_look(app: &App, request: RecordLook) -> Result<RecordLooked> {
    let mut task = app.tasks().start(request.task);
    let mut source = open(app, &request.from, request.passphrase.as_ref())?;
    let (stage, written_at) = read(app, &mut source, &mut task)?;
    let outcome = app.read(|conn| import::take_over(&stage, conn, false))?;
    Ok(RecordLooked {
        written_at,
        schema: stage.schema,
        private: stage.private,
        files: stage::kept(&stage.conn)?.len() as u64,
        settings: outcome.settings,
        lines: outcome.lines(),
    })
}

/// Takes a record in, in one transaction that one undo takes back, after a verified backup.
pub fn record_import(app: &App, request: RecordImport) -> Result<RecordImported> {
    let mut task = app.tasks().start(request.task);
    let mut source = open(app, &request.from, request.passphrase.as_ref())?;
    let (stage, _) = read(app, &mut source, &mut task)?;
    let foreseen = app.read(|conn| import::take_over(&stage, conn, false))?;
    if !foreseen.changes_something() {
        app.files().spend(&request.from);
        return Ok(RecordImported {
            private: stage.private,
            settings: false,
            lines: foreseen.lines(),
            backup: None,
        });
    }
    let backup = backups::make(app, Older::Thinned, &mut app.tasks().start(None))?;
    app.changes().publish(&Changed::backups());
    let taken = app.write("change_record_import", |tx| {
        let outcome = import::take_over(&stage, tx, true)?;
        keep(tx, &stage, &outcome, &mut source, &mut task)?;
        import::settle(app, tx, &outcome)?;
        place::enforce_of(app, tx)?;
        Ok(outcome)
    });
    if taken.is_err() {
        place::load(app)?;
    }
    let outcome = taken?;
    app.files().spend(&request.from);
    Ok(RecordImported {
        private: stage.private,
        settings: outcome.settings,
        lines: outcome.lines(),
        backup: Some(backup),
    })
}

fn open(app: &App, from: &FileHandle, passphrase: Option<&Secret>) -> Result<Source> {
    // A locked desk says so, whatever the record is.
    app.read(|_| Ok(()))?;
    Source::open(app.files().record(from)?, passphrase)
}

/// Puts the rows on a desk in memory, and checks them there.
fn read(app: &App, source: &mut Source, task: &mut Task) -> Result<(Stage, Option<Millis>)> {
    let (rows, _, written_at) = source.rows()?;
    let mut rows: Box<dyn Read + '_> = rows;
    let stage = stage::read(&mut rows, app.now(), &mut |read| task.step(read, 0))?;
    Ok((stage, written_at))
}

/// Takes in the bytes of the kept files that were added, and reads the record to its end.
fn keep(
    tx: &Write<'_>,
    stage: &Stage,
    outcome: &Outcome,
    source: &mut Source,
    task: &mut Task,
) -> Result<()> {
    let conn: &Connection = tx;
    let mut sizes = stage::kept(&stage.conn)?;
    sizes.retain(|hash, _| outcome.kept.contains_key(hash));
    let total = sizes.values().sum();
    let mut done = 0;
    source.kept(&sizes, &mut |hash, bytes| {
        let (Some(ids), Some(size)) = (outcome.kept.get(hash), sizes.get(hash)) else {
            return Ok(());
        };
        let filled = attachments::fill(conn, ids, bytes, &mut |read| {
            done += read;
            task.step(done.min(total), total)
        });
        let (read, found) = filled.map_err(|error| match error {
            Filling::Reading(error) => source::met(error),
            Filling::Desk(error) => error,
        })?;
        if read != *size || json::hex(&found) != hash {
            return Err(source::damaged());
        }
        Ok(())
    })
}
