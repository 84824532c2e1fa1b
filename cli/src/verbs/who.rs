//! Whom or what a word on the line means: an id, or the start of a name that fits one only.

use chrono::{NaiveDate, NaiveDateTime};
use ithaca_core::App;
use ithaca_core::commands::{
    ApiError, ErrorCode, MeetingId, PersonId, PersonList, PersonRow, RelationshipId,
    RelationshipList, RelationshipRow, person_list, relationship_list,
};
use ithaca_core::date_words::Facing;
use ithaca_core::error::Error;
use ithaca_core::locale::Message;
use ithaca_core::text::{Folded, words_begin};
use ithaca_core::time::LocalTime;

use crate::failure::{Explained as _, Failure, Result};

/// A person's id.
pub(crate) fn person(app: &App, text: &str) -> Result<PersonId> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let request = PersonList {
        text: text.to_owned(),
        ..PersonList::default()
    };
    let rows: Vec<PersonRow> = person_list(app, request).explained(app)?.items;
    let typed = Folded::of(text.trim());
    let exact: Vec<&PersonRow> = rows.iter().filter(|row| row.name == text).collect();
    let same: Vec<&PersonRow> = rows
        .iter()
        .filter(|row| Folded::of(&row.name).is(&typed))
        .collect();
    match (exact.as_slice(), same.as_slice(), rows.as_slice()) {
        ([one], _, _) | (_, [one], _) => Ok(one.id),
        (_, _, [one]) => Ok(one.id),
        (_, _, []) => Err(nobody(app, "cli_nobody_fits", text)),
        (_, _, many) => Err(ambiguous(
            app,
            text,
            many.iter().map(|row| row.name.as_str()),
        )),
    }
}

/// A relationship's id.
pub(crate) fn room(app: &App, text: &str) -> Result<RelationshipId> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    // Rooms have their topics in the index as well; a name that fits decides before they do.
    let request = RelationshipList {
        text: text.to_owned(),
        with_ended: true,
        ..RelationshipList::default()
    };
    let rows: Vec<RelationshipRow> = relationship_list(app, request).explained(app)?.items;
    let named: Vec<&RelationshipRow> = rows
        .iter()
        .filter(|row| words_begin(text, &row.name) || words_begin(text, &row.called))
        .collect();
    match (named.as_slice(), rows.as_slice()) {
        ([one], _) => Ok(one.id),
        ([], [one]) => Ok(one.id),
        ([], []) => {
            let found = person(app, text)?;
            let name = person_list(
                app,
                PersonList {
                    text: text.to_owned(),
                    ..PersonList::default()
                },
            )
            .explained(app)?
            .items
            .into_iter()
            .find(|row| row.id == found)
            .map_or_else(|| text.to_owned(), |row| row.name);
            Err(refused(
                app,
                ErrorCode::NotFound,
                &Message::new("cli_no_room").with("name", name),
            ))
        }
        _ => Err(ambiguous(
            app,
            text,
            rows.iter().map(|row| row.name.as_str()),
        )),
    }
}

/// A meeting's id.
pub(crate) fn meeting(app: &App, text: &str) -> Result<MeetingId> {
    text.parse()
        .map_err(|_| Failure::core(&Error::NotFound { what: "meeting" }, &app.locale()))
}

/// A date as people write it, where it lies: what is due lies ahead, what was lies back.
pub(crate) fn date(app: &App, text: &str, facing: Facing) -> Result<NaiveDate> {
    let speaker = app.speaker().facing(facing);
    let said = speaker.day(text).or_else(|| speaker.day_by(text));
    let said = said.filter(|said| said.time.is_none());
    let wrong = || Message::new("cli_date_wrong").with("text", text);
    said.map(|said| said.day)
        .ok_or_else(|| Failure::usage_about(app, &wrong()))
}

/// A date and a time on the wall.
pub(crate) fn moment(app: &App, on: &str, at: &str, facing: Facing) -> Result<LocalTime> {
    let wrong = || Message::new("cli_time_wrong").with("text", at);
    let time = app
        .speaker()
        .time(at)
        .ok_or_else(|| Failure::usage_about(app, &wrong()))?;
    // What is planned lies ahead; what already took place may be entered as well.
    let day = date(app, on, facing).or_else(|_| date(app, on, Facing::Anywhere))?;
    Ok(LocalTime(NaiveDateTime::new(day, time)))
}

/// Several things fit a word.
pub(crate) fn ambiguous<'a>(
    app: &App,
    text: &str,
    names: impl Iterator<Item = &'a str>,
) -> Failure {
    let names: Vec<&str> = names.take(5).collect();
    let message = Message::new("cli_ambiguous")
        .with("text", text)
        .with("names", names.join(", "));
    Failure::core(&Error::invalid("who", message), &app.locale())
}

/// Nothing fits a word.
pub(crate) fn nobody(app: &App, key: &'static str, text: &str) -> Failure {
    refused(
        app,
        ErrorCode::NotFound,
        &Message::new(key).with("text", text),
    )
}

fn refused(app: &App, code: ErrorCode, message: &Message) -> Failure {
    Failure::Core(ApiError {
        code,
        message: app.locale().say(message),
        field: Some("who".to_owned()),
    })
}
