//! `brief …`.

use std::path::PathBuf;

use chrono::NaiveDate;
use ithaca_core::App;
use ithaca_core::commands::{
    Action, ActionState, Advice, AdviceState, AgendaPoint, Brief, BriefAbout, BriefGoal, BriefOpen,
    BriefPerson, BriefSave, BriefSent, BriefShare, BriefShow, Challenge, Decision, JournalEntry,
    MeetingRow, Side, brief_save, brief_sent, brief_share, brief_show,
};
use ithaca_core::locale::Message;
use ithaca_core::time::LocalTime;
use serde::Serialize;

use super::{said, who};
use crate::arguments::BriefAsked;
use crate::failure::{Explained as _, Result};
use crate::out;
use crate::printed::{Printed, say};

pub(crate) fn run(app: &App, asked: BriefAsked) -> Result<Printed> {
    let about = match (asked.meeting, asked.who) {
        (Some(id), _) => BriefAbout::Meeting(who::meeting(app, &id)?),
        (None, text) => BriefAbout::Relationship(who::room(app, &text.unwrap_or_default())?),
    };
    if asked.share {
        share(app, about, asked.out)
    } else {
        show(app, about)
    }
}

fn show(app: &App, about: BriefAbout) -> Result<Printed> {
    // What is private stays behind in here: a field that is added to a brief has to be decided on.
    let Brief {
        meeting,
        people,
        last,
        open,
        remember,
    } = brief_show(app, BriefShow { about }).explained(app)?;
    let shown = Shown {
        meeting,
        people,
        last,
        open,
    };
    Ok(Printed::new(&page(app, &shown, remember.len()), &shown))
}

/// Prints the agenda to send ahead, or saves it; either way it counts as taken out to be sent.
fn share(app: &App, about: BriefAbout, out: Option<PathBuf>) -> Result<Printed> {
    // What came up with somebody else stays behind; the window offers it.
    let (without, with) = (Vec::new(), Vec::new());
    let printed = match out {
        Some(path) => {
            let file = path.display().to_string();
            let out = out::handle(app, path.clone());
            let request = BriefSave {
                about,
                without,
                with,
                out,
            };
            brief_save(app, request).explained(app)?;
            let message = Message::new("brief_saved").with("file", &file);
            let answer = serde_json::json!({ "file": file });
            Printed::new(&[app.locale().say(&message)], &answer).about(&path)
        }
        None => {
            let letter = brief_share(
                app,
                BriefShare {
                    about,
                    without,
                    with,
                },
            )
            .explained(app)?
            .letter;
            let body = letter.body.trim_end().to_owned();
            Printed::new(&[letter.subject.clone(), String::new(), body], &letter)
        }
    };
    brief_sent(app, BriefSent { about }).explained(app)?;
    Ok(printed)
}

/// A brief without what is private.
#[derive(Serialize)]
struct Shown {
    meeting: Option<MeetingRow>,
    people: Vec<BriefPerson>,
    last: Option<MeetingRow>,
    open: BriefOpen,
}

/// Whom I meet and when, then each part that holds something.
fn page(app: &App, brief: &Shown, kept_back: usize) -> Vec<String> {
    let names: Vec<&str> = brief
        .people
        .iter()
        .map(|person| person.called.as_str())
        .collect();
    let names = app.locale().list(&names);
    let title = Message::new("brief_title").with("names", &names);
    let mut page = Page {
        app,
        several: brief.people.len() > 1,
        lines: vec![app.locale().say(&title)],
    };
    page.lines.push(match &brief.meeting {
        Some(meeting) => said::meeting(app, meeting),
        None => say(app, "brief_no_meeting"),
    });
    for person in &brief.people {
        let line = page.person(person);
        page.lines.push(line);
    }
    let head = page.lines.len();
    page.parts(&brief.open);
    if page.lines.len() == head {
        let nothing = Message::new("brief_nothing").with("names", names);
        page.lines
            .extend([String::new(), app.locale().say(&nothing)]);
    }
    if kept_back > 0 {
        let hidden = Message::new("cli_brief_kept_back").with("count", kept_back);
        page.lines
            .extend([String::new(), app.locale().say(&hidden)]);
    }
    page.lines
}

struct Page<'a> {
    app: &'a App,
    /// Several are met: a row then says whose it is.
    several: bool,
    lines: Vec<String>,
}

