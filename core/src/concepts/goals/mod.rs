//! Goals: what somebody works towards, its milestones and dated check-ins.

pub(crate) mod commands;
mod model;
pub(crate) mod store;

pub use model::*;
