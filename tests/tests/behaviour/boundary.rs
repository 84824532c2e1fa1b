//! What may cross from the window into the core: no path, no query, no shell word, no HTML; and an address only where
//! a person keeps one. Read from the types that both sides are made of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ithaca_core::commands::{CommandVisitor, visit_types};
use serde::de::DeserializeOwned;
use ts_rs::TS;

use crate::source::{code, files};

/// Where a person keeps an address: shown, checked by `text::link`, and opened only by the system, after asking.
const ADDRESSES: [(&str, &str); 5] = [
    ("MeetingFields", "join_link"),
    ("PersonFields", "link"),
    ("ResourceFields", "url"),
    // What the fields above are part of, written out where a type is flattened.
    ("Person", "link"),
    ("Resource", "url"),
];

/// The types of the boundary by name, each with its text.
fn types(bindings: &str) -> BTreeMap<String, String> {
    let parts = bindings.split("export type ").skip(1);
    parts
        .filter_map(|part| {
            let (name, rest) = part.split_once(" = ")?;
            let body = rest.split("export ").next().unwrap_or(rest);
            let lines = body
                .lines()
                .filter(|line| !line.trim_start().starts_with(['*', '/']));
            let name = name.split('<').next().unwrap_or(name);
            Some((name.to_owned(), lines.collect::<Vec<_>>().join("\n")))
        })
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

/// The names of what a request may hold, through all types it is made of.
fn sent(bindings: &str) -> BTreeSet<String> {
    let types = types(bindings);
    let commands = bindings
        .split("export interface Commands")
        .nth(1)
        .unwrap_or_default();
    let mut waiting: Vec<String> = commands
        .split("request:")
        .skip(1)
        .filter_map(|rest| rest.split("response:").next())
        .flat_map(words)
        .map(str::to_owned)
        .collect();
    let mut found = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if let Some(body) = types.get(&name)
            && found.insert(name)
        {
            waiting.extend(words(body).map(str::to_owned));
        }
    }
    found
}

/// The fields of requests that have no business there.
fn strangers(bindings: &str) -> Vec<String> {
    let types = types(bindings);
    let mut strangers = Vec::new();
    for name in sent(bindings) {
        if name == "Html" {
            strangers.push("a request may hold HTML".to_owned());
        }
        let fields = types[&name]
            .split([';', '{', '}'])
            .filter_map(|field| field.split_once(':'));
        for (field, kind) in fields {
            let field = field.trim().trim_end_matches('?').trim_matches('"');
            let has = |parts: &[&str]| {
                parts
                    .iter()
                    .any(|part| words(&field.replace('_', " ")).any(|word| word == *part))
            };
            let handle = kind.contains("FileHandle");
            let wrong = has(&[
                "path",
                "sql",
                "query",
                "shell",
                "program",
                "command",
                "uri",
                "html",
                "directory",
                "script",
            ]) || (has(&["file", "folder", "out"]) && !handle)
                || (has(&["url", "link", "address", "href"])
                    && !ADDRESSES.contains(&(name.as_str(), field)));
            if wrong {
                strangers.push(format!("{name}.{field}: {}", kind.trim()));
            }
        }
    }
    strangers
}

#[test]
fn no_path_query_or_shell_word_crosses_the_boundary() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/api/bindings.ts");
    let bindings = std::fs::read_to_string(file).expect("the types are committed");
    assert!(sent(&bindings).len() > 80, "the requests were found");
    assert_eq!(
        strangers(&bindings),
        [""; 0],
        "a file is a handle, an address is what a person keeps"
    );
}

#[test]
fn a_stranger_at_the_boundary_is_noticed() {
    for field in [
        "path: string",
        "out: string",
        "sql: string",
        "join_link: string",
        "drawn: Html",
        "url?: string",
    ] {
        let bindings = format!(
            "export type Html = string;\nexport type Inner = {{\n  /**\n   * A path: no.\n   */\n  {field};\n}};\n\
             export type Ask = {{ inner: Inner | null }};\nexport interface Commands {{\n  ask: {{ request: Ask; response: null }};\n}}"
        );
        assert_eq!(
            strangers(&bindings).len(),
            1,
            "{field}: {:?}",
            strangers(&bindings)
        );
    }
}

/// Sees each request refuse a field nobody knows.
#[derive(Default)]
struct Strict(Vec<String>);

impl CommandVisitor for Strict {
    fn visit<Request, Response>(&mut self, name: &'static str)
    where
        Request: TS + DeserializeOwned + 'static,
        Response: TS + 'static,
    {
        let asked = serde_json::from_str::<Request>(r#"{"no_such_field":1}"#);
        let refused = asked.err().map(|error| error.to_string());
        if !refused.is_some_and(|why| why.starts_with("unknown field `no_such_field`")) {
            self.0.push(name.to_owned());
        }
    }
}

#[test]
fn every_request_refuses_a_field_it_does_not_know() {
    let mut strict = Strict::default();
    visit_types(&mut strict);
    assert_eq!(
        strict.0, [""; 0],
        "add #[serde(deny_unknown_fields)] to the request"
    );
}

/// Whether a type that is read from a request is made to refuse unknown fields.
fn lenient(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines: Vec<&str> = source.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let read =
            line.starts_with("#[derive(") && line.contains("Deserialize") && line.contains("TS");
        if !read {
            continue;
        }
        let attributes: Vec<&str> = lines[at + 1..]
            .iter()
            .copied()
            .take_while(|line| line.starts_with("#["))
            .collect();
        let item = lines
            .get(at + 1 + attributes.len())
            .copied()
            .unwrap_or_default();
        let attributes = attributes.join(" ");
        let has_fields = (item.contains("struct ") && item.contains('{'))
            || (item.contains("enum ") && attributes.contains("tag ="));
        if has_fields && !attributes.contains("deny_unknown_fields") {
            found.push(item.to_owned());
        }
    }
    found
}

#[test]
fn every_part_of_a_request_refuses_a_field_it_does_not_know() {
    let mut found = Vec::new();
    for (path, text) in files("core/src", "rs") {
        found.extend(
            lenient(&code(&text))
                .into_iter()
                .map(|item| format!("{path}: {item}")),
        );
    }
    assert_eq!(
        found, [""; 0],
        "add #[serde(deny_unknown_fields)] below its derive"
    );
    let careless = "#[derive(Debug, Deserialize, TS)]\n#[serde(default)]\npub struct Loose {\n";
    assert_eq!(
        lenient(careless),
        ["pub struct Loose {"],
        "one without is noticed"
    );
}
