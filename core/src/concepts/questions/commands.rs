//! Listing the bank, adding to it, rewording it, and putting a question on an agenda.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::bank::Bank;
use super::model::{
    Occasion, Question, QuestionAdd, QuestionChange, QuestionDelete, QuestionFields, QuestionList,
    QuestionPick, QuestionPutBack,
};
use super::store::{self, Companion};
use crate::app::App;
use crate::clock::Millis;
use crate::error::{Error, OrNotFound, Result};
use crate::locale::{Language, Message};
use crate::meetings::agenda::{self, AgendaKind, AgendaPoint, NewPoint, Side};
use crate::meetings::{self, MeetingId, MeetingState};
use crate::page::Paged;
use crate::people::{PersonId, Role};
use crate::presets::{self, Preset as _};
use crate::relationships::{Phase, RelationshipId};
use crate::text;

type Entry = presets::Entry<QuestionFields>;

/// The bank, by occasion; for a meeting, what was not yet asked of those who take part comes first.
pub fn question_list(app: &App, request: QuestionList) -> Result<Paged<Question>> {
    let after = request.page.cursor::<3>()?.map(Place::read);
    let mut rows = app.read(|conn| list(conn, app, &request))?;
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    if let Some(after) = after {
        rows.retain(|(place, _)| *place > after);
    }
    rows.truncate(request.page.limit() as usize + 1);
    let cut = Paged::cut(rows, &request.page, |(place, _)| {
        serde_json::json!([place.last_asked, place.order, place.id])
    });
    Ok(Paged {
        items: cut
            .items
            .into_iter()
            .map(|(_, question)| question)
            .collect(),
        next: cut.next,
    })
}

/// Adds a question of the person's own.
pub fn question_add(app: &App, request: QuestionAdd) -> Result<Question> {
    app.write("change_question_add", |tx| {
        let id = presets::add(tx, app, request.fields)?;
        one(tx, app, &id)
    })
}

/// Replaces what is said of a question.
pub fn question_change(app: &App, request: QuestionChange) -> Result<Question> {
    app.write("change_question_change", |tx| {
        presets::change(tx, app, &request.id, request.shown.as_ref(), request.fields)?;
        one(tx, app, &request.id)
    })
}

/// Puts our wording back. The person's goes into the bin, and comes out of it as a question of their own.
pub fn question_put_back(app: &App, request: QuestionPutBack) -> Result<Question> {
    app.write("change_question_put_back", |tx| {
        presets::put_back::<QuestionFields>(tx, app, &request.id)?;
        one(tx, app, &request.id)
    })
}

/// Puts a question of the person's own into the bin.
pub fn question_delete(app: &App, request: QuestionDelete) -> Result<()> {
    app.write("change_question_delete", |tx| {
        presets::delete::<QuestionFields>(tx, app, &request.id)
    })
}

/// Puts a question on a meeting's agenda.
pub fn question_pick(app: &App, request: QuestionPick) -> Result<AgendaPoint> {
    let (id, now) = (app.new_id(), app.now());
    app.write("change_question_pick", |tx| {
        let meeting = meetings::store::find_row(tx, app, request.meeting_id)?;
        let bank = Bank::read(tx, language(app))?;
        let question = bank.find(&request.id)?;
        check_company(tx, meeting.id, question.fields.relationship_id)?;
        let planned = meeting.state == MeetingState::Planned;
        let points = agenda::of_meeting(tx, app, meeting.id, planned)?;
        if waits(&points, &question.id) {
            return Err(Error::Conflict(Message::new("error_question_waiting")));
        }
        let point = NewPoint {
            relationship_id: meeting.only_room(),
            meeting_id: Some(meeting.id),
            text: &question.fields.text,
            kind: AgendaKind::Question,
            raised_by: Side::Mine,
            raised_in: None,
            question_key: Some(&question.id),
        };
        agenda::insert_point(tx, id, &point, now)?;
        agenda::find_point(tx, app, id)
    })
}

/// What a question is sorted by: never asked before asked, asked long ago before lately.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    last_asked: i64,
    order: i64,
    id: String,
}

impl Place {
    fn read([last_asked, order, id]: [Value; 3]) -> Self {
        let number = |value| match value {
            Value::Integer(number) => number,
            _ => i64::MIN,
        };
        Self {
            last_asked: number(last_asked),
            order: number(order),
            id: match id {
                Value::Text(id) => id,
                _ => String::new(),
            },
        }
    }
}

