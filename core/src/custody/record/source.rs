//! Where a record is read from: a folder of files, or one encrypted file. No name found in it is ever used as a
//! path: `record.json` and the kept files are read by names this program makes, everything else is passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use age::DecryptError;
use age::secrecy::SecretString;
use age::stream::StreamReader;
use tar::{EntryType, Header};
use unicode_normalization::UnicodeNormalization;

use super::JSON;
use crate::clock::Millis;
use crate::error::{Error, Result};
use crate::files::RecordPlace;
use crate::keys::Secret;
use crate::limits;
use crate::locale::Message;

/// Where the kept files are, each named by its SHA-256.
pub(super) const KEPT: &str = "attachments";

/// A record being read.
pub(super) enum Source {
    /// A folder.
    Folder(PathBuf),
    /// An encrypted file.
    File(Box<Archive>),
}

/// Takes a kept file's bytes, by its SHA-256 in hexadecimal.
pub(super) type Take<'a> = dyn FnMut(&str, &mut dyn Read) -> Result<()> + 'a;

/// This is no record at all.
pub(super) fn none() -> Error {
    Error::invalid("from", Message::new("error_record_none"))
}

/// A part of it is missing or damaged.
pub(super) fn damaged() -> Error {
    Error::invalid("from", Message::new("error_record_damaged"))
}

/// It, or a part of it, is larger than is read.
pub(super) fn too_large() -> Error {
    Error::invalid("from", Message::new("error_record_too_large"))
}

/// What reading met: a part that is not there or not whole, or a disk that fails.
pub(super) fn met(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound
        | io::ErrorKind::UnexpectedEof
        | io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::Other => damaged(),
        _ => error.into(),
    }
}

impl Source {
    /// Opens a record; an encrypted one by its passphrase.
    pub(super) fn open(place: RecordPlace, passphrase: Option<&Secret>) -> Result<Self> {
        match place {
            RecordPlace::Folder(folder) => Ok(Self::Folder(folder)),
            RecordPlace::File(path) => Ok(Self::File(Box::new(Archive::open(&path, passphrase)?))),
        }
    }

    /// The rows: their bytes, how many, and when they were written.
    pub(super) fn rows(&mut self) -> Result<(Box<dyn Read + '_>, u64, Option<Millis>)> {
        match self {
            Self::Folder(folder) => {
                let path = folder.join(JSON);
                let meta = plain_file(&path)?.ok_or_else(none)?;
                if meta.len() > limits::RECORD_JSON {
                    return Err(too_large());
                }
                let written_at = meta
                    .modified()
                    .ok()
                    .and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok())
                    .and_then(|since| i64::try_from(since.as_millis()).ok())
                    .map(Millis);
                let file = BufReader::new(File::open(&path).map_err(met)?);
                Ok((
                    Box::new(file.take(limits::RECORD_JSON)),
                    meta.len(),
                    written_at,
                ))
            }
            Self::File(archive) => {
                let entry = archive.next()?.ok_or_else(none)?;
                if entry.name != JSON {
                    return Err(none());
                }
                if entry.size > limits::RECORD_JSON {
                    return Err(too_large());
                }
                let part = BufReader::new(PartReader(archive));
                Ok((Box::new(part), entry.size, Some(entry.written_at)))
            }
        }
    }

    /// Hands over the kept files asked for, each once, and reads the rest of an encrypted file to its end, so
    /// that one cut off is noticed. `wanted` tells their sizes.
    pub(super) fn kept(
        &mut self,
        wanted: &BTreeMap<String, u64>,
        take: &mut Take<'_>,
    ) -> Result<()> {
        match self {
            Self::Folder(folder) => {
                let kept = folder.join(KEPT);
                if !wanted.is_empty() && !fs::symlink_metadata(&kept).map_err(met)?.is_dir() {
                    return Err(damaged());
                }
                for (hash, size) in wanted {
                    let path = kept.join(hash);
                    let meta = plain_file(&path)?.ok_or_else(damaged)?;
                    if meta.len() != *size {
                        return Err(damaged());
                    }
                    take(hash, &mut File::open(&path).map_err(met)?.take(*size))?;
                }
                Ok(())
            }
            Self::File(archive) => {
                let mut missing: BTreeSet<&String> = wanted.keys().collect();
                while let Some(entry) = archive.next()? {
                    let hash = entry.name.strip_prefix("attachments/");
                    let Some((hash, size)) = hash.and_then(|hash| wanted.get_key_value(hash))
                    else {
                        continue;
                    };
                    if entry.size != *size || !missing.remove(hash) {
                        return Err(damaged());
                    }
                    take(hash, &mut PartReader(archive))?;
                }
                if missing.is_empty() {
                    Ok(())
                } else {
                    Err(damaged())
                }
            }
        }
    }
}

/// What is known of a file that is neither a link nor anything else; none where there is nothing.
fn plain_file(path: &Path) -> Result<Option<fs::Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => Ok(Some(meta)),
        Ok(_) => Err(damaged()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(met(error)),
    }
}

/// A tar inside an encrypted file, read once from its first byte to its last.
pub(super) struct Archive {
    bytes: StreamReader<BufReader<File>>,
    /// Bytes of the current part not read yet.
    left: u64,
    /// Bytes after it that fill its last block.
    padding: u64,
    /// The folder all parts lie in.
    inside: Option<String>,
    names: BTreeSet<String>,
    total: u64,
}

struct Entry {
    /// Without the folder.
    name: String,
    size: u64,
    written_at: Millis,
}

