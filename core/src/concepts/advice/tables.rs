//! The columns of advice, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Checked, Date, Id, Instant};
use crate::column::Stored;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[Stored::of(
    "advice",
    &[
        Key(&[("id", Id), ("created_at", Instant)]),
        Each(&[
            ("relationship_id", Id),
            ("meeting_id", Id),
            ("goal_id", Id),
            ("given_by", Checked),
            ("bin_id", Id),
        ]),
        Words(&[("text", Body)]),
        Group(&[
            ("state", Checked),
            ("try_by", Date),
            ("reflection", Body),
            ("result", Body),
            ("helped", Checked),
            ("told_at", Instant),
            ("thanked_at", Instant),
        ]),
        Derived(&[("changed_at", Instant)]),
    ],
)];
