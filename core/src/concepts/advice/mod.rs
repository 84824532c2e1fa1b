//! The advice ledger: what was advised, what the one who got it made of it, what happened, and whether the one
//! who gave it heard.

pub(crate) mod commands;
mod model;
pub(crate) mod store;
mod tables;

pub use model::*;

use crate::changes::Topic;
use crate::concept::Concept;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Advice),
    tables: tables::TABLES,
    found: &[],
};
