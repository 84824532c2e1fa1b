use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cadence::Cadence;
use crate::amendments::Amendment;
use crate::clock::Millis;
use crate::id::Id;
use crate::page::Page;
use crate::people::{Person, PersonId, Role};
use crate::time::LocalTime;

/// A relationship's id.
pub type RelationshipId = Id<RelationshipRow>;

/// What sort of mentoring it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Grown by itself; needs nothing but a name.
    Informal,
    /// Part of a programme, with dates and check-points.
    Formal,
    /// Equals who help each other.
    Peer,
    /// The junior mentors the senior.
    Reverse,
    /// One skill, for a time.
    Skill,
    /// One project, with a deliverable.
    Project,
    /// Across distance and time zones.
    Distance,
    /// One mentor, several mentees.
    Group,
}

/// Where a relationship stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Somebody worth asking.
    Prospect,
    /// Asked; no answer yet.
    Contacted,
    /// A first talk or a trial.
    Trial,
    /// In full swing.
    Active,
    /// Resting by agreement.
    Paused,
    /// Coming to its close.
    WindingDown,
    /// Over.
    Ended,
    /// Over, and in touch now and then.
    Alumni,
}

impl Phase {
    /// Whether it is over, in touch or not.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Ended | Self::Alumni)
    }

    /// Whether silence in this phase is worth a word.
    pub fn expects_contact(self) -> bool {
        matches!(
            self,
            Self::Trial | Self::Active | Self::WindingDown | Self::Alumni
        )
    }
}

/// What can be said of a relationship, but for its phase, which changes by its own command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipFields {
    /// My role in it.
    pub role: Role,
    /// What sort it is.
    pub kind: Kind,
    /// What it is for.
    #[serde(default)]
    pub topic: String,
    /// The programme it belongs to.
    #[serde(default)]
    pub programme: String,
    /// When it began.
    #[serde(default)]
    pub started_on: Option<NaiveDate>,
    /// When it is meant to end.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// How often we mean to meet; absent: as needed.
    #[serde(default)]
    pub cadence: Option<Cadence>,
}

/// A relationship in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RelationshipRow {
    /// The id.
    pub id: RelationshipId,
    /// The other person.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are called.
    pub called: String,
    /// What is said of it.
    #[serde(flatten)]
    pub fields: RelationshipFields,
    /// Where it stands.
    pub phase: Phase,
    /// The latest contact: the start of a meeting held, or another that counts.
    pub last_contact_at: Option<Millis>,
    /// The day of it, here.
    pub last_contact_on: Option<NaiveDate>,
    /// The day of the latest meeting held, here.
    pub last_met_on: Option<NaiveDate>,
    /// From when silence is longer than was meant.
    pub quiet_from: Option<Millis>,
    /// The next planned meeting.
    pub next_meeting: Option<NextMeeting>,
    /// When its meetings are announced; absent: as the settings say.
    pub leads: Option<Leads>,
    /// The day it goes into the bin with all that is in its room; absent: never. Only of one that is over.
    pub discard_on: Option<NaiveDate>,
    /// After how many meetings held both sides say how useful they are; 0: never.
    pub check_every: u32,
    /// What the list is sorted by.
    pub sort_name: String,
}

/// How long before a meeting it is announced, in minutes, 0 to 43,200 (thirty days); 0 for not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Leads {
    /// The early word.
    pub early: u32,
    /// The late one.
    pub late: u32,
}

/// Sets when a room's meetings are announced.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipRemind {
    /// The relationship.
    pub id: RelationshipId,
    /// The lead times; absent: as the settings say.
    pub leads: Option<Leads>,
}

/// Sets after how many meetings held both sides say how useful they are.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipCheck {
    /// The relationship.
    pub id: RelationshipId,
    /// How many, 1 to 52; 0: never.
    pub every: u32,
}

/// The next planned meeting of a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NextMeeting {
    /// The meeting's id.
    pub id: String,
    /// When it starts.
    pub starts_at: Millis,
    /// The same on the wall here.
    pub here: LocalTime,
}

/// One step of a relationship's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhaseStep {
    /// The phase entered.
    pub phase: Phase,
    /// When.
    pub since: Millis,
    /// The day of it, here.
    pub since_on: NaiveDate,
    /// Why, if said.
    pub reason: String,
}

/// A room: a relationship with its person and history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Room {
    /// The relationship.
    pub relationship: RelationshipRow,
    /// The person.
    pub person: Person,
    /// What time it is for them now, if their zone is known.
    pub their_time: Option<LocalTime>,
    /// How it got where it stands, latest first.
    pub phases: Vec<PhaseStep>,
    /// What its kind, role, rhythm and last day were before they were changed, latest first; at most `limits::AMENDMENTS`.
    pub before: Vec<Amendment>,
    /// The day a next meeting would fall on by the cadence, if there is one and none is planned.
    pub suggested_on: Option<NaiveDate>,
}

/// Starts a relationship with a person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipStart {
    /// The person.
    pub person_id: PersonId,
    /// What is said of it.
    pub fields: RelationshipFields,
    /// Where it stands; active when left out.
    #[serde(default)]
    #[ts(optional)]
    pub phase: Option<Phase>,
}

/// Replaces what is said of a relationship.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipChange {
    /// The relationship.
    pub id: RelationshipId,
    /// All of it, as it shall be.
    pub fields: RelationshipFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<RelationshipFields>,
}

/// Moves a relationship into another phase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipMovePhase {
    /// The relationship.
    pub id: RelationshipId,
    /// The phase it enters.
    pub phase: Phase,
    /// Why, if wanted.
    #[serde(default)]
    pub reason: String,
    /// Where it ends: the day it goes into the bin, if it shall not be kept for good.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub discard_on: Option<NaiveDate>,
    /// Where it ends: the promises that were agreed to go on all the same, by their ids.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub going_on: Vec<String>,
}

/// Sets how long the room of an ended relationship is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipKeep {
    /// The relationship.
    pub id: RelationshipId,
    /// The day it goes into the bin, after today; absent: never.
    pub discard_on: Option<NaiveDate>,
}

/// Asks for a room.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipShow {
    /// The relationship.
    pub id: RelationshipId,
}

/// Asks for relationships by the person's name.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct RelationshipList {
    /// Only those in which I have this role.
    pub role: Option<Role>,
    /// Only those with this person.
    pub person: Option<PersonId>,
    /// Also those that ended.
    pub with_ended: bool,
    /// Only those with a word beginning like this.
    pub text: String,
    /// Which part.
    pub page: Page,
}

/// Puts a relationship into the bin, with what is in its room.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RelationshipDelete {
    /// The relationship.
    pub id: RelationshipId,
}
