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
        let text = without(line, &due);
        if of == DayOf::Appointment {
            return Some((text, Some(due.said)));
        }
        if text.is_empty() {
            return None;
        }
        // What has a day and no time keeps the hour that was said among its words.
        let hour = due.said.time.filter(|_| due.said.names_hour);
        let text = match hour {
            Some(time) => {
                let time = app.locale().time(due.said.day.and_time(time));
                format!("{text}, {time}")
            }
            None => text,
        };
        Some((text, Some(due.said)))
    });
    split.unwrap_or_else(|| (line.to_owned(), None))
}

/// A line without the day in it.
fn without(line: &str, due: &Due) -> String {
    let before = line.get(..due.place.start).unwrap_or(line);
    let before = before.trim_end_matches([' ', ',']);
    let behind = line.get(due.place.end..).unwrap_or_default().trim();
    if before.is_empty() || behind.is_empty() {
        format!("{before}{behind}")
    } else {
        format!("{before} {behind}")
    }
}
