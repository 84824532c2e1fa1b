//! What the program is told on its command line, by a person, by autostart or by a second start.

use std::path::PathBuf;

use clap::{Parser, ValueEnum as _};

use crate::route::Route;
use crate::windows::Appearance;

/// Ithaca: a private desk for mentoring.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(name = "ithaca", version)]
pub struct Arguments {
    /// The folder that holds the data; the system's own place if not given.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Start in the tray, without showing the window.
    #[arg(long)]
    pub hidden: bool,

    /// Start locked: ask for the passphrase even where this device could open the desk.
    #[arg(long)]
    pub locked: bool,

    /// Show this page, such as /inbox or /meeting/ID.
    #[arg(long, value_name = "ROUTE")]
    pub open: Option<Route>,

    /// How the window stood when the program ended in favour of this one; told by the program itself.
    #[arg(long, value_enum, hide = true)]
    pub standing: Option<Appearance>,

    /// On which desktop, counted from 0.
    #[arg(long, value_name = "NUMBER", hide = true)]
    pub desktop: Option<u32>,

    /// Start on this folder, plan a meeting through the window, walk through its screens, set a passphrase,
    /// write smoke-test.json there, and end.
    #[cfg(debug_assertions)]
    #[arg(long, value_name = "DIR", conflicts_with_all = ["data", "hidden", "open"])]
    pub smoke_test: Option<PathBuf>,
}

impl Arguments {
    /// The data folder: the one asked for, else the system's place for a program's own data.
    ///
    /// None where the system names no such place (no home folder).
    pub fn folder(&self) -> Option<PathBuf> {
        #[cfg(debug_assertions)]
        if let Some(folder) = &self.smoke_test {
            return Some(folder.clone());
        }
        match &self.data {
            Some(folder) => Some(folder.clone()),
            None => ithaca_core::folder::default_folder(),
        }
    }
}

/// What a program that starts in the place of another is told of the window it replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Return {
    /// How it stood.
    pub standing: Appearance,
    /// On which desktop, where they are counted.
    pub desktop: Option<u32>,
}

impl Return {
    /// The same as words of a command line.
    pub fn arguments(self) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(standing) = self.standing.to_possible_value() {
            words.push(format!("--standing={}", standing.get_name()));
        }
        if let Some(desktop) = self.desktop {
            words.push(format!("--desktop={desktop}"));
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_is_read_like_a_first() {
        let read = Arguments::try_parse_from(["ithaca", "--data", "/x", "--open", "/inbox"]);
        let read = read.expect("these are the arguments a second start hands over");
        assert_eq!(read.data, Some(PathBuf::from("/x")));
        assert_eq!(
            read.open.map(|route| route.to_string()),
            Some("/inbox".to_owned())
        );
        assert!(!read.hidden, "nobody asked for a hidden start");
    }

    #[test]
    fn the_program_that_comes_after_reads_how_the_window_stood() {
        for standing in Appearance::value_variants() {
            let told = Return {
                standing: *standing,
                desktop: Some(3),
            };
            let line = ["ithaca".to_owned()].into_iter().chain(told.arguments());
            let read = Arguments::try_parse_from(line).expect("its own words");
            assert_eq!(
                (read.standing, read.desktop),
                (Some(*standing), Some(3)),
                "{told:?}"
            );
        }
    }

    #[test]
    fn a_route_that_is_no_route_is_refused() {
        let read = Arguments::try_parse_from(["ithaca", "--open", "javascript:alert(1)"]);
        assert!(read.is_err(), "only a path inside the app may be opened");
    }
}
