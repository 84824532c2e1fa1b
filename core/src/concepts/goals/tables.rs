//! The columns of goals, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Checked, Date, Id, Instant, Line, OrderKey, Word};
use crate::column::{Stored, is};
use crate::goals::GoalKind;
use crate::goals::GoalState;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[
    Stored::of(
        "goal",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Each(&[
                ("relationship_id", Id),
                ("whose", Checked),
                ("kind", Word(is::<GoalKind>)),
                ("title", Line),
                ("target_on", Date),
                ("bin_id", Id),
            ]),
            Words(&[("why", Body), ("measure", Body)]),
            Group(&[
                ("state", Word(is::<GoalState>)),
                ("closed_at", Instant),
                ("closed_reason", Body),
            ]),
            Derived(&[("changed_at", Instant)]),
        ],
    ),
    Stored::of(
        "milestone",
        &[
            Key(&[("id", Id), ("goal_id", Id), ("created_at", Instant)]),
            Each(&[
                ("title", Line),
                ("due_on", Date),
                ("reached_at", Instant),
                ("position", OrderKey),
                ("bin_id", Id),
            ]),
        ],
    ),
    Stored::of(
        "check_in",
        &[
            Key(&[("id", Id), ("goal_id", Id), ("at", Instant)]),
            Words(&[("text", Body)]),
            Each(&[("progress", Checked)]),
        ],
    ),
];
