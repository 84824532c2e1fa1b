//! Starting programs, and telling in one sentence which of them failed.

use std::fmt;
use std::io;
use std::process::{Command, Output, Stdio};

/// Why a command of ours ended without success: a sentence for the person at the terminal.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What every step returns.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A failure with the given sentence.
pub fn fail<T>(sentence: impl Into<String>) -> Outcome<T> {
    Err(Failure(sentence.into()))
}

/// Adds what was attempted to an error of the operating system.
pub trait Attempted<T> {
    /// `attempted` completes "Could not …".
    fn attempted(self, attempted: impl fmt::Display) -> Outcome<T>;
}

impl<T> Attempted<T> for io::Result<T> {
    fn attempted(self, attempted: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| Failure(format!("Could not {attempted}: {error}")))
    }
}

/// Runs a program that writes straight to the terminal.
pub fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .attempted(format_args!("start {}", line_of(command)))?;
    if status.success() {
        return Ok(());
    }
    fail(format!("{} failed ({status})", line_of(command)))
}

/// Runs a program whose output matters only when it fails; then all of it is printed.
pub fn run_quietly(command: &mut Command) -> Outcome {
    captured(command).map(|_| ())
}

/// Runs a program and returns what it wrote to standard output, as text.
pub fn text_of(command: &mut Command) -> Outcome<String> {
    let output = captured(command)?;
    String::from_utf8(output.stdout).map_err(|_| {
        Failure(format!(
            "{} wrote something other than UTF-8",
            line_of(command)
        ))
    })
}

/// Whether a program can be started and answers with success; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The command as a person would type it, without its environment.
pub fn line_of(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        line.push(' ');
        if argument.is_empty() || argument.contains(' ') {
            line.push_str(&format!("'{argument}'"));
        } else {
            line.push_str(&argument);
        }
    }
    line
}

fn captured(command: &mut Command) -> Outcome<Output> {
    let output = command
        .output()
        .attempted(format_args!("start {}", line_of(command)))?;
    if output.status.success() {
        return Ok(output);
    }
    eprintln!("{}", String::from_utf8_lossy(&output.stdout));
    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    fail(format!("{} failed ({})", line_of(command), output.status))
}
