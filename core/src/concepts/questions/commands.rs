//! Listing the bank, adding to it, rewording it, and putting a question on an agenda.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::bank::{Bank, Entry, shipped};
use super::model::{
    Occasion, Origin, Question, QuestionAdd, QuestionChange, QuestionDelete, QuestionFields,
    QuestionList, QuestionPick, QuestionPutBack,
};
use super::store::{self, Companion};
use crate::app::App;
use crate::clock::Millis;
use crate::db::Write;
use crate::discard::{self, Discarded};
use crate::error::{Error, OrNotFound, Result};
use crate::limits;
use crate::locale::{Language, Message};
use crate::meetings::agenda::{self, AgendaKind, AgendaPoint, NewPoint, Side};
use crate::meetings::{self, MeetingId, MeetingState};
use crate::page::Paged;
use crate::people::{PersonId, Role};
use crate::relationships::{self, Phase, RelationshipId};
use crate::text;

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
    let fields = parse(request.fields)?;
    let (id, now) = (app.new_id::<()>(), app.now());
    app.write("change_question_add", |tx| {
        refuse_when_full(tx)?;
        check_room(tx, app, false, fields.relationship_id)?;
        store::insert(tx, id, None, &fields, now)?;
        one(tx, app, &id.to_string())
    })
}

/// Replaces what is said of a question.
pub fn question_change(app: &App, request: QuestionChange) -> Result<Question> {
    let fields = parse(request.fields)?;
    let (id, now) = (app.new_id::<()>(), app.now());
    app.write("change_question_change", |tx| {
        check_room(tx, app, is_ours(&request.id), fields.relationship_id)?;
        match wording(tx, &request.id)? {
            Some(row) => store::update(tx, &row, &fields, now)?,
            None if is_ours(&request.id) => {
                refuse_when_full(tx)?;
                store::insert(tx, id, Some(&request.id), &fields, now)?;
            }
            None => return Err(Error::NotFound { what: "question" }),
        }
        one(tx, app, &request.id)
    })
}

/// Puts our wording back. The person's goes into the bin, and comes out of it as a question of their own.
pub fn question_put_back(app: &App, request: QuestionPutBack) -> Result<Question> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_question_put_back", |tx| {
        let question = one(tx, app, &request.id)?;
        if question.origin != Origin::Changed {
            return Err(Error::Conflict(Message::new("error_not_reworded")));
        }
        let row = wording(tx, &request.id)?.or_not_found("question")?;
        store::let_stand_alone(tx, &row)?;
        discard::discard(
            tx,
            &entry,
            Discarded::Question,
            &row,
            &question.fields.text,
            now,
        )?;
        one(tx, app, &request.id)
    })
}

/// Puts a question of the person's own into the bin.
pub fn question_delete(app: &App, request: QuestionDelete) -> Result<()> {
    let (entry, now) = (app.new_id::<()>().to_string(), app.now());
    app.write("change_question_delete", |tx| {
        let question = one(tx, app, &request.id)?;
        if question.origin != Origin::Own {
            return Err(Error::Conflict(Message::new("error_ours_stays")));
        }
        discard::discard(
            tx,
            &entry,
            Discarded::Question,
            &request.id,
            &question.fields.text,
            now,
        )
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
    let words = text::sort_key(&request.text);
    let wanted = |entry: &Entry| {
        let said = text::sort_key(&entry.fields.text);
        request
            .occasion
            .is_none_or(|occasion| occasion == entry.fields.occasion)
            && fits(entry.fields.role, entry.fields.relationship_id, &company)
            && words.split_whitespace().all(|word| said.contains(word))
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
        .or_not_found("question")?;
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

/// What is for one room is for it whatever my role there is; ours is for every room.
pub(crate) fn check_room(
    conn: &Connection,
    app: &App,
    ours: bool,
    room: Option<RelationshipId>,
) -> Result<()> {
    match room {
        None => Ok(()),
        Some(_) if ours => Err(Error::invalid(
            "relationship_id",
            Message::new("error_ours_in_every_room"),
        )),
        Some(room) => relationships::store::find(conn, app, room).map(drop),
    }
}

fn waits(points: &[AgendaPoint], key: &str) -> bool {
    points
        .iter()
        .any(|point| point.question_key.as_deref() == Some(key))
}

/// The row a question is in: the person's own, or their wording of one of ours.
fn wording(conn: &Connection, id: &str) -> Result<Option<String>> {
    let row = store::rows(conn)?
        .into_iter()
        .find(|row| row.shipped_key.as_deref().unwrap_or(&row.id) == id);
    Ok(row.map(|row| row.id))
}

fn is_ours(id: &str) -> bool {
    shipped(Language::En).iter().any(|ours| ours.key == id)
}

fn refuse_when_full(tx: &Write<'_>) -> Result<()> {
    if store::rows(tx)?.len() >= limits::QUESTIONS as usize {
        return Err(Error::Conflict(
            Message::new("error_bank_full").with("limit", limits::QUESTIONS),
        ));
    }
    Ok(())
}

fn language(app: &App) -> Language {
    app.locale().language
}

fn parse(fields: QuestionFields) -> Result<QuestionFields> {
    Ok(QuestionFields {
        role: fields.role.filter(|_| fields.relationship_id.is_none()),
        text: text::title("text", &fields.text)?,
        ..fields
    })
}
