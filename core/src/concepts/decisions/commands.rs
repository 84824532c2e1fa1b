use rusqlite::params;

use super::model::{
    Decision, DecisionAdd, DecisionChange, DecisionDelete, DecisionFields, DecisionId,
    DecisionList, DecisionLookBack, DecisionMake, DecisionReopen, DecisionShow, DecisionView,
};
use super::store::{find, list, set_parts};
use crate::app::App;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;
use crate::meetings;
use crate::page::Paged;
use crate::relationships;
use crate::{goals, text, time};

/// Puts a decision down.
pub fn decision_add(app: &App, request: DecisionAdd) -> Result<Decision> {
    app.write("change_decision_add", |tx| {
        add(tx, app, request.fields, request.made)
    })
}

/// Puts a decision down in a transaction under way.
pub(crate) fn add(
    tx: &Write<'_>,
    app: &App,
    fields: DecisionFields,
    made: bool,
) -> Result<Decision> {
    let (id, now): (DecisionId, _) = (app.new_id(), app.now());
    let fields = parse(tx, app, fields)?;
    tx.prepare_cached(
        "INSERT INTO decision (id, relationship_id, meeting_id, goal_id, question, decided_on, created_at,
                               changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        fields.question,
        made.then(|| app.today()),
        now,
    ])?;
    set_parts(tx, app, id, &fields)?;
    find(tx, app, id)
}

/// Replaces what is said of a decision.
pub fn decision_change(app: &App, request: DecisionChange) -> Result<Decision> {
    app.write("change_decision_change", |tx| {
        let before = find(tx, app, request.id)?;
        let fields = edit::merged(
            super::CONCEPT.columns(),
            &before.fields,
            request.shown.as_ref(),
            request.fields,
        )?;
        replace(tx, app, request.id, fields)
    })
}

/// Replaces what is said of a decision in a transaction under way.
pub(crate) fn replace(
    tx: &Write<'_>,
    app: &App,
    id: DecisionId,
    fields: DecisionFields,
) -> Result<Decision> {
    find(tx, app, id)?;
    let fields = parse(tx, app, fields)?;
    tx.prepare_cached(
        "UPDATE decision SET relationship_id = ?2, meeting_id = ?3, goal_id = ?4, question = ?5, changed_at = ?6
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        fields.question,
        app.now(),
    ])?;
    set_parts(tx, app, id, &fields)?;
    find(tx, app, id)
}

/// Says what was chosen.
pub fn decision_make(app: &App, request: DecisionMake) -> Result<Decision> {
    let choice = text::title("choice", &request.choice)?;
    let why = text::body("why", &request.why)?;
    let look_back_on = request
        .look_back_on
        .map(|date| time::date("look_back_on", date))
        .transpose()?;
    let (today, now) = (app.today(), app.now());
    app.write("change_decision_make", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached(
            "UPDATE decision SET choice = ?2, why = ?3, look_back_on = ?4, decided_on = coalesce(decided_on, ?5),
                    changed_at = ?6
             WHERE id = ?1",
        )?
        .execute(params![request.id, choice, why, look_back_on, today, now])?;
        find(tx, app, request.id)
    })
}

/// Opens a decision again. What was chosen before is dropped.
pub fn decision_reopen(app: &App, request: DecisionReopen) -> Result<Decision> {
    let now = app.now();
    app.write("change_decision_reopen", |tx| {
        if find(tx, app, request.id)?.decided_on.is_none() {
            return Err(Error::Conflict(Message::new("error_decision_open")));
        }
        tx.prepare_cached(
            "UPDATE decision SET choice = '', why = '', look_back_on = NULL, decided_on = NULL, looked_back = '',
                    changed_at = ?2
             WHERE id = ?1",
        )?
        .execute(params![request.id, now])?;
        find(tx, app, request.id)
    })
}

/// Says what came of a decision.
pub fn decision_look_back(app: &App, request: DecisionLookBack) -> Result<Decision> {
    let (looked, now) = (text::body("text", &request.text)?, app.now());
    app.write("change_decision_look_back", |tx| {
        if find(tx, app, request.id)?.decided_on.is_none() {
            return Err(Error::Conflict(Message::new("error_decision_not_made")));
        }
        tx.prepare_cached("UPDATE decision SET looked_back = ?2, changed_at = ?3 WHERE id = ?1")?
            .execute(params![request.id, looked, now])?;
        find(tx, app, request.id)
    })
}

/// A decision.
pub fn decision_show(app: &App, request: DecisionShow) -> Result<Decision> {
    app.read(|conn| find(conn, app, request.id))
}

/// Puts a decision into the bin.
pub fn decision_delete(app: &App, request: DecisionDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_decision_delete", |tx| {
        let title = find(tx, app, request.id)?.fields.question;
        let subject = request.id.to_string();
        discard::discard(tx, &entry, Discarded::Decision, &subject, &title, now)
    })
}

/// Decisions, the latest first.
pub fn decision_list(app: &App, request: DecisionList) -> Result<Paged<Decision>> {
    let rows = app.read(|conn| list(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

fn parse(tx: &Write<'_>, app: &App, fields: DecisionFields) -> Result<DecisionFields> {
    if fields.options.len().max(fields.views.len()) > limits::OPTIONS {
        return Err(Error::invalid(
            "options",
            Message::new("error_too_many_options").with("limit", limits::OPTIONS),
        ));
    }
    let said = |text: &String| !text.trim().is_empty();
    let options = fields
        .options
        .iter()
        .filter(|text| said(text))
        .map(|text| text::title("options", text))
        .collect::<Result<_>>()?;
    let views = fields
        .views
        .into_iter()
        .filter(|view| said(&view.text))
        .map(|view| {
            relationships::store::find(tx, app, view.relationship_id)?;
            let text = text::body("views", &view.text)?;
            Ok(DecisionView { text, ..view })
        })
        .collect::<Result<_>>()?;
    if let Some(room) = fields.relationship_id {
        relationships::store::find(tx, app, room)?;
    }
    if let Some(meeting) = fields.meeting_id {
        meetings::store::find_row(tx, app, meeting)?;
    }
    if let Some(goal) = &fields.goal_id {
        goals::store::refer(tx, goal)?;
    }
    Ok(DecisionFields {
        question: text::title("question", &fields.question)?,
        options,
        views,
        ..fields
    })
}
