//! `cargo xtask bindings`: the TypeScript side of the table of commands, as the core prints it.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::process::{Attempted, Outcome, fail, line_of, run, text_of};
use crate::{build, setup, workspace};

const FILE: &str = "ui/src/api/bindings.ts";

/// `[--check]`.
pub fn start(arguments: &[String]) -> Outcome {
    setup::node::install("ui")?;
    match arguments {
        [] => {
            let wanted = generate()?;
            fs::write(workspace::path(FILE), wanted).attempted(format_args!("write {FILE}"))?;
            println!("Wrote {FILE}");
            Ok(())
        }
        [only] if only == "--check" => check(),
        _ => fail("bindings takes only --check"),
    }
}

/// Fails when the committed file is not what the core prints today.
pub fn check() -> Outcome {
    let wanted = generate()?;
    let committed = fs::read_to_string(workspace::path(FILE))
        .attempted(format_args!("read {FILE}"))?
        .replace("\r\n", "\n");
    if committed == wanted {
        return Ok(());
    }
    let first = wanted
        .lines()
        .zip(committed.lines())
        .position(|(new, old)| new != old)
        .unwrap_or_else(|| wanted.lines().count().min(committed.lines().count()));
    fail(format!(
        "{FILE} is not what the core says (first difference in line {}). Run: cargo xtask bindings",
        first + 1
    ))
}

fn generate() -> Outcome<String> {
    run(workspace::cargo("build")
        .arg("--quiet")
        .args(build::TESTED)
        .args(["--example", "bindings"]))?;
    let example = workspace::built("examples/bindings", false);
    let printed = text_of(Command::new(example).stderr(Stdio::inherit()))?;
    format(&printed)
}

fn format(source: &str) -> Outcome<String> {
    let mut prettier = workspace::npm_exec("ui", "prettier");
    prettier
        .args(["--stdin-filepath", "src/api/bindings.ts"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut running = prettier.spawn().attempted("start prettier")?;
    // Prettier reads all of its input before it writes, so neither side waits for the other.
    if let Some(mut input) = running.stdin.take() {
        input
            .write_all(source.as_bytes())
            .attempted("hand the bindings to prettier")?;
    }
    let output = running.wait_with_output().attempted("hear from prettier")?;
    if !output.status.success() {
        return fail(format!("{} failed ({})", line_of(&prettier), output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n"))
}
