//! What is wrong with a command line, in words of the one catalogue. Like the help it is said before a desk is open, in
//! the system's language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use ithaca_core::locale::{Locale, Message};

/// The sentence for a line that was not understood, what the line is to look like, and where the help is.
pub(crate) fn sentence(error: &Error, locale: &Locale) -> String {
    let said = Said(error);
    let mut lines = vec![locale.say(&said.message())];
    lines.extend(said.suggestion().map(|message| locale.say(&message)));
    if let Some(usage) = said.text(ContextKind::Usage) {
        // The first word is clap's own; what follows it may be several lines.
        let usage = usage.split_once(": ").map_or("", |(_, usage)| usage);
        let heading = locale.sentence("help_heading_usage").unwrap_or_default();
        lines.push(format!("\n{heading} {}", usage.trim()));
    }
    lines.push(locale.say(&Message::new("cli_read_help")));
    lines.join("\n")
}

/// What clap says of a line.
struct Said<'a>(&'a Error);

impl Said<'_> {
    fn message(&self) -> Message {
        let about = |key: &'static str, kind: ContextKind| {
            let text = self.text(kind).unwrap_or_default();
            Message::new(key).with("argument", text)
        };
        let argument = |key| about(key, ContextKind::InvalidArg);
        let value = self.text(ContextKind::InvalidValue).unwrap_or_default();
        match self.0.kind() {
            ErrorKind::UnknownArgument => argument("cli_read_unknown"),
            ErrorKind::InvalidSubcommand => {
                about("cli_read_no_command", ContextKind::InvalidSubcommand)
            }
            ErrorKind::MissingRequiredArgument => argument("cli_read_missing"),
            ErrorKind::MissingSubcommand => Message::new("cli_read_which_command"),
            ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues
                if value.is_empty() =>
            {
                argument("cli_read_no_value")
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
                argument("cli_read_value").with("value", value)
            }
            ErrorKind::TooManyValues => argument("cli_read_too_many").with("value", value),
            ErrorKind::ArgumentConflict => {
                let [this, other] = [ContextKind::InvalidArg, ContextKind::PriorArg]
                    .map(|kind| self.text(kind).unwrap_or_default());
                if other.is_empty() || other == this {
                    argument("cli_read_twice")
                } else {
                    argument("cli_read_conflict").with("other", other)
                }
            }
            ErrorKind::InvalidUtf8 => Message::new("cli_read_not_text"),
            _ => Message::new("cli_read_wrong"),
        }
    }

    /// What may have been meant, or is possible.
    fn suggestion(&self) -> Option<Message> {
        let possible = |kind| self.text(kind).filter(|text| !text.is_empty());
        let meant = [
            ContextKind::SuggestedArg,
            ContextKind::SuggestedSubcommand,
            ContextKind::SuggestedValue,
        ];
        if let Some(text) = meant.into_iter().find_map(possible) {
            return Some(Message::new("cli_read_meant").with("text", text));
        }
        possible(ContextKind::ValidValue)
            .map(|text| Message::new("cli_read_possible").with("values", text))
    }

    /// What clap knows of one side of it, as people type it.
    fn text(&self, kind: ContextKind) -> Option<String> {
        match self.0.get(kind)? {
            ContextValue::String(text) => Some(seen(text)),
            // That something may be named several times is no part of its name.
            ContextValue::Strings(texts) => Some(seen(&texts.join(", ").replace("...", ""))),
            ContextValue::StyledStr(text) => Some(text.to_string()),
            _ => None,
        }
    }
}

/// A text without signs that steer a terminal: a script may hand on what somebody else wrote.
fn seen(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use ithaca_core::locale::Language;

    use super::*;
    use crate::arguments::Arguments;

    #[test]
    fn a_line_that_is_not_understood_is_told_in_the_language_it_is_asked_in() {
        for (line, said) in [
            (
                &["frobnicate"][..],
                "Den Befehl „frobnicate“ gibt es nicht.",
            ),
            (
                &["persn"],
                "Den Befehl „persn“ gibt es nicht.\nGemeint sein könnte: person.",
            ),
            (&["person", "add"], "Es fehlt noch: <NAME>."),
            (
                &["today", "--frob"],
                "„--frob“ gehört nicht in diese Zeile.",
            ),
            (
                &["today", "x\u{1b}[31m\u{7}"],
                "„x[31m“ gehört nicht in diese Zeile.",
            ),
            (&["today", "x"], "„x“ gehört nicht in diese Zeile."),
            (
                &["meeting", "plan", "ada", "--on"],
                "„--on <ON>“ braucht eine Angabe.",
            ),
            (
                &["demo", "--people", "x"],
                "„x“ passt nicht zu „--people <N>“.",
            ),
            (&["--json", "--json", "today"], "„--json“ steht zweimal da."),
        ] {
            let words = std::iter::once(&"ithaca-cli").chain(line);
            let error = Arguments::command()
                .try_get_matches_from(words)
                .expect_err("not understood");
            for (language, end) in [
                (Language::De, "Was möglich ist, sagt --help."),
                (Language::En, "What is possible says --help."),
            ] {
                let locale = Locale {
                    language,
                    hours_24: true,
                };
                let sentence = sentence(&error, &locale);
                assert!(sentence.ends_with(end), "{line:?}: {sentence}");
                if language == Language::De {
                    assert!(sentence.starts_with(said), "{line:?}: {sentence}");
                    assert!(!sentence.contains("Usage"), "{line:?}: {sentence}");
                }
            }
        }
    }
}
