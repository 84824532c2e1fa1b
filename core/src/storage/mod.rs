//! The database and its keys, what lies in the bin, and what can be taken back.

pub(crate) mod column;
pub(crate) mod concept;
pub mod db;
pub(crate) mod discard;
pub(crate) mod edit;
pub mod findable;
pub mod keys;
pub(crate) mod undo_stack;
