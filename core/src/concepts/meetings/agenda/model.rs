//! A point of an agenda, and what can be asked of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::db::OrderKey;
use crate::id::Id;
use crate::meetings::MeetingId;
use crate::page::Page;
use crate::relationships::RelationshipId;

/// An agenda point's id.
pub type AgendaPointId = Id<AgendaPoint>;

/// Mine or the other person's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Mine.
    #[default]
    Mine,
    /// The other person's.
    Theirs,
}

/// What a point of an agenda is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    /// Something to talk about.
    #[default]
    Topic,
    /// A question to ask.
    Question,
}

/// Something to talk about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AgendaPoint {
    /// The id.
    pub id: AgendaPointId,
    /// The room whose inbox it was put into.
    pub relationship_id: Option<RelationshipId>,
    /// The meeting it stands on; absent while it waits for the next one.
    pub meeting_id: Option<MeetingId>,
    /// What to talk about.
    pub text: String,
    /// What it is.
    pub kind: AgendaKind,
    /// The question of the bank it came from: the key of one we ship, or the id of one of the person's own.
    pub question_key: Option<String>,
    /// Who brought it up.
    pub raised_by: Side,
    /// The meeting it came up in, where it was kept for a later one.
    pub raised_in: Option<MeetingId>,
    /// The day of the meeting that left it open, here: it has rolled over from there.
    pub left_on: Option<NaiveDate>,
    /// Whether it was talked about.
    pub done: bool,
    /// When it was put down.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
    /// What the list is sorted by.
    pub position: OrderKey,
}

/// Puts something on a meeting's agenda, or into a room's inbox. At least one of the two is given.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaAdd {
    /// The room.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
    /// The meeting.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// What to talk about.
    pub text: String,
    /// Topic or question.
    #[serde(default)]
    #[ts(as = "Option<AgendaKind>", optional)]
    pub kind: AgendaKind,
    /// Who brings it up.
    #[serde(default)]
    pub raised_by: Side,
}

/// A point as it is written down: what it says, and where it stands.
pub(crate) struct NewPoint<'a> {
    pub(crate) relationship_id: Option<RelationshipId>,
    pub(crate) meeting_id: Option<MeetingId>,
    pub(crate) text: &'a str,
    pub(crate) kind: AgendaKind,
    pub(crate) raised_by: Side,
    /// The meeting it came up in, where it is kept for a later one.
    pub(crate) raised_in: Option<MeetingId>,
    /// The question of the bank it came from.
    pub(crate) question_key: Option<&'a str>,
}

/// Rewords a point.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaChange {
    /// The point.
    pub id: AgendaPointId,
    /// What to talk about.
    pub text: String,
    /// What it is; absent: what it was.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<AgendaKind>,
    /// Who brings it up.
    pub raised_by: Side,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<AgendaFields>,
}

/// What can be said of a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaFields {
    /// What to talk about.
    pub text: String,
    /// What it is.
    pub kind: AgendaKind,
    /// Who brings it up.
    pub raised_by: Side,
}

/// Says a point was talked about, or was not after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaTick {
    /// The point.
    pub id: AgendaPointId,
    /// Talked about.
    pub done: bool,
    /// The meeting it was talked about in: a point that waited in a room's inbox belongs there from then on.
    #[serde(default)]
    #[ts(optional)]
    pub meeting_id: Option<MeetingId>,
}

/// Puts a point before another of the same list, or at its end.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaMove {
    /// The point.
    pub id: AgendaPointId,
    /// The point it shall stand before; absent: at the end.
    pub before: Option<AgendaPointId>,
}

/// Puts a point into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaRemove {
    /// The point.
    pub id: AgendaPointId,
}

/// Asks for what waits in a room for the next meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgendaInbox {
    /// The room.
    pub relationship_id: RelationshipId,
    /// Which part.
    #[serde(default)]
    pub page: Page,
}
