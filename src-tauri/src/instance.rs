//! One window per data folder.
//!
//! The lock on a file in the folder decides who is first; it goes away with the process, however it
//! ends. The single-instance plugin only carries the second start's arguments to the first, under a
//! name derived from the folder, so that a demo never lands in the window of somebody's own data.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ithaca_core::files::lock_file;
use ithaca_core::folder::make_private;
use sha2::{Digest, Sha256};

/// How often a second start looks whether the first one listens, and how many times: ten seconds.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);
const PATIENCE: u32 = 500;

/// A data folder this process works on, with the places the shell keeps in it.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Makes the folder if it is not there, and settles on one name for it however it was spelled.
    ///
    /// # Errors
    /// What the file system says; [`io::ErrorKind::NotADirectory`] where the path is a file.
    pub fn prepare(path: &Path) -> io::Result<Self> {
        if path.exists() && !path.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        make_private(path)?;
        let folder = Self {
            root: path.canonicalize()?,
        };
        make_private(&folder.shell())?;
        Ok(folder)
    }

    /// The data folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What the window remembers: its place on the screen, its lock. Nothing a person wrote.
    pub fn shell(&self) -> PathBuf {
        self.root.join("shell")
    }

    /// Where the log goes.
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// A name for this folder that fits a bus name and a Windows mutex: the first 16 hexadecimal
    /// digits of the SHA-256 of its canonical path, so that the path itself is told to nobody.
    pub fn id(&self) -> String {
        let hash = Sha256::digest(self.root.as_os_str().as_encoded_bytes());
        let hex = hash
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        format!("app.ithaca.desk.f{hex}")
    }
}

/// The right to show this folder's window. Held for as long as the process lives.
#[derive(Debug)]
pub struct FirstStart {
    // Never read: the operating system lets go of the lock when the file is closed.
    _lock: File,
    /// Locked while somebody listens: a mark that outlived its process would be believed by the next start.
    listens: File,
}

impl FirstStart {
    /// Tells a second start that somebody now listens for its arguments.
    ///
    /// # Errors
    /// What the file system says.
    pub fn listening(&self) -> io::Result<()> {
        self.listens.lock()
    }

    /// Takes that back: this program ends, and a start meanwhile waits for its place.
    ///
    /// # Errors
    /// What the file system says.
    pub fn not_listening(&self) -> io::Result<()> {
        self.listens.unlock()
    }
}

/// Which start of the program on this folder this is.
#[derive(Debug)]
pub enum Start {
    /// Nobody else shows this folder.
    First(FirstStart),
    /// Another process shows it and listens.
    Second,
}

/// Decides whether this process is the first on the folder.
///
/// A second start waits until the first one listens: were it to take the name on the bus before the
/// first has come to it, the first would hand over to the second and both would end. It waits at
/// most ten seconds, then goes on as a second start and will find nobody.
///
/// # Errors
/// What the file system says about the lock file.
pub fn claim(folder: &Folder) -> io::Result<Start> {
    let file = |name: &str| lock_file(&folder.shell().join(name));
    let (lock, listens) = (file("window.lock")?, file("window.listens")?);
    for _ in 0..PATIENCE {
        if is_taken(lock.try_lock())? {
            // Shared, so that two who look do not take each other for the first.
            if is_taken(listens.try_lock_shared())? {
                return Ok(Start::Second);
            }
            listens.unlock()?;
            std::thread::sleep(BETWEEN_LOOKS);
        } else {
            let _lock = lock;
            return Ok(Start::First(FirstStart { _lock, listens }));
        }
    }
    Ok(Start::Second)
}

/// Whether somebody else has the lock that was tried.
fn is_taken(tried: Result<(), TryLockError>) -> io::Result<bool> {
    match tried {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_start_is_told_so_and_the_next_one_is_first_again() {
        let place = tempfile::tempdir().expect("a folder of our own");
        let folder = Folder::prepare(&place.path().join("deep/data")).expect("it can be made");
        let Start::First(first) = claim(&folder).expect("the folder is writable") else {
            panic!("nobody else has this folder");
        };
        first.listening().expect("the folder is writable");
        let second = claim(&folder).expect("the folder is writable");
        assert!(
            matches!(second, Start::Second),
            "the first still holds the lock"
        );
        drop(first);
        let third = claim(&folder).expect("the folder is writable");
        assert!(
            matches!(third, Start::First(_)),
            "the lock went with its holder"
        );
    }

    #[test]
    fn two_spellings_of_one_folder_have_one_id() {
        let place = tempfile::tempdir().expect("a folder of our own");
        let plain = Folder::prepare(&place.path().join("a")).expect("it can be made");
        let odd = Folder::prepare(&place.path().join("./a/../a")).expect("it can be made");
        let other = Folder::prepare(&place.path().join("b")).expect("it can be made");
        assert_eq!(plain.id(), odd.id(), "it is the same folder");
        assert_ne!(
            plain.id(),
            other.id(),
            "a demo must not land in somebody's own window"
        );
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_in_the_locks_place_is_refused_at_once() {
        for name in ["window.lock", "window.listens"] {
            let place = tempfile::tempdir().expect("a folder of our own");
            let folder = Folder::prepare(&place.path().join("data")).expect("it can be made");
            let path = folder.shell().join(name);
            let made = std::process::Command::new("mkfifo").arg(&path).status();
            assert!(made.expect("mkfifo").success());
            let error = claim(&folder).expect_err("nobody would ever write into the pipe");
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{name}");
            std::fs::remove_file(&path).expect("the pipe");
            let other = place.path().join("other");
            std::os::unix::fs::symlink(&other, &path).expect("a link");
            claim(&folder).expect_err("a link is not followed");
            assert!(!other.exists(), "{name}: no file was made where it led to");
        }
    }

    #[test]
    fn a_file_is_no_folder() {
        let place = tempfile::NamedTempFile::new().expect("a file of our own");
        let error = Folder::prepare(place.path()).expect_err("a file cannot hold the data");
        assert_eq!(error.kind(), io::ErrorKind::NotADirectory);
    }
}
