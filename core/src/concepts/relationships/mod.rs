//! The bond: my role in this one, its kind, its phase and how it got there, how often we mean to meet.

mod cadence;
pub(crate) mod commands;
mod model;
pub(crate) mod store;

pub(crate) use commands::discard_due;

pub use cadence::{Cadence, CadenceUnit};
pub use model::*;

pub use crate::people::Role;
