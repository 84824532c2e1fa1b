//! System packages: the one table of what is needed and why, and their installation.

use std::io::{IsTerminal, Write};
use std::process::Command;

use crate::process::{Attempted, Outcome, fail, run, succeeds, text_of};
use crate::workspace::{has_program, is_set};

/// What a package is needed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Building the app.
    Build,
    /// Showing a window where there is no screen.
    Display,
    /// Running the tests.
    Test,
    /// Checking the Windows build from Linux.
    Windows,
}

/// How to find out, on a Linux without dpkg, whether the thing is there.
enum Probe {
    Module(&'static str),
    Program(&'static str),
    Font(&'static str),
    PythonModule(&'static str),
}

struct Package {
    debian: &'static str,
    probe: Probe,
    purpose: Purpose,
    why: &'static str,
}

const fn package(
    debian: &'static str,
    probe: Probe,
    purpose: Purpose,
    why: &'static str,
) -> Package {
    Package {
        debian,
        probe,
        purpose,
        why,
    }
}

use Probe::{Font, Module, Program, PythonModule};
use Purpose::{Build, Display, Test, Windows};

const PACKAGES: &[Package] = &[
    package(
        "pkg-config",
        Program("pkg-config"),
        Build,
        "finds the libraries below",
    ),
    package(
        "libwebkit2gtk-4.1-dev",
        Module("webkit2gtk-4.1"),
        Build,
        "the web view inside the window",
    ),
    package(
        "libgtk-3-dev",
        Module("gtk+-3.0"),
        Build,
        "the window itself",
    ),
    package(
        "libayatana-appindicator3-dev",
        Module("ayatana-appindicator3-0.1"),
        Build,
        "the tray icon",
    ),
    package(
        "librsvg2-dev",
        Module("librsvg-2.0"),
        Build,
        "icons drawn by GTK",
    ),
    package(
        "libssl-dev",
        Module("libcrypto"),
        Build,
        "the ciphers of the encrypted database",
    ),
    package(
        "libdbus-1-dev",
        Module("dbus-1"),
        Build,
        "desktop notifications",
    ),
    package("xvfb", Program("Xvfb"), Display, "a virtual screen"),
    package(
        "dbus",
        Program("dbus-daemon"),
        Display,
        "a session bus of its own for the app",
    ),
    package(
        "x11-utils",
        Program("xwininfo"),
        Display,
        "tells when the window is there",
    ),
    package(
        "imagemagick",
        Program("import"),
        Display,
        "photographs the window",
    ),
    package(
        "fonts-noto-core",
        Font("Noto Sans Arabic"),
        Display,
        "Arabic and other scripts in pictures",
    ),
    package(
        "fonts-noto-cjk",
        Font("Noto Sans CJK JP"),
        Display,
        "Japanese in pictures",
    ),
    package(
        "fonts-noto-color-emoji",
        Font("Noto Color Emoji"),
        Display,
        "emoji in pictures",
    ),
    package(
        "chromium-headless-shell",
        Program("chromium-headless-shell"),
        Test,
        "the browser that the interface is tested in, without a window of its own",
    ),
    package(
        "webkit2gtk-driver",
        Program("WebKitWebDriver"),
        Test,
        "drives the real window",
    ),
    package(
        "dbus-x11",
        Program("dbus-launch"),
        Test,
        "a session bus for programs that start one by themselves",
    ),
    package(
        "xdotool",
        Program("xdotool"),
        Test,
        "counts, moves and closes the real window",
    ),
    package(
        "openbox",
        Program("openbox"),
        Test,
        "a window manager, which decides who has the keyboard",
    ),
    package(
        "xterm",
        Program("xterm"),
        Test,
        "another program, in use while the app does something",
    ),
    package(
        "xclip",
        Program("xclip"),
        Test,
        "another program that pastes what was copied",
    ),
    package(
        "libglib2.0-bin",
        Program("gdbus"),
        Test,
        "asks programs on the test's own bus",
    ),
    package(
        "python3-dbusmock",
        PythonModule("dbusmock"),
        Test,
        "a notification service on the test's own bus",
    ),
    package(
        "dunst",
        Program("dunst"),
        Test,
        "a notification service that people use",
    ),
    package(
        "gnome-keyring",
        Program("gnome-keyring-daemon"),
        Test,
        "a keychain that people use",
    ),
    package(
        "faketime",
        Program("faketime"),
        Test,
        "gives the app a clock that the tests move",
    ),
    package(
        "python3-venv",
        PythonModule("ensurepip"),
        Test,
        "keeps Python packages out of the system",
    ),
    package(
        "strace",
        Program("strace"),
        Test,
        "records and fails what programs ask of the disk, and counts their sockets",
    ),
    package(
        "iproute2",
        Program("ip"),
        Test,
        "brings loopback up where there is no other network",
    ),
    package(
        "poppler-utils",
        Program("pdftotext"),
        Test,
        "reads what was printed, to compare it with the screen",
    ),
    package(
        "khal",
        Program("khal"),
        Test,
        "a calendar program that reads our files back",
    ),
    package(
        "gcc-mingw-w64-x86-64",
        Program("x86_64-w64-mingw32-gcc"),
        Windows,
        "compiles C for Windows",
    ),
];

/// Installs what is missing for these purposes, or says exactly which command would.
/// Does nothing on Windows and macOS, whose systems bring what the app needs.
pub fn install(purposes: &[Purpose]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let missing = missing(purposes);
    if missing.is_empty() {
        return Ok(());
    }
    println!("These system packages are missing:");
    for package in &missing {
        println!("  {:<30} {}", package.debian, package.why);
    }

    let names: Vec<&str> = missing.iter().map(|package| package.debian).collect();
    let by_hand = format!(
        "sudo apt-get update && sudo apt-get install --no-install-recommends {}",
        names.join(" ")
    );
    if !has_program("apt-get") {
        return fail(format!(
            "There is no apt-get here. Install what your system calls these packages, then run this again. On Debian it would be:\n  {by_hand}"
        ));
    }
    let as_root = text_of(Command::new("id").arg("-u"))?.trim() == "0";
    if !as_root && !may_use_sudo()? {
        return fail(format!("Install them with:\n  {by_hand}"));
    }

    run(apt_get(as_root).arg("update")).or_else(|failure| {
        fail(format!(
            "{failure}. The package lists could not be refreshed. By hand:\n  {by_hand}"
        ))
    })?;
    let mut install = apt_get(as_root);
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(&names);
    run(&mut install).or_else(|failure| fail(format!("{failure}. By hand:\n  {by_hand}")))?;

    let still_missing: Vec<&str> = self::missing(purposes)
        .iter()
        .map(|package| package.debian)
        .collect();
    if still_missing.is_empty() {
        return Ok(());
    }
    fail(format!(
        "apt-get reported success, but these are still missing: {}",
        still_missing.join(" ")
    ))
}

fn missing(purposes: &[Purpose]) -> Vec<&'static Package> {
    let by_dpkg = has_program("dpkg-query");
    PACKAGES
        .iter()
        .filter(|package| purposes.contains(&package.purpose))
        .filter(|package| {
            if by_dpkg {
                !is_installed(package.debian)
            } else {
                !is_found(&package.probe)
            }
        })
        .collect()
}

fn is_installed(name: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status} ", name])
        .output()
        .is_ok_and(|output| {
            output.status.success()
                && String::from_utf8_lossy(&output.stdout)
                    .split_whitespace()
                    .any(|status| status == "installed")
        })
}

fn is_found(probe: &Probe) -> bool {
    match probe {
        Module(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
        Program(name) => has_program(name),
        Font(family) => {
            text_of(Command::new("fc-list").arg(family)).is_ok_and(|found| !found.trim().is_empty())
        }
        PythonModule(name) => {
            succeeds(Command::new("python3").args(["-c", &format!("import {name}")]))
        }
    }
}

fn apt_get(as_root: bool) -> Command {
    let mut command = if as_root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q");
    command
}

fn may_use_sudo() -> Outcome<bool> {
    if !has_program("sudo") {
        return Ok(false);
    }
    if is_set("CI") {
        return Ok(true);
    }
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    print!("Install them now with sudo? [Y/n] ");
    std::io::stdout()
        .flush()
        .attempted("write to the terminal")?;
    let mut answer = String::new();
    std::io::stdin()
        .read_line(&mut answer)
        .attempted("read your answer")?;
    Ok(matches!(answer.trim(), "" | "y" | "Y" | "yes" | "j" | "ja"))
}
