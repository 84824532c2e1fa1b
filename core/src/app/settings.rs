//! Language, zone, clock, look: how this person reads, kept in one row.

use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::place;
use crate::app::App;
use crate::changes::Topic;
use crate::clock::Millis;
use crate::column::{Stored, is};
use crate::concept::Concept;
use crate::db::{read_word, read_word_option, word};
use crate::edit;
use crate::error::{Error, Result};
use crate::locale::{Language, Message};
use crate::{limits, text, time};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Settings),
    tables: TABLES,
    found: &[],
};

const TABLES: &[Stored] = {
    use crate::column::Columns::{Each, Group, Here, Key};
    use crate::column::Holds::{Checked, Id, Line, TimeOfDay, Until, Word, Zone};
    &[Stored::of(
        "settings",
        &[
            Key(&[("id", Id)]),
            Each(&[
                ("my_name", Line),
                ("my_side", Checked),
                ("language", Checked),
                ("zone", Zone),
                ("first_day", Checked),
                ("hours_24", Checked),
                ("theme", Checked),
                ("letter_keys", Checked),
                ("remind_early", Checked),
                ("remind_late", Checked),
                ("days_off", Checked),
                ("paused_until", Until),
                ("notice_detail", Checked),
                ("first_run_done", Checked),
                ("passphrase_offered", Checked),
                ("blur_private", Checked),
                ("calendar_detail", Word(is::<CalendarDetail>)),
            ]),
            Group(&[("quiet_from", TimeOfDay), ("quiet_until", TimeOfDay)]),
            Here(&[
                ("zoom", Checked),
                ("sidebar_width", Checked),
                ("backup_folder", Checked),
                ("backup_budget", Checked),
                ("lock_after", Checked),
                ("calendar_file", Checked),
                ("zone_rules", Checked),
            ]),
        ],
    )]
};

/// Which side of mentoring this person starts from. Only changes what is offered first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MySide {
    /// Has mentors.
    Mentee,
    /// Has mentees.
    Mentor,
    /// Has both.
    Both,
}

/// Light, dark, or as the system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system is.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the person chose. What is absent follows the system or the language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What the app calls this person; may be empty.
    pub my_name: String,
    /// Which side they start from.
    pub my_side: MySide,
    /// The interface's language.
    pub language: Option<Language>,
    /// IANA name of the zone they live in.
    pub zone: Option<String>,
    /// First day of the week, ISO: 1 Monday, 6 Saturday, 7 Sunday.
    pub first_day: Option<u8>,
    /// 24-hour clock.
    pub hours_24: Option<bool>,
    /// Light or dark.
    pub theme: Theme,
    /// Size of everything, in per cent, 50 to 300.
    pub zoom: u16,
    /// How wide the sidebar is, in pixels at a size of 100 per cent, within [`limits::SIDEBAR`].
    pub sidebar_width: u16,
    /// Whether single letters are shortcuts outside fields.
    pub letter_keys: bool,
    /// Minutes before a meeting for the early reminder; 0 for none.
    pub remind_early: u32,
    /// Minutes before a meeting for the late reminder; 0 for none.
    pub remind_late: u32,
    /// When pop-ups wait, every day.
    pub quiet_hours: Option<QuietHours>,
    /// Days on which pop-ups wait, ISO weekdays, 1 Monday to 7 Sunday.
    pub days_off: Vec<u8>,
    /// No pop-up at all before this instant; [`Millis::FOR_GOOD`] until the person says otherwise.
    pub paused_until: Option<Millis>,
    /// How much a pop-up tells to whoever looks over a shoulder.
    pub notice_detail: NoticeDetail,
    /// Minutes without a touch until the desk locks, 0 to 1440; 0 for never.
    pub lock_after: u32,
    /// Whether what is private is blurred on the screen while another program is in use.
    pub blur_private: bool,
}

/// When pop-ups wait, on the wall here. The end may lie before the start: over midnight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From this time of day, `HH:MM`.
    pub from: String,
    /// Until this one.
    pub until: String,
}

