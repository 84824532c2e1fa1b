//! A disk that knows what it was told to keep for good, and what a power cut may take.
//!
//! What POSIX promises and no more: a file's bytes are safe once it was synced, a name once its folder was.
//! Until then each write may be there, be missing, be there without those before it, or be there in part, by
//! sectors of 512 bytes; of a folder's changes those up to any one of them, whatever of the files.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::recording::{Event, Open};
use crate::desk::Numbers;

const SECTOR: usize = 512;

type Node = usize;

#[derive(Debug, Clone)]
enum Change {
    Write(u64, Arc<Vec<u8>>),
    Cut(u64),
}

#[derive(Debug, Clone)]
enum Naming {
    Put(String, Node),
    Take(String),
    Move(String, String),
}

#[derive(Debug, Clone)]
enum Kept {
    File {
        safe: Arc<Vec<u8>>,
        version: u64,
        since: Vec<Change>,
    },
    Folder {
        safe: BTreeMap<String, Node>,
        since: Vec<Naming>,
    },
}

/// Everything below one folder.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    nodes: Vec<Kept>,
    open: BTreeMap<Open, Node>,
}

/// How much of what was not synced a power cut leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Luck {
    /// All of it.
    Everything,
    /// Nothing.
    Nothing,
    /// The names, not the bytes.
    Names,
    /// The bytes, not the names.
    Bytes,
    /// Some of either, by these numbers.
    Some(u64),
}

/// What a disk holds after a cut: a number that is the same for the same bytes, and the files.
pub struct State {
    /// Equal for equal contents.
    pub mark: u64,
    /// Each file below the root, with a mark of its own.
    pub files: BTreeMap<PathBuf, (u64, Arc<Vec<u8>>)>,
    /// Each folder below the root.
    pub folders: Vec<PathBuf>,
}

impl Disk {
    /// A disk that holds safely what lies below `root` now.
    pub fn of(root: &Path) -> Self {
        let mut disk = Self {
            root: root.to_owned(),
            nodes: Vec::new(),
            open: BTreeMap::new(),
        };
        disk.load(root);
        disk
    }

    fn load(&mut self, folder: &Path) -> Node {
        let node = self.add(Kept::Folder {
            safe: BTreeMap::new(),
            since: Vec::new(),
        });
        let mut names = BTreeMap::new();
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with("-shm") {
                continue;
            }
            let child = if entry.path().is_dir() {
                self.load(&entry.path())
            } else {
                let safe = Arc::new(std::fs::read(entry.path()).expect("a file"));
                self.add(Kept::File {
                    safe,
                    version: 0,
                    since: Vec::new(),
                })
            };
            names.insert(name, child);
        }
        self.nodes[node] = Kept::Folder {
            safe: names,
            since: Vec::new(),
        };
        node
    }

    fn add(&mut self, kept: Kept) -> Node {
        self.nodes.push(kept);
        self.nodes.len() - 1
    }

    /// Whether anything would be lost by a cut now.
    pub fn is_safe(&self) -> bool {
        self.nodes.iter().all(|kept| match kept {
            Kept::File { since, .. } => since.is_empty(),
            Kept::Folder { since, .. } => since.is_empty(),
        })
    }

    /// Goes on by one event.
    pub fn follow(&mut self, event: &Event) {
        match event {
            Event::Made(path) => {
                if self.find(path).is_none() {
                    let file = self.add(Kept::File {
                        safe: Arc::default(),
                        version: 0,
                        since: Vec::new(),
                    });
                    self.name(path, |name| Naming::Put(name, file));
                }
            }
            Event::MadeFolder(path) => {
                let folder = self.add(Kept::Folder {
                    safe: BTreeMap::new(),
                    since: Vec::new(),
                });
                self.name(path, |name| Naming::Put(name, folder));
            }
            Event::Opened(open, path) => {
                let node = self
                    .find(path)
                    .unwrap_or_else(|| panic!("{} was opened and is not there", path.display()));
                self.open.insert(*open, node);
            }
            Event::Wrote(open, at, bytes) => {
                self.change(*open, Change::Write(*at, Arc::new(bytes.clone())));
            }
            Event::Cut(open, length) => self.change(*open, Change::Cut(*length)),
            Event::Synced(open) => self.sync(self.open[open]),
            Event::Renamed(from, to) => {
                assert_eq!(
                    from.parent(),
                    to.parent(),
                    "names move within a folder only"
                );
                let to = last(to);
                self.name(from, |from| Naming::Move(from, to));
            }
            Event::Linked(from, to) => {
                let node = self.find(from).expect("what is linked is there");
                self.name(to, |name| Naming::Put(name, node));
            }
            Event::Removed(path) => self.name(path, Naming::Take),
            Event::Told(_) => {}
        }
    }

    fn change(&mut self, open: Open, change: Change) {
        let node = self.open[&open];
        if let Kept::File { since, .. } = &mut self.nodes[node] {
            since.push(change);
        }
    }

    fn sync(&mut self, node: Node) {
        match &mut self.nodes[node] {
            Kept::File {
                safe,
                version,
                since,
            } => {
                if !since.is_empty() {
                    let bytes = Arc::make_mut(safe);
                    since
                        .iter()
                        .for_each(|change| apply(bytes, change, |_| true));
                    since.clear();
                    *version += 1;
                }
            }
            Kept::Folder { safe, since } => {
                since.iter().for_each(|naming| rename(safe, naming));
                since.clear();
            }
        }
    }

    fn name(&mut self, path: &Path, naming: impl FnOnce(String) -> Naming) {
        let folder = self
            .find(path.parent().expect("it lies in a folder"))
            .unwrap_or_else(|| panic!("the folder of {} is not there", path.display()));
        let Kept::Folder { since, .. } = &mut self.nodes[folder] else {
            panic!("{} lies in a file", path.display());
        };
        since.push(naming(last(path)));
    }

    fn names(&self, folder: Node) -> BTreeMap<String, Node> {
        let Kept::Folder { safe, since } = &self.nodes[folder] else {
            return BTreeMap::new();
        };
        let mut names = safe.clone();
        since.iter().for_each(|naming| rename(&mut names, naming));
        names
    }

    fn find(&self, path: &Path) -> Option<Node> {
        let inside = path.strip_prefix(&self.root).ok()?;
        inside.iter().try_fold(0, |node, name| {
            self.names(node)
                .get(&name.to_string_lossy().into_owned())
                .copied()
        })
    }

    /// What is there after a cut now.
    pub fn cut(&self, luck: Luck) -> State {
        let mut numbers = match luck {
            Luck::Some(seed) => Numbers(seed),
            _ => Numbers(0),
        };
        let mut state = State {
            mark: 0,
            files: BTreeMap::new(),
            folders: Vec::new(),
        };
        self.fill(
            0,
            Path::new(""),
            luck,
            &mut numbers,
            &mut state,
            &mut BTreeMap::new(),
        );
        let mut mark = DefaultHasher::new();
        for (path, (own, _)) in &state.files {
            (path, own).hash(&mut mark);
        }
        state.folders.hash(&mut mark);
        state.mark = mark.finish();
        state
    }

    fn fill(
        &self,
        folder: Node,
        path: &Path,
        luck: Luck,
        numbers: &mut Numbers,
        state: &mut State,
        seen: &mut BTreeMap<Node, (u64, Arc<Vec<u8>>)>,
    ) {
        let Kept::Folder { safe, since } = &self.nodes[folder] else {
            return;
        };
        let kept = match luck {
            Luck::Everything | Luck::Names => since.len(),
            Luck::Nothing | Luck::Bytes => 0,
            Luck::Some(_) => numbers.below(since.len() + 1),
        };
        let mut names = safe.clone();
        since[..kept]
            .iter()
            .for_each(|naming| rename(&mut names, naming));
        for (name, node) in names {
            let place = path.join(name);
            match &self.nodes[node] {
                Kept::Folder { .. } => {
                    state.folders.push(place.clone());
                    self.fill(node, &place, luck, numbers, state, seen);
                }
                Kept::File {
                    safe,
                    version,
                    since,
                } => {
                    // Two names of one file show the same bytes.
                    let bytes = seen
                        .entry(node)
                        .or_insert_with(|| left(node, safe, *version, since, luck, numbers));
                    state.files.insert(place, bytes.clone());
                }
            }
        }
    }
}

