//! The library: links, files, books, courses and people worth meeting; read or not, given to whom.

pub(crate) mod commands;
mod model;
mod store;
mod tables;

pub use model::*;

use crate::changes::Topic;
use crate::concept::Concept;
use crate::findable::{Findable, FoundKind};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Resources),
    tables: tables::TABLES,
    found: &[Findable {
        words: &["title", "author"],
        detail: "t.author",
        ..Findable::by_title(FoundKind::Resource, "resource", 3)
    }],
};
