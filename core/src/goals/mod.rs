//! Goals: what somebody works towards, its milestones and dated check-ins.

pub mod commands;
mod model;
pub(crate) mod store;

pub use model::*;
