//! `add LINE`.

use std::io::{BufRead as _, Read as _};

use chrono::NaiveDate;
use ithaca_core::App;
use ithaca_core::commands::{
    ApiError, ErrorCode, QuickChosen, QuickGoal, QuickKind, QuickLine, QuickMeant, QuickRoom,
    QuickWhom, Side, quick_add, quick_read,
};
use ithaca_core::error::Error;
use ithaca_core::limits::REQUEST;
use ithaca_core::locale::Message;
use serde_json::Value;

use super::{said, who};
use crate::arguments::LineAsked;
use crate::failure::{Explained as _, Failure, Result};
use crate::printed::{Printed, say};

/// Keeps a line as what it says it is, or only says what was understood.
pub(crate) fn run(app: &App, asked: LineAsked) -> Result<Printed> {
    let line = match asked.line {
        Some(line) => line,
        None => first_line(app)?,
    };
    let request = QuickLine {
        line,
        chosen: QuickChosen {
            relationship_id: asked.with.map(|text| who::room(app, &text)).transpose()?,
            ..QuickChosen::default()
        },
    };
    let meant = quick_read(app, request.clone()).explained(app)?;
    refuse_unclear(app, &meant)?;
    if asked.look {
        return Ok(look(app, &meant));
    }
    let added = quick_add(app, request).explained(app)?;
    let understood = Understood {
        kind: added.kind,
        owner: added.owner,
        text: added.text.as_deref(),
        name: added.name.as_deref(),
        day: added.day,
        time: added.time,
        goal: added.goal.as_ref(),
        unsaid: "cli_capture_private",
    };
    let line = format!("{}  {}", added.id, understood.said(app));
    Ok(Printed::new(&[line], &added))
}

/// What was understood of a line that is kept nowhere.
fn look(app: &App, meant: &QuickMeant) -> Printed {
    let is_private = meant.kind == QuickKind::Private;
    let understood = Understood {
        kind: meant.kind,
        owner: meant.owner,
        text: Some(meant.text.as_str()).filter(|_| !is_private),
        name: match &meant.whom {
            QuickWhom::One(room) => Some(room.name.as_str()),
            QuickWhom::Nobody
            | QuickWhom::Several(_)
            | QuickWhom::Ended(_)
            | QuickWhom::Unknown => None,
        },
        day: meant.day,
        time: meant.time,
        goal: meant.goal.as_ref(),
        unsaid: "cli_add_private",
    };
    let line = format!(
        "{} {}",
        say(app, "quick_add_understood"),
        understood.said(app)
    );
    let mut answer = serde_json::to_value(meant).unwrap_or(Value::Null);
    if is_private {
        // What is private is printed nowhere.
        for field in ["text", "unnamed"] {
            answer[field] = Value::Null;
        }
    }
    Printed::new(&[line], &answer)
}

/// Refuses a line whose name does not say who is meant.
fn refuse_unclear(app: &App, meant: &QuickMeant) -> Result<()> {
    let refused = |code, message: &Message| {
        Err(Failure::Core(ApiError {
            code,
            message: app.locale().say(message),
            field: Some("relationship_id".to_owned()),
        }))
    };
    match &meant.whom {
        QuickWhom::Nobody | QuickWhom::One(_) => Ok(()),
        QuickWhom::Several(rooms) => {
            let apart: Vec<String> = rooms.iter().map(|room| apart(app, room)).collect();
            let names: Vec<&str> = apart.iter().take(5).map(String::as_str).collect();
            let message = Message::new("cli_add_ambiguous").with("names", names.join("; "));
            refused(ErrorCode::Invalid, &message)
        }
        QuickWhom::Ended(name) => {
            let message = Message::new("quick_add_ended").with("name", name);
            refused(ErrorCode::Invalid, &message)
        }
        QuickWhom::Unknown => refused(ErrorCode::NotFound, &Message::new("cli_add_nobody")),
    }
}

/// A room with what tells it from others of that name.
fn apart(app: &App, room: &QuickRoom) -> String {
    let role = said::role(app, room.role);
    let facts: Vec<String> = [role, room.topic.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    format!("{} ({})", room.name, facts.join(", "))
}

/// What there is to say of a line, kept or not. Of a private one there are no words.
struct Understood<'a> {
    kind: QuickKind,
    owner: Side,
    text: Option<&'a str>,
    name: Option<&'a str>,
    day: Option<NaiveDate>,
    time: Option<chrono::NaiveTime>,
    goal: Option<&'a QuickGoal>,
    /// What is said in the place of private words.
    unsaid: &'static str,
}

impl Understood<'_> {
    /// What it is, its words, with whom, its day, its goal.
    fn said(&self, app: &App) -> String {
        let text = self
            .text
            .map_or_else(|| say(app, self.unsaid), str::to_owned);
        let mut facts: Vec<String> = self.name.iter().map(|name| (*name).to_owned()).collect();
        facts.extend(self.day.map(|day| self.day_said(app, day)));
        if let Some(goal) = self.goal {
            let message = Message::new("quick_add_for_goal").with("title", &goal.title);
            facts.push(app.locale().say(&message));
        }
        said::with_facts(&format!("{}: {text}", say(app, self.word())), &facts)
    }

    fn day_said(&self, app: &App, day: NaiveDate) -> String {
        let locale = app.locale();
        let at = match self.time.filter(|_| self.kind == QuickKind::Meeting) {
            Some(time) => locale.day_and_time(day.and_time(time), app.today()),
            None => locale.day(day, app.today()),
        };
        match self.kind {
            QuickKind::Promise | QuickKind::Advice | QuickKind::Goal => {
                format!("{} {at}", say(app, "capture_due"))
            }
            QuickKind::Topic
            | QuickKind::Question
            | QuickKind::Win
            | QuickKind::Decision
            | QuickKind::Meeting
            | QuickKind::Private => at,
        }
    }

    fn word(&self) -> &'static str {
        match (self.kind, self.owner) {
            (QuickKind::Topic, _) => "quick_add_topic",
            (QuickKind::Question, _) => "capture_question",
            (QuickKind::Promise, Side::Mine) => "capture_mine",
            (QuickKind::Promise, Side::Theirs) => "capture_theirs",
            (QuickKind::Advice, _) => "capture_advice",
            (QuickKind::Win, _) => "capture_win",
            (QuickKind::Decision, _) => "capture_decision",
            (QuickKind::Goal, _) => "quick_add_goal",
            (QuickKind::Meeting, _) => "quick_add_meeting",
            (QuickKind::Private, _) => "capture_private",
        }
    }
}

/// The first line of standard input, however it ends there.
fn first_line(app: &App) -> Result<String> {
    let mut line = Vec::new();
    let limit = u64::try_from(REQUEST).unwrap_or(u64::MAX);
    std::io::stdin()
        .lock()
        .take(limit)
        .read_until(b'\n', &mut line)
        .map_err(|_| {
            let message = Message::new("cli_file_unreadable").with("path", "-");
            Failure::usage_about(app, &message)
        })?;
    String::from_utf8(line).map_err(|_| {
        let not_text = Error::invalid("line", Message::new("cli_line_not_text"));
        Failure::core(&not_text, &app.locale())
    })
}
