//! What a view may do, read from its source.

use std::collections::BTreeSet;

use crate::source::{code, files};

/// The tables that SQL in a text writes.
fn written(text: &str) -> BTreeSet<String> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_'))
        .collect();
    let after = |begin: &'static [&'static str]| {
        let hits = words.windows(begin.len() + 1);
        hits.filter(move |hit| hit.starts_with(begin))
            .filter_map(|hit| hit.last().map(|table| (*table).to_owned()))
    };
    after(&["UPDATE"])
        .chain(after(&["INSERT", "INTO"]))
        .chain(after(&["IGNORE", "INTO"]))
        .chain(after(&["REPLACE", "INTO"]))
        .chain(after(&["DELETE", "FROM"]))
        // "ON CONFLICT … DO UPDATE SET" goes on with the table named before.
        .filter(|table| table != "SET")
        .collect()
}

#[test]
fn a_view_writes_no_concepts_table() {
    let own = ["reminder", "schedule"];
    let mut seen = BTreeSet::new();
    let mut others = Vec::new();
    for (path, text) in files("core/src/views", "rs") {
        for table in written(&code(&text)) {
            if path.starts_with("core/src/views/reminders/") && own.contains(&table.as_str()) {
                seen.insert(table);
            } else {
                others.push(format!("{path} writes {table}"));
            }
        }
    }
    assert_eq!(
        others, [""; 0],
        "what follows from a change is the concept's to do: call its function"
    );
    assert_eq!(seen.len(), own.len(), "writes were found: {seen:?}");
    assert_eq!(
        written("\"UPDATE action SET a = 1\" \"INSERT INTO goal (id)\" \"DELETE FROM advice\" DO UPDATE SET x")
            .into_iter()
            .collect::<Vec<_>>(),
        ["action", "advice", "goal"],
        "and would be found elsewhere"
    );
}
