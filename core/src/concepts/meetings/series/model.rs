use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rule::SeriesRule;
use crate::id::Id;
use crate::meetings::{MeetingFields, MeetingId};
use crate::relationships::RelationshipId;
use crate::time::LocalTime;

/// A series' id.
pub type SeriesId = Id<InSeries>;

/// When a series ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SeriesEnd {
    /// It goes on.
    #[default]
    Never,
    /// None falls after this day.
    Until {
        /// The last day one may fall on.
        on: NaiveDate,
    },
    /// After so many.
    After {
        /// How many there are, 1 to 520.
        count: u32,
    },
}

impl SeriesEnd {
    /// These dates, earliest first, as far as the end lets them.
    pub fn limit(
        self,
        dates: impl Iterator<Item = NaiveDate> + 'static,
    ) -> Box<dyn Iterator<Item = NaiveDate>> {
        match self {
            Self::Never => Box::new(dates),
            Self::Until { on } => Box::new(dates.take_while(move |date| *date <= on)),
            Self::After { count } => Box::new(dates.take(count as usize)),
        }
    }
}

/// The series a meeting is one of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InSeries {
    /// The series.
    pub id: SeriesId,
    /// The day the rule gave this meeting, wherever it is by now.
    pub on: NaiveDate,
    /// Whether it was changed by itself, so that the series leaves it alone.
    pub own: bool,
    /// When it comes again.
    pub rule: SeriesRule,
    /// Where the rule is counted from.
    pub starts_on: NaiveDate,
    /// When the series ends.
    pub end: SeriesEnd,
}

/// Which meetings of a series are meant, besides one. What is past, told or was changed by itself stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SeriesScope {
    /// This one and those after it.
    Following,
    /// All that are still to come.
    All,
}

/// Plans a series.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SeriesPlan {
    /// The rooms of those who take part; at least one.
    pub participants: Vec<RelationshipId>,
    /// What is said of each meeting; its start is where the rule is counted from.
    pub fields: MeetingFields,
    /// When it comes again.
    pub rule: SeriesRule,
    /// When it ends.
    #[serde(default)]
    pub end: SeriesEnd,
    /// A planned meeting that becomes the first; absent: all are new.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
}

/// Asks which dates a rule gives, before anything is planned.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SeriesLook {
    /// Where the rule is counted from.
    pub starts_local: LocalTime,
    /// When it comes again.
    pub rule: SeriesRule,
    /// When it ends.
    #[serde(default)]
    pub end: SeriesEnd,
}

/// What a rule gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SeriesAhead {
    /// The first three, or as many as there are.
    pub first: Vec<LocalTime>,
    /// The very last day; absent where it goes on.
    pub last: Option<NaiveDate>,
}

/// Replaces what is said of several meetings of a series. What differs from this one is what changes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SeriesChange {
    /// One of its planned meetings.
    pub id: MeetingId,
    /// Which of the others.
    pub scope: SeriesScope,
    /// Those who take part.
    pub participants: Vec<RelationshipId>,
    /// All of this one, as it shall be. Another date moves the others by as much.
    pub fields: MeetingFields,
    /// Another rule; absent: the same, on the new date's weekday or day.
    #[serde(default)]
    pub rule: Option<SeriesRule>,
    /// Another end, counted from the first that changes; absent: the same.
    #[serde(default)]
    pub end: Option<SeriesEnd>,
}

/// Calls several meetings of a series off, also those changed by themselves. The series ends before them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SeriesCancel {
    /// One of its planned meetings.
    pub id: MeetingId,
    /// Which of the others.
    pub scope: SeriesScope,
    /// Why, if wanted.
    #[serde(default)]
    pub reason: String,
}

/// Puts several meetings of a series into the bin, as one. The series ends before them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SeriesDelete {
    /// One of its planned meetings.
    pub id: MeetingId,
    /// Which of the others.
    pub scope: SeriesScope,
}
