use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::id::Id;
use crate::markdown::Html;
use crate::meetings::Side;
use crate::page::Page;
use crate::relationships::RelationshipId;

/// A goal's id.
pub type GoalId = Id<GoalRow>;
/// A milestone's id.
pub type MilestoneId = Id<Milestone>;

/// What sort of goal it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GoalKind {
    /// Something to be able to do.
    Skill,
    /// A certificate to earn.
    Certification,
    /// A piece of work to finish.
    Project,
    /// People to know.
    Network,
    /// To trust oneself with something.
    Confidence,
    /// To lead.
    Leadership,
    /// Anything else.
    #[default]
    Other,
}

/// What became of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GoalState {
    /// Being worked on.
    Open,
    /// Reached.
    Reached,
    /// Let go, with a reason.
    Dropped,
}

/// What can be said of a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalFields {
    /// What it is.
    pub title: String,
    /// What sort it is.
    #[serde(default)]
    pub kind: GoalKind,
    /// Whose goal it is.
    #[serde(default)]
    pub whose: Side,
    /// The room it is worked on in; absent: my own.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
    /// Why it matters, Markdown.
    #[serde(default)]
    pub why: String,
    /// How we will know, Markdown.
    #[serde(default)]
    pub measure: String,
    /// By when.
    #[serde(default)]
    pub target_on: Option<NaiveDate>,
}

/// A goal in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GoalRow {
    /// The id.
    pub id: GoalId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: GoalFields,
    /// What became of it.
    pub state: GoalState,
    /// When it was reached or let go.
    pub closed_at: Option<Millis>,
    /// Why it was let go.
    pub closed_reason: String,
    /// The other person's name.
    pub name: Option<String>,
    /// What they are called.
    pub called: Option<String>,
    /// Milestones in all.
    pub milestones: u32,
    /// Milestones reached.
    pub reached: u32,
    /// The first milestone that is not reached.
    pub next_step: Option<String>,
    /// By when that is to be.
    pub next_step_on: Option<NaiveDate>,
    /// How far, in per cent: by milestones where there are any, else as the last check-in felt.
    pub progress: Option<u32>,
    /// When it was set.
    pub created_at: Millis,
    /// When it last moved.
    pub changed_at: Millis,
}

/// Asks for a letter to the one a reached goal was worked on with.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalThanks {
    /// The goal.
    pub id: GoalId,
}

/// A step on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Milestone {
    /// The id.
    pub id: MilestoneId,
    /// The goal.
    pub goal_id: GoalId,
    /// What it is.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// The day it was due before that was last changed; absent: it never was.
    pub was_due_on: Option<NaiveDate>,
    /// When it was reached.
    pub reached_at: Option<Millis>,
}

/// How it stood on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CheckIn {
    /// The id.
    pub id: Id<CheckIn>,
    /// When.
    pub at: Millis,
    /// The day of it, here.
    pub on: NaiveDate,
    /// In words, Markdown.
    pub text: String,
    /// The words as they are shown.
    pub html: Html,
    /// As felt, in per cent.
    pub progress: Option<u32>,
}

/// A goal with its milestones and check-ins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Goal {
    /// The goal.
    #[serde(flatten)]
    pub row: GoalRow,
    /// Why it matters, as it is shown.
    pub why_html: Html,
    /// How we will know, as it is shown.
    pub measure_html: Html,
    /// Its milestones, in order, at most 200.
    pub steps: Vec<Milestone>,
    /// Its check-ins, latest first, at most 200.
    pub check_ins: Vec<CheckIn>,
}

/// Sets a goal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalSet {
    /// What is said of it.
    pub fields: GoalFields,
}

/// Replaces what is said of a goal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalChange {
    /// The goal.
    pub id: GoalId,
    /// All of it, as it shall be.
    pub fields: GoalFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<GoalFields>,
}

/// Says a goal is reached.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalComplete {
    /// The goal.
    pub id: GoalId,
}

/// Lets a goal go.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalDrop {
    /// The goal.
    pub id: GoalId,
    /// Why, if wanted.
    #[serde(default)]
    pub reason: String,
}

/// Opens a goal again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalReopen {
    /// The goal.
    pub id: GoalId,
}

/// Puts a goal into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalDelete {
    /// The goal.
    pub id: GoalId,
}

/// Asks for a goal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalShow {
    /// The goal.
    pub id: GoalId,
}

/// Asks for goals, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct GoalList {
    /// Only those in this state.
    pub state: Option<GoalState>,
    /// Only those of this room.
    pub relationship: Option<RelationshipId>,
    /// Only those of this side.
    pub whose: Option<Side>,
    /// Which part.
    pub page: Page,
}

/// Says how a goal stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoalCheckIn {
    /// The goal.
    pub id: GoalId,
    /// In words.
    #[serde(default)]
    pub text: String,
    /// As felt, in per cent, 0 to 100.
    #[serde(default)]
    pub progress: Option<u32>,
}

/// Adds a milestone at the end.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneAdd {
    /// The goal.
    pub goal_id: GoalId,
    /// What it is.
    pub title: String,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
}

/// Replaces what is said of a milestone.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneChange {
    /// The milestone.
    pub id: MilestoneId,
    /// What it is.
    pub title: String,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<MilestoneFields>,
}

/// What can be said of a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneFields {
    /// What it is.
    pub title: String,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
}

/// Says a milestone is reached, or is not after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneReach {
    /// The milestone.
    pub id: MilestoneId,
    /// Reached.
    pub reached: bool,
}

/// Puts a milestone before another of the goal, or at its end.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneMove {
    /// The milestone.
    pub id: MilestoneId,
    /// The one it shall stand before; absent: at the end.
    pub before: Option<MilestoneId>,
}

/// Puts a milestone into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRemove {
    /// The milestone.
    pub id: MilestoneId,
}
