//! Goals as they are written down: their milestones, and how they stood.

use serde::Deserialize;

use crate::goals::GoalKind;
use crate::meetings::Side;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct GoalScript {
    pub(in crate::demo) day: i64,
    pub(in crate::demo) title: String,
    #[serde(default)]
    pub(in crate::demo) kind: GoalKind,
    #[serde(default)]
    pub(in crate::demo) whose: Side,
    #[serde(default)]
    pub(in crate::demo) why: String,
    #[serde(default)]
    pub(in crate::demo) measure: String,
    #[serde(default)]
    pub(in crate::demo) target: Option<i64>,
    /// The day it was meant for first, and the one on which that was changed.
    #[serde(default)]
    pub(in crate::demo) moved: Option<(i64, i64)>,
    #[serde(default)]
    pub(in crate::demo) milestones: Vec<MilestoneScript>,
    #[serde(default)]
    pub(in crate::demo) check_ins: Vec<CheckInScript>,
    #[serde(default)]
    pub(in crate::demo) reached: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) dropped: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct MilestoneScript {
    pub(in crate::demo) title: String,
    #[serde(default)]
    pub(in crate::demo) due: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) reached: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct CheckInScript {
    pub(in crate::demo) day: i64,
    #[serde(default)]
    pub(in crate::demo) text: String,
    #[serde(default)]
    pub(in crate::demo) progress: Option<u32>,
}
