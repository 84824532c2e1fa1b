//! The library: links, files, books, courses and people worth meeting; read or not, given to whom.

pub(crate) mod commands;
mod model;
mod store;

pub use model::*;
