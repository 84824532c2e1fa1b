//! A desk in a process of its own, for tests that kill it or put it on a strange disk.
//!
//! `writer DIR call` opens the desk and answers one line of JSON per line of input, `NAME {request}`;
//! `mint_read PATH`, `mint_write PATH` and `mint_folder PATH` give handles, `list PATH` names. `writer DIR mix SEED` says what the desk holds, then does
//! one thing after the other and names each once it is done; `mix-early SEED` names each before. `writer DIR backups` makes one backup after the other and names each;
//! `backups-in-place` writes them under their final name at once, which is what a careless program does.
//! `unsynced normal` and `unsynced off` add one person after the other with less care than SQLite offers.
//! `unchecked` names people whether or not they could be added. `climb` upgrades the desk by one step more than
//! there is, `climb-loosely` without a transaction.
//! `writer DIR records` writes one record after the other into `DIR/out`, every third encrypted, and names each;
//! `records-in-place` copies one there file by file.

use std::ffi::OsStr;
use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::{Clock as _, Millis, SystemClock};
use ithaca_core::commands::{
    BackupMake, RecordExport, RecordForm, Secret, backup_make, dispatch, record_export,
};
use ithaca_core::error::{ApiError, Error};
use ithaca_core::locale::{Language, Locale};
use ithaca_tests::mix::{self, Ledger};
use ithaca_tests::{NEXT_STEP, SlowComputer};
use serde_json::{Value, json};

fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().expect("the data folder"));
    let mode = arguments
        .next()
        .and_then(|mode| mode.into_string().ok())
        .expect("what to do");
    match mode.as_str() {
        "unsynced" => return unsynced(&folder, &arguments.next().expect("how much care")),
        "unchecked" => return unchecked(&folder),
        "climb" => return climb(&folder),
        "climb-loosely" => return climb_loosely(&folder),
        _ => {}
    }
    let app = match App::open(&folder, Arc::new(SlowComputer)) {
        Ok(app) => app,
        Err(error) => return say(&json!({ "error": in_both_languages(&error) })),
    };
    say(&json!({ "opened": true }));
    match mode.as_str() {
        "call" => answer(&app),
        "mix" | "mix-early" => {
            let seed = arguments
                .next()
                .and_then(|seed| seed.to_str()?.parse().ok());
            say(&holds(&folder));
            mix::work(&app, seed.expect("a number"), mode == "mix-early", say);
        }
        "backups" => backups(&app),
        "backups-in-place" => backups_in_place(&folder),
        "records" => records(&app, &folder),
        "records-in-place" => records_in_place(&app, &folder),
        _ => panic!("this is not one of its modes"),
    }
}

fn answer(app: &App) {
    // Whoever tells it what to do may be gone, or the way to them may fail: it ends then.
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let (name, request) = line.split_once(' ').expect("a name and a request");
        let answer = match name {
            "mint_read" => Ok(json!(app.files().mint_read(PathBuf::from(request)))),
            "mint_folder" => Ok(json!(app.files().mint_folder(PathBuf::from(request)))),
            "list" => Ok(json!(names(&PathBuf::from(request)))),
            "mint_write" => Ok(json!(app.files().mint_write(PathBuf::from(request)))),
            _ => dispatch(
                app,
                name,
                serde_json::from_str(request).expect("a request in JSON"),
            ),
        };
        say(&match answer {
            Ok(answer) => json!({ "ok": answer }),
            Err(error) => json!({ "error": error }),
        });
    }
}

fn backups(app: &App) {
    loop {
        let made = backup_make(app, BackupMake::default()).expect("a backup can be made");
        say(&json!(made.id));
    }
}

/// What encrypted records are written with.
const PASSPHRASE: &str = "fern, ladder, tin, november";

fn records(app: &App, folder: &Path) {
    for number in 0u64.. {
        let out = app.files().mint_folder(folder.join("out"));
        let (form, passphrase) = match number % 3 {
            2 => (RecordForm::File, Some(Secret::new(PASSPHRASE.to_owned()))),
            _ => (RecordForm::Folder, None),
        };
        let request = RecordExport {
            out,
            form,
            private: true,
            passphrase,
            task: None,
        };
        let written = record_export(app, request).expect("a record can be written");
        say(&json!(written.name));
    }
}

