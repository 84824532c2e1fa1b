//! The columns of reminders, table by table.

use crate::column::Columns::{Derived, Group, Here, Key};
use crate::column::Holds::{Checked, Count, Id, Instant, Line, Word};
use crate::column::{Stored, is};
use crate::reminders::HeldBy;
use crate::reminders::ReminderKind;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[Stored::of(
    "reminder",
    &[
        Key(&[
            ("id", Id),
            ("kind", Word(is::<ReminderKind>)),
            ("subject_id", Id),
            ("occurrence", Line),
        ]),
        Group(&[
            ("state", Checked),
            ("shown_at", Instant),
            ("snoozed_until", Instant),
            ("closed_at", Instant),
        ]),
        Derived(&[("due_at", Instant)]),
        Here(&[
            ("held_by", Word(is::<HeldBy>)),
            ("delivery", Checked),
            ("attempts", Count),
            ("retry_at", Instant),
        ]),
    ],
)];

/// What the file beside a locked desk stands for.
pub(super) const SCHEDULE: &[Stored] = &[Stored::of(
    "schedule",
    &[Here(&[
        ("id", Id),
        ("kind", Word(is::<ReminderKind>)),
        ("subject_id", Id),
        ("occurrence", Line),
        ("due_at", Instant),
    ])],
)];
