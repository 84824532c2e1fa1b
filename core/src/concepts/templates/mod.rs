//! Agenda templates: those we ship, in the person's language, and their own; putting one on an agenda.

pub(crate) mod commands;
mod model;
mod store;
mod tables;

pub use model::*;
pub use store::shipped;

use crate::changes::Topic;
use crate::concept::Concept;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Templates),
    tables: tables::TABLES,
    found: &[],
};
