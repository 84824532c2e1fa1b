//! The words of dates and times, by language.

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

use Meaning::{
    AfterNext, Ago, Am, At, BeforeLast, Beginning, CalendarWeek, Clock, Coming, Count, Due, End,
    Filler, From, Half, In, Last, Middle, Month, MonthEnd, Near, Never, Next, Nth, Ordinal, Part,
    Past, Pm, Quarter, QuarterEnd, This, To, Tonight, Weekend, YearEnd,
};

/// The hours that parts of a day stand for.
pub(super) const MORNING: u32 = 9;
pub(super) const NOON: u32 = 12;
pub(super) const AFTERNOON: u32 = 14;
pub(super) const EVENING: u32 = 19;

const ENGLISH: &[(&str, Meaning)] = &[
    ("today", Near(0)),
    ("tomorrow", Near(1)),
    ("tmrw", Near(1)),
    ("tmr", Near(1)),
    ("yesterday", Near(-1)),
    ("now", Near(0)),
    ("monday", Meaning::Weekday(Weekday::Mon)),
    ("mon", Meaning::Weekday(Weekday::Mon)),
    ("tuesday", Meaning::Weekday(Weekday::Tue)),
    ("tue", Meaning::Weekday(Weekday::Tue)),
    ("tues", Meaning::Weekday(Weekday::Tue)),
    ("wednesday", Meaning::Weekday(Weekday::Wed)),
    ("wed", Meaning::Weekday(Weekday::Wed)),
    ("weds", Meaning::Weekday(Weekday::Wed)),
    ("thursday", Meaning::Weekday(Weekday::Thu)),
    ("thu", Meaning::Weekday(Weekday::Thu)),
    ("thur", Meaning::Weekday(Weekday::Thu)),
    ("thurs", Meaning::Weekday(Weekday::Thu)),
    ("friday", Meaning::Weekday(Weekday::Fri)),
    ("fri", Meaning::Weekday(Weekday::Fri)),
    ("saturday", Meaning::Weekday(Weekday::Sat)),
    ("sat", Meaning::Weekday(Weekday::Sat)),
    ("sunday", Meaning::Weekday(Weekday::Sun)),
    ("sun", Meaning::Weekday(Weekday::Sun)),
    ("january", Month(1)),
    ("jan", Month(1)),
    ("february", Month(2)),
    ("feb", Month(2)),
    ("march", Month(3)),
    ("mar", Month(3)),
    ("april", Month(4)),
    ("apr", Month(4)),
    ("may", Month(5)),
    ("june", Month(6)),
    ("jun", Month(6)),
    ("july", Month(7)),
    ("jul", Month(7)),
    ("august", Month(8)),
    ("aug", Month(8)),
    ("september", Month(9)),
    ("sep", Month(9)),
    ("sept", Month(9)),
    ("october", Month(10)),
    ("oct", Month(10)),
    ("november", Month(11)),
    ("nov", Month(11)),
    ("december", Month(12)),
    ("dec", Month(12)),
    ("next", Next),
    ("this", This),
    ("coming", Coming),
    ("day", Meaning::Unit(Unit::Day)),
    ("days", Meaning::Unit(Unit::Day)),
    ("d", Meaning::Unit(Unit::Day)),
    ("week", Meaning::Unit(Unit::Week)),
    ("weeks", Meaning::Unit(Unit::Week)),
    ("w", Meaning::Unit(Unit::Week)),
    ("month", Meaning::Unit(Unit::Month)),
    ("months", Meaning::Unit(Unit::Month)),
    ("year", Meaning::Unit(Unit::Year)),
    ("years", Meaning::Unit(Unit::Year)),
    ("a", Count(1)),
    ("an", Count(1)),
    ("one", Count(1)),
    ("two", Count(2)),
    ("couple", Count(2)),
    ("three", Count(3)),
    ("four", Count(4)),
    ("five", Count(5)),
    ("six", Count(6)),
    ("seven", Count(7)),
    ("eight", Count(8)),
    ("nine", Count(9)),
    ("ten", Count(10)),
    ("eleven", Count(11)),
    ("twelve", Count(12)),
    ("thirteen", Count(13)),
    ("fourteen", Count(14)),
    ("fifteen", Count(15)),
    ("sixteen", Count(16)),
    ("seventeen", Count(17)),
    ("eighteen", Count(18)),
    ("nineteen", Count(19)),
    ("twenty", Count(20)),
    ("thirty", Count(30)),
    ("forty", Count(40)),
    ("fifty", Count(50)),
    ("sixty", Count(60)),
    ("ninety", Count(90)),
    ("hundred", Count(100)),
    ("first", Nth(1)),
    ("second", Nth(2)),
    ("third", Nth(3)),
    ("fourth", Nth(4)),
    ("fifth", Nth(5)),
    ("last", Last),
    ("previous", Last),
    ("ago", Ago),
    ("fortnight", Meaning::Unit(Unit::Fortnight)),
    ("fortnights", Meaning::Unit(Unit::Fortnight)),
    ("quarters", Quarter),
    ("wk", Meaning::Unit(Unit::Week)),
    ("wks", Meaning::Unit(Unit::Week)),
    ("following", Coming),
    ("upcoming", Coming),
    ("tomorow", Near(1)),
    ("tommorow", Near(1)),
    ("tommorrow", Near(1)),
    ("every", Never),
    ("each", Never),
    ("since", Never),
    ("not", Never),
    ("never", Never),
    ("lunchtime", Part(NOON)),
    ("in", In),
    ("within", In),
    ("from", From),
    ("after", From),
    ("latest", Filler),
    ("beginning", Beginning),
    ("start", Beginning),
    ("early", Beginning),
    ("mid", Middle),
    ("middle", Middle),
    ("end", End),
    ("late", End),
    ("weekend", Weekend),
    ("by", Due),
    ("until", Due),
    ("till", Due),
    ("before", Due),
    ("due", Due),
    ("on", Filler),
    ("the", Filler),
    ("of", Filler),
    ("at", At),
    ("around", At),
    ("am", Am),
    ("pm", Pm),
    ("noon", Part(NOON)),
    ("midday", Part(NOON)),
    ("midnight", Part(0)),
    ("morning", Part(MORNING)),
    ("afternoon", Part(AFTERNOON)),
    ("evening", Part(EVENING)),
    ("night", Part(EVENING)),
    ("tonight", Tonight),
    ("half", Half),
    ("quarter", Quarter),
    ("past", Past),
    ("to", To),
    ("st", Ordinal),
    ("nd", Ordinal),
    ("rd", Ordinal),
    ("th", Ordinal),
    ("oclock", Clock),
    ("h", Clock),
];

