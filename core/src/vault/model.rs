use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::keys::{DevicePlace, Secret};
use crate::locale::Language;
use crate::settings::Theme;

/// Asks whether the desk is locked, and which ways in there are.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct VaultShow {}

/// The lock and its ways in. All of it may be told while the desk is locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Vault {
    /// Whether the desk is locked.
    pub locked: bool,
    /// Whether its own files keep it from opening: `damage_show` says more.
    pub damaged: bool,
    /// Where this device keeps the key; absent if it asks every time.
    pub device: Option<DevicePlace>,
    /// When the passphrase was set; absent if there is none.
    pub passphrase: Option<Millis>,
    /// When the recovery code was made; absent if there is none.
    pub recovery: Option<Millis>,
    /// The language the person reads, for the lock screen.
    pub language: Language,
    /// Light or dark, for the lock screen.
    pub theme: Theme,
    /// Size of everything in per cent, for the lock screen.
    pub zoom: u16,
}

/// Locks the desk.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct VaultLock {}

/// Opens a locked desk.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VaultUnlock {
    /// What the person typed.
    pub proof: TypedProof,
}

/// What a person typed to prove that the desk is theirs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "typed", rename_all = "snake_case")]
pub enum TypedProof {
    /// The passphrase.
    Passphrase(Secret),
    /// The recovery code, with or without its gaps.
    Recovery(Secret),
}

/// Sets the passphrase, or another one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VaultSetPassphrase {
    /// The new one, at least eight characters.
    pub passphrase: Secret,
    /// The one before it, or the recovery code; wanted once there is a passphrase.
    pub proof: Option<TypedProof>,
    /// Whether this device still opens the desk without asking.
    pub keep_device: bool,
}

/// Takes the passphrase away: this device opens the desk without asking again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VaultRemovePassphrase {
    /// The passphrase or the recovery code.
    pub proof: TypedProof,
}

/// Lets this device open the desk without asking, or no longer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VaultKeepDevice {
    /// Whether it shall.
    pub on: bool,
    /// The passphrase or the recovery code; wanted once there is a passphrase.
    pub proof: Option<TypedProof>,
}

/// Proposes a recovery code. It counts once part of it was typed back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
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
pub struct VaultConfirmRecovery {
    /// The group that was asked back.
    pub typed: Secret,
}

/// Takes the recovery code away: a copy that got into wrong hands opens nothing more.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct VaultRemoveRecovery {
    /// The passphrase or the code itself; wanted once there is a passphrase.
    pub proof: Option<TypedProof>,
}
