//! The columns of promises, table by table.

use crate::column::Columns::{Counted, Derived, Each, Group, Key};
use crate::column::Holds::{Body, Checked, Count, Date, Id, Instant, Line};
use crate::column::Stored;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[Stored::of(
    "action",
    &[
        Key(&[("id", Id), ("created_at", Instant)]),
        Each(&[
            ("relationship_id", Id),
            ("meeting_id", Id),
            ("goal_id", Id),
            ("owner", Checked),
            ("title", Line),
            ("beyond_end", Checked),
            ("bin_id", Id),
        ]),
        Group(&[("due_on", Date), ("first_due_on", Date)]),
        Counted(&[("put_off", Count)]),
        Group(&[
            ("state", Checked),
            ("closed_at", Instant),
            ("closed_reason", Body),
        ]),
        Derived(&[("changed_at", Instant)]),
    ],
)];
