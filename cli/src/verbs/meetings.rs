//! `meeting …`.

use ithaca_core::App;
use ithaca_core::commands::{
    Meeting, MeetingFields, MeetingHold, MeetingId, MeetingList, MeetingListUndated, MeetingOrder,
    MeetingPlan, MeetingState, RelationshipId, meeting_hold, meeting_list, meeting_list_undated,
    meeting_plan,
};
use ithaca_core::date_words::Facing;
use ithaca_core::locale::Message;

use super::{said, who};
use crate::arguments::{MeetingAsked, MeetingVerb};
use crate::failure::{Explained as _, Result};
use crate::printed::{Printed, all_pages};

pub(crate) fn run(app: &App, verb: MeetingVerb) -> Result<Printed> {
    match verb {
        MeetingVerb::Plan(asked) => plan(app, asked),
        MeetingVerb::List {
            with,
            from,
            until,
            state,
            undated,
        } => {
            let relationship = with.map(|text| who::room(app, &text)).transpose()?;
            if undated {
                return list_undated(app, relationship);
            }
            let mut asked = MeetingList {
                relationship,
                from: from
                    .map(|text| who::date(app, &text, Facing::Anywhere))
                    .transpose()?,
                until: until
                    .map(|text| who::date(app, &text, Facing::Anywhere))
                    .transpose()?,
                state: state.map(Into::into),
                ..MeetingList::default()
            };
            if asked.from.is_none() && asked.until.is_none() && asked.state.is_none() {
                asked.from = Some(app.today());
            }
            let rows = all_pages(app, |page| {
                meeting_list(
                    app,
                    MeetingList {
                        page,
                        ..asked.clone()
                    },
                )
            })?;
            Ok(Printed::list(app, &rows, |row| {
                format!("{}  {}", row.id, said::meeting(app, row))
            }))
        }
        MeetingVerb::Hold { which, on, at } => {
            let starts_local = match on.zip(at) {
                Some((on, at)) => Some(who::moment(app, &on, &at, Facing::Back)?),
                None => None,
            };
            let request = MeetingHold {
                starts_local,
                ..MeetingHold::of(which_one(app, &which, starts_local.is_some())?)
            };
            let meeting = meeting_hold(app, request).explained(app)?;
            Ok(said_back(app, &meeting))
        }
    }
}

fn list_undated(app: &App, relationship: Option<RelationshipId>) -> Result<Printed> {
    let rows = all_pages(app, |page| {
        meeting_list_undated(app, MeetingListUndated { relationship, page })
    })?;
    Ok(Printed::list(app, &rows, |row| {
        format!("{}  {}", row.id, said::meeting(app, row))
    }))
}

fn plan(app: &App, asked: MeetingAsked) -> Result<Printed> {
    let participants = asked
        .who
        .iter()
        .map(|text| who::room(app, text))
        .collect::<Result<Vec<_>>>()?;
    let starts_local = match (&asked.on, &asked.at) {
        (Some(on), Some(at)) => Some(who::moment(app, on, at, Facing::Ahead)?),
        _ => None,
    };
    let fields = MeetingFields {
        title: asked.title,
        starts_local,
        zone: asked.zone,
        duration_minutes: asked.minutes,
        channel: asked.by.into(),
        place: asked.place,
        join_link: asked.link,
    };
    let meeting = meeting_plan(
        app,
        MeetingPlan {
            participants,
            fields,
        },
    )
    .explained(app)?;
    let message = match &meeting.row.when {
        Some(_) => Message::new("cli_planned").with("when", said::when(app, &meeting.row)),
        None => Message::new("cli_planned_undated"),
    };
    let planned = app.locale().say(&message.with("title", &meeting.row.title));
    let mut lines = vec![format!("{}  {planned}", meeting.row.id)];
    if let Some(when) = &meeting.row.when
        && let Some(begins) = when.after_gap
    {
        let skipped = Message::new("meeting_hour_skipped")
            .with("meant", app.locale().time(when.local.0))
            .with("time", app.locale().time(begins.0));
        lines.push(app.locale().say(&skipped));
    }
    Ok(Printed::new(&lines, &meeting))
}

/// An id, or the latest planned meeting with somebody that has begun; or, of what went ahead early, the next to come.
fn which_one(app: &App, text: &str, early: bool) -> Result<MeetingId> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let today = Some(app.today());
    let request = MeetingList {
        relationship: Some(who::room(app, text)?),
        from: today.filter(|_| early),
        until: today.filter(|_| !early),
        state: Some(MeetingState::Planned),
        order: if early {
            MeetingOrder::Earliest
        } else {
            MeetingOrder::Latest
        },
        ..MeetingList::default()
    };
    let rows = meeting_list(app, request).explained(app)?.items;
    let fits = |at: ithaca_core::clock::Millis| early == (at > app.now());
    rows.into_iter()
        .find(|row| row.when.as_ref().is_some_and(|when| fits(when.starts_at)))
        .map(|row| row.id)
        .ok_or_else(|| who::nobody(app, "cli_nothing_fits", text))
}

fn said_back(app: &App, meeting: &Meeting) -> Printed {
    Printed::new(
        &[format!(
            "{}  {}",
            meeting.row.id,
            said::meeting(app, &meeting.row)
        )],
        meeting,
    )
}
