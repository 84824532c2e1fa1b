//! Reading a line: whom it names, what its sign says, which goal it serves, which day stands at its end.

use rusqlite::Connection;

use super::model::{
    QuickChosen, QuickDay, QuickGoal, QuickKind, QuickLine, QuickMeant, QuickRoom, QuickWhom,
};
use crate::app::App;
use crate::capture::names;
use crate::capture::{CaptureKind, DayOf, read_sign, sign_of, split_day};
use crate::error::{Error, Result};
use crate::goals::{self, GoalList, GoalRow, GoalState};
use crate::meetings::Side;
use crate::page::Page;
use crate::relationships::{self, Phase, RelationshipId, RelationshipList, RelationshipRow};
use crate::{limits, settings, text, time};

/// Reads a line with what was chosen beside it.
pub(super) fn read(conn: &Connection, app: &App, request: &QuickLine) -> Result<QuickMeant> {
    let chosen = &request.chosen;
    let kept = text::kept_of_line(&request.line);
    // A sign behind one that nobody sees is still the first.
    let line = kept.trim_start_matches(text::is_unseen);
    let parts = parts(conn, app, line)?;
    let whom = whom(conn, app, &parts, chosen)?;
    let kind = kind(&parts, chosen);
    let owner = chosen.owner.unwrap_or(match parts.sign {
        Some(CaptureKind::Theirs) => Side::Theirs,
        _ => Side::Mine,
    });
    let (words, goal) = match kind {
        QuickKind::Promise | QuickKind::Advice | QuickKind::Win | QuickKind::Decision => {
            without_goal(conn, &parts.text, &whom)?
        }
        // Of nothing else there is one a goal is served by: `~` is one of the words.
        QuickKind::Topic
        | QuickKind::Question
        | QuickKind::Goal
        | QuickKind::Meeting
        | QuickKind::Private => (parts.text.clone(), None),
    };
    let unknown_goal = match kind {
        QuickKind::Promise | QuickKind::Advice | QuickKind::Win | QuickKind::Decision => words
            .split_whitespace()
            .find_map(|word| word.strip_prefix('~').filter(|start| !start.is_empty()))
            .map(str::to_owned),
        _ => None,
    };
    let (rest, said) = match day_of(kind) {
        // More than one line can have is read by nobody.
        Some(of) if words.chars().count() <= limits::LINE => {
            // A goal that nobody has stays among the words, and the day before it is one all the same.
            let (before, goal) = match words.rsplit_once(' ') {
                Some((before, last)) if unknown_goal.is_some() && last.starts_with('~') => {
                    (before, Some(last))
                }
                _ => (words.as_str(), None),
            };
            let (rest, said) = split_day(app, before, of);
            (
                goal.map_or(rest.clone(), |goal| format!("{rest} {goal}")),
                said,
            )
        }
        _ => (words.clone(), None),
    };
    let (text, day) = match chosen.day.filter(|_| day_of(kind).is_some()) {
        None => (rest, said.map(|said| said.day)),
        Some(QuickDay::None) => (words, None),
        Some(QuickDay::On(day)) => (words, Some(time::date("day", day)?)),
    };
    let time = match &chosen.time {
        Some(time) => Some(settings::time_of_day("time", time)?),
        None => said.and_then(|said| said.time),
    };
    let has_no_day = matches!(kind, QuickKind::Topic | QuickKind::Question);
    let unused_day = has_no_day && split_day(app, &text, DayOf::Due).1.is_some();
    Ok(QuickMeant {
        unused_day,
        unknown_goal,
        kind,
        owner,
        text,
        whom,
        goal,
        day,
        time: time.filter(|_| day.is_some()),
        unnamed: parts.unnamed,
    })
}

/// A line in its parts.
struct Parts {
    name: Name,
    sign: Option<CaptureKind>,
    /// The sign is a private one in the middle of the words: nobody else may see them unless a kind is set by hand.
    may_be_private: bool,
    /// Without name and sign.
    text: String,
    /// Without the name.
    unnamed: String,
}

/// The name a line begins with.
enum Name {
    /// None.
    Not,
    /// Theirs whose rooms go on.
    Of(Vec<RelationshipRow>),
    /// Somebody's whose room has ended.
    Ended(String),
    /// Nobody's.
    Nobodys,
}

