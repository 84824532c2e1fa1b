//! The folder a desk lies in: whose it is, what may stand in its place, and what happens when it is moved away.

use std::path::Path;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::db;
use ithaca_core::error::Error;
use ithaca_core::vault::OpenOptions;
use ithaca_tests::World;

const PASSPHRASE: &str = "fern, ladder, tin, november";

fn start_again(folder: &Path) -> Result<App, Error> {
    let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
    App::open(folder, Arc::new(FixedClock::new(now, zone)))
}

fn set_passphrase(app: &App) {
    let request = VaultSetPassphrase {
        passphrase: Secret::new(PASSPHRASE.to_owned()),
        proof: None,
        keep_device: false,
        recovery: None,
        task: None,
    };
    vault_set_passphrase(app, request).expect("it is set");
}

fn add(app: &App, name: &str) -> Result<Person, Error> {
    let fields = PersonFields {
        name: name.to_owned(),
        ..PersonFields::default()
    };
    person_add(app, PersonAdd { fields })
}

#[test]
#[cfg(unix)]
fn a_folder_deleted_or_moved_away_takes_no_write_and_stays_gone() {
    for moved in [true, false] {
        let world = World::new();
        world.person("Ada");
        let folder = world.folder().to_owned();
        let elsewhere = folder.with_extension("elsewhere");
        if moved {
            std::fs::rename(&folder, &elsewhere).expect("moved away");
        } else {
            std::fs::remove_dir_all(&folder).expect("deleted");
        }
        let refused = add(&world.app, "Ben").expect_err("it would be lost with the program");
        let said = world.app.explain(&refused);
        assert!(
            said.message.contains("was moved or deleted"),
            "{}",
            said.message
        );
        let refused = backup_make(&world.app, BackupMake { task: None });
        assert!(refused.is_err(), "nor is a backup made of it");
        let set = VaultSetPassphrase {
            passphrase: Secret::new(PASSPHRASE.to_owned()),
            proof: None,
            keep_device: false,
            recovery: None,
            task: None,
        };
        assert!(vault_set_passphrase(&world.app, set).is_err());
        assert!(!folder.exists(), "and nothing is left in its place");
        let people = person_list(&world.app, PersonList::default()).expect("it can still be read");
        assert_eq!(people.items.len(), 1);
        if moved {
            std::fs::rename(&elsewhere, &folder).expect("put back");
            add(&world.app, "Ben").expect("and it goes on");
        }
    }
}

/// Where a folder is, and where it is moved to with the next COMMIT.
#[cfg(unix)]
static MOVED_WITH_COMMIT: std::sync::Mutex<Option<[std::path::PathBuf; 2]>> =
    std::sync::Mutex::new(None);

#[test]
#[cfg(unix)]
fn a_folder_moved_away_while_a_write_ends_is_told() {
    let world = World::new();
    world.person("Ada");
    world
        .app
        .trace(|ran| {
            let mut moved = MOVED_WITH_COMMIT.lock().expect("the two names");
            if ran.sql.starts_with("COMMIT")
                && let Some([from, to]) = moved.take()
            {
                std::fs::rename(from, to).expect("moved away");
            }
        })
        .expect("it listens");
    let folder = world.folder().to_owned();
    let elsewhere = folder.with_extension("elsewhere");
    *MOVED_WITH_COMMIT.lock().expect("the two names") = Some([folder.clone(), elsewhere.clone()]);
    let refused = add(&world.app, "Ben").expect_err("nothing stands where it was written");
    assert!(matches!(refused, Error::Conflict(_)), "{refused:?}");
    std::fs::rename(&elsewhere, &folder).expect("put back");
    add(&world.app, "Cleo").expect("and it goes on");
}

#[test]
#[cfg(unix)]
fn another_desk_in_the_place_of_the_open_one_is_not_written_to_by_mistake() {
    let world = World::new();
    world.person("Ada");
    let file = world.folder().join("ithaca.db");
    let bytes = std::fs::read(&file).expect("the file");
    std::fs::rename(&file, world.folder().join("other")).expect("moved");
    std::fs::write(&file, bytes).expect("as a program that keeps folders in step puts it there");
    let refused = add(&world.app, "Ben").expect_err("the file at the path is another one");
    assert!(matches!(refused, Error::Conflict(_)), "{refused:?}");
}