fn records_in_place(app: &App, folder: &Path) {
    let request = RecordExport {
        out: app.files().mint_folder(folder.to_owned()),
        form: RecordForm::Folder,
        private: true,
        passphrase: None,
        task: None,
    };
    let from = folder.join(record_export(app, request).expect("a record").name);
    for number in 0u64.. {
        let to = folder.join("out").join(format!("Ithaca record {number}"));
        std::fs::create_dir_all(to.join("attachments")).expect("a folder can be made");
        std::fs::copy(from.join("record.json"), to.join("record.json")).expect("a copy");
        for name in names(&from.join("attachments")) {
            let name = format!("attachments/{name}");
            std::fs::copy(from.join(&name), to.join(&name)).expect("a copy");
        }
        say(&json!(number));
    }
}

fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

fn backups_in_place(folder: &Path) {
    let conn = ithaca_tests::open_database(folder);
    for second in 0..60 {
        let id = format!("2026-03-02T0800{second:02}Z");
        let place = folder.join("backups").join(&id);
        if place.exists() {
            continue;
        }
        std::fs::create_dir_all(&place).expect("a folder can be made");
        std::fs::copy(folder.join("keys.json"), place.join("keys.json")).expect("a copy");
        conn.execute("VACUUM INTO ?1", [place.join("desk.db").to_string_lossy()])
            .expect("the copy can be made");
        say(&json!(id));
    }
}

/// What a program does that spares the syncs: the log is short, so that it is copied into the file often.
fn unsynced(folder: &Path, care: &OsStr) {
    let conn = ithaca_tests::open_database(folder);
    conn.pragma_update(None, "synchronous", care.to_str())
        .expect("it can be set");
    conn.pragma_update(None, "wal_autocheckpoint", 30)
        .expect("it can be set");
    for number in 0..60 {
        let name = format!("Person {number}");
        conn.execute(
            "INSERT INTO person (id, name, sort_name, created_at, changed_at) VALUES (?1, ?1, ?1, 0, 0)",
            [&name],
        )
        .expect("a person can be added");
        say(&json!(name));
    }
}

fn unchecked(folder: &Path) {
    let conn = ithaca_tests::open_database(folder);
    say(&json!({ "opened": true }));
    for number in 0..5 {
        let name = format!("Person {number}");
        let added = conn.execute(
            "INSERT INTO person (id, name, sort_name, created_at, changed_at) VALUES (?1, ?1, ?1, 0, 0)",
            [&name],
        );
        // This is what must not be done.
        drop(added);
        say(&json!({ "ok": name }));
    }
}

fn climb(folder: &Path) {
    let now = Millis::from(SystemClock.now());
    match ithaca_core::db::climb(folder, &[NEXT_STEP], now) {
        Ok(()) => say(&json!({ "climbed": true })),
        Err(error) => say(&json!({ "error": in_both_languages(&error) })),
    }
}

fn climb_loosely(folder: &Path) {
    let conn = ithaca_tests::open_database(folder);
    for statement in NEXT_STEP.split_inclusive(";\n") {
        conn.execute_batch(statement)
            .expect("a statement of the step");
    }
    conn.pragma_update(None, "user_version", ithaca_core::db::SCHEMA_VERSION + 1)
        .expect("a number can be set");
    say(&json!({ "climbed": true }));
}

/// What is on the desk, after a look at every page of it.
fn holds(folder: &Path) -> Value {
    let conn = ithaca_tests::open_database(folder);
    let there = ithaca_tests::check(&conn).and_then(|()| Ledger::of(&conn));
    match there {
        Ok(there) => json!({ "holds": there }),
        Err(error) => json!({ "broken": error.to_string() }),
    }
}

fn in_both_languages(error: &Error) -> Value {
    let say = |language| {
        json!(ApiError::from_error(
            error,
            &Locale {
                language,
                hours_24: true
            }
        ))
    };
    json!({ "en": say(Language::En), "de": say(Language::De) })
}

fn say(line: &Value) {
    let mut out = std::io::stdout().lock();
    // The reader may have gone; so does this process then.
    if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}
