//! The words of dates and times, by language.

mod english;
mod german;

use chrono::Weekday;

use crate::locale::Language;

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
}

/// What a word means in a date. Several languages share a meaning, none has its own grammar beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// So many days from today.
    Near(i64),
    Weekday(Weekday),
    /// 1 to 12.
    Month(u32),
    /// "next Friday", which is the Friday of the week after this one.
    Next,
    /// "kommenden Freitag", "nächsten Freitag": the first one to come.
    Coming,
    /// "this Friday", which is the same, and "this week", which is not.
    This,
    /// "übernächste Woche".
    AfterNext,
    /// "last Friday", "letzte Woche"; of a month its last one.
    Last,
    /// "vorletzte Woche".
    BeforeLast,
    /// After a stretch: "3 days ago".
    Ago,
    /// The nth of several.
    Nth(u32),
    /// What makes no one day of what follows: "every", "since", "not".
    Never,
    Unit(Unit),
    /// A number in words.
    Count(u32),
    /// "in", before a stretch.
    In,
    /// "from" in "a week from Friday"; "now" after it is a day, too.
    From,
    /// The beginning, middle and end of a month, a week, a year.
    Beginning,
    Middle,
    End,
    /// The week's end, which is Saturday.
    Weekend,
    MonthEnd,
    QuarterEnd,
    YearEnd,
    /// A calendar week by its number (ISO 8601).
    CalendarWeek,
    /// Says that something is due by then.
    Due,
    /// Goes before a time.
    At,
    /// Goes before a day and means nothing: "on", "the", "am", "of".
    Filler,
    /// After an hour.
    Clock,
    Am,
    Pm,
    /// A part of the day: an hour of it.
    Part(u32),
    /// This evening.
    Tonight,
    Half,
    Quarter,
    Past,
    To,
    /// After the number of a day: "12th".
    Ordinal,
}

/// The hours that parts of a day stand for.
pub(super) const MORNING: u32 = 9;
pub(super) const NOON: u32 = 12;
pub(super) const AFTERNOON: u32 = 14;
pub(super) const EVENING: u32 = 19;

/// The short words that mean nothing else in the other language.
const SHORT_AND_CLEAR: [&str; 17] = [
    "a", "ab", "at", "by", "d", "im", "kw", "nd", "of", "on", "pm", "rd", "st", "th", "to", "um",
    "zu",
];

/// What a word means to somebody who speaks a language. The other language's words are understood as well,
/// but for the shortest, which are too often something else.
pub(super) fn meaning(word: &str, language: Language) -> Option<Meaning> {
    let (own, other) = match language {
        Language::En => (english::WORDS, german::WORDS),
        Language::De => (german::WORDS, english::WORDS),
    };
    let find = |table: &[(&str, Meaning)]| {
        let found = table.iter().find(|(name, _)| is_called(word, name));
        found.map(|(_, meaning)| *meaning)
    };
    find(own).or_else(|| {
        let long = word.chars().count() > 2 || SHORT_AND_CLEAR.contains(&word);
        find(other).filter(|_| long)
    })
}

/// Whether a word is the one a table names, also as a keyboard without umlauts writes it: "uebermorgen",
/// "ubermorgen", "dreissig".
fn is_called(word: &str, name: &str) -> bool {
    if word == name || name.is_ascii() {
        return word == name;
    }
    let written = |replace: fn(char) -> &'static str| {
        let mut rest = word;
        let fits = name.chars().all(|letter| {
            let mut plain = [0; 4];
            let said = match letter {
                'ä' | 'ö' | 'ü' | 'ß' => replace(letter),
                other => &*other.encode_utf8(&mut plain),
            };
            rest.strip_prefix(said).map(|left| rest = left).is_some()
        });
        fits && rest.is_empty()
    };
    let two = |letter| match letter {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        _ => "ss",
    };
    let one = |letter| match letter {
        'ä' => "a",
        'ö' => "o",
        'ü' => "u",
        _ => "ss",
    };
    written(two) || written(one)
}

/// A weekday and a part of it in one word, as German writes "Freitagabend".
pub(super) fn compound(word: &str) -> Option<(Weekday, u32)> {
    german::WORDS.iter().find_map(|(name, meaning)| {
        let Meaning::Weekday(weekday) = meaning else {
            return None;
        };
        let rest = word.strip_prefix(name).filter(|_| name.len() > 2)?;
        meaning_of_part(rest).map(|hour| (*weekday, hour))
    })
}

/// The hour a part of the day stands for after a day was said, where "morgen" is the morning.
pub(super) fn meaning_of_part(word: &str) -> Option<u32> {
    if word == "morgen" || word == "morgens" {
        return Some(MORNING);
    }
    let find = |table: &[(&str, Meaning)]| {
        table
            .iter()
            .find(|(name, _)| is_called(word, name))
            .map(|(_, meaning)| *meaning)
    };
    match find(german::WORDS).or_else(|| find(english::WORDS)) {
        Some(Meaning::Part(hour)) => Some(hour),
        _ => None,
    }
}
