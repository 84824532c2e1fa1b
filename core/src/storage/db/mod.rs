//! The encrypted file: opening, upgrading, reading, writing, and the record that undoes a write.

pub(crate) mod backup;
mod connect;
pub(crate) mod copy;
mod count;
mod functions;
mod ground;
mod inverse;
mod listing;
mod migrate;
mod open;
mod order;
pub(crate) mod page;
pub(crate) mod pairing;
pub(crate) mod presence;
mod readers;
mod record;
pub(crate) mod revision;
pub(crate) mod schema;
pub(crate) mod table;
pub(crate) mod titles;
mod upkeep;
mod word;

pub(crate) use connect::{Rows, connect, make_file, make_folder};
pub use count::{Counter, Counts, Ran};
pub(crate) use ground::{ENDS, no_file};
pub(crate) use listing::{Listing, unless};
pub use migrate::{SCHEMA_VERSION, climb};
pub(crate) use migrate::{in_memory, raise};
pub(crate) use open::{Db, Write, create};
pub use order::OrderKey;
pub(crate) use order::Ordered;
pub(crate) use record::Inverse;
pub(crate) use upkeep::Upkeep;
pub(crate) use word::{read_json, read_word, read_word_option, word};

/// The database's name in the data folder.
pub const FILE: &str = "ithaca.db";
