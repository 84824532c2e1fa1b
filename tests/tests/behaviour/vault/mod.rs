//! Who may open the desk, and the lock.

mod locked;
mod new_key;
mod passphrase;
mod recovery;

use std::path::Path;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::FixedClock;
use ithaca_core::commands::*;
use ithaca_core::error::Error;

const PASSPHRASE: &str = "fern, ladder, tin, november";

fn typed(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn passphrase(text: &str) -> TypedProof {
    TypedProof::Passphrase(typed(text))
}

fn set_passphrase(app: &App, text: &str, proof: Option<TypedProof>, keep_device: bool) -> Vault {
    let request = VaultSetPassphrase {
        passphrase: typed(text),
        proof,
        keep_device,
        recovery: None,
        task: None,
    };
    vault_set_passphrase(app, request).expect("a passphrase can be set")
}

/// The same folder, as another start of the program finds it.
fn start_again(folder: &Path) -> App {
    let (now, zone) = ithaca_tests::moment("2026-03-02T09:00[Europe/Paris]");
    App::open(folder, Arc::new(FixedClock::new(now, zone))).expect("the desk is found")
}

fn unlock(app: &App, proof: TypedProof) -> Result<(), Error> {
    vault_unlock(app, VaultUnlock { proof })
}

fn recovery_code(app: &App, proof: Option<TypedProof>) -> Vec<String> {
    let proposed = vault_propose_recovery(app, VaultProposeRecovery { proof }).expect("a code");
    let typed_back = typed(&proposed.groups[usize::from(proposed.ask_back) - 1].to_lowercase());
    vault_confirm_recovery(
        app,
        VaultConfirmRecovery {
            typed: typed_back,
            task: None,
        },
    )
    .expect("it counts");
    proposed.groups
}

fn is_locked<T>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Locked))
}
