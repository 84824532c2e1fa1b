//! Names as people write them in a line: a whole name, a word of one, or its beginning. The one place where what is typed
//! is compared with what somebody is called.

use unicode_normalization::char::is_combining_mark;

use crate::text::{Folded, is_joint};

/// The people a text begins with the name of, and what is left of the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Named<'a, 'p, P> {
    /// Those who are called so: one where the name is clear, none where nobody is.
    pub(crate) people: Vec<&'p P>,
    /// Whether the first word is a whole word of their names, and not the beginning of one.
    pub(crate) whole_word: bool,
    /// The text without the name; without its first word where nobody is called so.
    pub(crate) rest: &'a str,
}

/// Reads the name at the beginning of a text. A whole name goes before a part of one, the longer before the shorter. Of a
/// part the first word may be the beginning of a word of the name; what follows it has to be a whole one, for a sentence
/// may go on with any letter. `names` gives somebody's full name and what they are called.
pub(crate) fn read_name<'a, 'p, P>(
    said: &'a str,
    people: &'p [P],
    names: impl Fn(&P) -> [&str; 2],
) -> Named<'a, 'p, P> {
    let whole = best(people, |one| {
        let ends = names(one).map(|name| after_whole(said, name));
        ends.into_iter().flatten().max().map(|end| (end, end))
    });
    if let Some((end, found)) = whole {
        return Named {
            people: found,
            whole_word: true,
            rest: rest_of(said, end),
        };
    }
    let part = best(people, |one| {
        let fits = names(one).map(|name| after_part(said, name));
        fits.into_iter().flatten().max()
    });
    match part {
        Some((end, found)) => Named {
            whole_word: found
                .iter()
                .any(|one| names(one).iter().any(|name| has_first_word(said, name))),
            people: found,
            rest: rest_of(said, end),
        },
        None => Named {
            people: Vec::new(),
            whole_word: false,
            rest: first_word(said).map_or(said, |first| rest_of(said, first.end)),
        },
    }
}

/// The first word of a text in the forms names are compared by; none where there is no word.
pub(crate) fn first_key(said: &str) -> Option<Folded> {
    first_word(said).map(|word| word.key)
}

/// Whether a word of a title begins so.
pub(crate) fn has_word(title: &str, start: &str) -> bool {
    let first = words(start.trim_end_matches(['.', '!', '?'])).next();
    first.is_some_and(|start| words(title).any(|word| start.key.begins(&word.key)))
}

/// Those who score best, with where a text goes on after their name. `fits` gives the score first.
fn best<P>(people: &[P], fits: impl Fn(&P) -> Option<(usize, usize)>) -> Option<(usize, Vec<&P>)> {
    let scored: Vec<((usize, usize), &P)> = people
        .iter()
        .filter_map(|one| Some((fits(one)?, one)))
        .collect();
    let (most, end) = scored.iter().map(|(fit, _)| *fit).max()?;
    let found = scored.into_iter().filter(|((score, _), _)| *score == most);
    Some((end, found.map(|(_, one)| one).collect()))
}

/// Where a text that begins with a whole name goes on.
fn after_whole(said: &str, name: &str) -> Option<usize> {
    let mut said = words(said);
    let mut end = None;
    for word in words(name) {
        end = Some(said.next().filter(|one| one.key.is(&word.key))?.end);
    }
    end
}

/// How well a text begins with a part of a name, and where it goes on: two points a word, one more for a whole one.
fn after_part(said: &str, name: &str) -> Option<(usize, usize)> {
    // A part of a name with a hyphen is one, too: "@lee" is Ann Cole-Lee.
    let names: Vec<Folded> = name
        .split_whitespace()
        .flat_map(|word| std::iter::once(word).chain(word.split(is_joint).skip(1)))
        .map(key)
        .collect();
    let mut said = words(said);
    let first = said.next()?;
    let whole = names.iter().position(|part| part.is(&first.key));
    let begun = || names.iter().position(|part| first.key.begins(part));
    let mut at = whole.or_else(begun)?;
    let (mut score, mut end) = (if whole.is_some() { 3 } else { 2 }, first.end);
    for word in said {
        let later = names
            .iter()
            .skip(at + 1)
            .position(|part| part.is(&word.key));
        let Some(further) = later else { break };
        at += 1 + further;
        score += 3;
        end = word.end;
    }
    Some((score, end))
}

fn has_first_word(said: &str, name: &str) -> bool {
    first_word(said).is_some_and(|first| words(name).any(|word| word.key.is(&first.key)))
}

/// A word, in the forms names are compared by, and where it ends.
struct Word {
    key: Folded,
    end: usize,
}

fn first_word(said: &str) -> Option<Word> {
    words(said).next()
}

fn words(text: &str) -> impl Iterator<Item = Word> {
    // A blank that does not break is one: some keyboards make it beside a sign.
    text.split_inclusive(char::is_whitespace)
        .scan(0, |start, piece| {
            let word = piece.trim_end();
            let end = *start + word.len();
            *start += piece.len();
            Some((word.trim_end_matches([':', ',', ';']), end))
        })
        .filter(|(word, _)| !word.is_empty())
        .map(|(word, end)| Word {
            key: key(word),
            end,
        })
}

