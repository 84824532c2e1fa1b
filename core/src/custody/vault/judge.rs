//! How long a passphrase would keep out somebody who has the folder, in words. It never forbids one.

use super::model::Judged;
use crate::keys::Secret;
use crate::locale::{Locale, Message};

/// Guesses a second of somebody with a dozen strong computers: each one costs half a second and a good piece of
/// memory on an ordinary one.
const GUESSES: u64 = 1_000;

const DAY: u64 = 86_400;
const MONTH: u64 = 30 * DAY;
const DECADE: u64 = 3_650 * DAY;

/// Longer ones are judged by their beginning; the estimate's work grows with the square.
const LONGEST: usize = 64;

/// Words anybody would try first here.
const OURS: [&str; 6] = [
    "ithaca",
    "mentor",
    "mentee",
    "mentoring",
    "passphrase",
    "passwort",
];

pub(super) fn judge(passphrase: &Secret, locale: &Locale) -> Judged {
    let text = passphrase.as_str();
    let end = text
        .char_indices()
        .nth(LONGEST)
        .map_or(text.len(), |(at, _)| at);
    let beginning = text.get(..end).unwrap_or(text);
    let seconds = zxcvbn::zxcvbn(beginning, &OURS).guesses() / GUESSES;
    let key = match seconds {
        _ if text.is_empty() => None,
        ..DAY => Some("judged_day"),
        DAY..MONTH => Some("judged_month"),
        MONTH..DECADE => Some("judged_years"),
        _ => None,
    };
    Judged {
        sentence: key.map(|key| locale.say(&Message::new(key))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    fn said(text: &str) -> Option<String> {
        let locale = Locale {
            language: Language::En,
            hours_24: true,
        };
        judge(&Secret::new(text.to_owned()), &locale).sentence
    }

    #[test]
    fn what_is_guessed_within_a_day_is_told_so_and_what_holds_is_left_in_peace() {
        for weak in [
            "password1",
            "ithaca123",
            "qwertyuiop",
            "11111111",
            "Mentoring2026",
        ] {
            let said = said(weak).unwrap_or_default();
            assert!(said.contains("within a day"), "{weak}: {said}");
        }
        assert_eq!(said("fern, ladder, tin, november"), None);
        assert_eq!(said(""), None, "nothing is said of nothing");
        let long = "a".repeat(100_000);
        assert!(
            said(&long).is_some(),
            "length alone is not enough, and costs no time"
        );
    }
}
