use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::id::Id;
use crate::page::Page;

/// A reminder's id.
pub type ReminderId = Id<Reminder>;

/// What a reminder is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    /// A meeting is some time ahead.
    MeetingEarly,
    /// A meeting is about to begin.
    MeetingLate,
    /// A promise is due.
    ActionDue,
    /// A relationship has been silent for longer than was meant.
    GoneQuiet,
    /// A meeting is over and nobody wrote how it went.
    Unwritten,
}

/// Where a reminder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReminderState {
    /// Shown, waiting for an answer.
    Shown,
    /// To be shown again later.
    Snoozed,
    /// Answered.
    Acted,
}

/// Whether the desktop showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Not known yet.
    Pending,
    /// The desktop took it.
    Delivered,
    /// The desktop did not; it stands in the inbox all the same.
    Failed,
}

/// A reminder, as the inbox shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Reminder {
    /// The id.
    pub id: ReminderId,
    /// What it is about.
    pub kind: ReminderKind,
    /// The meeting's, action's or relationship's id.
    pub subject_id: String,
    /// Who or what, in a few words.
    pub title: String,
    /// What for, in a sentence.
    pub body: String,
    /// The route of the page that helps, such as `/meeting/ID`.
    pub opens: String,
    /// When it was due.
    pub due_at: Millis,
    /// Where it stands.
    pub state: ReminderState,
    /// When it was last shown.
    pub shown_at: Millis,
    /// Until when it sleeps.
    pub snoozed_until: Option<Millis>,
    /// Whether the desktop showed it.
    pub delivery: Delivery,
    /// Whom it is about; the first by name where there are several.
    pub person: Option<String>,
    /// When it was answered.
    pub closed_at: Option<Millis>,
    /// Whether an answer is still wanted; false once events have overtaken it.
    pub waits: bool,
}

/// Asks for the inbox, latest due first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReminderList {
    /// Also those answered or overtaken by events: the history.
    pub all: bool,
    /// Which part.
    pub page: Page,
}

/// Says a reminder was acted on. A due promise counts as kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReminderDone {
    /// The reminder.
    pub id: ReminderId,
}

/// How long a reminder shall sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Snooze {
    /// Ten minutes.
    TenMinutes,
    /// Until 19:00 here, or two hours on if that is past.
    Tonight,
    /// Until 9:00 tomorrow, here.
    Tomorrow,
    /// Until 9:00 in a week, here.
    NextWeek,
}

/// Lets a reminder sleep.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReminderSnooze {
    /// The reminder.
    pub id: ReminderId,
    /// How long.
    #[serde(rename = "for")]
    pub length: Snooze,
}

/// Asks why something was shown or not, and when it is next.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReminderExplain {
    /// The id of a meeting, a promise, a relationship, or of a reminder about one.
    pub id: String,
}

/// Why one due time of a subject was shown or not, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Explanation {
    /// What it is about.
    pub kind: ReminderKind,
    /// When it is or was due.
    pub due_at: Millis,
    /// What became of it.
    pub outcome: ReminderOutcome,
    /// The same in words.
    pub sentence: String,
}

/// What became of one due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReminderOutcome {
    /// Its time has not come.
    ToCome,
    /// Its time has come, and a pause, quiet hours or a day off holds it back.
    Held,
    /// Its time has come; the next look shows it.
    Due,
    /// It was shown and waits for an answer.
    Shown,
    /// The desktop would not show it; it stands in the inbox.
    Undelivered,
    /// It sleeps.
    Snoozed,
    /// It was answered.
    Acted,
    /// Something else made it pointless before its time was over.
    Overtaken,
}
