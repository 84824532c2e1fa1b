//! Adding, changing, showing, merging and deleting people.

use super::model::{
    Person, PersonAdd, PersonChange, PersonDelete, PersonDetail, PersonFields, PersonId,
    PersonList, PersonMerge, PersonRow, PersonShow,
};
use super::store;
use crate::app::App;
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::locale::Message;
use crate::markdown;
use crate::page::Paged;
use crate::time::LocalTime;
use crate::{text, time};

/// Adds a person.
pub fn person_add(app: &App, request: PersonAdd) -> Result<Person> {
    let fields = parse(request.fields)?;
    let id = app.new_id();
    let now = app.now();
    app.write("change_person_add", |tx| {
        if let Some(introducer) = fields.introduced_by {
            store::find(tx, introducer)?;
        }
        store::insert(tx, id, &fields, now)?;
        store::find(tx, id)
    })
}

/// Replaces what is said of a person.
pub fn person_change(app: &App, request: PersonChange) -> Result<Person> {
    let now = app.now();
    app.write("change_person_change", |tx| {
        let before = store::find(tx, request.id)?;
        let fields = parse(edit::merged(
            super::CONCEPT.columns(),
            &before.fields,
            request.shown.as_ref(),
            request.fields,
        )?)?;
        if fields.introduced_by == Some(request.id) {
            return Err(Error::invalid(
                "introduced_by",
                Message::new("error_introduced_by_self"),
            ));
        }
        if let Some(introducer) = fields.introduced_by {
            store::find(tx, introducer)?;
        }
        store::update(tx, request.id, &fields, now)?;
        store::find(tx, request.id)
    })
}

/// A person and who stands around them.
pub fn person_show(app: &App, request: PersonShow) -> Result<PersonDetail> {
    let now = app.now();
    app.read(|conn| {
        let person = store::find(conn, request.id)?;
        let zone = person
            .fields
            .zone
            .as_deref()
            .and_then(|name| name.parse().ok());
        Ok(PersonDetail {
            their_time: zone.map(|zone| LocalTime::at(now, zone)),
            introduced: store::introduced(conn, request.id)?,
            alike: store::alike(conn, &person)?,
            strengths_html: markdown::html(&person.fields.strengths),
            how_met_html: markdown::html(&person.fields.how_met),
            person,
        })
    })
}

/// People by name.
pub fn person_list(app: &App, request: PersonList) -> Result<Paged<PersonRow>> {
    let rows = app.read(|conn| store::list(conn, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.sort_name, row.id])
    }))
}

/// Puts a person into the bin, with the rooms.
pub fn person_delete(app: &App, request: PersonDelete) -> Result<()> {
    let now = app.now();
    let entry = app.new_id::<()>();
    app.write("change_person_delete", |tx| {
        let person = store::find(tx, request.id)?;
        discard_person(tx, entry, &person, now)
    })
}

/// Makes one person of two entries. The kept entry's words win; what it lacks comes from the other.
pub fn person_merge(app: &App, request: PersonMerge) -> Result<Person> {
    if request.keep == request.absorb {
        return Err(Error::invalid("absorb", Message::new("error_merge_same")));
    }
    let now = app.now();
    let entry = app.new_id::<()>();
    app.write("change_person_merge", |tx| {
        let keep = store::find(tx, request.keep)?;
        let absorb = store::find(tx, request.absorb)?;
        store::unite(tx, request.keep, request.absorb)?;
        store::hand_over(tx, request.keep, request.absorb)?;
        let fields = completed(keep.fields, &absorb.fields, request.absorb, request.keep);
        store::update(tx, request.keep, &fields, now)?;
        discard_person(tx, entry, &absorb, now)?;
        store::find(tx, request.keep)
    })
}

fn discard_person(
    tx: &crate::db::Write<'_>,
    entry: Id<()>,
    person: &Person,
    now: crate::clock::Millis,
) -> Result<()> {
    let (entry, subject) = (entry.to_string(), person.id.to_string());
    discard::discard(
        tx,
        &entry,
        Discarded::Person,
        &subject,
        &person.fields.name,
        now,
    )
}

fn parse(fields: PersonFields) -> Result<PersonFields> {
    let zone = match fields.zone.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(name) => Some(time::zone("zone", name)?.name().to_owned()),
    };
    let email = text::line("email", &fields.email)?;
    if !email.is_empty() && (!email.contains('@') || email.contains(char::is_whitespace)) {
        return Err(Error::invalid("email", Message::new("error_email")));
    }
    Ok(PersonFields {
        name: text::name("name", &fields.name)?,
        called: match text::line("called", &fields.called)? {
            called if called.chars().all(text::is_unseen) => String::new(),
            called => called,
        },
        pronoun: fields.pronoun,
        organisation: text::line("organisation", &fields.organisation)?,
        position: text::line("position", &fields.position)?,
        zone,
        email,
        phone: text::line("phone", &fields.phone)?,
        link: text::link("link", &fields.link)?,
        strengths: text::body("strengths", &fields.strengths)?,
        how_met: text::body("how_met", &fields.how_met)?,
        introduced_by: fields.introduced_by,
    })
}

fn completed(
    keep: PersonFields,
    other: &PersonFields,
    absorb: PersonId,
    kept: PersonId,
) -> PersonFields {
    let or = |mine: String, theirs: &String| {
        if mine.is_empty() {
            theirs.clone()
        } else {
            mine
        }
    };
    // Long texts differ in what they tell: both are kept.
    let both = |mine: String, theirs: &String| match (mine.is_empty(), theirs.is_empty()) {
        (true, _) => theirs.clone(),
        (false, false) if mine != *theirs => format!("{mine}\n\n{theirs}"),
        _ => mine,
    };
    PersonFields {
        name: keep.name,
        called: or(keep.called, &other.called),
        pronoun: keep.pronoun.or(other.pronoun),
        organisation: or(keep.organisation, &other.organisation),
        position: or(keep.position, &other.position),
        zone: keep.zone.or_else(|| other.zone.clone()),
        email: or(keep.email, &other.email),
        phone: or(keep.phone, &other.phone),
        link: or(keep.link, &other.link),
        strengths: both(keep.strengths, &other.strengths),
        how_met: both(keep.how_met, &other.how_met),
        introduced_by: keep
            .introduced_by
            .filter(|id| *id != absorb)
            .or(other.introduced_by.filter(|id| *id != kept)),
    }
}
