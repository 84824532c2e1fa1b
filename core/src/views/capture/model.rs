//! What a line of capture is, and what can be asked of it.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Whom;
use crate::clock::Millis;
use crate::meetings::MeetingId;
use crate::page::Page;
use crate::relationships::RelationshipId;

/// What a line of capture becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaptureKind {
    /// A line of the meeting's shareable notes.
    Note,
    /// A promise of mine.
    Mine,
    /// A promise of theirs.
    Theirs,
    /// A piece of advice: of the mentor's, whoever that is.
    Advice,
    /// A win of the mentee's.
    Win,
    /// A question for the next time.
    Question,
    /// A private note.
    Private,
    /// A decision that was made.
    Decision,
}

/// Reads a line without keeping it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CaptureRead {
    /// The line, without its marker.
    pub line: String,
    /// Whether it plans a meeting: a day at its end then needs no word before it, and may be all there is.
    #[serde(default)]
    #[ts(optional)]
    pub appointment: Option<bool>,
    /// The meeting it is typed in: with several people it may begin with whom it concerns, "@Ada …".
    #[serde(default)]
    #[ts(optional)]
    pub meeting_id: Option<MeetingId>,
}

/// A line as it is understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CaptureMeant {
    /// What is left without the date and the name.
    pub text: String,
    /// The day by which it is due, if the line ends with one.
    pub due_on: Option<NaiveDate>,
    /// The time on that day, if one was said.
    #[ts(type = "string | null")]
    pub time: Option<NaiveTime>,
    /// Whom it names, if it begins with somebody.
    pub whom: Option<Whom>,
}

/// Keeps a line of capture as what it is. One step of undo.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CaptureAdd {
    /// The meeting.
    pub meeting_id: MeetingId,
    /// What the line becomes.
    pub kind: CaptureKind,
    /// The line, without its marker. A promise or a piece of advice may end with a day: "send CV by Fri". Where several
    /// take part it may begin with whom it concerns, "@Ada …" or "@all …", unless it goes among the notes.
    pub text: String,
    /// The room it concerns, where several take part; all of them when absent. A promise of theirs, advice and a win
    /// of a mentee's are one person's.
    #[serde(default)]
    pub relationship_id: Option<RelationshipId>,
}

/// Rewords what a line became. A day at the end of a promise becomes its due day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CaptureReword {
    /// What it became.
    pub kind: CaptureKind,
    /// Its id.
    pub id: String,
    /// The new words.
    pub text: String,
}

/// Asks for what was captured in a meeting, in the order it was.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CaptureList {
    /// The meeting.
    pub meeting_id: MeetingId,
    /// Which part.
    #[serde(default)]
    pub page: Page,
}

/// Something a line became. Notes and private notes are read where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Captured {
    /// What it became.
    pub kind: CaptureKind,
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// When it is due, or tried by.
    pub due_on: Option<NaiveDate>,
    /// Whose room it is in.
    pub name: Option<String>,
    /// When it was put down.
    pub created_at: Millis,
}
