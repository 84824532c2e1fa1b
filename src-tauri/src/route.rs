//! A page of the interface, as it is named outside the interface.

use std::fmt;
use std::str::FromStr;

/// The part of the address after `#`, such as `/room/ID`. Checked, since it may come from another
/// process: a slash first, then letters, digits and `-_/?=&:`, at most 200 of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route(String);

impl Route {
    /// The page where something new is written down.
    pub fn quick_add() -> Self {
        Self("/add".to_owned())
    }

    /// The question whether to follow a meeting's link, over its brief.
    pub fn join(meeting: &str) -> Option<Self> {
        format!("/join/{meeting}").parse().ok()
    }

    /// The question before the program ends.
    pub fn quit() -> Self {
        Self("/quit".to_owned())
    }

    /// The word that the program goes on without its window.
    pub fn background() -> Self {
        Self("/background".to_owned())
    }
}

/// What was given is no page's name.
#[derive(Debug, thiserror::Error)]
#[error("a route begins with a slash and has only letters, digits and -_/?=&:")]
pub struct NotARoute;

impl FromStr for Route {
    type Err = NotARoute;

    fn from_str(text: &str) -> Result<Self, NotARoute> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_/?=&:".contains(c);
        if text.starts_with('/') && text.len() <= 200 && text.chars().all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotARoute)
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_app_are_routes() {
        for good in [
            "/",
            "/inbox",
            "/room/0190-ab/notes",
            "/calendar/month/2026-03-03",
        ] {
            assert!(good.parse::<Route>().is_ok(), "{good} is a page");
        }
        for bad in [
            "",
            "inbox",
            "//evil\"",
            "/a b",
            "/a'b",
            "/\u{202e}x",
            &format!("/{}", "a".repeat(200)),
        ] {
            assert!(
                bad.parse::<Route>().is_err(),
                "{bad} must not reach the window"
            );
        }
    }
}
