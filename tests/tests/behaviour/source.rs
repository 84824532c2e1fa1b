//! Rules of the house that are read from the source itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_owned()
}

/// Every file under `folder` with this extension: its path from the workspace, and its text.
pub fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, extension, found);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    let (mut found, base) = (Vec::new(), root().join(folder));
    walk(&base, extension, &mut found);
    // Unit tests that have a file or a folder of their own.
    found.retain(|path| {
        let inside = path.strip_prefix(&base).expect("inside");
        inside.components().all(|part| {
            let name = Path::new(part.as_os_str());
            name.file_stem().is_none_or(|name| name != "tests")
        })
    });
    found.sort();
    let text = |path: PathBuf| {
        let name = path
            .strip_prefix(root())
            .expect("inside")
            .to_string_lossy()
            .replace('\\', "/");
        (
            name,
            std::fs::read_to_string(&path).expect("source is text"),
        )
    };
    found.into_iter().map(text).collect()
}

/// The text without comments and without what only tests see.
pub fn code(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        // Unit tests stand at the end of a file.
        if line.trim_start().starts_with("#[cfg(test)]") {
            break;
        }
        if !line.trim_start().starts_with("//") {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// The concepts from left to right; one uses only what stands to its left, its siblings, and itself. The
/// foundation below them is used by all. `undo` and `discard` stand where their commands are: below the
/// concepts, because these call them. `tasks` and `stop` are one thing, its state and its command.
const ORDER: [&[&str]; 9] = [
    &[
        "clock",
        "date_words",
        "dumps",
        "error",
        "id",
        "limits",
        "locale",
        "markdown",
        "page",
        "text",
        "time",
        "letter",
        "changes",
        "tasks",
        "files",
        "folder",
    ],
    &["keys"],
    &["db"],
    &[
        "app",
        "undo",
        "discard",
        "settings",
        "drafts",
        "stop",
        "amendments",
    ],
    &["people"],
    &["relationships"],
    &[
        "attachments",
        "meetings",
        "actions",
        "advice",
        "balance",
        "challenges",
        "contacts",
        "decisions",
        "goals",
        "journal",
        "resources",
        "notes",
        "questions",
        "templates",
        "mutual_checks",
    ],
    &["calendar", "reminders", "capture", "brief", "date_fields"],
    &[
        "bin", "find", "sidebar", "today", "views", "watch", "demo", "vault", "record", "commands",
    ],
];

/// Arrows to the right that are meant, each with its reason.
const MEANT: [(&str, &str, &str); 5] = [
    (
        "app",
        "reminders",
        "opening takes in what was shown while the desk was locked",
    ),
    (
        "app",
        "meetings",
        "opening puts instants right under new zone rules",
    ),
    ("app", "bin", "opening drops what has lain its days"),
    (
        "app",
        "vault",
        "a desk that does not open says what is damaged, one that opens gives every key file today's ways in",
    ),
    (
        "app",
        "attachments",
        "opening drops bytes nothing points to",
    ),
];

/// The modules of the crate that a text names by `crate::…`.
fn named(text: &str) -> BTreeSet<String> {
    let word = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let after = &text[at + "crate::".len()..];
        match after.strip_prefix('{') {
            Some(group) => {
                let mut depth = 0;
                let mut part = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            found.insert(word(part.trim()));
                            part.clear();
                        }
                        _ => {}
                    }
                    part.push(c);
                }
                found.insert(word(part.trim_start_matches([',', ' ', '\n'])));
            }
            None => {
                found.insert(word(after));
            }
        }
    }
    found.remove("");
    found
}

