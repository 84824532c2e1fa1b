//! What is looked up while somebody types: zones, commands of the interface, what to call somebody. Nothing is kept.

use chrono_tz::{TZ_VARIANTS, Tz};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::app::App;
use crate::error::{Error, Result};
use crate::locale::Message;
use crate::text::{self, Folded, found_by, words, words_begin};
use crate::{naming, time};

/// Looks for time zones by the beginnings of their words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ZoneFind {
    /// What was typed; nothing finds all of them.
    pub text: String,
    /// The zone that comes first, and then those of its continent; this person's when left out.
    #[serde(default)]
    #[ts(optional)]
    pub near: Option<String>,
}

/// A zone found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ZoneFound {
    /// Its IANA name.
    pub zone: String,
    /// The name as it is read: "America/Argentina/Buenos Aires".
    pub name: String,
}

/// Looks which of the interface's commands somebody means.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PaletteFind {
    /// What was typed; nothing finds all of them.
    pub text: String,
    /// What the commands are called, in the desk's language; at most 500.
    pub commands: Vec<String>,
}

/// The commands found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PaletteFound {
    /// Their places in the list that was given.
    pub places: Vec<u32>,
}

/// Asks what somebody is called.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NameRead {
    /// The full name, as far as it is typed.
    pub name: String,
}

/// How a name is understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NameMeant {
    /// What headlines and letters call somebody of this name, unless another is chosen.
    pub called: String,
}

/// How many zones a list shows.
const ZONES_MOST: usize = 60;

/// How many commands the interface may have.
const COMMANDS_MOST: usize = 500;

/// Time zones with a word that begins as each word typed does, at most sixty, the nearest first.
pub fn zone_find(app: &App, request: ZoneFind) -> Result<Vec<ZoneFound>> {
    let typed = text::line("text", &request.text)?;
    let near = match request.near.as_deref() {
        Some(name) => time::zone("near", name)?,
        None => app.zone(),
    };
    let continent = near
        .name()
        .split_once('/')
        .map_or("", |(continent, _)| continent);
    let mut found: Vec<&Tz> = TZ_VARIANTS
        .iter()
        .filter(|zone| is_place(zone) && is_meant(&typed, zone.name()))
        .collect();
    found.sort_by_key(|zone| {
        let beside = zone
            .name()
            .split_once('/')
            .is_some_and(|(of, _)| of == continent);
        (**zone != near, !beside, zone.name())
    });
    let found = found.into_iter().take(ZONES_MOST);
    Ok(found
        .map(|zone| ZoneFound {
            zone: zone.name().to_owned(),
            name: time::zone_name(zone.name()),
        })
        .collect())
}

/// Whether what was typed is the beginning of a zone's name. Those names are in ASCII, an umlaut is one letter in them.
fn is_meant(typed: &str, zone: &str) -> bool {
    let one_letter = ["ae", "oe", "ue"]
        .iter()
        .fold(text::fold(typed), |typed, two| {
            typed.replace(two, two.get(..1).unwrap_or_default())
        });
    words_begin(typed, zone) || words_begin(&one_letter, zone)
}

/// Whether a zone is named for a place, and not by a country's old name for it or a fixed distance.
fn is_place(zone: &Tz) -> bool {
    let continent = zone.name().split_once('/').map(|(continent, _)| continent);
    match continent {
        Some(continent) => !matches!(
            continent,
            "Etc" | "US" | "Canada" | "Brazil" | "Chile" | "Mexico"
        ),
        None => zone.name() == "UTC",
    }
}

/// Which commands are found. Each word typed begins a word of a command, or another word for one of its words; such words
/// count from the third letter.
pub fn palette_find(app: &App, request: PaletteFind) -> Result<PaletteFound> {
    let typed = text::line("text", &request.text)?;
    if request.commands.len() > COMMANDS_MOST {
        let message = Message::new("error_too_many_commands").with("limit", COMMANDS_MOST);
        return Err(Error::invalid("commands", message));
    }
    let synonyms = app.locale().say(&Message::new("palette_synonyms"));
    let mut places = Vec::new();
    for (place, command) in (0..).zip(&request.commands) {
        if let Some(fit) = means(&typed, &text::line("commands", command)?, &synonyms) {
            places.push((fit, place));
        }
    }
    // Of those that fit alike the one that was named first comes first.
    places.sort_unstable();
    let places = places.into_iter().map(|(_, place)| place).collect();
    Ok(PaletteFound { places })
}

