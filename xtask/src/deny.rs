//! cargo-deny: licences, duplicate and unwanted crates, where crates come from; advisories where a network is.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{Outcome, run, succeeds};
use crate::workspace;

/// What can be judged from the lock file and the crates themselves.
pub const OFFLINE: &[&str] = &["licenses", "bans", "sources"];
/// What asks the advisory database, which is fetched anew.
pub const ADVISORIES: &[&str] = &["advisories"];

/// Checks the whole workspace against `deny.toml`.
pub fn check(what: &[&str]) -> Outcome {
    let program = program()?;
    run(Command::new(program)
        .current_dir(workspace::root())
        .args(["--locked", "check", "--hide-inclusion-graph"])
        .args(what))
}

/// The installed cargo-deny, or one built for this checkout. Built without optimisation:
/// that takes about two minutes on two cores instead of six, and the check itself a second either way.
fn program() -> Outcome<PathBuf> {
    let anywhere = PathBuf::from("cargo-deny");
    if succeeds(Command::new(&anywhere).arg("--version")) {
        return Ok(anywhere);
    }
    let folder = workspace::target().join("tools");
    let own = folder
        .join("bin")
        .join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !own.exists() {
        println!("Building cargo-deny, which checks licences and sources …");
        run(workspace::cargo("install")
            .args(["--locked", "--quiet", "--debug", "cargo-deny", "--root"])
            .arg(&folder))?;
    }
    Ok(own)
}
