//! Private notes: about a person, a relationship, a meeting, a goal or an entry of the journal. The only module that
//! reads their bodies, and of its files only `store`.
//!
//! A text is private if and only if it is a row of `note` or `note_draft`. It leaves only by an explicit
//! command the person confirmed: the record written with its private parts, for which `PrivateTicked` stands.

pub(crate) mod commands;
mod model;
mod store;
mod tables;

pub(crate) use commands::add;
pub use model::*;
pub(crate) use store::*;

use crate::changes::Topic;
use crate::concept::Concept;

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Notes),
    tables: tables::TABLES,
    found: &[],
};

/// What is being written and not kept yet: views have it already.
pub(crate) const DRAFTS: Concept = Concept::unseen(tables::DRAFTS);
