//! What knows nothing of mentoring: time, text, words, errors, pages, changes.

pub mod changes;
pub mod clock;
pub mod date_words;
pub mod dumps;
pub mod error;
pub mod files;
pub mod folder;
pub mod id;
pub mod letter;
pub mod limits;
pub mod locale;
pub mod markdown;
pub mod naming;
pub mod page;
pub mod tasks;
pub mod text;
pub mod time;
