//! Ithaca without a window: mentoring relationships, meetings, goals, resources and private notes in one
//! encrypted file; the schedule as iCalendar; what is due, found without a timer.
//!
//! Where to start: [`commands`] is the table of everything that can be asked; [`App`] is what each command
//! receives; one concept is one module with its words (`model`), its SQL (`store`) and its commands.
//!
//! The folders are layers, and each uses only those below it: `commands` and `demo` on top, then `custody` (how a
//! desk is kept: opened, locked, backed up, taken along), `views` (what looks at several concepts), `concepts`,
//! `app` (the application handle), `storage` (the database and its keys), `base` (what knows nothing of mentoring).
//! A module is named by its own name alone, wherever it stands.
//!
//! Invariants: only [`clock`] reads the clock. Every write is one transaction and is acknowledged after
//! COMMIT. A text is private if and only if it is a row of [`notes`]. No command opens a socket or returns
//! an unbounded list. A migration that has landed never changes.

mod app;
mod base;
pub mod commands;
mod concepts;
mod custody;
pub mod demo;
mod storage;
mod views;

pub use app::*;
pub use base::*;
pub use concepts::*;
pub use custody::*;
pub use storage::*;
pub use views::*;
