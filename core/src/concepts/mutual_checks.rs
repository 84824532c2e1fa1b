//! The mutual check-in: every few meetings, how useful the talks are to both sides, as one of them sees it.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::changes::Topic;
use crate::clock::Millis;
use crate::column::Stored;
use crate::concept::Concept;
use crate::db::{Listing, read_word};
use crate::error::{Error, OrNotFound, Result};
use crate::locale::Message;
use crate::meetings::{self, MeetingId, MeetingRow, MeetingState};
use crate::page::{Page, Paged};
use crate::people::Role;
use crate::relationships::{self, RelationshipId};
use crate::text;
use crate::time::LocalTime;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Meetings),
    tables: TABLES,
    found: &[],
};

const TABLES: &[Stored] = {
    use crate::column::Columns::{Group, Key};
    use crate::column::Holds::{Body, Checked, Id, Instant};
    &[Stored::of(
        "mutual_check",
        &[
            Key(&[("meeting_id", Id), ("relationship_id", Id)]),
            Group(&[
                ("useful_to_me", Checked),
                ("useful_to_them", Checked),
                ("talked", Checked),
                ("text", Body),
                ("at", Instant),
            ]),
        ],
    )]
};

/// What is said of a talk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckFields {
    /// How useful it was to me, 1 to 5.
    pub useful_to_me: u8,
    /// How useful it was to them, as I see it, 1 to 5.
    pub useful_to_them: u8,
    /// Who talked: from 1, mostly they, to 5, mostly I; absent: not said.
    #[serde(default)]
    pub talked: Option<u8>,
    /// A line of words.
    #[serde(default)]
    pub text: String,
}

/// A check-in that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MutualCheck {
    /// The meeting.
    pub meeting_id: MeetingId,
    /// What the meeting is called.
    pub title: String,
    /// The day of the meeting, here.
    pub on: NaiveDate,
    /// What was said.
    #[serde(flatten)]
    pub fields: CheckFields,
    /// Start of the meeting, which the list is sorted by.
    pub starts_at: Millis,
}

/// Where a meeting stands with one of those who take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// Not its turn.
    NotDue,
    /// Its turn, or a former one's that was neither answered nor passed over.
    Due,
    /// Passed over.
    Skipped,
    /// Answered.
    Answered,
}

/// A meeting's check-in with one of those who take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RoomCheck {
    /// The room.
    pub relationship_id: RelationshipId,
    /// The other person's name.
    pub name: String,
    /// My role.
    pub role: Role,
    /// Where it stands.
    pub state: CheckState,
    /// What was said.
    pub said: Option<CheckFields>,
}

/// Asks for a meeting's check-ins.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MutualCheckShow {
    /// The meeting.
    pub meeting_id: MeetingId,
}

/// A meeting's check-ins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MutualCheckShown {
    /// Whether the meeting has begun, so that there is something to say.
    pub open: bool,
    /// One for each who takes part.
    pub rooms: Vec<RoomCheck>,
}

/// Says how useful a talk was.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MutualCheckAnswer {
    /// The meeting.
    pub meeting_id: MeetingId,
    /// The room.
    pub relationship_id: RelationshipId,
    /// What is said.
    pub fields: CheckFields,
}

/// Passes a check-in over: the next comes when as many meetings were held again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MutualCheckSkip {
    /// The meeting.
    pub meeting_id: MeetingId,
    /// The room.
    pub relationship_id: RelationshipId,
}

/// Asks for a room's check-ins that were answered, latest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MutualCheckList {
    /// The room.
    pub relationship_id: RelationshipId,
    /// Which part.
    #[serde(default)]
    pub page: Page,
}

/// Where a meeting stands with each of those who take part.
pub fn mutual_check_show(app: &App, request: MutualCheckShow) -> Result<MutualCheckShown> {
    app.read(|conn| {
        let meeting = meetings::store::find_row(conn, app, request.meeting_id)?;
        shown(conn, app, &meeting)
    })
}

