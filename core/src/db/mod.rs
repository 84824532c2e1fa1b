//! The encrypted file: opening, upgrading, reading, writing, and the record that undoes a write.

pub(crate) mod backup;
pub(crate) mod copy;
mod migrate;
mod open;
pub(crate) mod page;
pub(crate) mod pairing;
pub(crate) mod presence;
mod record;
pub(crate) mod revision;
pub(crate) mod table;
pub(crate) mod titles;
mod word;

pub use migrate::{SCHEMA_VERSION, climb};
pub(crate) use migrate::{in_memory, raise};
pub(crate) use open::{Db, Rows, Write, connect, create, make_file, make_folder};
pub(crate) use record::Inverse;
pub(crate) use word::{read_json, read_word, read_word_option, word};

/// The database's name in the data folder.
pub const FILE: &str = "ithaca.db";
