//! What lies in the data folder is opened by `base/files.rs`, which neither waits for a pipe nor follows a link.

use std::collections::BTreeMap;

use crate::source::places;

/// Who opens a file by its path in another way, and why no pipe, device or link of somebody else's can lie there.
const OTHERS: [(&str, &str); 13] = [
    ("core/src/base/clock.rs", "the kernel's own file"),
    ("core/src/base/dumps.rs", "the kernel's own file"),
    ("core/src/base/files.rs", "it is the one that looks first"),
    (
        "core/src/custody/record/source.rs",
        "the record a person chose; it is asked what it is",
    ),
    (
        "core/src/custody/vault/backups/restore.rs",
        "a file this program has just made",
    ),
    ("core/src/custody/vault/place.rs", "the kernel's own file"),
    (
        "core/src/custody/vault/rotate.rs",
        "a file this program has just made",
    ),
    (
        "core/src/storage/db/backup.rs",
        "a folder, brought to the disk",
    ),
    (
        "core/src/storage/db/copy.rs",
        "a file this program has just made, and its folder",
    ),
    (
        "core/src/storage/db/pairing.rs",
        "the database, once it is known to be a plain file",
    ),
    (
        "core/src/views/calendar/kept.rs",
        "the file a person chose; it is asked what it is",
    ),
    ("src-tauri/src/smoke.rs", "a picture for the tests"),
    (
        "cli/src/unlock.rs",
        "the file a person named, which may be a pipe",
    ),
];

#[test]
fn what_lies_in_the_data_folder_is_opened_in_one_place() {
    let words = [
        "fs::read(",
        "fs::read_to_string(",
        "fs::write(",
        "File::open(",
        "File::create(",
    ];
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in ["core/src", "src-tauri/src", "cli/src"] {
        found.extend(places(folder, &words));
    }
    for (path, why) in OTHERS {
        assert!(
            found.remove(path).is_some(),
            "{path} opens none any more: {why}"
        );
    }
    assert_eq!(
        found,
        BTreeMap::new(),
        "`files::read_own`, `open_plain` and `write_atomically` ask what stands there first"
    );
}
