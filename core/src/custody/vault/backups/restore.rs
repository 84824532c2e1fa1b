//! Putting a desk back as a backup holds it: into a new file first; what was there is kept aside.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::commands::find;
use super::make;
use super::model::{Aside, BackupId};
use crate::app::App;
use crate::clock::Millis;
use crate::db::backup::{Shelf, sync_folder};
use crate::db::{self, ENDS, SCHEMA_VERSION, copy, revision};
use crate::error::{Error, Result};
use crate::keys;
use crate::locale::Message;
use crate::tasks::TaskId;
use crate::vault::{TypedProof, closing};

/// The beginnings of the names a restore gives.
const PART: &str = ".restoring-";
pub(crate) const ASIDE: &str = "set-aside-";

/// Restores the desk from a backup.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupRestore {
    /// The backup's id.
    pub id: BackupId,
    /// The passphrase or the recovery code of then; wanted where nothing else opens it.
    #[serde(default)]
    pub proof: Option<TypedProof>,
    /// The task id for progress and cancellation.
    pub task: Option<TaskId>,
}

/// The result of a restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupRestored {
    /// The backup the desk is now as.
    pub id: BackupId,
    /// The name, in the data folder, under which the desk of before is kept.
    pub kept_as: String,
    /// The backup made of the desk of before; absent where it was too damaged for one.
    pub before: Option<BackupId>,
}

/// Restores the desk from a backup. The desk of before gets a backup of its own, and its file is
/// kept aside. Other programs that have the desk open make it [`Error::Busy`].
pub fn backup_restore(app: &App, request: BackupRestore) -> Result<BackupRestored> {
    let mut task = app.tasks().start(request.task);
    let shelf = find(app, &request.id)?;
    let proof = request.proof.as_ref().map(TypedProof::as_proof);
    let backup_key = make::key_of(app, &shelf, &request.id, proof)?
        .ok_or_else(|| proof.map_or_else(other_key, |_| Error::WrongProof))?;
    let before = match make::make(app, make::Older::Kept, &mut task) {
        Ok(id) => Some(id),
        // What does not verify cannot be backed up; its file is kept all the same.
        Err(Error::Damaged(_)) => None,
        Err(error) => return Err(error),
    };
    let own = Desk {
        key: app.with_key(|key| Ok(Zeroizing::new(key.to_owned())))?,
        former: app.read(make::former_keys)?,
        writes: app.read(revision::read)?,
    };
    let now = app.now();
    let part = prepare(app.folder(), &shelf, &request.id, &backup_key, &own, now)?;
    // The second folder the backup names may be one of before, which has not got today's ways in.
    let swapped =
        keys::owe(app.folder()).and_then(|()| app.replace_desk(|folder| swap(folder, &part, now)));
    if swapped.is_err() {
        // Only our own part goes; if it was swapped in it has another name by now.
        let _ = fs::remove_file(&part);
    }
    closing::after_a_change(app);
    Ok(BackupRestored {
        id: request.id,
        kept_as: swapped?,
        before,
    })
}

pub(crate) fn other_key() -> Error {
    Error::Conflict(Message::new("error_backup_other_key"))
}

/// The state a restored file takes over from the desk that it replaces.
pub(crate) struct Desk {
    /// The replaced desk's key, in hexadecimal.
    pub(crate) key: Zeroizing<String>,
    /// The former keys of the replaced desk, and until when each was used.
    pub(crate) former: Vec<(Zeroizing<String>, Millis)>,
    /// The write counter of the replaced desk.
    pub(crate) writes: i64,
}

