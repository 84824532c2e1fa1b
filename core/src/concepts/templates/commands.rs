//! Listing templates, adding to them, rewording them, and putting one on an agenda.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::model::{
    AgendaTemplate, TemplateAdd, TemplateChange, TemplateDelete, TemplateFields, TemplateLine,
    TemplateList, TemplatePutBack, TemplateUse, TemplateUsed,
};
use super::shelf::{self, Entry, shipped};
use super::store;
use crate::app::App;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::error::{Error, Result};
use crate::limits;
use crate::locale::{Language, Message};
use crate::meetings::agenda::{self, AgendaKind, NewPoint, Side};
use crate::meetings::{self, MeetingRow, MeetingState};
use crate::page::Paged;
use crate::people::Role;
use crate::questions::commands::{check_company, check_room, fits};
use crate::questions::store::{Companion, company};
use crate::questions::{Bank, Origin};
use crate::relationships::Phase;
use crate::text;

/// The templates; for a meeting only those that fit, the likeliest first.
pub fn template_list(app: &App, request: TemplateList) -> Result<Paged<AgendaTemplate>> {
    let after = request.page.cursor::<1>()?.and_then(|[last]| match last {
        rusqlite::types::Value::Text(id) => Some(id),
        _ => None,
    });
    let mut rows = app.read(|conn| list(conn, app, &request))?;
    if let Some(after) = after {
        let seen = rows.iter().position(|row| row.id == after);
        rows.drain(..seen.map_or(0, |seen| seen + 1));
    }
    rows.truncate(request.page.limit() as usize + 1);
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.id])
    }))
}

/// Adds a template of the person's own.
pub fn template_add(app: &App, request: TemplateAdd) -> Result<AgendaTemplate> {
    let fields = parse(request.fields)?;
    let (id, now) = (app.new_id::<()>(), app.now());
    app.write("change_template_add", |tx| {
        refuse_when_full(tx)?;
        check_room(tx, app, false, fields.relationship_id)?;
        store::insert(tx, id, None, &fields, now)?;
        one(tx, app, &id.to_string())
    })
}

/// Replaces what is said of a template.
pub fn template_change(app: &App, request: TemplateChange) -> Result<AgendaTemplate> {
    let fields = parse(request.fields)?;
    let (id, now) = (app.new_id::<()>(), app.now());
    app.write("change_template_change", |tx| {
        check_room(tx, app, is_ours(&request.id), fields.relationship_id)?;
        match wording(tx, &request.id)? {
            Some(row) => store::update(tx, &row, &fields, now)?,
            None if is_ours(&request.id) => {
                refuse_when_full(tx)?;
                store::insert(tx, id, Some(&request.id), &fields, now)?;
            }
            None => {
                return Err(Error::NotFound {
                    what: "agenda template",
                });
            }
        }
        one(tx, app, &request.id)
    })
}

/// Puts our wording back. The person's goes into the bin, and comes out of it as a template of their own.
pub fn template_put_back(app: &App, request: TemplatePutBack) -> Result<AgendaTemplate> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_template_put_back", |tx| {
        let template = shelf::find(tx, language(app), &request.id)?;
        let Some(row) = wording(tx, &request.id)?.filter(|_| template.origin == Origin::Changed)
        else {
            return Err(Error::Conflict(Message::new("error_not_reworded")));
        };
        store::let_stand_alone(tx, &row)?;
        let name = &template.fields.name;
        discard::discard(tx, &entry, Discarded::AgendaTemplate, &row, name, now)?;
        one(tx, app, &request.id)
    })
}

/// Puts a template of the person's own into the bin.
pub fn template_delete(app: &App, request: TemplateDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_template_delete", |tx| {
        let template = shelf::find(tx, language(app), &request.id)?;
        if template.origin != Origin::Own {
            return Err(Error::Conflict(Message::new("error_ours_stays")));
        }
        let (id, name) = (&template.id, &template.fields.name);
        discard::discard(tx, &entry, Discarded::AgendaTemplate, id, name, now)
    })
}

/// Puts a template's lines on a meeting's agenda, all in one step.
pub fn template_use(app: &App, request: TemplateUse) -> Result<TemplateUsed> {
    let now = app.now();
    app.write("change_template_use", |tx| {
        let meeting = meetings::store::find_row(tx, app, request.meeting_id)?;
        let template = shelf::find(tx, language(app), &request.id)?;
        check_company(tx, meeting.id, template.fields.relationship_id)?;
        let bank = Bank::read(tx, language(app))?;
        let mut standing = on_agenda(tx, app, &meeting)?;
        let mut added = 0;
        for (place, line) in (0_u32..).zip(&template.fields.lines) {
            let wanted = request
                .lines
                .as_ref()
                .is_none_or(|lines| lines.contains(&place));
            if !wanted || !standing.insert(text::sort_key(&line.text)) {
                continue;
            }
            // A question the bank knows counts as asked from there.
            let question = match line.kind {
                AgendaKind::Question => bank.saying(&line.text),
                AgendaKind::Topic => None,
            };
            let point = NewPoint {
                relationship_id: meeting.only_room(),
                meeting_id: Some(meeting.id),
                text: &line.text,
                kind: line.kind,
                raised_by: Side::Mine,
                raised_in: None,
                question_key: question.map(|question| question.id.as_str()),
            };
            agenda::insert_point(tx, app.new_id(), &point, now)?;
            added += 1;
        }
        Ok(TemplateUsed { added })
    })
}