/// An apostrophe or a hyphen in a word is typed in many ways, or not at all; a sign before a word
/// is no part of a name, and stays.
fn key(word: &str) -> Folded {
    if word.starts_with(is_letter) {
        Folded::of(&word.replace(|sign| is_joint(sign) || !is_letter(sign), ""))
    } else {
        Folded::of(word)
    }
}

fn is_letter(sign: char) -> bool {
    sign.is_alphanumeric() || is_combining_mark(sign)
}

fn rest_of(said: &str, after: usize) -> &str {
    said.get(after..).unwrap_or_default().trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_far_as_it_goes() {
        let people = [
            "Ada Berg",
            "Ada Berg Cole",
            "Anna Lee",
            "Ann Cole",
            "Zoë  Ångström",
        ];
        for (said, found, rest) in [
            ("ada berg send", &["Ada Berg"][..], "send"),
            ("ADA BERG COLE, send", &["Ada Berg Cole"], "send"),
            ("ada send", &["Ada Berg", "Ada Berg Cole"], "send"),
            ("ada cole send", &["Ada Berg Cole"], "send"),
            ("ann l. send", &["Ann Cole"], "l. send"),
            (
                "an send",
                &["Anna Lee", "Ann Cole", "Zoë  Ångström"],
                "send",
            ),
            ("ann lee send", &["Anna Lee"], "send"),
            ("zoe angstrom: send", &["Zoë  Ångström"], "send"),
            ("  ang  send", &["Zoë  Ångström"], "send"),
            ("ben send", &[], "send"),
            (", send", &[], ""),
            ("", &[], ""),
        ] {
            let named = read_name(said, &people, |one| [*one, ""]);
            let names: Vec<&str> = named.people.into_iter().copied().collect();
            assert_eq!((names.as_slice(), named.rest), (found, rest), "{said:?}");
        }
    }

    #[test]
    fn a_part_of_a_name_is_enough_and_the_sentence_is_no_part_of_it() {
        let people = [
            "Amara Okafor",
            "Amalia Berg",
            "Leïla Benali",
            "中村 さくら",
            "Ada",
            "Adam Ask",
            "Łukasz Müller",
            "Đỗ Işık",
            "Ærøe Strauß",
            "Conor OʼBrien",
            "Jean‑Luc Moreau",
        ];
        for (said, found, rest) in [
            ("amar ask about it", &["Amara Okafor"][..], "ask about it"),
            ("Leila Benali budget", &["Leïla Benali"], "budget"),
            ("ada hello", &["Ada"], "hello"),
            ("adam a word", &["Adam Ask"], "a word"),
            ("ama hello", &["Amara Okafor", "Amalia Berg"], "hello"),
            ("中村 旅行", &["中村 さくら"], "旅行"),
            ("zoe hello", &[], "hello"),
            ("lukasz mueller hello", &["Łukasz Müller"], "hello"),
            ("muller hello", &["Łukasz Müller"], "hello"),
            ("do isik hello", &["Đỗ Işık"], "hello"),
            ("aeroe strauss hello", &["Ærøe Strauß"], "hello"),
            ("conor # moreau", &["Conor OʼBrien"], "# moreau"),
            ("conor #o'brien", &["Conor OʼBrien"], "#o'brien"),
            ("conor ! o'brien", &["Conor OʼBrien"], "! o'brien"),
            ("o'brien: hello", &["Conor OʼBrien"], "hello"),
            ("conor obrien hello", &["Conor OʼBrien"], "hello"),
            ("jean-luc hello", &["Jean‑Luc Moreau"], "hello"),
            ("luc hello", &["Jean‑Luc Moreau"], "hello"),
            ("luc moreau hello", &["Jean‑Luc Moreau"], "hello"),
        ] {
            let named = read_name(said, &people, |one| [*one, ""]);
            let names: Vec<&str> = named.people.into_iter().copied().collect();
            assert_eq!((names.as_slice(), named.rest), (found, rest), "{said:?}");
        }
    }

    #[test]
    fn somebody_is_named_by_what_they_are_called() {
        let people = [["Margarete Weber", "Gretel"], ["Greta Lang", "Greta"]];
        for (said, found, rest) in [
            ("gretel send", &["Margarete Weber"][..], "send"),
            ("gret send", &["Margarete Weber", "Greta Lang"], "send"),
            ("marg send", &["Margarete Weber"], "send"),
            ("greta send", &["Greta Lang"], "send"),
        ] {
            let named = read_name(said, &people, |one| *one);
            let names: Vec<&str> = named.people.into_iter().map(|one| one[0]).collect();
            assert_eq!((names.as_slice(), named.rest), (found, rest), "{said:?}");
        }
    }

    #[test]
    fn a_title_is_known_by_the_beginning_of_a_word() {
        for (start, known) in [
            ("spe", true),
            ("FRÉ", true),
            ("peak", false),
            ("", false),
            ("spe,", true),
            ("free.", true),
        ] {
            assert_eq!(has_word("Speak freely", start), known, "{start:?}");
        }
    }
}
