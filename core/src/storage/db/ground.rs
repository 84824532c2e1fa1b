//! The ground a desk stands on: whose its folder is, what killed programs left in it, and whether the file that is
//! open is still the one at its path.

use std::fs;
use std::path::{Path, PathBuf};

use super::backup::FOLDER;
use crate::error::{Error, Result};
use crate::keys;
use crate::locale::Message;

/// The beginnings of what is made in a data folder under a name of its own first, and stays there after a kill.
/// Databases among it open by keys of before.
const PARTS: [&str; 3] = [".pairing-", ".rotating-", ".restoring-"];

/// Removes partial files that killed programs left. Nobody else may have the desk open: it may be theirs.
pub(super) fn sweep(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if keys::is_part(&name) || PARTS.iter().any(|part| name.starts_with(part)) {
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}

/// Makes the folder, the key files and the databases this account's alone again, if somebody loosened them. A disk
/// that knows no such thing, or does not allow it, keeps what it has.
#[cfg(unix)]
pub(super) fn tighten(folder: &Path) {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(owner) = fs::symlink_metadata(folder.join(keys::FILE)).map(|meta| meta.uid()) else {
        return;
    };
    let mut loose = 0;
    // What the window keeps there is nobody else's either: its log, its place on the screen.
    let mut places = vec![folder.to_owned()];
    places.extend([FOLDER, "logs", "shell"].map(|name| folder.join(name)));
    places.extend(backups(folder));
    for place in places {
        loose += u32::from(tighten_one(&place, owner));
        let Ok(entries) = fs::read_dir(&place) else {
            continue;
        };
        for entry in entries.flatten() {
            loose += u32::from(!entry.path().is_dir() && tighten_one(&entry.path(), owner));
        }
    }
    if loose > 0 {
        tracing::warn!(
            count = loose,
            "others could read what is this account's alone; mended"
        );
    }
}

#[cfg(not(unix))]
pub(super) fn tighten(_folder: &Path) {}

#[cfg(unix)]
fn backups(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join(FOLDER)).into_iter().flatten();
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

/// True where it was open to others. A folder others share by its sticky bit, such as the temporary one, is not ours
/// to close; nor is what a link leads to.
#[cfg(unix)]
fn tighten_one(path: &Path, owner: u32) -> bool {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let Ok(meta) = fs::symlink_metadata(path) else {
        return false;
    };
    let mode = meta.mode();
    let ours = meta.uid() == owner && (meta.is_file() || meta.is_dir()) && mode & 0o1000 == 0;
    if !ours || mode & 0o077 == 0 {
        return false;
    }
    let only_ours = fs::Permissions::from_mode(mode & 0o700);
    fs::set_permissions(path, only_ours).is_ok()
}

/// The suffixes of the files a database consists of: the file, its log, the log's index, its journal.
pub(crate) const ENDS: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// The name of the first of a database's files in whose place something else stands; none where all that are there
/// are plain files.
pub(crate) fn no_file(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let mut names = ENDS.iter().map(|end| format!("{name}{end}"));
    names.find(|name| fs::metadata(path.with_file_name(name)).is_ok_and(|meta| !meta.is_file()))
}

/// Refuses a database where something other than a plain file stands in a file's place: a pipe would be waited for,
/// and a device read, without end.
pub(super) fn refuse_no_file(path: &Path) -> Result<()> {
    match no_file(path) {
        Some(name) => Err(Error::Damaged(format!("{name} is no plain file"))),
        None => Ok(()),
    }
}

/// The identity of an open file (device and inode), to be told from another file of the same name.
#[derive(Debug)]
pub(super) struct Standing {
    path: PathBuf,
    which: Option<(u64, u64)>,
}

impl Standing {
    pub(super) fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            which: which(path),
        }
    }

    /// Fails where the open file is no longer at its path: a write into that file would be lost with the program.
    ///
    /// # Errors
    /// [`Error::Conflict`] with a sentence.
    pub(super) fn check(&self) -> Result<()> {
        let now = which(&self.path);
        if now.is_some() && now == self.which {
            Ok(())
        } else {
            Err(Error::Conflict(Message::new("error_desk_moved")))
        }
    }
}

/// Which file a path leads to. Systems that do not say have one file for each path.
fn which(path: &Path) -> Option<(u64, u64)> {
    let meta = fs::metadata(path).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Some((meta.dev(), meta.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = meta;
        Some((0, 0))
    }
}
