//! Goals: what somebody works towards, its milestones and dated check-ins.

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
    topic: Some(Topic::Goals),
    tables: tables::TABLES,
    found: &[Findable::by_title(FoundKind::Goal, "goal", 2)],
};
