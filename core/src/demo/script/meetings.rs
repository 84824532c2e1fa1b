//! Meetings as they are written down: what was on them, what became of them, and the promises made.

use serde::Deserialize;

use crate::meetings::{Channel, SeriesEnd, SeriesRule, Side};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct MeetingScript {
    /// Absent: no date yet.
    pub(in crate::demo) day: Option<i64>,
    /// A time such as `14:00`, or `soon`: later today, tomorrow if today is nearly over.
    #[serde(default)]
    pub(in crate::demo) at: String,
    pub(in crate::demo) minutes: u32,
    pub(in crate::demo) channel: Channel,
    #[serde(default)]
    pub(in crate::demo) title: String,
    #[serde(default)]
    pub(in crate::demo) place: String,
    #[serde(default)]
    pub(in crate::demo) link: String,
    /// How many days ahead it was planned.
    #[serde(default = "ten")]
    pub(in crate::demo) lead: i64,
    /// Who takes part besides the room's own person.
    #[serde(default)]
    pub(in crate::demo) with: Vec<String>,
    #[serde(default)]
    pub(in crate::demo) moves: Vec<MoveScript>,
    #[serde(default)]
    pub(in crate::demo) outcome: Option<Outcome>,
    #[serde(default)]
    pub(in crate::demo) reason: String,
    /// Who did not come, or called it off.
    #[serde(default)]
    pub(in crate::demo) by: Option<Side>,
    /// How many minutes it took, where that was said.
    #[serde(default)]
    pub(in crate::demo) used: Option<i32>,
    #[serde(default)]
    pub(in crate::demo) late: Option<Side>,
    /// Whether its agenda was sent the day before.
    #[serde(default)]
    pub(in crate::demo) sent: bool,
    /// How it comes again from here on.
    #[serde(default)]
    pub(in crate::demo) repeats: Option<RepeatScript>,
    #[serde(default)]
    pub(in crate::demo) agenda: Vec<PointScript>,
    #[serde(default)]
    pub(in crate::demo) notes: String,
    #[serde(default)]
    pub(in crate::demo) private: String,
    /// The day until which a thank-you for it is meant to be sent.
    #[serde(default)]
    pub(in crate::demo) thank_by: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) actions: Vec<ActionScript>,
}

/// What became of a meeting. When the script does not say: held if past, else planned.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(in crate::demo) enum Outcome {
    Held,
    Missed,
    Cancelled,
    Planned,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct RepeatScript {
    pub(in crate::demo) rule: SeriesRule,
    pub(in crate::demo) end: SeriesEnd,
}

fn ten() -> i64 {
    10
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct MoveScript {
    /// How many days before the old date it was said.
    pub(in crate::demo) told: i64,
    pub(in crate::demo) day: i64,
    pub(in crate::demo) at: String,
    #[serde(default)]
    pub(in crate::demo) reason: String,
    /// Who asked for it.
    #[serde(default)]
    pub(in crate::demo) by: Option<Side>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct PointScript {
    /// For a point in a room's inbox: the day it was put there.
    #[serde(default)]
    pub(in crate::demo) day: i64,
    pub(in crate::demo) text: String,
    #[serde(default)]
    pub(in crate::demo) by: Side,
    /// For a point of a meeting that was held: not talked about, so it rolls over.
    #[serde(default)]
    pub(in crate::demo) open: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ActionScript {
    /// The day it was made; a meeting's own are made at its end.
    #[serde(default)]
    pub(in crate::demo) day: i64,
    pub(in crate::demo) title: String,
    #[serde(default)]
    pub(in crate::demo) by: Side,
    /// Due this many days after it was made.
    #[serde(default)]
    pub(in crate::demo) within: Option<i64>,
    /// Due on this day, counted from today.
    #[serde(default)]
    pub(in crate::demo) due: Option<i64>,
    /// Kept this many days after it was made.
    #[serde(default)]
    pub(in crate::demo) done: Option<i64>,
    /// Let go this many days after it was made.
    #[serde(default)]
    pub(in crate::demo) dropped: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) reason: String,
    /// The title of the goal it serves.
    #[serde(default)]
    pub(in crate::demo) goal: Option<String>,
    /// Whether it was agreed to go on when the room ends.
    #[serde(default)]
    pub(in crate::demo) goes_on: bool,
}
