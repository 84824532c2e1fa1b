use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use ithaca_core::commands::*;
use ithaca_tests::World;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::desk::run;

/// A folder beside the desk's, for files that are chosen and written.
struct Shelf(tempfile::TempDir);

impl Shelf {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).expect("a file to choose");
        path
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("the folder can be read");
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }
}

fn keep(world: &World, path: PathBuf, task: Option<&str>) -> Result<Value, ApiError> {
    let file = world.app.files().mint_read(path);
    world.call(
        "resource_add",
        json!({ "kind": "file", "fields": {}, "file": file, "task": task }),
    )
}

/// Bytes no compressor or encoder leaves alone by chance, reproducible.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(length).collect()
}

fn attachments(world: &World) -> (i64, i64) {
    let sql = "SELECT (SELECT count(*) FROM attachment), (SELECT count(*) FROM attachment_chunk)";
    world
        .database()
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("two counts")
}

#[test]
fn a_file_comes_out_as_it_went_in() {
    let (world, shelf) = (World::new(), Shelf::new());
    for length in [0, 1, 256 * 1024, 3 * 256 * 1024 + 17] {
        let bytes = noise(length);
        let kept = keep(&world, shelf.file("slides.pdf", &bytes), None).expect("a file is kept");
        assert_eq!(kept["title"], "slides.pdf", "named after the file");
        assert_eq!(
            kept["file"],
            json!({ "name": "slides.pdf", "media_type": "application/pdf", "size": length }),
            "measured"
        );
        let out = shelf.0.path().join("out.pdf");
        let handle = world.app.files().mint_write(out.clone());
        run(
            &world,
            "resource_save_file",
            json!({ "id": kept["id"], "out": handle }),
        );
        let digest = |bytes: &[u8]| Sha256::digest(bytes).to_vec();
        assert_eq!(
            digest(&bytes),
            digest(&std::fs::read(out).expect("the file was written")),
            "{length} bytes, by SHA-256"
        );
    }
    assert_eq!(
        shelf.names(),
        ["out.pdf", "slides.pdf"],
        "and no temporary file is left"
    );
}

#[test]
fn keeping_and_releasing_tell_how_far_they_are() {
    let (world, shelf) = (World::new(), Shelf::new());
    let told = Arc::new(Mutex::new(Vec::new()));
    let ears = Arc::clone(&told);
    world
        .app
        .tasks()
        .subscribe(move |progress| ears.lock().expect("the list").push(progress.clone()));
    let size = 5 * 256 * 1024u64;
    let kept = keep(
        &world,
        shelf.file("talk.mp4", &noise(size as usize)),
        Some("keeping"),
    )
    .expect("a file is kept");
    let out = world.app.files().mint_write(shelf.0.path().join("out.mp4"));
    run(
        &world,
        "resource_save_file",
        json!({ "id": kept["id"], "out": out, "task": "releasing" }),
    );
    let told = told.lock().expect("the list");
    for task in ["keeping", "releasing"] {
        let of: Vec<_> = told.iter().filter(|progress| progress.id == task).collect();
        assert!(
            of.len() >= 5,
            "{task}: a report a chunk, for a file of five chunks: {of:?}"
        );
        assert!(
            of.windows(2).all(|pair| pair[0].done <= pair[1].done),
            "{task}: it only grows"
        );
        let last = of.last().expect("a last report");
        assert_eq!(
            (last.done, last.total, last.finished),
            (size, size, true),
            "{task}: to the end"
        );
    }
}

#[test]
fn what_is_stopped_half_way_leaves_nothing() {
    let (world, shelf) = (World::new(), Shelf::new());
    let kept =
        keep(&world, shelf.file("talk.mp4", &noise(5 * 256 * 1024)), None).expect("a file is kept");
    let before = (world.record(), attachments(&world));
    let app = world.app.clone();
    world.app.tasks().subscribe(move |progress| {
        if progress.done > 0 && !progress.finished {
            assert!(
                app.tasks().cancel(&progress.id),
                "it is at work, so it can be stopped"
            );
        }
    });
    let stopped = keep(
        &world,
        shelf.file("second.mp4", &noise(5 * 256 * 1024)),
        Some("keeping"),
    )
    .expect_err("stopped");
    assert_eq!(stopped.code, ErrorCode::Cancelled, "said so");
    assert_eq!(
        (world.record(), attachments(&world)),
        before,
        "nothing of it is in the database"
    );
    std::fs::write(shelf.0.path().join("out.mp4"), "mine").expect("a file of that name was there");
    let out = world.app.files().mint_write(shelf.0.path().join("out.mp4"));
    let stopped = world.call(
        "resource_save_file",
        json!({ "id": kept["id"], "out": out, "task": "releasing" }),
    );
    assert_eq!(
        stopped.expect_err("stopped").code,
        ErrorCode::Cancelled,
        "said so"
    );
    assert_eq!(
        std::fs::read(shelf.0.path().join("out.mp4")).expect("the file"),
        b"mine",
        "the old file is whole"
    );
    assert_eq!(
        shelf.names(),
        ["out.mp4", "second.mp4", "talk.mp4"],
        "no temporary file is left"
    );
}

