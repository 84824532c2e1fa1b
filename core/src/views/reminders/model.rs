use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::id::Id;
use crate::page::Page;
use crate::time::LocalTime;

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
    /// A thank-you was put off to a day, and is not sent yet.
    ThankYou,
    /// Advice was to be tried by now.
    AdviceTry,
    /// The day has come to look back on a decision.
    DecisionLookBack,
    /// A milestone was to be reached by now.
    MilestoneDue,
    /// A goal was to be reached by now.
    GoalDue,
    /// The day a relationship was meant to end is near.
    RelationshipEnding,
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
    /// Its time went by before it could be shown.
    Missed,
}

/// What keeps or kept a reminder from being shown at its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeldBy {
    /// Pop-ups are paused.
    Pause,
    /// Quiet hours.
    QuietHours,
    /// A day without pop-ups.
    DayOff,
    /// Ithaca was not running, or the computer slept.
    Away,
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
    /// The id of the meeting, promise, relationship or whatever else it is about.
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
    /// When it was last shown; of a missed one, when that was found.
    pub shown_at: Millis,
    /// Why it was not shown at its time; absent: it was.
    pub held_by: Option<HeldBy>,
    /// Until when it sleeps.
    pub snoozed_until: Option<Millis>,
    /// Whether the desktop showed it.
    pub delivery: Delivery,
    /// Whom it is about; the first by name where there are several.
    pub person: Option<String>,
    /// The link to join what is about to begin, and whose it is; absent: there is none, or it is over.
    pub join: Option<Join>,
    /// When it was answered.
    pub closed_at: Option<Millis>,
    /// Whether an answer is still wanted; false once events have overtaken it.
    pub waits: bool,
    /// What became of it so far.
    pub outcome: ReminderOutcome,
}

/// A link to join a meeting by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Join {
    /// The link, `http` or `https`.
    pub url: String,
    /// The host it leads to, such as `meet.example.org`.
    pub host: String,
}

/// Asks what is due and held back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ReminderHeld {}

/// What is due and held back for now, and by what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Held {
    /// What holds it back; absent when nothing does.
    pub by: Option<HeldBy>,
    /// Until when; absent when nothing does.
    pub until: Option<Millis>,
    /// Whether that is until the person says otherwise.
    pub for_good: bool,
    /// What waits behind it, earliest due first, a hundred at most.
    pub items: Vec<HeldReminder>,
    /// How many wait behind it, counted up to five hundred a kind.
    pub count: u32,
}

/// A reminder that is due and not shown yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HeldReminder {
    /// What it is about.
    pub kind: ReminderKind,
    /// The id of the meeting, promise, relationship or whatever else it is about.
    pub subject_id: String,
    /// Who or what, in a few words.
    pub title: String,
    /// What for, in a sentence.
    pub body: String,
    /// The route of the page that helps.
    pub opens: String,
    /// When it was due.
    pub due_at: Millis,
    /// Whom it is about.
    pub person: Option<String>,
}

/// Asks what is due in the coming week: what nobody would show if the program ended now.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ReminderAhead {}

/// What is due in the coming week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Ahead {
    /// How many reminders, counted up to five hundred a kind.
    pub count: u32,
    /// The day of the last one, here; absent when there is none.
    pub until: Option<NaiveDate>,
    /// The same in a sentence; absent when there is none.
    pub sentence: Option<String>,
}

/// Lets all pop-ups pause, or no longer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReminderPause {
    /// How long.
    #[serde(rename = "for")]
    pub length: Pause,
}

/// How long pop-ups pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// An hour.
    Hour,
    /// Until 8:00 tomorrow, here.
    Tomorrow,
    /// Until 8:00 on the coming Monday, here.
    NextWeek,
    /// Until the person ends it.
    ForGood,
    /// No longer.
    Over,
}

/// When pop-ups pause until, if they do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Paused {
    /// Until when; absent: they come.
    pub until: Option<Millis>,
    /// Whether that is until the person says otherwise.
    pub for_good: bool,
}

/// Asks for the inbox, latest due first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ReminderList {
    /// Also those answered or overtaken by events: the history.
    pub all: bool,
    /// Which part.
    pub page: Page,
}

/// Says a reminder was acted on. A due promise counts as kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReminderDone {
    /// The reminder.
    pub id: ReminderId,
}

/// Says several reminders were acted on, in one step that can be taken back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReminderDoneAll {
    /// The reminders, five hundred at most. Those answered already are passed over.
    pub ids: Vec<ReminderId>,
}

/// How long a reminder shall sleep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    /// Until then, on the wall here.
    At(LocalTime),
    /// Until then, as a person says it: "Friday 15:00"; a day alone means 9:00 on it.
    Said(String),
}

/// Lets a reminder sleep.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReminderSnooze {
    /// The reminder.
    pub id: ReminderId,
    /// How long.
    #[serde(rename = "for")]
    pub length: Snooze,
}

/// Asks why something was shown or not, and when it is next.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReminderExplain {
    /// The id of something that reminds, such as a meeting or a promise, or of a reminder about it.
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
    /// Something else made it pointless before its time was over, or will have.
    Overtaken,
    /// Its time went by before it could be shown.
    Missed,
}
