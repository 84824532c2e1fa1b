//! Decisions: the question, the options, what each mentor said, the choice and why, and what came of it.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::clock::Millis;
use crate::db::{Write, read_json};
use crate::discard::{self, Discarded};
use crate::error::{Error, OrNotFound, Result};
use crate::id::Id;
use crate::locale::Message;
use crate::meetings::{self, MeetingId};
use crate::page::{Page, Paged};
use crate::relationships::{self, RelationshipId};
use crate::{goals, text, time};

/// A decision's id.
pub type DecisionId = Id<Decision>;

/// The most options, and the most who said something.
const MOST: usize = 20;

/// What somebody said of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionView {
    /// The room of the one who said it.
    pub relationship_id: RelationshipId,
    /// Their name; known by the desk, not asked for.
    #[serde(default)]
    pub name: String,
    /// What they said.
    pub text: String,
}

/// What can be said of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DecisionFields {
    /// What is to decide; of one made at once, the decision itself.
    pub question: String,
    /// What there is to choose from, at most 20.
    #[serde(default)]
    pub options: Vec<String>,
    /// What each mentor said, at most 20.
    #[serde(default)]
    pub views: Vec<DecisionView>,
    /// The room it came up in; absent: my own.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
    /// The meeting it came up in.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// The goal it serves.
    #[serde(default)]
    pub goal_id: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Decision {
    /// The id.
    pub id: DecisionId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: DecisionFields,
    /// What was chosen.
    pub choice: String,
    /// Why.
    pub why: String,
    /// When; absent while it is open.
    pub decided_on: Option<NaiveDate>,
    /// When to see what came of it.
    pub look_back_on: Option<NaiveDate>,
    /// What came of it.
    pub looked_back: String,
    /// The name of the one whose room it came up in.
    pub name: Option<String>,
    /// The goal's title.
    pub goal_title: Option<String>,
    /// When it was put down.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
}

/// Puts a decision down: open, or made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionAdd {
    /// What is said of it.
    pub fields: DecisionFields,
    /// Whether it is made already.
    #[serde(default)]
    pub made: bool,
}

/// Replaces what is said of a decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionChange {
    /// The decision.
    pub id: DecisionId,
    /// All of it, as it shall be.
    pub fields: DecisionFields,
}

/// Says what was chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionMake {
    /// The decision.
    pub id: DecisionId,
    /// What was chosen.
    pub choice: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// When to see what came of it.
    #[serde(default)]
    pub look_back_on: Option<NaiveDate>,
}

/// Opens a decision again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionReopen {
    /// The decision.
    pub id: DecisionId,
}

/// Says what came of a decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionLookBack {
    /// The decision.
    pub id: DecisionId,
    /// What came of it.
    pub text: String,
}

/// Asks for a decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionShow {
    /// The decision.
    pub id: DecisionId,
}

/// Puts a decision into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionDelete {
    /// The decision.
    pub id: DecisionId,
}

/// Asks for decisions, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DecisionList {
    /// Only those that came up in this room.
    pub relationship: Option<RelationshipId>,
    /// Only those that came up in this meeting.
    pub meeting: Option<MeetingId>,
    /// Only those made, or those open.
    pub made: Option<bool>,
    /// Which part.
    pub page: Page,
}

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
    let now = app.now();
    app.write("change_decision_change", |tx| {
        find(tx, app, request.id)?;
        let fields = parse(tx, app, request.fields)?;
        tx.prepare_cached(
            "UPDATE decision SET relationship_id = ?2, meeting_id = ?3, goal_id = ?4, question = ?5, changed_at = ?6
             WHERE id = ?1",
        )?
        .execute(params![
            request.id,
            fields.relationship_id,
            fields.meeting_id,
            fields.goal_id,
            fields.question,
            now,
        ])?;
        set_parts(tx, app, request.id, &fields)?;
        find(tx, app, request.id)
    })
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

const SELECT: &str = "SELECT d.id, d.relationship_id, d.meeting_id, d.goal_id, d.question, d.choice, d.why, d.decided_on,
      d.look_back_on, d.looked_back, d.created_at, p.name, g.title AS goal_title,
      (SELECT json_group_array(o.text ORDER BY o.position, o.id) FROM decision_option o WHERE o.decision_id = d.id)
        AS options,
      (SELECT json_group_array(json_object('relationship_id', v.relationship_id, 'name', vp.name, 'text', v.text)
                               ORDER BY v.at, v.relationship_id)
       FROM decision_view v JOIN relationship vr ON vr.id = v.relationship_id JOIN person vp ON vp.id = vr.person_id
       WHERE v.decision_id = d.id AND vr.bin_id IS NULL) AS views
    FROM decision d LEFT JOIN relationship r ON r.id = d.relationship_id LEFT JOIN person p ON p.id = r.person_id
    LEFT JOIN goal g ON g.id = d.goal_id AND g.bin_id IS NULL";