/// How much a pop-up tells. Never a word of a note, at any level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeDetail {
    /// That something waits.
    Nothing,
    /// Who it is about.
    Names,
    /// Who and what for.
    Details,
}

/// How much a calendar file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CalendarDetail {
    /// That the time is taken.
    Busy,
    /// Titles and names.
    #[default]
    Titles,
    /// Titles, names and the agenda.
    Agenda,
}

/// Asks for the settings.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct SettingsShow {}

/// Replaces the settings.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettingsChange {
    /// All of them, as they shall be.
    pub settings: Settings,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<Settings>,
}

/// Says the first run is over.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct FirstRunFinish {}

/// The settings.
pub fn settings_show(app: &App, _request: SettingsShow) -> Result<Settings> {
    app.read(current)
}

/// Changes the settings; language and zone take effect at once.
pub fn settings_change(app: &App, request: SettingsChange) -> Result<Settings> {
    // In force before anybody is told that they changed; out of force again if they could not be kept.
    let saved = app.write_for_good(|tx| {
        let shown = request.shown.as_ref();
        let settings = edit::merged(CONCEPT.columns(), &current(tx)?, shown, request.settings)?;
        let settings = sound(settings)?;
        save(tx, &settings)?;
        place::enforce(app, &settings);
        Ok(settings)
    });
    if saved.is_err() {
        place::load(app)?;
    }
    saved
}

/// Settings within their bounds, or the first field that is not.
fn sound(mut settings: Settings) -> Result<Settings> {
    settings.my_name = text::line("my_name", &settings.my_name)?;
    if let Some(name) = &settings.zone {
        settings.zone = Some(time::zone("zone", name)?.name().to_owned());
    }
    let out_of_range = |field| Error::invalid(field, Message::new("error_number_range"));
    if settings
        .first_day
        .is_some_and(|day| ![1, 6, 7].contains(&day))
    {
        return Err(out_of_range("first_day"));
    }
    if !(50..=300).contains(&settings.zoom) {
        return Err(out_of_range("zoom"));
    }
    if !limits::SIDEBAR.contains(&settings.sidebar_width) {
        return Err(out_of_range("sidebar_width"));
    }
    if settings.remind_early > 43_200 {
        return Err(out_of_range("remind_early"));
    }
    if settings.remind_late > 43_200 {
        return Err(out_of_range("remind_late"));
    }
    let until = settings.paused_until;
    if until.is_some_and(|until| !until.is_sound() && until != Millis::FOR_GOOD) {
        return Err(out_of_range("paused_until"));
    }
    if settings.lock_after > 1440 {
        return Err(out_of_range("lock_after"));
    }
    if let Some(quiet) = &settings.quiet_hours {
        let (from, until) = (
            time_of_day("quiet_from", &quiet.from)?,
            time_of_day("quiet_until", &quiet.until)?,
        );
        if from == until {
            return Err(Error::invalid(
                "quiet_until",
                Message::new("error_quiet_hours_empty"),
            ));
        }
    }
    settings.days_off.sort_unstable();
    settings.days_off.dedup();
    if settings.days_off.iter().any(|day| !(1..=7).contains(day)) {
        return Err(out_of_range("days_off"));
    }
    Ok(settings)
}

/// Ends the first run for good.
pub fn first_run_finish(app: &App, _request: FirstRunFinish) -> Result<()> {
    app.write_for_good(|tx| {
        tx.execute("UPDATE settings SET first_run_done = 1", [])?;
        Ok(())
    })
}

/// The settings' row.
pub(crate) fn current(conn: &Connection) -> Result<Settings> {
    Ok(conn
        .prepare_cached(
            "SELECT my_name, my_side, language, zone, first_day, hours_24, theme, zoom, letter_keys,
                remind_early, remind_late, quiet_from, quiet_until, days_off, paused_until, notice_detail, lock_after,
                blur_private, sidebar_width
             FROM settings WHERE id = 1",
        )?
        .query_row([], from_row)?)
}

