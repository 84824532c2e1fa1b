//! `relationship …`.

use ithaca_core::App;
use ithaca_core::commands::{
    Cadence, CadenceUnit, RelationshipFields, RelationshipList, RelationshipStart,
    relationship_list, relationship_start,
};
use ithaca_core::locale::Message;

use super::{said, who};
use crate::arguments::{RelationshipAsked, RelationshipVerb};
use crate::failure::{Explained as _, Result};
use crate::printed::{Printed, all_pages};

pub(crate) fn run(app: &App, verb: RelationshipVerb) -> Result<Printed> {
    match verb {
        RelationshipVerb::List { text, role, ended } => {
            let asked = RelationshipList {
                role: role.map(Into::into),
                with_ended: ended,
                text: text.unwrap_or_default(),
                ..RelationshipList::default()
            };
            let rows = all_pages(app, |page| {
                relationship_list(
                    app,
                    RelationshipList {
                        page,
                        ..asked.clone()
                    },
                )
            })?;
            Ok(Printed::list(app, &rows, |row| {
                format!("{}  {}", row.id, said::relationship(app, row))
            }))
        }
        RelationshipVerb::Start(asked) => start(app, asked),
    }
}

fn start(app: &App, asked: RelationshipAsked) -> Result<Printed> {
    let weeks = asked.weeks.map(|every| Cadence {
        every,
        unit: CadenceUnit::Week,
    });
    let months = asked.months.map(|every| Cadence {
        every,
        unit: CadenceUnit::Month,
    });
    let fields = RelationshipFields {
        role: asked.role.into(),
        kind: asked.kind.into(),
        topic: asked.topic,
        programme: asked.programme,
        started_on: None,
        ends_on: None,
        cadence: weeks.or(months),
    };
    let person_id = who::person(app, &asked.who)?;
    let request = RelationshipStart {
        person_id,
        fields,
        phase: asked.phase.map(Into::into),
    };
    let row = relationship_start(app, request).explained(app)?;
    let started = app
        .locale()
        .say(&Message::new("cli_started").with("name", &row.name));
    Ok(Printed::new(&[format!("{}  {started}", row.id)], &row))
}
