//! What follows a meeting: how useful it was, the next date, thanks.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::commands::{held, show};
use super::model::{Meeting, MeetingFields, MeetingId, MeetingRow};
use super::participants;
use super::store::{self, Parsed};
use crate::app::App;
use crate::clock::Millis;
use crate::db::Write;
use crate::error::{Error, OrNotFound, Result};
use crate::letter::Letter;
use crate::locale::Message;
use crate::people::{self, Person};
use crate::relationships::{self, Cadence};
use crate::time::{self, LocalTime};
use crate::{settings, text};

/// Says how useful a meeting was, or takes that back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingRate {
    /// The meeting.
    pub id: MeetingId,
    /// 1 to 5; absent: not said.
    pub usefulness: Option<u32>,
}

/// Says that what follows a meeting was seen to, or is passed over.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingFollow {
    /// The meeting.
    pub id: MeetingId,
}

/// Says what becomes of the thank-you for a meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingThank {
    /// The meeting.
    pub id: MeetingId,
    /// What becomes of it.
    pub thanks: Thanks,
}

/// What becomes of a thank-you.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Thanks {
    /// It is meant to be sent by that day, and reminded of on it.
    By(NaiveDate),
    /// It was copied, mailed or said.
    Sent,
    /// None is meant.
    NotMeant,
}

/// Asks what could follow a meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingAfter {
    /// The meeting.
    pub id: MeetingId,
}

/// A date for the next time, on everybody's wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NextDate {
    /// Start on the wall of `zone`.
    pub local: LocalTime,
    /// The zone the meetings are agreed in.
    pub zone: String,
    /// Start on the wall here.
    pub here: LocalTime,
    /// Start on the others' walls, where their zones are known and differ: what they are called, and the time.
    pub theirs: Vec<(String, LocalTime)>,
}

/// What could follow a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct After {
    /// The meeting.
    pub meeting: MeetingRow,
    /// The next one, if it is planned already.
    pub planned: Option<MeetingRow>,
    /// Else a date by the room's cadence; absent where there is none.
    pub proposed: Option<NextDate>,
    /// A thank-you, ready to send.
    pub thanks: Letter,
    /// The day until which it is meant to be sent; absent: it was not put off.
    pub thank_by: Option<NaiveDate>,
    /// When it was sent.
    pub thanked_at: Option<Millis>,
}

/// Plans the next meeting as this one was, on another date.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeetingPlanNext {
    /// The meeting that was.
    pub id: MeetingId,
    /// The new start, on the wall of the meeting's zone.
    pub starts_local: LocalTime,
}

/// Says how useful a meeting was.
pub fn meeting_rate(app: &App, request: MeetingRate) -> Result<Meeting> {
    if request
        .usefulness
        .is_some_and(|stars| !(1..=5).contains(&stars))
    {
        return Err(Error::invalid(
            "usefulness",
            Message::new("error_usefulness"),
        ));
    }
    app.write("change_meeting_rate", |tx| {
        held(&store::find_row(tx, app, request.id)?)?;
        tx.prepare_cached("UPDATE meeting SET usefulness = ?2, changed_at = ?3 WHERE id = ?1")?
            .execute(params![request.id, request.usefulness, app.now()])?;
        show(tx, app, request.id)
    })
}

/// Says that what follows a meeting was seen to, or is passed over.
pub fn meeting_follow(app: &App, request: MeetingFollow) -> Result<()> {
    app.write_for_good(|tx| {
        held(&store::find_row(tx, app, request.id)?)?;
        tx.prepare_cached(
            "UPDATE meeting SET followed_at = coalesce(followed_at, ?2) WHERE id = ?1",
        )?
        .execute(params![request.id, app.now()])?;
        Ok(())
    })
}

