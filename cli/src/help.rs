//! The help, in words of the one catalogue: of each command and argument what stands there under its path, `help_person_add`
//! or `help_person_add_name`. `--help` opens no desk, so it speaks the system's language, as a desk does that is not open.

use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};
use ithaca_core::locale::Locale;

use crate::arguments::Arguments;
use crate::failure::{Failure, Result};
use crate::misread;

/// Reads the command line. The help is told at once.
pub(crate) fn read(locale: &Locale) -> Result<Arguments> {
    command(locale)
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches))
        .map_err(|error| match error.kind() {
            ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.exit(),
            _ => Failure::Usage(misread::sentence(&error, locale)),
        })
}

fn command(locale: &Locale) -> Command {
    let words = Words { locale };
    let mut command = words.told(Arguments::command(), "help");
    // What clap adds by itself is there only now.
    command.build();
    words.told_of_clap(command)
}

struct Words<'a> {
    locale: &'a Locale,
}

impl Words<'_> {
    fn say(&self, key: &str) -> Option<&'static str> {
        self.locale.sentence(key)
    }

    /// A command with its words and those of all under it.
    fn told(&self, command: Command, path: &str) -> Command {
        // The name of the whole is no part of a path.
        let own = if path == "help" { "help_about" } else { path };
        let usage = self.say("help_heading_usage").unwrap_or_default();
        let mut command = command
            .about(self.say(own))
            .after_help(self.say(&format!("{path}_after")))
            .subcommand_help_heading(self.say("help_heading_commands"))
            .help_template(format!(
                "{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
            ))
            .mut_args(|arg| {
                let key = format!("{path}_{}", arg.get_id());
                let takes = arg.get_action().takes_values();
                let help = self.with_possible_values(&key, &arg).unwrap_or_default();
                self.under_its_heading(arg)
                    .help(help)
                    .hide_possible_values(takes)
                    .hide_default_value(takes)
            });
        let names: Vec<String> = command
            .get_subcommands()
            .map(|sub| sub.get_name().to_owned())
            .collect();
        for name in names {
            let path = format!("{path}_{}", name.replace('-', "_"));
            command = command.mut_subcommand(name, |sub| self.told(sub, &path));
        }
        command
    }

    /// What an argument is for, and what it can be where it is one of a few.
    fn with_possible_values(&self, key: &str, arg: &Arg) -> Option<String> {
        let help = self.say(key)?;
        let values: Vec<String> = arg
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| value.get_name().to_owned())
            .collect();
        if values.is_empty() || !arg.get_action().takes_values() {
            return Some(help.to_owned());
        }
        let possible = self.say("help_possible").unwrap_or_default();
        Some(format!("{help} ({possible} {})", values.join(", ")))
    }

    fn under_its_heading(&self, arg: Arg) -> Arg {
        let heading = if arg.is_positional() {
            "help_heading_arguments"
        } else {
            "help_heading_options"
        };
        arg.help_heading(self.say(heading))
    }

    /// The words of what clap adds: the flags for help and version, and the command for help.
    fn told_of_clap(&self, command: Command) -> Command {
        let mut command = command.mut_args(|arg| match arg.get_id().as_str() {
            "help" => self.under_its_heading(arg).help(self.say("help_flag_help")),
            "version" => self
                .under_its_heading(arg)
                .help(self.say("help_flag_version")),
            _ => arg,
        });
        let usage = command.render_usage().to_string();
        if let Some((_, usage)) = usage.split_once(": ") {
            let options = self.say("help_usage_options").unwrap_or_default();
            let one = self.say("help_usage_command").unwrap_or_default();
            let usage = usage
                .replace("[OPTIONS]", options)
                .replace("<COMMAND>", &format!("<{one}>"))
                .replace("[COMMAND]", &format!("[{one}]"));
            command = command.override_usage(usage);
        }
        let names: Vec<String> = command
            .get_subcommands()
            .map(|sub| sub.get_name().to_owned())
            .collect();
        for name in names {
            command = command.mut_subcommand(&name, |sub| {
                if name == "help" {
                    sub.about(self.say("help_flag_of"))
                } else {
                    self.told_of_clap(sub)
                }
            });
        }
        command
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ithaca_core::locale::{Language, keys};

    use super::*;

    /// The keys of a command and of all under it.
    fn paths(command: &Command, path: &str, found: &mut BTreeSet<String>) {
        let own = if path == "help" { "help_about" } else { path };
        found.insert(own.to_owned());
        let ids = command.get_arguments().map(|arg| arg.get_id().to_string());
        found.extend(ids.map(|id| format!("{path}_{id}")));
        for sub in command.get_subcommands() {
            let path = format!("{path}_{}", sub.get_name().replace('-', "_"));
            paths(sub, &path, found);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_words_and_no_words_are_left_over() {
        let mut wanted = BTreeSet::new();
        paths(&Arguments::command(), "help", &mut wanted);
        for language in Language::ALL {
            let said: BTreeSet<String> = keys(language)
                .into_iter()
                .filter(|key| key.starts_with("help_"))
                .map(str::to_owned)
                .collect();
            let missing: Vec<&String> = wanted.difference(&said).collect();
            assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
            let own = |key: &&String| {
                !key.starts_with("help_heading_")
                    && !key.starts_with("help_usage_")
                    && *key != "help_possible"
                    && !key.starts_with("help_flag_")
                    && !key.ends_with("_after")
            };
            let stale: Vec<&String> = said.difference(&wanted).filter(own).collect();
            assert!(
                stale.is_empty(),
                "{language:?} has words for nothing: {stale:?}"
            );
        }
    }

    #[test]
    fn the_help_speaks_the_language_it_is_asked_in() {
        for (language, said) in [
            (
                Language::En,
                [
                    "Usage: ",
                    "Options:",
                    "Add a person",
                    "person [OPTIONS] <COMMAND>",
                    "Print help",
                ],
            ),
            (
                Language::De,
                [
                    "Aufruf: ",
                    "Optionen:",
                    "Person hinzufügen",
                    "person [OPTIONEN] <BEFEHL>",
                    "Diese Hilfe zeigen",
                ],
            ),
        ] {
            let locale = Locale {
                language,
                hours_24: true,
            };
            let mut command = command(&locale);
            let person = command.find_subcommand_mut("person").expect("a command");
            let help = person.render_help().to_string();
            for words in said {
                assert!(help.contains(words), "{language:?}: {words}\n{help}");
            }
        }
    }
}
