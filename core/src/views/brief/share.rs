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
use crate::files::FileHandle;
use crate::letter::Letter;
use crate::locale::Message;
use crate::meetings::{self, AgendaPoint, Side};
use crate::{settings, time};

/// Asks for the agenda to send ahead, to look at first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BriefShare {
    /// What the brief is about.
    pub about: BriefAbout,
    /// Ids of what is left out.
    #[serde(default)]
    pub without: Vec<String>,
    /// Ids of what goes along although it came up with somebody else: that stays behind unasked.
    #[serde(default)]
    pub with: Vec<String>,
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
    /// Whether it goes along.
    pub along: bool,
    /// With whom else it came up. Such a line goes along only when asked for, by [`BriefShare::with`].
    pub elsewhere: Vec<String>,
}

/// Saves the agenda as a text file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BriefSave {
    /// What the brief is about.
    pub about: BriefAbout,
    /// Ids of what is left out.
    #[serde(default)]
    pub without: Vec<String>,
    /// Ids of what goes along although it came up with somebody else: that stays behind unasked.
    #[serde(default)]
    pub with: Vec<String>,
    /// Where.
    pub out: FileHandle,
}

/// Says that the agenda was taken out to be sent: copied, mailed, saved or printed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BriefSent {
    /// What the brief is about.
    pub about: BriefAbout,
}

/// The agenda to send ahead.
pub fn brief_share(app: &App, request: BriefShare) -> Result<SharedAgenda> {
    agenda(app, request.about, request.without, request.with)
}

/// Saves the agenda as a text file, whole or not at all.
pub fn brief_save(app: &App, request: BriefSave) -> Result<()> {
    let letter = agenda(app, request.about, request.without, request.with)?.letter;
    let out = app.files().take_write(&request.out)?;
    let text = format!("{}\n\n{}", letter.subject, letter.body);
    out.write(|to| Ok(to.write_all(text.as_bytes())?))
}

/// Says that the agenda was taken out to be sent. Of a room without a planned meeting there is nothing to note.
pub fn brief_sent(app: &App, request: BriefSent) -> Result<()> {
    let now = app.now();
    app.write_for_good(|tx| match gather::meeting(tx, app, request.about)? {
        Some(meeting) => meetings::store::set_agenda_sent(tx, meeting.id, now),
        None => Ok(()),
    })
}

fn agenda(
    app: &App,
    about: BriefAbout,
    without: Vec<String>,
    with: Vec<String>,
) -> Result<SharedAgenda> {
    let (frame, open, sender) = app.read(|conn| {
        let frame = gather::frame(conn, app, about)?;
        let open = gather::open(conn, app, &frame)?;
        Ok((frame, open, settings::my_name(conn)?))
    })?;
    let page = Page {
        app,
        without: without.into_iter().collect(),
        with: with.into_iter().collect(),
        lines: Vec::new(),
        parts: Vec::new(),
    };
    Ok(page.write(&frame, &open, &sender))
}

/// A line that could go along.
struct Item {
    id: String,
    text: String,
    /// With whom else it came up.
    elsewhere: Vec<String>,
}

impl Item {
    fn of(id: impl ToString, text: String) -> Self {
        Self {
            id: id.to_string(),
            text,
            elsewhere: Vec::new(),
        }
    }
}

struct Page<'a> {
    app: &'a App,
    without: BTreeSet<String>,
    with: BTreeSet<String>,
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
            .map(|person| person.called.as_str())
            .collect();
        // What concerns one of several is not shown to the others: then only what was put on this meeting's own
        // agenda goes along, and what they left open or promised together.
        let alone = frame.people.len() == 1;
        let meeting = frame.meeting.as_ref().map(|meeting| meeting.id);
        let here = |room| frame.ids.contains(&room);
        let shared = |point: &&AgendaPoint| match point.relationship_id {
            None => true,
            Some(room) if alone => here(room),
            Some(_) => point.meeting_id == meeting,
        };
        let of = |side: Side| move |point: &&AgendaPoint| point.raised_by == side;
        let topics = || open.topics.iter().filter(shared);
        self.points(
            Message::new("share_topics"),
            topics().filter(of(Side::Mine)),
        );
        let theirs = Message::new("share_topics_theirs").with("count", frame.people.len());
        self.points(theirs, topics().filter(of(Side::Theirs)));
        self.points(
            Message::new("share_questions"),
            open.questions.iter().filter(shared),
        );
        let theirs = || Message::new("share_theirs").with("count", frame.people.len());
        if alone {
            self.promises(Message::new("share_mine"), open.mine.iter());
            self.promises(theirs(), open.theirs.iter());
            self.tried(open);
            // Only what it is: what others said of it is theirs.
            let challenges = open.challenges.iter();
            let challenges = challenges
                .map(|one| Item::of(one.id, one.fields.title.clone()))
                .collect();
            self.part("share_challenges", challenges);
            let wins = open
                .wins
                .iter()
                .filter(|win| win.fields.whose == Side::Mine);
            let wins = wins
                .map(|win| Item {
                    elsewhere: win.told_elsewhere(here),
                    ..Item::of(win.id, win.fields.text.clone())
                })
                .collect();
            self.part("share_wins", wins);
        } else {
            let of_all = |action: &&Action| action.fields.relationship_id.is_none();
            self.promises(Message::new("share_mine"), open.mine.iter().filter(of_all));
            self.promises(theirs(), open.theirs.iter().filter(of_all));
        }
        let names = self.app.locale().list(&names);
        let greeting = Message::new("letter_greeting").with("names", names);
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

    fn part(&mut self, title: &'static str, items: Vec<Item>) {
        self.part_under(Message::new(title), items);
    }

    fn part_under(&mut self, title: Message, items: Vec<Item>) {
        if items.is_empty() {
            return;
        }
        let title = self.say(title);
        let items: Vec<SharedLine> = items
            .into_iter()
            .map(|item| SharedLine {
                along: if item.elsewhere.is_empty() {
                    !self.without.contains(&item.id)
                } else {
                    self.with.contains(&item.id)
                },
                id: item.id,
                text: item.text,
                elsewhere: item.elsewhere,
            })
            .collect();
        let kept: Vec<String> = items
            .iter()
            .filter(|item| item.along)
            .map(|item| format!("– {}", item.text))
            .collect();
        if !kept.is_empty() {
            self.lines.push(title.clone());
            self.lines.extend(kept);
            self.lines.push(String::new());
        }
        self.parts.push(SharedPart { title, items });
    }

    fn points<'b>(&mut self, title: Message, points: impl Iterator<Item = &'b AgendaPoint>) {
        let items = points
            .map(|point| Item::of(point.id, point.text.clone()))
            .collect();
        self.part_under(title, items);
    }

    fn promises<'b>(&mut self, title: Message, actions: impl Iterator<Item = &'b Action>) {
        let items = actions
            .map(|action| {
                let line = match action.fields.due_on {
                    Some(due) => self.say(
                        Message::new("share_due")
                            .with("title", &action.fields.title)
                            .with("day", self.date(due)),
                    ),
                    None => action.fields.title.clone(),
                };
                Item::of(action.id, line)
            })
            .collect();
        self.part_under(title, items);
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
                Item::of(advice.id, line)
            })
            .collect();
        self.part("share_tried", items);
    }

    fn date(&self, day: NaiveDate) -> String {
        self.app.locale().date(day, self.app.today())
    }
}
