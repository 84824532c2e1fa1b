//! Ways in as an older Ithaca left them, which hold one key only until they are typed again: no change of the others
//! loses one of them unsaid.

use std::path::Path;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::error::Error;
use ithaca_core::keys::{self, Keychain, Proof};
use ithaca_core::vault::OpenOptions;
use ithaca_tests::golden;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

const PASSPHRASE: &str = "fern, ladder, tin, november";
const ANOTHER: &str = "kettle, ochre, mile, thistle";
const CODE: &str = "4K7M-2PQR-9TVW-3XYZ-5ABC-6DEF-7GHR";

/// The key of the golden of schema 1, and what an older Ithaca wrote of it under [`PASSPHRASE`] and under [`CODE`].
const KEY: &str = "420ba770ddd32818de3e08c6bfac4033dbe33d5be737959246cd04c87ab64c41";
const OLD_PASSPHRASE: &str = r#"{
    "kind": "passphrase", "made_at": 1767600000000, "cost": { "memory_kib": 65536, "passes": 3 },
    "salt": "616e206f6c6465722073616c742c2061",
    "sealed": {
        "nonce": "616f226c68616375287a6b6778212e6e717f327c78717365",
        "key": "507898bb5ce9395120872de6df15daa9c5c19b6152e3b64d00d8f9031687fd2f34a6587ff7c6ac0c310cae29b9f011fd"
    }
}"#;
const OLD_CODE: &str = r#"{
    "kind": "recovery", "made_at": 1767600060000, "cost": { "memory_kib": 65536, "passes": 3 },
    "salt": "616e206f6c6465722073616c742c2062",
    "sealed": {
        "nonce": "616f226c68616375287a6b6778212e6d717f327c78717365",
        "key": "cf9e3e084606a013dfa80f81731de6cd1b4c33afa5028aa3b85599f3787157ff6e4e07d07e8e6605060b87c40448c808"
    }
}"#;

