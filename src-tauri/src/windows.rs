//! The one window: how it is made, remembered, hidden and brought forward.

use std::sync::{Mutex, PoisonError};

use ithaca_core::App;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};

use crate::host::PickedFile;
use crate::instance::Folder;
use crate::route::Route;
use crate::{quit, tray, web_view};

/// The window's label. The capability file names it.
pub const MAIN: &str = "main";

const FIRST_SIZE: (f64, f64) = (1180.0, 780.0);
const LEAST_SIZE: (f64, f64) = (720.0, 520.0);

/// A page asked for before the interface has come up; shown once it has.
#[derive(Default)]
pub struct Arrival(Mutex<Awaited>);

#[derive(Default)]
struct Awaited {
    loaded: bool,
    route: Option<Route>,
}

/// How the window first appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appearance {
    /// On the screen, in front.
    Shown,
    /// In the tray; minimised where there is none, so that it can be found.
    Hidden,
}

/// Makes the window on the embedded interface.
///
/// # Errors
/// Where the system cannot show a web view.
pub fn create(
    app: &AppHandle,
    folder: &Folder,
    open: Option<Route>,
) -> tauri::Result<WebviewWindow> {
    app.manage(Arrival(Mutex::new(Awaited {
        loaded: false,
        route: open,
    })));
    let builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()));
    let window = web_view::cut_off(builder)
        .title("Ithaca")
        .inner_size(FIRST_SIZE.0, FIRST_SIZE.1)
        .min_inner_size(LEAST_SIZE.0, LEAST_SIZE.1)
        .visible(false)
        // Nothing of what is shown may be left behind outside the encrypted file: no cache, no
        // storage. WebKit refuses to be driven by tests in that mode, hence the one exception,
        // which keeps even then to the data folder.
        .incognito(!web_view::is_driven())
        .data_directory(folder.shell().join("web-view"))
        .on_navigation(is_our_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                arrived(&window);
                #[cfg(debug_assertions)]
                crate::smoke::drive(&window);
            }
        })
        .build()?;
    web_view::prepare(&window)?;
    let handle = app.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            quit::put_away(&handle);
        }
        WindowEvent::Focused(true) => look_for_foreign_changes(&handle),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            for path in paths {
                if let Some(file) = PickedFile::mint(&handle.state::<App>(), path.clone()) {
                    tell(&handle, "drop", file);
                }
            }
        }
        _ => (),
    });
    Ok(window)
}

/// Lets the window appear for the first time.
pub fn appear(window: &WebviewWindow, appearance: Appearance) -> tauri::Result<()> {
    match appearance {
        Appearance::Shown => window.show(),
        Appearance::Hidden if tray::is_seen(window.app_handle()) => Ok(()),
        Appearance::Hidden => {
            window.minimize()?;
            window.show()
        }
    }
}

/// Shows the window in front of the others, however it was put away, and opens a page in it.
pub fn bring_forward(app: &AppHandle, open: Option<&Route>) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let forward = window
        .show()
        .and_then(|()| window.unminimize())
        .and_then(|()| window.set_focus());
    if forward.is_err() {
        tracing::warn!("the window did not come forward");
    }
    if let Some(route) = open {
        let arrival = app.state::<Arrival>();
        let mut awaited = arrival.0.lock().unwrap_or_else(PoisonError::into_inner);
        if awaited.loaded {
            tell(app, "open", route.to_string());
        } else {
            awaited.route = Some(route.clone());
        }
    }
}

/// Whether the window is on the screen, in front or behind others.
pub fn is_seen(app: &AppHandle) -> bool {
    app.get_webview_window(MAIN).is_some_and(|window| {
        window.is_visible().unwrap_or(true) && !window.is_minimized().unwrap_or(false)
    })
}

/// Puts the window away; the tray or a second start brings it back.
pub fn hide(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN)
        && window.hide().is_err()
    {
        tracing::warn!("the window could not be hidden");
    }
}

/// Sends an event to the interface.
pub fn tell(app: &AppHandle, event: &str, payload: impl serde::Serialize + Clone) {
    if app.emit_to(MAIN, event, payload).is_err() {
        tracing::warn!(event, "an event did not reach the window");
    }
}

fn arrived(window: &WebviewWindow) {
    let arrival = window.state::<Arrival>();
    let mut awaited = arrival.0.lock().unwrap_or_else(PoisonError::into_inner);
    awaited.loaded = true;
    // Nobody may be listening for events yet, but the address is read by a page that comes up and
    // watched by one that has. A route holds no character that could leave the string.
    if let Some(route) = awaited.route.take()
        && window.eval(format!("location.hash = \"{route}\"")).is_err()
    {
        tracing::warn!("the first page could not be opened");
    }
}

/// The window shows the embedded interface and nothing else, whatever a page asks for.
fn is_our_own(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // How Windows spells the same address.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        "about" => url.path() == "blank",
        _ => false,
    }
}

fn look_for_foreign_changes(app: &AppHandle) {
    let core = app.state::<App>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        if core.look_for_foreign_changes().is_err() {
            tracing::warn!("could not look for changes of other processes");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        let allowed = |address: &str| is_our_own(&address.parse().expect("an address"));
        assert!(
            allowed("tauri://localhost/index.html#/today"),
            "this is the interface"
        );
        for foreign in [
            "https://example.org/",
            "file:///etc/passwd",
            "data:text/html,x",
            "tauri://other/",
        ] {
            assert!(!allowed(foreign), "{foreign} is not ours to show");
        }
    }
}