/// The bytes a cut leaves of one file.
fn left(
    node: Node,
    safe: &Arc<Vec<u8>>,
    version: u64,
    since: &[Change],
    luck: Luck,
    numbers: &mut Numbers,
) -> (u64, Arc<Vec<u8>>) {
    let mut mark = DefaultHasher::new();
    (node, version).hash(&mut mark);
    let nothing = since.is_empty() || matches!(luck, Luck::Nothing | Luck::Names);
    if nothing {
        return (mark.finish(), Arc::clone(safe));
    }
    let mut bytes = safe.as_ref().clone();
    // How likely a write is there, in quarters; and whether some are there in part.
    let (likely, torn) = (1 + numbers.below(3), numbers.below(2) == 0);
    for (number, change) in since.iter().enumerate() {
        let whole = !matches!(luck, Luck::Some(_));
        if whole {
            apply(&mut bytes, change, |_| true);
            number.hash(&mut mark);
        } else if torn && numbers.below(4) == 0 {
            let seed = numbers.below(usize::MAX) as u64;
            let mut sectors = Numbers(seed);
            (number, seed).hash(&mut mark);
            apply(&mut bytes, change, |_| sectors.below(2) == 0);
        } else if numbers.below(4) < likely {
            number.hash(&mut mark);
            apply(&mut bytes, change, |_| true);
        }
    }
    (mark.finish(), Arc::new(bytes))
}

fn apply(bytes: &mut Vec<u8>, change: &Change, mut kept: impl FnMut(u64) -> bool) {
    match change {
        Change::Cut(length) => {
            if kept(0) {
                bytes.resize(usize::try_from(*length).expect("it fits"), 0);
            }
        }
        Change::Write(at, written) => {
            let mut place = usize::try_from(*at).expect("it fits");
            let mut rest = written.as_slice();
            while !rest.is_empty() {
                let (part, after) = rest.split_at(rest.len().min(SECTOR - place % SECTOR));
                if kept(place as u64) {
                    if bytes.len() < place + part.len() {
                        bytes.resize(place + part.len(), 0);
                    }
                    bytes[place..place + part.len()].copy_from_slice(part);
                }
                place += part.len();
                rest = after;
            }
        }
    }
}

fn rename(names: &mut BTreeMap<String, Node>, naming: &Naming) {
    match naming {
        Naming::Put(name, node) => {
            names.insert(name.clone(), *node);
        }
        Naming::Take(name) => {
            names.remove(name);
        }
        Naming::Move(from, to) => {
            if let Some(node) = names.remove(from) {
                names.insert(to.clone(), node);
            }
        }
    }
}

fn last(path: &Path) -> String {
    path.file_name()
        .expect("it has a name")
        .to_string_lossy()
        .into_owned()
}