impl Page<'_> {
    fn parts(&mut self, open: &BriefOpen) {
        self.part("brief_topics", &open.topics, Self::point);
        self.part("brief_questions", &open.questions, Self::point);
        self.part("brief_mine", &open.mine, Self::promise);
        self.part("brief_theirs", &open.theirs, Self::promise);
        self.part("brief_closed", &open.closed, Self::closed);
        self.part("brief_advice", &open.advice, Self::advice);
        self.part("challenges", &open.challenges, Self::challenge);
        self.part("brief_decisions", &open.decisions, Self::decision);
        self.part("brief_goals", &open.goals, Self::goal);
        self.part("brief_wins", &open.wins, Self::win);
    }

    fn part<T>(&mut self, title: &'static str, rows: &[T], text: fn(&Self, &T) -> String) {
        if rows.is_empty() {
            return;
        }
        self.lines.extend([String::new(), say(self.app, title)]);
        for row in rows {
            // What there is to tell of a row stands below it, further in.
            let row = text(self, row).replace('\n', "\n    ");
            self.lines.push(format!("  {row}"));
        }
    }

    fn person(&self, person: &BriefPerson) -> String {
        let last = match person.last_on {
            Some(day) => self.dated("brief_last", day),
            None => say(self.app, "today_first_meeting"),
        };
        let mut line = format!("{last}.");
        if self.several {
            line = format!("{}: {line}", person.name);
        }
        if !person.position.is_empty() {
            line.push_str(&format!(" {}.", person.position));
        }
        line
    }

    fn point(&self, point: &AgendaPoint) -> String {
        let rolled = |_| self.dated("agenda_rolled_over", point.created_on);
        let facts: Vec<String> = point.left_on.map(rolled).into_iter().collect();
        said::with_facts(&point.text, &facts)
    }

    fn promise(&self, action: &Action) -> String {
        let mut facts = self.whose(action.name.as_deref());
        if let Some(first) = action.first_due_on {
            let message = Message::new("action_was_put_off")
                .with("count", action.put_off)
                .with("day", self.day(first));
            facts.push(self.app.locale().say(&message));
        }
        let line = match action.fields.due_on {
            Some(due) if due < self.app.today() => {
                let late = self.dated("action_overdue_since", due);
                format!("{late}  {}", action.fields.title)
            }
            Some(due) => format!("{}  {}", self.day(due), action.fields.title),
            None => action.fields.title.clone(),
        };
        said::with_facts(&line, &facts)
    }

    fn closed(&self, action: &Action) -> String {
        let mut facts = self.whose(action.name.as_deref());
        if action.fields.owner == Side::Theirs {
            facts.push(say(self.app, "action_theirs"));
        }
        match action.state {
            ActionState::Open => {}
            ActionState::Done => facts.push(say(self.app, "cli_state_kept")),
            ActionState::Dropped if action.closed_reason.is_empty() => {
                facts.push(say(self.app, "action_was_let_go"));
            }
            ActionState::Dropped => {
                let because =
                    Message::new("action_let_go_because").with("reason", &action.closed_reason);
                facts.push(self.app.locale().say(&because));
            }
        }
        said::with_facts(&action.fields.title, &facts)
    }

    fn advice(&self, advice: &Advice) -> String {
        let state = match (advice.state, advice.helped) {
            (AdviceState::New, _) => "advice_state_new",
            (AdviceState::Trying, _) => "advice_state_trying",
            (AdviceState::Later, _) => "advice_state_later",
            (AdviceState::Declined, _) => "advice_state_declined",
            (AdviceState::Tried, None) => "advice_state_tried",
            (AdviceState::Tried, Some(true)) => "advice_state_helped",
            (AdviceState::Tried, Some(false)) => "advice_state_not_helped",
        };
        let mut facts = vec![match (advice.state, advice.try_by) {
            (AdviceState::Trying, Some(day)) => self.dated("advice_try_by", day),
            _ => say(self.app, state),
        }];
        if self.several {
            let whose = match advice.fields.given_by {
                Side::Mine => Message::new("advice_to").with("name", &advice.name),
                Side::Theirs => Message::new("advice_from").with("name", &advice.name),
            };
            facts.push(self.app.locale().say(&whose));
        }
        let mut line = said::with_facts(&advice.fields.text, &facts);
        let told = match advice.result.as_str() {
            "" => &advice.reflection,
            result => result,
        };
        below(&mut line, told);
        if advice.state == AdviceState::Tried
            && advice.told_at.is_none()
            && advice.fields.given_by == Side::Theirs
        {
            below(&mut line, &say(self.app, "advice_not_told"));
        }
        line
    }

    fn challenge(&self, challenge: &Challenge) -> String {
        let put_down = LocalTime::at(challenge.created_at, self.app.zone())
            .0
            .date();
        let mut line = said::with_facts(&challenge.fields.title, &[self.day(put_down)]);
        let names = |asked: bool| {
            let names: Vec<&str> = challenge
                .fields
                .voices
                .iter()
                .filter(|voice| voice.text.is_empty() != asked)
                .map(|voice| voice.name.as_str())
                .collect();
            self.app.locale().list(&names)
        };
        let (asked, waiting) = (names(true), names(false));
        let message = match (asked.is_empty(), waiting.is_empty()) {
            (true, true) => Message::new("challenge_nobody_asked"),
            (false, true) => Message::new("challenge_asked").with("names", asked),
            (true, false) => Message::new("challenge_to_ask").with("names", waiting),
            (false, false) => Message::new("challenge_asked_and_to_ask")
                .with("asked", asked)
                .with("waiting", waiting),
        };
        below(&mut line, &self.app.locale().say(&message));
        line
    }

    fn decision(&self, decision: &Decision) -> String {
        let back = decision
            .look_back_on
            .filter(|day| decision.looked_back.is_empty() && *day <= self.app.today());
        let day = match back {
            Some(day) => self.dated("decision_look_back_since", day),
            None => self.day(decision.decided_on.unwrap_or(decision.created_on)),
        };
        let mut line = said::with_facts(&decision.fields.question, &[day]);
        let choice = match (decision.decided_on, decision.choice.as_str()) {
            (None, _) => say(self.app, "decision_state_open"),
            (Some(_), "") => say(self.app, "decision_state_made"),
            (Some(_), choice) => self
                .app
                .locale()
                .say(&Message::new("decision_chose").with("choice", choice)),
        };
        let choice = match decision.why.as_str() {
            "" => choice,
            why => format!("{choice}: {why}"),
        };
        below(&mut line, &choice);
        if !decision.looked_back.is_empty() {
            let came = Message::new("decision_came_of_it").with("text", &decision.looked_back);
            below(&mut line, &self.app.locale().say(&came));
        }
        for view in &decision.fields.views {
            below(&mut line, &format!("{}: {}", view.name, view.text));
        }
        line
    }

    fn goal(&self, moved: &BriefGoal) -> String {
        let facts = self.whose(moved.goal.name.as_deref());
        let mut line = said::with_facts(&moved.goal.fields.title, &facts);
        if let Some(far) = said::how_far(self.app, &moved.goal) {
            line.push_str(&format!("  {far}"));
        }
        for step in &moved.reached {
            let reached = Message::new("brief_reached").with("step", step);
            below(&mut line, &self.app.locale().say(&reached));
        }
        below(&mut line, moved.said.as_deref().unwrap_or_default());
        line
    }

    fn win(&self, win: &JournalEntry) -> String {
        let mut facts = Vec::new();
        if let (Side::Theirs, Some(name)) = (win.fields.whose, &win.name) {
            let of = Message::new("win_of").with("name", name);
            facts.push(self.app.locale().say(&of));
        }
        if !win.told.is_empty() {
            let names: Vec<&str> = win.told.iter().map(|one| one.name.as_str()).collect();
            let told = Message::new("win_told_to").with("names", self.app.locale().list(&names));
            facts.push(self.app.locale().say(&told));
        }
        let line = format!("{}  {}", self.day(win.day), win.fields.text);
        said::with_facts(&line, &facts)
    }

    /// The name, where several are met.
    fn whose(&self, name: Option<&str>) -> Vec<String> {
        let name = name.filter(|_| self.several);
        name.map(str::to_owned).into_iter().collect()
    }

    /// A word and a day: "rolled over, open since yesterday".
    fn dated(&self, key: &'static str, day: NaiveDate) -> String {
        format!("{} {}", say(self.app, key), self.day(day))
    }

    fn day(&self, day: NaiveDate) -> String {
        self.app.locale().day(day, self.app.today())
    }
}

/// Puts what else there is to tell below a row, if there is anything.
fn below(line: &mut String, text: &str) {
    if !text.is_empty() {
        line.push('\n');
        line.push_str(text);
    }
}