impl Archive {
    fn open(path: &Path, passphrase: Option<&Secret>) -> Result<Self> {
        let meta = fs::metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::invalid("from", Message::new("error_file_gone")),
            _ => Error::from(error),
        })?;
        if !meta.is_file() {
            return Err(none());
        }
        if meta.len() > limits::RECORD {
            return Err(too_large());
        }
        // The header's end is looked for first: a file without one would be read into memory whole.
        let mut head = Vec::new();
        File::open(path)?.take(64 * 1024).read_to_end(&mut head)?;
        if !head.starts_with(b"age-encryption.org/v1\n")
            || !head.windows(5).any(|part| part == b"\n--- ")
        {
            return Err(none());
        }
        let passphrase = passphrase.ok_or_else(|| {
            Error::invalid(
                "passphrase",
                Message::new("error_record_passphrase_missing"),
            )
        })?;
        let decryptor =
            age::Decryptor::new_buffered(BufReader::new(File::open(path)?)).map_err(refusal)?;
        if !decryptor.is_scrypt() {
            return Err(none());
        }
        let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.as_str()));
        identity.set_max_work_factor(limits::RECORD_WORK);
        let bytes = decryptor
            .decrypt(std::iter::once(&identity as &dyn age::Identity))
            .map_err(refusal)?;
        Ok(Self {
            bytes,
            left: 0,
            padding: 0,
            inside: None,
            names: BTreeSet::new(),
            total: 0,
        })
    }

    /// The next part; none at the end, which is looked for to the last byte.
    fn next(&mut self) -> Result<Option<Entry>> {
        self.skip()?;
        let mut block = [0; 512];
        self.bytes.read_exact(&mut block).map_err(met)?;
        if block.iter().all(|byte| *byte == 0) {
            return self.end().map(|()| None);
        }
        let header = Header::from_byte_slice(&block);
        if header.cksum().map_err(met)? != checksum(&block) {
            return Err(damaged());
        }
        // No link, no device, no sparse file, and no extension that would say more than this block does.
        if header.entry_type() != EntryType::Regular {
            return Err(damaged());
        }
        let size = header.entry_size().map_err(met)?;
        if size > limits::RECORD_JSON.max(limits::FILE) {
            return Err(too_large());
        }
        self.total = self.total.saturating_add(size);
        if self.total > limits::RECORD || self.names.len() as u64 >= limits::RECORD_PARTS {
            return Err(too_large());
        }
        let path = header.path_bytes();
        let path = std::str::from_utf8(&path).map_err(|_| damaged())?;
        let (inside, name) = path.split_once('/').ok_or_else(damaged)?;
        if !harmless(path) || self.inside.get_or_insert_with(|| inside.to_owned()) != inside {
            return Err(damaged());
        }
        // Two names that some disk would take for one are two parts for one place.
        let on_disk = name.nfkd().flat_map(char::to_lowercase).collect();
        if !self.names.insert(on_disk) {
            return Err(damaged());
        }
        self.left = size;
        self.padding = size.next_multiple_of(512) - size;
        let seconds = i64::try_from(header.mtime().map_err(met)?).unwrap_or(0);
        Ok(Some(Entry {
            name: name.to_owned(),
            size,
            written_at: Millis(seconds.saturating_mul(1000)),
        }))
    }

    fn skip(&mut self) -> Result<()> {
        let rest = self.left + self.padding;
        let skipped = io::copy(&mut (&mut self.bytes).take(rest), &mut io::sink()).map_err(met)?;
        self.left = 0;
        self.padding = 0;
        if skipped == rest {
            Ok(())
        } else {
            Err(damaged())
        }
    }

    /// After the empty block there is nothing but emptiness, and not much of it.
    fn end(&mut self) -> Result<()> {
        let mut rest = Vec::new();
        (&mut self.bytes)
            .take(64 * 1024)
            .read_to_end(&mut rest)
            .map_err(met)?;
        if rest.len() < 64 * 1024 && rest.iter().all(|byte| *byte == 0) {
            Ok(())
        } else {
            Err(damaged())
        }
    }
}

/// The current part's bytes, and no more.
struct PartReader<'a>(&'a mut Archive);

impl Read for PartReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let limit = usize::try_from(self.0.left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        let Some(part) = buffer.get_mut(..limit).filter(|part| !part.is_empty()) else {
            return Ok(0);
        };
        let read = self.0.bytes.read(part)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.0.left -= read as u64;
        Ok(read)
    }
}

/// The sum a header has to name: its bytes, its own sum taken as spaces (POSIX.1-1988, ustar).
fn checksum(block: &[u8; 512]) -> u32 {
    block
        .iter()
        .enumerate()
        .map(|(at, byte)| {
            if (148..156).contains(&at) {
                u32::from(b' ')
            } else {
                u32::from(*byte)
            }
        })
        .sum()
}

/// Whether a name is one this program could have given. It is not used as a path even then.
fn harmless(path: &str) -> bool {
    path.split('/').count() <= 3
        && !path.contains(['\\', ':'])
        && !path.chars().any(char::is_control)
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

fn refusal(error: DecryptError) -> Error {
    match error {
        DecryptError::NoMatchingKeys
        | DecryptError::KeyDecryptionFailed
        | DecryptError::DecryptionFailed => {
            Error::invalid("passphrase", Message::new("error_record_passphrase"))
        }
        DecryptError::ExcessiveWork { .. } => too_large(),
        DecryptError::Io(error) => met(error),
        _ => none(),
    }
}
