//! Opening a locked desk from a terminal or a script.

use std::fs::File;
use std::io::{BufRead as _, BufReader, ErrorKind, IsTerminal as _, Read as _};
use std::path::Path;

use ithaca_core::commands::{Secret, TypedProof};
use ithaca_core::error::Error;
use ithaca_core::locale::{Locale, Message};

use crate::failure::{Failure, Result};

/// What a person knows of the desk: the file's first line, or what is typed at the terminal. None where a
/// script gives nothing; what it asks is refused as locked.
pub(crate) fn ask(locale: &Locale, file: Option<&Path>) -> Result<Option<TypedProof>> {
    let failed = |error: std::io::Error| Failure::core(&Error::from(error), locale);
    let typed = match file {
        Some(path) => secret_line(path, locale)?,
        None if std::io::stdin().is_terminal() => {
            let question = locale.say(&Message::new("lock_passphrase"));
            rpassword::prompt_password(format!("{question}: ")).map_err(failed)?
        }
        None => return Ok(None),
    };
    Ok(Some(TypedProof::Passphrase(Secret::new(typed))))
}

/// The first line of a file, or of standard input where it is called `-`, without a byte order mark. What is wrong
/// with the file is said with its name.
pub(crate) fn secret_line(file: &Path, locale: &Locale) -> Result<String> {
    let read = if file.as_os_str() == "-" {
        let mut line = Vec::new();
        // In the buffer all readers of standard input share: what follows the line is for them.
        std::io::stdin()
            .lock()
            .take(LONGEST)
            .read_until(b'\n', &mut line)
            .map(|_| line)
    } else {
        first_line(file)
    };
    let refused = |fault: &'static str| {
        let message = Message::new(fault).with("path", file.display());
        Failure::core(&Error::invalid("passphrase_file", message), locale)
    };
    let line = read.map_err(|error| {
        refused(match error.kind() {
            ErrorKind::NotFound => "cli_passphrase_file_missing",
            ErrorKind::IsADirectory => "cli_passphrase_file_folder",
            ErrorKind::PermissionDenied => "cli_passphrase_file_closed",
            _ => "cli_passphrase_file_unread",
        })
    })?;
    let text = String::from_utf8(line).map_err(|_| refused("cli_passphrase_file_not_utf8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(refused("cli_passphrase_file_empty"));
    }
    Ok(text.to_owned())
}

/// More than any passphrase has.
const LONGEST: u64 = 64 * 1024;

fn first_line(file: &Path) -> std::io::Result<Vec<u8>> {
    if std::fs::metadata(file)?.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut line = Vec::new();
    BufReader::new(File::open(file)?)
        .take(LONGEST)
        .read_until(b'\n', &mut line)?;
    Ok(line)
}
