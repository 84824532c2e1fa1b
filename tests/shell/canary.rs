//! Private words in every private field, every command driven, every screen shown, a pop-up, an export, a backup, a
//! lock: afterwards they are in no byte of any file, in none of the forms a program writes them in.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ithaca_core::commands::ALL;
use serde_json::{Value, json};

use crate::desktop::{Desktop, until};
use crate::lock::{lock, processes, set_passphrase};
use crate::web_driver::Session;

#[path = "../tests/behaviour/desk/mod.rs"]
#[expect(dead_code, reason = "the behaviour tests ask this desk for more")]
mod desk;

use desk::Desk;

const CANARY: &str = "zq7xkanarienvogel";

/// A text as programs write it: its bytes, and what it is called.
fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let hex = |upper: bool| -> Vec<u8> {
        let digits = text.bytes().map(|byte| {
            if upper {
                format!("{byte:02X}")
            } else {
                format!("{byte:02x}")
            }
        });
        digits.collect::<String>().into_bytes()
    };
    let mut forms = vec![
        ("plain", text.as_bytes().to_vec()),
        ("hexadecimal", hex(false)),
        ("HEXADECIMAL", hex(true)),
        (
            "UTF-16 LE",
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        (
            "UTF-16 BE",
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ),
    ];
    for (name, before) in [("base64", 0), ("base64, one on", 1), ("base64, two on", 2)] {
        let encoded = base64(&[&vec![b'x'; before], text.as_bytes()].concat());
        // The letters at the ends depend on what stands beside the text.
        forms.push((
            name,
            encoded[if before == 0 { 0 } else { 4 }..encoded.len() - 4].to_vec(),
        ));
    }
    forms
}

/// Base 64 (RFC 4648, section 4) without padding.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut letters = Vec::new();
    for three in bytes.chunks(3) {
        let bits = three
            .iter()
            .fold(0u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - three.len()));
        letters.extend(
            (0..=three.len()).map(|place| LETTERS[(bits >> (18 - 6 * place)) as usize & 63]),
        );
    }
    letters
}

