//! What came of talking, as it is written down: advice, decisions, the journal, challenges.

use serde::Deserialize;

use crate::advice::AdviceVerdict;
use crate::meetings::Side;

/// A piece of advice, and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct AdviceScript {
    pub(in crate::demo) day: i64,
    pub(in crate::demo) text: String,
    /// Who gave it.
    pub(in crate::demo) by: Side,
    #[serde(default)]
    pub(in crate::demo) goal: Option<String>,
    /// The day it was decided on, and how.
    #[serde(default)]
    pub(in crate::demo) decided: Option<i64>,
    #[serde(default = "attempt")]
    pub(in crate::demo) verdict: AdviceVerdict,
    #[serde(default)]
    pub(in crate::demo) try_by: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) reflection: String,
    /// The day it was tried, and what happened.
    #[serde(default)]
    pub(in crate::demo) tried: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) result: String,
    #[serde(default)]
    pub(in crate::demo) helped: Option<bool>,
    /// The day the other side heard.
    #[serde(default)]
    pub(in crate::demo) told: Option<i64>,
}

fn attempt() -> AdviceVerdict {
    AdviceVerdict::Try
}

/// A decision, and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct DecisionScript {
    pub(in crate::demo) day: i64,
    pub(in crate::demo) question: String,
    #[serde(default)]
    pub(in crate::demo) options: Vec<String>,
    /// Who said what, by name.
    #[serde(default)]
    pub(in crate::demo) views: Vec<(String, String)>,
    #[serde(default)]
    pub(in crate::demo) made: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) choice: String,
    #[serde(default)]
    pub(in crate::demo) why: String,
    #[serde(default)]
    pub(in crate::demo) look_back: Option<i64>,
}

/// Something that went well.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct WinScript {
    pub(in crate::demo) day: i64,
    pub(in crate::demo) text: String,
    #[serde(default)]
    pub(in crate::demo) whose: Side,
    #[serde(default)]
    pub(in crate::demo) goal: Option<String>,
    /// Who has heard of it, by name.
    #[serde(default)]
    pub(in crate::demo) told: Vec<String>,
}

/// What somebody lived through.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct StoryScript {
    pub(in crate::demo) day: i64,
    /// The lesson.
    pub(in crate::demo) text: String,
    pub(in crate::demo) context: String,
    #[serde(default)]
    pub(in crate::demo) whose: Side,
    #[serde(default)]
    pub(in crate::demo) goal: Option<String>,
    /// Who has heard it, by name.
    #[serde(default)]
    pub(in crate::demo) told: Vec<String>,
}

/// Something difficult, and who helps with it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::demo) struct ChallengeScript {
    pub(in crate::demo) day: i64,
    pub(in crate::demo) title: String,
    pub(in crate::demo) context: String,
    #[serde(default)]
    pub(in crate::demo) goal: Option<String>,
    /// Who is asked, by name, and what they said; empty: not asked yet.
    pub(in crate::demo) voices: Vec<(String, String)>,
    #[serde(default)]
    pub(in crate::demo) tries: Vec<(String, Option<bool>)>,
    /// The day it was solved, and what worked.
    #[serde(default)]
    pub(in crate::demo) solved: Option<i64>,
    #[serde(default)]
    pub(in crate::demo) worked: String,
}
