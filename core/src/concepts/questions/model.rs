use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::meetings::MeetingId;
use crate::page::Page;
use crate::people::{PersonId, Role};
use crate::presets::Origin;
use crate::relationships::RelationshipId;

/// What a talk is about, and with it what is worth asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// Getting to know each other.
    FirstMeeting,
    /// Any meeting.
    Regular,
    /// Something does not move.
    Stuck,
    /// Something is to be decided.
    Decision,
    /// Asking for feedback, or giving it.
    Feedback,
    /// Looking back.
    Review,
    /// Parting well.
    Closing,
}

/// What can be said of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionFields {
    /// The question.
    pub text: String,
    /// When it is worth asking.
    pub occasion: Occasion,
    /// My role where it fits; absent: any.
    #[serde(default)]
    pub role: Option<Role>,
    /// The one room it is for; absent: any. Only one of the person's own has one, and then it has no role.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
}

/// A question of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Question {
    /// The key of one we ship, or the id of one of the person's own.
    pub id: String,
    /// Whose words it is in.
    pub origin: Origin,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: QuestionFields,
    /// The name of the one whose room it is for.
    pub room_name: Option<String>,
    /// Of whom it was asked, the latest first, at most five; for a meeting, only of those who take part.
    pub asked: Vec<Asked>,
    /// Of how many it was asked.
    pub asked_of: u32,
    /// Whether it stands on the meeting's agenda already.
    pub waiting: bool,
}

/// Somebody a question was asked of: it was ticked in a meeting that was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Asked {
    /// The person.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// The latest meeting it was asked in.
    pub meeting_id: MeetingId,
    /// The day of it, here.
    pub on: NaiveDate,
}

/// Asks for the bank. For a meeting, what was not yet asked of those who take part comes first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct QuestionList {
    /// Only what fits this meeting.
    pub meeting: Option<MeetingId>,
    /// Only those for this occasion.
    pub occasion: Option<Occasion>,
    /// Only those that hold these words.
    pub text: String,
    /// Which part.
    pub page: Page,
}

/// Adds a question of the person's own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionAdd {
    /// What is said of it.
    pub fields: QuestionFields,
}

/// Replaces what is said of a question. One of ours becomes the person's wording.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionChange {
    /// The question.
    pub id: String,
    /// All of it, as it shall be.
    pub fields: QuestionFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<QuestionFields>,
}

/// Puts our wording of a question back; the person's goes into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionPutBack {
    /// The question.
    pub id: String,
}

/// Puts a question of the person's own into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionDelete {
    /// The question.
    pub id: String,
}

/// Puts a question on a meeting's agenda.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuestionPick {
    /// The question.
    pub id: String,
    /// The meeting.
    pub meeting_id: MeetingId,
}
