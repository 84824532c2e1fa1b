//! The made-up year as it is written down in `year/*.json`: one file per room, days counted from today.

mod goals;
mod ledger;
mod library;
mod meetings;

pub(super) use goals::GoalScript;
pub(super) use ledger::*;
pub(super) use library::*;
pub(super) use meetings::*;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::contacts::ContactKind;
use crate::error::{Error, Result};
use crate::locale::Language;
use crate::meetings::Side;
use crate::people::PersonFields;
use crate::questions::Occasion;
use crate::relationships::{Phase, RelationshipFields};

/// The files, in the order they are told: who introduces somebody comes before them.
const ROOMS: &[&str] = &[
    include_str!("../year/jonas.json"),
    include_str!("../year/amara.json"),
    include_str!("../year/sakura.json"),
    include_str!("../year/yusuf.json"),
    include_str!("../year/emil.json"),
    include_str!("../year/leila.json"),
    include_str!("../year/tomas.json"),
    include_str!("../year/own.json"),
];

/// People without a room.
const OTHERS: &str = include_str!("../year/others.json");

/// What is told in German: each text of the files, with the German one.
const GERMAN: &str = include_str!("../year/german.json");

/// Puts the texts of another language in the place of those it has one for.
fn translate(told: &mut Value, words: &BTreeMap<String, String>) {
    match told {
        Value::String(text) => {
            if let Some(other) = words.get(text) {
                other.clone_into(text);
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|one| translate(one, words)),
        Value::Object(fields) => fields.values_mut().for_each(|one| translate(one, words)),
        _ => {}
    }
}

/// The whole year.
pub(super) struct Year {
    pub(super) rooms: Vec<RoomScript>,
    pub(super) others: Vec<PersonScript>,
}

impl Year {
    /// Reads the files that are built into the program, in a language.
    pub(super) fn read(language: Language) -> Result<Self> {
        let wrong = |error: serde_json::Error| Error::Internal(error.to_string());
        let words: BTreeMap<String, String> = match language {
            Language::En => BTreeMap::new(),
            Language::De => serde_json::from_str(GERMAN).map_err(wrong)?,
        };
        let read = |text: &str| -> Result<Value> {
            let mut told = serde_json::from_str(text).map_err(wrong)?;
            translate(&mut told, &words);
            Ok(told)
        };
        let rooms = ROOMS
            .iter()
            .map(|text| serde_json::from_value(read(text)?).map_err(wrong))
            .collect::<Result<_>>()?;
        Ok(Self {
            rooms,
            others: serde_json::from_value(read(OTHERS)?).map_err(wrong)?,
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
