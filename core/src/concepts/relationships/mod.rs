//! The bond: my role in this one, its kind, its phase and how it got there, how often we mean to meet.

mod cadence;
pub(crate) mod commands;
mod model;
pub(crate) mod store;
mod tables;

pub(crate) use commands::discard_due;

pub use cadence::{Cadence, CadenceUnit};
pub use model::*;

pub use crate::people::Role;

use crate::changes::Topic;
use crate::concept::Concept;
use crate::findable::{Findable, FoundKind, Pointed};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Relationships),
    tables: tables::TABLES,
    found: &[Findable {
        words: &["topic", "programme"],
        of: Some(Pointed {
            table: "person",
            by: "person_id",
            words: &["name", "called"],
        }),
        title: "p.name",
        detail: "t.topic",
        ..Findable::by_title(FoundKind::Relationship, "relationship", 0)
    }],
};
