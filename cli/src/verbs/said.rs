//! Rows as one line of text each. The id comes first: it has the same width everywhere.

use ithaca_core::App;
use ithaca_core::commands::{
    Action, ActionState, Advice, Decision, FoundKind, GoalRow, GoalState, MeetingRow, MeetingState,
    PersonRow, Phase, RelationshipRow, Role, Side,
};
use ithaca_core::locale::Message;

use crate::printed::say;

/// A day and a time, as said; a sentence when there is no date yet.
pub(crate) fn when(app: &App, meeting: &MeetingRow) -> String {
    match &meeting.when {
        Some(when) => app.locale().day_and_time(when.here.0, app.today()),
        None => say(app, "meeting_state_undated"),
    }
}

/// A meeting: when, with whom, what it is called.
pub(crate) fn meeting(app: &App, row: &MeetingRow) -> String {
    let names = row.names().join(", ");
    let line = format!("{}  {names}: {}", when(app, row), row.title);
    let state = match row.state {
        MeetingState::Planned => None,
        MeetingState::Held => Some("meeting_state_held"),
        MeetingState::Missed => Some("meeting_state_missed"),
        MeetingState::Moved => Some("meeting_state_moved"),
        MeetingState::Cancelled => Some("meeting_state_cancelled"),
    };
    let mut facts: Vec<String> = state.iter().map(|key| say(app, key)).collect();
    if let Some(stars) = row.usefulness {
        facts.push(
            app.locale()
                .say(&Message::new("cli_useful").with("stars", stars)),
        );
    }
    with_facts(&line, &facts)
}

/// Advice: what, from whom, by when it is tried.
pub(crate) fn advice(app: &App, row: &Advice) -> String {
    let mut facts: Vec<String> = vec![row.name.clone()];
    if let Some(day) = row.try_by {
        let day = app.locale().day(day, app.today());
        facts.push(format!("{} {day}", say(app, "advice_try_by")));
    }
    with_facts(&row.fields.text, &facts)
}

/// A decision: what was asked, what was chosen, when to look back on it.
pub(crate) fn decision(app: &App, row: &Decision) -> String {
    let mut line = row.fields.question.clone();
    if !row.choice.is_empty() {
        line = format!("{line}  {}", row.choice);
    }
    let mut facts: Vec<String> = row.name.iter().cloned().collect();
    if let Some(day) = row.look_back_on {
        facts.push(app.locale().day(day, app.today()));
    }
    with_facts(&line, &facts)
}

/// A promise: until when, what, with whom.
pub(crate) fn action(app: &App, row: &Action) -> String {
    let due = row
        .fields
        .due_on
        .map(|due| app.locale().day(due, app.today()));
    let mut facts: Vec<String> = row.name.iter().cloned().collect();
    if row.fields.owner == Side::Theirs {
        facts.push(say(app, "side_theirs"));
    }
    match row.state {
        ActionState::Open => facts.extend(row.was_due_on.map(|was| {
            let day = app.locale().day(was, app.today());
            app.locale().say(&Message::new("day_was").with("day", day))
        })),
        ActionState::Done => facts.push(say(app, "cli_state_kept")),
        ActionState::Dropped => facts.push(say(app, "cli_state_let_go")),
    }
    let mut line = row.fields.title.clone();
    if let Some(due) = due {
        line = format!("{due}  {line}");
    }
    with_facts(&line, &facts)
}

/// A goal: what, with whom, how far.
pub(crate) fn goal(app: &App, row: &GoalRow) -> String {
    let names: Vec<String> = row.name.iter().cloned().collect();
    let line = with_facts(&row.fields.title, &names);
    match how_far(app, row) {
        Some(far) => format!("{line}  {far}"),
        None => line,
    }
}

/// How far a goal is, or what became of it.
pub(crate) fn how_far(app: &App, row: &GoalRow) -> Option<String> {
    match (row.state, row.progress) {
        (GoalState::Reached, _) => Some(say(app, "cli_state_reached")),
        (GoalState::Dropped, _) => Some(say(app, "cli_state_let_go")),
        (GoalState::Open, Some(progress)) => Some(
            app.locale()
                .say(&Message::new("today_percent").with("percent", progress)),
        ),
        (GoalState::Open, None) => None,
    }
}

/// A person: name, work, what they are to me.
pub(crate) fn person(app: &App, row: &PersonRow) -> String {
    let work: Vec<&str> = [row.position.as_str(), row.organisation.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let mut line = row.name.clone();
    if !work.is_empty() {
        line.push_str(&format!("  {}", work.join(", ")));
    }
    let roles: Vec<String> = row
        .roles
        .iter()
        .map(|role| self::role(app, *role))
        .collect();
    with_facts(&line, &roles)
}

/// A relationship: name, what they are to me, where it stands, when we meet next.
pub(crate) fn relationship(app: &App, row: &RelationshipRow) -> String {
    let mut line = format!(
        "{}  ({}, {})",
        row.name,
        role(app, row.fields.role),
        phase(app, row.phase)
    );
    if !row.fields.topic.is_empty() {
        line.push_str(&format!("  {}", row.fields.topic));
    }
    if let Some(next) = &row.next_meeting {
        line.push_str(&format!(
            "  {}",
            app.locale().day_and_time(next.here.0, app.today())
        ));
    }
    line
}

/// What somebody is to me.
pub(crate) fn role(app: &App, role: Role) -> String {
    say(
        app,
        match role {
            Role::Mentee => "room_role_mentee",
            Role::Mentor => "room_role_mentor",
            Role::Peer => "room_role_peer",
        },
    )
}

fn phase(app: &App, phase: Phase) -> String {
    say(
        app,
        match phase {
            Phase::Prospect => "room_phase_prospect",
            Phase::Contacted => "room_phase_contacted",
            Phase::Trial => "room_phase_trial",
            Phase::Active => "room_phase_active",
            Phase::Paused => "room_phase_paused",
            Phase::WindingDown => "room_phase_winding_down",
            Phase::Ended => "room_phase_ended",
            Phase::Alumni => "room_phase_alumni",
        },
    )
}

/// A line with what else there is to say of it in brackets.
pub(crate) fn with_facts(line: &str, facts: &[String]) -> String {
    if facts.is_empty() {
        return line.to_owned();
    }
    format!("{line}  ({})", facts.join(", "))
}

/// What kind of thing was found.
pub(crate) fn kind(app: &App, kind: FoundKind) -> String {
    say(
        app,
        match kind {
            FoundKind::Person => "kind_person",
            FoundKind::Relationship => "kind_room",
            FoundKind::Meeting => "kind_meeting",
            FoundKind::Goal => "kind_goal",
            FoundKind::Resource => "kind_resource",
            FoundKind::Story => "kind_story",
            FoundKind::Challenge => "kind_challenge",
        },
    )
}
