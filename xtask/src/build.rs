//! What several commands build first: the interface, the app and the CLI.

use crate::process::{Outcome, run};
use crate::stamp::Stamp;
use crate::workspace;

/// Builds `ui/dist`, unless it was built from exactly these sources.
/// The app's own build takes the result in, so this always comes first.
pub fn interface() -> Outcome {
    let inputs = [workspace::path("ui"), workspace::path("core/words")];
    let written = ["node_modules", "dist", "words", "tests"];
    let stamp = Stamp::of(
        "ui-build",
        &inputs[..1],
        &written,
        &words_fingerprint(&inputs[1])?,
    )?;
    if stamp.is_current() && workspace::path("ui/dist/index.html").is_file() {
        return Ok(());
    }
    run(workspace::npm("ui").args(["run", "--silent", "build"]))?;
    stamp.write()
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

// `words` is skipped below ui/, where it is compiled output, and so is read on its own.
fn words_fingerprint(words: &std::path::Path) -> Outcome<String> {
    Ok(Stamp::of("words", &[words.to_path_buf()], &[], "")?
        .fingerprint()
        .to_owned())
}
