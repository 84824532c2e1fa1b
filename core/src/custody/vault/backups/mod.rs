//! Backups: one folder each, named by its instant, encrypted with the desk's key, verified before it gets
//! its name. Made before an upgrade, a restore and an import, and at most ten minutes after a change.

mod commands;
mod list;
mod make;
mod model;
pub(crate) mod restore;
pub(super) mod second;
mod thin;

pub use commands::*;
pub(crate) use list::{holding, look};
pub use make::due;
pub(in crate::custody::vault) use make::former_keys;
pub(crate) use make::{Older, make};
pub(crate) use make::{by_content, key_among};
pub use model::*;
pub(crate) use restore::aside;
pub use restore::{BackupRestore, BackupRestored, backup_restore};
