//! The columns of agenda templates, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Id, Instant, Line, OrderKey, Word};
use crate::column::{Stored, is};
use crate::meetings::AgendaKind;
use crate::people::Role;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[
    Stored::of(
        "agenda_template",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Group(&[
                ("relationship_id", Id),
                ("shipped_key", Line),
                ("role", Word(is::<Role>)),
            ]),
            Each(&[("name", Line), ("bin_id", Id)]),
            Derived(&[("changed_at", Instant)]),
        ],
    ),
    Stored::of(
        "agenda_template_line",
        &[
            Key(&[("template_id", Id), ("position", OrderKey)]),
            Each(&[("kind", Word(is::<AgendaKind>))]),
            Words(&[("text", Body)]),
        ],
    ),
];
