//! Challenges: something difficult that several people help with; who is asked, what each said, what was tried, and
//! what worked.

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
    topic: Some(Topic::Challenges),
    tables: tables::TABLES,
    found: &[Findable {
        words: &["title", "context"],
        ..Findable::by_title(FoundKind::Challenge, "challenge", 4)
    }],
};
