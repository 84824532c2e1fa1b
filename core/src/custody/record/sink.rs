//! Where a record is written: a folder of files, or one encrypted file with the same folder inside (a tar in
//! the format of age-encryption.org/v1). Both under a temporary name until all of it is on the disk.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use age::stream::StreamWriter;
use tar::{EntryType, Header};
use uuid::Uuid;

use super::WORK;
use crate::clock::Millis;
use crate::db::backup::sync_folder;
use crate::db::make_folder;
use crate::error::{Error, Result};
use crate::keys::Secret;

/// Writes one part's bytes. It may be asked twice, and says the same each time.
pub(super) type Part<'a> = dyn FnMut(&mut dyn Write) -> Result<()> + 'a;

/// A record being written.
pub(super) struct Sink {
    kind: Kind,
    folder: PathBuf,
    part: PathBuf,
    written_at: Millis,
    done: bool,
}

enum Kind {
    Folder,
    File {
        /// The folder inside.
        inside: String,
        out: Option<StreamWriter<BufWriter<File>>>,
    },
}

impl Sink {
    /// A folder of files, to lie in `folder`.
    pub(super) fn folder(folder: PathBuf, name: &str, now: Millis) -> Result<Self> {
        let sink = Self::at(Kind::Folder, folder, name, now);
        make_folder(&sink.part)?;
        Ok(sink)
    }

    /// One encrypted file, to lie in `folder`.
    pub(super) fn file(
        folder: PathBuf,
        name: &str,
        now: Millis,
        passphrase: &Secret,
    ) -> Result<Self> {
        let kind = Kind::File {
            inside: name.to_owned(),
            out: None,
        };
        let mut sink = Self::at(kind, folder, name, now);
        let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.as_str()));
        recipient.set_work_factor(WORK);
        let encryptor =
            age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
                .map_err(|error| Error::Internal(error.to_string()))?;
        let file = BufWriter::new(create(&sink.part)?);
        if let Kind::File { out, .. } = &mut sink.kind {
            *out = Some(encryptor.wrap_output(file)?);
        }
        Ok(sink)
    }

    fn at(kind: Kind, folder: PathBuf, name: &str, now: Millis) -> Self {
        let part = folder.join(format!(".{name}.{}.part", Uuid::new_v4().simple()));
        Self {
            kind,
            folder,
            part,
            written_at: now,
            done: false,
        }
    }

    /// Puts a part there. `name` has at most one `/`, and no part is put twice.
    pub(super) fn put(&mut self, name: &str, size: Option<u64>, part: &mut Part<'_>) -> Result<()> {
        match &mut self.kind {
            Kind::Folder => {
                let path = self.part.join(name);
                if let Some(folder) = path.parent() {
                    make_folder(folder)?;
                }
                let mut file = BufWriter::new(create(&path)?);
                part(&mut file)?;
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                dated(&file, self.written_at)?;
                Ok(file.sync_all()?)
            }
            Kind::File { inside, out } => {
                let out = out
                    .as_mut()
                    .ok_or_else(|| Error::Internal("a sink without its file".to_owned()))?;
                let size = match size {
                    Some(size) => size,
                    None => {
                        let mut count = Count(0);
                        part(&mut count)?;
                        count.0
                    }
                };
                // POSIX.1-1988 ustar: what every reader knows, and no extension a reader could be led astray by.
                let mut header = Header::new_ustar();
                header.set_path(format!("{inside}/{name}"))?;
                header.set_entry_type(EntryType::Regular);
                header.set_mode(0o600);
                header.set_mtime((self.written_at.0 / 1000).unsigned_abs());
                header.set_size(size);
                header.set_cksum();
                out.write_all(header.as_bytes())?;
                part(out)?;
                let rest = size.next_multiple_of(512) - size;
                Ok(out.write_all(&vec![0; usize::try_from(rest).unwrap_or(0)])?)
            }
        }
    }

    /// Gives it its name, or that with a number where something bears it. Returns where it lies.
    pub(super) fn finish(mut self, name: &str) -> Result<PathBuf> {
        let ending = match &mut self.kind {
            Kind::Folder => {
                for entry in fs::read_dir(&self.part)? {
                    let entry = entry?;
                    if entry.file_type()?.is_dir() {
                        sync_folder(&entry.path())?;
                    }
                }
                sync_folder(&self.part)?;
                ""
            }
            Kind::File { out, .. } => {
                let mut out = out
                    .take()
                    .ok_or_else(|| Error::Internal("a sink without its file".to_owned()))?;
                // Two empty blocks end a tar.
                out.write_all(&[0; 1024])?;
                let file = out.finish()?;
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                dated(&file, self.written_at)?;
                file.sync_all()?;
                ".age"
            }
        };
        let named = (1..)
            .map(|number| match number {
                1 => format!("{name}{ending}"),
                _ => format!("{name} ({number}){ending}"),
            })
            .map(|name| self.folder.join(name))
            .find(|path| fs::symlink_metadata(path).is_err())
            .ok_or_else(|| Error::Internal("no name is left".to_owned()))?;
        fs::rename(&self.part, &named)?;
        self.done = true;
        sync_folder(&self.folder)?;
        Ok(named)
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if !self.done {
            // Only our own half-made part goes.
            let _ = match self.kind {
                Kind::Folder => fs::remove_dir_all(&self.part),
                Kind::File { .. } => fs::remove_file(&self.part),
            };
        }
    }
}

fn create(path: &Path) -> Result<File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

/// Dates a file by the desk's clock. A file system that takes no dates is no reason to fail.
fn dated(file: &File, now: Millis) -> Result<()> {
    let at = std::time::UNIX_EPOCH + std::time::Duration::from_millis(now.0.unsigned_abs());
    let _ = file.set_modified(at);
    Ok(())
}

struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
