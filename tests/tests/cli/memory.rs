//! How much memory a request takes, whatever stands in it: at most 64 MB more than the program takes anyway.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{Terminal, path};

/// How much more than at rest, in kB.
const MORE: u64 = 64 * 1024;

/// The most memory a program had at once, in kB (`VmHWM`, proc(5)). It is asked until the program ends: the figure only
/// rises, and what a program does last is to say its sentence.
fn peak(mut command: Command) -> u64 {
    let mut child = command.spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().expect("it can be waited for").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let size = line.and_then(|line| line.split_whitespace().next());
        most = most.max(size.and_then(|size| size.parse().ok()).unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    assert!(most > 0, "it was seen at work");
    most
}

fn peak_of_call(terminal: &Terminal, request: &Path) -> u64 {
    let mut command = Command::new(path());
    command
        .arg("--data")
        .arg(terminal.desk())
        .args(["call", "person_add", "-"])
        .stdin(File::open(request).expect("the request"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    peak(command)
}

#[test]
fn no_request_takes_more_than_64_mb() {
    let terminal = Terminal::new();
    let file = |name: &str, text: String| {
        let path = terminal.beside(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let small = file("small", r#"{ "fields": { "name": "Ada" } }"#.to_owned());
    peak_of_call(&terminal, &small);
    let idle = peak_of_call(&terminal, &small);
    // As much as a request may have, of what takes the most of each kind, and far more than that.
    let values = |one: &str| {
        format!(
            r#"{{"fields":[{one}0]}}"#,
            one = one.repeat(8_000_000 / one.len())
        )
    };
    for request in [
        file(
            "60 MB",
            format!(r#"{{"fields":{{"name":"{}"}}}}"#, "x".repeat(60_000_000)),
        ),
        file(
            "8 MB",
            format!(r#"{{"fields":{{"name":"{}"}}}}"#, "x".repeat(8_000_000)),
        ),
        file(
            "escapes",
            format!(
                r#"{{"fields":{{"name":"{}"}}}}"#,
                r"\u00e9".repeat(1_300_000)
            ),
        ),
        file("numbers", values("0,")),
        file("lists", values("[],")),
        file("objects", values(r#"{"":0},"#)),
        file(
            "names",
            format!(
                "{{{}}}",
                (0..700_000)
                    .map(|n| format!(r#""{n:x}":0"#))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
        file(
            "as many as fit",
            format!(r#"{{"fields":[{}0]}}"#, r#"{"":0},"#.repeat(16_000)),
        ),
        "/dev/zero".into(),
    ] {
        let more = peak_of_call(&terminal, &request).saturating_sub(idle);
        assert!(
            more <= MORE,
            "{}: {more} kB more than the {idle} kB of a small request",
            request.display()
        );
    }
}

#[test]
fn a_program_that_takes_more_is_found_out() {
    let mut command = Command::new("sh");
    command.args([
        "-c",
        r#"x=$(head -c 100000000 /dev/zero | tr "\0" x); echo "${#x}" >/dev/null"#,
    ]);
    assert!(peak(command) > MORE, "the control");
}
