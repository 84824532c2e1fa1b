//! Records an enemy wrote, or a bad disk: each refused in a sentence, and nothing changed.

use std::path::{Path, PathBuf};

use ithaca_core::commands::ErrorCode;
use ithaca_tests::World;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::desk::{dump, encrypted, export, filled, import, look, place, run};

/// A good record, and a desk that has something of its own.
struct Scene {
    world: World,
    good: PathBuf,
    place: TempDir,
}

impl Scene {
    fn new() -> Self {
        let (source, place) = (World::new(), place());
        filled(&source);
        let ada = source.person("Ada");
        run(
            &source,
            "person_change",
            json!({ "id": ada.id, "fields": { "name": "Ada", "link": "https://example.org" } }),
        );
        let good = export(&source, place.path(), "folder", true);
        let world = World::new();
        world.mentor("Somebody who was here");
        Self { world, good, place }
    }

    /// A copy of the good record, to be spoilt.
    fn copy(&self) -> PathBuf {
        let copy = self.place.path().join("copy");
        let _ = std::fs::remove_dir_all(&copy);
        std::fs::create_dir_all(copy.join("attachments")).expect("a folder");
        for (name, bytes) in crate::desk::files(&self.good) {
            if name == "record.json" || name.starts_with("attachments/") {
                std::fs::write(copy.join(name), bytes).expect("a file");
            }
        }
        copy
    }

    /// The rows of the good record, changed.
    fn rows(&self, change: impl FnOnce(&mut Value)) -> PathBuf {
        let copy = self.copy();
        let text = std::fs::read(copy.join("record.json")).expect("the rows");
        let mut rows: Value = serde_json::from_slice(&text).expect("they are JSON");
        change(&mut rows);
        std::fs::write(copy.join("record.json"), rows.to_string()).expect("a file");
        copy
    }

    /// The text of the good record's rows, changed.
    fn text(&self, change: impl FnOnce(String) -> String) -> PathBuf {
        let copy = self.copy();
        let text = std::fs::read_to_string(copy.join("record.json")).expect("the rows");
        std::fs::write(copy.join("record.json"), change(text)).expect("a file");
        copy
    }

    /// A tar of these entries, encrypted.
    fn tar(&self, entries: &[Entry]) -> PathBuf {
        let mut bytes = Vec::new();
        for entry in entries {
            bytes.extend(entry.bytes());
        }
        bytes.extend([0; 1024]);
        self.encrypted(&bytes)
    }

    fn encrypted(&self, bytes: &[u8]) -> PathBuf {
        let path = self.place.path().join("hostile.age");
        encrypted(bytes, &path);
        path
    }

    fn json(&self) -> Vec<u8> {
        std::fs::read(self.good.join("record.json")).expect("the rows")
    }

    /// The good record as entries.
    fn entries(&self) -> Vec<Entry> {
        let mut entries = vec![Entry::file("r/record.json", self.json())];
        for (name, bytes) in crate::desk::files(&self.good) {
            if name.starts_with("attachments/") {
                entries.push(Entry::file(&format!("r/{name}"), bytes));
            }
        }
        entries
    }

    /// Both looking at it and taking it in are refused, with a sentence, and not a row changes. What is wrong
    /// with kept files is found only where they are read.
    fn refused(&self, what: &str, record: &Path) -> String {
        let before = dump(&self.world);
        let refusal = match import(&self.world, record) {
            Ok(done) => panic!("{what} was taken in: {done}"),
            Err(refusal) => refusal,
        };
        assert_eq!(refusal.code, ErrorCode::Invalid, "{what}: {refusal:?}");
        assert!(refusal.message.ends_with('.'), "{what}: {refusal:?}");
        assert!(
            !refusal.message.contains("error_"),
            "{what}: a sentence, not a key: {refusal:?}"
        );
        assert_eq!(dump(&self.world), before, "{what}: nothing changed");
        refusal.message
    }
}

/// An entry of a tar.
struct Entry {
    name: Vec<u8>,
    kind: tar::EntryType,
    link: &'static str,
    size: Option<u64>,
    body: Vec<u8>,
}

