use serde::Serialize;

use super::model::{Reminder, ReminderId, ReminderKind};
use crate::app::App;
use crate::locale::Message;

/// Above this many at a time, one digest comes instead.
const AT_A_TIME: usize = 3;

/// What the desktop shall show. Names and titles only, never a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The same for the same thing: a later notice of it replaces the earlier.
    pub id: String,
    /// The reminders it stands for.
    pub reminders: Vec<ReminderId>,
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
    /// `open`, `snooze` (an hour's reminders sleep ten minutes) or `done`.
    pub key: &'static str,
    /// Its label.
    pub label: String,
}

/// One notice per reminder, or one for all when there are many.
pub(super) fn compose(app: &App, reminders: &[Reminder]) -> Vec<Notice> {
    if reminders.len() > AT_A_TIME {
        return vec![digest(app, reminders)];
    }
    let say = |key| app.locale().say(&Message::new(key));
    reminders
        .iter()
        .map(|reminder| {
            let mut buttons = vec![
                NoticeButton { key: "open", label: say("notice_open") },
                NoticeButton { key: "snooze", label: say("notice_snooze") },
            ];
            if reminder.kind == ReminderKind::ActionDue {
                buttons.push(NoticeButton { key: "done", label: say("notice_done") });
            }
            Notice {
                id: reminder.subject_id.clone(),
                reminders: vec![reminder.id],
                title: reminder.title.clone(),
                body: reminder.body.clone(),
                opens: reminder.opens.clone(),
                buttons,
            }
        })
        .collect()
}

fn digest(app: &App, reminders: &[Reminder]) -> Notice {
    let say = |message: Message| app.locale().say(&message);
    let lines: Vec<&str> = reminders.iter().take(4).map(|reminder| reminder.title.as_str()).collect();
    let mut body = lines.join("\n");
    if reminders.len() > lines.len() {
        let more = reminders.len() - lines.len();
        body = format!("{body}\n{}", say(Message::new("notice_and_more").with("count", more)));
    }
    Notice {
        id: "digest".to_owned(),
        reminders: reminders.iter().map(|reminder| reminder.id).collect(),
        title: say(Message::new("notice_digest").with("count", reminders.len())),
        body,
        opens: "/inbox".to_owned(),
        buttons: vec![NoticeButton { key: "open", label: say(Message::new("notice_open")) }],
    }
}
