//! Where and how this person reads: language, clock and zone, kept in memory because every sentence needs them.

use chrono_tz::Tz;
use rusqlite::Connection;

use super::settings::{Settings, current};
use crate::app::App;
use crate::error::Result;
use crate::locale::{Language, Locale};

/// Where and how this person reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) locale: Locale,
    /// The zone chosen in the settings; none follows the computer's.
    pub(super) zone: Option<Tz>,
}

/// How the system reads, for sentences said before the settings can be read.
pub(crate) fn system_locale() -> Locale {
    Locale {
        language: Language::of_system(),
        hours_24: true,
    }
}

/// Takes language and zone from the settings into the app.
pub(crate) fn load(app: &App) -> Result<()> {
    enforce(app, &app.read(current)?);
    Ok(())
}

/// Puts what the row says into force before it is committed, for whoever is told of the commit.
pub(crate) fn enforce_of(app: &App, conn: &Connection) -> Result<()> {
    enforce(app, &current(conn)?);
    Ok(())
}

/// Puts language and zone into force.
pub(super) fn enforce(app: &App, settings: &Settings) {
    let language = settings.language.unwrap_or_else(Language::of_system);
    let zone: Option<Tz> = settings.zone.as_deref().and_then(|name| name.parse().ok());
    app.set_place(
        Locale {
            language,
            hours_24: settings.hours_24.unwrap_or(true),
        },
        zone,
    );
}
