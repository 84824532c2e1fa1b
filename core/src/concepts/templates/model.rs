use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::meetings::{AgendaKind, MeetingId};
use crate::page::Page;
use crate::people::Role;
use crate::presets::Origin;
use crate::relationships::RelationshipId;

/// A line of a template: a point of the agenda it makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateLine {
    /// Topic or question.
    pub kind: AgendaKind,
    /// What to talk about, or to ask.
    pub text: String,
}

/// What can be said of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateFields {
    /// What it is called.
    pub name: String,
    /// My role where it fits; absent: any.
    #[serde(default)]
    pub role: Option<Role>,
    /// The one room it is for; absent: any. Only one of the person's own has one, and then it has no role.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
    /// Its lines, 1 to 50.
    pub lines: Vec<TemplateLine>,
}

/// An agenda template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AgendaTemplate {
    /// The key of one we ship, or the id of one of the person's own.
    pub id: String,
    /// Whose words it is in.
    pub origin: Origin,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: TemplateFields,
    /// The name of the one whose room it is for.
    pub room_name: Option<String>,
    /// Whether it is the one most likely wanted for the meeting.
    pub suggested: bool,
    /// Which of its lines, from 0, stand on the meeting's agenda already.
    pub standing: Vec<u32>,
}

/// Asks for the templates. For a meeting, only those that fit, the likeliest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct TemplateList {
    /// The meeting.
    pub meeting: Option<MeetingId>,
    /// Which part.
    pub page: Page,
}

/// Adds a template of the person's own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateAdd {
    /// What is said of it.
    pub fields: TemplateFields,
}

/// Replaces what is said of a template. One of ours becomes the person's wording.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateChange {
    /// The template.
    pub id: String,
    /// All of it, as it shall be.
    pub fields: TemplateFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<TemplateFields>,
}

/// Puts our wording of a template back; the person's goes into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplatePutBack {
    /// The template.
    pub id: String,
}

/// Puts a template of the person's own into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateDelete {
    /// The template.
    pub id: String,
}

/// Puts a template's lines on a meeting's agenda. A line that stands there already is not doubled.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TemplateUse {
    /// The template.
    pub id: String,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// Which of its lines, from 0; absent: all.
    #[serde(default)]
    pub lines: Option<Vec<u32>>,
}

/// What using a template did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TemplateUsed {
    /// How many points it put on the agenda.
    pub added: u32,
}
