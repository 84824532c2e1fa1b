//! What somebody is called among those who know them, guessed from a full name: titles, initials and particles aside, the
//! family name first where a culture or a comma puts it there. Whoever it is not right for says so in a field of their own.

use crate::text::{fold, is_unseen};

/// What to call somebody: `chosen`, or without one the guess from the full name.
pub fn called(name: &str, chosen: &str) -> String {
    if chosen.trim().is_empty() {
        guess(name)
    } else {
        chosen.to_owned()
    }
}

/// Titles, as they stand before a name or behind it, folded and without their full stops.
const TITLES: &[&str] = &[
    "dr",
    "drs",
    "prof",
    "professor",
    "professorin",
    "pd",
    "privdoz",
    "doz",
    "dozent",
    "med",
    "dent",
    "vet",
    "rer",
    "nat",
    "phil",
    "jur",
    "iur",
    "theol",
    "oec",
    "pol",
    "soc",
    "habil",
    "hc",
    "mult",
    "ing",
    "dipl",
    "dipling",
    "mag",
    "lic",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "reverend",
    "fr",
    "hon",
    "capt",
    "col",
    "lt",
    "sgt",
    "herr",
    "frau",
    "m",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "sr",
    "sra",
    "srta",
    "don",
    "dona",
    "sig",
    "dott",
    "dottssa",
    "avv",
    "ir",
    "eng",
    "univ",
    "judge",
    "justice",
    "doctor",
    "doktor",
    "dra",
    "herrn",
    "senor",
    "senora",
    "senorita",
    "pastor",
    "pfarrer",
    "pater",
    "rabbi",
    "imam",
    "captain",
    "major",
    "colonel",
    "general",
    "prinz",
    "prinzessin",
    "graf",
    "jun",
    "apl",
    "profin",
    "drin",
    "maga",
    "mmag",
    "phdr",
    "mudr",
    "mgr",
    "hab",
    "lek",
    "profssa",
    "dhr",
    "mevr",
    "shri",
    "smt",
    "haji",
    "datuk",
    "sc",
    "techn",
    "eth",
    "kfm",
    "kff",
    "psych",
    "inf",
    "wirt",
    "fh",
    "b",
    "bc",
    "judr",
    "rndr",
    "mvdr",
    "paeddr",
    "thdr",
    "doc",
    "inz",
    "ak",
    "arch",
];

/// What stands behind a name and is no part of it, folded and without full stops.
const BEHIND: &[&str] = &[
    "phd", "md", "dphil", "mba", "msc", "bsc", "llm", "jd", "esq", "jr", "sr", "i", "ii", "iii",
    "iv", "cpa", "dds", "rn", "obe", "mbe", "cbe", "frs", "junior", "senior",
];

/// Words that belong to the name behind them, as they are written inside one.
const PARTICLES: &[&str] = &[
    "von", "vom", "van", "de", "del", "della", "der", "den", "di", "da", "das", "do", "dos", "du",
    "la", "le", "las", "los", "el", "al", "bin", "bint", "ben", "ibn", "zu", "zum", "zur", "ter",
    "ten", "te", "af", "av", "y", "e", "und", "d", "o",
];

/// Given names of two words: these go on with the next.
const BEGUN: &[&str] = &["abd", "abdul", "abdel", "abu", "umm", "عبد", "ابو", "ام"];

/// Family names of Vietnam, which stand first; called by the last word.
const FAMILY_FIRST: &[&str] = &[
    "nguyen", "tran", "pham", "hoang", "huynh", "phan", "dang", "bui", "ngo", "duong", "vuong",
    "trinh", "dinh", "le", "do", "vu", "vo", "ho", "truong", "luong", "doan", "dao",
];

/// The most common family names of Korea, which stand first.
const KOREAN: &[&str] = &[
    "kim", "lee", "yi", "park", "bak", "choi", "jung", "jeong", "kang", "cho", "yoon", "jang",
    "lim", "han", "shin",
];

