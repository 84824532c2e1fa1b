//! Rows no desk could have written.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::Scene;

#[test]
fn rows_no_desk_could_have_written_are_refused() {
    let scene = Scene::new();
    let set = |table: &'static str, column: &'static str, value: Value| {
        move |rows: &mut Value| rows["tables"][table][0][column] = value
    };
    let mut shapes = 0;
    let mut refused = |what: &str, record: PathBuf| {
        shapes += 1;
        scene.refused(what, &record)
    };
    for (table, column, value) in [
        ("person", "id", json!("1")),
        ("person", "id", json!("../../../etc/passwd")),
        ("person", "name", json!("")),
        ("person", "name", json!("one\ntwo")),
        ("person", "name", json!("x".repeat(501))),
        ("person", "name", json!(null)),
        ("person", "zone", json!("Europe/Nowhere")),
        ("person", "link", json!("javascript:alert(1)")),
        ("person", "how_met", json!("\u{0}\u{7}")),
        ("person", "created_at", json!(i64::MAX)),
        ("person", "created_at", json!(i64::MIN)),
        ("person", "created_at", json!("yesterday")),
        (
            "person",
            "introduced_by",
            json!("0198c0de-0000-7000-8000-000000000001"),
        ),
        (
            "person",
            "bin_id",
            json!("0198c0de-0000-7000-8000-000000000001"),
        ),
        ("relationship", "phase", json!("enchanted")),
        (
            "relationship",
            "person_id",
            json!("0198c0de-0000-7000-8000-000000000001"),
        ),
        ("relationship", "started_on", json!("2026-02-30")),
        ("meeting", "starts_local", json!("2026-03-10T25:00")),
        ("meeting", "starts_at", json!(0)),
        ("meeting", "ends_at", json!(1)),
        ("meeting", "duration_minutes", json!(0)),
        ("meeting", "join_link", json!("file:///etc/passwd")),
        ("attachment", "sha256", json!("beef")),
        ("attachment", "sha256", json!("not hexadecimal")),
        ("attachment", "size", json!(-1)),
        ("attachment", "size", json!(1_000_000_000_000i64)),
        (
            "attachment",
            "name",
            json!("../../.config/autostart/x.desktop"),
        ),
        ("settings", "zoom", json!(9000)),
        ("settings", "zone", json!("Europe/Nowhere")),
        ("note", "body", json!("")),
        (
            "note",
            "person_id",
            json!("0198c0de-0000-7000-8000-000000000001"),
        ),
        ("challenge", "title", json!("")),
        ("challenge", "state", json!("enchanted")),
        ("challenge", "context", json!("a bell\u{7}")),
        (
            "challenge_voice",
            "relationship_id",
            json!("0198c0de-0000-7000-8000-000000000001"),
        ),
        ("challenge_voice", "text", json!("\u{1b}[31mred")),
        ("challenge_try", "text", json!("")),
        ("challenge_try", "helped", json!(7)),
        ("meeting", "used_minutes", json!(0)),
        ("meeting", "late", json!("everybody")),
        ("meeting", "changed_by", json!("the weather")),
        ("meeting", "agenda_sent_at", json!("yesterday")),
        ("person", "nonsense", json!(1)),
    ] {
        refused(
            &format!("{table}.{column} = {value}"),
            scene.rows(set(table, column, value)),
        );
    }
    for (what, change) in [
        (
            "a row twice",
            (|rows: &mut Value| {
                let row = rows["tables"]["person"][0].clone();
                rows["tables"]["person"]
                    .as_array_mut()
                    .expect("rows")
                    .push(row);
            }) as fn(&mut Value),
        ),
        ("a column missing", |rows| {
            rows["tables"]["person"][0]
                .as_object_mut()
                .expect("a row")
                .remove("email");
        }),
        ("a table missing", |rows| {
            rows["tables"]
                .as_object_mut()
                .expect("tables")
                .remove("goal");
        }),
        ("a table nobody knows", |rows| {
            rows["tables"]["sqlite_master"] = json!([{ "sql": "DROP TABLE person" }]);
        }),
        ("a table that is in no record", |rows| {
            rows["tables"]["revision"] = json!([{ "id": 1, "number": 7 }]);
        }),
        ("a table name that is SQL", |rows| {
            rows["tables"]["person\"; DROP TABLE person; --"] = json!([]);
        }),
        ("a column name that is SQL", |rows| {
            rows["tables"]["person"][0]["name\" = 'x'; --"] = json!(1);
        }),
        ("private parts that are said not to be there", |rows| {
            rows["private"] = json!(false);
        }),
        ("rows that are no list", |rows| {
            rows["tables"]["person"] = json!({})
        }),
        ("a value that is a list", |rows| {
            rows["tables"]["person"][0]["name"] = json!(["Ada"]);
        }),
        ("a fraction", |rows| {
            rows["tables"]["person"][0]["created_at"] = json!(1.5)
        }),
        ("no format", |rows| {
            rows.as_object_mut().expect("a record").remove("format");
        }),
        ("format 0", |rows| rows["format"] = json!(0)),
        ("schema 0", |rows| rows["schema"] = json!(0)),
        ("something else in JSON", |rows| *rows = json!([1, 2, 3])),
        ("one id for a person and a meeting", |rows| {
            rows["tables"]["meeting"][0]["id"] = rows["tables"]["person"][0]["id"].clone();
        }),
    ] {
        refused(what, scene.rows(change));
    }
    for (what, change) in [
        (
            "a newer format",
            (|text: String| text.replacen("\"format\": 1", "\"format\": 2", 1))
                as fn(String) -> String,
        ),
        ("a newer schema", |text| {
            text.replacen("\"schema\": ", "\"schema\": 9", 1)
        }),
    ] {
        let said = refused(what, scene.text(change));
        assert!(said.contains("newer Ithaca"), "{what}: {said}");
    }
    for (what, change) in [
        (
            "cut off",
            (|text: String| text.chars().take(text.chars().count() / 2).collect())
                as fn(String) -> String,
        ),
        ("empty", |_| String::new()),
        ("no JSON", |_| "%PDF-1.7".to_owned()),
        ("something behind it", |text| text + "{}"),
        ("a column twice", |text| {
            text.replacen(
                "\"email\": \"\"",
                "\"email\": \"\", \"email\": \"x@example.org\"",
                1,
            )
        }),
        ("a table twice", |text| {
            text.replacen("\"tables\": {", "\"tables\": {\n\"person\": [],", 1)
        }),
        ("deep", |_| "[".repeat(100_000)),
        ("a number beyond all", |text| {
            text.replacen(
                "\"created_at\": ",
                "\"created_at\": 99999999999999999999999",
                1,
            )
        }),
    ] {
        refused(what, scene.text(change));
    }
    println!("{shapes} shapes of rows refused");
    assert!(shapes >= 50, "{shapes} shapes were tried");
}
