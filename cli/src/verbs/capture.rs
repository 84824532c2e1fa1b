//! `capture …`.

use std::io::{BufRead, IsTerminal as _, Read as _, Write as _};

use chrono::NaiveDate;
use ithaca_core::App;
use ithaca_core::commands::{
    CaptureAdd, CaptureKind, Captured, MeetingList, MeetingOrder, MeetingRow, MeetingShow,
    MeetingState, Millis, RelationshipId, capture_add, meeting_list, meeting_show, read_sign,
};
use ithaca_core::error::Error;
use ithaca_core::limits::REQUEST;
use ithaca_core::locale::Message;
use ithaca_core::time::LocalTime;
use serde::Serialize;

use super::{said, who};
use crate::arguments::CaptureAsked;
use crate::failure::{Explained as _, Failure, Result};
use crate::printed::{Printed, all_pages, say};

/// Keeps each line as soon as it is there and says at once what it became: the meeting goes on meanwhile.
pub(crate) fn run(app: &App, asked: CaptureAsked, json: bool) -> Result<Printed> {
    let (place, lines) = place(app, asked)?;
    let meeting = &place.meeting;
    let mut kept = Keeping {
        app,
        place: &place,
        json,
        kept: Vec::new(),
        refused: None,
    };
    kept.tell(&format!("{}  {}", meeting.id, said::meeting(app, meeting)));
    if lines.is_empty() {
        let stdin = std::io::stdin();
        if stdin.is_terminal() {
            complain(&say(app, "cli_capture_hint"));
        }
        kept.keep_all(stdin.lock());
    } else {
        kept.keep_all(lines.join("\n").as_bytes());
    }
    let mut left = Vec::new();
    if kept.kept.is_empty() && kept.refused.is_none() {
        left.push(say(app, "cli_capture_nothing"));
    }
    let answer = serde_json::json!({ "meeting_id": meeting.id, "kept": kept.kept });
    let printed = Printed::new(&left, &answer);
    Ok(match &kept.refused {
        Some(refused) => printed.in_part(refused),
        None => printed,
    })
}

/// Where lines are kept.
struct Place {
    meeting: MeetingRow,
    /// Whom a line concerns; the first of those who take part when absent.
    room: Option<RelationshipId>,
}

/// The meeting that is meant, and the lines on the command line.
fn place(app: &App, asked: CaptureAsked) -> Result<(Place, Vec<String>)> {
    match (asked.meeting, asked.who) {
        (Some(id), first) => {
            let id = who::meeting(app, &id)?;
            let meeting = meeting_show(app, MeetingShow { id }).explained(app)?.row;
            // Nobody is named then: what stands first is a line already.
            let lines = first.into_iter().chain(asked.lines).collect();
            let room = None;
            Ok((Place { meeting, room }, lines))
        }
        (None, text) => {
            let text = text.unwrap_or_default();
            let room = who::room(app, &text)?;
            let meeting = under_way(app, room)?
                .ok_or_else(|| who::nobody(app, "cli_capture_no_meeting", &text))?;
            let room = Some(room);
            Ok((Place { meeting, room }, asked.lines))
        }
    }
}

/// The room's meeting that is going on, the one that began last; else the one that ended last, within the past day.
/// Neither was what follows it seen to.
fn under_way(app: &App, room: RelationshipId) -> Result<Option<MeetingRow>> {
    let now = app.now();
    let day_ago = Millis(now.0 - Millis::DAY);
    let asked = MeetingList {
        relationship: Some(room),
        from: Some(LocalTime::at(day_ago, app.zone()).0.date()),
        until: Some(app.today()),
        order: MeetingOrder::Latest,
        ..MeetingList::default()
    };
    let mut rows = all_pages(app, |page| {
        meeting_list(
            app,
            MeetingList {
                page,
                ..asked.clone()
            },
        )
    })?;
    let ends = |row: &MeetingRow| row.when.as_ref().map(|when| when.ends_at);
    rows.retain(|row| {
        let open = matches!(row.state, MeetingState::Planned | MeetingState::Held) && !row.followed;
        let begun = row.when.as_ref().is_some_and(|when| when.starts_at <= now);
        open && begun && ends(row) > Some(day_ago)
    });
    let going_on = rows.iter().find(|row| ends(row) > Some(now));
    let ended_last = || rows.iter().max_by_key(|row| ends(row));
    Ok(going_on.or_else(ended_last).cloned())
}

