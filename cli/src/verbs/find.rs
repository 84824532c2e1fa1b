//! `find …`.

use ithaca_core::App;
use ithaca_core::commands::{Find, find};

use super::said;
use crate::arguments::FindAsked;
use crate::failure::{Explained as _, Result};
use crate::printed::Printed;

/// What begins with these words, best first, at most fifty.
pub(crate) fn run(app: &App, asked: &FindAsked) -> Result<Printed> {
    let rows = find(
        app,
        Find {
            text: asked.text.join(" "),
            limit: Some(50),
        },
    )
    .explained(app)?;
    Ok(Printed::list(app, &rows, |row| {
        format!("{}  {}  {}", row.id, said::kind(app, row.kind), row.title)
    }))
}