impl Entry {
    fn file(name: &str, body: Vec<u8>) -> Self {
        Self {
            name: name.as_bytes().to_vec(),
            kind: tar::EntryType::Regular,
            link: "",
            size: None,
            body,
        }
    }

    fn of_kind(name: &str, kind: tar::EntryType, link: &'static str) -> Self {
        Self {
            kind,
            link,
            ..Self::file(name, Vec::new())
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut header = tar::Header::new_ustar();
        header.set_entry_type(self.kind);
        header.set_mode(0o600);
        header.set_size(self.size.unwrap_or(self.body.len() as u64));
        header.as_mut_bytes()[..self.name.len()].copy_from_slice(&self.name);
        header.as_mut_bytes()[157..157 + self.link.len()].copy_from_slice(self.link.as_bytes());
        header.set_cksum();
        let mut bytes = header.as_bytes().to_vec();
        bytes.extend(&self.body);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
        bytes
    }
}

#[test]
fn the_good_record_is_taken_in() {
    // The control: what is refused below is refused for what was done to it.
    let scene = Scene::new();
    look(&scene.world, &scene.copy()).expect("a copy can be looked at");
    import(&scene.world, &scene.rows(|_| ())).expect("written anew, it is the same record");
    let scene = Scene::new();
    import(&scene.world, &scene.tar(&scene.entries())).expect("and so is one packed by hand");
}

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

#[test]
fn folders_that_are_no_record_are_refused() {
    let scene = Scene::new();
    let kept = |copy: &Path| {
        let mut names: Vec<PathBuf> = std::fs::read_dir(copy.join("attachments"))
            .expect("kept files")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        names.sort_by_key(|path| std::fs::metadata(path).expect("a file").len());
        names.pop().expect("the largest")
    };
    let copy = scene.copy();
    std::fs::remove_file(copy.join("record.json")).expect("it was there");
    scene.refused("no rows", &copy);
    let copy = scene.copy();
    std::fs::remove_file(kept(&copy)).expect("it was there");
    scene.refused("a kept file missing", &copy);
    let copy = scene.copy();
    std::fs::write(kept(&copy), vec![b'x'; 600_000]).expect("other bytes");
    scene.refused("a kept file changed", &copy);
    let copy = scene.copy();
    std::fs::write(kept(&copy), vec![b'k'; 599_999]).expect("fewer bytes");
    scene.refused("a kept file cut off", &copy);
    let copy = scene.copy();
    std::fs::remove_dir_all(copy.join("attachments")).expect("they were there");
    scene.refused("no kept files", &copy);
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let copy = scene.copy();
        let elsewhere = scene.place.path().join("elsewhere.json");
        std::fs::rename(copy.join("record.json"), &elsewhere).expect("moved");
        symlink(&elsewhere, copy.join("record.json")).expect("a link");
        scene.refused("rows behind a link", &copy);
        let copy = scene.copy();
        let kept = kept(&copy);
        std::fs::remove_file(&kept).expect("it was there");
        symlink("/dev/zero", &kept).expect("a link");
        scene.refused("a kept file that is a link to an endless one", &copy);
        let copy = scene.copy();
        std::fs::rename(copy.join("attachments"), scene.place.path().join("moved")).expect("moved");
        symlink(scene.place.path().join("moved"), copy.join("attachments")).expect("a link");
        scene.refused("kept files behind a link", &copy);
        std::fs::remove_dir_all(scene.place.path().join("moved")).expect("it was there");
    }
    let copy = scene.copy();
    std::fs::remove_file(copy.join("record.json")).expect("it was there");
    std::fs::create_dir(copy.join("record.json")).expect("a folder");
    scene.refused("rows that are a folder", &copy);
    let copy = scene.copy();
    let huge = std::fs::File::create(copy.join("record.json")).expect("a file");
    huge.set_len(300 * 1024 * 1024).expect("a file of nothing");
    let said = scene.refused("300 MiB of nothing", &copy);
    assert!(said.contains("larger"), "{said}");
}

