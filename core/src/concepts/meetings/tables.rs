//! The columns of meetings and agendas, table by table.

use crate::column::Columns::{Counted, Derived, Each, Group, Key, Words};
use crate::column::Holds::{
    Body, Checked, Count, Date, Id, Instant, Line, Link, Local, OrderKey, Zone,
};
use crate::column::Stored;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[
    Stored::of(
        "meeting",
        &[
            Key(&[("id", Id), ("uid", Line), ("created_at", Instant)]),
            Counted(&[("sequence", Count)]),
            Group(&[
                ("starts_local", Local),
                ("zone", Zone),
                ("duration_minutes", Checked),
            ]),
            Each(&[
                ("title", Line),
                ("channel", Checked),
                ("place", Line),
                ("join_link", Link),
                ("bin_id", Id),
            ]),
            Group(&[
                ("state", Checked),
                ("state_reason", Body),
                ("changed_by", Checked),
                ("moved_to", Id),
            ]),
            Group(&[
                ("series_id", Id),
                ("series_on", Date),
                ("series_own", Checked),
            ]),
            Group(&[("thank_by", Date), ("thanked_at", Instant)]),
            Each(&[
                ("cut_short", Checked),
                ("usefulness", Checked),
                ("used_minutes", Checked),
                ("late", Checked),
                ("followed_at", Instant),
                ("agenda_sent_at", Instant),
            ]),
            Words(&[("notes", Body)]),
            Derived(&[
                ("starts_at", Instant),
                ("ends_at", Instant),
                ("changed_at", Instant),
            ]),
        ],
    ),
    Stored::of(
        "meeting_participant",
        &[Key(&[("meeting_id", Id), ("relationship_id", Id)])],
    ),
    Stored::of(
        "meeting_series",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Group(&[
                ("unit", Checked),
                ("every", Checked),
                ("day", Checked),
                ("which", Checked),
                ("weekday", Checked),
                ("starts_local", Local),
                ("zone", Zone),
            ]),
            Group(&[("until_on", Date), ("after_count", Checked)]),
            Each(&[
                ("title", Line),
                ("duration_minutes", Checked),
                ("channel", Checked),
                ("place", Line),
                ("join_link", Link),
                ("bin_id", Id),
            ]),
            Derived(&[("planned_through", Date), ("changed_at", Instant)]),
        ],
    ),
    Stored::of(
        "meeting_series_participant",
        &[Key(&[("series_id", Id), ("relationship_id", Id)])],
    ),
    Stored::of(
        "agenda_point",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Group(&[("relationship_id", Id), ("meeting_id", Id)]),
            Each(&[
                ("kind", Checked),
                ("raised_by", Checked),
                ("raised_in", Id),
                ("question_key", Line),
                ("position", OrderKey),
                ("done_at", Instant),
                ("bin_id", Id),
            ]),
            Words(&[("text", Body)]),
        ],
    ),
];
