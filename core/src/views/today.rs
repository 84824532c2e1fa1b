//! Today: what is due, the next meetings, who has gone quiet, what moves.

use chrono::{Duration, NaiveDate};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::actions::{self, Action, ActionList, ActionState};
use crate::advice::{self, Advice};
use crate::app::App;
use crate::clock::Millis;
use crate::decisions::{self, Decision};
use crate::error::Result;
use crate::goals::{self, GoalRow};
use crate::limits::COUNTED;
use crate::locale::Message;
use crate::meetings::{self, AgendaPoint, MeetingId, MeetingRow, Side};
use crate::page::Page;
use crate::relationships::{self, RelationshipRow};
use crate::reminders;
use crate::time::LocalTime;

/// As many coming meetings as a week is told with.
const IN_A_WEEK: u32 = 40;

/// Asks for today.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct TodayShow {}

/// Today, on one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Today {
    /// The date, here.
    pub date: NaiveDate,
    /// The current instant.
    pub now: Millis,
    /// A sentence about this day.
    pub headline: String,
    /// The meeting under way or next to come.
    pub next: Option<NextUp>,
    /// Today and the six days after it.
    pub week: Vec<WeekDay>,
    /// Those after it, within two weeks, at most six.
    pub later: Vec<MeetingRow>,
    /// My promises overdue, due today or within a week, at most twenty.
    pub due: Vec<Action>,
    /// Promises of others that are overdue or due today, at most ten.
    pub due_theirs: Vec<Action>,
    /// Meetings of the last weeks that nobody has said anything about, at most six.
    pub untold: Vec<MeetingRow>,
    /// Who has been silent for longer than was meant, at most six.
    pub quiet: Vec<RelationshipRow>,
    /// Ended relationships that go into the bin within two weeks, at most six.
    pub leaving: Vec<RelationshipRow>,
    /// Advice I am trying, at most five.
    pub trying: Vec<Advice>,
    /// Decisions whose day to look back has come, at most five.
    pub look_back: Vec<Decision>,
    /// Open goals, the one that moved last first, at most five.
    pub moving: Vec<GoalRow>,
    /// A sentence that the clock may be wrong, and what waits for that; absent: it is believed.
    pub clock: Option<String>,
    /// How many promises of mine are overdue or due today, counted to one beyond [`COUNTED`].
    pub due_now: u32,
    /// Which of the lists go on elsewhere.
    pub more: More,
    /// How many reminders wait in the inbox, counted to one beyond [`COUNTED`].
    pub inbox: u32,
    /// Whether there is nobody on the desk yet.
    pub empty: bool,
}

/// Which of the lists of a day hold more than is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct More {
    /// Meetings within two weeks.
    pub later: bool,
    /// Promises of mine.
    pub due: bool,
    /// Promises of others.
    pub due_theirs: bool,
    /// Meetings nobody has said anything about.
    pub untold: bool,
    /// Who has been silent.
    pub quiet: bool,
    /// Rooms that go into the bin.
    pub leaving: bool,
    /// Advice I am trying.
    pub trying: bool,
    /// Decisions to look back on.
    pub look_back: bool,
    /// Open goals.
    pub moving: bool,
}

/// A day of the week that begins today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WeekDay {
    /// The date, here.
    pub date: NaiveDate,
    /// The first meetings still to come on it, at most three.
    pub meetings: Vec<WeekMeeting>,
    /// How many others there are.
    pub others: u32,
    /// How many promises of mine are due on it; of a week [`COUNTED`] are counted.
    pub due: u32,
}

/// A meeting in a week, in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WeekMeeting {
    /// The meeting.
    pub id: MeetingId,
    /// When it begins, here.
    pub here: LocalTime,
    /// With whom, as they are called; its title where nobody takes part.
    pub who: String,
}

/// The next meeting, and what stands open between those who meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NextUp {
    /// The meeting.
    pub meeting: MeetingRow,
    /// The day of the last meeting held with the first of those who take part.
    pub last_met_on: Option<NaiveDate>,
    /// Open promises on both sides, at most five.
    pub open: Vec<Action>,
    /// How many points wait to be talked about.
    pub points: u32,
    /// The first of them, at most three.
    pub first_points: Vec<AgendaPoint>,
}

