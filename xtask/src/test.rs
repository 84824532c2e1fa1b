//! `cargo xtask test`: everything CI runs, step by step, stopping at the first that fails.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::process::{Outcome, fail, run, succeeds};
use crate::workspace::{cargo, npm, npm_exec};
use crate::{bindings, build, check, commits, deny, isolation, package, setup};

struct Step {
    name: &'static str,
    purpose: &'static str,
    when: When,
    run: fn(&Scope) -> Outcome,
}

/// Which runs a step belongs to.
#[derive(PartialEq, Eq)]
enum When {
    Always,
    /// With `--long`, or by name.
    Long,
    /// By name only, because it needs what is not everywhere.
    Named,
}

struct Scope {
    long: bool,
}

/// Cheapest first, so that a slip is told in seconds; each finds what those before it built.
const STEPS: &[Step] = &[
    Step {
        name: "format",
        purpose: "Rust is laid out by rustfmt",
        when: When::Always,
        run: |_| check::format(),
    },
    Step {
        name: "words",
        purpose: "English and German are complete",
        when: When::Always,
        run: |_| run(npm("ui").args(["run", "--silent", "words", "--", "check"])),
    },
    Step {
        name: "bindings",
        purpose: "TypeScript knows today's commands",
        when: When::Always,
        run: |_| bindings::check(),
    },
    Step {
        name: "ui-build",
        purpose: "the interface builds",
        when: When::Always,
        run: |_| build::interface(),
    },
    Step {
        name: "ui-lint",
        purpose: "ESLint, Prettier, svelte-check and the tests' types",
        when: When::Always,
        run: |_| lint_interface(),
    },
    Step {
        name: "ui-unit",
        purpose: "the interface's own rules (Vitest)",
        when: When::Always,
        run: |_| run(npm("ui").args(["run", "--silent", "test"])),
    },
    Step {
        name: "clippy",
        purpose: "Rust has no warnings",
        when: When::Always,
        run: |_| check::lint_rust(),
    },
    Step {
        name: "licences",
        purpose: "every crate may be used and comes from crates.io (cargo-deny)",
        when: When::Always,
        run: |_| deny::licences(),
    },
    Step {
        name: "rust",
        purpose: "core, CLI, behaviour, calendars, the real window",
        when: When::Always,
        run: |scope| test_rust(scope, &[]),
    },
    Step {
        name: "browser",
        purpose: "the interface on the real core in Chromium (Playwright)",
        when: When::Always,
        run: |_| test_in_browser(),
    },
    Step {
        name: "window",
        purpose: "the real window alone, which the step rust has among the rest",
        when: When::Named,
        run: |scope| test_rust(scope, &["--test", "shell"]),
    },
    Step {
        name: "windows",
        purpose: "the Windows build type-checks",
        when: When::Long,
        run: |_| check::windows(),
    },
    Step {
        name: "package",
        purpose: "the .deb installs and starts",
        when: When::Long,
        run: |_| package::start(&["--verify".to_owned()]),
    },
    Step {
        name: "docs",
        purpose: "the pages rustdoc makes of the core have no broken link",
        when: When::Long,
        run: |_| check::docs(),
    },
    Step {
        name: "commits",
        purpose: "the subject of each new commit has at most 72 characters",
        when: When::Named,
        run: |_| commits::check(),
    },
    Step {
        name: "advisories",
        purpose: "no crate has a known weakness (fetches the advisory database)",
        when: When::Named,
        run: |_| deny::advisories(),
    },
];

/// `[--long] [--list] [STEP …]`.
pub fn start(arguments: &[String]) -> Outcome {
    let mut scope = Scope { long: false };
    let mut named = Vec::new();
    for argument in arguments {
        match argument.as_str() {
            "--long" => scope.long = true,
            "--list" => {
                list();
                return Ok(());
            }
            name => match STEPS.iter().find(|step| step.name == name) {
                Some(step) => named.push(step),
                None => {
                    list();
                    return fail(format!("\"{name}\" is not a step"));
                }
            },
        }
    }
    if named.is_empty() {
        named = STEPS
            .iter()
            .filter(|step| step.when == When::Always || (scope.long && step.when == When::Long))
            .collect();
    }

    heading("setup", "what the steps need is installed");
    setup::for_test()?;
    run_steps(&named, &scope)
}

