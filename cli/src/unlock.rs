//! Opening a locked desk from a terminal or a script.

use std::fs::File;
use std::io::{BufRead as _, BufReader, IsTerminal as _};
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
        Some(path) => secret_line(path).map_err(failed)?,
        None if std::io::stdin().is_terminal() => {
            let question = locale.say(&Message::new("lock_passphrase"));
            rpassword::prompt_password(format!("{question}: ")).map_err(failed)?
        }
        None => return Ok(None),
    };
    Ok(Some(TypedProof::Passphrase(Secret::new(typed))))
}

/// The first line of a file, or of standard input where it is called `-`.
pub(crate) fn secret_line(file: &Path) -> std::io::Result<String> {
    let mut line = String::new();
    if file.as_os_str() == "-" {
        // In the buffer all readers of standard input share: what follows the line is for them.
        std::io::stdin().read_line(&mut line)?;
    } else {
        BufReader::new(File::open(file)?).read_line(&mut line)?;
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
