//! Records written and read, and what lies in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ithaca_core::commands::ApiError;
use ithaca_tests::World;
use serde_json::{Value, json};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "fern, ladder, tin, november";

/// Runs a command that must succeed.
pub fn run(world: &World, name: &str, request: Value) -> Value {
    world
        .call(name, request.clone())
        .unwrap_or_else(|error| panic!("{name} {request}: {}", error.message))
}

/// A place to write records to.
pub fn place() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A desk with the made-up year, and with what that year has no example of.
pub fn year() -> World {
    let world = World::new();
    run(&world, "demo_fill", json!({}));
    filled(&world);
    world
}

/// Puts on a desk one of what the made-up year lacks.
pub fn filled(world: &World) {
    let room = world.mentor("Zoë \u{1f9ed} it's \"quoted\" \\ <b>");
    let meeting = world.meeting(&room, "2026-03-10T10:00");
    let promise = world.promise(&room, "Deleted", Some("2026-04-01"));
    run(world, "action_delete", json!({ "id": promise.id }));
    let about = json!({ "kind": "meeting", "id": meeting.row.id });
    run(
        world,
        "note_write",
        json!({ "about": about, "body": "A thought of its own\n\nof two paragraphs" }),
    );
    let about = json!({ "kind": "person", "id": room.person_id });
    let gone = run(
        world,
        "note_write",
        json!({ "about": about, "body": "thrown away" }),
    );
    run(world, "note_delete", json!({ "id": gone["id"] }));
    run(
        world,
        "note_draft_keep",
        json!({ "about": about, "body": "half a thought" }),
    );
    run(
        world,
        "draft_keep",
        json!({ "scope": "quick_add", "body": "half a promise" }),
    );
    for (title, bytes) in [
        ("Kept", vec![b'k'; 600_000]),
        ("The same once more", vec![b'k'; 600_000]),
        ("Nothing in it", Vec::new()),
    ] {
        let path = world.folder().join("kept.bin");
        std::fs::write(&path, bytes).expect("a file");
        let file = world.app.files().mint_read(path);
        let resource = run(
            world,
            "resource_add",
            json!({ "kind": "file", "fields": { "title": title }, "file": file }),
        );
        run(
            world,
            "resource_give",
            json!({ "id": resource["id"], "share": { "relationship_id": room.id, "direction": "given" } }),
        );
    }
    let voices = json!([{ "relationship_id": room.id, "text": "Zoë: one face" }]);
    for title in ["Let go", "Thrown away"] {
        let fields = json!({ "title": title, "context": "Two\n\nparagraphs", "voices": voices, "tries": [{ "text": "Tea" }] });
        let challenge = run(world, "challenge_add", json!({ "fields": fields }));
        let id = &challenge["id"];
        match title {
            "Let go" => run(
                world,
                "challenge_close",
                json!({ "id": id, "solved": false, "worked": "It does not matter" }),
            ),
            _ => run(world, "challenge_delete", json!({ "id": id })),
        };
    }
    let about = json!({ "kind": "meeting", "id": meeting.row.id });
    run(world, "brief_sent", json!({ "about": about }));
    world.notices();
}

/// Writes a record, and says where it lies.
pub fn export(world: &World, to: &Path, form: &str, private: bool) -> PathBuf {
    let out = world.app.files().mint_folder(to.to_owned());
    let passphrase = (form == "file").then_some(PASSPHRASE);
    let request = json!({ "out": out, "form": form, "private": private, "passphrase": passphrase });
    let written = run(world, "record_export", request);
    assert_eq!(written["private"], private, "it says what is in it");
    to.join(written["name"].as_str().expect("a name"))
}

fn request(world: &World, from: &Path) -> Value {
    let files = world.app.files();
    if from.is_dir() {
        json!({ "from": files.mint_folder(from.to_owned()) })
    } else {
        json!({ "from": files.mint_read(from.to_owned()), "passphrase": PASSPHRASE })
    }
}

/// What a record would do here.
pub fn look(world: &World, from: &Path) -> Result<Value, ApiError> {
    world.call("record_look", request(world, from))
}

/// Takes a record in.
pub fn import(world: &World, from: &Path) -> Result<Value, ApiError> {
    world.call("record_import", request(world, from))
}

/// How many rows were added, were there, and were different.
pub fn sums(answer: &Value) -> [u64; 3] {
    let sum = |name: &str| {
        let lines = answer["lines"].as_array().expect("lines").iter();
        lines
            .map(|line| line[name].as_u64().expect("a count"))
            .sum()
    };
    [sum("added"), sum("same"), sum("different")]
}

/// Every file of a folder record, by its name inside.
pub fn files(record: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let name = path.strip_prefix(root).expect("inside");
                let name = name.to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(record, record, &mut found);
    found
}

/// The tar inside an encrypted record.
pub fn decrypted(record: &Path) -> Vec<u8> {
    use std::io::Read as _;
    let file = std::fs::File::open(record).expect("the record");
    let decryptor = age::Decryptor::new(file).expect("an age file");
    let identity = age::scrypt::Identity::new(PASSPHRASE.to_owned().into());
    let mut bytes = Vec::new();
    decryptor
        .decrypt(std::iter::once(&identity as &dyn age::Identity))
        .expect("the passphrase opens it")
        .read_to_end(&mut bytes)
        .expect("it is whole");
    bytes
}

/// Encrypts bytes as a record is, but cheaply.
pub fn encrypted(bytes: &[u8], to: &Path) {
    use std::io::Write as _;
    let mut recipient = age::scrypt::Recipient::new(PASSPHRASE.to_owned().into());
    recipient.set_work_factor(2);
    let encryptor =
        age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            .expect("an encryptor");
    let file = std::fs::File::create(to).expect("a file");
    let mut out = encryptor.wrap_output(file).expect("a stream");
    out.write_all(bytes).expect("its bytes");
    out.finish().expect("its end");
}

/// Every row of a desk, and every byte of its kept files, as text: equal text is an equal desk.
pub fn dump(world: &World) -> String {
    let conn = world.database();
    let mut text = world.record();
    for sql in [
        "SELECT attachment_id || '|' || number || '|' || hex(bytes) FROM attachment_chunk ORDER BY 1",
        "SELECT quote(id) || quote(name) || quote(size) || quote(sha256) FROM attachment ORDER BY 1",
        "SELECT quote(scope) || quote(body) || changed_at FROM draft ORDER BY 1",
        "SELECT quote(subject_id) || quote(body) || changed_at FROM note_draft ORDER BY 1",
        "SELECT id || '|' || sequence FROM meeting ORDER BY 1",
    ] {
        let mut query = conn.prepare(sql).expect("a query");
        let rows = query
            .query_map([], |row| row.get::<_, String>(0))
            .expect("it runs");
        for row in rows {
            text.push_str(&row.expect("a row"));
            text.push('\n');
        }
    }
    text
}

/// `short` rounds with every change, `long` ones with `--long`.
pub fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("ITHACA_TEST_LONG").is_some() {
        long
    } else {
        short
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit as u64).expect("it is below the limit")
    }
}
