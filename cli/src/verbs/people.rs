//! `person …`.

use ithaca_core::App;
use ithaca_core::commands::{
    PersonAdd, PersonFields, PersonList, PersonShow, RelationshipList, person_add, person_list,
    person_show, relationship_list,
};
use ithaca_core::locale::Message;

use super::{said, who};
use crate::arguments::PersonVerb;
use crate::failure::{Explained as _, Result};
use crate::printed::{Printed, all_pages};

pub(crate) fn run(app: &App, verb: PersonVerb) -> Result<Printed> {
    match verb {
        PersonVerb::Add(asked) => {
            let fields = PersonFields {
                name: asked.name,
                called: asked.called,
                pronoun: asked.pronoun.map(Into::into),
                organisation: asked.organisation,
                position: asked.position,
                zone: asked.zone,
                email: asked.email,
                phone: asked.phone,
                link: asked.link,
                how_met: asked.how_met,
                ..PersonFields::default()
            };
            let person = person_add(app, PersonAdd { fields }).explained(app)?;
            let added = app
                .locale()
                .say(&Message::new("cli_added").with("title", &person.fields.name));
            Ok(Printed::new(&[format!("{}  {added}", person.id)], &person))
        }
        PersonVerb::List { text } => {
            let text = text.unwrap_or_default();
            let rows = all_pages(app, |page| {
                person_list(
                    app,
                    PersonList {
                        text: text.clone(),
                        page,
                    },
                )
            })?;
            Ok(Printed::list(app, &rows, |row| {
                format!("{}  {}", row.id, said::person(app, row))
            }))
        }
        PersonVerb::Show { who } => show(app, &who),
    }
}

fn show(app: &App, text: &str) -> Result<Printed> {
    let id = who::person(app, text)?;
    let detail = person_show(app, PersonShow { id }).explained(app)?;
    let fields = &detail.person.fields;
    let mut lines = vec![format!("{}  {}", id, fields.name)];
    if detail.person.called_as != fields.name {
        lines.push(format!("  {}", detail.person.called_as));
    }
    let theirs = detail
        .their_time
        .map(|time| app.locale().day_and_time(time.0, app.today()));
    for fact in [
        &fields.position,
        &fields.organisation,
        &fields.zone.clone().unwrap_or_default(),
        &theirs.unwrap_or_default(),
        &fields.email,
        &fields.phone,
        &fields.link,
        &fields.strengths,
        &fields.how_met,
    ] {
        if !fact.is_empty() {
            lines.push(format!("  {fact}"));
        }
    }
    let request = RelationshipList {
        person: Some(id),
        with_ended: true,
        ..RelationshipList::default()
    };
    for room in relationship_list(app, request).explained(app)?.items {
        lines.push(format!("{}  {}", room.id, said::relationship(app, &room)));
    }
    Ok(Printed::new(&lines, &detail))
}
