//! `cargo xtask screenshots`: every screen, light and dark, at two sizes, for the documentation.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Attempted, Outcome, fail, run, run_quietly};
use crate::{build, setup, workspace};

const PICTURES: &str = "docs/pictures";
/// As many colours as a screen of text and flat surfaces needs before banding shows.
const COLOURS: &str = "128";

/// Takes no arguments.
pub fn start(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return fail("screenshots takes no arguments");
    }
    setup::for_test()?;
    build::tested()?;

    let taken = workspace::target().join("screenshots").join("pages");
    if taken.exists() {
        fs::remove_dir_all(&taken).attempted(format_args!("empty {}", taken.display()))?;
    }
    run(workspace::npm_exec("tests/ui", "playwright")
        .args(["test", "--config", "playwright.screenshots.config.ts"])
        .env("ITHACA_PICTURES", &taken)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;

    let pictures = pictures_in(&taken)?;
    if pictures.is_empty() {
        return fail(format!(
            "Playwright wrote no picture into {}",
            taken.display()
        ));
    }
    let folder = workspace::path(PICTURES);
    fs::create_dir_all(&folder).attempted(format_args!("make {PICTURES}"))?;
    let mut bytes = 0;
    for picture in &pictures {
        bytes += make_small(picture, &folder)?;
    }
    println!(
        "{} pictures in {PICTURES}/, {} KiB together",
        pictures.len(),
        bytes / 1024
    );
    Ok(())
}

fn pictures_in(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut pictures = Vec::new();
    for entry in fs::read_dir(folder).attempted(format_args!("list {}", folder.display()))? {
        let path = entry
            .attempted(format_args!("list {}", folder.display()))?
            .path();
        if path.extension().is_some_and(|kind| kind == "png") {
            pictures.push(path);
        }
    }
    pictures.sort();
    Ok(pictures)
}

/// Writes the picture with a palette and without dates, so that an unchanged screen is an unchanged file.
fn make_small(picture: &Path, folder: &Path) -> Outcome<u64> {
    let Some(name) = picture.file_name() else {
        return fail(format!("{} has no name", picture.display()));
    };
    let small = folder.join(name);
    run_quietly(
        Command::new("convert")
            .arg(picture)
            .args(["-strip", "-dither", "None", "-colors", COLOURS])
            .args(["-define", "png:compression-level=9"])
            .args(["-define", "png:exclude-chunks=date,time"])
            .arg(format!("PNG8:{}", small.display())),
    )?;
    let written = fs::metadata(&small).attempted(format_args!("read {}", small.display()))?;
    Ok(written.len())
}
