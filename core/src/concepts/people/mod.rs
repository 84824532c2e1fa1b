//! Who: a person's name, zone and channels, what they tell openly, how we met.

pub(crate) mod commands;
mod model;
pub(crate) mod store;

pub use model::*;
