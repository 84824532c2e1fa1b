//! The columns of decisions, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Date, Id, Instant, Line, Position};
use crate::column::Stored;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[
    Stored::of(
        "decision",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Each(&[
                ("relationship_id", Id),
                ("meeting_id", Id),
                ("goal_id", Id),
                ("question", Line),
                ("look_back_on", Date),
                ("bin_id", Id),
            ]),
            Group(&[("choice", Line), ("why", Body), ("decided_on", Date)]),
            Words(&[("looked_back", Body)]),
            Derived(&[("changed_at", Instant)]),
        ],
    ),
    Stored::of(
        "decision_option",
        &[
            Key(&[("id", Id), ("decision_id", Id)]),
            Each(&[("position", Position)]),
            Words(&[("text", Body)]),
        ],
    ),
    Stored::of(
        "decision_view",
        &[
            Key(&[("decision_id", Id), ("relationship_id", Id)]),
            Words(&[("text", Body)]),
            Each(&[("at", Instant)]),
        ],
    ),
];
