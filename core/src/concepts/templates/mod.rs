//! Agenda templates: those we ship, in the person's language, and their own; putting one on an agenda.

pub(crate) mod commands;
mod model;
mod shelf;
mod store;

pub use model::*;
pub use shelf::shipped;
