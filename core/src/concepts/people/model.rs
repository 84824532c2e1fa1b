use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Millis;
use crate::id::Id;
use crate::markdown::Html;
use crate::page::Page;
use crate::time::LocalTime;

/// A person's id.
pub type PersonId = Id<Person>;

/// What can be said of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct PersonFields {
    /// Their full name; never empty once stored.
    pub name: String,
    /// What I call them; empty: what the name suggests ([`crate::naming`]).
    pub called: String,
    /// How sentences refer to them; none: they do without.
    pub pronoun: Option<Pronoun>,
    /// Where they work or study.
    pub organisation: String,
    /// What they do there.
    pub position: String,
    /// IANA name of the zone they live in, if known.
    pub zone: Option<String>,
    /// Their address for mail.
    pub email: String,
    /// Their number.
    pub phone: String,
    /// A page of theirs.
    pub link: String,
    /// What they are good at, as told openly.
    pub strengths: String,
    /// How we met.
    pub how_met: String,
    /// Who introduced us.
    pub introduced_by: Option<PersonId>,
}

/// How sentences refer to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Pronoun {
    /// She, her.
    She,
    /// He, him.
    He,
    /// They, them.
    They,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// What is said of them.
    #[serde(flatten)]
    pub fields: PersonFields,
    /// What headlines and letters call them: what was chosen, else what the name suggests.
    pub called_as: String,
    /// The name of who introduced us.
    pub introduced_by_name: Option<String>,
    /// When they were added.
    pub created_at: Millis,
    /// When they were last changed.
    pub changed_at: Millis,
}

/// My role in a relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// They mentor me.
    Mentee,
    /// I mentor them.
    Mentor,
    /// We mentor each other.
    Peer,
}

impl Role {
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
    }
}

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonRow {
    /// The id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Where they work or study.
    pub organisation: String,
    /// What they do there.
    pub position: String,
    /// Their zone.
    pub zone: Option<String>,
    /// My roles towards them, one per room.
    pub roles: Vec<Role>,
    /// What the list is sorted by.
    pub sort_name: String,
}

/// A person and who stands around them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonDetail {
    /// The person.
    pub person: Person,
    /// Their strengths, as they are shown.
    pub strengths_html: Html,
    /// How we met, as it is shown.
    pub how_met_html: Html,
    /// What time it is for them now, if their zone is known.
    pub their_time: Option<LocalTime>,
    /// People they introduced.
    pub introduced: Vec<PersonRow>,
    /// Other entries with the same name or address, perhaps the same person.
    pub alike: Vec<PersonRow>,
}

/// Adds a person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonAdd {
    /// What is known; only the name is needed.
    pub fields: PersonFields,
}

/// Replaces what is said of a person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonChange {
    /// The person.
    pub id: PersonId,
    /// All of it, as it shall be.
    pub fields: PersonFields,
    /// What the form had shown of it: what is the same in both stays as it is now. Absent: all is replaced.
    #[serde(default)]
    pub shown: Option<PersonFields>,
}

/// Names one person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonShow {
    /// The person.
    pub id: PersonId,
}

/// Asks for people by name.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[serde(default)]
pub struct PersonList {
    /// Only those with a word beginning like this.
    pub text: String,
    /// Which part.
    pub page: Page,
}

/// Puts a person into the bin, with the rooms.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonDelete {
    /// The person.
    pub id: PersonId,
}

/// Makes one person of two entries.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PersonMerge {
    /// The entry that stays; its own words win.
    pub keep: PersonId,
    /// The entry whose rooms, notes and missing facts move over; it goes into the bin.
    pub absorb: PersonId,
}
