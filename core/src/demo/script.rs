//! The made-up year as it is written down in `year/*.json`: one file per room, days counted from today.

use serde::Deserialize;

use crate::advice::AdviceVerdict;
use crate::contacts::ContactKind;
use crate::error::{Error, Result};
use crate::goals::GoalKind;
use crate::meetings::{Channel, SeriesEnd, SeriesRule, Side};
use crate::notes::NoteAspect;
use crate::people::PersonFields;
use crate::questions::Occasion;
use crate::relationships::{Phase, RelationshipFields};
use crate::resources::{Direction, ResourceKind};

/// The files, in the order they are told: who introduces somebody comes before them.
const ROOMS: &[&str] = &[
    include_str!("year/jonas.json"),
    include_str!("year/amara.json"),
    include_str!("year/sakura.json"),
    include_str!("year/yusuf.json"),
    include_str!("year/emil.json"),
    include_str!("year/leila.json"),
    include_str!("year/tomas.json"),
    include_str!("year/own.json"),
];

/// People without a room.
const OTHERS: &str = include_str!("year/others.json");

/// The whole year.
pub(super) struct Year {
    pub(super) rooms: Vec<RoomScript>,
    pub(super) others: Vec<PersonScript>,
}

impl Year {
    /// Reads the files that are built into the program.
    pub(super) fn read() -> Result<Self> {
        let wrong = |error: serde_json::Error| Error::Internal(error.to_string());
        let rooms = ROOMS
            .iter()
            .map(|text| serde_json::from_str(text).map_err(wrong))
            .collect::<Result<_>>()?;
        Ok(Self {
            rooms,
            others: serde_json::from_str(OTHERS).map_err(wrong)?,
        })
    }

    /// How many things are told, as the unit of progress.
    pub(super) fn length(&self) -> u64 {
        let room = |room: &RoomScript| {
            1 + room.meetings.len()
                + room.goals.len()
                + room.actions.len()
                + room.resources.len()
                + room.notes.len()
                + room.advice.len()
                + room.decisions.len()
                + room.wins.len()
                + room.contacts.len()
                + room.stories.len()
                + room.challenges.len()
                + room.templates.len()
                + room.questions.len()
        };
        (self.others.len() + self.rooms.iter().map(room).sum::<usize>()) as u64
    }
}

/// A room and all that happened in it. Without a person it is what one does by oneself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoomScript {
    pub(super) person: Option<PersonScript>,
    pub(super) bond: Option<BondScript>,
    #[serde(default)]
    pub(super) phases: Vec<PhaseScript>,
    #[serde(default)]
    pub(super) goals: Vec<GoalScript>,
    #[serde(default)]
    pub(super) meetings: Vec<MeetingScript>,
    #[serde(default)]
    pub(super) actions: Vec<ActionScript>,
    #[serde(default)]
    pub(super) resources: Vec<ResourceScript>,
    #[serde(default)]
    pub(super) points: Vec<PointScript>,
    #[serde(default)]
    pub(super) notes: Vec<NoteScript>,
    #[serde(default)]
    pub(super) advice: Vec<AdviceScript>,
    #[serde(default)]
    pub(super) decisions: Vec<DecisionScript>,
    #[serde(default)]
    pub(super) wins: Vec<WinScript>,
    #[serde(default)]
    pub(super) contacts: Vec<ContactScript>,
    #[serde(default)]
    pub(super) stories: Vec<StoryScript>,
    #[serde(default)]
    pub(super) challenges: Vec<ChallengeScript>,
    /// Agenda templates of this room only.
    #[serde(default)]
    pub(super) templates: Vec<TemplateScript>,
    /// Questions of this room only.
    #[serde(default)]
    pub(super) questions: Vec<QuestionScript>,
}

impl RoomScript {
    /// The first day on which something can happen in it.
    pub(super) fn known_from(&self) -> i64 {
        self.person.as_ref().map_or(-366, |person| person.added + 1)
    }

