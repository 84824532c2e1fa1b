//! `cargo xtask run`: build the app and open it; without a screen, open it on a virtual one and photograph it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::display::{Running, VirtualDisplay};
use crate::process::{Attempted, Outcome, fail, run};
use crate::{build, setup, workspace};

/// `[--demo] [--release] [-- arguments of the app]`.
pub fn start(arguments: &[String]) -> Outcome {
    let (ours, for_app) = split_at_dashes(arguments);
    let mut demo = false;
    let mut release = false;
    for argument in ours {
        match argument.as_str() {
            "--demo" => demo = true,
            "--release" => release = true,
            other => {
                return fail(format!(
                    "\"{other}\" is unknown: [--demo] [--release] [-- …]"
                ));
            }
        }
    }

    setup::for_run()?;
    build::interface()?;
    build::app(release)?;

    let folder = if demo {
        Some(DemoFolder::fill(release)?)
    } else {
        None
    };
    let mut app = Command::new(workspace::built("ithaca", release));
    if let Some(folder) = &folder {
        app.arg("--data").arg(&folder.0);
    }
    app.args(for_app);
    if setup::has_display() {
        return run(&mut app);
    }

    println!("There is no display here: opening the app on a virtual one.");
    let picture = workspace::target().join("screenshots").join("run.png");
    show_and_photograph(&mut app, &picture)?;
    println!("Screenshot: {}", picture.display());
    Ok(())
}

/// Starts the app on a virtual screen, waits until its window is painted, photographs it and ends it.
pub fn show_and_photograph(app: &mut Command, picture: &Path) -> Outcome {
    let display = VirtualDisplay::start()?;
    let mut running = Running::start(display.show(app))?;
    display.photograph(&mut running, "ithaca", picture)
}

/// A temporary folder with a year of invented data, removed when the app ends.
pub struct DemoFolder(pub PathBuf);

impl DemoFolder {
    /// A folder with a name of its own that nothing is in.
    pub fn empty(name: &str) -> Outcome<DemoFolder> {
        let folder = std::env::temp_dir().join(format!("ithaca-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).attempted(format_args!("make {}", folder.display()))?;
        Ok(DemoFolder(folder))
    }

    /// A folder with the made-up year.
    pub fn fill(release: bool) -> Outcome<DemoFolder> {
        let folder = DemoFolder::empty("demo")?;
        run(Command::new(workspace::built("ithaca-cli", release))
            .arg("--data")
            .arg(&folder.0)
            .arg("demo"))?;
        Ok(folder)
    }
}

impl Drop for DemoFolder {
    fn drop(&mut self) {
        if let Err(failure) =
            std::fs::remove_dir_all(&self.0).attempted(format_args!("remove {}", self.0.display()))
        {
            eprintln!("{failure}");
        }
    }
}

/// What stands before `--`, and what stands after it.
pub fn split_at_dashes(arguments: &[String]) -> (&[String], &[String]) {
    match arguments.iter().position(|argument| argument == "--") {
        Some(at) => (&arguments[..at], &arguments[at + 1..]),
        None => (arguments, &[]),
    }
}
