//! A passphrase closes the folder: no file of it opens anything without a proof, and no proof of before does.

mod left_behind;
mod second_folder;
mod tries;
mod ways_in;

use std::path::Path;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::keys::{self, Proof};
use ithaca_tests::World;
use tries::{databases, openings, opens};

const PASSPHRASE: &str = "fern, ladder, tin, november";

const ANOTHER: &str = "kettle, ochre, mile, thistle";

fn typed(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn passphrase(text: &str) -> TypedProof {
    TypedProof::Passphrase(typed(text))
}

/// What somebody may still know who knew a way in of before.
#[derive(Default)]
struct Known {
    passphrases: Vec<&'static str>,
    codes: Vec<String>,
}

/// A desk with a person, two backups, a second folder, and a database that was set aside: all of it made while this
/// device opened it without asking.
struct Desk {
    world: World,
    second: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let world = World::new();
        let second = tempfile::tempdir().expect("a folder");
        choose(&world, second.path());
        world.person("Ada");
        let first = backup_make(&world.app, BackupMake { task: None }).expect("a backup");
        world.advance(chrono::Duration::hours(2));
        world.person("Ben");
        let request = BackupRestore {
            id: first.id,
            proof: None,
            task: None,
        };
        backup_restore(&world.app, request).expect("the desk of before is set aside");
        world.advance(chrono::Duration::hours(2));
        world.person("Cleo");
        backup_make(&world.app, BackupMake { task: None }).expect("a backup");
        Self { world, second }
    }

    fn app(&self) -> &App {
        &self.world.app
    }

    fn choose(&self, second: &Path) {
        choose(&self.world, second);
    }

    fn set_passphrase(&self, text: &str, proof: Option<TypedProof>, keep_device: bool) -> Vault {
        let request = VaultSetPassphrase {
            passphrase: typed(text),
            proof,
            keep_device,
            recovery: None,
            task: None,
        };
        vault_set_passphrase(self.app(), request).expect("it is set")
    }

    fn recovery_code(&self, proof: Option<TypedProof>) -> String {
        let request = VaultProposeRecovery { proof };
        let proposed = vault_propose_recovery(self.app(), request).expect("a code");
        let group = usize::from(proposed.ask_back) - 1;
        let request = VaultConfirmRecovery {
            typed: typed(&proposed.groups[group]),
            task: None,
        };
        vault_confirm_recovery(self.app(), request).expect("it counts");
        proposed.groups.join(" ")
    }

    /// Every way somebody without today's proof gets at a database of the folder, told as `file opens file`.
    fn openings(&self, known: &Known) -> Vec<String> {
        openings(self.world.folder(), self.second.path(), known)
    }

    /// The right proof opens the desk and each of its backups, without the desk's own memory of its keys.
    fn opens_all_by(&self, proof: Proof<'_>) {
        for place in [self.world.folder(), self.second.path()] {
            for file in databases(place) {
                let folder = file.parent().expect("a folder");
                if file.to_string_lossy().contains("set-aside-") {
                    continue;
                }
                let keys = keys::unlock(folder, proof).expect("today's proof opens its key file");
                let name = file.display();
                assert!(
                    keys.iter().any(|key| opens(&file, &key.hex())),
                    "today's proof opens {name}"
                );
            }
        }
        let listed = backup_list(self.app(), BackupList::default()).expect("the backups");
        assert!(listed.items.len() >= 2);
        for backup in &listed.items {
            assert_eq!(backup.state, BackupState::Verified, "{}", backup.id);
        }
    }
}

fn choose(world: &World, second: &Path) {
    let folder = Some(world.app.files().mint_folder(second.to_owned()));
    backup_folder_choose(&world.app, BackupFolderChoose { folder }).expect("it is taken");
}

fn start_again(folder: &Path) -> App {
    let (now, zone) = ithaca_tests::moment("2026-03-02T19:00[Europe/Paris]");
    App::open(folder, Arc::new(FixedClock::new(now, zone))).expect("the desk is found")
}

fn start_again_by(folder: &Path, text: &str) -> App {
    let app = start_again(folder);
    let request = VaultUnlock {
        proof: passphrase(text),
    };
    vault_unlock(&app, request).expect("the passphrase opens it");
    app
}