/// Lets pop-ups pause until then, or no longer.
pub(crate) fn pause_until(conn: &Connection, until: Option<Millis>) -> Result<()> {
    conn.execute("UPDATE settings SET paused_until = ?1", [until])?;
    Ok(())
}

/// Keeps where the calendar file lies that is kept up to date; none where none is.
pub(crate) fn keep_calendar_file(conn: &Connection, path: Option<&str>) -> Result<()> {
    conn.execute("UPDATE settings SET calendar_file = ?1", [path])?;
    Ok(())
}

/// Keeps how much a calendar file says.
pub(crate) fn keep_calendar_detail(conn: &Connection, detail: CalendarDetail) -> Result<()> {
    conn.execute("UPDATE settings SET calendar_detail = ?1", [word(detail)])?;
    Ok(())
}

fn days_of(bits: u8) -> Vec<u8> {
    (1..=7).filter(|day| bits & (1 << (day - 1)) != 0).collect()
}

/// A time of day as `HH:MM`, or a sentence at the field.
pub(crate) fn time_of_day(field: &'static str, text: &str) -> Result<chrono::NaiveTime> {
    chrono::NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| Error::invalid(field, Message::new("error_time_of_day")))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Settings> {
    Ok(Settings {
        my_name: row.get("my_name")?,
        my_side: read_word(row, "my_side")?,
        language: read_word_option(row, "language")?,
        zone: row.get("zone")?,
        first_day: row.get("first_day")?,
        hours_24: row.get("hours_24")?,
        theme: read_word(row, "theme")?,
        zoom: row.get("zoom")?,
        sidebar_width: row.get("sidebar_width")?,
        letter_keys: row.get("letter_keys")?,
        remind_early: row.get("remind_early")?,
        remind_late: row.get("remind_late")?,
        quiet_hours: row
            .get::<_, Option<String>>("quiet_from")?
            .zip(row.get("quiet_until")?)
            .map(|(from, until)| QuietHours { from, until }),
        days_off: days_of(row.get("days_off")?),
        paused_until: row.get("paused_until")?,
        notice_detail: read_word(row, "notice_detail")?,
        lock_after: row.get("lock_after")?,
        blur_private: row.get("blur_private")?,
    })
}

fn save(conn: &Connection, settings: &Settings) -> Result<()> {
    conn.execute(
        "UPDATE settings SET my_name = ?1, my_side = ?2, language = ?3, zone = ?4, first_day = ?5,
                hours_24 = ?6, theme = ?7, zoom = ?8, letter_keys = ?9, remind_early = ?10,
                remind_late = ?11, quiet_from = ?12, quiet_until = ?13, days_off = ?14, paused_until = ?15,
                notice_detail = ?16, lock_after = ?17, blur_private = ?18, sidebar_width = ?19
         WHERE id = 1",
        rusqlite::params![
            settings.my_name,
            word(settings.my_side),
            settings.language.and_then(word),
            settings.zone,
            settings.first_day,
            settings.hours_24,
            word(settings.theme),
            settings.zoom,
            settings.letter_keys,
            settings.remind_early,
            settings.remind_late,
            settings.quiet_hours.as_ref().map(|quiet| &quiet.from),
            settings.quiet_hours.as_ref().map(|quiet| &quiet.until),
            settings.days_off.iter().fold(0u8, |bits, day| bits | 1 << (day - 1)),
            settings.paused_until,
            word(settings.notice_detail),
            settings.lock_after,
            settings.blur_private,
            settings.sidebar_width,
        ],
    )?;
    Ok(())
}

/// What I am called; empty where nobody said.
pub(crate) fn my_name(conn: &Connection) -> Result<String> {
    Ok(conn
        .prepare_cached("SELECT my_name FROM settings WHERE id = 1")?
        .query_row([], |row| row.get(0))?)
}
