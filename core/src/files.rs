//! Files cross the boundary as handles only the host can mint: no path ever comes from the web view.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::error::{Error, OrNotFound, Result};
use crate::locale::Message;

/// Stands for a file the person chose. Good once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct FileHandle(pub String);

enum Use {
    Read(Contents),
    Write(PathBuf),
    Folder(PathBuf),
}

/// What a handle for reading stands for.
pub(crate) enum Contents {
    /// A file on the disk.
    File(PathBuf),
    /// Bytes made by this program, with the name their file would have.
    Made(String, Vec<u8>),
}

/// Where a record lies.
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

    /// The bytes, from the first.
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
        self.mint(Use::Write(path))
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

    /// What is behind a handle for reading; the handle is spent.
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

    /// The path behind a handle for writing; the handle is spent.
    pub(crate) fn take_write(&self, handle: &FileHandle) -> Result<PathBuf> {
        let mut minted = self.minted();
        match minted.remove(&handle.0) {
            Some(Use::Write(path)) => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                    Err(Error::invalid("out", Message::new("error_folder_gone")))
                }
                _ => Ok(path),
            },
            other => Self::refuse(&mut minted, handle, other),
        }
    }

    /// The folder behind a handle; the handle is spent.
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

/// Writes `bytes` so that the name holds the old file or the new one, never a part: a temporary name
/// beside it, fsync, rename, fsync of the folder. The file is the person's alone (0600 on Unix).
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::io::Write as _;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let temporary = folder.join(format!(".{name}.{}.part", Uuid::new_v4().simple()));
    let written = (|| {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&temporary)?;
        file.write_all(bytes)?;
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
