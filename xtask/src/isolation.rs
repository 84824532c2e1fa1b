//! Programs in a network of their own, in which there is nothing but loopback: what works there needs no other. Nor may
//! they keep memory from the swap, as on most systems: where a root may, each piece of memory that SQLite takes is a long
//! call to the kernel, and the tests took thrice the time.

use std::process::{Command, Stdio};

use crate::process::succeeds;

/// Brings loopback up and becomes the program named after it.
const SCRIPT: &str = "ip link set lo up && ulimit -l 0 && exec \"$@\"";

/// What gives a program a network of its own: as root, or as one who may become root in a namespace.
const WAYS: [&[&str]; 2] = [
    &["unshare", "-n", "setpriv", "--bounding-set", "-ipc_lock"],
    &["unshare", "-rn"],
];

/// The same command in a network that has loopback only, where the system allows it; else the command as it
/// was, after saying so.
pub fn without_network(command: &mut Command) -> Command {
    if !cfg!(target_os = "linux") {
        return copy(command, &[]);
    }
    let works = |way: &&&[&str]| {
        succeeds(
            Command::new(way[0])
                .args(&way[1..])
                .args(["sh", "-c", SCRIPT, "sh", "true"])
                .stderr(Stdio::null()),
        )
    };
    match WAYS.iter().find(works) {
        Some(way) => {
            println!(
                "   in a network of its own with loopback only ({})",
                way.join(" ")
            );
            copy(command, &[*way, &["sh", "-c", SCRIPT, "sh"][..]].concat())
        }
        None => {
            println!(
                "   WITH THE NETWORK: this system allows no network namespace (unshare -n), so that nothing here shows the app needs none"
            );
            copy(command, &[])
        }
    }
}

fn copy(command: &Command, before: &[&str]) -> Command {
    let mut copied = match before.split_first() {
        Some((first, rest)) => {
            let mut copied = Command::new(first);
            copied.args(rest).arg(command.get_program());
            copied
        }
        None => Command::new(command.get_program()),
    };
    copied.args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        copied.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => copied.env(name, value),
            None => copied.env_remove(name),
        };
    }
    copied
}
