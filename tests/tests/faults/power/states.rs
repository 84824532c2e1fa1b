//! The states power cuts leave, opened one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use ithaca_core::db::{FILE, SCHEMA_VERSION};
use serde_json::Value;

use super::disk::{Disk, Luck, State};
use super::recording::Event;

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

/// What cuts did.
#[derive(Debug, Default)]
pub struct Found {
    pub cuts: usize,
    pub states: usize,
    pub differing: usize,
    /// States that open and lack what was acknowledged.
    pub lost: Vec<String>,
    /// States that do not open, fail a check, or show what never was.
    pub corrupt: Vec<String>,
}

/// A moment to cut at.
struct Cut {
    /// Events before it.
    at: usize,
    /// The last of them by which something was acknowledged.
    told: Option<usize>,
    /// Whether everything is on the disk then.
    safe: bool,
}

/// What of a desk is compared: its rows, its keys, its backups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    rows: u64,
    keys: u64,
}

/// Cuts at every sync and every acknowledgement and opens about `states` of the states that leaves.
pub fn cut_everywhere(before: &Disk, events: &[Event], look: Look, states: usize) -> Found {
    let cuts = moments(before, events);
    let (known, corrupt) = known(before, events, &cuts, look);
    // Where nothing is open to loss there is one state; the others share the rest.
    let open = cuts.iter().filter(|cut| !cut.safe).count();
    let each = states
        .saturating_sub(cuts.len())
        .div_ceil(open.max(1))
        .max(4);
    let work = AtomicUsize::new(0);
    let parts: Vec<Found> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| worker(before, events, &cuts, &known, look, each, &work)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a worker ends"))
            .collect()
    });
    let mut found = Found {
        cuts: cuts.len(),
        corrupt,
        ..Found::default()
    };
    for part in parts {
        found.states += part.states;
        found.differing += part.differing;
        found.lost.extend(part.lost);
        found.corrupt.extend(part.corrupt);
    }
    found
}

/// Before and after every sync, and at every acknowledgement.
fn moments(before: &Disk, events: &[Event]) -> Vec<Cut> {
    let mut disk = before.clone();
    let mut cuts = Vec::new();
    let mut told = None;
    for (at, event) in events.iter().enumerate() {
        let is_sync = matches!(event, Event::Synced(_));
        if is_sync && !disk.is_safe() {
            cuts.push(Cut {
                at,
                told,
                safe: false,
            });
        }
        disk.follow(event);
        if matches!(event, Event::Told(_)) {
            told = Some(at);
        }
        if matches!(event, Event::Told(_)) || is_sync || at + 1 == events.len() {
            cuts.push(Cut {
                at: at + 1,
                told,
                safe: disk.is_safe(),
            });
        }
    }
    cuts
}

/// The last moment at which a cut that loses nothing shows each content.
fn known(
    before: &Disk,
    events: &[Event],
    cuts: &[Cut],
    look: Look,
) -> (BTreeMap<Seen, usize>, Vec<String>) {
    let mut corrupt = Vec::new();
    let mut bench = Bench::new(look);
    let mut disk = before.clone();
    let mut known = BTreeMap::new();
    let (mut done, mut last) = (0, None);
    for cut in cuts {
        events[done..cut.at]
            .iter()
            .for_each(|event| disk.follow(event));
        done = cut.at;
        let state = disk.cut(Luck::Everything);
        if last.as_ref().is_none_or(|(mark, _)| *mark != state.mark) {
            let seen = bench.look(&state).unwrap_or_else(|error| {
                corrupt.push(format!("a kill at {}: {error}", place(events, cut.at)));
                None
            });
            last = Some((state.mark, seen));
        }
        if let Some((_, Some(seen))) = &last {
            known.insert(seen.clone(), cut.at);
        }
    }
    (known, corrupt)
}

fn worker(
    before: &Disk,
    events: &[Event],
    cuts: &[Cut],
    known: &BTreeMap<Seen, usize>,
    look: Look,
    each: usize,
    work: &AtomicUsize,
) -> Found {
    let mut found = Found::default();
    let mut bench = Bench::new(look);
    let mut disk = before.clone();
    let mut done = 0;
    let mut looked: BTreeMap<u64, Result<Option<Seen>, String>> = BTreeMap::new();
    // Neighbouring cuts share states: a block of them goes to one worker.
    const BLOCK: usize = 16;
    loop {
        let first = work.fetch_add(BLOCK, Ordering::Relaxed);
        if first >= cuts.len() {
            return found;
        }
        looked.clear();
        for (number, cut) in cuts.iter().enumerate().skip(first).take(BLOCK) {
            events[done..cut.at]
                .iter()
                .for_each(|event| disk.follow(event));
            done = cut.at;
            let plain = [Luck::Nothing, Luck::Everything, Luck::Names, Luck::Bytes];
            let random = (4..each).map(|round| Luck::Some(((number as u64) << 20) + round as u64));
            let lucks = plain
                .into_iter()
                .chain(random)
                .take(if cut.safe { 1 } else { each });
            for luck in lucks {
                let state = disk.cut(luck);
                found.states += 1;
                let seen = looked.entry(state.mark).or_insert_with(|| {
                    found.differing += 1;
                    bench.look(&state)
                });
                let moment = || format!("{luck:?} at {}", place(events, cut.at));
                match seen {
                    Err(error) => found.corrupt.push(format!("{}: {error}", moment())),
                    // Nothing was promised yet.
                    Ok(None) if cut.told.is_none() => {}
                    Ok(None) => found.lost.push(format!("{}: no desk", moment())),
                    Ok(Some(seen)) => match (known.get(seen), cut.told) {
                        (None, _) => found
                            .corrupt
                            .push(format!("{}: {seen:?} never was", moment())),
                        (Some(until), Some(told)) if *until <= told => {
                            found
                                .lost
                                .push(format!("{}: as of {until}, promised {told}", moment()));
                        }
                        _ => {}
                    },
                }
            }
        }
    }
}

fn place(events: &[Event], at: usize) -> String {
    let told = events[..at]
        .iter()
        .filter(|event| matches!(event, Event::Told(_)))
        .count();
    let shown = |event: Option<&Event>| {
        let mut text = format!("{event:?}");
        text.truncate(90);
        text
    };
    format!(
        "{at}, after {told} answers, between {} and {}",
        shown(at.checked_sub(1).map(|at| &events[at])),
        shown(events.get(at))
    )
}

/// A folder to lay states into.
struct Bench {
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
    fn new(look: Look) -> Self {
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
    fn look(&mut self, state: &State) -> Result<Option<Seen>, String> {
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
