//! The columns of questions, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Checked, Id, Instant, Line, Word};
use crate::column::{Stored, is};
use crate::people::Role;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[Stored::of(
    "question",
    &[
        Key(&[("id", Id), ("created_at", Instant)]),
        Group(&[
            ("relationship_id", Id),
            ("shipped_key", Line),
            ("role", Word(is::<Role>)),
        ]),
        Each(&[("occasion", Checked), ("bin_id", Id)]),
        Words(&[("text", Body)]),
        Derived(&[("changed_at", Instant)]),
    ],
)];