/// Ends of patronymics, which stand behind the given name.
const PATRONYMICS: &[&str] = &[
    "ovich", "evich", "ovna", "evna", "ович", "евич", "овна", "евна", "ична",
];

/// The guess alone.
pub fn guess(name: &str) -> String {
    let name = name.trim();
    let called = guessed(name);
    // Signs alone, or signs nobody sees, are no name: then it is all of it.
    if called.chars().all(is_unseen) {
        name.to_owned()
    } else {
        called
    }
}

fn guessed(name: &str) -> String {
    if let Some(nickname) = nickname(name) {
        return nickname.to_owned();
    }
    let (name, behind_comma) = by_comma(name);
    if let Some(given) = behind_comma {
        let words: Vec<&str> = given
            .split_whitespace()
            .skip_while(|word| is_title(word))
            .collect();
        return given_name(&words).unwrap_or_else(|| given.to_owned());
    }
    // Han, kana and Hangul: the family name stands first, and people call each other by it or by all of it.
    if name.chars().any(is_east_asian) {
        return name.to_owned();
    }
    let all: Vec<&str> = name.split_whitespace().flat_map(unglued).collect();
    let titled = all.iter().take_while(|word| is_title(word)).count();
    let whole = || name.to_owned();
    let Some(words) = all.get(titled..).filter(|words| !words.is_empty()) else {
        return whole();
    };
    let words = without_behind(words);
    match words {
        [] | [_] => {
            return if titled > 0 {
                all.join(" ")
            } else {
                words.concat()
            };
        }
        // "Dr. van der Berg", "Ibn Sina": no given name.
        [first, ..] if is_particle(first) => return whole(),
        _ => {}
    }
    let words = after_capitals(words);
    if let [family, .., last] = words {
        if words.len() > 2 && FAMILY_FIRST.contains(&plain(family).as_str()) {
            return (*last).to_owned();
        }
        // A given name of two syllables, as Koreans write it behind the family's.
        if words.len() == 2 && last.contains('-') && KOREAN.contains(&plain(family).as_str()) {
            return (*last).to_owned();
        }
        let patronymic = |word: &str| PATRONYMICS.iter().any(|end| plain(word).ends_with(end));
        if let [_, given, third] = words
            && patronymic(third)
        {
            return (*given).to_owned();
        }
    }
    given_name(words).unwrap_or_else(|| name.to_owned())
}

/// "Dr.Anna" in two words.
fn unglued(word: &str) -> impl Iterator<Item = &str> {
    let glued = word
        .find('.')
        .and_then(|dot| word.split_at_checked(dot + 1))
        .filter(|(title, rest)| {
            let is_name =
                rest.chars().next().is_some_and(char::is_uppercase) && rest.chars().count() > 1;
            is_name && is_title(title) && !is_title(word) && !rest.contains('.')
        });
    let (first, second) = glued.map_or((word, None), |(title, rest)| (title, Some(rest)));
    std::iter::once(first).chain(second)
}

/// The given name of words in the order of given and family name.
fn given_name(words: &[&str]) -> Option<String> {
    // "J. Robert Oppenheimer" is called Robert; "J. Tolkien" is not called "J.".
    let at = words.iter().position(|word| !is_initial(word))?;
    let rest = words.get(at..)?;
    // "P. de Vries" has no given name, nor has what is in brackets one.
    if rest
        .first()
        .is_some_and(|first| is_particle(first) || !first.starts_with(char::is_alphabetic))
    {
        return None;
    }
    if at > 0 && rest.len() < 2 {
        return None;
    }
    match rest {
        [first, second, ..] if BEGUN.contains(&plain(first).as_str()) => {
            Some(format!("{first} {second}"))
        }
        [first, ..] => Some((*first).to_owned()),
        [] => None,
    }
}

