//! A message the person sends with a program of their own: copied, or handed to their mail program.

use crate::limits;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use ts_rs::TS;

/// What RFC 3986 section 2.3 leaves as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// An e-mail message to be sent by the person's mail program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Letter {
    /// Addresses, as far as they are known.
    pub to: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The text, plain.
    pub body: String,
    /// A link that opens it in the mail program (RFC 6068); absent when the text is too long for one.
    pub mailto: Option<String>,
}

impl Letter {
    /// A letter to these addresses; empty ones are left out.
    pub fn new(to: Vec<String>, subject: String, body: String) -> Self {
        let to: Vec<String> = to.into_iter().filter(|at| !at.is_empty()).collect();
        let link = mailto(&to, &subject, &body);
        Self {
            to,
            subject,
            body,
            mailto: (link.len() <= limits::MAILTO).then_some(link),
        }
    }
}

fn mailto(to: &[String], subject: &str, body: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    // The "@" stays readable; line breaks are "%0D%0A" (RFC 6068 section 5).
    let to: Vec<String> = to
        .iter()
        .map(|at| encoded(at).replace("%40", "@"))
        .collect();
    format!(
        "mailto:{}?subject={}&body={}",
        to.join(","),
        encoded(subject),
        encoded(&body.replace('\n', "\r\n"))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_becomes_a_link_nothing_can_break_out_of() {
        let to = vec!["ada+work@example.org".to_owned(), String::new()];
        let letter = Letter::new(to, "A & B?".to_owned(), "Grüße,\nBcc: x".to_owned());
        assert_eq!(
            letter.mailto.as_deref(),
            Some(
                "mailto:ada%2Bwork@example.org?subject=A%20%26%20B%3F&body=Gr%C3%BC%C3%9Fe%2C%0D%0ABcc%3A%20x"
            ),
            "nothing in a text adds a header or an address"
        );
    }

    #[test]
    fn a_letter_too_long_for_a_link_has_none() {
        let letter = Letter::new(Vec::new(), String::new(), "word ".repeat(500));
        assert_eq!(letter.mailto, None, "it would arrive cut off");
        assert_eq!(letter.body.len(), 2_500, "the text itself is whole");
    }
}
