//! The whole record out and in: one folder, or one encrypted file, that holds everything a person wrote, for
//! them to read and for any Ithaca to take in again. `docs/record.md` describes it.
//!
//! A record is read as if an enemy had written it: what it holds is put on a desk in memory of the schema it
//! names, checked there by that schema's own rules and by `parse`, and brought up to today's schema by the
//! same steps as any desk. Only then does anything reach the desk itself, in one transaction.

mod commands;
mod export;
mod import;
mod json;
mod pages;
mod sink;
mod source;
mod stage;
mod tables;

pub use commands::*;
pub use tables::{LEFT_OUT, names};

/// The format written, and the newest read. It rises when a program that knows only the old one could no longer
/// read what is written.
pub const FORMAT: i64 = 1;

/// scrypt's work factor for a record's passphrase, as a power of two: 256 MiB, and about a second.
const WORK: u8 = 18;

/// The rows.
const JSON: &str = "record.json";
