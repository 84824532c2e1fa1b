//! Markdown to be read by people (CommonMark): what a person typed stays text, and cannot pass for structure.

use unicode_normalization::UnicodeNormalization as _;

/// Bytes of a name that go into a file's name.
const NAME_BYTES: usize = 50;

/// A page being written.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// A heading of a level, from 1.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.gap();
        self.0
            .push_str(&format!("{} {}\n", "#".repeat(level), inline(text)));
    }

    /// A line of a list. What the app says is said by the caller; what a person typed passes through [`inline`].
    pub(super) fn point(&mut self, text: &str) {
        if !self
            .0
            .lines()
            .last()
            .is_some_and(|line| line.starts_with("- "))
        {
            self.gap();
        }
        self.0.push_str(&format!("- {text}\n"));
    }

    /// A line of its own.
    pub(super) fn line(&mut self, text: &str) {
        self.gap();
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// A text of many lines, as it was typed, set apart as a quotation.
    pub(super) fn quote(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.gap();
        for line in text.lines() {
            self.0.push_str(if line.is_empty() { ">" } else { "> " });
            self.0.push_str(line);
            self.0.push('\n');
        }
    }

    /// How long it is so far.
    pub(super) fn length(&self) -> usize {
        self.0.len()
    }

    /// Takes back what was written since it was that long.
    pub(super) fn cut_back(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    fn gap(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }
}

/// One line a person typed: letters that mean something to Markdown are escaped.
pub(super) fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A file's name made of somebody's name and an id: letters, digits and spaces only, the same on every system,
/// and never another one's.
pub(super) fn file_name(name: &str, id: &str) -> String {
    let mut safe = String::new();
    for letter in name.nfc() {
        let letter = if letter.is_alphanumeric() {
            letter
        } else {
            ' '
        };
        if safe.len() + letter.len_utf8() > NAME_BYTES {
            break;
        }
        if letter != ' ' || !safe.is_empty() && !safe.ends_with(' ') {
            safe.push(letter);
        }
    }
    // The last group of a UUIDv7 is random.
    let tail = id.rsplit('-').next().unwrap_or(id);
    format!("{} {tail}.md", safe.trim()).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0198c0de-0000-7000-8000-0123456789ab";

    #[test]
    fn a_file_is_called_like_somebody_and_leads_nowhere() {
        for (name, file) in [
            ("Ada Lovelace", "Ada Lovelace 0123456789ab.md"),
            ("../../etc/passwd", "etc passwd 0123456789ab.md"),
            ("C:\\CON\u{0}", "C CON 0123456789ab.md"),
            ("آدا", "آدا 0123456789ab.md"),
            ("🧭", "0123456789ab.md"),
        ] {
            assert_eq!(file_name(name, ID), file, "{name:?}");
        }
        let long = file_name(&"Ö".repeat(300), ID);
        assert!(long.len() <= 70, "it fits into a tar's header: {long}");
    }

    #[test]
    fn what_was_typed_is_no_structure() {
        assert_eq!(inline("# <b>[x](y)\n*z*"), "\\# \\<b\\>\\[x\\](y) \\*z\\*");
        let mut page = Page::default();
        page.heading(1, "Ada\n# Ben");
        page.quote("one\n\n# two");
        page.point("a");
        page.point("b");
        assert_eq!(
            page.into_text(),
            "# Ada \\# Ben\n\n> one\n>\n> # two\n\n- a\n- b\n"
        );
    }
}
