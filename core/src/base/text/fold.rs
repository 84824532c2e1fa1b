//! Folding: the form in which words are compared, so that what a plain keyboard types finds what any keyboard wrote.
//! Compatibility forms (Unicode Normalization Form KD, UAX 15), case, accents and signs nobody sees aside, Latin letters,
//! apostrophes and hyphens in ASCII as CLDR's transform Latin-ASCII has them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use super::is_unseen;

/// Folds a text. Two texts are the same words if their folds are equal.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let seen = |sign: &char| !is_accent(*sign) && !is_unseen_in_words(*sign);
    for letter in text.nfkd().filter(seen) {
        if let Some(ascii) = plain_joint(letter) {
            folded.push(ascii);
            continue;
        }
        // Upper and lower case by turns is case folding: ß and ſ, both sigmas, the i without a dot (Unicode 5.18).
        for letter in letter.to_uppercase().flat_map(char::to_lowercase) {
            match plain(letter) {
                Some(ascii) => {
                    folded.extend(ascii.chars().map(|letter| letter.to_ascii_lowercase()))
                }
                None if is_accent(letter) => {}
                None => folded.push(letter),
            }
        }
    }
    folded.nfc().collect()
}

/// How many umlauts of a word may each be spelled either way. Of more, all are spelled out or none.
const UMLAUTS_MOST: usize = 3;

/// Folds a text with its umlauts written as two letters, as keyboards without them do: `mueller` for Müller, `aase` for
/// Åse. Of a few, each may be written so and the others not. Nothing if it has none.
fn spelled_out(text: &str) -> Vec<String> {
    let composed: String = text.nfc().collect();
    let umlauts = composed.chars().filter(|sign| two(*sign).is_some()).count();
    let all = (1usize << umlauts.min(UMLAUTS_MOST)) - 1;
    let choices = if umlauts > UMLAUTS_MOST { all } else { 1 };
    (choices..=all)
        .filter(|choice| *choice > 0)
        .map(|choice| {
            let mut spelled = String::with_capacity(composed.len() + umlauts);
            let mut at = 0;
            for letter in composed.chars() {
                match two(letter) {
                    Some(two) => {
                        let chosen = umlauts > UMLAUTS_MOST || choice & (1 << at) != 0;
                        at += 1;
                        if chosen {
                            spelled.push_str(two);
                        } else {
                            spelled.push(letter);
                        }
                    }
                    None => spelled.push(letter),
                }
            }
            fold(&spelled)
        })
        .collect()
}

/// The two letters an umlaut is written as on a keyboard without it.
fn two(letter: char) -> Option<&'static str> {
    match letter {
        'ä' | 'Ä' => Some("ae"),
        'ö' | 'Ö' | 'ø' | 'Ø' => Some("oe"),
        'ü' | 'Ü' => Some("ue"),
        'å' | 'Å' => Some("aa"),
        _ => None,
    }
}

/// A word, or a name, in every form it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// With one letter for an umlaut.
    plain: String,
    /// With two, where there are umlauts.
    spelled: Vec<String>,
}

impl Folded {
    /// A text's forms.
    pub fn of(text: &str) -> Self {
        Self {
            plain: fold(text),
            spelled: spelled_out(text),
        }
    }

    /// The form with one letter for an umlaut, and those with two where they differ.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.plain)
            .chain(&self.spelled)
            .map(String::as_str)
    }

    /// Whether the other is the same, whichever way either is written.
    pub fn is(&self, other: &Self) -> bool {
        self.any(other, |one, other| one == other)
    }

    /// Whether the other begins with this, whichever way either is written.
    pub fn begins(&self, other: &Self) -> bool {
        self.any(other, |one, other| other.starts_with(one))
    }

    fn any(&self, other: &Self, fits: impl Fn(&str, &str) -> bool) -> bool {
        self.forms()
            .any(|one| other.forms().any(|other| fits(one, other)))
    }
}

/// A word as it stands in a text, which apostrophes and hyphens may hold together: O’Brien, Anne-Marie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What stands between its joints: `o`, `brien`; of most words the word itself.
    pub parts: Vec<Folded>,
    /// All of it in one, as it is typed by who leaves the joints out: `obrien`. None of a word without joints.
    pub joined: Option<Folded>,
}

impl Word {
    /// Whether this, as it was typed so far, is the beginning of a word that is among `others`, with its joints or without.
    pub fn begins(&self, others: &[Folded]) -> bool {
        let found = |start: &Folded| others.iter().any(|word| start.begins(word));
        self.parts.iter().all(found) || self.joined.as_ref().is_some_and(found)
    }

    /// The parts, and all of them in one.
    fn all(self) -> impl Iterator<Item = Folded> {
        self.parts.into_iter().chain(self.joined)
    }
}

