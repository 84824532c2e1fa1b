//! What a program did to its files, as strace wrote it down: the writes, the truncations, the names, and when
//! it asked for what to be brought to the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The calls that change what a disk holds, and those that name what they change.
pub const CALLS: &str = "open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,sync_file_range,\
ftruncate,truncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,rmdir,symlink,\
symlinkat,close,dup,dup2,dup3,fcntl,lseek,copy_file_range,sendfile";

/// One thing that happened, in the order it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A name was given to a new, empty file.
    Made(PathBuf),
    /// A name was given to a new folder.
    MadeFolder(PathBuf),
    /// Bytes were written at an offset of what is open under a number.
    Wrote(Open, u64, Vec<u8>),
    /// A file got another length.
    Cut(Open, u64),
    /// A file, or a folder's names, are on the disk from here on.
    Synced(Open),
    /// A file was opened: from here on the number stands for what the name stands for now.
    Opened(Open, PathBuf),
    /// One name took the place of another.
    Renamed(PathBuf, PathBuf),
    /// A file got a second name.
    Linked(PathBuf, PathBuf),
    /// A name was taken away.
    Removed(PathBuf),
    /// The program told the world that something is done.
    Told(String),
}

/// What is open, as one opening of it; never used twice.
pub type Open = usize;

/// Reads what `strace -f -xx` wrote about everything below `root`.
///
/// # Panics
/// At a call that is not understood: a recording with a gap proves nothing.
pub fn read(text: &str, root: &Path) -> Vec<Event> {
    let mut reader = Reader {
        root,
        open: BTreeMap::new(),
        next: 0,
        events: Vec::new(),
        told: Vec::new(),
    };
    let mut unfinished: BTreeMap<&str, String> = BTreeMap::new();
    for line in text.lines() {
        let (pid, rest) = line
            .split_once(char::is_whitespace)
            .expect("a process and a call");
        let rest = rest.trim_start();
        if let Some(begun) = rest.strip_suffix("<unfinished ...>") {
            unfinished.insert(pid, begun.trim_end().to_owned());
        } else if rest.starts_with("<... ") {
            let (_, end) = rest.split_once("resumed>").expect("the end of a call");
            let begun = unfinished.remove(pid).expect("its beginning");
            reader.line(&format!("{begun}{end}"));
        } else if !rest.starts_with("+++") && !rest.starts_with("---") {
            reader.line(rest);
        }
    }
    reader.events
}

