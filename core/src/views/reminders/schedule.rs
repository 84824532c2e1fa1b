//! What the program knows while the desk is locked: times and random ids, so that reminders keep coming,
//! and how this person reads. Nothing else lies outside the encrypted file.
//!
//! `schedule.json` is written while the desk is open; the table `schedule` says what its ids stand for.
//! What was shown while locked is appended to `schedule-shown.jsonl` and taken into the inbox, in one
//! transaction, when the desk is opened.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use chrono_tz::Tz;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::due::{comes_at, due, held_until, look};
use super::model::{Delivery, ReminderKind};
use super::notice::{Notice, NoticeButton};
use super::store;
use super::subjects::{self, Due, Look};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{read_word, word};
use crate::error::Result;
use crate::files::{append_own, read_own, remove_own, write_atomically};
use crate::keys;
use crate::locale::{Language, Locale, Message};
use crate::settings::Theme;

const FILE: &str = "schedule.json";
const SHOWN: &str = "schedule-shown.jsonl";
const FORMAT: u32 = 1;

/// How far ahead the file looks, and how much it holds: a desk stays locked for weeks at most, and who
/// comes back after more than that finds the rest in the inbox at once.
const HORIZON: i64 = 60 * Millis::DAY;
const MOST: usize = 200;

/// More bytes than either file has: some 300 for each of what can be due.
const LARGEST: u64 = 1024 * 1024;

/// The id of the one notice a locked desk has on the screen.
pub const NOTICE: &str = "locked";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Schedule {
    format: u32,
    language: Language,
    hours_24: bool,
    zone: Option<String>,
    theme: Theme,
    zoom: u16,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    id: Uuid,
    at: Millis,
}

/// One line of what was shown: first that it was about to be, then whether the desktop took it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    id: Uuid,
    at: Millis,
    delivery: Delivery,
}

/// Brings `schedule.json` up to date where this process has changed what can be due since it last did. For whoever
/// lets go of the desk: a program that ends, a window about to be locked.
pub fn refresh_if_moved(app: &App) -> Result<()> {
    if app.is_locked() || !app.due_moved().swap(false, Ordering::Relaxed) {
        return Ok(());
    }
    refresh(app).inspect_err(|_| app.due_moved().store(true, Ordering::Relaxed))
}

/// Brings `schedule.json` up to date with the open desk. A desk that cannot be locked has none.
pub fn refresh(app: &App) -> Result<()> {
    app.due_moved().store(false, Ordering::Relaxed);
    let path = app.folder().join(FILE);
    if !keys::slots(app.folder())?.has_proof() {
        return Ok(remove_own(&path)?);
    }
    let (ahead, settings) = app.read(|conn| {
        let look = look(conn, app)?;
        Ok((ahead(conn, &look)?, look.settings))
    })?;
    let named = app.read(named)?;
    let mut entries = Vec::new();
    let mut fresh = Vec::new();
    for (due, at) in &ahead {
        let known = named.iter().find(|(_, known)| known == due);
        let id = known.map_or_else(Uuid::new_v4, |(id, _)| *id);
        if known.is_none() {
            fresh.push((id, due));
        }
        entries.push(Entry { id, at: *at });
    }
    let stale: Vec<Uuid> = named
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| !entries.iter().any(|entry| entry.id == *id))
        .collect();
    if !fresh.is_empty() || !stale.is_empty() {
        app.write_for_good(|tx| {
            for id in &stale {
                tx.execute("DELETE FROM schedule WHERE id = ?1", [id.to_string()])?;
            }
            for (id, due) in &fresh {
                tx.execute(
                    "INSERT INTO schedule (id, kind, subject_id, occurrence, due_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![id.to_string(), word(due.kind), due.subject, due.occurrence, due.at],
                )?;
            }
            Ok(())
        })?;
    }
    let schedule = Schedule {
        format: FORMAT,
        language: app.locale().language,
        hours_24: app.locale().hours_24,
        zone: settings.zone,
        theme: settings.theme,
        zoom: settings.zoom,
        entries,
    };
    if read(app.folder()).as_ref() == Some(&schedule) {
        return Ok(());
    }
    let text = serde_json::to_vec(&schedule)
        .map_err(|error| crate::error::Error::Internal(error.to_string()))?;
    write_atomically(&path, &text)
}

/// What will pop up and when, if nothing changes: the looks to come, taken in advance.
fn ahead(conn: &Connection, look: &Look) -> Result<Vec<(Due, Millis)>> {
    let mut found: Vec<(Due, Millis)> = Vec::new();
    let end = Millis(look.now.0.saturating_add(HORIZON));
    let mut seen = BTreeSet::new();
    let mut then = look.at(look.now);
    while found.len() < MOST {
        for due in due(conn, &then)? {
            if seen.insert((due.kind, due.subject.clone(), due.occurrence.clone())) {
                found.push((due, then.now));
            }
        }
        let mut next: Vec<Millis> = held_until(&then).into_iter().collect();
        for subject in subjects::ALL {
            next.extend(subject.next(conn, &then)?);
        }
        match next.into_iter().filter(|at| *at > then.now).min() {
            Some(at) if at <= end => then.now = at,
            _ => break,
        }
    }
    for (due, until) in store::asleep(conn, look.now, end, MOST)? {
        found.push((due, comes_at(&look.at(until.max(look.now)), true)));
    }
    found.sort_by_key(|(_, at)| *at);
    found.truncate(MOST);
    Ok(found)
}

