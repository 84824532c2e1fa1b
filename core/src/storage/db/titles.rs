//! The index of titles, as lists filter by it.

use crate::text::{self, Folded, Word};

/// A subquery: ids whose entry matches the pattern `?`.
pub(crate) const MATCHING: &str = "SELECT e.subject_id FROM find_index i
    JOIN find_entry e ON e.rowid = i.rowid WHERE find_index MATCH ?";

/// Every word of `text` as a quoted prefix (FTS5 string syntax), so that nothing typed is an operator; in each form it
/// may stand in the index.
pub(crate) fn pattern(text: &str) -> Option<String> {
    let words: Vec<String> = text::words(text)
        .take(12)
        .map(|Word { parts, joined }| {
            let parts: Vec<String> = parts.iter().take(12).map(prefix).collect();
            let parts = parts.join(" AND ");
            match joined {
                Some(joined) => format!("(({parts}) OR {})", prefix(&joined)),
                None => parts,
            }
        })
        .collect();
    if words.is_empty() {
        None
    } else {
        Some(words.join(" AND "))
    }
}

fn prefix(word: &Folded) -> String {
    let forms: Vec<String> = word.forms().map(|form| format!("\"{form}\"*")).collect();
    format!("({})", forms.join(" OR "))
}
