//! The program `ithaca`.

// A window program on Windows has no console behind it; in debug builds one is wanted.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    ithaca_core::dumps::leave_nothing();
    avoid_blank_window();
    ithaca_shell::run()
}

/// WebKitGTK's DMA-BUF renderer leaves the window blank on some graphics drivers. It reads this
/// variable when it starts, so it is set first of all, and only where the person has not chosen.
fn avoid_blank_window() {
    #[cfg(target_os = "linux")]
    if let Err(error) = gtk::glib::setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", false) {
        eprintln!("{error}");
    }
}
