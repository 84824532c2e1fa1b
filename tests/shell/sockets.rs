//! No network: the app drives itself, without WebDriver and its sockets, and strace counts those of all its
//! processes.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::desktop::{Desktop, program, until};

/// Programs under strace, which end with the test, all of them.
struct Traced {
    child: Child,
    notes: PathBuf,
}

impl Traced {
    fn start(desktop: &Desktop, name: &str, program: PathBuf, arguments: &[&str]) -> Self {
        let notes = desktop.home().join(format!("{name}.strace"));
        let child = desktop
            .command("setsid")
            .args(["strace", "-f", "--seccomp-bpf", "-qq", "-e", "signal=none"])
            .args(["-e", "trace=socket,execve", "-s", "200", "-o"])
            .arg(&notes)
            .arg(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("strace is installed");
        Self { child, notes }
    }

    fn said(&self) -> String {
        std::fs::read_to_string(&self.notes).unwrap_or_default()
    }

    /// The sockets that could leave this computer.
    fn network(&self) -> Vec<String> {
        let said = self.said();
        let leaves =
            |line: &&str| line.contains("socket(AF_INET") || line.contains("socket(AF_INET6");
        said.lines().filter(leaves).map(str::to_owned).collect()
    }
}

impl Drop for Traced {
    fn drop(&mut self) {
        // The session it leads: strace, the app, its web processes.
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.child.wait();
    }
}

#[test]
fn the_app_opens_no_socket_to_any_network() {
    let desktop = Desktop::start();
    let folder = desktop.folder();
    let place = folder.to_string_lossy().into_owned();

    let mut driven = Traced::start(
        &desktop,
        "driven",
        program("ithaca"),
        &["--smoke-test", &place],
    );
    let ended = until("the app to walk through its screens", || {
        driven.child.try_wait().expect("it can be asked")
    });
    let account = std::fs::read_to_string(folder.join("smoke-test.json")).unwrap_or_default();
    assert!(
        ended.success() && account.contains("\"passed\": true"),
        "it did: {account}"
    );
    assert!(
        account.contains("\"walked\": 19"),
        "each screen had something to show: {account}"
    );
    assert_eq!(
        driven.network(),
        [""; 0],
        "no socket, in any of its processes"
    );
    let said = driven.said();
    assert!(
        said.contains("WebKitWebProcess") && said.contains("socket(AF_UNIX"),
        "all of them were looked at"
    );

    // A person opens it and locks it by key: one program ends, another starts.
    let opened = Traced::start(&desktop, "opened", program("ithaca"), &["--data", &place]);
    until("the window", || {
        (desktop.windows_seen("Ithaca") == 1).then_some(())
    });
    until("the locked program", || {
        desktop.xdotool(&[
            "search",
            "--onlyvisible",
            "--name",
            "^Ithaca$",
            "windowfocus",
            "key",
            "ctrl+l",
        ]);
        opened.said().contains("\"--locked\"").then_some(())
    });
    until("its window", || {
        let locked = opened
            .said()
            .split_once("\"--locked\"")
            .is_some_and(|(_, after)| after.contains("WebKitWebProcess"));
        (locked && desktop.windows_seen("Ithaca") == 1).then_some(())
    });
    assert_eq!(opened.network(), [""; 0], "nor while it is locked");
}

#[test]
fn a_program_that_listens_is_found_out() {
    let desktop = Desktop::start();
    let desk = desktop.home().join("other");
    let (desk, interface) = (
        desk.to_string_lossy().into_owned(),
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui"),
    );
    let interface = interface.to_string_lossy().into_owned();
    let arguments = ["--data", &desk, "--port", "0", "--ui", &interface];
    let bridge = Traced::start(&desktop, "bridge", program("bridge"), &arguments);
    until("the control to open a socket that the count finds", || {
        (!bridge.network().is_empty()).then_some(())
    });
}
