//! `ithaca-cli`: the same commands as the window, from a terminal and from scripts. It is an ordinary
//! second process on the data folder and works while the window is open.
//!
//! Start at [`main`]: `arguments` reads the line, `verbs` holds the daily ones, `call` reaches every
//! command of the table, `failure` turns errors into sentences and exit codes. Private notes are never
//! printed but by an explicit `call`, of `note_list` for one.

mod arguments;
mod call;
mod demo;
mod failure;
mod help;
mod misread;
mod out;
mod printed;
mod rescue;
mod unlock;
mod verbs;

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::clock::SystemClock;
use ithaca_core::commands::{TypedProof, VaultUnlock, vault_unlock};
use ithaca_core::folder::default_folder;
use ithaca_core::keys::Keychain;
use ithaca_core::locale::{Language, Locale, Message};
use ithaca_core::text;
use ithaca_core::vault::OpenOptions;
use ithaca_core::vault::damage::ClosedDesk;

use crate::arguments::{Arguments, Verb};
use crate::failure::{Failure, Result};
use crate::printed::Printed;

fn main() -> ExitCode {
    ithaca_core::dumps::leave_nothing();
    let arguments = match help::read(&system()) {
        Ok(arguments) => arguments,
        Err(failure) => {
            // What was not understood says nothing of how the answer is wanted, but for this.
            let json = std::env::args_os().any(|word| word == "--json");
            tell(&failure.render(json));
            return failure.exit_code();
        }
    };
    let json = arguments.json;
    let (ran, loses) = text::noting_signs(|| run(arguments));
    match ran {
        Ok((printed, locale)) => {
            if let Err(error) = printed.say(json) {
                let failure = Failure::unprinted(error, &locale);
                tell(&failure.render(json));
                return failure.exit_code();
            }
            if loses {
                tell(&locale.say(&Message::new("text_sign_taken_out")));
            }
            printed.exit_code()
        }
        Err(failure) => {
            tell(&failure.render(json));
            failure.exit_code()
        }
    }
}

/// Says something on stderr. Where nobody can hear it the exit code still tells.
pub(crate) fn tell(sentence: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{sentence}");
}

/// How the system reads, for what is said before a desk is open.
fn system() -> Locale {
    Locale {
        language: Language::of_system(),
        hours_24: true,
    }
}

fn run(arguments: Arguments) -> Result<(Printed, Locale)> {
    let json = arguments.json;
    let system = system();
    // The list of commands needs no desk.
    if let Verb::Commands = arguments.verb {
        return Ok((call::list(), system));
    }
    let Some(folder) = arguments.data.or_else(default_folder) else {
        return Err(Failure::usage(&system, "start_no_home"));
    };
    let large = matches!(&arguments.verb, Verb::Demo(demo) if demo.people.is_some());
    let options = OpenOptions::new(Arc::new(SystemClock));
    let options = if large {
        demo::refuse_used_folder(&folder, &system)?;
        options.made_up()
    } else {
        options.keychain(Keychain::Asked)
    };
    let app = match options.open(&folder) {
        Ok(app) => app,
        Err(error) => {
            let file = arguments.passphrase_file.as_deref();
            let proof = rescue::proof(&folder, file, &system)?;
            let desk = ClosedDesk::at(&folder, proof.as_ref().map(TypedProof::as_proof));
            return rescue::without_desk(&arguments.verb, &desk, &error, &system)
                .map(|printed| (printed, system));
        }
    };
    if app.is_locked()
        && let Some(proof) = unlock::ask(&app.locale(), arguments.passphrase_file.as_deref())?
    {
        let request = VaultUnlock {
            proof: proof.clone(),
        };
        if let Err(error) = vault_unlock(&app, request) {
            let desk = ClosedDesk::at(&folder, Some(proof.as_proof()));
            return rescue::without_desk(&arguments.verb, &desk, &error, &app.locale())
                .map(|printed| (printed, app.locale()));
        }
    }
    let printed = verb(&app, arguments.verb, json);
    // A window that is locked meanwhile goes by what lies outside the desk: it hears of this at once.
    if let Err(error) = ithaca_core::reminders::schedule::refresh_if_moved(&app) {
        app.explain(&error);
    }
    Ok((printed?, app.locale()))
}

fn verb(app: &App, verb: Verb, json: bool) -> Result<Printed> {
    match verb {
        Verb::Call(call) => call::call(app, call, json),
        Verb::Commands => Ok(call::list()),
        Verb::Demo(asked) => demo::demo(app, &asked),
        Verb::Today => verbs::today::today(app),
        Verb::Person(verb) => verbs::people::run(app, verb),
        Verb::Relationship(verb) => verbs::relationships::run(app, verb),
        Verb::Meeting(verb) => verbs::meetings::run(app, verb),
        Verb::Brief(asked) => verbs::brief::run(app, asked),
        Verb::Add(asked) => verbs::quick::run(app, asked),
        Verb::Capture(asked) => verbs::capture::run(app, asked, json),
        Verb::Contact(asked) => verbs::contacts::run(app, asked),
        Verb::Action(verb) => verbs::actions::run(app, verb),
        Verb::Goal(verb) => verbs::goals::run(app, verb),
        Verb::Inbox => verbs::inbox::inbox(app),
        Verb::Reminders(asked) => verbs::reminders::run(app, asked),
        Verb::Find(asked) => verbs::find::run(app, &asked),
        Verb::Export(verb) => verbs::export::run(app, verb),
        Verb::Import {
            path,
            record_passphrase,
        } => verbs::record::import(app, path, record_passphrase.as_deref()),
        Verb::Check => verbs::vault::check(app),
        Verb::Rescue { .. } => Ok(rescue::not_needed(app)),
        Verb::Backup => verbs::vault::backup(app),
        Verb::Backups => verbs::vault::backups(app),
        Verb::Restore { id } => verbs::vault::restore(app, &id),
    }
}
