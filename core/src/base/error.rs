//! Two error types: [`Error`] inside, [`ApiError`] outside, and the one road between them.

use serde::Serialize;
use ts_rs::TS;

use crate::locale::{Locale, Message};

/// The core's error type.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A request that breaks a rule; `field` is the request's field that does.
    #[error("invalid {field}: {}", message.key)]
    Invalid {
        /// The field of the request.
        field: &'static str,
        /// What to tell the person.
        message: Message,
    },
    /// A request that is not of the shape its command takes; `place` is the field, `key` the sentence about it.
    #[error("shape: {key}")]
    Shape {
        /// The field, with those it lies in: `fields.name`.
        place: String,
        /// The sentence's key.
        key: &'static str,
    },
    /// Nothing has this id, or it lies in the bin.
    #[error("no such {what}")]
    NotFound {
        /// The kind of thing asked for.
        what: &'static str,
    },
    /// The record has moved on: what was asked no longer fits.
    #[error("conflict: {}", .0.key)]
    Conflict(Message),
    /// Another process holds the database.
    #[error("busy")]
    Busy,
    /// The person stopped a long task.
    #[error("cancelled")]
    Cancelled,
    /// A newer Ithaca wrote this file.
    #[error("schema {found} is newer than {known}")]
    DatabaseTooNew {
        /// The file's schema version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file is not an Ithaca database, or is damaged.
    #[error("damaged: {0}")]
    Damaged(String),
    /// There is no room left on the disk.
    #[error("disk full")]
    DiskFull,
    /// The folder or the file may not be written.
    #[error("read only")]
    ReadOnly,
    /// The data folder's path is a file, or cannot be made.
    #[error("not a folder")]
    NotAFolder,
    /// `keys.json` is missing or unreadable although the database is there.
    #[error("keys: {0}")]
    Keys(String),
    /// The desk is locked: it has to be opened first.
    #[error("locked")]
    Locked,
    /// A passphrase or recovery code that opens nothing.
    #[error("wrong passphrase or recovery code")]
    WrongProof,
    /// The way in that shall go is the only one.
    #[error("the last slot")]
    LastSlot,
    /// SQLite said no.
    #[error("sql: {0}")]
    Sql(rusqlite::Error),
    /// The file system said no.
    #[error("io: {0}")]
    Io(std::io::Error),
    /// The disk got in the way of something that saves nothing on the desk.
    #[error("{attempt:?}: {why}")]
    Attempted {
        /// What was attempted.
        attempt: Attempt,
        /// What the disk did.
        why: Box<Error>,
    },
    /// A bug or something unheard of.
    #[error("internal: {0}")]
    Internal(String),
}

/// What was attempted where nothing was to be saved on the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// To open the desk.
    Open,
    /// To read from it.
    Read,
    /// To write a file the person asked for.
    WriteOut,
    /// To make a backup.
    Backup,
}

impl Attempt {
    fn word(self) -> &'static str {
        match self {
            Self::Open => "attempt_open",
            Self::Read => "attempt_read",
            Self::WriteOut => "attempt_write_out",
            Self::Backup => "attempt_backup",
        }
    }
}

/// The core's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A validation error at a request's field.
    pub fn invalid(field: &'static str, message: Message) -> Self {
        Self::Invalid { field, message }
    }

    /// A deserialisation error at a request's field; `key` is in the catalogue and names the field.
    pub fn shape(place: String, key: &'static str) -> Self {
        Self::Shape { place, key }
    }

    /// Adds to an I/O error what was attempted, where nothing was to be saved and the sentence must not speak of
    /// saving. What stands closer to the fault knows better and stays.
    #[must_use]
    pub fn attempting(self, attempt: Attempt) -> Self {
        let of_the_disk = match &self {
            Self::DiskFull | Self::ReadOnly | Self::Io(_) => true,
            Self::Sql(inner) => is_of_the_disk(inner),
            _ => false,
        };
        if of_the_disk {
            Self::Attempted {
                attempt,
                why: Box::new(self),
            }
        } else {
            self
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        // The index of the write-ahead log cannot grow: SQLite says it this way when no byte is left.
        let full = |error: &rusqlite::Error| {
            error
                .sqlite_error()
                .is_some_and(|inner| inner.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::SystemIoFailure) if full(&error) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            // SQLite cannot open a file of its own where nothing may be made.
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Self::ReadOnly,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Sql(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::NotADirectory => Self::NotAFolder,
            _ => Self::Io(error),
        }
    }
}

/// Whether SQLite met a disk that fails.
fn is_of_the_disk(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::SystemIoFailure)
}