#[test]
fn a_file_over_a_hundred_megabytes_is_refused_before_it_is_read() {
    let (world, shelf) = (World::new(), Shelf::new());
    let path = shelf.file("film.mp4", b"");
    let sparse = std::fs::File::options()
        .write(true)
        .open(&path)
        .expect("the file");
    sparse
        .set_len(100_000_001)
        .expect("a sparse file, one byte too large");
    let reported = Arc::new(Mutex::new(0));
    let count = Arc::clone(&reported);
    world
        .app
        .tasks()
        .subscribe(move |_| *count.lock().expect("the count") += 1);
    let refused = keep(&world, path, Some("keeping")).expect_err("too large");
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Invalid, Some("file")),
        "at the field"
    );
    assert_eq!(
        refused.message,
        "This file has 101 MB; up to 100 MB can be kept. Keep a link to it instead.",
        "and why"
    );
    assert_eq!(
        *reported.lock().expect("the count"),
        0,
        "not a byte was read"
    );
}

#[test]
fn a_file_that_went_away_or_is_a_folder_is_refused_in_words() {
    let (world, shelf) = (World::new(), Shelf::new());
    for path in [shelf.0.path().join("gone.pdf"), shelf.0.path().to_owned()] {
        let refused = keep(&world, path.clone(), None).expect_err("nothing to keep");
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::Invalid, Some("file")),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_handle_opens_one_door_once() {
    let (world, shelf) = (World::new(), Shelf::new());
    let handle = world
        .app
        .files()
        .mint_read(shelf.file("slides.pdf", b"bytes"));
    let add = |kind: &str| {
        let fields = json!({ "title": "Slides", "url": "https://example.org" });
        world.call(
            "resource_add",
            json!({ "kind": kind, "fields": fields, "file": handle }),
        )
    };
    assert_eq!(
        add("link")
            .expect_err("a link keeps no file")
            .field
            .as_deref(),
        Some("file"),
        "told where"
    );
    let wrong = world.call(
        "calendar_export",
        json!({ "scope": { "kind": "all" }, "out": handle }),
    );
    assert!(wrong.is_err(), "a file to be read is not written to");
    add("file").expect("the file is kept");
    assert!(add("file").is_err(), "the handle is spent");
    assert!(
        keep(&world, PathBuf::new(), None).is_err(),
        "an empty path is nothing"
    );
    let made_up = world.call(
        "resource_add",
        json!({ "kind": "file", "fields": {}, "file": "/etc/hostname" }),
    );
    assert!(
        made_up.is_err(),
        "a path is no handle: no file is read that the person did not choose"
    );
}

#[test]
fn a_file_taken_back_leaves_the_database_when_it_is_opened_again() {
    let (world, shelf) = (World::new(), Shelf::new());
    let path = shelf.file("slides.pdf", &noise(300_000));
    let kept = keep(&world, path, None).expect("a file is kept");
    run(&world, "change_undo", json!({}));
    run(&world, "change_redo", json!({}));
    run(&world, "resource_show", json!({ "id": kept["id"] }));
    run(&world, "change_undo", json!({}));
    let world = world.reopened();
    assert_eq!(
        attachments(&world),
        (0, 0),
        "nothing points to the bytes, and no redo can"
    );
}

#[test]
fn links_are_completed_and_others_refused() {
    let world = World::new();
    let add = |url: &str| {
        world.call(
            "resource_add",
            json!({ "kind": "link", "fields": { "title": "A page", "url": url } }),
        )
    };
    let added = add("example.org/a page").expect_err("an address has no spaces");
    assert_eq!(added.field.as_deref(), Some("url"), "told where");
    assert_eq!(
        add("example.org/pauses").expect("people leave https away")["url"],
        "https://example.org/pauses",
        "completed"
    );
    for url in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "",
        "nonsense",
    ] {
        assert_eq!(
            add(url).expect_err("refused").field.as_deref(),
            Some("url"),
            "{url:?}"
        );
    }
}

#[test]
fn the_library_is_narrowed_by_kind_status_room_and_words() {
    let world = World::new();
    let ada = world.mentor("Ada");
    let share = json!({ "relationship_id": ada.id, "direction": "received" });
    for (kind, title, share) in [
        ("link", "On pauses", &share),
        ("book", "Pausen lernen", &Value::Null),
    ] {
        world.advance(chrono::Duration::minutes(1));
        let fields = json!({ "title": title, "url": "https://example.org" });
        run(
            &world,
            "resource_add",
            json!({ "kind": kind, "fields": fields, "share": share }),
        );
    }
    let titles = |request: Value| {
        let rows = run(&world, "resource_list", request)["items"].clone();
        rows.as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| row["title"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        titles(json!({})),
        ["Pausen lernen", "On pauses"],
        "the latest first"
    );
    assert_eq!(
        titles(json!({ "kind": "book" })),
        ["Pausen lernen"],
        "by kind"
    );
    assert_eq!(
        titles(json!({ "relationship": ada.id })),
        ["On pauses"],
        "by room"
    );
    assert_eq!(
        titles(json!({ "text": "paus" })),
        ["Pausen lernen", "On pauses"],
        "by the start of a word"
    );
    let row = run(&world, "resource_list", json!({ "relationship": ada.id }))["items"][0].clone();
    assert_eq!(
        (&row["shares"][0]["name"], &row["shares"][0]["direction"]),
        (&json!("Ada"), &json!("received")),
        "from whom"
    );
    run(
        &world,
        "resource_mark",
        json!({ "id": row["id"], "status": "applied" }),
    );
    assert_eq!(
        titles(json!({ "status": "applied" })),
        ["On pauses"],
        "by what was made of it"
    );
    run(
        &world,
        "resource_give",
        json!({ "id": row["id"], "share": { "relationship_id": ada.id, "direction": "given" } }),
    );
    let shares = run(
        &world,
        "resource_take_back",
        json!({ "id": row["id"], "relationship_id": ada.id }),
    )["shares"]
        .clone();
    assert_eq!(
        shares,
        json!([]),
        "one share a room, turned around and taken back"
    );
}
