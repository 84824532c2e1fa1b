//! Ithaca told as stories: commands on a real encrypted file, with the clock in hand.

mod actions;
mod agenda;
mod at_rest;
mod bad_input;
mod bin;
mod calendar;
mod changes;
mod desk;
mod disk;
mod fuzz;
mod goals;
mod kill;
mod meetings;
mod people;
mod privacy;
mod queries;
mod relationships;
mod reminders;
mod resources;
mod settings;
mod source;
mod today;
mod undo;
mod words;
mod writer;
