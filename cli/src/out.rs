//! Where a file goes that a line asks for.

use std::path::{Path, PathBuf};

use ithaca_core::App;
use ithaca_core::commands::FileHandle;

/// Whether a path means standard output.
pub(crate) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The handle for writing at a path, or to standard output where it is called `-`.
pub(crate) fn handle(app: &App, path: PathBuf) -> FileHandle {
    if is_standard(&path) {
        app.files().mint_standard_output()
    } else {
        app.files().mint_write(path)
    }
}
