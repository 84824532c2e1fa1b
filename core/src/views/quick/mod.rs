//! Quick-add: one line from anywhere, which says what it is, with whom, for which goal and until when. What a line means
//! is read here and nowhere else; the window and the terminal show what was understood.

mod adding;
mod model;
mod reading;

pub use model::*;

use crate::app::App;
use crate::error::Result;
use crate::text;

/// Reads a line without keeping it.
pub fn quick_read(app: &App, request: QuickLine) -> Result<QuickMeant> {
    app.read(|conn| reading::read(conn, app, &request))
}

/// Keeps a line as what it is.
pub fn quick_add(app: &App, request: QuickLine) -> Result<QuickAdded> {
    let kind = quick_read(app, request.clone())?.kind;
    text::note_signs(&request.line);
    app.write(adding::label(kind), |tx| {
        let meant = reading::read(tx, app, &request)?;
        adding::add(tx, app, meant)
    })
}
