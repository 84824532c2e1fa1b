//! Backups: one folder each, named by its instant, encrypted with the desk's key, verified before it gets
//! its name. Made before an upgrade, a restore and an import, and at most ten minutes after a change.

mod commands;
mod list;
mod make;
mod model;
pub(crate) mod restore;
mod second;
mod thin;

pub use commands::*;
pub(crate) use list::{holding, look};
pub use make::due;
pub(crate) use make::key_among;
pub(crate) use make::{Older, make};
pub use model::*;
pub(crate) use restore::aside;
pub use restore::{BackupRestore, BackupRestored, backup_restore};
