//! The shell's own few sentences, from the one catalogue.

use ithaca_core::locale::{Language, Locale, Message};

/// Says a sentence before a database is open: in the system's language.
pub fn of_system() -> Locale {
    Locale {
        language: Language::of_system(),
        hours_24: true,
    }
}

/// The sentence under `key`.
pub fn say(locale: &Locale, key: &'static str) -> String {
    locale.say(&Message::new(key))
}