#[test]
fn files_that_are_no_record_are_refused() {
    use tar::EntryType::{
        Block, Char, Directory, Fifo, GNULongName, GNUSparse, Link, Symlink, XHeader,
    };
    let scene = Scene::new();
    let path = scene.place.path().join("other.age");
    for (what, bytes) in [
        ("an empty file", Vec::new()),
        ("a picture", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("a header without an end", [b"age-encryption.org/v1\n".to_vec(), vec![b'-'; 100_000]].concat()),
        ("half a header", b"age-encryption.org/v1\n-> scrypt AAAA 18\n".to_vec()),
        (
            "a header that asks for a year of work",
            b"age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 40\nZV/AhotwSGqaPCU43cepl4WYUouAa17a3xpu4G2yi5k\n--- fgMiVLJHMlg9fW7CVG/hPS5EAU4Zeg19LyCP7SoH5nA\n".to_vec(),
        ),
    ] {
        std::fs::write(&path, bytes).expect("a file");
        scene.refused(what, &path);
    }
    let good = scene.tar(&scene.entries());
    let whole = std::fs::read(&good).expect("the file");
    for (what, bytes) in [
        ("cut off in its middle", whole[..whole.len() / 2].to_vec()),
        ("cut off at its end", whole[..whole.len() - 1].to_vec()),
        ("one bit flipped", {
            let mut bytes = whole.clone();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            bytes
        }),
        (
            "something behind it",
            [whole.clone(), vec![0; 100]].concat(),
        ),
    ] {
        std::fs::write(&path, bytes).expect("a file");
        scene.refused(what, &path);
    }
    let before = dump(&scene.world);
    let handle = scene.world.app.files().mint_read(good.clone());
    for (passphrase, field) in [
        (json!("another one entirely"), "passphrase"),
        (json!(null), "passphrase"),
    ] {
        let request = json!({ "from": handle, "passphrase": passphrase });
        let refusal = scene
            .world
            .call("record_import", request)
            .expect_err("it does not open");
        assert_eq!(refusal.field.as_deref(), Some(field), "{refusal:?}");
    }
    assert_eq!(dump(&scene.world), before, "nothing changed");
    let (record, kept) = (
        || Entry::file("r/record.json", scene.json()),
        || scene.entries().split_off(1),
    );
    let with = |first: Vec<Entry>, last: Vec<Entry>| {
        let mut entries = first;
        entries.extend(last);
        scene.tar(&entries)
    };
    let file = |name: &str| Entry::file(name, b"x".to_vec());
    let mut shapes = 0;
    for (what, hostile) in [
        ("nothing in it", scene.tar(&[])),
        ("rows that come last", with(kept(), vec![record()])),
        (
            "rows without a folder",
            with(vec![Entry::file("record.json", scene.json())], kept()),
        ),
        (
            "rows above their folder",
            with(vec![Entry::file("../record.json", scene.json())], kept()),
        ),
        (
            "an absolute name",
            with(
                vec![record()],
                [vec![file("/etc/cron.d/x")], kept()].concat_entries(),
            ),
        ),
        (
            "a name that climbs",
            with(
                vec![record()],
                [vec![file("r/../../x")], kept()].concat_entries(),
            ),
        ),
        (
            "a name that climbs at its end",
            with(
                vec![record()],
                [vec![file("r/attachments/..")], kept()].concat_entries(),
            ),
        ),
        (
            "a name of Windows",
            with(
                vec![record()],
                [vec![file("r/..\\..\\x")], kept()].concat_entries(),
            ),
        ),
        (
            "a stream of Windows",
            with(
                vec![record()],
                [vec![file("r/people.md:x")], kept()].concat_entries(),
            ),
        ),
        (
            "a disk of Windows",
            with(
                vec![record()],
                [vec![file("C:/r/x")], kept()].concat_entries(),
            ),
        ),
        (
            "another folder",
            with(vec![record()], [vec![file("s/x")], kept()].concat_entries()),
        ),
        (
            "a deep folder",
            with(
                vec![record()],
                [vec![file("r/a/b/c/d")], kept()].concat_entries(),
            ),
        ),
        (
            "a line end in a name",
            with(
                vec![record()],
                [vec![file("r/a\nb")], kept()].concat_entries(),
            ),
        ),
        ("rows twice", with(vec![record(), record()], kept())),
        (
            "a name twice but for its case",
            with(vec![record(), file("r/Rooms"), file("r/rooms")], kept()),
        ),
        (
            "a kept file twice",
            with(vec![record()], [kept(), kept()].concat_entries()),
        ),
        ("a kept file missing", scene.tar(&[record()])),
        (
            "a symbolic link",
            with(
                vec![record(), Entry::of_kind("r/x", Symlink, "/etc/passwd")],
                kept(),
            ),
        ),
        (
            "a hard link",
            with(
                vec![record(), Entry::of_kind("r/x", Link, "/etc/passwd")],
                kept(),
            ),
        ),
        (
            "a folder",
            with(vec![record(), Entry::of_kind("r/x", Directory, "")], kept()),
        ),
        (
            "a pipe",
            with(vec![record(), Entry::of_kind("r/x", Fifo, "")], kept()),
        ),
        (
            "a device",
            with(vec![record(), Entry::of_kind("r/x", Char, "")], kept()),
        ),
        (
            "a disk",
            with(vec![record(), Entry::of_kind("r/x", Block, "")], kept()),
        ),
        (
            "a sparse file",
            with(vec![record(), Entry::of_kind("r/x", GNUSparse, "")], kept()),
        ),
        (
            "a long name",
            with(
                vec![record(), Entry::of_kind("r/x", GNULongName, "")],
                kept(),
            ),
        ),
        (
            "an extension",
            with(vec![record(), Entry::of_kind("r/x", XHeader, "")], kept()),
        ),
        (
            "a name that is no text",
            with(
                vec![
                    record(),
                    Entry {
                        name: vec![b'r', b'/', 0xff, 0xfe],
                        ..file("")
                    },
                ],
                kept(),
            ),
        ),
        (
            "a size of eight GiB",
            with(
                vec![
                    record(),
                    Entry {
                        size: Some(8_000_000_000),
                        ..file("r/x")
                    },
                ],
                kept(),
            ),
        ),
        (
            "rows of a GiB",
            with(
                vec![Entry {
                    size: Some(1 << 30),
                    ..record()
                }],
                kept(),
            ),
        ),
        (
            "more than there is",
            with(
                vec![record()],
                vec![Entry {
                    size: Some(50_000),
                    ..file("r/x")
                }],
            ),
        ),
        ("a wrong sum", {
            let mut bytes = record().bytes();
            bytes[148..154].copy_from_slice(b"777777");
            scene.encrypted(&bytes)
        }),
        ("no end", {
            let bytes: Vec<u8> = scene.entries().iter().flat_map(Entry::bytes).collect();
            scene.encrypted(&bytes)
        }),
        ("much behind the end", {
            let mut bytes: Vec<u8> = scene.entries().iter().flat_map(Entry::bytes).collect();
            bytes.extend(vec![0; 1_000_000]);
            scene.encrypted(&bytes)
        }),
        ("something behind the end", {
            let mut bytes: Vec<u8> = scene.entries().iter().flat_map(Entry::bytes).collect();
            bytes.extend([0; 1024]);
            bytes.extend(b"and more");
            scene.encrypted(&bytes)
        }),
    ]
    .map(|(what, path)| {
        // Each is written to the same place, so it is kept for its turn.
        (what, std::fs::read(path).expect("the file"))
    }) {
        shapes += 1;
        std::fs::write(&path, hostile).expect("a file");
        scene.refused(what, &path);
    }
    println!("{shapes} shapes of archives refused");
    assert!(shapes >= 30, "{shapes} shapes were tried");
}

trait Entries {
    fn concat_entries(self) -> Vec<Entry>;
}

impl<const N: usize> Entries for [Vec<Entry>; N] {
    fn concat_entries(self) -> Vec<Entry> {
        self.into_iter().flatten().collect()
    }
}
