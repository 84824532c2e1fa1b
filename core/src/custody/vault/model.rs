use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::keys::{DevicePlace, Secret};
use crate::locale::Language;
use crate::settings::Theme;
use crate::tasks::TaskId;

/// Asks whether the desk is locked, and which ways in there are.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct VaultShow {}

/// The lock and its ways in. All of it may be told while the desk is locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Vault {
    /// Whether the desk is locked.
    pub locked: bool,
    /// Whether damaged files keep the desk from opening: `damage_show` says more.
    pub damaged: bool,
    /// Where this device keeps the key; absent if it asks every time.
    pub device: Option<DevicePlace>,
    /// When the passphrase was set; absent if there is none.
    pub passphrase: Option<Millis>,
    /// When the recovery code was made; absent if there is none.
    pub recovery: Option<Millis>,
    /// True where the recovery code has to be typed before it can go along to a new key: an older Ithaca made it.
    pub recovery_to_type: bool,
    /// The state of the revocation of former ways in.
    pub closing: Closing,
    /// The language the person reads, for the lock screen.
    pub language: Language,
    /// Light or dark, for the lock screen.
    pub theme: Theme,
    /// Size of everything in per cent, for the lock screen.
    pub zoom: u16,
}

/// The state of the revocation of former ways in: what of the desk they still open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Closing {
    /// True while the change of the ways in has not reached every backup: it was cut off, the disk is full, or one
    /// lies there whose key this desk has never had. It goes on at the next opening and with the next backup.
    pub unfinished: bool,
    /// The second folder, to be read, not opened, where it was away since the ways in changed: its backups still
    /// open by those of before, and get today's when the folder is back. Not told while the desk is locked.
    pub away: Option<String>,
    /// True where the key once lay in a file in clear: a copy of that file still opens the desk, until the key is
    /// changed.
    pub exposed: bool,
    /// Files beside the database that look like another computer's copy of it, by name.
    pub copies: Vec<String>,
}

/// Asks how long a passphrase would keep out somebody who has the folder. It is kept nowhere.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PassphraseJudge {
    /// The passphrase to judge.
    pub passphrase: Secret,
}

/// The strength of a passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Judged {
    /// The judgement in a sentence; absent where nothing speaks against it.
    pub sentence: Option<String>,
}

/// Asks whether to offer a passphrase now. It is offered once in the life of a desk: this counts as that.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct PassphraseOffer {}

/// Whether to offer a passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Offered {
    /// True the first time, while nothing but this device opens the desk.
    pub offer: bool,
}

/// Locks the desk.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct VaultLock {}

/// Opens a locked desk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VaultUnlock {
    /// The credential the person typed.
    pub proof: TypedProof,
}

/// A credential as a person typed one, to prove that the desk is theirs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "typed", rename_all = "snake_case")]
pub enum TypedProof {
    /// The passphrase.
    Passphrase(Secret),
    /// The recovery code, with or without its gaps.
    Recovery(Secret),
}

/// Sets the passphrase, or another one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VaultSetPassphrase {
    /// The new one, at least eight characters.
    pub passphrase: Secret,
    /// The one before it, or the recovery code; wanted once there is a passphrase.
    pub proof: Option<TypedProof>,
    /// Whether this device still opens the desk without asking.
    pub keep_device: bool,
    /// The recovery code; wanted where an older Ithaca made it and the desk gets another key, which is wrapped for it
    /// then.
    #[serde(default)]
    pub recovery: Option<Secret>,
    /// The task id for progress and cancellation: the desk may be put under another key.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// Takes the passphrase away: this device opens the desk without asking again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VaultRemovePassphrase {
    /// The passphrase or the recovery code.
    pub proof: TypedProof,
    /// The recovery code; wanted where an older Ithaca made it and the desk gets another key, which is wrapped for it
    /// then.
    #[serde(default)]
    pub recovery: Option<Secret>,
    /// The task id for progress and cancellation: the desk may be put under another key.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// Lets this device open the desk without asking, or no longer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VaultKeepDevice {
    /// Whether this device shall open the desk without asking.
    pub on: bool,
    /// The passphrase or the recovery code; wanted once there is a passphrase.
    pub proof: Option<TypedProof>,
    /// The recovery code; wanted where an older Ithaca made it and the desk gets another key, which is wrapped for it
    /// then.
    #[serde(default)]
    pub recovery: Option<Secret>,
    /// The task id for progress and cancellation: the desk may be put under another key.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// Proposes a recovery code. It counts once part of it was typed back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct VaultProposeRecovery {
    /// The passphrase or the recovery code before; wanted once there is a passphrase.
    pub proof: Option<TypedProof>,
}

/// A recovery code, shown this once.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProposedRecovery {
    /// Its groups, to be written down.
    pub groups: Vec<String>,
    /// Which group is asked back, counted from 1.
    pub ask_back: u8,
}

/// Types part of a proposed recovery code back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VaultConfirmRecovery {
    /// The group that was asked back.
    pub typed: Secret,
    /// The task id for progress and cancellation: the desk may be put under another key.
    #[serde(default)]
    pub task: Option<TaskId>,
}

/// Takes the recovery code away: a copy that got into wrong hands opens nothing more.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct VaultRemoveRecovery {
    /// The passphrase or the code itself; wanted once there is a passphrase.
    pub proof: Option<TypedProof>,
    /// The task id for progress and cancellation: the desk may be put under another key.
    pub task: Option<TaskId>,
}