/// What a gzip stream (RFC 1952) that begins here unpacks to, as far as it is one.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut child = Command::new("gzip")
        .arg("-dc")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("gzip is installed");
    let mut input = child.stdin.take().expect("its input is ours");
    let bytes = bytes.to_vec();
    let feeding = std::thread::spawn(move || {
        // It stops reading where the stream ends.
        let _ = input.write_all(&bytes);
    });
    let output = child.wait_with_output().expect("it ends");
    feeding.join().expect("it was fed");
    output.stdout
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let kind = entry.file_type().expect("an entry is something");
        if kind.is_dir() {
            files(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}

/// Where the text is found in any form, in any file of a folder; and how many files and bytes were looked at.
fn search(folder: &Path, text: &str) -> (Vec<String>, usize, usize) {
    let forms = forms(text);
    let (mut hits, mut paths, mut size) = (Vec::new(), Vec::new(), 0);
    files(folder, &mut paths);
    for path in &paths {
        let name = path
            .strip_prefix(folder)
            .unwrap_or(path)
            .display()
            .to_string();
        if name.contains(text) {
            hits.push(format!("{name}: its name"));
        }
        let bytes = fs::read(path).unwrap_or_default();
        size += bytes.len();
        let packed =
            memchr::memmem::find_iter(&bytes, b"\x1f\x8b\x08").map(|at| unpacked(&bytes[at..]));
        for (form, sought) in &forms {
            if memchr::memmem::find(&bytes, sought).is_some() {
                hits.push(format!("{name}: {form}"));
            }
        }
        for content in packed {
            if memchr::memmem::find(&content, text.as_bytes()).is_some() {
                hits.push(format!("{name}: gzip"));
            }
        }
    }
    (hits, paths.len(), size)
}

/// The control: a log that leaks the text in each form is caught for each.
fn leaks_are_caught(folder: &Path) {
    let log = folder.join("leak.log");
    let gzip = {
        let mut child = Command::new("gzip")
            .args(["-c"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("gzip is installed");
        let mut input = child.stdin.take().expect("its input is ours");
        write!(input, "a line with {CANARY} in it").expect("it reads");
        drop(input);
        child.wait_with_output().expect("it ends").stdout
    };
    let mut leaks: Vec<(&str, Vec<u8>)> = forms(CANARY);
    for (name, before) in [("base64", 0), ("base64, one on", 1), ("base64, two on", 2)] {
        leaks.retain(|(form, _)| *form != name);
        leaks.push((
            name,
            base64(format!("{}{CANARY} and on", "y".repeat(before)).as_bytes()),
        ));
    }
    leaks.push(("gzip", gzip));
    for (form, bytes) in leaks {
        fs::write(&log, [b"before ", bytes.as_slice(), b" after"].concat())
            .expect("our own folder");
        let (hits, ..) = search(folder, CANARY);
        assert!(
            hits.iter().any(|hit| *hit == format!("leak.log: {form}")),
            "a leak as {form} is caught: {hits:?}"
        );
    }
    fs::remove_file(log).expect("it is there");
}

fn count(value: &Value) -> usize {
    value.to_string().matches(CANARY).count()
}

#[test]
fn private_words_are_in_no_file_after_all_that_a_desk_can_do() {
    // Every command, on a desk with the words in every private field.
    let desk = Desk::saying(CANARY);
    let mut answered = 0;
    for (name, request) in desk.questions() {
        answered += count(&desk.run(name, request));
    }
    // What empties or locks the desk comes last, in the window.
    let ends = [
        "demo_remove",
        "bin_empty",
        "vault_lock",
        "note_delete",
        "person_delete",
        "relationship_delete",
        "meeting_delete",
        "backup_restore",
        "change_undo",
        "change_redo",
        "person_merge",
    ];
    for command in ALL
        .iter()
        .filter(|command| !ends.contains(&command.name) && !command.name.starts_with("vault_"))
    {
        // One may have taken away what the next is about; that is an answer, too.
        answered += desk
            .world
            .call(command.name, desk.request(command.name))
            .map_or(0, |answer| count(&answer));
    }
    assert!(
        answered > 6,
        "the private words answer to their own commands: {answered}"
    );
    let (person, room, meeting) = (
        desk.id("ada").clone(),
        desk.id("with_ada").clone(),
        desk.id("held").clone(),
    );
    let folder = desk.world.closed();

    // The real window on that desk, with a home, a cache and a temporary folder of its own.
    let mut desktop = Desktop::start();
    desktop.mock(
        "org.freedesktop.Notifications",
        &["--template", "notification_daemon"],
    );
    let status = Command::new("cp")
        .arg("-a")
        .arg(folder.path())
        .arg(desktop.folder())
        .status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "the desk lies in its new place"
    );
    let temporary = desktop.home().join("temporary");
    fs::create_dir(&temporary).expect("our own home");
    let calendar = desktop.home().join("shared.ics");
    let session = Session::start_with(
        &desktop,
        &[],
        &[("TMPDIR", &temporary), ("ITHACA_TEST_PICK", &calendar)],
    );
    session.call("first_run_finish", &json!({}));
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("hostile/page.js"));
    session.run(
        &format!("{}; return null;", script.expect("it lies there")),
        json!([]),
    );
    let id = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut routes: Vec<String> = [
        "today",
        "rooms",
        "people",
        "goals",
        "library",
        "inbox",
        "bin",
        "settings",
        "calendar/month/2026-03-03",
        "calendar/week/2026-03-03",
        "calendar/agenda/2026-03-03",
    ]
    .map(|route| format!("/{route}"))
    .to_vec();
    for tab in ["now", "timeline", "goals", "resources", "notes", "about"] {
        routes.push(format!("/room/{}/{tab}", id(&room)));
    }
    routes.extend([
        format!("/person/{}", id(&person)),
        format!("/meeting/{}", id(&meeting)),
    ]);
    let mut shown = 0;
    for route in &routes {
        session.run("return hostile.visit(arguments[0]);", json!([route]));
        let page = session.run(
            "return document.body.innerText + [...document.querySelectorAll('textarea')].map((field) => field.value);",
            json!([]),
        );
        shown += count(&page);
        let title = session.run("return document.title;", json!([]));
        assert_eq!(
            count(&title),
            0,
            "the window's title on {route} tells nothing: {title}"
        );
    }
    assert!(shown >= 6, "the screens showed the words: {shown}");
    for key in ["k", "n"] {
        session.run(
            "return hostile.type(arguments[0], arguments[1]);",
            json!([key, CANARY]),
        );
    }
    session.call("action_add", &json!({ "fields": { "title": "Due long ago", "due_on": "2020-01-02", "relationship_id": room } }));
    let notices = until("a pop-up", || {
        let calls = crate::notices::asked(&desktop, "Notify");
        calls.contains("Due long ago").then_some(calls)
    });
    assert!(!notices.contains(CANARY), "no pop-up tells it: {notices}");
    let picked = session.run(
        "return window.__TAURI_INTERNALS__.invoke('host_pick_save', { suggested: 'shared.ics', purpose: 'calendar' });",
        json!([]),
    );
    session.call(
        "calendar_export",
        &json!({ "scope": { "kind": "all" }, "out": picked["file"] }),
    );
    assert!(
        calendar.exists(),
        "the calendar was written where it was asked for"
    );
    session.call("backup_make", &json!({}));
    set_passphrase(&session);
    let open = processes(&desktop.folder());
    for process in &open {
        let filter =
            fs::read_to_string(format!("/proc/{process}/coredump_filter")).unwrap_or_default();
        assert_eq!(
            u32::from_str_radix(filter.trim(), 16),
            Ok(0),
            "a crash of process {process} leaves no memory behind"
        );
    }
    let ours = fs::read_to_string("/proc/self/coredump_filter").expect("Linux has it");
    assert_ne!(
        u32::from_str_radix(ours.trim(), 16),
        Ok(0),
        "of this test it would, so that says something"
    );
    lock(&session);
    until("the desk to be locked", || {
        let now = processes(&desktop.folder());
        (now.len() >= 2 && !now.iter().any(|id| open.contains(id))).then_some(())
    });

    let (hits, looked_at, bytes) = search(desktop.home(), CANARY);
    assert!(
        looked_at > 15 && bytes > 1_000_000,
        "much was written: {looked_at} files, {bytes} bytes"
    );
    assert_eq!(hits, [""; 0], "and no private word in any of it");
    leaks_are_caught(&desktop.home().join("desk"));
}
