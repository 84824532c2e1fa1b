use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program, built beside this test.
pub fn path() -> PathBuf {
    let here = std::env::current_exe().expect("a test knows itself");
    let name = format!("ithaca-cli{}", std::env::consts::EXE_SUFFIX);
    let built = here.ancestors().nth(2).expect("target/debug").join(name);
    assert!(
        built.exists(),
        "{} is not built: run cargo build -p ithaca-cli",
        built.display()
    );
    built
}

/// What one run said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// stdout as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error} in {:?}, after {:?}", self.out, self.err))
    }

    /// The error on stderr as JSON.
    #[track_caller]
    pub fn error(&self) -> Value {
        let last = self.err.lines().last().unwrap_or_default();
        serde_json::from_str(last).unwrap_or_else(|error| panic!("{error} in {:?}", self.err))
    }

    /// This, if the program was content.
    #[track_caller]
    pub fn well(self) -> Self {
        assert_eq!(self.code, 0, "it says: {}", self.err);
        self
    }

    /// This, if it refused in one sentence with this exit code, and printed nothing else.
    #[track_caller]
    pub fn refused(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "exit code; it says: {}{}",
            self.out, self.err
        );
        assert_eq!(self.out, "", "a refusal prints nothing on stdout");
        assert!(
            self.err.lines().count() <= 1,
            "one sentence: {:?}",
            self.err
        );
        assert!(self.err.len() > 10, "a sentence says why: {:?}", self.err);
        assert!(!self.err.contains("panicked"), "no panic: {:?}", self.err);
        self
    }
}

/// A terminal on one data folder, in English.
pub struct Terminal {
    folder: TempDir,
}

impl Terminal {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// With the made-up year on the desk.
    pub fn with_year() -> Self {
        let terminal = Self::new();
        terminal.run(&["demo"]).well();
        terminal
    }

    /// The data folder; it is not there before the first run.
    pub fn desk(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    /// A file outside of the data folder.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    #[track_caller]
    pub fn run(&self, line: &[&str]) -> Said {
        self.run_with(line, "")
    }

    /// Runs a line with something on stdin.
    #[track_caller]
    pub fn run_with(&self, line: &[&str], stdin: &str) -> Said {
        run_on(&self.desk(), line, stdin)
    }
}

/// Runs a line on some folder.
#[track_caller]
pub fn run_on(folder: &Path, line: &[&str], stdin: &str) -> Said {
    let mut command = Command::new(path());
    command
        .arg("--data")
        .arg(folder)
        .args(line)
        .env("LC_ALL", "en_GB.UTF-8")
        .env("LANG", "en_GB.UTF-8");
    say(command, stdin)
}

#[track_caller]
pub fn say(mut command: Command, stdin: &str) -> Said {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut pipe = child.stdin.take().expect("its stdin");
    // A program that refuses early does not read to the end.
    let _ = pipe.write_all(stdin.as_bytes());
    drop(pipe);
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().expect("it ends");
    Said {
        code: status.code().expect("it ends by itself"),
        out: String::from_utf8(stdout).expect("stdout is UTF-8"),
        err: String::from_utf8(stderr).expect("stderr is UTF-8"),
    }
}
