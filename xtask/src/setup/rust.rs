//! The parts of a Rust toolchain that rustup installs separately.

use std::process::Command;

use crate::process::{Outcome, fail, run, succeeds, text_of};
use crate::workspace::{cargo, has_program};

/// The Windows target that Debian's mingw-w64 can compile C for.
pub const WINDOWS: &str = "x86_64-pc-windows-gnu";

/// Adds rustfmt and clippy where the toolchain was installed without them.
pub fn require_components() -> Outcome {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if succeeds(cargo(subcommand).arg("--version")) {
            continue;
        }
        if !has_program("rustup") {
            return fail(format!(
                "cargo {subcommand} is missing: install your system's package for {component}."
            ));
        }
        println!("Adding {component} to the Rust toolchain …");
        run(Command::new("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}

/// Adds the standard library of another target.
pub fn require_target(target: &str) -> Outcome {
    if !has_program("rustup") {
        return fail(format!(
            "rustup is missing: install your system's Rust standard library for {target}."
        ));
    }
    let installed = text_of(Command::new("rustup").args(["target", "list", "--installed"]))?;
    if installed.lines().any(|line| line.trim() == target) {
        return Ok(());
    }
    println!("Adding the Rust standard library for {target} …");
    run(Command::new("rustup").args(["target", "add", target]))
}
