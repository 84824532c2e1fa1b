//! The columns of the library, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Checked, Id, Instant, Line, Link, SortKey, Word};
use crate::column::{Stored, is};
use crate::resources::ReadStatus;
use crate::resources::ResourceKind;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[
    Stored::of(
        "resource",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Group(&[("kind", Word(is::<ResourceKind>)), ("attachment_id", Id)]),
            Each(&[
                ("title", Line),
                ("url", Link),
                ("author", Line),
                ("status", Word(is::<ReadStatus>)),
                ("person_id", Id),
                ("bin_id", Id),
            ]),
            Words(&[("comment", Body)]),
            Derived(&[("sort_title", SortKey("t.title")), ("changed_at", Instant)]),
        ],
    ),
    Stored::of(
        "resource_share",
        &[
            Key(&[("resource_id", Id), ("relationship_id", Id)]),
            Each(&[("direction", Checked), ("at", Instant)]),
        ],
    ),
];
