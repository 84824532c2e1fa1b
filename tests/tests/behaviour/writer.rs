//! A desk in a process of its own: `writer` of this crate.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;

pub struct Writer {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Writer {
    /// Runs `writer FOLDER MODE`.
    pub fn start(folder: &Path, mode: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_writer"));
        command.arg(folder).arg(mode);
        Self::spawn(command)
    }

    /// Runs a shell script with the writer's path as `$1`, the folder as `$2` and `rest` after them.
    #[cfg(unix)]
    pub fn in_shell(before: &[&str], script: &str, folder: &Path, rest: &[&Path]) -> Self {
        let shell = ["sh", "-c", script, "sh", env!("CARGO_BIN_EXE_writer")];
        let mut words = before.iter().chain(&shell);
        let mut command = Command::new(words.next().expect("a program"));
        command.args(words).arg(folder).args(rest);
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the writer was built and starts");
        let lines = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Self { child, lines }
    }

    /// The next line it says; none when it has ended.
    pub fn hear(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.lines
            .read_line(&mut line)
            .expect("its output can be read");
        // A process that is killed may leave half a line: it said nothing with it.
        line.ends_with('\n')
            .then(|| serde_json::from_str(&line).expect("it speaks JSON"))
    }

    /// Tells it a line and hears the answer.
    pub fn ask(&mut self, name: &str, request: &Value) -> Value {
        self.tell(name, request);
        self.hear().expect("it answers")
    }

    /// Tells it a line.
    pub fn tell(&mut self, name: &str, request: &Value) {
        let line = match request {
            Value::String(path) => format!("{name} {path}\n"),
            _ => format!("{name} {request}\n"),
        };
        self.child
            .stdin
            .as_mut()
            .expect("its input is a pipe")
            .write_all(line.as_bytes())
            .expect("it listens");
    }

    /// Tells it there is no more to come.
    pub fn finish(&mut self) {
        drop(self.child.stdin.take());
    }

    /// Whether it has not ended by itself.
    #[allow(dead_code, reason = "two test programs share this, and one asks")]
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().is_ok_and(|ended| ended.is_none())
    }

    /// Ends it as a power cut would: SIGKILL, which no program can handle.
    #[allow(dead_code, reason = "two test programs share this, and one kills")]
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // A writer that was killed or has ended is only waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
