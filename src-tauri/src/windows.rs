//! The one window: how it is made, remembered, hidden and brought forward.

use std::sync::{Mutex, PoisonError};

use clap::ValueEnum;
use ithaca_core::App;
use ithaca_core::watch::Watch;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};

use crate::host::PickedFile;
use crate::instance::Folder;
use crate::place::Places;
use crate::route::Route;
use crate::{quit, stage, tray, web_view};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Appearance {
    /// On the screen, in front.
    Front,
    /// On the screen, behind what is in use, and without the keyboard.
    Behind,
    /// In the bar of windows.
    Minimised,
    /// In the tray; minimised where there is none, so that it can be found.
    Tray,
    /// Nowhere: it was put away before, and whoever did that knows the way back.
    Away,
}

/// Makes the window on the embedded interface.
///
/// # Errors
/// Where the system cannot show a web view.
pub fn create(
    app: &AppHandle,
    folder: &Folder,
    open: Option<Route>,
    appearance: Appearance,
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
        // Linux is asked where it appears (`stage`).
        .focused(cfg!(target_os = "linux") || appearance == Appearance::Front)
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
    let places = Places::of(folder);
    places.restore(&window)?;
    app.manage(places);
    let handle = app.clone();
    let moving = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => {
            handle.state::<Places>().look(&moving);
        }
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            quit::put_away(&handle);
        }
        WindowEvent::Focused(true) => look_around_soon(&handle),
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
    let minimised = || {
        window.minimize()?;
        window.show()
    };
    match appearance {
        Appearance::Front => window.show(),
        Appearance::Behind => {
            stage::without_focus(window);
            window.show()
        }
        Appearance::Tray if tray::is_seen(window.app_handle()) => Ok(()),
        Appearance::Tray | Appearance::Minimised => {
            stage::without_focus(window);
            minimised()
        }
        Appearance::Away => Ok(()),
    }
}

/// How the window stands now, for the one that comes in its place.
pub fn standing(app: &AppHandle) -> Appearance {
    let Some(window) = app.get_webview_window(MAIN) else {
        return Appearance::Away;
    };
    if !window.is_visible().unwrap_or(true) {
        Appearance::Away
    } else if window.is_minimized().unwrap_or(false) {
        Appearance::Minimised
    } else if stage::is_in_use(&window) {
        Appearance::Front
    } else {
        Appearance::Behind
    }
}

/// Shows the window in front of the others, however it was put away, and opens a page in it.
pub fn bring_forward(app: &AppHandle, open: Option<&Route>) {
    let handle = app.clone();
    let begun = app.run_on_main_thread(move || {
        let Some(window) = handle.get_webview_window(MAIN) else {
            return;
        };
        if forward(&handle, &window).is_err() {
            tracing::warn!("the window did not come forward");
        }
    });
    if begun.is_err() {
        tracing::warn!("the window could not be told to come forward");
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

fn forward(app: &AppHandle, window: &WebviewWindow) -> tauri::Result<()> {
    if !window.is_visible()? {
        // The desktop forgets where a hidden window was, and its screen may be gone meanwhile.
        app.state::<Places>().restore(window)?;
    }
    window.show()?;
    window.unminimize()?;
    stage::take_focus(window)
}

/// Puts the window away; the tray or a second start brings it back.
pub fn hide(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    app.state::<Places>().remember(&window);
    if window.hide().is_err() {
        tracing::warn!("the window could not be hidden");
    }
}

/// Writes down where the window is, before it ends.
pub fn remember(app: &AppHandle) {
    if let (Some(window), Some(places)) = (app.get_webview_window(MAIN), app.try_state::<Places>())
    {
        places.remember(&window);
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

/// Looks at what time and other programs have changed, which the core publishes, and tells the interface what
/// time it is.
pub fn look_around(app: &AppHandle) {
    let Some(watch) = app.try_state::<Watch>() else {
        return;
    };
    match watch.look() {
        Ok(now) => tell(app, "clock", serde_json::json!({ "now": now })),
        Err(_) => tracing::warn!("could not look for what others changed"),
    }
}

/// Whoever comes back to the window sees at once what it missed. A look is no work for the main thread.
fn look_around_soon(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || look_around(&app));
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
