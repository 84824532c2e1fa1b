//! The brief to share. Everything in it comes from [`BriefOpen`], whose types have no way to a private note.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::gather::{self, Frame};
use super::{BriefAbout, BriefOpen};
use crate::actions::Action;
use crate::advice::AdviceState;
use crate::app::App;
use crate::error::Result;
use crate::files::{FileHandle, write_atomically};
use crate::letter::Letter;
use crate::locale::Message;
use crate::meetings::{self, AgendaPoint, Side};
use crate::{settings, text, time};

/// Asks for the agenda to send ahead, to look at first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BriefShare {
    /// What the brief is about.
    pub about: BriefAbout,
    /// Ids of what is left out.
    #[serde(default)]
    pub without: Vec<String>,
}

/// The agenda to send ahead, and what could go along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SharedAgenda {
    /// The letter, without what is left out.
    #[serde(flatten)]
    pub letter: Letter,
    /// All that could stand in it, by its headings.
    pub parts: Vec<SharedPart>,
}

/// What stands under one heading of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SharedPart {
    /// The heading.
    pub title: String,
    /// Its lines; at least one.
    pub items: Vec<SharedLine>,
}

/// One line of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SharedLine {
    /// The id of what it is about; in [`BriefShare::without`] it leaves the line out.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// Saves the agenda as a text file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BriefSave {
    /// What the brief is about.
    pub about: BriefAbout,
    /// Ids of what is left out.
    #[serde(default)]
    pub without: Vec<String>,
    /// Where.
    pub out: FileHandle,
}

/// Says that the agenda was taken out to be sent: copied, mailed, saved or printed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BriefSent {
    /// What the brief is about.
    pub about: BriefAbout,
}

/// The agenda to send ahead.
pub fn brief_share(app: &App, request: BriefShare) -> Result<SharedAgenda> {
    agenda(app, request.about, request.without)
}

/// Saves the agenda as a text file, whole or not at all.
pub fn brief_save(app: &App, request: BriefSave) -> Result<()> {
    let letter = agenda(app, request.about, request.without)?.letter;
    let path = app.files().take_write(&request.out)?;
    let text = format!("{}\n\n{}", letter.subject, letter.body);
    write_atomically(&path, text.as_bytes())
}

/// Says that the agenda was taken out to be sent. Of a room without a planned meeting there is nothing to note.
pub fn brief_sent(app: &App, request: BriefSent) -> Result<()> {
    let now = app.now();
    app.write_for_good(|tx| match gather::meeting(tx, app, request.about)? {
        Some(meeting) => meetings::store::set_agenda_sent(tx, meeting.id, now),
        None => Ok(()),
    })
}

fn agenda(app: &App, about: BriefAbout, without: Vec<String>) -> Result<SharedAgenda> {
    let (frame, open, sender) = app.read(|conn| {
        let frame = gather::frame(conn, app, about)?;
        let open = gather::open(conn, app, &frame)?;
        Ok((frame, open, settings::my_name(conn)?))
    })?;
    let without: BTreeSet<String> = without.into_iter().collect();
    let page = Page {
        app,
        without: &without,
        lines: Vec::new(),
        parts: Vec::new(),
    };
    Ok(page.write(&frame, &open, &sender))
}

struct Page<'a> {
    app: &'a App,
    without: &'a BTreeSet<String>,
    lines: Vec<String>,
    parts: Vec<SharedPart>,
}

