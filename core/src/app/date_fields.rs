//! What is typed into a field for a day, read as words for a day.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::date_words::Facing;
use crate::error::Result;
use crate::text;

/// Reads a day or a time as people say it, without keeping it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DateRead {
    /// What was typed, and nothing else: "Friday", "by June", "letzte Woche", "halb vier".
    pub text: String,
    /// Where the day lies: what is due lies ahead, what has happened lies back.
    #[serde(default)]
    #[ts(as = "Option<Facing>", optional)]
    pub facing: Facing,
}

/// What was meant: a day, a time, or both. Null what the words do not name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DateMeant {
    /// The day.
    pub day: Option<NaiveDate>,
    /// The time on it, if one was said.
    #[ts(type = "string | null")]
    pub time: Option<NaiveTime>,
}

/// Reads a day or a time as people say it.
pub fn date_read(app: &App, request: DateRead) -> Result<DateMeant> {
    let line = text::line("text", &request.text)?;
    let speaker = app.speaker().facing(request.facing);
    let said = speaker.day(&line).or_else(|| speaker.day_by(&line));
    Ok(match said {
        Some(said) => DateMeant {
            day: Some(said.day),
            time: said.time,
        },
        None => DateMeant {
            day: None,
            time: speaker.time(&line),
        },
    })
}