/// A name in quotes or brackets inside the name: 'Robert "Bob" Smith'.
fn nickname(name: &str) -> Option<&str> {
    const PAIRS: [(char, char); 5] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’')];
    PAIRS.iter().find_map(|(open, close)| {
        let (before, rest) = name.split_once(*open)?;
        let (inside, after) = rest.split_once(*close)?;
        let between =
            before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace);
        let said = inside.trim();
        (between && !said.is_empty() && !after.trim().is_empty()).then_some(said)
    })
}

/// The name before a comma; or, where the given name stands behind it ("Weber, Anna"), that one.
fn by_comma(name: &str) -> (&str, Option<&str>) {
    let Some((before, behind)) = name.split_once(',') else {
        return (name, None);
    };
    let (before, behind) = (before.trim(), behind.trim());
    // What stands behind a whole name is an addition: a degree, a firm, a trade. A family name may have its particles.
    let own = before
        .split_whitespace()
        .filter(|word| !is_title(word) && !is_particle(word));
    let first = behind
        .split([' ', ','])
        .find(|word| !is_title(word))
        .unwrap_or_default();
    let is_suffix = BEHIND.contains(&plain(first).as_str());
    let only_titles = behind
        .split([' ', ','])
        .all(|word| word.is_empty() || is_title(word));
    if own.count() != 1 || behind.is_empty() || is_suffix || only_titles || is_initial(first) {
        return (before, None);
    }
    // "Weber, Anna, MBA"
    (before, behind.split(',').next().map(str::trim))
}

/// "KOVÁCS Éva": a family name in capitals stands first where it does.
fn after_capitals<'a, 'b>(words: &'a [&'b str]) -> &'a [&'b str] {
    let is_capitals = |word: &&&str| {
        let letters = || word.chars().filter(|sign| sign.is_alphabetic());
        letters().count() > 2 && letters().all(char::is_uppercase) && !word.contains('.')
    };
    let capitals = words.iter().take_while(is_capitals).count();
    match words.get(capitals..) {
        Some([]) | None => words,
        Some(rest) => rest,
    }
}

/// Without "Jr.", "III", "(Siemens)" at the end.
fn without_behind<'a, 'b>(words: &'a [&'b str]) -> &'a [&'b str] {
    let mut words = words;
    while let [before @ .., last] = words
        && before.len() > 1
        && (BEHIND.contains(&plain(last).as_str())
            || last.starts_with(['(', '['])
            || last.ends_with([')', ']']))
    {
        words = before;
    }
    words
}

fn is_title(word: &str) -> bool {
    let plain = plain(word);
    // "M" and "Fr" are titles with their full stop only; "M. Curie" is one, "M Curie" an initial.
    if matches!(
        plain.as_str(),
        "phil"
            | "nat"
            | "don"
            | "mag"
            | "med"
            | "pol"
            | "sig"
            | "eng"
            | "ing"
            | "vet"
            | "general"
            | "major"
            | "judge"
            | "justice"
            | "graf"
            | "prinz"
            | "doc"
            | "arch"
    ) && !word.ends_with('.')
    {
        return false;
    }
    let bare = plain.len() > 2
        || word.starts_with('(')
        || word.ends_with('.')
        || matches!(plain.as_str(), "dr" | "mr" | "ms" | "mx" | "pd");
    bare && (TITLES.contains(&plain.as_str())
        || word.contains('.')
            && word.split(['.', '-']).all(|part| {
                part.is_empty()
                    || TITLES.contains(&fold(part).as_str())
                    || matches!(part, "h" | "c")
            }))
}

fn is_particle(word: &str) -> bool {
    let lower = word.chars().next().is_some_and(char::is_lowercase);
    lower && PARTICLES.contains(&plain(word).as_str()) || plain(word) == "ibn"
}

fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
    letters == 1
        || (word.ends_with('.') && letters <= 2)
        || (word.contains('.') && word.split('.').all(|part| part.chars().count() < 2))
}

/// A word as the tables have it.
fn plain(word: &str) -> String {
    fold(word)
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect()
}

fn is_east_asian(sign: char) -> bool {
    matches!(u32::from(sign), 0x1100..=0x11FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests;
