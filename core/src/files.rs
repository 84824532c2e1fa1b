//! Files cross the boundary as handles only the host can mint: no path ever comes from the web view.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::error::{OrNotFound, Result};

/// Stands for a file the person chose. Good once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct FileHandle(pub String);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Read,
    Write,
}

/// The handles minted in this process and not used yet.
#[derive(Default)]
pub struct Files(Mutex<BTreeMap<String, (Use, PathBuf)>>);

impl Files {
    /// A handle for a file the person chose to read.
    pub fn mint_read(&self, path: PathBuf) -> FileHandle {
        self.mint(Use::Read, path)
    }

    /// A handle for a file the person chose to write.
    pub fn mint_write(&self, path: PathBuf) -> FileHandle {
        self.mint(Use::Write, path)
    }

    fn mint(&self, intent: Use, path: PathBuf) -> FileHandle {
        let token = Uuid::new_v4().to_string();
        let mut minted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        minted.insert(token.clone(), (intent, path));
        FileHandle(token)
    }

    /// The path behind a handle for reading; the handle is spent.
    pub(crate) fn take_read(&self, handle: &FileHandle) -> Result<PathBuf> {
        self.take(Use::Read, handle)
    }

    /// The path behind a handle for writing; the handle is spent.
    pub(crate) fn take_write(&self, handle: &FileHandle) -> Result<PathBuf> {
        self.take(Use::Write, handle)
    }

    fn take(&self, intent: Use, handle: &FileHandle) -> Result<PathBuf> {
        let mut minted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match minted.get(&handle.0) {
            Some((found, _)) if *found == intent => {
                minted.remove(&handle.0).map(|(_, path)| path).or_not_found("file")
            }
            _ => None.or_not_found("file"),
        }
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
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
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