/// The words of a text, as they stand there.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let in_word = |sign: char| {
        sign.is_alphanumeric()
            || is_combining_mark(sign)
            || is_joint(sign)
            || is_unseen_in_words(sign)
    };
    text.split(move |sign: char| !in_word(sign))
        .filter_map(|word| {
            let parts: Vec<&str> = word
                .split(is_joint)
                .filter(|part| part.contains(char::is_alphanumeric))
                .collect();
            let joined = (parts.len() > 1).then(|| Folded::of(&parts.concat()));
            let parts: Vec<Folded> = parts.into_iter().map(Folded::of).collect();
            (!parts.is_empty()).then_some(Word { parts, joined })
        })
}

/// All a text can be found by: its words' parts, and its words.
pub fn found_by(text: &str) -> Vec<Folded> {
    words(text).flat_map(Word::all).collect()
}

/// Whether each word of what was typed begins some word of a text.
pub fn words_begin(typed: &str, text: &str) -> bool {
    let own = found_by(text);
    words(typed).all(|start| start.begins(&own))
}

/// Whether a text has another in it, whichever way either is written.
pub fn holds(text: &str, part: &str) -> bool {
    let within = |text: &str, part: &str| {
        Folded::of(part).any(&Folded::of(text), |part, text| text.contains(part))
    };
    within(text, part) || within(&text.replace(is_joint, ""), &part.replace(is_joint, ""))
}

/// Folds a text for an index of words: its fold, and behind it what else its words are found by: spelled out, and
/// without their joints. A word typed either way begins one of them.
pub fn folded_words(text: &str) -> String {
    let mut indexed = fold(text);
    let mut add = |word: &str| {
        indexed.push(' ');
        indexed.push_str(word);
    };
    for word in words(text) {
        let spelled = word.parts.iter().flat_map(|part| &part.spelled);
        spelled.for_each(|form| add(form));
        if let Some(joined) = &word.joined {
            joined.forms().for_each(&mut add);
        }
    }
    indexed
}

/// Whether a sign holds two parts of a word together, which some write and some leave out: an apostrophe, a hyphen, the
/// point of Catalan, the marks between the words of Hebrew, the sign that parts letters of Persian and shows nothing.
pub fn is_joint(sign: char) -> bool {
    plain_joint(sign).is_some()
        || matches!(
            sign,
            '\u{B7}' | '\u{5BE}' | '\u{5F3}' | '\u{5F4}' | '\u{200C}'
        )
}

/// An apostrophe or a hyphen as a plain keyboard has it.
fn plain_joint(sign: char) -> Option<char> {
    match sign {
        '\''
        | '`'
        | '\u{B4}'
        | '\u{2B9}'..='\u{2BF}'
        | '\u{2C8}'
        | '\u{2018}'..='\u{201B}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{A78B}'
        | '\u{A78C}'
        | '\u{FF07}' => Some('\''),
        '-' | '\u{2010}'..='\u{2012}' | '\u{FE63}' | '\u{FF0D}' => Some('-'),
        _ => None,
    }
}

/// Whether a sign shows nothing and parts nothing: a soft hyphen, a turn of direction, a joiner (as Unicode's caseless
/// matching leaves them out, NFKC_Casefold of UAX 44). A blank of no width does part words, where blanks are not written.
fn is_unseen_in_words(sign: char) -> bool {
    is_unseen(sign)
        && !sign.is_whitespace()
        && !matches!(
            sign,
            '\u{200B}'
                | '\u{200C}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FFA0}'
                | '\u{115F}'
                | '\u{1160}'
        )
}

/// Whether a mark is an accent over, under or through a letter, or a vowel's point of Hebrew or Arabic: what a reader
/// supplies. Other marks make another letter of theirs (a kana's voicing, a vowel of Devanagari) and stay. By canonical
/// combining class (UAX 44, 5.7.4).
fn is_accent(mark: char) -> bool {
    // The iota under a Greek vowel is a letter in capitals.
    mark != '\u{345}' && matches!(canonical_combining_class(mark), 1 | 10..=36 | 200..)
}