/// Says what becomes of the thank-you for a meeting: put off to a day, sent, or not meant.
pub fn meeting_thank(app: &App, request: MeetingThank) -> Result<()> {
    app.write("change_meeting_thank", |tx| {
        held(&store::find_row(tx, app, request.id)?)?;
        let (by, at) = match request.thanks {
            Thanks::By(day) => (Some(time::date("thanks", day)?), None),
            Thanks::Sent => (thanks_due(tx, request.id)?.0, Some(app.now())),
            Thanks::NotMeant => (None, None),
        };
        tx.prepare_cached("UPDATE meeting SET thank_by = ?2, thanked_at = ?3 WHERE id = ?1")?
            .execute(params![request.id, by, at])?;
        Ok(())
    })
}

/// Says that the thank-you for a meeting was sent, in a transaction under way. The first time stays.
pub(crate) fn thanked(tx: &Write<'_>, app: &App, id: &str) -> Result<()> {
    tx.prepare_cached(
        "UPDATE meeting SET thanked_at = coalesce(thanked_at, ?2) WHERE id = ?1 AND bin_id IS NULL",
    )?
    .execute(params![id, app.now()])?;
    Ok(())
}

/// Until when a thank-you is meant to be sent, and when it was.
fn thanks_due(conn: &Connection, id: MeetingId) -> Result<(Option<NaiveDate>, Option<Millis>)> {
    Ok(conn
        .prepare_cached("SELECT thank_by, thanked_at FROM meeting WHERE id = ?1")?
        .query_row([id], |row| {
            Ok((row.get("thank_by")?, row.get("thanked_at")?))
        })?)
}

/// What could follow a meeting.
pub fn meeting_after(app: &App, request: MeetingAfter) -> Result<After> {
    app.read(|conn| {
        let meeting = store::find_row(conn, app, request.id)?;
        let rooms = meeting
            .participants
            .iter()
            .map(|one| relationships::store::find(conn, app, one.relationship_id))
            .collect::<Result<Vec<_>>>()?;
        let planned = match rooms.as_slice() {
            [only] => only
                .next_meeting
                .as_ref()
                .map(|next| {
                    store::find_row(conn, app, next.id.parse().ok().or_not_found("meeting")?)
                })
                .transpose()?,
            // A date with one of several is not the others'.
            _ => participants::next_of_circle(conn, app, meeting.id)?
                .map(|next| store::find_row(conn, app, next))
                .transpose()?,
        };
        let people = participants::each_person_once(&rooms, |room| room.person_id)
            .iter()
            .map(|room| people::store::find(conn, room.person_id))
            .collect::<Result<Vec<_>>>()?;
        let cadence = rooms.iter().find_map(|room| room.fields.cadence);
        let proposed = cadence
            .filter(|_| planned.is_none())
            .and_then(|cadence| propose(app, &meeting, cadence, &people));
        let next = next_sentence(app, &meeting, planned.as_ref(), proposed.as_ref());
        let thanks = thanks(conn, app, &meeting, &people, next)?;
        let (thank_by, thanked_at) = thanks_due(conn, meeting.id)?;
        Ok(After {
            meeting,
            planned,
            proposed,
            thanks,
            thank_by,
            thanked_at,
        })
    })
}

/// Plans the next meeting as this one was, on another date.
pub fn meeting_plan_next(app: &App, request: MeetingPlanNext) -> Result<Meeting> {
    time::date("starts_local", request.starts_local.0.date())?;
    let (id, now): (MeetingId, _) = (app.new_id(), app.now());
    app.write("change_meeting_plan", |tx| {
        let before = store::find_row(tx, app, request.id)?;
        let zone = match &before.when {
            Some(when) => time::zone("zone", &when.zone)?,
            None => app.zone(),
        };
        let next = Parsed {
            zone,
            fields: MeetingFields {
                title: text::title("title", &before.title)?,
                starts_local: Some(request.starts_local),
                zone: Some(zone.name().to_owned()),
                duration_minutes: before.duration_minutes,
                channel: before.channel,
                place: before.place,
                join_link: before.join_link,
            },
        };
        let participants = participants::ids(tx, request.id)?;
        store::insert(tx, id, &id.to_string(), 0, &next, now)?;
        participants::set(tx, id, &participants)?;
        show(tx, app, id)
    })
}

