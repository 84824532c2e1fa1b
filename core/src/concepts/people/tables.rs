//! The columns of people, table by table.

use crate::column::Columns::{Derived, Each, Key, Words};
use crate::column::Holds::{Body, Id, Instant, Line, Link, SortKey, Word, Zone};
use crate::column::{Stored, is};

use super::model::Pronoun;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[Stored::of(
    "person",
    &[
        Key(&[("id", Id), ("created_at", Instant)]),
        Each(&[
            ("name", Line),
            ("called", Line),
            ("pronoun", Word(is::<Pronoun>)),
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
        Derived(&[("sort_name", SortKey("t.name")), ("changed_at", Instant)]),
    ],
)];
