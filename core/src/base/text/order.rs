//! The order of names: the Unicode Collation Algorithm (UTS 10) with CLDR's data, by ICU4X.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};

use super::fold;

/// The key a name sorts by, in hexadecimal: compared byte by byte, keys are in the order of their names. Letters first,
/// then accents, then case; numbers by what they count.
///
/// CLDR orders English and German by its root, so a key holds for every language the desk speaks. Another CLDR makes
/// other keys: they are made anew with the next step of migration.
pub fn sort_key(name: &str) -> String {
    let Some(root) = root() else {
        return fold(name);
    };
    let mut key = String::with_capacity(4 * name.len());
    for byte in key_of(root, name) {
        // Writing to a string cannot fail.
        let _ = write!(key, "{byte:02x}");
    }
    key
}

/// The keys of all names that differ from this one in accents and case at most.
pub fn sort_keys_alike(name: &str) -> Range<String> {
    // A key's levels are kept apart by a byte of 1, which no level holds (UTS 10, 7.3).
    let letters = split_levels(&sort_key(name));
    format!("{letters}01")..format!("{letters}02")
}

fn split_levels(key: &str) -> String {
    let bytes = (0..key.len())
        .step_by(2)
        .filter_map(|at| key.get(at..at + 2));
    bytes.take_while(|byte| *byte != "01").collect()
}

/// None only where the root's data were not compiled in.
fn root() -> Option<&'static CollatorBorrowed<'static>> {
    static ROOT: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    ROOT.get_or_init(|| collator(CollatorPreferences::default()))
        .as_ref()
}

fn collator(mut preferences: CollatorPreferences) -> Option<CollatorBorrowed<'static>> {
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    CollatorBorrowed::try_new(preferences, options).ok()
}

fn key_of(collator: &CollatorBorrowed<'_>, name: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(2 * name.len());
    let Ok(()) = collator.write_sort_key_to(name, &mut key);
    key
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::locale::Language;

    const IN_ORDER: [&str; 34] = [
        "Chapter 2",
        "Chapter 10",
        "Aebi",
        "Ærøe",
        "Afa",
        "Arzt",
        "Ärzte",
        "de la Cruz",
        "Delacroix",
        "Do",
        "Đỗ",
        "Du",
        "eva",
        "Eva",
        "Éva",
        "Eva Braun",
        "Éva Zoltán",
        "Isidor",
        "Işık",
        "Lukas",
        "Łukasz",
        "Luther",
        "Otto",
        "Øystein",
        "Oz",
        "Strasse",
        "Straße",
        "Straub",
        "Zoë",
        "Þór",
        "Ωμέγα",
        "Яна",
        "נועה",
        "田中",
    ];

    #[test]
    fn names_stand_where_a_reader_looks_for_them() {
        let mut sorted = IN_ORDER;
        sorted[2..].sort_by_key(|name| sort_key(name));
        assert_eq!(sorted, IN_ORDER);
        assert!(sort_key("Chapter 2") < sort_key("Chapter 10"));
    }

    #[test]
    fn one_key_holds_for_every_language_of_the_desk() {
        for language in Language::ALL {
            let tag: icu_locale_core::Locale = language.tag().parse().unwrap();
            let own = collator(tag.into()).unwrap();
            for name in IN_ORDER {
                assert_eq!(
                    key_of(&own, name),
                    key_of(root().unwrap(), name),
                    "{name} in {language:?}"
                );
            }
        }
    }

    #[test]
    fn names_alike_differ_in_accents_and_case_at_most() {
        for (one, other, alike) in [
            ("Eva", "ÉVA", true),
            ("Straße", "STRASSE", true),
            ("Eva", "Eva Braun", false),
            ("Eva", "Ev", false),
            ("", "", true),
        ] {
            let keys = sort_keys_alike(one);
            assert_eq!(keys.contains(&sort_key(other)), alike, "{one} {other}");
        }
    }

    #[test]
    fn keys_that_are_kept_are_the_ones_that_are_made() {
        let made: Vec<String> = ["Ärzte", "Łukasz 10", "田中"].map(sort_key).into();
        assert_eq!(
            made,
            [
                "2b4d5d51330145960801dc09",
                "41533f2b4f5d04100c0145b20b01dc0c",
                "fa50fefa025c01060106"
            ],
            "the collation's data changed: add a step of migration, an empty one makes all keys anew"
        );
    }
}
