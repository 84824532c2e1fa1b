//! The project's own commands, from set-up to package: `cargo xtask` lists them.
//!
//! One module per command, in `COMMANDS` below; `setup` holds what a fresh machine needs before any
//! of them, `build` what several of them build, `process` how a program is started and its failure told.

mod bench;
mod bindings;
mod build;
mod check;
mod commits;
mod deny;
mod display;
mod isolation;
mod package;
mod process;
mod run;
mod screenshots;
mod setup;
mod stamp;
mod test;
mod workspace;

use std::io::Write;
use std::process::ExitCode;

use process::Outcome;

struct Task {
    name: &'static str,
    options: &'static str,
    purpose: &'static str,
    start: fn(&[String]) -> Outcome,
}

const TASKS: &[Task] = &[
    Task {
        name: "run",
        options: "[--demo] [--release] [-- …]",
        purpose: "build and open the app; --demo opens a throw-away year instead of your own data",
        start: run::start,
    },
    Task {
        name: "test",
        options: "[--long] [STEP …]",
        purpose: "run everything CI runs, or only the steps named (--list names them)",
        start: test::start,
    },
    Task {
        name: "check",
        options: "[--windows]",
        purpose: "format, lints and types, quickly; --windows checks the Windows build from here",
        start: check::start,
    },
    Task {
        name: "bindings",
        options: "[--check]",
        purpose: "write the TypeScript side of the table of commands; --check only compares",
        start: bindings::start,
    },
    Task {
        name: "screenshots",
        options: "",
        purpose: "photograph every screen, light and dark, at two sizes, into docs/pictures/",
        start: screenshots::start,
    },
    Task {
        name: "bench",
        options: "[--dev] [core] [window] [-- …]",
        purpose: "measure the core on a large desk, and the app beside an empty window, in release",
        start: bench::start,
    },
    Task {
        name: "package",
        options: "[--verify]",
        purpose: "make a .deb; --verify installs it and starts what it installed",
        start: package::start,
    },
    Task {
        name: "setup",
        options: "[run|test|windows]",
        purpose: "install what a command needs, without running it (each does this by itself)",
        start: setup::start,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        list();
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        list();
        return ExitCode::SUCCESS;
    }
    let Some(task) = TASKS.iter().find(|task| task.name == name) else {
        eprintln!("There is no \"cargo xtask {name}\".\n");
        list();
        return ExitCode::from(2);
    };
    match (task.start)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ncargo xtask {name}: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn list() {
    let mut text = String::from("Usage: cargo xtask COMMAND\n\n");
    for task in TASKS {
        text.push_str(&format!("  {} {}\n", task.name, task.options));
        text.push_str(&format!("      {}\n", task.purpose));
    }
    text.push_str("\nEach command first installs what it needs and says so.\n");
    // Whoever reads only the first lines of it has read enough.
    let _ = std::io::stdout().write_all(text.as_bytes());
}
