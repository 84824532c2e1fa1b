//! `cargo xtask check`: what an editor would mark, in the time of a short wait.

use crate::process::{Outcome, fail, run};
use crate::setup;
use crate::workspace::{self, cargo, npm};

/// `[--windows]`.
pub fn start(arguments: &[String]) -> Outcome {
    match arguments {
        [] => here(),
        [only] if only == "--windows" => windows(),
        _ => fail("check takes only --windows"),
    }
}

fn here() -> Outcome {
    setup::for_run()?;
    setup::rust::require_components()?;
    format()?;
    crate::build::interface()?;
    lint_rust()?;
    run(npm("ui").args(["run", "--silent", "check"]))
}

/// rustfmt, over every crate.
pub fn format() -> Outcome {
    run(cargo("fmt").args(["--all", "--check"]))
}

/// clippy, over every target of every crate, with warnings as errors; then over what is released once more, as it
/// is released: without what only debug builds hold, so that nothing of it is left unused there.
pub fn lint_rust() -> Outcome {
    run(cargo("clippy").args([
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]))?;
    let released = ["ithaca-core", "ithaca-cli", "ithaca"];
    let mut lint = cargo("clippy");
    lint.arg("--locked");
    for package in released {
        lint.args(["--package", package, "--config"])
            // For these alone: what they build on stays as it was compiled.
            .arg(format!(
                "profile.dev.package.{package}.debug-assertions=false"
            ));
    }
    run(lint.args(["--", "--deny", "warnings"]))
}

/// rustdoc, over the core, with warnings as errors: a link that leads nowhere is one.
pub fn docs() -> Outcome {
    run(cargo("doc").env("RUSTDOCFLAGS", "-D warnings").args([
        "--locked",
        "--no-deps",
        "--package",
        "ithaca-core",
    ]))
}

/// Type-checks the app and the CLI for Windows, with Debian's mingw-w64 for the C in between.
///
/// The Windows build brings its own OpenSSL, many minutes of C on a small machine. A check links
/// nothing, so the headers are enough: `openssl-sys` is pointed at the ones this system has, and
/// everything else is compiled as it would be on Windows.
pub fn windows() -> Outcome {
    setup::for_windows()?;
    setup::node::install("ui")?;
    crate::build::interface()?;
    let openssl = windows_headers::prepare()?;
    run(cargo("check")
        .args([
            "--locked",
            "--target",
            setup::rust::WINDOWS,
            "--package",
            "ithaca",
            "--package",
            "ithaca-cli",
        ])
        .env("OPENSSL_NO_VENDOR", "1")
        .env("OPENSSL_INCLUDE_DIR", openssl.join("include"))
        .env("OPENSSL_LIB_DIR", openssl.join("lib"))
        .env("OPENSSL_LIBS", "crypto")
        // Nothing of it is linked, so no file is looked for.
        .env("OPENSSL_STATIC", "0"))?;
    println!("The Windows build type-checks.");
    Ok(())
}

mod windows_headers {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use super::workspace;
    use crate::process::{Attempted, Outcome, text_of};

    /// A folder with OpenSSL's headers and nothing else of this system's, whose own headers are not for Windows.
    pub fn prepare() -> Outcome<PathBuf> {
        let folder = workspace::target().join("openssl-headers");
        let into = folder.join("include/openssl");
        for made in [&into, &folder.join("lib")] {
            fs::create_dir_all(made).attempted(format_args!("make {}", made.display()))?;
        }
        let listed = text_of(Command::new("dpkg-query").args(["--listfiles", "libssl-dev"]))?;
        for header in listed.lines().map(Path::new) {
            let is_header = header.extension().is_some_and(|kind| kind == "h");
            if let (true, Some(name)) = (is_header, header.file_name()) {
                fs::copy(header, into.join(name))
                    .attempted(format_args!("copy {}", header.display()))?;
            }
        }
        Ok(folder)
    }
}
