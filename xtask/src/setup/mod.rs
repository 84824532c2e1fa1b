//! What a fresh machine needs before a command can run: system packages, npm packages, Python packages.
//!
//! Each part looks first, says what is missing and why, installs it, and stops with the program's own
//! output when that fails. A second run finds everything in place and prints nothing.

pub mod node;
pub mod python;
pub mod rust;
pub mod system;

use crate::process::{Outcome, fail};
use crate::workspace::is_set;
use system::Purpose;

/// `cargo xtask setup [run|test|windows]`.
pub fn start(arguments: &[String]) -> Outcome {
    match arguments.first().map_or("run", String::as_str) {
        "run" => for_run(),
        "test" => for_test(),
        "windows" => for_windows(),
        other => fail(format!("\"{other}\" is not one of run, test and windows.")),
    }
}

/// Everything to build the app and to show its window.
pub fn for_run() -> Outcome {
    let mut purposes = vec![Purpose::Build];
    if !has_display() {
        purposes.push(Purpose::Display);
    }
    system::install(&purposes)?;
    node::install("ui")
}

/// Everything to build the app and to run every test.
pub fn for_test() -> Outcome {
    system::install(&[Purpose::Build, Purpose::Display, Purpose::Test])?;
    rust::require_components()?;
    node::install("ui")?;
    node::install_below("tests")?;
    python::install()
}

/// Everything to type-check the Windows build from Linux.
pub fn for_windows() -> Outcome {
    system::install(&[Purpose::Build, Purpose::Windows])?;
    rust::require_target(rust::WINDOWS)
}

/// Whether a window would be seen. Windows and macOS always have a screen of some kind.
pub fn has_display() -> bool {
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}
