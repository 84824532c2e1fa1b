use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::agenda::{AgendaPoint, Side};
use super::series::InSeries;
use crate::clock::Millis;
use crate::id::Id;
use crate::markdown::Html;
use crate::page::Page;
use crate::people::PersonId;
use crate::relationships::RelationshipId;
use crate::time::LocalTime;

/// A meeting's id.
pub type MeetingId = Id<MeetingRow>;

/// How people meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// In one place.
    InPerson,
    /// By video call.
    Video,
    /// By phone.
    Phone,
    /// By letters or messages.
    Writing,
}

/// What became of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// To come, or past and not yet told how it went.
    Planned,
    /// It took place.
    Held,
    /// It did not take place, unannounced.
    Missed,
    /// It was put off; another meeting took its place.
    Moved,
    /// It was called off.
    Cancelled,
}

/// When a meeting is, in every clock that matters. The local time and the zone are what was agreed;
/// the rest follows from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct When {
    /// Start on the wall of the meeting's zone.
    pub local: LocalTime,
    /// The meeting's zone, an IANA name.
    pub zone: String,
    /// Start on that wall where the clocks skip the time that was meant, which is said to whoever plans it.
    pub after_gap: Option<LocalTime>,
    /// Start as an instant.
    pub starts_at: Millis,
    /// End as an instant.
    pub ends_at: Millis,
    /// Start on the wall here.
    pub here: LocalTime,
    /// End on the wall here.
    pub here_end: LocalTime,
}

/// One of those who meet, besides me.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Participant {
    /// The room they come from.
    pub relationship_id: RelationshipId,
    /// The person.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are called.
    pub called: String,
    /// Start on their wall, if their zone is known and the meeting has a time.
    pub theirs: Option<LocalTime>,
}

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MeetingRow {
    /// The id.
    pub id: MeetingId,
    /// What it is called.
    pub title: String,
    /// When; absent while no date is set.
    pub when: Option<When>,
    /// How long, in minutes.
    pub duration_minutes: u32,
    /// How people meet.
    pub channel: Channel,
    /// Where, in words.
    pub place: String,
    /// The link of the call.
    pub join_link: String,
    /// What became of it.
    pub state: MeetingState,
    /// Why, if said.
    pub state_reason: String,
    /// Whether shareable notes were written.
    pub has_notes: bool,
    /// Held, but not to its end.
    pub cut_short: bool,
    /// How useful it was, 1 to 5; absent: not said.
    pub usefulness: Option<u32>,
    /// How long a held one took, in minutes; absent: not said.
    pub used_minutes: Option<u32>,
    /// Who came late to a held one; absent: nobody.
    pub late: Option<Side>,
    /// Who put it off, called it off or did not come; absent: not said.
    pub changed_by: Option<Side>,
    /// Whether its agenda was taken out to be sent ahead.
    pub agenda_sent: bool,
    /// Whether what comes after it was seen to, or passed over.
    pub followed: bool,
    /// Who takes part besides me.
    pub participants: Vec<Participant>,
    /// The series it is one of.
    pub series: Option<InSeries>,
    /// When it was entered.
    pub created_at: Millis,
}

impl MeetingRow {
    /// What is said of it; where there is no date yet its zone is the one given.
    pub(crate) fn fields(&self, zone: Option<&str>) -> MeetingFields {
        let when = self.when.as_ref();
        MeetingFields {
            title: self.title.clone(),
            starts_local: when.map(|when| when.local),
            zone: when
                .map_or(zone, |when| Some(&when.zone))
                .map(str::to_owned),
            duration_minutes: self.duration_minutes,
            channel: self.channel,
            place: self.place.clone(),
            join_link: self.join_link.clone(),
        }
    }

    /// The room a point of the agenda belongs to, where there is just one.
    pub(crate) fn only_room(&self) -> Option<RelationshipId> {
        match self.participants.as_slice() {
            [only] => Some(only.relationship_id),
            _ => None,
        }
    }

    /// The names of those who take part, each person's once.
    pub fn names(&self) -> Vec<&str> {
        super::participants::each_person_once(&self.participants, |one| one.person_id)
            .into_iter()
            .map(|one| one.name.as_str())
            .collect()
    }
}

/// A meeting with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Meeting {
    /// What lists show.
    #[serde(flatten)]
    pub row: MeetingRow,
    /// Shareable notes, Markdown.
    pub notes: String,
    /// The notes as they are shown.
    pub notes_html: Html,
    /// Notes that could not be kept, such as too long ones, as they stand in the field; empty: none.
    pub notes_refused: String,
    /// The meeting this one became, when it was moved.
    pub moved_to: Option<MeetingId>,
    /// The meeting that was moved to this date; what came of it stands there.
    pub moved_from: Option<MeetingId>,
    /// Its agenda, and the open points waiting in the rooms of those who take part.
    pub agenda: Vec<AgendaPoint>,
    /// How often what a calendar shows of it has changed.
    pub sequence: u32,
}

