//! Read-only and full disks, as real mounts: modes do not hold root.
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};

use crate::program::{self, Said};

/// Runs a shell script in a mount namespace of its own; `$1` is the program, `$2` an empty folder.
fn within(script: &str) -> Said {
    let ways: [&[&str]; 3] = [
        &["unshare", "-m"],
        &["unshare", "-rm"],
        &["sudo", "-n", "unshare", "-m"],
    ];
    let may_mount = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        command
            .args(&way[1..])
            .args(["mount", "-t", "tmpfs", "tmpfs", "/mnt"])
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let way = ways.iter().find(may_mount);
    let way = way.expect("these tests mount small disks: they need root, user namespaces, or sudo without a question");
    let folder = tempfile::tempdir().expect("a mount point");
    let mut command = Command::new(way[0]);
    command
        .args(&way[1..])
        .args(["sh", "-c", script, "sh"])
        .arg(program::path())
        .arg(folder.path());
    command.env("LC_ALL", "en_GB.UTF-8");
    program::say(command, "")
}

#[test]
fn a_read_only_disk_is_said_to_be_one() {
    let new = "mount -t tmpfs -o ro tmpfs \"$2\"; exec \"$1\" --data \"$2/desk\" person add Ada";
    let said = within(new).refused(8);
    assert!(
        said.err.contains("cannot be written to"),
        "a new desk: {}",
        said.err
    );
    let old =
        "mount -t tmpfs tmpfs \"$2\"; \"$1\" --data \"$2\" person add Ada >/dev/null || exit 90
        mount -o remount,ro \"$2\"; exec \"$1\" --data \"$2\" person add Bo";
    let said = within(old).refused(8);
    assert!(
        said.err.contains("cannot be written to"),
        "an old one: {}",
        said.err
    );
}

#[test]
fn a_disk_too_small_for_a_desk_is_said_to_be_full() {
    let said = within("mount -t tmpfs -o size=64k tmpfs \"$2\"; exec \"$1\" --data \"$2\" today")
        .refused(8);
    assert!(said.err.contains("full"), "the sentence: {}", said.err);
}

#[test]
fn a_full_disk_keeps_what_was_acknowledged_and_nothing_else() {
    let script = r#"
        mount -t tmpfs -o size=6m tmpfs "$2"
        "$1" --data "$2" person add Ada >/dev/null || exit 90
        dd if=/dev/zero of="$2/ballast" bs=1k 2>/dev/null
        kept=1; refusals=0; line=$(head -c 60000 /dev/zero | tr '\0' x)
        for try in 1 2 3; do
            "$1" --data "$2" call note_write "{}" >/dev/null 2>&1
            if "$1" --data "$2" person add "Nobody $try" --how-met "$(printf %.400s "$line")" >/dev/null 2>"$2.err"
            then kept=$((kept + 1)); else code=$?; refusals=$((refusals + 1)); fi
        done
        rm "$2/ballast"
        echo "$kept $refusals ${code:-0} $("$1" --data "$2" person list | wc -l) $(cat "$2.err"; rm "$2.err")"
    "#;
    let said = within(script).well().out;
    let facts: Vec<&str> = said.split_whitespace().collect();
    let [kept, refusals, code, listed, sentence @ ..] = facts.as_slice() else {
        panic!("the script says {said:?}");
    };
    assert_ne!(*refusals, "0", "a full disk refuses: {said}");
    assert_eq!(*code, "8", "with its own exit code: {said}");
    assert_eq!(
        kept, listed,
        "exactly what was acknowledged is there: {said}"
    );
    assert!(
        sentence.contains(&"full:") || sentence.contains(&"full."),
        "and says what is wrong: {said}"
    );
}