/// How well what was typed fits a command, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The command begins with it.
    Whole,
    /// Each word begins one of the command's.
    Words,
    /// Some words are other words for the command's.
    Synonyms,
}

/// Whether each word typed begins a word of a command, or one that `synonyms` has for it, which reads
/// `new create=add plan; help=keys`.
fn means(typed: &str, command: &str, synonyms: &str) -> Option<Fit> {
    let own = found_by(command);
    let others: Vec<Folded> = synonyms
        .split(';')
        .filter_map(|line| line.split_once('='))
        .filter(|(_, meant)| {
            found_by(meant)
                .iter()
                .any(|word| own.iter().any(|own| own.is(word)))
        })
        .flat_map(|(said, _)| found_by(said))
        .collect();
    if text::fold(command).starts_with(&text::fold(typed)) {
        return Some(Fit::Whole);
    }
    if words(typed).all(|start| start.begins(&own)) {
        return Some(Fit::Words);
    }
    let fits = words(typed).all(|start| {
        let letters = |part: &Folded| part.forms().map(|form| form.chars().count()).max();
        let is_long = start.parts.iter().filter_map(letters).sum::<usize>() > 2;
        start.begins(&own) || is_long && start.begins(&others)
    });
    fits.then_some(Fit::Synonyms)
}

/// What somebody of a name is called.
pub fn name_read(_app: &App, request: NameRead) -> Result<NameMeant> {
    let name = text::line("name", &request.name)?;
    Ok(NameMeant {
        called: naming::guess(&name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Language, Locale};

    #[test]
    fn a_command_is_found_by_its_words_and_by_other_words_for_them() {
        for (language, typed, command, found) in [
            (Language::En, "goal", "Set a goal", true),
            (Language::En, "se go", "Set a goal", true),
            (Language::En, "oal", "Set a goal", false),
            (Language::De, "zuruck", "Zurück auf 100 %", true),
            (Language::De, "zurueck", "Zurück auf 100 %", true),
            (Language::En, "turn pop-ups", "Turn pop-ups on again", true),
            (Language::En, "", "Anything", true),
            (Language::En, "new", "Add a promise", true),
            (Language::En, "help", "Show all keyboard shortcuts", true),
            (Language::En, "dark", "Go to Settings", true),
            (Language::En, "mentor", "Add a person", true),
            (Language::En, "new task", "Add a promise", true),
            (Language::En, "ne", "Add a promise", false),
            (Language::En, "help", "Set a goal", false),
            (Language::En, "n", "Add a promise", false),
            (Language::De, "hilfe", "Alle Tastenkürzel zeigen", true),
            (Language::De, "neuer termin", "Treffen planen", false),
            (Language::De, "neu termin", "Treffen planen", true),
            (Language::De, "dunkel", "Einstellungen öffnen", true),
        ] {
            let locale = Locale {
                language,
                hours_24: true,
            };
            let synonyms = locale.say(&Message::new("palette_synonyms"));
            assert_eq!(
                means(typed, command, &synonyms).is_some(),
                found,
                "{typed:?} {command:?}"
            );
        }
    }

    #[test]
    fn the_command_that_is_written_out_comes_first() {
        let synonyms = "note=line";
        let fit = |typed, command| means(typed, command, synonyms);
        assert_eq!(fit("save a cal", "Save a calendar file"), Some(Fit::Whole));
        assert_eq!(
            fit("save a cal", "Save as a calendar file"),
            Some(Fit::Words)
        );
        assert_eq!(fit("note", "Add a line"), Some(Fit::Synonyms));
        assert!(Fit::Whole < Fit::Words && Fit::Words < Fit::Synonyms);
    }

    #[test]
    fn zones_are_places() {
        let places: Vec<&str> = TZ_VARIANTS
            .iter()
            .filter(|zone| is_place(zone))
            .map(|zone| zone.name())
            .collect();
        for (zone, place) in [
            ("Europe/Berlin", true),
            ("Europe/Kyiv", true),
            ("America/Argentina/Buenos_Aires", true),
            ("UTC", true),
            ("US/Eastern", false),
            ("Etc/GMT+3", false),
            ("EST5EDT", false),
            ("Turkey", false),
        ] {
            assert_eq!(places.contains(&zone), place, "{zone}");
        }
        for (typed, zone, meant) in [
            ("zuer", "Europe/Zurich", true),
            ("zür", "Europe/Zurich", true),
            ("buenos", "America/Argentina/Buenos_Aires", true),
            ("zur", "Europe/Berlin", false),
        ] {
            assert_eq!(is_meant(typed, zone), meant, "{typed}");
        }
    }
}
