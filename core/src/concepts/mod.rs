//! What a mentorship is made of, a module each.

pub mod actions;
pub mod advice;
pub mod amendments;
pub mod attachments;
pub mod balance;
pub mod challenges;
pub mod contacts;
pub mod decisions;
pub mod goals;
pub mod journal;
pub mod meetings;
pub mod mutual_checks;
pub mod notes;
pub mod people;
pub mod presets;
pub mod questions;
pub mod relationships;
pub mod resources;
pub mod templates;