/// Today, on one page.
pub fn today_show(app: &App, _request: TodayShow) -> Result<Today> {
    let clock = clock_doubted(app)?;
    app.read(|conn| {
        let today = app.today();
        let mut coming = meetings::store::coming(conn, app, IN_A_WEEK)?;
        let days = days(conn, app, &coming)?;
        let next = if coming.is_empty() {
            None
        } else {
            Some(coming.remove(0))
        };
        let horizon = Millis(app.now().0 + 14 * Millis::DAY);
        coming.retain(|row| {
            row.when
                .as_ref()
                .is_some_and(|when| when.starts_at <= horizon)
        });
        let next = next
            .map(|meeting| next_up(conn, app, meeting))
            .transpose()?;
        let month = Millis(app.now().0 - 31 * Millis::DAY);
        let (week, fortnight) = (today + Duration::days(7), today + Duration::days(14));
        // Each list is asked for one row more than it shows.
        let mut more = More::default();
        let mut page = Today {
            date: today,
            now: app.now(),
            headline: String::new(),
            next,
            week: days,
            later: cut(coming, 6, &mut more.later),
            due: cut(due(conn, app, Side::Mine, week, 20)?, 20, &mut more.due),
            due_theirs: cut(
                due(conn, app, Side::Theirs, today, 10)?,
                10,
                &mut more.due_theirs,
            ),
            untold: cut(
                meetings::store::untold(conn, app, month, 7)?,
                6,
                &mut more.untold,
            ),
            quiet: cut(
                relationships::store::quiet(conn, app, 7)?,
                6,
                &mut more.quiet,
            ),
            leaving: cut(
                relationships::store::leaving(conn, app, fortnight, 7)?,
                6,
                &mut more.leaving,
            ),
            trying: cut(advice::store::trying(conn, app, 6)?, 5, &mut more.trying),
            look_back: cut(
                decisions::store::to_look_back(conn, app, today, 6)?,
                5,
                &mut more.look_back,
            ),
            moving: cut(goals::store::moving(conn, 6)?, 5, &mut more.moving),
            due_now: actions::store::count_due(conn, Side::Mine, today)?,
            more: More::default(),
            clock,
            inbox: reminders::waiting(conn, app)?,
            empty: nobody(conn)?,
        };
        page.more = more;
        page.headline = headline(app, &page);
        Ok(page)
    })
}

/// The week that begins today, with what stands on each day.
fn days(conn: &Connection, app: &App, coming: &[MeetingRow]) -> Result<Vec<WeekDay>> {
    let today = app.today();
    let due = actions::store::due_by_day(conn, Side::Mine, today, today + Duration::days(6))?;
    let on = |date: NaiveDate| {
        coming.iter().filter_map(move |row| {
            let here = row.when.as_ref()?.here;
            // What goes on past midnight began before, and stands on the first day.
            (here.0.date().max(today) == date).then_some((row, here))
        })
    };
    Ok((0..7)
        .map(|ahead| {
            let date = today + Duration::days(ahead);
            let meetings: Vec<WeekMeeting> = on(date)
                .take(3)
                .map(|(row, here)| WeekMeeting {
                    id: row.id,
                    here,
                    who: who(app, row),
                })
                .collect();
            let others = on(date).count() - meetings.len();
            WeekDay {
                date,
                meetings,
                others: u32::try_from(others).unwrap_or(u32::MAX),
                due: due.get(&date).copied().unwrap_or(0),
            }
        })
        .collect())
}

/// As many as are shown, and whether there are others.
fn cut<T>(mut rows: Vec<T>, shown: usize, more: &mut bool) -> Vec<T> {
    *more = rows.len() > shown;
    rows.truncate(shown);
    rows
}

/// Says that the clock is right, however far it is from when this desk was last written to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct ClockBelieve {}

/// Says that the clock is right: what is to leave for good by it leaves again.
pub fn clock_believe(app: &App, _request: ClockBelieve) -> Result<()> {
    app.believe_clock()
}

/// That the clock says something else than the desk expects, in words; none where it does not.
pub(crate) fn clock_doubted(app: &App) -> Result<Option<String>> {
    let Some(last) = app.clock_doubted()? else {
        return Ok(None);
    };
    let (locale, today) = (app.locale(), app.today());
    let day = |at: Millis| locale.date(LocalTime::at(at, app.zone()).0.date(), today);
    Ok(Some(
        locale.say(
            &Message::new("clock_doubted")
                .with("now", locale.date(today, NaiveDate::MIN))
                .with("last", day(last)),
        ),
    ))
}

