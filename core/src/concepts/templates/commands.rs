//! Listing templates, adding to them, rewording them, and putting one on an agenda.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::model::{
    AgendaTemplate, TemplateAdd, TemplateChange, TemplateDelete, TemplateFields, TemplateLine,
    TemplateList, TemplatePutBack, TemplateUse, TemplateUsed,
};
use crate::app::App;
use crate::error::Result;
use crate::locale::Language;
use crate::meetings::agenda::{self, AgendaKind, NewPoint, Side};
use crate::meetings::{self, MeetingRow, MeetingState};
use crate::page::Paged;
use crate::people::Role;
use crate::presets;
use crate::questions::Bank;
use crate::questions::commands::{check_company, fits};
use crate::questions::store::{Companion, company};
use crate::relationships::Phase;
use crate::text;

type Entry = presets::Entry<TemplateFields>;

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
    app.write("change_template_add", |tx| {
        let id = presets::add(tx, app, request.fields)?;
        one(tx, app, &id)
    })
}

/// Replaces what is said of a template.
pub fn template_change(app: &App, request: TemplateChange) -> Result<AgendaTemplate> {
    app.write("change_template_change", |tx| {
        presets::change(tx, app, &request.id, request.shown.as_ref(), request.fields)?;
        one(tx, app, &request.id)
    })
}

/// Puts our wording back. The person's goes into the bin, and comes out of it as a template of their own.
pub fn template_put_back(app: &App, request: TemplatePutBack) -> Result<AgendaTemplate> {
    app.write("change_template_put_back", |tx| {
        presets::put_back::<TemplateFields>(tx, app, &request.id)?;
        one(tx, app, &request.id)
    })
}

/// Puts a template of the person's own into the bin.
pub fn template_delete(app: &App, request: TemplateDelete) -> Result<()> {
    app.write("change_template_delete", |tx| {
        presets::delete::<TemplateFields>(tx, app, &request.id)
    })
}

/// Puts a template's lines on a meeting's agenda, all in one step.
pub fn template_use(app: &App, request: TemplateUse) -> Result<TemplateUsed> {
    let now = app.now();
    app.write("change_template_use", |tx| {
        let meeting = meetings::store::find_row(tx, app, request.meeting_id)?;
        let template: Entry = presets::find(tx, app, &request.id)?;
        check_company(tx, meeting.id, template.fields.relationship_id)?;
        let bank = Bank::read(tx, language(app))?;
        let mut standing = on_agenda(tx, app, &meeting)?;
        let mut added = 0;
        for (place, line) in (0_u32..).zip(&template.fields.lines) {
            let wanted = request
                .lines
                .as_ref()
                .is_none_or(|lines| lines.contains(&place));
            if !wanted || !standing.insert(text::fold(&line.text)) {
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
    let fitting: Vec<Entry> = presets::read::<TemplateFields>(conn, language(app))?
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
    let entry = presets::find(conn, app, id)?;
    Ok(shown_as(entry, false, &BTreeSet::new()))
}

fn shown_as(entry: Entry, suggested: bool, standing: &BTreeSet<String>) -> AgendaTemplate {
    let stands = |line: &TemplateLine| standing.contains(&text::fold(&line.text));
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
    Ok(points.iter().map(|point| text::fold(&point.text)).collect())
}

fn language(app: &App) -> Language {
    app.locale().language
}
