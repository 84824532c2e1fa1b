//! The brief: one page before a meeting. What stands open between me and those I meet, what moved since we last
//! did, and what to remember; and the variant to share, made of types no private text can be in.

mod gather;
mod share;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use share::{
    BriefSave, BriefSent, BriefShare, SharedAgenda, SharedLine, SharedPart, brief_save, brief_sent,
    brief_share,
};

use crate::actions::Action;
use crate::advice::Advice;
use crate::app::App;
use crate::challenges::Challenge;
use crate::decisions::Decision;
use crate::error::Result;
use crate::goals::GoalRow;
use crate::journal::JournalEntry;
use crate::meetings::{AgendaPoint, MeetingId, MeetingRow};
use crate::notes::Note;
use crate::people::PersonId;
use crate::relationships::{RelationshipId, Role};

/// What a brief is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum BriefAbout {
    /// A meeting, with everybody who takes part.
    Meeting(MeetingId),
    /// A room, whether a meeting is planned in it or not.
    Relationship(RelationshipId),
}

/// Asks for a brief.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BriefShow {
    /// What it is about.
    pub about: BriefAbout,
}

/// One of those I meet. Whom I meet in two rooms is here once, with the first of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BriefPerson {
    /// The room.
    pub relationship_id: RelationshipId,
    /// The person.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are called.
    pub called: String,
    /// Where they work, and as what.
    pub position: String,
    /// My role in this room.
    pub role: Role,
    /// What the room is for.
    pub topic: String,
    /// The day of the last contact in any of the rooms we meet in, here.
    pub last_on: Option<NaiveDate>,
    /// Their address for mail.
    pub email: String,
}

/// A goal, and how it moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BriefGoal {
    /// The goal.
    pub goal: GoalRow,
    /// The words of the latest check-in since the last contact.
    pub said: Option<String>,
    /// Milestones reached since the last contact.
    pub reached: Vec<String>,
}

/// What stands open, in the parts of a page. Each open thing is in exactly one of them, at most 200 of a kind and 800
/// promises.
/// Nothing here is private: the types of these parts have no way to a note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct BriefOpen {
    /// What to talk about; what rolled over from an earlier meeting comes first.
    pub topics: Vec<AgendaPoint>,
    /// Questions to ask.
    pub questions: Vec<AgendaPoint>,
    /// My open promises.
    pub mine: Vec<Action>,
    /// Theirs.
    pub theirs: Vec<Action>,
    /// Promises of both sides kept or let go since the last contact.
    pub closed: Vec<Action>,
    /// Advice to try or to decide on, and what was tried and not told yet.
    pub advice: Vec<Advice>,
    /// Open challenges these people are asked about.
    pub challenges: Vec<Challenge>,
    /// Decisions to make, or to look back on.
    pub decisions: Vec<Decision>,
    /// Open goals, and those closed since the last contact.
    pub goals: Vec<BriefGoal>,
    /// Wins they have not heard of.
    pub wins: Vec<JournalEntry>,
}

/// One page before a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Brief {
    /// The meeting it is for: the one asked for, or the room's next.
    pub meeting: Option<MeetingRow>,
    /// Those I meet.
    pub people: Vec<BriefPerson>,
    /// The meeting held last with any of them.
    pub last: Option<MeetingRow>,
    /// What stands open.
    pub open: BriefOpen,
    /// What to remember about them. Private.
    pub remember: Vec<Note>,
}

/// One page before a meeting, gathered in one go.
pub fn brief_show(app: &App, request: BriefShow) -> Result<Brief> {
    app.read(|conn| {
        let frame = gather::frame(conn, app, request.about)?;
        let open = gather::open(conn, app, &frame)?;
        let remember = gather::remember(conn, app, &frame)?;
        Ok(Brief {
            meeting: frame.meeting,
            people: frame.people,
            last: frame.last,
            open,
            remember,
        })
    })
}
