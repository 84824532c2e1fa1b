//! Promises: whose, until when, from which meeting, for which goal.

pub(crate) mod commands;
mod model;
pub(crate) mod store;

pub use model::*;
