//! The slot of this device: in the system's keychain, or in the file itself where none answers.

use std::sync::mpsc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::key::DatabaseKey;
use super::slot::{Opener, Slot};
use super::wrap;
use crate::error::{Error, Result};

/// The name our entries have in the keychain.
const SERVICE: &str = "app.ithaca.desk";

/// How long a keychain may think: it may be asking the person for its own password.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whether this program may ask the system's keychain. Tests and throw-away desks leave it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keychain {
    /// It is asked.
    Asked,
    /// It is left alone.
    #[default]
    Alone,
}

/// The storage of the key on this device: a file or the keychain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DevicePlace {
    /// The system's keychain, open while this account is signed in.
    Keychain,
    /// `keys.json` itself, which only this account may read. Who copies the whole folder has both.
    File,
}

pub(super) fn place(slot: &Slot) -> Option<DevicePlace> {
    match slot {
        Slot::Device { .. } => Some(DevicePlace::File),
        Slot::Keychain { .. } => Some(DevicePlace::Keychain),
        Slot::Passphrase(_) | Slot::Recovery(_) => None,
    }
}

/// Opens a device slot: the key in the slot. None for other slots, and where the keychain does not give it.
pub(super) fn open(slot: &Slot, keychain: Keychain) -> Result<Option<DatabaseKey>> {
    match slot {
        Slot::Device { key } => DatabaseKey::from_hex(key).map(Some),
        Slot::Keychain { account, sealed } if keychain == Keychain::Asked => {
            let fetched = ask(account, |entry| entry.get_secret());
            let under = fetched
                .map(Zeroizing::new)
                .and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok())
                .map(Zeroizing::new);
            Ok(under.and_then(|under| sealed.open(&under, Opener::Keychain)))
        }
        _ => Ok(None),
    }
}

/// A key-encryption key stored in the system's keychain.
pub(super) struct Held {
    account: String,
    under: Zeroizing<[u8; 32]>,
}

impl Held {
    pub(super) fn slot(&self, key: &DatabaseKey) -> Result<Slot> {
        Ok(Slot::Keychain {
            account: self.account.clone(),
            sealed: wrap::seal(key, &self.under, Opener::Keychain)?,
        })
    }
}

/// Stores a new key-encryption key in the keychain; none where there is no keychain to ask.
pub(super) fn hold(keychain: Keychain) -> Result<Option<Held>> {
    if keychain == Keychain::Alone {
        return Ok(None);
    }
    let account = Uuid::new_v4().to_string();
    let under = wrap::random::<32>()?;
    let secret = under.clone();
    let stored = ask(&account, move |entry| entry.set_secret(secret.as_slice()));
    // Some services take a secret and lose it: only what can be read back counts.
    let read_back = stored.and_then(|()| ask(&account, |entry| entry.get_secret()));
    let kept =
        read_back.map(Zeroizing::new).as_deref().map(Vec::as_slice) == Some(under.as_slice());
    Ok(kept.then_some(Held { account, under }))
}

pub(super) fn in_file(key: &DatabaseKey) -> Slot {
    Slot::Device { key: key.hex() }
}

/// Deletes a slot's secret from the keychain. One that stays behind opens nothing any more.
pub(super) fn forget(slot: &Slot) {
    if let Slot::Keychain { account, .. } = slot {
        ask(account, |entry| entry.delete_credential());
    }
}

/// One question to the keychain, in a thread of its own: a service that hangs holds up nobody for
/// longer than the patience.
fn ask<T: Send + 'static>(
    account: &str,
    question: impl FnOnce(&keyring::v1::Entry) -> keyring::Result<T> + Send + 'static,
) -> Option<T> {
    let account = account.to_owned();
    let (tell, told) = mpsc::channel();
    std::thread::Builder::new()
        .name("keychain".to_owned())
        .spawn(move || {
            let answer =
                keyring::v1::Entry::new(SERVICE, &account).and_then(|entry| question(&entry));
            // Nobody waits any more if the patience has run out.
            let _ = tell.send(answer);
        })
        .map_err(Error::from)
        .ok()?;
    match told.recv_timeout(PATIENCE) {
        Ok(Ok(answer)) => Some(answer),
        Ok(Err(_)) => {
            tracing::info!("the keychain has no answer");
            None
        }
        Err(_) => {
            tracing::warn!("the keychain does not answer");
            None
        }
    }
}
