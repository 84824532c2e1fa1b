//! A bench that lays out the state of a disk and has a process of its own open the desk on it.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use ithaca_core::db::{FILE, SCHEMA_VERSION};
use serde_json::Value;

use super::disk::State;

/// How a desk is looked at after a cut.
#[derive(Clone, Copy)]
pub struct Look {
    /// Every how many states are opened as the program opens them, which takes ten times as long; the others by
    /// SQLite alone.
    pub opened: Option<usize>,
    /// What must hold of each.
    pub check: fn(&Value, &State) -> Result<(), String>,
}

impl Look {
    /// Of a desk of the present schema.
    pub fn today() -> Self {
        Self {
            opened: Some(10),
            check: |_, _| Ok(()),
        }
    }

    /// Of a desk that is closed by a passphrase, which takes long to try.
    pub fn of_closings() -> Self {
        Self {
            opened: Some(4),
            check: |_, _| Ok(()),
        }
    }

    /// Of what a program that is not ours wrote.
    pub fn stored() -> Self {
        Self {
            opened: None,
            check: |_, _| Ok(()),
        }
    }

    /// Of a desk that goes from one schema to the next: it has all of one or all of the other, and before
    /// the new one there was a backup.
    pub fn of_upgrades() -> Self {
        Self {
            opened: None,
            check: |answer, state| {
                let schema = answer["schema"].to_string();
                let marks = [
                    "CREATE TABLE next_step",
                    "pronouns",
                    "CREATE INDEX next_step_body",
                ];
                let new = marks.iter().filter(|mark| schema.contains(**mark)).count();
                let climbed = answer["version"] == SCHEMA_VERSION + 1;
                if new != if climbed { marks.len() } else { 0 } {
                    return Err(format!(
                        "{new} parts of the next schema in {}",
                        answer["version"]
                    ));
                }
                let shelf = Path::new("desk/backups");
                let kept = state.folders.iter().any(|folder| {
                    folder.parent() == Some(shelf) && !folder.to_string_lossy().contains(".making")
                });
                if climbed && !kept {
                    return Err("upgraded without a backup".to_owned());
                }
                Ok(())
            },
        }
    }
}

/// What of a desk is compared: its rows, its keys, its backups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    rows: u64,
    keys: u64,
}

/// A folder to lay states into.
pub struct Bench {
    look: Look,
    /// One that opens desks by SQLite alone, and one that opens them as the program does.
    judges: [Judge; 2],
    looks: usize,
    place: tempfile::TempDir,
    /// Backups that were looked at once, by their marks.
    whole: BTreeSet<(u64, u64)>,
    stock: tempfile::TempDir,
}

impl Bench {
    pub fn new(look: Look) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = || {
            if memory.is_dir() {
                tempfile::tempdir_in(memory)
            } else {
                tempfile::tempdir()
            }
            .expect("a folder")
        };
        Self {
            look,
            judges: [Judge::start(), Judge::start()],
            looks: 0,
            place: folder(),
            whole: BTreeSet::new(),
            stock: folder(),
        }
    }

    /// Opens a state and reads all of it. None where there is no desk yet.
    pub fn look(&mut self, state: &State) -> Result<Option<Seen>, String> {
        let folder = self.place.path().join("desk");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("our own folder");
        }
        let mut folders = state.folders.clone();
        folders.sort();
        for path in &folders {
            std::fs::create_dir(self.place.path().join(path)).expect("our own folder");
        }
        for (path, (mark, bytes)) in &state.files {
            let to = self.place.path().join(path);
            if path.starts_with("desk/backups") {
                // Large, many, and never written again.
                let stocked = self.stock.path().join(format!("{mark:x}"));
                if !stocked.exists() {
                    std::fs::write(&stocked, bytes.as_slice()).expect("our own folder");
                }
                std::fs::hard_link(stocked, to).expect("our own folder");
            } else {
                std::fs::write(to, bytes.as_slice()).expect("our own folder");
            }
        }
        self.backups(state)?;
        let had = state
            .files
            .get(Path::new("desk/ithaca.db"))
            .is_some_and(|(_, bytes)| !bytes.is_empty());
        self.looks += 1;
        let as_program = self
            .look
            .opened
            .is_some_and(|every| self.looks.is_multiple_of(every));
        let answer = match &mut self.judges {
            [_, program] if as_program => program.ask(&folder.to_string_lossy()),
            [sqlite, _] if folder.join(FILE).exists() && folder.join("keys.json").exists() => {
                sqlite.ask(&format!("closed {}", folder.display()))
            }
            _ => return Ok(None),
        };
        if let Some(error) = answer["error"].as_str() {
            return Err(error.to_owned());
        }
        if answer["version"] == 0 {
            return Ok(None);
        }
        (self.look.check)(&answer, state)?;
        let rows = answer["rows"].as_u64().expect("a number");
        let keys = state.files.get(Path::new("desk/keys.json"));
        let mut hash = DefaultHasher::new();
        keys.map(|(_, bytes)| bytes).hash(&mut hash);
        let logged = state.files.contains_key(Path::new("desk/ithaca.db-wal"));
        Ok((had || logged).then_some(Seen {
            rows,
            keys: hash.finish(),
        }))
    }

    /// Whatever bears a backup's name is whole.
    fn backups(&mut self, state: &State) -> Result<(), String> {
        let shelf = Path::new("desk/backups");
        for folder in state
            .folders
            .iter()
            .filter(|folder| folder.parent() == Some(shelf))
        {
            let name = folder
                .strip_prefix(shelf)
                .expect("it lies there")
                .to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            let part = |name: &str| state.files.get(&folder.join(name));
            let (Some((desk, _)), Some((keys, _))) = (part("desk.db"), part("keys.json")) else {
                return Err(format!("the backup {name} lacks a file"));
            };
            if self.whole.contains(&(*desk, *keys)) {
                continue;
            }
            // Opened apart, so that nothing is made beside it.
            let apart = tempfile::tempdir().expect("a folder");
            for (from, to) in [("desk.db", FILE), ("keys.json", "keys.json")] {
                std::fs::copy(
                    self.place.path().join(folder).join(from),
                    apart.path().join(to),
                )
                .expect("a copy");
            }
            let answer = self.judges[0].ask(&format!("closed {}", apart.path().display()));
            if let Some(error) = answer["error"].as_str() {
                return Err(format!("the backup {name}: {error}"));
            }
            self.whole.insert((*desk, *keys));
        }
        Ok(())
    }
}

/// A process that opens desks.
struct Judge {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Judge {
    fn start() -> Self {
        // SQLCipher pins every piece of memory it uses; without the right to, it goes on, many times faster.
        let script = r#"
            if [ "$(id -u)" = 0 ]; then set -- setpriv --bounding-set=-ipc_lock "$@"; fi
            exec prlimit --memlock=0:0 "$@""#;
        let mut child = Command::new("sh")
            .args(["-c", script, "sh", env!("CARGO_BIN_EXE_judge")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the judge was built and starts");
        let lines = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        Self { child, lines }
    }

    fn ask(&mut self, question: &str) -> Value {
        let stdin = self.child.stdin.as_mut().expect("its input is a pipe");
        writeln!(stdin, "{question}").expect("it listens");
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("it answers");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("the judge ended at {question}"))
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It ends by itself; whatever it does, it does not outlive the test.
        let _ = self.child.wait();
    }
}
