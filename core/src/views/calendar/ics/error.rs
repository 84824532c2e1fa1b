//! Why an `.ics` file is refused.

use thiserror::Error;

use super::read::{MAX_BYTES, MAX_DEPTH, MAX_LINE_OCTETS};

/// Why a file is not read. Lines are counted from 1, as they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The file is larger than [`MAX_BYTES`].
    #[error("the file has {octets} octets, more than {MAX_BYTES}")]
    TooLarge {
        /// Its size.
        octets: usize,
    },
    /// A content line is longer than [`MAX_LINE_OCTETS`].
    #[error("the entry that begins on line {line} is longer than {MAX_LINE_OCTETS} octets")]
    LineTooLong {
        /// Where the content line begins.
        line: usize,
    },
    /// Components stand within each other deeper than [`MAX_DEPTH`].
    #[error("line {line} nests deeper than {MAX_DEPTH} levels")]
    TooDeep {
        /// The line of the `BEGIN`.
        line: usize,
    },
    /// A line is not UTF-8 (RFC 5545 section 3.1.4).
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// Where the content line begins.
        line: usize,
    },
    /// A line is no content line (RFC 5545 section 3.1).
    #[error("line {line} is not a content line: {reason}")]
    NotAContentLine {
        /// Where the content line begins.
        line: usize,
        /// What is missing.
        reason: String,
    },
    /// `BEGIN` and `END` do not match, or a property stands outside.
    #[error("line {line}: {found} does not fit here")]
    Unbalanced {
        /// The line, or the last line if an `END` is missing.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// A property of an event is missing or has a value that is not of its type.
    #[error("{property} of an event is missing or cannot be read: {value:?}")]
    Property {
        /// The property's name.
        property: &'static str,
        /// What stands there.
        value: String,
    },
}
