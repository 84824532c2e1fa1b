//! The daily verbs: each asks a command or two of the table and says the answer.

pub(crate) mod actions;
pub(crate) mod brief;
pub(crate) mod capture;
pub(crate) mod contacts;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod goals;
pub(crate) mod inbox;
pub(crate) mod meetings;
pub(crate) mod people;
pub(crate) mod quick;
pub(crate) mod record;
pub(crate) mod relationships;
pub(crate) mod reminders;
mod said;
pub(crate) mod today;
pub(crate) mod vault;
mod who;
