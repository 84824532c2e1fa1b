//! What several commands build first: the interface, the app and the CLI.

use crate::process::{Outcome, run, run_quietly};
use crate::stamp::Stamp;
use crate::workspace;

/// What stands in `ui/` without being a source of it.
const NO_SOURCES: [&str; 5] = [
    "ui/node_modules",
    "ui/dist",
    "ui/tests",
    // The compiler of the words writes these, beside its settings.
    "ui/src/words",
    "ui/project.inlang",
];

/// Builds `ui/dist`, unless it was built from exactly these sources.
/// The app's own build takes the result in, so this always comes first.
pub fn interface() -> Outcome {
    let stamp = Stamp::of(
        workspace::path("ui/node_modules/.built-by-xtask"),
        &["ui", "ui/project.inlang/settings.json", "core/words"].map(workspace::path),
        &NO_SOURCES.map(workspace::path),
        "",
    )?;
    if stamp.is_current() && workspace::path("ui/dist/index.html").is_file() {
        return Ok(());
    }
    println!("Building the interface …");
    run_quietly(workspace::npm("ui").args(["run", "--silent", "build"]))?;
    stamp.write()
}

/// The crates under test. Cargo unites the features of what is chosen together: every step chooses the same, with what
/// only tests ask for, so that no crate is compiled a second time for a step of its own. This program stays out: it is
/// running, and Windows does not let a running program be written anew.
pub const TESTED: [&str; 4] = ["--locked", "--workspace", "--exclude", "xtask"];

/// Builds the interface, and all programs, tests and examples of the crates under test.
pub fn tested() -> Outcome {
    interface()?;
    run(workspace::cargo("build")
        .args(TESTED)
        .args(["--bins", "--tests", "--examples"]))
}

/// Builds the app and the CLI.
pub fn app(release: bool) -> Outcome {
    let mut build = workspace::cargo("build");
    build.args(["--locked", "--package", "ithaca", "--package", "ithaca-cli"]);
    if release {
        build.arg("--release");
    }
    run(&mut build)
}

/// Builds the app, the CLI, and the empty window the app is measured beside.
pub fn app_and_empty_window(release: bool) -> Outcome {
    let mut build = workspace::cargo("build");
    build.args(["--locked", "--package", "ithaca", "--package", "ithaca-cli"]);
    build.args(["--bins", "--example", "empty_window"]);
    if release {
        build.arg("--release");
    }
    run(&mut build)
}
