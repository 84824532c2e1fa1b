//! What people wrote as Markdown (CommonMark 0.31 with GFM's tables, strikethrough and task lists), as HTML
//! that a page may hold. One renderer for the window, the print and the export.
//!
//! Two gates stand one behind the other. `events` lets no raw HTML, picture, mathematics or footnote become an
//! element: what was typed is shown as typed. `sanitise` then parses what came out as a browser does
//! and keeps a short list of elements, attributes and schemes, whoever wrote them.

mod events;
mod sanitise;
#[cfg(test)]
mod tests;

use serde::Serialize;
use ts_rs::TS;

/// Sanitised HTML. Only [`html`] makes one; there is no way in from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(type = "string & { readonly sanitised: true }")]
pub struct Html(String);

impl Html {
    /// The HTML: blocks without a frame around them. Empty for an empty text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Renders Markdown as sanitised HTML. A line ends where the person ended it, headings begin at the third level,
/// and each block runs from the side its own first letter says. A text that would grow out of all measure is shown
/// as typed.
pub fn html(markdown: &str) -> Html {
    if markdown.trim().is_empty() {
        return Html(String::new());
    }
    let drawn = events::draw(markdown).unwrap_or_else(|| plain(markdown));
    Html(sanitise::sanitise(&drawn).unwrap_or_else(|| plain(markdown)))
}

/// The text as it was typed, as one block.
fn plain(text: &str) -> String {
    let mut html = String::from("<p dir=\"auto\">");
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            html.push_str("<br>");
        }
        for letter in line.chars() {
            match letter {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '\u{a0}' => html.push_str("&nbsp;"),
                other => html.push(other),
            }
        }
    }
    html.push_str("</p>");
    html
}
