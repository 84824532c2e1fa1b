use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::id::Id;
use crate::meetings::{MeetingId, Side};
use crate::page::Page;
use crate::relationships::RelationshipId;

/// A piece of advice's id.
pub type AdviceId = Id<Advice>;

/// What the one who got a piece of advice made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AdviceState {
    /// Nothing yet.
    New,
    /// It is being tried.
    Trying,
    /// Not now.
    Later,
    /// It does not fit.
    Declined,
    /// It was tried; there is a result.
    Tried,
}

/// What can be said of a piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceFields {
    /// What was advised.
    pub text: String,
    /// The room it was given in.
    pub relationship_id: RelationshipId,
    /// Who gave it.
    #[serde(default)]
    pub given_by: Side,
    /// The meeting it was given in.
    #[serde(default)]
    pub meeting_id: Option<MeetingId>,
    /// The goal it serves.
    #[serde(default)]
    pub goal_id: Option<String>,
}

/// A piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Advice {
    /// The id.
    pub id: AdviceId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: AdviceFields,
    /// What was made of it.
    pub state: AdviceState,
    /// Until when it is tried.
    pub try_by: Option<NaiveDate>,
    /// Whether and why it fits.
    pub reflection: String,
    /// What happened.
    pub result: String,
    /// Whether it helped; absent: not said.
    pub helped: Option<bool>,
    /// When the other side heard what came of it.
    pub told_at: Option<Millis>,
    /// When they were thanked.
    pub thanked_at: Option<Millis>,
    /// The other person's name.
    pub name: String,
    /// What they are called.
    pub called: String,
    /// The goal's title.
    pub goal_title: Option<String>,
    /// When it was put down.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
}

/// Puts a piece of advice down.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceAdd {
    /// What is said of it.
    pub fields: AdviceFields,
    /// Until when it is tried, if that is clear at once.
    #[serde(default)]
    pub try_by: Option<NaiveDate>,
}

/// Replaces what is said of a piece of advice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceChange {
    /// The advice.
    pub id: AdviceId,
    /// All of it, as it shall be.
    pub fields: AdviceFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<AdviceFields>,
}

/// What to make of a piece of advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AdviceVerdict {
    /// Try it.
    Try,
    /// Not now.
    Later,
    /// Not for me.
    Decline,
    /// Not decided after all.
    Open,
}

/// Says what to make of a piece of advice. A result told before is dropped.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceDecide {
    /// The advice.
    pub id: AdviceId,
    /// What to make of it.
    pub verdict: AdviceVerdict,
    /// Until when it is tried.
    #[serde(default)]
    pub try_by: Option<NaiveDate>,
    /// Whether and why it fits.
    #[serde(default)]
    pub reflection: String,
}

/// Says what came of a piece of advice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceResult {
    /// The advice.
    pub id: AdviceId,
    /// What happened.
    pub result: String,
    /// Whether it helped; absent: not said.
    #[serde(default)]
    pub helped: Option<bool>,
}

/// Says that the other side heard what came of it, or did not after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceTell {
    /// The advice.
    pub id: AdviceId,
    /// Whether they heard.
    pub told: bool,
    /// Whether they were thanked.
    pub thanked: bool,
}

/// Asks for a piece of advice.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceShow {
    /// The advice.
    pub id: AdviceId,
}

/// Puts a piece of advice into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceDelete {
    /// The advice.
    pub id: AdviceId,
}

/// Asks for advice, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct AdviceList {
    /// Only what was given in this room.
    pub relationship: Option<RelationshipId>,
    /// Only what was given in this meeting.
    pub meeting: Option<MeetingId>,
    /// Only what serves this goal.
    pub goal: Option<String>,
    /// Only what this was made of.
    pub state: Option<AdviceState>,
    /// Only what this side gave.
    pub given_by: Option<Side>,
    /// Which part.
    pub page: Page,
}
