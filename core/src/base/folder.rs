//! Where a desk lies when nobody says where: the same place for the window and the terminal.

use std::path::{Path, PathBuf};

/// The system's place for this program's own data: `$XDG_DATA_HOME/ithaca` on Linux, `%APPDATA%\Ithaca\data`
/// on Windows, `~/Library/Application Support/Ithaca` on macOS. None where the system names no such
/// place (no home folder).
pub fn default_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "Ithaca").map(|places| places.data_dir().to_path_buf())
}

/// Makes a folder that is this account's alone, and those above it that are not there.
///
/// # Errors
/// What the file system says.
pub fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
