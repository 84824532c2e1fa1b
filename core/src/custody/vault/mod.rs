//! The vault: who may open the desk, and the lock; what is written here is not lost, and what was deleted
//! is gone.
//!
//! [`backups`] are made while the desk is used, verified before they get a name, thinned with age, and put
//! back from; [`check`] looks at a whole desk, and [`damage`] at one that does not open; [`place`] sees
//! whether a folder is one a database should not lie in; `rotate` puts the desk under another key, and
//! `closing` gives every key file in reach today's ways in.

pub mod backups;
pub mod check;
pub(crate) mod closing;
pub(crate) mod commands;
pub mod damage;
mod judge;
mod model;
mod opening;
pub mod place;
pub(crate) mod rotate;
pub(crate) mod way_back;

pub use model::*;
pub use opening::OpenOptions;