/// Turns an absent row into [`Error::NotFound`], as a sentence at the call site:
/// `store::find(conn, id)?.or_not_found("meeting")?`.
pub trait OrNotFound<T> {
    /// The value, or [`Error::NotFound`] naming the kind of thing.
    fn or_not_found(self, what: &'static str) -> Result<T>;
}

impl<T> OrNotFound<T> for Option<T> {
    fn or_not_found(self, what: &'static str) -> Result<T> {
        self.ok_or(Error::NotFound { what })
    }
}

/// An error code for the interface. A code exists only if the interface acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// A field breaks a rule: shown at the field.
    Invalid,
    /// The thing is gone: leave its page.
    NotFound,
    /// The record has moved on: ask again.
    Conflict,
    /// Another process works on the file: try again.
    Busy,
    /// The person stopped it: say nothing.
    Cancelled,
    /// The desk is locked: show the lock screen.
    Locked,
    /// The file is from a newer Ithaca.
    DatabaseTooNew,
    /// The file is damaged or foreign.
    Damaged,
    /// Not saved: the disk is full, may not be written, or fails.
    DiskFull,
    /// Anything else.
    Internal,
}

/// An error as a person meets it: a sentence that says what failed and what to do.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ApiError {
    /// What the interface acts on.
    pub code: ErrorCode,
    /// A sentence in the person's language.
    pub message: String,
    /// The request's field the sentence belongs to.
    pub field: Option<String>,
}

impl ApiError {
    /// The only place where an error is logged: its kind, never its text, which may quote a person.
    pub fn from_error(error: &Error, locale: &Locale) -> Self {
        let say = |key: &'static str| locale.say(&Message::new(key));
        let mut field = None;
        let (code, message) = match error {
            Error::Invalid {
                field: name,
                message,
            } => {
                field = Some((*name).to_owned());
                (ErrorCode::Invalid, locale.say(message))
            }
            Error::Shape { place, key } => {
                field = Some(place.clone());
                let message = Message::new(key).with("field", place);
                (ErrorCode::Invalid, locale.say(&message))
            }
            Error::NotFound { .. } => (ErrorCode::NotFound, say("error_not_found")),
            Error::Conflict(message) => (ErrorCode::Conflict, locale.say(message)),
            Error::Busy => (ErrorCode::Busy, say("error_busy")),
            Error::Cancelled => (ErrorCode::Cancelled, say("error_cancelled")),
            Error::DatabaseTooNew { .. } => {
                (ErrorCode::DatabaseTooNew, say("error_database_too_new"))
            }
            Error::Damaged(_) => (ErrorCode::Damaged, say("error_damaged")),
            Error::Keys(_) => (ErrorCode::Damaged, say("error_keys")),
            Error::Locked => (ErrorCode::Locked, say("error_locked")),
            Error::WrongProof => {
                field = Some("proof".to_owned());
                (ErrorCode::Invalid, say("error_wrong_proof"))
            }
            Error::LastSlot => (ErrorCode::Conflict, say("error_last_slot")),
            Error::DiskFull => (ErrorCode::DiskFull, say("error_disk_full")),
            Error::ReadOnly => (ErrorCode::DiskFull, say("error_read_only")),
            Error::NotAFolder => (ErrorCode::DiskFull, say("error_not_a_folder")),
            Error::Sql(inner) if is_of_the_disk(inner) => {
                (ErrorCode::DiskFull, say("error_disk_fails"))
            }
            Error::Io(_) => (ErrorCode::DiskFull, say("error_disk_fails")),
            Error::Attempted { attempt, why } => {
                let what = say(attempt.word());
                let message = match **why {
                    Error::DiskFull => Message::new("error_attempt_full").with("what", what),
                    Error::ReadOnly => Message::new("error_attempt_read_only").with("what", what),
                    _ => Message::new("error_attempt_fails").with("what", what),
                };
                (ErrorCode::DiskFull, locale.say(&message))
            }
            Error::Sql(_) | Error::Internal(_) => (ErrorCode::Internal, say("error_internal")),
        };
        let inner = match error {
            Error::Attempted { why, .. } => why,
            plain => plain,
        };
        match inner {
            Error::Sql(inner) => tracing::error!(code = ?inner.sqlite_error_code(), "sql error"),
            Error::Io(inner) => tracing::error!(kind = ?inner.kind(), "io error"),
            Error::Internal(_) => tracing::error!("internal error"),
            _ => tracing::debug!(code = ?code, "refused"),
        }
        Self {
            code,
            message,
            field,
        }
    }
}
