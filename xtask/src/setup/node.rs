//! npm packages, exactly those of the lock file.

use std::fs;
use std::process::Command;

use crate::process::{Attempted, Failure, Outcome, fail, run, text_of};
use crate::stamp::Stamp;
use crate::workspace;

/// The oldest Node.js that Vite and ESLint start on: major and minor.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Installs a folder's npm packages, unless the last installation was for the same lock file and Node.js.
pub fn install(folder: &str) -> Outcome {
    let version = require_node()?;
    let folder_path = workspace::path(folder);
    let stamp = Stamp::of(
        folder_path.join("node_modules/.installed-by-xtask"),
        &["package-lock.json", "package.json"].map(|name| folder_path.join(name)),
        &[],
        &version,
    )?;
    if stamp.is_current() {
        return Ok(());
    }
    println!("Installing the npm packages of {folder}/ …");
    run(workspace::npm(folder)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        // Playwright would fetch its own browsers; the tests use the system's.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    stamp.write()
}

/// Installs the packages of every folder directly below this one that has a lock file.
pub fn install_below(parent: &str) -> Outcome {
    let parent_path = workspace::path(parent);
    let listed = || format!("list {}", parent_path.display());
    let mut folders = Vec::new();
    for entry in fs::read_dir(&parent_path).attempted(listed())? {
        let entry = entry.attempted(listed())?;
        if entry.path().join("package-lock.json").is_file() {
            folders.push(format!("{parent}/{}", entry.file_name().to_string_lossy()));
        }
    }
    folders.sort();
    folders.iter().try_for_each(|folder| install(folder))
}

fn require_node() -> Outcome<String> {
    let version = text_of(Command::new("node").arg("--version")).map_err(|_| {
        Failure(format!(
            "Node.js is missing: install version {}.{} or newer, with npm.",
            OLDEST_NODE.0, OLDEST_NODE.1
        ))
    })?;
    let mut numbers = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < OLDEST_NODE {
        return fail(format!(
            "Node.js {} is too old: install version {}.{} or newer.",
            version.trim(),
            OLDEST_NODE.0,
            OLDEST_NODE.1
        ));
    }
    Ok(version)
}
