//! `cargo xtask bench`: the figures of `docs/`, measured in release.

use crate::process::{Outcome, run};
use crate::run::split_at_dashes;
use crate::setup::system::{self, Purpose};
use crate::workspace::cargo;

/// `[-- arguments of the bench]`.
pub fn start(arguments: &[String]) -> Outcome {
    let (_, for_bench) = split_at_dashes(arguments);
    system::install(&[Purpose::Build])?;
    run(cargo("run")
        .args([
            "--release",
            "--locked",
            "--package",
            "ithaca-tests",
            "--bin",
            "bench",
            "--",
        ])
        .args(for_bench))
}