pub(crate) fn shown(
    conn: &Connection,
    app: &App,
    meeting: &MeetingRow,
) -> Result<MutualCheckShown> {
    Ok(MutualCheckShown {
        open: has_begun(app, meeting),
        rooms: rooms(conn, app, meeting)?,
    })
}

/// Says how useful a talk was, or says it anew.
pub fn mutual_check_answer(app: &App, request: MutualCheckAnswer) -> Result<RoomCheck> {
    let fields = parse(request.fields)?;
    let (meeting, room) = (request.meeting_id, request.relationship_id);
    app.write("change_mutual_check_answer", |tx| {
        keep(tx, app, meeting, room, Some(&fields))
    })
}

/// Passes a check-in over.
pub fn mutual_check_skip(app: &App, request: MutualCheckSkip) -> Result<RoomCheck> {
    let (meeting, room) = (request.meeting_id, request.relationship_id);
    app.write("change_mutual_check_skip", |tx| {
        keep(tx, app, meeting, room, None)
    })
}

/// A room's check-ins that were answered, latest first.
pub fn mutual_check_list(app: &App, request: MutualCheckList) -> Result<Paged<MutualCheck>> {
    let select = "SELECT c.meeting_id, c.useful_to_me, c.useful_to_them, c.talked, c.text, m.title, m.starts_at
        FROM mutual_check c JOIN meeting m ON m.id = c.meeting_id
        WHERE c.relationship_id = ?1 AND c.useful_to_me IS NOT NULL AND m.bin_id IS NULL AND m.starts_at IS NOT NULL
          AND m.state IN ('held', 'planned')";
    let rows = app.read(|conn| {
        relationships::store::find(conn, app, request.relationship_id)?;
        Listing::about(&request.page, select, request.relationship_id)
            .latest_first("m.starts_at", "m.id")?
            .rows(conn, |row| from_row(row, app))
    })?;
    Ok(Paged::cut(rows, &request.page, |row| {
        serde_json::json!([row.starts_at, row.meeting_id])
    }))
}

/// Writes an answer down, or that there shall be none.
fn keep(
    conn: &Connection,
    app: &App,
    meeting: MeetingId,
    room: RelationshipId,
    fields: Option<&CheckFields>,
) -> Result<RoomCheck> {
    let meeting = meetings::store::find_row(conn, app, meeting)?;
    if !has_begun(app, &meeting) {
        return Err(Error::Conflict(Message::new("error_check_not_begun")));
    }
    of_room(conn, app, &meeting, room)?;
    conn.prepare_cached(
        "INSERT INTO mutual_check (meeting_id, relationship_id, useful_to_me, useful_to_them, talked, text, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (meeting_id, relationship_id) DO UPDATE SET useful_to_me = excluded.useful_to_me,
           useful_to_them = excluded.useful_to_them, talked = excluded.talked, text = excluded.text, at = excluded.at",
    )?
    .execute(params![
        meeting.id,
        room,
        fields.map(|said| said.useful_to_me),
        fields.map(|said| said.useful_to_them),
        fields.and_then(|said| said.talked),
        fields.map_or("", |said| said.text.as_str()),
        app.now()
    ])?;
    of_room(conn, app, &meeting, room)
}

fn of_room(
    conn: &Connection,
    app: &App,
    meeting: &MeetingRow,
    room: RelationshipId,
) -> Result<RoomCheck> {
    rooms(conn, app, meeting)?
        .into_iter()
        .find(|found| found.relationship_id == room)
        .or_not_found("relationship")
}

