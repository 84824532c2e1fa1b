//! The window among those of other programs: who has the keyboard, on which desktop it stands, and what was
//! copied in it for them.
//!
//! On X11 all of it can be asked and said (EWMH 1.5). On Wayland the compositor alone decides who comes
//! forward, and names neither places nor desktops.

#[cfg(target_os = "linux")]
pub use linux::{
    clipboard_is_kept, desktop, hand_over_clipboard, is_in_use, move_to, take_focus, without_focus,
};
#[cfg(not(target_os = "linux"))]
pub use others::{
    clipboard_is_kept, desktop, hand_over_clipboard, is_in_use, move_to, take_focus, without_focus,
};

#[cfg(target_os = "linux")]
mod linux {
    use gdkx11::X11Window;
    use gtk::glib::{self, prelude::*};
    use gtk::prelude::*;
    use tauri::{AppHandle, Manager, WebviewWindow};

    use crate::windows::MAIN;

    /// True if the window, or a dialog of ours before it, has the keyboard. On the main thread.
    pub fn is_in_use(_: &WebviewWindow) -> bool {
        gtk::Window::list_toplevels()
            .into_iter()
            .filter_map(|widget| widget.downcast::<gtk::Window>().ok())
            .any(|window| window.is_active())
    }

    /// Lets the window appear the next time without asking for the keyboard (_NET_WM_USER_TIME 0), and
    /// behind what has it. On the main thread, before it is shown.
    pub fn without_focus(window: &WebviewWindow) {
        let Ok(window) = window.gtk_window() else {
            return;
        };
        window.set_focus_on_map(false);
        once_mapped(&window, |window| {
            // When it is shown again, a person has asked for it.
            window.set_focus_on_map(true);
            // Not every window manager puts behind what does not get the keyboard (openbox does not).
            if let Some(surface) = window.window() {
                surface.lower();
            }
        });
    }

    /// Gives the window the keyboard, for a person has asked for it. On the main thread.
    pub fn take_focus(window: &WebviewWindow) -> tauri::Result<()> {
        let window = window.gtk_window()?;
        // What is asked of Tauri is done by the main loop, in order; this comes after what was asked before.
        glib::idle_add_local_once(move || {
            // A desktop that guards the keyboard gives it to whom a person has just touched; the touch was
            // another program's (a click on a notice, a second start), so that the time is the server's.
            let time = window
                .window()
                .and_then(|window| window.downcast::<X11Window>().ok())
                .map_or(0, |window| gdkx11::functions::x11_get_server_time(&window));
            window.present_with_time(time);
        });
        Ok(())
    }

    /// The desktop the window stands on, counted from 0, where desktops are counted.
    pub fn desktop(app: &AppHandle) -> Option<u32> {
        let window = app.get_webview_window(MAIN)?.gtk_window().ok()?;
        let window = window.window()?.downcast::<X11Window>().ok()?;
        Some(window.desktop())
    }

    /// Lets the window stand on another desktop as soon as it is shown. On the main thread.
    pub fn move_to(window: &WebviewWindow, desktop: u32) {
        let Ok(window) = window.gtk_window() else {
            return;
        };
        once_mapped(&window, move |window| {
            let placed = window
                .window()
                .and_then(|window| window.downcast::<X11Window>().ok());
            if let Some(placed) = placed {
                placed.move_to_desktop(desktop);
            }
        });
    }

    /// Gives what was copied here to the desktop's clipboard manager, if there is one: a program's clipboard
    /// ends with the program. On the main thread, before it ends.
    pub fn hand_over_clipboard() {
        // Does nothing where what lies on the clipboard is another program's.
        gtk::Clipboard::get(&gtk::gdk::SELECTION_CLIPBOARD).store();
    }

    /// True if what is copied here outlives the program: something on the desktop keeps clipboards.
    pub fn clipboard_is_kept() -> bool {
        // Only X11 says; elsewhere it is the compositor that has the clipboard.
        gtk::gdk::Display::default().is_none_or(|display| {
            !display.backend().is_x11() || display.supports_clipboard_persistence()
        })
    }

    /// Does something the next time the window is there.
    fn once_mapped(
        window: &gtk::ApplicationWindow,
        act: impl Fn(&gtk::ApplicationWindow) + 'static,
    ) {
        let done = std::cell::Cell::new(false);
        window.connect_map_event(move |window, _| {
            if !done.replace(true) {
                act(window);
            }
            glib::Propagation::Proceed
        });
    }
}

#[cfg(not(target_os = "linux"))]
mod others {
    use tauri::{AppHandle, WebviewWindow};

    /// True if the window has the keyboard.
    pub fn is_in_use(window: &WebviewWindow) -> bool {
        window.is_focused().unwrap_or(true)
    }

    /// The system is asked for that where the window is made.
    pub fn without_focus(_: &WebviewWindow) {}

    /// Gives the window the keyboard.
    pub fn take_focus(window: &WebviewWindow) -> tauri::Result<()> {
        window.set_focus()
    }

    /// Both systems keep what was copied.
    pub fn hand_over_clipboard() {}

    /// Both systems keep what was copied.
    pub fn clipboard_is_kept() -> bool {
        true
    }

    /// Neither system tells.
    pub fn desktop(_: &AppHandle) -> Option<u32> {
        None
    }

    /// Neither system can be told.
    pub fn move_to(_: &WebviewWindow, _: u32) {}
}