/// Makes the new file beside the old: a verified copy of the backup, under the desk's own key, whose number
/// of writes is above any the desk has seen.
pub(crate) fn prepare(
    data: &Path,
    shelf: &Shelf,
    id: &BackupId,
    backup_key: &str,
    own: &Desk,
    now: Millis,
) -> Result<PathBuf> {
    sweep(data)?;
    let part = data.join(format!("{PART}{}", Uuid::new_v4().simple()));
    let made = (|| {
        let source = copy::open(&shelf.desk(id), backup_key)?;
        let schema: i64 = source.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if schema > SCHEMA_VERSION {
            return Err(Error::DatabaseTooNew {
                found: schema,
                known: SCHEMA_VERSION,
            });
        }
        if let Some(problem) = copy::problems(&source)?.into_iter().next() {
            return Err(Error::Damaged(problem));
        }
        copy::write(&source, backup_key, &part, &mut |_| Ok(()))?;
        let contents = copy::contents(&source)?;
        if backup_key != own.key.as_str() {
            rekey(&part, backup_key, &own.key)?;
        }
        copy::verify(&part, &own.key, &contents, &mut |_| Ok(()))?;
        let made = writable(&part, &own.key)?;
        remember(&made, &own.former)?;
        if backup_key != own.key.as_str() {
            // Nobody else may know the key of the backup it comes from.
            let then = (Zeroizing::new(backup_key.to_owned()), id.made_at());
            remember(&made, &[then])?;
        }
        let number = revision::read(&made)?;
        revision::set(&made, number.max(own.writes) + 1)?;
        skip_days_in_the_bin(&made, id.made_at(), now)?;
        drop(made);
        Ok(fs::File::open(&part)?.sync_all()?)
    })();
    match made {
        Ok(()) => Ok(part),
        Err(error) => {
            let _ = fs::remove_file(&part);
            Err(error)
        }
    }
}

/// The days a backup lay on its shelf do not count as days in the bin: what it holds there would else be deleted for
/// good at the next start, before anybody could put it back.
fn skip_days_in_the_bin(conn: &Connection, made_at: Millis, now: Millis) -> Result<()> {
    let days = (now.0 - made_at.0).div_euclid(Millis::DAY).max(0);
    let skipped = days * Millis::DAY;
    conn.execute("UPDATE bin SET deleted_at = deleted_at + ?1", [skipped])?;
    Ok(())
}

/// Re-encrypts a file under another key, page by page, in place.
pub(crate) fn rekey(path: &Path, key: &str, other: &str) -> Result<()> {
    let raw = Zeroizing::new(format!("x'{other}'"));
    writable(path, key)?.pragma_update(None, "rekey", raw.as_str())?;
    Ok(())
}

/// Stores the former keys of a desk.
pub(crate) fn remember(conn: &Connection, former: &[(Zeroizing<String>, Millis)]) -> Result<()> {
    let mut insert =
        conn.prepare("INSERT OR IGNORE INTO former_key (key, until) VALUES (?1, ?2)")?;
    for (key, until) in former {
        insert.execute((key.as_str(), until))?;
    }
    Ok(())
}

pub(crate) fn writable(path: &Path, key: &str) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    let raw = Zeroizing::new(format!("x'{key}'"));
    conn.pragma_update(None, "key", raw.as_str())?;
    // Nothing of it may stay beside it under a name of its own.
    let _: String =
        conn.pragma_update_and_check(None, "journal_mode", "MEMORY", |row| row.get(0))?;
    conn.pragma_update(None, "secure_delete", "ON")?;
    Ok(conn)
}

