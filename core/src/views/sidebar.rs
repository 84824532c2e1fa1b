//! The sidebar: who there is, whom one meets next, and how much waits. One question, because it is always there.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::error::Result;
use crate::page::Page;
use crate::relationships::{self, RelationshipId, RelationshipList, Role};
use crate::reminders;
use crate::time::LocalTime;

/// As many rooms of a kind as a sidebar can hold and still be read.
const MOST: u32 = 40;

/// Asks for the sidebar.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct SidebarShow {}

/// What the sidebar shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Sidebar {
    /// The rooms with those who mentor me.
    pub mentors: SidebarRooms,
    /// The rooms with those I mentor.
    pub mentees: SidebarRooms,
    /// The rooms with peers.
    pub peers: SidebarRooms,
    /// How many reminders wait in the inbox, counted to one beyond [`limits::COUNTED`](crate::limits::COUNTED).
    pub waiting: u32,
}

/// Rooms of one kind, by name; those that ended are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SidebarRooms {
    /// The first forty.
    pub rooms: Vec<SidebarRoom>,
    /// Whether there are others.
    pub more: bool,
}

/// A room in the sidebar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SidebarRoom {
    /// The relationship.
    pub id: RelationshipId,
    /// The other person.
    pub name: String,
    /// When we meet next, here.
    pub next_here: Option<LocalTime>,
}

/// What the sidebar shows, in one answer.
pub fn sidebar_show(app: &App, _request: SidebarShow) -> Result<Sidebar> {
    app.read(|conn| {
        Ok(Sidebar {
            mentors: rooms(conn, app, Role::Mentee)?,
            mentees: rooms(conn, app, Role::Mentor)?,
            peers: rooms(conn, app, Role::Peer)?,
            waiting: reminders::waiting(conn, app)?,
        })
    })
}

/// The rooms in which I have this role.
fn rooms(conn: &Connection, app: &App, role: Role) -> Result<SidebarRooms> {
    let request = RelationshipList {
        role: Some(role),
        page: Page::first(MOST),
        ..RelationshipList::default()
    };
    let mut rows = relationships::store::list(conn, app, &request)?;
    let more = rows.len() > MOST as usize;
    rows.truncate(MOST as usize);
    let rooms = rows
        .into_iter()
        .map(|row| SidebarRoom {
            id: row.id,
            name: row.name,
            next_here: row.next_meeting.map(|next| next.here),
        })
        .collect();
    Ok(SidebarRooms { rooms, more })
}
