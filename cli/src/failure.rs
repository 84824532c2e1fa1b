//! What went wrong, as a sentence and an exit code.

use std::process::ExitCode;

use ithaca_core::App;
use ithaca_core::commands::{ApiError, ErrorCode};
use ithaca_core::error::Error;
use ithaca_core::locale::{Locale, Message};

/// A verb's result.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Why nothing came of it.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The core said no.
    Core(ApiError),
    /// The command line asks for something it cannot mean; the sentence says what.
    Usage(String),
}

impl Failure {
    /// An error of the core, in the words of `locale`.
    pub(crate) fn core(error: &Error, locale: &Locale) -> Self {
        Self::Core(ApiError::from_error(error, locale))
    }

    /// A line that cannot be meant; `key` is in the catalogue.
    pub(crate) fn usage(locale: &Locale, key: &'static str) -> Self {
        Self::Usage(locale.say(&Message::new(key)))
    }

    /// A line that cannot be meant, with what is wrong with it.
    pub(crate) fn usage_about(app: &App, message: &Message) -> Self {
        Self::Usage(app.locale().say(message))
    }

    /// What was asked was done, and the answer to it could not be printed.
    pub(crate) fn unprinted(error: std::io::Error, locale: &Locale) -> Self {
        let mut failure = ApiError::from_error(&Error::from(error), locale);
        failure.message = locale.say(&Message::new("cli_unprinted"));
        Self::Core(failure)
    }

    /// The same about one line of several, counted from 1.
    pub(crate) fn in_line(self, app: &App, number: usize) -> Self {
        let about = |sentence: String| {
            let message = Message::new("cli_line")
                .with("number", number)
                .with("sentence", sentence);
            app.locale().say(&message)
        };
        match self {
            Self::Core(error) => Self::Core(ApiError {
                message: about(error.message),
                ..error
            }),
            Self::Usage(sentence) => Self::Usage(about(sentence)),
        }
    }

    /// The sentence, or the same as JSON.
    pub(crate) fn render(&self, json: bool) -> String {
        let as_json = |value: serde_json::Result<String>, sentence: &str| {
            value.unwrap_or_else(|_| sentence.to_owned())
        };
        match self {
            Self::Core(error) if json => as_json(serde_json::to_string(error), &error.message),
            Self::Core(error) => error.message.clone(),
            Self::Usage(sentence) if json => {
                let object =
                    serde_json::json!({ "code": "usage", "message": sentence, "field": null });
                as_json(serde_json::to_string(&object), sentence)
            }
            Self::Usage(sentence) => sentence.clone(),
        }
    }

    /// As documented in `--help`.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Usage(_) => 2,
            Self::Core(error) => match error.code {
                ErrorCode::Invalid => 3,
                ErrorCode::NotFound => 4,
                ErrorCode::Conflict => 5,
                ErrorCode::Busy => 6,
                ErrorCode::Damaged | ErrorCode::DatabaseTooNew => 7,
                ErrorCode::Locked => 9,
                ErrorCode::DiskFull => 8,
                ErrorCode::Cancelled | ErrorCode::Internal => 1,
            },
        })
    }
}

/// Puts the core's errors into this person's words.
pub(crate) trait Explained<T> {
    /// The value, or the failure as `app`'s person meets it.
    fn explained(self, app: &App) -> Result<T>;
}

impl<T> Explained<T> for std::result::Result<T, Error> {
    fn explained(self, app: &App) -> Result<T> {
        self.map_err(|error| Failure::Core(app.explain(&error)))
    }
}
