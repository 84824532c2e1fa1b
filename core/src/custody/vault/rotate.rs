//! Putting the desk under another key: into a new file first, which takes the old one's name once it is whole.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::backups::restore::{rekey, remember, writable};
use super::backups::{self, BackupId, Older};
use super::closing;
use super::commands::{type_recovery, vault_show};
use super::model::{Vault, VaultShow};
use crate::app::App;
use crate::changes::Changed;
use crate::clock::Millis;
use crate::db::backup::sync_folder;
use crate::db::{self, copy, revision};
use crate::error::{Error, Result};
use crate::keys::{self, Change, DatabaseKey, Plan, Proof, Rotation, Secret, Way};
use crate::reminders;
use crate::tasks::{Task, TaskId};

/// The prefix of the temporary file's name during a key rotation.
pub(super) const PART: &str = ".rotating-";

/// How often a copy is begun anew because somebody wrote meanwhile, before everybody has to wait for it.
const FREE_TRIES: u32 = 3;

/// Rotates the desk's key: a new random key that no copy of the old one opens. Its backups of before stay
/// under the old key; the desk goes on opening them, and so does whoever proves that the desk is theirs.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct VaultRotate {
    /// The passphrase; wanted where there is one.
    pub passphrase: Option<Secret>,
    /// The recovery code; wanted only where an older Ithaca made it, or it opens nothing any more.
    pub recovery: Option<Secret>,
    /// The task id for progress and cancellation.
    pub task: Option<TaskId>,
}

/// The result of a key rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct VaultRotated {
    /// The desk's ways in after the rotation.
    pub vault: Vault,
    /// The backup made before, under the old key as all older ones.
    pub before: BackupId,
}

/// Rotates the desk's key.
///
/// # Errors
/// [`Error::WrongProof`] where the passphrase is missing or wrong; [`Error::Busy`] where another program has
/// the desk open.
pub fn vault_rotate(app: &App, request: VaultRotate) -> Result<VaultRotated> {
    let mut task = app.tasks().start(request.task);
    prove(app, request.passphrase.as_ref(), request.recovery.as_ref())?;
    let mut changes = vec![Change::Key];
    if request.recovery.is_none() && keys::slots(app.folder())?.recovery_is_old {
        changes.push(Change::Without(Way::Recovery));
    }
    let plan = keys::plan(
        app.folder(),
        &app.key()?,
        &changes,
        app.keychain(),
        app.clock(),
    )?;
    let before = turn(app, &plan, &mut task)?;
    closing::after_a_change(app);
    reminders::schedule::refresh(app)?;
    app.changes().publish(&Changed::everything());
    Ok(VaultRotated {
        vault: vault_show(app, VaultShow {})?,
        before,
    })
}

/// Rotates the desk's key, with the ways in that were planned. Returns the backup made before.
pub(super) fn turn(app: &App, plan: &Plan, task: &mut Task) -> Result<BackupId> {
    let old = app.key()?;
    let before = backups::make(app, Older::Kept, task)?;
    let key = DatabaseKey::generate()?;
    let rotation = plan.rotation(&key)?;
    let keys = Keys {
        old: &old,
        new: &key,
        until: app.now(),
    };
    let mut tries = 0;
    loop {
        let part = app
            .folder()
            .join(format!("{PART}{}", Uuid::new_v4().simple()));
        let done = if tries < FREE_TRIES {
            let step = &mut |done| task.step(done, copy::STEPS);
            let copied = app.apart(|conn, _| keys.copy(conn, &part, step));
            copied.and_then(|writes| {
                app.alone(|folder, open| keys.swap(folder, &part, &rotation, writes, open))
            })
        } else {
            // Somebody writes all the time: nobody does until this is done.
            app.alone(|folder, open| {
                let conn = copy::open(&folder.join(db::FILE), &old.hex())?;
                let writes = keys.copy(&conn, &part, &mut |_| Ok(()))?;
                drop(conn);
                keys.swap(folder, &part, &rotation, writes, open)
            })
        };
        // Swapped in it has another name by now.
        let _ = std::fs::remove_file(&part);
        if done? {
            return Ok(before);
        }
        tries += 1;
    }
}

/// Asks for the passphrase where there is one. A recovery code an older Ithaca made has to be typed once, or the new
/// key cannot be wrapped for it.
fn prove(app: &App, passphrase: Option<&Secret>, recovery: Option<&Secret>) -> Result<()> {
    let slots = keys::slots(app.folder())?;
    if slots.passphrase.is_some() {
        let typed = passphrase.ok_or(Error::WrongProof)?;
        keys::unlock_and_renew(app.folder(), Proof::Passphrase(typed))?;
    }
    type_recovery(app, recovery.filter(|_| slots.recovery.is_some()))
}

struct Keys<'a> {
    old: &'a DatabaseKey,
    new: &'a DatabaseKey,
    until: Millis,
}

impl Keys<'_> {
    /// Copies the desk behind `conn` to `part`, verified, under the new key and with the old one among its
    /// former ones. Returns the number of writes the copy has seen.
    fn copy(&self, conn: &Connection, part: &Path, step: &mut copy::Step<'_>) -> Result<i64> {
        let (old, new) = (self.old.hex(), self.new.hex());
        copy::write(conn, &old, part, &mut |done| step(done / 2))?;
        let made = writable(part, &old)?;
        remember(&made, &[(old.clone(), self.until)])?;
        let writes = revision::read(&made)?;
        let contents = copy::contents(&made)?;
        drop(made);
        rekey(part, &old, &new)?;
        step(copy::STEPS * 3 / 4)?;
        copy::verify(part, &new, &contents, &mut |_| Ok(()))?;
        std::fs::File::open(part)?.sync_all()?;
        Ok(writes)
    }

    /// Gives the copy the desk's name, unless somebody wrote since it was made. The folder must be the
    /// caller's alone. A kill or a power cut on the way leaves the one desk or the other, and the key file
    /// opens both.
    fn swap(
        &self,
        folder: &Path,
        part: &Path,
        rotation: &Rotation<'_>,
        writes: i64,
        open: &mut Vec<DatabaseKey>,
    ) -> Result<bool> {
        let desk = folder.join(db::FILE);
        let conn = db::connect(&desk, &self.old.hex(), true, db::Rows::Somebodys)?;
        if revision::read(&conn)? != writes {
            return Ok(false);
        }
        // The log belongs to the old file, and would be taken for the new one's.
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        drop(conn);
        for end in ["-wal", "-shm"] {
            let beside = PathBuf::from(format!("{}{end}", desk.display()));
            if beside.exists() {
                std::fs::remove_file(beside)?;
            }
        }
        sync_folder(folder)?;
        rotation.begin(folder)?;
        std::fs::rename(part, &desk)?;
        sync_folder(folder)?;
        open.insert(0, self.new.clone());
        Ok(true)
    }
}
