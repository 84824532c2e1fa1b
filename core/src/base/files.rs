//! Files cross the boundary as handles only the host can mint: no path ever comes from the web view.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::error::{Attempt, Error, OrNotFound, Result};
use crate::locale::Message;

/// A single-use capability for a file the person chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct FileHandle(pub String);

enum Use {
    Read(Contents),
    Write(Target),
    Folder(PathBuf),
}

/// The destination of a file the person asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// At a path.
    File(PathBuf),
    /// To whatever reads this program's standard output.
    StandardOutput,
}

impl Target {
    /// The destination's path, for what needs a file that can be found again.
    pub(crate) fn path(self) -> Result<PathBuf> {
        match self {
            Self::File(path) => Ok(path),
            Self::StandardOutput => Err(no_plain_file()),
        }
    }

    /// Writes a file the person asked for: whole or not at all. What stands at the path is respected: a link is
    /// followed to the file it means, a file keeps its mode, and what is no plain file is refused.
    ///
    /// # Errors
    /// Those of `fill`; a field's where something other than a file stands there; the disk's, as of a file that
    /// was not written.
    pub(crate) fn write(&self, fill: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let written = match self {
            Self::StandardOutput => {
                let mut out = std::io::stdout().lock();
                match fill(&mut out).and_then(|()| Ok(out.flush()?)) {
                    // A reader that has seen enough (`| head`) is no failure.
                    Err(Error::Io(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
                    written => written,
                }
            }
            Self::File(path) => meant(path).and_then(|(path, before)| replace(&path, before, fill)),
        };
        written.map_err(|error| match error {
            Error::NotAFolder => Error::invalid("out", Message::new("error_folder_gone")),
            error => error.attempting(Attempt::WriteOut),
        })
    }
}

fn no_plain_file() -> Error {
    Error::invalid("out", Message::new("error_out_no_file"))
}

/// The most links between a name and its file, as Linux has it.
const LINKS: u32 = 40;

/// The path a name means once links are followed, also one whose file is not there yet; and the file that is.
fn meant(path: &Path) -> Result<(PathBuf, Option<Metadata>)> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let found = match std::fs::symlink_metadata(&path) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok((path, None)),
            Err(error) => return Err(error.into()),
        };
        if !found.is_symlink() {
            return if found.is_file() {
                Ok((path, Some(found)))
            } else {
                Err(no_plain_file())
            };
        }
        let target = std::fs::read_link(&path)?;
        path = match path.parent() {
            Some(folder) => folder.join(target),
            None => target,
        };
    }
    Err(no_plain_file())
}

/// The source behind a read handle.
pub(crate) enum Contents {
    /// A file on the disk.
    File(PathBuf),
    /// Bytes made by this program, with the name their file would have.
    Made(String, Vec<u8>),
}

/// The location of a record: a file or a folder.
pub(crate) enum RecordPlace {
    /// In one file.
    File(PathBuf),
    /// In a folder.
    Folder(PathBuf),
}

impl Contents {
    /// The file's name, without its folder.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            Self::Made(name, _) => name.clone(),
        }
    }

    /// A reader of the source's bytes, from the first.
    pub(crate) fn open(&self) -> Result<Box<dyn Read + '_>> {
        match self {
            Self::File(path) => Ok(Box::new(File::open(path)?)),
            Self::Made(_, bytes) => Ok(Box::new(bytes.as_slice())),
        }
    }
}

/// The handles minted in this process and not used yet.
#[derive(Default)]
pub struct Files(Mutex<BTreeMap<String, Use>>);

impl Files {
    /// A handle for a file the person chose to read.
    pub fn mint_read(&self, path: PathBuf) -> FileHandle {
        self.mint(Use::Read(Contents::File(path)))
    }

    /// A handle for bytes made by this program, kept by the same rules as a file.
    pub(crate) fn mint_made(&self, name: &str, bytes: &[u8]) -> FileHandle {
        self.mint(Use::Read(Contents::Made(name.to_owned(), bytes.to_owned())))
    }

    /// A handle for a file the person chose to write.
    pub fn mint_write(&self, path: PathBuf) -> FileHandle {
        self.mint(Use::Write(Target::File(path)))
    }

    /// A handle for this program's standard output, for what is written once.
    pub fn mint_standard_output(&self) -> FileHandle {
        self.mint(Use::Write(Target::StandardOutput))
    }

    /// A handle for a folder the person chose.
    pub fn mint_folder(&self, path: PathBuf) -> FileHandle {
        self.mint(Use::Folder(path))
    }

    /// Forgets every handle: they are bound to the desk that was open.
    pub(crate) fn forget(&self) {
        self.minted().clear();
    }

    fn mint(&self, intent: Use) -> FileHandle {
        let token = Uuid::new_v4().to_string();
        self.minted().insert(token.clone(), intent);
        FileHandle(token)
    }

    /// Redeems a read handle for its source; the handle is spent.
    pub(crate) fn take_read(&self, handle: &FileHandle) -> Result<Contents> {
        let mut minted = self.minted();
        match minted.remove(&handle.0) {
            Some(Use::Read(contents)) => Ok(contents),
            other => Self::refuse(&mut minted, handle, other),
        }
    }

