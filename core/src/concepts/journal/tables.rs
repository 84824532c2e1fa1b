//! The columns of the journal, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Checked, Date, Id, Instant, Word};
use crate::column::{Stored, is};
use crate::journal::JournalKind;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[
    Stored::of(
        "journal_entry",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Group(&[("whose", Checked), ("relationship_id", Id)]),
            Each(&[
                ("kind", Word(is::<JournalKind>)),
                ("meeting_id", Id),
                ("goal_id", Id),
                ("happened_on", Date),
                ("bin_id", Id),
            ]),
            Words(&[("text", Body), ("context", Body)]),
            Derived(&[("changed_at", Instant)]),
        ],
    ),
    Stored::of(
        "journal_told",
        &[
            Key(&[("entry_id", Id), ("relationship_id", Id)]),
            Each(&[("at", Instant)]),
        ],
    ),
];
