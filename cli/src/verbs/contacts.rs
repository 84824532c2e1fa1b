//! `contact …`.

use ithaca_core::App;
use ithaca_core::commands::{ContactLog, Side, contact_log};
use ithaca_core::date_words::Facing;
use ithaca_core::locale::Message;

use super::who;
use crate::arguments::ContactAsked;
use crate::failure::{Explained as _, Result};
use crate::printed::Printed;

pub(crate) fn run(app: &App, asked: ContactAsked) -> Result<Printed> {
    let request = ContactLog {
        relationship_id: who::room(app, &asked.who)?,
        kind: asked.kind.into(),
        begun_by: if asked.theirs {
            Side::Theirs
        } else {
            Side::Mine
        },
        happened_on: asked
            .on
            .map(|text| who::date(app, &text, Facing::Back))
            .transpose()?,
        text: asked.text,
        counts: asked.uncounted.then_some(false),
    };
    let contact = contact_log(app, request).explained(app)?;
    let said = Message::new("cli_logged").with("what", contact.name(app));
    let line = format!("{}  {}", contact.id, app.locale().say(&said));
    Ok(Printed::new(&[line], &contact))
}
