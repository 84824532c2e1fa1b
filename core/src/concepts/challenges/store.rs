use rusqlite::{Connection, OptionalExtension, Row, params};

use super::model::{Challenge, ChallengeFields, ChallengeId, ChallengeList, ChallengeState};
use crate::clock::Millis;
use crate::db::{Listing, Write, read_json, read_word, unless, word};
use crate::error::{OrNotFound, Result};
use crate::markdown;

const SELECT: &str = "SELECT c.id, c.title, c.context, c.goal_id, c.state, c.worked, c.closed_at, c.created_at, c.changed_at,
      g.title AS goal_title,
      (SELECT json_group_array(json_object('relationship_id', v.relationship_id, 'name', vp.name, 'text', v.text)
                               ORDER BY v.at, v.relationship_id)
       FROM challenge_voice v JOIN relationship vr ON vr.id = v.relationship_id JOIN person vp ON vp.id = vr.person_id
       WHERE v.challenge_id = c.id AND vr.bin_id IS NULL) AS voices,
      (SELECT json_group_array(json_object('text', t.text, 'helped', CASE t.helped WHEN 1 THEN json('true')
                                           WHEN 0 THEN json('false') END) ORDER BY t.position)
       FROM challenge_try t WHERE t.challenge_id = c.id) AS tries
    FROM challenge c LEFT JOIN goal g ON g.id = c.goal_id AND g.bin_id IS NULL";

pub(crate) fn list(conn: &Connection, request: &ChallengeList) -> Result<Vec<Challenge>> {
    Listing::of(&request.page, format!("{SELECT} WHERE c.bin_id IS NULL"))
        .given(
            "c.id IN (SELECT challenge_id FROM challenge_voice WHERE relationship_id = ?)",
            request.relationship,
        )
        .given(
            &format!("{}c.state = ?", unless(request.relationship.is_some())),
            request.state.and_then(word),
        )
        .latest_first("c.created_at", "c.id")?
        .rows(conn, from_row)
}

/// The open challenges these rooms are asked about, the oldest first. `rooms` is a JSON list of ids.
pub(crate) fn open(conn: &Connection, rooms: &str, limit: u32) -> Result<Vec<Challenge>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE c.bin_id IS NULL AND +c.state = 'open'
               AND c.id IN (SELECT challenge_id FROM challenge_voice
                            WHERE relationship_id IN (SELECT value FROM json_each(?1)))
             ORDER BY c.created_at, c.id LIMIT ?2"
        ))?
        .query_map(params![rooms, limit], from_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

pub(super) fn find(conn: &Connection, id: ChallengeId) -> Result<Challenge> {
    conn.prepare_cached(&format!("{SELECT} WHERE c.id = ?1 AND c.bin_id IS NULL"))?
        .query_row([id], from_row)
        .optional()?
        .or_not_found("challenge")
}

pub(super) fn set_state(
    tx: &Write<'_>,
    id: ChallengeId,
    state: ChallengeState,
    worked: &str,
    now: Millis,
) -> Result<()> {
    let closed_at = (state != ChallengeState::Open).then_some(now);
    tx.prepare_cached(
        "UPDATE challenge SET state = ?2, worked = ?3, closed_at = ?4, changed_at = ?5 WHERE id = ?1",
    )?
    .execute(params![id, word(state), worked, closed_at, now])?;
    Ok(())
}

/// Writes who is asked and what was tried. When somebody said something stays as it was while their words do.
pub(super) fn set_parts(
    tx: &Write<'_>,
    id: ChallengeId,
    fields: &ChallengeFields,
    now: Millis,
) -> Result<()> {
    let asked: Vec<String> = fields
        .voices
        .iter()
        .map(|voice| voice.relationship_id.to_string())
        .collect();
    // The voice of a room in the bin is not shown, and so cannot be meant.
    tx.prepare_cached(
        "DELETE FROM challenge_voice WHERE challenge_id = ?1
           AND relationship_id NOT IN (SELECT value FROM json_each(?2))
           AND relationship_id IN (SELECT id FROM relationship WHERE bin_id IS NULL)",
    )?
    .execute(params![id, serde_json::json!(asked).to_string()])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO challenge_voice (challenge_id, relationship_id, text, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at WHERE text <> excluded.text",
    )?;
    for voice in &fields.voices {
        insert.execute(params![id, voice.relationship_id, voice.text, now])?;
    }
    tx.prepare_cached("DELETE FROM challenge_try WHERE challenge_id = ?1")?
        .execute([id])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO challenge_try (challenge_id, position, text, helped) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (position, one) in (0_i64..).zip(&fields.tries) {
        insert.execute(params![id, position, one.text, one.helped])?;
    }
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Challenge> {
    let context: String = row.get("context")?;
    Ok(Challenge {
        id: row.get("id")?,
        context_html: markdown::html(&context),
        fields: ChallengeFields {
            title: row.get("title")?,
            context,
            goal_id: row.get("goal_id")?,
            voices: read_json(row, "voices")?,
            tries: read_json(row, "tries")?,
        },
        state: read_word(row, "state")?,
        worked: row.get("worked")?,
        closed_at: row.get("closed_at")?,
        goal_title: row.get("goal_title")?,
        created_at: row.get("created_at")?,
        changed_at: row.get("changed_at")?,
    })
}