/// What can be said of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingFields {
    /// What it is called; when empty, it is named after who takes part.
    #[serde(default)]
    pub title: String,
    /// Start on the wall of `zone`; absent while no date is set.
    #[serde(default)]
    pub starts_local: Option<LocalTime>,
    /// IANA name; the person's own zone when absent.
    #[serde(default)]
    pub zone: Option<String>,
    /// How long, in minutes, 1 to 10,080 (a week).
    pub duration_minutes: u32,
    /// How people meet.
    pub channel: Channel,
    /// Where, in words.
    #[serde(default)]
    pub place: String,
    /// The link of the call.
    #[serde(default)]
    pub join_link: String,
}

/// Plans a meeting, also one that is past, or one without a date.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingPlan {
    /// The rooms of those who take part; at least one.
    pub participants: Vec<RelationshipId>,
    /// What is said of it.
    pub fields: MeetingFields,
}

/// Replaces what is said of a meeting. Its state stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingChange {
    /// The meeting.
    pub id: MeetingId,
    /// Those who take part.
    pub participants: Vec<RelationshipId>,
    /// All of it, as it shall be.
    pub fields: MeetingFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<MeetingShown>,
}

/// What a form had shown of a meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingShown {
    /// Those who took part.
    pub participants: Vec<RelationshipId>,
    /// What was said of it.
    pub fields: MeetingFields,
}

/// Puts a meeting off: the old date stays in the history, the new meeting takes over the agenda and the
/// calendar entry.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingMove {
    /// The meeting.
    pub id: MeetingId,
    /// The new start, on the wall of the meeting's zone.
    pub starts_local: LocalTime,
    /// Why, if wanted.
    #[serde(default)]
    pub reason: String,
    /// Who asked for it, if wanted.
    #[serde(default)]
    #[ts(optional)]
    pub by: Option<Side>,
}

/// Says a meeting took place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingHold {
    /// The meeting.
    pub id: MeetingId,
    /// It ended before its time.
    #[serde(default)]
    #[ts(optional)]
    pub cut_short: Option<bool>,
    /// Why it did, if wanted.
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
    /// How long it took, in minutes, 1 to 10,080.
    #[serde(default)]
    #[ts(optional)]
    pub used_minutes: Option<i32>,
    /// When it began, on the wall of its zone, where it went ahead earlier than planned.
    #[serde(default)]
    #[ts(optional)]
    pub starts_local: Option<LocalTime>,
}

impl MeetingHold {
    /// It took place, to its end.
    pub fn of(id: MeetingId) -> Self {
        Self {
            id,
            cut_short: None,
            reason: None,
            used_minutes: None,
            starts_local: None,
        }
    }
}

/// Says a meeting did not take place, unannounced.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingMiss {
    /// The meeting.
    pub id: MeetingId,
    /// Why, if wanted.
    #[serde(default)]
    pub reason: String,
    /// Who did not come, if wanted.
    #[serde(default)]
    #[ts(optional)]
    pub by: Option<Side>,
}

/// Calls a meeting off.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingCancel {
    /// The meeting.
    pub id: MeetingId,
    /// Why, if wanted.
    #[serde(default)]
    pub reason: String,
    /// Who called it off, if wanted.
    #[serde(default)]
    #[ts(optional)]
    pub by: Option<Side>,
}

/// Takes back what became of a meeting: it is planned again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingReopen {
    /// The meeting.
    pub id: MeetingId,
}

/// Keeps a meeting's shareable notes, as typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingWriteNotes {
    /// The meeting.
    pub id: MeetingId,
    /// The whole text.
    pub text: String,
}

/// Asks for a meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingShow {
    /// The meeting.
    pub id: MeetingId,
}

/// Puts a meeting into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingDelete {
    /// The meeting.
    pub id: MeetingId,
}

/// The order of a list of meetings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MeetingOrder {
    /// Earliest first.
    #[default]
    Earliest,
    /// Latest first.
    Latest,
}

/// Asks for meetings with a date.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct MeetingList {
    /// Only those of this room.
    pub relationship: Option<RelationshipId>,
    /// Only those that end after this date began, here.
    pub from: Option<NaiveDate>,
    /// Only those that start before this date ended, here.
    pub until: Option<NaiveDate>,
    /// Only those in this state.
    pub state: Option<MeetingState>,
    /// Of what a series still brings, only the next.
    pub next_of_series: bool,
    /// Which first.
    pub order: MeetingOrder,
    /// Which part.
    pub page: Page,
}

/// Asks for planned meetings without a date, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct MeetingListUndated {
    /// Only those of this room.
    pub relationship: Option<RelationshipId>,
    /// Which part.
    pub page: Page,
}