/// Each room of a meeting, with how many meetings were held since the check-in before.
fn rooms(conn: &Connection, app: &App, meeting: &MeetingRow) -> Result<Vec<RoomCheck>> {
    let Some(starts_at) = meeting.when.as_ref().map(|when| when.starts_at) else {
        return Ok(Vec::new());
    };
    let begun = has_begun(app, meeting);
    // A meeting under way is as good as held.
    let itself = u32::from(meeting.state == MeetingState::Planned);
    let rooms = conn
        .prepare_cached(
            "SELECT s.*, c.useful_to_me, c.useful_to_them, c.talked, c.text, c.at IS NOT NULL AS told,
               (SELECT count(*) FROM meeting_participant hp JOIN meeting h ON h.id = hp.meeting_id
                WHERE hp.relationship_id = s.id AND h.bin_id IS NULL AND h.state = 'held'
                  AND h.starts_at <= ?2 AND (s.last_at IS NULL OR h.starts_at > s.last_at)) AS held
             FROM (SELECT r.id, p.name, p.sort_name, r.role, r.check_every,
                     (SELECT max(lm.starts_at) FROM mutual_check l JOIN meeting lm ON lm.id = l.meeting_id
                      WHERE l.relationship_id = r.id AND lm.bin_id IS NULL
                        AND lm.state IN ('held', 'planned')) AS last_at
                   FROM meeting_participant mp JOIN relationship r ON r.id = mp.relationship_id
                   JOIN person p ON p.id = r.person_id
                   WHERE mp.meeting_id = ?1 AND r.bin_id IS NULL) s
             LEFT JOIN mutual_check c ON c.meeting_id = ?1 AND c.relationship_id = s.id
             ORDER BY s.sort_name, s.id",
        )?
        .query_map(params![meeting.id, starts_at], |row| {
            let told: bool = row.get("told")?;
            let said = match row.get::<_, Option<u8>>("useful_to_me")? {
                Some(_) => Some(fields(row)?),
                None => None,
            };
            let every: u32 = row.get("check_every")?;
            let last_at: Option<Millis> = row.get("last_at")?;
            let held = row.get::<_, u32>("held")? + itself;
            let is_due = begun && every > 0 && held >= every && last_at < Some(starts_at);
            let state = match (told, &said) {
                (true, Some(_)) => CheckState::Answered,
                (true, None) => CheckState::Skipped,
                (false, _) if is_due => CheckState::Due,
                (false, _) => CheckState::NotDue,
            };
            Ok(RoomCheck {
                relationship_id: row.get("id")?,
                name: row.get("name")?,
                role: read_word(row, "role")?,
                state,
                said,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rooms)
}

/// Whether a meeting was held, or is under way.
fn has_begun(app: &App, meeting: &MeetingRow) -> bool {
    match meeting.state {
        MeetingState::Held => true,
        MeetingState::Planned => meeting
            .when
            .as_ref()
            .is_some_and(|when| when.starts_at <= app.now()),
        MeetingState::Missed | MeetingState::Moved | MeetingState::Cancelled => false,
    }
}

fn parse(fields: CheckFields) -> Result<CheckFields> {
    let on_scale = |field, value: u8| match value {
        1..=5 => Ok(()),
        _ => Err(Error::invalid(field, Message::new("error_number_range"))),
    };
    on_scale("useful_to_me", fields.useful_to_me)?;
    on_scale("useful_to_them", fields.useful_to_them)?;
    fields
        .talked
        .map_or(Ok(()), |talked| on_scale("talked", talked))?;
    Ok(CheckFields {
        text: text::line("text", &fields.text)?,
        ..fields
    })
}

fn fields(row: &Row<'_>) -> rusqlite::Result<CheckFields> {
    Ok(CheckFields {
        useful_to_me: row.get("useful_to_me")?,
        useful_to_them: row.get("useful_to_them")?,
        talked: row.get("talked")?,
        text: row.get("text")?,
    })
}

fn from_row(row: &Row<'_>, app: &App) -> rusqlite::Result<MutualCheck> {
    let starts_at = row.get("starts_at")?;
    Ok(MutualCheck {
        meeting_id: row.get("meeting_id")?,
        title: row.get("title")?,
        on: LocalTime::at(starts_at, app.zone()).0.date(),
        fields: fields(row)?,
        starts_at,
    })
}
