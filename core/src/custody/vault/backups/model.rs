//! What is told of backups.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
pub use crate::db::backup::BackupId;
use crate::vault::place::Unsuited;

/// One backup, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Backup {
    /// The backup's name.
    pub id: BackupId,
    /// When it was made.
    pub made_at: Millis,
    /// Bytes on the disk, in one place.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Whether the backup can be restored here.
    pub state: BackupState,
    /// The folders the backup is in.
    pub places: Vec<BackupPlace>,
    /// How much is in the backup; absent where the backup cannot be read here.
    pub holds: Option<Holds>,
    /// How many changes the desk has seen since; absent where that cannot be told.
    #[ts(type = "number | null")]
    pub changes_since: Option<i64>,
    /// When it is thinned away at the latest, if backups go on being made.
    pub kept_until: Millis,
    /// When the passphrase was set that opens it, where that is not today's.
    pub older_passphrase: Option<Millis>,
}

/// Whether a backup can be restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupState {
    /// It was verified row by row when it was made, and opens.
    Verified,
    /// It opens no more: damaged since it was made.
    Damaged,
    /// It was made under a key that nothing here gives.
    OtherKey,
    /// It is from a newer Ithaca.
    Newer,
}

/// The folder a backup is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupPlace {
    /// Beside the desk.
    DataFolder,
    /// In the second folder.
    SecondFolder,
}

/// How much is in a backup, with what lies in its bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Holds {
    /// People.
    #[ts(type = "number")]
    pub people: i64,
    /// Rooms.
    #[ts(type = "number")]
    pub rooms: i64,
    /// Meetings.
    #[ts(type = "number")]
    pub meetings: i64,
    /// Private notes.
    #[ts(type = "number")]
    pub notes: i64,
}

/// A backup that still holds something deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupHolding {
    /// The backup.
    pub id: BackupId,
    /// When it was made.
    pub made_at: Millis,
    /// When it is thinned away at the latest, if backups go on being made.
    pub kept_until: Millis,
    /// True where it could not be read, so that nobody can say it does not.
    pub unread: bool,
}

/// How backups are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BackupPlan {
    /// The folder they lie in, to be read, not opened.
    pub folder: String,
    /// The number of backups.
    #[ts(type = "number")]
    pub count: usize,
    /// Bytes all backups take.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes they may take before the oldest are thinned away.
    #[ts(type = "number")]
    pub budget: u64,
    /// When the newest was made.
    pub newest: Option<Millis>,
    /// The second folder, if one was chosen.
    pub second: Option<SecondFolder>,
    /// Reasons against a live database in the data folder.
    pub unsuited: Vec<Unsuited>,
    /// Databases kept aside by a restore or a rescue, by their names in the data folder.
    pub aside: Vec<Aside>,
}

/// A second folder for backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SecondFolder {
    /// The second folder's path, to be read, not opened.
    pub path: String,
    /// Whether the second folder is there now: a stick may not be in.
    pub there: bool,
    /// When the newest backup in it was made.
    pub newest: Option<Millis>,
    /// True where a backup in it could only be opened with this computer's own key file: no passphrase and
    /// no recovery code goes along.
    pub needs_this_computer: bool,
}

/// A database that was kept aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Aside {
    /// The file's name in the data folder.
    pub name: String,
    /// Bytes, its log included.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// Asks how backups are kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct BackupShow {}
