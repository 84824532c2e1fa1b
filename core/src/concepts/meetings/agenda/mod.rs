//! Agenda points: of a meeting, or waiting in a room for the next one.

mod commands;
mod model;
mod store;

pub use commands::*;
pub use model::*;
pub(crate) use store::{find_point, inbox, insert_point, of_meeting, open_points, waiting};
