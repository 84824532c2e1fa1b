//! What the program is told on its command line, by a person, by autostart or by a second start.

use std::path::PathBuf;

use clap::Parser;

use crate::route::Route;

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
    fn a_route_that_is_no_route_is_refused() {
        let read = Arguments::try_parse_from(["ithaca", "--open", "javascript:alert(1)"]);
        assert!(read.is_err(), "only a path inside the app may be opened");
    }
}
