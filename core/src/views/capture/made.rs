//! What a line that was understood becomes, by the functions of the concept it becomes a row of.

use chrono::NaiveDate;

use crate::actions::{self, Action, ActionFields};
use crate::advice::{self, Advice, AdviceFields};
use crate::app::App;
use crate::db::Write;
use crate::decisions::{self, Decision, DecisionFields};
use crate::error::Result;
use crate::journal::{self, JournalEntry, JournalFields, JournalKind};
use crate::meetings::{MeetingId, Side};
use crate::relationships::{self, RelationshipId, Role};

/// A line that was understood: its words, and what is said beside them.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its words, without signs, names and days.
    pub(crate) text: String,
    /// The day at its end.
    pub(crate) day: Option<NaiveDate>,
    /// The room it concerns.
    pub(crate) room: Option<RelationshipId>,
    /// The meeting it came up in.
    pub(crate) meeting: Option<MeetingId>,
    /// The goal it serves.
    pub(crate) goal: Option<String>,
}

/// Adds a promise, due on the line's day.
pub(crate) fn promise(tx: &Write<'_>, app: &App, line: Line, owner: Side) -> Result<Action> {
    let fields = ActionFields {
        title: line.text,
        owner,
        due_on: line.day,
        relationship_id: line.room,
        meeting_id: line.meeting,
        goal_id: line.goal,
    };
    actions::commands::add(tx, app, fields)
}

/// Adds a piece of advice, tried by the line's day. My role in the room says who gave it.
pub(crate) fn advice(
    tx: &Write<'_>,
    app: &App,
    line: Line,
    room: RelationshipId,
) -> Result<Advice> {
    let role = relationships::store::find(tx, app, room)?.fields.role;
    let fields = AdviceFields {
        text: line.text,
        relationship_id: room,
        given_by: mentor(role),
        meeting_id: line.meeting,
        goal_id: line.goal,
    };
    advice::commands::add(tx, app, fields, line.day)
}

/// Adds a win, of the line's day.
pub(crate) fn win(tx: &Write<'_>, app: &App, line: Line, whose: Side) -> Result<JournalEntry> {
    let fields = JournalFields {
        kind: JournalKind::Win,
        text: line.text,
        context: String::new(),
        whose,
        happened_on: line.day,
        relationship_id: line.room,
        meeting_id: line.meeting,
        goal_id: line.goal,
    };
    journal::add(tx, app, fields)
}

/// Adds a decision that was made.
pub(crate) fn decision(tx: &Write<'_>, app: &App, line: Line) -> Result<Decision> {
    let fields = DecisionFields {
        question: line.text,
        options: Vec::new(),
        views: Vec::new(),
        relationship_id: line.room,
        meeting_id: line.meeting,
        goal_id: line.goal,
    };
    decisions::commands::add(tx, app, fields, true)
}

/// Which side is the mentor. Among peers the other one is, for what I put down.
fn mentor(role: Role) -> Side {
    match role {
        Role::Mentor => Side::Mine,
        Role::Mentee | Role::Peer => Side::Theirs,
    }
}

/// Whose a win is: the mentee's.
pub(crate) fn winner(role: Role) -> Side {
    match mentor(role) {
        Side::Mine => Side::Theirs,
        Side::Theirs => Side::Mine,
    }
}