/// Removes what killed restores left half made: new files, and second names of the present one. Nobody is at one: the caller holds the backups' claim or
/// the folder alone, or finds only its own.
fn sweep(data: &Path) -> Result<()> {
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_second_name =
            name.starts_with(ASIDE) && is_one_file(&entry.path(), &data.join(db::FILE));
        if name.starts_with(PART) || is_second_name {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Gives the new file the database's name, after the old set got others, byte for byte as it was. The folder
/// must be the caller's alone. Returns the old database's new name.
pub(crate) fn swap(data: &Path, part: &Path, now: Millis) -> Result<String> {
    let file = data.join(db::FILE);
    let alone = ENDS
        .iter()
        .skip(1)
        .all(|end| !data.join(format!("{}{end}", db::FILE)).exists());
    if alone && file.exists() {
        let kept = free_name(data, now);
        // A second name first, so that at every moment the database's own is that of a whole one: what is
        // killed here leaves the desk of before or the restored one, never none.
        if fs::hard_link(&file, data.join(&kept)).is_ok() {
            let swapped = sync_folder(data)
                .and_then(|()| Ok(fs::rename(part, &file)?))
                .and_then(|()| sync_folder(data));
            if swapped.is_err() && is_one_file(&file, &data.join(&kept)) {
                let _ = fs::remove_file(data.join(&kept));
            }
            return swapped.map(|()| kept);
        }
    }
    // A log that could not be copied into its file goes aside with it, and some file systems know no second
    // names.
    let kept = set_aside(data, now)?;
    if let Err(error) = fs::rename(part, &file) {
        put_back(data, &kept);
        return Err(error.into());
    }
    sync_folder(data)?;
    Ok(kept)
}

/// Whether two paths are hard links of one file, as a kill between naming and swapping leaves them.
pub(crate) fn is_one_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let which = |path: &Path| fs::metadata(path).map(|meta| (meta.dev(), meta.ino())).ok();
        which(one).is_some() && which(one) == which(other)
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

/// Moves the database, its log and the log's index to names of their own. A kill on the way leaves a folder
/// that says its database is gone, never one that looks new: see [`crate::db`].
pub(crate) fn set_aside(data: &Path, now: Millis) -> Result<String> {
    let name = free_name(data, now);
    // The database first: what is left of it, a log alone, is never opened, while a database without its log
    // would look whole and be older than it was.
    let moved = ENDS.iter().try_for_each(|end| {
        let old = data.join(format!("{}{end}", db::FILE));
        if old.exists() {
            fs::rename(old, data.join(format!("{name}{end}")))?;
        }
        Ok(())
    });
    // A disk that takes the names and does not vouch for them has not set anything aside.
    if let Err(error) = moved.and_then(|()| sync_folder(data)) {
        put_back(data, &name);
        return Err(error);
    }
    Ok(name)
}

/// Gives what was set aside its own names again. What cannot be moved back is told at the next start: its database
/// is gone.
fn put_back(data: &Path, kept: &str) {
    // The log first, so that the database is never without it.
    for end in ENDS.iter().rev() {
        let aside = data.join(format!("{kept}{end}"));
        if aside.exists() {
            let _ = fs::rename(aside, data.join(format!("{}{end}", db::FILE)));
        }
    }
}

/// A name nothing kept aside has: that of `now`, or of the first second after it that is free.
fn free_name(data: &Path, now: Millis) -> String {
    let mut second = now;
    loop {
        let name = format!("{ASIDE}{}-{}", BackupId::at(second), db::FILE);
        if ENDS
            .iter()
            .all(|end| !data.join(format!("{name}{end}")).exists())
        {
            return name;
        }
        second = Millis(second.0 + 1000);
    }
}

/// The databases kept aside, the newest first.
pub(crate) fn aside(data: &Path) -> Result<Vec<Aside>> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(data)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let other = !is_one_file(&data.join(&name), &data.join(db::FILE));
        if name.starts_with(ASIDE) && name.ends_with(db::FILE) && other {
            names.push(name);
        }
    }
    names.sort_by(|a, b| b.cmp(a));
    let bytes = |name: &str| {
        ENDS.iter()
            .filter_map(|end| fs::metadata(data.join(format!("{name}{end}"))).ok())
            .map(|meta| meta.len())
            .sum()
    };
    Ok(names
        .into_iter()
        .map(|name| Aside {
            bytes: bytes(&name),
            name,
        })
        .collect())
}

/// Deletes the databases kept aside. Only on the person's word.
pub(super) fn delete_aside(data: &Path) -> Result<()> {
    for one in aside(data)? {
        for end in ENDS {
            let path = data.join(format!("{}{end}", one.name));
            if path.exists() {
                fs::remove_file(path)?;
            }
        }
    }
    sync_folder(data)
}
