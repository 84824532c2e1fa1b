//! The columns of rooms, table by table.

use crate::column::Columns::{Derived, Each, Group, Key, Words};
use crate::column::Holds::{Body, Checked, Date, Id, Instant, Line, SortKey, Word};
use crate::column::{Stored, is};
use crate::people::Role;
use crate::relationships::Kind;
use crate::relationships::Phase;

/// Every table of the concept, the one that gives it its name first.
pub(super) const TABLES: &[Stored] = &[
    Stored::of(
        "relationship",
        &[
            Key(&[("id", Id), ("created_at", Instant)]),
            Each(&[
                ("person_id", Id),
                ("role", Word(is::<Role>)),
                ("kind", Word(is::<Kind>)),
                ("topic", Line),
                ("programme", Line),
                ("started_on", Date),
                ("ends_on", Date),
                ("check_every", Checked),
                ("bin_id", Id),
            ]),
            Group(&[("phase", Word(is::<Phase>)), ("discard_on", Date)]),
            Group(&[("cadence_every", Checked), ("cadence_unit", Checked)]),
            Group(&[("remind_early", Checked), ("remind_late", Checked)]),
            Derived(&[
                ("last_met_at", Instant),
                ("last_contact_at", Instant),
                ("quiet_from", Instant),
                (
                    "sort_name",
                    SortKey("(SELECT name FROM person p WHERE p.id = t.person_id)"),
                ),
                ("changed_at", Instant),
            ]),
        ],
    ),
    Stored::of(
        "relationship_phase",
        &[
            Key(&[
                ("id", Id),
                ("relationship_id", Id),
                ("phase", Word(is::<Phase>)),
                ("since", Instant),
            ]),
            Words(&[("reason", Body)]),
        ],
    ),
];
