//! Encrypted files that hold no record.

use serde_json::json;

use super::{Entry, Scene};
use crate::desk::dump;

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
