//! How a desk is kept: opened and locked, checked, backed up, taken along and thrown away.

pub mod bin;
pub mod record;
pub(crate) mod registry;
pub mod vault;