fn typed(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn passphrase(text: &str) -> TypedProof {
    TypedProof::Passphrase(typed(text))
}

fn code() -> TypedProof {
    TypedProof::Recovery(typed(CODE))
}

fn device() -> String {
    json!({ "kind": "device", "key": KEY }).to_string()
}

/// An older Ithaca's desk with these slots.
fn desk(slots: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let golden = golden::folder(1);
    std::fs::copy(golden.join("ithaca.db"), folder.path().join("ithaca.db")).expect("a copy");
    let slots: Vec<Value> = slots
        .iter()
        .map(|slot| serde_json::from_str(slot).expect("JSON"))
        .collect();
    let file = json!({ "format": 1, "key": key_id(KEY), "slots": slots });
    write(folder.path(), &file);
    folder
}

fn key_id(key: &str) -> String {
    let bytes: Vec<u8> = (0..key.len() / 2)
        .map(|at| u8::from_str_radix(&key[at * 2..at * 2 + 2], 16).expect("hexadecimal"))
        .collect();
    let digest = Sha256::new()
        .chain_update(b"ithaca key id")
        .chain_update(bytes)
        .finalize();
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn read(folder: &Path) -> Value {
    let bytes = std::fs::read(folder.join(keys::FILE)).expect("the key file");
    serde_json::from_slice(&bytes).expect("JSON")
}

fn write(folder: &Path, file: &Value) {
    std::fs::write(folder.join(keys::FILE), file.to_string()).expect("written");
}

fn start(folder: &Path) -> App {
    let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
    App::open(folder, Arc::new(FixedClock::new(now, zone))).expect("the desk is found")
}

fn start_by(folder: &Path, proof: TypedProof) -> App {
    let app = start(folder);
    vault_unlock(&app, VaultUnlock { proof }).expect("it opens");
    app
}

fn show(app: &App) -> Vault {
    vault_show(app, VaultShow {}).expect("the vault")
}

fn set_passphrase(text: &str, proof: Option<TypedProof>) -> VaultSetPassphrase {
    VaultSetPassphrase {
        passphrase: typed(text),
        proof,
        keep_device: false,
        recovery: None,
        task: None,
    }
}

fn keep_no_device(proof: TypedProof) -> VaultKeepDevice {
    VaultKeepDevice {
        on: false,
        proof: Some(proof),
        recovery: None,
        task: None,
    }
}

fn field<T: std::fmt::Debug>(answer: Result<T, Error>) -> &'static str {
    match answer {
        Err(Error::Invalid { field, .. }) => field,
        other => panic!("a field is named: {other:?}"),
    }
}

#[test]
fn the_first_passphrase_drops_no_code_that_nobody_named() {
    let folder = desk(&[OLD_CODE, &device()]);
    let app = start(folder.path());
    assert!(show(&app).recovery_to_type);
    let before = read(folder.path());
    let refused = vault_set_passphrase(&app, set_passphrase(PASSPHRASE, None));
    assert_eq!(field(refused), "recovery", "the new key needs it");
    assert_eq!(read(folder.path()), before, "nothing has changed");
    let slip = VaultSetPassphrase {
        recovery: Some(typed("4K7M")),
        ..set_passphrase(PASSPHRASE, None)
    };
    assert_eq!(field(vault_set_passphrase(&app, slip)), "recovery");
    let with_code = VaultSetPassphrase {
        recovery: Some(typed(CODE)),
        ..set_passphrase(PASSPHRASE, None)
    };
    let vault = vault_set_passphrase(&app, with_code).expect("it is set");
    assert!(vault.recovery.is_some() && !vault.recovery_to_type);
    assert_eq!(vault.closing, Closing::default());
    drop(app);
    let file = read(folder.path());
    assert_eq!(
        file["format"], 2,
        "an older Ithaca sees that it cannot read it"
    );
    assert!(
        !file.to_string().contains("\"former\""),
        "the old key's slots are gone"
    );
    drop(start_by(folder.path(), code()));
    drop(start_by(folder.path(), passphrase(PASSPHRASE)));
}

#[test]
fn a_device_that_is_not_kept_any_more_takes_no_code_with_it() {
    let folder = desk(&[OLD_PASSPHRASE, OLD_CODE, &device()]);
    let app = start(folder.path());
    let refused = vault_keep_device(&app, keep_no_device(passphrase(PASSPHRASE)));
    assert_eq!(field(refused), "recovery");
    let refused = vault_keep_device(&app, keep_no_device(code()));
    assert!(
        refused.is_ok(),
        "the passphrase was typed a moment ago, the code is now: {refused:?}"
    );
    drop(app);
    drop(start_by(folder.path(), code()));
    drop(start_by(folder.path(), passphrase(PASSPHRASE)));
}

#[test]
fn a_proof_by_the_code_takes_no_passphrase_away() {
    let folder = desk(&[OLD_PASSPHRASE, OLD_CODE, &device()]);
    let app = start(folder.path());
    let refused = vault_keep_device(&app, keep_no_device(code()));
    assert_eq!(field(refused), "proof", "the passphrase has to be typed");
    drop(start_by(folder.path(), passphrase(PASSPHRASE)));
    let request = set_passphrase(ANOTHER, Some(code()));
    vault_set_passphrase(&app, request).expect("named, it may go");
    drop(app);
    drop(start_by(folder.path(), code()));
    drop(start_by(folder.path(), passphrase(ANOTHER)));
}

#[test]
fn a_code_that_is_not_at_hand_is_removed_first() {
    let folder = desk(&[OLD_PASSPHRASE, OLD_CODE, &device()]);
    let app = start(folder.path());
    let request = VaultRemoveRecovery {
        proof: Some(passphrase(PASSPHRASE)),
        task: None,
    };
    let vault = vault_remove_recovery(&app, request).expect("removed");
    assert_eq!(vault.recovery, None);
    let request = keep_no_device(passphrase(PASSPHRASE));
    let vault = vault_keep_device(&app, request).expect("nothing is lost by it");
    assert_eq!((vault.device, vault.closing), (None, Closing::default()));
    drop(app);
    drop(start_by(folder.path(), passphrase(PASSPHRASE)));
}

#[test]
fn a_key_that_an_older_ithaca_had_in_the_file_is_said_and_changed_when_a_way_in_goes() {
    let folder = desk(&[OLD_PASSPHRASE, OLD_CODE]);
    let app = start_by(folder.path(), passphrase(PASSPHRASE));
    assert!(
        show(&app).closing.exposed,
        "it began in the file, as every key did, and is still the desk's"
    );
    let request = VaultRemoveRecovery {
        proof: Some(passphrase(PASSPHRASE)),
        task: None,
    };
    let vault = vault_remove_recovery(&app, request).expect("removed");
    assert!(!vault.closing.exposed);
    assert_ne!(
        read(folder.path())["key"],
        key_id(KEY),
        "whoever has the old file has not the desk of today"
    );
    let request = set_passphrase(ANOTHER, Some(passphrase(PASSPHRASE)));
    let before = read(folder.path())["key"].clone();
    vault_set_passphrase(&app, request).expect("changed");
    assert_eq!(
        read(folder.path())["key"],
        before,
        "this one never lay in a file"
    );
    drop(app);
    drop(start_by(folder.path(), passphrase(ANOTHER)));
}

#[test]
fn a_changed_passphrase_changes_a_key_that_once_lay_in_the_file() {
    let folder = desk(&[OLD_PASSPHRASE]);
    let app = start_by(folder.path(), passphrase(PASSPHRASE));
    let request = set_passphrase(ANOTHER, Some(passphrase(PASSPHRASE)));
    let vault = vault_set_passphrase(&app, request).expect("changed");
    assert!(!vault.closing.exposed);
    assert_ne!(read(folder.path())["key"], key_id(KEY));
    drop(app);
    drop(start_by(folder.path(), passphrase(ANOTHER)));
}

/// A backup of a key that is not the desk's, with these slots.
fn backup_under(folder: &Path, id: &str, key: &str, slots: Value) -> std::path::PathBuf {
    let place = folder.join("backups").join(id);
    std::fs::create_dir_all(&place).expect("a folder");
    write(
        &place,
        &json!({ "format": 1, "key": key_id(key), "slots": slots }),
    );
    place
}

#[test]
fn a_code_that_was_not_typed_yet_leaves_no_former_key_open() {
    let folder = desk(&[OLD_PASSPHRASE, OLD_CODE]);
    let former = "ab".repeat(32);
    let slots = json!([{ "kind": "device", "key": former }]);
    let place = backup_under(folder.path(), "2026-01-05T080000Z", &former, slots);
    let app = start_by(folder.path(), passphrase(PASSPHRASE));
    assert_eq!(
        keys::open(&place, Keychain::Alone).expect("a key file"),
        Some(Vec::new()),
        "nothing opens it without a proof"
    );
    let keys = keys::unlock(&place, Proof::Passphrase(&typed(PASSPHRASE)));
    assert_eq!(
        keys.expect("today's passphrase does")[0].hex().as_str(),
        former
    );
    assert!(!show(&app).closing.unfinished);
}

#[test]
fn a_key_file_whose_key_nobody_knows_is_not_called_closed() {
    let folder = desk(&[OLD_PASSPHRASE]);
    let slot: Value = serde_json::from_str(OLD_PASSPHRASE).expect("JSON");
    let key = "cd".repeat(32);
    let place = backup_under(folder.path(), "2026-01-05T080000Z", &key, json!([slot]));
    let app = start_by(folder.path(), passphrase(PASSPHRASE));
    assert!(show(&app).closing.unfinished, "it opens as it did");
    drop(app);
    std::fs::remove_dir_all(place).expect("it is deleted");
    let app = start_by(folder.path(), passphrase(PASSPHRASE));
    assert!(!show(&app).closing.unfinished, "and nothing is left");
}

#[test]
fn a_slot_nobody_vouches_for_is_made_anew_by_whoever_opens_it() {
    let folder = desk(&[OLD_PASSPHRASE]);
    drop(start_by(folder.path(), passphrase(PASSPHRASE)));
    let mut file = read(folder.path());
    file["slots"][0]["agreed"]["vouched"] = json!("00".repeat(32));
    write(folder.path(), &file);
    let app = start_by(folder.path(), passphrase(PASSPHRASE));
    let request = VaultRotate {
        passphrase: Some(typed(PASSPHRASE)),
        ..VaultRotate::default()
    };
    vault_rotate(&app, request).expect("another key");
    drop(app);
    drop(start_by(folder.path(), passphrase(PASSPHRASE)));
}

#[test]
fn a_new_key_is_wrapped_for_one_passphrase_the_one_that_was_typed() {
    let folder = desk(&[OLD_PASSPHRASE]);
    let app = start_by(folder.path(), passphrase(PASSPHRASE));
    let rotate = |app: &App, text| {
        let request = VaultRotate {
            passphrase: Some(typed(text)),
            ..VaultRotate::default()
        };
        vault_rotate(app, request).expect("another key")
    };
    rotate(&app, PASSPHRASE);
    let request = set_passphrase(ANOTHER, Some(passphrase(PASSPHRASE)));
    vault_set_passphrase(&app, request).expect("changed, under the same key");
    let theirs = read(folder.path())["slots"][0].clone();
    let request = set_passphrase(PASSPHRASE, Some(passphrase(ANOTHER)));
    vault_set_passphrase(&app, request).expect("and back");
    // As somebody who has the key puts a way in of their own beside it.
    let mut file = read(folder.path());
    let slots = file["slots"].as_array_mut().expect("slots");
    slots.insert(0, theirs);
    write(folder.path(), &file);
    rotate(&app, PASSPHRASE);
    drop(app);
    let app = start(folder.path());
    let refused = vault_unlock(
        &app,
        VaultUnlock {
            proof: passphrase(ANOTHER),
        },
    );
    assert!(matches!(refused, Err(Error::WrongProof)), "{refused:?}");
    drop(start_by(folder.path(), passphrase(PASSPHRASE)));
}

#[test]
fn a_slow_unlocking_never_writes_over_a_key_that_was_changed_meanwhile() {
    // So many slots that all of the change falls into the time it takes to try them.
    let slots = [OLD_CODE; 12];
    let device = device();
    let slots: Vec<&str> = slots.into_iter().chain([device.as_str()]).collect();
    let folder = desk(&slots);
    drop(start(folder.path()));
    let app = start(folder.path());
    let place = folder.path().to_owned();
    let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
    let other = OpenOptions::new(Arc::new(FixedClock::new(now, zone)))
        .keychain(Keychain::Asked)
        .locked()
        .open(&place)
        .expect("locked");
    let unlocking = std::thread::spawn(move || {
        // The code may be gone by the time it is through.
        let _ = vault_unlock(&other, VaultUnlock { proof: code() });
    });
    while let Err(refused) = vault_rotate(&app, VaultRotate::default()) {
        assert!(matches!(refused, Error::Busy), "{refused:?}");
    }
    unlocking.join().expect("it ends");
    drop(app);
    let app = start(folder.path());
    assert!(!app.is_locked(), "this device opens what is there");
    person_list(&app, PersonList::default()).expect("all of it");
}
