//! What a quick-add line is, what was understood of it, and what it became.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::goals::GoalId;
use crate::meetings::Side;
use crate::relationships::{RelationshipId, Role};

/// What a quick-add line becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuickKind {
    /// A topic for the next meeting: what a line without a sign is.
    Topic,
    /// A question for the next meeting.
    Question,
    /// A promise, mine or theirs.
    Promise,
    /// A piece of advice: of the mentor's, whoever that is.
    Advice,
    /// A win of the mentee's; without a room mine.
    Win,
    /// A decision that was made.
    Decision,
    /// A goal of mine.
    Goal,
    /// A meeting.
    Meeting,
    /// A private note. A line that may be one is taken for one until its name is understood.
    Private,
}

/// The day chosen beside a line, which goes before the one at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "day", rename_all = "snake_case")]
pub enum QuickDay {
    /// None.
    None,
    /// That day.
    On(NaiveDate),
}

/// What was chosen beside a quick-add line. What is absent is read from the line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct QuickChosen {
    /// What the line becomes. A private line is private whatever else was chosen.
    #[ts(optional = nullable)]
    pub kind: Option<QuickKind>,
    /// Whose promise it is.
    #[ts(optional = nullable)]
    pub owner: Option<Side>,
    /// The room, where the line does not begin with a name that is clear.
    #[ts(optional = nullable)]
    pub relationship_id: Option<RelationshipId>,
    /// The room one stands in: meant where the line begins with no name at all and no other was chosen.
    #[ts(optional = nullable)]
    pub here: Option<RelationshipId>,
    /// The day. The line then keeps the one at its end as words.
    #[ts(optional = nullable)]
    pub day: Option<QuickDay>,
    /// The time of a meeting on its day, such as `15:00`.
    #[ts(optional = nullable)]
    pub time: Option<String>,
}

/// Reads a quick-add line, or keeps it as what it is: in one step of undo.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuickLine {
    /// The line, as it was typed: "@Ada ! send CV ~talk by Fri". It may begin with `@` and a name, with a sign and a
    /// space (`!` a promise of mine, `>` of theirs, `*` advice, `+` a win, `=` a decision, `?` a question, `#` private),
    /// in either order; `~` and the beginning of a word of its title names a goal; a day may stand at its end.
    pub line: String,
    /// What was chosen beside it.
    #[serde(default)]
    #[ts(as = "Option<QuickChosen>", optional)]
    pub chosen: QuickChosen,
}

/// A room a line can be meant for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuickRoom {
    /// Its id.
    pub id: RelationshipId,
    /// The other person's name.
    pub name: String,
    /// My role in it: with the topic it tells two of one name apart.
    pub role: Role,
    /// What it is about.
    pub topic: String,
}

/// With whom a line is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum QuickWhom {
    /// Nobody is named, and no room was chosen.
    Nobody,
    /// This room.
    One(QuickRoom),
    /// One of these, at most [`limits::ROWS`](crate::limits::ROWS): the name fits them all.
    Several(Vec<QuickRoom>),
    /// One whose room has ended, by name: nothing is added there.
    Ended(String),
    /// Somebody whose name nobody has.
    Unknown,
}

/// A goal a line names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuickGoal {
    /// Its id.
    pub id: GoalId,
    /// What it is.
    pub title: String,
}

/// A quick-add line as it is understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuickMeant {
    /// What it becomes.
    pub kind: QuickKind,
    /// Whose promise it is.
    pub owner: Side,
    /// What is left of it without name, sign, goal and day.
    pub text: String,
    /// With whom it is.
    pub whom: QuickWhom,
    /// The goal it serves.
    pub goal: Option<QuickGoal>,
    /// The day it is due, is tried by, takes place or happened on.
    pub day: Option<NaiveDate>,
    /// The time on that day, if one was said.
    #[ts(type = "string | null")]
    pub time: Option<NaiveTime>,
    /// What it names as a goal, `~` aside, where that is the beginning of no goal's word, or of several goals'.
    pub unknown_goal: Option<String>,
    /// Whether it ends with a day that stays among its words, because what it becomes has none.
    pub unused_day: bool,
    /// The line without the name it begins with: what is left to type once the room was chosen beside it.
    pub unnamed: String,
}

/// What a quick-add line became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct QuickAdded {
    /// What it is.
    pub kind: QuickKind,
    /// Whose promise it is.
    pub owner: Side,
    /// Its id.
    pub id: String,
    /// The address that shows it, such as `/goal/ID`.
    pub opens: String,
    /// Its words; none of a private note.
    pub text: Option<String>,
    /// The other person's name.
    pub name: Option<String>,
    /// The goal it serves.
    pub goal: Option<QuickGoal>,
    /// The day it is due, is tried by, takes place or happened on.
    pub day: Option<NaiveDate>,
    /// The time on that day.
    #[ts(type = "string | null")]
    pub time: Option<NaiveTime>,
}
