//! The system's file dialogs, behind a seam: no test can drive a native dialog.

use std::path::{Path, PathBuf};

use ithaca_core::locale::Locale;
use serde::Deserialize;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::windows;
use crate::words::say;

/// What a file is picked for: it decides the dialog's title and the kinds of file it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A file to keep inside the database, or one to take out of it.
    Attachment,
    /// A calendar file (RFC 5545).
    Calendar,
    /// A backup of the whole desk.
    Backup,
    /// The diagnostics, without private text.
    Diagnostics,
    /// Anything else that leaves.
    Export,
    /// Anything else that comes in.
    Import,
}

impl Purpose {
    fn title(self, saving: bool) -> &'static str {
        match (self, saving) {
            (Self::Attachment, false) => "pick_attachment",
            (Self::Calendar, true) => "pick_calendar_save",
            (Self::Diagnostics, true) => "pick_diagnostics_save",
            (_, true) => "pick_save",
            (_, false) => "pick_open",
        }
    }

    /// The kind's name in the catalogue and its file endings; none where any file will do.
    fn kind(self) -> Option<(&'static str, &'static [&'static str])> {
        match self {
            Self::Calendar => Some(("pick_kind_calendar", &["ics"])),
            Self::Diagnostics => Some(("pick_kind_text", &["txt", "json"])),
            Self::Attachment | Self::Backup | Self::Export | Self::Import => None,
        }
    }
}

/// Who answers when a file is to be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chooser {
    /// The person, in the system's own dialog.
    Person,
    /// A test: always this path.
    #[cfg(debug_assertions)]
    Always(PathBuf),
}

impl Chooser {
    /// The person; in debug builds the path in `ITHACA_TEST_PICK`, if that is set.
    pub fn of_environment() -> Self {
        #[cfg(debug_assertions)]
        if let Some(path) = std::env::var_os("ITHACA_TEST_PICK") {
            return Self::Always(path.into());
        }
        Self::Person
    }

    /// The path a test laid out; none where the person is asked.
    fn laid_out(&self) -> Option<PathBuf> {
        match self {
            Self::Person => None,
            #[cfg(debug_assertions)]
            Self::Always(path) => Some(path.clone()),
        }
    }

    /// A file to read; none if the person changed their mind.
    pub async fn open(
        &self,
        app: &AppHandle,
        locale: &Locale,
        purpose: Purpose,
    ) -> Option<PathBuf> {
        if let Some(path) = self.laid_out() {
            return Some(path);
        }
        let dialog = dialog(app, locale, purpose, false);
        answered(|tell| dialog.pick_file(tell)).await
    }

    /// A file to write, with a name suggested; none if the person changed their mind.
    pub async fn save(
        &self,
        app: &AppHandle,
        locale: &Locale,
        purpose: Purpose,
        suggested: &str,
    ) -> Option<PathBuf> {
        if let Some(path) = self.laid_out() {
            return Some(path);
        }
        let dialog = dialog(app, locale, purpose, true).set_file_name(suggested);
        answered(|tell| dialog.save_file(tell)).await
    }

    /// A folder; none if the person changed their mind.
    pub async fn folder(
        &self,
        app: &AppHandle,
        locale: &Locale,
        purpose: Purpose,
    ) -> Option<PathBuf> {
        if let Some(path) = self.laid_out() {
            return Some(path);
        }
        let dialog = dialog(app, locale, purpose, false).set_title(say(locale, "pick_folder"));
        answered(|tell| dialog.pick_folder(tell)).await
    }
}

fn dialog(
    app: &AppHandle,
    locale: &Locale,
    purpose: Purpose,
    saving: bool,
) -> FileDialogBuilder<tauri::Wry> {
    let mut dialog = app
        .dialog()
        .file()
        .set_title(say(locale, purpose.title(saving)));
    if let Some((name, endings)) = purpose.kind() {
        dialog = dialog.add_filter(say(locale, name), endings);
    }
    match app.get_webview_window(windows::MAIN) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

/// Asks, unless something is being asked already: a key pressed twice opens one dialog.
async fn answered(ask: impl FnOnce(Box<dyn FnOnce(Option<FilePath>) + Send>)) -> Option<PathBuf> {
    static ASKING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _one = ASKING.try_lock().ok()?;
    let (tell, told) = tokio::sync::oneshot::channel();
    ask(Box::new(move |path| {
        // The page that asked may have gone; then nobody waits for the answer.
        let _ = tell.send(path);
    }));
    told.await.ok().flatten()?.into_path().ok()
}

/// A path's last part, as it is shown.
pub fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// A name without what a file system or a dialog would take for something else.
pub fn plain_name(suggested: &str) -> String {
    let kept = suggested
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                '-'
            } else {
                c
            }
        })
        .take(120)
        .collect::<String>();
    kept.trim_matches(|c: char| c == '.' || c.is_whitespace())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggested_name_stays_in_the_folder_the_person_chose() {
        assert_eq!(
            plain_name("Ada & Ben.ics"),
            "Ada & Ben.ics",
            "an ordinary name is kept"
        );
        assert_eq!(
            plain_name("../../etc/passwd"),
            "-..-etc-passwd",
            "a path becomes a name"
        );
        assert_eq!(
            plain_name("a\u{0}b\nc"),
            "a-b-c",
            "control characters are no name"
        );
        assert_eq!(plain_name("山田.ics"), "山田.ics", "every script is a name");
    }
}