/// What a line became. Of a private one there are no words.
#[derive(Serialize)]
struct Kept {
    line: usize,
    kind: CaptureKind,
    id: Option<String>,
    text: Option<String>,
    due_on: Option<NaiveDate>,
    name: Option<String>,
}

struct Keeping<'a> {
    app: &'a App,
    place: &'a Place,
    json: bool,
    kept: Vec<Kept>,
    /// The first refusal.
    refused: Option<Failure>,
}

impl Keeping<'_> {
    fn keep_all(&mut self, mut from: impl BufRead) {
        for number in 1.. {
            let line = line_of(&mut from);
            let over = line.is_err();
            let Some(line) = line.transpose() else {
                return;
            };
            match self.keep(line, number) {
                Ok(Some(kept)) => {
                    self.tell(&self.said(&kept));
                    self.kept.push(kept);
                }
                Ok(None) => {}
                Err(failure) => {
                    let failure = failure.in_line(self.app, number);
                    complain(&failure.render(self.json));
                    self.refused.get_or_insert(failure);
                }
            }
            if over {
                return;
            }
        }
    }

    /// Keeps a line; one that is blank is none.
    fn keep(&self, line: std::io::Result<Vec<u8>>, number: usize) -> Result<Option<Kept>> {
        let app = self.app;
        let bytes = line.map_err(|_| {
            Failure::usage_about(app, &Message::new("cli_file_unreadable").with("path", "-"))
        })?;
        let line = String::from_utf8(bytes).map_err(|_| {
            let not_text = Error::invalid("text", Message::new("cli_line_not_text"));
            Failure::core(&not_text, &app.locale())
        })?;
        // Windows begins a file with a mark, and ends a line with two characters.
        let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
        if line.trim().is_empty() {
            return Ok(None);
        }
        let (kind, text) = read_sign(line).unwrap_or((CaptureKind::Note, line));
        let request = CaptureAdd {
            meeting_id: self.place.meeting.id,
            kind,
            text: text.to_owned(),
            relationship_id: self.place.room,
        };
        let captured = capture_add(app, request).explained(app)?;
        Ok(Some(Kept::of(number, kind, text, captured)))
    }

    /// A line that was kept: what it became, its words, whose it is and its day.
    fn said(&self, kept: &Kept) -> String {
        let app = self.app;
        let key = match kept.kind {
            CaptureKind::Note => "capture_note",
            CaptureKind::Mine => "capture_mine",
            CaptureKind::Theirs => "capture_theirs",
            CaptureKind::Advice => "capture_advice",
            CaptureKind::Win => "capture_win",
            CaptureKind::Question => "capture_question",
            CaptureKind::Private => "capture_private",
            CaptureKind::Decision => "capture_decision",
        };
        let text = match &kept.text {
            Some(text) => text.clone(),
            None => say(app, "cli_capture_private"),
        };
        let several = self.place.meeting.participants.len() > 1;
        let mut facts: Vec<String> = kept.name.iter().filter(|_| several).cloned().collect();
        if let Some(due) = kept.due_on {
            let day = app.locale().day(due, app.today());
            facts.push(format!("{} {day}", say(app, "capture_due")));
        }
        said::with_facts(&format!("{}: {text}", say(app, key)), &facts)
    }

    /// Says something on stdout at once; with `--json` everything comes at the end.
    fn tell(&self, line: &str) {
        if !self.json {
            let mut out = std::io::stdout().lock();
            // Nobody reading it is no reason to keep less.
            let _ = writeln!(out, "{line}").and_then(|()| out.flush());
        }
    }
}

impl Kept {
    fn of(line: usize, kind: CaptureKind, text: &str, captured: Option<Captured>) -> Self {
        match captured {
            Some(captured) => Self {
                line,
                kind,
                id: Some(captured.id),
                text: Some(captured.text),
                due_on: captured.due_on,
                name: captured.name,
            },
            None => Self {
                line,
                kind,
                id: None,
                text: (kind != CaptureKind::Private).then(|| text.trim().to_owned()),
                due_on: None,
                name: None,
            },
        }
    }
}

/// The next line; none at the end. One longer than any request is read no further than that.
fn line_of(from: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let limit = u64::try_from(REQUEST).unwrap_or(u64::MAX);
    from.take(limit).read_until(b'\n', &mut line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() >= REQUEST {
        return Err(std::io::ErrorKind::InvalidData.into());
    } else if line.is_empty() {
        return Ok(None);
    }
    Ok(Some(line))
}

/// Says something on stderr, if anybody reads it.
fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
