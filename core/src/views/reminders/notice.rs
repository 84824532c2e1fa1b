use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::model::{Reminder, ReminderId, ReminderKind};
use crate::app::App;
use crate::locale::Message;
use crate::settings::NoticeDetail;

/// Above this many at a time, one digest comes instead.
const AT_A_TIME: usize = 3;

/// How many people a digest names.
const LINES: usize = 4;

/// What the desktop shall show. Names and titles only, never a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The same for the same thing: a later notice of it replaces the earlier.
    pub id: String,
    /// The reminders it stands for.
    pub reminders: Vec<ReminderId>,
    /// The ids of notices that a crash may have left on the screen and that this one stands for.
    pub replaces: Vec<String>,
    /// Who or what.
    pub title: String,
    /// What for.
    pub body: String,
    /// The route a click opens, such as `/meeting/ID`.
    pub opens: String,
    /// What can be answered at once.
    pub buttons: Vec<NoticeButton>,
}

/// A button of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeButton {
    /// `join`, `open`, `done`, or a sleep: `snooze_ten_minutes`, `snooze_tonight`, `snooze_tomorrow`,
    /// `snooze_next_week`.
    pub key: &'static str,
    /// Its label.
    pub label: String,
}

/// The most wanted first: a desktop that has room for few buttons shows the first ones.
const BUTTONS: [(&str, &str); 7] = [
    ("join", "notice_join"),
    ("open", "notice_open"),
    ("done", "notice_done"),
    ("snooze_ten_minutes", "notice_snooze_ten_minutes"),
    ("snooze_tonight", "notice_snooze_tonight"),
    ("snooze_tomorrow", "notice_snooze_tomorrow"),
    ("snooze_next_week", "notice_snooze_next_week"),
];

fn buttons(app: &App, wanted: impl Fn(&str) -> bool) -> Vec<NoticeButton> {
    BUTTONS
        .iter()
        .filter(|(key, _)| wanted(key))
        .map(|(key, label)| NoticeButton {
            key,
            label: app.locale().say(&Message::new(label)),
        })
        .collect()
}

/// The id of the one notice for many.
const DIGEST: &str = "digest";

/// One notice per reminder, or one for all when there are many. Those in `left` may be on the screen since
/// before a crash, the other way.
pub(super) fn compose(
    app: &App,
    reminders: &[Reminder],
    left: &BTreeSet<ReminderId>,
    detail: NoticeDetail,
) -> Vec<Notice> {
    if reminders.len() > AT_A_TIME {
        return vec![digest(app, reminders, left, detail)];
    }
    let say = |key| app.locale().say(&Message::new(key));
    let told = |reminder: &Reminder| match detail {
        NoticeDetail::Nothing => ("Ithaca".to_owned(), say("notice_something")),
        NoticeDetail::Names => (
            reminder
                .person
                .clone()
                .unwrap_or_else(|| "Ithaca".to_owned()),
            say("notice_something"),
        ),
        NoticeDetail::Details => (reminder.title.clone(), with_host(reminder)),
    };
    // Who joins is about to meet somebody: not to be read where nothing is to be told.
    let can_join = |reminder: &Reminder| {
        reminder.kind == ReminderKind::MeetingLate
            && reminder.join.is_some()
            && detail != NoticeDetail::Nothing
    };
    reminders
        .iter()
        .map(|reminder| {
            let (title, body) = told(reminder);
            Notice {
                id: reminder.subject_id.clone(),
                reminders: vec![reminder.id],
                replaces: left
                    .contains(&reminder.id)
                    .then(|| DIGEST.to_owned())
                    .into_iter()
                    .collect(),
                title,
                body,
                opens: reminder.opens.clone(),
                buttons: buttons(app, |key| key != "join" || can_join(reminder)),
            }
        })
        .collect()
}

/// What for, and the host that a link to join leads to: never the link itself, which may let anybody in.
fn with_host(reminder: &Reminder) -> String {
    match &reminder.join {
        Some(join) => format!("{} · {}", reminder.body, join.host),
        None => reminder.body.clone(),
    }
}

/// One for many, a line a person: after an absence, not a storm.
fn digest(
    app: &App,
    reminders: &[Reminder],
    left: &BTreeSet<ReminderId>,
    detail: NoticeDetail,
) -> Notice {
    let say = |message: Message| app.locale().say(&message);
    let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for reminder in reminders {
        people
            .entry(reminder.person.as_deref().unwrap_or_default())
            .or_default()
            .push(&reminder.title);
    }
    let lines: Vec<String> = match detail {
        NoticeDetail::Nothing => Vec::new(),
        NoticeDetail::Names => people
            .keys()
            .filter(|name| !name.is_empty())
            .map(|name| (*name).to_owned())
            .collect(),
        NoticeDetail::Details => people
            .iter()
            .map(|(name, titles)| match (*name, titles.as_slice()) {
                ("", [title]) => (*title).to_owned(),
                ("", titles) => say(Message::new("notice_of_yours").with("count", titles.len())),
                // A meeting's title has the name in it already.
                (name, [title]) if title.contains(name) => (*title).to_owned(),
                (name, [title]) => format!("{name}: {title}"),
                (name, titles) => say(Message::new("notice_of_person")
                    .with("name", name)
                    .with("count", titles.len())),
            })
            .collect(),
    };
    let shown = lines.len().min(LINES);
    let mut body = lines.get(..shown).unwrap_or_default().join("\n");
    if lines.len() > shown {
        body = format!(
            "{body}\n{}",
            say(Message::new("notice_and_more").with("count", lines.len() - shown))
        );
    }
    Notice {
        id: DIGEST.to_owned(),
        reminders: reminders.iter().map(|reminder| reminder.id).collect(),
        replaces: reminders
            .iter()
            .filter(|reminder| left.contains(&reminder.id))
            .map(|reminder| reminder.subject_id.clone())
            .collect(),
        title: say(Message::new("notice_digest").with("count", reminders.len())),
        body,
        opens: "/inbox".to_owned(),
        // Many things are looked at, or put off together; they are not done unseen.
        buttons: buttons(app, |key| !["done", "join"].contains(&key)),
    }
}
