//! Whether a write-ahead log belongs to the database it lies beside. SQLite takes any log whose sums are
//! right, and copies it into the file when the last connection closes: a log of another file would destroy
//! what it is opened with. So the two are looked at before they are opened together.
//!
//! A log of another file fails SQLCipher's HMAC. A log of the same file at another time does not; there the
//! number of writes tells: the log must end no earlier than the file, and begin no later than where the file
//! ends. Where it begins can only be read while nothing of it was copied into the file. Once a page was,
//! that page is the same in both, to the last bit: it has a random IV of its own, so it came from this log.

use std::fs;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::page::{self, PageKey};
use super::{copy, revision};
use crate::error::{Error, Result};
use crate::files::read_plain;
use crate::keys::DatabaseKey;

const HEADER: usize = 32;
const FRAME: usize = 24;
const MAGIC: u32 = 0x377f_0682;

/// The error message for a database whose write-ahead log is another file's.
pub(crate) const MISPAIRED: &str = "the log belongs to another database";

/// The part of a log that SQLite would read (sqlite.org/fileformat2.html section 4).
struct Log<'a> {
    bytes: &'a [u8],
    /// Page numbers and pages, up to the last commit.
    frames: Vec<(u32, &'a [u8])>,
    /// Where the first transaction ends, in bytes.
    first_end: usize,
}

/// Refuses a database whose log is not its own under any of the keys. Nothing is written. Nobody else may
/// have the desk open: a log in use is its file's.
///
/// # Errors
/// [`Error::Damaged`] with [`MISPAIRED`].
pub(super) fn check(path: &Path, keys: &[DatabaseKey]) -> Result<()> {
    let mut outcome = Ok(());
    for key in keys {
        outcome = check_under(path, &key.hex());
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

fn check_under(path: &Path, key: &str) -> Result<()> {
    let log_path = beside(path, "-wal");
    let Ok(bytes) = read_plain(&log_path, u64::MAX) else {
        return Ok(());
    };
    let Some(log) = Log::read(&bytes) else {
        return Ok(());
    };
    let mispaired = || Error::Damaged(MISPAIRED.to_owned());
    // A new file may be empty still; then its first page, and the salt in it, are in the log.
    let mut file = fs::File::open(path)?;
    let mut salt = [0u8; page::SALT];
    let written = std::io::Read::read_exact(&mut file, &mut salt).is_ok();
    if !written {
        let first = log.frames.iter().find(|(number, _)| *number == 1);
        let Some(start) = first.and_then(|(_, page)| page.first_chunk()) else {
            return Err(mispaired());
        };
        salt = *start;
    }
    let Some(own) = PageKey::of(key, &salt) else {
        return Err(Error::Keys(
            "the key is not 64 hexadecimal digits".to_owned(),
        ));
    };
    if log
        .frames
        .iter()
        .any(|(number, page)| !own.fits(*number, page))
    {
        return Err(mispaired());
    }
    let alone = match copy::open_without_log(path, key).and_then(|conn| revision::read(&conn)) {
        Ok(number) => number,
        // A power cut may have torn the file while the log was copied into it, or the file is new: the log
        // has what it needs.
        Err(_) => return Ok(()),
    };
    let folder = tempfile_beside(path)?;
    let joined = joins(path, &log, &folder, key, alone);
    let removed = fs::remove_dir_all(&folder);
    if !joined? {
        return Err(mispaired());
    }
    Ok(removed?)
}

/// Whether the log's writes join the file's, which has seen so many of them alone.
fn joins(path: &Path, log: &Log<'_>, folder: &Path, key: &str, alone: i64) -> Result<bool> {
    if number_with(path, log.bytes, folder, key)? < alone {
        return Ok(false);
    }
    if is_partly_copied(path, log)? {
        return Ok(true);
    }
    let first = log.bytes.get(..log.first_end).unwrap_or_default();
    Ok(number_with(path, first, folder, key)? <= alone + 1)
}

/// Whether a page of the log stands in the file as well.
fn is_partly_copied(path: &Path, log: &Log<'_>) -> Result<bool> {
    use std::io::{Read as _, Seek as _, SeekFrom};
    let mut file = fs::File::open(path)?;
    let mut there = vec![0u8; page::SIZE];
    for (number, page) in &log.frames {
        let at = (u64::from(*number).saturating_sub(1)) * page::SIZE as u64;
        file.seek(SeekFrom::Start(at))?;
        // Past the end of the file there is nothing to compare with.
        if file.read_exact(&mut there).is_ok() && there == *page {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The number of writes the file has with a log, read through a second name of the file so that nothing is
/// ever copied into it.
fn number_with(path: &Path, log: &[u8], folder: &Path, key: &str) -> Result<i64> {
    let name = folder.join("desk.db");
    for end in ["", "-wal", "-shm"] {
        let part = beside(&name, end);
        if part.exists() {
            fs::remove_file(part)?;
        }
    }
    if fs::hard_link(path, &name).is_err() {
        // A file system without second names: the whole file, then.
        fs::copy(path, &name)?;
    }
    fs::write(beside(&name, "-wal"), log)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(&name, flags)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    revision::read(&copy::unlock(conn, key)?)
}

fn tempfile_beside(path: &Path) -> Result<std::path::PathBuf> {
    let name = format!(".pairing-{}", uuid::Uuid::new_v4().simple());
    let folder = path.parent().unwrap_or(Path::new(".")).join(name);
    super::make_folder(&folder)?;
    Ok(folder)
}

fn beside(path: &Path, end: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

impl<'a> Log<'a> {
    /// None where SQLite would read nothing of it.
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let header = bytes.get(..HEADER)?;
        let magic = word(header, 0)?;
        if magic & !1 != MAGIC || word(header, 8)? as usize != page::SIZE {
            return None;
        }
        let big = magic & 1 == 1;
        let mut sum = summed((0, 0), header.get(..24)?, big);
        if sum != (word(header, 24)?, word(header, 28)?) {
            return None;
        }
        let salts = header.get(16..24)?;
        let (mut frames, mut committed, mut first_end) = (Vec::new(), 0, 0);
        for (index, frame) in bytes
            .get(HEADER..)?
            .chunks_exact(FRAME + page::SIZE)
            .enumerate()
        {
            let (head, page) = frame.split_at_checked(FRAME)?;
            sum = summed(summed(sum, head.get(..8)?, big), page, big);
            if head.get(8..16)? != salts || sum != (word(head, 16)?, word(head, 20)?) {
                break;
            }
            frames.push((word(head, 0)?, page));
            if word(head, 4)? != 0 {
                committed = frames.len();
                if first_end == 0 {
                    first_end = HEADER + (index + 1) * (FRAME + page.len());
                }
            }
        }
        frames.truncate(committed);
        (committed > 0).then_some(Self {
            bytes,
            frames,
            first_end,
        })
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// The log's running sum over eight bytes at a time, in the byte order its magic number names.
fn summed(sum: (u32, u32), bytes: &[u8], big: bool) -> (u32, u32) {
    let read = |part: &[u8; 4]| {
        if big {
            u32::from_be_bytes(*part)
        } else {
            u32::from_le_bytes(*part)
        }
    };
    let (words, _) = bytes.as_chunks::<4>();
    let (pairs, _) = words.as_chunks::<2>();
    pairs.iter().fold(sum, |(first, second), [left, right]| {
        let first = first.wrapping_add(read(left)).wrapping_add(second);
        let second = second.wrapping_add(read(right)).wrapping_add(first);
        (first, second)
    })
}
