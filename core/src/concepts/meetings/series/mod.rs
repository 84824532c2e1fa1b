//! Meetings that come again: a rule, and the meetings it gives, entered eighteen months ahead. Each is a
//! meeting of its own; one that was changed by itself, told or is past stays as it is when the series changes.

pub(crate) mod commands;
mod model;
mod reschedule;
mod rule;
mod slots;
pub(crate) mod store;

pub use commands::top_up;
pub use model::*;
pub use rule::*;
