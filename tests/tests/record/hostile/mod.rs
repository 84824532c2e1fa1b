//! Records an enemy wrote, or a bad disk: each refused in a sentence, and nothing changed.

mod archives;
mod rows;

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
