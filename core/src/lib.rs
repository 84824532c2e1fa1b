//! Ithaca without a window: mentoring relationships, meetings, goals, resources and private notes in one
//! encrypted file; the schedule as iCalendar; what is due, found without a timer.
//!
//! Where to start: [`commands`] is the table of everything that can be asked; [`App`] is what each command
//! receives; one concept is one module with its words (`model`), its SQL (`store`) and its commands.
//!
//! Invariants: only [`clock`] reads the clock. Every write is one transaction and is acknowledged after
//! COMMIT. A text is private if and only if it is a row of [`notes`]. No command opens a socket or returns
//! an unbounded list. A migration that has landed never changes.

pub mod actions;
pub mod advice;
pub mod amendments;
mod app;
pub mod attachments;
pub mod balance;
pub mod bin;
pub mod brief;
pub mod calendar;
pub mod capture;
pub mod challenges;
pub mod changes;
pub mod clock;
pub mod commands;
pub mod contacts;
pub mod date_fields;
pub mod date_words;
pub mod db;
pub mod decisions;
pub mod demo;
mod discard;
pub mod drafts;
pub mod dumps;
pub mod error;
pub mod files;
pub mod find;
pub mod folder;
pub mod goals;
pub mod id;
pub mod journal;
pub mod keys;
pub mod letter;
pub mod limits;
pub mod locale;
pub mod markdown;
pub mod meetings;
pub mod mutual_checks;
pub mod notes;
pub mod page;
pub mod people;
pub mod questions;
pub mod record;
pub mod relationships;
pub mod reminders;
pub mod resources;
pub mod settings;
pub mod sidebar;
pub mod stop;
pub mod tasks;
pub mod templates;
pub mod text;
pub mod time;
pub mod today;
mod undo;
pub mod vault;
pub mod views;
pub mod watch;

pub use app::App;
