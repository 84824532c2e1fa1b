//! What the record is made of, table by table, and what is left out of it, each with its reason.

use crate::db::table::Table;

/// The tables of the record without its private parts, each after those it points to.
pub(super) const OPEN: [Table; 35] = [
    Table {
        not_written: &[
            "id",
            "backup_folder",
            "backup_budget",
            "lock_after",
            "calendar_file",
            "zone_rules",
        ],
        ..Table::of("settings")
    },
    Table::of("bin"),
    Table {
        points_within: Some("introduced_by"),
        ..Table::of("person")
    },
    Table::of("relationship"),
    Table::of("relationship_phase"),
    Table::of("meeting_series"),
    Table::keyed(
        "meeting_series_participant",
        &["series_id", "relationship_id"],
    ),
    Table {
        points_within: Some("moved_to"),
        ..Table::of("meeting")
    },
    Table::keyed("meeting_participant", &["meeting_id", "relationship_id"]),
    Table::of("agenda_point"),
    Table::of("goal"),
    Table::of("milestone"),
    Table::of("check_in"),
    Table::of("action"),
    Table::of("advice"),
    Table::of("decision"),
    Table::of("decision_option"),
    Table::keyed("decision_view", &["decision_id", "relationship_id"]),
    Table::of("challenge"),
    Table::keyed("challenge_voice", &["challenge_id", "relationship_id"]),
    Table::keyed("challenge_try", &["challenge_id", "position"]),
    Table::of("journal_entry"),
    Table::keyed("journal_told", &["entry_id", "relationship_id"]),
    Table::of("question"),
    Table::of("agenda_template"),
    Table::keyed("agenda_template_line", &["template_id", "position"]),
    Table::keyed("mutual_check", &["meeting_id", "relationship_id"]),
    Table::of("contact"),
    Table::of("amendment"),
    Table::of("attachment"),
    Table::of("resource"),
    Table::keyed("resource_share", &["resource_id", "relationship_id"]),
    Table {
        unique: &["kind", "subject_id", "occurrence"],
        ..Table::of("reminder")
    },
    Table::keyed("sample", &["subject_id"]),
    Table::keyed("draft", &["scope"]),
];

/// Tables that are in no record.
pub const LEFT_OUT: [(&str, &str); 11] = [
    (
        "attachment_chunk",
        "its bytes are the files of `attachments/`",
    ),
    ("revision", "counts the writes of this desk"),
    (
        "former_key",
        "opens older backups of this desk, and is nobody else's",
    ),
    (
        "tombstone",
        "says what is no more, and a record says what is",
    ),
    ("schedule", "stands for a file outside this desk"),
    ("find_entry", "made by triggers from the rows it finds"),
    ("find_index", "made by triggers from the rows it finds"),
    ("find_index_config", "part of find_index"),
    ("find_index_data", "part of find_index"),
    ("find_index_docsize", "part of find_index"),
    ("find_index_idx", "part of find_index"),
];

/// The names of the tables a record holds, its private parts among them.
pub fn names() -> Vec<&'static str> {
    OPEN.iter()
        .chain(&crate::notes::PRIVATE)
        .map(|table| table.name)
        .collect()
}

/// Which rows of a table go along where the private parts stay here. A private note in the bin, or in the
/// made-up year, is named in other tables too: by its id only, and even that stays.
pub(super) fn condition(table: &Table, private: bool) -> &'static str {
    match table.name {
        "attachment" => {
            "EXISTS (SELECT 1 FROM resource WHERE resource.attachment_id = attachment.id)"
        }
        "bin" | "sample" if !private => "kind <> 'note'",
        _ => "true",
    }
}
