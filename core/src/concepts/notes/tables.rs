//! The columns of private notes, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Checked, Draft, Id, Instant, Word};
use crate::column::{Stored, is};
use crate::notes::NoteAspect;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[Stored::of(
    "note",
    &[
        Key(&[("id", Id), ("created_at", Instant)]),
        Group(&[
            ("person_id", Id),
            ("relationship_id", Id),
            ("meeting_id", Id),
            ("goal_id", Id),
            ("journal_entry_id", Id),
        ]),
        Each(&[
            ("came_up_in", Id),
            ("aspect", Word(is::<NoteAspect>)),
            ("remember", Checked),
            ("bin_id", Id),
        ]),
        Words(&[("body", Body)]),
        Derived(&[("changed_at", Instant)]),
    ],
)];

/// What is being written in private and not kept yet.
pub(super) const DRAFTS: &[Stored] = &[Stored::of(
    "note_draft",
    &[
        Key(&[("subject_id", Id)]),
        Words(&[
            ("body", Draft),
            ("feedback", Draft),
            ("conversation", Draft),
            ("disagreement", Draft),
        ]),
        Derived(&[("changed_at", Instant)]),
    ],
)];
