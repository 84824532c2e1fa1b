//! cargo-deny: licences, duplicate and unwanted crates, where crates come from; advisories where a network is.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{Outcome, run, succeeds};
use crate::stamp::Stamp;
use crate::workspace;

/// What was judged last, and found good. It is committed with the lock file: to build cargo-deny takes minutes, and the
/// same crates under the same rules are judged as they were.
const JUDGED: &str = ".config/licences-judged";

/// Checks licences, unwanted crates and where crates come from, by the lock file and the crates themselves.
pub fn licences() -> Outcome {
    let judged = Stamp::of(
        workspace::path(JUDGED),
        &["Cargo.lock", "deny.toml"].map(workspace::path),
        &[],
        "",
    )?;
    if judged.is_current() {
        println!("The same crates under the same rules were found good ({JUDGED}).");
        return Ok(());
    }
    check(&["licenses", "bans", "sources"])?;
    judged.write()?;
    println!("Commit {JUDGED} with the lock file.");
    Ok(())
}

/// Checks for known weaknesses, by the advisory database, which is fetched anew.
pub fn advisories() -> Outcome {
    check(&["advisories"])
}

/// Checks the whole workspace against `deny.toml`.
fn check(what: &[&str]) -> Outcome {
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