fn run_steps(steps: &[&Step], scope: &Scope) -> Outcome {
    let start = now();
    let mut times = Vec::new();
    for step in steps {
        heading(step.name, step.purpose);
        let began = now();
        let outcome = (step.run)(scope);
        let took = began.elapsed();
        times.push((step.name, took));
        if let Err(failure) = outcome {
            println!();
            summary(&times, Some(step.name));
            return fail(format!(
                "step {} failed: {failure}\nRun it alone with: cargo xtask test {}",
                step.name, step.name
            ));
        }
        println!("   {} done in {}", step.name, spoken(took));
    }
    println!();
    summary(&times, None);
    match steps {
        [step] => println!("Step {} passed.", step.name),
        _ => println!(
            "All {} steps passed in {}.",
            steps.len(),
            spoken(start.elapsed())
        ),
    }
    Ok(())
}

fn lint_interface() -> Outcome {
    run(npm("ui").args(["run", "--silent", "lint"]))?;
    run(npm("ui").args(["run", "--silent", "format:check"]))?;
    run(npm("ui").args(["run", "--silent", "check"]))?;
    run(npm("tests/ui").args(["run", "--silent", "check"]))
}

/// All tests of the workspace, or those of one target; nextest where it is installed, for its clearer report.
fn test_rust(scope: &Scope, only: &[&str]) -> Outcome {
    // The tests start the app, the CLI and the bridge as the programs they are.
    build::tested()?;
    let nextest = succeeds(cargo("nextest").arg("--version"));
    let tests = || {
        let mut tests = if nextest {
            let mut tests = cargo("nextest");
            tests.arg("run");
            tests
        } else {
            cargo("test")
        };
        tests.args(build::TESTED).args(only);
        tests
    };
    // What is still to be built may have to be fetched.
    run(for_tests(tests().arg("--no-run")))?;
    let mut tests = tests();
    tests.arg("--no-fail-fast");
    if scope.long {
        tests.env("ITHACA_TEST_LONG", "1");
    }
    run(&mut isolation::without_network(for_tests(&mut tests)))?;
    if only.is_empty() {
        let mut own = cargo("test");
        own.args(["--locked", "--quiet", "--offline", "--package", "xtask"]);
        run(&mut isolation::without_network(&mut own))?;
    }
    Ok(())
}

fn test_in_browser() -> Outcome {
    build::tested()?;
    run(&mut isolation::without_network(for_tests(
        npm_exec("tests/ui", "playwright").arg("test"),
    )))
}

/// Tells a test program where the Python packages are, and nothing of a screen that happens to be here.
fn for_tests(command: &mut Command) -> &mut Command {
    command
        .env("ITHACA_PYTHON", setup::python::interpreter())
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("NO_AT_BRIDGE", "1")
}

fn list() {
    println!("Steps of cargo xtask test:\n");
    for step in STEPS {
        let when = match step.when {
            When::Always => "",
            When::Long => " [with --long]",
            When::Named => " [only by name]",
        };
        println!("  {:<11} {}{when}", step.name, step.purpose);
    }
    println!();
}

fn heading(name: &str, purpose: &str) {
    println!("\n── {name}: {purpose}");
}

fn summary(times: &[(&str, Duration)], failed: Option<&str>) {
    for (name, took) in times {
        let mark = if failed == Some(name) { "FAILED" } else { "ok" };
        println!("  {name:<11} {:>8}  {mark}", spoken(*took));
    }
}

fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f32())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a step took is told to a person and decides nothing"
)]
fn now() -> Instant {
    Instant::now()
}
