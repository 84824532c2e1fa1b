//! The index of titles, as lists filter by it.

/// A subquery: ids whose entry matches the pattern `?`.
pub(crate) const MATCHING: &str = "SELECT e.subject_id FROM find_index i
    JOIN find_entry e ON e.rowid = i.rowid WHERE find_index MATCH ?";

/// Every word of `text` as a quoted prefix (FTS5 string syntax), so that nothing typed is an operator.
pub(crate) fn pattern(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(12)
        .map(|word| format!("\"{word}\"*"))
        .collect();
    if words.is_empty() {
        None
    } else {
        Some(words.join(" "))
    }
}