fn list(conn: &Connection, app: &App, request: &TemplateList) -> Result<Vec<AgendaTemplate>> {
    let mut shown = Vec::new();
    let (mut company, mut standing) = (Vec::new(), BTreeSet::new());
    if let Some(id) = request.meeting {
        let meeting = meetings::store::find_row(conn, app, id)?;
        company = self::company(conn, id)?;
        standing = on_agenda(conn, app, &meeting)?;
    }
    let fitting: Vec<Entry> = shelf::read(conn, language(app))?
        .into_iter()
        .filter(|entry| fits(entry.fields.role, entry.fields.relationship_id, &company))
        .collect();
    let likely = request
        .meeting
        .map(|_| likeliest(&company, &fitting).to_owned());
    for entry in fitting {
        let suggested = likely.as_deref() == Some(entry.id.as_str());
        shown.push(shown_as(entry, suggested, &standing));
    }
    shown.sort_by_key(|template| !template.suggested);
    Ok(shown)
}

/// The template that a meeting with these people is likely to want: one of ours by how things stand, or for an ordinary
/// meeting the room's own.
fn likeliest<'a>(company: &[Companion], fitting: &'a [Entry]) -> &'a str {
    match company {
        [other] if !other.met => match other.role {
            Role::Mentor => "first_as_mentor",
            Role::Mentee | Role::Peer => "first_as_mentee",
        },
        [other] if other.phase == Phase::WindingDown => "closing",
        [_] => fitting
            .iter()
            .find(|entry| entry.fields.relationship_id.is_some())
            .map_or("regular", |entry| entry.id.as_str()),
        [] => "regular",
        _ => "circle",
    }
}

fn one(conn: &Connection, app: &App, id: &str) -> Result<AgendaTemplate> {
    let entry = shelf::find(conn, language(app), id)?;
    Ok(shown_as(entry, false, &BTreeSet::new()))
}

fn shown_as(entry: Entry, suggested: bool, standing: &BTreeSet<String>) -> AgendaTemplate {
    let stands = |line: &TemplateLine| standing.contains(&text::sort_key(&line.text));
    AgendaTemplate {
        suggested,
        standing: (0..)
            .zip(&entry.fields.lines)
            .filter(|(_, line)| stands(line))
            .map(|(place, _)| place)
            .collect(),
        id: entry.id,
        origin: entry.origin,
        fields: entry.fields,
        room_name: entry.room_name,
    }
}

/// What stands on a meeting's agenda, in the form it is compared by.
fn on_agenda(conn: &Connection, app: &App, meeting: &MeetingRow) -> Result<BTreeSet<String>> {
    let planned = meeting.state == MeetingState::Planned;
    let points = agenda::of_meeting(conn, app, meeting.id, planned)?;
    Ok(points
        .iter()
        .map(|point| text::sort_key(&point.text))
        .collect())
}

/// The row a template is in: the person's own, or their wording of one of ours.
fn wording(conn: &Connection, id: &str) -> Result<Option<String>> {
    let row = store::rows(conn)?
        .into_iter()
        .find(|row| row.shipped_key.as_deref().unwrap_or(&row.id) == id);
    Ok(row.map(|row| row.id))
}

fn is_ours(id: &str) -> bool {
    shipped(Language::En).iter().any(|ours| ours.key == id)
}

fn refuse_when_full(tx: &Write<'_>) -> Result<()> {
    if store::rows(tx)?.len() >= limits::TEMPLATES as usize {
        return Err(Error::Conflict(
            Message::new("error_templates_full").with("limit", limits::TEMPLATES),
        ));
    }
    Ok(())
}

fn language(app: &App) -> Language {
    app.locale().language
}

fn parse(fields: TemplateFields) -> Result<TemplateFields> {
    if !(1..=limits::TEMPLATE_LINES).contains(&fields.lines.len()) {
        return Err(Error::invalid(
            "lines",
            Message::new("error_template_lines").with("limit", limits::TEMPLATE_LINES),
        ));
    }
    let line = |line: TemplateLine| {
        Ok(TemplateLine {
            text: text::title("lines", &line.text)?,
            ..line
        })
    };
    Ok(TemplateFields {
        role: fields.role.filter(|_| fields.relationship_id.is_none()),
        name: text::name("name", &fields.name)?,
        lines: fields.lines.into_iter().map(line).collect::<Result<_>>()?,
        ..fields
    })
}
