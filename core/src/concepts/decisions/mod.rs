//! Decisions: the question, the options, what each mentor said, the choice and why, and what came of it.

pub(crate) mod commands;
mod model;
pub(crate) mod store;

pub use model::*;
