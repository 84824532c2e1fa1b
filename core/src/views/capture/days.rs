//! The day at a line's end, and the line without it.

use crate::app::App;
use crate::date_words::{Due, Said};

/// Which date a line ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOf {
    /// A due date.
    Due,
    /// The date of a meeting, which needs no word before it and may be all there is.
    Appointment,
    /// A date in the past.
    Past,
}

/// A line without the date at its end, and that date. Unless it plans a meeting a line that is nothing but a date stays
/// as it is.
pub(crate) fn split_day(app: &App, line: &str, of: DayOf) -> (String, Option<Said>) {
    let speaker = app.speaker();
    let found = match of {
        DayOf::Due => speaker.due(line),
        DayOf::Appointment => speaker.appointment(line),
        DayOf::Past => speaker.happened(line),
    };
    let split = found.and_then(|due| {
        let text = before(line, &due);
        (of == DayOf::Appointment || !text.is_empty()).then(|| (text.to_owned(), Some(due.said)))
    });
    split.unwrap_or_else(|| (line.to_owned(), None))
}

/// What stands before a day at a line's end.
fn before<'a>(line: &'a str, due: &Due) -> &'a str {
    let text = line.get(..due.place.start).unwrap_or(line);
    text.trim_end_matches([' ', ','])
}
