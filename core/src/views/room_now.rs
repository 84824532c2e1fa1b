//! A room as it stands now, in one answer, beside what is said of it. Lists come as their first page; their own commands
//! read on. Private notes are asked for by themselves.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::actions::commands::board;
use crate::actions::{ActionBoard, ActionBoardShow};
use crate::app::App;
use crate::challenges::{self, Challenge, ChallengeList, ChallengeState};
use crate::contacts::{self, Contact, ContactList};
use crate::error::Result;
use crate::goals::{self, GoalList, GoalRow, GoalState};
use crate::markdown::{self, Html};
use crate::meetings::{
    self, AgendaInbox, AgendaPoint, Meeting, MeetingList, MeetingListUndated, MeetingOrder,
    MeetingRow, MeetingState,
};
use crate::page::{Page, Paged};
use crate::relationships::{self, RelationshipId};

/// How many goals and challenges a room shows beside the rest.
const ASIDE: u32 = 5;

/// How many contacts a room can show since the last meeting, and one more to tell whether there are others.
const SINCE: u32 = 5;

/// How many meetings a room asks about that nobody has said anything of.
const UNTOLD: usize = 3;

/// Asks how a room stands now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RoomNowShow {
    /// The relationship.
    pub id: RelationshipId,
}

/// A room as it stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RoomNow {
    /// Its latest meetings that are over and of which nobody said how they went, at most three.
    pub untold: Vec<MeetingRow>,
    /// The next meeting, or else the first that waits for a date.
    pub next: Option<Meeting>,
    /// What waits to be talked about, where there is no such meeting.
    pub inbox: Paged<AgendaPoint>,
    /// The last meeting held.
    pub last: Option<LastHeld>,
    /// Contacts since then, the latest first, at most five.
    pub since: Vec<Contact>,
    /// Its promises.
    pub promises: ActionBoard,
    /// Open challenges it is asked about, at most five.
    pub challenges: Vec<Challenge>,
    /// Open goals, at most five.
    pub goals: Vec<GoalRow>,
}

/// The last meeting held, with its notes as they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LastHeld {
    /// The meeting.
    pub meeting: MeetingRow,
    /// Its shareable notes.
    pub notes_html: Html,
}

/// A room as it stands now, beside what is said of it.
pub fn room_now_show(app: &App, request: RoomNowShow) -> Result<RoomNow> {
    let id = request.id;
    app.read(|conn| {
        let room = relationships::store::find(conn, app, id)?;
        let next = next(conn, app, id, room.next_meeting.map(|next| next.id))?;
        let inbox = AgendaInbox {
            relationship_id: id,
            page: Page::default(),
        };
        let mut since = contacts::list(
            conn,
            &ContactList {
                relationship: id,
                page: Page::first(SINCE),
            },
        )?
        .items;
        since.retain(|contact| {
            room.last_met_on
                .is_none_or(|met| contact.fields.happened_on >= met)
        });
        Ok(RoomNow {
            untold: untold(conn, app, id)?,
            inbox: match next {
                None => meetings::agenda::inbox(conn, app, &inbox)?,
                Some(_) => Paged::none(),
            },
            next,
            last: last(conn, app, id)?,
            since,
            promises: board(
                conn,
                app,
                &ActionBoardShow {
                    relationship: Some(id),
                    ..ActionBoardShow::default()
                },
            )?,
            challenges: cut(challenges::store::list(
                conn,
                &ChallengeList {
                    relationship: Some(id),
                    state: Some(ChallengeState::Open),
                    page: Page::first(ASIDE),
                },
            )?),
            goals: cut(goals::store::list(
                conn,
                &GoalList {
                    state: Some(GoalState::Open),
                    relationship: Some(id),
                    whose: None,
                    page: Page::first(ASIDE),
                },
            )?),
        })
    })
}

/// The next meeting with a date, or else the first without.
fn next(
    conn: &Connection,
    app: &App,
    room: RelationshipId,
    dated: Option<String>,
) -> Result<Option<Meeting>> {
    let id = match dated.and_then(|id| id.parse().ok()) {
        Some(id) => Some(id),
        None => meetings::store::list_undated(
            conn,
            app,
            &MeetingListUndated {
                relationship: Some(room),
                page: Page::first(1),
            },
        )?
        .first()
        .map(|meeting| meeting.id),
    };
    id.map(|id| meetings::commands::show(conn, app, id))
        .transpose()
}

/// The last meeting held.
fn last(conn: &Connection, app: &App, room: RelationshipId) -> Result<Option<LastHeld>> {
    let held = latest(conn, app, room, MeetingState::Held, 1)?;
    let Some(meeting) = held.into_iter().next() else {
        return Ok(None);
    };
    let (notes, ..) = meetings::store::find_rest(conn, meeting.id)?;
    Ok(Some(LastHeld {
        meeting,
        notes_html: markdown::html(&notes),
    }))
}

/// Planned meetings that are over. What is still to come today stands before them.
fn untold(conn: &Connection, app: &App, room: RelationshipId) -> Result<Vec<MeetingRow>> {
    let mut planned = latest(conn, app, room, MeetingState::Planned, 100)?;
    planned.retain(|meeting| {
        let when = meeting.when.as_ref();
        when.is_some_and(|when| when.ends_at <= app.now())
    });
    planned.truncate(UNTOLD);
    Ok(planned)
}

/// The latest meetings of a room in a state, of those that began before today ended.
fn latest(
    conn: &Connection,
    app: &App,
    room: RelationshipId,
    state: MeetingState,
    limit: u32,
) -> Result<Vec<MeetingRow>> {
    let planned = state == MeetingState::Planned;
    let request = MeetingList {
        relationship: Some(room),
        until: planned.then(|| app.today()),
        state: Some(state),
        order: MeetingOrder::Latest,
        page: Page::first(limit),
        ..MeetingList::default()
    };
    meetings::store::list(conn, app, &request)
}

/// A list reads one row more than it was asked for.
fn cut<T>(mut rows: Vec<T>) -> Vec<T> {
    rows.truncate(ASIDE as usize);
    rows
}
