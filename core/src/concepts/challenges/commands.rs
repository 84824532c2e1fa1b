use rusqlite::params;

use super::model::{
    Challenge, ChallengeAdd, ChallengeChange, ChallengeClose, ChallengeDelete, ChallengeFields,
    ChallengeId, ChallengeList, ChallengeReopen, ChallengeShow, ChallengeState, ChallengeTry,
    ChallengeVoice,
};
use super::store::{find, list, set_parts, set_state};
use crate::app::App;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::edit;
use crate::error::{Error, Result};
use crate::limits;
use crate::locale::Message;
use crate::page::Paged;
use crate::relationships;
use crate::{goals, text};

/// Puts a challenge down.
pub fn challenge_add(app: &App, request: ChallengeAdd) -> Result<Challenge> {
    let (id, now): (ChallengeId, _) = (app.new_id(), app.now());
    app.write("change_challenge_add", |tx| {
        let fields = parse(tx, app, request.fields)?;
        tx.prepare_cached(
            "INSERT INTO challenge (id, title, context, goal_id, state, created_at, changed_at)
             VALUES (?1, ?2, ?3, ?4, 'open', ?5, ?5)",
        )?
        .execute(params![
            id,
            fields.title,
            fields.context,
            fields.goal_id,
            now
        ])?;
        set_parts(tx, id, &fields, now)?;
        find(tx, id)
    })
}

/// Replaces what is said of a challenge.
pub fn challenge_change(app: &App, request: ChallengeChange) -> Result<Challenge> {
    let now = app.now();
    app.write("change_challenge_change", |tx| {
        let before = find(tx, request.id)?;
        let fields = edit::merged(super::CONCEPT.columns(), &before.fields, request.shown.as_ref(), request.fields)?;
        let fields = parse(tx, app, fields)?;
        tx.prepare_cached(
            "UPDATE challenge SET title = ?2, context = ?3, goal_id = ?4, changed_at = ?5 WHERE id = ?1",
        )?
        .execute(params![
            request.id,
            fields.title,
            fields.context,
            fields.goal_id,
            now
        ])?;
        set_parts(tx, request.id, &fields, now)?;
        find(tx, request.id)
    })
}

/// Says that a challenge is solved, or let go.
pub fn challenge_close(app: &App, request: ChallengeClose) -> Result<Challenge> {
    let worked = text::body("worked", &request.worked)?;
    let state = if request.solved {
        ChallengeState::Solved
    } else {
        ChallengeState::Dropped
    };
    let now = app.now();
    app.write("change_challenge_close", |tx| {
        find(tx, request.id)?;
        set_state(tx, request.id, state, &worked, now)?;
        find(tx, request.id)
    })
}

/// Opens a challenge again.
pub fn challenge_reopen(app: &App, request: ChallengeReopen) -> Result<Challenge> {
    let now = app.now();
    app.write("change_challenge_reopen", |tx| {
        if find(tx, request.id)?.state == ChallengeState::Open {
            return Err(Error::Conflict(Message::new("error_challenge_open")));
        }
        set_state(tx, request.id, ChallengeState::Open, "", now)?;
        find(tx, request.id)
    })
}

/// A challenge.
pub fn challenge_show(app: &App, request: ChallengeShow) -> Result<Challenge> {
    app.read(|conn| find(conn, request.id))
}

/// Challenges, the latest first.
pub fn challenge_list(app: &App, request: ChallengeList) -> Result<Paged<Challenge>> {
    let rows = app.read(|conn| list(conn, &request))?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.created_at, row.id])
    }))
}

/// Puts a challenge into the bin.
pub fn challenge_delete(app: &App, request: ChallengeDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_challenge_delete", |tx| {
        let title = find(tx, request.id)?.fields.title;
        let subject = request.id.to_string();
        discard::discard(tx, &entry, Discarded::Challenge, &subject, &title, now)
    })
}

fn parse(tx: &Write<'_>, app: &App, fields: ChallengeFields) -> Result<ChallengeFields> {
    if fields.voices.len() > limits::VOICES {
        return Err(Error::invalid(
            "voices",
            Message::new("error_too_many_voices").with("limit", limits::VOICES),
        ));
    }
    if fields.tries.len() > limits::TRIES {
        return Err(Error::invalid(
            "tries",
            Message::new("error_too_many_tries").with("limit", limits::TRIES),
        ));
    }
    let voices = fields
        .voices
        .into_iter()
        .map(|voice| {
            relationships::store::find(tx, app, voice.relationship_id)?;
            let text = text::body("voices", &voice.text)?;
            Ok(ChallengeVoice { text, ..voice })
        })
        .collect::<Result<_>>()?;
    let tries = fields
        .tries
        .into_iter()
        .filter(|one| !one.text.trim().is_empty())
        .map(|one| {
            let text = text::title("tries", &one.text)?;
            Ok(ChallengeTry { text, ..one })
        })
        .collect::<Result<_>>()?;
    if let Some(goal) = &fields.goal_id {
        goals::store::refer(tx, goal)?;
    }
    Ok(ChallengeFields {
        title: text::title("title", &fields.title)?,
        context: text::body("context", &fields.context)?,
        goal_id: fields.goal_id,
        voices,
        tries,
    })
}