    /// The record behind a handle, a file or a folder. The handle stays good until [`Self::spend`]: a record
    /// is looked at before it is taken in, and a passphrase may be mistyped.
    pub(crate) fn record(&self, handle: &FileHandle) -> Result<RecordPlace> {
        match self.minted().get(&handle.0) {
            Some(Use::Read(Contents::File(path))) => Ok(RecordPlace::File(path.clone())),
            Some(Use::Folder(path)) => Ok(RecordPlace::Folder(path.clone())),
            Some(Use::Read(Contents::Made(..)) | Use::Write(_)) | None => None.or_not_found("file"),
        }
    }

    /// Ends a handle.
    pub(crate) fn spend(&self, handle: &FileHandle) {
        self.minted().remove(&handle.0);
    }

    /// Redeems a write handle for its destination; the handle is spent.
    pub(crate) fn take_write(&self, handle: &FileHandle) -> Result<Target> {
        let mut minted = self.minted();
        match minted.remove(&handle.0) {
            Some(Use::Write(Target::File(path))) => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                    Err(Error::invalid("out", Message::new("error_folder_gone")))
                }
                _ => Ok(Target::File(path)),
            },
            Some(Use::Write(Target::StandardOutput)) => Ok(Target::StandardOutput),
            other => Self::refuse(&mut minted, handle, other),
        }
    }

    /// Redeems a folder handle for its path; the handle is spent.
    pub(crate) fn take_folder(&self, handle: &FileHandle) -> Result<PathBuf> {
        let mut minted = self.minted();
        match minted.remove(&handle.0) {
            Some(Use::Folder(path)) if path.is_dir() => Ok(path),
            Some(Use::Folder(_)) => {
                Err(Error::invalid("folder", Message::new("error_folder_gone")))
            }
            other => Self::refuse(&mut minted, handle, other),
        }
    }

    /// A handle shown at the wrong door stays good for the right one.
    fn refuse<T>(
        minted: &mut BTreeMap<String, Use>,
        handle: &FileHandle,
        found: Option<Use>,
    ) -> Result<T> {
        if let Some(found) = found {
            minted.insert(handle.0.clone(), found);
        }
        None.or_not_found("file")
    }

    fn minted(&self) -> MutexGuard<'_, BTreeMap<String, Use>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens a plain file, or one a link leads to, to be read.
///
/// # Errors
/// `InvalidInput` for a folder, a pipe or a device, which could be waited for, or read, without end.
pub(crate) fn open_plain(path: &Path) -> std::io::Result<File> {
    // Before it is opened: opening a pipe waits already.
    if std::fs::metadata(path)?.is_file() {
        File::open(path)
    } else {
        Err(ErrorKind::InvalidInput.into())
    }
}

/// The bytes of a plain file, or of one a link leads to.
///
/// # Errors
/// Those of [`open_plain`], and `InvalidInput` for more than `most` bytes.
pub(crate) fn read_plain(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut file = open_plain(path)?;
    if file.metadata()?.len() > most {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of a plain file that this program made for itself: a link in its place is not followed.
///
/// # Errors
/// Those of [`read_plain`], and `InvalidInput` for a link.
pub fn read_own(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    if std::fs::symlink_metadata(path)?.is_file() {
        read_plain(path, most)
    } else {
        Err(ErrorKind::InvalidInput.into())
    }
}

/// Opens a file of this program's own to append to it, making the file where there is none. What else stands in its
/// place is taken away; what a link leads to is not touched.
///
/// # Errors
/// The disk's; a folder in its place stays.
pub(crate) fn append_own(path: &Path) -> std::io::Result<File> {
    if std::fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        remove_own(path)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Removes a file of this program's own, or the link, pipe or device in its place. One that is not there is removed
/// already; a folder was never this program's, and stays.
///
/// # Errors
/// The disk's.
pub(crate) fn remove_own(path: &Path) -> std::io::Result<()> {
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => std::fs::remove_file(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Opens a file for advisory locks, making the file where there is none. It stays empty.
///
/// # Errors
/// The disk's, and `InvalidInput` for what is no plain file: a pipe could be waited for without end, and what a link
/// leads to is another's.
pub fn lock_file(path: &Path) -> std::io::Result<File> {
    if std::fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A file system without locks cannot say who is there; nor can SQLite keep two programs apart on it.
pub(crate) fn without_locks(error: std::io::Error) -> Result<()> {
    match error.kind() {
        ErrorKind::Unsupported => Ok(()),
        _ => Err(error.into()),
    }
}

/// Writes `bytes` of this program's own so that the name holds the old file or the new one, never a part: a
/// temporary name beside it, fsync, rename, fsync of the folder. The file is the person's alone (0600 on Unix).
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    replace(path, None, |file| Ok(file.write_all(bytes)?))
}

/// The same with whatever `fill` writes; `before` is the file in whose place it comes and whose mode it keeps.
fn replace(
    path: &Path,
    before: Option<Metadata>,
    fill: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    // A long name stays within what file systems take for one.
    let short: String = name.chars().take(40).collect();
    let temporary = folder.join(format!(".{short}.{}.part", Uuid::new_v4().simple()));
    let written = (|| {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&temporary)?;
        fill(&mut file)?;
        if let Some(before) = before {
            // A file system without modes keeps none.
            let _ = file.set_permissions(before.permissions());
        }
        file.sync_all()?;
        std::fs::rename(&temporary, path)?;
        #[cfg(unix)]
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    })();
    if written.is_err() {
        // The half-written part is ours; the name the person knows was not touched.
        let _ = std::fs::remove_file(&temporary);
    }
    written
}
