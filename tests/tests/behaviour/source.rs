//! Rules of the house that are read from the source itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ithaca_core::db::SCHEMA_VERSION;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_owned()
}

/// Every file under `folder` with this extension, but for unit tests that have a file or a folder of their own: its
/// path from the workspace, and its text.
pub fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = all_files(folder, extension);
    found.retain(|(name, _)| {
        let inside = name.strip_prefix(folder).expect("inside");
        inside.split('/').all(|part| {
            let part = Path::new(part);
            part.file_stem().is_none_or(|name| name != "tests")
        })
    });
    found
}

/// Every file under `folder` with this extension: its path from the workspace, and its text.
fn all_files(folder: &str, extension: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.expect("an entry").path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules") {
                walk(&path, extension, found);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), extension, &mut found);
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

/// The layers of the core from the lowest up, a folder each; what stands beside the folders is on top of them all.
const LAYERS: [&str; 6] = ["base", "storage", "app", "concepts", "views", "custody"];

/// Which layer each module of the core stands in, read from its folders.
fn layers() -> BTreeMap<String, usize> {
    let mut found = BTreeMap::from([("App".to_owned(), 2), ("app".to_owned(), 2)]);
    for (path, _) in files("core/src", "rs") {
        let parts: Vec<&str> = path.split('/').skip(2).collect();
        let layer = layer_of(&path);
        let module = match parts.as_slice() {
            [folder, module, ..] if LAYERS.contains(folder) => module,
            [module, ..] => module,
            [] => continue,
        };
        let module = module.trim_end_matches(".rs");
        if !matches!(module, "mod" | "lib") {
            let before = found.insert(module.to_owned(), layer);
            assert!(
                before.is_none_or(|before| before == layer),
                "{module} stands in two layers, and modules are named by their own name alone"
            );
        }
    }
    found
}

/// The layer a file of the core stands in.
fn layer_of(path: &str) -> usize {
    let folder = path.split('/').nth(2).unwrap_or_default();
    let place = LAYERS.iter().position(|layer| *layer == folder);
    place.unwrap_or(LAYERS.len())
}

/// The modules of the crate that a text names by `crate::…`.
fn named(text: &str) -> BTreeSet<String> {
    let word = |text: &str| {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut found = BTreeSet::new();
    // How far something may be seen is no use of it.
    let text = text.replace("pub(in crate::", "pub(in ");
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

/// What a file of a layer uses that stands above it.
fn arrows_up(layer: usize, text: &str, layers: &BTreeMap<String, usize>) -> Vec<String> {
    named(&code(text))
        .into_iter()
        .filter(|used| layers.get(used).is_none_or(|other| *other > layer))
        .map(|used| format!("uses {used}"))
        .collect()
}

#[test]
fn a_layer_uses_only_those_below_it() {
    let layers = layers();
    let mut found = Vec::new();
    for (path, text) in files("core/src", "rs") {
        if path != "core/src/lib.rs" {
            let arrows = arrows_up(layer_of(&path), &text, &layers);
            found.extend(arrows.into_iter().map(|arrow| format!("{path} {arrow}")));
        }
    }
    assert_eq!(found, [""; 0], "arrows point down");
    assert!(layers.len() > 50, "the modules were found: {layers:?}");
}

#[test]
fn an_arrow_up_is_found_out() {
    let layers = layers();
    let concepts = layer_of("core/src/concepts/meetings/mod.rs");
    for text in [
        "use crate::bin::purge;",
        "use crate::{text, today};",
        "let x = crate::reminders::next_due(app);",
        "use crate::goals::{self, GoalRow};\nuse crate::{people::{Person, PersonId}, find};",
        "use crate::concepts::people;",
    ] {
        assert_eq!(arrows_up(concepts, text, &layers).len(), 1, "{text}");
    }
    assert_eq!(
        arrows_up(
            concepts,
            "// crate::bin\nuse crate::people::Person;\nuse crate::App;",
            &layers
        ),
        [""; 0],
        "a comment is no arrow, and what stands below may be used"
    );
    let base = layer_of("core/src/base/text.rs");
    assert_eq!(
        arrows_up(base, "use crate::app::App;", &layers).len(),
        1,
        "what knows nothing of mentoring knows no handle"
    );
}

#[test]
fn no_file_is_so_long_that_it_holds_two_subjects() {
    let found: Vec<String> = ["core/src", "cli/src", "src-tauri/src", "xtask/src", "tests"]
        .into_iter()
        .flat_map(|folder| all_files(folder, "rs"))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > 450)
        .map(|(path, lines)| format!("{path} has {lines} lines"))
        .collect();
    assert_eq!(found, [""; 0], "docs/style.md says why");
}

/// Where a text stands in the code of a folder.
pub fn places(folder: &str, words: &[&str]) -> BTreeMap<String, Vec<String>> {
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
    assert_eq!(
        found,
        ["core/src/base/clock.rs"],
        "commands are handed the time"
    );
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
    assert_eq!(
        others,
        [
            "core/src/concepts/notes/store.rs",
            "core/src/concepts/notes/tables.rs"
        ],
        "{SEES_NO_BODY:?}: who else?"
    );
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
    assert_eq!(
        readers,
        ["core/src/concepts/notes/store.rs"],
        "one file sees the bodies"
    );
}

/// Those who name a private table and see no body, each with what for.
const SEES_NO_BODY: [(&str, &str); 5] = [
    (
        "core/src/custody/vault/backups/",
        "how many there are in a backup",
    ),
    (
        "core/src/storage/discard.rs",
        "whole rows into the bin, back, and away",
    ),
    ("core/src/app/about.rs", "how many there are"),
    (
        "core/src/storage/db/record.rs",
        "whose rows no undo takes back",
    ),
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
        .filter(|path| !path.starts_with("core/src/custody/record/"))
        .collect();
    assert_eq!(
        found,
        ["core/src/concepts/notes/store.rs"],
        "one file gives them out, to one other module"
    );
    let ticks = places("core/src", &["PrivateTicked::by"]);
    let ticked: Vec<&String> = ticks.keys().collect();
    assert_eq!(
        ticked,
        ["core/src/custody/record/commands.rs"],
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
    let mut tables = 0;
    for (path, text) in files("core/migrations", "sql") {
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
    }
    assert!(tables > 50, "the migrations were read: {tables}");
    assert_eq!(
        files("core/migrations", "sql").len(),
        usize::try_from(SCHEMA_VERSION).expect("a few"),
        "each is a line of STEPS in storage/db/migrate.rs"
    );
}
