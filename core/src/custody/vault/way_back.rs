//! The commands of a desk that does not open: what is wrong with it, and the way back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::backups::{BackupId, BackupRestored};
use super::damage::{ClosedDesk, Damage, WayBack};
use super::model::TypedProof;
use crate::app::App;
use crate::error::{Error, Result};
use crate::keys::Proof;
use crate::locale::Message;

/// Asks for the diagnosis of a desk that does not open; a proof is tried first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct DamageShow {
    /// The passphrase or the recovery code.
    pub proof: Option<TypedProof>,
}

/// The diagnosis of a desk's damaged files, and the recovery options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DamageShown {
    /// The damage, in a sentence or two.
    pub sentence: String,
    /// The data folder, to be read, not opened.
    pub folder: String,
    /// True where a newer Ithaca wrote it: nothing is damaged, and nothing is put in its place.
    pub newer: bool,
    /// The newest backup that is whole, checked to the last page just now.
    pub way_back: Option<WayBack>,
    /// Whether the passphrase or the recovery code would open more than was looked at.
    pub asks_for_proof: bool,
}

/// Restores a backup in the place of a desk that does not open. The old files are kept aside.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DamageRestore {
    /// The backup's id.
    pub id: BackupId,
    /// The passphrase or the recovery code; wanted where this device does not open the backup.
    #[serde(default)]
    pub proof: Option<TypedProof>,
}

/// Moves a desk that does not open aside, byte for byte as it is, and makes a new, empty one.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct DamageStartNew {
    /// The passphrase or the recovery code; with it they open the new desk, too.
    pub proof: Option<TypedProof>,
}

/// The result of starting anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DamageStartedNew {
    /// The name, in the data folder, under which the database of before is kept.
    pub kept_as: String,
}

/// Diagnoses a desk that does not open, with a backup to restore; none where its files are not at fault. With a
/// proof that opens it, it is open then.
pub fn damage_show(app: &App, request: DamageShow) -> Result<Option<DamageShown>> {
    if !app.is_locked() {
        return Ok(None);
    }
    let proof = request.proof.as_ref().map(TypedProof::as_proof);
    if let Some(proof) = proof {
        match app.unlock(proof) {
            Ok(()) => return Ok(None),
            // Nothing could be proved to a key file that is not there.
            Err(Error::Keys(text)) => *app.refused() = Some(Error::Keys(text)),
            Err(error) if ClosedDesk::at(app.folder(), None).damage(&error).is_some() => {
                *app.refused() = Some(error);
            }
            Err(error) => return Err(error),
        }
    }
    let desk = ClosedDesk::at(app.folder(), proof);
    let Some(damage) = app.refused().as_ref().and_then(|error| desk.damage(error)) else {
        return Ok(None);
    };
    let newer = damage == Damage::Newer;
    let way_back = if newer { None } else { desk.way_back()? };
    Ok(Some(DamageShown {
        sentence: damage.sentence(&app.locale()),
        folder: app.folder().to_string_lossy().into_owned(),
        newer,
        asks_for_proof: proof.is_none() && !newer && desk.asks_for_proof(),
        way_back,
    }))
}

/// Puts a backup in the place of a desk that does not open, and opens it.
pub fn damage_restore(app: &App, request: DamageRestore) -> Result<BackupRestored> {
    let proof = request.proof.as_ref().map(TypedProof::as_proof);
    let restored = damaged(app, proof)?.restore(&request.id, app.now())?;
    app.open_again(proof)?;
    Ok(restored)
}

/// Moves a desk that does not open aside and opens a new, empty one.
pub fn damage_start_new(app: &App, request: DamageStartNew) -> Result<DamageStartedNew> {
    let proof = request.proof.as_ref().map(TypedProof::as_proof);
    let kept_as = damaged(app, proof)?.start_new(app.now())?;
    app.open_again(proof)?;
    Ok(DamageStartedNew { kept_as })
}

/// The desk, if its files keep it from opening and may be moved.
fn damaged<'a>(app: &'a App, proof: Option<Proof<'a>>) -> Result<ClosedDesk<'a>> {
    let desk = ClosedDesk::at(app.folder(), proof);
    let damage = app.refused().as_ref().and_then(|error| desk.damage(error));
    match damage {
        Some(damage) if damage != Damage::Newer && app.is_locked() => Ok(desk),
        _ => Err(Error::Conflict(Message::new("error_not_damaged"))),
    }
}
