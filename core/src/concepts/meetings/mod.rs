//! Meetings: planned with a local time and a zone, held, missed, moved or cancelled; their agenda and
//! their shareable notes; series of them. The topic inbox of a room is its agenda points that no meeting holds yet.

pub(crate) mod after;
pub(crate) mod agenda;
pub(crate) mod commands;
mod model;
mod participants;
pub mod series;
pub(crate) mod store;
mod tables;
mod time_kept;
mod zones;

pub use after::*;
pub use agenda::*;
pub(crate) use agenda::{add as add_point, find_point, reword as reword_point, waiting};
pub use model::*;
pub(crate) use participants::same_circle;
pub use series::*;
pub use time_kept::*;
pub(crate) use zones::follow_zone_rules;

use crate::changes::Topic;
use crate::concept::Concept;
use crate::findable::{Findable, FoundKind};

/// What it says of itself to whatever treats all concepts alike.
pub(crate) const CONCEPT: Concept = Concept {
    topic: Some(Topic::Meetings),
    tables: tables::TABLES,
    found: &[Findable {
        at: "t.starts_at",
        // A series is found once.
        shown: series::store::NEXT_ONLY,
        ..Findable::by_title(FoundKind::Meeting, "meeting", 6)
    }],
};
