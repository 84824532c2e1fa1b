//! The bank of questions: those we ship, in the person's language, and their own; which was asked of whom.

mod bank;
pub(crate) mod commands;
mod model;
pub(crate) mod store;

pub(crate) use bank::Bank;
pub use bank::{Shipped, shipped};
pub use model::*;