fn list(conn: &Connection, app: &App, request: &DecisionList) -> Result<Vec<Decision>> {
    let mut values: Vec<Value> = vec![i64::from(request.page.limit() + 1).into()];
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let mut sql = format!("{SELECT} WHERE d.bin_id IS NULL");
    let filters = [
        (
            "relationship_id",
            request.relationship.map(|id| id.to_string()),
        ),
        ("meeting_id", request.meeting.map(|id| id.to_string())),
    ];
    for (column, value) in filters {
        if let Some(value) = value {
            sql.push_str(&format!(" AND d.{column} = {}", bind(value.into())));
        }
    }
    match request.made {
        Some(true) => sql.push_str(" AND d.decided_on IS NOT NULL"),
        Some(false) => sql.push_str(" AND d.decided_on IS NULL"),
        None => {}
    }
    if let Some([at, id]) = request.page.cursor::<2>()? {
        let (at, id) = (bind(at), bind(id));
        sql.push_str(&format!(
            " AND d.created_at <= {at} AND (d.created_at < {at} OR d.id > {id})"
        ));
    }
    sql.push_str(" ORDER BY d.created_at DESC, d.id LIMIT ?1");
    let rows = conn
        .prepare_cached(&sql)?
        .query_map(params_from_iter(values), |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// What is open in these rooms: not decided, or due to be looked back on by `until`. The oldest first. `rooms` is a
/// JSON list of ids.
pub(crate) fn open(
    conn: &Connection,
    app: &App,
    rooms: &str,
    until: NaiveDate,
    limit: u32,
) -> Result<Vec<Decision>> {
    let rows = conn
        .prepare_cached(&format!(
            "{SELECT} WHERE d.relationship_id IN (SELECT value FROM json_each(?1)) AND d.bin_id IS NULL
               AND (d.decided_on IS NULL OR (d.look_back_on <= ?2 AND d.looked_back = ''))
             ORDER BY d.created_at, d.id LIMIT ?3"
        ))?
        .query_map(params![rooms, until, limit], |row| from_row(row, app))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn find(conn: &Connection, app: &App, id: DecisionId) -> Result<Decision> {
    conn.prepare_cached(&format!("{SELECT} WHERE d.id = ?1 AND d.bin_id IS NULL"))?
        .query_row([id], |row| from_row(row, app))
        .optional()?
        .or_not_found("decision")
}

fn parse(tx: &Write<'_>, app: &App, fields: DecisionFields) -> Result<DecisionFields> {
    if fields.options.len().max(fields.views.len()) > MOST {
        return Err(Error::invalid(
            "options",
            Message::new("error_too_many_options").with("limit", MOST),
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

fn set_parts(tx: &Write<'_>, app: &App, id: DecisionId, fields: &DecisionFields) -> Result<()> {
    tx.prepare_cached("DELETE FROM decision_option WHERE decision_id = ?1")?
        .execute([id])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO decision_option (id, decision_id, text, position) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (option, position) in fields.options.iter().zip(0i64..) {
        insert.execute(params![app.new_id::<()>(), id, option, position])?;
    }
    tx.prepare_cached("DELETE FROM decision_view WHERE decision_id = ?1")?
        .execute([id])?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO decision_view (decision_id, relationship_id, text, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET text = excluded.text",
    )?;
    for view in &fields.views {
        insert.execute(params![id, view.relationship_id, view.text, app.now()])?;
    }
    Ok(())
}

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<Decision> {
    let created_at: Millis = row.get("created_at")?;
    Ok(Decision {
        id: row.get("id")?,
        fields: DecisionFields {
            question: row.get("question")?,
            options: read_json(row, "options")?,
            views: read_json(row, "views")?,
            relationship_id: row.get("relationship_id")?,
            meeting_id: row.get("meeting_id")?,
            goal_id: row.get("goal_id")?,
        },
        choice: row.get("choice")?,
        why: row.get("why")?,
        decided_on: row.get("decided_on")?,
        look_back_on: row.get("look_back_on")?,
        looked_back: row.get("looked_back")?,
        name: row.get("name")?,
        goal_title: row.get("goal_title")?,
        created_at,
        created_on: time::LocalTime::at(created_at, app.zone()).0.date(),
    })
}
