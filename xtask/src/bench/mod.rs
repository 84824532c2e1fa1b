//! `cargo xtask bench`: what the program costs, in figures. What moves from run to run and from machine to machine, time
//! and memory, is measured here and held by no test; what does not move is counted by the tests
//! (`tests/tests/costs`).

mod memory;
mod weight;
mod window;

use crate::process::{Outcome, fail, run};
use crate::run::split_at_dashes;
use crate::setup::system::{self, Purpose};
use crate::workspace::cargo;

/// `[--dev] [core] [window] [-- arguments of the bench of the core]`: both where neither is named.
pub fn start(arguments: &[String]) -> Outcome {
    let (ours, for_core) = split_at_dashes(arguments);
    let (mut core, mut window, mut release) = (false, false, true);
    for argument in ours {
        match argument.as_str() {
            "core" => core = true,
            "window" => window = true,
            "--dev" => release = false,
            other => {
                return fail(format!(
                    "\"{other}\" is unknown: [--dev] [core] [window] [-- …]"
                ));
            }
        }
    }
    if !release {
        println!("A debug build: its figures say that the bench works, and nothing else.\n");
    }
    if core || !window {
        measure_core(release, for_core)?;
    }
    if window || !core {
        window::compare(release)?;
    }
    Ok(())
}

fn measure_core(release: bool, arguments: &[String]) -> Outcome {
    system::install(&[Purpose::Build])?;
    let mut bench = cargo("run");
    bench.args(["--locked", "--package", "ithaca-tests", "--bin", "bench"]);
    if release {
        bench.arg("--release");
    }
    run(bench.arg("--").args(arguments))
}
