//! What only a window can do: the short table beside the core's. Its commands begin with `host_`.

use std::path::PathBuf;
use std::sync::Arc;

use ithaca_core::App;
use ithaca_core::error::{ApiError, ErrorCode};
use ithaca_core::files::FileHandle;
use serde::Serialize;
use tauri::{AppHandle, State, Url, WebviewWindow};
use tauri_plugin_autostart::ManagerExt as _;
use tauri_plugin_opener::OpenerExt as _;

use crate::lock::Touched;
use crate::picker::{Chooser, Purpose};
use crate::words::say;
use crate::{picker, quit, stage};

/// A file the person chose to read. The path stays on this side.
#[derive(Debug, Clone, Serialize)]
pub struct PickedFile {
    file: FileHandle,
    name: String,
    /// Bytes.
    size: u64,
}

impl PickedFile {
    /// A handle for a file the person picked or dropped; none for a folder or what is not there.
    pub fn mint(core: &App, path: PathBuf) -> Option<Self> {
        let about = std::fs::metadata(&path)
            .ok()
            .filter(std::fs::Metadata::is_file)?;
        let name = picker::name_of(&path);
        Some(Self {
            file: core.files().mint_read(path),
            name,
            size: about.len(),
        })
    }
}

/// A file the person chose to write, or a folder.
#[derive(Debug, Clone, Serialize)]
pub struct SaveTarget {
    file: FileHandle,
    name: String,
}

/// Asks which file to read. Null if the person changed their mind.
///
/// # Errors
/// None; a dialog that cannot be shown chooses nothing.
#[tauri::command]
pub async fn host_pick_open(
    app: AppHandle,
    core: State<'_, App>,
    chooser: State<'_, Chooser>,
    purpose: Purpose,
) -> Result<Option<PickedFile>, ApiError> {
    let path = chooser.open(&app, &core.locale(), purpose).await;
    Ok(path.and_then(|path| PickedFile::mint(&core, path)))
}

/// Asks where to write. Null if the person changed their mind.
///
/// # Errors
/// None; a dialog that cannot be shown chooses nothing.
#[tauri::command]
pub async fn host_pick_save(
    app: AppHandle,
    core: State<'_, App>,
    chooser: State<'_, Chooser>,
    suggested: String,
    purpose: Purpose,
) -> Result<Option<SaveTarget>, ApiError> {
    let path = chooser
        .save(
            &app,
            &core.locale(),
            purpose,
            &picker::plain_name(&suggested),
        )
        .await;
    Ok(path.map(|path| {
        let name = picker::name_of(&path);
        SaveTarget {
            file: core.files().mint_write(path),
            name,
        }
    }))
}

/// Asks for a folder. Null if the person changed their mind.
///
/// # Errors
/// None; a dialog that cannot be shown chooses nothing.
#[tauri::command]
pub async fn host_pick_folder(
    app: AppHandle,
    core: State<'_, App>,
    chooser: State<'_, Chooser>,
    purpose: Purpose,
) -> Result<Option<SaveTarget>, ApiError> {
    let path = chooser.folder(&app, &core.locale(), purpose).await;
    Ok(path.map(|path| {
        let name = picker::name_of(&path);
        SaveTarget {
            file: core.files().mint_folder(path),
            name,
        }
    }))
}

/// Asks the system to open a web page or to write a mail. Nothing else can be opened this way.
///
/// # Errors
/// `invalid` for any other kind of address, `internal` if the system has no program for it.
#[tauri::command]
pub async fn host_open_link(
    app: AppHandle,
    core: State<'_, App>,
    url: String,
) -> Result<(), ApiError> {
    let Some(address) = openable(&url) else {
        return Err(failure(&core, ErrorCode::Invalid, "host_link_not_openable"));
    };
    app.opener()
        .open_url(address.as_str(), None::<&str>)
        .map_err(|_| failure(&core, ErrorCode::Internal, "host_link_no_program"))
}

/// Says whether Ithaca starts with the computer.
///
/// # Errors
/// `internal` if the system does not say.
#[tauri::command]
pub async fn host_autostart_show(app: AppHandle, core: State<'_, App>) -> Result<bool, ApiError> {
    let autostart = app.autolaunch();
    autostart
        .is_enabled()
        .map_err(|_| failure(&core, ErrorCode::Internal, "host_autostart_failed"))
}

/// Lets Ithaca start with the computer, in the tray, or no longer.
///
/// # Errors
/// `internal` if the system does not allow it.
#[tauri::command]
pub async fn host_autostart_set(
    app: AppHandle,
    core: State<'_, App>,
    on: bool,
) -> Result<(), ApiError> {
    let autostart = app.autolaunch();
    let done = if on {
        autostart.enable()
    } else {
        autostart.disable()
    };
    done.map_err(|_| failure(&core, ErrorCode::Internal, "host_autostart_failed"))
}

/// Puts the window away as closing it does: into the tray, or into the background where there is none.
///
/// # Errors
/// None.
#[tauri::command]
pub async fn host_window_hide(app: AppHandle) -> Result<(), ApiError> {
    quit::put_away(&app);
    Ok(())
}

/// Says that the person touched the window: the lock that comes with idleness waits anew.
///
/// # Errors
/// None.
#[tauri::command]
pub async fn host_touched(
    core: State<'_, App>,
    touched: State<'_, Arc<Touched>>,
) -> Result<(), ApiError> {
    touched.again(&core);
    Ok(())
}

/// Says whether what is copied from the window can still be pasted once the program has ended or locked.
///
/// # Errors
/// None; where nobody knows, it is said to last.
#[tauri::command]
pub async fn host_clipboard_lasts(app: AppHandle) -> Result<bool, ApiError> {
    let (tell, told) = tokio::sync::oneshot::channel();
    let asked = app.run_on_main_thread(move || {
        // Nobody waits any more only where the page has gone.
        let _ = tell.send(stage::clipboard_is_kept());
    });
    match asked {
        Ok(()) => Ok(told.await.unwrap_or(true)),
        Err(_) => Ok(true),
    }
}

/// Ends the program.
///
/// # Errors
/// None.
#[tauri::command]
pub async fn host_app_quit(app: AppHandle) -> Result<(), ApiError> {
    app.exit(0);
    Ok(())
}

/// Opens the system's print dialog on what the window shows.
///
/// # Errors
/// `internal` if the system has no such dialog.
#[tauri::command]
pub async fn host_window_print(
    core: State<'_, App>,
    window: WebviewWindow,
) -> Result<(), ApiError> {
    window
        .print()
        .map_err(|_| failure(&core, ErrorCode::Internal, "host_print_failed"))
}

fn failure(core: &App, code: ErrorCode, key: &'static str) -> ApiError {
    ApiError {
        code,
        message: say(&core.locale(), key),
        field: None,
    }
}

/// The address, if it is one a person may open from the app: of the web, or a mail address.
fn openable(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Some(url),
        "mailto" => Some(url),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_mail_are_opened() {
        for good in [
            "https://example.org/a?b=c",
            "http://example.org",
            "mailto:ada@example.org",
            " https://example.org ",
        ] {
            assert!(
                openable(good).is_some(),
                "{good} is a link a person may follow"
            );
        }
        for bad in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://host/share",
            "example.org",
            "https://",
            "data:text/html,x",
            "vscode://x",
            "--help",
            "",
        ] {
            assert!(openable(bad).is_none(), "{bad} must not reach the system");
        }
    }
}