#[test]
fn a_desk_that_is_gone_is_told_and_never_a_new_one() {
    let world = World::new();
    world.person("Ada");
    set_passphrase(&world.app);
    let folder = world.closed();
    std::fs::remove_dir_all(folder.path().join("backups")).expect("there is no backup");
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.path().join(format!("ithaca.db{end}")));
    }
    let refused = start_again(folder.path())
        .err()
        .expect("nothing is there to open");
    assert!(matches!(refused, Error::Damaged(_)), "{refused:?}");
    assert!(
        !folder.path().join("ithaca.db").exists(),
        "nothing was made"
    );
    let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
    let app = OpenOptions::new(Arc::new(FixedClock::new(now, zone)))
        .or_damaged()
        .open(folder.path())
        .expect("the window shows it");
    let shown = damage_show(&app, DamageShow { proof: None })
        .expect("an answer")
        .expect("it is damaged");
    assert!(
        shown.sentence.contains("not in its folder"),
        "{}",
        shown.sentence
    );
    assert_eq!(shown.way_back, None, "and that there is no backup");
    damage_start_new(&app, DamageStartNew { proof: None }).expect("on the person's word");
    assert!(!app.is_locked());
}

#[test]
#[cfg(unix)]
fn what_is_no_plain_file_in_the_key_files_or_the_desks_place_is_refused_at_once() {
    for name in ["keys.json", "ithaca.db"] {
        for what in ["pipe", "folder", "link to a device"] {
            let world = World::new();
            world.person("Ada");
            let folder = world.closed();
            let path = folder.path().join(name);
            put_in_place(what, &path);
            let refused = start_again(folder.path()).err().expect("it is refused");
            assert!(
                matches!(refused, Error::Keys(_) | Error::Damaged(_)),
                "{name} as a {what}: {refused:?}"
            );
        }
    }
}