/// The arrows to the right in a file of a module.
fn arrows(module: &str, text: &str) -> Vec<String> {
    let place = |name: &str| ORDER.iter().position(|level| level.contains(&name));
    let Some(own) = place(module) else {
        return vec![format!("{module} has no place in the order: give it one")];
    };
    named(&code(text))
        .into_iter()
        .filter(|used| {
            used != module
                && !MEANT
                    .iter()
                    .any(|(from, to, _)| from == &module && to == used)
        })
        .filter_map(|used| match place(&used) {
            // A type such as crate::App is the app.
            None if used.starts_with(char::is_uppercase) => None,
            None => Some(format!(
                "{module} uses {used}, which has no place in the order: give it one"
            )),
            Some(other) if other > own => {
                Some(format!("{module} uses {used}, which stands to its right"))
            }
            Some(_) => None,
        })
        .collect()
}

#[test]
fn a_concept_uses_only_what_stands_to_its_left() {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, text) in files("core/src", "rs") {
        let inside = path.strip_prefix("core/src/").expect("inside");
        let module = inside
            .split('/')
            .next()
            .unwrap_or_default()
            .trim_end_matches(".rs");
        if module != "lib" {
            seen.insert(module.to_owned());
            found.extend(
                arrows(module, &text)
                    .into_iter()
                    .map(|arrow| format!("{path}: {arrow}")),
            );
        }
    }
    assert_eq!(found, [""; 0], "arrows point to the left");
    let listed: BTreeSet<String> = ORDER
        .iter()
        .flat_map(|level| level.iter().map(|name| (*name).to_owned()))
        .collect();
    assert_eq!(seen, listed, "the order names what there is, and no more");
}

#[test]
fn an_arrow_to_the_right_is_found_out() {
    for text in [
        "use crate::bin::purge;",
        "use crate::{text, today};",
        "let x = crate::reminders::next_due(app);",
        "use crate::goals::{self, GoalRow};\nuse crate::{people::{Person, PersonId}, find};",
    ] {
        assert_eq!(arrows("meetings", text).len(), 1, "{text}");
    }
    assert_eq!(
        arrows("meetings", "// crate::bin\nuse crate::people::Person;"),
        [""; 0],
        "a comment is no arrow"
    );
    assert_eq!(
        arrows("novelty", "").len(),
        1,
        "a new concept is given its place"
    );
}

/// Where a text stands in the code of a folder.
fn places(folder: &str, words: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in files(folder, "rs") {
        let text = code(&text);
        let hits = words
            .iter()
            .filter(|word| text.contains(**word))
            .map(|word| (*word).to_owned());
        let hits: Vec<String> = hits.collect();
        if !hits.is_empty() {
            found.insert(path, hits);
        }
    }
    found
}

#[test]
fn only_the_clock_reads_the_clock() {
    let words = [
        "Utc::now",
        "Local::now",
        "SystemTime::now",
        "Instant::now",
        "get_timezone",
    ];
    let found: Vec<String> = places("core/src", &words).into_keys().collect();
    assert_eq!(found, ["core/src/clock.rs"], "commands are handed the time");
    let sql = places(
        "core/src",
        &[
            "'now'",
            "CURRENT_TIMESTAMP",
            "CURRENT_DATE",
            "unixepoch(",
            "strftime('",
        ],
    );
    assert_eq!(sql, BTreeMap::new(), "and SQL has no clock of its own");
    for (path, text) in files("core/migrations", "sql") {
        assert!(
            !text.contains("CURRENT_") && !text.contains("'now'"),
            "{path} has no clock of its own"
        );
    }
}

#[test]
fn private_tables_are_named_in_one_module_and_by_those_who_delete() {
    let word = |text: &str| {
        let text = text.replace("note_draft", "note");
        [
            "FROM note ",
            "FROM note\"",
            "JOIN note ",
            "INTO note ",
            "UPDATE note ",
            "TABLE note ",
            "\"note\"",
        ]
        .iter()
        .any(|name| text.contains(name))
    };
    let found: Vec<String> = files("core/src", "rs")
        .into_iter()
        .filter(|(_, text)| word(&code(text)))
        .map(|(path, _)| path)
        .collect();
    let others: Vec<&str> = found
        .iter()
        .map(String::as_str)
        .filter(|path| !SEES_NO_BODY.iter().any(|(seen, _)| path.starts_with(seen)))
        .collect();
    assert_eq!(others, ["core/src/notes.rs"], "{SEES_NO_BODY:?}: who else?");
    let bodies = places(
        "core/src",
        &[
            "note.body",
            "n.body",
            "note_draft.body",
            "note_draft.feedback",
            "note_draft.conversation",
            "note_draft.disagreement",
        ],
    );
    let readers: Vec<&String> = bodies.keys().collect();
    assert_eq!(readers, ["core/src/notes.rs"], "one module sees the bodies");
}

