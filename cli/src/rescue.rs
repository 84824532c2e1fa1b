//! What can be done with a desk that does not open.

use std::path::Path;

use ithaca_core::App;
use ithaca_core::clock::{Clock as _, Millis, SystemClock};
use ithaca_core::commands::{ApiError, BackupId, BackupRestored, TypedProof};
use ithaca_core::error::Error;
use ithaca_core::locale::{Locale, Message};
use ithaca_core::vault::damage::{ClosedDesk, Damage};

use crate::arguments::Verb;
use crate::failure::{Failure, Result};
use crate::printed::{Printed, say};
use crate::unlock;

/// What a person knows of a desk that does not open, asked only where it would help.
pub(crate) fn proof(
    folder: &Path,
    file: Option<&Path>,
    locale: &Locale,
) -> Result<Option<TypedProof>> {
    if ClosedDesk::at(folder, None).asks_for_proof() {
        unlock::ask(locale, file)
    } else {
        Ok(None)
    }
}

/// Answers a verb on a folder whose desk failed to open with `error`: `restore` and `rescue` work all the
/// same, the others say what is wrong and name the way back.
pub(crate) fn without_desk(
    verb: &Verb,
    desk: &ClosedDesk<'_>,
    error: &Error,
    locale: &Locale,
) -> Result<Printed> {
    let Some(damage) = desk.damage(error) else {
        return Err(Failure::core(error, locale));
    };
    let failed = |error: Error| Failure::core(&error, locale);
    let now = Millis::from(SystemClock.now());
    // A desk of a newer Ithaca is not damaged: nothing is put in its place.
    let damaged = damage != Damage::Newer;
    match verb {
        Verb::Restore { id } if damaged => {
            let id: BackupId = id.parse().map_err(failed)?;
            let restored = desk.restore(&id, now).map_err(failed)?;
            Ok(told(&restored, locale))
        }
        Verb::Rescue { restore: true, .. } if damaged => {
            let way = desk
                .way_back()
                .map_err(failed)?
                .ok_or_else(|| failed(Error::NotFound { what: "backup" }))?;
            let restored = desk.restore(&way.id, now).map_err(failed)?;
            Ok(told(&restored, locale))
        }
        Verb::Rescue {
            start_new: true, ..
        } if damaged => {
            let name = desk.start_new(now).map_err(failed)?;
            let message = Message::new("cli_started_new").with("name", &name);
            let answer = serde_json::json!({ "kept_as": name });
            Ok(Printed::new(&[locale.say(&message)], &answer))
        }
        _ => {
            let way = desk.way_back().map_err(failed)?;
            let hint = match way {
                Some(way) => Message::new("cli_way_back").with("id", way.id.to_string()),
                None => Message::new("cli_no_way_back"),
            };
            let mut answer = ApiError::from_error(error, locale);
            answer.message = damage.sentence(locale);
            if damaged {
                answer.message = format!("{} {}", answer.message, locale.say(&hint));
            }
            Err(Failure::Core(answer))
        }
    }
}

/// What a restore did, in words.
pub(crate) fn told(restored: &BackupRestored, locale: &Locale) -> Printed {
    let message = Message::new("cli_restored")
        .with("id", restored.id.to_string())
        .with("name", &restored.kept_as);
    Printed::new(&[locale.say(&message)], restored)
}

/// The desk opens: there is nothing to rescue.
pub(crate) fn not_needed(app: &App) -> Printed {
    Printed::new(&[say(app, "cli_rescue_not_needed")], &serde_json::json!({}))
}
