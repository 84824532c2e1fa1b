use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::id::Id;
use crate::meetings::MeetingId;
use crate::page::Page;
use crate::relationships::RelationshipId;

/// A decision's id.
pub type DecisionId = Id<Decision>;

/// What somebody said of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub struct DecisionAdd {
    /// What is said of it.
    pub fields: DecisionFields,
    /// Whether it is made already.
    #[serde(default)]
    pub made: bool,
}

/// Replaces what is said of a decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecisionChange {
    /// The decision.
    pub id: DecisionId,
    /// All of it, as it shall be.
    pub fields: DecisionFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<DecisionFields>,
}

/// Says what was chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub struct DecisionReopen {
    /// The decision.
    pub id: DecisionId,
}

/// Says what came of a decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecisionLookBack {
    /// The decision.
    pub id: DecisionId,
    /// What came of it.
    pub text: String,
}

/// Asks for a decision.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecisionShow {
    /// The decision.
    pub id: DecisionId,
}

/// Puts a decision into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecisionDelete {
    /// The decision.
    pub id: DecisionId,
}

/// Asks for decisions, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
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