/// Those who name a private table and see no body, each with what for.
const SEES_NO_BODY: [(&str, &str); 7] = [
    ("core/src/vault/backups/", "how many there are in a backup"),
    ("core/src/changes.rs", "which topic the table is"),
    (
        "core/src/discard.rs",
        "whole rows into the bin, back, and away",
    ),
    (
        "core/src/people/store.rs",
        "a merge hands notes over with their person",
    ),
    ("core/src/settings.rs", "how many there are"),
    ("core/src/db/record.rs", "whose rows no undo takes back"),
    ("core/src/demo/", "the made-up year is taken away again"),
];

#[test]
fn only_the_record_asks_for_private_parts() {
    let words = [
        "PrivateTicked",
        "give_out",
        "notes::PRIVATE",
        "notes::take_over",
    ];
    let found: Vec<String> = places("core/src", &words)
        .into_keys()
        .filter(|path| !path.starts_with("core/src/record/"))
        .collect();
    assert_eq!(
        found,
        ["core/src/notes.rs"],
        "one module gives them out, to one other"
    );
    let ticks = places("core/src", &["PrivateTicked::by"]);
    let ticked: Vec<&String> = ticks.keys().collect();
    assert_eq!(
        ticked,
        ["core/src/record/commands.rs"],
        "by one command the person confirmed"
    );
}

#[test]
fn the_core_opens_no_socket() {
    let words = [
        "std::net",
        "tokio",
        "reqwest",
        "hyper",
        "TcpStream",
        "UdpSocket",
        "UnixStream",
        "ureq",
        "std::process",
    ];
    assert_eq!(
        places("core/src", &words),
        BTreeMap::new(),
        "no network, no other program"
    );
    let manifest = std::fs::read_to_string(root().join("core/Cargo.toml")).expect("the manifest");
    for name in ["tokio", "reqwest", "hyper", "tauri", "axum", "async"] {
        assert!(
            !manifest.contains(name),
            "{name} is none of the core's libraries"
        );
    }
}

#[test]
fn the_core_has_no_unsafe_line_and_forbids_one() {
    let manifest = std::fs::read_to_string(root().join("core/Cargo.toml")).expect("the manifest");
    assert!(
        manifest.contains("unsafe_code = \"forbid\""),
        "the compiler refuses it"
    );
    assert_eq!(
        places(
            "core/src",
            &[
                ".unwrap()",
                ".expect(",
                "panic!(",
                "unreachable!(",
                "todo!("
            ]
        ),
        BTreeMap::new(),
        "nor one that panics"
    );
}

#[test]
fn every_table_says_what_it_means() {
    for (path, text) in files("core/migrations", "sql") {
        let mut tables = 0;
        for part in text.split("CREATE TABLE ").skip(1) {
            let body = part.split(';').next().unwrap_or_default();
            let name = body.split_whitespace().next().unwrap_or_default();
            let end = part
                .get(body.len().saturating_sub(10)..)
                .unwrap_or_default();
            assert!(
                end.contains("STRICT"),
                "{path}: {name} takes only what its columns say"
            );
            for line in body.lines().filter(|line| {
                line.contains("REFERENCES")
                    && !line.contains("bin (id)")
                    && !line.contains("attachment (id)")
            }) {
                assert!(
                    line.contains("ON DELETE"),
                    "{path}: {name} says what follows a deletion: {line}"
                );
            }
            tables += 1;
        }
        assert!(tables > 0, "{path} was read");
    }
}
