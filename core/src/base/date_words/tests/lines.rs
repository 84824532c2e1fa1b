//! Days at the end of a line that says other things.

use super::{shown, speaker};
use crate::locale::Language;

#[test]
fn the_end_of_a_line_says_by_when() {
    for (language, line, text, expected) in [
        (Language::En, "send CV by Fri", "send CV ", "2026-03-06"),
        (
            Language::En,
            "send CV by next Friday.",
            "send CV ",
            "2026-03-13",
        ),
        (
            Language::En,
            "send CV by Fri 15:00",
            "send CV ",
            "2026-03-06 15:00",
        ),
        (
            Language::En,
            "call him by 5pm",
            "call him ",
            "2026-03-03 17:00",
        ),
        (
            Language::En,
            "read chapter 4 until the 12th",
            "read chapter 4 ",
            "2026-03-12",
        ),
        (
            Language::En,
            "write to Ada tomorrow",
            "write to Ada ",
            "2026-03-04",
        ),
        (
            Language::En,
            "write to Ada on Thursday",
            "write to Ada ",
            "2026-03-05",
        ),
        (
            Language::En,
            "write to Ada Thursday",
            "write to Ada ",
            "2026-03-05",
        ),
        (
            Language::En,
            "check back in two weeks",
            "check back ",
            "2026-03-17",
        ),
        (
            Language::En,
            "report due end of March",
            "report ",
            "2026-03-31",
        ),
        (
            Language::En,
            "call her tonight",
            "call her ",
            "2026-03-03 19:00",
        ),
        (
            Language::De,
            "Lebenslauf bis Freitag schicken",
            "Lebenslauf ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Folien bis Ende März überarbeiten.",
            "Folien ",
            "2026-03-31",
        ),
        (Language::De, "Gutachten 24.12.", "Gutachten ", "2026-12-24"),
        (Language::De, "Gutachten 4.5.26", "Gutachten ", "2026-05-04"),
        (Language::De, "Kapitel 4.5.", "", "-"),
        (Language::De, "Buch bis Seite 12 lesen", "", "-"),
        (Language::De, "von Montag bis Freitag fasten", "", "-"),
        (Language::De, "bis Freitag schicken", "", "-"),
        (Language::De, "Plan bis Freitag in Berlin", "", "-"),
        (
            Language::De,
            "Lebenslauf schicken bis Freitag",
            "Lebenslauf schicken ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Lebenslauf schicken bis nächsten Freitag",
            "Lebenslauf schicken ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Ada anrufen morgen um 15 Uhr",
            "Ada anrufen ",
            "2026-03-04 15:00",
        ),
        (
            Language::De,
            "Bericht fällig am 12.3.",
            "Bericht ",
            "2026-03-12",
        ),
        (
            Language::De,
            "Bericht bis Ende März",
            "Bericht ",
            "2026-03-31",
        ),
        (
            Language::De,
            "nachfragen in zwei Wochen",
            "nachfragen ",
            "2026-03-17",
        ),
        (
            Language::En,
            "write to Ben the day after tomorrow",
            "write to Ben ",
            "2026-03-05",
        ),
        (
            Language::En,
            "check back two weeks from now",
            "check back ",
            "2026-03-17",
        ),
        (
            Language::En,
            "call Ada a week from Friday",
            "call Ada ",
            "2026-03-13",
        ),
        (
            Language::En,
            "pay by the 5th of next month",
            "pay ",
            "2026-04-05",
        ),
        (
            Language::En,
            "report by the last Friday in April",
            "report ",
            "2026-04-24",
        ),
        (
            Language::En,
            "ring her tonight at 8",
            "ring her ",
            "2026-03-03 20:00",
        ),
        (
            Language::En,
            "ring her this evening at 7",
            "ring her ",
            "2026-03-03 19:00",
        ),
        (Language::En, "send CV by Friday!", "send CV ", "2026-03-06"),
        (
            Language::En,
            "send CV (by Friday)",
            "send CV ",
            "2026-03-06",
        ),
        (
            Language::En,
            "send CV by Friday, please",
            "send CV ",
            "2026-03-06",
        ),
        (Language::En, "send CV by Friday…", "send CV ", "2026-03-06"),
        (
            Language::En,
            "thesis by 15 January",
            "thesis ",
            "2027-01-15",
        ),
        (
            Language::En,
            "learn to swim by June",
            "learn to swim ",
            "2026-06-01",
        ),
        (
            Language::En,
            "hand in by Friday the 13th",
            "hand in ",
            "2026-03-13",
        ),
        (Language::En, "start tomorrow", "start ", "2026-03-04"),
        (
            Language::En,
            "finish this tomorrow",
            "finish this ",
            "2026-03-04",
        ),
        (
            Language::En,
            "read chapter 4 tomorrow",
            "read chapter 4 ",
            "2026-03-04",
        ),
        (Language::En, "water the plants every Friday", "", "-"),
        (Language::En, "look at the report of 12 March", "", "-"),
        (Language::En, "we have known it since Monday", "", "-"),
        (Language::En, "tell him, but not tomorrow", "", "-"),
        (Language::En, "think about what he said yesterday", "", "-"),
        (Language::En, "think about last Friday", "", "-"),
        (Language::En, "thank him for coming 3 days ago", "", "-"),
        (
            Language::De,
            "Bericht zwei Wochen ab heute",
            "Bericht ",
            "2026-03-17",
        ),
        (
            Language::De,
            "zahlen bis zum 15. nächsten Monats",
            "zahlen ",
            "2026-04-15",
        ),
        (Language::De, "Arbeit bis 15.1.", "Arbeit ", "2027-01-15"),
        (
            Language::De,
            "anrufen Freitagabend um 8",
            "anrufen ",
            "2026-03-06 20:00",
        ),
        (
            Language::De,
            "Lebenslauf bis Freitag, bitte!",
            "Lebenslauf ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Lebenslauf (bis Freitag)",
            "Lebenslauf ",
            "2026-03-06",
        ),
        (
            Language::De,
            "Lebenslauf bis uebermorgen",
            "Lebenslauf ",
            "2026-03-05",
        ),
        (
            Language::De,
            "abgeben bis Freitag, den 13.",
            "abgeben ",
            "2026-03-13",
        ),
        (
            Language::De,
            "schwimmen lernen bis Juni",
            "schwimmen lernen ",
            "2026-06-01",
        ),
        (
            Language::De,
            "das machen wir so morgen",
            "das machen wir so ",
            "2026-03-04",
        ),
        (Language::De, "Blumen gießen jeden Freitag", "", "-"),
        (
            Language::De,
            "danken für die Hilfe vor zwei Wochen",
            "",
            "-",
        ),
        (Language::De, "denken an letzten Freitag", "", "-"),
        (Language::De, "das wissen wir seit Montag", "", "-"),
        (
            Language::En,
            "Bericht zwei Wochen ab heute",
            "Bericht ",
            "2026-03-17",
        ),
        (
            Language::En,
            "zahlen bis zum 15. nächsten Monats",
            "zahlen ",
            "2026-04-15",
        ),
        (
            Language::De,
            "pay by the 5th of next month",
            "pay ",
            "2026-04-05",
        ),
        (
            Language::De,
            "call Ada a week from Friday",
            "call Ada ",
            "2026-03-13",
        ),
        (
            Language::De,
            "ring her tonight at 8",
            "ring her ",
            "2026-03-03 20:00",
        ),
        (Language::En, "sit in the sun", "", "-"),
        (Language::En, "ask what he did in march", "", "-"),
        (Language::En, "think about the second half", "", "-"),
        (Language::En, "read the May report", "", "-"),
        (Language::En, "win the race by a minute", "", "-"),
        (Language::De, "so machen wir das", "", "-"),
        (Language::De, "das mache ich so", "", "-"),
    ] {
        let due = speaker(language, "2026-03-03").due(line);
        let before = due.as_ref().map_or("", |due| &line[..due.place.start]);
        let found = shown(due.as_ref().map(|due| due.said));
        assert_eq!((before, found.as_str()), (text, expected), "{line}");
    }
}

