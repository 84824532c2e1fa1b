//! The columns of challenges, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Checked, Id, Instant, Line, Position};
use crate::column::Stored;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[
    Stored::of(
        "challenge",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Each(&[("title", Line), ("goal_id", Id), ("bin_id", Id)]),
            Words(&[("context", Body)]),
            Group(&[("state", Checked), ("worked", Body), ("closed_at", Instant)]),
            Derived(&[("changed_at", Instant)]),
        ],
    ),
    Stored::of(
        "challenge_voice",
        &[
            Key(&[("challenge_id", Id), ("relationship_id", Id)]),
            Words(&[("text", Body)]),
            Each(&[("at", Instant)]),
        ],
    ),
    Stored::of(
        "challenge_try",
        &[
            Key(&[("challenge_id", Id), ("position", Position)]),
            Words(&[("text", Body)]),
            Each(&[("helped", Checked)]),
        ],
    ),
];