fn list(conn: &Connection, app: &App, request: &QuestionList) -> Result<Vec<(Place, Question)>> {
    let (mut people, mut company, mut points) = (None, Vec::new(), Vec::new());
    let mut likely = None;
    if let Some(id) = request.meeting {
        let meeting = meetings::store::find_row(conn, app, id)?;
        let planned = meeting.state == MeetingState::Planned;
        points = agenda::of_meeting(conn, app, id, planned)?;
        company = store::company(conn, id)?;
        likely = Some(likeliest(&company));
        people = Some(company.iter().map(|other| other.person).collect::<Vec<_>>());
    }
    let wanted = |entry: &Entry| {
        request
            .occasion
            .is_none_or(|occasion| occasion == entry.fields.occasion)
            && fits(entry.fields.role, entry.fields.relationship_id, &company)
            && request
                .text
                .split_whitespace()
                .all(|word| text::holds(&entry.fields.text, word))
    };
    let mut bank = Bank::read(conn, language(app))?;
    bank.0.retain(wanted);
    let mut rows = Vec::new();
    for (place, question) in (0..).zip(with_asked(conn, app, bank.0, people.as_deref())?) {
        let (question, last_asked) = question;
        let waiting = waits(&points, &question.id);
        let last_asked = match (people.is_some(), waiting, last_asked) {
            (true, true, _) => i64::MAX,
            (true, false, Some(at)) => at.0,
            (true, false, None) | (false, _, _) => i64::MIN,
        };
        let place = Place {
            last_asked,
            order: rank(question.fields.occasion, likely) * 1_000_000 + place,
            id: question.id.clone(),
        };
        rows.push((
            place,
            Question {
                waiting,
                ..question
            },
        ));
    }
    Ok(rows)
}

/// What a meeting with these people is likely about.
fn likeliest(company: &[Companion]) -> Occasion {
    if company.iter().any(|other| !other.met) {
        Occasion::FirstMeeting
    } else if company
        .iter()
        .all(|other| other.phase == Phase::WindingDown)
    {
        Occasion::Closing
    } else {
        Occasion::Regular
    }
}

/// The place of an occasion: the likely one first, and getting to know each other last where that is done.
fn rank(occasion: Occasion, likely: Option<Occasion>) -> i64 {
    match (occasion, likely) {
        (occasion, Some(likely)) if occasion == likely => 0,
        (Occasion::FirstMeeting, Some(_)) => 100,
        (occasion, _) => 1 + i64::from(occasion as u8),
    }
}

/// The questions with those they were asked of, and when last.
fn with_asked(
    conn: &Connection,
    app: &App,
    entries: Vec<Entry>,
    people: Option<&[PersonId]>,
) -> Result<Vec<(Question, Option<Millis>)>> {
    let keys: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    let mut asked = std::collections::BTreeMap::<String, Vec<store::AskedOf>>::new();
    for found in store::asked(conn, app, &keys, people)? {
        asked.entry(found.key.clone()).or_default().push(found);
    }
    let with = |entry: Entry| {
        let of = asked.remove(&entry.id).unwrap_or_default();
        let last = of.first().map(|found| found.at);
        let question = Question {
            id: entry.id,
            origin: entry.origin,
            fields: entry.fields,
            room_name: entry.room_name,
            asked_of: u32::try_from(of.len()).unwrap_or(u32::MAX),
            asked: of.into_iter().take(5).map(|found| found.asked).collect(),
            waiting: false,
        };
        (question, last)
    };
    Ok(entries.into_iter().map(with).collect())
}

fn one(conn: &Connection, app: &App, id: &str) -> Result<Question> {
    let mut bank = Bank::read(conn, language(app))?;
    bank.0.retain(|entry| entry.id == id);
    let (question, _) = with_asked(conn, app, bank.0, None)?
        .pop()
        .or_not_found(QuestionFields::WHAT)?;
    Ok(question)
}

/// Whether something for one role, or for one room, fits a meeting with these people. Peers help each other both ways.
pub(crate) fn fits(
    role: Option<Role>,
    room: Option<RelationshipId>,
    company: &[Companion],
) -> bool {
    let mine = |role| company.iter().any(|other| other.role == role);
    company.is_empty()
        || (room.is_none_or(|room| company.iter().any(|other| other.room == room))
            && (mine(Role::Peer) || role.is_none_or(mine)))
}

/// What is for one room goes on the agenda of its meetings only.
pub(crate) fn check_company(
    conn: &Connection,
    meeting: MeetingId,
    room: Option<RelationshipId>,
) -> Result<()> {
    if fits(None, room, &store::company(conn, meeting)?) {
        return Ok(());
    }
    Err(Error::Conflict(Message::new("error_of_another_room")))
}

fn waits(points: &[AgendaPoint], key: &str) -> bool {
    points
        .iter()
        .any(|point| point.question_key.as_deref() == Some(key))
}

fn language(app: &App) -> Language {
    app.locale().language
}