impl Page<'_> {
    fn say(&self, message: Message) -> String {
        self.app.locale().say(&message)
    }

    fn write(mut self, frame: &Frame, open: &BriefOpen, sender: &str) -> SharedAgenda {
        let names: Vec<&str> = frame
            .people
            .iter()
            .map(|person| text::first_name(&person.name))
            .collect();
        // What concerns one of several is not shown to the others: then only what was put on this meeting's own
        // agenda goes along.
        let alone = frame.people.len() == 1;
        let meeting = frame.meeting.as_ref().map(|meeting| meeting.id);
        let shared = |point: &&AgendaPoint| alone || point.meeting_id == meeting;
        let of = |side: Side| move |point: &&AgendaPoint| point.raised_by == side;
        let topics = || open.topics.iter().filter(shared);
        self.points("share_topics", topics().filter(of(Side::Mine)));
        self.points("share_topics_theirs", topics().filter(of(Side::Theirs)));
        self.points("share_questions", open.questions.iter().filter(shared));
        if alone {
            self.promises("share_mine", &open.mine);
            self.promises("share_theirs", &open.theirs);
            self.tried(open);
            // Only what it is: what others said of it is theirs.
            let challenges = open.challenges.iter();
            let challenges = challenges
                .map(|one| (one.id.to_string(), one.fields.title.clone()))
                .collect();
            self.part("share_challenges", challenges);
            let wins = open
                .wins
                .iter()
                .filter(|win| win.fields.whose == Side::Mine);
            let wins: Vec<_> = wins
                .map(|win| (win.id.to_string(), win.fields.text.clone()))
                .collect();
            self.part("share_wins", wins);
        }
        let greeting = Message::new("letter_greeting").with("names", names.join(", "));
        let (subject, opening) = self.opening(frame);
        let close = Message::new("letter_close").with("name", sender);
        let mut lines = vec![self.say(greeting), String::new()];
        lines.extend(opening);
        lines.push(String::new());
        lines.append(&mut self.lines);
        lines.push(self.say(close).trim_end().to_owned());
        let to = frame
            .people
            .iter()
            .map(|person| person.email.clone())
            .collect();
        SharedAgenda {
            letter: Letter::new(to, subject, lines.join("\n") + "\n"),
            parts: self.parts,
        }
    }

    /// The letter's subject and what it opens with; what it goes on to say is known by then.
    fn opening(&self, frame: &Frame) -> (String, Vec<String>) {
        let bare = self.lines.is_empty();
        let when = frame
            .meeting
            .as_ref()
            .and_then(|meeting| meeting.when.as_ref());
        let Some(when) = when else {
            let opening = Message::new(if bare {
                "share_opening_undated_bare"
            } else {
                "share_opening_undated"
            });
            let subject = self.say(Message::new("share_subject_undated"));
            return (subject, vec![self.say(opening)]);
        };
        let locale = self.app.locale();
        let today = self.app.today();
        let day = locale.date(when.local.0.date(), today);
        let subject = self.say(Message::new("share_subject").with("day", &day));
        if when.ends_at <= self.app.now() {
            let past = Message::new("share_opening_past").with("day", day);
            return (subject, vec![self.say(past)]);
        }
        let opening = Message::new(if bare {
            "share_opening_bare"
        } else {
            "share_opening"
        });
        let opening = opening
            .with("day", day)
            .with("time", locale.time(when.local.0))
            .with("zone", time::zone_name(&when.zone));
        let link = frame
            .meeting
            .as_ref()
            .map(|meeting| meeting.join_link.clone());
        let mut lines = vec![self.say(opening)];
        lines.extend(link.filter(|link| !link.is_empty()));
        (subject, lines)
    }

    fn part(&mut self, title: &'static str, items: Vec<(String, String)>) {
        if items.is_empty() {
            return;
        }
        let title = self.say(Message::new(title));
        let kept: Vec<String> = items
            .iter()
            .filter(|(id, _)| !self.without.contains(id))
            .map(|(_, line)| format!("– {line}"))
            .collect();
        if !kept.is_empty() {
            self.lines.push(title.clone());
            self.lines.extend(kept);
            self.lines.push(String::new());
        }
        let items = items.into_iter().map(|(id, text)| SharedLine { id, text });
        self.parts.push(SharedPart {
            title,
            items: items.collect(),
        });
    }

    fn points<'b>(&mut self, title: &'static str, points: impl Iterator<Item = &'b AgendaPoint>) {
        let items = points
            .map(|point| (point.id.to_string(), point.text.clone()))
            .collect();
        self.part(title, items);
    }

    fn promises(&mut self, title: &'static str, actions: &[Action]) {
        let items = actions
            .iter()
            .map(|action| {
                let line = match action.fields.due_on {
                    Some(due) => self.say(
                        Message::new("share_due")
                            .with("title", &action.fields.title)
                            .with("day", self.date(due)),
                    ),
                    None => action.fields.title.clone(),
                };
                (action.id.to_string(), line)
            })
            .collect();
        self.part(title, items);
    }

    fn tried(&mut self, open: &BriefOpen) {
        let items = open
            .advice
            .iter()
            .filter(|advice| {
                advice.state == AdviceState::Tried && advice.fields.given_by == Side::Theirs
            })
            .map(|advice| {
                let line = match advice.result.as_str() {
                    "" => advice.fields.text.clone(),
                    // Its own full stop would stand before the colon.
                    result => format!(
                        "{}: {result}",
                        advice.fields.text.trim_end_matches(['.', ',', ';', ':'])
                    ),
                };
                (advice.id.to_string(), line)
            })
            .collect();
        self.part("share_tried", items);
    }

    fn date(&self, day: NaiveDate) -> String {
        self.app.locale().date(day, self.app.today())
    }
}