const GERMAN: &[(&str, Meaning)] = &[
    ("heute", Near(0)),
    ("jetzt", Near(0)),
    ("morgen", Near(1)),
    ("übermorgen", Near(2)),
    ("gestern", Near(-1)),
    ("vorgestern", Near(-2)),
    ("montag", Meaning::Weekday(Weekday::Mon)),
    ("mo", Meaning::Weekday(Weekday::Mon)),
    ("dienstag", Meaning::Weekday(Weekday::Tue)),
    ("di", Meaning::Weekday(Weekday::Tue)),
    ("mittwoch", Meaning::Weekday(Weekday::Wed)),
    ("mi", Meaning::Weekday(Weekday::Wed)),
    ("donnerstag", Meaning::Weekday(Weekday::Thu)),
    ("do", Meaning::Weekday(Weekday::Thu)),
    ("freitag", Meaning::Weekday(Weekday::Fri)),
    ("fr", Meaning::Weekday(Weekday::Fri)),
    ("samstag", Meaning::Weekday(Weekday::Sat)),
    ("sonnabend", Meaning::Weekday(Weekday::Sat)),
    ("sa", Meaning::Weekday(Weekday::Sat)),
    ("sonntag", Meaning::Weekday(Weekday::Sun)),
    ("so", Meaning::Weekday(Weekday::Sun)),
    ("januar", Month(1)),
    ("jänner", Month(1)),
    ("jan", Month(1)),
    ("februar", Month(2)),
    ("feber", Month(2)),
    ("feb", Month(2)),
    ("märz", Month(3)),
    ("mär", Month(3)),
    ("mrz", Month(3)),
    ("april", Month(4)),
    ("apr", Month(4)),
    ("mai", Month(5)),
    ("juni", Month(6)),
    ("jun", Month(6)),
    ("juno", Month(6)),
    ("juli", Month(7)),
    ("jul", Month(7)),
    ("august", Month(8)),
    ("aug", Month(8)),
    ("september", Month(9)),
    ("sep", Month(9)),
    ("sept", Month(9)),
    ("oktober", Month(10)),
    ("okt", Month(10)),
    ("november", Month(11)),
    ("nov", Month(11)),
    ("dezember", Month(12)),
    ("dez", Month(12)),
    ("nächste", Coming),
    ("nächsten", Coming),
    ("nächster", Coming),
    ("nächstes", Coming),
    ("nächstem", Coming),
    ("kommende", Coming),
    ("kommenden", Coming),
    ("kommender", Coming),
    ("kommendes", Coming),
    ("diese", This),
    ("diesen", This),
    ("dieser", This),
    ("dieses", This),
    ("übernächste", AfterNext),
    ("übernächsten", AfterNext),
    ("übernächster", AfterNext),
    ("übernächstes", AfterNext),
    ("tag", Meaning::Unit(Unit::Day)),
    ("tage", Meaning::Unit(Unit::Day)),
    ("tagen", Meaning::Unit(Unit::Day)),
    ("t", Meaning::Unit(Unit::Day)),
    ("woche", Meaning::Unit(Unit::Week)),
    ("wochen", Meaning::Unit(Unit::Week)),
    ("w", Meaning::Unit(Unit::Week)),
    ("monat", Meaning::Unit(Unit::Month)),
    ("monats", Meaning::Unit(Unit::Month)),
    ("monate", Meaning::Unit(Unit::Month)),
    ("monaten", Meaning::Unit(Unit::Month)),
    ("jahr", Meaning::Unit(Unit::Year)),
    ("jahres", Meaning::Unit(Unit::Year)),
    ("jahre", Meaning::Unit(Unit::Year)),
    ("jahren", Meaning::Unit(Unit::Year)),
    ("ein", Count(1)),
    ("eine", Count(1)),
    ("einem", Count(1)),
    ("einen", Count(1)),
    ("einer", Count(1)),
    ("eins", Count(1)),
    ("zwei", Count(2)),
    ("drei", Count(3)),
    ("vier", Count(4)),
    ("fünf", Count(5)),
    ("sechs", Count(6)),
    ("sieben", Count(7)),
    ("acht", Count(8)),
    ("neun", Count(9)),
    ("zehn", Count(10)),
    ("elf", Count(11)),
    ("zwölf", Count(12)),
    ("dreizehn", Count(13)),
    ("vierzehn", Count(14)),
    ("fünfzehn", Count(15)),
    ("sechzehn", Count(16)),
    ("siebzehn", Count(17)),
    ("achtzehn", Count(18)),
    ("neunzehn", Count(19)),
    ("zwanzig", Count(20)),
    ("einundzwanzig", Count(21)),
    ("dreißig", Count(30)),
    ("vierzig", Count(40)),
    ("fünfzig", Count(50)),
    ("sechzig", Count(60)),
    ("neunzig", Count(90)),
    ("hundert", Count(100)),
    ("paar", Count(2)),
    ("ersten", Nth(1)),
    ("erster", Nth(1)),
    ("erste", Nth(1)),
    ("zweiten", Nth(2)),
    ("zweiter", Nth(2)),
    ("dritten", Nth(3)),
    ("dritter", Nth(3)),
    ("vierten", Nth(4)),
    ("vierter", Nth(4)),
    ("fünften", Nth(5)),
    ("letzte", Last),
    ("letzten", Last),
    ("letzter", Last),
    ("letztes", Last),
    ("letztem", Last),
    ("vorige", Last),
    ("vorigen", Last),
    ("voriger", Last),
    ("voriges", Last),
    ("vergangene", Last),
    ("vergangenen", Last),
    ("vergangener", Last),
    ("vergangenes", Last),
    ("vorletzte", BeforeLast),
    ("vorletzten", BeforeLast),
    ("vorletzter", BeforeLast),
    ("kommendem", Coming),
    ("folgenden", Coming),
    ("diesem", This),
    ("übernächstem", AfterNext),
    ("tages", Meaning::Unit(Unit::Day)),
    ("quartal", Meaning::Unit(Unit::Quarter)),
    ("quartals", Meaning::Unit(Unit::Quarter)),
    ("quartale", Meaning::Unit(Unit::Quarter)),
    ("quartalen", Meaning::Unit(Unit::Quarter)),
    ("quartalsende", QuarterEnd),
    ("jahresende", YearEnd),
    ("jeden", Never),
    ("jede", Never),
    ("jedes", Never),
    ("jeder", Never),
    ("alle", Never),
    ("seit", Never),
    ("nicht", Never),
    ("nie", Never),
    ("spätestens", Filler),
    ("in", In),
    ("binnen", In),
    ("ab", From),
    ("nach", From),
    ("anfang", Beginning),
    ("mitte", Middle),
    ("ende", End),
    ("wochenende", Weekend),
    ("monatsende", MonthEnd),
    ("kw", CalendarWeek),
    ("kalenderwoche", CalendarWeek),
    ("bis", Due),
    ("vor", Due),
    ("fällig", Due),
    ("am", Filler),
    ("an", Filler),
    ("den", Filler),
    ("der", Filler),
    ("dem", Filler),
    ("des", Filler),
    ("im", Filler),
    ("zum", Filler),
    ("zu", Filler),
    ("um", At),
    ("gegen", At),
    ("uhr", Clock),
    ("früh", Part(MORNING)),
    ("vormittag", Part(MORNING)),
    ("vormittags", Part(MORNING)),
    ("mittag", Part(NOON)),
    ("mittags", Part(NOON)),
    ("nachmittag", Part(AFTERNOON)),
    ("nachmittags", Part(AFTERNOON)),
    ("abend", Part(EVENING)),
    ("abends", Part(EVENING)),
    ("mitternacht", Part(0)),
    ("halb", Half),
    ("viertel", Quarter),
    ("dreiviertel", Quarter),
];

/// The short words that mean nothing else in the other language.
const SHORT_AND_CLEAR: [&str; 17] = [
    "a", "ab", "at", "by", "d", "im", "kw", "nd", "of", "on", "pm", "rd", "st", "th", "to", "um",
    "zu",
];

/// What a word means to somebody who speaks a language. The other language's words are understood as well,
/// but for the shortest, which are too often something else.
pub(super) fn meaning(word: &str, language: Language) -> Option<Meaning> {
    let (own, other) = match language {
        Language::En => (ENGLISH, GERMAN),
        Language::De => (GERMAN, ENGLISH),
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
    GERMAN.iter().find_map(|(name, meaning)| {
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
    match find(GERMAN).or_else(|| find(ENGLISH)) {
        Some(Part(hour)) => Some(hour),
        _ => None,
    }
}
