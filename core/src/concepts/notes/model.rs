//! What a note and its draft are about, what they are, and what can be asked of them.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::store;
use crate::app::App;
use crate::clock::Millis;
use crate::error::Result;
use crate::goals::{self, GoalId};
use crate::id::Id;
use crate::journal::{self, JournalEntryId};
use crate::markdown::Html;
use crate::meetings::{self, MeetingId};
use crate::page::Page;
use crate::people::{self, PersonId};
use crate::relationships::{self, RelationshipId};

/// A note's id.
pub type NoteId = Id<Note>;

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum NoteSubject {
    /// A person.
    Person(PersonId),
    /// A relationship.
    Relationship(RelationshipId),
    /// A meeting.
    Meeting(MeetingId),
    /// A goal.
    Goal(GoalId),
    /// An entry of the journal.
    JournalEntry(JournalEntryId),
}

impl NoteSubject {
    pub(super) fn id(self) -> String {
        match self {
            Self::Person(id) => id.to_string(),
            Self::Relationship(id) => id.to_string(),
            Self::Meeting(id) => id.to_string(),
            Self::Goal(id) => id.to_string(),
            Self::JournalEntry(id) => id.to_string(),
        }
    }

    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Person(_) => "person_id",
            Self::Relationship(_) => "relationship_id",
            Self::Meeting(_) => "meeting_id",
            Self::Goal(_) => "goal_id",
            Self::JournalEntry(_) => "journal_entry_id",
        }
    }

    pub(super) fn check(self, conn: &Connection, app: &App) -> Result<()> {
        match self {
            Self::Person(id) => people::store::find(conn, id).map(drop),
            Self::Relationship(id) => relationships::store::find(conn, app, id).map(drop),
            Self::Meeting(id) => meetings::store::find_row(conn, app, id).map(drop),
            Self::Goal(id) => goals::store::find(conn, id).map(drop),
            Self::JournalEntry(id) => journal::refer(conn, id),
        }
    }
}

/// What a private text not yet kept belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum NoteDraftSubject {
    /// A person a note will be about.
    Person(PersonId),
    /// A relationship a note will be about.
    Relationship(RelationshipId),
    /// A meeting a note will be about.
    Meeting(MeetingId),
    /// A goal a note will be about.
    Goal(GoalId),
    /// An entry of the journal a note will be about.
    JournalEntry(JournalEntryId),
    /// A note that is being changed, and whose new text was refused.
    Note(NoteId),
}

impl NoteDraftSubject {
    pub(super) fn id(self) -> String {
        match self {
            Self::Person(id) => id.to_string(),
            Self::Relationship(id) => id.to_string(),
            Self::Meeting(id) => id.to_string(),
            Self::Goal(id) => id.to_string(),
            Self::JournalEntry(id) => id.to_string(),
            Self::Note(id) => id.to_string(),
        }
    }

    pub(super) fn check(self, conn: &Connection, app: &App) -> Result<()> {
        match self {
            Self::Person(id) => NoteSubject::Person(id).check(conn, app),
            Self::Relationship(id) => NoteSubject::Relationship(id).check(conn, app),
            Self::Meeting(id) => NoteSubject::Meeting(id).check(conn, app),
            Self::Goal(id) => NoteSubject::Goal(id).check(conn, app),
            Self::JournalEntry(id) => NoteSubject::JournalEntry(id).check(conn, app),
            Self::Note(id) => store::find(conn, app, id).map(drop),
        }
    }
}

/// The meeting of several in which a note about one of them was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CameUpIn {
    /// The meeting.
    pub id: MeetingId,
    /// Its title.
    pub title: String,
}

/// What a note about a relationship observes of the other person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteAspect {
    /// Something they are good at.
    Strength,
    /// Something they can grow in.
    Growth,
}

/// Which of the notes about something a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotesOf {
    /// Strengths observed.
    Strength,
    /// Areas to grow in.
    Growth,
    /// Notes that observe neither.
    Plain,
}

impl NoteAspect {
    /// The word for it.
    pub(crate) fn word_key(self) -> &'static str {
        match self {
            Self::Strength => "note_strength",
            Self::Growth => "note_growth",
        }
    }
}

