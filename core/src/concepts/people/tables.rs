//! The columns of people, table by table.

use crate::column::Columns::{Derived, Each, Key, Words};
use crate::column::Holds::{Body, Id, Instant, Line, Link, SortKey, Zone};
use crate::column::Stored;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[Stored::of(
    "person",
    &[
        Key(&[("id", Id), ("created_at", Instant)]),
        Each(&[
            ("name", Line),
            ("organisation", Line),
            ("position", Line),
            ("zone", Zone),
            ("email", Line),
            ("phone", Line),
            ("link", Link),
            ("introduced_by", Id),
            ("bin_id", Id),
        ]),
        Words(&[("strengths", Body), ("how_met", Body)]),
        Derived(&[("sort_name", SortKey), ("changed_at", Instant)]),
    ],
)];
