//! Python packages for the tests, in a folder of their own below `target/`.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{Outcome, run_quietly};
use crate::stamp::Stamp;
use crate::workspace;

/// Names and versions; the calendars' tests keep the list, because they alone use it.
const LIST: &str = "tests/calendars/requirements.txt";

/// Debian's interpreter, which also sees the packages that apt installed (python3-dbusmock).
const SYSTEM_PYTHON: &str = "/usr/bin/python3";

/// The interpreter that has them all.
pub fn interpreter() -> PathBuf {
    folder().join("bin/python3")
}

/// Makes the folder, or leaves it alone if it already holds these packages.
pub fn install() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let list = workspace::path(LIST);
    let stamp = Stamp::of(
        folder().join(".installed-by-xtask"),
        std::slice::from_ref(&list),
        &[],
        SYSTEM_PYTHON,
    )?;
    if stamp.is_current() && interpreter().exists() {
        return Ok(());
    }
    println!("Installing the Python packages of {LIST} …");
    run_quietly(
        Command::new(SYSTEM_PYTHON)
            .args(["-m", "venv", "--clear", "--system-site-packages"])
            .arg(folder()),
    )?;
    run_quietly(
        Command::new(interpreter())
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
            ])
            .arg(&list),
    )?;
    stamp.write()
}

fn folder() -> PathBuf {
    workspace::target().join("python")
}
