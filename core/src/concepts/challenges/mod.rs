//! Challenges: something difficult that several people help with; who is asked, what each said, what was tried, and
//! what worked.

pub(crate) mod commands;
mod model;
pub(crate) mod store;

pub use model::*;