/// Takes a line apart. A sign stands at its beginning, or behind the name it begins with.
fn parts(conn: &Connection, app: &App, line: &str) -> Result<Parts> {
    let (first, after) = match sign(line) {
        Some((kind, after)) => (Some(kind), after),
        None => (None, line),
    };
    let said = after.trim_start().strip_prefix('@').map(str::trim_start);
    let Some(said) = said.filter(|said| names::first_key(said).is_some()) else {
        return Ok(Parts {
            name: Name::Not,
            sign: first,
            may_be_private: false,
            text: after.trim().to_owned(),
            unnamed: line.to_owned(),
        });
    };
    let rooms = called(conn, app, said)?;
    let (going_on, over): (Vec<_>, Vec<_>) = rooms
        .into_iter()
        .partition(|room| room.phase != Phase::Ended);
    let named = names::read_name(said, &going_on, |room| [&room.name, &room.called]);
    let name = match named.people.as_slice() {
        [] => {
            let before = names::read_name(said, &over, |room| [&room.name, &room.called]);
            let ended = before.people.first().map(|room| room.name.clone());
            ended.map_or(Name::Nobodys, Name::Ended)
        }
        rooms => Name::Of(rooms.iter().map(|room| (*room).clone()).collect()),
    };
    let rest = named.rest.trim_start_matches(text::is_unseen);
    let (mut sign, mut text) = match sign(rest).filter(|_| first.is_none()) {
        Some((kind, text)) => (Some(kind), text),
        None => (first, rest),
    };
    let is_clear = matches!(&name, Name::Of(rooms) if rooms.len() == 1);
    let mut may_be_private = false;
    if sign != Some(CaptureKind::Private)
        && let Some(secret) = behind_private_sign(text)
    {
        // Where the name ends is not known, and more of it may have been typed than was understood: what may be private is.
        // Of a clear name nothing behind it is dropped, and who sets a kind by hand knows better.
        sign = Some(CaptureKind::Private);
        may_be_private = is_clear;
        text = if is_clear { text } else { secret };
    }
    // A name nobody has may be the first of the words, unless a sign stands behind it.
    let is_name = matches!(name, Name::Of(_)) || sign != first;
    Ok(Parts {
        unnamed: if is_name {
            signed(sign, text)
        } else {
            line.to_owned()
        },
        text: if is_name { text } else { after }.trim().to_owned(),
        name,
        sign,
        may_be_private,
    })
}

/// The sign at a text's beginning. A private one counts while it stands alone, before the first word is typed.
fn sign(text: &str) -> Option<(CaptureKind, &str)> {
    read_sign(text).or_else(|| (text == "#").then_some((CaptureKind::Private, "")))
}

/// What stands behind the first private sign anywhere in a text.
fn behind_private_sign(text: &str) -> Option<&str> {
    let begins = |at: usize| {
        text.get(..at)
            .is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
    };
    text.match_indices('#')
        .filter(|(at, _)| begins(*at))
        .find_map(|(at, _)| sign(text.get(at..)?).map(|(_, secret)| secret))
}

/// A text behind the sign of its kind.
fn signed(sign: Option<CaptureKind>, text: &str) -> String {
    let sign = sign.and_then(sign_of);
    sign.map_or_else(|| text.to_owned(), |sign| format!("{sign} {text}"))
}

/// Rooms whose person's name, or whose topic, has words that begin as the first of a text do.
fn called(conn: &Connection, app: &App, said: &str) -> Result<Vec<RelationshipRow>> {
    let mut found: Vec<RelationshipRow> = Vec::new();
    // Where more have the first word than are read, those who have the next ones too are asked for besides.
    for count in 1..=3 {
        let words: Vec<&str> = said.split_whitespace().take(count).collect();
        let request = RelationshipList {
            with_ended: true,
            text: words.join(" "),
            page: Page::first(limits::ROWS_MOST),
            ..RelationshipList::default()
        };
        let rooms = relationships::store::list(conn, app, &request)?;
        let are_all = rooms.len() <= request.page.limit() as usize;
        for room in rooms {
            if found.iter().all(|other| other.id != room.id) {
                found.push(room);
            }
        }
        if are_all || words.len() < count {
            break;
        }
    }
    Ok(found)
}

