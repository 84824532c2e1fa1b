//! Where things are, and the programs that work on them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// A path given from the workspace's root, with `/` between its parts.
pub fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Cargo's output folder; everything this program makes for itself lies in it too.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| path("target"), |folder| root().join(folder))
}

/// A program that Cargo built, in `debug` or `release`.
pub fn built(name: &str, release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    target()
        .join(profile)
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// `cargo` as it started us, so that a chosen toolchain stays chosen.
pub fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg(subcommand).current_dir(root());
    command
}

/// `npm` in a folder given from the root. It is a script on Windows, which only starts by its full name.
pub fn npm(folder: &str) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(path(folder));
    command
}

/// A program of a folder's installed npm packages, started without asking the registry for it.
pub fn npm_exec(folder: &str, program: &str) -> Command {
    let mut command = npm(folder);
    command.args(["exec", "--no", "--", program]);
    command
}

/// Whether a program of this name is on the search path.
pub fn has_program(name: &str) -> bool {
    let Some(search) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&search).any(|folder| {
        folder
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
            .is_file()
    })
}

/// Whether an environment variable is set to something.
pub fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}
