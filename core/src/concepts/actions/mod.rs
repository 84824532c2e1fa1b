//! Promises: whose, until when, from which meeting, for which goal.

pub(crate) mod commands;
mod model;
pub(crate) mod store;
mod tables;

pub use model::*;

use crate::changes::Topic;
use crate::concept::Concept;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Actions),
    tables: tables::TABLES,
    found: &[],
};