/// Puts a pipe, a folder or a link to a device in the place of a file.
#[cfg(unix)]
fn put_in_place(what: &str, path: &Path) {
    let _ = std::fs::remove_file(path);
    match what {
        "pipe" => {
            let made = std::process::Command::new("mkfifo").arg(path).status();
            assert!(made.expect("mkfifo").success());
        }
        "folder" => std::fs::create_dir(path).expect("a folder"),
        _ => std::os::unix::fs::symlink("/dev/zero", path).expect("a link"),
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_in_the_desks_place_is_named_and_a_backup_put_back() {
    for (name, what) in [
        ("ithaca.db", "pipe"),
        ("ithaca.db", "link to a device"),
        ("ithaca.db-wal", "pipe"),
        ("ithaca.db-wal", "link to a device"),
        ("ithaca.db-journal", "pipe"),
    ] {
        let world = World::new();
        world.person("Ada");
        backup_make(&world.app, BackupMake { task: None }).expect("a backup");
        let folder = world.closed();
        put_in_place(what, &folder.path().join(name));
        let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
        let app = OpenOptions::new(Arc::new(FixedClock::new(now, zone)))
            .or_damaged()
            .open(folder.path())
            .expect("the window shows it");
        let shown = damage_show(&app, DamageShow { proof: None })
            .expect("an answer")
            .expect("it does not open");
        assert!(
            shown.sentence.contains(&format!("{name} ")),
            "{name} as a {what}: {}",
            shown.sentence
        );
        let way = shown.way_back.expect("the backup is whole");
        let request = DamageRestore {
            id: way.id,
            proof: None,
        };
        damage_restore(&app, request).expect("it is put back");
        let people = person_list(&app, PersonList::default()).expect("the desk is open");
        assert_eq!(people.items.len(), 1, "{name} as a {what}");
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_in_a_backups_place_is_a_backup_nobody_can_read() {
    for name in ["desk.db", "desk.db-journal"] {
        let world = World::new();
        world.person("Ada");
        let made = backup_make(&world.app, BackupMake { task: None }).expect("a backup");
        let place = world.folder().join("backups").join(made.id.to_string());
        put_in_place("pipe", &place.join(name));
        let listed = backup_list(&world.app, BackupList::default()).expect("the backups");
        assert_eq!(listed.items[0].state, BackupState::OtherKey, "{name}");
    }
}

#[test]
#[cfg(unix)]
fn what_others_could_read_is_this_accounts_alone_after_the_next_opening() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::new();
    world.person("Ada");
    backup_make(&world.app, BackupMake { task: None }).expect("a backup");
    let folder = world.closed();
    let loosen = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("loosened");
    };
    let backup = std::fs::read_dir(folder.path().join("backups"))
        .expect("the backups")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.is_dir())
        .expect("one");
    let places = [
        folder.path().to_owned(),
        folder.path().join("backups"),
        backup.clone(),
    ];
    let files = [
        folder.path().join("keys.json"),
        folder.path().join("ithaca.db"),
        backup.join("keys.json"),
        backup.join("desk.db"),
    ];
    places.iter().for_each(|place| loosen(place, 0o755));
    files.iter().for_each(|file| loosen(file, 0o644));
    drop(start_again(folder.path()).expect("it opens"));
    for path in places.iter().chain(&files) {
        let mode = std::fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn what_killed_programs_left_goes_at_the_next_opening_unless_somebody_is_at_it() {
    let world = World::new();
    world.person("Ada");
    let left = [
        ".pairing-0123",
        ".rotating-0123",
        ".restoring-0123",
        ".keys.json.0123.part",
    ];
    let leave = |folder: &Path| {
        for name in left {
            if name.starts_with(".pairing") {
                std::fs::create_dir(folder.join(name)).expect("a folder");
                std::fs::copy(folder.join("ithaca.db"), folder.join(name).join("desk.db"))
                    .expect("as a kill leaves it");
            } else {
                std::fs::write(folder.join(name), "half").expect("a file");
            }
        }
    };
    let there = |folder: &Path| {
        left.iter()
            .filter(|name| folder.join(name).exists())
            .count()
    };
    leave(world.folder());
    drop(start_again(world.folder()).expect("it opens"));
    assert_eq!(
        there(world.folder()),
        left.len(),
        "another program is at work"
    );
    let folder = world.closed();
    drop(start_again(folder.path()).expect("it opens"));
    assert_eq!(there(folder.path()), 0);
}

#[test]
fn another_computers_copy_beside_the_desk_is_told() {
    let world = World::new();
    let copies = || {
        vault_show(&world.app, VaultShow {})
            .expect("the vault")
            .closing
            .copies
    };
    assert_eq!(copies(), [""; 0]);
    let names = [
        "ithaca (Ada's conflicted copy 2026-03-02).db",
        "ithaca-DESKTOP-ABC.db",
        "ithaca.sync-conflict-20260302-080000-ABCDEF.db",
        "keys.sync-conflict-20260302-080000-ABCDEF.json",
    ];
    for name in names {
        std::fs::write(world.folder().join(name), "elsewhere").expect("a file");
    }
    assert_eq!(copies(), names);
}

#[test]
fn a_desk_that_a_newer_ithaca_upgraded_while_it_stood_open_is_written_to_no_more() {
    let world = World::new();
    let ada = world.person("Ada");
    let next = "CREATE TABLE next_step (id TEXT PRIMARY KEY) STRICT";
    db::climb(world.folder(), &[next], world.app.now()).expect("a newer one opens it");
    let refused = add(&world.app, "Ben").expect_err("what that one keeps would lack Ben");
    assert!(
        matches!(refused, Error::DatabaseTooNew { .. }),
        "{refused:?}"
    );
    let batch = world.app.batch(|| Ok(()));
    assert!(
        matches!(batch, Err(Error::DatabaseTooNew { .. })),
        "nor many writes at once: {batch:?}"
    );
    let names: Vec<String> = person_list(&world.app, PersonList::default())
        .expect("it can still be read")
        .items
        .into_iter()
        .map(|row| row.name)
        .collect();
    assert_eq!(names, [ada.fields.name], "and nothing was half-written");
}
