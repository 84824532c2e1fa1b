use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::id::Id;
use crate::meetings::{MeetingId, Side};
use crate::page::{Page, Paged};
use crate::relationships::{RelationshipId, Role};

/// An action's id.
pub type ActionId = Id<Action>;

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// Still to do.
    Open,
    /// Kept.
    Done,
    /// Let go, with a reason.
    Dropped,
}

/// What can be said of a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionFields {
    /// What was promised.
    pub title: String,
    /// Whose promise it is.
    #[serde(default)]
    pub owner: Side,
    /// Until when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// The room it belongs to; absent: a promise to oneself.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
    /// The meeting it was made in.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// The goal it serves.
    #[serde(default)]
    pub goal_id: Option<String>,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Action {
    /// The id.
    pub id: ActionId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: ActionFields,
    /// What became of it.
    pub state: ActionState,
    /// When it was kept or let go.
    pub closed_at: Option<Millis>,
    /// Why it was let go.
    pub closed_reason: String,
    /// The other person's name.
    pub name: Option<String>,
    /// What they are called.
    pub called: Option<String>,
    /// The goal's title.
    pub goal_title: Option<String>,
    /// The day it was due before it was put off; absent: it never was.
    pub first_due_on: Option<NaiveDate>,
    /// How often it was put off.
    pub put_off: u32,
    /// The day it was due before that was last changed; absent: it never was.
    pub was_due_on: Option<NaiveDate>,
    /// Whether its room has ended.
    pub ended: bool,
    /// Whether it goes on all the same: it is reminded of.
    pub beyond_end: bool,
    /// When it was made.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
    /// What the list is sorted by.
    pub due_key: String,
}

/// Adds a promise.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionAdd {
    /// What is said of it.
    pub fields: ActionFields,
}

/// Replaces what is said of a promise.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionChange {
    /// The promise.
    pub id: ActionId,
    /// All of it, as it shall be.
    pub fields: ActionFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<ActionFields>,
}

/// Says a promise was kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionDone {
    /// The promise.
    pub id: ActionId,
}

/// Lets a promise go.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionDrop {
    /// The promise.
    pub id: ActionId,
    /// Why, if wanted.
    #[serde(default)]
    pub reason: String,
}

/// Opens a promise again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionReopen {
    /// The promise.
    pub id: ActionId,
}

/// Says whether a promise goes on after its room has ended.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionGoOn {
    /// The promise.
    pub id: ActionId,
    /// Whether it does.
    pub beyond_end: bool,
}

/// Puts a promise into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionDelete {
    /// The promise.
    pub id: ActionId,
}

/// Until when a promise is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "day", rename_all = "snake_case")]
pub enum PutOff {
    /// Tomorrow.
    Tomorrow,
    /// A week from today.
    NextWeek,
    /// The day of the room's next meeting.
    NextMeeting,
    /// That day.
    Day(NaiveDate),
}

/// Puts a promise off. How often, and when it was due first, stays to be seen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionSnooze {
    /// The promise.
    pub id: ActionId,
    /// Until when.
    pub until: PutOff,
}

/// What a list of promises is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionOrder {
    /// By due date; those without one come last.
    #[default]
    Due,
    /// Those kept or let go, the latest first.
    Closed,
}

/// Asks for promises, by due date; those without one come last.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ActionList {
    /// Only those in this state.
    pub state: Option<ActionState>,
    /// Only those of this side.
    pub owner: Option<Side>,
    /// Only those of this room.
    pub relationship: Option<RelationshipId>,
    /// Only those of rooms in which I have this role.
    #[ts(optional = nullable)]
    pub role: Option<Role>,
    /// Only those of this meeting.
    pub meeting: Option<MeetingId>,
    /// Only those for this goal.
    pub goal: Option<String>,
    /// Only those due on this date or before.
    pub due_until: Option<NaiveDate>,
    /// Without what an ended room left and nobody agreed to go on with.
    #[ts(optional, as = "Option<bool>")]
    pub going_on: bool,
    /// Only open ones that meetings before this one left to those who meet in it.
    #[ts(optional = nullable)]
    pub carried_to: Option<MeetingId>,
    /// What they are sorted by; by when they were closed only where `state` says that they are.
    #[ts(optional, as = "Option<ActionOrder>")]
    pub order: ActionOrder,
    /// Which part.
    pub page: Page,
}

/// Asks for the promises of a room, a meeting or a goal.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ActionBoardShow {
    /// Only those of this room.
    pub relationship: Option<RelationshipId>,
    /// Only those of this meeting.
    pub meeting: Option<MeetingId>,
    /// Only those for this goal.
    pub goal: Option<String>,
}

/// The promises of a room, a meeting or a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ActionBoard {
    /// The open ones, the first page.
    pub open: Paged<Action>,
    /// Those kept within a day, the latest first, at most a hundred: a slip of the hand can be taken back in place.
    pub kept_lately: Vec<Action>,
    /// How many are kept or dropped, counted to one beyond [`limits::COUNTED`](crate::limits::COUNTED).
    pub closed: u32,
}

impl Action {
    /// Whether another due date lets more time: a later one, or none.
    pub(super) fn is_put_off(&self, due_on: Option<NaiveDate>) -> bool {
        self.fields
            .due_on
            .is_some_and(|before| due_on.is_none_or(|after| after > before))
    }
}

impl ActionList {
    pub(super) fn by_closing(&self) -> bool {
        self.order == ActionOrder::Closed
            && matches!(
                self.state,
                Some(ActionState::Done) | Some(ActionState::Dropped)
            )
    }
}