impl NotesOf {
    pub(super) fn condition(self) -> &'static str {
        match self {
            Self::Strength => " AND n.aspect = 'strength'",
            Self::Growth => " AND n.aspect = 'growth'",
            Self::Plain => " AND n.aspect IS NULL",
        }
    }
}

/// What a draft is of. One of each is kept beside the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteDraftOf {
    /// A note.
    #[default]
    Note,
    /// Feedback being prepared.
    Feedback,
    /// An honest conversation being prepared: what changed, what is needed, what is asked for.
    Conversation,
    /// A disagreement: both sides of it, and what was agreed.
    Disagreement,
}

impl NoteDraftOf {
    pub(super) const ALL: [Self; 4] = [
        Self::Note,
        Self::Feedback,
        Self::Conversation,
        Self::Disagreement,
    ];

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the default of a field that may be null"
    )]
    fn note() -> Option<Self> {
        Some(Self::Note)
    }

    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Note => "body",
            Self::Feedback => "feedback",
            Self::Conversation => "conversation",
            Self::Disagreement => "disagreement",
        }
    }
}

/// A private note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Note {
    /// The id.
    pub id: NoteId,
    /// What it is about.
    pub about: NoteSubject,
    /// The name of the one it is about, where it is about a relationship.
    pub name: Option<String>,
    /// The meeting of several it came up in.
    pub came_up_in: Option<CameUpIn>,
    /// The text, Markdown.
    pub body: String,
    /// The text as it is shown.
    pub html: Html,
    /// When it was written.
    pub created_at: Millis,
    /// The day of it, here.
    pub created_on: NaiveDate,
    /// When it was last changed.
    pub changed_at: Millis,
    /// Whether it is kept in sight before a meeting.
    pub remember: bool,
    /// What it observes of the other person.
    pub aspect: Option<NoteAspect>,
}

/// Writes a note. Its draft is dropped.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteWrite {
    /// What it is about.
    pub about: NoteSubject,
    /// The text.
    pub body: String,
    /// What it observes of the other person; only of a note about a relationship.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub aspect: Option<NoteAspect>,
    /// Which draft it was written from, and replaces; null if from none, and then all of them stay.
    #[serde(default = "NoteDraftOf::note")]
    #[ts(optional = nullable)]
    pub draft: Option<NoteDraftOf>,
}

/// Changes a note's text, as typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteChange {
    /// The note.
    pub id: NoteId,
    /// The whole text.
    pub body: String,
}

/// Keeps a note in sight before a meeting, or no longer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteRemember {
    /// The note.
    pub id: NoteId,
    /// Whether it is kept in sight.
    pub remember: bool,
}

/// Makes a note about a relationship an observation, or a plain note again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteMark {
    /// The note.
    pub id: NoteId,
    /// What it observes; absent: a plain note.
    pub aspect: Option<NoteAspect>,
}

/// Puts a note into the bin.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteDelete {
    /// The note.
    pub id: NoteId,
}

/// Asks for the notes about something, latest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteList {
    /// What they are about.
    pub about: NoteSubject,
    /// Which of them; absent: all.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub only: Option<NotesOf>,
    /// Which part.
    #[serde(default)]
    pub page: Page,
}

/// Keeps the text of a note not yet written; an empty one drops the draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteDraftKeep {
    /// What it belongs to.
    pub about: NoteDraftSubject,
    /// What it is a draft of.
    #[serde(default)]
    #[ts(optional, as = "Option<NoteDraftOf>")]
    pub draft: NoteDraftOf,
    /// The text so far.
    pub body: String,
}

/// Asks for the text of a note not yet written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteDraftFind {
    /// What it belongs to.
    pub about: NoteDraftSubject,
    /// What it is a draft of.
    #[serde(default)]
    #[ts(optional, as = "Option<NoteDraftOf>")]
    pub draft: NoteDraftOf,
}

/// The text of a note not yet written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoteDraft {
    /// The text; empty when there is none.
    pub body: String,
}
