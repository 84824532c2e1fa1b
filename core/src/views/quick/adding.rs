//! Keeping a line that was read, by the functions of the concept it becomes a row of.

use chrono::NaiveTime;

use super::model::{QuickAdded, QuickKind, QuickMeant, QuickWhom};
use crate::app::App;
use crate::capture::made::{self, Line};
use crate::db::Write;
use crate::error::{Error, Result};
use crate::goals::{self, GoalFields, GoalKind};
use crate::locale::Message;
use crate::meetings::{self, AgendaAdd, AgendaKind, Channel, MeetingFields, MeetingPlan, Side};
use crate::notes::{self, NoteSubject};
use crate::relationships::{self, RelationshipId};
use crate::text;
use crate::time::LocalTime;

/// The hour a meeting begins at whose day alone was said.
const HOUR: u32 = 10;

/// How long a meeting takes of which nothing else was said, in minutes.
const MINUTES: u32 = 60;

/// What taking a line back is called.
pub(super) fn label(kind: QuickKind) -> &'static str {
    match kind {
        QuickKind::Topic | QuickKind::Question => "change_agenda_add",
        QuickKind::Promise => "change_action_add",
        QuickKind::Advice => "change_advice_add",
        QuickKind::Win => "change_win_add",
        QuickKind::Decision => "change_decision_add",
        QuickKind::Goal => "change_goal_set",
        QuickKind::Meeting => "change_meeting_plan",
        QuickKind::Private => "change_note_write",
    }
}

/// Makes a line that was read what it is.
pub(super) fn add(tx: &Write<'_>, app: &App, meant: QuickMeant) -> Result<QuickAdded> {
    let words = words(&meant)?;
    let (room, name) = match &meant.whom {
        QuickWhom::Nobody => (None, None),
        QuickWhom::One(room) => (Some(room.id), Some(room.name.clone())),
        QuickWhom::Several(_) | QuickWhom::Unknown => return Err(whose("quick_add_nobody")),
        QuickWhom::Ended(_) => return Err(whose("quick_add_ended_room")),
    };
    let needed = || match room {
        Some(room) => Ok(room),
        None if relationships::store::any_going_on(tx)? => Err(whose("quick_add_nobody")),
        None => Err(whose("quick_add_nobody_yet")),
    };
    let line = Line {
        text: words.clone(),
        day: meant.day,
        room,
        meeting: None,
        goal: meant.goal.as_ref().map(|goal| goal.id.to_string()),
    };
    let mut added = QuickAdded {
        kind: meant.kind,
        owner: meant.owner,
        id: String::new(),
        opens: String::new(),
        text: Some(words.clone()),
        name,
        goal: meant.goal,
        day: meant.day,
        time: None,
    };
    match meant.kind {
        QuickKind::Topic | QuickKind::Question => {
            let room = needed()?;
            let point = AgendaAdd {
                relationship_id: Some(room),
                meeting_id: None,
                text: words,
                kind: if meant.kind == QuickKind::Question {
                    AgendaKind::Question
                } else {
                    AgendaKind::Topic
                },
                raised_by: Side::Mine,
            };
            added.id = meetings::add_point(tx, app, point, None)?.id.to_string();
            added.opens = format!("/room/{room}");
        }
        QuickKind::Promise => {
            if meant.owner == Side::Theirs {
                needed()?;
            }
            added.id = made::promise(tx, app, line, meant.owner)?.id.to_string();
            added.opens =
                room.map_or_else(|| "/actions".to_owned(), |room| format!("/room/{room}"));
        }
        QuickKind::Advice => {
            added.id = made::advice(tx, app, line, needed()?)?.id.to_string();
            added.opens = format!("/advice/advice/{}", added.id);
        }
        QuickKind::Win => {
            let win = made::win(tx, app, line, winner(tx, app, room)?)?;
            added.id = win.id.to_string();
            added.opens = format!("/advice/wins/{}", added.id);
        }
        QuickKind::Decision => {
            added.id = made::decision(tx, app, line)?.id.to_string();
            added.opens = format!("/advice/decisions/{}", added.id);
        }
        QuickKind::Goal => {
            let fields = GoalFields {
                title: words,
                kind: GoalKind::Other,
                whose: Side::Mine,
                relationship_id: room,
                why: String::new(),
                measure: String::new(),
                target_on: meant.day,
            };
            added.id = goals::commands::set(tx, app, fields)?.row.id.to_string();
            added.opens = format!("/goal/{}", added.id);
        }
        QuickKind::Meeting => {
            let nine = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or(NaiveTime::MIN);
            let starts = meant
                .day
                .map(|day| day.and_time(meant.time.unwrap_or(nine)));
            let fields = MeetingFields {
                title: words,
                starts_local: starts.map(LocalTime),
                zone: None,
                duration_minutes: MINUTES,
                channel: Channel::Video,
                place: String::new(),
                join_link: String::new(),
            };
            let participants = vec![needed()?];
            let request = MeetingPlan {
                participants,
                fields,
            };
            let meeting = meetings::commands::plan(tx, app, request)?.row;
            added.id = meeting.id.to_string();
            added.opens = format!("/meeting/{}", added.id);
            added.text = Some(meeting.title);
            added.time = starts.map(|starts| starts.time());
        }
        QuickKind::Private => {
            let room = needed()?;
            let about = NoteSubject::Relationship(room);
            added.id = notes::add(tx, app, about, &words, None)?.id.to_string();
            added.opens = format!("/room/{room}/notes");
            added.text = None;
        }
    }
    Ok(added)
}

/// A line's words, checked where they were typed. A meeting is named after who takes part in it if it has none.
fn words(meant: &QuickMeant) -> Result<String> {
    if meant.kind == QuickKind::Meeting {
        return text::line("line", &meant.text);
    }
    if meant.text.is_empty() {
        return Err(Error::invalid("line", Message::new("quick_add_empty")));
    }
    if meant.kind == QuickKind::Private {
        return text::body("line", &meant.text);
    }
    text::title("line", &meant.text)
}

/// Whose a win is: without a room mine.
fn winner(tx: &Write<'_>, app: &App, room: Option<RelationshipId>) -> Result<Side> {
    let Some(room) = room else {
        return Ok(Side::Mine);
    };
    let role = relationships::store::find(tx, app, room)?.fields.role;
    Ok(made::winner(role))
}

fn whose(message: &'static str) -> Error {
    Error::invalid("relationship_id", Message::new(message))
}
