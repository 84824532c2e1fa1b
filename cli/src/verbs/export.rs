//! `export …`.

use ithaca_core::App;
use ithaca_core::commands::{CalendarExport, CalendarScope, calendar_export};
use ithaca_core::locale::Message;

use super::{record, who};
use crate::arguments::ExportVerb;
use crate::failure::{Explained as _, Result};
use crate::out;
use crate::printed::Printed;

pub(crate) fn run(app: &App, verb: ExportVerb) -> Result<Printed> {
    let (relationship, meeting, detail, path) = match verb {
        ExportVerb::Everything {
            out,
            private,
            record_passphrase,
        } => return record::export(app, out, private, record_passphrase.as_deref()),
        ExportVerb::Calendar {
            relationship,
            meeting,
            detail,
            out,
        } => (relationship, meeting, detail, out),
    };
    let scope = match (relationship, meeting) {
        (Some(text), _) => CalendarScope::Relationship(who::room(app, &text)?),
        (None, Some(id)) => CalendarScope::Meeting(who::meeting(app, &id)?),
        (None, None) => CalendarScope::All,
    };
    let shown = path.display().to_string();
    let handle = out::handle(app, path.clone());
    let request = CalendarExport {
        scope,
        detail: detail.map(Into::into),
        out: handle,
    };
    let exported = calendar_export(app, request).explained(app)?;
    let message = Message::new("cli_exported")
        .with("count", exported.events)
        .with("path", shown);
    Ok(Printed::new(&[app.locale().say(&message)], &exported).about(&path))
}