    pub(super) fn name(&self) -> &str {
        self.person
            .as_ref()
            .map_or("", |person| &person.fields.name)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonScript {
    pub(super) added: i64,
    pub(super) fields: PersonFields,
    #[serde(default)]
    pub(super) introduced_by: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BondScript {
    pub(super) fields: RelationshipFields,
    pub(super) started: i64,
    #[serde(default)]
    pub(super) ends: Option<i64>,
    #[serde(default)]
    pub(super) phase: Option<Phase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhaseScript {
    pub(super) day: i64,
    pub(super) phase: Phase,
    #[serde(default)]
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoalScript {
    pub(super) day: i64,
    pub(super) title: String,
    #[serde(default)]
    pub(super) kind: GoalKind,
    #[serde(default)]
    pub(super) whose: Side,
    #[serde(default)]
    pub(super) why: String,
    #[serde(default)]
    pub(super) measure: String,
    #[serde(default)]
    pub(super) target: Option<i64>,
    /// The day it was meant for first, and the one on which that was changed.
    #[serde(default)]
    pub(super) moved: Option<(i64, i64)>,
    #[serde(default)]
    pub(super) milestones: Vec<MilestoneScript>,
    #[serde(default)]
    pub(super) check_ins: Vec<CheckInScript>,
    #[serde(default)]
    pub(super) reached: Option<i64>,
    #[serde(default)]
    pub(super) dropped: Option<i64>,
    #[serde(default)]
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MilestoneScript {
    pub(super) title: String,
    #[serde(default)]
    pub(super) due: Option<i64>,
    #[serde(default)]
    pub(super) reached: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckInScript {
    pub(super) day: i64,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) progress: Option<u32>,
}

/// What became of a meeting. When the script does not say: held if past, else planned.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Held,
    Missed,
    Cancelled,
    Planned,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeetingScript {
    /// Absent: no date yet.
    pub(super) day: Option<i64>,
    /// A time such as `14:00`, or `soon`: later today, tomorrow if today is nearly over.
    #[serde(default)]
    pub(super) at: String,
    pub(super) minutes: u32,
    pub(super) channel: Channel,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) place: String,
    #[serde(default)]
    pub(super) link: String,
    /// How many days ahead it was planned.
    #[serde(default = "ten")]
    pub(super) lead: i64,
    /// Who takes part besides the room's own person.
    #[serde(default)]
    pub(super) with: Vec<String>,
    #[serde(default)]
    pub(super) moves: Vec<MoveScript>,
    #[serde(default)]
    pub(super) outcome: Option<Outcome>,
    #[serde(default)]
    pub(super) reason: String,
    /// Who did not come, or called it off.
    #[serde(default)]
    pub(super) by: Option<Side>,
    /// How many minutes it took, where that was said.
    #[serde(default)]
    pub(super) used: Option<i32>,
    #[serde(default)]
    pub(super) late: Option<Side>,
    /// Whether its agenda was sent the day before.
    #[serde(default)]
    pub(super) sent: bool,
    /// How it comes again from here on.
    #[serde(default)]
    pub(super) repeats: Option<RepeatScript>,
    #[serde(default)]
    pub(super) agenda: Vec<PointScript>,
    #[serde(default)]
    pub(super) notes: String,
    #[serde(default)]
    pub(super) private: String,
    /// The day until which a thank-you for it is meant to be sent.
    #[serde(default)]
    pub(super) thank_by: Option<i64>,
    #[serde(default)]
    pub(super) actions: Vec<ActionScript>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RepeatScript {
    pub(super) rule: SeriesRule,
    pub(super) end: SeriesEnd,
}

fn ten() -> i64 {
    10
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveScript {
    /// How many days before the old date it was said.
    pub(super) told: i64,
    pub(super) day: i64,
    pub(super) at: String,
    #[serde(default)]
    pub(super) reason: String,
    /// Who asked for it.
    #[serde(default)]
    pub(super) by: Option<Side>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PointScript {
    /// For a point in a room's inbox: the day it was put there.
    #[serde(default)]
    pub(super) day: i64,
    pub(super) text: String,
    #[serde(default)]
    pub(super) by: Side,
    /// For a point of a meeting that was held: not talked about, so it rolls over.
    #[serde(default)]
    pub(super) open: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActionScript {
    /// The day it was made; a meeting's own are made at its end.
    #[serde(default)]
    pub(super) day: i64,
    pub(super) title: String,
    #[serde(default)]
    pub(super) by: Side,
    /// Due this many days after it was made.
    #[serde(default)]
    pub(super) within: Option<i64>,
    /// Due on this day, counted from today.
    #[serde(default)]
    pub(super) due: Option<i64>,
    /// Kept this many days after it was made.
    #[serde(default)]
    pub(super) done: Option<i64>,
    /// Let go this many days after it was made.
    #[serde(default)]
    pub(super) dropped: Option<i64>,
    #[serde(default)]
    pub(super) reason: String,
    /// The title of the goal it serves.
    #[serde(default)]
    pub(super) goal: Option<String>,
    /// Whether it was agreed to go on when the room ends.
    #[serde(default)]
    pub(super) goes_on: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResourceScript {
    pub(super) day: i64,
    pub(super) kind: ResourceKind,
    pub(super) title: String,
    #[serde(default)]
    pub(super) url: String,
    #[serde(default)]
    pub(super) author: String,
    #[serde(default)]
    pub(super) comment: String,
    /// The name of the person it is.
    #[serde(default)]
    pub(super) who: Option<String>,
    /// Which way it went in this room.
    #[serde(default)]
    pub(super) share: Option<Direction>,
    /// Names of those it was given to later.
    #[serde(default)]
    pub(super) given_to: Vec<String>,
    /// Read, or put to use, this many days after.
    #[serde(default)]
    pub(super) read: Option<i64>,
    #[serde(default)]
    pub(super) applied: Option<i64>,
    /// The kept file's name and lines.
    #[serde(default)]
    pub(super) file: Option<FileScript>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileScript {
    pub(super) name: String,
    pub(super) lines: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum About {
    Person,
    Relationship,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteScript {
    pub(super) day: i64,
    pub(super) about: About,
    pub(super) body: String,
    /// What it observes, of a note about a relationship.
    #[serde(default)]
    pub(super) aspect: Option<NoteAspect>,
    /// Whether it is kept in sight before a meeting.
    #[serde(default)]
    pub(super) remember: bool,
}

/// A piece of advice, and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AdviceScript {
    pub(super) day: i64,
    pub(super) text: String,
    /// Who gave it.
    pub(super) by: Side,
    #[serde(default)]
    pub(super) goal: Option<String>,
    /// The day it was decided on, and how.
    #[serde(default)]
    pub(super) decided: Option<i64>,
    #[serde(default = "attempt")]
    pub(super) verdict: AdviceVerdict,
    #[serde(default)]
    pub(super) try_by: Option<i64>,
    #[serde(default)]
    pub(super) reflection: String,
    /// The day it was tried, and what happened.
    #[serde(default)]
    pub(super) tried: Option<i64>,
    #[serde(default)]
    pub(super) result: String,
    #[serde(default)]
    pub(super) helped: Option<bool>,
    /// The day the other side heard.
    #[serde(default)]
    pub(super) told: Option<i64>,
}

fn attempt() -> AdviceVerdict {
    AdviceVerdict::Try
}

/// A decision, and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionScript {
    pub(super) day: i64,
    pub(super) question: String,
    #[serde(default)]
    pub(super) options: Vec<String>,
    /// Who said what, by name.
    #[serde(default)]
    pub(super) views: Vec<(String, String)>,
    #[serde(default)]
    pub(super) made: Option<i64>,
    #[serde(default)]
    pub(super) choice: String,
    #[serde(default)]
    pub(super) why: String,
    #[serde(default)]
    pub(super) look_back: Option<i64>,
}

/// Something that went well.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WinScript {
    pub(super) day: i64,
    pub(super) text: String,
    #[serde(default)]
    pub(super) whose: Side,
    #[serde(default)]
    pub(super) goal: Option<String>,
    /// Who has heard of it, by name.
    #[serde(default)]
    pub(super) told: Vec<String>,
}

/// What somebody lived through.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoryScript {
    pub(super) day: i64,
    /// The lesson.
    pub(super) text: String,
    pub(super) context: String,
    #[serde(default)]
    pub(super) whose: Side,
    #[serde(default)]
    pub(super) goal: Option<String>,
    /// Who has heard it, by name.
    #[serde(default)]
    pub(super) told: Vec<String>,
}

/// Something difficult, and who helps with it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChallengeScript {
    pub(super) day: i64,
    pub(super) title: String,
    pub(super) context: String,
    #[serde(default)]
    pub(super) goal: Option<String>,
    /// Who is asked, by name, and what they said; empty: not asked yet.
    pub(super) voices: Vec<(String, String)>,
    #[serde(default)]
    pub(super) tries: Vec<(String, Option<bool>)>,
    /// The day it was solved, and what worked.
    #[serde(default)]
    pub(super) solved: Option<i64>,
    #[serde(default)]
    pub(super) worked: String,
}

/// An agenda template; a line that begins with `? ` is a question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TemplateScript {
    pub(super) day: i64,
    pub(super) name: String,
    pub(super) lines: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionScript {
    pub(super) day: i64,
    pub(super) text: String,
    pub(super) occasion: Occasion,
}

/// A contact that was no meeting.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactScript {
    pub(super) day: i64,
    pub(super) kind: ContactKind,
    #[serde(default)]
    pub(super) by: Side,
    pub(super) text: String,
    #[serde(default)]
    pub(super) will_try: String,
    #[serde(default)]
    pub(super) counts: bool,
}