struct Reader<'a> {
    root: &'a Path,
    /// What each number stands for: its path, which opening it is, and where it is written next.
    open: BTreeMap<i64, (PathBuf, Open, u64)>,
    next: Open,
    events: Vec<Event>,
    told: Vec<u8>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) {
        let (call, rest) = line.split_once('(').expect("a call");
        let (arguments, answer) = rest.rsplit_once(" = ").expect("its answer");
        let answer = answer.split_whitespace().next().unwrap_or_default();
        let Ok(answer) = answer.parse::<i64>() else {
            return;
        };
        if answer < 0 {
            return;
        }
        let arguments = arguments.trim_end().strip_suffix(')').expect("its end");
        let arguments: Vec<&str> = arguments.split(", ").collect();
        self.call(call, &arguments, answer);
    }

    fn call(&mut self, call: &str, with: &[&str], answer: i64) {
        match call {
            "open" | "creat" => panic!("{call} {with:?}: not used by anybody yet"),
            "openat" => self.opened(self.path(with[0], with[1]), with[2], answer),
            "write" => self.wrote(number(with[0]), None, &bytes(with[1]), answer),
            "pwrite64" => {
                let at = u64::try_from(number(with[3])).expect("an offset");
                self.wrote(number(with[0]), Some(at), &bytes(with[1]), answer);
            }
            "fsync" | "fdatasync" => self.on(with[0], |_, open| Event::Synced(open)),
            "ftruncate" => {
                let length = u64::try_from(number(with[1])).expect("a length");
                self.on(with[0], |_, open| Event::Cut(open, length));
            }
            "rename" => self.renamed(&text(with[0]), &text(with[1])),
            "renameat" | "renameat2" => {
                let (from, to) = (self.path(with[0], with[1]), self.path(with[2], with[3]));
                self.renamed(&from, &to);
            }
            "link" => self.linked(&text(with[0]), &text(with[1])),
            "linkat" => {
                let (from, to) = (self.path(with[0], with[1]), self.path(with[2], with[3]));
                self.linked(&from, &to);
            }
            "unlink" | "rmdir" => self.inside(&text(with[0]), Event::Removed),
            "unlinkat" => self.inside(&self.path(with[0], with[1]), Event::Removed),
            "mkdir" => self.inside(&text(with[0]), Event::MadeFolder),
            "mkdirat" => self.inside(&self.path(with[0], with[1]), Event::MadeFolder),
            "close" => {
                self.open.remove(&number(with[0]));
            }
            "dup" | "dup2" | "dup3" => self.same(number(with[0]), answer),
            "fcntl" if with[1].starts_with("F_DUPFD") => self.same(number(with[0]), answer),
            "fcntl" => {}
            "lseek" => {
                if let Some((_, _, at)) = self.open.get_mut(&number(with[0])) {
                    *at = u64::try_from(answer).expect("an offset");
                }
            }
            _ => {
                let touched = with
                    .iter()
                    .any(|word| self.open.contains_key(&number(word)));
                assert!(!touched, "{call} {with:?} is not understood");
            }
        }
    }

    fn is_ours(&self, path: &Path) -> bool {
        // The log's index is made anew from the log, and nobody asks for it to be brought to the disk.
        path.starts_with(self.root) && !path.to_string_lossy().ends_with("-shm")
    }

    fn path(&self, folder: &str, name: &str) -> PathBuf {
        let name = text(name);
        if name.is_absolute() {
            return name;
        }
        match self.open.get(&number(folder)) {
            Some((folder, _, _)) => folder.join(name),
            None => name,
        }
    }

    fn opened(&mut self, path: PathBuf, flags: &str, answer: i64) {
        if !self.is_ours(&path) {
            self.open.remove(&answer);
            return;
        }
        let has = |flag: &str| flags.split('|').any(|one| one == flag);
        if has("O_CREAT") {
            // The disk knows whether the name was there.
            self.events.push(Event::Made(path.clone()));
        }
        assert!(
            !has("O_APPEND"),
            "{}: appending is not understood",
            path.display()
        );
        let open = self.next;
        self.next += 1;
        self.events.push(Event::Opened(open, path.clone()));
        if has("O_TRUNC") {
            self.events.push(Event::Cut(open, 0));
        }
        self.open.insert(answer, (path, open, 0));
    }

    fn wrote(&mut self, file: i64, at: Option<u64>, bytes: &[u8], answer: i64) {
        let length = usize::try_from(answer).expect("a length");
        let bytes = &bytes[..length];
        if let Some((_, open, next)) = self.open.get_mut(&file) {
            let place = at.unwrap_or(*next);
            if at.is_none() {
                *next += length as u64;
            }
            self.events.push(Event::Wrote(*open, place, bytes.to_vec()));
        } else if file == 1 {
            self.told.extend_from_slice(bytes);
            if self.told.ends_with(b"\n") {
                let said = String::from_utf8_lossy(&std::mem::take(&mut self.told)).into_owned();
                for line in said.lines() {
                    self.events.push(Event::Told(line.to_owned()));
                }
            }
        }
    }

    fn on(&mut self, file: &str, event: impl FnOnce(&Path, Open) -> Event) {
        if let Some((path, open, _)) = self.open.get(&number(file)) {
            self.events.push(event(path, *open));
        }
    }

    fn inside(&mut self, path: &Path, event: impl FnOnce(PathBuf) -> Event) {
        if self.is_ours(path) {
            self.events.push(event(path.to_owned()));
        }
    }

    fn renamed(&mut self, from: &Path, to: &Path) {
        if self.is_ours(from) {
            self.events
                .push(Event::Renamed(from.to_owned(), to.to_owned()));
        }
    }

    fn linked(&mut self, from: &Path, to: &Path) {
        if self.is_ours(from) {
            self.events
                .push(Event::Linked(from.to_owned(), to.to_owned()));
        }
    }

    fn same(&mut self, old: i64, new: i64) {
        if let Some(known) = self.open.get(&old).cloned() {
            self.open.insert(new, known);
        }
    }
}

fn number(word: &str) -> i64 {
    word.parse().unwrap_or(-1)
}

fn text(word: &str) -> PathBuf {
    String::from_utf8(bytes(word))
        .expect("a path is text here")
        .into()
}

fn bytes(word: &str) -> Vec<u8> {
    let inner = word
        .strip_prefix('"')
        .and_then(|word| word.strip_suffix('"'))
        .unwrap_or_else(|| panic!("{word:.40}: all of it is recorded"));
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => byte - b'0',
        _ => byte - b'a' + 10,
    };
    inner
        .as_bytes()
        .chunks_exact(4)
        .map(|one| digit(one[2]) << 4 | digit(one[3]))
        .collect()
}
