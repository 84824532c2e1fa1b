//! Opening a locked desk from a terminal or a script.

use std::fs::File;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read};
use std::path::Path;

use ithaca_core::App;
use ithaca_core::commands::{Secret, TypedProof, VaultUnlock, vault_unlock};
use ithaca_core::error::Error;
use ithaca_core::locale::Message;

use crate::failure::{Failure, Result};

/// Opens the desk if it is locked: with the file's first line, or with what is typed at the terminal.
/// A script that gives nothing goes on; what it asks is refused as locked.
pub(crate) fn unlock(app: &App, file: Option<&Path>) -> Result<()> {
    if !app.is_locked() {
        return Ok(());
    }
    let locale = app.locale();
    let failed = |error: std::io::Error| Failure::core(&Error::from(error), &locale);
    let typed = match file {
        Some(path) if path.as_os_str() == "-" => first_line(std::io::stdin()).map_err(failed)?,
        Some(path) => File::open(path).and_then(first_line).map_err(failed)?,
        None if std::io::stdin().is_terminal() => {
            let question = locale.say(&Message::new("lock_passphrase"));
            rpassword::prompt_password(format!("{question}: ")).map_err(failed)?
        }
        None => return Ok(()),
    };
    let proof = TypedProof::Passphrase(Secret::new(typed));
    vault_unlock(app, VaultUnlock { proof }).map_err(|error| Failure::core(&error, &locale))
}

fn first_line(from: impl Read) -> std::io::Result<String> {
    let mut line = String::new();
    BufReader::new(from).read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