/// With whom a line is. A name that is clear goes first, then what was chosen; where one stands is meant only where
/// nobody was named.
fn whom(conn: &Connection, app: &App, parts: &Parts, chosen: &QuickChosen) -> Result<QuickWhom> {
    // A room that is gone by now is nobody's; nothing is added to one that has ended.
    let of = |id: RelationshipId| match relationships::store::find(conn, app, id) {
        Ok(row) if row.phase == Phase::Ended => Ok(Some(QuickWhom::Ended(row.name))),
        Ok(row) => Ok(Some(QuickWhom::One(room(&row)))),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    };
    if let Name::Of(rooms) = &parts.name
        && let [only] = rooms.as_slice()
    {
        return Ok(QuickWhom::One(room(only)));
    }
    if let Some(chosen) = chosen.relationship_id {
        return Ok(of(chosen)?.unwrap_or(QuickWhom::Unknown));
    }
    Ok(match &parts.name {
        Name::Not => match chosen.here {
            // Whoever stands in a room that has ended and names nobody means nobody of it.
            Some(here) => match of(here)? {
                Some(QuickWhom::One(room)) => QuickWhom::One(room),
                _ => QuickWhom::Nobody,
            },
            None => QuickWhom::Nobody,
        },
        Name::Of(rooms) => {
            let most = limits::ROWS as usize;
            QuickWhom::Several(rooms.iter().take(most).map(room).collect())
        }
        Name::Ended(name) => QuickWhom::Ended(name.clone()),
        Name::Nobodys => QuickWhom::Unknown,
    })
}

fn room(row: &RelationshipRow) -> QuickRoom {
    QuickRoom {
        id: row.id,
        name: row.name.clone(),
        role: row.fields.role,
        topic: row.fields.topic.clone(),
    }
}

fn kind(parts: &Parts, chosen: &QuickChosen) -> QuickKind {
    let said = match parts.sign {
        Some(CaptureKind::Private) if !parts.may_be_private => return QuickKind::Private,
        Some(CaptureKind::Private) => QuickKind::Private,
        Some(CaptureKind::Mine | CaptureKind::Theirs) => QuickKind::Promise,
        Some(CaptureKind::Advice) => QuickKind::Advice,
        Some(CaptureKind::Win) => QuickKind::Win,
        Some(CaptureKind::Question) => QuickKind::Question,
        Some(CaptureKind::Decision) => QuickKind::Decision,
        Some(CaptureKind::Note) | None => QuickKind::Topic,
    };
    chosen.kind.unwrap_or(said)
}

/// Which date a line of a kind may end with.
pub(super) fn day_of(kind: QuickKind) -> Option<DayOf> {
    match kind {
        QuickKind::Promise | QuickKind::Advice | QuickKind::Goal => Some(DayOf::Due),
        QuickKind::Meeting => Some(DayOf::Appointment),
        QuickKind::Win => Some(DayOf::Past),
        QuickKind::Topic | QuickKind::Question | QuickKind::Decision | QuickKind::Private => None,
    }
}

/// A text without the goal it names, and that goal: an open one of the room, else one of mine, with a word that begins
/// as what stands behind `~`. Where several do none is meant, and the text stays as it is.
fn without_goal(
    conn: &Connection,
    text: &str,
    whom: &QuickWhom,
) -> Result<(String, Option<QuickGoal>)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = words.iter().enumerate().find_map(|(at, word)| {
        let start = word.strip_prefix('~')?;
        (!start.is_empty()).then_some((at, start))
    });
    let Some((at, start)) = named else {
        return Ok((text.to_owned(), None));
    };
    let open = |relationship, whose| {
        let request = GoalList {
            relationship,
            state: Some(GoalState::Open),
            whose,
            page: Page::first(limits::ROWS_MOST),
        };
        let mut rows = goals::store::list(conn, &request)?;
        rows.retain(|goal| names::has_word(&goal.fields.title, start));
        Ok::<Vec<GoalRow>, Error>(rows)
    };
    let found = match whom {
        QuickWhom::One(room) => {
            let there = open(Some(room.id), None)?;
            if there.is_empty() {
                let mut own = open(None, Some(Side::Mine))?;
                own.retain(|goal| goal.fields.relationship_id.is_none());
                own
            } else {
                there
            }
        }
        QuickWhom::Nobody => open(None, Some(Side::Mine))?,
        // Whose goals are meant is known once the name is.
        QuickWhom::Several(_) | QuickWhom::Ended(_) | QuickWhom::Unknown => Vec::new(),
    };
    let [goal] = found.as_slice() else {
        return Ok((text.to_owned(), None));
    };
    let rest: Vec<&str> = words
        .iter()
        .enumerate()
        .filter_map(|(index, word)| (index != at).then_some(*word))
        .collect();
    let goal = QuickGoal {
        id: goal.id,
        title: goal.fields.title.clone(),
    };
    Ok((rest.join(" "), Some(goal)))
}
