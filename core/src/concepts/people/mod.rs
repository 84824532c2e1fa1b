//! Who: a person's name, zone and channels, what they tell openly, how we met.

pub(crate) mod commands;
mod model;
pub(crate) mod store;
mod tables;

pub use model::*;

use crate::changes::Topic;
use crate::concept::Concept;
use crate::findable::{Findable, FoundKind};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::People),
    tables: tables::TABLES,
    found: &[Findable {
        words: &["name", "called", "organisation"],
        title: "t.name",
        detail: "t.organisation",
        ..Findable::by_title(FoundKind::Person, "person", 1)
    }],
};