/// A Latin letter beyond ASCII in ASCII letters; none for all else.
fn plain(letter: char) -> Option<&'static str> {
    match u32::from(letter) {
        // Written e on keyboards without it.
        0x259 => Some("e"),
        0xC0..=0x2AF
        | 0x1D00..=0x1D7F
        | 0x1E00..=0x1EFF
        | 0x2C60..=0x2C7F
        | 0xA720..=0xA7FF
        | 0xAB30..=0xAB64 => {
            let ascii = deunicode::deunicode_char(letter)?;
            let letters = !ascii.is_empty() && ascii.bytes().all(|byte| byte.is_ascii_alphabetic());
            letters.then_some(ascii)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_plain_keyboard_writes_every_latin_name() {
        for (name, typed) in [
            ("Éva", "eva"),
            ("ÅSE", "ase"),
            ("e\u{301}", "e"),
            ("ﬁn", "fin"),
            ("Łukasz", "lukasz"),
            ("Øystein", "oystein"),
            ("Strauß", "strauss"),
            ("STRAUẞ", "strauss"),
            ("Đỗ", "do"),
            ("Işık", "isik"),
            ("İbrahim", "ibrahim"),
            ("Ærøe", "aeroe"),
            ("Œdipe", "oedipe"),
            ("Þórður", "thordur"),
            ("Ħal Għaxaq", "hal ghaxaq"),
            ("Əliyev", "eliyev"),
            ("Škvorecký", "skvorecky"),
            ("Ｗｉｄｅ", "wide"),
        ] {
            assert_eq!(fold(name), typed, "{name}");
        }
    }

    #[test]
    fn other_scripts_lose_their_accents_and_none_of_their_letters() {
        for (one, other) in [
            ("Σωκράτης", "σωκρατησ"),
            ("ΣΩΚΡΆΤΗΣ", "Σωκράτης"),
            ("Алёна", "алена"),
            ("مُحَمَّد", "محمد"),
            ("שָׁלוֹם", "שלום"),
            ("田中", "田中"),
            ("ｶﾞ", "ガ"),
            ("한국", "한국"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        for (one, other) in [("か", "が"), ("हिमा", "हमा"), ("กา", "กี")] {
            assert_ne!(fold(one), fold(other), "{one} is another word");
        }
    }

    #[test]
    fn an_umlaut_is_found_by_one_letter_and_by_two() {
        for (name, spelled) in [
            ("Müller", &["mueller"][..]),
            ("MU\u{308}LLER", &["mueller"]),
            ("Øystein", &["oeystein"]),
            ("Åse", &["aase"]),
            ("Öztürk", &["oezturk", "oztuerk", "oeztuerk"]),
            ("Äöüäö", &["aeoeueaeoe"]),
            ("Straße", &[]),
            ("Zoë", &[]),
        ] {
            assert_eq!(spelled_out(name), spelled, "{name}");
        }
        let indexed = "jorg muller of aarhus joerg mueller";
        assert_eq!(folded_words("Jörg Müller of Aarhus"), indexed);
        let indexed = "anne-marie o'brien-bohm annemarie boehm obrienbohm obrienboehm";
        assert_eq!(folded_words("Anne‑Marie O’Brien-Böhm"), indexed);
    }

    #[test]
    fn words_are_found_by_their_beginnings_in_any_spelling() {
        for (typed, text, found) in [
            ("muel", "Jörg Müller", true),
            ("müll jö", "Joerg Mueller", true),
            ("Muller", "Müller", true),
            ("mueller", "Muller", false),
            ("hart", "Anna-Hartmann", true),
            ("artmann", "Anna Hartmann", false),
            ("", "Anna", true),
            ("anna !", "Anna", true),
            ("oztue", "Öztürk", true),
            ("obrien", "Conor O’Brien", true),
            ("o'br", "Conor OʼBrien", true),
            ("brien", "Conor O’Brien", true),
            ("o'brien", "Conor Obrien", true),
            ("annemar", "Anne-Marie", true),
            ("anne-marie", "Annemarie", true),
            ("anne-marie", "Marie Annes", true),
            ("anne marie", "Anne-Marie", true),
            ("neill", "Tip O´Neill", true),
            ("вячеслав", "Вʼячеслав", true),
            ("kauai", "Kauaʻi", true),
            ("mentorschaft", "Mentor\u{AD}schaft", true),
            ("schaft", "Mentor\u{AD}schaft", false),
            ("میخواهم", "می\u{200C}خواهم", true),
            ("خواهم", "می\u{200C}خواهم", true),
            ("نور", "\u{200F}نور\u{200F}", true),
        ] {
            assert_eq!(words_begin(typed, text), found, "{typed:?} {text:?}");
        }
        assert!(Folded::of("MÜLLER").is(&Folded::of("mueller")));
        assert!(!Folded::of("Müller").is(&Folded::of("Müllers")));
        for (text, part, held) in [
            ("Call O’Brien", "obrien", true),
            ("Call O’Brien", "o'bri", true),
            ("Sign again", "re-sign", false),
        ] {
            assert_eq!(holds(text, part), held, "{part:?} in {text:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_and_composition_do_not_matter(text in "[\\p{Latin}\\p{Greek}\\p{Cyrillic}]{0,30}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&decomposed), fold(&text));
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }
}
