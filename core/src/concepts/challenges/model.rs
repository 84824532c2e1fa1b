use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::id::Id;
use crate::markdown::Html;
use crate::page::Page;
use crate::relationships::RelationshipId;

/// A challenge's id.
pub type ChallengeId = Id<Challenge>;

/// What became of a challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChallengeState {
    /// Being worked on.
    Open,
    /// Solved.
    Solved,
    /// Let go.
    Dropped,
}

/// Somebody who is asked about a challenge, and what they said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeVoice {
    /// Their room.
    pub relationship_id: RelationshipId,
    /// Their name; known by the desk, not asked for.
    #[serde(default)]
    pub name: String,
    /// What they said; empty while they were not asked.
    #[serde(default)]
    pub text: String,
}

/// Something that was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeTry {
    /// What.
    pub text: String,
    /// Whether it helped; absent: not known yet.
    #[serde(default)]
    pub helped: Option<bool>,
}

/// What can be said of a challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeFields {
    /// What is difficult.
    pub title: String,
    /// What there is to know about it, Markdown.
    #[serde(default)]
    pub context: String,
    /// The goal it stands in the way of.
    #[serde(default)]
    pub goal_id: Option<String>,
    /// Who is asked, at most 20.
    #[serde(default)]
    pub voices: Vec<ChallengeVoice>,
    /// What was tried, in order, at most 50.
    #[serde(default)]
    pub tries: Vec<ChallengeTry>,
}

/// A challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Challenge {
    /// The id.
    pub id: ChallengeId,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: ChallengeFields,
    /// The context as it is shown.
    pub context_html: Html,
    /// What became of it.
    pub state: ChallengeState,
    /// Of one solved what worked, of one let go why.
    pub worked: String,
    /// When it was solved or let go.
    pub closed_at: Option<Millis>,
    /// The goal's title.
    pub goal_title: Option<String>,
    /// When it was put down.
    pub created_at: Millis,
    /// When something was said of it last.
    pub changed_at: Millis,
}

/// Puts a challenge down.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeAdd {
    /// What is said of it.
    pub fields: ChallengeFields,
}

/// Replaces what is said of a challenge.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeChange {
    /// The challenge.
    pub id: ChallengeId,
    /// All of it, as it shall be.
    pub fields: ChallengeFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<ChallengeFields>,
}

/// Says that a challenge is solved, or let go.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeClose {
    /// The challenge.
    pub id: ChallengeId,
    /// Whether it is solved; else it is let go.
    pub solved: bool,
    /// What worked, or why it is let go.
    #[serde(default)]
    pub worked: String,
}

/// Opens a challenge again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeReopen {
    /// The challenge.
    pub id: ChallengeId,
}

/// Asks for a challenge.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeShow {
    /// The challenge.
    pub id: ChallengeId,
}

/// Puts a challenge into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChallengeDelete {
    /// The challenge.
    pub id: ChallengeId,
}

/// Asks for challenges, the latest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ChallengeList {
    /// Only those this room is asked about.
    pub relationship: Option<RelationshipId>,
    /// Only those in this state.
    pub state: Option<ChallengeState>,
    /// Which part.
    pub page: Page,
}