#[test]
fn the_day_of_a_meeting_needs_no_word_before_it() {
    for (language, line, text, expected) in [
        (
            Language::En,
            "coffee Tue 15:00",
            "coffee",
            "2026-03-10 15:00",
        ),
        (Language::En, "Tue 15:00", "", "2026-03-10 15:00"),
        (
            Language::En,
            "catch up on Friday at 3pm",
            "catch up",
            "2026-03-06 15:00",
        ),
        (Language::En, "talk about the salary", "", "-"),
        (
            Language::En,
            "coffee Sunday 8 17:00",
            "coffee",
            "2026-03-08 17:00",
        ),
        (Language::En, "coffee every Tuesday", "", "-"),
        (Language::En, "coffee last Tuesday", "", "-"),
        (Language::En, "coffee two weeks before Friday", "", "-"),
        (
            Language::De,
            "Kaffee Dienstag 15 Uhr",
            "Kaffee",
            "2026-03-10 15:00",
        ),
        (Language::De, "nächsten Freitag", "", "2026-03-06"),
    ] {
        let due = speaker(language, "2026-03-03").appointment(line);
        let before = due
            .as_ref()
            .map_or("", |due| line[..due.place.start].trim_end());
        let found = shown(due.as_ref().map(|due| due.said));
        assert_eq!((before, found.as_str()), (text, expected), "{line}");
    }
}

#[test]
fn the_end_of_a_line_says_when_it_was() {
    for (language, line, text, expected) in [
        (Language::En, "spoke yesterday", "spoke", "2026-03-02"),
        (Language::En, "spoke on Friday", "spoke", "2026-02-27"),
        (Language::En, "spoke last Friday.", "spoke", "2026-02-27"),
        (Language::En, "spoke two weeks ago", "spoke", "2026-02-17"),
        (Language::En, "spoke on the 12th", "spoke", "2026-02-12"),
        (Language::En, "done by Friday", "", "-"),
        (Language::En, "spoke tomorrow", "", "-"),
        (Language::En, "speaks every Friday", "", "-"),
        (Language::En, "spoke of pay", "", "-"),
        (
            Language::De,
            "geredet vor zwei Wochen",
            "geredet",
            "2026-02-17",
        ),
        (Language::De, "geredet am Freitag", "geredet", "2026-02-27"),
        (Language::De, "fertig bis Freitag", "", "-"),
    ] {
        let found = speaker(language, "2026-03-03").happened(line);
        let before = found
            .as_ref()
            .map_or("", |found| line[..found.place.start].trim_end());
        let said = shown(found.as_ref().map(|found| found.said));
        assert_eq!((before, said.as_str()), (text, expected), "{line}");
    }
}
