//! The bank of questions: those we ship, in the person's language, and their own; which was asked of whom.

mod bank;
pub(crate) mod commands;
mod model;
pub(crate) mod store;
mod tables;

pub(crate) use bank::Bank;
pub use bank::shipped;
pub use model::*;

use crate::changes::Topic;
use crate::concept::Concept;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Templates),
    tables: tables::TABLES,
    found: &[],
};