/// What the ids of the last written file stand for.
fn named(conn: &Connection) -> Result<Vec<(Uuid, Due)>> {
    let mut query = conn
        .prepare_cached("SELECT id, kind, subject_id, occurrence, due_at FROM schedule LIMIT ?1")?;
    let rows = query.query_map([2 * MOST as i64], |row| {
        let id: String = row.get("id")?;
        let kind: ReminderKind = read_word(row, "kind")?;
        let due = Due {
            kind,
            subject: row.get("subject_id")?,
            occurrence: row.get("occurrence")?,
            at: row.get("due_at")?,
        };
        Ok((id.parse().unwrap_or_default(), due))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The file, if there is one that can be read. It is made again at the next change.
fn read(folder: &Path) -> Option<Schedule> {
    let text = read_own(&folder.join(FILE), LARGEST).ok()?;
    serde_json::from_slice(&text)
        .ok()
        .filter(|schedule: &Schedule| schedule.format == FORMAT)
}

/// Takes over how this person reads, for a desk that is locked.
pub(crate) fn follow(app: &App) {
    if let Some(schedule) = read(app.folder()) {
        let zone: Option<Tz> = schedule.zone.as_deref().and_then(|name| name.parse().ok());
        let locale = Locale {
            language: schedule.language,
            hours_24: schedule.hours_24,
        };
        app.set_place(locale, zone);
    }
}

/// How a locked desk shall look: its colours, and the size of everything in per cent.
pub(crate) fn look_locked(app: &App) -> (Theme, u16) {
    read(app.folder()).map_or((Theme::System, 100), |schedule| {
        (schedule.theme, schedule.zoom)
    })
}

fn shown_file(app: &App) -> PathBuf {
    app.folder().join(SHOWN)
}

/// What was shown since the desk was locked, the last word on each.
fn shown(app: &App) -> Vec<Line> {
    let text = read_own(&shown_file(app), LARGEST).unwrap_or_default();
    let mut lines: Vec<Line> = Vec::new();
    // A line that a crash cut short is not counted.
    for line in text
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
    {
        let line: Line = line;
        match lines.iter_mut().find(|known| known.id == line.id) {
            Some(known) => *known = line,
            None => lines.push(line),
        }
    }
    lines
}

fn append(app: &App, lines: &[Line]) -> Result<()> {
    let mut text = String::new();
    for line in lines {
        let line = serde_json::to_string(line)
            .map_err(|error| crate::error::Error::Internal(error.to_string()))?;
        // A line of its own even after one that was cut short.
        text.push('\n');
        text.push_str(&line);
    }
    text.push('\n');
    let mut file = append_own(&shown_file(app))?;
    file.write_all(text.as_bytes())?;
    Ok(file.sync_all()?)
}

/// What is due on a locked desk: one notice that names nothing, in the place of the one before. Marked as
/// shown before it is.
pub fn take_due_locked(app: &App) -> Result<Option<Notice>> {
    let now = app.now();
    let before = shown(app);
    let entries = read(app.folder()).map_or_else(Vec::new, |schedule| schedule.entries);
    let due: Vec<Line> = entries
        .iter()
        .filter(|entry| entry.at <= now && !before.iter().any(|line| line.id == entry.id))
        .map(|entry| Line {
            id: entry.id,
            at: now,
            delivery: Delivery::Pending,
        })
        .collect();
    if due.is_empty() {
        return Ok(None);
    }
    append(app, &due)?;
    Ok(Some(nameless(app, before.len() + due.len())))
}

fn nameless(app: &App, count: usize) -> Notice {
    let say = |message: Message| app.locale().say(&message);
    Notice {
        id: NOTICE.to_owned(),
        reminders: Vec::new(),
        replaces: Vec::new(),
        title: "Ithaca".to_owned(),
        body: say(Message::new("notice_locked").with("count", count)),
        opens: "/inbox".to_owned(),
        buttons: vec![NoticeButton {
            key: "open",
            label: say(Message::new("notice_open")),
        }],
    }
}

/// What a locked desk shows again when the program starts: what was about to be shown when it ended.
pub fn recover_locked(app: &App) -> Option<Notice> {
    let before = shown(app);
    before
        .iter()
        .any(|line| line.delivery != Delivery::Delivered)
        .then(|| nameless(app, before.len()))
}

/// Notes whether the desktop showed the nameless notice.
pub fn record_delivery_locked(app: &App, delivery: Delivery) -> Result<()> {
    let told: Vec<Line> = shown(app)
        .into_iter()
        .filter(|line| line.delivery != delivery)
        .map(|line| Line { delivery, ..line })
        .collect();
    if told.is_empty() {
        return Ok(());
    }
    append(app, &told)
}

/// When a locked desk has something to show next.
pub fn next_due_locked(app: &App) -> Option<Millis> {
    let before = shown(app);
    read(app.folder())?
        .entries
        .iter()
        .filter(|entry| !before.iter().any(|line| line.id == entry.id))
        .map(|entry| entry.at)
        .min()
}

/// Takes what was shown while the desk was locked into the inbox.
pub(crate) fn merge(app: &App) -> Result<()> {
    let lines = shown(app);
    if !lines.is_empty() {
        app.write_for_good(|tx| {
            for line in &lines {
                let id = app.new_id::<super::model::Reminder>();
                tx.execute(
                    "INSERT INTO reminder (id, kind, subject_id, occurrence, due_at, state, shown_at, delivery)
                     SELECT ?1, kind, subject_id, occurrence, due_at, 'shown', ?3, ?4 FROM schedule WHERE id = ?2
                     ON CONFLICT (kind, subject_id, occurrence) DO UPDATE
                       SET state = 'shown', snoozed_until = NULL, shown_at = ?3, delivery = ?4, retry_at = NULL
                       WHERE state = 'snoozed' AND snoozed_until <= ?3",
                    params![id, line.id.to_string(), line.at, word(line.delivery)],
                )?;
            }
            Ok(())
        })?;
    }
    Ok(remove_own(&shown_file(app))?)
}
