use chrono::NaiveDate;
use rusqlite::params;

use super::model::{
    Advice, AdviceAdd, AdviceChange, AdviceDecide, AdviceDelete, AdviceFields, AdviceId,
    AdviceList, AdviceResult, AdviceShow, AdviceState, AdviceTell, AdviceVerdict,
};
use super::store::{find, list};
use crate::app::App;
use crate::db::{Write, word};
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::meetings;
use crate::page::Paged;
use crate::relationships;
use crate::{goals, text, time};

/// Puts a piece of advice down.
pub fn advice_add(app: &App, request: AdviceAdd) -> Result<Advice> {
    app.write("change_advice_add", |tx| {
        add(tx, app, request.fields, request.try_by)
    })
}

/// Puts a piece of advice down in a transaction under way.
pub(crate) fn add(
    tx: &Write<'_>,
    app: &App,
    fields: AdviceFields,
    try_by: Option<NaiveDate>,
) -> Result<Advice> {
    let (id, now): (AdviceId, _) = (app.new_id(), app.now());
    let fields = parse(tx, app, fields)?;
    let try_by = parse_date(try_by)?;
    let state = match try_by {
        Some(_) => AdviceState::Trying,
        None => AdviceState::New,
    };
    tx.prepare_cached(
        "INSERT INTO advice (id, relationship_id, meeting_id, goal_id, given_by, text, state, try_by,
                             created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        word(fields.given_by),
        fields.text,
        word(state),
        try_by,
        now,
    ])?;
    find(tx, app, id)
}

/// Replaces what is said of a piece of advice.
pub fn advice_change(app: &App, request: AdviceChange) -> Result<Advice> {
    app.write("change_advice_change", |tx| {
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

/// Replaces what is said of a piece of advice in a transaction under way.
pub(crate) fn replace(
    tx: &Write<'_>,
    app: &App,
    id: AdviceId,
    fields: AdviceFields,
) -> Result<Advice> {
    find(tx, app, id)?;
    let fields = parse(tx, app, fields)?;
    tx.prepare_cached(
        "UPDATE advice SET relationship_id = ?2, meeting_id = ?3, goal_id = ?4, given_by = ?5, text = ?6,
                changed_at = ?7
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        fields.relationship_id,
        fields.meeting_id,
        fields.goal_id,
        word(fields.given_by),
        fields.text,
        app.now(),
    ])?;
    find(tx, app, id)
}

/// Says what to make of a piece of advice.
pub fn advice_decide(app: &App, request: AdviceDecide) -> Result<Advice> {
    let (reflection, now) = (text::body("reflection", &request.reflection)?, app.now());
    let (state, try_by) = match request.verdict {
        AdviceVerdict::Try => (AdviceState::Trying, parse_date(request.try_by)?),
        AdviceVerdict::Later => (AdviceState::Later, None),
        AdviceVerdict::Decline => (AdviceState::Declined, None),
        AdviceVerdict::Open => (AdviceState::New, None),
    };
    app.write("change_advice_decide", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached(
            "UPDATE advice SET state = ?2, try_by = ?3, reflection = ?4, result = '', helped = NULL,
                    told_at = NULL, thanked_at = NULL, changed_at = ?5
             WHERE id = ?1",
        )?
        .execute(params![request.id, word(state), try_by, reflection, now])?;
        find(tx, app, request.id)
    })
}

/// Says what came of a piece of advice.
pub fn advice_result(app: &App, request: AdviceResult) -> Result<Advice> {
    let (result, now) = (text::body("result", &request.result)?, app.now());
    if result.is_empty() && request.helped.is_none() {
        return Err(Error::invalid("result", Message::new("error_empty")));
    }
    app.write("change_advice_result", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached(
            "UPDATE advice SET state = 'tried', result = ?2, helped = ?3, changed_at = ?4 WHERE id = ?1",
        )?
        .execute(params![request.id, result, request.helped, now])?;
        find(tx, app, request.id)
    })
}

/// Says that the other side heard what came of it, or did not after all.
pub fn advice_tell(app: &App, request: AdviceTell) -> Result<Advice> {
    let now = app.now();
    app.write("change_advice_tell", |tx| {
        find(tx, app, request.id)?;
        tx.prepare_cached(
            "UPDATE advice SET told_at = CASE WHEN ?2 THEN coalesce(told_at, ?4) END,
                    thanked_at = CASE WHEN ?3 THEN coalesce(thanked_at, ?4) END, changed_at = ?4
             WHERE id = ?1",
        )?
        .execute(params![request.id, request.told, request.thanked, now])?;
        find(tx, app, request.id)
    })
}

/// A piece of advice.
pub fn advice_show(app: &App, request: AdviceShow) -> Result<Advice> {
    app.read(|conn| find(conn, app, request.id))
}

/// Puts a piece of advice into the bin.
pub fn advice_delete(app: &App, request: AdviceDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_advice_delete", |tx| {
        let advice = find(tx, app, request.id)?;
        let subject = request.id.to_string();
        let title = advice.fields.text;
        discard::discard(tx, &entry, Discarded::Advice, &subject, &title, now)
    })
}

/// Advice, the latest first.
pub fn advice_list(app: &App, request: AdviceList) -> Result<Paged<Advice>> {
    let rows = app.read(|conn| list(conn, app, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

fn parse(tx: &Write<'_>, app: &App, fields: AdviceFields) -> Result<AdviceFields> {
    let text = text::title("text", &fields.text)?;
    relationships::store::find(tx, app, fields.relationship_id)?;
    if let Some(meeting) = fields.meeting_id {
        meetings::store::find_row(tx, app, meeting)?;
    }
    if let Some(goal) = &fields.goal_id {
        goals::store::refer(tx, goal)?;
    }
    Ok(AdviceFields { text, ..fields })
}

fn parse_date(date: Option<NaiveDate>) -> Result<Option<NaiveDate>> {
    date.map(|date| time::date("try_by", date)).transpose()
}
