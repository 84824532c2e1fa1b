//! `cargo xtask package`: the .deb, and the proof that it installs and starts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Attempted, Outcome, fail, run, run_quietly, text_of};
use crate::setup::system::{self, Purpose};
use crate::{build, run::show_and_photograph, setup, workspace};

/// `[--verify]`.
pub fn start(arguments: &[String]) -> Outcome {
    let verify = match arguments {
        [] => false,
        [only] if only == "--verify" => true,
        _ => return fail("package takes only --verify"),
    };
    let package = make()?;
    println!("Package: {}", package.display());
    if verify { try_out(&package) } else { Ok(()) }
}

fn make() -> Outcome<PathBuf> {
    setup::for_run()?;
    build::interface()?;
    build::app(true)?;
    // The CLI lies beside the app in the package; the bundler by itself takes only the app.
    let cli = workspace::built("ithaca-cli", true);
    let with_cli = format!(
        r#"{{"bundle":{{"linux":{{"deb":{{"files":{{"/usr/bin/ithaca-cli":"{}"}}}}}}}}}}"#,
        cli.display()
    );
    run(Command::new("node")
        .current_dir(workspace::root())
        .arg("ui/node_modules/@tauri-apps/cli/tauri.js")
        .args(["bundle", "--ci", "--bundles", "deb", "--config", &with_cli]))?;
    newest_deb()
}

fn newest_deb() -> Outcome<PathBuf> {
    let folder = workspace::target().join("release/bundle/deb");
    let mut packages = Vec::new();
    for entry in fs::read_dir(&folder).attempted(format_args!("list {}", folder.display()))? {
        let path = entry
            .attempted(format_args!("list {}", folder.display()))?
            .path();
        if path.extension().is_some_and(|kind| kind == "deb") {
            let made = fs::metadata(&path)
                .and_then(|about| about.modified())
                .attempted(format_args!("read {}", path.display()))?;
            packages.push((made, path));
        }
    }
    match packages.into_iter().max() {
        Some((_, package)) => Ok(package),
        None => fail(format!("The bundler left no .deb in {}", folder.display())),
    }
}

/// Installs the package as root, or unpacks it elsewhere, and starts what came out of it.
fn try_out(package: &Path) -> Outcome {
    system::install(&[Purpose::Display])?;
    let scratch = std::env::temp_dir().join(format!("ithaca-package-{}", std::process::id()));
    fs::create_dir_all(&scratch).attempted(format_args!("make {}", scratch.display()))?;
    let as_root = text_of(Command::new("id").arg("-u"))?.trim() == "0";
    let outcome = if as_root {
        installed(package, &scratch)
    } else {
        println!("Not root: the package is unpacked, not installed.");
        unpacked(package, &scratch)
    };
    fs::remove_dir_all(&scratch).attempted(format_args!("remove {}", scratch.display()))?;
    outcome
}

fn installed(package: &Path, scratch: &Path) -> Outcome {
    let name = text_of(
        Command::new("dpkg-deb")
            .arg("--field")
            .arg(package)
            .arg("Package"),
    )?;
    run(Command::new("dpkg").arg("--install").arg(package))?;
    let outcome = start_from(Path::new("/"), scratch);
    run(Command::new("dpkg").args(["--purge", name.trim()]))?;
    outcome
}

fn unpacked(package: &Path, scratch: &Path) -> Outcome {
    let tree = scratch.join("tree");
    run_quietly(
        Command::new("dpkg-deb")
            .arg("--extract")
            .arg(package)
            .arg(&tree),
    )?;
    start_from(&tree, scratch)
}

fn start_from(tree: &Path, scratch: &Path) -> Outcome {
    let menu = tree.join("usr/share/applications");
    let has_entry = fs::read_dir(&menu)
        .attempted(format_args!("list {}", menu.display()))?
        .flatten()
        .any(|entry| {
            fs::read_to_string(entry.path()).is_ok_and(|text| text.contains("Exec=ithaca"))
        });
    if !has_entry {
        return fail("The package brings no menu entry that starts the app.");
    }
    let data = scratch.join("data");
    run(Command::new(tree.join("usr/bin/ithaca-cli"))
        .arg("--data")
        .arg(&data)
        .arg("demo"))?;
    let picture = workspace::target().join("screenshots").join("package.png");
    show_and_photograph(
        Command::new(tree.join("usr/bin/ithaca"))
            .arg("--data")
            .arg(&data),
        &picture,
    )?;
    println!("The packaged app starts. Screenshot: {}", picture.display());
    Ok(())
}
