//! Where a desk lies when nobody says where: the same place for the window and the terminal.

use std::path::PathBuf;

/// The system's place for this program's own data: `$XDG_DATA_HOME/ithaca` on Linux, `%APPDATA%\Ithaca\data`
/// on Windows, `~/Library/Application Support/Ithaca` on macOS. None where the system names no such
/// place (no home folder).
pub fn default_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "Ithaca").map(|places| places.data_dir().to_path_buf())
}
