//! `ithaca-cli` as a program: its verbs on a real folder, its exit codes, and what it never prints.

#[path = "cli/program.rs"]
mod program;

#[path = "cli/brief.rs"]
mod brief;
#[path = "cli/calls.rs"]
mod calls;
#[path = "cli/capture.rs"]
mod capture;
#[path = "cli/disks.rs"]
mod disks;
#[path = "cli/invisible.rs"]
mod invisible;
#[cfg(target_os = "linux")]
#[path = "cli/keychain.rs"]
mod keychain;
#[cfg(target_os = "linux")]
#[path = "cli/memory.rs"]
mod memory;
#[path = "cli/out.rs"]
mod out;
#[path = "cli/passphrase_file.rs"]
mod passphrase_file;
#[path = "cli/privacy.rs"]
mod privacy;
#[path = "cli/quick.rs"]
mod quick;
#[path = "cli/record.rs"]
mod record;
#[path = "cli/refusals.rs"]
mod refusals;
#[path = "cli/reminders.rs"]
mod reminders;
#[path = "cli/vault.rs"]
mod vault;
#[path = "cli/verbs.rs"]
mod verbs;