/// The first date after today that the cadence leads to from the meeting's, at the same time on the same wall.
fn propose(
    app: &App,
    meeting: &MeetingRow,
    cadence: Cadence,
    people: &[Person],
) -> Option<NextDate> {
    let when = meeting.when.as_ref()?;
    let mut day = cadence.after(when.local.0.date());
    while day <= app.today() {
        let next = cadence.after(day);
        if next <= day {
            return None;
        }
        day = next;
    }
    let local = LocalTime(day.and_time(when.local.0.time()));
    let instant = local.instant(when.zone.parse().ok()?);
    let here = LocalTime::at(instant, app.zone());
    let theirs = people
        .iter()
        .filter_map(|person| {
            let zone = person.fields.zone.as_deref()?.parse().ok()?;
            let wall = LocalTime::at(instant, zone);
            (wall != here).then(|| (person.called_as.clone(), wall))
        })
        .collect();
    Some(NextDate {
        local,
        zone: when.zone.clone(),
        here,
        theirs,
    })
}

/// When we meet again, or a question whether we do: of a date planned with the same people, or proposed.
fn next_sentence(
    app: &App,
    meeting: &MeetingRow,
    planned: Option<&MeetingRow>,
    proposed: Option<&NextDate>,
) -> Option<String> {
    let together = |row: &MeetingRow| {
        let ids = row.participants.iter().map(|one| one.relationship_id);
        ids.collect::<BTreeSet<_>>()
    };
    // A date with one of several is not the others'.
    let planned = planned.filter(|next| together(next) == together(meeting));
    let (message, local, zone) = match (planned.and_then(|next| next.when.as_ref()), proposed) {
        (Some(when), _) => ("thanks_next", when.local, &when.zone),
        (None, Some(next)) => ("thanks_propose", next.local, &next.zone),
        (None, None) => return None,
    };
    let locale = app.locale();
    let message = Message::new(message)
        .with("day", locale.date(local.0.date(), app.today()))
        .with("time", locale.time(local.0))
        .with("zone", time::zone_name(zone));
    Some(locale.say(&message))
}

/// A thank-you with what I took away: what I promised, and the advice I got; and when we meet again.
fn thanks(
    conn: &Connection,
    app: &App,
    meeting: &MeetingRow,
    people: &[Person],
    next: Option<String>,
) -> Result<Letter> {
    let say = |message: Message| app.locale().say(&message);
    let names: Vec<&str> = people
        .iter()
        .map(|person| person.called_as.as_str())
        .collect();
    let day = meeting.when.as_ref().map(|when| when.here.0.date());
    let day = day.map_or_else(String::new, |day| app.locale().date(day, app.today()));
    let mut body = say(Message::new("thanks_body")
        .with("names", app.locale().list(&names))
        .with("count", people.len())
        .with("day", &day));
    // What concerns one of several is not told to the others, and what became somebody else's not to this one.
    let taken = conn
        .prepare_cached(
            "SELECT title FROM (
               SELECT title, created_at, id FROM action
               WHERE meeting_id = ?1 AND owner = 'mine' AND state = 'open' AND bin_id IS NULL
                 AND relationship_id = ?2
               UNION ALL
               SELECT text, created_at, id FROM advice
               WHERE meeting_id = ?1 AND given_by = 'theirs' AND state <> 'declined' AND bin_id IS NULL
                 AND relationship_id = ?2
             ) ORDER BY created_at, id LIMIT 12",
        )?
        .query_map(params![meeting.id, meeting.only_room()], |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    if !taken.is_empty() {
        let lines: Vec<String> = taken.iter().map(|line| format!("– {line}")).collect();
        body = format!(
            "{body}\n\n{}\n{}",
            say(Message::new("thanks_taken")),
            lines.join("\n")
        );
    }
    if let Some(next) = next {
        body = format!("{body}\n\n{next}");
    }
    let sender = settings::my_name(conn)?;
    let close = say(Message::new("letter_close").with("name", sender));
    Ok(Letter::new(
        people
            .iter()
            .map(|person| person.fields.email.clone())
            .collect(),
        say(Message::new("thanks_subject").with("day", &day)),
        format!("{body}\n\n{}\n", close.trim_end()),
    ))
}
