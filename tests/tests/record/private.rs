//! Private parts leave only where that was ticked.

use std::path::Path;

use ithaca_tests::World;
use serde_json::json;

use crate::desk::{decrypted, export, files, import, place, run};

/// A desk with a text of its own in every private field, and those texts.
fn desk() -> (World, Vec<String>) {
    let world = World::new();
    let room = world.mentor("Ada");
    let meeting = world.meeting(&room, "2026-03-10T10:00");
    let mut canaries = Vec::new();
    let mut canary = |what: &str| {
        let text = format!("zq7x{what}kanarienvogel");
        canaries.push(text.clone());
        text
    };
    for (kind, id) in [
        ("person", json!(room.person_id)),
        ("relationship", json!(room.id)),
        ("meeting", json!(meeting.row.id)),
    ] {
        let about = json!({ "kind": kind, "id": id });
        run(
            &world,
            "note_write",
            json!({ "about": about, "body": canary(kind) }),
        );
        let gone = run(
            &world,
            "note_write",
            json!({ "about": about, "body": canary(&format!("binned{kind}")) }),
        );
        run(&world, "note_delete", json!({ "id": gone["id"] }));
        run(
            &world,
            "note_draft_keep",
            json!({ "about": about, "body": canary(&format!("draft{kind}")) }),
        );
    }
    let about = json!({ "kind": "relationship", "id": room.id });
    run(
        &world,
        "note_write",
        json!({ "about": about, "body": canary("strength"), "aspect": "strength", "draft": "feedback" }),
    );
    run(
        &world,
        "note_draft_keep",
        json!({ "about": about, "draft": "feedback", "body": canary("feedback") }),
    );
    (world, canaries)
}

/// Every byte of a record, as it lies there and, of an encrypted one, as it is inside.
fn bytes(record: &Path) -> Vec<u8> {
    if record.is_dir() {
        let files = files(record);
        files
            .into_iter()
            .flat_map(|(name, bytes)| [name.into_bytes(), bytes].concat())
            .collect()
    } else {
        let outside = std::fs::read(record).expect("the file");
        [outside, decrypted(record)].concat()
    }
}

/// The canaries found in some bytes: plain, in UTF-16, in hexadecimal, or in base64 at any of its three places.
fn found<'a>(bytes: &[u8], canaries: &'a [String]) -> Vec<&'a String> {
    canaries
        .iter()
        .filter(|canary| {
            let plain = canary.as_bytes();
            let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let hex: String = plain.iter().map(|byte| format!("{byte:02x}")).collect();
            let mut forms = vec![plain.to_vec(), wide, hex.into_bytes()];
            forms.extend((0..3).map(|place| base64(&plain[place..])));
            forms
                .iter()
                .any(|form| memchr::memmem::find(bytes, form).is_some())
        })
        .collect()
}

/// The base64 of the whole triples (RFC 4648 section 4).
fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .as_chunks::<3>()
        .0
        .iter()
        .flat_map(|[a, b, c]| {
            let word = u32::from(*a) << 16 | u32::from(*b) << 8 | u32::from(*c);
            [18, 12, 6, 0].map(|shift| LETTERS[(word >> shift & 63) as usize])
        })
        .collect()
}

#[test]
fn nothing_private_leaves_unasked() {
    let (world, canaries) = desk();
    for form in ["folder", "file"] {
        let to = place();
        let record = export(&world, to.path(), form, false);
        let left = found(&bytes(&record), &canaries);
        assert_eq!(left, Vec::<&String>::new(), "{form}: none of them");
        let other = World::new();
        let done = import(&other, &record).expect("it is a whole record without them");
        assert_eq!(done["private"], false, "{form}: and says so");
    }
}

#[test]
fn a_strength_that_goes_along_is_called_one_beside_its_day() {
    let (world, _) = desk();
    let to = place();
    let record = export(&world, to.path(), "folder", true);
    let pages: String = files(&record)
        .into_iter()
        .filter(|(name, _)| name.ends_with(".md"))
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    assert_eq!(
        pages.matches(", strength\n").count(),
        1,
        "one of the notes is a strength, and its page says so"
    );
}

#[test]
fn not_even_the_ids_of_private_notes_leave_unasked() {
    let (world, _) = desk();
    let to = place();
    let record = export(&world, to.path(), "folder", false);
    let bytes = bytes(&record);
    let conn = world.database();
    let mut query = conn.prepare("SELECT id FROM note").expect("a query");
    let ids = query
        .query_map([], |row| row.get::<_, String>(0))
        .expect("it runs");
    for id in ids {
        let id = id.expect("an id");
        assert!(
            memchr::memmem::find(&bytes, id.as_bytes()).is_none(),
            "how many there are is nobody's business either"
        );
    }
}

#[test]
fn where_it_was_ticked_all_of_it_goes_along() {
    // The control: the same search finds each of them where it should be.
    let (world, canaries) = desk();
    for form in ["folder", "file"] {
        let to = place();
        let record = export(&world, to.path(), form, true);
        let left = found(&bytes(&record), &canaries);
        assert_eq!(left.len(), canaries.len(), "{form}: every one: {left:?}");
        if form == "file" {
            let outside = std::fs::read(&record).expect("the file");
            assert_eq!(
                found(&outside, &canaries),
                Vec::<&String>::new(),
                "and none without the passphrase"
            );
        }
    }
    let other: Vec<u8> = canaries[0]
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(found(&other, &canaries).len(), 1, "in UTF-16 too");
    let inside = base64(format!("xy{}", canaries[1]).as_bytes());
    assert_eq!(found(&inside, &canaries).len(), 1, "and in base64");
}