fn next_up(conn: &Connection, app: &App, meeting: MeetingRow) -> Result<NextUp> {
    let mut open = Vec::new();
    let mut last_met_on = None;
    for participant in meeting.participants.iter().take(3) {
        let room = participant.relationship_id;
        let last = relationships::store::find(conn, app, room)?.last_met_on;
        last_met_on = last_met_on.or(last);
        open.extend(actions::store::list(
            conn,
            app,
            &ActionList {
                state: Some(ActionState::Open),
                relationship: Some(room),
                going_on: true,
                page: Page::first(5),
                ..ActionList::default()
            },
        )?);
    }
    open.truncate(5);
    let mut first_points = meetings::open_points(conn, app, meeting.id)?;
    let points = u32::try_from(first_points.len()).unwrap_or(u32::MAX);
    first_points.truncate(3);
    Ok(NextUp {
        meeting,
        last_met_on,
        open,
        points,
        first_points,
    })
}

fn due(
    conn: &Connection,
    app: &App,
    owner: Side,
    until: NaiveDate,
    limit: u32,
) -> Result<Vec<Action>> {
    let request = ActionList {
        state: Some(ActionState::Open),
        owner: Some(owner),
        due_until: Some(until),
        going_on: true,
        page: Page::first(limit),
        ..ActionList::default()
    };
    actions::store::list(conn, app, &request)
}

fn nobody(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM person INDEXED BY person_by_name WHERE bin_id IS NULL)",
        [],
        |row| row.get(0),
    )?)
}

/// The day in a sentence, from what is there; calm when there is nothing.
fn headline(app: &App, page: &Today) -> String {
    let locale = app.locale();
    let say = |message: Message| locale.say(&message);
    let due: Vec<&Action> = page
        .due
        .iter()
        .filter(|action| action.fields.due_on.is_some_and(|due| due <= page.date))
        .collect();
    let meeting = page.next.as_ref().and_then(|next| {
        let when = next.meeting.when.as_ref()?;
        Some((who(app, &next.meeting), when.here.0))
    });
    match (meeting, due.as_slice()) {
        (Some((name, at)), []) if at.date() == page.date => say(Message::new("headline_meeting")
            .with("name", name)
            .with("time", locale.time(at))),
        (Some((name, at)), [action]) if at.date() == page.date => {
            let time = locale.time(at);
            match &action.called {
                Some(other) => say(Message::new("headline_meeting_and_promise")
                    .with("name", name)
                    .with("time", time)
                    .with("other", other)),
                None => say(Message::new("headline_meeting_and_own")
                    .with("name", name)
                    .with("time", time)),
            }
        }
        (Some((name, at)), _) if at.date() == page.date => {
            let sentence = if page.due_now > COUNTED {
                Message::new("headline_meeting_and_many").with("count", COUNTED)
            } else {
                Message::new("headline_meeting_and_promises").with("count", page.due_now)
            };
            say(sentence.with("name", name).with("time", locale.time(at)))
        }
        (_, [action]) => match &action.called {
            Some(other) => say(Message::new("headline_promise").with("other", other)),
            None => say(Message::new("headline_own")),
        },
        (Some((name, at)), []) => say(Message::new("headline_nothing_then")
            .with("name", name)
            .with("day", locale.day(at.date(), page.date))),
        (None, []) => say(Message::new("headline_nothing")),
        _ if page.due_now > COUNTED => say(Message::new("headline_many").with("count", COUNTED)),
        _ => say(Message::new("headline_promises").with("count", page.due_now)),
    }
}

fn who(app: &App, meeting: &MeetingRow) -> String {
    match meeting.participants.as_slice() {
        [] => meeting.title.clone(),
        [one] => one.called.clone(),
        [one, two] => app.locale().say(
            &Message::new("headline_two")
                .with("one", &one.called)
                .with("two", &two.called),
        ),
        [one, rest @ ..] => app.locale().say(
            &Message::new("headline_several")
                .with("name", &one.called)
                .with("count", rest.len()),
        ),
    }
}
